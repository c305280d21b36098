//! Doors of publication: the sign-off, the public lists, one's own result.

mod own_result;
mod public;
mod sign_off;

use crate::platform::doors::Doors;

pub fn doors() -> Doors {
    sign_off::doors()
        .merge(public::doors())
        .merge(own_result::doors())
}
