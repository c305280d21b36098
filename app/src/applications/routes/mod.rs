//! Doors of applicants and of reviewers.

mod filling;
mod own;
mod reviewing;
mod submitting;

use crate::platform::doors::{Doors, Guard};
use domain::access::Permission;

const REVIEW: Guard = Guard::May(Permission::ReviewApplications);

pub fn doors() -> Doors {
    own::doors()
        .merge(filling::doors())
        .merge(submitting::doors())
        .merge(reviewing::doors())
}
