//! A panel in sentences: examiners, trims, the mean, and how rooms are made comparable.

use crate::rules::lists::say::across;
use crate::rules::say::listed;
use crate::rules::say::{
    Said, aside, clauses, counted, decimals_rounded, past_full, phrase, quoted, said, say,
};
use crate::rules::stages::Element;
use crate::rules::stages::{
    Correction, CorrectionMethod, Lots, MeanTrim, Outliers, OverallMean, Panel, RoomUnit, Trim,
    TrimOver,
};
use crate::text::Lang;
use std::fmt::Display;

/// Clause by clause.
pub(super) fn panel(rule: &Panel, lang: Lang) -> Vec<String> {
    let full = rule.full.plain();
    let elements = elements(&rule.elements, lang);
    let elements = match elements.is_empty() {
        true => String::new(),
        false => say!(lang, "评分要素：{elements}", "elements: {elements}"),
    };
    let decimals = rule.mark_decimals.map(|n| {
        let most = counted(n, "位小数", "decimal", lang);
        match n {
            0 => say!(lang, "考官打整数分", "marks in whole points"),
            _ => say!(lang, "考官打分最多{most}", "marks with at most {most}"),
        }
    });
    let lots = rule.lots.map(|lots| match lots {
        Lots::System => say!(lang, "顺序由系统抽签", "the system draws the order"),
        Lots::DrawnOnTheDay => say!(lang, "顺序当天现场抽签", "lots are drawn on the day"),
    });
    let correction = rule.correction.as_ref().map(|rule| correction(rule, lang));
    vec![
        phrase(
            [
                say!(lang, "满分{full}", "full mark {full}"),
                examiners(rule, lang),
            ],
            lang,
        ),
        elements,
        decimals.unwrap_or_default(),
        mean(rule, lang),
        correction.unwrap_or_default(),
        lots.unwrap_or_default(),
    ]
}

fn examiners(rule: &Panel, lang: Lang) -> String {
    let number = rule
        .examiners
        .map(|n| counted(n, "名考官", "examiner", lang));
    let least = rule
        .least_examiners
        .map(|n| say!(lang, "最少{n}名", "at least {n}"));
    let chief = rule
        .chief
        .map(|n| say!(lang, "第{n}号是主考官", "number {n} is the chief"));
    let number = number.unwrap_or_else(|| {
        say!(
            lang,
            "没有写几名考官",
            "the number of examiners is not stated"
        )
    });
    phrase(
        [number, least.unwrap_or_default(), chief.unwrap_or_default()],
        lang,
    )
}

fn mean(rule: &Panel, lang: Lang) -> String {
    let usual = without(1, 1, lang);
    let trimmed = match &rule.trim {
        None => say!(
            lang,
            "没有写去分，{usual}",
            "the trim is not stated: {usual}"
        ),
        Some(Trim {
            highest: 0,
            lowest: 0,
            over,
        }) => {
            let over = trim_over(*over, lang);
            say!(lang, "不去分{over}", "all marks count{over}")
        }
        Some(trim) => {
            let trimmed = without(trim.highest, trim.lowest, lang);
            let over = trim_over(trim.over, lang);
            format!("{trimmed}{over}")
        }
    };
    let mean = say!(lang, "取平均", "the mean");
    let rounded = decimals_rounded("", rule.mean, lang);
    phrase([trimmed, mean, rounded.trim().to_owned()], lang)
}

fn without(highest: impl Display, lowest: impl Display, lang: Lang) -> String {
    say!(
        lang,
        "去掉{highest}个最高分、{lowest}个最低分",
        "without the {highest} highest and {lowest} lowest"
    )
}

fn trim_over(over: TrimOver, lang: Lang) -> String {
    let over = match over {
        TrimOver::Sheet => return String::new(),
        TrimOver::Element => say!(
            lang,
            "每个要素分别去掉再相加",
            "in each element by itself, then added up"
        ),
    };
    aside(&over, lang)
}

