//! Doors of applicants and of reviewers.

mod filling;
mod own;
mod reviewing;
mod submitting;

use crate::{
    error::AppError,
    platform::doors::{Doors, Guard},
};
use domain::{access::Permission, ids::ApplicationId};

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
