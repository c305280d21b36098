//! Papers, bonus, interview and total in sentences.

use super::super::derivation::explain::say_rounding;
use super::super::document::{
    Across, BonusPoints, BonusRule, BonusTarget, InterviewRule, Lang, NormalisationMethod,
    PassLine, PassMark, Ratio, Rounding, RuleDocument, ScorePart, Stack, TotalRule, TrimTie,
    WrittenRule,
};
use super::super::words;
use super::{joined, said, selection::source};
use crate::numbers::Points;

fn rounded(rounding: Option<Rounding>, lang: Lang) -> String {
    match rounding {
        None => String::new(),
        Some(rounding) => say_rounding(rounding, lang),
    }
}

pub(super) fn written(rule: &WrittenRule, lang: Lang) -> String {
    let count = rule.papers.len();
    let papers = rule.papers.iter().map(|paper| {
        let (name, full) = (paper.name.in_lang(lang), paper.full_mark.plain());
        let own = paper
            .pass_line
            .as_ref()
            .map(|line| pass_line(line, paper.full_mark, lang));
        let own = own
            .map(|line| said!(lang, "，合格线{line}", ", pass line {line}"))
            .unwrap_or_default();
        let missed = match paper.missed_is_nothing {
            true => said!(lang, "，缺考按零分", ", counts as nothing when missed"),
            false => String::new(),
        };
        let own = format!("{own}{missed}");
        if paper.weight == Ratio::ONE {
            said!(
                lang,
                "{name}（满分{full}{own}）",
                "{name} (full mark {full}{own})"
            )
        } else {
            let weight = paper.weight.as_percent();
            said!(
                lang,
                "{name}（满分{full}，×{weight}{own}）",
                "{name} (full mark {full}, × {weight}{own})"
            )
        }
    });
    let papers = papers
        .collect::<Vec<_>>()
        .join(if lang == Lang::Zh { "、" } else { ", " });
    let full = rule.full_mark.plain();
    let head = said!(
        lang,
        "笔试{count}张卷，满分{full}：{papers}",
        "{count} written paper(s), full mark {full}: {papers}"
    );
    joined(
        vec![head, pass_lines(&rule.pass_lines, rule.full_mark, lang)],
        lang,
    )
}

fn pass_lines(lines: &[PassLine], full: Points, lang: Lang) -> String {
    if lines.is_empty() {
        return said!(lang, "不设合格线", "no pass line");
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| pass_line(line, full, lang))
        .collect();
    let lines = lines.join(if lang == Lang::Zh {
        "，并且"
    } else {
        " and "
    });
    said!(lang, "合格线：{lines}", "pass line: {lines}")
}

fn pass_line(line: &PassLine, full: Points, lang: Lang) -> String {
    let mut said = pass_mark(&line.at, Some(full), lang);
    if !line.papers.is_empty() {
        let codes = line
            .papers
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>();
        let codes = codes.join(if lang == Lang::Zh { "、" } else { ", " });
        said = said!(lang, "{codes}合计{said}", "{codes} together {said}");
    }
    if line.strictly {
        said.push_str(&said!(lang, "，要高于这条线", ", must be above it"));
    }
    if line.with_bonus {
        said.push_str(&said!(lang, "，含加分", ", with the bonus"));
    }
    if let Some(ratio) = line.only_below.map(Ratio::plain) {
        said.push_str(&said!(
            lang,
            "，只在每个名额不足{ratio}人时用",
            ", only below {ratio} people for each place"
        ));
    }
    if let Some(ratio) = line.only_up_to.map(Ratio::plain) {
        said.push_str(&said!(
            lang,
            "，只在每个名额不超过{ratio}人时用",
            ", only with at most {ratio} people for each place"
        ));
    }
    said
}

