//! Marks, typed twice from paper by two people who do not see each other's figures (D2): scripts of the written test by
//! script number, score sheets of the interview by lot number. A third person settles what differs; two people freeze.

mod asked;
pub mod commands;
pub mod queries;
pub mod routes;
mod upload;
pub mod views;

pub use routes::doors;
