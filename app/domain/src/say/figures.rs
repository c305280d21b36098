//! Figures with their units, days and roundings.

use super::{GAP, Said, said, say};
use crate::numbers::{Points, Rounding, RoundingMode};
use crate::text::Lang;
use crate::time::{Clock, Moment, Span};
use chrono::{Datelike, NaiveDate};

/// `1990年3月6日`, `6 March 1990`.
pub fn date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.format("%-d %B %Y").to_string(),
    }
}

pub(crate) fn moment(at: Moment, lang: Lang) -> String {
    format!(
        "{} {}",
        date(at.date, lang),
        clock(Clock { minute: at.minute })
    )
}

/// `08:30`.
pub(crate) fn clock(at: Clock) -> String {
    format!("{:02}:{:02}", at.minute / 60, at.minute % 60)
}

/// `3个名额`, `1 place`, `3 places`: the Chinese unit, the English one in the singular.
pub(crate) fn counted(n: impl Into<u64>, zh: &str, one: &str, lang: Lang) -> String {
    let n: u64 = n.into();
    match lang {
        Lang::Zh => format!("{n}{zh}"),
        Lang::En if n == 1 => format!("{n} {one}"),
        Lang::En => format!("{n} {one}s"),
    }
}

pub(crate) fn places(n: u32, lang: Lang) -> String {
    counted(n, "个名额", "place", lang)
}

pub(crate) fn people(n: u32, lang: Lang) -> String {
    match (lang, n) {
        (Lang::Zh, _) => format!("{n}人"),
        (Lang::En, 1) => "1 person".to_owned(),
        (Lang::En, _) => format!("{n} people"),
    }
}

/// `5分`, `1 point`, `0.5 points`.
pub(crate) fn points(points: Points, lang: Lang) -> String {
    let figure = points.plain();
    match lang {
        Lang::Zh => format!("{figure}分"),
        Lang::En if points == Points::whole(1) => "1 point".to_owned(),
        Lang::En => format!("{figure} points"),
    }
}

/// `3次`, `3 attempts`; the figure alone where nothing is said of what it counts.
pub(crate) fn with_unit(figure: &str, unit: &str, lang: Lang) -> String {
    match unit.is_empty() {
        true => figure.to_owned(),
        false => say!(lang, "{figure}{unit}", "{figure} {unit}"),
    }
}

/// `第3名`, `no. 3`: a place in a ranking.
pub(crate) fn place(place: impl std::fmt::Display, lang: Lang) -> String {
    say!(lang, "第{place}名", "no. {place}")
}

pub(crate) fn months(n: u16, lang: Lang) -> String {
    counted(n, "个月", "month", lang)
}

pub(crate) fn working_days(n: u16, lang: Lang) -> String {
    counted(n, "个工作日", "working day", lang)
}

/// `2年6个月`.
pub(crate) fn span(span: Span, lang: Lang) -> String {
    let parts = [
        (span.years, "年", "year"),
        (span.months, "个月", "month"),
        (span.days, "天", "day"),
    ];
    let none = parts.iter().all(|(n, ..)| *n == 0);
    let said = parts
        .iter()
        .filter(|(n, _, one)| *n > 0 || (none && *one == "day"));
    let said = said.map(|(n, zh, one)| counted(*n, zh, one, lang));
    said.collect::<Vec<_>>().join(GAP.in_lang(lang))
}

/// `四舍五入到两位小数`.
pub(crate) fn rounding(rounding: Rounding, lang: Lang) -> String {
    let decimals = rounding.decimals;
    let to = match lang {
        Lang::Zh => decimals_in_chinese(decimals),
        Lang::En => counted(decimals, "", "decimal", lang),
    };
    match rounding.mode {
        RoundingMode::HalfUp | RoundingMode::HalfEven => {
            let how = mode(rounding.mode, lang);
            say!(lang, "{how}到{to}", "{how} to {to}")
        }
        RoundingMode::Truncate => say!(lang, "保留{to}，不四舍五入", "cut off after {to}"),
        RoundingMode::Up => say!(lang, "进一法到{to}", "rounded up to {to}"),
    }
}

/// What is rounded, and how; nothing where it is kept exact.
pub(crate) fn decimals_rounded(what: &str, by: Option<Rounding>, lang: Lang) -> String {
    by.map_or_else(String::new, |by| {
        let how = rounding(by, lang);
        say!(lang, "{what}{how}", "{what} {how}")
    })
}

fn decimals_in_chinese(decimals: u8) -> String {
    match decimals {
        0 => "整数".to_owned(),
        1 => "一位小数".to_owned(),
        2 => "两位小数".to_owned(),
        3 => "三位小数".to_owned(),
        4 => "四位小数".to_owned(),
        more => format!("{more}位小数"),
    }
}

/// What happens with a broken number of people or places.
pub(crate) fn mode(mode: RoundingMode, lang: Lang) -> String {
    mode.said().in_lang(lang).to_owned()
}

impl RoundingMode {
    /// What it does with a broken number.
    pub(crate) const fn said(self) -> Said {
        match self {
            RoundingMode::HalfUp => said("四舍五入", "rounded half up"),
            RoundingMode::HalfEven => said("四舍六入五成双", "rounded half to even"),
            RoundingMode::Truncate => said("舍去零头", "rounded down"),
            RoundingMode::Up => said("有零头的进一", "rounded up"),
        }
    }
}
