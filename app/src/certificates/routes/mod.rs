//! Doors of certificates: anybody's check, the holder's own page, the issuing officer's desk.

mod desk;
mod public;

use crate::platform::doors::Doors;

pub fn doors() -> Doors {
    public::doors().merge(desk::doors())
}
