//! Words from which nothing is computed, and what several forms ask for alike: sentences, a yes or no that may be unsaid.

use crate::{
    rule_editor::fields::{rows::Table, sheet::RuleForm},
    ui::{forms::Field, lang},
};
use domain::rules::{Bilingual, RuleDocument};

pub(super) fn notes(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    texts(sheet, "notes", t!("form-notes"), &mut doc.notes);
}

/// Sentences, one a row.
pub(super) fn texts(
    sheet: &mut RuleForm,
    name: &'static str,
    legend: String,
    own: &mut Vec<Bilingual>,
) {
    let table = Table {
        name,
        legend,
        note: t!("form-row-note"),
        head: vec![t!("form-in-chinese"), t!("form-name-en")],
        key: "text",
        spare: 2,
    };
    sheet.list(table, own, Bilingual::default, |sheet, prefix, text| {
        sheet.sentence(
            &format!("{prefix}text"),
            t!("form-in-chinese"),
            t!("form-name-en"),
            text,
        );
    });
}

pub(super) fn yes_or_no(sheet: &mut RuleForm, name: &str, label: String, own: &mut Option<bool>) {
    let options = vec![
        (None, t!("form-unstated")),
        (Some(true), t!("form-yes")),
        (Some(false), t!("form-no")),
    ];
    sheet.choose(Field::new(name, label), own, options, String::new());
}

/// How an item of a list is called.
pub(super) fn named(name: &Bilingual) -> String {
    match name.in_lang(lang::current()) {
        "" => t!("form-unnamed"),
        name => name.to_owned(),
    }
}
