//! Lists by hand: the figure that a cut compares, places, and the key that decided between people who are level.

use super::document::{Across, StillLevel, TieKey, Ties};
use crate::numbers::{Fraction, Points};
use crate::rules::Bilingual;
use crate::rules::codes::StageCode;
use crate::rules::derive::{
    Bill, Block, BlockKind, Case, ClaimsCount, Operation, Row, Value, exact, say,
};
use crate::rules::eligibility::{FactValue, holds};
use crate::rules::engine::Mark;
use crate::rules::names::TOTAL_CODE;
use crate::rules::score::ScoreOf;
use crate::rules::stages::{Stage, stage_bill};
use std::cmp::Ordering;

/// The figure by which the cut of a stage ranks.
pub(crate) fn cut_bill(case: &Case, stage: &Stage) -> Option<Bill> {
    let cut = stage.cut.as_ref()?;
    let claims = case.claims_at(Some(&stage.code));
    let name = || say::score(case.doc(), &ScoreOf::Cut(stage.code.clone()));
    let mut bill = match &cut.basis {
        Some(basis) => {
            let mut bill = crate::rules::totals::weighted(case, basis, &basis.parts, claims)?;
            bill.result(name(), basis.sum)?;
            bill
        }
        None => {
            case.figures(&stage.code).score?;
            let mut bill = Bill::new();
            let score = ScoreOf::Stage(stage.code.clone());
            let figure = stage_bill(case, stage, claims)?.figure;
            bill.add(Row::valued(
                Operation::Add,
                say::score(case.doc(), &score),
                figure,
            ))?;
            bill
        }
    };
    let raised = ScoreOf::Cut(stage.code.clone());
    let before = bill.rows.len();
    crate::rules::bonus::add_bonus(case, &mut bill, &raised, claims, None)?;
    if bill.rows.len() > before {
        if cut.basis.is_some() {
            bill.rows[before - 1].label = say::before_bonus();
        }
        bill.result(name(), None)?;
    }
    Some(bill)
}

/// Only where the cut compares another figure than the score.
pub(crate) fn cut_block(case: &Case, stage: &Stage) -> Option<Block> {
    let cut = stage.cut.as_ref()?;
    case.figures(&stage.code).cut?;
    let bill = cut_bill(case, stage)?;
    if cut.basis.is_none() && bill.rows.len() < 2 {
        return None;
    }
    let of = ScoreOf::Cut(stage.code.clone());
    Some(Block {
        kind: BlockKind::Cut(stage.code.clone()),
        title: say::score(case.doc(), &of),
        clause: cut.clause.clone(),
        rows: bill.rows,
    })
}

/// The places in lists and in the ranking, and the outcome.
pub(crate) fn rank_block(case: &Case) -> Block {
    let stages = case.rules().stages.iter();
    let mut rows: Vec<Row> = stages.filter_map(|stage| place_row(case, stage)).collect();
    rows.extend(rank_row(case));
    if let Some(track) = case.track() {
        rows.push(Row {
            clause: track.clause.clone(),
            ..Row::new(Operation::Say, say::track(track))
        });
    }
    let reserved = case.result().reserved.map(usize::from);
    if let Some(seat) = reserved.and_then(|seat| case.doc().reserved.get(seat)) {
        rows.push(Row {
            clause: seat.clause.clone(),
            ..Row::new(Operation::Say, say::reserved(&seat.name))
        });
    }
    rows.push(Row {
        note: case.counts().places.map(say::places),
        ..Row::new(Operation::Say, say::outcome(case))
    });
    Block {
        kind: BlockKind::Rank,
        title: say::rank_title(),
        clause: case.rules().ties.clause.clone(),
        rows,
    }
}

/// One list of people, as far as it concerns one person.
struct List<'l> {
    across: Across,
    ties: &'l Ties,
    claims: ClaimsCount,
    /// The name by which a body orders its level people.
    order: String,
    figure: &'l dyn Fn(&Case) -> Option<Fraction>,
    /// The same as it is shown: who differs there differs.
    shown: &'l dyn Fn(&Case) -> Option<Points>,
    place: &'l dyn Fn(&Case) -> Option<u32>,
}

fn place_row(case: &Case, stage: &Stage) -> Option<Row> {
    let place = case.figures(&stage.code).place?;
    let cut = stage.cut.as_ref()?;
    let ties = Ties::default();
    let level = level_people(
        case,
        &List {
            across: cut.across.unwrap_or_default(),
            ties: cut.level.as_ref().unwrap_or(&ties),
            claims: case.claims_at(Some(&stage.code)),
            order: next(case, &stage.code),
            figure: &|other| {
                let stage = other.rules().stage(&stage.code)?;
                Some(cut_bill(other, stage)?.figure)
            },
            shown: &|other| {
                let own = other.figures(&stage.code);
                own.cut.or(own.score)
            },
            place: &|other| other.figures(&stage.code).place,
        },
    );
    let steps = &case.all.outcome;
    let step = steps.step(&stage.code).map(|step| usize::from(step.0));
    let cut_off = step.and_then(|step| case.counts().steps.get(step)?.cut_off);
    let basis = ScoreOf::Cut(stage.code.clone());
    let of = match cut.basis {
        Some(_) => basis,
        None => ScoreOf::Stage(stage.code.clone()),
    };
    Some(Row {
        value: Some(Value::Place(place)),
        note: say::list_note(cut_off, level),
        clause: cut.clause.clone(),
        ..Row::new(Operation::Say, say::place_by(case.doc(), &of))
    })
}

