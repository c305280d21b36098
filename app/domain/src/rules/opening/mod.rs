//! Whether a post goes ahead.

mod document;
pub(crate) mod lint;
mod run;
pub(crate) mod say;

pub use document::*;
pub(crate) use run::{Moment, count, decide_places, rounds};
