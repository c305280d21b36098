//! Checking certificates, the holder's own, and the desk that issues them.

use crate::platform::paths::Named;
use domain::certificates::CertificateNumber;

impl Named for CertificateNumber {
    fn named(word: &str) -> Option<Self> {
        CertificateNumber::parse(word).ok()
    }
}

/// The form for checking one.
pub const FORM: &str = "/certificates";
pub const CHECK: &str = "/certificates/check";
/// The holder's own.
pub const MINE: &str = "/my/certificates";

pub fn certificate(number: &str) -> String {
    format!("{FORM}/{number}")
}

pub fn credential(number: &str) -> String {
    format!("{FORM}/{number}/credential.jws")
}

pub fn own(number: &str) -> String {
    format!("{MINE}/{number}")
}

pub fn desk(code: &str) -> String {
    format!("/desk/{code}/certificates")
}

/// A certificate on the desk that issued it.
pub fn issued(code: &str, number: &str) -> String {
    format!("/desk/{code}/certificates/{number}")
}
