//! From papers to the written score, and who passed (domain.md 3.4, 3.5).

use super::super::document::{Across, BonusTarget, DecisionMatter, PassLine};
use super::arith::lcm;
use super::bonus::Scratch;
use super::candidate::{Leaving, Stage};
use super::lines::{Line, LineContext, least_passing, resolve};
use super::outcome::{Fraction, MissingPart, Pending, Status};
use super::plan::RuleSet;
use super::table::{ABSENT, NONE, VIOLATION, is_score};
use super::work::Work;
use crate::points::Points;
use std::collections::HashMap;

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

/// Bonus points of everybody who is in.
pub(crate) fn bonus(work: &mut Work) {
    let mut scratch = Scratch::default();
    for row in 0..work.table.len() {
        let claims = work.table.claims_of(row);
        if claims.is_empty() {
            continue;
        }
        let set = work.set(work.table.post[row] as usize);
        let Some(plan) = &set.bonus else { continue };
        let sum = plan.sum(claims, &mut scratch);
        work.bonus[row] = sum.points;
        if sum.conflict {
            let candidate = work.table.number(row).to_owned();
            let items = work.table.candidate(row).bonus.iter().map(|claim| claim.item.clone()).collect();
            work.pending.push(Pending::ExclusiveBonus { candidate, items });
        }
    }
    unstated(work);
}

fn unstated(work: &mut Work) {
    let sets = work.plan.sets.iter().filter_map(|set| set.rules.bonus.as_ref());
    let items = sets.flat_map(|rule| &rule.items);
    let open = items.filter(|item| item.points == super::super::document::BonusPoints::Unstated);
    let found: Vec<_> = open.map(|item| Pending::UnstatedBonus { item: item.code.clone() }).collect();
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
                    work.written[row] = with_bonus(set, raw, work.bonus[row]);
                }
                Cells::Status(status) => work.status[row] = status,
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
    let formula = set.rules.total.tracks.iter().find(|formula| Some(&formula.track) == track);
    formula.is_some_and(|formula| !formula.parts.iter().any(|part| super::plan::needs_written(&part.of)))
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

#[inline]
pub(crate) fn with_bonus(set: &RuleSet, raw: i64, bonus: i64) -> i64 {
    let Some(rule) = &set.rules.bonus else { return raw };
    if !matches!(rule.added_to, BonusTarget::Written | BonusTarget::Both) || bonus == 0 {
        return raw;
    }
    let per_point = set.written.extent.scale / Points::SCALE;
    let with = raw + bonus * per_point;
    if rule.may_exceed_full_mark == Some(false) {
        // Somebody whose paper alone is above the full mark does not lose it.
        with.min(set.rules.written.full_mark.raw() * per_point).max(raw)
    } else {
        with
    }
}

/// Applies the pass lines of papers and of the whole.
pub(crate) fn pass(work: &mut Work) {
    let mut means = Means::default();
    for post in 0..work.post_count() {
        if work.plan.posts[post].straight {
            continue;
        }
        let lines = lines_of_post(work, post, &mut means);
        let mut passed = 0;
        for row in work.rows(post) {
            if work.status[row] != Status::Admitted || work.written[row] == NONE {
                continue;
            }
            let below = lines.iter().any(|line| line.value(work, row) < line.least);
            work.status[row] = if below { Status::WrittenBelowLine } else { Status::WrittenPassed };
            passed += u32::from(!below);
        }
        work.posts[post].passed = passed;
    }
}

struct Threshold {
    of: Figure,
    least: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Figure {
    Written,
    BeforeBonus,
    Paper(usize),
}

impl Threshold {
    fn value(&self, work: &Work, row: usize) -> i64 {
        self.of.value(work, row)
    }
}

impl Figure {
    fn scale(self, set: &RuleSet) -> i64 {
        match self {
            Figure::Written | Figure::BeforeBonus => set.written.extent.scale,
            Figure::Paper(_) => Points::SCALE,
        }
    }

