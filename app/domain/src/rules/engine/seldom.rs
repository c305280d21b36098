//! A part that few have: everybody else gives eight bytes for it.

use std::ops::{Deref, DerefMut};

/// What may be a part that few have.
pub trait Few: Default + PartialEq + 'static {
    /// The part of everybody who has nothing in it.
    fn none() -> &'static Self;
}

/// A part that is read as if everybody had it. Whether it is absent or has nothing in it is the same.
#[derive(Clone, Debug)]
pub struct Seldom<T>(Option<Box<T>>);

impl<T> Default for Seldom<T> {
    fn default() -> Self {
        Seldom(None)
    }
}

/// A part with nothing in it takes no room.
impl<T: Few> From<T> for Seldom<T> {
    fn from(part: T) -> Self {
        Seldom((part != *T::none()).then(|| Box::new(part)))
    }
}

impl<T: Few> Deref for Seldom<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(part) => part,
            None => T::none(),
        }
    }
}

/// Makes room for the part.
impl<T: Few> DerefMut for Seldom<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Few> PartialEq for Seldom<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Few + Eq> Eq for Seldom<T> {}

#[cfg(test)]
mod tests {
    use super::super::{Candidate, StageDetails, StageRecord};
    use super::*;

    #[test]
    fn a_part_that_is_absent_equals_one_with_nothing_in_it() {
        let empty = Seldom(Some(Box::new(StageDetails::default())));
        let absent = Seldom::from(StageDetails::default());
        assert!(absent.0.is_none());
        assert_eq!(absent, empty);
    }

    #[test]
    fn a_part_that_somebody_has_is_read_as_it_was_put() {
        let mut record = StageRecord::from(StageDetails {
            sitting: Some("am".into()),
            ..StageDetails::default()
        });
        assert_eq!(record.sitting(), Some("am"));
        assert_ne!(record, StageRecord::default());
        assert_eq!(record.details, Seldom::from((*record.details).clone()));
        record.sitting = None;
        assert_eq!(record, StageRecord::default());
    }

    #[test]
    fn a_candidate_of_a_million_takes_little_room() {
        assert!(size_of::<Candidate>() <= 120);
        assert!(size_of::<StageRecord>() <= 64);
        assert_eq!(size_of::<Seldom<StageDetails>>(), 8);
    }
}
