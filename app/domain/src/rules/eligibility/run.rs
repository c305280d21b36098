//! Who is in at all, before any score: duplicates, the review, facts, tracks, direct hires.

use super::{EntryVerdict, Judge, track_of};
use crate::rules::applying::Duplicates;
use crate::rules::document::RuleDocument;
use crate::rules::engine::column::NO_TRACK;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::state::{ReadAt, State, step_of};
use crate::rules::engine::{Candidate, Entry, FactColumns};
use crate::rules::engine::{MissingPart, Notice, OutBy, Pending, Status};
use crate::rules::stages::Track;
use std::collections::{BTreeSet, HashMap};

/// Who is in, on which track, and at which step each begins.
pub(crate) struct Admitted {
    pub status: Vec<Status>,
    pub track: Vec<u16>,
    /// For each post how many applied, and how many of them are in.
    pub people: Vec<(usize, u32, u32)>,
    pub told: Moves,
}

/// Lets people in, counts them, and puts each at the first step of their course.
pub(crate) fn admit(state: &State, judge: &Judge) -> Admitted {
    let table = state.table;
    let mut admitted = Admitted {
        status: vec![Status::NotAdmitted; table.len()],
        track: vec![NO_TRACK; table.len()],
        people: Vec::with_capacity(table.posts.len()),
        told: not_judged(state, judge),
    };
    for post in table.posts.iter().copied() {
        let (mut applied, mut accepted) = (0, 0);
        for row in table.rows(post) {
            if table.twice.get(row).copied().unwrap_or(false) {
                continue;
            }
            applied += 1;
            if enter(state, judge, row, &mut admitted) {
                accepted += 1;
                start(state, post, row, &mut admitted);
            }
        }
        admitted.people.push((post, applied, accepted));
    }
    admitted
}

/// Whether the facts have columns on which somebody's course hangs.
pub(crate) fn course_is_known(doc: &RuleDocument, facts: &FactColumns) -> Result<(), RuleFault> {
    let missing = super::course_facts_without_column(doc, facts);
    match missing.into_iter().next() {
        Some(fact) => Err(RuleFault::FactNotGiven { fact }),
        None => Ok(()),
    }
}

/// Rows that do not count because the same person has others.
pub(crate) fn duplicates(doc: &RuleDocument, candidates: &[Candidate]) -> Vec<bool> {
    let named = |row: &usize| !candidates[*row].person.is_empty();
    let mut rows = (0..candidates.len()).filter(named).peekable();
    if rows.peek().is_none() {
        return Vec::new();
    }
    let applying = doc.applying.as_ref();
    let rule = applying
        .and_then(|applying| applying.duplicates)
        .unwrap_or(Duplicates::Refuse);
    let mut of_person: HashMap<&str, Vec<usize>> = HashMap::new();
    for row in rows {
        let person = candidates[row].person.as_str();
        of_person.entry(person).or_default().push(row);
    }
    let mut twice = vec![false; candidates.len()];
    for rows in of_person.values_mut().filter(|rows| rows.len() > 1) {
        rows.sort_by_key(|row| {
            let candidate = &candidates[*row];
            (candidate.applied_at, candidate.number.as_str())
        });
        let kept = match rule {
            Duplicates::CancelAll => None,
            Duplicates::Refuse | Duplicates::KeepFirst => rows.first().copied(),
            Duplicates::KeepLast => rows.last().copied(),
        };
        for row in rows.iter() {
            twice[*row] = Some(*row) != kept;
        }
    }
    twice
}

/// Whether a row is in. Decisions of people stand over what the facts say; the difference is told.
fn enter(state: &State, judge: &Judge, row: usize, admitted: &mut Admitted) -> bool {
    let verdict = match state.facts {
        FactColumns::None => EntryVerdict::Eligible,
        _ => judge.verdict(state.table.candidate(row)),
    };
    let eligible = match &verdict {
        EntryVerdict::Eligible => Some(true),
        EntryVerdict::Ineligible => Some(false),
        EntryVerdict::Open { .. } | EntryVerdict::Body => None,
    };
    let decided = match state.table.entry[row] {
        Some(Entry::Accepted) => Some(true),
        Some(Entry::Refused) => Some(false),
        Some(Entry::Applied) => return false,
        None => None,
    };
    match (decided, eligible) {
        (Some(decided), found) => {
            if found.is_some_and(|found| found != decided) {
                admitted.told.notices.push(Notice::EntryDiffers {
                    candidate: state.table.number(row).to_owned(),
                    eligible: !decided,
                });
            }
            decided
        }
        (None, Some(found)) => found,
        (None, None) => {
            open(state, row, verdict, admitted);
            false
        }
    }
}

