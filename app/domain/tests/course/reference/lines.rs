//! Pass lines, one after another.

use super::course::{Course, Stand};
use super::number::Num;
use super::scores::Sat;
use domain::rules::{
    CalledOrCame, DecisionValue, Line, LineAt, OutBy, PeoplePerPlace, RoomUnit, Score, Scoring,
    StageCode,
};

/// How a stage's people were counted.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    pub called: usize,
    pub came: usize,
    /// Who may have come, too: a mark or a fact is missing.
    pub unknown: usize,
}

/// A line as it came out.
enum Out {
    At(Num),
    Unresolved,
    /// Nobody is there of whom a mean could be taken.
    Silent,
}

impl Course<'_> {
    /// Draws the lines of one step for one post; `step` is a stage or `total`.
    pub fn draw_lines(&mut self, post: usize, step: &StageCode, lines: &[Line], counts: Counts) {
        for line in lines {
            match self.line_counts(post, line, counts) {
                Some(false) => continue,
                Some(true) => {}
                None => {
                    self.block_still_in(post, step);
                    continue;
                }
            }
            for one in self.still_in(post, step) {
                let counting = self.counting(post, step);
                let Some(figure) = self.figure(one, &line.on, counting) else {
                    continue;
                };
                match self.line_at(one, step, line, &line.at) {
                    Out::Silent => {}
                    Out::Unresolved => self.people[one].stand = Stand::Blocked(step.clone()),
                    Out::At(at) => {
                        let passed = figure > at || (figure == at && !line.strictly);
                        if !passed {
                            self.out(one, step, OutBy::BelowLine);
                        }
                    }
                }
            }
        }
    }

    /// Those of a post who are still in at this step.
    pub fn still_in(&self, post: usize, step: &StageCode) -> Vec<usize> {
        let here = match step.as_str() {
            "total" => Stand::Past,
            _ => Stand::At(step.clone()),
        };
        let mut people = self.of(&[post]);
        people.retain(|one| self.people[*one].stand == here);
        people
    }

    fn block_still_in(&mut self, post: usize, step: &StageCode) {
        for one in self.still_in(post, step) {
            self.people[one].stand = Stand::Blocked(step.clone());
        }
    }

    /// Whether the line counts this time: it may be meant only for few people.
    fn line_counts(&self, post: usize, line: &Line, counts: Counts) -> Option<bool> {
        let Some(places) = self.posts[post].places else {
            return Some(true);
        };
        let least = |limit: &PeoplePerPlace| Num::whole(places as usize) * Num::ratio(limit.ratio);
        let people = |limit: &PeoplePerPlace| match limit.of {
            CalledOrCame::Called => (counts.called, counts.called),
            CalledOrCame::Came => (counts.came, counts.came + counts.unknown),
        };
        let below = line.only_below.as_ref().map(|limit| {
            let (few, many) = people(limit);
            [few, many].map(|people| Num::whole(people) < least(limit))
        });
        let up_to = line.only_up_to.as_ref().map(|limit| {
            let (few, many) = people(limit);
            [few, many].map(|people| Num::whole(people) <= least(limit))
        });
        // A limit that is missed in any case settles it, whatever is not known of the other one.
        let limits = [below.unwrap_or([true; 2]), up_to.unwrap_or([true; 2])];
        if limits.contains(&[false; 2]) {
            return Some(false);
        }
        limits.iter().all(|[few, many]| few == many).then_some(true)
    }

    fn line_at(&self, one: usize, step: &StageCode, line: &Line, at: &LineAt) -> Out {
        let post = self.people[one].post;
        match at {
            LineAt::Fixed(points) => Out::At(Num::of(*points)),
            LineAt::Share(share) => Out::At(self.full(post, &line.on) * Num::ratio(*share)),
            LineAt::SetLater => match self.decision(post, line.code.as_str()) {
                Some(DecisionValue::Points(points)) => Out::At(Num::of(*points)),
                _ => Out::Unresolved,
            },
            LineAt::Mean(rule) => {
                let posts = self.together(post, rule.across);
                let people = self.of(&posts);
                if people.iter().any(|one| self.may_yet_score(*one, step)) {
                    return Out::Unresolved;
                }
                match self.mean(&people, step, &line.on) {
                    None => Out::Silent,
                    Some(mean) => Out::At((mean * Num::ratio(rule.share)).rounded(rule.rounding)),
                }
            }
            LineAt::RoomMean => {
                let room = self.room(one, step, RoomUnit::RoomAndSitting);
                // Who sat for a post that does not go ahead takes part in no mean.
                let mut posts: Vec<usize> = (0..self.posts.len()).collect();
                posts.retain(|post| !self.posts[*post].cancelled);
                let mut there = self.of(&posts);
                there.retain(|one| self.room(*one, step, RoomUnit::RoomAndSitting) == room);
                if there.iter().any(|one| self.may_yet_score(*one, step)) {
                    return Out::Unresolved;
                }
                self.mean(&there, step, &line.on)
                    .map_or(Out::Silent, Out::At)
            }
            LineAt::LowestOf(all) => self.one_of(one, step, line, all, Num::min),
            LineAt::HighestOf(all) => self.one_of(one, step, line, all, Num::max),
        }
    }

    /// Somebody whose score at this step is not known yet.
    fn may_yet_score(&self, one: usize, step: &StageCode) -> bool {
        let person = &self.people[one];
        let known = match step.as_str() {
            "total" => person.total.is_some(),
            _ => matches!(person.sat.get(step), Some(Sat::Scored(_))),
        };
        match person.stand {
            Stand::Pending => true,
            Stand::Blocked(_) => !known,
            _ => false,
        }
    }

    fn one_of(
        &self,
        one: usize,
        step: &StageCode,
        line: &Line,
        all: &[LineAt],
        choose: fn(Num, Num) -> Num,
    ) -> Out {
        let mut chosen: Option<Num> = None;
        for at in all {
            match self.line_at(one, step, line, at) {
                Out::Unresolved => return Out::Unresolved,
                Out::Silent => {}
                Out::At(figure) => {
                    chosen = Some(chosen.map_or(figure, |other| choose(other, figure)));
                }
            }
        }
        chosen.map_or(Out::Silent, Out::At)
    }

    /// Over those who came to this step with such a figure, whatever became of them since.
    fn mean(&self, people: &[usize], step: &StageCode, on: &Score) -> Option<Num> {
        let figures: Vec<Num> = people
            .iter()
            .filter(|one| match step.as_str() {
                "total" => self.people[**one].total.is_some(),
                _ => self.people[**one].sat.contains_key(step),
            })
            .filter_map(|one| {
                let counting = self.counting(self.people[*one].post, step);
                self.figure(*one, on, counting)
            })
            .collect();
        let people = figures.len();
        (people > 0).then(|| figures.into_iter().sum::<Num>() / Num::whole(people))
    }

    /// The full mark of a figure.
    fn full(&self, post: usize, on: &Score) -> Num {
        let rules = &self.posts[post].rules;
        let scoring = on
            .of
            .stage()
            .and_then(|stage| rules.stage(stage)?.scoring.as_ref());
        let elements = match (scoring, &on.paper) {
            (Some(Scoring::Papers(rule)), Some(code)) => {
                let paper = rule.papers.iter().find(|paper| paper.code == *code);
                let paper = paper.expect("a paper of the stage");
                if on.element.is_none() {
                    return Num::of(paper.full);
                }
                &paper.questions[..]
            }
            (Some(Scoring::Panel(rule)), _) => &rule.elements,
            _ => &[],
        };
        match &on.element {
            Some(code) => {
                let element = elements.iter().find(|element| element.code == *code);
                Num::of(element.expect("an element of the sheet").full)
            }
            None => Num::of(rules.full(&on.of).expect("a scored stage")),
        }
    }
}
