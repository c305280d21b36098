//! Pass lines: what they are in points this time, and the least figure that passes (domain.md 3.4, 3.7).

use super::super::document::{Across, PassLine, PassMark, Ratio};
use crate::numbers::Fraction;
use crate::numbers::Points;

/// The least integer at `scale` that passes: on the line or, for a strict line, above it.
pub(crate) fn least_passing(line: Fraction, scale: i64, strictly: bool) -> i64 {
    let at_scale = line.numerator * i128::from(scale);
    let floor = at_scale.div_euclid(line.denominator);
    let least = if strictly || at_scale.rem_euclid(line.denominator) != 0 {
        floor + 1
    } else {
        floor
    };
    i64::try_from(least).unwrap_or(i64::MAX)
}

/// Where a line comes from that does not depend on a room.
pub(crate) struct LineContext<'c> {
    pub full_mark: Points,
    pub places: Option<u32>,
    /// People who take part in this stage.
    pub present: u32,
    pub decided: Option<Points>,
    /// Sum and number of those who sat, among the people told by `Across`; the scale is that of the sum.
    pub mean: &'c dyn Fn(Across) -> (i128, u32, i64),
}

/// What a line says for one post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    At(Fraction),
    OfRoom,
    /// A body must set it.
    Open,
    /// It does not count this time.
    Silent,
}

pub(crate) fn resolve(line: &PassLine, context: &LineContext) -> Line {
    if let (Some(ratio), Some(places)) = (line.only_below, context.places)
        && !fewer_than(context.present, ratio, places)
    {
        return Line::Silent;
    }
    if let (Some(ratio), Some(places)) = (line.only_up_to, context.places)
        && more_than(context.present, ratio, places)
    {
        return Line::Silent;
    }
    match &line.at {
        PassMark::Points(points) => Line::At(Fraction::of_points(*points)),
        PassMark::ShareOfFullMark(share) => {
            Line::At(share_of(Fraction::of_points(context.full_mark), *share))
        }
        PassMark::RoomMean => Line::OfRoom,
        PassMark::SetLater => context
            .decided
            .map_or(Line::Open, |points| Line::At(Fraction::of_points(points))),
        PassMark::ShareOfMean(mean) => {
            let (sum, people, scale) = (context.mean)(mean.across);
            if people == 0 {
                return Line::Silent;
            }
            let average = Fraction::new(sum, i128::from(people) * i128::from(scale));
            share_of(average, mean.share)
                .round(mean.rounding)
                .map_or(Line::Silent, Line::At)
        }
    }
}

fn share_of(whole: Fraction, share: Ratio) -> Fraction {
    Fraction::new(
        whole.numerator * i128::from(share.numerator()),
        whole.denominator * i128::from(share.denominator()),
    )
}

/// More people than `ratio` for each place.
fn more_than(people: u32, ratio: Ratio, places: u32) -> bool {
    u128::from(people) * u128::from(ratio.denominator())
        > u128::from(places) * u128::from(ratio.numerator())
}

/// Fewer people than `ratio` for each place.
pub(crate) fn fewer_than(people: u32, ratio: Ratio, places: u32) -> bool {
    u128::from(people) * u128::from(ratio.denominator())
        < u128::from(places) * u128::from(ratio.numerator())
}
