//! What people are told: an inbox on the site and mail, both written in the transaction of the event that caused them. A
//! job of the server sends the mail.

pub mod commands;
mod compose;
pub mod outbox;
pub mod queries;
pub mod routes;
pub mod views;
pub mod words;

pub use commands::announce;
pub use routes::doors;
