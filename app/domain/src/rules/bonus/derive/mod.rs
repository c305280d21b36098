//! The bonus by hand: which items count, how they stack, what a score rises by.

mod worth;

use super::document::{BonusGroup, BonusItem, BonusRule, Stack};
use super::judge::{ClaimFinding, Counts, judge_claims};
use crate::numbers::{Fraction, Points};
use crate::rules::codes::BonusCode;
use crate::rules::derive::{Bill, Block, BlockKind, Case, ClaimsCount, Operation, Row, exact, say};
use crate::rules::engine::LeftAt;
use crate::rules::engine::Status;
use crate::rules::score::ScoreOf;

/// An item that counts, with what it gives alone.
struct Counted<'r> {
    item: &'r BonusItem,
    points: Fraction,
}

/// One branch of a group or of the rule, with what it comes to.
struct Branch<'r> {
    of: BranchOf<'r>,
    points: Fraction,
}

enum BranchOf<'r> {
    Item(&'r BonusItem),
    Group(&'r BonusGroup, Vec<Branch<'r>>),
}

/// Raises a figure, and holds it at the full mark where the bonus may not pass it: never below what it was without.
pub(crate) fn add_bonus(
    case: &Case,
    bill: &mut Bill,
    target: &ScoreOf,
    claims: ClaimsCount,
    full: Option<Fraction>,
) -> Option<()> {
    let Some(rule) = &case.rules().bonus else {
        return Some(());
    };
    let counted = counted(case, rule, claims)?;
    let branches = branches(rule, None, target, &counted)?;
    if branches.is_empty() {
        return Some(());
    }
    let before = bill.figure;
    let rise = stacked(&branches, stack(rule), rule.cap)?;
    let mut row = Row::valued(Operation::Add, say::bonus(&names(&branches)), rise);
    row.clause.clone_from(&rule.clause);
    bill.add(row)?;
    if let Some(full) = full.filter(|_| rule.may_exceed_full == Some(false)) {
        bill.cap(say::bonus_at_most_full(), exact::larger(full, before)?)?;
    }
    Some(())
}

/// A rule that does not say how items stack counts the highest.
fn stack(rule: &BonusRule) -> Stack {
    rule.stack.unwrap_or(Stack::Highest)
}

/// The items that count, in the order of the rule.
fn counted<'r>(case: &Case, rule: &'r BonusRule, claims: ClaimsCount) -> Option<Vec<Counted<'r>>> {
    let findings = judge_claims(case.doc(), case.columns(), rule, case.candidate());
    let mut found = Vec::new();
    for finding in findings {
        let item = rule.items.iter().find(|item| item.code == finding.item)?;
        if let Some(points) = points(case, item, by(&finding, claims)) {
            found.push(Counted { item, points });
        }
    }
    Some(found)
}

fn by(finding: &ClaimFinding, claims: ClaimsCount) -> &Counts {
    match claims {
        ClaimsCount::AsClaimed => &finding.by_claim,
        ClaimsCount::AsDecided => &finding.by_decision,
    }
}

fn points(case: &Case, item: &BonusItem, counts: &Counts) -> Option<Fraction> {
    match counts {
        Counts::No | Counts::Open(_) => None,
        Counts::Points(points) => Some(Fraction::of_points(*points)),
        Counts::AsRuled => worth::of(case, item),
    }
}

/// What stands directly inside a group, or at the top, and raises this score.
fn branches<'r>(
    rule: &'r BonusRule,
    inside: Option<&BonusCode>,
    target: &ScoreOf,
    counted: &[Counted<'r>],
) -> Option<Vec<Branch<'r>>> {
    let here = |counted: &&Counted| {
        counted.item.group.as_ref() == inside && raised_by(rule, counted.item).contains(target)
    };
    let item = |counted: &Counted<'r>| Branch {
        of: BranchOf::Item(counted.item),
        points: counted.points,
    };
    let mut found: Vec<Branch> = counted.iter().filter(here).map(item).collect();
    for group in rule
        .groups
        .iter()
        .filter(|group| group.group.as_ref() == inside)
    {
        let inner = branches(rule, Some(&group.code), target, counted)?;
        if !inner.is_empty() {
            let points = stacked(&inner, group.stack, group.cap)?;
            let of = BranchOf::Group(group, inner);
            found.push(Branch { of, points });
        }
    }
    Some(found)
}

/// What an item raises: its outermost group says it; an item outside groups for itself; else the rule.
fn raised_by<'r>(rule: &'r BonusRule, item: &'r BonusItem) -> &'r [ScoreOf] {
    let (mut own, mut outer) = (&item.raises, item.group.as_ref());
    for _ in &rule.groups {
        let inside = |group: &&BonusGroup| Some(&group.code) == outer;
        if let Some(group) = rule.groups.iter().find(inside) {
            (own, outer) = (&group.raises, group.group.as_ref());
        }
    }
    match own.is_empty() {
        true => &rule.raises,
        false => own,
    }
}

fn stacked(branches: &[Branch], stack: Stack, cap: Option<Points>) -> Option<Fraction> {
    let (first, rest) = branches.split_first()?;
    let sum = rest
        .iter()
        .try_fold(first.points, |so_far, branch| match stack {
            Stack::Sum => so_far.plus(branch.points),
            Stack::Highest => exact::larger(so_far, branch.points),
        })?;
    match cap {
        Some(cap) => exact::smaller(sum, Fraction::of_points(cap)),
        None => Some(sum),
    }
}

