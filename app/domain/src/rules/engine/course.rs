//! The course of a recruitment, one function after another: each reads what is known and returns what it found, and here
//! alone that is taken in.

use super::column::Column;
use super::faults::RuleFault;
use super::moves::Moves;
use super::outcome::{StepCount, Upto};
use super::state::State;
use crate::rules::eligibility::Judge;
use crate::rules::opening::Moment;
use crate::rules::stages::LineMeans;
use crate::rules::{after, bonus, eligibility, lists, opening, stages, totals};

/// Runs the course as far as `upto`; `last`: the stage at which it stops.
pub(super) fn advance(
    state: &mut State,
    judge: &Judge,
    upto: &Upto,
    last: Option<usize>,
) -> Result<(), RuleFault> {
    enter(state, judge);
    open(state, &Moment::Before);
    if *upto == Upto::Opening {
        return Ok(());
    }
    for step in 0..state.plan.total {
        recount(state, step)?;
        stage(state, step)?;
        cut(state, step)?;
        if last == Some(step) {
            return Ok(());
        }
    }
    total(state)?;
    if *upto == Upto::After {
        let blocked = after::unsettled(state);
        take(state, blocked);
        let mut orders = after::orders(state)?;
        take(state, std::mem::take(&mut orders.moves));
        finish(state, after::outcomes(state, &orders));
    }
    Ok(())
}

fn take(state: &mut State, found: Moves) {
    for (row, status) in found.status {
        state.status[row as usize] = status;
    }
    for (post, places) in found.places {
        state.posts[post].places = Some(places);
    }
    for post in found.cancelled {
        state.posts[post].cancelled = true;
    }
    state.pending.extend(found.pending);
    state.missing.extend(found.missing);
    state.notices.extend(found.notices);
}

/// Who is in, with how many places, and the bonus that counts for them.
fn enter(state: &mut State, judge: &Judge) {
    let (blocks, pending) = eligibility::unsettled(state);
    for (post, read) in blocks {
        state.unsettled[post].extend(read);
    }
    state.pending.extend(pending);
    let admitted = eligibility::admit(state, judge);
    (state.status, state.track) = (admitted.status, admitted.track);
    for (post, applied, accepted) in admitted.people {
        let own = &mut state.posts[post];
        (own.applied, own.accepted) = (applied, accepted);
    }
    take(state, admitted.told);
    let found = opening::decide_places(state);
    take(state, found);
    let found = eligibility::direct_hires(state);
    take(state, found);
    if let Some(judged) = bonus::judge_all(state) {
        (state.claims, state.recounted) = (judged.first, judged.second);
        take(state, judged.told);
    }
}

/// The opening counts of a moment.
fn open(state: &mut State, moment: &Moment) {
    for round in opening::rounds(state, moment) {
        let opened = opening::count(state, &round);
        for (row, track) in opened.tracks {
            state.track[row as usize] = track;
        }
        take(state, opened.moves);
    }
}

/// From this step on the decided bonus counts; the scores of stages that are over are raised anew.
fn recount(state: &mut State, step: usize) -> Result<(), RuleFault> {
    let Some(claims) = stages::recount(state, step) else {
        return Ok(());
    };
    state.claims = claims;
    for earlier in 0..step {
        // What a cut ranked by stays what it was.
        if state.cuts[earlier].is_none() {
            state.cuts[earlier] = Some(state.scores[earlier].clone());
        }
        let raised = stages::raise_again(state, earlier)?;
        raise(state, earlier, raised);
    }
    for earlier in 0..step {
        state.anew[earlier] = Some(lists::cut_anew(state, earlier)?);
    }
    Ok(())
}

fn raise(state: &mut State, step: usize, raised: Option<Column>) {
    let Some(raised) = raised else {
        return;
    };
    let before = std::mem::replace(&mut state.scores[step], raised);
    state.before[step].get_or_insert(before);
}

/// Writes a number of people of each of these posts at a step.
fn count(
    state: &mut State,
    posts: &[usize],
    step: usize,
    number: impl Fn(&State, usize) -> u32,
    of: impl Fn(&mut StepCount) -> &mut u32,
) {
    for post in posts {
        let people = number(state, *post);
        *of(&mut state.posts[*post].steps[step]) = people;
    }
}

fn called(step: usize) -> impl Fn(&State, usize) -> u32 {
    move |state, post| state.called(post, step).count() as u32
}

