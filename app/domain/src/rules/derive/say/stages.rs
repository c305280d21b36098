//! Words for marks, panels, rooms, events and lines.

use super::{both, digits};
use crate::numbers::{Fraction, Points};
use crate::rules::derive::{Compared, exact};
use crate::rules::document::RuleDocument;
use crate::rules::engine::OutBy;
use crate::rules::names::score_name;
use crate::rules::say::{self, Said, aside, inline, phrase, said, say, with_unit};
use crate::rules::score::Score;
use crate::rules::stages::say::ROOM_MEAN;
use crate::rules::stages::{CorrectionMethod, Event};
use crate::rules::{Bilingual, Lang};

const ON_PAPER: Said = said("卷面成绩", "Score on paper");
const MISSED_IS_ZERO: Said = said("缺考，按零分计", "absent: counts as nothing");
const ONE_MARK: Said = said("考官评分", "Panel's score");
const SUM_OF_ELEMENTS: Said = said("各要素之和", "Sum of the elements");
const CORRECTED: Said = said("修正后", "Corrected");
const GIVEN: Said = said("评定的分数", "Points given");
const POINTS_OF_STAGE: Said = said("合计", "Together");
const BEST: Said = said("以得分最高的一项计", "The event that gave most counts");
const ALL: Said = said(
    "各项都得分，计满分",
    "Every event gave points: the full mark",
);
const NOTHING: Said = said(
    "不是各项都得分，计0分",
    "Not every event gave points: nothing",
);

pub(crate) fn on_paper() -> Bilingual {
    ON_PAPER.text()
}

pub(crate) fn missed_is_zero() -> Bilingual {
    MISSED_IS_ZERO.text()
}

pub(crate) fn one_mark() -> Bilingual {
    ONE_MARK.text()
}

pub(crate) fn sum_of_elements() -> Bilingual {
    SUM_OF_ELEMENTS.text()
}

pub(crate) fn corrected() -> Bilingual {
    CORRECTED.text()
}

pub(crate) fn given() -> Bilingual {
    GIVEN.text()
}

pub(crate) fn points_of_stage() -> Bilingual {
    POINTS_OF_STAGE.text()
}

pub(crate) fn best_event() -> Bilingual {
    BEST.text()
}

pub(crate) fn all_or_nothing(all: bool) -> Bilingual {
    if all { ALL } else { NOTHING }.text()
}

/// Why a stage has no score.
pub(crate) fn no_score(stage: &Bilingual, by: OutBy) -> Bilingual {
    both(|lang| {
        let stage = inline(stage.in_lang(lang));
        match by {
            OutBy::Violation => say!(
                lang,
                "违纪，{stage}成绩无效",
                "Violation: the score of the {stage} is void"
            ),
            _ => say!(
                lang,
                "没有参加{stage}，没有成绩",
                "Absent from the {stage}: no score"
            ),
        }
    })
}

pub(crate) fn incomplete(stage: &Bilingual) -> Bilingual {
    both(|lang| {
        let stage = inline(stage.in_lang(lang));
        say!(
            lang,
            "{stage}成绩还没有录全",
            "The marks of the {stage} are not complete yet"
        )
    })
}

pub(crate) fn panel(examiners: usize) -> Bilingual {
    both(|lang| {
        say!(
            lang,
            "{examiners}位考官打分",
            "Marks of {examiners} examiners"
        )
    })
}

pub(crate) fn mean(highest: usize, lowest: usize, left: usize) -> Bilingual {
    both(|lang| match (highest, lowest) {
        (0, 0) => say!(lang, "{left}个评分的平均", "Mean of {left} marks"),
        (1, 1) => say!(
            lang,
            "去掉一个最高、一个最低，其余{left}个平均",
            "Mean of {left} marks without one highest and one lowest"
        ),
        _ => say!(
            lang,
            "去掉{highest}个最高、{lowest}个最低，其余{left}个平均",
            "Mean of {left} marks without {highest} highest and {lowest} lowest"
        ),
    })
}

