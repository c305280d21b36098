//! A weighted sum with its rounding points, compiled: written score, shortlist score and total are all made this way.

use super::super::document::{Ratio, Rounding, ScorePart};
use super::faults::RuleFault;
use crate::numbers::extent::{Extent, Step, lcm, narrow};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mix {
    pub parts: Vec<MixPart>,
    /// Rounds the sum.
    pub rounding: Option<Step>,
    /// Extent of the result.
    pub extent: Extent,
    /// Scale of the sum before rounding.
    pub sum_scale: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MixPart {
    /// `÷ divide_by`, when that is a rounding point of its own.
    pub divided: Option<Step>,
    /// `× weight`, rounded.
    pub product: Option<Step>,
    /// Brings the product to the scale of the sum.
    mul: i64,
}

/// Range of the figures before the last rounding.
struct Product {
    divided: Option<Step>,
    product: Option<Step>,
    extent: Extent,
    /// The weight still to be applied exactly.
    left: (u64, u64),
}

impl Mix {
    pub(crate) fn compile(
        parts: &[ScorePart],
        extents: &[Extent],
        each_product: Option<Rounding>,
        rounding: Option<Rounding>,
    ) -> Result<Self, RuleFault> {
        let products: Vec<Product> = parts
            .iter()
            .zip(extents)
            .map(|(part, extent)| product(part, *extent, each_product))
            .collect::<Result<_, _>>()?;
        let mut scale = crate::numbers::Points::SCALE;
        for product in &products {
            let below = i128::from(product.extent.scale) * i128::from(product.left.1);
            scale = lcm(scale, narrow(below)?)?;
        }
        let mut most = 0i128;
        let mut compiled = Vec::with_capacity(products.len());
        for product in products {
            let below = i128::from(product.extent.scale) * i128::from(product.left.1);
            let mul = narrow(i128::from(scale) / below * i128::from(product.left.0))?;
            most += i128::from(product.extent.most) * i128::from(mul);
            compiled.push(MixPart {
                divided: product.divided,
                product: product.product,
                mul,
            });
        }
        let sum = Extent {
            scale,
            most: narrow(most)?.max(1),
        };
        let (rounding, extent) = match rounding {
            None => (None, sum),
            Some(rounding) => {
                let (step, extent) = Step::score(sum, Ratio::ONE, rounding)?;
                (Some(step), extent)
            }
        };
        Ok(Mix {
            parts: compiled,
            rounding,
            extent,
            sum_scale: scale,
        })
    }

    /// The same result at `scale`, a multiple of the present one: people of different rules may stand in one list.
    pub(crate) fn widen(&mut self, scale: i64) -> Result<(), RuleFault> {
        let by = scale / self.extent.scale;
        if by == 1 {
            return Ok(());
        }
        match &mut self.rounding {
            Some(step) => *step = step.finer(by)?,
            None => {
                for part in &mut self.parts {
                    part.mul = narrow(i128::from(part.mul) * i128::from(by))?;
                }
                self.sum_scale = scale;
            }
        }
        self.extent = Extent {
            scale,
            most: narrow(i128::from(self.extent.most) * i128::from(by))?,
        };
        Ok(())
    }

    /// The sum before its rounding, at the scale of the sum.
    #[inline]
    pub(crate) fn sum(&self, value: impl Fn(usize) -> i64) -> i64 {
        self.parts
            .iter()
            .enumerate()
            .map(|(index, part)| part.apply(value(index)))
            .sum()
    }

    #[inline]
    pub(crate) fn apply(&self, value: impl Fn(usize) -> i64) -> i64 {
        let sum = self.sum(value);
        self.rounding.map_or(sum, |step| step.apply(sum))
    }
}

impl MixPart {
    #[inline]
    fn apply(&self, value: i64) -> i64 {
        let divided = self.divided.map_or(value, |step| step.apply(value));
        let product = self.product.map_or(divided, |step| step.apply(divided));
        product * self.mul
    }
}

fn product(
    part: &ScorePart,
    extent: Extent,
    each_product: Option<Rounding>,
) -> Result<Product, RuleFault> {
    let mut extent = extent;
    let mut divided = None;
    let mut left = (part.weight.numerator(), part.weight.denominator());
    if let Some(by) = part.divide_by {
        let inverse =
            Ratio::new(by.denominator(), by.numerator()).map_err(|_| RuleFault::Overflow)?;
        match part.divided {
            Some(rounding) => {
                let (step, rounded) = Step::score(extent, inverse, rounding)?;
                (divided, extent) = (Some(step), rounded);
            }
            None => {
                let above = left
                    .0
                    .checked_mul(inverse.numerator())
                    .ok_or(RuleFault::Overflow)?;
                let below = left
                    .1
                    .checked_mul(inverse.denominator())
                    .ok_or(RuleFault::Overflow)?;
                left = (above, below);
            }
        }
    }
    let mut rounded_product = None;
    if let Some(rounding) = each_product {
        let weight = Ratio::new(left.0, left.1).map_err(|_| RuleFault::Overflow)?;
        let (step, rounded) = Step::score(extent, weight, rounding)?;
        (rounded_product, extent, left) = (Some(step), rounded, (1, 1));
    }
    Ok(Product {
        divided,
        product: rounded_product,
        extent,
        left,
    })
}
