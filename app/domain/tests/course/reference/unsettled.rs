//! What the notice leaves open: from the step that reads it on, nobody whom it touches has an outcome.

use super::course::{Course, Stand};
use domain::rules::{DecisionValue, ScoreOf, StageCode, Unsettled, Variant};

impl Course<'_> {
    /// Blocks everybody at this step whose post an open reading touches.
    pub fn block_unsettled(&mut self, step: &StageCode) {
        for post in 0..self.posts.len() {
            let mut touched = Vec::new();
            if self.is_open_at(post, step) {
                touched = self.still_in(post, step);
            }
            // What everybody's course hangs on touches those who skip the first stage, too.
            let first = self.posts[post].rules.stages.first();
            if first.is_some_and(|first| first.code == *step) && self.is_open_from_the_start(post) {
                touched = self.of(&[post]);
                touched.retain(|one| matches!(self.people[*one].stand, Stand::At(_)));
            }
            for one in touched {
                self.people[one].stand = Stand::Blocked(step.clone());
            }
        }
    }

    fn is_open_from_the_start(&self, post: usize) -> bool {
        let open = self.doc.unsettled.iter();
        open.filter(|one| !self.is_settled(one)).any(|one| {
            let section = one.of.trim_start_matches('/').split('/').next();
            let replaced = self
                .variant_of(post)
                .is_some_and(|variant| variant.opening.is_some());
            match section {
                Some("posts" | "eligibility" | "exclusions" | "facts" | "tracks") => true,
                Some("opening") => !replaced,
                _ => false,
            }
        })
    }

    fn variant_of(&self, post: usize) -> Option<&Variant> {
        let own = self.posts[post].post;
        let mut variants = self.doc.variants.iter();
        variants.find(|variant| variant.scope.covers(&own.code, own.pool.as_ref()))
    }

    /// Whether this step of a post reads something that nobody decided yet.
    pub fn is_open_at(&self, post: usize, step: &StageCode) -> bool {
        let open = self.doc.unsettled.iter();
        open.filter(|one| !self.is_settled(one))
            .any(|one| self.read_at(post, &one.of).contains(step))
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

    /// The steps of this post that read a field.
    fn read_at(&self, post: usize, path: &str) -> Vec<StageCode> {
        let own = self.posts[post].post;
        let path: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let variant = (self.doc.variants.iter())
            .position(|variant| variant.scope.covers(&own.code, own.pool.as_ref()));
        match path[..] {
            ["variants", index, ref rest @ ..] => match index.parse::<usize>() {
                Ok(index) if variant == Some(index) => self.reads(post, rest, variant),
                _ => Vec::new(),
            },
            _ => match variant.is_some_and(|variant| self.replaces_part(variant, &path)) {
                true => Vec::new(),
                false => self.reads(post, &path, None),
            },
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

    fn reads(&self, post: usize, path: &[&str], variant: Option<usize>) -> Vec<StageCode> {
        let rules = &self.posts[post].rules;
        let own = variant.map(|variant| &self.doc.variants[variant]);
        let stage = |stages: &[domain::rules::Stage], index: &str| {
            let stage = stages.get(index.parse::<usize>().ok()?)?;
            Some(stage.code.clone())
        };
        let step = match path {
            ["bonus", ..] => return self.raised_by_any(post),
            ["stages", index, ..] => {
                let stages = own.and_then(|own| own.stages.as_ref());
                stage(stages.unwrap_or(&self.doc.stages), index)
            }
            ["stage", index, ..] => own.and_then(|own| stage(&own.stage, index)),
            ["total" | "ties", ..] => Some("total".into()),
            ["after" | "reserve", ..] => rules.after.first().map(|step| step.code.clone()),
            _ => None,
        };
        step.into_iter().collect()
    }

    /// The steps whose figure any item raises.
    fn raised_by_any(&self, post: usize) -> Vec<StageCode> {
        let Some(rule) = self.posts[post].rules.bonus.as_ref() else {
            return Vec::new();
        };
        let raised = rule.items.iter().flat_map(|item| rule.raised_by(item));
        let steps = raised.map(|of| match of {
            ScoreOf::Stage(code) | ScoreOf::Cut(code) => code.clone(),
            ScoreOf::Total => "total".into(),
        });
        steps.collect()
    }
}
