//! Single figures outside a run, by the same arithmetic: for worked examples and for trying a rule out. `None`: what is
//! given does not hold what the rule needs.

use super::cell::Cell;
use super::weighted::{WeightedPart, WeightedSum};
use crate::numbers::extent::Extent;
use crate::numbers::{Fraction, Points};
use crate::rules::bonus::{BonusBands, BonusPlan, BonusPoints, BonusRule};
use crate::rules::examples::{ExampleItem, ExamplePart};
use crate::rules::score::Formula;
use crate::rules::stages::bands::{Given, band_points, marginal_points};
use crate::rules::stages::{Panel, PanelPlan};

pub(crate) use crate::rules::stages::correction::figures_of_sums;

/// The score of one panel, before any correction between rooms.
pub(crate) fn panel_score(rule: &Panel, marks: &[Points]) -> Option<Points> {
    let plan = PanelPlan::compile(rule, &Default::default()).ok()?;
    let marks: Vec<Cell> = marks.iter().map(|mark| Cell::score(mark.raw())).collect();
    let score = plan.score(&marks, &[]).get()?;
    Fraction::new(score.into(), plan.extent.scale.into()).to_points()
}

/// The weighted sum of these parts.
pub(crate) fn total_of(formula: &Formula, parts: &[ExamplePart]) -> Option<Points> {
    let values = formula.parts.iter().map(|part| {
        let given = parts.iter().find(|given| given.of == part.of)?;
        Some(given.points)
    });
    let values: Vec<Points> = values.collect::<Option<_>>()?;
    let weighted = formula.parts.iter().zip(&values);
    let weighted = weighted.map(|(part, points)| {
        let most = Points::from_raw(points.raw().saturating_abs());
        (Extent::of(most), part.weight, part.divide_by)
    });
    let weighted: Vec<WeightedPart> = weighted.collect();
    let sum = WeightedSum::compile(&weighted, formula.term, formula.product, formula.sum).ok()?;
    let total = sum.apply(|part| values[part].raw());
    Fraction::new(total.into(), sum.extent.scale.into()).to_points()
}

/// What items that hold are worth together, over all scores that they raise.
pub(crate) fn bonus_of(rule: &BonusRule, items: &[ExampleItem]) -> Option<Points> {
    let counted = items.iter().map(|own| {
        let at = rule.items.iter().position(|item| item.code == own.item)?;
        let points = match &rule.items[at].points {
            BonusPoints::Fixed(points) => points.raw(),
            BonusPoints::Bands(bands) => by_number(bands, own.number?)?,
            BonusPoints::Rows(_) | BonusPoints::Body => return None,
        };
        Some((u32::try_from(at).ok()?, points))
    });
    let counted: Vec<(u32, i64)> = counted.collect::<Option<_>>()?;
    let plan = BonusPlan::compile(rule).ok()?;
    Some(Points::from_raw(plan.whole(&counted)))
}

/// Bands for some people only need more than a number.
fn by_number(rule: &BonusBands, number: Points) -> Option<i64> {
    let given = match rule.marginal {
        true => marginal_points(&rule.bands, number.raw(), &mut |_| None),
        false => band_points(&rule.bands, number.raw(), &mut |_| None),
    };
    match given {
        Given::Points(points) => Some(points),
        Given::Nothing | Given::Out => Some(0),
        Given::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::{Ratio, Rounding};
    use crate::rules::score::{Part, Score};

    fn points(text: &str) -> Points {
        text.parse().unwrap()
    }

    fn read<T: serde::de::DeserializeOwned>(json: serde_json::Value) -> T {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_printed_sheet_gives_the_printed_score() {
        let rule: Panel = read(serde_json::json!({
            "full": "100", "examiners": 7, "trim": { "highest": 1, "lowest": 1 },
            "mean": { "decimals": 2 },
        }));
        let marks = ["80", "81.5", "82", "83", "84", "90", "70"].map(points);
        assert_eq!(panel_score(&rule, &marks), Some(points("82.1")));
        assert_eq!(panel_score(&rule, &marks[..6]), None, "one examiner short");
        let exact = Panel {
            mean: None,
            examiners: Some(5),
            ..rule
        };
        let thirds = ["80", "80", "81", "70", "90"].map(points);
        assert_eq!(panel_score(&exact, &thirds), Some(points("80.3333")));
    }

    #[test]
    fn printed_parts_give_the_printed_total() {
        let part = |of: &str, weight, divide_by| Part {
            of: Score::stage(of),
            weight: Ratio::percent(weight),
            divide_by,
        };
        let formula = Formula {
            parts: vec![
                part("written", 60, Some(Ratio::whole(3))),
                part("interview", 40, None),
            ],
            sum: Some(Rounding::half_up(2)),
            ..Formula::default()
        };
        let own = |of: &str, figure: &str| ExamplePart {
            of: Score::stage(of),
            points: points(figure),
        };
        let parts = [own("interview", "82.14"), own("written", "212.5")];
        // 42.5 + 32.856.
        assert_eq!(total_of(&formula, &parts), Some(points("75.36")));
        assert_eq!(total_of(&formula, &parts[..1]), None);
    }

    #[test]
    fn items_of_an_example_stack_as_in_a_run() {
        let rule: BonusRule = read(serde_json::json!({
            "raises": ["written", "interview"], "stack": "sum", "cap": "10",
            "items": [
                { "code": "cert", "name": { "zh": "证书", "en": "certificate" }, "when": { "all": [] },
                  "points": { "fixed": "3" } },
                { "code": "years", "name": { "zh": "年限", "en": "years" }, "when": { "all": [] },
                  "points": { "bands": { "of": "years", "marginal": true, "bands": [
                      { "to": "3", "gives": { "each": { "unit": "1", "points": "1" } } },
                      { "from": "3", "gives": { "each": { "unit": "1", "points": "0.5" } } },
                  ] } } },
                { "code": "fit", "name": { "zh": "酌情", "en": "as fit" }, "when": { "all": [] },
                  "points": "body" },
            ],
        }));
        let own = |item: &str, number: Option<&str>| ExampleItem {
            item: item.into(),
            number: number.map(points),
        };
        for (items, sum) in [
            (vec![own("cert", None)], Some("3")),
            (
                vec![own("cert", None), own("years", Some("5.5"))],
                Some("7"),
            ),
            (
                vec![own("cert", None), own("years", Some("20"))],
                Some("10"),
            ),
            (vec![own("years", None)], None),
            (vec![own("fit", None)], None),
            (vec![own("nothing", None)], None),
            (Vec::new(), Some("0")),
        ] {
            assert_eq!(bonus_of(&rule, &items), sum.map(points), "{items:?}");
        }
    }
}
