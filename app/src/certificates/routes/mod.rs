//! Doors of certificates: anybody's check, the holder's own page, the issuing officer's desk.

mod desk;
mod public;

use crate::platform::{doors::Doors, paths::Named};
use domain::certificates::CertificateNumber;

pub fn doors() -> Doors {
    public::doors().merge(desk::doors())
}

impl Named for CertificateNumber {
    fn named(word: &str) -> Option<Self> {
        CertificateNumber::parse(word).ok()
    }
}
