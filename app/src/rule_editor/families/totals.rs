//! The total as a form: its parts and how it ranks, what orders people who are level, and tests held only for them.

use super::{stages::pass_lines, texts::named};
use crate::{
    rule_editor::fields::{
        keys,
        parts::{across, formula, parts},
        rows::Table,
        series::Series,
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use domain::{
    Points,
    rules::{
        Bilingual, ExtraTest, RankedOn, RuleDocument, Score, TestCode, Ties, TotalRule, TrackCode,
        TrackParts,
    },
};

pub(super) fn total(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    sheet.group(t!("form-total"));
    sheet.within("total-", |sheet| formed(sheet, &words, &mut doc.total));
    sheet.group(t!("form-ties"));
    sheet.within("ties-", |sheet| level(sheet, &words, &mut doc.ties));
    let says = !doc.extra_tests.is_empty();
    sheet.fold("tests", t!("form-extra-tests"), says, |sheet| {
        extra_tests(sheet, &mut doc.extra_tests);
    });
}

/// What the total is made of.
pub(super) fn formed(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<TotalRule>) {
    let usual = || words.common_rules().total;
    sheet.section(t!("form-stated"), own, usual, |sheet, rule| {
        sheet.points("full", t!("form-full-mark"), &mut rule.full);
        formula(sheet, words, &mut rule.formula);
        pass_lines(sheet, words, &Score::total(), &mut rule.lines);
        tracks(sheet, words, &mut rule.tracks);
        let says = rule.ranked_on != RankedOn::default()
            || rule.across != Default::default()
            || rule.clause.is_some();
        sheet.fold("more", t!("form-total-more"), says, |sheet| {
            let field = Field::new("ranked_on", t!("form-ranked-on"));
            sheet.fixed(
                field,
                &mut rule.ranked_on,
                "ranked_on",
                &[RankedOn::Rounded, RankedOn::Exact],
            );
            across(sheet, "across", t!("form-ranked-among"), &mut rule.across);
            sheet.clause("clause", &mut rule.clause);
        });
    });
}

/// How people with the same total are ordered.
pub(super) fn level(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<Ties>) {
    let usual = || words.common_rules().ties;
    sheet.section(t!("form-stated"), own, usual, |sheet, ties| {
        keys::ties(sheet, words, ties);
    });
}

/// Other parts inside the same ranking; there are none where everybody takes the same stages.
fn tracks(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<TrackParts>) {
    if words.tracks.is_empty() && own.is_empty() {
        return;
    }
    let says = !own.is_empty();
    sheet.fold("by_track", t!("form-track-parts"), says, |sheet| {
        let series = Series {
            name: "tracks",
            legend: t!("form-track-parts"),
            note: t!("form-track-parts-note"),
            add: t!("add-track-parts"),
        };
        let offered: Vec<(TrackCode, String)> = words
            .tracks
            .iter()
            .map(|track| (track.code.clone(), named(&track.name)))
            .collect();
        let blank = |_, own: &[TrackParts]| {
            let mut codes = offered.iter().map(|(code, _)| code);
            let next = codes.find(|code| own.iter().all(|one| one.track != **code));
            TrackParts {
                track: next.cloned().unwrap_or_default(),
                parts: Vec::new(),
            }
        };
        sheet.series(series, own, blank, |sheet, own| {
            let other = own.track.to_string();
            let field = Field::new("track", t!("form-track"));
            sheet.choose(field, &mut own.track, offered.clone(), other);
            parts(sheet, words, &mut own.parts);
            let track = words.tracks.iter().find(|track| track.code == own.track);
            track.map_or_else(
                || own.track.to_string(),
                |track| track.name.in_lang(lang::current()).to_owned(),
            )
        });
    });
}

fn extra_tests(sheet: &mut RuleForm, own: &mut Vec<ExtraTest>) {
    let table = Table {
        name: "extra_tests",
        legend: t!("form-extra-tests"),
        note: t!("form-extra-tests-note"),
        head: vec![
            t!("form-code"),
            t!("form-name"),
            t!("form-name-en"),
            t!("form-full-mark"),
            t!("form-test-approval"),
        ],
        key: "code",
        spare: 2,
    };
    let blank = || ExtraTest {
        code: TestCode::default(),
        name: Bilingual::default(),
        full: Points::whole(100),
        approval: false,
    };
    sheet.list(table, own, blank, |sheet, prefix, test| {
        let name = |field: &str| format!("{prefix}{field}");
        sheet.code(&name("code"), t!("form-code"), &mut test.code);
        sheet.words(
            &name("name"),
            t!("form-name"),
            t!("form-name-en"),
            &mut test.name,
        );
        sheet.points(&name("full"), t!("form-full-mark"), &mut test.full);
        let (label, own) = (t!("form-test-approval"), &mut test.approval);
        sheet.tick(&name("approval"), label, own);
    });
}
