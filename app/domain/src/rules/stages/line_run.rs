//! The one function that drops people by a score: the lines of a stage or of the total.

use super::attendance::came;
use super::document::{Line, LineAt, MeanShare};
use super::lines::{LineContext, MeanAnswer, Resolved, least_passing, resolve};
use crate::numbers::extent::lcm;
use crate::numbers::{Fraction, Points};
use crate::rules::document::DecisionValue;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::source::Source;
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::table::RoomName;
use crate::rules::engine::{LineOutcome, OutBy, Pending, Status};
use crate::rules::lists::Across;
use crate::rules::score::Score;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// The lines that are drawn for a post at a step: those of its stage, or of the total.
pub(crate) fn lines_at<'a>(
    state: &State<'a>,
    post: usize,
    step: usize,
) -> impl Iterator<Item = &'a Line> + use<'a> {
    let set = state.set(post);
    let lines = match step == state.plan.total {
        true => set.rules.total.lines.as_ref(),
        false => set
            .stage_at(step)
            .and_then(|(stage, _)| stage.lines.as_ref()),
    };
    lines.into_iter().flatten()
}

/// Means that several posts ask for, computed once.
#[derive(Default)]
pub(crate) struct LineMeans<'a> {
    shared: RefCell<HashMap<(Score, Across, u32), MeanAnswer>>,
    rooms: HashMap<Score, HashMap<RoomName<'a>, MeanAnswer>>,
}

/// A line as it came out for one post, room by room where it asks for rooms.
#[derive(Default)]
pub(crate) struct Drawn {
    pub lines: Vec<LineOutcome>,
    pub moves: Moves,
}

/// Draws one line for one post: who is below it is out; who has no line yet is blocked.
pub(crate) fn draw<'a>(
    state: &State<'a>,
    post: usize,
    step: usize,
    line: &'a Line,
    means: &mut LineMeans<'a>,
) -> Result<Drawn, RuleFault> {
    let mut drawn = Drawn::default();
    let set = state.set(post);
    let source = Source::find(state, set, &line.on)?;
    let in_room = asks_room(&line.at);
    if in_room && !means.rooms.contains_key(&line.on) {
        let own = room_means(state, &source, step);
        means.rooms.insert(line.on.clone(), own);
    }
    let called = state.called(post, step);
    let mut rows: BTreeMap<Option<RoomName>, Vec<usize>> = BTreeMap::new();
    match in_room {
        true => called.for_each(|row| {
            let room = state.table.panels[step].room_of(row);
            rows.entry(room).or_default().push(row);
        }),
        false => drop(rows.insert(None, called.collect())),
    }
    rows.retain(|_, rows| !rows.is_empty());
    for (room, rows) in rows {
        let mean = in_room.then(|| {
            let known = room.and_then(|room| means.rooms[&line.on].get(&room));
            known.copied().unwrap_or(NOBODY)
        });
        let resolved = resolve_for(state, post, step, line, &source, mean, means);
        match resolved {
            Resolved::Silent | Resolved::OfRoom => {}
            Resolved::Open => drawn.open(state, line, post, step, &rows),
            Resolved::Unknown => drawn.block(step, &rows),
            Resolved::At(at) => drawn.below(state, step, line, &source, (room, at), rows),
        }
    }
    Ok(drawn)
}

const NOBODY: MeanAnswer = MeanAnswer::Known {
    sum: 0,
    people: 0,
    scale: Points::SCALE,
};

impl Drawn {
    /// Who does not reach the line is out; the line is told as it came out.
    fn below(
        &mut self,
        state: &State,
        step: usize,
        line: &Line,
        source: &Source,
        (room, at): (Option<RoomName>, Fraction),
        rows: Vec<usize>,
    ) {
        let least = least_passing(at, source.extent(state).scale, line.strictly);
        for row in rows {
            let figure = source.cell(state, row).get();
            if figure.is_none_or(|figure| figure < least) {
                self.moves.out(row, step, OutBy::BelowLine);
            }
        }
        let room = room.map(|name| (name.room.to_owned(), name.sitting.map(str::to_owned)));
        self.lines.push(LineOutcome {
            line: line.code.clone(),
            step: step_of(step),
            on: line.on.clone(),
            room,
            at,
            strictly: line.strictly,
        });
    }

    /// A body must set the line.
    fn open(&mut self, state: &State, line: &Line, post: usize, step: usize, rows: &[usize]) {
        self.moves.pending.push(Pending::Line {
            line: line.code.clone(),
            posts: vec![state.plan.posts[post].post.code.clone()],
        });
        self.block(step, rows);
    }

    fn block(&mut self, step: usize, rows: &[usize]) {
        for row in rows {
            self.moves.set(*row, Status::Blocked(step_of(step)));
        }
    }
}

