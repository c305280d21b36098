//! Time: instants and working days, days and moments as notices print them.

mod calendar;
mod days;

pub use calendar::*;
pub use days::*;
