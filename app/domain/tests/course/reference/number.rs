//! Exact numbers of the reference: a fraction with `i128` above and below. It panics where they do not suffice, so
//! that no figure is ever wrong in silence.

use domain::numbers::{Points, Ratio, Rounding};
use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Sub};

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Num {
    above: i128,
    below: i128,
}

impl Num {
    pub const ZERO: Num = Num { above: 0, below: 1 };

    pub fn new(above: i128, below: i128) -> Self {
        assert_ne!(below, 0, "nothing is divided by nothing");
        let common = divisor(above, below) * below.signum();
        Num {
            above: above / common,
            below: below / common,
        }
    }

    pub fn whole(number: usize) -> Self {
        Num::new(number as i128, 1)
    }

    pub fn of(points: Points) -> Self {
        Num::new(points.raw().into(), Points::SCALE.into())
    }

    pub fn ratio(ratio: Ratio) -> Self {
        Num::new(ratio.numerator().into(), ratio.denominator().into())
    }

    pub fn is_zero(self) -> bool {
        self.above == 0
    }

    /// To so many decimals as the rule says; exact without a rule.
    pub fn rounded(self, rule: Option<Rounding>) -> Self {
        let Some(rule) = rule else { return self };
        let unit = 10i128.pow(rule.decimals.into());
        Num::new(rule.mode.divide(self.above * unit, self.below), unit)
    }

    /// The whole number that is not above it.
    pub fn floor(self) -> i128 {
        self.above.div_euclid(self.below)
    }

    /// The whole number that is not below it.
    pub fn ceiling(self) -> i128 {
        -(-self.above).div_euclid(self.below)
    }

    /// As it is shown: four decimals at most.
    pub fn points(self) -> Points {
        let shown = self.rounded(Some(Rounding::half_up(4)));
        let raw = shown.above * i128::from(Points::SCALE) / shown.below;
        Points::from_raw(raw.try_into().expect("scores are small"))
    }
}

fn divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn product(a: i128, b: i128) -> i128 {
    a.checked_mul(b).expect("figures of a small case are small")
}

impl Add for Num {
    type Output = Num;
    fn add(self, other: Num) -> Num {
        let above = product(self.above, other.below) + product(other.above, self.below);
        Num::new(above, product(self.below, other.below))
    }
}

impl Sub for Num {
    type Output = Num;
    fn sub(self, other: Num) -> Num {
        self + Num::new(-other.above, other.below)
    }
}

impl Mul for Num {
    type Output = Num;
    fn mul(self, other: Num) -> Num {
        Num::new(
            product(self.above, other.above),
            product(self.below, other.below),
        )
    }
}

impl Div for Num {
    type Output = Num;
    fn div(self, other: Num) -> Num {
        let above = product(self.above, other.below);
        Num::new(above, product(self.below, other.above))
    }
}

impl Sum for Num {
    fn sum<I: Iterator<Item = Num>>(numbers: I) -> Num {
        numbers.fold(Num::ZERO, |sum, number| sum + number)
    }
}

impl Ord for Num {
    fn cmp(&self, other: &Num) -> Ordering {
        product(self.above, other.below).cmp(&product(other.above, self.below))
    }
}

impl PartialOrd for Num {
    fn partial_cmp(&self, other: &Num) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
