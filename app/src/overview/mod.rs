//! One recruitment at a glance, for everybody who works on it: how many at each step, what waits, where it stands out.

pub mod queries;
pub mod routes;
pub mod views;

pub use routes::doors;
