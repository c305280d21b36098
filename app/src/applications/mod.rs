//! Applications (报名): an applicant fills in tasks, hands in photo and papers, chooses a post and submits; the street and
//! the district review; rejections can be appealed; bonus claims are verified. For applicants and reviewers; rules in
//! `domain::{applications, tasks, review, uploads}` and in the campaign's own document.

pub mod commands;
pub mod forms;
pub mod queries;
pub mod routes;
pub mod views;

pub use routes::doors;
