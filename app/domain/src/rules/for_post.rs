//! The rules of one post as they apply: variants resolved, defaults filled in, and what the post or its pool leaves out.
//! The one derivation; whoever asks "has this post a written test" or "what does its total weigh" asks here.

use super::defaults::CompleteRules;
use super::document::{Post, RuleDocument};

/// What counts for one post. Made by [`RuleDocument::for_post`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRules {
    pub rules: CompleteRules,
    /// Goes to the interview without a written test before it (O20).
    pub straight: bool,
    /// Hires on papers alone.
    pub without_exam: bool,
    made: Made,
}

/// Keeps others from putting such rules together by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Made;

/// What a post leaves out: its own word, else its pool's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Way {
    pub straight: bool,
    pub without_exam: bool,
}

impl PostRules {
    /// Whether anybody on this post sits a written test.
    pub fn has_written_test(&self) -> bool {
        !self.straight && !self.without_exam
    }
}

impl RuleDocument {
    /// The rules of one post as they are applied to its people.
    pub fn for_post(&self, post: &Post) -> PostRules {
        let way = self.way_of(post);
        PostRules {
            rules: CompleteRules::of(self.rules_for(post), way.straight),
            straight: way.straight,
            without_exam: way.without_exam,
            made: Made,
        }
    }

    pub(super) fn way_of(&self, post: &Post) -> Way {
        let pool = post.pool.as_ref().and_then(|code| self.pool(code));
        Way {
            straight: post
                .straight_to_interview
                .unwrap_or(pool.is_some_and(|pool| pool.straight_to_interview)),
            without_exam: post
                .without_exam
                .unwrap_or(pool.is_some_and(|pool| pool.without_exam)),
        }
    }
}
