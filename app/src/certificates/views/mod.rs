//! The pages of certificates: the check and its answers, the holder's own, the officer's desk.

pub mod answer;
pub mod desk;
pub mod facsimile;
pub mod form;
pub mod mine;
pub mod qr;

use domain::certificates::CertificateState;
use leptos::prelude::*;

use crate::ui::{
    parts::{Tone, tag},
    words,
};

/// The state as a tag.
fn state_tag(state: CertificateState) -> AnyView {
    let tone = match state {
        CertificateState::Issued => Tone::Settled,
        CertificateState::Suspended => Tone::Waiting,
        CertificateState::Revoked => Tone::Change,
        CertificateState::Expired => Tone::Quiet,
    };
    tag(tone, words::certificate_state(state)).into_any()
}
