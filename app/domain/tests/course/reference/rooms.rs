//! 成绩修正: scores of several rooms made comparable.

use super::course::{Course, Stand};
use super::number::Num;
use super::scores::Sat;
use domain::rules::{
    Correction, CorrectionMethod, MeanTrim, Outliers, OverallMean, Panel, RoomUnit, Scoring, Stage,
    StageCode,
};
use std::collections::BTreeMap;

/// A room, or one sitting of it.
pub type Room = (Option<String>, Option<String>);

impl Course<'_> {
    /// Where somebody sat.
    pub fn room(&self, one: usize, stage: &StageCode, unit: RoomUnit) -> Room {
        let record = self.people[one].row.stages.get(stage);
        let room = record.and_then(|record| Some(record.room.as_ref()?.to_string()));
        let sitting = record.and_then(|record| Some(record.sitting()?.to_owned()));
        (room, sitting.filter(|_| unit == RoomUnit::RoomAndSitting))
    }

    /// Corrects every group whose rule asks for it.
    pub fn correct(&mut self, code: &StageCode) {
        let rule_of = |course: &Self, post: usize| -> Option<(Panel, Correction)> {
            match course
                .stage(post, code)
                .and_then(|stage: &Stage| stage.scoring.clone())
            {
                Some(Scoring::Panel(panel)) => {
                    let rule = panel.correction.clone()?;
                    Some((panel, rule))
                }
                _ => None,
            }
        };
        for posts in self.groups(|post| rule_of(self, post).map(|(_, rule)| rule.across)) {
            let (panel, rule) = rule_of(self, posts[0]).expect("the group has a rule");
            self.correct_group(code, &posts, &panel, &rule);
        }
    }

    fn correct_group(
        &mut self,
        code: &StageCode,
        posts: &[usize],
        panel: &Panel,
        rule: &Correction,
    ) {
        let mut rooms: BTreeMap<Room, Vec<usize>> = BTreeMap::new();
        for one in self.of(posts) {
            let there = self.people[one].stand == Stand::At(code.clone());
            if there && matches!(self.people[one].sat.get(code), Some(Sat::Scored(_))) {
                let room = self.room(one, code, rule.unit);
                rooms.entry(room).or_default().push(one);
            }
        }
        let mut names: Vec<Room> = rooms.keys().cloned().collect();
        names.extend(self.rooms_of_gaps(code, posts, rule.unit));
        names.sort();
        names.dedup();
        if names.len() < 2 {
            return;
        }
        if self.has_gap(posts) {
            return self.leave_uncorrected(code, posts);
        }
        let scores: Vec<Vec<Num>> = rooms
            .values()
            .map(|people| people.iter().map(|one| self.raw(*one, code)).collect())
            .collect();
        let coefficients = coefficients(rule, &scores);
        for (people, coefficient) in rooms.values().zip(&coefficients) {
            let Some(coefficient) = coefficient else {
                let mut touched: Vec<usize> =
                    people.iter().map(|one| self.people[*one].post).collect();
                touched.dedup();
                self.leave_uncorrected(code, &touched);
                continue;
            };
            for one in people {
                if !matches!(self.people[*one].sat.get(code), Some(Sat::Scored(_))) {
                    continue;
                }
                let raw = self.raw(*one, code);
                let moved = match rule.method {
                    CorrectionMethod::Multiply => raw * *coefficient,
                    CorrectionMethod::Add => raw + *coefficient,
                };
                let corrected = moved.rounded(Some(rule.corrected)).max(Num::ZERO);
                let corrected = match rule.cap {
                    Some(true) => corrected.min(Num::of(panel.full)),
                    _ => corrected,
                };
                if let Some(Sat::Scored(figures)) = self.people[*one].sat.get_mut(code) {
                    figures.score = corrected;
                }
            }
        }
    }

    /// The rooms of people who may yet have a score there.
    fn rooms_of_gaps(&self, code: &StageCode, posts: &[usize], unit: RoomUnit) -> Vec<Room> {
        let people = self.of(posts);
        let gaps = people.iter().filter(|one| {
            let stand = &self.people[**one].stand;
            matches!(stand, Stand::Pending | Stand::Blocked(_))
        });
        gaps.map(|one| self.room(*one, code, unit)).collect()
    }

    fn raw(&self, one: usize, code: &StageCode) -> Num {
        match self.people[one].sat.get(code) {
            Some(Sat::Scored(figures)) => figures.score,
            _ => unreachable!("only people with a score stand in a room"),
        }
    }

    /// Their rooms cannot be compared: nobody of these posts has a score.
    fn leave_uncorrected(&mut self, code: &StageCode, posts: &[usize]) {
        for one in self.of(posts) {
            if self.people[one].stand == Stand::At(code.clone()) {
                let gap = Sat::Gap { came: Some(true) };
                self.people[one].sat.insert(code.clone(), gap);
            }
        }
        self.block_at(code, posts);
    }

    /// Nobody of these posts who is still at this stage has an outcome.
    pub fn block_at(&mut self, code: &StageCode, posts: &[usize]) {
        for one in self.of(posts) {
            if self.people[one].stand == Stand::At(code.clone()) {
                self.people[one].stand = Stand::Blocked(code.clone());
            }
        }
    }
}

