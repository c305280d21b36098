//! Random documents. What they say is always possible: codes are known, and nothing is read before it is there.

mod lists;
mod rules;
mod stages;

use crate::dice::Dice;
use crate::generator::{Differs, Plan};
use domain::numbers::{Points, Ratio, Rounding, RoundingMode};
use domain::rules::{
    Area, AreaLevel, Bilingual, ChoiceKind, ChoiceOption, Condition, DateKind, Decision,
    DecisionValue, ExtraTest, FactDef, FactKind, NumberKind, Pool, PoolKind, Post, Proof, Reading,
    RowColumn, RowsKind, RuleDocument, SCHEMA_VERSION, Scope, Topic, Track, Unsettled, Variant,
};
use domain::time::Moment;

/// Facts that change the course and are always answered; then those that make people eligible.
pub const SURE: [&str; 4] = ["party", "veteran", "local", "certified"];
pub const OPEN: [&str; 3] = ["resident", "graduate", "barred"];
pub const SKIPS: &str = "exempt";
pub const DIRECT: &str = "direct";

pub fn document(dice: &mut Dice, plan: &Plan) -> RuleDocument {
    let mut doc = RuleDocument {
        schema_version: SCHEMA_VERSION,
        id: "R".to_owned(),
        title: text("R"),
        facts: facts(),
        areas: areas(plan),
        pools: pools(plan),
        posts: posts(dice, plan),
        extra_tests: extra_tests(dice),
        ..RuleDocument::default()
    };
    doc.stages = stages::stages(dice, plan, &doc);
    doc.tracks = tracks(dice, plan, &doc);
    stages::add_lists(dice, plan, &mut doc);
    rules::add_rules(dice, plan, &mut doc);
    add_variant(dice, plan, &mut doc);
    rules::add_decisions(dice, &mut doc);
    if plan.unsettled {
        add_unsettled(dice, &mut doc);
    }
    doc
}

pub fn text(word: &str) -> Bilingual {
    Bilingual::new(word, word)
}

pub fn points(dice: &mut Dice, of: &[i64]) -> Points {
    Points::whole(dice.pick(of))
}

pub fn ratio(above: u64, below: u64) -> Ratio {
    Ratio::new(above, below).expect("a small ratio")
}

pub fn rounding(dice: &mut Dice) -> Rounding {
    use RoundingMode::*;
    Rounding {
        decimals: dice.pick(&[0, 0, 1, 2, 2, 3]),
        mode: dice.pick(&[HalfUp, HalfUp, HalfUp, HalfEven, Truncate, Up]),
    }
}

pub fn moment(day: u32, minute: u16) -> Moment {
    let date = chrono::NaiveDate::from_ymd_opt(2025, 3, day).expect("a day of March");
    Moment { date, minute }
}

pub fn yes(fact: &str) -> Condition {
    Condition::Yes(fact.into())
}

fn facts() -> Vec<FactDef> {
    let fact = |key: &str, kind| FactDef {
        key: key.into(),
        label: text(key),
        hint: None,
        kind,
        topic: Topic::Status,
        proof: Proof::Declared,
        means: None,
        asked_when: None,
        optional: false,
    };
    let option = |code: &str| ChoiceOption {
        code: code.into(),
        label: text(code),
    };
    let choice = |codes: &[&str]| ChoiceKind {
        options: codes.iter().map(|code| option(code)).collect(),
        ordered: true,
    };
    let column = |key: &str, kind| RowColumn {
        key: key.into(),
        label: text(key),
        kind,
        optional: false,
    };
    let mut facts: Vec<FactDef> = SURE
        .iter()
        .chain(&OPEN)
        .chain(&[SKIPS, DIRECT])
        .map(|key| fact(key, FactKind::YesNo))
        .collect();
    facts.push(fact("years", FactKind::Number(NumberKind::default())));
    let degrees = choice(&["college", "bachelor", "master"]);
    facts.push(fact("degree", FactKind::Choice(degrees)));
    facts.push(fact("birth", FactKind::Date(DateKind::default())));
    let columns = vec![
        column("year", FactKind::Choice(choice(&["y1", "y2"]))),
        column("rank", FactKind::Choice(choice(&["street", "city"]))),
    ];
    facts.push(fact(
        "awards",
        FactKind::Rows(RowsKind {
            columns,
            most: None,
        }),
    ));
    facts
}

fn areas(plan: &Plan) -> Vec<Area> {
    let area = |code: &str, level, inside: Option<&str>| Area {
        code: code.into(),
        path: None,
        name: text(code),
        level,
        inside: inside.map(Into::into),
    };
    if !plan.areas {
        return Vec::new();
    }
    vec![
        area("c1", AreaLevel::County, None),
        area("c2", AreaLevel::County, None),
        area("t1", AreaLevel::Street, Some("c1")),
        area("t2", AreaLevel::Street, Some("c1")),
        area("t3", AreaLevel::Street, Some("c2")),
    ]
}

fn pools(plan: &Plan) -> Vec<Pool> {
    let pool = |code: &str, kind| Pool {
        code: code.into(),
        name: text(code),
        kind,
        eligibility: Vec::new(),
        stated_places: None,
    };
    if !plan.pools {
        return Vec::new();
    }
    vec![
        pool("open", PoolKind::Open),
        pool("targeted", PoolKind::Targeted),
    ]
}

