//! The words by which the forms of reviewers name verdicts, reasons and what was decided about a claim.

use crate::entity::kinds::ClaimState;
use domain::{applications::ReasonCode, review::Verdict};

/// The word by which forms name a verdict.
pub const fn key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Return => "return",
        Verdict::Reject => "reject",
    }
}

pub const VERDICTS: [Verdict; 3] = [Verdict::Pass, Verdict::Return, Verdict::Reject];

/// The word by which forms name a reason: the one by which it is stored.
pub fn reason_key(code: ReasonCode) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

pub fn claim_key(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Claimed => "claimed",
        ClaimState::Granted => "granted",
        ClaimState::Refused => "refused",
    }
}
