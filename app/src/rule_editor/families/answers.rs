//! What an answer may look like: its kind, with the options of a choice, one a line, and the columns of several rows.

use super::texts::named;
use crate::{
    rule_editor::fields::{
        Control,
        kinds::{fixed_words, kinds},
        series::{Series, free},
        sheet::RuleForm,
        texts,
    },
    ui::{forms::Field, words},
};
use domain::{
    Problem,
    rules::{
        AreaKind, AreaLevel, Bilingual, ChoiceKind, ChoiceOption, DateKind, FactKind, NumberKind,
        OptionCode, RowColumn, RowsKind, RuleDocument, TextKind,
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

/// The kind of a question's answer.
pub(super) fn kind(sheet: &mut RuleForm, words: &RuleDocument, own: &mut FactKind) {
    one_of(sheet, words, shapes(), own);
}

fn one_of(
    sheet: &mut RuleForm,
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
fn columns(sheet: &mut RuleForm, words: &RuleDocument, own: &mut RowsKind) {
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
        label: Bilingual::default(),
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
        one_of(sheet, words, shapes_of_columns(), &mut column.kind);
        sheet.tick("optional", t!("form-optional"), &mut column.optional);
        named(&column.label)
    });
    if own.columns.is_empty() {
        sheet.wrong("shape", Problem::Missing);
    }
}

/// The options as the box holds them.
pub(super) fn option_lines(own: &ChoiceKind) -> String {
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
fn options(sheet: &mut RuleForm, own: &mut ChoiceKind) {
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
            Err(problems) => sheet.all_wrong("options", problems),
        }
    }
    sheet.tick("ordered", t!("form-ordered"), &mut own.ordered);
}

/// Two options of one code are read as they stand: the check says so, and mends it by a click.
///
/// # Errors
/// Every line that cannot be read, by its number.
fn read_options(typed: &str) -> Result<Vec<ChoiceOption>, Vec<Problem>> {
    let (mut options, mut problems) = (Vec::new(), Vec::new());
    let lines = (1..).zip(typed.lines());
    for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        match read_option(text) {
            Some(option) => {
                problems.extend(wrong_in(&option, line));
                options.push(option);
            }
            None => problems.push(Problem::Unreadable {
                line,
                detail: text.trim().to_owned(),
            }),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
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
    let label = Bilingual {
        zh: label.to_owned(),
        en,
    };
    (!label.zh.is_empty()).then(|| ChoiceOption {
        code: code.into(),
        label,
    })
}

/// A code or a label that is not as it should be.
fn wrong_in(option: &ChoiceOption, line: usize) -> impl Iterator<Item = Problem> {
    let found = [
        texts::bad_code(option.code.as_str()),
        Problem::too_long(&option.label.zh, texts::NAME),
    ];
    found.into_iter().flatten().map(move |found| {
        words::answer(|| {
            let problem = words::problem(&found);
            t!("paste-line", line = line, problem = problem)
        })
    })
}