fn resolve_for<'a>(
    state: &State<'a>,
    post: usize,
    step: usize,
    line: &'a Line,
    source: &Source,
    room: Option<MeanAnswer>,
    means: &LineMeans,
) -> Resolved {
    let counts = &state.posts[post].steps[step.min(state.plan.total)];
    let decided = match state.decided(line.code.as_str(), post) {
        Some(DecisionValue::Points(points)) => Some(*points),
        _ => None,
    };
    let rows = state.table.rows(post);
    // Who is known to have come is counted among them already.
    let open = |row: &usize| lacks(state, *row, step) && !came(state, *row, step);
    let gaps = rows.filter(open).count();
    let mean = |share: &MeanShare| {
        let key = state.plan.group_key(post, share.across);
        let key = (line.on.clone(), share.across, key);
        let known = means.shared.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let answer = mean_of(state, post, step, line, share);
            means.shared.borrow_mut().insert(key, answer);
            answer
        })
    };
    let context = LineContext {
        full: source.full(state.set(post)),
        places: state.posts[post].places,
        called: counts.called,
        came: counts.came,
        gaps: gaps as u32,
        decided,
        mean: &mean,
        room,
    };
    resolve(line, &context)
}

/// Somebody who may have taken part and has no score yet.
fn lacks(state: &State, row: usize, step: usize) -> bool {
    match state.status[row] {
        Status::Pending => true,
        Status::Blocked(at) => {
            let scored = state.scores[step].get(row).is_score();
            at < step_of(step) || !scored || state.uncorrected.contains(&row)
        }
        _ => false,
    }
}

fn asks_room(at: &LineAt) -> bool {
    match at {
        LineAt::RoomMean => true,
        LineAt::LowestOf(lines) | LineAt::HighestOf(lines) => lines.iter().any(asks_room),
        _ => false,
    }
}

/// Those who came with a score: at the stage itself, whatever became of them there.
fn took_part(state: &State, row: usize, step: usize) -> bool {
    let here = step_of(step);
    match state.status[row] {
        Status::Called(at) | Status::Out(at, OutBy::BelowLine) | Status::Blocked(at) => {
            at == here && state.scores[step].get(row).is_score()
        }
        _ => false,
    }
}

/// The mean of each room and sitting over those who took part there.
fn room_means<'a>(
    state: &State<'a>,
    source: &Source,
    step: usize,
) -> HashMap<RoomName<'a>, MeanAnswer> {
    let own = source.extent(state).scale;
    let mut means: HashMap<RoomName, MeanAnswer> = HashMap::new();
    // Nobody of a post that does not go ahead is missing.
    let goes_ahead = |row: &usize| !state.posts[state.post_of(*row)].cancelled;
    for row in (0..state.table.len()).filter(goes_ahead) {
        let Some(room) = state.table.panels[step].room_of(row) else {
            continue;
        };
        let mean = means.entry(room).or_insert(MeanAnswer::Known {
            sum: 0,
            people: 0,
            scale: own,
        });
        if lacks(state, row, step) {
            *mean = MeanAnswer::Unknown;
        }
        let figure = source.cell(state, row).get();
        if let (MeanAnswer::Known { sum, people, .. }, Some(figure), true) =
            (mean, figure, took_part(state, row, step))
        {
            *sum += i128::from(figure);
            *people += 1;
        }
    }
    means
}

/// The mean over the posts that share it; unknown while a figure of theirs is.
fn mean_of<'a>(
    state: &State<'a>,
    post: usize,
    step: usize,
    line: &'a Line,
    share: &MeanShare,
) -> MeanAnswer {
    let key = state.plan.group_key(post, share.across);
    let (mut sum, mut people, mut scale) = (0i128, 0u32, Points::SCALE);
    for other in state.table.posts.iter().copied() {
        let set = state.set(other);
        if state.plan.group_key(other, share.across) != key || state.posts[other].cancelled {
            continue;
        }
        if step < state.plan.total && set.place(step).is_none() {
            continue;
        }
        let mut rows = state.table.rows(other);
        if rows.any(|row| lacks(state, row, step)) {
            return MeanAnswer::Unknown;
        }
        let Ok(source) = Source::find(state, set, &line.on) else {
            continue;
        };
        let own = source.extent(state).scale;
        let Ok(common) = lcm(scale, own) else {
            return MeanAnswer::Unknown;
        };
        sum *= i128::from(common / scale);
        scale = common;
        for row in state
            .table
            .rows(other)
            .filter(|row| took_part(state, *row, step))
        {
            if let Some(figure) = source.cell(state, row).get() {
                sum += i128::from(figure) * i128::from(scale / own);
                people += 1;
            }
        }
    }
    MeanAnswer::Known { sum, people, scale }
}
