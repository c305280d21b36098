//! A candidate's marks by code: a short list that reads and writes as a JSON map. A map's nodes would cost a million
//! candidates half a gigabyte.

use super::candidate::Mark;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, marker::PhantomData};

/// Marks in the order of their codes; each code stands once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks<C>(Vec<(C, Mark)>);

impl<C> Default for Marks<C> {
    fn default() -> Self {
        Marks(Vec::new())
    }
}

impl<C: Ord> Marks<C> {
    pub fn get(&self, code: &C) -> Option<&Mark> {
        self.0
            .binary_search_by(|(known, _)| known.cmp(code))
            .ok()
            .map(|index| &self.0[index].1)
    }

    /// Puts a mark; the one that stood there before comes back.
    pub fn insert(&mut self, code: C, mark: Mark) -> Option<Mark> {
        match self.0.binary_search_by(|(known, _)| known.cmp(&code)) {
            Ok(index) => Some(std::mem::replace(&mut self.0[index].1, mark)),
            Err(index) => {
                self.0.insert(index, (code, mark));
                None
            }
        }
    }
}

impl<C> Marks<C> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&C, &Mark)> {
        self.0.iter().map(|(code, mark)| (code, mark))
    }
}

impl<C: Ord> FromIterator<(C, Mark)> for Marks<C> {
    fn from_iter<I: IntoIterator<Item = (C, Mark)>>(marks: I) -> Self {
        let mut list = Marks::default();
        for (code, mark) in marks {
            list.insert(code, mark);
        }
        list
    }
}

impl<C: Ord, const N: usize> From<[(C, Mark); N]> for Marks<C> {
    fn from(marks: [(C, Mark); N]) -> Self {
        marks.into_iter().collect()
    }
}

impl<C: Serialize> Serialize for Marks<C> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
}

impl<'de, C: Deserialize<'de> + Ord> Deserialize<'de> for Marks<C> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_map(MarksVisitor(PhantomData))
    }
}

struct MarksVisitor<C>(PhantomData<C>);

impl<'de, C: Deserialize<'de> + Ord> Visitor<'de> for MarksVisitor<C> {
    type Value = Marks<C>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a map from code to mark")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut marks = Marks::default();
        while let Some((code, mark)) = map.next_entry()? {
            if marks.insert(code, mark).is_some() {
                return Err(A::Error::custom("a code stands twice"));
            }
        }
        Ok(marks)
    }
}
