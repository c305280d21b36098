//! Papers, interview, normalisation, total: weights, lines, precision.

use super::super::document::{
    DecisionMatter, InterviewRule, NormalisationRule, Outliers, PassLine, PassMark, RuleDocument,
    ScorePart, ScoreSource, SelectionRules, TotalRule, TrimOver, WrittenRule,
};
use super::super::run::Fraction;
use super::conditions::known;
use super::{LintCode, Report, selection};
use crate::numbers::Points;

pub(super) fn check(doc: &RuleDocument, place: &str, rules: &SelectionRules, report: &mut Report) {
    if let Some(rule) = &rules.written {
        written(doc, &format!("{place}/written"), rule, report);
    }
    if let Some(rule) = &rules.interview {
        interview(doc, &format!("{place}/interview"), rule, report);
    }
    if let Some(rule) = &rules.total {
        total(doc, &format!("{place}/total"), rule, rules, report);
    }
}

/// A weight such as a third: its products have no last decimal.
fn endless(rule: &WrittenRule) -> bool {
    let ends = |mut below: u64| {
        for factor in [2, 5] {
            while below > 0 && below.is_multiple_of(factor) {
                below /= factor;
            }
        }
        below == 1
    };
    let mut papers = rule.papers.iter();
    rule.each_product.is_none() && papers.any(|paper| !ends(paper.weight.denominator()))
}

fn written(doc: &RuleDocument, place: &str, rule: &WrittenRule, report: &mut Report) {
    if rule.papers.is_empty() {
        report.blocks(
            LintCode::NoPapers,
            place,
            "笔试没有科目。",
            "The written test has no papers.",
        );
        return;
    }
    super::references::once(
        place,
        rule.papers.iter().map(|paper| paper.code.as_str()),
        report,
    );
    let reach = rule.papers.iter().try_fold(Fraction::ZERO, |sum, paper| {
        sum.plus(Fraction::of_points(paper.full_mark).times(Fraction::of_ratio(paper.weight))?)
    });
    if reach != Some(Fraction::of_points(rule.full_mark)) {
        let sum = reach.map_or_else(String::new, |reach| reach.decimal(0, 4).0);
        let zh = format!(
            "各科满分乘权重加起来是{sum}分，和笔试满分{}分不一致。",
            rule.full_mark
        );
        let en = format!(
            "Papers times weights reach {sum}, not the written full mark of {}.",
            rule.full_mark
        );
        report.blocks(LintCode::FullMarkSum, place, zh, en);
    }
    if rule.rounding.is_none() && endless(rule) && !rule.pass_lines.is_empty() {
        let zh = "权重除不尽，笔试成绩又没有写保留几位小数：离合格线差不到万分之一分的，看起来像到了线。";
        let en = "These weights have no end and the written score no decimals: a score may look as if it reached a line that it misses.";
        report.warns(LintCode::PrecisionNotStated, place, zh, en);
    }
    let none =
        rule.pass_lines.is_empty() && rule.papers.iter().all(|paper| paper.pass_line.is_none());
    if none {
        let zh = "没有写笔试合格线；按默认规则，不设合格线。";
        report.warns(
            LintCode::PassLineNotStated,
            place,
            zh,
            "No written pass line is stated; by default there is none.",
        );
    }
    for line in &rule.pass_lines {
        not_here(place, line, true, report);
        let named = rule
            .papers
            .iter()
            .filter(|paper| line.papers.contains(&paper.code));
        let together = named
            .map(|paper| paper.full_mark.raw())
            .fold(0, i64::saturating_add);
        for code in &line.papers {
            known(
                rule.papers.iter().any(|paper| paper.code == *code),
                place,
                code.as_str(),
                report,
            );
        }
        pass_line(
            doc,
            place,
            line,
            if line.papers.is_empty() {
                rule.full_mark
            } else {
                Points::from_raw(together)
            },
            |matter| matches!(matter, DecisionMatter::WrittenPassLine(_)),
            report,
        );
    }
    for paper in &rule.papers {
        if let Some(line) = &paper.pass_line {
            not_here(place, line, true, report);
            not_here(place, line, false, report);
            pass_line(
                doc,
                place,
                line,
                paper.full_mark,
                |matter| matches!(matter, DecisionMatter::WrittenPassLine(_)),
                report,
            );
        }
    }
}

