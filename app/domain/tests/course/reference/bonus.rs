//! 加分: what a person's items come to for one score.

use super::bands;
use super::course::Course;
use super::number::Num;
use domain::numbers::Points;
use domain::rules::{
    Band, BandGives, BonusBands, BonusCode, BonusItem, BonusPoints, BonusRows, BonusRule, Claim,
    Decided, FactValue, Recounted, ScoreOf, Stack, StageCode,
};

/// What counts: claims as far as the facts bear them out, or what was decided on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    Claims,
    Decided,
}

impl Course<'_> {
    /// Before a check that counts the bonus anew the claims count, from it on what was decided.
    pub fn counting(&self, post: usize, at: &StageCode) -> Counting {
        let stages = &self.posts[post].rules.stages;
        let recounts = stages.iter().find(|stage| {
            let check = stage.check.as_ref();
            check.is_some_and(|check| check.recounts.contains(&Recounted::Bonus))
        });
        match recounts {
            Some(check) if self.step(at) < self.step(&check.code) => Counting::Claims,
            _ => Counting::Decided,
        }
    }

    /// What counts for a figure that is shown at the end.
    pub fn counting_now(&self, post: usize) -> Counting {
        let last = &self.steps[self.done.saturating_sub(1)];
        self.counting(post, last)
    }

    /// All items that raise this score, stacked and capped.
    pub fn bonus(&self, one: usize, target: &ScoreOf, counting: Counting) -> Num {
        let post = self.people[one].post;
        let Some(rule) = &self.posts[post].rules.bonus else {
            return Num::ZERO;
        };
        let branches = self.branches(one, rule, None, Some(target), counting);
        capped(
            stacked(rule.stack.unwrap_or(Stack::Highest), branches),
            rule.cap,
        )
    }

    /// What each item and group directly inside `group` gives; at the top only those that raise the target.
    fn branches(
        &self,
        one: usize,
        rule: &BonusRule,
        group: Option<&BonusCode>,
        target: Option<&ScoreOf>,
        counting: Counting,
    ) -> Vec<Num> {
        let raises = |own: &Vec<ScoreOf>| {
            let own = if own.is_empty() { &rule.raises } else { own };
            target.is_none_or(|target| own.contains(target))
        };
        let items = rule
            .items
            .iter()
            .filter(|item| item.group.as_ref() == group && raises(&item.raises))
            .filter_map(|item| self.item(one, rule, item, counting));
        let groups = rule
            .groups
            .iter()
            .filter(|inner| inner.group.as_ref() == group && raises(&inner.raises))
            .filter_map(|inner| {
                let within = self.branches(one, rule, Some(&inner.code), None, counting);
                let counts = !within.is_empty();
                counts.then(|| capped(stacked(inner.stack, within), inner.cap))
            });
        items.chain(groups).collect()
    }

    /// One item, if it counts.
    fn item(
        &self,
        one: usize,
        rule: &BonusRule,
        item: &BonusItem,
        counting: Counting,
    ) -> Option<Num> {
        let claim = self.people[one].row.bonus.get(&item.code)?;
        let decided = claim.decided.filter(|_| counting == Counting::Decided);
        match decided {
            Some(Decided::No) => None,
            Some(Decided::Points(points)) => Some(Num::of(points)),
            Some(Decided::Yes) => Some(self.worth(one, item)),
            None => self
                .bears_out(one, rule, item, claim)
                .then(|| self.worth(one, item)),
        }
    }

    /// Claimed, in time, and not against the facts of the row.
    fn bears_out(&self, one: usize, rule: &BonusRule, item: &BonusItem, claim: &Claim) -> bool {
        let until = item.evidence_by.or(rule.evidence_by);
        let late = match (claim.at, until) {
            (Some(day), Some(until)) => day > until.date,
            _ => false,
        };
        let holds =
            !self.judged([&item.when]) || self.holds(&self.people[one], &item.when) == Some(true);
        claim.claimed && !late && holds
    }

    fn worth(&self, one: usize, item: &BonusItem) -> Num {
        match &item.points {
            BonusPoints::Fixed(points) => Num::of(*points),
            BonusPoints::Bands(rule) => self.by_bands(one, rule),
            BonusPoints::Rows(rule) => self.by_rows(one, rule),
            BonusPoints::Body => Num::ZERO,
        }
    }

    fn by_bands(&self, one: usize, rule: &BonusBands) -> Num {
        let Some(FactValue::Number(number)) = self.people[one].row.facts.get(&rule.of) else {
            return Num::ZERO;
        };
        let number = Num::of(*number);
        if rule.marginal {
            return rule.bands.iter().map(|band| in_band(band, number)).sum();
        }
        let found = rule.bands.iter().find(|band| bands::fits(band, number));
        found.map_or(Num::ZERO, |band| {
            bands::gives(band, number).unwrap_or(Num::ZERO)
        })
    }

    fn by_rows(&self, one: usize, rule: &BonusRows) -> Num {
        let Some(FactValue::Rows(rows)) = self.people[one].row.facts.get(&rule.of) else {
            return Num::ZERO;
        };
        let mut best: Vec<(Vec<Option<&FactValue>>, Num)> = Vec::new();
        for row in rows {
            let worth = rule.points.iter().find(|points| match &points.column {
                None => true,
                Some(column) => match row.get(column) {
                    Some(FactValue::Choice(option)) => points.options.contains(option),
                    _ => false,
                },
            });
            let worth = worth.map_or(Num::ZERO, |points| Num::of(points.points));
            let same: Vec<_> = rule.best_per.iter().map(|column| row.get(column)).collect();
            let known = best.iter_mut().find(|(other, _)| *other == same);
            match known.filter(|_| !rule.best_per.is_empty()) {
                Some((_, most)) => *most = worth.max(*most),
                None => best.push((same, worth)),
            }
        }
        best.into_iter().map(|(_, worth)| worth).sum()
    }
}

/// What the part of a number that lies in a band gives.
fn in_band(band: &Band, number: Num) -> Num {
    let from = band.from.map_or(Num::ZERO, Num::of);
    let to = band.to.map_or(number, |to| number.min(Num::of(to)));
    match &band.gives {
        BandGives::Each(slope) if to > from => bands::slope(slope, to - from),
        _ => Num::ZERO,
    }
}

fn stacked(stack: Stack, branches: Vec<Num>) -> Num {
    match stack {
        Stack::Sum => branches.into_iter().sum(),
        Stack::Highest => branches.into_iter().max().unwrap_or(Num::ZERO),
    }
}

fn capped(sum: Num, cap: Option<Points>) -> Num {
    cap.map_or(sum, |cap| sum.min(Num::of(cap)))
}
