//! Which rules count for a post: the one place that says so. Run, derivation, lint, sheets, publication and pages ask
//! here; nobody derives it again.

use super::after::{AfterStep, HireRule};
use super::bonus::BonusRule;
use super::codes::StageCode;
use super::defaults;
use super::document::{RuleDocument, Variant};
use super::eligibility::Post;
use super::lists::{List, TieKey, Ties};
use super::opening::OpeningRule;
use super::score::{Score, ScoreOf};
use super::stages::{Scoring, Stage, Track};
use super::totals::TotalRule;

/// The rules of one post with nothing left open: variants over the common parts, defaults where neither states any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRules {
    pub opening: Vec<OpeningRule>,
    pub bonus: Option<BonusRule>,
    pub stages: Vec<Stage>,
    pub total: TotalRule,
    pub ties: Ties,
    pub after: Vec<AfterStep>,
    pub hire: Option<HireRule>,
    /// Not public, so that nobody else makes one.
    set: usize,
}

impl RuleDocument {
    /// The rules as they stand for one post.
    pub fn for_post(&self, post: &Post) -> PostRules {
        let covers = |variant: &Variant| variant.scope.covers(&post.code, post.pool.as_ref());
        let at = self.variants.iter().position(covers);
        self.rules_with(at)
    }

    /// The rules that no variant touches.
    pub fn common_rules(&self) -> PostRules {
        self.rules_with(None)
    }

    /// Whether anybody sits a paper, so that there are sheets of papers to mark.
    pub fn has_papers(&self) -> bool {
        let sits = |post| {
            let own: PostRules = self.for_post(post);
            own.papers()
                .is_some_and(|(_, rule)| !rule.papers.is_empty())
        };
        self.posts.iter().any(sits)
    }

    /// Whether anybody stands before a panel.
    pub fn has_panel(&self) -> bool {
        self.posts
            .iter()
            .any(|post| self.for_post(post).panel().is_some())
    }

    fn rules_with(&self, variant: Option<usize>) -> PostRules {
        let own = variant.map(|at| &self.variants[at]);
        let stages = match own.and_then(|variant| variant.stages.clone()) {
            Some(stages) => stages,
            None => self.stages_with(own.map_or(&[], |variant| &variant.stage)),
        };
        let stages = defaults::stages(stages);
        let total = own
            .and_then(|variant| variant.total.clone())
            .or_else(|| self.total.clone());
        let total = total.unwrap_or_else(|| defaults::total(&stages));
        let ties = own
            .and_then(|variant| variant.ties.clone())
            .or_else(|| self.ties.clone());
        let after = own
            .and_then(|variant| variant.after.clone())
            .or_else(|| self.after.clone());
        let opening = own
            .and_then(|variant| variant.opening.clone())
            .or_else(|| self.opening.clone());
        PostRules {
            opening: opening.unwrap_or_default(),
            bonus: own
                .and_then(|variant| variant.bonus.clone())
                .or_else(|| self.bonus.clone()),
            ties: ties.unwrap_or_else(|| defaults::ties(&stages)),
            after: defaults::after(after),
            hire: own
                .and_then(|variant| variant.hire.clone())
                .or_else(|| self.hire.clone()),
            total,
            stages,
            set: variant.map_or(0, |at| at + 1),
        }
    }

    fn stages_with(&self, other: &[Stage]) -> Vec<Stage> {
        let pick = |stage: &Stage| {
            let own = other.iter().find(|own| own.code == stage.code);
            own.unwrap_or(stage).clone()
        };
        self.stages.iter().map(pick).collect()
    }
}

impl PostRules {
    /// Posts with the same number share all of this: the place of the variant, from 1; 0 for the common rules.
    pub fn set(&self) -> usize {
        self.set
    }

    pub fn stage(&self, code: &StageCode) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.code == *code)
    }

    pub fn after_step(&self, code: &StageCode) -> Option<&AfterStep> {
        self.after.iter().find(|step| step.code == *code)
    }

    /// The stages that give a score, in their order.
    pub fn scored(&self) -> impl Iterator<Item = (&Stage, &Scoring)> {
        let scored = |stage: &'_ Stage| stage.scoring.is_some();
        self.stages
            .iter()
            .filter(move |stage| scored(stage))
            .filter_map(|stage| Some((stage, stage.scoring.as_ref()?)))
    }

    /// The first stage of papers: the written test.
    pub fn papers(&self) -> Option<(&Stage, &super::stages::Papers)> {
        self.scored().find_map(|(stage, scoring)| match scoring {
            Scoring::Papers(papers) => Some((stage, papers)),
            _ => None,
        })
    }

    /// The first stage with a panel: the interview.
    pub fn panel(&self) -> Option<(&Stage, &super::stages::Panel)> {
        self.scored().find_map(|(stage, scoring)| match scoring {
            Scoring::Panel(panel) => Some((stage, panel)),
            _ => None,
        })
    }

    /// The parts of the total for somebody on this track.
    pub fn parts(&self, track: Option<&Track>) -> &[super::score::Part] {
        let own = track.and_then(|track| {
            self.total
                .tracks
                .iter()
                .find(|parts| parts.track == track.code)
        });
        own.map_or(&self.total.formula.parts, |own| &own.parts)
    }

    /// Every figure that lines, lists, the total and orders of level people read, once for each place that reads it.
    pub fn figures(&self) -> Vec<&Score> {
        let lines = self.stages.iter().flat_map(|stage| &stage.lines).flatten();
        let lines = lines.chain(self.total.lines.iter().flatten());
        let tracks = self.total.tracks.iter().flat_map(|own| &own.parts);
        let parts = self.total.formula.parts.iter().chain(tracks);
        let cuts = self.stages.iter().filter_map(|stage| stage.cut.as_ref());
        let lists: Vec<&List> = cuts
            .chain(self.after.iter().map(|step| &step.list))
            .collect();
        let bases = lists.iter().filter_map(|list| list.basis.as_ref());
        let parts = parts.chain(bases.flat_map(|basis| &basis.parts));
        let levels = lists.iter().filter_map(|list| list.level.as_ref());
        let keys = levels.chain([&self.ties]).flat_map(|ties| &ties.keys);
        let keys = keys.filter_map(|key| match key {
            TieKey::Higher(score) => Some(score),
            _ => None,
        });
        let of_parts = parts.map(|part| &part.of);
        lines
            .map(|line| &line.on)
            .chain(of_parts)
            .chain(keys)
            .collect()
    }

    /// The full mark of a whole figure: of a stage, of a cut without a basis of its own, of the total.
    pub fn full(&self, of: &ScoreOf) -> Option<crate::numbers::Points> {
        match of {
            ScoreOf::Total => Some(self.total.full),
            ScoreOf::Stage(code) | ScoreOf::Cut(code) => {
                Some(self.stage(code)?.scoring.as_ref()?.full())
            }
        }
    }
}

impl Scoring {
    pub fn full(&self) -> crate::numbers::Points {
        match self {
            Scoring::Papers(papers) => papers.full,
            Scoring::Panel(panel) => panel.full,
            Scoring::Points(points) => points.full,
        }
    }
}
