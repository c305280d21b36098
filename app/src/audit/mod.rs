//! What happened, in order, each entry chained to the one before it: a missing or altered entry is seen at once. Written
//! only by `Tx::commit`; read by inspectors.

pub mod commands;
pub mod queries;
pub mod routes;
pub mod views;

pub use commands::append;
pub use routes::doors;
