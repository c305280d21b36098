//! One cell of a row, by what its column holds. Empty cells mean: not recorded.

use super::column::Column;
use super::layout::{Layout, Loose};
use super::say::*;
use super::words::{Meaning, bad, one_of};
use super::{PeopleProblemKind as Kind, facts};
use crate::numbers::Points;
use crate::rules::codes::PostCode;
use crate::rules::document::RuleDocument;
use crate::rules::engine::{Candidate, Claim, Decided, Entry, LeftAt, Mark, Verdict, nearest};
use crate::rules::lists::Leave;
use crate::tables::Cell;
use crate::time::Moment;

/// Puts one cell where it belongs.
pub(super) fn put(
    layout: &Layout,
    to: &mut Candidate,
    loose: &mut Loose,
    (column, place): (&Column, usize),
    cell: &Cell,
) -> Result<(), Kind> {
    let doc = layout.doc;
    match column {
        // Told by the table itself.
        _ if *cell == Cell::Unread => {}
        Column::Number if cell.is_empty() => return Err(Kind::NumberMissing),
        Column::Number => to.number = cell.key().into(),
        Column::Post => to.post = post(layout, cell)?,
        Column::Element(_, seat, element) => {
            let figure = cell.points().map_err(|why| Kind::BadMark { why })?;
            loose.elements.push((place, *seat, *element, figure));
        }
        Column::Ignored => {}
        _ if cell.is_empty() => {}
        Column::Person => to.person = cell.key().into_owned(),
        Column::AppliedAt => to.applied_at = Some(moment(cell)?),
        Column::PaidAt => to.paid_at = Some(moment(cell)?),
        Column::Entry => to.entry = Some(one_of(cell, ENTRIES)?),
        Column::Fact(key) => {
            if let Some(def) = doc.fact(key) {
                let answer = facts::value(doc, def, cell)?;
                loose.facts.push((key.clone(), answer));
            }
        }
        Column::Left => loose.left = Some(left(doc, cell)?),
        Column::LeftAt => loose.left_at = Some(moment(cell)?),
        Column::LeftAs => loose.left_as = Some(one_of(cell, LEAVES)?),
        Column::SubstituteOf => to.substitute_of = Some(cell.key().into_owned()),
        Column::Order(step) => {
            let place = cell.key().parse::<u32>().ok().filter(|place| *place > 0);
            to.order
                .insert(step.clone(), place.ok_or_else(|| bad(cell))?);
        }
        Column::Called(step) => {
            to.called.insert(step.clone(), one_of(cell, ANSWERS)?);
        }
        Column::Extra(test) => {
            to.extra.insert(test.clone(), mark(cell)?);
        }
        Column::Bonus(item) => to.bonus.entry(item).claimed = one_of(cell, ANSWERS)?,
        Column::BonusAt(item) => {
            let day = cell.date().map_err(Kind::Grid)?;
            to.bonus.entry(item).at = day;
        }
        Column::BonusDecided(item) => {
            let claim: &mut Claim = to.bonus.entry(item);
            claim.decided = Some(decided(cell)?);
        }
        _ => return of_stage(loose, (column, place), cell),
    }
    Ok(())
}

/// `place`: of the stage of this column.
fn of_stage(loose: &mut Loose, (column, place): (&Column, usize), cell: &Cell) -> Result<(), Kind> {
    match column {
        Column::Paper(_, paper) => {
            let mark = mark(cell)?;
            loose.record(place).papers.insert(paper.clone(), mark);
        }
        Column::Question(_, paper, question) => {
            let figure = cell.points().map_err(|why| Kind::BadMark { why })?;
            if let Some(figure) = figure {
                let questions = &mut loose.record(place).questions;
                questions.entry(paper).insert(question.clone(), figure);
            }
        }
        Column::Examiner(_, seat) => {
            loose.marks.push((place, *seat, mark(cell)?));
        }
        Column::Event(_, event) => {
            let tries = tries(cell)?;
            loose.record(place).events.insert(event.clone(), tries);
        }
        Column::Points(_) => loose.record(place).points = Some(mark(cell)?),
        Column::Room(_) => {
            let name = loose.rooms.shared(&cell.key());
            loose.record(place).room = Some(name.into());
        }
        Column::Sitting(_) => {
            let name = loose.rooms.shared(&cell.key());
            loose.record(place).sitting = Some(name.into());
        }
        Column::Arrived(_) => loose.record(place).arrived = Some(moment(cell)?),
        Column::Check(_) => loose.record(place).check = Some(one_of(cell, VERDICTS)?),
        _ => {}
    }
    Ok(())
}