/// What a line says that its score does not have.
fn not_here(place: &str, line: &PassLine, written: bool, report: &mut Report) {
    if !written && !line.papers.is_empty() {
        let zh = "几科合计的合格线只能写在笔试里。";
        let en = "A line on several papers together belongs to the written test.";
        report.blocks(LintCode::NotHere, place, zh, en);
    }
    if written && line.at == PassMark::RoomMean {
        let zh = "“同考场平均分”只能用作面试的合格线。";
        report.blocks(
            LintCode::NotHere,
            place,
            zh,
            "The mean of a room can only be a line of the interview.",
        );
    }
}

fn pass_line(
    doc: &RuleDocument,
    place: &str,
    line: &PassLine,
    full_mark: Points,
    settles: fn(&DecisionMatter) -> bool,
    report: &mut Report,
) {
    match &line.at {
        PassMark::Points(points) if *points > full_mark && !line.with_bonus => {
            let zh = format!("合格线{points}分超过了满分{full_mark}分。");
            let en = format!("The pass line {points} is above the full mark {full_mark}.");
            report.blocks(LintCode::PassLineAboveFullMark, place, zh, en);
        }
        PassMark::SetLater => {
            let decided = doc
                .decisions
                .iter()
                .any(|decision| settles(&decision.settles));
            if !decided {
                let zh = "合格线写的是“考后划定”：请写明由谁、什么时候、按什么划定；划定后作为决定记录进规则。";
                let en = "The pass line is set after the test: say by whom, when and how, and record the decision.";
                report.blocks(LintCode::PassLineSetLater, place, zh, en);
            }
        }
        _ => {}
    }
}

fn interview(doc: &RuleDocument, place: &str, rule: &InterviewRule, report: &mut Report) {
    if let Some(panel) = rule.panel {
        if panel % 2 == 0 {
            let zh = format!("考官组{panel}人是双数；通常是单数，至少5人。");
            report.warns(
                LintCode::EvenPanel,
                place,
                zh,
                format!("A panel of {panel} is even; panels are usually odd."),
            );
        }
        let dropped = rule
            .trim
            .as_ref()
            .map_or(0, |trim| u16::from(trim.highest) + u16::from(trim.lowest));
        if dropped >= u16::from(panel) {
            let zh = format!("考官{panel}人，去掉{dropped}个评分后就没有了。");
            report.blocks(
                LintCode::TrimsEverything,
                place,
                zh,
                format!("Of {panel} marks {dropped} are dropped."),
            );
        }
    }
    if !rule.elements.is_empty() {
        let sum = rule
            .elements
            .iter()
            .map(|element| element.full_mark.raw())
            .fold(0, i64::saturating_add);
        if sum != rule.full_mark.raw() {
            let sum = Points::from_raw(sum);
            let zh = format!(
                "各要素满分加起来是{sum}分，和面试满分{}分不一致。",
                rule.full_mark
            );
            let en = format!(
                "The elements add up to {sum}, not to the full mark {}.",
                rule.full_mark
            );
            report.blocks(LintCode::ElementSum, place, zh, en);
        }
    }
    if rule.elements.is_empty()
        && rule
            .trim
            .as_ref()
            .is_some_and(|trim| trim.over == TrimOver::EachElement)
    {
        let zh = "要求按要素去掉最高最低，却没有列出要素。";
        report.blocks(
            LintCode::ElementsMissing,
            place,
            zh,
            "Elements are trimmed one by one, but none are listed.",
        );
    }
    for line in &rule.pass_lines {
        not_here(place, line, false, report);
        pass_line(
            doc,
            place,
            line,
            rule.full_mark,
            |matter| matches!(matter, DecisionMatter::InterviewPassLine(_)),
            report,
        );
    }
    if let Some(rule) = &rule.normalisation {
        normalisation(&format!("{place}/normalisation"), rule, report);
    }
    decimals(
        place,
        rule.mean.map(|rounding| rounding.decimals),
        4,
        report,
    );
}

fn normalisation(place: &str, rule: &NormalisationRule, report: &mut Report) {
    if rule.outliers == Some(Outliers::Undefined) {
        let zh = "“异常值”没有定义：请写明离平均多少分以上算异常，或者写明分数范围。";
        let en = "\"Abnormal values\" is not defined: say how far from the mean, or outside which bounds.";
        report.blocks(LintCode::OutliersUndefined, place, zh, en);
    }
    if rule.cap_at_full_mark.is_none() {
        let zh = "修正后的成绩可能超过满分：请写明超过时是否按满分计。";
        let en = "A corrected score can pass the full mark: say whether it is held down.";
        report.blocks(LintCode::CapNotStated, place, zh, en);
    }
    if rule.mean.is_none() || rule.coefficient.is_none() {
        let zh =
            "没有写平均分或修正系数保留几位小数；现在按不舍入计算，和按小数位计算的结果可能不同。";
        let en = "The decimals of means or coefficients are not stated; they are kept exact, which can change results.";
        report.warns(LintCode::PrecisionNotStated, place, zh, en);
    }
    decimals(place, Some(rule.corrected.decimals), 4, report);
    decimals(
        place,
        rule.mean.map(|rounding| rounding.decimals),
        9,
        report,
    );
    decimals(
        place,
        rule.coefficient.map(|rounding| rounding.decimals),
        9,
        report,
    );
}

