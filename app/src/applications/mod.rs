//! Applications: an applicant fills in tasks, hands in photo and papers, chooses a post and submits; the street and
//! the district review; rejections can be appealed; bonus claims are verified. For applicants and reviewers; rules in
//! `domain::{applications, tasks, review, uploads}` and in the campaign's own document.

#[cfg(feature = "ssr")]
pub mod commands;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod views;

#[cfg(feature = "ssr")]
pub use routes::doors;