const ENTRIES: &[Meaning<Entry>] = &[
    (&ACCEPTED, Entry::Accepted),
    (&APPLIED, Entry::Applied),
    (&REFUSED, Entry::Refused),
];
const LEAVES: &[Meaning<Leave>] = &[
    (&WAIVED, Leave::Waived),
    (&FAILED, Leave::Failed),
    (&NOT_COME, Leave::Absent),
];
const VERDICTS: &[Meaning<Verdict>] = &[(&PASSED, Verdict::Passed), (&FAILED, Verdict::Failed)];
const ANSWERS: &[Meaning<bool>] = &[(&YES, true), (&NO, false)];

fn post(layout: &Layout, cell: &Cell) -> Result<PostCode, Kind> {
    let said = cell.key();
    let found = layout.posts.get(said.as_ref());
    found.map(|code| (*code).clone()).ok_or_else(|| {
        let posts = layout.doc.posts.iter();
        let codes = posts.map(|post| post.code.as_str());
        Kind::UnknownPost {
            nearest: nearest(&said, codes).map(str::to_owned),
        }
    })
}

pub(super) fn mark(cell: &Cell) -> Result<Mark, Kind> {
    match cell.points() {
        Ok(Some(points)) => Ok(Mark::Scored(points)),
        Ok(None) => Err(bad(cell)),
        Err(why) => reason(&cell.key()).ok_or(Kind::BadMark { why }),
    }
}

/// Why there is no figure, in words.
fn reason(said: &str) -> Option<Mark> {
    let said = said.to_lowercase();
    match said.as_str() {
        absent if ABSENT.contains(&absent) => Some(Mark::Absent),
        void if VIOLATION.contains(&void) => Some(Mark::Violation),
        _ => None,
    }
}

fn decided(cell: &Cell) -> Result<Decided, Kind> {
    if let Ok(yes) = one_of(cell, &[(&GIVEN, true), (&NOT_GIVEN, false)]) {
        return Ok(if yes { Decided::Yes } else { Decided::No });
    }
    match cell.points() {
        Ok(Some(points)) => Ok(Decided::Points(points)),
        _ => Err(bad(cell)),
    }
}

/// A stage or step by code or name, or out of everything.
fn left(doc: &RuleDocument, cell: &Cell) -> Result<LeftAt, Kind> {
    let said = cell.key();
    if DISQUALIFIED.contains(&said.to_lowercase().as_str()) {
        return Ok(LeftAt::Disqualified);
    }
    let mut known = Vec::new();
    for post in &doc.posts {
        let rules = doc.for_post(post);
        known.extend(
            rules
                .stages
                .into_iter()
                .map(|stage| (stage.code, stage.name)),
        );
        known.extend(rules.after.into_iter().map(|step| (step.code, step.name)));
    }
    let names = known.iter().map(|(code, name)| (code.as_str(), name));
    super::columns::named(names, &said).map(|code| LeftAt::Step(code.into()))
}

/// Several tries stand in one cell, with a slash or a semicolon between them.
fn tries(cell: &Cell) -> Result<Vec<Mark>, Kind> {
    let text = cell.key();
    text.split(['/', ';'])
        .map(|one| figure(one.trim()))
        .collect()
}

/// A figure, or minutes and seconds as seconds.
fn figure(said: &str) -> Result<Mark, Kind> {
    if let Some(reason) = reason(said) {
        return Ok(reason);
    }
    let wrong = || Kind::BadFigure {
        value: said.chars().take(40).collect(),
    };
    let Some((minutes, seconds)) = said.split_once([':', '′', '\'']) else {
        return said.parse().map(Mark::Scored).map_err(|_| wrong());
    };
    let minutes: i64 = minutes.trim().parse().map_err(|_| wrong())?;
    let seconds: Points = seconds
        .trim_end_matches(['″', '"'])
        .trim()
        .parse()
        .map_err(|_| wrong())?;
    if !(0..=600).contains(&minutes) || seconds >= Points::whole(60) {
        return Err(wrong());
    }
    Ok(Mark::Scored(Points::from_raw(
        Points::whole(minutes * 60).raw() + seconds.raw(),
    )))
}

/// A day with an hour; a day alone is its first minute.
fn moment(cell: &Cell) -> Result<Moment, Kind> {
    let wrong = || Kind::BadMoment {
        value: cell.text().chars().take(40).collect(),
    };
    match cell {
        Cell::DateTime(at) => {
            let time = chrono::Timelike::num_seconds_from_midnight(at) / 60;
            Ok(Moment {
                date: at.date(),
                minute: u16::try_from(time).map_err(|_| wrong())?,
            })
        }
        Cell::Date(date) => Ok(Moment {
            date: *date,
            minute: 0,
        }),
        other => {
            let text = other.key();
            let (day, clock) = text.split_once([' ', 'T']).unwrap_or((&text, "00:00"));
            let date = crate::tables::date(day).map_err(|_| wrong())?;
            let clock = match clock.len() {
                4 => format!("0{clock}"),
                _ => clock.to_owned(),
            };
            let clock: crate::time::Clock = clock.parse().map_err(|_| wrong())?;
            Ok(Moment {
                date,
                minute: clock.minute,
            })
        }
    }
}
