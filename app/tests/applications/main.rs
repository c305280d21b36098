//! Applications: from the first answer to the last decision; each on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[path = "../applicants/mod.rs"]
mod applicants;

mod appeals;
mod bonus;
mod filling;
mod papers;
mod reviewing;
mod submitting;

use app::{
    applications::{
        commands::{self, Whole},
        forms::PAPER,
        queries::{self, dossier, queue},
    },
    entity::kinds::{ClaimState, Exception},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, form::Typed, pictures, upload::UploadedFile},
    testing::*,
};
use applicants::*;
use domain::{
    FieldProblem, Instant, Problem,
    access::Role,
    applications::{ReasonCode, Stage},
    photo::PhotoProblem,
    review::{Decision, Verdict},
    rules::{CorrectedWhile, FactDef, FactValue, Facts, Hours, Means, Period, RuleDocument},
    tasks::Task,
    time::Moment,
};

/// The last moment that is in time.
fn just_before(deadline: Instant) -> Instant {
    Instant(deadline.0 - 1)
}
