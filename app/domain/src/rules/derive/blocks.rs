//! The blocks of one calculation, in the order of the course.

use super::{Block, Case, Derivation, Derivations, say};
use crate::rules::{bonus, eligibility, lists, stages, totals};

impl Derivations<'_> {
    /// The derivation of the candidate that stood at place `index` of the run.
    pub fn of(&self, index: usize) -> Option<Derivation> {
        let case = self.case(index)?;
        let result = case.result();
        Some(Derivation {
            candidate: case.candidate().number.to_string(),
            post: case.post().code.clone(),
            post_name: case.post().name.clone(),
            rules: self.outcome.rules.clone(),
            status: result.status,
            said: say::outcome(&case),
            blocks: blocks(&case),
        })
    }
}

fn blocks(case: &Case) -> Vec<Block> {
    let mut blocks: Vec<Block> = eligibility::entry_block(case).into_iter().collect();
    blocks.extend(bonus::bonus_blocks(case).unwrap_or_default());
    for stage in &case.rules().stages {
        blocks.extend(stages::stage_block(case, stage));
        blocks.extend(lists::cut_block(case, stage));
    }
    blocks.extend(totals::total_block(case));
    blocks.push(lists::rank_block(case));
    blocks
}
