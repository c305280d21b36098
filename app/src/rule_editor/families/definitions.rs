//! Conditions with a name, for requirements that share them.

use super::{facts, requirements::nothing_yet, texts::named};
use crate::rule_editor::fields::{
    series::{Series, free},
    sheet::RuleForm,
};
use domain::rules::{Bilingual, Definition, RuleDocument};

pub(super) fn definitions(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    facts::new_ones(sheet, doc);
    let words = doc.clone();
    let series = Series {
        name: "definitions",
        legend: t!("form-definitions"),
        note: t!("form-definitions-note"),
        add: t!("add-definition"),
    };
    let blank = |number: usize, own: &[Definition]| Definition {
        name: free("shared", number, |name| {
            own.iter().any(|one| one.name == *name)
        }),
        label: Bilingual::default(),
        condition: nothing_yet(),
    };
    sheet.series(series, &mut doc.definitions, blank, |sheet, definition| {
        sheet.code("name", t!("form-code"), &mut definition.name);
        sheet.words(
            "label",
            t!("form-name"),
            t!("form-name-en"),
            &mut definition.label,
        );
        let asked = t!("form-asked-for");
        sheet.condition(&words, "when", asked, &mut definition.condition);
        named(&definition.label)
    });
}
