//! After the exam.

mod document;
mod hire;
pub(crate) mod lint;
mod run;
pub(crate) mod say;

pub use document::*;
pub(crate) use run::run;
