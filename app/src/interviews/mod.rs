//! Interview lots: a drawn number stands for a person, so that no panel knows whom it scores. Score sheets carry the
//! lot only; who it is, only the exam centre sees.

pub mod commands;
pub mod queries;
pub mod routes;
pub mod views;

pub use routes::doors;
