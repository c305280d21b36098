//! Doors of the public, and of the organisers who draft.

mod desk;
mod public;

use crate::platform::doors::Doors;

pub use public::PostFilter;

pub fn doors() -> Doors {
    public::doors().merge(desk::doors())
}
