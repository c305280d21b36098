//! What the notice demands of people: facts, conditions, requirements, exclusions; posts, pools and areas. Facts in,
//! findings with reasons out, never a bare yes or no (domain.md 3.1).

pub(crate) mod amounts;
pub(crate) mod areas;
mod check;
pub(crate) mod columns;
mod condition;
mod course;
pub(crate) mod days;
mod derive;
mod evaluate;
mod facts;
mod findings;
mod form;
mod judge;
mod leaf;
pub(crate) mod lint;
pub(crate) mod named_days;
pub(crate) mod person;
mod posts;
mod requirement;
mod run;
pub(crate) mod say;
mod selfcheck;
mod times;
pub(crate) mod truth;
mod unsettled;
pub(crate) mod words;

pub use check::{CheckLine, CheckResult, Checked, CheckedPart, ItemChecked, PersonChecked, check};
pub use condition::*;
pub use course::{course_facts_without_column, facts_of_run, holds, track_of};
pub(crate) use derive::entry_block;
pub use facts::*;
pub use findings::{FactRead, Finding, FindingKind, FindingOutcome};
pub use form::{Ask, Asked, FactProblem, FormPage, asked, documents_needed, drop_unasked, pages};
pub use judge::{EntryFinding, EntryVerdict, Judge, judge_entry};
pub use posts::*;
pub use requirement::*;
pub(crate) use run::{
    admit, course_is_known, direct_hires, duplicates, moments, track_as_applied, unsettled,
};
pub use say::condition_in_words;
pub use selfcheck::{Eligibility, EligibilityOutcome, evaluate, posts_open_to};