pub(super) fn decimals(place: &str, decimals: Option<u8>, most: u8, report: &mut Report) {
    if let Some(decimals) = decimals.filter(|decimals| *decimals > most) {
        let zh = format!("保留{decimals}位小数太多，最多{most}位。");
        report.blocks(
            LintCode::TooManyDecimals,
            place,
            zh,
            format!("{decimals} decimals are too many; at most {most}."),
        );
    }
}

fn total(
    doc: &RuleDocument,
    place: &str,
    rule: &TotalRule,
    rules: &SelectionRules,
    report: &mut Report,
) {
    selection::sources(doc, place, &rule.parts, report);
    decimals(place, Some(rule.rounding.decimals), 4, report);
    if rule.rounding.decimals == 0 {
        let zh = "总成绩只保留整数，同分会很多。";
        report.warns(
            LintCode::CoarseRounding,
            place,
            zh,
            "Totals without decimals will tie often.",
        );
    }
    if rule.parts.iter().any(|part| part.of == ScoreSource::Total) || rule.parts.is_empty() {
        let zh = "总成绩由哪几部分合成没有写清。";
        report.blocks(
            LintCode::WeightSum,
            place,
            zh,
            "It is not said what the total is made of.",
        );
    }
    for parts in std::iter::once(&rule.parts).chain(rule.tracks.iter().map(|track| &track.parts)) {
        let reach = parts.iter().try_fold(Fraction::ZERO, |sum, part| {
            sum.plus(weighted(part, full_mark(doc, rules, &part.of)?)?)
        });
        if reach.is_some_and(|reach| reach != Fraction::of_points(rule.full_mark)) {
            let sum = reach.map_or_else(String::new, |reach| reach.decimal(0, 4).0);
            let zh = format!(
                "各部分满分乘权重加起来是{sum}分，和总成绩满分{}分不一致。",
                rule.full_mark
            );
            let en = format!(
                "The parts reach {sum}, not the full mark of the total, {}.",
                rule.full_mark
            );
            report.blocks(LintCode::WeightSum, place, zh, en);
        }
    }
    for line in &rule.pass_lines {
        not_here(place, line, true, report);
        not_here(place, line, false, report);
        pass_line(
            doc,
            place,
            line,
            rule.full_mark,
            |matter| matches!(matter, DecisionMatter::TotalPassLine(_)),
            report,
        );
    }
}

fn weighted(part: &ScorePart, full_mark: Points) -> Option<Fraction> {
    let whole = Fraction::of_points(full_mark).times(Fraction::of_ratio(part.weight))?;
    match part.divide_by {
        None => Some(whole),
        Some(by) if by.numerator() > 0 => whole.times(Fraction::new(
            by.denominator().into(),
            by.numerator().into(),
        )),
        Some(_) => None,
    }
}

/// The full mark of a source, by this section or else the common one.
fn full_mark(doc: &RuleDocument, rules: &SelectionRules, of: &ScoreSource) -> Option<Points> {
    let hundred = Points::whole(100);
    let written = rules.written.as_ref().or(doc.rules.written.as_ref());
    let interview = rules.interview.as_ref().or(doc.rules.interview.as_ref());
    match of {
        ScoreSource::Written | ScoreSource::WrittenBeforeBonus => {
            Some(written.map_or(hundred, |rule| rule.full_mark))
        }
        ScoreSource::Interview | ScoreSource::InterviewBeforeCorrection => {
            Some(interview.map_or(hundred, |rule| rule.full_mark))
        }
        ScoreSource::Paper(code) => written?
            .papers
            .iter()
            .find(|paper| paper.code == *code)
            .map(|paper| paper.full_mark),
        ScoreSource::Test(code) => doc
            .tests
            .iter()
            .find(|test| test.code == *code)
            .map(|test| test.full_mark),
        ScoreSource::Total => None,
    }
}
