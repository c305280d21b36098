//! The total, its lines, and the ranks.

use super::bonus::Counting;
use super::course::{Course, Stand, Total};
use super::lines::Counts;
use super::order::{Run, places};
use domain::rules::{RankedOn, ScoreOf, StageCode};

impl Course<'_> {
    pub fn rank(&mut self) {
        let step: StageCode = "total".into();
        self.block_unsettled(&step);
        for one in 0..self.people.len() {
            if self.people[one].stand == Stand::Past {
                match self.total_of(one) {
                    Some(total) => self.people[one].total = Some(total),
                    None => self.people[one].stand = Stand::Blocked(step.clone()),
                }
            }
        }
        for post in 0..self.posts.len() {
            let lines = self.posts[post].rules.total.lines.clone();
            let ranked = self.still_in(post, &step).len();
            let counts = Counts {
                called: ranked,
                came: ranked,
                unknown: 0,
            };
            self.draw_lines(post, &step, &lines.unwrap_or_default(), counts);
        }
        for posts in self.groups(|post| Some(self.posts[post].rules.total.across)) {
            if self.has_gap(&posts) {
                for post in &posts {
                    for one in self.still_in(*post, &step) {
                        self.people[one].stand = Stand::Blocked(step.clone());
                    }
                }
                continue;
            }
            let people: Vec<usize> = posts
                .iter()
                .flat_map(|post| self.still_in(*post, &step))
                .collect();
            for (one, rank) in places(&self.ranking(people)) {
                self.people[one].rank = Some(rank);
            }
        }
        self.done = self.step(&step) + 1;
    }

    /// By total, best first; level people as the ties say.
    pub fn ranking(&self, mut people: Vec<usize>) -> Vec<Run> {
        people.sort_unstable();
        let Some(first) = people.first() else {
            return Vec::new();
        };
        let ties = &self.posts[self.people[*first].post].rules.ties;
        let compared = |one: usize| self.people[one].total.expect("ranked").compared;
        let by_total = self.by_figure(&people, compared);
        self.by_ties(by_total, ties, "total", Counting::Decided)
    }

    /// The weighted parts of the person's track, rounded as the rule says, and the bonus on the total.
    fn total_of(&self, one: usize) -> Option<Total> {
        let person = &self.people[one];
        let rules = &self.posts[person.post].rules;
        let rule = &rules.total;
        let parts = rules.parts(person.track);
        let (exact, rounded) = self.formula(one, &rule.formula, parts, Counting::Decided)?;
        let raised = |sum| self.raised(one, sum, &ScoreOf::Total, Counting::Decided);
        let before_bonus = match rule.ranked_on {
            RankedOn::Rounded => rounded,
            RankedOn::Exact => exact,
        };
        Some(Total {
            before_bonus,
            shown: raised(rounded),
            compared: raised(before_bonus),
        })
    }
}
