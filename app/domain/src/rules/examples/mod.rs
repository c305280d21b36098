//! Worked examples of a notice.

mod document;
pub(crate) mod lint;

pub use document::*;