/// A line as words; with the full mark also in points.
pub fn pass_mark(mark: &PassMark, full: Option<Points>, lang: Lang) -> String {
    match mark {
        PassMark::Points(points) => {
            let points = points.plain();
            said!(lang, "{points}分", "{points}")
        }
        PassMark::ShareOfFullMark(share) => {
            let percent = share.as_percent();
            let points = full
                .and_then(|full| share_of(full, *share))
                .map(|points| match lang {
                    Lang::Zh => format!("（{}）", points.plain()),
                    Lang::En => format!(" ({})", points.plain()),
                });
            let points = points.unwrap_or_default();
            said!(
                lang,
                "满分的{percent}{points}",
                "{percent} of the full mark{points}"
            )
        }
        PassMark::ShareOfMean(mean) => {
            let percent = mean.share.as_percent();
            let of = across(mean.across, lang);
            said!(
                lang,
                "{of}参加考试人员平均分的{percent}",
                "{percent} of the mean {of}"
            )
        }
        PassMark::RoomMean => said!(lang, "同考场平均分", "the mean of the room"),
        PassMark::SetLater => said!(lang, "考后划定", "set after the test"),
    }
}

/// Only where it comes out exactly.
fn share_of(full: Points, share: Ratio) -> Option<Points> {
    let product = full
        .raw()
        .checked_mul(i64::try_from(share.numerator()).ok()?)?;
    let denominator = i64::try_from(share.denominator()).ok()?;
    (product % denominator == 0).then(|| Points::from_raw(product / denominator))
}

pub(super) fn across(across: Across, lang: Lang) -> String {
    match across {
        Across::Post => said!(lang, "同岗位", "of the post"),
        Across::Pool => said!(lang, "同类别", "of the pool"),
        Across::Campaign => said!(lang, "全部", "of the whole recruitment"),
    }
}

pub(super) fn bonus(doc: &RuleDocument, rule: Option<&BonusRule>, lang: Lang) -> String {
    let Some(rule) = rule else {
        return said!(lang, "没有加分。", "There is no bonus.");
    };
    let items = rule.items.iter().map(|item| {
        let name = item.name.in_lang(lang);
        let points = match &item.points {
            BonusPoints::Fixed(points) => points.plain(),
            BonusPoints::ByLevel(_) => said!(lang, "按级别", "by level"),
            BonusPoints::PerUnit(_) => said!(lang, "按年限", "by time"),
            BonusPoints::ShareOfScore(share) => words::share_of_score(doc, share, lang),
            BonusPoints::Unstated => said!(lang, "没有写分值", "points not stated"),
        };
        let elsewhere = match rule.target_of(item) {
            target if target == rule.added_to => String::new(),
            target => {
                let target = target_said(target, lang);
                said!(lang, "（{target}）", " ({target})")
            }
        };
        format!("{name} {points}{elsewhere}")
    });
    let items = items
        .collect::<Vec<_>>()
        .join(if lang == Lang::Zh { "、" } else { ", " });
    let count = rule.items.len();
    let head = said!(lang, "{count}项加分：{items}", "{count} items: {items}");
    let stack = match rule.stack {
        Some(Stack::Highest) => said!(lang, "几项都符合的只加最高一项", "only the highest counts"),
        Some(Stack::Sum) => said!(lang, "几项都符合的相加", "items add up"),
        Some(Stack::Exclusive) => said!(lang, "只能选一项", "only one may be claimed"),
        None => said!(
            lang,
            "没有写几项能不能相加",
            "whether items add up is not stated"
        ),
    };
    let cap = rule.cap.map(|cap| cap.plain());
    let cap = cap
        .map(|cap| said!(lang, "最多加{cap}分", "at most {cap}"))
        .unwrap_or_default();
    let several = rule.targets().len() > 1;
    let apart = if several {
        said!(lang, "加在不同成绩上的分开算", "each score by itself")
    } else {
        String::new()
    };
    let target = target_said(rule.added_to, lang);
    joined(vec![head, stack, cap, target, apart], lang)
}

fn target_said(target: BonusTarget, lang: Lang) -> String {
    match target {
        BonusTarget::Written => said!(lang, "加在笔试成绩上", "added to the written score"),
        BonusTarget::Interview => said!(lang, "加在面试成绩上", "added to the interview score"),
        BonusTarget::Both => said!(lang, "笔试和面试都加", "added to both parts"),
        BonusTarget::Total => said!(lang, "加在总成绩上", "added to the total"),
    }
}

