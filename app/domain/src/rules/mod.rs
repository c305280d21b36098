//! A campaign's rules as data: read, checked before publication, applied to people, explained, computed again.

mod compare;
pub mod defaults;
mod derivation;
pub mod document;
mod eligibility;
mod for_post;
mod lint;
mod parts;
mod points_of;
mod replay;
mod run;
mod schema;
mod summary;
mod words;

pub use compare::{Difference, Moved, differences, moved};
pub use derivation::{
    Block, BlockKind, Derivation, Derivations, ExplainedBlock, ExplainedMark, ExplainedRow,
    Explanation, Operation, PanelMark, Row, StruckAs, Value, explain,
};
pub use document::*;
pub use eligibility::{
    Asked, Barred, BonusFinding, Eligibility, EligibilityOutcome, FactProblem, Finding,
    FindingKind, FindingOutcome, FormPage, admit, asked, bonus_for, documents_needed, drop_unasked,
    evaluate, pages, posts_open_to,
};
pub use for_post::PostRules;
pub use lint::{LintCode, LintFinding, Severity, lint, may_publish};
pub use parts::Part;
pub use replay::{Bundle, MAX_BUNDLE, Replay, replay};
pub use run::{
    Candidate, CandidateOutcome, CandidateProblem, CandidateProblemKind, Entry, Fraction,
    InterviewSheet, Leaving, Ledger, LedgerEntry, LineOutcome, Mark, Marks, MissingPart,
    MissingScore, Outcome, Pending, PostOutcome, Roll, RoomOutcome, RuleFault, RunFault, Stage,
    Status, run,
};
pub use schema::schema;
pub use summary::{condition_in_words, pass_mark, quota, source, summary, tie_key};
