//! The questions of the application form, and the days that conditions refer to.

use crate::{
    rule_editor::fields::{Control, rows::Table, series::Series, sheet::Sheet},
    ui::{forms::Field, lang},
};
use chrono::NaiveDate;
use domain::{
    Problem,
    rules::{
        AreaKind, AreaLevel, ChoiceKind, ChoiceOption, DateKind, FactDef, FactKind, NamedDay,
        NumberKind, Proof, RuleDocument, Text, TextKind, Topic,
    },
};
use serde::{Deserialize, Serialize};

/// What an answer looks like, without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shape {
    YesNo,
    Number,
    Date,
    Choice,
    Choices,
    Area,
    Text,
}

impl Shape {
    fn of(kind: &FactKind) -> Shape {
        match kind {
            FactKind::YesNo => Shape::YesNo,
            FactKind::Number(_) => Shape::Number,
            FactKind::Date(_) => Shape::Date,
            FactKind::Choice(_) => Shape::Choice,
            FactKind::Choices(_) => Shape::Choices,
            FactKind::Area(_) => Shape::Area,
            FactKind::Text(_) => Shape::Text,
        }
    }

    fn empty(self) -> FactKind {
        let choice = || ChoiceKind {
            options: Vec::new(),
            ordered: false,
        };
        match self {
            Shape::YesNo => FactKind::YesNo,
            Shape::Number => FactKind::Number(NumberKind::default()),
            Shape::Date => FactKind::Date(DateKind::default()),
            Shape::Choice => FactKind::Choice(choice()),
            Shape::Choices => FactKind::Choices(choice()),
            Shape::Area => FactKind::Area(AreaKind {
                level: AreaLevel::Street,
                inside: None,
            }),
            Shape::Text => FactKind::Text(TextKind::default()),
        }
    }
}

pub(super) fn facts(sheet: &mut Sheet, doc: &mut RuleDocument) {
    days(sheet, doc);
    let words = doc.clone();
    let series = Series {
        name: "facts",
        legend: t!("part-facts"),
        note: t!("form-facts-note"),
        add: t!("add-fact"),
    };
    sheet.series(
        series,
        &mut doc.facts,
        |number| blank(&words, number),
        |sheet, fact| {
            fields(sheet, &words, fact);
            sheet.maybe_condition(&words, "asked", t!("form-asked-when"), &mut fact.asked_when);
            titled(fact)
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
            |number| blank(&words, known + number),
            |sheet, fact| {
                fields(sheet, &words, fact);
                titled(fact)
            },
        );
    });
    doc.facts.extend(new);
}

fn titled(fact: &FactDef) -> String {
    let label = fact.label.in_lang(lang::current());
    if label.is_empty() {
        t!("form-unnamed")
    } else {
        label.to_owned()
    }
}

fn blank(words: &RuleDocument, number: usize) -> FactDef {
    let mut keys = (number + 1..).map(|n| format!("question_{n}").into());
    FactDef {
        key: keys
            .find(|key| words.fact(key).is_none())
            .unwrap_or_default(),
        label: Text::default(),
        hint: None,
        kind: FactKind::YesNo,
        topic: Topic::Status,
        proof: Proof::Declared,
        asked_when: None,
        optional: false,
    }
}

fn fields(sheet: &mut Sheet, words: &RuleDocument, fact: &mut FactDef) {
    sheet.code("key", t!("form-code"), &mut fact.key);
    sheet.words(
        "label",
        t!("form-question"),
        t!("form-name-en"),
        &mut fact.label,
    );
    kind(sheet, words, &mut fact.kind);
    sheet.group(String::new());
    let topics = vec![
        (Topic::Identity, t!("topic-identity")),
        (Topic::Education, t!("topic-education")),
        (Topic::Residence, t!("topic-residence")),
        (Topic::Experience, t!("topic-experience")),
        (Topic::Status, t!("topic-status")),
        (Topic::Bonus, t!("topic-bonus")),
        (Topic::Declaration, t!("topic-declaration")),
    ];
    sheet.choose(
        Field::new("topic", t!("form-topic")),
        &mut fact.topic,
        topics,
        String::new(),
    );
    proof(sheet, &mut fact.proof);
    sheet.tick("optional", t!("form-optional"), &mut fact.optional);
    let says = fact.hint.is_some();
    sheet.fold("more", t!("form-hint-fold"), says, |sheet| {
        sheet.maybe_text("hint", t!("form-question-hint"), &mut fact.hint);
    });
}

