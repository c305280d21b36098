//! The city's qualification certificate: issued to those whom a public list selects, signed, and verified by anybody at a
//! public page that says only what verifying needs (domain.md 5.3).

pub mod commands;
pub mod queries;
pub mod routes;
pub mod views;

pub use routes::doors;
