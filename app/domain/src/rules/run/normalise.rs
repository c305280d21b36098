//! Making rooms comparable: the room's coefficient or difference, and the corrected scores (domain.md 3.7; O22, O23).

use super::super::document::{
    MeanTrim, NormalisationMethod, NormalisationRule, Outliers, OverallMean, RoomUnit,
};
use super::correction::Correction;
use super::faults::RuleFault;
use super::outcome::{Pending, RoomOutcome, Status};
use super::table::{NO_ROOM, NONE, RoomName, is_score};
use super::work::{Group, Work};
use crate::numbers::Fraction;
use crate::numbers::Points;
use std::collections::HashMap;

/// Corrects the scores of every list whose rule asks for it.
pub(crate) fn apply(work: &mut Work) -> Result<(), RuleFault> {
    if work
        .plan
        .sets
        .iter()
        .all(|set| set.rules.interview.normalisation.is_none())
    {
        return Ok(());
    }
    work.interview_before = work.interview.clone();
    let groups = work.groups(|set| {
        set.rules
            .interview
            .normalisation
            .as_ref()
            .map_or_else(Default::default, |rule| rule.across)
    });
    let (mut by_room, mut by_sitting) = (None, None);
    for group in groups {
        let set = work.set(group.posts[0]);
        if let Some(rule) = &set.rules.interview.normalisation {
            let places = match rule.unit {
                RoomUnit::Room => by_room.get_or_insert_with(|| Places::new(work, rule.unit)),
                RoomUnit::RoomAndSitting => {
                    by_sitting.get_or_insert_with(|| Places::new(work, rule.unit))
                }
            };
            correct_group(work, &group, rule, set.rules.interview.full_mark, places)?;
        }
    }
    Ok(())
}

fn correct_group(
    work: &mut Work,
    group: &Group,
    rule: &NormalisationRule,
    full_mark: Points,
    places: &mut Places,
) -> Result<(), RuleFault> {
    let scale = work.interview_scale;
    let rooms = rooms_of(work, group, rule.unit, places);
    let sums: Vec<RoomSum> = rooms
        .iter()
        .map(|room| RoomSum::of(&room.scores, rule, scale))
        .collect();
    let figures = figures(&sums, rule, scale).ok_or(RuleFault::Overflow)?;
    for ((room, sum), figure) in rooms.into_iter().zip(&sums).zip(&figures) {
        match figure.coefficient {
            Some(coefficient) => {
                let most = room.scores.iter().map(|score| score.abs()).max();
                let most = most.unwrap_or(0);
                let correction = Correction::new(rule, coefficient, scale, full_mark, most)?;
                for (row, score) in room.rows.iter().zip(&room.scores) {
                    work.interview[*row as usize] =
                        correction.apply(*score).ok_or(RuleFault::Overflow)?;
                }
            }
            None => cannot_be_corrected(work, &room),
        }
        work.rooms.push(RoomOutcome {
            room: room.name.room.to_owned(),
            sitting: room.name.sitting.map(str::to_owned),
            group: work.plan.posts[group.posts[0]].post.code.to_string(),
            people: room.rows.len() as u32,
            counted: sum.counted,
            mean: figure.mean,
            overall: figure.overall,
            coefficient: figure.coefficient,
        });
    }
    Ok(())
}

/// Nobody of this room has a score that counts until somebody settles it.
fn cannot_be_corrected(work: &mut Work, room: &RoomRows) {
    let mut posts: Vec<u32> = Vec::new();
    for row in &room.rows {
        work.interview[*row as usize] = NONE;
        posts.push(work.table.post[*row as usize]);
    }
    posts.sort_unstable();
    posts.dedup();
    let code = |post: u32| work.plan.posts[post as usize].post.code.clone();
    let posts = posts.into_iter().map(code).collect();
    work.pending.push(Pending::Room {
        room: room.name.room.to_owned(),
        sitting: room.name.sitting.map(str::to_owned),
        posts,
    });
}

