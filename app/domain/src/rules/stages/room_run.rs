//! Scores made comparable between rooms, for every post whose panel says so.

use super::correction::{self, RoomScores, correct};
use super::document::{Correction, RoomUnit, Scoring};
use crate::numbers::Points;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::column::Column;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::state::{Group, State};
use crate::rules::engine::table::{NO_ROOM, RoomName};
use crate::rules::engine::{Pending, RoomOutcome, Status};
use std::collections::{BTreeMap, BTreeSet};

fn rule_of(set: &SetPlan, step: usize) -> Option<(&Correction, Points)> {
    match &set.stage_at(step)?.0.scoring {
        Some(Scoring::Panel(panel)) => Some((panel.correction.as_ref()?, panel.full)),
        _ => None,
    }
}

/// The scores of a stage made comparable between rooms.
pub(crate) struct Corrected {
    pub column: Column,
    pub rooms: Vec<RoomOutcome>,
    /// Whose scores cannot be compared with those of other rooms: they have none yet.
    pub uncorrected: Vec<usize>,
    pub moves: Moves,
}

/// Corrects the scores of every list whose rule asks for it; nothing where none does.
pub(crate) fn correct_rooms(
    state: &State,
    posts: &[usize],
    step: usize,
) -> Result<Option<Corrected>, RuleFault> {
    if posts
        .iter()
        .all(|post| rule_of(state.set(*post), step).is_none())
    {
        return Ok(None);
    }
    let mut corrected = Corrected {
        column: state.scores[step].clone(),
        rooms: Vec::new(),
        uncorrected: Vec::new(),
        moves: Moves::default(),
    };
    let groups = state.groups(|set| Some(rule_of(set, step)?.0.across));
    for group in groups {
        let set = state.set(group.posts[0]);
        if let Some((rule, full)) = rule_of(set, step) {
            correct_group(state, &group, step, (rule, full), &mut corrected)?;
        }
    }
    Ok(Some(corrected))
}

fn correct_group(
    state: &State,
    group: &Group,
    step: usize,
    (rule, full): (&Correction, Points),
    corrected: &mut Corrected,
) -> Result<(), RuleFault> {
    let rooms = rooms_of(state, group, step, rule.unit);
    let one_room = rooms.len() < 2;
    if group.posts.iter().any(|post| state.has_gap(*post)) {
        // A room's mean rests on everybody in it; somebody whose mark is missing may have sat in another room.
        if !one_room || may_have_sat_elsewhere(state, group, step, rule.unit, &rooms) {
            corrected.block(state, &group.posts, step);
        }
        return Ok(());
    }
    if one_room {
        return Ok(());
    }
    let scale = state.scores[step].scale;
    let scores: Vec<RoomScores> = rooms
        .values()
        .map(|rows| RoomScores {
            scores: rows
                .iter()
                .filter_map(|row| state.scores[step].get(*row).get())
                .collect(),
        })
        .collect();
    let correction::Corrected::Rooms(figures) = correct(rule, scale, full, &scores)? else {
        return Ok(());
    };
    for ((name, rows), room) in rooms.into_iter().zip(figures) {
        let figure = room.figure;
        match room.by {
            Some(by) => {
                for row in &rows {
                    if let Some(score) = state.scores[step].get(*row).get() {
                        corrected.column.set(*row, Cell::score(by.apply(score)));
                    }
                }
            }
            None => corrected.without_coefficient(state, step, name, &rows),
        }
        corrected.rooms.push(RoomOutcome {
            stage: state.plan.steps[step].clone(),
            room: name.room.to_owned(),
            sitting: name.sitting.map(str::to_owned),
            group: state.plan.posts[group.posts[0]].post.code.clone(),
            people: rows.len() as u32,
            counted: figure.counted,
            mean: figure.mean,
            overall: figure.overall,
            coefficient: figure.coefficient,
        });
    }
    Ok(())
}

impl Corrected {
    /// A score that cannot be compared with those of other rooms is none yet.
    fn block(&mut self, state: &State, posts: &[usize], step: usize) {
        for post in posts {
            self.uncorrected.extend(state.called(*post, step));
        }
        self.moves.block(state, posts, step);
    }

    /// The posts that have people in a room without a coefficient are blocked.
    fn without_coefficient(&mut self, state: &State, step: usize, name: RoomName, rows: &[usize]) {
        let mut posts: Vec<usize> = rows.iter().map(|row| state.post_of(*row)).collect();
        posts.dedup();
        self.block(state, &posts, step);
        self.moves.pending.push(Pending::Room {
            stage: state.plan.steps[step].clone(),
            room: name.room.to_owned(),
            sitting: name.sitting.map(str::to_owned),
        });
    }
}

/// The rooms that were used, by name, so that the order of the input does not matter.
fn rooms_of<'a>(
    state: &State<'a>,
    group: &Group,
    step: usize,
    unit: RoomUnit,
) -> BTreeMap<RoomName<'a>, Vec<usize>> {
    // By number first: names are then compared once for each room, not for each person.
    let panel = &state.table.panels[step];
    let mut slots = vec![usize::MAX; panel.rooms.len()];
    let mut of_number: Vec<Vec<usize>> = Vec::new();
    for post in &group.posts {
        for row in state.called(*post, step) {
            let room = panel.room.get(row).copied().unwrap_or(NO_ROOM);
            let Some(slot) = slots.get_mut(room as usize) else {
                continue;
            };
            if state.scores[step].get(row).is_score() {
                if *slot == usize::MAX {
                    *slot = of_number.len();
                    of_number.push(Vec::new());
                }
                of_number[*slot].push(row);
            }
        }
    }
    let mut rooms: BTreeMap<RoomName, Vec<usize>> = BTreeMap::new();
    for rows in of_number {
        if let Some(name) = room_of(state, rows[0], step, unit) {
            rooms.entry(name).or_default().extend(rows);
        }
    }
    rooms.values_mut().for_each(|rows| rows.sort_unstable());
    rooms
}

fn room_of<'a>(state: &State<'a>, row: usize, step: usize, unit: RoomUnit) -> Option<RoomName<'a>> {
    let name = state.table.panels[step].room_of(row)?;
    let sitting = name.sitting.filter(|_| unit == RoomUnit::RoomAndSitting);
    Some(RoomName { sitting, ..name })
}

/// Whether the people who have no score yet make it more than one room.
fn may_have_sat_elsewhere<'a>(
    state: &State<'a>,
    group: &Group,
    step: usize,
    unit: RoomUnit,
    rooms: &BTreeMap<RoomName<'a>, Vec<usize>>,
) -> bool {
    let rows = group.posts.iter().flat_map(|post| state.table.rows(*post));
    let open =
        rows.filter(|row| matches!(state.status[*row], Status::Pending | Status::Blocked(_)));
    let mut names: BTreeSet<Option<RoomName>> = rooms.keys().copied().map(Some).collect();
    names.extend(open.map(|row| room_of(state, row, step, unit)));
    names.len() > 1
}
