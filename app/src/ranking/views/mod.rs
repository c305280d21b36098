//! Pages of the exam centre.

pub mod lists;
mod pending;
pub mod steps;
mod tests;
