//! Who passed the written test: the lines of papers and of the whole (domain.md 3.4).

use super::super::document::{Across, DecisionMatter, PassLine, ScoreSource};
use super::candidate::Stage;
use super::lines::{Line, LineContext, least_passing, resolve};
use super::outcome::{LineOutcome, Pending, Status};
use super::plan::RuleSet;
use super::table::{NONE, is_score};
use super::work::Work;
use crate::numbers::Fraction;
use crate::numbers::Points;
use crate::numbers::extent::lcm;
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
            let below = lines.iter().any(|line| line.is_below(work, row));
            work.status[row] = if below {
                Status::WrittenBelowLine
            } else {
                Status::WrittenPassed
            };
            passed += u32::from(!below);
        }
        work.posts[post].passed = passed;
    }
}

struct Threshold {
    of: Figure,
    /// The columns of papers that are added up instead.
    papers: Vec<usize>,
    least: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Figure {
    Written,
    BeforeBonus,
    Paper(usize),
}

impl Threshold {
    /// Whether this person is below the line.
    fn is_below(&self, work: &Work, row: usize) -> bool {
        if self.papers.is_empty() {
            return self.of.value(work, row) < self.least;
        }
        together(work, &self.papers, row) < self.least
    }
}

/// The marks of several papers added up; whoever has a written score has them all.
fn together(work: &Work, papers: &[usize], row: usize) -> i64 {
    papers
        .iter()
        .map(|column| work.table.papers[*column][row])
        .fold(0, i64::saturating_add)
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
        let figure = if line.with_bonus {
            Figure::Written
        } else {
            Figure::BeforeBonus
        };
        match columns(set, line) {
            (papers, _) if papers.is_empty() => (
                line,
                figure,
                papers,
                rule.full_mark,
                set.written.extent.scale,
            ),
            (papers, full_mark) => (line, figure, papers, full_mark, Points::SCALE),
        }
    });
    let papers = rule
        .papers
        .iter()
        .zip(&set.papers)
        .filter_map(|(paper, column)| {
            Some((
                paper.pass_line.as_ref()?,
                Figure::Paper(*column),
                Vec::new(),
                paper.full_mark,
                Points::SCALE,
            ))
        });
    let all: Vec<(&PassLine, Figure, Vec<usize>, Points, i64)> = whole.chain(papers).collect();
    let mut thresholds = Vec::with_capacity(all.len());
    for (line, of, papers, full_mark, scale) in all {
        if let Some(at) = line_at(work, post, line, (of, &papers), full_mark, means) {
            let together = line.papers.clone();
            let outcome = LineOutcome {
                of: of.source(work),
                together,
                room: None,
                at,
                strictly: line.strictly,
            };
            work.posts[post].lines.push(outcome);
            thresholds.push(Threshold {
                of,
                papers,
                least: least_passing(at, scale, line.strictly),
            });
        }
    }
    thresholds
}

/// The columns of the papers that a line adds up, and their full marks together.
fn columns(set: &RuleSet, line: &PassLine) -> (Vec<usize>, Points) {
    let papers = set.rules.written.papers.iter().zip(&set.papers);
    let named = papers.filter(|(paper, _)| line.papers.contains(&paper.code));
    let (papers, full): (Vec<usize>, Vec<i64>) = named
        .map(|(paper, column)| (*column, paper.full_mark.raw()))
        .unzip();
    (
        papers,
        Points::from_raw(full.into_iter().fold(0, i64::saturating_add)),
    )
}

/// Sum and number over those of a list who sat.
fn mean_together(work: &Work, post: usize, across: Across, papers: &[usize]) -> (i128, u32, i64) {
    let group = work.plan.group_key(post, across);
    let posts = (0..work.post_count()).filter(|other| work.plan.group_key(*other, across) == group);
    let rows = posts
        .flat_map(|post| work.rows(post))
        .filter(|row| is_score(work.written[*row]));
    let sums = rows.map(|row| together(work, papers, row));
    let (sum, people) = sums.fold((0i128, 0), |(sum, people), score| {
        (sum + i128::from(score), people + 1)
    });
    (sum, people, Points::SCALE)
}

fn line_at(
    work: &mut Work,
    post: usize,
    line: &PassLine,
    (of, papers): (Figure, &[usize]),
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
        mean: &|across| match papers.is_empty() {
            true => means.get(work.plan.group_key(post, across), across, of),
            false => mean_together(work, post, across, papers),
        },
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
        Pending::PassLine {
            stage: other,
            posts,
        } if *other == stage => Some(posts),
        _ => None,
    });
    match known {
        Some(posts) if posts.last() == Some(&code) => {}
        Some(posts) => posts.push(code),
        None => work.pending.push(Pending::PassLine {
            stage,
            posts: vec![code],
        }),
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
        let posts: Vec<usize> = (0..work.post_count())
            .filter(|other| work.plan.group_key(*other, across) == group)
            .collect();
        // Posts of one list may keep their scores at different scales; the sum uses one that fits all.
        let scales = posts.iter().map(|post| of.scale(work.set(*post)));
        let scale = scales.fold(Points::SCALE, |common, scale| {
            lcm(common, scale).unwrap_or(common)
        });
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
        self.sums
            .get(&(across, group, of))
            .copied()
            .unwrap_or((0, 0, Points::SCALE))
    }
}
