//! Where a run stands: for each row a status and figures, for each post its counts.

use super::candidate::FactColumns;
use super::column::{Column, NO_TRACK};
use super::outcome::{PostOutcome, RoomOutcome, StepCount};
use super::plan::{Plan, SetPlan};
use super::status::{Status, Step};
use super::table::Table;
use super::told::{Missing, Notice, Pending};
use crate::rules::document::DecisionValue;
use crate::rules::lists::{Across, Ordered};
use std::collections::{HashMap, HashSet};

/// Bonus items that count, row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claims {
    pub start: Vec<u32>,
    /// The item's place in the rule, and its points in ten-thousandths.
    pub items: Vec<(u32, i64)>,
}

pub(crate) struct State<'a> {
    pub plan: &'a Plan<'a>,
    pub table: &'a Table<'a>,
    pub facts: &'a FactColumns,
    pub status: Vec<Status>,
    pub track: Vec<u16>,
    /// For each step the score, with the bonus that raises it; at `total` what is shown of the total.
    pub scores: Vec<Column>,
    /// For each step the score before a bonus, where one rises.
    pub before: Vec<Option<Column>>,
    /// For each step what its cut compares, where that is another figure.
    pub cuts: Vec<Option<Column>>,
    /// For each step over whose bonus was counted anew since: what its cut would compare now.
    pub anew: Vec<Option<Column>>,
    /// What the total is ranked on, where that is not what is shown.
    pub exact: Option<Column>,
    pub place: Vec<Vec<u32>>,
    /// The rankings by their first post, each with its posts.
    pub rankings: HashMap<usize, (Vec<usize>, Ordered)>,
    pub reserved: Vec<u16>,
    /// As they count now.
    pub claims: Claims,
    /// As they count after a new count, where there is one.
    pub recounted: Option<Claims>,
    pub posts: Vec<PostOutcome>,
    pub rooms: Vec<RoomOutcome>,
    pub pending: Vec<Pending>,
    pub missing: Vec<Missing>,
    pub notices: Vec<Notice>,
    /// For stages of measured figures: who was there when they were scored.
    pub measured: HashMap<usize, Vec<usize>>,
    /// At the stage that is run now, whom a band puts out: they have no score, and leave with the lines.
    pub put_out: HashSet<usize>,
    /// Blocked because their rooms could not be compared: what they have is no score yet.
    pub uncorrected: HashSet<usize>,
    /// Named substitutes who were passed over before they were called: they are not of the stage.
    pub passed_over: HashSet<usize>,
    /// For each post where an unsettled field blocks it.
    pub unsettled: Vec<Vec<ReadAt>>,
}

/// Where a post's course reads an unsettled field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadAt {
    /// At the first stage, for everybody, whatever they skip.
    Start,
    /// At this step, for those who come to it.
    Step(usize),
}

/// Posts that share one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub posts: Vec<usize>,
}

impl<'a> State<'a> {
    pub(crate) fn new(plan: &'a Plan<'a>, table: &'a Table<'a>, facts: &'a FactColumns) -> Self {
        let (people, steps) = (table.len(), plan.steps.len());
        let mut posts = vec![PostOutcome::default(); plan.posts.len()];
        for post in &table.posts {
            let own = plan.posts[*post].post;
            posts[*post] = PostOutcome {
                post: own.code.clone(),
                stated_places: own.places,
                places: own.places,
                steps: vec![StepCount::default(); steps],
                ..PostOutcome::default()
            };
        }
        State {
            plan,
            table,
            facts,
            status: vec![Status::NotAdmitted; people],
            track: vec![NO_TRACK; people],
            scores: vec![Column::default(); steps],
            before: vec![None; steps],
            cuts: vec![None; steps],
            anew: vec![None; steps],
            exact: None,
            place: vec![Vec::new(); steps],
            rankings: HashMap::new(),
            reserved: Vec::new(),
            claims: Claims::default(),
            recounted: None,
            posts,
            rooms: Vec::new(),
            pending: Vec::new(),
            missing: Vec::new(),
            notices: Vec::new(),
            measured: HashMap::new(),
            put_out: HashSet::new(),
            passed_over: HashSet::new(),
            uncorrected: HashSet::new(),
            unsettled: vec![Vec::new(); plan.posts.len()],
        }
    }