fn room((room, sitting): &(String, Option<String>), lang: Lang) -> String {
    match sitting {
        None => say!(lang, "第{room}考场", "room {room}"),
        Some(sitting) => say!(
            lang,
            "第{room}考场第{sitting}场",
            "room {room}, sitting {sitting}"
        ),
    }
}

pub(crate) fn no_coefficient(name: &(String, Option<String>)) -> Bilingual {
    both(|lang| {
        let room = room(name, lang);
        say!(
            lang,
            "{room}没有修正系数，成绩不能比较",
            "There is no coefficient for {room}: scores cannot be compared"
        )
    })
}

pub(crate) fn coefficient(method: CorrectionMethod) -> Bilingual {
    both(|lang| match method {
        CorrectionMethod::Multiply => say!(lang, "考场修正系数", "Room coefficient"),
        CorrectionMethod::Add => say!(lang, "考场修正值", "Room correction"),
    })
}

/// The two means behind a coefficient.
pub(crate) fn means(
    method: CorrectionMethod,
    overall: Fraction,
    mean: Fraction,
    name: &(String, Option<String>),
) -> Bilingual {
    let (overall, mean) = (digits(overall), digits(mean));
    let sign = match method {
        CorrectionMethod::Multiply => "÷",
        CorrectionMethod::Add => "−",
    };
    both(|lang| {
        let room = room(name, lang);
        say!(
            lang,
            "全部考场平均{overall} {sign} {room}平均{mean}",
            "mean of all rooms {overall} {sign} mean of {room} {mean}"
        )
    })
}

pub(crate) fn mean_of_events(events: usize) -> Bilingual {
    both(|lang| say!(lang, "{events}项的平均", "Mean of {events} events"))
}

/// The figure that was measured, and its place where the points go by it.
pub(crate) fn measured(event: &Event, best: Points, place: Option<i128>) -> Bilingual {
    let best = best.plain();
    both(|lang| {
        let unit = event.unit.as_ref().map_or("", |unit| unit.in_lang(lang));
        let figure = with_unit(&best, unit, lang);
        let place = place.map(|own| say::place(own, lang));
        let place = place.map(|place| say!(lang, "本岗位{place}", "{place} of the post"));
        phrase([figure, place.unwrap_or_default()], lang)
    })
}

pub(crate) fn put_out(event: &Bilingual) -> Bilingual {
    both(|lang| {
        let event = event.in_lang(lang);
        say!(
            lang,
            "{event}没有达标，淘汰",
            "{event}: below what is needed, out"
        )
    })
}

/// A pass line by the figure that must reach it.
pub(crate) fn line(doc: &RuleDocument, on: &Score, of_room: bool) -> Bilingual {
    both(|lang| {
        let figure = score_name(doc, on, lang);
        let room = match of_room {
            true => aside(ROOM_MEAN.in_lang(lang), lang),
            false => String::new(),
        };
        say!(
            lang,
            "{figure}合格线{room}",
            "Pass line for the {figure}{room}"
        )
    })
}

/// The own figure beside a line, with as many decimals as tell the two apart.
pub(crate) fn compared(compared: Compared, line: Fraction) -> Bilingual {
    let figure = apart(compared.figure, line);
    both(|lang| match (compared.strictly, compared.reached) {
        (false, true) => say!(lang, "{figure}，达到", "{figure}, reached"),
        (false, false) => say!(lang, "{figure}，没有达到", "{figure}, not reached"),
        (true, true) => say!(lang, "{figure}，高于合格线", "{figure}, above it"),
        (true, false) => say!(lang, "{figure}，没有高于合格线", "{figure}, not above it"),
    })
}

/// The most decimals that anybody is shown.
const MOST_DECIMALS: usize = 20;

/// A figure that is not the line must not read like it: 59.9999 is not 60.00, nor the other way round.
fn apart(figure: Fraction, line: Fraction) -> String {
    let line_reads = |decimals| line.decimal(2, decimals).0;
    for decimals in 6..MOST_DECIMALS {
        let (digits, whole) = figure.decimal(2, decimals);
        if whole {
            return digits;
        }
        if exact::compare(figure, line).is_none() || digits != line_reads(decimals) {
            return format!("{digits}…");
        }
    }
    figure.decimal(2, MOST_DECIMALS).0
}
