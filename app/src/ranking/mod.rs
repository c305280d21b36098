//! Running the frozen rules over frozen marks: shortlist, totals, ranks, ties. Every run is kept with its inputs and its
//! digest, so that anyone can compute it again.

pub mod queries;
