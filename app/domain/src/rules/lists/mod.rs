//! Lists of people who go on: one machine for cuts, checks and steps after the exam.

mod acted;
mod compared;
mod contest;
mod derive;
mod document;
mod draws;
mod held;
mod keys;
pub(crate) mod lint;
mod machine;
mod make;
mod order;
mod queue;
mod quota_run;
mod run;
pub(crate) mod say;
mod seats;
mod substitutes;

pub(crate) use acted::{acted, tell as tell_acted};
pub(crate) use compared::{cut_anew, figures};
pub(crate) use derive::{cut_bill, cut_block, rank_block};
pub use document::*;
pub(crate) use draws::{Elsewhere, Numbers};
pub(crate) use held::hold;
pub(crate) use keys::Keys;
pub(crate) use machine::Refill;
pub(crate) use order::{Chain, Open, Ordered, Value};
pub(crate) use queue::{Asks, Queue};
pub(crate) use quota_run::{Crowd, people, places_for};
pub(crate) use run::{block_gaps, contests, cut, everybody, scored, set_places};
pub use say::{quota, tie_key};
pub(crate) use seats::{may_take, seat_posts, seats_of, waiting_lists};
pub(crate) use substitutes::{loss, refill, replaces};
