//! Random lists: quotas, what is compared, ties, substitution.

use super::stages::{across, is_skipped, part};
use super::{SURE, moment, ratio, rounding, text, yes};
use crate::dice::Dice;
use crate::generator::Plan;
use domain::numbers::RoundingMode;
use domain::rules::{
    Across, Counted, Fill, Formula, FormulaPart, Leave, List, Quota, QuotaShare, QuotaStep,
    RuleDocument, Score, Stage, StageCode, StatusKey, StillLevel, SubstituteOrder, Substitution,
    SubstitutionEnd, TieKey, Ties,
};

/// The cut of the stage at this place; `must`: it has no score of its own to cut by.
pub fn cut(
    dice: &mut Dice,
    plan: &Plan,
    doc: &RuleDocument,
    at: usize,
    must: bool,
) -> Option<List> {
    let known: Vec<&Stage> = doc.stages[..=at]
        .iter()
        .filter(|stage| stage.scoring.is_some() && !is_skipped(doc, &stage.code))
        .collect();
    if must && known.is_empty() {
        return None;
    }
    let basis = (must || dice.percent(20)) && !known.is_empty();
    let codes: Vec<StageCode> = doc.stages.iter().map(|stage| stage.code.clone()).collect();
    Some(List {
        clause: None,
        quota: dice.some(90, |dice| quota(dice, plan, must)),
        across: dice.some(70, |dice| across(dice, plan)),
        basis: basis.then(|| formula(dice, &known)),
        level: dice.some(60, |dice| ties(dice, doc, &doc.stages[..=at], false)),
        substitution: dice.some(65, |dice| substitution(dice, plan, &codes)),
    })
}

fn formula(dice: &mut Dice, known: &[&Stage]) -> Formula {
    let parts = dice.from(1, 2);
    let one = |dice: &mut Dice| {
        let stage = dice.pick(known);
        let cut = stage.cut.is_some() && dice.percent(20);
        FormulaPart {
            of: if cut {
                Score::cut(stage.code.as_str())
            } else {
                part(dice, stage)
            },
            weight: dice.pick(&[ratio(1, 1), ratio(1, 2), ratio(2, 5), ratio(1, 3)]),
            divide_by: dice.some(15, |_| ratio(3, 1)),
        }
    };
    Formula {
        parts: (0..parts).map(|_| one(dice)).collect(),
        term: dice.some(15, rounding),
        product: dice.some(20, rounding),
        sum: dice.some(50, rounding),
    }
}

/// `plain`: neither people who came nor people who passed can be counted.
pub fn quota(dice: &mut Dice, plan: &Plan, plain: bool) -> Quota {
    let share = !plan.reserved && !plain;
    match dice.below(12) {
        0..2 => Quota::Steps(vec![
            QuotaStep {
                up_to: Some(1),
                people: dice.below(2) as u32,
                per_place: ratio(2, 1),
                beyond: 0,
            },
            QuotaStep {
                up_to: None,
                people: 3,
                per_place: ratio(3, 2),
                beyond: 1,
            },
        ]),
        2..4 if share => Quota::Share(QuotaShare {
            share: dice.pick(&[ratio(1, 2), ratio(3, 5), ratio(1, 3)]),
            of: dice.pick(&[Counted::Registered, Counted::Came, Counted::Passed]),
            mode: dice.pick(&[
                None,
                Some(RoundingMode::HalfUp),
                Some(RoundingMode::Truncate),
            ]),
        }),
        4 if !plan.reserved => Quota::Exactly(dice.from(1, 6) as u32),
        _ => Quota::PerPlace(dice.pick(&[
            ratio(1, 1),
            ratio(3, 2),
            ratio(2, 1),
            ratio(2, 1),
            ratio(3, 1),
        ])),
    }
}

/// How level people are ordered by what is known after these stages.
pub fn ties(dice: &mut Dice, doc: &RuleDocument, stages: &[Stage], after_total: bool) -> Ties {
    let count = dice.pick(&[0, 0, 1, 1, 2]);
    let mut keys: Vec<TieKey> = (0..count).map(|_| key(dice, stages, after_total)).collect();
    if dice.percent(5) {
        keys.push(TieKey::Preference(vec![status(dice), status(dice)]));
    }
    Ties {
        clause: None,
        keys,
        then: match dice.below(4) {
            0 => StillLevel::ExtraTest(doc.extra_tests[0].code.clone()),
            1 => StillLevel::Body,
            _ => StillLevel::Share,
        },
    }
}

fn key(dice: &mut Dice, stages: &[Stage], after_total: bool) -> TieKey {
    let scored: Vec<&Stage> = stages
        .iter()
        .filter(|stage| stage.scoring.is_some())
        .collect();
    match dice.below(10) {
        0 => TieKey::HigherLevel("degree".into()),
        1 => TieKey::Later("birth".into()),
        2 => TieKey::Status(status(dice)),
        3 if after_total => TieKey::Higher(Score::total()),
        _ if scored.is_empty() => TieKey::Status(status(dice)),
        _ => {
            let stage = dice.pick(&scored);
            TieKey::Higher(part(dice, stage))
        }
    }
}

fn status(dice: &mut Dice) -> StatusKey {
    StatusKey {
        name: text("status"),
        when: yes(dice.pick(&SURE)),
    }
}

/// `codes`: the steps to which people are called.
pub fn substitution(dice: &mut Dice, plan: &Plan, codes: &[StageCode]) -> Substitution {
    Substitution {
        clause: None,
        rounds: dice.pick(&[None, None, None, Some(0), Some(1), Some(1), Some(2)]),
        until: dice.some(15, |dice| match dice.percent(50) {
            true => SubstitutionEnd::At(moment(15, 600)),
            false => SubstitutionEnd::Step(dice.pick(codes)),
        }),
        approval: dice.percent(12),
        replaces: match dice.below(5) {
            0 => vec![Leave::Waived],
            1 => vec![Leave::Failed, Leave::Absent],
            _ => Vec::new(),
        },
        fill: dice.pick(&[Fill::Each, Fill::Each, Fill::Each, Fill::Quota]),
        by: dice.some(10, |_| SubstituteOrder::Cut),
        in_advance: dice.some(12, |dice| quota(dice, plan, true)),
        across: None,
        consent: false,
    }
}

/// Substitutes from other lists of a cut, and by the total behind the first list after the exam.
pub fn widen(dice: &mut Dice, plan: &Plan, doc: &mut RuleDocument) {
    if plan.reserved {
        return;
    }
    for cut in doc.stages.iter_mut().filter_map(|stage| stage.cut.as_mut()) {
        let own = cut.across.unwrap_or_default() == Across::Post;
        let Some(rule) = &mut cut.substitution else {
            continue;
        };
        if own && plan.wide != Across::Post && dice.percent(30) {
            rule.across = Some(plan.wide);
            rule.consent = dice.percent(25);
        }
    }
    let first = doc.after.iter_mut().flatten().next();
    let rule = first.and_then(|step| step.list.substitution.as_mut());
    if let Some(rule) = rule.filter(|_| dice.percent(15)) {
        rule.by = Some(SubstituteOrder::Total);
    }
}

/// The same for a step after the exam, perhaps from other posts.
pub fn wider(dice: &mut Dice, plan: &Plan, own: Across, mut rule: Substitution) -> Substitution {
    let can = plan.wide != Across::Post && own == Across::Post && !plan.reserved;
    if can && dice.percent(30) {
        rule.across = Some(plan.wide);
        rule.consent = dice.percent(25);
    }
    rule.in_advance = None;
    rule
}
