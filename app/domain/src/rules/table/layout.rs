//! What every row of a table is read by, and what a row says before it is put together.

use super::PeopleProblem;
use super::column::Column;
use super::columns;
use crate::characters::key;
use crate::numbers::Points;
use crate::rules::Keyed;
use crate::rules::codes::{FactKey, PostCode, StageCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::FactValue;
use crate::rules::engine::{LeftAt, Mark, StageRecord};
use crate::rules::lists::Leave;
use crate::tables::Grid;
use crate::time::Moment;
use foldhash::{HashMap, HashMapExt, HashSet};
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
    /// The stages that have columns, in the order of their codes.
    pub(super) stages: Vec<StageCode>,
    /// Of each column the place of its stage among them.
    pub(super) places: Vec<usize>,
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

/// An examiner's figure for one element: the place of the stage, the examiner's seat, the place of the element.
pub(super) type Element = (usize, usize, usize, Option<Points>);

/// What is read before it can be put together. One serves for row after row.
#[derive(Default)]
pub(super) struct Loose {
    pub rooms: Rooms,
    /// At the place of its stage, what was recorded there.
    records: Vec<Option<StageRecord>>,
    /// With the place of the stage and the examiner's seat.
    pub marks: Vec<(usize, usize, Mark)>,
    pub elements: Vec<Element>,
    pub facts: Vec<(FactKey, FactValue)>,
    pub left: Option<LeftAt>,
    pub left_at: Option<Moment>,
    pub left_as: Option<Leave>,
}

impl Loose {
    /// What was recorded at the stage at this place.
    pub(super) fn record(&mut self, place: usize) -> &mut StageRecord {
        if self.records.len() <= place {
            self.records.resize_with(place + 1, || None);
        }
        self.records[place].get_or_insert_default()
    }

    /// Everything that was recorded, by its stage.
    pub(super) fn take_records(&mut self, stages: &[StageCode]) -> Keyed<StageCode, StageRecord> {
        let count = self.records.iter().flatten().count();
        let mut found = Vec::with_capacity(count);
        for (stage, record) in stages.iter().zip(&mut self.records) {
            found.extend(record.take().map(|record| (stage.clone(), record)));
        }
        Keyed::in_order(found)
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
        let mut stages: Vec<StageCode> =
            columns.iter().filter_map(Column::stage).cloned().collect();
        stages.sort_unstable();
        stages.dedup();
        let place = |column: &Column| {
            let found = column.stage().map(|own| stages.binary_search(own));
            found.and_then(Result::ok).unwrap_or_default()
        };
        Layout {
            doc,
            head,
            places: columns.iter().map(place).collect(),
            stages,
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
