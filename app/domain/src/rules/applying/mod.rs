//! How people apply.

mod document;
pub(crate) mod lint;
pub(crate) mod say;

pub use document::*;
