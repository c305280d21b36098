//! After the exam.

mod choice;
mod document;
mod lane;
pub(crate) mod lint;
mod order;
mod run;
pub(crate) mod say;
mod seats;
mod stand;
mod wider;

pub use document::*;
pub(crate) use run::{orders, outcomes, unsettled};
pub(crate) use stand::Outcomes;
