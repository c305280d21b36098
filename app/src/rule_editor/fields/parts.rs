//! Figures of a candidate by name, and sums that are made of them.

use super::{rows::Table, sheet::RuleForm};
use crate::ui::{forms::Field, lang};
use domain::{
    numbers::Ratio,
    rules::{
        self, Across, Before, Element, Examiner, Formula, FormulaPart, RuleDocument, Score,
        ScoreOf, Scoring, Stage, capital, score_name, whole_name,
    },
};

/// The stages that a document names, each code once: the common ones, or those that stand by default; then those of
/// variants.
pub fn stages(doc: &RuleDocument) -> Vec<Stage> {
    let own = doc
        .variants
        .iter()
        .flat_map(|variant| variant.stages.iter().flatten().chain(&variant.stage));
    let mut known: Vec<Stage> = doc.common_rules().stages;
    for stage in own {
        if !known.iter().any(|other| other.code == stage.code) {
            known.push(stage.clone());
        }
    }
    known
}

/// Every figure that a document allows, by its name.
pub fn scores(doc: &RuleDocument) -> Vec<(Score, String)> {
    let of_stages = stages(doc)
        .into_iter()
        .flat_map(|stage| of_stage(&stage))
        .collect::<Vec<_>>();
    let total = [Score::total(), unraised(Score::total())];
    let mut all: Vec<Score> = Vec::new();
    for score in of_stages.into_iter().chain(total) {
        if !all.contains(&score) {
            all.push(score);
        }
    }
    let named = |score: Score| {
        let name = score_name(doc, &score, lang::current());
        (score, name)
    };
    all.into_iter().map(named).collect()
}

/// The figures that stand for a whole stage, a list or the total.
pub fn wholes(doc: &RuleDocument) -> Vec<(ScoreOf, String)> {
    let mut all: Vec<ScoreOf> = Vec::new();
    for stage in stages(doc) {
        let scored = stage.scoring.as_ref();
        all.extend(scored.map(|_| ScoreOf::Stage(stage.code.clone())));
        all.extend(stage.cut.map(|_| ScoreOf::Cut(stage.code.clone())));
    }
    all.push(ScoreOf::Total);
    let named = |of: ScoreOf| {
        let name = whole_name(doc, &of, lang::current());
        (of, name)
    };
    all.into_iter().map(named).collect()
}

fn unraised(score: Score) -> Score {
    Score {
        before: Some(Before::Bonus),
        ..score
    }
}

fn of_stage(stage: &Stage) -> Vec<Score> {
    let whole = || Score::of(ScoreOf::Stage(stage.code.clone()));
    let mut found = match &stage.scoring {
        None => Vec::new(),
        Some(_) => vec![whole(), unraised(whole())],
    };
    match &stage.scoring {
        Some(Scoring::Papers(papers)) => {
            for paper in &papers.papers {
                let paper_score = Score {
                    paper: Some(paper.code.clone()),
                    ..whole()
                };
                found.push(paper_score.clone());
                found.extend(of_elements(&paper.questions, &paper_score));
            }
        }
        Some(Scoring::Panel(panel)) => {
            found.extend(of_elements(&panel.elements, &whole()));
            if panel.chief.is_some() {
                let chief = Score {
                    examiner: Some(Examiner::Chief),
                    ..whole()
                };
                found.push(chief.clone());
                found.extend(of_elements(&panel.elements, &chief));
            }
        }
        Some(Scoring::Points(points)) => found.extend(points.events.iter().map(|event| Score {
            event: Some(event.code.clone()),
            ..whole()
        })),
        None => {}
    }
    if stage.cut.is_some() {
        found.push(Score::of(ScoreOf::Cut(stage.code.clone())));
    }
    found
}

fn of_elements(elements: &[Element], whole: &Score) -> Vec<Score> {
    let score = |element: &Element| Score {
        element: Some(element.code.clone()),
        ..whole.clone()
    };
    elements.iter().map(score).collect()
}

/// One figure of those that the document allows.
pub fn score(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    name: &str,
    label: String,
    own: &mut Score,
) {
    let other = score_name(words, own, lang::current());
    sheet.choose(Field::new(name, label), own, scores(words), other);
}

/// A weighted sum with its rounding points.
pub fn formula(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Formula) {
    parts(sheet, words, &mut own.parts);
    sheet.group(String::new());
    sheet.maybe_rounding("term", t!("form-term-decimals"), &mut own.term);
    sheet.maybe_rounding("product", t!("form-product-decimals"), &mut own.product);
    sheet.maybe_rounding("sum", t!("form-sum-decimals"), &mut own.sum);
}

/// The parts of a weighted sum, a row for each.
pub fn parts(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<FormulaPart>) {
    let offered = scores(words);
    let table = Table {
        name: "parts",
        legend: t!("form-parts"),
        note: t!("form-parts-note"),
        head: vec![t!("form-part-of"), t!("form-weight"), t!("form-divide-by")],
        key: "of",
        spare: 2,
    };
    let blank = || (None, Ratio::ONE, None);
    let stated = std::mem::take(own).into_iter();
    let mut rows: Vec<(Option<Score>, Ratio, Option<Ratio>)> = stated
        .map(|part| (Some(part.of), part.weight, part.divide_by))
        .collect();
    sheet.list(
        table,
        &mut rows,
        blank,
        |sheet, prefix, (of, weight, by)| {
            maybe_score(sheet, words, &offered, &format!("{prefix}of"), of);
            sheet.ratio(&format!("{prefix}weight"), t!("form-weight"), weight);
            sheet.maybe_ratio(&format!("{prefix}divide_by"), t!("form-divide-by"), by);
        },
    );
    let chosen = rows.into_iter().filter_map(|(of, weight, divide_by)| {
        Some(FormulaPart {
            of: of?,
            weight,
            divide_by,
        })
    });
    *own = chosen.collect();
}

/// The figure of a row; without one the row is not there.
pub fn maybe_score(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    offered: &[(Score, String)],
    name: &str,
    own: &mut Option<Score>,
) {
    let named = offered
        .iter()
        .map(|(of, label)| (Some(of.clone()), label.clone()));
    let options = std::iter::once((None, t!("form-none")))
        .chain(named)
        .collect();
    let other = own
        .as_ref()
        .map(|of| score_name(words, of, lang::current()));
    let field = Field::new(name, t!("form-part-of"));
    sheet.choose(field, own, options, other.unwrap_or_default());
}

/// Among whom people are ranked or counted.
pub fn across(sheet: &mut RuleForm, name: &str, label: String, own: &mut Across) {
    sheet.choose(Field::new(name, label), own, circles(), String::new());
}

/// The same where the notice need not say; `unstated` is what then counts.
pub fn maybe_across(
    sheet: &mut RuleForm,
    name: &str,
    label: String,
    unstated: String,
    own: &mut Option<Across>,
) {
    let stated = circles()
        .into_iter()
        .map(|(across, label)| (Some(across), label));
    let options = std::iter::once((None, unstated)).chain(stated).collect();
    sheet.choose(Field::new(name, label), own, options, String::new());
}

fn circles() -> Vec<(Across, String)> {
    let named = |own: Across| (own, capital(&rules::across(own, lang::current())));
    let areas = super::pick::area_levels().map(|(level, _)| Across::Area(level));
    let all = [Across::Post, Across::Pool].into_iter().chain(areas);
    all.chain([Across::Campaign]).map(named).collect()
}