/// One room of a list, with everybody who was interviewed there.
struct RoomRows<'a> {
    name: RoomName<'a>,
    rows: Vec<u32>,
    scores: Vec<i64>,
}

/// For each room of the run, where it stands among the rooms of the list at hand: an array, because a million people
/// ask it.
struct Places {
    /// The first room of the same name, where sittings do not count.
    same: Vec<u32>,
    place: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Places {
    fn new(work: &Work, unit: RoomUnit) -> Self {
        let mut first: HashMap<RoomName, u32> = HashMap::new();
        let same = work
            .table
            .rooms
            .iter()
            .enumerate()
            .map(|(room, name)| *first.entry(named(*name, unit)).or_insert(room as u32));
        Places {
            same: same.collect(),
            place: vec![NOWHERE; work.table.rooms.len()],
        }
    }
}

fn named(name: RoomName, unit: RoomUnit) -> RoomName {
    RoomName {
        sitting: name.sitting.filter(|_| unit == RoomUnit::RoomAndSitting),
        ..name
    }
}

/// The rooms that were used, ordered by name so that the input's order does not matter.
fn rooms_of<'a>(
    work: &Work<'a>,
    group: &Group,
    unit: RoomUnit,
    places: &mut Places,
) -> Vec<RoomRows<'a>> {
    let interviewed = |row: &usize| {
        work.status[*row] == Status::Shortlisted
            && is_score(work.interview[*row])
            && work.table.room[*row] != NO_ROOM
    };
    let mut used: Vec<(u32, usize)> = Vec::new();
    for row in work.rows_of(group).filter(interviewed) {
        let room = places.same[work.table.room[row] as usize];
        let place = &mut places.place[room as usize];
        if *place == NOWHERE {
            *place = used.len() as u32;
            used.push((room, 0));
        }
        used[*place as usize].1 += 1;
    }
    let mut rooms: Vec<RoomRows> = used
        .iter()
        .map(|(room, people)| RoomRows {
            name: named(work.table.rooms[*room as usize], unit),
            rows: Vec::with_capacity(*people),
            scores: Vec::with_capacity(*people),
        })
        .collect();
    for row in work.rows_of(group).filter(interviewed) {
        let room = places.same[work.table.room[row] as usize];
        let rows = &mut rooms[places.place[room as usize] as usize];
        rows.rows.push(row as u32);
        rows.scores.push(work.interview[row]);
    }
    for (room, _) in used {
        places.place[room as usize] = NOWHERE;
    }
    rooms.sort_by_key(|room| room.name);
    rooms
}

/// One room's scores, as far as they count for the means.
pub(crate) struct RoomSum {
    /// Sum and number for the room's own mean.
    pub sum: i128,
    pub counted: u32,
    /// What is left of the room without outliers, for an overall mean of people; empty where nothing is left out.
    plain: Vec<i64>,
}