/// The stage to which the cut of this one calls.
fn next(case: &Case, stage: &StageCode) -> String {
    let stages = case.rules().stages.iter();
    let mut behind = stages.skip_while(|own| own.code != *stage).skip(1);
    let skipped = |code: &StageCode| case.track().is_some_and(|track| track.skips.contains(code));
    let next = behind.find(|own| !skipped(&own.code));
    next.map_or_else(|| TOTAL_CODE.to_owned(), |next| next.code.to_string())
}

fn rank_row(case: &Case) -> Option<Row> {
    let rank = case.result().rank?;
    let rules = case.rules();
    let level = level_people(
        case,
        &List {
            across: rules.total.across,
            ties: &rules.ties,
            claims: case.claims_at(None),
            order: TOTAL_CODE.to_owned(),
            figure: &crate::rules::totals::compared,
            shown: &|other| other.figures(&TOTAL_CODE.into()).score,
            place: &|other| other.result().rank,
        },
    );
    let people = case.everybody(rules.total.across);
    let people = people.filter(|other| other.result().rank.is_some()).count();
    Some(Row {
        value: Some(Value::Place(rank)),
        note: Some(say::rank_note(case.doc(), people, &rules.ties, level)),
        ..Row::new(Operation::Say, say::place_by(case.doc(), &ScoreOf::Total))
    })
}

fn level_people(case: &Case, list: &List) -> Option<say::Level> {
    let (own, place) = ((list.figure)(case)?, (list.place)(case)?);
    let mut level = say::Level::default();
    let mut ahead: Option<(u32, Case)> = None;
    let mut behind: Option<(u32, Case)> = None;
    for other in case.everybody(list.across) {
        let Some(theirs) = (list.place)(&other).filter(|_| other.index != case.index) else {
            continue;
        };
        let same = (list.shown)(&other) == (list.shown)(case);
        if !same || (list.figure)(&other) != Some(own) {
            continue;
        }
        level.others += 1;
        match theirs.cmp(&place) {
            Ordering::Equal => level.shared += 1,
            Ordering::Less if ahead.is_none_or(|(nearest, _)| theirs > nearest) => {
                ahead = Some((theirs, other));
            }
            Ordering::Greater if behind.is_none_or(|(nearest, _)| theirs < nearest) => {
                behind = Some((theirs, other));
            }
            _ => {}
        }
    }
    level.ahead = ahead.and_then(|(_, other)| decisive(&other, case, list));
    level.behind = behind.and_then(|(_, other)| decisive(case, &other, list));
    (level.others > 0).then_some(level)
}

/// The first key in which `first` stands before `second`.
fn decisive(first: &Case, second: &Case, list: &List) -> Option<Bilingual> {
    for key in &list.ties.keys {
        if let TieKey::Preference(_) = key {
            break;
        }
        let order = against(
            key_value(first, key, list.claims)?,
            key_value(second, key, list.claims)?,
        )?;
        if order != Ordering::Equal {
            return (order == Ordering::Greater).then(|| say::tie_key(first.doc(), key));
        }
    }
    if let StillLevel::ExtraTest(test) = &list.ties.then {
        let mark = |case: &Case| match case.candidate().extra.get(test)? {
            Mark::Scored(points) => Some(Some(Fraction::of_points(*points))),
            Mark::Absent | Mark::Violation => Some(None),
        };
        if against(mark(first)?, mark(second)?)? == Ordering::Greater {
            return Some(say::extra_test(first.doc(), test));
        }
    }
    let order = |case: &Case| case.candidate().order.get(&list.order).copied();
    (order(first)? < order(second)?).then(say::body_order)
}

/// Who has nothing by right stands behind every figure.
fn against(one: Option<Fraction>, other: Option<Fraction>) -> Option<Ordering> {
    match (one, other) {
        (Some(one), Some(other)) => exact::compare(one, other),
        (one, other) => Some(one.is_some().cmp(&other.is_some())),
    }
}

/// What a key compares, the higher first. The inner `None`: nothing, by right.
fn key_value(case: &Case, key: &TieKey, claims: ClaimsCount) -> Option<Option<Fraction>> {
    let number = |number: i128| Some(Some(Fraction::new(number, 1)));
    let facts = &case.candidate().facts;
    match key {
        TieKey::Higher(score) => Some(case.figure(score, claims)),
        TieKey::HigherLevel(fact) => match facts.get(fact)? {
            FactValue::DoesNotApply => Some(None),
            FactValue::Choice(option) => {
                let level = case.doc().fact(fact)?.level_of(option)?;
                number(i128::try_from(level).ok()?)
            }
            _ => None,
        },
        TieKey::Later(fact) => match facts.get(fact)? {
            FactValue::DoesNotApply => Some(None),
            FactValue::Date(date) => number(chrono::Datelike::num_days_from_ce(date).into()),
            _ => None,
        },
        TieKey::Status(status) => {
            let held = holds(case.doc(), case.columns(), case.candidate(), &status.when)?;
            number(held.into())
        }
        TieKey::Preference(_) => None,
    }
}