/// Scores a stage for every post that has it, and draws its lines.
fn stage(state: &mut State, step: usize) -> Result<(), RuleFault> {
    let posts = stages::posts_at(state, step);
    let found = stages::unsettled(state, &posts, step);
    take(state, found);
    count(state, &posts, step, called(step), |own| &mut own.called);
    let found = stages::attend(state, &posts, step);
    take(state, found);
    let scored = stages::scores(state, &posts, step)?;
    state.scores[step] = scored.column;
    state.put_out = scored.put_out;
    if !scored.measured.is_empty() {
        state.measured.insert(step, scored.measured);
    }
    take(state, scored.moves);
    if let Some(corrected) = stages::correct_rooms(state, &posts, step)? {
        state.scores[step] = corrected.column;
        state.rooms.extend(corrected.rooms);
        state.uncorrected.extend(corrected.uncorrected);
        take(state, corrected.moves);
    }
    let raised = stages::raise(state, &posts, step)?;
    raise(state, step, raised);
    let came = |state: &State, post| stages::how_many_came(state, post, step);
    count(state, &posts, step, came, |own| &mut own.came);
    open(state, &Moment::Came(step));
    let found = stages::bands(state, step);
    take(state, found);
    state.put_out.clear();
    lines(state, &posts, step)?;
    count(state, &posts, step, called(step), |own| &mut own.passed);
    Ok(())
}

/// Draws the lines of a step post by post, one after another.
fn lines(state: &mut State, posts: &[usize], step: usize) -> Result<(), RuleFault> {
    let mut means = LineMeans::default();
    for post in posts {
        for line in stages::lines_at(state, *post, step) {
            let drawn = stages::draw(state, *post, step, line, &mut means)?;
            state.posts[*post].lines.extend(drawn.lines);
            take(state, drawn.moves);
        }
    }
    Ok(())
}

/// Cuts the list of a stage for every post that has it.
fn cut(state: &mut State, step: usize) -> Result<(), RuleFault> {
    let found = lists::everybody(state, step);
    take(state, found);
    if let Some((column, gaps)) = lists::figures(state, step)? {
        state.cuts[step] = Some(column);
        take(state, gaps);
    }
    let mut contests = lists::contests(state, step)?;
    state.place[step] = std::mem::take(&mut contests.places);
    take(state, std::mem::take(&mut contests.moves));
    let anew = counted_anew(state, step)?;
    let cut = lists::cut(state, step, contests, anew);
    state.passed_over.extend(cut.passed_over);
    for (post, figure) in cut.cut_offs {
        state.posts[post].steps[step].cut_off = Some(figure);
    }
    take(state, cut.moves);
    open(state, &Moment::Called(step));
    Ok(())
}

/// Where a check will count the bonus anew: what the cut would compare if what was decided counted already.
fn counted_anew(state: &mut State, step: usize) -> Result<Option<Column>, RuleFault> {
    let Some(decided) = state.recounted.clone() else {
        return Ok(None);
    };
    let claims = std::mem::replace(&mut state.claims, decided);
    let kept = (
        state.scores.clone(),
        state.before.clone(),
        state.anew.clone(),
    );
    for earlier in 0..=step {
        let raised = stages::raise_again(state, earlier)?;
        raise(state, earlier, raised);
        if earlier < step {
            state.anew[earlier] = Some(lists::cut_anew(state, earlier)?);
        }
    }
    let found = lists::cut_anew(state, step);
    state.claims = claims;
    (state.scores, state.before, state.anew) = kept;
    found.map(Some)
}

/// The total, its lines, and the rankings.
fn total(state: &mut State) -> Result<(), RuleFault> {
    let total = state.plan.total;
    let posts = totals::posts_ahead(state);
    let found = stages::unsettled(state, &posts, total);
    take(state, found);
    count(state, &posts, total, called(total), |own| &mut own.called);
    count(state, &posts, total, called(total), |own| &mut own.came);
    let totals = totals::of_all(state, &posts)?;
    state.scores[total] = totals.shown;
    state.exact = totals.exact;
    state.before[total] = totals.before;
    take(state, totals.moves);
    lines(state, &posts, total)?;
    count(state, &posts, total, called(total), |own| &mut own.passed);
    let rankings = totals::rank(state)?;
    state.place[total] = rankings.places;
    for row in rankings
        .of_posts
        .values()
        .flat_map(|(_, order)| &order.rows)
    {
        let post = state.post_of(*row as usize);
        state.posts[post].ranked += 1;
    }
    state.rankings = rankings.of_posts;
    take(state, rankings.moves);
    Ok(())
}

fn finish(state: &mut State, found: after::Outcomes) {
    state.status = found.status;
    state.reserved = found.reserved;
    for ((post, step), more) in found.called {
        state.posts[post].steps[step].called += more;
    }
    for (post, more) in found.hired {
        state.posts[post].hired += more;
    }
    state.pending.extend(found.pending);
    state.missing.extend(found.missing);
    state.notices.extend(found.notices);
}
