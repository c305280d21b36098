//! What is put up, and for how long.

mod document;
mod holidays;
pub(crate) mod lint;
pub(crate) mod say;

pub use document::*;
pub use holidays::{DayRange, HolidayRule};
