//! A campaign's rules as data: read, checked before publication, applied to people, explained, computed
//! again.

pub mod after;
pub mod applying;
pub mod bonus;
pub mod codes;
pub mod compare;
mod defaults;
pub mod derive;
mod document;
pub mod eligibility;
pub mod engine;
pub mod examples;
mod fields;
mod for_post;
mod json;
mod keyed;
mod lint;
pub mod lists;
pub(crate) mod names;
pub mod opening;
pub mod parts;
mod paths;
pub mod publishing;
mod replay;
mod say;
mod schema;
mod scope;
mod score;
pub mod stages;
pub mod summary;
pub mod table;

pub mod totals;

pub use crate::text::{Bilingual, Lang};
pub use after::*;
pub use applying::*;
pub use bonus::*;
pub use codes::*;
pub use compare::{
    CandidateState, Difference, Moved, differences, field_name, place_in_words, word_name,
};
pub use derive::{
    Block, BlockKind, Compared, Derivation, Derivations, ExplainedBlock, ExplainedMark,
    ExplainedRow, Explanation, Operation, PanelMark, Row, StruckAs, Value, explain,
};
pub use document::*;
pub use eligibility::*;
pub use engine::run;
pub use engine::*;
pub use examples::*;
pub use fields::{Actor, ActsFrom, Field, LaterField, Work, fields, later_fields};
pub use for_post::PostRules;
pub(crate) use json::read_json;
pub use json::{BadDocument, MAX_DEPTH, MAX_SIZE};
pub use keyed::Keyed;
pub use lint::{
    DayOf, Decides, DefaultPoint, DocumentLint, LintCode, LintFinding, Midnight, Severity,
    Unstated, defaults_in_words, defaults_of, lint, may_publish,
};
pub use lists::say::across;
pub use lists::*;
pub use names::{score_name, whole_name};
pub use opening::say::counted_at;
pub use opening::*;
pub use parts::Part;
pub use publishing::say::published;
pub use publishing::*;
pub use replay::{Bundle, MAX_BUNDLE, Replay, replay};
pub(crate) use say::rounding as rounding_in_words;
pub use say::{Said, capital, clauses, date, listed, said};
pub use schema::schema;
pub use scope::Scope;
pub use score::Part as FormulaPart;
pub use score::*;
pub use stages::*;
pub use summary::{Card, SummarySection, Topic as CardTopic, course, summary, summary_of};
pub use totals::*;