fn posts(dice: &mut Dice, plan: &Plan) -> Vec<Post> {
    (0..plan.posts)
        .map(|at| {
            let places = match dice.below(50) {
                0 => None,
                1 => Some(0),
                _ => Some(dice.pick(&[1, 1, 2, 2, 3, 4])),
            };
            Post {
                code: format!("P{}", at + 1).into(),
                name: text("post"),
                area: plan.areas.then(|| dice.pick(&["t1", "t2", "t3"]).into()),
                pool: plan.pools.then(|| dice.pick(&["open", "targeted"]).into()),
                places: if plan.reserved {
                    places.max(Some(1))
                } else {
                    places
                },
                ..Post::default()
            }
        })
        .collect()
}

fn extra_tests(dice: &mut Dice) -> Vec<ExtraTest> {
    vec![ExtraTest {
        code: "extra".into(),
        name: text("extra"),
        full: Points::whole(100),
        approval: dice.percent(25),
    }]
}

/// A way that skips stages, direct hires, and a way that only an opening rule leads to.
fn tracks(dice: &mut Dice, plan: &Plan, doc: &RuleDocument) -> Vec<Track> {
    if !plan.tracks {
        return Vec::new();
    }
    let last = doc.stages.len() - 1;
    let track = |code: &str, when, skips, hired_without_exam| Track {
        code: code.into(),
        name: text(code),
        clause: None,
        when,
        skips,
        hired_without_exam,
    };
    let mut tracks = Vec::new();
    if dice.percent(40) {
        tracks.push(track("direct", Some(yes(DIRECT)), Vec::new(), true));
    }
    for (code, when) in [("short", Some(yes(SKIPS))), ("fallback", None)] {
        if last > 0 && dice.percent(60) {
            let skipped = doc.stages[..last].iter().filter(|_| dice.percent(50));
            let skips = skipped.map(|stage| stage.code.clone()).collect();
            tracks.push(track(code, when, skips, false));
        }
    }
    tracks
}

fn add_variant(dice: &mut Dice, plan: &Plan, doc: &mut RuleDocument) {
    let Some(differs) = plan.variant else { return };
    let post = dice.pick(&doc.posts);
    let mut variant = Variant {
        name: text("variant"),
        scope: Scope {
            posts: vec![post.code],
            pools: Vec::new(),
        },
        ..Variant::default()
    };
    match differs {
        Differs::Opening => variant.opening = Some(rules::opening(dice, plan, doc)),
        Differs::Bonus => variant.bonus = Some(rules::bonus(dice, doc, &doc.stages)),
        Differs::Total => {
            variant.total = Some(rules::total(dice, plan, doc));
            variant.ties = Some(lists::ties(dice, doc, &doc.stages, true));
        }
        Differs::After => variant.after = Some(rules::after(dice, plan, doc)),
        Differs::Stage => {
            let at = dice.below(doc.stages.len());
            let mut stage = doc.stages[at].clone();
            stage.lines = None;
            if let Some(cut) = stage.cut.as_mut() {
                cut.quota = Some(lists::quota(dice, plan, true));
            }
            variant.stage = vec![stage];
        }
        Differs::Stages => {
            let last = doc.stages.len() - 1;
            let mut stages = doc.stages.clone();
            // Only a stage that nothing later reads may be missing.
            if last > 0 && dice.percent(60) && doc.tracks.is_empty() {
                stages = vec![doc.stages[last].clone()];
                for line in stages[0].lines.iter_mut().flatten() {
                    line.on = domain::rules::Score::stage(doc.stages[last].code.as_str());
                }
                variant.total = Some(rules::total_of(dice, &stages, doc));
                variant.ties = Some(lists::ties(dice, doc, &stages, true));
                variant.bonus = Some(rules::bonus(dice, doc, &stages));
                variant.after = Some(rules::after_of(dice, plan, doc, &stages));
                variant.opening = Some(Vec::new());
            }
            variant.stages = Some(stages);
        }
    }
    doc.variants.push(variant);
}

fn add_unsettled(dice: &mut Dice, doc: &mut RuleDocument) {
    let mut paths = vec![
        "/total/formula".to_owned(),
        "/ties".to_owned(),
        "/opening".to_owned(),
        "/notes".to_owned(),
        "/applying/fees".to_owned(),
    ];
    if doc.after.as_ref().is_some_and(|after| !after.is_empty()) {
        paths.push("/after/0/list".to_owned());
    }
    if doc
        .bonus
        .as_ref()
        .is_some_and(|rule| !rule.items.is_empty())
    {
        paths.push("/bonus/items/0".to_owned());
    }
    paths.extend((0..doc.stages.len()).map(|at| format!("/stages/{at}/cut/quota")));
    if let Some(variant) = doc.variants.first() {
        if variant.total.is_some() {
            paths.push("/variants/0/total/full".to_owned());
        }
        if variant.stages.is_some() {
            paths.push("/variants/0/stages/0/scoring".to_owned());
        }
    }
    let reading = |code: &str| Reading {
        code: code.to_owned(),
        text: text(code),
    };
    doc.unsettled.push(Unsettled {
        code: "open".into(),
        of: dice.pick(&paths),
        question: text("?"),
        readings: vec![reading("one"), reading("two")],
        body: text("body"),
    });
    let read = dice.some(40, |dice| dice.pick(&["one", "two"]));
    if let Some(read) = read {
        let value = DecisionValue::Reading(read.to_owned());
        doc.decisions
            .push(decision("open", Scope::default(), value));
    }
}

pub fn decision(of: &str, scope: Scope, value: DecisionValue) -> Decision {
    Decision {
        of: of.to_owned(),
        scope,
        value,
        body: text("body"),
        on: moment(1, 0).date,
        reason: text("reason"),
    }
}

pub use lists::widen;
pub use rules::{examiners, hires_directly};
