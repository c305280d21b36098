//! Points: what the events give together.

use super::{SCORE_DECIMALS, StagesLint, bands, decimals};
use crate::numbers::Points;
use crate::rules::lint::Report;
use crate::rules::stages::{BandGives, BandsBy, Combine, Event, PointsScoring};

pub(super) fn check(path: &str, points: &PointsScoring, report: &mut Report) {
    let path = format!("{path}/points");
    decimals(
        &format!("{path}/rounding"),
        points.rounding,
        SCORE_DECIMALS,
        report,
    );
    for (index, event) in points.events.iter().enumerate() {
        let path = format!("{path}/events/{index}/bands");
        let lower = event.lower_is_better || event.by == BandsBy::Rank;
        bands(&path, &event.bands, lower, report);
    }
    if let Some(reach) = reach(points).filter(|reach| *reach != points.full) {
        let full = points.full;
        report.add(&path, StagesLint::EventsReach { reach, full });
    }
}

/// The most that the events give together; `None` where an office gives the points, or nothing bounds a slope.
fn reach(points: &PointsScoring) -> Option<Points> {
    let most: Vec<i64> = points.events.iter().map(most_of).collect::<Option<_>>()?;
    let sum = most.iter().copied().fold(0, i64::saturating_add);
    let raw = match points.combine {
        _ if most.is_empty() => return None,
        Combine::Sum => sum,
        Combine::Best => most.iter().copied().max()?,
        Combine::Mean => sum.checked_div(i64::try_from(most.len()).ok()?)?,
        Combine::All => return None,
    };
    Some(Points::from_raw(raw))
}

fn most_of(event: &Event) -> Option<i64> {
    let most = |gives: &BandGives| match gives {
        BandGives::Points(points) => Some(points.raw()),
        BandGives::Out => Some(0),
        BandGives::Each(slope) => slope.most.map(Points::raw),
    };
    let each: Option<Vec<i64>> = event.bands.iter().map(|band| most(&band.gives)).collect();
    each?.into_iter().max()
}

/// Whether a figure can put somebody out.
pub(super) fn drops(points: &PointsScoring) -> bool {
    let mut bands = points.events.iter().flat_map(|event| &event.bands);
    bands.any(|band| band.gives == BandGives::Out)
}
