//! Recruitments as the public and the organisers see them: drafted by one official, checked and announced by another,
//! frozen under a digest, then only read.

#[cfg(feature = "ssr")]
pub mod commands;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod islands;
#[cfg(feature = "ssr")]
mod post_lines;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod selfcheck;
#[cfg(feature = "ssr")]
pub mod views;

#[cfg(feature = "ssr")]
pub fn doors() -> crate::platform::doors::Doors {
    routes::doors().merge(desk::doors())
}
