//! Marks, as people give them.

use crate::numbers::Points;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
