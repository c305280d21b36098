//! A short map by code that reads and writes as a JSON map. A map's nodes would cost a million candidates half a
//! gigabyte.

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, marker::PhantomData};

/// Values in the order of their codes; each code stands once. No room is kept for more: few maps have a third value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed<C, V>(Box<[(C, V)]>);

impl<C, V> Default for Keyed<C, V> {
    fn default() -> Self {
        Keyed(Box::default())
    }
}

impl<C: Ord, V> Keyed<C, V> {
    /// Values whose codes stand in order, each once.
    pub(crate) fn in_order(values: Vec<(C, V)>) -> Self {
        debug_assert!(values.is_sorted_by(|(one, _), (other, _)| one < other));
        Keyed(values.into_boxed_slice())
    }

    pub fn get(&self, code: &C) -> Option<&V> {
        self.0
            .binary_search_by(|(known, _)| known.cmp(code))
            .ok()
            .map(|index| &self.0[index].1)
    }

    /// Puts a value; the one that stood there before comes back.
    pub fn insert(&mut self, code: C, value: V) -> Option<V> {
        match self.0.binary_search_by(|(known, _)| known.cmp(&code)) {
            Ok(index) => Some(std::mem::replace(&mut self.0[index].1, value)),
            Err(index) => {
                self.put(index, code, value);
                None
            }
        }
    }

    /// Takes a value away.
    pub fn remove(&mut self, code: &C) -> Option<V> {
        let index = self.0.binary_search_by(|(known, _)| known.cmp(code)).ok()?;
        let mut values = std::mem::take(&mut self.0).into_vec();
        let (_, removed) = values.remove(index);
        self.0 = values.into_boxed_slice();
        Some(removed)
    }

    fn put(&mut self, index: usize, code: C, value: V) {
        let mut values = std::mem::take(&mut self.0).into_vec();
        values.reserve_exact(1);
        values.insert(index, (code, value));
        self.0 = values.into_boxed_slice();
    }
}

impl<C: Ord + Clone, V: Default> Keyed<C, V> {
    /// The value of a code, put there if there was none.
    pub fn entry(&mut self, code: &C) -> &mut V {
        let index = match self.0.binary_search_by(|(known, _)| known.cmp(code)) {
            Ok(index) => index,
            Err(index) => {
                self.put(index, code.clone(), V::default());
                index
            }
        };
        &mut self.0[index].1
    }
}

impl<C, V> Keyed<C, V> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&C, &V)> {
        self.0.iter().map(|(code, value)| (code, value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &C> {
        self.0.iter().map(|(code, _)| code)
    }
}

/// Of several values of a code the last one stays.
impl<C: Ord, V> FromIterator<(C, V)> for Keyed<C, V> {
    fn from_iter<I: IntoIterator<Item = (C, V)>>(values: I) -> Self {
        let mut list: Vec<(C, V)> = values.into_iter().collect();
        list.sort_by(|(one, _), (other, _)| one.cmp(other));
        list.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
        Keyed(list.into_boxed_slice())
    }
}

impl<C: Ord, V> Extend<(C, V)> for Keyed<C, V> {
    fn extend<I: IntoIterator<Item = (C, V)>>(&mut self, values: I) {
        let own = std::mem::take(&mut self.0).into_iter();
        *self = own.chain(values).collect();
    }
}

impl<C, V> IntoIterator for Keyed<C, V> {
    type Item = (C, V);
    type IntoIter = std::vec::IntoIter<(C, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<C: Ord, V, const N: usize> From<[(C, V); N]> for Keyed<C, V> {
    fn from(values: [(C, V); N]) -> Self {
        values.into_iter().collect()
    }
}

impl<C: Serialize, V: Serialize> Serialize for Keyed<C, V> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
}

impl<'de, C: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Keyed<C, V> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_map(KeyedVisitor(PhantomData))
    }
}

struct KeyedVisitor<C, V>(PhantomData<(C, V)>);

impl<'de, C: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for KeyedVisitor<C, V> {
    type Value = Keyed<C, V>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a map by code")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = Keyed::default();
        while let Some((code, value)) = map.next_entry()? {
            if values.insert(code, value).is_some() {
                return Err(A::Error::custom("a code stands twice"));
            }
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_the_order_of_their_codes_and_the_last_of_a_code_stays() {
        let mut keyed: Keyed<&str, u8> = [("b", 1), ("a", 2), ("b", 3), ("a", 4), ("b", 5)].into();
        let values = |keyed: &Keyed<_, _>| keyed.clone().into_iter().collect::<Vec<_>>();
        assert_eq!(values(&keyed), [("a", 4), ("b", 5)]);
        keyed.extend([("c", 6), ("a", 7)]);
        assert_eq!(values(&keyed), [("a", 7), ("b", 5), ("c", 6)]);
        assert_eq!((keyed.remove(&"b"), keyed.remove(&"b")), (Some(5), None));
        assert_eq!(values(&keyed), [("a", 7), ("c", 6)]);
    }
}
