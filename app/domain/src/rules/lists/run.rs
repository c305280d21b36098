//! The cut of a stage: who is called to the next one.

use super::acted::{acted, differs, expected};
use super::compared::{cut_figure, figures_of};
use super::contest::{Contest, CutAsks, Made};
use super::document::{Across, List, Substitution};
use super::draws::Elsewhere;
use super::held::hold;
use super::keys::Keys;
use super::make::make;
use super::order::{Chain, Ordered};
use super::quota_run::{Crowd, people};
use super::seats::waiting_lists;
use super::substitutes;
use crate::numbers::Points;
use crate::rules::codes::StageCode;
use crate::rules::engine::column::{Column, points};
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::state::{Group, State, step_of};
use crate::rules::engine::{OutBy, Pending, Status};
use std::collections::HashMap;

/// A stage without a cut: all past its lines go on.
pub(crate) fn everybody(state: &State, step: usize) -> Moves {
    let mut moves = Moves::default();
    for post in state.table.posts.iter().copied() {
        let Some(place) = state.set(post).place(step) else {
            continue;
        };
        if state.set(post).rules.stages[place].cut.is_some() {
            continue;
        }
        for row in state.called(post, step) {
            let next = state.next_stage(row, place + 1);
            moves.set(row, Status::Called(step_of(next)));
        }
    }
    moves
}

/// The lists that are about to be cut.
#[derive(Default)]
pub(crate) struct Contests<'a> {
    lists: Vec<Contest<'a>>,
    /// Everybody's place on their list.
    pub places: Vec<u32>,
    pub moves: Moves,
}

/// Orders the list of a stage for every post that has it.
pub(crate) fn contests<'a>(state: &State<'a>, step: usize) -> Result<Contests<'a>, RuleFault> {
    let mut contests = Contests::default();
    let groups = state.groups(|set| {
        let cut = set.stage_at(step)?.0.cut.as_ref()?;
        Some(cut.across.unwrap_or_default())
    });
    let waiting = waiting_lists(state, &groups);
    for (group, waits) in groups.into_iter().zip(waiting) {
        match waits {
            true => contests.moves.block(state, &group.posts, step),
            false => contests.add(state, &group, step)?,
        }
    }
    Ok(contests)
}

/// Who is called on by the lists of a stage. `anew`: the figures with the bonus counted anew, where the next check does that.
pub(crate) fn cut(state: &State, step: usize, contests: Contests, anew: Option<Column>) -> Cut {
    let contests = contests.lists;
    let nobody_lost = anew.is_none() && state.table.everybody_stays();
    let ask = Ask { state, step, anew };
    let lost = |row: u32, lowest| ask.lost(row, lowest);
    let missed = |row: u32| ask.missed(row);
    let gave_up = |row: u32| ask.by(row).is_some();
    let figure = |row: u32| cut_figure(state, row as usize, step).get();
    let asks = CutAsks {
        lost: (!nobody_lost).then_some(&lost),
        figure: &figure,
        gave_up: &gave_up,
        missed: &missed,
    };
    let expected = expected(state, &contests, asks);
    let made = make(state, contests, asks);
    settle(state, made, expected, step)
}

impl<'a> Contests<'a> {
    /// The list of one group, unless something that it needs is not known: then its people have no outcome.
    fn add(&mut self, state: &State<'a>, group: &Group, step: usize) -> Result<(), RuleFault> {
        let post = group.posts[0];
        let set = state.set(post);
        let Some((stage, _)) = set.stage_at(step) else {
            return Ok(());
        };
        let (Some(cut), Some(place)) = (&stage.cut, set.place(step)) else {
            return Ok(());
        };
        let (Some(rule), Some(level)) = (&cut.quota, &cut.level) else {
            return Ok(());
        };
        let to = to_step(state, post, place);
        let (passed, scored) = scored(state, group, step, figures_of(state, step));
        let code = state.plan.steps[to].as_str();
        let keys = Keys::of(state, post, level, &[code])?;
        let order = Ordered::by(scored, &keys);
        let open = keys.open();
        if let Some(blocked) = block_gaps(state, &order, &keys, usize::MAX, &group.posts, step) {
            self.moves.join(blocked);
            return Ok(());
        }
        drop(keys);
        set_places(state, &mut self.places, &order);
        let Some(places) = state.places(group) else {
            without_number(state, group, &order, place, &mut self.moves);
            return Ok(());
        };
        let crowd = crowd(state, group, step, passed);
        let substitution = substitution_into(set, place, cut);
        self.lists.push(Contest {
            posts: group.posts.clone(),
            quota: people(rule, places, crowd) as usize,
            refill: substitutes::refill(state, substitution, to, post),
            acted: acted(state, &order, to, substitution),
            named: substitution.and_then(|rule| rule.in_advance.as_ref()),
            elsewhere: Elsewhere::default(),
            order,
            open,
            level,
            code,
            rule,
            places,
            crowd,
        });
        Ok(())
    }
}

/// A tie asked for something that is missing, by one of the first so many keys: the ranking is blocked.
pub(crate) fn block_gaps(
    state: &State,
    order: &Ordered,
    keys: &Keys,
    asked: usize,
    posts: &[usize],
    step: usize,
) -> Option<Moves> {
    let gaps = order.gaps.iter().filter(|(_, key)| *key < asked);
    let mut gaps = gaps.peekable();
    gaps.peek()?;
    let mut moves = Moves::default();
    for (row, key) in gaps {
        if let Some(missing) = keys.missing(*key) {
            moves.miss(state, *row as usize, missing);
        }
    }
    moves.block(state, posts, step);
    Some(moves)
}

