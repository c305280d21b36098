//! Candidates as columns. A run over a million people reads arrays, not a million little maps.

use super::candidate::{Candidate, Claim, Entry, LeftAt, Verdict};
use super::cell::Cell;
use super::plan::{Plan, ScoringPlan};
use crate::parallel::in_turn;

/// The columns of a run, row by row in the order of the posts, so that a post's people stand together. The candidates
/// stay at hand for what few people need: numbers, facts, tries of events.
pub(crate) struct Table<'a> {
    pub candidates: &'a [Candidate],
    /// The place in the input of each row.
    pub original: Vec<u32>,
    /// The posts that are run here.
    pub posts: Vec<usize>,
    /// `post_start[p]..post_start[p + 1]` are the rows of post `p`.
    pub post_start: Vec<u32>,
    pub post: Vec<u32>,
    /// As `Plan::papers`.
    pub papers: Vec<Vec<Cell>>,
    /// For each step; empty where nothing of the kind is recorded.
    pub panels: Vec<PanelColumns<'a>>,
    pub given: Vec<Vec<Cell>>,
    pub verdicts: Vec<Vec<Option<Verdict>>>,
    /// Empty where nobody left.
    pub left: Vec<Option<LeftStep>>,
    pub entry: Vec<Option<Entry>>,
    pub claims: ClaimColumn,
    /// Of whom the table says whether a list called them.
    pub acted: Vec<bool>,
    /// Who does not count because the same person has another row.
    pub twice: Vec<bool>,
}

/// Where somebody's row stands: in which part, and there at which place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub part: u32,
    pub row: u32,
}

/// Examiners' marks of one stage.
#[derive(Default)]
pub(crate) struct PanelColumns<'a> {
    /// `marks[start[i]..start[i + 1]]` are the marks of row `i`, one for each examiner.
    pub start: Vec<u32>,
    pub marks: Vec<Cell>,
    pub room: Vec<u32>,
    pub rooms: Vec<RoomName<'a>>,
}

/// Bonus items that are claimed or decided, by their place in the rule and in its order.
#[derive(Default)]
pub(crate) struct ClaimColumn {
    /// `items[start[i]..start[i + 1]]` are those of row `i`.
    start: Vec<u32>,
    items: Vec<(u32, Claim)>,
}

/// Where somebody left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftStep {
    At(u16),
    Disqualified,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RoomName<'a> {
    pub room: &'a str,
    pub sitting: Option<&'a str>,
}

pub(crate) const NO_ROOM: u32 = u32::MAX;

impl<'a> Table<'a> {
    pub(crate) fn empty(plan: &Plan, candidates: &'a [Candidate]) -> Self {
        let people = candidates.len();
        let column = || Vec::with_capacity(people);
        let has = |step: usize, kind: fn(&ScoringPlan) -> bool| {
            plan.sets.iter().any(|set| {
                let scoring = set
                    .stage_at(step)
                    .and_then(|(_, plan)| plan.scoring.as_ref());
                scoring.is_some_and(kind)
            })
        };
        let steps = 0..plan.steps.len();
        let panel = |step| match has(step, |kind| matches!(kind, ScoringPlan::Panel(_))) {
            true => PanelColumns {
                start: vec![0],
                room: Vec::with_capacity(people),
                ..PanelColumns::default()
            },
            false => PanelColumns::default(),
        };
        let given = |step| match has(step, |kind| matches!(kind, ScoringPlan::Given(_))) {
            true => vec![Cell::NONE; people],
            false => Vec::new(),
        };
        Table {
            candidates,
            original: Vec::new(),
            posts: Vec::new(),
            post_start: Vec::new(),
            post: Vec::with_capacity(people),
            papers: plan.papers.iter().map(|_| column()).collect(),
            panels: steps.clone().map(panel).collect(),
            given: steps.clone().map(given).collect(),
            verdicts: steps.map(|_| Vec::new()).collect(),
            left: Vec::with_capacity(people),
            entry: Vec::with_capacity(people),
            claims: ClaimColumn::default(),
            acted: Vec::with_capacity(people),
            twice: Vec::new(),
        }
    }

    /// Reading goes in the order of the input, because the candidates lie so in memory; the columns, which are small,
    /// are then put in the order of the posts, a table for each part; and where each row of the input went.
    pub(crate) fn by_post(self, posts: usize, parts: Vec<Vec<usize>>) -> (Vec<Self>, Vec<Place>) {
        let (rows, start) = rows_by_post(posts, &self.post);
        let tables: Vec<Self> = in_turn(&parts, |part| self.part(part.clone(), &rows, &start));
        let mut places = vec![Place::default(); self.post.len()];
        for (part, table) in (0..).zip(&tables) {
            for (row, original) in (0..).zip(&table.original) {
                places[*original as usize] = Place { part, row };
            }
        }
        (tables, places)
    }