fn open(state: &State, row: usize, verdict: EntryVerdict, admitted: &mut Admitted) {
    admitted.status[row] = Status::Pending;
    match verdict {
        EntryVerdict::Open { missing } => {
            for fact in missing {
                admitted.told.miss(state, row, MissingPart::Fact(fact));
            }
        }
        _ => admitted.told.pending.push(Pending::Entry {
            candidate: state.table.number(row).to_owned(),
        }),
    }
}

/// The first step of somebody's course, by their track.
fn start(state: &State, post: usize, row: usize, admitted: &mut Admitted) {
    let disqualified = state.table.is_disqualified(row);
    match track_of(state.plan.doc, state.facts, state.table.candidate(row)) {
        // Nobody waits for the facts of somebody who is out.
        Err(_) if disqualified => {}
        Err(missing) => {
            admitted.status[row] = Status::Pending;
            for fact in missing {
                admitted.told.miss(state, row, MissingPart::Fact(fact));
            }
            return;
        }
        Ok(Some(track)) => admitted.track[row] = u16::try_from(track).unwrap_or(NO_TRACK),
        Ok(None) => {}
    }
    let first = state.next_on(post, admitted.track[row], 0);
    admitted.status[row] = match disqualified {
        true => Status::Out(step_of(first), OutBy::Left),
        false => Status::Called(step_of(first)),
    };
}

/// The track that somebody who applied and is not let in would be on.
pub(crate) fn track_as_applied<'a>(state: &State<'a>, row: usize) -> Option<&'a Track> {
    if state.status[row] != Status::NotAdmitted {
        return None;
    }
    let found = track_of(state.plan.doc, state.facts, state.table.candidate(row));
    state.plan.doc.tracks.get(found.ok()??)
}

/// People hired without an exam use up places of their post.
pub(crate) fn direct_hires(state: &State) -> Moves {
    let mut moves = Moves::default();
    for post in state.table.posts.iter().copied() {
        hire(state, post, &mut moves);
    }
    moves
}

fn hire(state: &State, post: usize, moves: &mut Moves) {
    let without_exam = |row: &usize| {
        let track = state.track_of(*row);
        let hired = track.is_some_and(|track| track.hired_without_exam);
        hired && matches!(state.status[*row], Status::Called(_))
    };
    let hired = state.table.rows(post).filter(without_exam);
    let hired: Vec<u32> = hired.map(|row| row as u32).collect();
    if hired.is_empty() {
        return;
    }
    let places = state.posts[post].places;
    // The last step of their own post: another one may have more.
    let last = state.set(post).after.last().copied();
    let last = last.unwrap_or(state.plan.total);
    let enough = places.is_none_or(|places| hired.len() <= places as usize);
    let status = match enough {
        true => Status::Hired,
        false => Status::Held(step_of(last)),
    };
    moves.status.extend(hired.iter().map(|row| (*row, status)));
    if let Some(places) = places {
        let left = places.saturating_sub(hired.len() as u32);
        moves.places.push((post, left));
        if !enough {
            moves.pending.push(Pending::DirectHires {
                post: state.plan.posts[post].post.code.clone(),
                people: state.numbers(&hired),
                places,
            });
        }
    }
}

fn not_judged(state: &State, judge: &Judge) -> Moves {
    let mut facts = BTreeSet::new();
    for post in &state.table.posts {
        let post = &state.plan.posts[*post];
        facts.extend(judge.not_judged(&post.post.code).iter().cloned());
    }
    let notices = facts.into_iter().map(|fact| Notice::NotJudged { fact });
    Moves {
        notices: notices.collect(),
        ..Moves::default()
    }
}

/// Rows without a moment were in time: said once.
pub(crate) fn moments(candidates: &[Candidate]) -> Option<Notice> {
    let without = candidates
        .iter()
        .filter(|candidate| candidate.applied_at.is_none());
    let rows = without.count();
    let some = rows > 0 && rows < candidates.len();
    some.then_some(Notice::MomentsMissing { rows: rows as u32 })
}

/// Where a reading that nobody settled blocks each post, and what is to be settled.
pub(crate) fn unsettled(state: &State) -> (Vec<(usize, Vec<ReadAt>)>, Vec<Pending>) {
    let (mut blocks, mut pending) = (Vec::new(), Vec::new());
    for open in &state.plan.doc.unsettled {
        let settled = state.plan.doc.decisions.iter().any(|decision| {
            let crate::rules::document::DecisionValue::Reading(reading) = &decision.value else {
                return false;
            };
            decision.of == open.code.as_str()
                && open.readings.iter().any(|known| known.code == *reading)
        });
        if settled {
            continue;
        }
        let mut posts = Vec::new();
        for post in state.table.posts.iter().copied() {
            let read = super::unsettled::read_at(state.plan, post, &open.of);
            if !read.is_empty() {
                blocks.push((post, read));
                posts.push(state.plan.posts[post].post.code.clone());
            }
        }
        if !posts.is_empty() {
            let code = open.code.clone();
            pending.push(Pending::Unsettled { code, posts });
        }
    }
    (blocks, pending)
}
