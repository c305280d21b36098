//! Lists of people who go on: one machine for cuts, checks and steps after the exam.

mod acted;
mod derive;
mod document;
mod held;
mod keys;
pub(crate) mod lint;
mod machine;
mod make;
mod order;
mod quota_run;
mod run;
pub(crate) mod say;
mod substitutes;

pub(crate) use acted::{acted, differs as list_differs, expected_by};
pub(crate) use derive::{Level, cut_bill, cut_block, rank_block};
pub use document::*;
pub(crate) use held::hold;
pub(crate) use keys::Keys;
pub(crate) use machine::Lost;
pub(crate) use make::{Contest, Made, make};
pub(crate) use order::{Chain, Open, Ordered};
pub(crate) use quota_run::{Crowd, people, places_for};
pub(crate) use run::{block_gaps, cut, set_place};
pub use say::{quota, tie_key};
pub(crate) use substitutes::{across as across_posts, loss, refill, replaces};
