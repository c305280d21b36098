//! Small words in both languages: dates, lists, areas, values. Every sentence of the rules is made with these.

use super::derivation::source_name;
use super::document::{
    AreaCode, AreaLevel, DateBound, ELSEWHERE, FactDef, FactKey, FactValue, Lang, Moment,
    OptionCode, PartialDate, PostCode, RuleDocument, ScoreShare, Span,
};
use chrono::{Datelike, NaiveDate};

/// `1990年3月6日`, `6 March 1990`.
pub fn date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.format("%-d %B %Y").to_string(),
    }
}

pub fn moment(at: Moment, lang: Lang) -> String {
    format!(
        "{} {:02}:{:02}",
        date(at.date, lang),
        at.minute / 60,
        at.minute % 60
    )
}

fn partial_date(on: PartialDate, lang: Lang) -> String {
    match (on, lang) {
        (PartialDate::Day(day), _) => date(day, lang),
        (PartialDate::Month { year, month }, Lang::Zh) => format!("{year}年{month}月"),
        (PartialDate::Month { .. }, Lang::En) => on.first_day().format("%B %Y").to_string(),
        (PartialDate::Year(year), Lang::Zh) => format!("{year}年"),
        (PartialDate::Year(year), Lang::En) => year.to_string(),
    }
}

/// The bound with its inclusive flag said out loud: `1990年3月6日（含当日）`.
fn bound(bound: DateBound, lang: Lang) -> String {
    let on = partial_date(bound.on, lang);
    let unit = match bound.on {
        PartialDate::Day(_) => ("日", "day"),
        PartialDate::Month { .. } => ("月", "month"),
        PartialDate::Year(_) => ("年", "year"),
    };
    match (lang, bound.inclusive) {
        (Lang::Zh, true) => format!("{on}（含当{}）", unit.0),
        (Lang::Zh, false) => format!("{on}（不含当{}）", unit.0),
        (Lang::En, true) => format!("{on} (that {} included)", unit.1),
        (Lang::En, false) => format!("{on} (that {} not included)", unit.1),
    }
}

/// A window of days: `1989年8月12日（含当日）至2007年8月12日（含当日）`.
pub fn window(from: Option<DateBound>, until: Option<DateBound>, lang: Lang) -> String {
    match (from, until, lang) {
        (Some(from), Some(until), Lang::Zh) => {
            format!("{}至{}", bound(from, lang), bound(until, lang))
        }
        (Some(from), Some(until), Lang::En) => {
            format!("from {} to {}", bound(from, lang), bound(until, lang))
        }
        (Some(from), None, Lang::Zh) => format!("{}以后", bound(from, lang)),
        (Some(from), None, Lang::En) => format!("from {} on", bound(from, lang)),
        (None, Some(until), Lang::Zh) => format!("{}以前", bound(until, lang)),
        (None, Some(until), Lang::En) => format!("until {}", bound(until, lang)),
        (None, None, Lang::Zh) => "任何一天".to_owned(),
        (None, None, Lang::En) => "on any day".to_owned(),
    }
}

pub fn span(span: Span, lang: Lang) -> String {
    let parts = [
        (span.years, "年", "year"),
        (span.months, "个月", "month"),
        (span.days, "天", "day"),
    ];
    let said = parts
        .iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, zh, en)| match lang {
            Lang::Zh => format!("{n}{zh}"),
            Lang::En => format!("{n} {en}{}", if *n == 1 { "" } else { "s" }),
        });
    said.collect::<Vec<_>>()
        .join(if lang == Lang::Zh { "" } else { " " })
}

/// `甲、乙或丙`; `a, b or c`.
pub fn either(items: &[String], lang: Lang) -> String {
    let (comma, or) = if lang == Lang::Zh {
        ("、", "或")
    } else {
        (", ", " or ")
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{or}{last}", first.join(comma)),
    }
}

pub fn area(doc: &RuleDocument, code: &AreaCode, lang: Lang) -> String {
    if code.as_str() == ELSEWHERE {
        return if lang == Lang::Zh {
            "其他地区".to_owned()
        } else {
            "elsewhere".to_owned()
        };
    }
    doc.area(code).map_or_else(
        || code.to_string(),
        |area| area.name.in_lang(lang).to_owned(),
    )
}

pub fn level(level: AreaLevel, lang: Lang) -> &'static str {
    match (level, lang) {
        (AreaLevel::Province, Lang::Zh) => "省",
        (AreaLevel::City, Lang::Zh) => "市",
        (AreaLevel::County, Lang::Zh) => "区县",
        (AreaLevel::Street, Lang::Zh) => "街道",
        (AreaLevel::Community, Lang::Zh) => "社区",
        (AreaLevel::Province, Lang::En) => "province",
        (AreaLevel::City, Lang::En) => "city",
        (AreaLevel::County, Lang::En) => "district",
        (AreaLevel::Street, Lang::En) => "street",
        (AreaLevel::Community, Lang::En) => "community",
    }
}

pub fn post(doc: &RuleDocument, code: &PostCode, lang: Lang) -> String {
    doc.post(code).map_or_else(
        || code.to_string(),
        |post| post.name.in_lang(lang).to_owned(),
    )
}

pub fn fact(doc: &RuleDocument, key: &FactKey, lang: Lang) -> String {
    doc.fact(key)
        .map_or_else(|| key.to_string(), |def| def.label.in_lang(lang).to_owned())
}

/// `笔试成绩的5%`, `5% of the written score`.
pub fn share_of_score(doc: &RuleDocument, share: &ScoreShare, lang: Lang) -> String {
    let (name, percent) = (
        source_name(doc, &share.of.source(), lang),
        share.share.as_percent(),
    );
    match lang {
        Lang::Zh => format!("{name}的{percent}"),
        Lang::En => format!("{percent} of the {name}"),
    }
}

/// A person's answer, as they would read it.
pub fn value(doc: &RuleDocument, def: Option<&FactDef>, value: &FactValue, lang: Lang) -> String {
    let label = |code: &OptionCode| {
        def.map_or_else(
            || code.to_string(),
            |def| def.option_label(code, lang).to_owned(),
        )
    };
    match value {
        FactValue::YesNo(yes) => match (yes, lang) {
            (true, Lang::Zh) => "是".to_owned(),
            (false, Lang::Zh) => "否".to_owned(),
            (true, Lang::En) => "yes".to_owned(),
            (false, Lang::En) => "no".to_owned(),
        },
        FactValue::Number(number) => number.plain(),
        FactValue::Date(day) => date(*day, lang),
        FactValue::Choice(code) => label(code),
        FactValue::Choices(codes) if codes.is_empty() => none(lang),
        FactValue::Choices(codes) => {
            let labels: Vec<_> = codes.iter().map(label).collect();
            labels.join(if lang == Lang::Zh { "、" } else { ", " })
        }
        FactValue::Area(code) => area(doc, code, lang),
        FactValue::Text(text) => text.clone(),
        FactValue::DoesNotApply => none(lang),
    }
}

fn none(lang: Lang) -> String {
    if lang == Lang::Zh {
        "无".to_owned()
    } else {
        "none".to_owned()
    }
}
