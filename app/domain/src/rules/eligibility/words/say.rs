//! Dates, lengths of time, lists, areas and values, as people read them.

use crate::numbers::Points;
use crate::rules::codes::{AreaCode, FactKey, OptionCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::areas::area_of;
use crate::rules::eligibility::{
    AreaLevel, BIRTH_DATE, ELSEWHERE, FactKind, FactValue, Means, RowsKind,
};
use crate::rules::say::{
    NO, Said, YES, clauses, date, joined, listed, phrase, said, say, with_unit,
};
use crate::text::Lang;
use crate::time::{DateBound, PartialDate};
use std::collections::BTreeMap;

const NONE: Said = said("无", "none");
const OTHER_AREA: Said = said("其他地区", "elsewhere");
const ANY_DAY: Said = said("任何一天", "on any day");

fn partial_date(on: PartialDate, lang: Lang) -> String {
    match on {
        PartialDate::Day(day) => date(day, lang),
        PartialDate::Month { year, month } => {
            let named = on.first_day().format("%B %Y");
            say!(lang, "{year}年{month}月", "{named}")
        }
        PartialDate::Year(year) => say!(lang, "{year}年", "{year}"),
    }
}

/// The bound with its inclusive flag said out loud.
fn bound(bound: DateBound, lang: Lang) -> String {
    let on = partial_date(bound.on, lang);
    let unit = match bound.on {
        PartialDate::Day(_) => said("日", "day"),
        PartialDate::Month { .. } => said("月", "month"),
        PartialDate::Year(_) => said("年", "year"),
    };
    let unit = unit.in_lang(lang);
    match bound.inclusive {
        true => say!(lang, "{on}（含当{unit}）", "{on} (that {unit} included)"),
        false => say!(
            lang,
            "{on}（不含当{unit}）",
            "{on} (that {unit} not included)"
        ),
    }
}

/// A window of days.
pub(crate) fn window(from: Option<DateBound>, until: Option<DateBound>, lang: Lang) -> String {
    let said = |own: Option<DateBound>| own.map(|own| bound(own, lang));
    match (said(from), said(until)) {
        (Some(from), Some(until)) => say!(lang, "{from}至{until}", "from {from} to {until}"),
        (Some(from), None) => say!(lang, "{from}以后", "from {from} on"),
        (None, Some(until)) => say!(lang, "{until}以前", "until {until}"),
        (None, None) => ANY_DAY.in_lang(lang).to_owned(),
    }
}

pub(crate) fn area(doc: &RuleDocument, code: &AreaCode, lang: Lang) -> String {
    if code.as_str() == ELSEWHERE {
        return OTHER_AREA.in_lang(lang).to_owned();
    }
    let name = area_of(doc, code).map(|area| area.name.in_lang(lang));
    name.unwrap_or(code.as_str()).to_owned()
}

pub(crate) fn level(level: AreaLevel, lang: Lang) -> &'static str {
    level.said().in_lang(lang)
}

impl AreaLevel {
    pub(crate) const fn said(self) -> Said {
        match self {
            AreaLevel::Province => said("省", "province"),
            AreaLevel::City => said("市", "city"),
            AreaLevel::County => said("区县", "district"),
            AreaLevel::Street => said("街道", "street"),
            AreaLevel::Community => said("社区", "community"),
        }
    }
}

/// Whether a fact is the date of birth, whatever its key.
pub(crate) fn is_birth_date(doc: &RuleDocument, key: &FactKey) -> bool {
    let means = doc.fact(key).and_then(|def| def.means.as_ref());
    match means {
        Some(means) => *means == Means::BirthDate,
        None => key.as_str() == BIRTH_DATE,
    }
}

/// The words of an option; its code where the question does not list it.
pub(crate) fn option(kind: Option<&FactKind>, code: &OptionCode, lang: Lang) -> String {
    let options = kind.map_or(&[][..], FactKind::options);
    let label = options.iter().find(|option| option.code == *code);
    label
        .map_or(code.as_str(), |option| option.label.in_lang(lang))
        .to_owned()
}

/// A person's answer, as they would read it.
pub(crate) fn value(
    doc: &RuleDocument,
    kind: Option<&FactKind>,
    value: &FactValue,
    lang: Lang,
) -> String {
    let none = || NONE.in_lang(lang).to_owned();
    match value {
        FactValue::YesNo(yes) => (if *yes { YES } else { NO }).in_lang(lang).to_owned(),
        FactValue::Number(number) => number.plain(),
        FactValue::Date(day) => date(*day, lang),
        FactValue::Choice(code) => option(kind, code, lang),
        FactValue::Choices(codes) if codes.is_empty() => none(),
        FactValue::Choices(codes) => {
            let labels: Vec<_> = codes.iter().map(|code| option(kind, code, lang)).collect();
            listed(&labels, lang)
        }
        FactValue::Area(code) => area(doc, code, lang),
        FactValue::Text(text) => text.clone(),
        FactValue::Rows(rows) if rows.is_empty() => none(),
        FactValue::Rows(rows) => match kind {
            Some(FactKind::Rows(kind)) => said_rows(doc, kind, rows, lang),
            _ => rows.len().to_string(),
        },
        FactValue::DoesNotApply => none(),
    }
}

/// Each row with its columns in the order of the form.
fn said_rows(
    doc: &RuleDocument,
    kind: &RowsKind,
    rows: &[BTreeMap<crate::rules::codes::ColumnKey, FactValue>],
    lang: Lang,
) -> String {
    let said = rows.iter().map(|row| {
        let cells = kind.columns.iter().filter_map(|column| {
            let said = value(doc, Some(&column.kind), row.get(&column.key)?, lang);
            Some(format!("{} {said}", column.label.in_lang(lang)))
        });
        phrase(cells, lang)
    });
    clauses(said, lang)
}

pub(in crate::rules::eligibility) const AT_LEAST: Said = said("不少于", "at least");
pub(in crate::rules::eligibility) const LESS_THAN: Said = said("少于", "less than");

/// Bounds that hold together.
pub(in crate::rules::eligibility) fn both(
    bounds: impl IntoIterator<Item = String>,
    lang: Lang,
) -> String {
    joined(bounds, said("且", " and "), lang)
}

pub(in crate::rules::eligibility) fn in_range(
    bounds: &[(Option<Points>, Said)],
    unit: &str,
    lang: Lang,
) -> String {
    let said = bounds.iter().filter_map(|(bound, word)| {
        let (number, word) = ((*bound)?.plain(), word.in_lang(lang));
        let number = with_unit(&number, unit, lang);
        Some(say!(lang, "{word}{number}", "{word} {number}"))
    });
    both(said, lang)
}
