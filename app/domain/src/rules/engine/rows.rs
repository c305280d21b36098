//! Where each person stands: in the input by post, and in the parts of a run.

use super::candidate::Candidate;
use super::faults::{CandidateProblem, CandidateProblemKind as Kind};
use super::plan::Plan;

/// Where somebody's row stands: in which part, and there at which place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub part: u32,
    pub row: u32,
}

/// The places of the input by post; inside a post in the order of the input.
pub(crate) struct Rows {
    rows: Vec<u32>,
    /// `rows[start[p]..start[p + 1]]` are those of post `p`.
    start: Vec<u32>,
}

impl Rows {
    pub(super) fn of(plan: &Plan, candidates: &[Candidate]) -> (Self, Vec<CandidateProblem>) {
        let mut problems = Vec::new();
        let mut post_of = Vec::with_capacity(candidates.len());
        let mut start = vec![0u32; plan.posts.len() + 1];
        for (row, candidate) in candidates.iter().enumerate() {
            let post = plan.post(candidate.post.as_str());
            match post {
                Some(post) => start[post as usize + 1] += 1,
                None => {
                    let post = candidate.post.clone();
                    problems.push(problem(candidates, row, Kind::UnknownPost { post }));
                }
            }
            post_of.push(post);
        }
        for post in 1..start.len() {
            start[post] += start[post - 1];
        }
        let mut next = start.clone();
        let mut rows = vec![0; candidates.len() - problems.len()];
        for (row, post) in (0..).zip(post_of) {
            if let Some(post) = post {
                let at = &mut next[post as usize];
                rows[*at as usize] = row;
                *at += 1;
            }
        }
        (Rows { rows, start }, problems)
    }

    pub(crate) fn of_post(&self, post: usize) -> &[u32] {
        &self.rows[self.start[post] as usize..self.start[post + 1] as usize]
    }

    /// How many each post has.
    pub(super) fn people(&self) -> Vec<usize> {
        let posts = 0..self.start.len() - 1;
        posts.map(|post| self.of_post(post).len()).collect()
    }
}

pub(super) fn problem(candidates: &[Candidate], row: usize, kind: Kind) -> CandidateProblem {
    CandidateProblem {
        row,
        number: candidates[row].number.to_string(),
        kind,
    }
}
