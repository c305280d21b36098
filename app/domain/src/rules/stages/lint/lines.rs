//! Pass lines: figures that are there, within the full mark, compared at the digits that are printed.

use super::papers::printed;
use super::{MEAN_DECIMALS, StagesLint, decimals, figure};
use crate::numbers::{Fraction, Points, Ratio};
use crate::rules::document::DecisionValue;
use crate::rules::lint::{Course, Part, Report, is_set_later};
use crate::rules::score::{Formula, Score, ScoreOf};
use crate::rules::stages::{Line, LineAt, Panel, Papers, Scoring};

/// `by`: when the lines are drawn.
pub(crate) fn lines(
    course: &Course<'_>,
    path: &str,
    lines: &[Line],
    by: (usize, u8),
    report: &mut Report,
) {
    for (index, line) in lines.iter().enumerate() {
        let path = format!("{path}/{index}");
        figure(course, &format!("{path}/on"), &line.on, by, report);
        at(course, &format!("{path}/at"), line, &line.at, report);
        let decided = course.doc.decisions.iter();
        let mut decided = decided.filter(|own| matches!(own.value, DecisionValue::Points(_)));
        if is_set_later(&line.at) && !decided.any(|own| own.of == line.code.as_str()) {
            let of = course.name_of(&line.on.of);
            report.add(&path, StagesLint::LineSetLater { of });
        }
        let conditional = line.only_below.is_some() || line.only_up_to.is_some();
        if conditional && marks_thin_out(course, by.0) {
            report.add(&path, StagesLint::ConditionalLine);
        }
        if needs_rounding(course, line) {
            let of = course.name_of(&line.on.of);
            report.add(&path, StagesLint::ComparedUnrounded { of });
        }
    }
}

/// Whether a stage before this one lets fewer people on by their marks.
fn marks_thin_out(course: &Course<'_>, before: usize) -> bool {
    let mut earlier = course.rules.stages.iter().take(before);
    earlier.any(|stage| {
        let drops = match &stage.scoring {
            Some(Scoring::Points(points)) => super::points::drops(points),
            _ => false,
        };
        stage.cut.is_some() || stage.lines.iter().flatten().next().is_some() || drops
    })
}

fn at(course: &Course<'_>, path: &str, line: &Line, at: &LineAt, report: &mut Report) {
    match at {
        LineAt::Fixed(points) => above_full(course, path, line, *points, report),
        LineAt::Share(share) => within(path, *share, report),
        LineAt::Mean(mean) => {
            within(path, mean.share, report);
            decimals(path, mean.rounding, MEAN_DECIMALS, report);
        }
        LineAt::RoomMean => {
            let stage = line.on.of.stage().and_then(|code| course.rules.stage(code));
            let scoring = stage.and_then(|stage| stage.scoring.as_ref());
            if stage.is_none() || matches!(scoring, Some(scoring) if !is_panel(scoring)) {
                report.add(path, StagesLint::RoomMeanNotHere);
            }
        }
        LineAt::SetLater => {}
        LineAt::LowestOf(list) | LineAt::HighestOf(list) => {
            let lowest = matches!(at, LineAt::LowestOf(_));
            let name = if lowest { "lowest_of" } else { "highest_of" };
            if list.is_empty() {
                report.add(path, StagesLint::LineOfNothing);
            }
            for (index, inner) in list.iter().enumerate() {
                self::at(
                    course,
                    &format!("{path}/{name}/{index}"),
                    line,
                    inner,
                    report,
                );
            }
        }
    }
}

fn is_panel(scoring: &Scoring) -> bool {
    matches!(scoring, Scoring::Panel(_))
}

fn within(path: &str, share: Ratio, report: &mut Report) {
    if share.is_above_one() {
        report.add(path, StagesLint::ShareAboveWhole { share });
    }
}