fn names<'b>(branches: &'b [Branch]) -> Vec<&'b crate::rules::Bilingual> {
    let mut found = Vec::new();
    for branch in branches {
        match &branch.of {
            BranchOf::Item(item) => found.push(&item.name),
            BranchOf::Group(_, inner) => found.extend(names(inner)),
        }
    }
    found
}

/// One block for the scores that the same items raise, and what does not count.
pub(crate) fn bonus_blocks(case: &Case) -> Option<Vec<Block>> {
    let rule = case.rules().bonus.as_ref()?;
    let left = case.candidate().left.as_ref();
    let out_of_everything = left.is_some_and(|left| left.at == LeftAt::Disqualified);
    let not_in = match case.result().status {
        Status::NotAdmitted | Status::Pending => true,
        // A post may be cancelled before anybody looks at a claim.
        Status::Cancelled => case
            .all
            .outcome
            .figures_of(case.index)
            .iter()
            .all(|step| step.score.is_none()),
        _ => false,
    };
    let without_exam = case.track().is_some_and(|track| track.hired_without_exam);
    if out_of_everything || not_in || without_exam {
        return None;
    }
    let claims = case.claims_now();
    let findings = judge_claims(case.doc(), case.columns(), rule, case.candidate());
    let mut silent = Vec::new();
    for finding in &findings {
        let item = rule.items.iter().find(|item| item.code == finding.item)?;
        if points(case, item, by(finding, claims)).is_none() {
            silent.push(Row {
                note: Some(say::does_not_count(item, finding)),
                clause: item.clause.clone(),
                ..Row::new(Operation::Say, item.name.clone())
            });
        }
    }
    let counted = counted(case, rule, claims)?;
    let mut blocks = Vec::new();
    for targets in kinds_of_targets(rule) {
        let branches = branches(rule, None, &targets[0], &counted)?;
        if !branches.is_empty() {
            blocks.push(block(case, rule, &targets, &branches)?);
        }
    }
    match (blocks.first_mut(), silent.is_empty()) {
        (_, true) => {}
        (Some(block), false) => block.rows.extend(silent),
        (None, false) => blocks.push(Block {
            kind: BlockKind::Bonus,
            title: say::bonus_of(case.doc(), &[]),
            clause: rule.clause.clone(),
            rows: silent,
        }),
    }
    Some(blocks)
}

/// The scores that rise, those together that the same items raise.
fn kinds_of_targets(rule: &BonusRule) -> Vec<Vec<ScoreOf>> {
    let raise = |target: &ScoreOf| -> Vec<bool> {
        let items = rule.items.iter();
        items
            .map(|item| raised_by(rule, item).contains(target))
            .collect()
    };
    let mut found: Vec<(Vec<bool>, Vec<ScoreOf>)> = Vec::new();
    for target in rule.items.iter().flat_map(|item| raised_by(rule, item)) {
        let items = raise(target);
        match found.iter_mut().find(|(known, _)| *known == items) {
            Some((_, targets)) if targets.contains(target) => {}
            Some((_, targets)) => targets.push(target.clone()),
            None => found.push((items, vec![target.clone()])),
        }
    }
    found.into_iter().map(|(_, targets)| targets).collect()
}

fn block(case: &Case, rule: &BonusRule, targets: &[ScoreOf], branches: &[Branch]) -> Option<Block> {
    let mut bill = Bill::new();
    for (place, branch) in branches.iter().enumerate() {
        let operation = match stack(rule) {
            Stack::Sum => Operation::Add,
            Stack::Highest => Operation::Highest,
        };
        bill.figure = match stack(rule) {
            Stack::Sum => bill.figure.plus(branch.points)?,
            Stack::Highest if place > 0 => exact::larger(bill.figure, branch.points)?,
            Stack::Highest => branch.points,
        };
        bill.rows.push(branch_row(case, branch, operation));
    }
    if let Some(cap) = rule.cap {
        bill.cap(say::bonus_cap(), Fraction::of_points(cap))?;
    }
    bill.result(say::bonus_together(stack(rule), branches.len()), None)?;
    Some(Block {
        kind: BlockKind::Bonus,
        title: say::bonus_of(case.doc(), targets),
        clause: rule.clause.clone(),
        rows: bill.rows,
    })
}

fn branch_row(case: &Case, branch: &Branch, operation: Operation) -> Row {
    match &branch.of {
        BranchOf::Item(item) => Row {
            note: worth::note(case, item, branch.points),
            clause: item.clause.clone(),
            ..Row::valued(operation, item.name.clone(), branch.points)
        },
        BranchOf::Group(group, inner) => {
            let inside = inner.iter();
            let inside: Vec<(&crate::rules::Bilingual, Fraction)> = inside
                .map(|branch| match &branch.of {
                    BranchOf::Item(item) => (&item.name, branch.points),
                    BranchOf::Group(group, _) => (&group.name, branch.points),
                })
                .collect();
            let uncapped = stacked(inner, group.stack, None);
            let cap = group.cap.filter(|_| uncapped != Some(branch.points));
            Row {
                note: Some(say::group(&inside, group.stack, cap)),
                ..Row::valued(operation, group.name.clone(), branch.points)
            }
        }
    }
}
