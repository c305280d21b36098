//! Worked examples: prose and figures of a notice can disagree (domain.md 3.7), so the rules are run on every example
//! that it prints.

use super::super::document::{
    BonusExample, ExampleFigures, PanelExample, QuotaExample, RoomsExample, RuleDocument,
    TotalExample,
};
use super::super::{defaults::CompleteRules, run};
use super::{LintCode, Report};
use crate::numbers::Points;

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    let rules = CompleteRules::of(doc.rules.clone(), false);
    for (index, example) in doc.examples.iter().enumerate() {
        let place = format!("/examples/{index}");
        let differences = match &example.figures {
            ExampleFigures::Bonus(example) => bonus(&rules, example),
            ExampleFigures::Rooms(example) => rooms(&rules, example),
            ExampleFigures::Panel(example) => panel(&rules, example),
            ExampleFigures::Total(example) => total(&rules, example),
            ExampleFigures::Shortlist(example) => shortlist(&rules, example),
        };
        for (printed, computed) in differences {
            let zh = format!("公告的例子写的是{printed}，按现在的规则算出来是{computed}。");
            let en = format!("The notice's example says {printed}; these rules give {computed}.");
            report.blocks(LintCode::ExampleDisagrees, &place, zh, en);
        }
    }
}

/// Printed and computed figures that differ.
type Differences = Vec<(String, String)>;

fn compare(printed: String, computed: Option<String>) -> Differences {
    match computed {
        Some(computed) if computed == printed => Vec::new(),
        other => vec![(printed, other.unwrap_or_else(|| "—".to_owned()))],
    }
}

fn points(printed: Points, computed: Option<Points>) -> Differences {
    compare(
        printed.to_string(),
        computed.map(|points| points.to_string()),
    )
}

fn bonus(rules: &CompleteRules, example: &BonusExample) -> Differences {
    points(
        example.points,
        rules
            .bonus
            .as_ref()
            .and_then(|rule| run::bonus_of(rule, &example.items, example.score)),
    )
}

fn rooms(rules: &CompleteRules, example: &RoomsExample) -> Differences {
    let sums: Vec<(Points, u32)> = example
        .rooms
        .iter()
        .map(|room| (room.sum, room.people))
        .collect();
    let rule = rules.interview.normalisation.as_ref();
    let Some(figures) = rule.and_then(|rule| run::figures_of_sums(rule, &sums)) else {
        return vec![("rooms".to_owned(), "—".to_owned())];
    };
    let mut found = Vec::new();
    for (room, figure) in example.rooms.iter().zip(&figures) {
        if let Some(mean) = room.mean {
            found.extend(points(mean, figure.mean.to_points()));
        }
        if let Some(coefficient) = &room.coefficient {
            let decimals = coefficient
                .split_once('.')
                .map_or(0, |(_, decimals)| decimals.len());
            found.extend(compare(
                coefficient.clone(),
                figure.coefficient.map(|own| own.decimal(decimals, 9).0),
            ));
        }
    }
    if let (Some(overall), Some(figure)) = (example.overall, figures.first()) {
        found.extend(points(overall, figure.overall.to_points()));
    }
    found
}

fn panel(rules: &CompleteRules, example: &PanelExample) -> Differences {
    points(
        example.score,
        run::panel_score(&rules.interview, &example.marks),
    )
}

fn total(rules: &CompleteRules, example: &TotalExample) -> Differences {
    points(example.total, run::total_of(&rules.total, &example.parts))
}

fn shortlist(rules: &CompleteRules, example: &QuotaExample) -> Differences {
    let people = run::people_for(&rules.shortlist.quota, example.places);
    compare(example.people.to_string(), Some(people.to_string()))
}
