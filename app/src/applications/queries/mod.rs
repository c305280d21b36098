//! What can be looked at: a person's own applications, one application with everything in it, the reviewers' queue.

pub mod dossier;
mod files;
mod mine;
mod opened;
pub mod queue;

pub use files::{Bytes, PAPER_PREFIX, PHOTO, StoredFile, TRIED, photo_of, readable};
pub use mine::{Certificate, Mine, MyApplication, mine};
pub use opened::{LastReview, Opened, load, of_applicant};
