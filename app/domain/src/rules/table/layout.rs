//! What every row of a table is read by, and what a row says before it is put together.

use super::PeopleProblem;
use super::columns::{self, Column};
use crate::characters::key;
use crate::numbers::Points;
use crate::rules::codes::{FactKey, PostCode, StageCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::FactValue;
use crate::rules::engine::{LeftAt, Mark};
use crate::rules::lists::Leave;
use crate::tables::Grid;
use crate::time::Moment;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What every row of a table is read by.
pub struct Layout<'d> {
    pub(super) doc: &'d RuleDocument,
    /// The table without its rows.
    pub(super) head: Grid,
    pub(super) columns: Vec<Column>,
    /// By their codes, as written and as keys compare.
    pub(super) posts: HashMap<String, &'d PostCode>,
    /// Of the titles.
    pub(super) problems: Vec<PeopleProblem>,
}

/// The names of rooms and sittings: many rows hold the same, and it is kept once.
#[derive(Default)]
pub(super) struct Rooms(HashSet<Arc<str>>);

impl Rooms {
    pub(super) fn shared(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let new: Arc<str> = name.into();
        self.0.insert(new.clone());
        new
    }
}

/// An examiner's figure for one element.
pub(super) type Element<'t> = (&'t StageCode, usize, usize, Option<Points>);

/// What is read before it can be put together.
pub(super) struct Loose<'t, 'n> {
    pub rooms: &'n mut Rooms,
    /// With the stage and the examiner's seat.
    pub marks: Vec<(&'t StageCode, usize, Mark)>,
    /// With the stage, the examiner's seat, and the place of the element.
    pub elements: Vec<Element<'t>>,
    pub facts: Vec<(FactKey, FactValue)>,
    pub left: Option<LeftAt>,
    pub left_at: Option<Moment>,
    pub left_as: Option<Leave>,
}

impl<'n> Loose<'_, 'n> {
    pub(super) fn new(rooms: &'n mut Rooms) -> Self {
        Loose {
            rooms,
            marks: Vec::new(),
            elements: Vec::new(),
            facts: Vec::new(),
            left: None,
            left_at: None,
            left_as: None,
        }
    }
}

impl<'d> Layout<'d> {
    /// By the titles of a table.
    pub fn new(doc: &'d RuleDocument, head: Grid) -> Self {
        let (columns, problems) = columns::head(doc, &head);
        let mut posts = HashMap::with_capacity(doc.posts.len());
        for post in &doc.posts {
            let code = post.code.as_str();
            posts.entry(code.to_owned()).or_insert(&post.code);
            posts.entry(key(code).into_owned()).or_insert(&post.code);
        }
        Layout {
            doc,
            head,
            columns,
            posts,
            problems,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_room_is_kept_once_for_all_its_rows() {
        let mut rooms = Rooms::default();
        let [first, other, second] = ["1", "2", "1"].map(|name| rooms.shared(name));
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!((&*first, &*other), ("1", "2"));
    }
}
