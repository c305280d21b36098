//! Candidates as columns. A run over a million people reads arrays, not a million little maps.

use super::candidate::{Candidate, Claim, Entry, LeftAt};
use super::cell::Cell;
use super::plan::{Plan, ScoringPlan};
use super::rows::Rows;
use super::stage_record::Verdict;

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
    /// For the people of some posts, whose columns are yet to be read.
    pub(crate) fn empty(
        plan: &Plan,
        candidates: &'a [Candidate],
        posts: &[usize],
        rows: &Rows,
    ) -> Self {
        let (original, post_start) = rows_of(plan, posts, rows);
        let people = original.len();
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
            original,
            posts: posts.to_vec(),
            post_start,
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

    /// The row that was read last.
    pub(crate) fn last_row(&self) -> usize {
        self.post.len() - 1
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

    /// How many items all rows have together.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
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

/// The places in the input of these posts' people, and where each post of the document begins among them.
fn rows_of(plan: &Plan, posts: &[usize], rows: &Rows) -> (Vec<u32>, Vec<u32>) {
    let mut original = Vec::new();
    let mut start = vec![0; plan.posts.len() + 1];
    let mut of_part = posts.iter().peekable();
    for post in 0..plan.posts.len() {
        if of_part.next_if(|own| **own == post).is_some() {
            original.extend_from_slice(rows.of_post(post));
        }
        start[post + 1] = original.len() as u32;
    }
    (original, start)
}