impl RoomSum {
    fn of(scores: &[i64], rule: &NormalisationRule, scale: i64) -> Self {
        let sum_of = |scores: &[i64]| scores.iter().map(|score| i128::from(*score)).sum();
        if rule.outliers.is_none() && rule.room_trim.is_none() && rule.overall_trim.is_none() {
            return RoomSum {
                sum: sum_of(scores),
                counted: scores.len() as u32,
                plain: Vec::new(),
            };
        }
        let plain = without_outliers(scores.to_vec(), rule.outliers.as_ref(), scale);
        let counted = trimmed(&plain, rule.room_trim);
        RoomSum {
            sum: sum_of(&counted),
            counted: counted.len() as u32,
            plain,
        }
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

/// What one room is multiplied by, or moved by; nothing where its mean of zero allows no quotient.
pub(crate) struct RoomFigure {
    pub mean: Fraction,
    pub overall: Fraction,
    pub coefficient: Option<Fraction>,
}

/// The figures of each room of one list; `None` when they are beyond exact computation.
fn figures(rooms: &[RoomSum], rule: &NormalisationRule, scale: i64) -> Option<Vec<RoomFigure>> {
    if rooms.is_empty() {
        return Some(Vec::new());
    }
    let scale = i128::from(scale);
    let mean =
        |sum: i128, people: u32| Fraction::new(sum, i128::from(people) * scale).round(rule.mean);
    let means = rooms
        .iter()
        .map(|room| mean(room.sum, room.counted))
        .collect::<Option<Vec<_>>>()?;
    let overall = match rule.overall {
        OverallMean::OfPeople if rule.room_trim.is_none() && rule.overall_trim.is_none() => mean(
            rooms.iter().map(|room| room.sum).sum(),
            rooms.iter().map(|room| room.counted).sum(),
        )?,
        // The trim of a room is for that room's mean; the mean of all people has its own, or none.
        OverallMean::OfPeople => {
            let all: Vec<i64> = rooms
                .iter()
                .flat_map(|room| room.plain.iter().copied())
                .collect();
            let counted = trimmed(&all, rule.overall_trim);
            mean(
                counted.iter().map(|score| i128::from(*score)).sum(),
                counted.len() as u32,
            )?
        }
        OverallMean::OfRooms => mean_of(&means)?.round(rule.mean)?,
    };
    let figure = |mean: Fraction| {
        Some(RoomFigure {
            mean,
            overall,
            coefficient: coefficient(rule, overall, mean)?,
        })
    };
    means.into_iter().map(figure).collect()
}

/// Rooms alone, from their printed sums: the worked examples of a notice.
pub(crate) fn figures_of_sums(
    rule: &NormalisationRule,
    rooms: &[(Points, u32)],
) -> Option<Vec<RoomFigure>> {
    if rooms.is_empty() || rooms.iter().any(|(_, people)| *people == 0) {
        return None;
    }
    let scale = i128::from(Points::SCALE);
    let mean =
        |sum: i128, people: u32| Fraction::new(sum, i128::from(people) * scale).round(rule.mean);
    let means = rooms
        .iter()
        .map(|(sum, people)| mean(sum.raw().into(), *people))
        .collect::<Option<Vec<_>>>()?;
    let overall = match rule.overall {
        OverallMean::OfPeople => mean(
            rooms.iter().map(|(sum, _)| i128::from(sum.raw())).sum(),
            rooms.iter().map(|(_, n)| n).sum(),
        )?,
        OverallMean::OfRooms => mean_of(&means)?.round(rule.mean)?,
    };
    let figure = |mean: Fraction| {
        Some(RoomFigure {
            mean,
            overall,
            coefficient: coefficient(rule, overall, mean)?,
        })
    };
    means.into_iter().map(figure).collect()
}

fn mean_of(means: &[Fraction]) -> Option<Fraction> {
    let mut sum = Fraction::ZERO;
    for mean in means {
        let above = sum.numerator.checked_mul(mean.denominator)?;
        let more = mean.numerator.checked_mul(sum.denominator)?;
        sum = Fraction::new(
            above.checked_add(more)?,
            sum.denominator.checked_mul(mean.denominator)?,
        );
    }
    let people = i128::try_from(means.len())
        .ok()
        .filter(|rooms| *rooms > 0)?;
    Some(Fraction::new(
        sum.numerator,
        sum.denominator.checked_mul(people)?,
    ))
}

/// A room whose mean is nothing cannot be compared by a quotient: it has no coefficient. The outer `None`: beyond exact
/// computation.
fn coefficient(
    rule: &NormalisationRule,
    overall: Fraction,
    room: Fraction,
) -> Option<Option<Fraction>> {
    let exact = match rule.method {
        NormalisationMethod::Multiply if room.numerator == 0 => return Some(None),
        NormalisationMethod::Multiply => Fraction::new(
            overall.numerator.checked_mul(room.denominator)?,
            overall.denominator.checked_mul(room.numerator)?,
        ),
        NormalisationMethod::Add => {
            let own = overall.numerator.checked_mul(room.denominator)?;
            let other = room.numerator.checked_mul(overall.denominator)?;
            Fraction::new(
                own.checked_sub(other)?,
                overall.denominator.checked_mul(room.denominator)?,
            )
        }
    };
    exact.round(rule.coefficient).map(Some)
}
