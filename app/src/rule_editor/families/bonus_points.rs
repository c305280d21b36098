//! How many points a bonus item gives: a figure, by level, for each unit of time, or a share of a score.

use crate::{
    rule_editor::fields::{pick::fact_label, rows::Table, sheet::Sheet},
    ui::{forms::Field, lang},
};
use domain::{
    Points, Problem,
    rules::{
        BonusBase, BonusPoints, FactDef, FactKey, FactKind, LeftoverStep, LevelPoints,
        PointsOfLevel, Ratio, RuleDocument, ScoreShare, UnitPoints, source,
    },
};
use serde::{Deserialize, Serialize};

/// What the points go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum By {
    Fixed,
    Level,
    Unit,
    Share,
    Unstated,
}

impl By {
    fn of(points: &BonusPoints) -> By {
        match points {
            BonusPoints::Fixed(_) => By::Fixed,
            BonusPoints::ByLevel(_) => By::Level,
            BonusPoints::PerUnit(_) => By::Unit,
            BonusPoints::ShareOfScore(_) => By::Share,
            BonusPoints::Unstated => By::Unstated,
        }
    }

    fn empty(self) -> BonusPoints {
        let (fact, zero) = (FactKey::default(), Points::whole(0));
        match self {
            By::Fixed => BonusPoints::Fixed(zero),
            By::Level => BonusPoints::ByLevel(LevelPoints {
                fact,
                levels: Vec::new(),
            }),
            By::Unit => {
                let (unit, leftover) = (Points::whole(1), Vec::new());
                BonusPoints::PerUnit(UnitPoints {
                    fact,
                    beyond: zero,
                    unit,
                    points: zero,
                    leftover,
                })
            }
            By::Share => {
                let (of, share) = (BonusBase::Written, Ratio::percent(0));
                BonusPoints::ShareOfScore(ScoreShare {
                    of,
                    share,
                    rounding: None,
                })
            }
            By::Unstated => BonusPoints::Unstated,
        }
    }
}

pub(super) fn points(sheet: &mut Sheet, words: &RuleDocument, own: &mut BonusPoints) {
    let kinds = vec![
        (By::Unstated, t!("form-points-unstated")),
        (By::Fixed, t!("form-points-fixed")),
        (By::Level, t!("form-points-level")),
        (By::Unit, t!("form-points-unit")),
        (By::Share, t!("form-points-share")),
    ];
    sheet.kind(
        Field::new("by", t!("form-points-by")),
        own,
        kinds,
        String::new(),
        By::of,
        By::empty,
    );
    match own {
        BonusPoints::Unstated => {}
        BonusPoints::Fixed(points) => sheet.points("points", t!("form-points"), points),
        BonusPoints::ByLevel(rule) => by_level(sheet, words, rule),
        BonusPoints::PerUnit(rule) => per_unit(sheet, words, rule),
        BonusPoints::ShareOfScore(rule) => share(sheet, words, rule),
    }
}

/// The question that an item counts by; it must be one that is there.
fn question(
    sheet: &mut Sheet,
    words: &RuleDocument,
    own: &mut FactKey,
    fits: impl Fn(&FactDef) -> bool,
) {
    let none = own
        .as_str()
        .is_empty()
        .then(|| (FactKey::default(), t!("form-none")));
    let facts = words.facts.iter().filter(|fact| fits(fact));
    let facts = facts.map(|fact| (fact.key.clone(), fact_label(words, &fact.key)));
    let other = own.to_string();
    sheet.choose(
        Field::new("fact", t!("form-points-question")),
        own,
        none.into_iter().chain(facts).collect(),
        other,
    );
    if own.as_str().is_empty() {
        sheet.wrong("fact", Problem::Missing);
    }
}

/// A box for each answer of the question; blank gives nothing.
fn by_level(sheet: &mut Sheet, words: &RuleDocument, own: &mut LevelPoints) {
    let before = own.fact.clone();
    question(sheet, words, &mut own.fact, |fact| {
        !fact.kind.options().is_empty()
    });
    sheet.show_for("fact");
    let (fact, lang) = (own.fact.clone(), lang::current());
    if fact != before {
        own.levels.clear();
    }
    let options = words
        .fact(&fact)
        .map(|def| def.kind.options())
        .unwrap_or_default();
    // The names carry the question: what was typed beside the answers of one is never read as points of another.
    let name = |index: usize| format!("level-{fact}-{index}");
    for (index, option) in options.iter().enumerate() {
        let place = own
            .levels
            .iter()
            .position(|level| level.option == option.code);
        let mut points = place.map(|place| own.levels[place].points);
        let label = t!("form-points-of-level", level = option.label.in_lang(lang));
        sheet.maybe_points(&name(index), label, &mut points);
        match (place, points) {
            (Some(place), Some(points)) => own.levels[place].points = points,
            (None, Some(points)) => own.levels.push(PointsOfLevel {
                option: option.code.clone(),
                points,
            }),
            (Some(place), None) => drop(own.levels.remove(place)),
            (None, None) => {}
        }
    }
    if own.levels.is_empty() && !options.is_empty() {
        sheet.wrong(&name(0), Problem::Missing);
    }
}

fn per_unit(sheet: &mut Sheet, words: &RuleDocument, own: &mut UnitPoints) {
    question(sheet, words, &mut own.fact, |fact| {
        matches!(fact.kind, FactKind::Number(_))
    });
    sheet.points("points", t!("form-unit-points"), &mut own.points);
    sheet.points("unit", t!("form-one-unit"), &mut own.unit);
    let mut beyond = Some(own.beyond).filter(|beyond| beyond.raw() != 0);
    sheet.maybe_points("beyond", t!("form-unit-beyond"), &mut beyond);
    own.beyond = beyond.unwrap_or(Points::whole(0));
    let says = !own.leftover.is_empty();
    sheet.fold("leftover-all", t!("form-leftover"), says, |sheet| {
        let table = Table {
            name: "leftover",
            legend: t!("form-leftover"),
            note: t!("form-leftover-note"),
            head: vec![t!("form-leftover-up-to"), t!("form-leftover-counts")],
            key: "up_to",
            spare: 2,
        };
        let blank = || LeftoverStep {
            up_to: Points::whole(0),
            counts: Ratio::ONE,
        };
        sheet.list(table, &mut own.leftover, blank, |sheet, prefix, step| {
            sheet.points(
                &format!("{prefix}up_to"),
                t!("form-leftover-up-to"),
                &mut step.up_to,
            );
            sheet.ratio(
                &format!("{prefix}counts"),
                t!("form-leftover-counts"),
                &mut step.counts,
            );
        });
    });
}

fn share(sheet: &mut Sheet, words: &RuleDocument, own: &mut ScoreShare) {
    let papers = words
        .rules
        .written
        .iter()
        .flat_map(|written| &written.papers);
    let papers = papers.map(|paper| BonusBase::Paper(paper.code.clone()));
    let scores = [BonusBase::Written, BonusBase::Interview, BonusBase::Total]
        .into_iter()
        .chain(papers);
    let label = |base: &BonusBase| source(words, &base.source(), lang::current());
    let options = scores.map(|base| (base.clone(), label(&base))).collect();
    let other = label(&own.of);
    sheet.choose(
        Field::new("of", t!("form-share-of")),
        &mut own.of,
        options,
        other,
    );
    sheet.ratio("share", t!("form-share-part"), &mut own.share);
    sheet.maybe_rounding("rounding", t!("form-score-decimals"), &mut own.rounding);
}
