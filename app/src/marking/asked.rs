//! What may be done with marks, and by whom. A page asks before it offers a button, the command before it acts: both ask
//! here.

use crate::campaigns::queries::Campaign;
use crate::error::Refusal;
use domain::{
    Instant,
    ids::AccountId,
    marking::{self, MarkKind, Tally},
};

/// Whether these marks are worked on now.
///
/// # Errors
/// `Frozen` afterwards; `Progress` at an earlier step; `NotOpen` before the day.
pub fn at_work(campaign: &Campaign, kind: MarkKind, now: Instant) -> Result<(), Refusal> {
    if campaign.progress >= kind.leads_to() {
        return Err(Refusal::Frozen);
    }
    campaign.progress.require(kind.typed_at())?;
    match kind.begins(&campaign.timetable).filter(|from| now < *from) {
        Some(from) => Err(Refusal::NotOpen { from }),
        None => Ok(()),
    }
}

/// Whether figures may be typed, taken back and settled: nobody has signed for them yet.
///
/// # Errors
/// As [`at_work`]; `Frozen` once somebody has signed.
pub fn may_change(
    campaign: &Campaign,
    kind: MarkKind,
    is_signed: bool,
    now: Instant,
) -> Result<(), Refusal> {
    at_work(campaign, kind, now)?;
    if is_signed {
        Err(Refusal::Frozen)
    } else {
        Ok(())
    }
}

/// Whether this person may sign for the marks as they stand.
///
/// # Errors
/// As [`at_work`]; `DifferencesOpen`, `MarksMissing`; `SamePerson` for the author of the rules and for who signed first.
pub fn may_sign(
    (campaign, kind): (&Campaign, MarkKind),
    tally: &Tally,
    first: Option<AccountId>,
    who: AccountId,
    now: Instant,
) -> Result<(), Refusal> {
    at_work(campaign, kind, now)?;
    campaign.may_be_run_by(Some(who))?;
    tally.may_freeze()?;
    if first == Some(who) {
        Err(Refusal::SamePerson)
    } else {
        Ok(())
    }
}

/// Whether this person may settle a figure that these typed.
///
/// # Errors
/// As [`may_change`]; `SamePerson` for one of them.
pub fn may_settle(
    (campaign, kind): (&Campaign, MarkKind),
    is_signed: bool,
    typed_by: &[AccountId],
    who: AccountId,
    now: Instant,
) -> Result<(), Refusal> {
    may_change(campaign, kind, is_signed, now)?;
    Ok(marking::may_settle(who, typed_by)?)
}