/// How many people stand at a step, and who of them has a figure for its list.
pub(crate) fn scored(
    state: &State,
    group: &Group,
    step: usize,
    column: &Column,
) -> (u32, Vec<(i64, u32)>) {
    let people = group.posts.iter().map(|post| state.table.rows(*post).len());
    let (mut passed, mut scored) = (0, Vec::with_capacity(people.sum()));
    for post in &group.posts {
        for row in state.called(*post, step) {
            passed += 1;
            let figure = column.get(row).get();
            scored.extend(figure.map(|figure| (figure, row as u32)));
        }
    }
    (passed, scored)
}

/// Tells everybody of a list their place.
pub(crate) fn set_places(state: &State, places: &mut Vec<u32>, order: &Ordered) {
    places.resize(state.table.len(), 0);
    for (row, rank) in order.ranks() {
        places[row as usize] = rank;
    }
}

/// The step that the list calls to, for whoever skips nothing.
fn to_step(state: &State, post: usize, place: usize) -> usize {
    let next = state.set(post).stages.get(place + 1);
    next.map_or(state.plan.total, |stage| stage.step)
}

/// Without a number of places nobody can be cut.
fn without_number(state: &State, group: &Group, order: &Ordered, place: usize, moves: &mut Moves) {
    for row in &order.rows {
        let next = state.next_stage(*row as usize, place + 1);
        moves.set(*row as usize, Status::Called(step_of(next)));
    }
    for post in &group.posts {
        if state.posts[*post].places.is_none() {
            let post = state.plan.posts[*post].post.code.clone();
            moves.pending.push(Pending::Places { post });
        }
    }
}

/// Who applied, without those who skip the stage and those who are hired without an exam.
fn registered(state: &State, post: usize, code: &StageCode) -> u32 {
    let others = |row: &usize| {
        let own = state.track_of(*row);
        let applied = own.or_else(|| crate::rules::eligibility::track_as_applied(state, *row));
        let skips = applied.is_some_and(|track| track.skips.contains(code));
        let hired = own.is_some_and(|track| track.hired_without_exam);
        skips || (hired && matches!(state.status[*row], Status::Hired | Status::Held(_)))
    };
    // A second application that does not count is not among those who applied either.
    let twice = |row: &usize| state.table.twice.get(*row).copied().unwrap_or(false);
    let rows = state.table.rows(post).filter(|row| !twice(row));
    let without = rows.filter(others).count() as u32;
    state.posts[post].applied.saturating_sub(without)
}

fn crowd(state: &State, group: &Group, step: usize, passed: u32) -> Crowd {
    let code = &state.plan.steps[step];
    let mut crowd = Crowd {
        passed,
        ..Crowd::default()
    };
    for post in &group.posts {
        crowd.registered += registered(state, *post, code);
        crowd.came += state.posts[*post].steps[step].came;
    }
    crowd
}

/// The rule by which those who leave the next stage are replaced: its check's, else that of the cut.
fn substitution_into<'a>(
    set: &'a crate::rules::engine::plan::SetPlan,
    place: usize,
    cut: &'a List,
) -> Option<&'a Substitution> {
    let next = set.rules.stages.get(place + 1);
    let check = next.and_then(|stage| stage.check.as_ref());
    let own = check.and_then(|check| check.substitution.as_ref());
    own.or(cut.substitution.as_ref())
}

/// What the lists of one cut ask about people.
struct Ask<'s, 'a> {
    state: &'s State<'a>,
    step: usize,
    /// The figures with the bonus counted anew, where the next check does that.
    anew: Option<Column>,
}

impl Ask<'_, '_> {
    /// The step to which the cut calls somebody, and the rule by which they are replaced.
    fn into(&self, row: u32) -> Option<(usize, Option<&Substitution>)> {
        let set = self.state.set(self.state.post_of(row as usize));
        let place = set.place(self.step)?;
        let cut = set.rules.stages[place].cut.as_ref()?;
        let to = self.state.next_stage(row as usize, place + 1);
        Some((to, substitution_into(set, place, cut)))
    }

    fn by(&self, row: u32) -> Option<OutBy> {
        let (to, _) = self.into(row)?;
        substitutes::loss(self.state, row as usize, to)
    }

    /// Left, failed the check, or fell below the last one called when the bonus is counted anew.
    fn lost(&self, row: u32, lowest: Option<i64>) -> Option<bool> {
        let (to, rule) = self.into(row)?;
        let by = self
            .by(row)
            .or_else(|| self.drops(row, to, lowest).then_some(OutBy::Failed))?;
        Some(substitutes::replaces(
            self.state,
            rule,
            row as usize,
            to,
            by,
        ))
    }

    fn drops(&self, row: u32, to: usize, lowest: Option<i64>) -> bool {
        let (state, row) = (self.state, row as usize);
        let (Some(anew), Some(lowest)) = (&self.anew, lowest) else {
            return false;
        };
        let stage = state.set(state.post_of(row)).stage_at(to);
        let scale = figures_of(state, self.step).scale;
        let drops = stage.is_some_and(|(stage, _)| stage.drops_below_cut());
        let figure = anew.get(row).get().filter(|_| drops);
        figure.is_some_and(|figure| {
            i128::from(figure) * i128::from(scale) < i128::from(lowest) * i128::from(anew.scale)
        })
    }

    /// Left, or did not come, where substitutes are called together with the list.
    fn missed(&self, row: u32) -> bool {
        let Some((to, _)) = self.into(row) else {
            return false;
        };
        let row = row as usize;
        self.state.table.left_at(row) == Some(to)
            || crate::rules::stages::is_absent(self.state, row, to)
    }
}

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
fn settle(state: &State, mut made: Vec<Made>, expected: Vec<Option<Made>>, step: usize) -> Cut {
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
