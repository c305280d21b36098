//! What a figure is called, and sums of figures.

use crate::numbers::{Points, Ratio};
use crate::rules::names;
use crate::rules::say::{TOTAL, decimals_rounded, inline, joined, phrase, said, say};
use crate::rules::score::{Before, Examiner, Formula, Part, Score, ScoreOf};
use crate::rules::stages::Scoring;
use crate::rules::{RuleDocument, Scope, StageCode};
use crate::text::Lang;

/// What a figure is called: `笔试成绩`, `面试的“语言表达”（不含加分）`.
pub fn score_name(doc: &RuleDocument, score: &Score, lang: Lang) -> String {
    let mut name = part_name(doc, score, lang).unwrap_or_else(|| whole_name(doc, &score.of, lang));
    if score.examiner == Some(Examiner::Chief) {
        name = say!(lang, "主考官评的{name}", "{name} by the chief examiner");
    }
    if score.before == Some(Before::Bonus) {
        name = say!(lang, "{name}（不含加分）", "{name} without bonus");
    }
    name
}

/// The figure of a whole stage, of a list, or the total.
pub fn whole_name(doc: &RuleDocument, of: &ScoreOf, lang: Lang) -> String {
    match of {
        ScoreOf::Total => inline(TOTAL.in_lang(lang)),
        ScoreOf::Stage(code) => scored(&inline(&names::step(doc, code, lang)), lang),
        ScoreOf::Cut(code) => {
            let stage = inline(&names::step(doc, code, lang));
            say!(lang, "{stage}后的入围成绩", "list score after the {stage}")
        }
    }
}

/// The score of what bears this name.
pub(crate) fn scored(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh if name.ends_with("成绩") => name.to_owned(),
        Lang::En if name.ends_with("score") => name.to_owned(),
        _ => say!(lang, "{name}成绩", "{name} score"),
    }
}

/// A paper, an event or an element of a stage.
fn part_name(doc: &RuleDocument, score: &Score, lang: Lang) -> Option<String> {
    let stage = score.of.stage()?;
    let paper = score
        .paper
        .as_ref()
        .map(|paper| names::paper(doc, stage, paper, lang));
    let Some(element) = &score.element else {
        let event = score.event.as_ref();
        let event = event.map(|event| names::event(doc, stage, event, lang));
        return paper.or(event).map(|name| scored(&name, lang));
    };
    let element = names::element(doc, stage, element, lang);
    let Some(paper) = paper else {
        let stage = inline(&names::step(doc, stage, lang));
        return Some(say!(
            lang,
            "{stage}的“{element}”",
            "“{element}” of the {stage}"
        ));
    };
    Some(say!(lang, "{paper}的“{element}”", "“{element}” of {paper}"))
}

/// Which posts are meant; nothing where all are.
pub(crate) fn only(doc: &RuleDocument, scope: &Scope, lang: Lang) -> String {
    let posts = names::scope(doc, scope, lang);
    match posts.is_empty() {
        true => posts,
        false => say!(lang, "只限{posts}", "only {posts}"),
    }
}

/// A weighted sum with its rounding points.
pub(crate) fn formula(doc: &RuleDocument, formula: &Formula, lang: Lang) -> String {
    let each = say!(lang, "每项先", "each figure");
    let product = say!(lang, "每项乘以权重后", "each weighted figure");
    let sum = say!(lang, "合计", "the sum");
    phrase(
        [
            parts(doc, &formula.parts, lang),
            decimals_rounded(&each, formula.term, lang),
            decimals_rounded(&product, formula.product, lang),
            decimals_rounded(&sum, formula.sum, lang),
        ],
        lang,
    )
}

/// `笔试成绩÷3×50%＋面试成绩×50%`.
pub(crate) fn parts(doc: &RuleDocument, parts: &[Part], lang: Lang) -> String {
    let part = |part: &Part| {
        let mut figure = score_name(doc, &part.of, lang);
        if let Some(divisor) = part.divide_by.map(Ratio::plain) {
            figure = say!(lang, "{figure}÷{divisor}", "{figure} ÷ {divisor}");
        }
        let weight = part.weight.as_percent();
        if part.weight == Ratio::ONE {
            figure
        } else {
            say!(lang, "{figure}×{weight}", "{figure} × {weight}")
        }
    };
    joined(parts.iter().map(part), said("＋", " + "), lang)
}

/// The full mark of a figure, where the document states one.
pub(crate) fn full_of(doc: &RuleDocument, score: &Score) -> Option<Points> {
    let Some(code) = score.of.stage() else {
        return doc.total.as_ref().map(|total| total.full);
    };
    let scoring = scoring_of(doc, code)?;
    let element = |elements: &[crate::rules::Element]| {
        let found = elements
            .iter()
            .find(|element| Some(&element.code) == score.element.as_ref());
        found.map(|element| element.full)
    };
    match (scoring, &score.paper, &score.element, &score.event) {
        (_, None, None, None) => Some(scoring.full()),
        (Scoring::Papers(papers), Some(paper), question, _) => {
            let paper = papers.papers.iter().find(|own| own.code == *paper)?;
            match question {
                None => Some(paper.full),
                Some(_) => element(&paper.questions),
            }
        }
        (Scoring::Panel(panel), None, Some(_), None) => element(&panel.elements),
        _ => None,
    }
}

fn scoring_of<'a>(doc: &'a RuleDocument, code: &StageCode) -> Option<&'a Scoring> {
    names::stages(doc)
        .find(|stage| stage.code == *code)?
        .scoring
        .as_ref()
}
