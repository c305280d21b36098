//! Recruitments as the public and the organisers see them: drafted by one official, checked and announced by another,
//! frozen under a digest, then only read.

mod asked;
pub mod commands;
pub mod queries;
pub mod routes;
mod seen;
pub mod selfcheck;
pub mod views;

pub use routes::doors;
pub use seen::{Announced, Drafted, Duty, InCampaign, Known, Seen};
