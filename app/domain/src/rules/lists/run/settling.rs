//! A cut as it is settled: who is in, who waits, which decision it needs.

use super::super::acted::differs;
use super::super::compared::{cut_figure, figures_of};
use super::super::contest::Made;
use super::super::document::{Across, Substitution};
use super::super::held::hold;
use super::super::substitutes;
use super::{substitution_into, to_step};
use crate::numbers::Points;
use crate::rules::engine::column::points;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::{OutBy, Status};
use std::collections::HashMap;

/// What the lists of a stage came to.
#[derive(Default)]
pub(crate) struct Cut {
    /// Named substitutes who were passed over before they were called.
    pub passed_over: Vec<usize>,
    /// For posts the figure of the last person called, in points.
    pub cut_offs: HashMap<usize, Points>,
    pub moves: Moves,
}

/// Gives everybody on the lists of a step their place.
pub(super) fn settle(
    state: &State,
    mut made: Vec<Made>,
    expected: Vec<Option<Made>>,
    step: usize,
) -> Cut {
    let mut cut = Cut::default();
    if let Some(rule) = wider(state, &made, step) {
        let to = made.first().map_or(step, |made| to_of(state, made, step));
        let pending = substitutes::across(state, &mut made, &rule, to);
        cut.moves.pending.extend(pending);
    }
    for (made, expected) in made.into_iter().zip(expected) {
        cut.settle(state, &made, step);
        if let Some(expected) = expected {
            let notices = differs(state, &made, &expected, to_of(state, &made, step));
            cut.moves.notices.extend(notices);
        }
    }
    cut
}

impl Cut {
    /// Gives everybody on one list their place.
    fn settle(&mut self, state: &State, made: &Made, step: usize) {
        let post = made.posts[0];
        let Some(place) = state.set(post).place(step) else {
            return;
        };
        let cut = state.set(post).rules.stages[place].cut.as_ref();
        let rule = cut.and_then(|cut| substitution_into(state.set(post), place, cut));
        let follow = rule.is_some_and(|rule| rule.rounds != Some(0));
        let next = |row: &u32| state.next_stage(*row as usize, place + 1);
        for (row, line) in made.line() {
            match follow {
                true => {
                    let waits = Status::Substitute(step_of(next(&row)), line);
                    self.moves.set(row as usize, waits);
                }
                false => self.moves.out(row as usize, next(&row), OutBy::NotCalled),
            }
        }
        let to = to_step(state, post, place);
        let held = hold(state, &made.held, made.unapproved, post, to);
        self.moves.join(held);
        for row in made.held.iter().flat_map(|(rows, _)| rows) {
            let status = Status::Held(step_of(next(row)));
            self.moves.set(*row as usize, status);
        }
        // Who is undecided for one kind of seats may be called to another one.
        for row in &made.called {
            let status = Status::Called(step_of(next(row)));
            self.moves.set(*row as usize, status);
        }
        for row in &made.lost {
            let by = substitutes::loss(state, *row as usize, next(row));
            let by = by.unwrap_or(OutBy::Failed);
            self.moves.out(*row as usize, next(row), by);
        }
        let named = rule.is_some_and(|rule| rule.in_advance.is_some());
        for row in &made.gone {
            self.pass_over(state, *row as usize, next(row), named);
        }
        self.cut_off(state, made, step);
    }

    fn pass_over(&mut self, state: &State, row: usize, to: usize, named: bool) {
        let absent = named && crate::rules::stages::is_absent(state, row, to);
        let by = match substitutes::loss(state, row, to) {
            Some(OutBy::Left) => OutBy::Left,
            _ if absent => OutBy::Absent,
            _ => OutBy::Failed,
        };
        self.passed_over.push(row);
        self.moves.out(row, to, by);
    }

    fn cut_off(&mut self, state: &State, made: &Made, step: usize) {
        let scale = figures_of(state, step).scale.max(1);
        for row in &made.called {
            let row = *row as usize;
            let Some(figure) = points(cut_figure(state, row, step), scale) else {
                continue;
            };
            let known = self.cut_offs.entry(state.post_of(row)).or_insert(figure);
            *known = figure.min(*known);
        }
    }
}

fn wider(state: &State, made: &[Made], step: usize) -> Option<Substitution> {
    let post = made.first()?.posts[0];
    let place = state.set(post).place(step)?;
    let cut = state.set(post).rules.stages[place].cut.as_ref()?;
    let rule = substitution_into(state.set(post), place, cut)?;
    rule.across.filter(|across| *across != Across::Post)?;
    Some(rule.clone())
}

fn to_of(state: &State, made: &Made, step: usize) -> usize {
    let post = made.posts[0];
    let place = state.set(post).place(step).unwrap_or_default();
    to_step(state, post, place)
}
