//! Papers, other tests and total as forms.

use super::lines::{own_line, pass_lines};
use crate::{
    rule_editor::fields::{
        parts::{across, parts, sources},
        rows::Table,
        series::Series,
        sheet::Sheet,
    },
    ui::lang,
};
use domain::{
    Points,
    rules::{
        OtherTest, Paper, Ratio, RuleDocument, ScoreSource, TestCode, Text, TotalRule,
        TrackFormula, WrittenRule, defaults,
    },
};

pub(super) fn written(sheet: &mut Sheet, doc: &mut RuleDocument) {
    sheet.group(t!("form-common"));
    sheet.section(
        t!("form-stated"),
        &mut doc.rules.written,
        defaults::written,
        |sheet, rule: &mut WrittenRule| {
            sheet.clause("clause", &mut rule.clause);
            sheet.points("full_mark", t!("form-full-mark"), &mut rule.full_mark);
            sheet.maybe_rounding("rounding", t!("form-score-decimals"), &mut rule.rounding);
            sheet.maybe_rounding(
                "product",
                t!("form-product-decimals"),
                &mut rule.each_product,
            );
            papers(sheet, &mut rule.papers);
            let papers: Vec<_> = rule
                .papers
                .iter()
                .map(|paper| (paper.code.clone(), named(&paper.name)))
                .collect();
            pass_lines(sheet, &papers, &mut rule.pass_lines);
        },
    );
}

fn papers(sheet: &mut Sheet, own: &mut Vec<Paper>) {
    let series = Series {
        name: "papers",
        legend: t!("form-papers"),
        note: String::new(),
        add: t!("add-paper"),
    };
    let blank = |number: usize| Paper {
        code: format!("paper-{}", number + 1).into(),
        name: Text::default(),
        full_mark: Points::whole(100),
        weight: Ratio::ONE,
        pass_line: None,
        minutes: None,
        missed_is_nothing: false,
    };
    sheet.series(series, own, blank, |sheet, paper| {
        sheet.code("code", t!("form-code"), &mut paper.code);
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut paper.name);
        sheet.points("full_mark", t!("form-full-mark"), &mut paper.full_mark);
        sheet.ratio("weight", t!("form-weight"), &mut paper.weight);
        sheet.maybe_count("minutes", t!("form-minutes"), &mut paper.minutes);
        sheet.tick(
            "missed",
            t!("form-missed-is-nothing"),
            &mut paper.missed_is_nothing,
        );
        own_line(sheet, &mut paper.pass_line);
        named(&paper.name)
    });
}

/// How an item of a list is called.
pub(super) fn named(name: &Text) -> String {
    let name = name.in_lang(lang::current());
    if name.is_empty() {
        t!("form-unnamed")
    } else {
        name.to_owned()
    }
}

pub(super) fn tests(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let table = Table {
        name: "tests",
        legend: t!("part-tests"),
        note: t!("form-row-note"),
        head: vec![
            t!("form-code"),
            t!("form-name"),
            t!("form-name-en"),
            t!("form-full-mark"),
            t!("form-everybody"),
        ],
        key: "code",
        spare: 2,
    };
    let blank = || OtherTest {
        code: TestCode::default(),
        name: Text::default(),
        full_mark: Points::whole(100),
        everybody: false,
    };
    sheet.list(table, &mut doc.tests, blank, |sheet, prefix, test| {
        sheet.code(&format!("{prefix}code"), t!("form-code"), &mut test.code);
        sheet.words(
            &format!("{prefix}name"),
            t!("form-name"),
            t!("form-name-en"),
            &mut test.name,
        );
        sheet.points(
            &format!("{prefix}full_mark"),
            t!("form-full-mark"),
            &mut test.full_mark,
        );
        sheet.tick(
            &format!("{prefix}everybody"),
            t!("form-everybody"),
            &mut test.everybody,
        );
    });
}

pub(super) fn total(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let sources = sources(doc, false);
    sheet.group(t!("form-common"));
    let default = || defaults::total(false);
    sheet.section(
        t!("form-stated"),
        &mut doc.rules.total,
        default,
        |sheet, rule: &mut TotalRule| {
            sheet.clause("clause", &mut rule.clause);
            sheet.points("full_mark", t!("form-full-mark"), &mut rule.full_mark);
            sheet.rounding("rounding", t!("form-total-decimals"), &mut rule.rounding);
            sheet.maybe_rounding(
                "product",
                t!("form-product-decimals"),
                &mut rule.each_product,
            );
            across(sheet, "across", t!("form-ranked-among"), &mut rule.across);
            parts(sheet, &sources, &mut rule.parts);
            tracks(sheet, &sources, &mut rule.tracks);
            pass_lines(sheet, &[], &mut rule.pass_lines);
        },
    );
}

/// Other formulas inside one ranking.
fn tracks(sheet: &mut Sheet, sources: &[(ScoreSource, String)], own: &mut Vec<TrackFormula>) {
    let series = Series {
        name: "tracks",
        legend: t!("form-tracks"),
        note: t!("form-tracks-note"),
        add: t!("add-track"),
    };
    let blank = |number: usize| TrackFormula {
        track: format!("track-{}", number + 1).into(),
        name: Text::default(),
        parts: Vec::new(),
    };
    sheet.series(series, own, blank, |sheet, track| {
        sheet.code("track", t!("form-code"), &mut track.track);
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut track.name);
        parts(sheet, sources, &mut track.parts);
        named(&track.name)
    });
}
