//! What waits for signatures, what is public, and what an applicant may read about themselves.

pub mod charts;
pub mod lists;
pub mod own_result;
pub mod runs;
pub mod sign_off;
