//! Doors of publication: the gate, the public lists, one's own result.

mod gate;
mod mine;
mod public;

use crate::platform::doors::Doors;

pub fn doors() -> Doors {
    gate::doors().merge(public::doors()).merge(mine::doors())
}
