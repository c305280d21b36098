//! One stage: who is there, who has a score, who is past the lines, who goes on.

use super::course::{Course, Stand};
use super::lines::Counts;
use super::scores::Sat;
use domain::rules::{LeftAt, OpeningAt, OutBy, StageCode, Verdict};

impl Course<'_> {
    pub fn go_through(&mut self, code: &StageCode) {
        self.pass_by(code);
        self.block_unsettled(code);
        let called: Vec<usize> = (0..self.posts.len())
            .map(|post| self.still_in(post, code).len())
            .collect();
        for one in self.there(code) {
            self.leave_at(one, code);
        }
        self.score(code);
        self.correct(code);
        self.open(&[OpeningAt::Came(code.clone())]);
        let counts: Vec<Counts> = (0..self.posts.len())
            .map(|post| self.counts(post, code, called[post]))
            .collect();
        for one in self.there(code) {
            if matches!(self.people[one].sat.get(code), Some(Sat::BandOut)) {
                self.out(one, code, OutBy::BelowLine);
            }
        }
        for (post, counts) in counts.into_iter().enumerate() {
            let stage = self.stage(post, code);
            let lines = stage.and_then(|stage| stage.lines.clone());
            self.draw_lines(post, code, &lines.unwrap_or_default(), counts);
        }
        self.cut(code);
        self.done = self.step(code) + 1;
        // Once for each stage to which a list was made, however many posts made one.
        let mut called_to: Vec<StageCode> = Vec::new();
        for post in 0..self.posts.len() {
            let stages = &self.posts[post].rules.stages;
            let at = stages.iter().position(|stage| stage.code == *code);
            if let Some(next) = at.and_then(|at| stages.get(at + 1))
                && !called_to.contains(&next.code)
            {
                called_to.push(next.code.clone());
            }
        }
        called_to.sort_by_key(|next| self.step(next));
        for next in called_to {
            self.open_called(&next);
        }
    }

    /// Everybody who is at this stage now.
    pub fn there(&self, code: &StageCode) -> Vec<usize> {
        let here = Stand::At(code.clone());
        (0..self.people.len())
            .filter(|one| self.people[*one].stand == here)
            .collect()
    }

    /// Who skips the stage passes straight to the next.
    fn pass_by(&mut self, code: &StageCode) {
        for one in self.there(code) {
            if self.skips(one, code) {
                self.pass_on(one, code);
            }
        }
    }

    /// To the next stage of the person's course.
    pub fn pass_on(&mut self, one: usize, from: &StageCode) {
        let next = self.next_stage(one, Some(from));
        self.people[one].stand = next.map_or(Stand::Past, Stand::At);
    }

    /// Out if the person left at this stage or failed its check.
    fn leave_at(&mut self, one: usize, code: &StageCode) {
        if let Some(by) = self.lost_at(one, code) {
            self.out(one, code, by);
        }
    }

    /// Left a list that was still undecided.
    pub fn withdrew(&self, one: usize, step: &StageCode) -> Option<OutBy> {
        let left = self.people[one].row.left.as_ref()?;
        (left.at == LeftAt::Step(step.clone())).then_some(OutBy::Left)
    }

    pub fn lost_at(&self, one: usize, code: &StageCode) -> Option<OutBy> {
        let row = self.people[one].row;
        let left = row.left.as_ref().map(|left| &left.at);
        let checked = self
            .stage(self.people[one].post, code)
            .is_none_or(|stage| stage.check.is_some());
        let verdict = row.stages.get(code).and_then(|record| record.check);
        if left == Some(&LeftAt::Step(code.clone())) {
            Some(OutBy::Left)
        } else if checked && verdict == Some(Verdict::Failed) {
            Some(OutBy::Failed)
        } else {
            None
        }
    }

    fn score(&mut self, code: &StageCode) {
        let there = self.there(code);
        let sat: Vec<Sat> = there
            .iter()
            .map(|one| {
                let stage = self.stage(self.people[*one].post, code);
                self.sit(*one, stage.expect("somebody is there"))
            })
            .collect();
        for (one, sat) in there.into_iter().zip(sat) {
            match &sat {
                Sat::Scored(_) | Sat::BandOut | Sat::Unscored => {}
                Sat::Absent { .. } => self.out(one, code, OutBy::Absent),
                Sat::Violation => self.out(one, code, OutBy::Violation),
                Sat::Gap { .. } => self.people[one].stand = Stand::Blocked(code.clone()),
            }
            self.people[one].sat.insert(code.clone(), sat);
        }
    }

    fn counts(&self, post: usize, code: &StageCode, called: usize) -> Counts {
        let people = self.of(&[post]);
        let came = |one: &&usize| self.came(**one, code);
        let unknown = |one: &&usize| {
            let person = &self.people[**one];
            let open = matches!(person.stand, Stand::Pending | Stand::Blocked(_));
            open && (!person.sat.contains_key(code) || came(one).is_none())
        };
        Counts {
            called,
            came: people.iter().filter(|one| came(one) == Some(true)).count(),
            unknown: people.iter().filter(unknown).count(),
        }
    }

    /// How many are known to have come, among the people of these posts.
    pub fn came_of(&self, posts: &[usize], code: &StageCode) -> usize {
        let people = self.of(posts).into_iter();
        people
            .filter(|one| self.came(*one, code) == Some(true))
            .count()
    }
}