/// A line above the full mark bars everybody, unless a bonus can lift somebody over it.
fn above_full(course: &Course<'_>, path: &str, line: &Line, at: Points, report: &mut Report) {
    let Some(full) = course.full_of(&line.on) else {
        return;
    };
    let over = Fraction::of_points(at).plus(full.times(Fraction::new(-1, 1)).unwrap_or(full));
    let lifted = line.on.before.is_none() && is_raised(course, &line.on);
    if over.is_some_and(|over| over.numerator > 0) && !lifted {
        let full = printed(full);
        report.add(path, StagesLint::LineAboveFull { at, full });
    }
}

fn is_raised(course: &Course<'_>, score: &Score) -> bool {
    let Some(rule) = &course.rules.bonus else {
        return false;
    };
    let raised = |of: &ScoreOf| {
        rule.items
            .iter()
            .any(|item| rule.raised_by(item).contains(of))
    };
    let held = rule.may_exceed_full == Some(false);
    !held && (raised(&score.of) || score.of == ScoreOf::Total)
}

/// A third of 59.9999… is printed 60.00 beside "below the line": a rounding is wanted where a line is compared.
fn needs_rounding(course: &Course<'_>, line: &Line) -> bool {
    let mean_is_exact = |at: &LineAt| matches!(at, LineAt::Mean(mean) if mean.rounding.is_none());
    let exact_line = match &line.at {
        LineAt::LowestOf(list) | LineAt::HighestOf(list) => list.iter().any(mean_is_exact),
        at => mean_is_exact(at),
    };
    exact_line || figure_is_endless(course, &line.on)
}

/// Whether a figure can have more decimals than are kept.
fn figure_is_endless(course: &Course<'_>, score: &Score) -> bool {
    if score.paper.is_some() || score.element.is_some() || score.event.is_some() {
        return false;
    }
    match &score.of {
        ScoreOf::Total => formula_is_endless(&course.rules.total.formula),
        ScoreOf::Cut(code) => {
            let cut = course
                .rules
                .stage(code)
                .and_then(|stage| stage.cut.as_ref());
            cut.and_then(|cut| cut.basis.as_ref())
                .is_some_and(formula_is_endless)
        }
        ScoreOf::Stage(code) => {
            match course
                .rules
                .stage(code)
                .and_then(|stage| stage.scoring.as_ref())
            {
                Some(Scoring::Papers(papers)) => papers_are_endless(papers),
                Some(Scoring::Panel(panel)) => panel_is_endless(panel),
                _ => false,
            }
        }
    }
}

fn formula_is_endless(formula: &Formula) -> bool {
    let product = formula.product.is_some();
    let endless = formula.parts.iter().any(|part| {
        let divided = part.divide_by.is_some_and(|by| !is_decimal(by.numerator()));
        let term = divided && formula.term.is_none();
        !product && (term || !is_decimal(part.weight.denominator()))
    });
    formula.sum.is_none() && endless
}

fn papers_are_endless(papers: &Papers) -> bool {
    let mut weights = papers.papers.iter().map(|paper| paper.weight.denominator());
    papers.sum.is_none() && papers.product.is_none() && weights.any(|own| !is_decimal(own))
}

fn panel_is_endless(panel: &Panel) -> bool {
    let dropped = panel
        .trim
        .as_ref()
        .map_or(0, |trim| u64::from(trim.highest) + u64::from(trim.lowest));
    let kept = panel
        .examiners
        .map(|own| u64::from(own).saturating_sub(dropped));
    panel.mean.is_none() && panel.correction.is_none() && kept.is_none_or(|kept| !is_decimal(kept))
}

/// Whether a division by this ends: it has no factor but 2 and 5.
fn is_decimal(mut by: u64) -> bool {
    for factor in [2, 5] {
        while by != 0 && by.is_multiple_of(factor) {
            by /= factor;
        }
    }
    by == 1
}

/// The path of the lines of the total.
pub(crate) fn of_total(course: &Course<'_>, report: &mut Report) {
    let path = format!("{}/lines", course.path(Part::Total));
    let stated = course.rules.total.lines.as_deref().unwrap_or_default();
    lines(
        course,
        &path,
        stated,
        (course.rules.stages.len(), 0),
        report,
    );
}
