//! The rules of a recruitment, in the order of a recruitment. Pure: no clock, no randomness, no I/O; time, seeds and
//! holidays are arguments. Compiles to native code and to wasm.

pub mod access;
pub mod admission;
pub mod applications;
pub mod area_table;
pub mod campaigns;
pub mod certificates;
pub mod characters;
pub mod digest;
pub mod dry_run;
pub mod events;
pub mod identity;
pub mod ids;
pub mod interviews;
pub mod lots;
pub mod marking;
mod nearest;
pub mod notices;
pub mod numbers;
pub mod parallel;
pub mod photo;
pub mod problem;
pub mod publication;
pub mod ranking;
pub mod review;
pub mod rules;
mod say;
pub mod sheets;
pub mod tables;
pub mod tasks;
pub mod text;
pub mod time;
pub mod uploads;

pub use numbers::Points;
pub use problem::{FieldProblem, Problem};
pub use text::Lang;
pub use time::Instant;

/// The tests by example stand in `tests/`, speak to the crate from outside as `domain`, and are linked with the others.
#[cfg(test)]
extern crate self as domain;
#[cfg(test)]
#[path = "../tests/examples.rs"]
mod examples;
#[cfg(test)]
#[path = "../tests/fields.rs"]
mod fields;
#[cfg(test)]
#[path = "../tests/lint.rs"]
mod lint;
