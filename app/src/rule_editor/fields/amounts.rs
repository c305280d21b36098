//! The row of a condition that adds numbers, times between days and rows of answers, and compares the sum.

use super::{kinds::kinds, pick::fact_label, series::Series, sheet::RuleForm};
use crate::ui::{forms::Field, lang};
use chrono::NaiveDate;
use domain::{
    Problem,
    rules::{
        Amount, AmountTest, AmountUnit, ColumnKey, DayRef, DaySpan, FactKey, FactKind, OptionCode,
        RowColumn, RowTest, RowsCount, RowsSpan, RuleDocument,
    },
};

/// Each kind with what it begins with.
fn all(words: &RuleDocument) -> [(Amount, String); 4] {
    let unwritten = || DayRef::Day(NaiveDate::default());
    let rows = || first(words, is_rows);
    [
        (Amount::Number(first(words, is_number)), t!("amount-number")),
        (
            Amount::Between(DaySpan {
                since: unwritten(),
                until: unwritten(),
            }),
            t!("amount-between"),
        ),
        (
            Amount::MonthsOf(RowsSpan {
                rows: rows(),
                from: ColumnKey::default(),
                to: ColumnKey::default(),
                until: unwritten(),
                only: None,
            }),
            t!("amount-months-of"),
        ),
        (
            Amount::CountOf(RowsCount {
                rows: rows(),
                only: None,
                once_per: Vec::new(),
            }),
            t!("amount-count-of"),
        ),
    ]
}

fn is_number(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Number(_))
}

fn is_rows(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Rows(_))
}

/// The first question of a kind; none where the form asks for nothing like it.
fn first(words: &RuleDocument, fits: impl Fn(&FactKind) -> bool) -> FactKey {
    let found = words.facts.iter().find(|fact| fits(&fact.kind));
    found.map(|fact| fact.key.clone()).unwrap_or_default()
}

/// What such a row begins with; `None` where the form asks for nothing that can be added.
pub(super) fn blank(words: &RuleDocument) -> Option<AmountTest> {
    let has = |fits: fn(&FactKind) -> bool| words.facts.iter().any(|fact| fits(&fact.kind));
    let [number, _, months_of, _] = all(words).map(|(amount, _)| amount);
    let first = if has(is_rows) { months_of } else { number };
    (has(is_rows) || has(is_number)).then(|| AmountTest {
        sum: vec![first],
        whole: AmountUnit::Months,
        at_least: None,
        less_than: None,
    })
}

pub(super) fn fields(sheet: &mut RuleForm, words: &RuleDocument, own: &mut AmountTest) {
    sheet.fixed(
        Field::new("whole", t!("amount-whole")),
        &mut own.whole,
        "whole",
        &[AmountUnit::Months, AmountUnit::Years, AmountUnit::Count],
    );
    sheet.maybe_points("least", t!("cond-at-least"), &mut own.at_least);
    sheet.maybe_points("less", t!("cond-less-than"), &mut own.less_than);
    let series = Series {
        name: "sum",
        legend: t!("amount-sum"),
        note: String::new(),
        add: t!("add-amount"),
    };
    let [(number, _), ..] = all(words);
    let blank = |_, _: &[_]| number.clone();
    sheet.series(series, &mut own.sum, blank, |sheet, amount| {
        one(sheet, words, amount)
    });
}

fn one(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Amount) -> String {
    let all: Vec<_> = all(words).into_iter().collect();
    let field = Field::new("added", t!("amount-added"));
    kinds(sheet, field, own, all);
    match own {
        Amount::Number(fact) => {
            sheet.question(words, "fact", t!("form-question"), fact, is_number);
            fact_label(words, fact)
        }
        Amount::Between(span) => {
            sheet.day_ref(words, "since", t!("cond-since"), &mut span.since);
            sheet.day_ref(words, "to", t!("cond-to"), &mut span.until);
            t!("amount-between")
        }
        Amount::MonthsOf(span) => {
            let columns = rows(sheet, words, &mut span.rows);
            let dates = named(&columns, |kind| matches!(kind, FactKind::Date(_)));
            column(
                sheet,
                "from",
                t!("amount-from-column"),
                &dates,
                &mut span.from,
            );
            column(sheet, "until", t!("amount-to-column"), &dates, &mut span.to);
            sheet.day_ref(words, "open", t!("amount-open-end"), &mut span.until);
            only(sheet, &columns, &mut span.only);
            t!("amount-months-of")
        }
        Amount::CountOf(count) => {
            let columns = rows(sheet, words, &mut count.rows);
            only(sheet, &columns, &mut count.only);
            let all = named(&columns, |_| true);
            sheet.codes("once_per", t!("amount-once-per"), all, &mut count.once_per);
            t!("amount-count-of")
        }
    }
}

