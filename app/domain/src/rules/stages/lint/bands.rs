//! Bands: each can be reached, none is missing between two, and a better figure never gives less.

use super::StagesLint;
use crate::numbers::Points;
use crate::rules::lint::Report;
use crate::rules::stages::{Band, BandGives};

/// `lower`: the lower figure is the better one. Bands for some people only are compared among themselves.
pub(crate) fn bands(path: &str, list: &[Band], lower: bool, report: &mut Report) {
    for (index, band) in list.iter().enumerate() {
        let covers = |own: &&Band| own.when.is_none() || own.when == band.when;
        let earlier: Vec<&Band> = list[..index].iter().filter(covers).collect();
        if is_empty(band) || earlier.iter().any(|own| holds(own, band)) {
            report.add(format!("{path}/{index}"), StagesLint::BandNeverReached);
        }
    }
    let mut kinds: Vec<_> = list.iter().map(|band| &band.when).collect();
    kinds.dedup();
    for when in kinds {
        let mut own: Vec<&Band> = list.iter().filter(|band| band.when == *when).collect();
        own.sort_by_key(|band| (low(band), high(band)));
        for pair in own.windows(2) {
            neighbours(path, pair[0], pair[1], lower, report);
        }
    }
}

fn low(band: &Band) -> i64 {
    band.from.map_or(i64::MIN, Points::raw)
}

fn high(band: &Band) -> i64 {
    band.to.map_or(i64::MAX, Points::raw)
}

fn is_empty(band: &Band) -> bool {
    low(band) > high(band)
}

fn holds(outer: &Band, inner: &Band) -> bool {
    low(outer) <= low(inner) && high(inner) <= high(outer)
}

fn neighbours(path: &str, one: &Band, two: &Band, lower: bool, report: &mut Report) {
    if let (Some(from), Some(to)) = (one.to, two.from)
        && to.raw() > from.raw().saturating_add(Points::SCALE)
    {
        report.add(path, StagesLint::BandGap { from, to });
    }
    let points = |band: &Band| match &band.gives {
        BandGives::Points(points) => Some(points.raw()),
        BandGives::Out => Some(0),
        BandGives::Each(_) => None,
    };
    if let (Some(below), Some(above)) = (points(one), points(two)) {
        let falls = if lower { below < above } else { below > above };
        if falls {
            report.add(path, StagesLint::PointsFall);
        }
    }
}
