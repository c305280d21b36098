//! A document compiled for a run: steps, posts and papers numbered, the rules of each set of posts made ready.

mod checks;

use super::faults::RuleFault;
use crate::numbers::Points;
use crate::numbers::extent::Extent;
use crate::rules::bonus::BonusPlan;
use crate::rules::codes::{PaperCode, StageCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{AreaLevel, Post};
use crate::rules::for_post::PostRules;
use crate::rules::lists::Across;
use crate::rules::score::ScoreOf;
use crate::rules::stages::{EventsPlan, PanelPlan, PapersPlan, Scoring, Stage};
pub(crate) use checks::unknown;
use checks::{no_code_twice, ranks_by_what_is_earlier};
use foldhash::{HashMap, HashMapExt};

pub(crate) struct Plan<'a> {
    pub doc: &'a RuleDocument,
    /// Stages of all sets in their order, `total`, the steps after the exam.
    pub steps: Vec<StageCode>,
    /// Where `total` stands in `steps`.
    pub total: usize,
    pub posts: Vec<PostPlan<'a>>,
    pub post_index: HashMap<&'a str, u32>,
    pub sets: Vec<SetPlan>,
    /// Every paper of every stage; a column each.
    pub papers: Vec<(usize, PaperCode)>,
}

pub(crate) struct PostPlan<'a> {
    pub post: &'a Post,
    pub set: usize,
    /// The first post of the same pool: what posts of a pool have in common.
    pub first_of_pool: u32,
}

/// The rules that some posts share.
pub(crate) struct SetPlan {
    pub rules: PostRules,
    /// In the order of the course.
    pub stages: Vec<StagePlan>,
    /// The steps after the exam.
    pub after: Vec<usize>,
    pub bonus: Option<BonusPlan>,
}

pub(crate) struct StagePlan {
    pub step: usize,
    pub scoring: Option<ScoringPlan>,
    /// The columns of its papers.
    pub papers: Vec<usize>,
    pub extent: Extent,
}

pub(crate) enum ScoringPlan {
    Papers(PapersPlan),
    Panel(PanelPlan),
    /// Points given by an office.
    Given(EventsPlan),
    Events(EventsPlan),
}

impl<'a> Plan<'a> {
    pub(crate) fn compile(doc: &'a RuleDocument) -> Result<Self, RuleFault> {
        if doc.posts.is_empty() {
            return Err(RuleFault::NoPosts);
        }
        if let Some(fault) = super::unknown_codes(doc).into_iter().next() {
            return Err(fault);
        }
        let mut plan = Plan {
            doc,
            steps: Vec::new(),
            total: 0,
            posts: Vec::with_capacity(doc.posts.len()),
            post_index: HashMap::with_capacity(doc.posts.len()),
            sets: Vec::new(),
            papers: Vec::new(),
        };
        let rules = plan.posts(doc)?;
        plan.steps(&rules)?;
        for rules in rules {
            let set = plan.set(rules)?;
            plan.sets.push(set);
        }
        Ok(plan)
    }

    /// Numbers the posts; the rules of each set come back.
    fn posts(&mut self, doc: &'a RuleDocument) -> Result<Vec<PostRules>, RuleFault> {
        let mut rules: Vec<PostRules> = Vec::new();
        let (mut sets, mut pools) = (HashMap::new(), HashMap::new());
        for (index, post) in (0u32..).zip(&doc.posts) {
            if self.post_index.insert(post.code.as_str(), index).is_some() {
                let code = post.code.to_string();
                return Err(RuleFault::DuplicateCode { code });
            }
            let covering = doc
                .variants
                .iter()
                .filter(|variant| variant.scope.covers(&post.code, post.pool.as_ref()));
            if covering.count() > 1 {
                let post = post.code.clone();
                return Err(RuleFault::VariantsOverlap { post });
            }
            let own = doc.for_post(post);
            let set = *sets.entry(own.set()).or_insert_with(|| {
                rules.push(own);
                rules.len() - 1
            });
            let first_of_pool = *pools.entry(&post.pool).or_insert(index);
            self.posts.push(PostPlan {
                post,
                set,
                first_of_pool,
            });
        }
        Ok(rules)
    }

    /// Brings the stages of all sets into one order.
    fn steps(&mut self, rules: &[PostRules]) -> Result<(), RuleFault> {
        for own in rules {
            let mut at = 0;
            for stage in &own.stages {
                match self.steps.iter().position(|code| *code == stage.code) {
                    Some(found) if found < at => {
                        let of = ScoreOf::Stage(stage.code.clone());
                        return Err(RuleFault::NotYet { of });
                    }
                    Some(found) => at = found + 1,
                    None => {
                        self.steps.insert(at, stage.code.clone());
                        at += 1;
                    }
                }
            }
            no_code_twice(own)?;
        }
        self.total = self.steps.len();
        self.steps.push("total".into());
        for step in rules.iter().flat_map(|own| &own.after) {
            if !self.steps.contains(&step.code) {
                self.steps.push(step.code.clone());
            }
        }
        Ok(())
    }