fn correction(rule: &Correction, lang: Lang) -> String {
    let overall = rule.overall.said().in_lang(lang);
    let room = match rule.unit {
        RoomUnit::Room => say!(lang, "本考场平均分", "room mean"),
        RoomUnit::RoomAndSitting => {
            say!(lang, "本考场本场次平均分", "mean of the room and sitting")
        }
    };
    let method = match rule.method {
        CorrectionMethod::Multiply => say!(
            lang,
            "考场修正：成绩×（{overall}÷{room}）",
            "rooms are corrected: score × ({overall} ÷ {room})"
        ),
        CorrectionMethod::Add => say!(
            lang,
            "考场修正：成绩＋（{overall}－{room}）",
            "rooms are corrected: score + ({overall} − {room})"
        ),
    };
    let among = across(rule.across, lang);
    let cap = match rule.cap {
        None => say!(
            lang,
            "没有写修正后能不能超过满分",
            "whether it may pass the full mark is not stated"
        ),
        Some(capped) => past_full(!capped, lang),
    };
    clauses(
        [
            method,
            say!(lang, "在{among}的人中比较", "among the people {among}"),
            left_out(rule, lang),
            roundings(rule, lang),
            cap,
            quoted(rule.clause.as_ref(), lang),
        ],
        lang,
    )
}

impl OverallMean {
    /// With what a room is compared.
    pub(crate) const fn said(self) -> Said {
        match self {
            OverallMean::OfPeople => said("全体平均分", "mean of all people"),
            OverallMean::OfRooms => said("各考场平均分的平均", "mean of the room means"),
        }
    }
}

fn roundings(rule: &Correction, lang: Lang) -> String {
    let means = say!(lang, "平均分", "means");
    let coefficient = match rule.method {
        CorrectionMethod::Multiply => say!(lang, "系数", "the coefficient"),
        CorrectionMethod::Add => say!(lang, "差", "the difference"),
    };
    let corrected = say!(lang, "修正后", "the corrected score");
    phrase(
        [
            decimals_rounded(&means, rule.mean, lang),
            decimals_rounded(&coefficient, rule.coefficient, lang),
            decimals_rounded(&corrected, Some(rule.corrected), lang),
        ],
        lang,
    )
}

/// Scores that do not count for a mean.
fn left_out(rule: &Correction, lang: Lang) -> String {
    let trim = |trim: MeanTrim| without(trim.highest, trim.lowest, lang);
    let overall = rule.overall_trim.map(trim);
    let overall = overall.map(|trim| say!(lang, "全体平均分{trim}", "mean of all {trim}"));
    let room = rule.room_trim.map(trim);
    let room = room.map(|trim| say!(lang, "各考场平均分{trim}", "room means {trim}"));
    let abnormal = rule.outliers.as_ref().map(|own| outliers(own, lang));
    phrase([abnormal, overall, room].into_iter().flatten(), lang)
}

fn outliers(rule: &Outliers, lang: Lang) -> String {
    match rule {
        Outliers::FartherThan(points) => {
            let points = points.plain();
            say!(
                lang,
                "与考场平均分相差超过{points}分的不算进平均",
                "scores further than {points} from the room's mean do not count for means"
            )
        }
        Outliers::Outside(bounds) => {
            let (below, above) = (bounds.below.plain(), bounds.above.plain());
            say!(
                lang,
                "低于{below}或高于{above}的不算进平均",
                "scores below {below} or above {above} do not count for means"
            )
        }
        Outliers::Undefined => say!(
            lang,
            "公告说去掉异常分，没有写什么算异常",
            "the notice leaves out abnormal scores without saying which"
        ),
    }
}

/// The elements of a sheet or the questions of a paper, with their full marks.
pub(super) fn elements(elements: &[Element], lang: Lang) -> String {
    let one = |element: &Element| {
        let (name, full) = (element.name.in_lang(lang), element.full.plain());
        say!(lang, "{name}{full}分", "{name} {full}")
    };
    listed(elements.iter().map(one), lang)
}
