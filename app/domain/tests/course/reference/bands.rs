//! Bands: what a figure gives.

use super::number::Num;
use domain::rules::{Band, BandGives, Slope};

/// From and to, both included.
pub fn fits(band: &Band, figure: Num) -> bool {
    band.from.is_none_or(|from| figure >= Num::of(from))
        && band.to.is_none_or(|to| figure <= Num::of(to))
}

/// Points for a figure inside the band; nothing for `out`.
pub fn gives(band: &Band, figure: Num) -> Option<Num> {
    match &band.gives {
        BandGives::Out => None,
        BandGives::Points(points) => Some(Num::of(*points)),
        BandGives::Each(each) => {
            let beyond = match (band.from, band.to) {
                (Some(from), _) => figure - Num::of(from),
                (None, Some(to)) => Num::of(to) - figure,
                (None, None) => Num::ZERO,
            };
            Some(slope(each, beyond))
        }
    }
}

/// `base`, and the points of each whole unit.
pub fn slope(each: &Slope, beyond: Num) -> Num {
    let units = (beyond / Num::of(each.unit)).floor();
    let points = Num::of(each.base) + Num::new(units, 1) * Num::of(each.points);
    let points = each
        .least
        .map_or(points, |least| points.max(Num::of(least)));
    each.most.map_or(points, |most| points.min(Num::of(most)))
}
