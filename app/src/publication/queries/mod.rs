//! What waits for signatures, what is public, and what an applicant may read about themselves.

pub mod charts;
pub mod gate;
pub mod lists;
pub mod mine;
pub mod runs;
