//! What can be looked at: a person's own applications, one application with everything in it, the reviewers' queue.

mod answers;
mod ask;
mod claims;
pub mod dossier;
mod files;
mod mine;
mod opened;
mod posts;
pub mod queue;
mod tasks;

pub use answers::{Answer, AnswerRow, AnswerSheet, Paper, answer_sheet};
pub use claims::open_claims;
pub use files::{Bytes, PAPER_PREFIX, PHOTO, StoredFile, TRIED, photo_of, readable};
pub use mine::{Certificate, Mine, MyApplication, mine, started};
pub use opened::{BonusLine, LastReview, Opened, load, of_applicant};
pub use posts::{PostLine, closed_because, post_lines};
pub use tasks::{Open, TaskRow, first_page, task_rows};
