//! Result lists: sealed by the exam centre under a digest and a signature, signed by two people, then public and only
//! read (D5, D6); and what every applicant may read about their own result, with its whole calculation.

pub mod commands;
pub mod queries;
pub mod routes;
pub mod views;

pub use routes::doors;
