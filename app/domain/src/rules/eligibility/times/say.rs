//! Conditions about lengths of time and sums, in words.

use crate::rules::codes::{ColumnKey, FactKey};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::days::named_day;
use crate::rules::eligibility::words;
use crate::rules::eligibility::{
    AfterFact, Amount, AmountTest, AmountUnit, DayRef, ElapsedTest, FactKind, RowColumn, RowTest,
    RowsCount, RowsSpan,
};
use crate::rules::say::{Said, said};
use crate::text::Lang;
use crate::time::Span;

const BOTH: Said = said("且", " and ");
const PLUS: Said = said("加", " plus ");

pub(in crate::rules::eligibility) fn elapsed(
    doc: &RuleDocument,
    test: &ElapsedTest,
    lang: Lang,
) -> String {
    let (since, until) = (day(doc, &test.since, lang), day(doc, &test.until, lang));
    let born = matches!(&test.since, DayRef::Fact(fact) if words::is_birth_date(doc, fact));
    let mut lengths = Vec::new();
    for (span, least) in [(test.at_least, true), (test.less_than, false)] {
        let Some(span) = span else { continue };
        let length = words::span(span, lang);
        lengths.push(match (lang, born, least) {
            (Lang::Zh, true, true) => format!("满{length}（周岁）"),
            (Lang::Zh, true, false) => format!("未满{length}（周岁）"),
            (Lang::Zh, false, true) => format!("满{length}"),
            (Lang::Zh, false, false) => format!("不满{length}"),
            (Lang::En, _, true) => format!("at least {length}"),
            (Lang::En, _, false) => format!("less than {length}"),
        });
    }
    let lengths = lengths.join(BOTH.in_lang(lang));
    match lang {
        Lang::Zh => format!("从{since}到{until}{lengths}"),
        Lang::En => format!("{lengths} from {since} to {until}"),
    }
}

fn day(doc: &RuleDocument, day: &DayRef, lang: Lang) -> String {
    match day {
        DayRef::Fact(fact) => words::fact(doc, fact, lang),
        DayRef::After(after) => day_after(doc, after, lang),
        DayRef::Day(day) => words::date(*day, lang),
        DayRef::Named(name) => {
            let Some(named) = doc.days.iter().find(|day| day.name == *name) else {
                return name.to_string();
            };
            let label = named.label.in_lang(lang);
            match (named_day(doc, name), lang) {
                (None, _) => label.to_owned(),
                (Some(on), Lang::Zh) => format!("{label}（{}）", words::date(on, lang)),
                (Some(on), Lang::En) => format!("{label} ({})", words::date(on, lang)),
            }
        }
    }
}

/// A birthday has words of its own.
fn day_after(doc: &RuleDocument, after: &AfterFact, lang: Lang) -> String {
    let fact = words::fact(doc, &after.fact, lang);
    let years = after.plus.years;
    if words::is_birth_date(doc, &after.fact) && after.plus == Span::years(years) {
        return match lang {
            Lang::Zh => format!("满{years}周岁之日"),
            Lang::En => format!("the day one turns {years}"),
        };
    }
    let length = words::span(after.plus, lang);
    match lang {
        Lang::Zh => format!("{fact}后满{length}之日"),
        Lang::En => format!("{length} after {fact}"),
    }
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
        AmountUnit::Months => said("个月", " months"),
        AmountUnit::Years => said("年", " years"),
        AmountUnit::Count => said("", ""),
    };
    let bounds = [
        (test.at_least, said("不少于", "at least")),
        (test.less_than, said("少于", "less than")),
    ];
    let range = bounds.iter().filter_map(|(bound, word)| {
        let (number, unit) = ((*bound)?.plain(), unit.in_lang(lang));
        let word = word.in_lang(lang);
        Some(match lang {
            Lang::Zh => format!("{word}{number}{unit}"),
            Lang::En => format!("{word} {number}{unit}"),
        })
    });
    let range = range.collect::<Vec<_>>().join(BOTH.in_lang(lang));
    let sum = parts.join(PLUS.in_lang(lang));
    match (lang, parts.len()) {
        (Lang::Zh, 0 | 1) => format!("{sum}{range}"),
        (Lang::Zh, _) => format!("{sum}，合计{range}"),
        (Lang::En, 0 | 1) => format!("{sum}: {range}"),
        (Lang::En, _) => format!("{sum}: {range} together"),
    }
}

fn summand(doc: &RuleDocument, amount: &Amount, lang: Lang) -> String {
    match amount {
        Amount::Number(fact) => words::fact(doc, fact, lang),
        Amount::Between(span) => {
            let (since, until) = (day(doc, &span.since, lang), day(doc, &span.until, lang));
            match lang {
                Lang::Zh => format!("从{since}到{until}的整月数"),
                Lang::En => format!("the whole months from {since} to {until}"),
            }
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
    match lang {
        Lang::Zh => {
            format!("{rows}从{from}到{to}的累计月数（算到{until}，重叠的时间只算一次）")
        }
        Lang::En => {
            format!(
                "the months of {rows} from {from} to {to} (up to {until}, overlaps counted once)"
            )
        }
    }
}

fn count_of(doc: &RuleDocument, count: &RowsCount, lang: Lang) -> String {
    let rows = rows(doc, &count.rows, count.only.as_ref(), lang);
    let name = |key| {
        column(doc, &count.rows, key)
            .map_or("", |c| c.label.in_lang(lang))
            .to_owned()
    };
    let columns: Vec<String> = count.once_per.iter().map(name).collect();
    let once = words::listed(&columns, lang);
    match (lang, columns.is_empty()) {
        (Lang::Zh, true) => format!("{rows}的项数"),
        (Lang::Zh, false) => format!("{rows}的项数（同一{once}只算一次）"),
        (Lang::En, true) => format!("the number of {rows}"),
        (Lang::En, false) => format!("the number of {rows} (once for each {once})"),
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
    let options = words::either(labels, lang);
    let column = column.map_or(test.column.as_str(), |column| column.label.in_lang(lang));
    match lang {
        Lang::Zh => format!("{name}（{column}为{options}）"),
        Lang::En => format!("{name} ({column}: {options})"),
    }
}

fn column<'d>(doc: &'d RuleDocument, fact: &FactKey, key: &ColumnKey) -> Option<&'d RowColumn> {
    match &doc.fact(fact)?.kind {
        FactKind::Rows(kind) => kind.columns.iter().find(|column| column.key == *key),
        _ => None,
    }
}
