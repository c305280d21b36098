//! The total and its ranking.

mod derive;
mod document;
pub(crate) mod lint;
mod run;
pub(crate) mod say;

pub(crate) use derive::{before_bonus, compared, total_block, weighted};
pub use document::*;
pub(crate) use run::{of_all, posts_ahead, rank};
