//! One list that is being made: who is on it, what it draws, whom it takes.

use super::document::{Quota, Ties};
use super::draws::{Elsewhere, Numbers};
use super::keys::Keys;
use super::machine::{ListAnswer, ListInput, Lost, Named, Refill, list};
use super::order::{Open, Ordered};
use super::queue::Asks;
use super::quota_run::Crowd;
use crate::rules::engine::state::State;

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
    /// As [`ListInput::lost`].
    pub lost: Option<&'a Lost<'a>>,
    pub figure: &'a dyn Fn(u32) -> Option<i64>,
    /// Left the step, or failed its check.
    pub gave_up: &'a dyn Fn(u32) -> bool,
    /// Left or did not come, where substitutes are called together with the list.
    pub missed: &'a dyn Fn(u32) -> bool,
}

/// What one draw has for itself.
pub(super) struct Draw<'d, 'q> {
    pub contest: &'d Contest<'q>,
    pub order: &'d Ordered,
    pub quota: usize,
    /// How many substitutes are named in advance.
    pub named: usize,
    pub acted: Option<Vec<u32>>,
    pub numbers: Option<Numbers>,
    pub elsewhere: Elsewhere,
}

pub(super) fn draw(state: &State, draw: Draw, asks: CutAsks) -> ListAnswer {
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
pub(super) fn ordered(
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

impl Made {
    /// Everybody behind the list with their place in line: level people share a number.
    pub(crate) fn line(&self) -> Vec<(u32, u32)> {
        let seats = self.behind_seats.iter().copied();
        seats.chain(self.queue.ranks()).collect()
    }
}
