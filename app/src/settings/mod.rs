//! How the site is shown (language, colours, large print), its own pages (help, privacy, accessibility, checking), and the
//! clock of a demonstration.

pub mod commands;
mod guide;
pub mod routes;
pub mod views;

pub use routes::doors;
