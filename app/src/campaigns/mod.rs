//! Recruitments as the public and the organisers see them: drafted by one official, checked and announced by another,
//! frozen under a digest, then only read.

pub mod commands;
pub mod desk;
pub mod forms;
mod post_lines;
pub mod queries;
pub mod routes;
pub mod selfcheck;
pub mod views;

use crate::platform::doors::Doors;

pub fn doors() -> Doors {
    routes::doors().merge(desk::doors())
}
