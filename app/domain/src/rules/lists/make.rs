//! Makes the lists of one cut: reserved seats first, then the rest.

use super::document::{Quota, Reserved, ReservedOf, Ties};
use super::keys::Keys;
use super::machine::{ListAnswer, ListInput, Named, Refill, list};
use super::order::{Open, Ordered};
use super::queue::{Asks, Elsewhere, Numbers};
use super::quota_run::{Crowd, people};
use crate::rules::eligibility::holds;
use crate::rules::engine::state::{Group, State};
use std::collections::{HashMap, HashSet};

/// One list: its posts, its order, its number.
#[derive(Clone)]
pub(crate) struct Contest<'q> {
    pub posts: Vec<usize>,
    pub order: Ordered,
    pub open: Open,
    /// The rule for level people, and the code under which a body orders them.
    pub level: &'q Ties,
    pub code: &'q str,
    pub rule: &'q Quota,
    pub quota: usize,
    pub places: u32,
    pub crowd: Crowd,
    pub refill: Refill,
    /// Substitutes named in advance.
    pub named: Option<&'q Quota>,
    pub acted: Option<Vec<u32>>,
    pub elsewhere: Elsewhere,
}

/// Who is where on one list; part by part.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    pub posts: Vec<usize>,
    pub called: Vec<u32>,
    /// Who of those called is lost again.
    pub lost: Vec<u32>,
    pub held: Vec<(Vec<u32>, u32)>,
    /// Undecided people who left before anybody decided, and named ones who did not come.
    pub gone: Vec<u32>,
    /// Behind the list, best first.
    pub queue: Ordered,
    /// Behind reserved seats alone, with their place in that line.
    pub behind_seats: Vec<(u32, u32)>,
    pub vacancies: u32,
    pub unapproved: u32,
}

/// What the lists of a cut ask about people.
#[derive(Clone, Copy)]
pub(crate) struct CutAsks<'a> {
    /// Who is lost, where the last one called has this figure; whether the rule replaces them.
    pub lost: &'a dyn Fn(u32, Option<i64>) -> Option<bool>,
    pub figure: &'a dyn Fn(u32) -> Option<i64>,
    /// Left the step, or failed its check.
    pub gave_up: &'a dyn Fn(u32) -> bool,
    /// Left or did not come, where substitutes are called together with the list.
    pub missed: &'a dyn Fn(u32) -> bool,
}

/// Makes all lists of a step.
pub(crate) fn make(state: &State, contests: Vec<Contest>, asks: CutAsks) -> Vec<Made> {
    let mut contests = contests;
    let mut made: Vec<Made> = contests
        .iter()
        .map(|contest| Made {
            posts: contest.posts.clone(),
            ..Made::default()
        })
        .collect();
    for reserved in &state.plan.doc.reserved {
        let posts = seat_posts(state, reserved);
        match &reserved.of {
            ReservedOf::Posts(_) => {
                for post in posts {
                    part(state, reserved, &[post], &mut contests, &mut made, asks);
                }
            }
            ReservedOf::Pool(_) | ReservedOf::Campaign => {
                part(state, reserved, &posts, &mut contests, &mut made, asks);
            }
        }
    }
    for (contest, made) in contests.into_iter().zip(&mut made) {
        rest(state, contest, made, asks);
    }
    made
}

/// The posts over which seats are reserved, as far as they go ahead.
pub(crate) fn seat_posts(state: &State, reserved: &Reserved) -> Vec<usize> {
    let covered = |post: &usize| {
        let own = state.plan.posts[*post].post;
        !state.posts[*post].cancelled
            && match &reserved.of {
                ReservedOf::Posts(scope) => scope.covers(&own.code, own.pool.as_ref()),
                ReservedOf::Pool(pool) => own.pool.as_ref() == Some(pool),
                ReservedOf::Campaign => true,
            }
    };
    let posts = state.table.posts.iter().copied();
    posts.filter(covered).collect()
}