pub(super) fn interview(rule: &InterviewRule, lang: Lang) -> String {
    let full = rule.full_mark.plain();
    let panel = rule.panel;
    let head = match panel {
        Some(panel) => said!(
            lang,
            "面试满分{full}，{panel}名考官",
            "Interview of {full}, {panel} examiners"
        ),
        None => said!(lang, "面试满分{full}", "Interview of {full}"),
    };
    let elements = rule.elements.len();
    let elements = if elements == 0 {
        String::new()
    } else {
        said!(
            lang,
            "分{elements}个要素打分",
            "{elements} elements on the sheet"
        )
    };
    let mean = rounded(rule.mean, lang);
    let comma = if mean.is_empty() {
        ""
    } else if lang == Lang::Zh {
        "，"
    } else {
        ", "
    };
    let trim = match &rule.trim {
        None => said!(
            lang,
            "全部分数取平均{comma}{mean}",
            "the mean of all marks{comma}{mean}"
        ),
        Some(trim) => {
            let (high, low) = (trim.highest, trim.lowest);
            let tied = match trim.when_tied {
                TrimTie::DropOne => String::new(),
                TrimTie::DropAll => said!(lang, "（相同的一起去掉）", " (equal marks go together)"),
            };
            said!(
                lang,
                "去掉{high}个最高分、{low}个最低分{tied}取平均{comma}{mean}",
                "mean without the {high} highest and {low} lowest{tied}{comma}{mean}"
            )
        }
    };
    let corrected = match rule.normalisation.as_ref().map(|rule| rule.method) {
        None => String::new(),
        Some(NormalisationMethod::Multiply) => said!(
            lang,
            "考场之间用系数修正",
            "rooms corrected by a coefficient"
        ),
        Some(NormalisationMethod::Add) => said!(
            lang,
            "考场之间按平均分之差修正",
            "rooms corrected by difference"
        ),
    };
    joined(
        vec![
            head,
            elements,
            trim,
            corrected,
            pass_lines(&rule.pass_lines, rule.full_mark, lang),
        ],
        lang,
    )
}

pub(super) fn tests(doc: &RuleDocument, lang: Lang) -> String {
    if doc.tests.is_empty() {
        return said!(
            lang,
            "除笔试和面试外没有别的测试。",
            "No tests beside papers and interview."
        );
    }
    let tests = doc.tests.iter().map(|test| {
        let (name, full) = (test.name.in_lang(lang), test.full_mark.plain());
        match test.everybody {
            true => said!(
                lang,
                "{name}（满分{full}，人人都考）",
                "{name} (full mark {full}, for everybody)"
            ),
            false => said!(
                lang,
                "{name}（满分{full}，需要时才考）",
                "{name} (full mark {full}, only when needed)"
            ),
        }
    });
    joined(tests.collect(), lang)
}

pub(super) fn total(doc: &RuleDocument, rule: &TotalRule, lang: Lang) -> String {
    let formula = formula(doc, &rule.parts, lang);
    let rounding = say_rounding(rule.rounding, lang);
    let head = said!(
        lang,
        "总成绩＝{formula}，{rounding}",
        "Total = {formula}, {rounding}"
    );
    let tracks = rule.tracks.iter().map(|track| {
        let (name, formula) = (
            track.name.in_lang(lang),
            self::formula(doc, &track.parts, lang),
        );
        said!(lang, "{name}：{formula}", "{name}: {formula}")
    });
    let mut parts: Vec<String> = std::iter::once(head).chain(tracks).collect();
    if !rule.pass_lines.is_empty() {
        parts.push(pass_lines(&rule.pass_lines, rule.full_mark, lang));
    }
    if rule.across != Across::Post {
        let of = across(rule.across, lang);
        parts.push(said!(lang, "{of}的人排在一起", "one ranking {of}"));
    }
    joined(parts, lang)
}

fn formula(doc: &RuleDocument, parts: &[ScorePart], lang: Lang) -> String {
    let parts = parts.iter().map(|part| {
        let name = source(doc, &part.of, lang);
        let name = match part.divide_by {
            Some(divisor) => said!(lang, "{name}÷{divisor}", "{name} ÷ {divisor}"),
            None => name,
        };
        let weight = part.weight.as_percent();
        match (part.weight == Ratio::ONE, lang) {
            (true, _) => name,
            (false, Lang::Zh) => format!("{name}×{weight}"),
            (false, Lang::En) => format!("{name} × {weight}"),
        }
    });
    parts
        .collect::<Vec<_>>()
        .join(if lang == Lang::Zh { "＋" } else { " + " })
}
