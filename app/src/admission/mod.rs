//! Seats and tickets: assigned once, after the last application is decided, from a seed that anyone can check.
//! Script numbers lie in a table of their own, which marks are joined with only when they are frozen (D1).

pub mod commands;
pub mod queries;
mod readiness;
pub mod routes;
pub mod views;

pub use routes::doors;