    fn value(self, work: &Work, row: usize) -> i64 {
        match self {
            Figure::Written => work.written[row],
            Figure::BeforeBonus => work.written_before_bonus[row],
            Figure::Paper(column) => work.table.papers[column][row],
        }
    }
}

fn lines_of_post(work: &mut Work, post: usize, means: &mut Means) -> Vec<Threshold> {
    let set = work.set(post);
    let rule = &set.rules.written;
    let whole = rule.pass_lines.iter().map(|line| {
        let figure = if line.with_bonus { Figure::Written } else { Figure::BeforeBonus };
        (line, figure, rule.full_mark, set.written.extent.scale)
    });
    let papers = rule.papers.iter().zip(&set.papers).filter_map(|(paper, column)| {
        Some((paper.pass_line.as_ref()?, Figure::Paper(*column), paper.full_mark, Points::SCALE))
    });
    let all: Vec<_> = whole.chain(papers).collect();
    let mut thresholds = Vec::with_capacity(all.len());
    for (line, of, full_mark, scale) in all {
        if let Some(at) = line_at(work, post, line, of, full_mark, means) {
            work.posts[post].written_lines.extend(at.to_points());
            thresholds.push(Threshold { of, least: least_passing(at, scale, line.strictly) });
        }
    }
    thresholds
}

fn line_at(
    work: &mut Work,
    post: usize,
    line: &PassLine,
    of: Figure,
    full_mark: Points,
    means: &mut Means,
) -> Option<Fraction> {
    let decided = work.decided_line(post, |matter| match matter {
        DecisionMatter::WrittenPassLine(line) => Some(line),
        _ => None,
    });
    for across in [Across::Post, Across::Pool, Across::Campaign] {
        means.prepare(work, post, across, of, line);
    }
    let context = LineContext {
        full_mark,
        places: work.posts[post].places,
        present: work.posts[post].sat,
        decided,
        mean: &|across| means.get(work.plan.group_key(post, across), across, of),
    };
    match resolve(line, &context) {
        Line::At(at) => Some(at),
        Line::Open => {
            open_line(work, post, Stage::Written);
            None
        }
        Line::OfRoom | Line::Silent => None,
    }
}

/// Notes that a body must set a line for this post.
pub(crate) fn open_line(work: &mut Work, post: usize, stage: Stage) {
    let code = work.plan.posts[post].post.code.clone();
    let known = work.pending.iter_mut().find_map(|pending| match pending {
        Pending::PassLine { stage: other, posts } if *other == stage => Some(posts),
        _ => None,
    });
    match known {
        Some(posts) if posts.last() == Some(&code) => {}
        Some(posts) => posts.push(code),
        None => work.pending.push(Pending::PassLine { stage, posts: vec![code] }),
    }
}

/// Sums over those who sat, computed once for each group and figure.
#[derive(Default)]
struct Means {
    sums: HashMap<(Across, u32, Figure), (i128, u32, i64)>,
}

impl Means {
    fn prepare(&mut self, work: &Work, post: usize, across: Across, of: Figure, line: &PassLine) {
        let wanted = matches!(&line.at, super::super::document::PassMark::ShareOfMean(mean) if mean.across == across);
        let group = work.plan.group_key(post, across);
        if !wanted || self.sums.contains_key(&(across, group, of)) {
            return;
        }
        let posts: Vec<usize> =
            (0..work.post_count()).filter(|other| work.plan.group_key(*other, across) == group).collect();
        // Posts of one list may keep their scores at different scales; the sum uses one that fits all.
        let scales = posts.iter().map(|post| of.scale(work.set(*post)));
        let scale = scales.fold(Points::SCALE, |common, scale| lcm(common, scale).unwrap_or(common));
        let (mut sum, mut people) = (0i128, 0);
        for post in posts {
            let factor = i128::from(scale / of.scale(work.set(post)));
            for row in work.rows(post).filter(|row| is_score(work.written[*row])) {
                sum += i128::from(of.value(work, row)) * factor;
                people += 1;
            }
        }
        self.sums.insert((across, group, of), (sum, people, scale));
    }

    fn get(&self, group: u32, across: Across, of: Figure) -> (i128, u32, i64) {
        self.sums.get(&(across, group, of)).copied().unwrap_or((0, 0, Points::SCALE))
    }
}
