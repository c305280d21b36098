//! The cut of a stage: who is called to the next one.

mod asking;
mod settling;

use super::acted::{acted, expected};
use super::compared::{cut_figure, figures_of};
use super::contest::{Contest, CutAsks};
use super::draws::Elsewhere;
use super::keys::Keys;
use super::make::make;
use super::order::{Chain, Ordered};
use super::quota_run::people;
use super::seats::waiting_lists;
use super::substitutes;
use crate::rules::engine::column::Column;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::state::{Group, State, step_of};
use crate::rules::engine::{Pending, Status};
use asking::{Ask, crowd, substitution_into};
pub(crate) use settling::Cut;
use settling::settle;

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