/// Which lists wait for somebody whose figures or admission are not known. Seats that are drawn over several lists join
/// them: what one waits for holds back the draw, and with it the others.
pub(crate) fn waiting_lists(state: &State, groups: &[Group]) -> Vec<bool> {
    let gap = |group: &Group| group.posts.iter().any(|post| state.has_gap(*post));
    let mut gaps: Vec<bool> = groups.iter().map(gap).collect();
    for reserved in &state.plan.doc.reserved {
        if matches!(reserved.of, ReservedOf::Posts(_)) {
            continue;
        }
        let over = seat_posts(state, reserved);
        let joined = |group: &Group| group.posts.iter().any(|post| over.contains(post));
        if groups
            .iter()
            .zip(&gaps)
            .any(|(group, gap)| *gap && joined(group))
        {
            for (group, gap) in groups.iter().zip(&mut gaps) {
                *gap |= joined(group);
            }
        }
    }
    gaps
}

/// Whether somebody of these posts may take one of the seats. What is not known was reported at the entry.
pub(crate) fn may_take(state: &State, reserved: &Reserved, posts: &[usize], row: u32) -> bool {
    let row = row as usize;
    let candidate = state.table.candidate(row);
    posts.contains(&state.post_of(row))
        && holds(state.plan.doc, state.facts, candidate, &reserved.when) == Some(true)
}

/// How many seats there can be over these posts.
pub(crate) fn seats_of(state: &State, reserved: &Reserved, posts: &[usize]) -> u32 {
    let places = posts.iter().filter_map(|post| state.posts[*post].places);
    reserved.places.min(places.fold(0, u32::saturating_add))
}

/// One draw of reserved seats: at one post, or over several, where each taker takes a number of the own list.
fn part(
    state: &State,
    reserved: &Reserved,
    posts: &[usize],
    contests: &mut [Contest],
    made: &mut [Made],
    asks: CutAsks,
) {
    let own = |contest: &&Contest| contest.posts.iter().any(|post| posts.contains(post));
    let Some(first) = contests.iter().find(own) else {
        return;
    };
    let per_post = matches!(reserved.of, ReservedOf::Posts(_));
    let seats = seats_of(state, reserved, posts);
    let left: Vec<usize> = contests
        .iter()
        .map(|contest| if own(&contest) { contest.quota } else { 0 })
        .collect();
    let quota = (people(first.rule, seats, first.crowd) as usize).min(left.iter().sum());
    let rows = contests.iter().flat_map(|contest| &contest.order.rows);
    let holders: Vec<u32> = rows
        .copied()
        .filter(|row| may_take(state, reserved, posts, *row))
        .collect();
    let of = contests.iter().enumerate();
    let of = of.flat_map(|(at, contest)| contest.order.rows.iter().map(move |row| (*row, at)));
    let numbers = Numbers {
        left: left.clone(),
        of: of.collect(),
    };
    let order = ordered(state, first, &holders, asks.figure);
    let named = first
        .named
        .map(|rule| people(rule, seats, first.crowd) as usize);
    let acted = first.acted.as_ref().filter(|_| per_post);
    let acted = acted.map(|acted| {
        acted
            .iter()
            .copied()
            .filter(|row| holders.contains(row))
            .collect()
    });
    let input = Draw {
        contest: first,
        order: &order,
        quota,
        named: named.unwrap_or(0),
        acted,
        numbers: (!per_post).then_some(numbers.clone()),
        elsewhere: Elsewhere::default(),
    };
    let mut answer = draw(state, input, asks);
    let after = answer.numbers.take();
    let line: HashMap<u32, u32> = answer.rest.ranks().collect();
    for (at, (contest, made)) in contests.iter_mut().zip(made).enumerate() {
        let here = |row: &u32| numbers.of.get(row) == Some(&at);
        let used = match (&after, own(&&*contest)) {
            (_, false) => 0,
            (None, true) => quota,
            (Some(after), true) => left[at] - after.left[at],
        };
        contest.quota = contest.quota.saturating_sub(used);
        take(reserved, contest, made, &answer, &here, &line);
    }
}

