//! What the figures of one person hang on that others did: the lists in which they are compared.

use super::{Case, Derivations};
use crate::rules::codes::PostCode;
use crate::rules::eligibility::Post;
use crate::rules::eligibility::areas::at_level;
use crate::rules::lists::Across;

impl Derivations<'_> {
    /// Whether two posts share a list.
    fn share(&self, one: &Post, other: &Post, across: Across) -> bool {
        if one.code == other.code {
            return true;
        }
        match across {
            Across::Post => false,
            Across::Pool => one.pool.is_some() && one.pool == other.pool,
            Across::Campaign => true,
            Across::Area(level) => {
                let area = |post: &Post| at_level(self.doc, post.area.as_ref()?, level);
                area(one).is_some_and(|own| area(other) == Some(own))
            }
        }
    }
}

impl<'c> Case<'c> {
    /// Everybody on the posts that share a list with this one, this person included.
    pub(crate) fn everybody(&self, across: Across) -> impl Iterator<Item = Case<'c>> + use<'c> {
        let all = self.all;
        let own = self.post();
        let posts = all.posts.iter().enumerate();
        let posts = posts.filter(move |(_, context)| all.share(own, context.post, across));
        posts.flat_map(move |(place, context)| {
            let case = move |index: &usize| Case {
                all,
                place,
                index: *index,
                result: all.outcome.of(*index).unwrap_or_default(),
            };
            context.people.iter().map(case)
        })
    }

    /// The first post of the run that shares a list with this one: by it the list is known.
    pub(crate) fn first_of_list(&self, across: Across) -> &'c PostCode {
        let mut posts = self.all.posts.iter();
        let first = posts.find(|other| self.all.share(self.post(), other.post, across));
        first.map_or(&self.post().code, |first| &first.post.code)
    }

    /// Whether another post shares a list with this one.
    pub(crate) fn shares(&self, other: &PostCode, across: Across) -> bool {
        let other = self.doc().post(other);
        other.is_some_and(|other| self.all.share(self.post(), other, across))
    }
}