    pub(crate) fn set(&self, post: usize) -> &'a SetPlan {
        self.plan.set_of(post)
    }

    pub(crate) fn post_of(&self, row: usize) -> usize {
        self.table.post[row] as usize
    }

    /// Those of a post who are called to this step and still in.
    pub(crate) fn called(&self, post: usize, step: usize) -> impl Iterator<Item = usize> {
        let step = step_of(step);
        let rows = self.table.rows(post);
        let own = rows.clone().zip(&self.status[rows]);
        let here = move |status: &Status| matches!(status, Status::Called(at) if *at == step);
        own.filter_map(move |(row, status)| here(status).then_some(row))
    }

    /// The posts that go ahead and have this step, by the list that they share.
    pub(crate) fn groups(&self, across: impl Fn(&SetPlan) -> Option<Across>) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut index = HashMap::new();
        for post in self.table.posts.iter().copied() {
            let Some(across) = across(self.set(post)).filter(|_| !self.posts[post].cancelled)
            else {
                continue;
            };
            let key = (across, self.plan.group_key(post, across));
            let at = *index.entry(key).or_insert_with(|| {
                groups.push(Group { posts: Vec::new() });
                groups.len() - 1
            });
            groups[at].posts.push(post);
        }
        groups
    }

    /// The first step of a row's course behind place `from` of its set's stages that its track does not skip.
    #[inline]
    pub(crate) fn next_stage(&self, row: usize, from: usize) -> usize {
        self.next_on(self.post_of(row), self.track[row], from)
    }

    /// The same for whoever is on this track of a post.
    #[inline]
    pub(crate) fn next_on(&self, post: usize, track: u16, from: usize) -> usize {
        let set = self.set(post);
        if track == NO_TRACK {
            let next = set.stages.get(from);
            return next.map_or(self.plan.total, |stage| stage.step);
        }
        let skips = self.plan.doc.tracks.get(usize::from(track));
        let stages = set.rules.stages.iter().zip(&set.stages).skip(from);
        for (stage, plan) in stages {
            if !skips.is_some_and(|track| track.skips.contains(&stage.code)) {
                return plan.step;
            }
        }
        self.plan.total
    }

    pub(crate) fn track_of(&self, row: usize) -> Option<&'a crate::rules::stages::Track> {
        self.plan.doc.tracks.get(usize::from(self.track[row]))
    }

    /// Places left to fill on the posts of a list; `None` when a post does not say.
    pub(crate) fn places(&self, group: &Group) -> Option<u32> {
        group.posts.iter().try_fold(0u32, |sum, post| {
            Some(sum.saturating_add(self.posts[*post].places?))
        })
    }

    /// Somebody who may yet enter the rankings of this post and whose figures or admission are not known.
    pub(crate) fn has_gap(&self, post: usize) -> bool {
        self.table
            .rows(post)
            .any(|row| matches!(self.status[row], Status::Pending | Status::Blocked(_)))
    }

    /// The last decision of this name that covers a post.
    pub(crate) fn decided(&self, of: &str, post: usize) -> Option<&'a DecisionValue> {
        let post = self.plan.posts[post].post;
        let decisions = self.plan.doc.decisions.iter().rev();
        let mut found = decisions.filter(|decision| {
            decision.of == of && decision.scope.covers(&post.code, post.pool.as_ref())
        });
        found.next().map(|decision| &decision.value)
    }

    /// The numbers of some rows, in order.
    pub(crate) fn numbers(&self, rows: &[u32]) -> Vec<String> {
        let numbers = rows.iter().map(|row| self.table.number(*row as usize));
        let mut numbers: Vec<String> = numbers.map(str::to_owned).collect();
        numbers.sort_unstable();
        numbers
    }
}

impl Claims {
    /// Of nobody yet, with room for so many; the first row begins with the first item.
    pub(crate) fn with_capacity(people: usize, items: usize) -> Self {
        let mut start = Vec::with_capacity(people + 1);
        start.push(0);
        Claims {
            start,
            items: Vec::with_capacity(items),
        }
    }

    pub(crate) fn of(&self, row: usize) -> &[(u32, i64)] {
        match (self.start.get(row), self.start.get(row + 1)) {
            (Some(from), Some(to)) => &self.items[*from as usize..*to as usize],
            _ => &[],
        }
    }
}

pub(crate) fn step_of(step: usize) -> Step {
    Step(u16::try_from(step).unwrap_or(u16::MAX))
}
