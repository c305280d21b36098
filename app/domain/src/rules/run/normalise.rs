//! Making rooms comparable: the room's coefficient or difference, and the corrected scores (domain.md 3.7; O22, O23).

use super::super::document::{
    MeanTrim, NormalisationMethod, NormalisationRule, Outliers, OverallMean, RoomUnit, RoundingMode,
};
use super::outcome::{Fraction, RoomOutcome, RuleFault, Status};
use super::table::{NO_ROOM, NONE, is_score};
use super::work::{Group, Work};
use crate::points::Points;
use std::collections::BTreeMap;

/// Corrects the scores of every list whose rule asks for it.
pub(crate) fn apply(work: &mut Work) -> Result<(), RuleFault> {
    if work.plan.sets.iter().all(|set| set.rules.interview.normalisation.is_none()) {
        return Ok(());
    }
    work.interview_before = work.interview.clone();
    let groups =
        work.groups(|set| set.rules.interview.normalisation.as_ref().map_or_else(Default::default, |rule| rule.across));
    for group in groups {
        let set = work.set(group.posts[0]);
        if let Some(rule) = &set.rules.interview.normalisation {
            correct_group(work, &group, rule, set.rules.interview.full_mark)?;
        }
    }
    Ok(())
}

fn correct_group(work: &mut Work, group: &Group, rule: &NormalisationRule, full_mark: Points) -> Result<(), RuleFault> {
    let rooms = rooms_of(work, group, rule.unit);
    let sums: Vec<RoomSum> = rooms
        .values()
        .map(|rows| {
            RoomSum::of(rows.iter().map(|row| work.interview[*row as usize]).collect(), rule, work.interview_scale)
        })
        .collect();
    let figures = figures(&sums, rule, work.interview_scale).ok_or(RuleFault::Overflow)?;
    for ((rows, sum), figure) in rooms.values().zip(&sums).zip(&figures) {
        let correction = Correction::new(rule, figure.coefficient, work.interview_scale, full_mark)?;
        for row in rows {
            let score = &mut work.interview[*row as usize];
            *score = correction.apply(*score).ok_or(RuleFault::Overflow)?;
        }
        let room = work.table.room[rows[0] as usize] as usize;
        let name = work.table.rooms[room];
        work.rooms.push(RoomOutcome {
            room: name.room.to_owned(),
            sitting: name.sitting.filter(|_| rule.unit == RoomUnit::RoomAndSitting).map(str::to_owned),
            group: work.plan.posts[group.posts[0]].post.code.to_string(),
            people: rows.len() as u32,
            counted: sum.counted,
            mean: figure.mean,
            overall: figure.overall,
            coefficient: figure.coefficient,
        });
    }
    Ok(())
}

/// The rows of each room that was used, ordered by the room's name so that the input's order does not matter.
fn rooms_of<'a>(work: &Work<'a>, group: &Group, unit: RoomUnit) -> BTreeMap<(&'a str, Option<&'a str>), Vec<u32>> {
    let mut rooms: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for row in work.rows_of(group) {
        let room = work.table.room[row];
        if work.status[row] == Status::Shortlisted && is_score(work.interview[row]) && room != NO_ROOM {
            rooms.entry(room).or_default().push(row as u32);
        }
    }
    let mut named: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (room, rows) in rooms {
        let name = work.table.rooms[room as usize];
        let sitting = name.sitting.filter(|_| unit == RoomUnit::RoomAndSitting);
        named.entry((name.room, sitting)).or_default().extend(rows);
    }
    named
}

/// One room's scores, as far as they count for the means.
pub(crate) struct RoomSum {
    /// Sum and number for the room's own mean.
    pub sum: i128,
    pub counted: u32,
    /// What is left of the room for the overall mean, before its own trim.
    plain: Vec<i64>,
}

impl RoomSum {
    fn of(scores: Vec<i64>, rule: &NormalisationRule, scale: i64) -> Self {
        let plain = without_outliers(scores, rule.outliers.as_ref(), scale);
        let trimmed = trimmed(&plain, rule.room_trim);
        let sum = trimmed.iter().map(|score| i128::from(*score)).sum();
        RoomSum { sum, counted: trimmed.len() as u32, plain }
    }
}

fn without_outliers(mut scores: Vec<i64>, rule: Option<&Outliers>, scale: i64) -> Vec<i64> {
    let per_point = scale / Points::SCALE;
    let all = scores.clone();
    match rule {
        None | Some(Outliers::Undefined) => {}
        Some(Outliers::Outside(bounds)) => {
            let range = bounds.below.raw() * per_point..=bounds.above.raw() * per_point;
            scores.retain(|score| range.contains(score));
        }
        Some(Outliers::FartherThan(distance)) => {
            let people = scores.len() as i128;
            let sum: i128 = scores.iter().map(|score| i128::from(*score)).sum();
            let far = i128::from(distance.raw() * per_point) * people;
            scores.retain(|score| (i128::from(*score) * people - sum).abs() <= far);
        }
    }
    // A mean over nobody means nothing: a room of outliers only keeps them all.
    if scores.is_empty() { all } else { scores }
}

/// Without so many highest and lowest, as long as somebody is left.
fn trimmed(scores: &[i64], trim: Option<MeanTrim>) -> Vec<i64> {
    let mut sorted = scores.to_vec();
    let Some(trim) = trim else { return sorted };
    let (low, high) = (usize::from(trim.lowest), usize::from(trim.highest));
    if low + high >= sorted.len() {
        return sorted;
    }
    sorted.sort_unstable();
    sorted[low..sorted.len() - high].to_vec()
}

