//! Pages of seats and tickets.

pub mod seats;
pub mod ticket;