/// Takes those with a seat out of the rest of a list; those who may take no other place wait for the seats alone.
fn take(
    reserved: &Reserved,
    contest: &mut Contest,
    made: &mut Made,
    answer: &ListAnswer,
    here: &dyn Fn(&u32) -> bool,
    line: &HashMap<u32, u32>,
) {
    let own = |rows: &[u32]| -> Vec<u32> { rows.iter().copied().filter(|row| here(row)).collect() };
    let called = own(&answer.called);
    let gone = own(&answer.gone);
    let mut away: HashSet<u32> = called.iter().chain(&gone).copied().collect();
    if let Some((rows, places)) = &answer.held {
        let rows = own(rows);
        if !rows.is_empty() {
            if reserved.also_open {
                contest.elsewhere.rows.extend(&rows);
                contest.elsewhere.seats = *places as usize;
            } else {
                away.extend(&rows);
            }
            made.held.push((rows, *places));
        }
    }
    if !reserved.also_open {
        let waiting = own(&answer.rest.rows);
        away.extend(&waiting);
        made.behind_seats
            .extend(waiting.iter().map(|row| (*row, line[row])));
    }
    if !called.is_empty() {
        made.unapproved += answer.unapproved;
    }
    contest.order = contest.order.only(|row| !away.contains(&row));
    if let Some(acted) = &mut contest.acted {
        acted.retain(|row| !away.contains(row));
    }
    made.lost.extend(own(&answer.lost));
    made.called.extend(called);
    made.gone.extend(gone);
}

/// What one draw has for itself.
struct Draw<'d, 'q> {
    contest: &'d Contest<'q>,
    order: &'d Ordered,
    quota: usize,
    /// How many substitutes are named in advance.
    named: usize,
    acted: Option<Vec<u32>>,
    numbers: Option<Numbers>,
    elsewhere: Elsewhere,
}

fn draw(state: &State, draw: Draw, asks: CutAsks) -> ListAnswer {
    let contest = draw.contest;
    let with_the_list = contest.named.is_some();
    let gave_up = |row: u32| (asks.gave_up)(row) || (with_the_list && (asks.missed)(row));
    list(ListInput {
        order: draw.order,
        quota: draw.quota,
        asks: Asks {
            open: contest.open,
            gave_up: &gave_up,
            order: &|rows| ordered(state, contest, rows, &|_| Some(0)),
        },
        lost: asks.lost,
        figure: asks.figure,
        refill: contest.refill,
        named: with_the_list.then_some(Named {
            count: draw.named,
            missed: asks.missed,
        }),
        acted: draw.acted,
        numbers: draw.numbers,
        elsewhere: draw.elsewhere,
    })
}

/// These people by figure, and by the rule of the list for level people.
fn ordered(
    state: &State,
    contest: &Contest,
    rows: &[u32],
    figure: &dyn Fn(u32) -> Option<i64>,
) -> Ordered {
    let scored = rows.iter().filter_map(|row| Some((figure(*row)?, *row)));
    let keys = Keys::of(state, contest.posts[0], contest.level, &[contest.code]);
    match keys {
        Ok(keys) => Ordered::by(scored.collect(), &keys),
        Err(_) => Ordered::level(rows.to_vec()),
    }
}

fn rest(state: &State, contest: Contest, made: &mut Made, asks: CutAsks) {
    let named = contest
        .named
        .map(|rule| people(rule, contest.places, contest.crowd) as usize);
    let answer = draw(
        state,
        Draw {
            contest: &contest,
            order: &contest.order,
            quota: contest.quota,
            named: named.unwrap_or(0),
            acted: contest.acted.clone(),
            numbers: None,
            elsewhere: contest.elsewhere.clone(),
        },
        asks,
    );
    // Whom one draw leaves undecided is called by another one, or stays undecided.
    if !made.held.is_empty() {
        let called = made.called.iter().chain(&answer.called);
        let gone = made.gone.iter().chain(&answer.gone);
        let decided: HashSet<u32> = called.chain(gone).copied().collect();
        for (rows, _) in &mut made.held {
            rows.retain(|row| !decided.contains(row));
        }
        made.held.retain(|(rows, _)| !rows.is_empty());
    }
    made.queue = answer
        .rest
        .only(|row| !contest.elsewhere.rows.contains(&row));
    made.gone.extend(answer.gone);
    made.lost.extend(answer.lost);
    made.called.extend(answer.called);
    made.held.extend(answer.held);
    made.vacancies += answer.vacancies;
    made.unapproved += answer.unapproved;
}

impl Made {
    /// Everybody behind the list with their place in line: level people share a number.
    pub(crate) fn line(&self) -> Vec<(u32, u32)> {
        let seats = self.behind_seats.iter().copied();
        seats.chain(self.queue.ranks()).collect()
    }
}