/// What each room is multiplied by, or moved by; nothing where it has none.
fn coefficients(rule: &Correction, rooms: &[Vec<Num>]) -> Vec<Option<Num>> {
    let kept: Vec<Vec<Num>> = rooms.iter().map(|room| ordinary(rule, room)).collect();
    let means: Vec<Option<Num>> = kept
        .iter()
        .map(|room| mean(trimmed(room, rule.room_trim)).map(|mean| mean.rounded(rule.mean)))
        .collect();
    let overall = match rule.overall {
        OverallMean::OfPeople => mean(trimmed(&kept.concat(), rule.overall_trim)),
        OverallMean::OfRooms => mean(means.iter().copied().flatten().collect()),
    };
    let overall = overall.map(|mean| mean.rounded(rule.mean));
    let one = |room: &Option<Num>| {
        let (room, overall) = ((*room)?, overall?);
        let exact = match rule.method {
            CorrectionMethod::Multiply if room.is_zero() => return None,
            CorrectionMethod::Multiply => overall / room,
            CorrectionMethod::Add => overall - room,
        };
        Some(exact.rounded(rule.coefficient))
    };
    means.iter().map(one).collect()
}

/// Without the scores that the rule calls abnormal.
fn ordinary(rule: &Correction, room: &[Num]) -> Vec<Num> {
    let plain = mean(room.to_vec()).expect("somebody sat in the room");
    let abnormal = |score: Num| match &rule.outliers {
        None | Some(Outliers::Undefined) => false,
        Some(Outliers::Outside(bounds)) => {
            score < Num::of(bounds.below) || score > Num::of(bounds.above)
        }
        Some(Outliers::FartherThan(most)) => (score - plain).max(plain - score) > Num::of(*most),
    };
    room.iter()
        .copied()
        .filter(|score| !abnormal(*score))
        .collect()
}

fn trimmed(scores: &[Num], trim: Option<MeanTrim>) -> Vec<Num> {
    let mut sorted = scores.to_vec();
    sorted.sort();
    let Some(trim) = trim else { return sorted };
    let (lowest, highest) = (usize::from(trim.lowest), usize::from(trim.highest));
    if lowest + highest >= sorted.len() {
        return Vec::new();
    }
    sorted[lowest..sorted.len() - highest].to_vec()
}

fn mean(scores: Vec<Num>) -> Option<Num> {
    let people = scores.len();
    (people > 0).then(|| scores.into_iter().sum::<Num>() / Num::whole(people))
}