    /// The rows of some posts.
    fn part(&self, posts: Vec<usize>, rows: &[u32], start: &[u32]) -> Self {
        let mut original = Vec::new();
        let mut post_start = vec![0; start.len()];
        let mut of_part = posts.iter().peekable();
        for post in 0..start.len() - 1 {
            if of_part.next_if(|own| **own == post).is_some() {
                original.extend_from_slice(&rows[start[post] as usize..start[post + 1] as usize]);
            }
            post_start[post + 1] = original.len() as u32;
        }
        let cells = |columns: &[Vec<Cell>]| -> Vec<Vec<Cell>> {
            let picked = columns.iter().map(|column| picked(column, &original));
            picked.collect()
        };
        let panels = self.panels.iter().map(|panel| panel.picked(&original));
        Table {
            candidates: self.candidates,
            posts,
            post: picked(&self.post, &original),
            papers: cells(&self.papers),
            panels: panels.collect(),
            given: cells(&self.given),
            verdicts: self
                .verdicts
                .iter()
                .map(|column| picked(column, &original))
                .collect(),
            left: match self.left.iter().any(Option::is_some) {
                true => picked(&self.left, &original),
                false => Vec::new(),
            },
            entry: picked(&self.entry, &original),
            claims: self.claims.picked(&original),
            acted: picked(&self.acted, &original),
            twice: picked(&self.twice, &original),
            post_start,
            original,
        }
    }

    /// How many rows each post has, before they are put in the order of the posts.
    pub(crate) fn people(&self, posts: usize) -> Vec<usize> {
        let mut people = vec![0; posts];
        for post in &self.post {
            people[*post as usize] += 1;
        }
        people
    }

    pub(crate) fn len(&self) -> usize {
        self.post.len()
    }

    pub(crate) fn candidate(&self, row: usize) -> &'a Candidate {
        &self.candidates[self.original[row] as usize]
    }

    pub(crate) fn number(&self, row: usize) -> &'a str {
        &self.candidate(row).number
    }

    /// The rows of a post.
    pub(crate) fn rows(&self, post: usize) -> std::ops::Range<usize> {
        self.post_start[post] as usize..self.post_start[post + 1] as usize
    }

    pub(crate) fn verdict(&self, step: usize, row: usize) -> Option<Verdict> {
        self.verdicts[step].get(row).copied().flatten()
    }

    pub(crate) fn left_at(&self, row: usize) -> Option<usize> {
        match self.left.get(row)? {
            Some(LeftStep::At(step)) => Some(usize::from(*step)),
            _ => None,
        }
    }

    /// Nobody left, and nobody was looked at by a check.
    pub(crate) fn everybody_stays(&self) -> bool {
        self.left.is_empty() && self.verdicts.iter().all(Vec::is_empty)
    }

    pub(crate) fn is_disqualified(&self, row: usize) -> bool {
        self.left.get(row) == Some(&Some(LeftStep::Disqualified))
    }
}

impl<'a> PanelColumns<'a> {
    /// The marks of one row, one for each examiner.
    pub(crate) fn of(&self, row: usize) -> &[Cell] {
        &self.marks[self.start[row] as usize..self.start[row + 1] as usize]
    }

    pub(crate) fn room_of(&self, row: usize) -> Option<RoomName<'a>> {
        let room = *self.room.get(row)?;
        self.rooms.get(room as usize).copied()
    }

    fn picked(&self, original: &[u32]) -> Self {
        if self.start.is_empty() {
            return PanelColumns::default();
        }
        let mut start = Vec::with_capacity(self.start.len());
        let mut marks = Vec::with_capacity(self.marks.len());
        start.push(0);
        for row in original {
            marks.extend_from_slice(self.of(*row as usize));
            start.push(marks.len() as u32);
        }
        PanelColumns {
            start,
            marks,
            room: picked(&self.room, original),
            rooms: self.rooms.clone(),
        }
    }
}

impl ClaimColumn {
    /// The items of the next row.
    pub(crate) fn push(&mut self, mut items: Vec<(u32, Claim)>) {
        if self.start.is_empty() {
            self.start.push(0);
        }
        items.sort_unstable_by_key(|(item, _)| *item);
        self.items.append(&mut items);
        self.start.push(self.items.len() as u32);
    }

    pub(crate) fn of(&self, row: usize) -> &[(u32, Claim)] {
        &self.items[self.start[row] as usize..self.start[row + 1] as usize]
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn picked(&self, original: &[u32]) -> Self {
        let mut picked = ClaimColumn {
            start: Vec::with_capacity(original.len() + 1),
            items: Vec::new(),
        };
        picked.start.push(0);
        for row in original {
            picked.items.extend_from_slice(self.of(*row as usize));
            picked.start.push(picked.items.len() as u32);
        }
        picked
    }
}

impl LeftStep {
    pub(crate) fn of(plan: &Plan, at: &LeftAt) -> Option<Self> {
        match at {
            LeftAt::Disqualified => Some(LeftStep::Disqualified),
            LeftAt::Step(code) => {
                let step = plan.step(code).filter(|step| *step != plan.total)?;
                u16::try_from(step).ok().map(LeftStep::At)
            }
        }
    }
}

/// The rows in the order of the posts, and where each post begins; inside a post in the order of the input.
fn rows_by_post(posts: usize, post: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut start = vec![0u32; posts + 1];
    for post in post {
        start[*post as usize + 1] += 1;
    }
    for index in 0..posts {
        start[index + 1] += start[index];
    }
    let mut next = start.clone();
    let mut rows = vec![0; post.len()];
    for (row, post) in (0..).zip(post) {
        let at = &mut next[*post as usize];
        rows[*at as usize] = row;
        *at += 1;
    }
    (rows, start)
}

/// A column in another order; one that holds nothing stays empty.
fn picked<T: Copy>(column: &[T], original: &[u32]) -> Vec<T> {
    if column.is_empty() {
        return Vec::new();
    }
    original.iter().map(|row| column[*row as usize]).collect()
}
