//! Points added by policy: items, groups, caps, evidence.

mod claims_run;
mod derive;
mod document;
mod judge;
pub(crate) mod lint;
mod open;
mod raise;
mod run;
pub(crate) mod say;
pub(crate) mod worth;

pub(crate) use claims_run::judge_all;
pub(crate) use derive::{add_bonus, bonus_blocks};
pub use document::*;
pub use judge::{ClaimFinding, Counts, judge_bonus, judge_claims};
pub use open::{BonusFinding, bonus_for};
pub(crate) use raise::Raise;
pub(crate) use run::BonusPlan;