fn kind(sheet: &mut Sheet, words: &RuleDocument, own: &mut FactKind) {
    let shapes = vec![
        (Shape::YesNo, t!("shape-yes-no")),
        (Shape::Number, t!("shape-number")),
        (Shape::Date, t!("shape-date")),
        (Shape::Choice, t!("shape-choice")),
        (Shape::Choices, t!("shape-choices")),
        (Shape::Area, t!("shape-area")),
        (Shape::Text, t!("shape-text")),
    ];
    sheet.kind(
        Field::new("shape", t!("form-shape")),
        own,
        shapes,
        String::new(),
        Shape::of,
        Shape::empty,
    );
    match own {
        FactKind::YesNo => {}
        FactKind::Number(number) => {
            sheet.maybe_points("least", t!("form-least"), &mut number.least);
            sheet.maybe_points("most", t!("form-most"), &mut number.most);
            sheet.maybe_text("unit", t!("form-unit"), &mut number.unit);
            sheet.tick("whole", t!("form-whole"), &mut number.whole);
        }
        FactKind::Date(date) => sheet.tick("future", t!("form-future"), &mut date.may_be_future),
        FactKind::Choice(choice) | FactKind::Choices(choice) => options(sheet, choice),
        FactKind::Area(area) => {
            sheet.area_level("level", t!("form-area-level"), &mut area.level);
            sheet.maybe_area(words, "inside", t!("form-area-inside"), &mut area.inside);
        }
        FactKind::Text(text) => sheet.maybe_count("longest", t!("form-longest"), &mut text.longest),
    }
}

/// One option a line: code, label, English label, with bars between them.
fn options(sheet: &mut Sheet, own: &mut ChoiceKind) {
    let line = |option: &ChoiceOption| {
        let cells = [
            Some(option.code.as_str()),
            Some(option.label.zh.as_str()),
            option.label.en.as_deref(),
        ];
        cells.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    };
    let before = own.options.iter().map(line).collect::<Vec<_>>().join("\n");
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

fn read_options(typed: &str) -> Result<Vec<ChoiceOption>, Problem> {
    let mut options: Vec<ChoiceOption> = Vec::new();
    for (line, text) in (1..)
        .zip(typed.lines())
        .filter(|(_, text)| !text.trim().is_empty())
    {
        let cells: Vec<_> = text.split(['|', '｜', '\t']).map(str::trim).collect();
        let (Some(code), Some(label)) = (cells.first(), cells.get(1)) else {
            return Err(Problem::Unreadable {
                line,
                detail: text.trim().to_owned(),
            });
        };
        if code.is_empty() || label.is_empty() || cells.len() > 3 {
            return Err(Problem::Unreadable {
                line,
                detail: text.trim().to_owned(),
            });
        }
        if options.iter().any(|option| option.code.as_str() == *code) {
            return Err(Problem::Duplicate {
                value: (*code).to_owned(),
            });
        }
        let en = cells
            .get(2)
            .filter(|en| !en.is_empty())
            .map(|en| (*en).to_owned());
        options.push(ChoiceOption {
            code: (*code).into(),
            label: Text {
                zh: (*label).to_owned(),
                en,
            },
        });
    }
    Ok(options)
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
    let kinds = vec![
        (Proof::Declared, t!("proof-declared")),
        (plain.clone(), t!("proof-document")),
        (Proof::Checked, t!("proof-checked")),
        (Proof::BackgroundOnly, t!("proof-background")),
    ];
    sheet.choose(
        Field::new("proof", t!("form-proof")),
        &mut kind,
        kinds,
        String::new(),
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

fn days(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let table = Table {
        name: "days",
        legend: t!("form-named-days"),
        note: t!("form-named-days-note"),
        head: vec![
            t!("form-code"),
            t!("form-name"),
            t!("form-name-en"),
            t!("form-day"),
        ],
        key: "name",
        spare: 1,
    };
    let blank = || {
        (
            NamedDay {
                name: String::new().into(),
                label: Text::default(),
                on: NaiveDate::default(),
            },
            true,
        )
    };
    let mut rows: Vec<(NamedDay, bool)> = std::mem::take(&mut doc.days)
        .into_iter()
        .map(|day| (day, false))
        .collect();
    sheet.list(table, &mut rows, blank, |sheet, prefix, (day, new)| {
        sheet.code(&format!("{prefix}name"), t!("form-code"), &mut day.name);
        sheet.words(
            &format!("{prefix}label"),
            t!("form-name"),
            t!("form-name-en"),
            &mut day.label,
        );
        let name = format!("{prefix}on");
        let mut on = (!*new).then_some(day.on);
        sheet.day(&name, t!("form-day"), &mut on);
        match on {
            Some(on) => day.on = on,
            None if sheet.answer(&name) == Some("") => sheet.wrong(&name, Problem::Missing),
            None => {}
        }
    });
    doc.days = rows.into_iter().map(|(day, _)| day).collect();
}
