//! What a stage recorded, against what the stage scores.

use super::faults::CandidateProblemKind as Kind;
use super::mark::Mark;
use super::stage_record::StageRecord;
use crate::numbers::Points;
use crate::rules::codes::{FactKey, StageCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{ELSEWHERE, FactValue};
use crate::rules::stages::{Panel, Paper, Papers, PointsScoring, Scoring};

/// Whether anything is recorded that gives a score.
pub(crate) fn has_marks(record: &StageRecord) -> bool {
    !record.papers.is_empty()
        || !record.questions.is_empty()
        || !record.examiners.is_empty()
        || !record.elements.is_empty()
        || !record.events.is_empty()
        || record.points.is_some()
}

/// Whether a record has marks of the stage's own kind only.
pub(crate) fn fits(scoring: Option<&Scoring>, record: &StageRecord) -> bool {
    let papers = !record.papers.is_empty() || !record.questions.is_empty();
    let panel = !record.examiners.is_empty() || !record.elements.is_empty();
    let events = !record.events.is_empty();
    let points = record.points.is_some();
    match scoring {
        Some(Scoring::Papers(_)) => !panel && !events && !points,
        Some(Scoring::Panel(_)) => !papers && !events && !points,
        Some(Scoring::Points(rule)) if rule.events.is_empty() => !papers && !panel && !events,
        Some(Scoring::Points(_)) => !papers && !panel && !points,
        None => !has_marks(record),
    }
}

/// An option or area that the question does not offer, with the nearest one that it does.
pub(crate) fn unknown_answer(doc: &RuleDocument, key: &FactKey, value: &FactValue) -> Option<Kind> {
    let fact = doc.fact(key)?;
    let unknown = |answer: &str, known: &[&str]| {
        let offered = known.contains(&answer);
        (!offered).then(|| Kind::UnknownAnswer {
            fact: key.clone(),
            answer: answer.to_owned(),
            nearest: super::nearest(answer, known.iter().copied()).map(str::to_owned),
        })
    };
    let options = || -> Vec<&str> {
        let options = fact.kind.options().iter();
        options.map(|option| option.code.as_str()).collect()
    };
    match value {
        FactValue::Choice(code) => unknown(code.as_str(), &options()),
        FactValue::Choices(codes) => {
            let options = options();
            codes
                .iter()
                .find_map(|code| unknown(code.as_str(), &options))
        }
        FactValue::Area(code) => {
            let areas = doc.areas.iter();
            let mut known: Vec<&str> = areas.clone().map(|area| area.code.as_str()).collect();
            known.extend(areas.filter_map(|area| area.path.as_deref()));
            known.push(ELSEWHERE);
            unknown(code.as_str(), &known)
        }
        _ => None,
    }
}

pub(crate) fn out_of_range(mark: Mark, full: Points) -> Option<Kind> {
    match mark {
        Mark::Scored(points) if points < Points::ZERO || points > full => {
            Some(Kind::MarkOutOfRange {
                mark: points,
                full_mark: full,
            })
        }
        _ => None,
    }
}

/// The mark of each paper of the stage, by its place; and what cannot be right.
pub(crate) fn papers(
    stage: &StageCode,
    rule: &Papers,
    record: &StageRecord,
    mut put: impl FnMut(usize, Mark),
) -> Vec<Kind> {
    let mut problems = Vec::new();
    let known = |code: &_| rule.papers.iter().any(|paper| paper.code == *code);
    let named = record.papers.iter().map(|(code, _)| code);
    for code in named.chain(record.questions.iter().map(|(code, _)| code)) {
        if !known(code) {
            problems.push(Kind::UnknownPaper {
                stage: stage.clone(),
                paper: code.clone(),
            });
        }
    }
    for (place, paper) in rule.papers.iter().enumerate() {
        if let Some(mark) = mark_of(paper, record, &mut problems) {
            problems.extend(out_of_range(mark, paper.full));
            put(place, mark);
        }
    }
    problems
}

/// The mark of a paper: as written, or its questions added up.
fn mark_of(paper: &Paper, record: &StageRecord, problems: &mut Vec<Kind>) -> Option<Mark> {
    let written = record.papers.get(&paper.code).copied();
    let Some(questions) = record.questions.get(&paper.code) else {
        return written;
    };
    let mut sum = Some(0i64);
    for question in &paper.questions {
        let points = questions.get(&question.code).copied();
        if let Some(problem) =
            points.and_then(|points| out_of_range(Mark::Scored(points), question.full))
        {
            problems.push(problem);
        }
        sum = sum.and_then(|sum| sum.checked_add(points?.raw()));
    }
    for (code, _) in questions.iter() {
        if !paper.questions.iter().any(|known| known.code == *code) {
            problems.push(Kind::UnknownQuestion {
                paper: paper.code.clone(),
                question: code.clone(),
            });
        }
    }
    match (written, sum.map(Points::from_raw)) {
        (Some(Mark::Scored(mark)), Some(sum)) if mark != sum => {
            problems.push(Kind::QuestionSum {
                paper: paper.code.clone(),
                sum,
                mark,
            });
            written
        }
        (Some(mark), _) => Some(mark),
        (None, sum) => sum.map(Mark::Scored),
    }
}

/// One mark for each examiner, in their order; and what cannot be right.
pub(crate) fn panel(rule: &Panel, record: &StageRecord, mut put: impl FnMut(Mark)) -> Vec<Kind> {
    let mut problems = Vec::new();
    let examiners = record.examiners.len().max(record.elements.len());
    let scored = |mark: Mark| matches!(mark, Mark::Scored(_));
    if examiners > 0 && record.examiners.iter().all(scored) {
        problems.extend(panel_size(rule, examiners));
    }
    for examiner in 0..examiners {
        let sum = record.elements.get(examiner);
        let sum = sum.map(|row| element_sum(rule, row, &mut problems));
        let mark = match (record.examiners.get(examiner), sum) {
            (Some(Mark::Scored(mark)), Some(sum)) if mark != sum => {
                problems.push(Kind::ElementSum {
                    examiner,
                    sum,
                    mark,
                });
                Mark::Scored(mark)
            }
            (Some(mark), _) => mark,
            (None, Some(sum)) => Mark::Scored(sum),
            (None, None) => continue,
        };
        problems.extend(out_of_range(mark, rule.full));
        problems.extend(too_fine(rule, mark));
        put(mark);
    }
    problems
}

fn panel_size(rule: &Panel, found: usize) -> Option<Kind> {
    let expected = usize::from(rule.examiners?);
    let least = rule.least_examiners.map_or(expected, usize::from);
    (found > expected || found < least).then_some(Kind::PanelSize { found, expected })
}

fn too_fine(rule: &Panel, mark: Mark) -> Option<Kind> {
    let (Some(most), Mark::Scored(points)) = (rule.mark_decimals, mark) else {
        return None;
    };
    let unit = 10i64.checked_pow(4u32.saturating_sub(u32::from(most)))?;
    (points.raw() % unit != 0).then_some(Kind::MarkDecimals { mark: points, most })
}

fn element_sum(rule: &Panel, row: &[Points], problems: &mut Vec<Kind>) -> Points {
    if row.len() != rule.elements.len() {
        problems.push(Kind::ElementCount {
            found: row.len(),
            expected: rule.elements.len(),
        });
    }
    for (points, element) in row.iter().zip(&rule.elements) {
        problems.extend(out_of_range(Mark::Scored(*points), element.full));
    }
    let raw = row.iter().map(|points| points.raw());
    Points::from_raw(raw.fold(0, i64::saturating_add))
}

/// What cannot be right in the figures of events.
pub(crate) fn events(stage: &StageCode, rule: &PointsScoring, record: &StageRecord) -> Vec<Kind> {
    let mut problems = Vec::new();
    for (code, tries) in record.events.iter() {
        match rule.events.iter().find(|event| event.code == *code) {
            None => problems.push(Kind::UnknownEvent {
                stage: stage.clone(),
                event: code.clone(),
            }),
            Some(event) => {
                let most = event.tries.map_or(1, usize::from);
                if tries.len() > most {
                    problems.push(Kind::TooManyTries {
                        event: code.clone(),
                        found: tries.len(),
                        most,
                    });
                }
            }
        }
    }
    problems
}
