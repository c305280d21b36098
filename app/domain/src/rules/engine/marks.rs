//! The marks of several examiners, as a million people have them.

use super::cell::Cell;
use super::mark::Mark;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Marks in a row, one for each examiner: eight bytes each and no room for more, since a million people have seven.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Marks(Box<[Cell]>);

impl Marks {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mark of a seat, counted from zero.
    pub fn get(&self, seat: usize) -> Option<Mark> {
        self.0.get(seat)?.mark()
    }

    pub fn iter(&self) -> impl Iterator<Item = Mark> {
        self.0.iter().filter_map(|cell| cell.mark())
    }
}

impl FromIterator<Mark> for Marks {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        Marks(marks.into_iter().map(Cell::from).collect())
    }
}

impl fmt::Debug for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Vec::<Mark>::deserialize(d).map(Marks::from_iter)
    }
}
