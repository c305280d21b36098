//! The questions of the application form.

use super::{
    answers::{kind, option_lines},
    texts::named,
};
use crate::{
    rule_editor::fields::{
        kinds::word,
        pick::{area_levels, both},
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use domain::{
    Problem,
    rules::{
        AreaKind, Bilingual, ChoiceKind, ChoiceOption, DateKind, FactDef, FactKind, Means, Part,
        Proof, RuleDocument, Topic,
    },
};

pub(super) fn facts(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "facts",
        legend: Part::Facts.name(lang::current()).to_owned(),
        note: t!("form-facts-note"),
        add: t!("add-fact"),
    };
    sheet.series(
        series,
        &mut doc.facts,
        |number, own| blank(&[], own, number),
        |sheet, fact| {
            fields(sheet, &words, fact);
            sheet.maybe_condition(&words, "asked", t!("form-asked-when"), &mut fact.asked_when);
            named(&fact.label)
        },
    );
}

/// Questions that a condition needs and the form does not ask yet: they can be used at once and are saved along.
pub(super) fn new_ones(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let mut new = Vec::new();
    let says = sheet
        .answer("new-facts")
        .is_some_and(|order| !order.is_empty())
        || sheet
            .pressed()
            .is_some_and(|act| act.starts_with("new-facts:"));
    sheet.fold("new-facts-all", t!("form-new-facts"), says, |sheet| {
        let series = Series {
            name: "new-facts",
            legend: String::new(),
            note: t!("form-new-facts-note"),
            add: t!("add-fact"),
        };
        let known = words.facts.len();
        sheet.series(
            series,
            &mut new,
            |number, own| blank(&words.facts, own, known + number),
            |sheet, fact| {
                fields(sheet, &words, fact);
                named(&fact.label)
            },
        );
    });
    doc.facts.extend(new);
}

/// Its key is that of none that stands in the rules or before it in the form.
fn blank(asked: &[FactDef], own: &[FactDef], number: usize) -> FactDef {
    let known = asked.iter().chain(own);
    FactDef {
        key: free("question", number, |key| {
            known.clone().any(|one| one.key == *key)
        }),
        label: Bilingual::default(),
        hint: None,
        kind: FactKind::YesNo,
        topic: Topic::Status,
        proof: Proof::Declared,
        means: None,
        asked_when: None,
        optional: false,
    }
}

fn fields(sheet: &mut RuleForm, words: &RuleDocument, fact: &mut FactDef) {
    known_as(sheet, fact);
    sheet.words(
        "label",
        t!("form-question"),
        t!("form-name-en"),
        &mut fact.label,
    );
    kind(sheet, words, &mut fact.kind);
    sheet.group(String::new());
    sheet.fixed(
        Field::new("topic", t!("form-topic")),
        &mut fact.topic,
        "topic",
        &[
            Topic::Identity,
            Topic::Education,
            Topic::Residence,
            Topic::Experience,
            Topic::Status,
            Topic::Bonus,
            Topic::Declaration,
        ],
    );
    proof(sheet, &mut fact.proof);
    sheet.tick("optional", t!("form-optional"), &mut fact.optional);
    let says = fact.hint.is_some();
    sheet.fold("more", t!("form-hint-fold"), says, |sheet| {
        sheet.code("key", t!("form-code"), &mut fact.key);
        sheet.maybe_text("hint", t!("form-question-hint"), &mut fact.hint);
    });
}

/// What the platform knows the answer as; chosen now, it says how the question is asked.
fn known_as(sheet: &mut RuleForm, fact: &mut FactDef) {
    let before = fact.means.clone();
    let by_code = match (fact.is_birth_date(), fact.is_sex()) {
        (true, _) => Some(t!("means-birth-date")),
        (_, true) => Some(t!("means-sex")),
        (false, false) => None,
    };
    let unstated = match by_code.filter(|_| fact.means.is_none()) {
        Some(what) => t!("means-by-code", what = what),
        None => t!("form-unstated"),
    };
    means(sheet, unstated, &mut fact.means);
    sheet.show_for("means");
    if fact.means != before {
        fit(sheet, fact);
    }
}

/// The kind, the heading and, where nothing is typed, the words that go with what the answer is.
fn fit(sheet: &mut RuleForm, fact: &mut FactDef) {
    let (kind, topic, label) = match fact.means {
        Some(Means::BirthDate) => {
            let date = FactKind::Date(DateKind::default());
            (date, Topic::Identity, both(|| t!("means-birth-date")))
        }
        Some(Means::Sex) => {
            let choice = sexes();
            sheet.retype("options", &option_lines(&choice));
            let sex = both(|| t!("means-sex"));
            (FactKind::Choice(choice), Topic::Identity, sex)
        }
        Some(Means::Household(level)) => {
            sheet.rechoose("level", &level);
            sheet.rechoose("inside", &None::<String>);
            let area = FactKind::Area(AreaKind {
                level,
                inside: None,
            });
            (area, Topic::Residence, both(|| t!("household-label")))
        }
        _ => return,
    };
    sheet.rechoose("shape", &word(&kind));
    sheet.rechoose("topic", &topic);
    if sheet.answer("label") == Some("") {
        sheet.retype("label", &label.zh);
        sheet.retype("label_en", label.en.as_deref().unwrap_or_default());
    }
    (fact.kind, fact.topic) = (kind, topic);
}

/// The two options, as the platform knows them.
pub(in crate::rule_editor) fn sexes() -> ChoiceKind {
    let option = |code: &str, label| ChoiceOption {
        code: code.into(),
        label,
    };
    ChoiceKind {
        options: vec![
            option("male", both(|| t!("sex-male"))),
            option("female", both(|| t!("sex-female"))),
        ],
        ordered: false,
    }
}

fn means(sheet: &mut RuleForm, unstated: String, own: &mut Option<Means>) {
    let households = area_levels().into_iter().map(|(level, label)| {
        let label = t!("means-household", level = label);
        (Some(Means::Household(level)), label)
    });
    let first = [
        (None, unstated),
        (Some(Means::BirthDate), t!("means-birth-date")),
        (Some(Means::Sex), t!("means-sex")),
        (Some(Means::Education), t!("means-education")),
        (Some(Means::Degree), t!("means-degree")),
        (Some(Means::Certificate), t!("means-certificate")),
    ];
    let none = (Some(Means::None), t!("means-none"));
    let options = first.into_iter().chain(households).chain([none]).collect();
    let field = Field::new("means", t!("form-means"));
    sheet.choose(field, own, options, String::new());
}

fn proof(sheet: &mut RuleForm, own: &mut Proof) {
    let mut document = match own {
        Proof::Document(text) => Some(text.clone()),
        _ => None,
    };
    let plain = Proof::Document(Bilingual::default());
    let mut kind = match &*own {
        Proof::Document(_) => plain.clone(),
        other => other.clone(),
    };
    let every = [
        Proof::Declared,
        plain,
        Proof::Checked,
        Proof::BackgroundOnly,
    ];
    sheet.fixed(
        Field::new("proof", t!("form-proof")),
        &mut kind,
        "proof",
        &every,
    );
    sheet.maybe_text("document", t!("form-document"), &mut document);
    *own = match kind {
        Proof::Document(_) => {
            if sheet.answer("document") == Some("") {
                sheet.wrong("document", Problem::Missing);
            }
            Proof::Document(document.unwrap_or_default())
        }
        other => other,
    };
}
