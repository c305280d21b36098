//! From candidates and marks to scores, lists, ranks and outcomes.

mod answer;
mod apart;
mod candidate;
pub(crate) mod cell;
pub(crate) mod codes_check;

mod everybody;
pub(crate) mod faults;
mod keyed;
mod mark;

pub(crate) mod outcome;
pub(crate) mod plan;
mod reader;
pub(crate) mod records;
mod run;
mod say;
mod seldom;
pub(crate) mod single;
pub(crate) mod source;
mod stage_record;
pub(crate) mod state;
pub(crate) mod table;
pub(crate) mod told;
pub(crate) mod weighted;
mod written;

pub(crate) use crate::nearest::nearest;
pub use candidate::*;
pub use codes_check::unknown_codes;
pub use everybody::Everybody;
pub use faults::*;
pub use keyed::Keyed;
pub use mark::{Mark, Marks};
pub use outcome::*;
pub use run::{Roll, course_steps, run};
pub(crate) use say::not_judged;
pub use say::{Names, PeopleNames};
pub use seldom::{Few, Seldom};
pub use stage_record::{StageDetails, StageRecord, Verdict};
pub use told::*;
