//! The state of a run: one column for each figure, and for each post its rows.

use super::super::document::{Across, DecisionMatter, FactKey, LineDecision};
use super::outcome::{MissingPart, MissingScore, Pending, PostOutcome, RoomOutcome, Status};
use super::plan::{Plan, RuleSet};
use super::table::{NONE, Table};
use super::ties::Ordered;
use std::{
    cell::RefCell,
    collections::{BTreeSet, HashSet},
};

pub(crate) struct Work<'a> {
    pub plan: &'a Plan<'a>,
    pub table: &'a Table<'a>,
    pub status: Vec<Status>,
    /// Ten-thousandths: the points of all targets together, as far as they are known.
    pub bonus: Vec<i64>,
    /// Before and after the bonus, at the scale of the post's rule set.
    pub written_before_bonus: Vec<i64>,
    pub written: Vec<i64>,
    /// What the shortlist compares.
    pub basis: Vec<i64>,
    pub written_rank: Vec<u32>,
    /// Those who passed, best first, list by list: kept from the ranking for the selection.
    pub written_orders: Vec<Ordered>,
    /// Before and after correction between rooms, at `interview_scale`.
    pub interview_before: Vec<i64>,
    pub interview: Vec<i64>,
    /// After correction, before a bonus; empty where none counts in an interview.
    pub interview_before_bonus: Vec<i64>,
    pub interview_scale: i64,
    pub total: Vec<i64>,
    pub rank: Vec<u32>,
    pub posts: Vec<PostOutcome>,
    pub rooms: Vec<RoomOutcome>,
    pub pending: Vec<Pending>,
    pub missing: Vec<MissingScore>,
    /// Facts that a tie asked for and nobody stated; noted while the order is only being read.
    pub gaps: RefCell<BTreeSet<(usize, FactKey)>>,
}

/// Posts that share one list.
pub(crate) struct Group {
    pub posts: Vec<usize>,
}

impl<'a> Work<'a> {
    pub(crate) fn new(plan: &'a Plan<'a>, table: &'a Table<'a>) -> Self {
        let people = table.len();
        let posts = plan.posts.iter().map(|post| PostOutcome {
            post: post.post.code.clone(),
            stated_places: post.post.places,
            places: post.post.places,
            ..PostOutcome::default()
        });
        Work {
            plan,
            table,
            status: vec![Status::NotAdmitted; people],
            bonus: vec![0; people],
            written_before_bonus: vec![NONE; people],
            written: vec![NONE; people],
            basis: Vec::new(),
            written_rank: vec![0; people],
            written_orders: Vec::new(),
            interview_before: Vec::new(),
            interview: vec![NONE; people],
            interview_before_bonus: Vec::new(),
            interview_scale: crate::numbers::Points::SCALE,
            total: vec![NONE; people],
            rank: vec![0; people],
            posts: posts.collect(),
            rooms: Vec::new(),
            pending: Vec::new(),
            missing: Vec::new(),
            gaps: RefCell::default(),
        }
    }

    pub(crate) fn set(&self, post: usize) -> &'a RuleSet {
        self.plan.set_of(post)
    }

    pub(crate) fn post_count(&self) -> usize {
        self.plan.posts.len()
    }

    /// The rows of a post.
    pub(crate) fn rows(&self, post: usize) -> std::ops::Range<usize> {
        self.table.post_start[post] as usize..self.table.post_start[post + 1] as usize
    }

    pub(crate) fn rows_of(&self, group: &Group) -> impl Iterator<Item = usize> {
        group.posts.iter().flat_map(|post| self.rows(*post))
    }

    /// The lists of a stage: posts that share one stand together.
    pub(crate) fn groups(&self, across: impl Fn(&RuleSet) -> Across) -> Vec<Group> {
        let mut keys: Vec<(Across, u32)> = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        let mut index = std::collections::HashMap::new();
        for post in 0..self.post_count() {
            let across = across(self.set(post));
            let key = (across, self.plan.group_key(post, across));
            let at = *index.entry(key).or_insert_with(|| {
                keys.push(key);
                groups.push(Group { posts: Vec::new() });
                groups.len() - 1
            });
            groups[at].posts.push(post);
        }
        groups
    }

    pub(crate) fn miss(&mut self, row: usize, what: MissingPart) {
        self.missing.push(MissingScore {
            candidate: self.table.number(row).to_owned(),
            what,
        });
    }

    /// Nobody waits for the marks of a post that does not go ahead.
    pub(crate) fn without_cancelled(&mut self) {
        if self.missing.is_empty() || self.posts.iter().all(|post| !post.cancelled) {
            return;
        }
        let cancelled: HashSet<&str> = (0..self.post_count())
            .filter(|post| self.posts[*post].cancelled)
            .flat_map(|post| self.rows(post))
            .map(|row| self.table.number(row))
            .collect();
        self.missing
            .retain(|missing| !cancelled.contains(missing.candidate.as_str()));
    }

    /// Places left to fill on the posts of a list; `None` when a post does not say.
    pub(crate) fn places(&self, group: &Group) -> Option<u32> {
        group.posts.iter().try_fold(0u32, |sum, post| {
            Some(sum.saturating_add(self.posts[*post].places?))
        })
    }

    /// The line that a body set for this post, if the document records one; the last decision counts.
    pub(crate) fn decided_line(
        &self,
        post: usize,
        pick: impl Fn(&'a DecisionMatter) -> Option<&'a LineDecision>,
    ) -> Option<crate::numbers::Points> {
        let post = self.plan.posts[post].post;
        let lines = self
            .plan
            .doc
            .decisions
            .iter()
            .filter_map(|decision| pick(&decision.settles));
        lines
            .filter(|line| line.scope.covers(&post.code, post.pool.as_ref()))
            .map(|line| line.points)
            .last()
    }

    /// The order that a body gave these people, as a key: earlier in the list is larger.
    pub(crate) fn decided_order(&self, row: usize) -> i64 {
        let number = self.table.number(row);
        let place =
            self.plan
                .doc
                .decisions
                .iter()
                .rev()
                .find_map(|decision| match &decision.settles {
                    DecisionMatter::Order(numbers) => {
                        numbers.iter().position(|listed| listed == number)
                    }
                    _ => None,
                });
        place.map_or(i64::MIN, |place| -(place as i64))
    }
}
