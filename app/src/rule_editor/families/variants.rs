//! Other rules for some posts: each section of a variant is the form of that section.

use super::{bonus, interview, scores, selection, steps};
use crate::rule_editor::fields::{series::Series, sheet::Sheet};
use domain::rules::{RuleDocument, Scope, SelectionRules, Text, Variant};

type Section = (
    &'static str,
    String,
    fn(&SelectionRules) -> bool,
    fn(&mut Sheet, &mut RuleDocument),
);

fn sections() -> Vec<Section> {
    vec![
        (
            "opening",
            t!("part-opening"),
            |rules| rules.opening_ratio.is_some(),
            selection::opening,
        ),
        (
            "written",
            t!("part-written"),
            |rules| rules.written.is_some(),
            scores::written,
        ),
        (
            "bonus",
            t!("part-bonus"),
            |rules| rules.bonus.is_some(),
            bonus::bonus,
        ),
        (
            "shortlist",
            t!("part-shortlist"),
            |rules| rules.shortlist.is_some(),
            selection::shortlist,
        ),
        (
            "interview",
            t!("part-interview"),
            |rules| rules.interview.is_some(),
            interview::interview,
        ),
        (
            "total",
            t!("part-total"),
            |rules| rules.total.is_some(),
            scores::total,
        ),
        (
            "ties",
            t!("part-ties"),
            |rules| rules.ties.is_some(),
            selection::ties,
        ),
        (
            "physical",
            t!("part-physical"),
            |rules| rules.physical.is_some() || rules.background.is_some(),
            steps::physical,
        ),
        (
            "substitution",
            t!("part-substitution"),
            |rules| {
                let after = |rule: &Option<domain::rules::CheckRule>| {
                    rule.as_ref()
                        .is_some_and(|rule| rule.substitution.is_some())
                };
                rules
                    .shortlist
                    .as_ref()
                    .is_some_and(|rule| rule.substitution.is_some())
                    || after(&rules.physical)
                    || after(&rules.background)
            },
            steps::substitution,
        ),
    ]
}

pub(super) fn variants(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "variants",
        legend: t!("part-variants"),
        note: t!("form-variants-note"),
        add: t!("add-variant"),
    };
    let blank = |_| Variant {
        name: Text::default(),
        scope: Scope::default(),
        rules: SelectionRules::default(),
    };
    sheet.series(series, &mut doc.variants, blank, |sheet, variant| {
        sheet.words(
            "name",
            t!("form-name"),
            t!("form-name-en"),
            &mut variant.name,
        );
        sheet.group(String::new());
        sheet.posts(
            &words,
            "posts",
            t!("form-scope-posts"),
            &mut variant.scope.posts,
        );
        sheet.pools(
            &words,
            "pools",
            t!("form-scope-pools"),
            &mut variant.scope.pools,
        );
        // Each section is written as if the document had no other.
        let mut own = RuleDocument {
            rules: std::mem::take(&mut variant.rules),
            ..words.clone()
        };
        for (name, label, states, show) in sections() {
            let says = states(&own.rules);
            sheet.fold(name, label, says, |sheet| {
                sheet.within(&format!("{name}-"), |sheet| show(sheet, &mut own));
            });
        }
        variant.rules = own.rules;
        scores::named(&variant.name)
    });
}
