//! What the notice leaves open: from the step that reads it on, nobody whom it touches has an outcome.

use super::course::{Course, Stand};
use domain::next::{DecisionValue, ScoreOf, StageCode, Unsettled};

impl Course<'_> {
    /// Blocks everybody at this step whose post an open reading touches.
    pub fn block_unsettled(&mut self, step: &StageCode) {
        for post in 0..self.posts.len() {
            if self.is_open_at(post, step) {
                for one in self.still_in(post, step) {
                    self.people[one].stand = Stand::Blocked(step.clone());
                }
            }
        }
    }

    /// Whether this step of a post reads something that nobody decided yet.
    pub fn is_open_at(&self, post: usize, step: &StageCode) -> bool {
        let open = self.doc.unsettled.iter();
        open.filter(|one| !self.is_settled(one))
            .any(|one| self.read_at(post, &one.of).is_some_and(|at| at == *step))
    }

    fn is_settled(&self, open: &Unsettled) -> bool {
        self.doc.decisions.iter().any(|decision| {
            decision.of == open.code.as_str()
                && match &decision.value {
                    DecisionValue::Reading(code) => {
                        open.readings.iter().any(|reading| reading.code == *code)
                    }
                    _ => false,
                }
        })
    }

    /// The step of this post that reads a field, if any does.
    fn read_at(&self, post: usize, path: &str) -> Option<StageCode> {
        let own = self.posts[post].post;
        let path: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let variant = (self.doc.variants.iter())
            .position(|variant| variant.scope.covers(&own.code, own.pool.as_ref()));
        match path[..] {
            ["variants", index, ref rest @ ..] => {
                let mine = variant? == index.parse::<usize>().ok()?;
                mine.then(|| self.reads(post, rest, variant)).flatten()
            }
            _ => {
                let replaced = variant.is_some_and(|variant| self.replaces_part(variant, &path));
                (!replaced).then(|| self.reads(post, &path, None)).flatten()
            }
        }
    }

    /// Whether a variant has its own part instead of the common one.
    fn replaces_part(&self, variant: usize, path: &[&str]) -> bool {
        let variant = &self.doc.variants[variant];
        match path {
            ["stages", index, ..] => {
                let common = index
                    .parse()
                    .ok()
                    .and_then(|index: usize| self.doc.stages.get(index));
                let same = common
                    .is_some_and(|common| variant.stage.iter().any(|own| own.code == common.code));
                variant.stages.is_some() || same
            }
            ["total", ..] => variant.total.is_some(),
            ["ties", ..] => variant.ties.is_some(),
            ["after", ..] => variant.after.is_some(),
            ["bonus", ..] => variant.bonus.is_some(),
            ["opening", ..] => variant.opening.is_some(),
            _ => false,
        }
    }

    fn reads(&self, post: usize, path: &[&str], variant: Option<usize>) -> Option<StageCode> {
        let rules = &self.posts[post].rules;
        let own = variant.map(|variant| &self.doc.variants[variant]);
        let stage = |stages: &[domain::next::Stage], index: &str| {
            let stage = stages.get(index.parse::<usize>().ok()?)?;
            Some(stage.code.clone())
        };
        match path {
            ["stages", index, ..] => {
                let stages = own.and_then(|own| own.stages.as_ref());
                stage(stages.unwrap_or(&self.doc.stages), index)
            }
            ["stage", index, ..] => stage(&own?.stage, index),
            ["total" | "ties", ..] => Some("total".into()),
            ["after" | "reserve", ..] => rules.after.first().map(|step| step.code.clone()),
            ["bonus", ..] => self.first_raised(post),
            [
                "opening" | "posts" | "eligibility" | "exclusions" | "facts" | "tracks",
                ..,
            ] => rules.stages.first().map(|stage| stage.code.clone()),
            _ => None,
        }
    }

    /// The first step whose figure any item raises.
    fn first_raised(&self, post: usize) -> Option<StageCode> {
        let rule = self.posts[post].rules.bonus.as_ref()?;
        let raised = rule.items.iter().flat_map(|item| rule.raised_by(item));
        let steps = raised.map(|of| match of {
            ScoreOf::Stage(code) | ScoreOf::Cut(code) => code.clone(),
            ScoreOf::Total => "total".into(),
        });
        steps.min_by_key(|code| self.step(code))
    }
}
