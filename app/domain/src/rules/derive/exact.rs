//! The few operations on exact fractions that a calculation by hand needs.

use crate::numbers::{Fraction, Points, Ratio};
use std::cmp::Ordering;

pub(crate) fn whole(number: usize) -> Option<Fraction> {
    Some(Fraction::new(i128::try_from(number).ok()?, 1))
}

pub(crate) fn minus(from: Fraction, what: Fraction) -> Option<Fraction> {
    from.plus(Fraction::new(-what.numerator, what.denominator))
}

/// `None`: nothing divides.
pub(crate) fn over(what: Fraction, by: Fraction) -> Option<Fraction> {
    if by.numerator == 0 {
        return None;
    }
    what.times(Fraction::new(by.denominator, by.numerator))
}

pub(crate) fn share(of: Fraction, ratio: Ratio) -> Option<Fraction> {
    of.times(Fraction::of_ratio(ratio))
}

pub(crate) fn compare(one: Fraction, other: Fraction) -> Option<Ordering> {
    let own = one.numerator.checked_mul(other.denominator)?;
    Some(own.cmp(&other.numerator.checked_mul(one.denominator)?))
}

pub(crate) fn larger(one: Fraction, other: Fraction) -> Option<Fraction> {
    Some(match compare(one, other)? {
        Ordering::Less => other,
        _ => one,
    })
}

pub(crate) fn smaller(one: Fraction, other: Fraction) -> Option<Fraction> {
    Some(match compare(one, other)? {
        Ordering::Greater => other,
        _ => one,
    })
}

pub(crate) fn sum(figures: &[Fraction]) -> Option<Fraction> {
    let add = |sum: Fraction, figure: &Fraction| sum.plus(*figure);
    figures.iter().try_fold(Fraction::ZERO, add)
}

/// `None` where there is nobody.
pub(crate) fn mean(figures: &[Fraction]) -> Option<Fraction> {
    over(sum(figures)?, whole(figures.len())?)
}

/// The points that a figure is, where four decimals are enough.
pub(crate) fn exactly(figure: Fraction) -> Option<Points> {
    let points = figure.to_points()?;
    (Fraction::of_points(points) == figure).then_some(points)
}
