//! Doors of a draft's rules: its parts, its saved states, and the second official's check.

mod check;
mod list;
mod rules;
mod sent;
mod shown;
mod versions;

use crate::platform::doors::{Doors, Guard};
use domain::access::Permission;

const DRAFT: Guard = Guard::May(Permission::DraftCampaign);

pub fn doors() -> Doors {
    list::doors()
        .merge(rules::doors())
        .merge(versions::doors())
        .merge(check::doors())
}
