//! From papers to the written score, and who passed (domain.md 3.4, 3.5).

use super::bonus::Scratch;
use super::candidate::Leaving;
use super::outcome::{MissingPart, Pending, Status};
use super::plan::RuleSet;
use super::rise::{Onto, rise, topped};
use super::table::{ABSENT, NONE, VIOLATION};
use super::work::Work;
use crate::numbers::Points;

/// Who is in at all: before any score.
pub(crate) fn admit(work: &mut Work) {
    for post in 0..work.post_count() {
        let without_exam = work.plan.posts[post].without_exam;
        let (mut applied, mut accepted) = (0, 0);
        for row in work.rows(post) {
            applied += 1;
            let disqualified = work.table.left[row] == Some(Leaving::Disqualified);
            work.status[row] = match (work.table.accepted[row], disqualified) {
                (false, _) => continue,
                (true, true) => Status::Disqualified,
                (true, false) if without_exam => Status::WithoutExam,
                (true, false) => Status::Admitted,
            };
            accepted += 1;
        }
        work.posts[post].applied = applied;
        work.posts[post].accepted = accepted;
    }
}

/// Bonus points of everybody, as far as no score decides them.
pub(crate) fn bonus(work: &mut Work) {
    work.pending.extend(work.table.refuted.iter().cloned());
    let mut scratch = Scratch::default();
    for row in 0..work.table.len() {
        let claims = work.table.claims_of(row);
        if claims.is_empty() {
            continue;
        }
        let set = work.set(work.table.post[row] as usize);
        let mut conflict = false;
        for plan in &set.bonus {
            let sum = plan.sum.sum(claims, &mut scratch);
            conflict |= sum.conflict;
            if plan.is_fixed() {
                work.bonus[row] = work.bonus[row].saturating_add(sum.points);
            }
        }
        if conflict {
            let candidate = work.table.number(row).to_owned();
            let items = work
                .table
                .candidate(row)
                .bonus
                .iter()
                .map(|claim| claim.item.clone())
                .collect();
            work.pending
                .push(Pending::ExclusiveBonus { candidate, items });
        }
    }
    unstated(work);
}

fn unstated(work: &mut Work) {
    let sets = work
        .plan
        .sets
        .iter()
        .filter_map(|set| set.rules.bonus.as_ref());
    let items = sets.flat_map(|rule| &rule.items);
    let open = items.filter(|item| item.points == super::super::document::BonusPoints::Unstated);
    let found: Vec<_> = open
        .map(|item| Pending::UnstatedBonus {
            item: item.code.clone(),
        })
        .collect();
    for pending in found {
        if !work.pending.contains(&pending) {
            work.pending.push(pending);
        }
    }
}

/// Scores of all who sat; everybody else gets the status that says why there is none.
pub(crate) fn score(work: &mut Work) {
    for post in 0..work.post_count() {
        if work.plan.posts[post].straight {
            continue;
        }
        let set = work.set(post);
        let mut sat = 0;
        for row in work.rows(post) {
            if work.status[row] != Status::Admitted || skips_written(work, set, row) {
                continue;
            }
            match cells(work, set, row) {
                Cells::Scored => {
                    sat += 1;
                    let columns = &work.table.papers;
                    let raw = set.written.apply(|part| columns[set.papers[part]][row]);
                    work.written_before_bonus[row] = raw;
                    let per_point = set.written.extent.scale / Points::SCALE;
                    let rise = rise(work, set, row, Onto::Written) * per_point;
                    work.written[row] = topped(
                        set,
                        raw,
                        rise,
                        set.rules.written.full_mark.raw() * per_point,
                    );
                }
                Cells::Status(status) => {
                    // Who was caught was there: the test counts them, its marks do not.
                    sat += u32::from(status == Status::WrittenViolation);
                    work.status[row] = status;
                }
                Cells::Missing(part) => {
                    work.status[row] = Status::WrittenMissing;
                    let code = set.rules.written.papers[part].code.clone();
                    work.miss(row, MissingPart::Paper(code));
                }
            }
        }
        work.posts[post].sat = sat;
    }
}

/// A track whose formula has no written part goes straight to the interview.
pub(crate) fn skips_written(work: &Work, set: &RuleSet, row: usize) -> bool {
    if set.rules.total.tracks.is_empty() {
        return false;
    }
    let track = work.table.track(row);
    let formula = set
        .rules
        .total
        .tracks
        .iter()
        .find(|formula| Some(&formula.track) == track);
    formula.is_some_and(|formula| {
        !formula
            .parts
            .iter()
            .any(|part| super::plan::needs_written(&part.of))
    })
}

enum Cells {
    Scored,
    Status(Status),
    Missing(usize),
}

/// One void paper voids the test; one missed paper makes the person absent.
fn cells(work: &Work, set: &RuleSet, row: usize) -> Cells {
    let mut found = Cells::Scored;
    for (part, column) in set.papers.iter().enumerate() {
        match work.table.papers[*column][row] {
            VIOLATION => return Cells::Status(Status::WrittenViolation),
            ABSENT => found = Cells::Status(Status::WrittenAbsent),
            NONE if matches!(found, Cells::Scored) => found = Cells::Missing(part),
            _ => {}
        }
    }
    found
}
