//! Scores made comparable between rooms, for every post whose panel says so.

use super::correction::{Corrected, RoomScores, correct};
use super::document::{Correction, RoomUnit, Scoring};
use crate::next::engine::cell::Cell;
use crate::next::engine::faults::RuleFault;
use crate::next::engine::outcome::{Pending, RoomOutcome};
use crate::next::engine::plan::SetPlan;
use crate::next::engine::state::{Group, State};
use crate::next::engine::table::RoomName;
use crate::numbers::Points;
use std::collections::BTreeMap;

fn rule_of(set: &SetPlan, step: usize) -> Option<(&Correction, Points)> {
    match &set.stage_at(step)?.0.scoring {
        Some(Scoring::Panel(panel)) => Some((panel.correction.as_ref()?, panel.full)),
        _ => None,
    }
}

/// Corrects the scores of every list whose rule asks for it.
pub(crate) fn correct_rooms(
    state: &mut State,
    posts: &[usize],
    step: usize,
) -> Result<(), RuleFault> {
    if posts
        .iter()
        .all(|post| rule_of(state.set(*post), step).is_none())
    {
        return Ok(());
    }
    let groups = state.groups(|set| Some(rule_of(set, step)?.0.across));
    for group in groups {
        let set = state.set(group.posts[0]);
        if let Some((rule, full)) = rule_of(set, step) {
            correct_group(state, &group, step, rule, full)?;
        }
    }
    Ok(())
}

fn correct_group(
    state: &mut State,
    group: &Group,
    step: usize,
    rule: &Correction,
    full: Points,
) -> Result<(), RuleFault> {
    let rooms = rooms_of(state, group, step, rule.unit);
    if rooms.len() < 2 {
        return Ok(());
    }
    if group.posts.iter().any(|post| state.has_gap(*post)) {
        // A room's mean rests on everybody in it.
        state.block(&group.posts, step);
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
    let Corrected::Rooms(figures) = correct(rule, scale, full, &scores)? else {
        return Ok(());
    };
    for ((name, rows), room) in rooms.into_iter().zip(figures) {
        let figure = room.figure;
        match room.by {
            Some(by) => {
                for row in &rows {
                    if let Some(score) = state.scores[step].get(*row).get() {
                        state.scores[step].set(*row, Cell::score(by.apply(score)));
                    }
                }
            }
            None => without_coefficient(state, step, name, &rows),
        }
        state.rooms.push(RoomOutcome {
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

/// The posts that have people in a room without a coefficient are blocked.
fn without_coefficient(state: &mut State, step: usize, name: RoomName, rows: &[usize]) {
    let mut posts: Vec<usize> = rows.iter().map(|row| state.post_of(*row)).collect();
    posts.dedup();
    state.block(&posts, step);
    state.pending.push(Pending::Room {
        stage: state.plan.steps[step].clone(),
        room: name.room.to_owned(),
        sitting: name.sitting.map(str::to_owned),
    });
}

/// The rooms that were used, by name, so that the order of the input does not matter.
fn rooms_of<'a>(
    state: &State<'a>,
    group: &Group,
    step: usize,
    unit: RoomUnit,
) -> BTreeMap<RoomName<'a>, Vec<usize>> {
    let mut rooms: BTreeMap<RoomName, Vec<usize>> = BTreeMap::new();
    for post in &group.posts {
        for row in state.called(*post, step) {
            let name = state.table.panels[step].room_of(row);
            if let Some(name) = name.filter(|_| state.scores[step].get(row).is_score()) {
                let sitting = name.sitting.filter(|_| unit == RoomUnit::RoomAndSitting);
                rooms
                    .entry(RoomName { sitting, ..name })
                    .or_default()
                    .push(row);
            }
        }
    }
    rooms
}
