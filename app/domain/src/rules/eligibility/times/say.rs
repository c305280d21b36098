//! Conditions about lengths of time and sums, in words.

use crate::rules::codes::{ColumnKey, FactKey};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::named_days::named_day;
use crate::rules::eligibility::words;
use crate::rules::eligibility::words::{AT_LEAST, LESS_THAN, both, in_range};
use crate::rules::eligibility::{
    AfterFact, Amount, AmountTest, AmountUnit, DayRef, ElapsedTest, FactKind, RowColumn, RowTest,
    RowsCount, RowsSpan,
};
use crate::rules::say::{Said, aside, date, either, joined, listed, said, say, span};
use crate::text::Lang;
use crate::time::Span;

const PLUS: Said = said("加", " plus ");

pub(in crate::rules::eligibility) fn elapsed(
    doc: &RuleDocument,
    test: &ElapsedTest,
    lang: Lang,
) -> String {
    let (since, until) = (day(doc, &test.since, lang), day(doc, &test.until, lang));
    let born = matches!(&test.since, DayRef::Fact(fact) if words::is_birth_date(doc, fact));
    let mut lengths = Vec::new();
    for (bound, least) in [(test.at_least, true), (test.less_than, false)] {
        let Some(bound) = bound else { continue };
        let length = span(bound, lang);
        lengths.push(match (born, least) {
            (true, true) => say!(lang, "满{length}（周岁）", "at least {length}"),
            (true, false) => say!(lang, "未满{length}（周岁）", "less than {length}"),
            (false, true) => say!(lang, "满{length}", "at least {length}"),
            (false, false) => say!(lang, "不满{length}", "less than {length}"),
        });
    }
    let lengths = both(lengths, lang);
    say!(
        lang,
        "从{since}到{until}{lengths}",
        "{lengths} from {since} to {until}"
    )
}

fn day(doc: &RuleDocument, day: &DayRef, lang: Lang) -> String {
    match day {
        DayRef::Fact(fact) => words::fact(doc, fact, lang),
        DayRef::After(after) => day_after(doc, after, lang),
        DayRef::Day(day) => date(*day, lang),
        DayRef::Named(name) => {
            let Some(named) = doc.days.iter().find(|day| day.name == *name) else {
                return name.to_string();
            };
            let label = named.label.in_lang(lang);
            let on = named_day(doc, name).map(|on| date(on, lang));
            format!("{label}{}", aside(&on.unwrap_or_default(), lang))
        }
    }
}

/// A birthday has words of its own.
fn day_after(doc: &RuleDocument, after: &AfterFact, lang: Lang) -> String {
    let fact = words::fact(doc, &after.fact, lang);
    let years = after.plus.years;
    if words::is_birth_date(doc, &after.fact) && after.plus == Span::years(years) {
        return say!(lang, "满{years}周岁之日", "the day one turns {years}");
    }
    let length = span(after.plus, lang);
    say!(lang, "{fact}后满{length}之日", "{length} after {fact}")
}

pub(in crate::rules::eligibility) fn amount(
    doc: &RuleDocument,
    test: &AmountTest,
    lang: Lang,
) -> String {
    let parts: Vec<_> = test
        .sum
        .iter()
        .map(|part| summand(doc, part, lang))
        .collect();
    let unit = match test.whole {
        AmountUnit::Months => said("个月", "months"),
        AmountUnit::Years => said("年", "years"),
        AmountUnit::Count => said("", ""),
    };
    let bounds = [(test.at_least, AT_LEAST), (test.less_than, LESS_THAN)];
    let range = in_range(&bounds, unit.in_lang(lang), lang);
    let sum = joined(&parts, PLUS, lang);
    match parts.len() {
        0 | 1 => say!(lang, "{sum}{range}", "{sum}: {range}"),
        _ => say!(lang, "{sum}，合计{range}", "{sum}: {range} together"),
    }
}

fn summand(doc: &RuleDocument, amount: &Amount, lang: Lang) -> String {
    match amount {
        Amount::Number(fact) => words::fact(doc, fact, lang),
        Amount::Between(span) => {
            let (since, until) = (day(doc, &span.since, lang), day(doc, &span.until, lang));
            say!(
                lang,
                "从{since}到{until}的整月数",
                "the whole months from {since} to {until}"
            )
        }
        Amount::MonthsOf(span) => months_of(doc, span, lang),
        Amount::CountOf(count) => count_of(doc, count, lang),
    }
}

fn months_of(doc: &RuleDocument, span: &RowsSpan, lang: Lang) -> String {
    let rows = rows(doc, &span.rows, span.only.as_ref(), lang);
    let until = day(doc, &span.until, lang);
    let label = |key: &ColumnKey| {
        let column = column(doc, &span.rows, key);
        column.map_or_else(
            || key.to_string(),
            |column| column.label.in_lang(lang).to_owned(),
        )
    };
    let (from, to) = (label(&span.from), label(&span.to));
    say!(
        lang,
        "{rows}从{from}到{to}的累计月数（算到{until}，重叠的时间只算一次）",
        "the months of {rows} from {from} to {to} (up to {until}, overlaps counted once)"
    )
}

fn count_of(doc: &RuleDocument, count: &RowsCount, lang: Lang) -> String {
    let rows = rows(doc, &count.rows, count.only.as_ref(), lang);
    let name = |key| {
        column(doc, &count.rows, key)
            .map_or("", |c| c.label.in_lang(lang))
            .to_owned()
    };
    let columns: Vec<String> = count.once_per.iter().map(name).collect();
    let once = listed(&columns, lang);
    match columns.is_empty() {
        true => say!(lang, "{rows}的项数", "the number of {rows}"),
        false => say!(
            lang,
            "{rows}的项数（同一{once}只算一次）",
            "the number of {rows} (once for each {once})"
        ),
    }
}

/// The rows of a fact, of some kinds only.
fn rows(doc: &RuleDocument, fact: &FactKey, only: Option<&RowTest>, lang: Lang) -> String {
    let name = words::fact(doc, fact, lang);
    let Some(test) = only else { return name };
    let column = column(doc, fact, &test.column);
    let kind = column.map(|column| &column.kind);
    let labels = test
        .options
        .iter()
        .map(|code| words::option(kind, code, lang));
    let options = either(labels, lang);
    let column = column.map_or(test.column.as_str(), |column| column.label.in_lang(lang));
    say!(
        lang,
        "{name}（{column}为{options}）",
        "{name} ({column}: {options})"
    )
}

fn column<'d>(doc: &'d RuleDocument, fact: &FactKey, key: &ColumnKey) -> Option<&'d RowColumn> {
    match &doc.fact(fact)?.kind {
        FactKind::Rows(kind) => kind.columns.iter().find(|column| column.key == *key),
        _ => None,
    }
}
