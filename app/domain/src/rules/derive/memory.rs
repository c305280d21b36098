//! What several derivations of a run hang on, worked out once.

use super::exact;
use crate::numbers::Fraction;
use crate::rules::codes::{PostCode, StageCode};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The figures of one room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoomMeans {
    pub name: RoomName,
    pub people: usize,
    pub counted: usize,
    pub mean: Option<Fraction>,
    pub overall: Option<Fraction>,
    /// `None`: the mean is nothing, or nobody counts.
    pub coefficient: Option<Fraction>,
}

/// A room and, where rooms are compared sitting by sitting, its sitting.
pub(crate) type RoomName = (String, Option<String>);

/// The list of a stage, by the first of its posts.
type ListName = (StageCode, PostCode);

/// The rooms of one list at one stage, and means of which lines are shares.
#[derive(Default)]
pub(crate) struct Memory {
    rooms: Mutex<HashMap<ListName, Arc<[RoomMeans]>>>,
    means: Mutex<HashMap<String, Option<Fraction>>>,
}

impl Memory {
    pub(crate) fn rooms(
        &self,
        stage: &StageCode,
        group: &PostCode,
        make: impl FnOnce() -> Option<Vec<RoomMeans>>,
    ) -> Arc<[RoomMeans]> {
        let key = (stage.clone(), group.clone());
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let known = rooms.entry(key);
        known
            .or_insert_with(|| make().unwrap_or_default().into())
            .clone()
    }

    pub(crate) fn mean(
        &self,
        key: String,
        make: impl FnOnce() -> Option<Vec<Fraction>>,
    ) -> Option<Fraction> {
        let mut means = self.means.lock().unwrap_or_else(PoisonError::into_inner);
        let mean = means.entry(key);
        *mean.or_insert_with(|| exact::mean(&make()?))
    }
}
