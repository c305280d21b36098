//! The questions of the application form.

use super::texts::named;
use crate::{
    rule_editor::fields::{
        Control,
        kinds::{fixed_words, kinds, word},
        pick::{area_levels, both},
        series::{Series, free},
        sheet::Sheet,
    },
    ui::{forms::Field, lang},
};
use domain::{
    Problem,
    rules::{
        AreaKind, AreaLevel, ChoiceKind, ChoiceOption, DateKind, FactDef, FactKind, Means,
        NumberKind, OptionCode, Part, Proof, RowColumn, RowsKind, RuleDocument, Text, TextKind,
        Topic,
    },
};

/// What an answer may look like, each kind with what it begins with.
fn shapes() -> Vec<(FactKind, String)> {
    let choice = || ChoiceKind {
        options: Vec::new(),
        ordered: false,
    };
    let area = AreaKind {
        level: AreaLevel::Street,
        inside: None,
    };
    let rows = RowsKind {
        columns: Vec::new(),
        most: None,
    };
    let every = [
        FactKind::YesNo,
        FactKind::Number(NumberKind::default()),
        FactKind::Date(DateKind::default()),
        FactKind::Choice(choice()),
        FactKind::Choices(choice()),
        FactKind::Area(area),
        FactKind::Text(TextKind::default()),
        FactKind::Rows(rows),
    ];
    fixed_words("kind", &every)
}

/// A column of a row is a number, a date, a choice or a text.
fn shapes_of_columns() -> Vec<(FactKind, String)> {
    let mut all = shapes();
    all.retain(|(kind, _)| {
        matches!(
            kind,
            FactKind::Number(_) | FactKind::Date(_) | FactKind::Choice(_) | FactKind::Text(_)
        )
    });
    all
}

pub(super) fn facts(sheet: &mut Sheet, doc: &mut RuleDocument) {
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
pub(super) fn new_ones(sheet: &mut Sheet, doc: &mut RuleDocument) {
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
        label: Text::default(),
        hint: None,
        kind: FactKind::YesNo,
        topic: Topic::Status,
        proof: Proof::Declared,
        means: None,
        asked_when: None,
        optional: false,
    }
}

