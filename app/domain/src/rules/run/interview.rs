//! From the examiners' marks to the interview score (domain.md 3.7).

use super::super::document::{
    DecisionMatter, InterviewRule, PassLine, PassMark, Rounding, ScoreSource,
};
use super::candidate::Stage;
use super::faults::RuleFault;
use super::lines::{Line, LineContext, least_passing, resolve};
use super::outcome::{LineOutcome, MissingPart, Status};
use super::plan::RuleSet;
use super::rise::{Onto, rise, topped};
use super::table::{ABSENT, NO_ROOM, NONE, VIOLATION, is_score};
use super::trim::{elements_sum, kept, trimmed_sum};
use super::work::Work;
use super::written_lines::open_line;
use crate::numbers::Fraction;
use crate::numbers::Points;
use crate::numbers::extent::{Extent, divide, lcm};
use std::collections::HashMap;

/// The panel's score of everybody on the shortlist.
pub(crate) fn score(work: &mut Work) -> Result<(), RuleFault> {
    work.interview_scale = scale(work)?;
    for post in 0..work.post_count() {
        let set = work.set(post);
        let means = Means::new(&set.rules.interview, work.interview_scale)?;
        let mut interviewed = 0;
        for row in work.rows(post) {
            if work.status[row] != Status::Shortlisted || !needs_interview(work, set, row) {
                continue;
            }
            match panel(work, set, row, &means)? {
                Ok(score) => {
                    work.interview[row] = score;
                    interviewed += 1;
                }
                Err(status) => {
                    work.status[row] = status;
                    if status == Status::InterviewMissing {
                        work.miss(row, MissingPart::Interview);
                    }
                }
            }
        }
        work.posts[post].interviewed = interviewed;
    }
    Ok(())
}

fn needs_interview(work: &Work, set: &RuleSet, row: usize) -> bool {
    let total = &set.rules.total;
    let track = if total.tracks.is_empty() {
        None
    } else {
        work.table.track(row)
    };
    let formula = total
        .tracks
        .iter()
        .find(|formula| Some(&formula.track) == track);
    let parts = formula.map_or(&total.parts, |formula| &formula.parts);
    parts
        .iter()
        .any(|part| super::plan::needs_interview(&part.of))
}

/// One scale for all: ten-thousandths where means are rounded, else a common multiple of the numbers of marks.
fn scale(work: &Work) -> Result<i64, RuleFault> {
    let mut scale = Points::SCALE;
    for set in &work.plan.sets {
        let rule = &set.rules.interview;
        if rule.mean.is_some() {
            continue;
        }
        let sizes: Vec<usize> = match rule.panel {
            Some(panel) => vec![usize::from(panel)],
            None => (1..=15).collect(),
        };
        for size in sizes {
            let kept = kept(size, rule.trim.as_ref());
            scale = lcm(scale, Points::SCALE * kept.max(1) as i64)?;
        }
    }
    Ok(scale)
}

/// The division after the trim, for each number of marks kept.
pub(crate) struct Means {
    rounding: Option<Rounding>,
    scale: i64,
}

impl Means {
    pub(crate) fn new(rule: &InterviewRule, scale: i64) -> Result<Self, RuleFault> {
        match rule.mean {
            Some(rounding) if rounding.decimals > 4 => Err(RuleFault::TooManyDecimals {
                decimals: rounding.decimals,
            }),
            rounding => Ok(Means { rounding, scale }),
        }
    }

    /// The mean of `kept` marks that sum to `sum` ten-thousandths, at the column's scale.
    #[inline]
    pub(crate) fn of(&self, sum: i64, kept: i64) -> i64 {
        match self.rounding {
            None => sum * (self.scale / Points::SCALE) / kept,
            Some(rounding) => {
                let unit = 10i64.pow(u32::from(4 - rounding.decimals));
                divide(rounding.mode, sum, kept * unit) * unit * (self.scale / Points::SCALE)
            }
        }
    }
}

fn panel(
    work: &Work,
    set: &RuleSet,
    row: usize,
    means: &Means,
) -> Result<Result<i64, Status>, RuleFault> {
    let marks = work.table.panel_of(row);
    if work.table.room[row] == NO_ROOM || marks.is_empty() {
        return Ok(Err(Status::InterviewMissing));
    }
    let (mut absent, mut void, mut missing) = (false, false, false);
    for mark in marks {
        absent |= *mark == ABSENT;
        void |= *mark == VIOLATION;
        missing |= *mark == NONE;
    }
    if void || absent || missing {
        let status = match (void, absent) {
            (true, _) => Status::InterviewViolation,
            (_, true) => Status::InterviewAbsent,
            _ => Status::InterviewMissing,
        };
        return Ok(Err(status));
    }
    let rule = &set.rules.interview;
    // Looking at the sheet itself costs a cache miss for each of a million people, so only where it is needed.
    let sheet = if set.by_element {
        work.table.candidate(row).interview.as_ref()
    } else {
        None
    };
    let trimmed = match sheet.filter(|sheet| !sheet.elements.is_empty()) {
        Some(sheet) => elements_sum(rule, sheet),
        None => trimmed_sum(marks, rule.trim.as_ref()),
    };
    if trimmed.1 == 0 {
        let post = work.plan.posts[work.table.post[row] as usize]
            .post
            .code
            .clone();
        return Err(RuleFault::TrimsEverything { post });
    }
    Ok(Ok(means.of(trimmed.0, trimmed.1)))
}

