//! Tracks as a form: the ways through the stages that some people take.

use super::texts::named;
use crate::{
    rule_editor::fields::{
        parts,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::lang,
};
use domain::rules::{Bilingual, RuleDocument, Track};

pub(super) fn tracks(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let stages: Vec<_> = parts::stages(&words)
        .into_iter()
        .map(|stage| (stage.code, stage.name.in_lang(lang::current()).to_owned()))
        .collect();
    let series = Series {
        name: "tracks",
        legend: t!("form-tracks"),
        note: t!("form-tracks-note"),
        add: t!("add-track"),
    };
    let blank = |number: usize, own: &[Track]| Track {
        code: free("track", number, |code| {
            own.iter().any(|track| track.code == *code)
        }),
        name: Bilingual::default(),
        clause: None,
        when: None,
        skips: Vec::new(),
        hired_without_exam: false,
    };
    sheet.series(series, &mut doc.tracks, blank, |sheet, track| {
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut track.name);
        sheet.code("code", t!("form-code"), &mut track.code);
        let (label, own) = (t!("form-track-skips"), &mut track.skips);
        sheet.codes("skips", label, stages.clone(), own);
        let hired = &mut track.hired_without_exam;
        sheet.tick("hired", t!("form-hired-without-exam"), hired);
        sheet.maybe_condition(&words, "when", t!("form-track-when"), &mut track.when);
        let says = track.clause.is_some();
        sheet.fold("notice", t!("form-clause"), says, |sheet| {
            sheet.clause("clause", &mut track.clause);
        });
        named(&track.name)
    });
}
