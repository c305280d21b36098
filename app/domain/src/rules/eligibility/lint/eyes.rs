//! How the lint looks at a post.

use super::super::posts::Post;
use crate::rules::document::RuleDocument;

pub(super) struct Eyes<'d> {
    pub doc: &'d RuleDocument,
    pub post: &'d Post,
    /// Whether "who qualifies for another post" is followed to what that post demands: once, and no further.
    pub follows: bool,
}
