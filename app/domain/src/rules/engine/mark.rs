//! Marks, as people give them.

use super::cell::Cell;
use crate::numbers::Points;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A figure of a script or an examiner, or why there is none. In JSON `"71.5"`, `"absent"` or `"violation"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    Scored(Points),
    /// Did not come.
    Absent,
    /// Broke the rules: the paper is void.
    Violation,
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Mark::Scored(points) => points.serialize(s),
            Mark::Absent => s.serialize_str("absent"),
            Mark::Violation => s.serialize_str("violation"),
        }
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        match text.as_str() {
            "absent" => Ok(Mark::Absent),
            "violation" => Ok(Mark::Violation),
            figure => figure.parse().map(Mark::Scored).map_err(|why| {
                serde::de::Error::custom(format!("{figure:?} is not a mark: {why:?}"))
            }),
        }
    }
}

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