    fn set(&mut self, rules: PostRules) -> Result<SetPlan, RuleFault> {
        ranks_by_what_is_earlier(&rules)?;
        let stages = rules
            .stages
            .iter()
            .map(|stage| self.stage(stage))
            .collect::<Result<_, _>>()?;
        let after = rules.after.iter().filter_map(|step| self.step(&step.code));
        let bonus = rules.bonus.as_ref().map(BonusPlan::compile).transpose()?;
        Ok(SetPlan {
            stages,
            after: after.collect(),
            bonus,
            rules,
        })
    }

    fn stage(&mut self, stage: &Stage) -> Result<StagePlan, RuleFault> {
        let step = self.step(&stage.code).unwrap_or_default();
        let mut papers = Vec::new();
        let mut extent = Extent::of(Points::whole(1));
        let scoring = match &stage.scoring {
            None if stage.check.is_none() => {
                let stage = stage.code.clone();
                return Err(RuleFault::EmptyStage { stage });
            }
            None => None,
            Some(Scoring::Papers(rule)) => {
                papers.extend(
                    rule.papers
                        .iter()
                        .map(|paper| self.paper(step, &paper.code)),
                );
                let plan = PapersPlan::compile(rule)?;
                extent = plan.extent;
                Some(ScoringPlan::Papers(plan))
            }
            Some(Scoring::Panel(rule)) => {
                let plan = PanelPlan::compile(rule, &stage.code)?;
                extent = plan.extent;
                Some(ScoringPlan::Panel(plan))
            }
            Some(Scoring::Points(rule)) => {
                let plan = EventsPlan::compile(rule)?;
                extent = plan.extent;
                Some(match rule.events.is_empty() {
                    true => ScoringPlan::Given(plan),
                    false => ScoringPlan::Events(plan),
                })
            }
        };
        Ok(StagePlan {
            step,
            scoring,
            papers,
            extent,
        })
    }

    fn paper(&mut self, step: usize, code: &PaperCode) -> usize {
        let found = self
            .papers
            .iter()
            .position(|(at, known)| *at == step && known == code);
        found.unwrap_or_else(|| {
            self.papers.push((step, code.clone()));
            self.papers.len() - 1
        })
    }

    pub(crate) fn step(&self, code: &StageCode) -> Option<usize> {
        self.steps.iter().position(|step| step == code)
    }

    pub(crate) fn post(&self, code: &str) -> Option<u32> {
        self.post_index.get(code).copied()
    }

    pub(crate) fn set_of(&self, post: usize) -> &SetPlan {
        &self.sets[self.posts[post].set]
    }

    /// The posts that compete for the same list as this one have the same key.
    pub(crate) fn group_key(&self, post: usize, across: Across) -> u32 {
        match across {
            Across::Post => post as u32,
            Across::Campaign => 0,
            Across::Pool => self.posts[post].first_of_pool,
            Across::Area(level) => self.first_in_area(post, level),
        }
    }

    /// The first post in the same area of this level; a post without one stands alone.
    fn first_in_area(&self, post: usize, level: AreaLevel) -> u32 {
        let area_of = |post: &Post| {
            let area = post.area.as_ref()?;
            crate::rules::eligibility::areas::at_level(self.doc, area, level)
        };
        let Some(own) = area_of(self.posts[post].post) else {
            return post as u32;
        };
        let first = self
            .posts
            .iter()
            .position(|other| area_of(other.post).as_ref() == Some(&own));
        first.unwrap_or(post) as u32
    }
}

impl SetPlan {
    /// Where a stage stands in the course of this set.
    pub(crate) fn place(&self, step: usize) -> Option<usize> {
        self.stages.iter().position(|stage| stage.step == step)
    }

    /// The step at which its posts count their bonus anew; from there on what was decided counts.
    pub(crate) fn recount_step(&self) -> Option<usize> {
        let mut stages = self.rules.stages.iter().zip(&self.stages);
        let recounts = stages.find(|(stage, _)| stage.recounts_bonus());
        recounts.map(|(_, plan)| plan.step)
    }

    pub(crate) fn stage_at(&self, step: usize) -> Option<(&Stage, &StagePlan)> {
        let place = self.place(step)?;
        Some((&self.rules.stages[place], &self.stages[place]))
    }
}
