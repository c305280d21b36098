//! Worked examples: prose and figures of a notice can disagree (domain.md 3.7), so the rules are tried on every example
//! that it prints.

mod findings;
pub(crate) mod say;

use super::{BonusExample, CutExample, ExampleFigures, PanelExample, RoomsExample, TotalExample};
use crate::numbers::Points;
use crate::rules::document::RuleDocument;
use crate::rules::engine::single;
use crate::rules::for_post::PostRules;
use crate::rules::lint::Report;
use crate::rules::lists::lint::people_for;
use crate::rules::stages::{Panel, Scoring, TrimOver};
pub use findings::ExamplesLint;

/// Printed and computed figures that differ; `None`: the example cannot be run.
type Differences = Option<Vec<(String, String)>>;

pub(crate) fn check(doc: &RuleDocument, report: &mut Report) {
    let rules = doc.common_rules();
    for (index, example) in doc.examples.iter().enumerate() {
        let path = format!("/examples/{index}");
        let differences = match &example.figures {
            ExampleFigures::Bonus(own) => bonus(&rules, own),
            ExampleFigures::Rooms(own) => rooms(&rules, own),
            ExampleFigures::Panel(own) => panel(&rules, own),
            ExampleFigures::Total(own) => total(&rules, own),
            ExampleFigures::Cut(own) => cut(&rules, own),
        };
        match differences {
            None => report.add(path, ExamplesLint::ExampleNotRun),
            Some(found) => {
                for (printed, computed) in found {
                    let finding = ExamplesLint::ExampleDisagrees { printed, computed };
                    report.add(&path, finding);
                }
            }
        }
    }
}

fn compare(printed: String, computed: String) -> Vec<(String, String)> {
    if printed == computed {
        Vec::new()
    } else {
        vec![(printed, computed)]
    }
}

fn points(printed: Points, computed: Points) -> Vec<(String, String)> {
    compare(printed.to_string(), computed.to_string())
}

fn bonus(rules: &PostRules, example: &BonusExample) -> Differences {
    let computed = single::bonus_of(rules.bonus.as_ref()?, &example.items)?;
    Some(points(example.points, computed))
}

fn panel_of<'r>(rules: &'r PostRules, code: &crate::rules::codes::StageCode) -> Option<&'r Panel> {
    match rules.stage(code)?.scoring.as_ref()? {
        Scoring::Panel(panel) => Some(panel),
        Scoring::Papers(_) | Scoring::Points(_) => None,
    }
}

fn rooms(rules: &PostRules, example: &RoomsExample) -> Differences {
    let correction = panel_of(rules, &example.stage)?.correction.as_ref()?;
    let sums: Vec<(Points, u32)> = example
        .rooms
        .iter()
        .map(|room| (room.sum, room.people))
        .collect();
    let trimmed = correction.room_trim.is_some() || correction.overall_trim.is_some();
    if trimmed || correction.outliers.is_some() {
        // Sums carry neither trims nor scores that are left out.
        return None;
    }
    let figures = single::figures_of_sums(correction, &sums)?;
    let mut found = Vec::new();
    for (room, figure) in example.rooms.iter().zip(&figures) {
        if let Some(mean) = room.mean {
            found.extend(points(mean, figure.mean.to_points()?));
        }
        if let Some(printed) = &room.coefficient {
            let decimals = printed.split_once('.').map_or(0, |(_, after)| after.len());
            let computed = figure.coefficient?.decimal(decimals, 9).0;
            found.extend(compare(printed.clone(), computed));
        }
    }
    if let (Some(overall), Some(figure)) = (example.overall, figures.first()) {
        found.extend(points(overall, figure.overall.to_points()?));
    }
    Some(found)
}

fn panel(rules: &PostRules, example: &PanelExample) -> Differences {
    let panel = panel_of(rules, &example.stage)?;
    let trim = panel.trim.as_ref();
    if trim.is_some_and(|trim| trim.over == TrimOver::Element) {
        // Whole sheets do not carry the elements that are trimmed one by one.
        return None;
    }
    let computed = single::panel_score(panel, &example.marks)?;
    Some(points(example.score, computed))
}

fn total(rules: &PostRules, example: &TotalExample) -> Differences {
    Some(points(
        example.total,
        single::total_of(&rules.total.formula, &example.parts)?,
    ))
}

fn cut(rules: &PostRules, example: &CutExample) -> Differences {
    let quota = rules.stage(&example.stage)?.cut.as_ref()?.quota.as_ref()?;
    let people = people_for(quota, example.places)?;
    Some(compare(example.people.to_string(), people.to_string()))
}