/// The question that has rows, with its columns; others are shown by the button.
fn rows(sheet: &mut RuleForm, words: &RuleDocument, own: &mut FactKey) -> Vec<RowColumn> {
    sheet.question(words, "rows", t!("form-rows-question"), own, is_rows);
    sheet.show_for("rows");
    columns_of(words, own)
}

/// The columns of a question that has rows.
pub fn columns_of(words: &RuleDocument, fact: &FactKey) -> Vec<RowColumn> {
    match words.fact(fact).map(|def| &def.kind) {
        Some(FactKind::Rows(rows)) => rows.columns.clone(),
        _ => Vec::new(),
    }
}

/// Columns of a kind, by name.
pub fn named(columns: &[RowColumn], fits: impl Fn(&FactKind) -> bool) -> Vec<(ColumnKey, String)> {
    let found = columns.iter().filter(|column| fits(&column.kind));
    let found = found.map(|column| {
        let label = column.label.in_lang(lang::current()).to_owned();
        (column.key.clone(), label)
    });
    found.collect()
}

fn column(
    sheet: &mut RuleForm,
    name: &str,
    label: String,
    offered: &[(ColumnKey, String)],
    own: &mut ColumnKey,
) {
    let none = own.as_str().is_empty();
    let none = none.then(|| (ColumnKey::default(), t!("form-none")));
    let options = none.into_iter().chain(offered.iter().cloned()).collect();
    let other = own.to_string();
    sheet.choose(Field::new(name, label), own, options, other);
    if own.as_str().is_empty() {
        sheet.wrong(name, Problem::Missing);
    }
}

/// Which rows count: all, or those whose column holds one of some options.
fn only(sheet: &mut RuleForm, columns: &[RowColumn], own: &mut Option<RowTest>) {
    let (mut of, mut options) = match own.take() {
        Some(test) => (Some(test.column), test.options),
        None => (None, Vec::new()),
    };
    rows_with(sheet, "only", columns, &mut of, &mut options);
    *own = of.map(|column| RowTest { column, options });
}

/// A column with choices and some of its options; without a column every row is meant.
pub fn rows_with(
    sheet: &mut RuleForm,
    name: &str,
    columns: &[RowColumn],
    of: &mut Option<ColumnKey>,
    options: &mut Vec<OptionCode>,
) {
    let before = of.clone();
    let choices = named(columns, |kind| !kind.options().is_empty()).into_iter();
    let choices = choices.map(|(key, label)| (Some(key), label));
    let offered = std::iter::once((None, t!("amount-every-row")))
        .chain(choices)
        .collect();
    let other = of.as_ref().map(ToString::to_string).unwrap_or_default();
    let field = Field::new(name, t!("amount-only"));
    sheet.choose(field, of, offered, other);
    sheet.show_for(name);
    // Options of one column are never read as those of another.
    if *of != before {
        options.clear();
    }
    let Some(key) = of else {
        return;
    };
    let column = columns.iter().find(|column| column.key == *key);
    let known = column.map_or(&[][..], |column| column.kind.options());
    let label = |option: &domain::rules::ChoiceOption| {
        let label = option.label.in_lang(lang::current()).to_owned();
        (option.code.clone(), label)
    };
    let box_name = format!("{name}_options_{key}");
    let offered = known.iter().map(label).collect();
    sheet.codes(&box_name, t!("cond-options"), offered, options);
    if options.is_empty() && !sheet.is_wrong(&box_name) {
        sheet.wrong(&box_name, Problem::NotChosen);
    }
}
