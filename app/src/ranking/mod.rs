//! Running the frozen rules over frozen marks: shortlist, totals, ranks, ties. Every run is kept with its inputs and its
//! digest, so that anyone can compute it again. The exam centre's overview of its steps stands here, too.

pub mod commands;
pub mod queries;
pub mod routes;
pub mod views;

pub use routes::doors;