/// Adds a bonus that counts in the interview, or in both parts.
pub(crate) fn bonus(work: &mut Work) {
    let counts_here = |set: &RuleSet| {
        set.bonus
            .iter()
            .any(|plan| Onto::Interview.takes(plan.target))
    };
    if !work.plan.sets.iter().any(counts_here) {
        return;
    }
    if work.interview_before.is_empty() {
        work.interview_before = work.interview.clone();
    }
    work.interview_before_bonus = work.interview.clone();
    let per_point = work.interview_scale / Points::SCALE;
    for row in 0..work.table.len() {
        if work.interview[row] == NONE {
            continue;
        }
        let set = work.set(work.table.post[row] as usize);
        let rise = rise(work, set, row, Onto::Interview) * per_point;
        let full_mark = set.rules.interview.full_mark.raw() * per_point;
        work.interview[row] = topped(set, work.interview[row], rise, full_mark);
    }
}

/// Pass lines of the interview, on the score that counts.
pub(crate) fn pass(work: &mut Work) {
    let by_room = |set: &RuleSet| {
        set.rules
            .interview
            .pass_lines
            .iter()
            .any(|line| line.at == PassMark::RoomMean)
    };
    let rooms = if work.plan.sets.iter().any(by_room) {
        room_means(work)
    } else {
        HashMap::new()
    };
    for post in 0..work.post_count() {
        let set = work.set(post);
        for line in &set.rules.interview.pass_lines {
            apply_line(work, post, line, &rooms);
        }
    }
}

fn apply_line(work: &mut Work, post: usize, line: &PassLine, rooms: &HashMap<u32, Fraction>) {
    let scale = work.interview_scale;
    let decided = work.decided_line(post, |matter| match matter {
        DecisionMatter::InterviewPassLine(line) => Some(line),
        _ => None,
    });
    let mean = |across| {
        let key = work.plan.group_key(post, across);
        let posts =
            (0..work.post_count()).filter(|other| work.plan.group_key(*other, across) == key);
        let scores = posts
            .flat_map(|post| work.rows(post))
            .map(|row| work.interview[row]);
        let (sum, people) = scores
            .filter(|score| is_score(*score))
            .fold((0i128, 0), |(sum, people), score| {
                (sum + i128::from(score), people + 1)
            });
        (sum, people, scale)
    };
    let context = LineContext {
        full_mark: work.set(post).rules.interview.full_mark,
        places: work.posts[post].places,
        present: work.posts[post].interviewed,
        decided,
        mean: &mean,
    };
    let resolved = resolve(line, &context);
    let common = match resolved {
        Line::At(at) => Some(at),
        Line::OfRoom => None,
        Line::Open => return open_line(work, post, Stage::Total),
        Line::Silent => return,
    };
    let mut met: HashMap<u32, Fraction> = HashMap::new();
    for row in work.rows(post) {
        if work.status[row] != Status::Shortlisted || work.interview[row] == NONE {
            continue;
        }
        let room = work.table.room[row];
        let Some(at) = common.or_else(|| rooms.get(&room).copied()) else {
            continue;
        };
        met.insert(room, at);
        if work.interview[row] < least_passing(at, scale, line.strictly) {
            work.status[row] = Status::InterviewBelowLine;
        }
    }
    let outcome = |room, at| LineOutcome {
        of: ScoreSource::Interview,
        together: Vec::new(),
        room,
        at,
        strictly: line.strictly,
    };
    let mut lines: Vec<LineOutcome> = match common {
        Some(at) => vec![outcome(None, at)],
        None => met
            .into_iter()
            .map(|(room, at)| outcome(work.table.room_name(room), at))
            .collect(),
    };
    // Rooms are numbered as they come; their names say the same in any order of the input.
    lines.sort_by(|a, b| a.room.cmp(&b.room));
    work.posts[post].lines.extend(lines);
}

/// The mean of each room and sitting over those who were interviewed (O37).
fn room_means(work: &Work) -> HashMap<u32, Fraction> {
    let mut sums: HashMap<u32, (i128, i128)> = HashMap::new();
    for (row, room) in work.table.room.iter().enumerate() {
        if is_score(work.interview[row]) && *room != NO_ROOM {
            let sum = sums.entry(*room).or_default();
            *sum = (sum.0 + i128::from(work.interview[row]), sum.1 + 1);
        }
    }
    let scale = i128::from(work.interview_scale);
    sums.into_iter()
        .map(|(room, (sum, people))| (room, Fraction::new(sum, people * scale)))
        .collect()
}

/// The extent of the interview column, for the formulas of the total.
pub(crate) fn extent(work: &Work) -> Extent {
    let scores = work
        .interview
        .iter()
        .filter(|score| is_score(**score))
        .map(|score| score.abs());
    let full = work
        .plan
        .sets
        .iter()
        .map(|set| set.rules.interview.full_mark.raw())
        .max()
        .unwrap_or(0);
    let full = full.saturating_mul(work.interview_scale / Points::SCALE);
    Extent {
        scale: work.interview_scale,
        most: scores.fold(full, i64::max).max(1),
    }
}
