//! The cut of a stage: who is called to the next one.

use super::acted::{acted, differs, expected};
use super::compared::{counted_anew, cut_figure, figures, figures_of};
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
use crate::rules::engine::column::Column;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::state::{Group, State, step_of};
use crate::rules::engine::{MissingPart, OutBy, Pending, Status};

/// Cuts the list of a stage for every post that has it.
pub(crate) fn cut(state: &mut State, step: usize) -> Result<(), RuleFault> {
    everybody(state, step);
    figures(state, step)?;
    let groups = state.groups(|set| {
        let cut = set.stage_at(step)?.0.cut.as_ref()?;
        Some(cut.across.unwrap_or_default())
    });
    let mut contests = Vec::new();
    let waiting = waiting_lists(state, &groups);
    for (group, waits) in groups.into_iter().zip(waiting) {
        match waits {
            true => state.block(&group.posts, step),
            false => contests.extend(contest(state, &group, step)?),
        }
    }
    let anew = counted_anew(state, step)?;
    let (expected, made) = {
        let state = &*state;
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
        (expected, make(state, contests, asks))
    };
    settle(state, made, expected, step);
    crate::rules::opening::at_called(state, step);
    Ok(())
}

/// A stage without a cut: all past its lines go on.
fn everybody(state: &mut State, step: usize) {
    for post in state.table.posts.iter().copied() {
        let Some(place) = state.set(post).place(step) else {
            continue;
        };
        if state.set(post).rules.stages[place].cut.is_some() {
            continue;
        }
        let rows: Vec<usize> = state.called(post, step).collect();
        for row in rows {
            state.status[row] = Status::Called(step_of(state.next_stage(row, place + 1)));
        }
    }
}

/// The list of one group, unless something that it needs is not known: then its people have no outcome.
fn contest<'a>(
    state: &mut State<'a>,
    group: &Group,
    step: usize,
) -> Result<Option<Contest<'a>>, RuleFault> {
    let post = group.posts[0];
    let set = state.set(post);
    let Some((stage, _)) = set.stage_at(step) else {
        return Ok(None);
    };
    let (Some(cut), Some(place)) = (&stage.cut, set.place(step)) else {
        return Ok(None);
    };
    let (Some(rule), Some(level)) = (&cut.quota, &cut.level) else {
        return Ok(None);
    };
    let to = to_step(state, post, place);
    let (passed, scored) = scored(state, group, step, figures_of(state, step));
    let code = state.plan.steps[to].as_str();
    let keys = Keys::of(state, post, level, &[code])?;
    let order = Ordered::by(scored, &keys);
    let open = keys.open();
    let gaps: Vec<_> = order
        .gaps
        .iter()
        .map(|(row, key)| (*row as usize, keys.missing(*key)))
        .collect();
    drop(keys);
    if block_gaps(state, &gaps, &group.posts, step) {
        return Ok(None);
    }
    set_places(state, step, &order);
    let Some(places) = state.places(group) else {
        without_number(state, group, &order, place);
        return Ok(None);
    };
    let crowd = crowd(state, group, step, passed);
    let substitution = substitution_into(set, place, cut);
    Ok(Some(Contest {
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
    }))
}

/// A tie asked for something that is missing: the ranking is blocked.
pub(crate) fn block_gaps(
    state: &mut State,
    gaps: &[(usize, Option<MissingPart>)],
    posts: &[usize],
    step: usize,
) -> bool {
    for (row, missing) in gaps {
        if let Some(missing) = missing {
            state.miss(*row, missing.clone());
        }
    }
    if !gaps.is_empty() {
        state.block(posts, step);
    }
    !gaps.is_empty()
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
pub(crate) fn set_places(state: &mut State, step: usize, order: &Ordered) {
    let places = &mut state.place[step];
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
fn without_number(state: &mut State, group: &Group, order: &Ordered, place: usize) {
    for row in &order.rows {
        let row = *row as usize;
        state.status[row] = Status::Called(step_of(state.next_stage(row, place + 1)));
    }
    for post in &group.posts {
        if state.posts[*post].places.is_none() {
            let post = state.plan.posts[*post].post.code.clone();
            state.pending.push(Pending::Places { post });
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
        let scale = match &state.cuts[self.step] {
            Some(cut) => cut.scale,
            None => state.scores[self.step].scale,
        };
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

/// Gives everybody on the lists of a step their place.
fn settle(state: &mut State, mut made: Vec<Made>, expected: Vec<Option<Made>>, step: usize) {
    if let Some(rule) = wider(state, &made, step) {
        let to = made.first().map_or(step, |made| to_of(state, made, step));
        substitutes::across(state, &mut made, &rule, to);
    }
    for (made, expected) in made.into_iter().zip(expected) {
        let post = made.posts[0];
        let Some(place) = state.set(post).place(step) else {
            continue;
        };
        let cut = state.set(post).rules.stages[place].cut.as_ref();
        let rule = cut.and_then(|cut| substitution_into(state.set(post), place, cut));
        let follow = rule.is_some_and(|rule| rule.rounds != Some(0));
        let to = to_step(state, post, place);
        for (row, line) in made.line() {
            let row = row as usize;
            let to = state.next_stage(row, place + 1);
            match follow {
                true => state.status[row] = Status::Substitute(step_of(to), line),
                false => state.out(row, to, OutBy::NotCalled),
            }
        }
        hold(state, &made.held, made.unapproved, post, to);
        for row in made.held.iter().flat_map(|(rows, _)| rows) {
            let row = *row as usize;
            state.status[row] = Status::Held(step_of(state.next_stage(row, place + 1)));
        }
        // Who is undecided for one kind of seats may be called to another one.
        for row in &made.called {
            let row = *row as usize;
            state.status[row] = Status::Called(step_of(state.next_stage(row, place + 1)));
        }
        for row in &made.lost {
            let row = *row as usize;
            let to = state.next_stage(row, place + 1);
            let by = substitutes::loss(state, row, to).unwrap_or(OutBy::Failed);
            state.out(row, to, by);
        }
        for row in &made.gone {
            let row = *row as usize;
            let to = state.next_stage(row, place + 1);
            let named = rule.is_some_and(|rule| rule.in_advance.is_some());
            let absent = named && crate::rules::stages::is_absent(state, row, to);
            state.passed_over.insert(row);
            let by = match substitutes::loss(state, row, to) {
                Some(OutBy::Left) => OutBy::Left,
                _ if absent => OutBy::Absent,
                _ => OutBy::Failed,
            };
            state.out(row, to, by);
        }
        cut_off(state, &made, step);
        if let Some(expected) = expected {
            differs(state, &made, &expected, to);
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

fn cut_off(state: &mut State, made: &Made, step: usize) {
    for row in &made.called {
        let row = *row as usize;
        let scale = match &state.cuts[step] {
            Some(cut) => cut.scale,
            None => state.scores[step].scale,
        };
        let figure =
            crate::rules::engine::column::points(cut_figure(state, row, step), scale.max(1));
        let post = state.post_of(row);
        let known: &mut Option<Points> = &mut state.posts[post].steps[step].cut_off;
        *known = match (*known, figure) {
            (Some(known), Some(figure)) => Some(known.min(figure)),
            (known, figure) => known.or(figure),
        };
    }
}