/// What one room is multiplied by, or moved by.
pub(crate) struct RoomFigure {
    pub mean: Fraction,
    pub overall: Fraction,
    pub coefficient: Fraction,
}

/// The figures of each room of one list; `None` when they are beyond exact computation.
fn figures(rooms: &[RoomSum], rule: &NormalisationRule, scale: i64) -> Option<Vec<RoomFigure>> {
    let scale = i128::from(scale);
    let mean = |sum: i128, people: u32| Fraction::new(sum, i128::from(people) * scale).round(rule.mean);
    let means = rooms.iter().map(|room| mean(room.sum, room.counted)).collect::<Option<Vec<_>>>()?;
    let overall = match rule.overall {
        OverallMean::OfPeople => {
            let all: Vec<i64> = match rule.overall_trim {
                None => rooms.iter().flat_map(|room| trimmed(&room.plain, rule.room_trim)).collect(),
                Some(_) => rooms.iter().flat_map(|room| room.plain.iter().copied()).collect(),
            };
            let counted = trimmed(&all, rule.overall_trim);
            mean(counted.iter().map(|score| i128::from(*score)).sum(), counted.len() as u32)?
        }
        OverallMean::OfRooms => mean_of(&means)?.round(rule.mean)?,
    };
    let figure = |mean: Fraction| Some(RoomFigure { mean, overall, coefficient: coefficient(rule, overall, mean)? });
    means.into_iter().map(figure).collect()
}

/// Rooms alone, from their printed sums: the worked examples of a notice.
pub(crate) fn figures_of_sums(rule: &NormalisationRule, rooms: &[(Points, u32)]) -> Option<Vec<RoomFigure>> {
    let scale = i128::from(Points::SCALE);
    let mean = |sum: i128, people: u32| Fraction::new(sum, i128::from(people) * scale).round(rule.mean);
    let means = rooms.iter().map(|(sum, people)| mean(sum.raw().into(), *people)).collect::<Option<Vec<_>>>()?;
    let overall = match rule.overall {
        OverallMean::OfPeople => {
            mean(rooms.iter().map(|(sum, _)| i128::from(sum.raw())).sum(), rooms.iter().map(|(_, n)| n).sum())?
        }
        OverallMean::OfRooms => mean_of(&means)?.round(rule.mean)?,
    };
    let figure = |mean: Fraction| Some(RoomFigure { mean, overall, coefficient: coefficient(rule, overall, mean)? });
    means.into_iter().map(figure).collect()
}

fn mean_of(means: &[Fraction]) -> Option<Fraction> {
    let mut sum = Fraction::ZERO;
    for mean in means {
        let above = sum.numerator.checked_mul(mean.denominator)?;
        let more = mean.numerator.checked_mul(sum.denominator)?;
        sum = Fraction::new(above.checked_add(more)?, sum.denominator.checked_mul(mean.denominator)?);
    }
    let people = i128::try_from(means.len()).ok().filter(|rooms| *rooms > 0)?;
    Some(Fraction::new(sum.numerator, sum.denominator.checked_mul(people)?))
}

/// A room whose mean is nothing cannot be compared by a quotient; it keeps its scores.
fn coefficient(rule: &NormalisationRule, overall: Fraction, room: Fraction) -> Option<Fraction> {
    let exact = match rule.method {
        NormalisationMethod::Multiply if room.numerator == 0 => return Some(Fraction { numerator: 1, denominator: 1 }),
        NormalisationMethod::Multiply => Fraction::new(
            overall.numerator.checked_mul(room.denominator)?,
            overall.denominator.checked_mul(room.numerator)?,
        ),
        NormalisationMethod::Add => {
            let own = overall.numerator.checked_mul(room.denominator)?;
            let other = room.numerator.checked_mul(overall.denominator)?;
            Fraction::new(own.checked_sub(other)?, overall.denominator.checked_mul(room.denominator)?)
        }
    };
    exact.round(rule.coefficient)
}

/// A coefficient ready to be applied to scores at one scale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Correction {
    method: NormalisationMethod,
    above: i128,
    below: i128,
    mode: RoundingMode,
    /// From the rounded figure to the column's scale.
    unit: i128,
    scale: i128,
    most: Option<i128>,
}

impl Correction {
    pub(crate) fn new(
        rule: &NormalisationRule,
        coefficient: Fraction,
        scale: i64,
        full_mark: Points,
    ) -> Result<Self, RuleFault> {
        let decimals = rule.corrected.decimals;
        if decimals > 4 {
            return Err(RuleFault::TooManyDecimals { decimals });
        }
        let unit = i128::from(scale) / 10i128.pow(u32::from(decimals));
        let below = coefficient.denominator.checked_mul(unit).ok_or(RuleFault::Overflow)?;
        let capped = rule.cap_at_full_mark == Some(true);
        let most = capped.then(|| i128::from(full_mark.raw()) * i128::from(scale / Points::SCALE));
        let above = coefficient.numerator;
        Ok(Correction {
            method: rule.method,
            above,
            below,
            mode: rule.corrected.mode,
            unit,
            scale: i128::from(scale),
            most,
        })
    }

    pub(crate) fn apply(self, score: i64) -> Option<i64> {
        let score = i128::from(score);
        let moved = match self.method {
            NormalisationMethod::Multiply => score.checked_mul(self.above)?,
            NormalisationMethod::Add => {
                let denominator = self.below / self.unit;
                score.checked_mul(denominator)?.checked_add(self.above.checked_mul(self.scale)?)?
            }
        };
        let rounded = self.mode.divide(moved, self.below).checked_mul(self.unit)?;
        let capped = self.most.map_or(rounded, |most| rounded.min(most));
        i64::try_from(capped.max(0)).ok().filter(|score| *score != NONE)
    }
}
