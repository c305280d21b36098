//! A weighted sum with its rounding points, compiled: the score of papers, the figure of a list and the total are all
//! made this way.

use super::faults::RuleFault;
use crate::numbers::extent::{Extent, Step, lcm, narrow};
use crate::numbers::{Fraction, Points, Ratio, Rounding};

/// A figure's extent, its weight, and what it is divided by before.
pub(crate) type WeightedPart = (Extent, Ratio, Option<Ratio>);

/// Σ figure ÷ `divide_by` (rounded by `term`) × weight (rounded by `product`), rounded by `sum`. What has no rounding
/// stays exact, at a scale that serves all parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WeightedSum {
    terms: Vec<Term>,
    rounding: Option<Step>,
    /// Of the result.
    pub extent: Extent,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// `÷ divide_by`, where terms are rounded.
    divided: Option<Step>,
    /// `× weight`, where products are rounded.
    product: Option<Step>,
    /// Brings the rest to the scale of the sum, with what weight is still to be applied.
    mul: i64,
}

/// A term whose scale in the sum is not known yet.
struct Loose {
    divided: Option<Step>,
    product: Option<Step>,
    extent: Extent,
    /// The weight still to be applied exactly.
    left: Fraction,
}

impl WeightedSum {
    /// Proves that no figure on the way leaves the engine's integers. Without `sum` the result is exact: what is compared
    /// where a rounded figure is only shown.
    pub(crate) fn compile(
        parts: &[WeightedPart],
        term: Option<Rounding>,
        product: Option<Rounding>,
        sum: Option<Rounding>,
    ) -> Result<Self, RuleFault> {
        let loose = parts
            .iter()
            .map(|part| loose(*part, term, product))
            .collect::<Result<Vec<_>, _>>()?;
        let mut scale = Points::SCALE;
        for term in &loose {
            scale = lcm(scale, term.scale()?)?;
        }
        let mut most = 0i128;
        let mut terms = Vec::with_capacity(loose.len());
        for term in loose {
            let mul = narrow(i128::from(scale / term.scale()?) * term.left.numerator)?;
            most += i128::from(term.extent.most) * i128::from(mul);
            terms.push(Term {
                divided: term.divided,
                product: term.product,
                mul,
            });
        }
        let exact = Extent {
            scale,
            most: narrow(most)?.max(1),
        };
        let (rounding, extent) = match sum {
            None => (None, exact),
            Some(rounding) => {
                let (step, extent) = Step::score(exact, Ratio::ONE, rounding)?;
                (Some(step), extent)
            }
        };
        Ok(WeightedSum {
            terms,
            rounding,
            extent,
        })
    }

    /// The same result at `scale`, a multiple of the present one: people of different rules may stand in one list.
    pub(crate) fn widen(&mut self, scale: i64) -> Result<(), RuleFault> {
        debug_assert_eq!(scale % self.extent.scale, 0, "a multiple of the scale");
        let by = scale / self.extent.scale;
        match &mut self.rounding {
            Some(step) => *step = step.finer(by)?,
            None => {
                for term in &mut self.terms {
                    term.mul = narrow(i128::from(term.mul) * i128::from(by))?;
                }
            }
        }
        self.extent = Extent {
            scale,
            most: narrow(i128::from(self.extent.most) * i128::from(by))?,
        };
        Ok(())
    }

    /// The sum of these figures, each at the scale of its part's extent.
    #[inline]
    pub(crate) fn apply(&self, figure: impl Fn(usize) -> i64) -> i64 {
        let terms = self.terms.iter().enumerate();
        self.rounded(terms.map(|(part, term)| term.apply(figure(part))).sum())
    }

    /// The same where a figure may not be there.
    ///
    /// # Errors
    /// The first part that has none.
    #[inline]
    pub(crate) fn try_apply(&self, figure: impl Fn(usize) -> Option<i64>) -> Result<i64, usize> {
        let mut sum = 0;
        for (part, term) in self.terms.iter().enumerate() {
            sum += term.apply(figure(part).ok_or(part)?);
        }
        Ok(self.rounded(sum))
    }

    fn rounded(&self, sum: i64) -> i64 {
        self.rounding.map_or(sum, |step| step.apply(sum))
    }
}

impl Term {
    #[inline]
    fn apply(&self, figure: i64) -> i64 {
        let divided = self.divided.map_or(figure, |step| step.apply(figure));
        let product = self.product.map_or(divided, |step| step.apply(divided));
        product * self.mul
    }
}

impl Loose {
    /// The coarsest scale at which the term is whole.
    fn scale(&self) -> Result<i64, RuleFault> {
        let scale = i128::from(self.extent.scale).checked_mul(self.left.denominator);
        Ok(narrow(scale.ok_or(RuleFault::Overflow)?)?)
    }
}

fn loose(
    (extent, weight, divide_by): WeightedPart,
    term: Option<Rounding>,
    product: Option<Rounding>,
) -> Result<Loose, RuleFault> {
    let by = divide_by.unwrap_or(Ratio::ONE);
    let inverse = ratio(by.denominator(), by.numerator())?;
    let mut found = Loose {
        divided: None,
        product: None,
        extent,
        left: Fraction::of_ratio(inverse),
    };
    if let Some(rounding) = term {
        let (step, extent) = Step::score(extent, inverse, rounding)?;
        (found.divided, found.extent, found.left) = (Some(step), extent, ONE);
    }
    let weighted = found.left.times(Fraction::of_ratio(weight));
    found.left = weighted.ok_or(RuleFault::Overflow)?;
    if let Some(rounding) = product {
        let part = |figure: i128| u64::try_from(figure).map_err(|_| RuleFault::Overflow);
        let weight = ratio(part(found.left.numerator)?, part(found.left.denominator)?)?;
        let (step, extent) = Step::score(found.extent, weight, rounding)?;
        (found.product, found.extent, found.left) = (Some(step), extent, ONE);
    }
    Ok(found)
}

