//! Small words of conditions and answers: dates, lengths of time, lists, areas, values.

mod say;

pub(crate) use crate::next::names::{fact, post};
pub(crate) use crate::next::say::{date, either, listed, span};
pub(crate) use say::*;
