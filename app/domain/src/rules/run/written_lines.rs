//! Who passed the written test: the lines of papers and of the whole (domain.md 3.4).

use super::super::document::{Across, DecisionMatter, PassLine, ScoreSource};
use super::arith::lcm;
use super::candidate::Stage;
use super::lines::{Line, LineContext, least_passing, resolve};
use super::outcome::{Fraction, LineOutcome, Pending, Status};
use super::plan::RuleSet;
use super::table::{NONE, is_score};
use super::work::Work;
use crate::points::Points;
use std::collections::HashMap;

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

    fn source(self, work: &Work) -> ScoreSource {
        match self {
            Figure::Written => ScoreSource::Written,
            Figure::BeforeBonus => ScoreSource::WrittenBeforeBonus,
            Figure::Paper(column) => ScoreSource::Paper(work.plan.papers[column].code.clone()),
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
            let of_what = of.source(work);
            work.posts[post].lines.push(LineOutcome { of: of_what, room: None, at, strictly: line.strictly });
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
