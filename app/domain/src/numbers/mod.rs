//! Numbers that nothing is lost in: marks, ratios, roundings, exact fractions, and proven ranges of integers.

pub(crate) mod extent;
mod fraction;
mod points;
mod ratio;
mod rounding;

pub use extent::NumberFault;
pub use fraction::Fraction;
pub use points::{BadPoints, Points};
pub use ratio::{BadRatio, Ratio};
pub use rounding::{Rounding, RoundingMode};
