//! Quotas: how many people they mean, and whether they mean anybody.

use super::ListsLint;
use crate::numbers::Ratio;
use crate::rules::lint::Report;
use crate::rules::lists::quota_run::{Crowd, people};
use crate::rules::lists::{Counted, Quota, QuotaShare, QuotaStep};
use crate::rules::stages::lint::StagesLint;
use std::collections::BTreeSet;

/// What a number of people is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuotaFor {
    Opening,
    Cut,
    Step,
    Reserve,
}

/// How many people a quota means for so many places; `None`: it depends on who came, or no step reaches the places.
pub(crate) fn people_for(quota: &Quota, places: u32) -> Option<u32> {
    let fits = |step: &QuotaStep| step.up_to.is_none_or(|most| places <= most);
    let known = match quota {
        Quota::PerPlace(_) | Quota::Exactly(_) => true,
        Quota::Steps(steps) => steps.iter().any(fits),
        Quota::Share(_) => false,
    };
    known.then(|| people(quota, places, Crowd::default()))
}

/// `sizes`: the numbers of places for which people are called.
pub(crate) fn quota(
    sizes: &BTreeSet<u32>,
    path: &str,
    quota: &Quota,
    kind: QuotaFor,
    report: &mut Report,
) {
    let nobody = match quota {
        Quota::PerPlace(ratio) => *ratio == Ratio::ZERO,
        Quota::Exactly(people) => *people == 0,
        Quota::Share(own) => own.share == Ratio::ZERO,
        Quota::Steps(steps) => steps.is_empty(),
    };
    if nobody {
        report.add(path, ListsLint::QuotaNobody);
    }
    match quota {
        Quota::Share(own) => share(&format!("{path}/share"), own, kind, report),
        Quota::Steps(own) if !own.is_empty() => {
            let path = format!("{path}/steps");
            steps(sizes, &path, quota, own, report);
        }
        _ => {}
    }
}

fn share(path: &str, own: &QuotaShare, kind: QuotaFor, report: &mut Report) {
    if own.share.is_above_one() {
        let share = own.share;
        report.add(
            format!("{path}/share"),
            StagesLint::ShareAboveWhole { share },
        );
    }
    // An opening rule counts people against places; a step after the exam has no test to come to.
    let counted = match kind {
        QuotaFor::Cut => true,
        QuotaFor::Step | QuotaFor::Reserve => own.of == Counted::Registered,
        QuotaFor::Opening => false,
    };
    if !counted {
        report.add(path, ListsLint::QuotaNotHere);
    } else if own.mode.is_none() && own.share != Ratio::ONE {
        report.add(path, ListsLint::QuotaMode);
    }
}

fn steps(
    sizes: &BTreeSet<u32>,
    path: &str,
    quota: &Quota,
    steps: &[QuotaStep],
    report: &mut Report,
) {
    let open = steps.last().is_some_and(|step| step.up_to.is_none());
    let rises = |pair: &[QuotaStep]| match (pair[0].up_to, pair[1].up_to) {
        (Some(one), Some(two)) => one < two,
        (Some(_), None) => true,
        (None, _) => false,
    };
    // Steps without an open end do where nothing is larger.
    let largest = sizes.last().copied().unwrap_or(u32::MAX);
    let covered = open || steps.last().and_then(|step| step.up_to) >= Some(largest);
    if !covered || !steps.windows(2).all(rises) {
        return report.add(path, ListsLint::QuotaSteps);
    }
    for border in steps.iter().filter_map(|step| step.up_to) {
        let next = border.saturating_add(1);
        if let (Some(people), Some(more)) = (people_for(quota, border), people_for(quota, next))
            && more < people
        {
            let (places, next) = (border, more);
            report.add(
                path,
                ListsLint::QuotaDrops {
                    places,
                    people,
                    next,
                },
            );
        }
    }
}
