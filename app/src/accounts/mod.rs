//! People who sign in: applicants register themselves, staff are invited. Identity and telephone numbers are encrypted
//! and found by blind index; passwords are argon2id; links are single-use.

pub mod commands;
mod passwords;
pub mod queries;
pub mod routes;
pub mod staff;
pub mod views;

pub use routes::doors;
