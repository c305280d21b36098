//! Bands read by hand: what a figure gives.

use super::super::document::{Band, BandGives, Slope};
use crate::numbers::{Fraction, Points, RoundingMode};
use crate::rules::derive::exact;
use crate::rules::eligibility::Condition;

/// What bands say about a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BandAnswer {
    Points(Fraction),
    Out,
    /// No band is for it.
    Nothing,
}

/// Whether a condition holds for the person at hand.
type Holds<'h> = &'h dyn Fn(&Condition) -> Option<bool>;

fn zero_or(points: Option<Points>) -> Fraction {
    points.map_or(Fraction::ZERO, Fraction::of_points)
}

fn is_for(band: &Band, holds: Holds) -> Option<bool> {
    band.when.as_ref().map_or(Some(true), holds)
}

/// The first band that holds the figure and is for this person. `None`: a fact is missing.
pub(crate) fn read(bands: &[Band], figure: Fraction, holds: Holds) -> Option<BandAnswer> {
    for band in bands {
        let from = band.from.map(Fraction::of_points);
        let to = band.to.map(Fraction::of_points);
        let low = from.is_some_and(|from| exact::larger(from, figure) != Some(figure));
        let high = to.is_some_and(|to| exact::smaller(to, figure) != Some(figure));
        if low || high || !is_for(band, holds)? {
            continue;
        }
        return Some(match &band.gives {
            BandGives::Out => BandAnswer::Out,
            BandGives::Points(points) => BandAnswer::Points(Fraction::of_points(*points)),
            BandGives::Each(slope) => BandAnswer::Points(sloped(
                slope,
                match (from, to) {
                    (None, Some(to)) => exact::minus(to, figure)?,
                    _ => exact::minus(figure, zero_or(band.from))?,
                },
            )?),
        });
    }
    Some(BandAnswer::Nothing)
}

/// Every band for the part of the figure that lies in it; one without a lower end starts at nothing, and its base
/// counts once it is reached.
pub(crate) fn marginal(bands: &[Band], figure: Fraction, holds: Holds) -> Option<BandAnswer> {
    let mut parts = Vec::new();
    for band in bands {
        let from = zero_or(band.from);
        if exact::larger(from, figure)? != figure || !is_for(band, holds)? {
            continue;
        }
        let end = match band.to {
            Some(to) => exact::smaller(figure, Fraction::of_points(to))?,
            None => figure,
        };
        parts.push(match &band.gives {
            BandGives::Out => return Some(BandAnswer::Out),
            BandGives::Points(points) => Fraction::of_points(*points),
            BandGives::Each(slope) => sloped(slope, exact::minus(end, from)?)?,
        });
    }
    match parts.is_empty() {
        true => Some(BandAnswer::Nothing),
        false => Some(BandAnswer::Points(exact::sum(&parts)?)),
    }
}

/// So much for each whole unit beyond the end of a band.
fn sloped(slope: &Slope, beyond: Fraction) -> Option<Fraction> {
    let units = exact::over(beyond, Fraction::of_points(slope.unit)).unwrap_or(Fraction::ZERO);
    let units = RoundingMode::Truncate.divide(units.numerator.max(0), units.denominator);
    let each = Fraction::of_points(slope.points);
    let rise = each.times(Fraction::new(units, 1))?;
    let given = Fraction::of_points(slope.base).plus(rise)?;
    let given = match slope.least {
        Some(least) => exact::larger(given, Fraction::of_points(least))?,
        None => given,
    };
    match slope.most {
        Some(most) => exact::smaller(given, Fraction::of_points(most)),
        None => Some(given),
    }
}
