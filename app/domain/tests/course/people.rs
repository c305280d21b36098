//! The people of a random recruitment. Marks are few, so that ties are the rule.

use crate::dice::Dice;
use crate::documents::{DIRECT, OPEN, SKIPS, SURE, examiners, hires_directly, moment};
use crate::generator::Plan;
use chrono::NaiveDate;
use domain::numbers::Points;
use domain::rules::{
    BonusCode, BonusPoints, Candidate, Claim, Decided, Entry, FactColumns, FactKey, FactValue,
    Facts, Keyed, Leave, Left, LeftAt, Mark, Panel, Papers, People, PointsScoring, PostRules,
    RuleDocument, Scoring, Stage, StageCode, StageRecord, Verdict,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the people of one case have in common.
struct Crowd {
    /// Marks of papers and panels.
    marks: Vec<i64>,
    steps: Vec<StageCode>,
    /// Of these steps a body gave an order.
    ordered: Vec<String>,
    /// The step whose list was acted on.
    acted: Option<StageCode>,
    entries: bool,
    open_facts: bool,
    rooms: usize,
    /// Everybody comes, and nobody is caught.
    good: bool,
}

pub fn people(dice: &mut Dice, plan: &Plan, doc: &RuleDocument) -> People {
    let crowd = crowd(dice, plan, doc);
    let count = dice.pick(&[0, 3, 6, 8, 10, 12, 15, 18, 21, 25]);
    let mut numbers: Vec<usize> = (1..=count).collect();
    dice.shuffle(&mut numbers);
    let mut candidates: Vec<Candidate> = numbers
        .iter()
        .map(|number| candidate(dice, plan, doc, &crowd, *number))
        .collect();
    if dice.percent(12) {
        share_persons(dice, &mut candidates);
    }
    let all: BTreeSet<FactKey> = doc.facts.iter().map(|fact| fact.key.clone()).collect();
    let facts = match dice.below(4) {
        0 => FactColumns::All,
        1 => {
            let mut some = all;
            some.remove(&FactKey::from(dice.pick(&OPEN)));
            FactColumns::Some(some)
        }
        _ => FactColumns::Some(all),
    };
    People { facts, candidates }
}

fn crowd(dice: &mut Dice, plan: &Plan, doc: &RuleDocument) -> Crowd {
    let after = doc.after.clone().unwrap_or_default();
    let stages = doc.stages.iter().map(|stage| stage.code.clone());
    let mut steps: Vec<StageCode> = stages.collect();
    steps.extend(after.iter().map(|step| step.code.clone()));
    if doc.after.is_none() {
        steps.push("physical".into());
    }
    let mut marks = vec![50, 55, 60, 65, 70, 75, 80, 85, 90, 100];
    dice.shuffle(&mut marks);
    marks.truncate(dice.from(2, 5));
    if dice.percent(5) {
        marks.push(0);
    }
    let mut keys: Vec<String> = steps.iter().map(StageCode::to_string).collect();
    keys.push("total".to_owned());
    keys.retain(|_| dice.percent(50));
    Crowd {
        marks,
        ordered: if dice.percent(40) { keys } else { Vec::new() },
        acted: match plan.acted && doc.stages.len() + after.len() > 1 {
            true => {
                let later = &steps[1..doc.stages.len() + usize::from(!after.is_empty())];
                (!later.is_empty()).then(|| dice.pick(later))
            }
            false => None,
        },
        entries: dice.percent(30),
        open_facts: dice.percent(25),
        rooms: dice.from(1, 3),
        good: dice.percent(40),
        steps,
    }
}

fn candidate(
    dice: &mut Dice,
    plan: &Plan,
    doc: &RuleDocument,
    crowd: &Crowd,
    number: usize,
) -> Candidate {
    let post = dice.pick(&doc.posts);
    let rules = doc.for_post(&post);
    let mut row = Candidate {
        number: format!("N{number:02}").into(),
        post: post.code,
        applied_at: dice.some(50, |dice| moment(dice.from(1, 3) as u32, 0)),
        paid_at: dice.some(60, |dice| moment(dice.from(7, 9) as u32, 0)),
        entry: match crowd.entries {
            true => match dice.below(20) {
                0 => Some(Entry::Applied),
                1 => Some(Entry::Refused),
                2..8 => None,
                _ => Some(Entry::Accepted),
            },
            false => None,
        },
        facts: facts(dice, doc, crowd),
        bonus: claims(dice, &rules),
        ..Candidate::default()
    };
    row.left = dice.some(12, |dice| left(dice, crowd));
    for stage in &rules.stages {
        let record = record(dice, plan, crowd, stage);
        if record != StageRecord::default() {
            row.stages.insert(stage.code.clone(), record);
        }
    }
    for step in rules.after.iter().map(|step| &step.code) {
        let record = StageRecord {
            check: verdict(dice, 70, 14),
            ..StageRecord::default()
        };
        row.stages.insert(step.clone(), record);
    }
    if dice.percent(85) {
        let result = match dice.below(12) {
            0 => Mark::Absent,
            1 => Mark::Violation,
            _ => Mark::Scored(Points::whole(dice.pick(&[60, 70, 80]))),
        };
        row.extra.insert("extra".into(), result);
    }
    for key in &crowd.ordered {
        if dice.percent(93) {
            row.order.insert(key.clone(), dice.from(1, 12) as u32);
        }
    }
    if let Some(step) = &crowd.acted
        && dice.percent(80)
    {
        row.called.insert(step.clone(), dice.percent(45));
    }
    row
}

fn facts(dice: &mut Dice, doc: &RuleDocument, crowd: &Crowd) -> Facts {
    let mut facts = Facts::new();
    for key in SURE {
        facts.set(key, FactValue::YesNo(dice.percent(45)));
    }
    for (key, yes) in [("resident", 93), ("graduate", 93), ("barred", 4)] {
        if !(crowd.open_facts && dice.percent(8)) {
            let value = match dice.percent(3) {
                true => FactValue::DoesNotApply,
                false => FactValue::YesNo(dice.percent(yes)),
            };
            facts.set(key, value);
        }
    }
    if !(crowd.open_facts && dice.percent(5)) {
        facts.set(SKIPS, FactValue::YesNo(dice.percent(25)));
    }
    let direct = hires_directly(doc) && dice.percent(12);
    facts.set(DIRECT, FactValue::YesNo(direct));
    facts.set(
        "years",
        FactValue::Number(Points::whole(dice.below(8) as i64)),
    );
    let degree = dice.pick(&["college", "bachelor", "master"]);
    facts.set("degree", FactValue::Choice(degree.into()));
    let day = NaiveDate::from_ymd_opt(1990, 1, dice.from(1, 3) as u32).expect("a day of January");
    facts.set("birth", FactValue::Date(day));
    let rows = dice.below(4);
    let row = |dice: &mut Dice| {
        let mut row = BTreeMap::new();
        let year = dice.pick(&["y1", "y2"]);
        let rank = dice.pick(&["street", "city"]);
        row.insert("year".into(), FactValue::Choice(year.into()));
        row.insert("rank".into(), FactValue::Choice(rank.into()));
        row
    };
    let rows = (0..rows).map(|_| row(dice)).collect();
    facts.set("awards", FactValue::Rows(rows));
    facts
}

fn claims(dice: &mut Dice, rules: &PostRules) -> Keyed<BonusCode, Claim> {
    let mut claims = Keyed::default();
    for item in rules.bonus.iter().flat_map(|rule| &rule.items) {
        if !dice.percent(45) {
            continue;
        }
        let given = Decided::Points(Points::whole(dice.from(1, 4) as i64));
        let decided = match item.points {
            BonusPoints::Body => Some(given),
            _ => dice.some(35, |dice| dice.pick(&[Decided::Yes, Decided::No, given])),
        };
        let claim = Claim {
            claimed: dice.percent(90),
            at: dice.some(40, |dice| moment(dice.from(8, 13) as u32, 0).date),
            decided,
        };
        claims.insert(item.code.clone(), claim);
    }
    claims
}

fn left(dice: &mut Dice, crowd: &Crowd) -> Left {
    let at = match dice.percent(10) {
        true => LeftAt::Disqualified,
        // Most people leave late, when the lists stand.
        false => {
            let at = dice
                .below(crowd.steps.len())
                .max(dice.below(crowd.steps.len()));
            LeftAt::Step(crowd.steps[at].clone())
        }
    };
    Left {
        at,
        on: dice.some(50, |dice| moment(dice.from(14, 16) as u32, 600)),
        how: dice.pick(&[
            None,
            Some(Leave::Waived),
            Some(Leave::Waived),
            Some(Leave::Failed),
            Some(Leave::Absent),
        ]),
    }
}

fn verdict(dice: &mut Dice, passed: usize, failed: usize) -> Option<Verdict> {
    match dice.below(100) {
        at if at < passed => Some(Verdict::Passed),
        at if at < passed + failed => Some(Verdict::Failed),
        _ => None,
    }
}

fn record(dice: &mut Dice, plan: &Plan, crowd: &Crowd, stage: &Stage) -> StageRecord {
    let mut record = StageRecord::default();
    if stage.check.is_some() {
        record.check = verdict(dice, 60, 10);
    }
    if stage.times.is_some() {
        record.arrived = dice.some(70, |dice| moment(10, dice.pick(&[470, 490, 510])));
    }
    // The room is known before anybody is marked.
    if matches!(stage.scoring, Some(Scoring::Panel(_))) {
        record.room = Some(format!("r{}", dice.from(1, crowd.rooms)).into());
        record.sitting = dice.some(50, |_| "am".into());
        if stage.times.is_some() {
            record.sitting = Some("am".into());
        }
    }
    match &stage.scoring {
        None => {}
        Some(Scoring::Papers(rule)) => papers(dice, plan, crowd, rule, &mut record),
        Some(Scoring::Panel(rule)) => {
            let seats = examiners(stage);
            panel(dice, plan, crowd, rule, seats, &mut record);
        }
        Some(Scoring::Points(rule)) => points(dice, plan, crowd, rule, &mut record),
    }
    record
}

/// Now and then somebody is not there, is caught, or has no mark yet.
fn luck(dice: &mut Dice, plan: &Plan, crowd: &Crowd, figure: Points) -> Option<Mark> {
    match dice.below(100) {
        0..4 if !crowd.good => Some(Mark::Absent),
        4..6 if !crowd.good => Some(Mark::Violation),
        6..9 if plan.gaps => None,
        _ => Some(Mark::Scored(figure)),
    }
}

fn papers(dice: &mut Dice, plan: &Plan, crowd: &Crowd, rule: &Papers, record: &mut StageRecord) {
    for paper in &rule.papers {
        let figure = Points::whole(dice.pick(&crowd.marks));
        let mark = luck(dice, plan, crowd, figure);
        match mark {
            Some(Mark::Scored(_)) if !paper.questions.is_empty() => {
                let full: [i64; 2] = [dice.pick(&[20, 30, 40]), dice.pick(&[20, 30, 45])];
                let figures = full.map(Points::whole);
                let questions = paper.questions.iter().map(|one| one.code.clone());
                let by_question: Keyed<_, _> = questions.zip(figures).collect();
                record.questions.insert(paper.code.clone(), by_question);
                let sum = Points::whole(full.iter().sum());
                if dice.percent(50) {
                    record.papers.insert(paper.code.clone(), Mark::Scored(sum));
                }
            }
            Some(mark) => {
                record.papers.insert(paper.code.clone(), mark);
            }
            None => {}
        }
    }
}

fn panel(
    dice: &mut Dice,
    plan: &Plan,
    crowd: &Crowd,
    rule: &Panel,
    seats: usize,
    record: &mut StageRecord,
) {
    match luck(dice, plan, crowd, Points::ZERO) {
        None => {}
        Some(Mark::Scored(_)) if !rule.elements.is_empty() => {
            let one = |dice: &mut Dice| {
                let figures = [dice.pick(&[40, 45, 50, 60]), dice.pick(&[20, 25, 30, 40])];
                figures.map(Points::whole).to_vec()
            };
            record.elements = (0..seats).map(|_| one(dice)).collect();
        }
        Some(Mark::Scored(_)) => {
            let one = |dice: &mut Dice| Mark::Scored(Points::whole(dice.pick(&crowd.marks)));
            let alike = dice.percent(60);
            let same = one(dice);
            let mark = |dice: &mut Dice| if alike { same } else { one(dice) };
            record.examiners = (0..seats).map(|_| mark(dice)).collect();
        }
        Some(mark) => record.examiners = std::iter::repeat_n(mark, seats).collect(),
    }
}

fn points(
    dice: &mut Dice,
    plan: &Plan,
    crowd: &Crowd,
    rule: &PointsScoring,
    record: &mut StageRecord,
) {
    if rule.events.is_empty() {
        let figure = dice.pick(&[40_000, 80_000, 125_000, 200_000]);
        record.points = luck(dice, plan, crowd, Points::from_raw(figure));
        return;
    }
    for event in &rule.events {
        let tries = dice.from(1, event.tries.map_or(1, usize::from));
        let figure = |dice: &mut Dice| Points::whole(dice.pick(&[10, 20, 30, 40]));
        let first = figure(dice);
        let first = luck(dice, plan, crowd, first);
        let Some(first) = first else { continue };
        let mut all = vec![first];
        if let Mark::Scored(_) = first {
            all.extend((1..tries).map(|_| Mark::Scored(figure(dice))));
        }
        record.events.insert(event.code.clone(), all);
    }
}

/// Some people have several rows.
fn share_persons(dice: &mut Dice, candidates: &mut [Candidate]) {
    for row in candidates {
        if dice.percent(25) {
            row.person = format!("person{}", dice.from(1, 4));
        }
    }
}
