//! Doors of applicants and of reviewers.

mod filling;
mod own;
mod reviewing;
mod submitting;

use crate::{
    error::{AppError, Refusal},
    platform::doors::{Doors, Guard},
};
use domain::{FieldProblem, access::Permission, ids::ApplicationId};

const REVIEW: Guard = Guard::May(Permission::ReviewApplications);

pub fn doors() -> Doors {
    own::doors()
        .merge(filling::doors())
        .merge(submitting::doors())
        .merge(reviewing::doors())
}

/// An address that is no identifier leads nowhere.
fn id_of(text: &str) -> Result<ApplicationId, AppError> {
    text.parse()
        .map(ApplicationId)
        .map_err(|_| AppError::NotFound)
}

/// What a form's page shows again after a "no": the fields to correct, or the rule that refuses. Everything else is no
/// matter of the form.
fn shown_again(error: AppError) -> Result<(Vec<FieldProblem>, Option<Refusal>), AppError> {
    match error {
        AppError::Invalid(problems) => Ok((problems, None)),
        AppError::Refused(refusal) => Ok((vec![], Some(refusal))),
        other => Err(other),
    }
}
