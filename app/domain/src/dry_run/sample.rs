//! Invented candidates for any rules: some strong, some weak, one absent, one for a violation, several level on the places
//! where it matters. The same rules always give the same people.

use crate::numbers::Points;
use crate::rules::{
    BonusItem, BonusPoints, Candidate, Claim, Decided, ELSEWHERE, Entry, Event, FactColumns,
    FactDef, FactKey, FactKind, FactValue, Facts, Keyed, Mark, Panel, Papers, People,
    PointsScoring, Post, PostRules, RowsKind, RuleDocument, Scoring, Stage, StageDetails,
    StageRecord, Verdict, facts_of_run,
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// So many posts get candidates; more would say nothing new.
const POSTS: usize = 12;
/// So many candidates for one post at most.
const PEOPLE: usize = 24;

/// Candidates for the first posts of these rules, with every mark that the rules ask for and every answer that a run over
/// accepted people reads.
pub fn sample(doc: &RuleDocument) -> People {
    let seen = facts_of_run(doc);
    let mut candidates = Vec::new();
    for (index, post) in doc.posts.iter().take(POSTS).enumerate() {
        let rules = doc.for_post(post);
        let places = post.places.unwrap_or(1).max(1) as usize;
        for n in 0..(places * 5 + 3).min(PEOPLE) {
            candidates.push(person(doc, &rules, &seen, post, (index, n)));
        }
    }
    let facts = match seen.is_empty() {
        true => FactColumns::None,
        false => FactColumns::Some(seen),
    };
    People { facts, candidates }
}

/// Person `n` of a post. Percentages fall slowly, and each third repeats the one before: ties stand everywhere.
fn person(
    doc: &RuleDocument,
    rules: &PostRules,
    seen: &BTreeSet<FactKey>,
    post: &Post,
    (index, n): (usize, usize),
) -> Candidate {
    let stages = rules.stages.iter().map(|stage| {
        let record = record(stage, index, n);
        (stage.code.clone(), record)
    });
    let empty = StageRecord::default();
    Candidate {
        number: format!("{:02}{:03}", index + 1, n + 1).into(),
        post: post.code.clone(),
        entry: Some(Entry::Accepted),
        facts: facts(doc, seen, n),
        bonus: bonus(rules, n),
        stages: stages.filter(|(_, record)| *record != empty).collect(),
        ..Candidate::default()
    }
}

fn record(stage: &Stage, index: usize, n: usize) -> StageRecord {
    let share = 94 - 2 * (n - n % 3 / 2) as i64;
    let marks = match &stage.scoring {
        None => StageRecord::default(),
        Some(Scoring::Papers(rule)) => papers(rule, share, n),
        Some(Scoring::Panel(rule)) => sheet(rule, 60 + ((n * 7) % 37) as i64, index),
        Some(Scoring::Points(rule)) => given(rule, share, n),
    };
    StageRecord {
        check: stage.check.as_ref().map(|_| Verdict::Passed),
        ..marks
    }
}

/// Whole or half points, as markers give them.
fn part_of(full: Points, percent: i64) -> Points {
    in_units(full, percent, Points::SCALE / 2)
}

fn in_units(full: Points, percent: i64, unit: i64) -> Points {
    Points::from_raw(full.raw() / 100 * percent / unit * unit)
}

fn papers(rule: &Papers, share: i64, n: usize) -> StageRecord {
    let mark = |full: Points| match n {
        7 => Mark::Absent,
        8 => Mark::Violation,
        // On the very line that most notices draw.
        9 => Mark::Scored(part_of(full, 60)),
        _ => Mark::Scored(part_of(full, share.max(30))),
    };
    let marks = rule.papers.iter();
    StageRecord {
        papers: marks
            .map(|paper| (paper.code.clone(), mark(paper.full)))
            .collect(),
        ..StageRecord::default()
    }
}

fn sheet(rule: &Panel, share: i64, room: usize) -> StageRecord {
    let panel = usize::from(rule.examiners.unwrap_or(7)).max(1);
    let examiners = 0..panel as i64;
    let shares = examiners.map(|examiner| (share + (examiner * 3) % 5 - 2).clamp(0, 100));
    let room = Some(format!("{}", room % 3 + 1).into());
    let unit = match rule.mark_decimals {
        Some(0) => Points::SCALE,
        _ => Points::SCALE / 2,
    };
    if rule.elements.is_empty() {
        let marks = shares.map(|share| Mark::Scored(in_units(rule.full, share, unit)));
        return StageRecord {
            room,
            examiners: marks.collect(),
            ..StageRecord::default()
        };
    }
    let elements = shares.map(|share| {
        let row = rule.elements.iter();
        row.map(|element| in_units(element.full, share, unit))
            .collect()
    });
    let details = StageDetails {
        elements: elements.collect(),
        ..StageDetails::default()
    };
    StageRecord {
        room,
        details: details.into(),
        ..StageRecord::default()
    }
}

/// Points of an office, or a figure for each event.
fn given(rule: &PointsScoring, share: i64, n: usize) -> StageRecord {
    if rule.events.is_empty() {
        let details = StageDetails {
            points: Some(Mark::Scored(part_of(rule.full, share))),
            ..StageDetails::default()
        };
        return details.into();
    }
    let events = rule.events.iter();
    let details = StageDetails {
        events: events
            .map(|event| (event.code.clone(), vec![Mark::Scored(measured(event, n))]))
            .collect(),
        ..StageDetails::default()
    };
    details.into()
}

/// A figure on an end of a band, each time of the next one.
fn measured(event: &Event, n: usize) -> Points {
    let ends = event.bands.iter().filter_map(|band| band.from.or(band.to));
    let ends: Vec<Points> = ends.filter(|end| *end >= Points::ZERO).collect();
    match ends.is_empty() {
        true => Points::whole(n as i64 + 1),
        false => ends[n % ends.len()],
    }
}

/// Every third person has a bonus, each time another item.
fn bonus(rules: &PostRules, n: usize) -> Keyed<crate::rules::BonusCode, Claim> {
    let items = rules.bonus.as_ref().map(|rule| rule.items.as_slice());
    let items = items.unwrap_or_default();
    if items.is_empty() || n % 3 != 1 {
        return Keyed::default();
    }
    let item = &items[n / 3 % items.len()];
    [(item.code.clone(), claim(item))].into()
}

/// Reviewers confirmed it; of awards, which no table holds, they wrote down the points.
fn claim(item: &BonusItem) -> Claim {
    let (claimed, decided) = match &item.points {
        BonusPoints::Rows(rows) => {
            let best = rows.points.first().map_or(Points::ZERO, |row| row.points);
            (false, Decided::Points(best))
        }
        BonusPoints::Fixed(_) | BonusPoints::Bands(_) | BonusPoints::Body => (true, Decided::Yes),
    };
    Claim {
        claimed,
        at: None,
        decided: Some(decided),
    }
}

fn facts(doc: &RuleDocument, seen: &BTreeSet<FactKey>, n: usize) -> Facts {
    let mut facts = Facts::new();
    let asked = doc.facts.iter().filter(|def| seen.contains(&def.key));
    for def in asked {
        if let Some(value) = fact(doc, def, n) {
            facts.set(def.key.clone(), value);
        }
    }
    facts
}

fn fact(doc: &RuleDocument, def: &FactDef, n: usize) -> Option<FactValue> {
    match &def.kind {
        FactKind::Rows(kind) => Some(rows(doc, kind, n)),
        kind => answer(doc, kind, n),
    }
}

/// One row, or none for every third.
fn rows(doc: &RuleDocument, kind: &RowsKind, n: usize) -> FactValue {
    let columns = kind.columns.iter();
    let cells =
        columns.filter_map(|column| Some((column.key.clone(), answer(doc, &column.kind, n)?)));
    match n % 3 {
        2 => FactValue::Rows(Vec::new()),
        _ => FactValue::Rows(vec![cells.collect()]),
    }
}

fn answer(doc: &RuleDocument, kind: &FactKind, n: usize) -> Option<FactValue> {
    Some(match kind {
        FactKind::YesNo => FactValue::YesNo(n.is_multiple_of(2)),
        FactKind::Number(_) => FactValue::Number(Points::whole(n as i64 % 10)),
        FactKind::Date(_) => {
            let first = NaiveDate::from_ymd_opt(1990, 1, 1)?;
            FactValue::Date(first.checked_add_days(Days::new(97 * n as u64))?)
        }
        FactKind::Choice(choice) if !choice.options.is_empty() => {
            FactValue::Choice(choice.options[n % choice.options.len()].code.clone())
        }
        FactKind::Choices(choice) if !choice.options.is_empty() => {
            FactValue::Choices(vec![choice.options[n % choice.options.len()].code.clone()])
        }
        FactKind::Area(kind) => {
            let areas = doc.areas.iter().filter(|area| area.level == kind.level);
            let areas: Vec<_> = areas.map(|area| area.code.clone()).collect();
            let code = areas.get(n % (areas.len() + 1)).cloned();
            FactValue::Area(code.unwrap_or_else(|| ELSEWHERE.into()))
        }
        FactKind::Text(_) => FactValue::Text(format!("{}", n + 1)),
        FactKind::Choice(_) | FactKind::Choices(_) | FactKind::Rows(_) => return None,
    })
}
