//! Papers and points in sentences.

use super::bands::event;
use super::panel::elements;
use super::panel::panel;
use crate::numbers::Ratio;
use crate::rules::RuleDocument;
use crate::rules::say::{aside, clauses, counted, decimals_rounded, listed, phrase, say};
use crate::rules::stages::{Combine, Missed, Paper, Papers, PointsScoring, Scoring};
use crate::text::Lang;

/// What is scored, clause by clause.
pub(super) fn scoring(doc: &RuleDocument, scoring: &Scoring, lang: Lang) -> String {
    clauses(
        match scoring {
            Scoring::Papers(own) => papers(own, lang),
            Scoring::Panel(own) => panel(own, lang),
            Scoring::Points(own) => points(doc, own, lang),
        },
        lang,
    )
}

fn papers(rule: &Papers, lang: Lang) -> Vec<String> {
    let full = rule.full.plain();
    let count = counted(rule.papers.len() as u64, "张卷", "paper", lang);
    let papers = listed(rule.papers.iter().map(|own| paper(own, lang)), lang);
    let missed = match rule.missed {
        None => say!(
            lang,
            "没有写缺考一科，算整场缺考",
            "missing one paper is not stated: absent from all"
        ),
        Some(Missed::Absent) => say!(
            lang,
            "缺考一科算整场缺考",
            "who misses one paper is absent from all"
        ),
        Some(Missed::Zero) => say!(lang, "缺考的一科按零分", "a missed paper counts as zero"),
    };
    let mark = say!(lang, "每科先", "each mark");
    let product = say!(lang, "每科乘以权重后", "each weighted mark");
    let sum = say!(lang, "合计", "the sum");
    vec![
        say!(
            lang,
            "{count}，满分{full}：{papers}",
            "{count}, full mark {full}: {papers}"
        ),
        decimals_rounded(&mark, rule.mark, lang),
        decimals_rounded(&product, rule.product, lang),
        decimals_rounded(&sum, rule.sum, lang),
        missed,
    ]
}

fn paper(paper: &Paper, lang: Lang) -> String {
    let (name, full) = (paper.name.in_lang(lang), paper.full.plain());
    let weight = (paper.weight != Ratio::ONE).then(|| paper.weight.as_percent());
    let minutes = paper.minutes;
    let questions = elements(&paper.questions, lang);
    let parts = [
        Some(say!(lang, "满分{full}", "full mark {full}")),
        weight.map(|weight| say!(lang, "×{weight}", "× {weight}")),
        minutes.map(|n| counted(n, "分钟", "minute", lang)),
        (!questions.is_empty()).then(|| say!(lang, "分题：{questions}", "questions: {questions}")),
    ];
    format!(
        "{name}{}",
        aside(&phrase(parts.into_iter().flatten(), lang), lang)
    )
}

fn points(doc: &RuleDocument, rule: &PointsScoring, lang: Lang) -> Vec<String> {
    let full = rule.full.plain();
    let from = match rule.events.is_empty() {
        true => say!(
            lang,
            "满分{full}，由主管部门给分",
            "full mark {full}, points given by an office"
        ),
        false => say!(
            lang,
            "满分{full}，按测得的数给分",
            "full mark {full}, points by what is measured"
        ),
    };
    let combine = match rule.combine {
        Combine::Sum => say!(lang, "各项相加", "events add up"),
        Combine::Mean => say!(lang, "各项取平均", "the mean of the events"),
        Combine::Best => say!(
            lang,
            "以得分最高的一项计",
            "the event that gives most counts"
        ),
        Combine::All => say!(
            lang,
            "各项都得分的得满分，否则不得分",
            "the full mark if every event gives points, else nothing"
        ),
    };
    let events = rule.events.iter().map(|own| event(doc, own, lang));
    let score = say!(lang, "成绩", "the score");
    let rounded = decimals_rounded(&score, rule.rounding, lang);
    std::iter::once(from)
        .chain(events)
        .chain([combine, rounded])
        .collect()
}