const ONE: Fraction = Fraction {
    numerator: 1,
    denominator: 1,
};

/// A division by nothing, or a quotient beyond what a ratio holds, is beyond the engine.
fn ratio(above: u64, below: u64) -> Result<Ratio, RuleFault> {
    Ratio::new(above, below).map_err(|_| RuleFault::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: Option<Rounding> = Some(Rounding::half_up(2));

    fn of(full: i64, weight: &str, divide_by: Option<&str>) -> WeightedPart {
        let extent = Extent::of(Points::whole(full));
        let ratio = |text: &str| text.parse().unwrap();
        (extent, ratio(weight), divide_by.map(ratio))
    }

    fn raw(points: &str) -> i64 {
        points.parse::<Points>().unwrap().raw()
    }

    fn sum(plan: &WeightedSum, figures: &[&str]) -> i64 {
        plan.apply(|part| raw(figures[part]))
    }

    #[test]
    fn figures_are_weighted_added_and_rounded_once() {
        let parts = [of(100, "40%", None), of(100, "60%", None)];
        let plan = WeightedSum::compile(&parts, None, None, TWO).unwrap();
        for (figures, total) in [
            (["71.53", "80.25"], "76.76"),
            (["0", "0"], "0"),
            (["100", "100"], "100"),
            (["71.5375", "80"], "76.62"),
        ] {
            assert_eq!(sum(&plan, &figures), raw(total), "{figures:?}");
        }
        assert_eq!(plan.extent.scale, Points::SCALE);
        assert!(plan.extent.most >= raw("100"));
    }

    #[test]
    fn each_product_is_rounded_where_the_notice_says_so() {
        let parts = [of(100, "40%", None), of(100, "60%", None)];
        // 71.51 × 40% = 28.604, 80.24 × 60% = 48.144: 76.748 together.
        let once = WeightedSum::compile(&parts, None, None, TWO).unwrap();
        let each = WeightedSum::compile(&parts, None, TWO, None).unwrap();
        assert_eq!(sum(&once, &["71.51", "80.24"]), raw("76.75"));
        assert_eq!(sum(&each, &["71.51", "80.24"]), raw("76.74"));
    }

    #[test]
    fn a_quotient_is_rounded_before_its_weight_or_kept_exact() {
        let parts = [of(300, "50%", Some("3"))];
        let rounded = WeightedSum::compile(&parts, TWO, None, None).unwrap();
        let exact = WeightedSum::compile(&parts, None, None, TWO).unwrap();
        // 200 ÷ 3 = 66.67, half of it 33.335; exactly 33.33….
        assert_eq!(
            sum(&rounded, &["200"]),
            raw("33.335") * (rounded.extent.scale / Points::SCALE)
        );
        assert_eq!(sum(&exact, &["200"]), raw("33.33"));
    }

    #[test]
    fn a_mark_without_divisor_is_rounded_before_its_weight_too() {
        let whole = Some(Rounding::half_up(0));
        let plan = WeightedSum::compile(&[of(100, "50%", None)], whole, None, None).unwrap();
        assert_eq!(plan.extent.scale, 2 * Points::SCALE);
        assert_eq!(sum(&plan, &["70.5"]), raw("35.5") * 2);
    }

    #[test]
    fn without_a_rounding_point_the_sum_is_exact_at_a_common_scale() {
        let parts = [of(100, "1/3", None), of(100, "1/7", None)];
        let plan = WeightedSum::compile(&parts, None, None, None).unwrap();
        assert_eq!(plan.extent.scale, 21 * Points::SCALE);
        assert_eq!(sum(&plan, &["1", "1"]), 10 * Points::SCALE);
        assert_eq!(plan.extent.most, 1_000 * Points::SCALE);
        let thirds = WeightedSum::compile(&[of(300, "2/3", Some("2"))], None, None, None).unwrap();
        assert_eq!(
            thirds.extent.scale,
            3 * Points::SCALE,
            "2/6 in lowest terms"
        );
    }

    #[test]
    fn a_wider_scale_changes_the_unit_and_not_the_figure() {
        let parts = [of(100, "40%", None), of(100, "60%", None)];
        for rounding in [TWO, None] {
            let plan = WeightedSum::compile(&parts, None, None, rounding).unwrap();
            let mut wide = plan.clone();
            wide.widen(plan.extent.scale * 7).unwrap();
            let figures = ["71.5375", "-3.25"];
            assert_eq!(sum(&wide, &figures), 7 * sum(&plan, &figures));
            assert_eq!(wide.extent.most, 7 * plan.extent.most);
            assert_eq!(wide.extent.scale, 7 * plan.extent.scale);
        }
    }

    #[test]
    fn what_the_engine_cannot_hold_is_refused_before_any_figure() {
        let huge = (
            Extent {
                scale: 1 << 40,
                most: 1 << 60,
            },
            Ratio::whole(3),
            None,
        );
        let fault = WeightedSum::compile(&[huge], None, None, None);
        assert_eq!(fault, Err(RuleFault::Overflow));
        let fault = WeightedSum::compile(
            &[of(100, "1", None)],
            None,
            None,
            Some(Rounding::half_up(5)),
        );
        assert_eq!(fault, Err(RuleFault::TooManyDecimals { decimals: 5 }));
        let fault = WeightedSum::compile(&[of(100, "1", Some("0"))], None, None, None);
        assert_eq!(
            fault,
            Err(RuleFault::Overflow),
            "nothing is divided by nothing"
        );
        assert_eq!(
            sum(&WeightedSum::compile(&[], None, None, TWO).unwrap(), &[]),
            0
        );
    }
}