fn fields(sheet: &mut Sheet, words: &RuleDocument, fact: &mut FactDef) {
    known_as(sheet, fact);
    sheet.words(
        "label",
        t!("form-question"),
        t!("form-name-en"),
        &mut fact.label,
    );
    kind(sheet, words, shapes(), &mut fact.kind);
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
fn known_as(sheet: &mut Sheet, fact: &mut FactDef) {
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
fn fit(sheet: &mut Sheet, fact: &mut FactDef) {
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

fn means(sheet: &mut Sheet, unstated: String, own: &mut Option<Means>) {
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

fn kind(
    sheet: &mut Sheet,
    words: &RuleDocument,
    shapes: Vec<(FactKind, String)>,
    own: &mut FactKind,
) {
    kinds(sheet, Field::new("shape", t!("form-shape")), own, shapes);
    match own {
        FactKind::YesNo => {}
        FactKind::Number(number) => {
            sheet.maybe_points("least", t!("form-least"), &mut number.least);
            sheet.maybe_points("most", t!("form-most"), &mut number.most);
            sheet.maybe_words("unit", t!("form-unit"), &mut number.unit);
            sheet.tick("whole", t!("form-whole"), &mut number.whole);
        }
        FactKind::Date(date) => sheet.tick("future", t!("form-future"), &mut date.may_be_future),
        FactKind::Choice(choice) | FactKind::Choices(choice) => options(sheet, choice),
        FactKind::Area(area) => {
            sheet.area_level("level", t!("form-area-level"), &mut area.level);
            sheet.maybe_area(words, "inside", t!("form-area-inside"), &mut area.inside);
        }
        FactKind::Text(text) => sheet.maybe_count("longest", t!("form-longest"), &mut text.longest),
        FactKind::Rows(rows) => columns(sheet, words, rows),
    }
}

/// The columns of an answer of several rows.
fn columns(sheet: &mut Sheet, words: &RuleDocument, own: &mut RowsKind) {
    sheet.maybe_count("most", t!("form-most-rows"), &mut own.most);
    let series = Series {
        name: "columns",
        legend: t!("form-columns"),
        note: String::new(),
        add: t!("add-column"),
    };
    let blank = |number: usize, own: &[RowColumn]| RowColumn {
        key: free("column", number, |key| {
            own.iter().any(|one| one.key == *key)
        }),
        label: Text::default(),
        kind: FactKind::Date(DateKind::default()),
        optional: false,
    };
    sheet.series(series, &mut own.columns, blank, |sheet, column| {
        sheet.code("key", t!("form-code"), &mut column.key);
        sheet.words(
            "label",
            t!("form-name"),
            t!("form-name-en"),
            &mut column.label,
        );
        kind(sheet, words, shapes_of_columns(), &mut column.kind);
        sheet.tick("optional", t!("form-optional"), &mut column.optional);
        named(&column.label)
    });
    if own.columns.is_empty() {
        sheet.wrong("shape", Problem::Missing);
    }
}

fn option_lines(own: &ChoiceKind) -> String {
    let line = |option: &ChoiceOption| {
        let cells = [
            Some(option.code.as_str()),
            Some(option.label.zh.as_str()),
            option.label.en.as_deref(),
        ];
        cells.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    };
    own.options.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// One option a line: code, label, English label, with bars between them; a label alone gets a code.
fn options(sheet: &mut Sheet, own: &mut ChoiceKind) {
    let before = option_lines(own);
    let field = Field::new("options", t!("form-options")).hint(t!("form-options-hint"));
    sheet.put(field, Control::Area(5), &before);
    if let Some(typed) = sheet
        .answer("options")
        .map(|typed| typed.replace("\r\n", "\n"))
    {
        match read_options(&typed) {
            _ if typed == before => {}
            Ok(options) if options.is_empty() => sheet.wrong("options", Problem::Missing),
            Ok(options) => own.options = options,
            Err(problem) => sheet.wrong("options", problem),
        }
    }
    sheet.tick("ordered", t!("form-ordered"), &mut own.ordered);
}

/// Two options of one code are read as they stand: the check says so, and mends it by a click.
fn read_options(typed: &str) -> Result<Vec<ChoiceOption>, Problem> {
    let lines = (1..).zip(typed.lines());
    let lines = lines.filter(|(_, text)| !text.trim().is_empty());
    let read = lines.map(|(line, text)| {
        read_option(text).ok_or_else(|| Problem::Unreadable {
            line,
            detail: text.trim().to_owned(),
        })
    });
    let mut options = read.collect::<Result<Vec<ChoiceOption>, Problem>>()?;
    for index in 0..options.len() {
        if options[index].code.as_str().is_empty() {
            let taken = |code: &OptionCode| options.iter().any(|own| own.code == *code);
            let code = free("option", index, taken);
            options[index].code = code;
        }
    }
    Ok(options)
}

/// A code and a label, and perhaps the English one; or a label alone, whose code is left empty.
fn read_option(text: &str) -> Option<ChoiceOption> {
    let cells: Vec<_> = text.split(['|', '｜', '\t']).map(str::trim).collect();
    let (code, label, en) = match cells[..] {
        [label] => ("", label, None),
        [code, label] if !code.is_empty() => (code, label, None),
        [code, label, en] if !code.is_empty() => (code, label, Some(en)),
        _ => return None,
    };
    let en = en.filter(|en| !en.is_empty()).map(str::to_owned);
    let label = Text {
        zh: label.to_owned(),
        en,
    };
    (!label.zh.is_empty()).then(|| ChoiceOption {
        code: code.into(),
        label,
    })
}

fn proof(sheet: &mut Sheet, own: &mut Proof) {
    let mut document = match own {
        Proof::Document(text) => Some(text.clone()),
        _ => None,
    };
    let plain = Proof::Document(Text::default());
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
