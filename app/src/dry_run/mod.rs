//! Trying a draft's rules before anybody is bound by them: on invented candidates, on an office's table, or on the data of
//! an earlier recruitment, and beside other rules: what would this rule have changed? Nothing is stored.

pub mod queries;
pub mod routes;
pub mod views;

pub use routes::doors;
