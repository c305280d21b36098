//! Figures of a candidate by name, and sums that are made of them.

use super::{rows::Table, sheet::Sheet, values::spelled};
use crate::ui::{forms::Field, lang};
use domain::rules::{Across, Ratio, RuleDocument, ScorePart, ScoreSource, source};

/// Every figure of these rules by its name.
pub fn sources(doc: &RuleDocument, with_total: bool) -> Vec<(ScoreSource, String)> {
    let rules =
        std::iter::once(&doc.rules).chain(doc.variants.iter().map(|variant| &variant.rules));
    let papers = rules
        .filter_map(|rules| rules.written.as_ref())
        .flat_map(|written| &written.papers);
    let papers = papers.map(|paper| ScoreSource::Paper(paper.code.clone()));
    let tests = doc
        .tests
        .iter()
        .map(|test| ScoreSource::Test(test.code.clone()));
    let fixed = [
        ScoreSource::Written,
        ScoreSource::WrittenBeforeBonus,
        ScoreSource::Interview,
        ScoreSource::InterviewBeforeCorrection,
    ];
    let total = with_total.then_some(ScoreSource::Total);
    let all = fixed.into_iter().chain(papers).chain(tests).chain(total);
    all.map(|of| (of.clone(), source(doc, &of, lang::current())))
        .collect()
}

/// A weighted sum: a row for each part.
pub fn parts(sheet: &mut Sheet, sources: &[(ScoreSource, String)], own: &mut Vec<ScorePart>) {
    let table = Table {
        name: "parts",
        legend: t!("form-parts"),
        note: t!("form-parts-note"),
        head: vec![
            t!("form-part-of"),
            t!("form-weight"),
            t!("form-divide-by"),
            t!("form-divided"),
            t!("form-rounding-mode"),
        ],
        key: "of",
        spare: 2,
    };
    let mut rows: Vec<(Option<ScoreSource>, ScorePart)> = std::mem::take(own)
        .into_iter()
        .map(|part| (Some(part.of.clone()), part))
        .collect();
    let blank = || {
        (
            None,
            ScorePart {
                of: ScoreSource::Written,
                weight: Ratio::ONE,
                divide_by: None,
                divided: None,
            },
        )
    };
    sheet.list(table, &mut rows, blank, |sheet, prefix, (of, part)| {
        let none = std::iter::once((None, t!("form-none")));
        let options = none
            .chain(
                sources
                    .iter()
                    .map(|(of, label)| (Some(of.clone()), label.clone())),
            )
            .collect();
        let other = of.as_ref().map(spelled).unwrap_or_default();
        sheet.choose(
            Field::new(format!("{prefix}of"), t!("form-part-of")),
            of,
            options,
            other,
        );
        sheet.ratio(
            &format!("{prefix}weight"),
            t!("form-weight"),
            &mut part.weight,
        );
        sheet.maybe_ratio(
            &format!("{prefix}divide_by"),
            t!("form-divide-by"),
            &mut part.divide_by,
        );
        sheet.maybe_rounding(
            &format!("{prefix}divided"),
            t!("form-divided"),
            &mut part.divided,
        );
    });
    let chosen = rows
        .into_iter()
        .filter_map(|(of, part)| Some(ScorePart { of: of?, ..part }));
    *own = chosen.collect();
}

pub fn across(sheet: &mut Sheet, name: &str, label: String, own: &mut Across) {
    let options = vec![
        (Across::Post, t!("form-across-post")),
        (Across::Pool, t!("form-across-pool")),
        (Across::Campaign, t!("form-across-campaign")),
    ];
    sheet.choose(Field::new(name, label), own, options, String::new());
}
