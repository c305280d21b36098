//! What the notice leaves open, and what a body decided about the rules.

use super::{quota::quota, texts::named};
use crate::{
    rule_editor::fields::{
        kinds::kinds,
        parts::stages,
        places::places,
        rows::Table,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use chrono::NaiveDate;
use domain::{
    Points, Problem,
    numbers::Ratio,
    rules::{Bilingual, Decision, DecisionValue, Quota, Reading, RuleDocument, Scope, Unsettled},
};

pub(super) fn decisions(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    unsettled(sheet, &words, &mut doc.unsettled);
    decided(sheet, &words, &mut doc.decisions);
}

fn unsettled(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<Unsettled>) {
    let places = places(words);
    let series = Series {
        name: "unsettled",
        legend: t!("form-unsettled"),
        note: t!("form-unsettled-note"),
        add: t!("add-unsettled"),
    };
    let blank = |number: usize, own: &[Unsettled]| Unsettled {
        code: free("open", number, |name| {
            own.iter().any(|one| one.code == *name)
        }),
        of: String::new(),
        question: Bilingual::default(),
        readings: Vec::new(),
        body: Bilingual::default(),
    };
    sheet.series(series, own, blank, |sheet, open| {
        sheet.code("code", t!("form-code"), &mut open.code);
        place(sheet, &places, &mut open.of);
        sheet.text("question", t!("form-open-question"), &mut open.question);
        readings(sheet, &mut open.readings);
        let label = t!("form-who-decides");
        sheet.words("body", label, t!("form-name-en"), &mut open.body);
        named(&open.question)
    });
}

/// The place in the rules that holds one of the readings.
fn place(sheet: &mut RuleForm, places: &[(String, String)], own: &mut String) {
    let mut path = Some(own.clone()).filter(|path| !path.is_empty());
    sheet.place_of(places, "of", t!("form-open-of"), &mut path);
    if path.is_none() && !sheet.is_wrong("of") {
        sheet.wrong("of", Problem::NotChosen);
    }
    *own = path.unwrap_or_default();
}

fn readings(sheet: &mut RuleForm, own: &mut Vec<Reading>) {
    let table = Table {
        name: "readings",
        legend: t!("form-readings"),
        note: t!("form-row-note"),
        head: vec![t!("form-code"), t!("form-reading"), t!("form-name-en")],
        key: "code",
        spare: 2,
    };
    let blank = || Reading {
        code: String::new(),
        text: Bilingual::default(),
    };
    sheet.list(table, own, blank, |sheet, prefix, reading| {
        let code = format!("{prefix}code");
        sheet.code(&code, t!("form-code"), &mut reading.code);
        let text = format!("{prefix}text");
        let label = t!("form-reading");
        sheet.words(&text, label, t!("form-name-en"), &mut reading.text);
    });
}

fn decided(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<Decision>) {
    let matters = matters(words);
    let series = Series {
        name: "decisions",
        legend: t!("form-decisions"),
        note: t!("form-decisions-note"),
        add: t!("add-decision"),
    };
    let blank = |_, _: &[_]| Decision {
        of: String::new(),
        scope: Scope::default(),
        value: DecisionValue::Agreed,
        body: Bilingual::default(),
        on: NaiveDate::default(),
        reason: Bilingual::default(),
    };
    sheet.series(series, own, blank, |sheet, decision| {
        matter(sheet, &matters, &mut decision.of);
        value(sheet, words, decision);
        let label = t!("form-body-name");
        sheet.words("body", label, t!("form-name-en"), &mut decision.body);
        sheet.needed_day("on", t!("form-decided-on"), &mut decision.on);
        sheet.text("reason", t!("form-reason"), &mut decision.reason);
        sheet.scope(words, "scope", &mut decision.scope);
        let known = matters.iter().find(|(of, _)| *of == decision.of);
        known.map_or_else(|| t!("form-unnamed"), |(_, label)| label.clone())
    });
}

/// Everything that a decision can be about.
fn matters(words: &RuleDocument) -> Vec<(String, String)> {
    let said = |text: &Bilingual| text.in_lang(lang::current()).to_owned();
    let mut all = vec![
        ("places".to_owned(), t!("decided-places")),
        ("opening".to_owned(), t!("decided-opening")),
    ];
    let open = words.unsettled.iter();
    all.extend(open.map(|open| (open.code.to_string(), said(&open.question))));
    let rules = words.common_rules();
    let stages = stages(words);
    let totals = words.variants.iter().filter_map(|own| own.total.as_ref());
    let totals = totals.chain([&rules.total]);
    let lines = stages.iter().flat_map(|stage| stage.lines.iter().flatten());
    let lines = lines.chain(totals.flat_map(|total| total.lines.iter().flatten()));
    for line in lines {
        let of = domain::rules::score_name(words, &line.on, lang::current());
        all.push((line.code.to_string(), t!("decided-line", score = of)));
    }
    for test in &words.extra_tests {
        let label = t!("form-extra-test", test = said(&test.name));
        all.push((test.code.to_string(), label));
    }
    let steps = rules.after.iter().map(|step| (&step.code, &step.name));
    let steps = stages
        .iter()
        .map(|stage| (&stage.code, &stage.name))
        .chain(steps);
    for (code, name) in steps {
        let label = t!("decided-substitutes", step = said(name));
        all.push((code.to_string(), label));
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|(of, _)| seen.insert(of.clone()));
    all
}

fn matter(sheet: &mut RuleForm, matters: &[(String, String)], own: &mut String) {
    let none = own.is_empty().then(|| (String::new(), t!("cond-choose")));
    let options = none.into_iter().chain(matters.iter().cloned()).collect();
    let other = own.clone();
    sheet.choose(Field::new("of", t!("form-settles")), own, options, other);
    if own.is_empty() {
        sheet.wrong("of", Problem::NotChosen);
    }
}

/// What was decided: each kind of thing has a figure or a reading of its own.
fn value(sheet: &mut RuleForm, words: &RuleDocument, decision: &mut Decision) {
    let all = vec![
        (DecisionValue::Agreed, t!("decision-agreed")),
        (DecisionValue::Points(Points::ZERO), t!("decision-points")),
        (DecisionValue::Places(0), t!("decision-places")),
        (
            DecisionValue::Needed(Quota::PerPlace(Ratio::whole(2))),
            t!("decision-needed"),
        ),
        (DecisionValue::Substitutes(1), t!("decision-substitutes")),
        (
            DecisionValue::Reading(String::new()),
            t!("decision-reading"),
        ),
    ];
    let field = Field::new("value", t!("form-decision"));
    kinds(sheet, field, &mut decision.value, all);
    match &mut decision.value {
        DecisionValue::Agreed => {}
        DecisionValue::Points(points) => sheet.points("points", t!("decision-points"), points),
        DecisionValue::Places(places) => sheet.count("places", t!("decision-places"), places),
        DecisionValue::Needed(needed) => quota(sheet, "needed", t!("decision-needed"), needed),
        DecisionValue::Substitutes(people) => {
            sheet.count("people", t!("decision-substitutes"), people);
        }
        DecisionValue::Reading(code) => {
            let open = words.unsettled.iter();
            let mut open = open.filter(|open| open.code.as_str() == decision.of);
            let readings = open.next().map_or(&[][..], |open| open.readings.as_slice());
            reading(sheet, readings, code);
        }
    }
}

/// The reading that counts.
fn reading(sheet: &mut RuleForm, readings: &[Reading], own: &mut String) {
    let none = own.is_empty().then(|| (String::new(), t!("cond-choose")));
    let known = readings.iter().map(|reading| {
        let text = reading.text.in_lang(lang::current()).to_owned();
        (reading.code.clone(), text)
    });
    let options = none.into_iter().chain(known).collect();
    let other = own.clone();
    let field = Field::new("reading", t!("decision-reading"));
    sheet.choose(field, own, options, other);
    if own.is_empty() {
        sheet.wrong("reading", Problem::NotChosen);
    }
}
