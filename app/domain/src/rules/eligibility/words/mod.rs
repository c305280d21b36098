//! Small words of conditions and answers: dates, lengths of time, lists, areas, values.

mod say;

pub(crate) use crate::rules::names::{fact, post};
pub(crate) use say::*;
