//! The total, its pass lines, and the ranking (domain.md 3.8).

use super::super::document::{DecisionMatter, ScoreSource};
use super::candidate::Stage;
use super::faults::RuleFault;
use super::lines::{Line, LineContext, least_passing, resolve};
use super::outcome::{LineOutcome, MissingPart, Status};
use super::plan::{Column, Formula, RuleSet, TotalPlan};
use super::rise::{Onto, rise, topped};
use super::table::{NONE, is_score};
use super::ties::{self, Ordered};
use super::work::Work;
use super::written_lines::open_line;
use super::{interview, physical};
use crate::numbers::Fraction;
use crate::numbers::Points;

/// Totals of everybody who has all parts.
pub(crate) fn score(work: &mut Work) -> Result<(), RuleFault> {
    let extent = interview::extent(work);
    let plans = work
        .plan
        .sets
        .iter()
        .map(|set| work.plan.total(set, extent))
        .collect::<Result<Vec<_>, _>>()?;
    for post in 0..work.post_count() {
        let set = work.set(post);
        let plan = &plans[work.plan.posts[post].set];
        for row in work.rows(post) {
            if work.status[row] != Status::Shortlisted {
                continue;
            }
            let formula = formula_of(work, set, plan, row);
            match formula.apply(|column| ties::figure(work, row, column)) {
                Err(part) => missing(work, row, formula.columns[part]),
                Ok(total) => {
                    work.total[row] = total;
                    let rise = rise(work, set, row, Onto::Total);
                    work.total[row] = topped(set, total, rise, set.rules.total.full_mark.raw());
                    work.status[row] = Status::Ranked;
                }
            }
        }
    }
    Ok(())
}

/// The formula of this candidate: the post's, or that of their own track.
pub(crate) fn formula_of<'p>(
    work: &Work,
    set: &RuleSet,
    plan: &'p TotalPlan,
    row: usize,
) -> &'p Formula {
    let tracks = &set.rules.total.tracks;
    if !tracks.is_empty()
        && let Some(track) = work.table.track(row)
        && let Some(index) = tracks.iter().position(|formula| formula.track == *track)
    {
        return &plan.tracks[index];
    }
    &plan.common
}

fn missing(work: &mut Work, row: usize, column: Column) {
    work.status[row] = Status::PartMissing;
    let part = match column {
        Column::Test(index) if work.table.tests[index][row] == NONE => {
            MissingPart::Test(work.plan.tests[index].code.clone())
        }
        Column::Paper(index) => MissingPart::Paper(work.plan.papers[index].code.clone()),
        // The panel's score is there; its room has no coefficient, which is told for the whole room.
        Column::Interview if work.interview_before.get(row).is_some_and(|s| is_score(*s)) => return,
        Column::Interview | Column::InterviewBeforeCorrection => MissingPart::Interview,
        _ => return,
    };
    work.miss(row, part);
}

pub(crate) fn pass(work: &mut Work) {
    for post in 0..work.post_count() {
        let set = work.set(post);
        for line in &set.rules.total.pass_lines {
            let decided = work.decided_line(post, |matter| match matter {
                DecisionMatter::TotalPassLine(line) => Some(line),
                _ => None,
            });
            let ranked = work
                .rows(post)
                .filter(|row| work.status[*row] == Status::Ranked)
                .count() as u32;
            let mean = |across| {
                let key = work.plan.group_key(post, across);
                let posts = (0..work.post_count())
                    .filter(|other| work.plan.group_key(*other, across) == key);
                let totals = posts
                    .flat_map(|post| work.rows(post))
                    .map(|row| work.total[row]);
                let (sum, people) = totals
                    .filter(|total| is_score(*total))
                    .fold((0i128, 0), |(sum, people), total| {
                        (sum + i128::from(total), people + 1)
                    });
                (sum, people, Points::SCALE)
            };
            let context = LineContext {
                full_mark: set.rules.total.full_mark,
                places: work.posts[post].places,
                present: ranked,
                decided,
                mean: &mean,
            };
            match resolve(line, &context) {
                Line::At(at) => {
                    let (of, together) = (ScoreSource::Total, Vec::new());
                    let line = LineOutcome {
                        of,
                        together,
                        room: None,
                        at,
                        strictly: line.strictly,
                    };
                    let least = least_passing(at, Points::SCALE, line.strictly);
                    work.posts[post].lines.push(line);
                    cut(work, post, least);
                }
                Line::Open => open_line(work, post, Stage::Total),
                Line::OfRoom | Line::Silent => {}
            }
        }
    }
}

fn cut(work: &mut Work, post: usize, least: i64) {
    for row in work.rows(post) {
        if work.status[row] == Status::Ranked && work.total[row] < least {
            work.status[row] = Status::TotalBelowLine;
        }
    }
}

/// Ranks, and who enters the physical examination.
pub(crate) fn rank(work: &mut Work) {
    for group in work.groups(|set| set.rules.total.across) {
        let set = work.set(group.posts[0]);
        let keys = ties::chain(
            work.plan,
            &set.rules.ties.keys,
            Some(&set.rules.ties.still_tied),
        );
        let ranked = work
            .rows_of(&group)
            .filter(|row| work.status[*row] == Status::Ranked);
        let scored: Vec<(i64, u32)> = ranked.map(|row| (work.total[row], row as u32)).collect();
        let ordered = Ordered::by(work, scored, &keys);
        for (row, rank) in ordered.ranks() {
            work.rank[row as usize] = rank;
        }
        physical::select(work, &group, &ordered);
    }
    count(work);
}

fn count(work: &mut Work) {
    for post in 0..work.post_count() {
        let (mut ranked, mut enters) = (0, 0);
        for row in work.rows(post) {
            ranked += u32::from(work.total[row] != NONE && work.rank[row] > 0);
            enters += u32::from(work.status[row] == Status::EntersPhysical);
        }
        work.posts[post].ranked = ranked;
        work.posts[post].enters_physical = enters;
    }
}

/// A total column in points.
pub(crate) fn points(value: i64, scale: i64) -> Option<Points> {
    if !is_score(value) {
        return None;
    }
    if scale == Points::SCALE {
        return Some(Points::from_raw(value));
    }
    Fraction::new(value.into(), scale.into()).to_points()
}
