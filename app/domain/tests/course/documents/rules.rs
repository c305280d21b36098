//! The rest of a random document: opening, bonus, total, ties, steps after the exam, reserved seats, decisions.

use super::stages::{is_skipped, part};
use super::{DIRECT, OPEN, SURE, decision, lists, moment, points, ratio, rounding, text, yes};
use crate::dice::Dice;
use crate::generator::Plan;
use domain::numbers::{Points, RoundingMode};
use domain::rules::{
    Across, AfterStep, Applying, Band, BandGives, BonusBands, BonusGroup, BonusItem, BonusPoints,
    BonusRows, BonusRule, Condition, DecisionValue, Duplicates, Exclusion, ExclusionKind,
    ExclusionPeriod, Fee, FeeAt, FeePer, Formula, FormulaPart, Instead, Line, LineAt, List,
    MeanShare, OpeningAt, OpeningCase, OpeningRule, OpeningThen, PlacesShare, Quota, RankedOn,
    Relaxation, RemovedPlaces, Requirement, ReserveRule, Reserved, ReservedOf, RowPoints,
    RuleDocument, Scope, Score, ScoreOf, Scoring, Slope, Stack, Stage, StageCode, TotalRule,
    TrackParts, Unfilled,
};

pub fn add_rules(dice: &mut Dice, plan: &Plan, doc: &mut RuleDocument) {
    doc.applying = dice.some(40, applying);
    if plan.facts {
        add_eligibility(dice, doc);
    }
    if dice.percent(45) {
        doc.opening = Some(opening(dice, plan, doc));
    }
    if plan.bonus {
        let stages = doc.stages.clone();
        doc.bonus = Some(bonus(dice, doc, &stages));
    }
    let skips = doc.tracks.iter().any(|track| !track.skips.is_empty());
    if skips || dice.percent(85) {
        doc.total = Some(total(dice, plan, doc));
    }
    if dice.percent(75) {
        doc.ties = Some(lists::ties(dice, doc, &doc.stages, true));
    }
    if dice.percent(85) {
        doc.after = Some(after(dice, plan, doc));
    }
    if plan.reserved {
        doc.reserved = reserved(dice, plan, doc);
    }
    doc.reserve = dice.some(20, |dice| ReserveRule {
        clause: None,
        places: dice.some(60, |dice| lists::quota(dice, plan, true)),
        instead: dice.percent(20),
        drawn: Default::default(),
        months: None,
        scope: scope(dice, doc),
    });
}

fn scope(dice: &mut Dice, doc: &RuleDocument) -> Scope {
    let mut scope = Scope::default();
    if dice.percent(25) {
        scope.posts.push(dice.pick(&doc.posts).code);
    } else if !doc.pools.is_empty() && dice.percent(25) {
        scope.pools.push(dice.pick(&doc.pools).code);
    }
    scope
}

fn applying(dice: &mut Dice) -> Applying {
    use Duplicates::*;
    Applying {
        duplicates: dice.some(80, |dice| {
            dice.pick(&[Refuse, CancelAll, KeepFirst, KeepLast])
        }),
        fees: match dice.percent(30) {
            true => vec![Fee {
                what: text("fee"),
                at: FeeAt::Applied,
                yuan: Points::whole(50),
                per: FeePer::Person,
                until: Some(moment(8, 600)),
                unpaid: None,
                waivers: Vec::new(),
            }],
            false => Vec::new(),
        },
        ..Applying::default()
    }
}

fn add_eligibility(dice: &mut Dice, doc: &mut RuleDocument) {
    let relaxation = |dice: &mut Dice| Relaxation {
        id: "relaxed".into(),
        clause: text("relaxed"),
        who: yes(dice.pick(&SURE)),
        instead: match dice.below(4) {
            0 => Instead::NoneNeeded,
            1 => Instead::Body,
            _ => Instead::Condition(yes(dice.pick(&OPEN))),
        },
        stated_age: None,
        scope: Scope::default(),
    };
    let condition = |dice: &mut Dice, doc: &RuleDocument| {
        let (one, other) = (yes(dice.pick(&OPEN)), yes(dice.pick(&SURE)));
        match dice.below(5) {
            0 => Condition::All(vec![one, Condition::Not(Box::new(other))]),
            1 => Condition::Any(vec![one, other]),
            2 => Condition::Any(vec![one, Condition::Post(vec![dice.pick(&doc.posts).code])]),
            3 if !doc.pools.is_empty() => {
                let pool = Condition::Pool(vec![dice.pick(&doc.pools).code]);
                Condition::Any(vec![one, Condition::Not(Box::new(pool))])
            }
            _ => one,
        }
    };
    for at in 0..dice.from(1, 2) {
        doc.eligibility.push(Requirement {
            id: format!("need{at}").into(),
            title: text("need"),
            clause: None,
            condition: condition(dice, doc),
            stated_age: None,
            relaxations: dice.some(40, relaxation).into_iter().collect(),
            scope: scope(dice, doc),
        });
    }
    if dice.percent(40) {
        doc.exclusions.push(Exclusion {
            id: "ban".into(),
            clause: text("ban"),
            kind: ExclusionKind::Other,
            period: ExclusionPeriod::Ever,
            when: yes("barred"),
            scope: scope(dice, doc),
        });
    }
}

pub fn opening(dice: &mut Dice, plan: &Plan, doc: &RuleDocument) -> Vec<OpeningRule> {
    let count = dice.pick(&[0, 1, 1, 1, 2]);
    (0..count).map(|_| opening_rule(dice, plan, doc)).collect()
}

fn opening_rule(dice: &mut Dice, plan: &Plan, doc: &RuleDocument) -> OpeningRule {
    let scored: Vec<&Stage> = (doc.stages.iter())
        .filter(|stage| stage.scoring.is_some())
        .collect();
    let at = match dice.below(8) {
        0 | 1 => OpeningAt::Applied,
        2 => OpeningAt::Paid,
        3 => OpeningAt::Accepted,
        4 | 5 => OpeningAt::Came(dice.pick(&scored).code.clone()),
        _ if doc.stages.len() > 1 => {
            let at = dice.from(1, doc.stages.len() - 1);
            OpeningAt::Called(doc.stages[at].code.clone())
        }
        _ => OpeningAt::Accepted,
    };
    let needed = match dice.below(6) {
        0 => Quota::Exactly(dice.from(2, 5) as u32),
        1 => lists::quota(dice, plan, true),
        _ => Quota::PerPlace(dice.pick(&[ratio(2, 1), ratio(3, 1), ratio(3, 2)])),
    };
    let mut otherwise = Vec::new();
    if dice.percent(40) {
        otherwise.push(OpeningCase {
            up_to: Some(1),
            then: opening_then(dice, doc),
        });
    }
    if dice.percent(75) {
        otherwise.push(OpeningCase {
            up_to: None,
            then: opening_then(dice, doc),
        });
    }
    OpeningRule {
        clause: None,
        at,
        needed,
        otherwise,
        removed_places: removed(dice, doc),
    }
}

fn opening_then(dice: &mut Dice, doc: &RuleDocument) -> OpeningThen {
    let fallback = doc.tracks.iter().find(|track| track.when.is_none());
    match dice.below(10) {
        0..3 => OpeningThen::Cancel,
        3..6 => OpeningThen::Reduce,
        6 => OpeningThen::ReduceToShare(PlacesShare {
            share: ratio(1, 2),
            mode: RoundingMode::Truncate,
        }),
        7 => OpeningThen::Body,
        8 => OpeningThen::GoAhead,
        _ => match fallback {
            Some(track) => OpeningThen::Track(track.code.clone()),
            None => OpeningThen::Reduce,
        },
    }
}

fn removed(dice: &mut Dice, doc: &RuleDocument) -> RemovedPlaces {
    match dice.below(6) {
        0 => RemovedPlaces::Body,
        1 if !doc.pools.is_empty() => RemovedPlaces::ToPools(vec![dice.pick(&doc.pools).code]),
        2 | 3 => {
            let mut posts: Vec<_> = doc.posts.iter().map(|post| post.code.clone()).collect();
            dice.shuffle(&mut posts);
            posts.truncate(dice.from(1, posts.len()));
            RemovedPlaces::ToPosts(posts)
        }
        _ => RemovedPlaces::Lost,
    }
}

pub fn bonus(dice: &mut Dice, doc: &RuleDocument, stages: &[Stage]) -> BonusRule {
    let targets = |dice: &mut Dice| raises(dice, stages);
    let mut groups = Vec::new();
    if dice.percent(40) {
        groups.push(group(dice, "inner", None, Vec::new()));
        if dice.percent(40) {
            groups[0].group = Some("outer".into());
            let own = match dice.percent(30) {
                true => targets(dice),
                false => Vec::new(),
            };
            groups.push(group(dice, "outer", None, own));
        } else if dice.percent(30) {
            groups[0].raises = targets(dice);
        }
    }
    let items = dice.from(1, 4);
    let items = (0..items)
        .map(|at| item(dice, doc, &groups, stages, at))
        .collect();
    let mut rule = BonusRule {
        clause: None,
        items,
        groups,
        stack: Some(dice.pick(&[Stack::Highest, Stack::Sum])),
        cap: dice.some(25, |dice| points(dice, &[3, 5])),
        raises: targets(dice),
        may_exceed_full: dice.pick(&[None, Some(true), Some(false)]),
        evidence_by: dice.some(20, |_| moment(12, 1440)),
    };
    let own = rule.items.iter().flat_map(|item| &item.raises);
    let own = own.chain(rule.groups.iter().flat_map(|group| &group.raises));
    let of_a_cut = |of: &ScoreOf| matches!(of, ScoreOf::Cut(_));
    if own.chain(&rule.raises).any(of_a_cut) {
        rule.may_exceed_full = Some(true);
    }
    rule
}

fn raises(dice: &mut Dice, stages: &[Stage]) -> Vec<ScoreOf> {
    let scored: Vec<&Stage> = stages
        .iter()
        .filter(|stage| stage.scoring.is_some())
        .collect();
    let cutting: Vec<&Stage> = stages.iter().filter(|stage| stage.cut.is_some()).collect();
    match dice.below(8) {
        0 => vec![ScoreOf::Total],
        1 | 2 if !cutting.is_empty() => vec![ScoreOf::Cut(dice.pick(&cutting).code.clone())],
        3 if scored.len() > 1 => scored
            .iter()
            .map(|stage| ScoreOf::Stage(stage.code.clone()))
            .collect(),
        _ => vec![ScoreOf::Stage(dice.pick(&scored).code.clone())],
    }
}

fn group(dice: &mut Dice, code: &str, inside: Option<&str>, raises: Vec<ScoreOf>) -> BonusGroup {
    BonusGroup {
        code: code.into(),
        name: text(code),
        stack: dice.pick(&[Stack::Highest, Stack::Sum]),
        cap: dice.some(30, |dice| points(dice, &[2, 4])),
        group: inside.map(Into::into),
        raises,
    }
}

fn item(
    dice: &mut Dice,
    doc: &RuleDocument,
    groups: &[BonusGroup],
    stages: &[Stage],
    at: usize,
) -> BonusItem {
    let group = match !groups.is_empty() && dice.percent(50) {
        true => Some(dice.pick(groups).code),
        false => None,
    };
    let own = group.is_none() && dice.percent(20);
    let code = format!("bonus{}", at + 1);
    BonusItem {
        name: text(&code),
        clause: None,
        when: match dice.below(4) {
            0 => Condition::All(Vec::new()),
            1 => Condition::Any(vec![
                yes(dice.pick(&SURE)),
                Condition::Post(vec![dice.pick(&doc.posts).code]),
            ]),
            _ => yes(dice.pick(&SURE)),
        },
        points: bonus_points(dice),
        group,
        raises: if own {
            raises(dice, stages)
        } else {
            Vec::new()
        },
        evidence: None,
        evidence_by: dice.some(15, |_| moment(9, 1440)),
        verified_by: None,
        code: code.into(),
    }
}

fn bonus_points(dice: &mut Dice) -> BonusPoints {
    let band = |from, to, gives| Band {
        when: None,
        from: Some(Points::whole(from)),
        to,
        gives,
    };
    let slope = |base| {
        BandGives::Each(Slope {
            base,
            unit: Points::whole(1),
            points: Points::from_raw(5_000),
            least: None,
            most: None,
        })
    };
    match dice.below(10) {
        0 => BonusPoints::Bands(BonusBands {
            of: "years".into(),
            bands: vec![
                band(
                    3,
                    Some(Points::whole(4)),
                    BandGives::Points(Points::whole(1)),
                ),
                band(5, None, slope(Points::whole(2))),
            ],
            marginal: false,
        }),
        1 => BonusPoints::Bands(BonusBands {
            of: "years".into(),
            bands: vec![
                band(0, Some(Points::whole(3)), slope(Points::ZERO)),
                band(3, None, slope(Points::ZERO)),
            ],
            marginal: true,
        }),
        2 => {
            let best_per = match dice.percent(60) {
                true => vec!["year".into()],
                false => Vec::new(),
            };
            let rank = |option: &str, points| RowPoints {
                column: Some("rank".into()),
                options: vec![option.into()],
                points: Points::whole(points),
            };
            BonusPoints::Rows(BonusRows {
                of: "awards".into(),
                points: vec![rank("street", 1), rank("city", 2)],
                best_per,
            })
        }
        3 => BonusPoints::Body,
        _ => BonusPoints::Fixed(Points::from_raw(
            dice.pick(&[10_000, 20_000, 30_000, 50_000, 25_000]),
        )),
    }
}

pub fn total(dice: &mut Dice, plan: &Plan, doc: &RuleDocument) -> TotalRule {
    let mut rule = total_of(dice, &doc.stages, doc);
    rule.across = super::stages::across(dice, plan);
    if dice.percent(25) {
        rule.lines = Some(vec![Line {
            code: "totalline".into(),
            clause: None,
            on: Score::total(),
            at: match dice.below(4) {
                0 => LineAt::Share(ratio(1, 2)),
                1 => LineAt::Mean(MeanShare {
                    share: ratio(4, 5),
                    across: rule.across,
                    rounding: dice.some(50, rounding),
                }),
                2 => LineAt::SetLater,
                _ => LineAt::Fixed(points(dice, &[30, 40, 60])),
            },
            strictly: dice.percent(20),
            only_below: None,
            only_up_to: None,
        }]);
    }
    rule
}

/// A total over these stages; who skips one has parts of their own.
pub fn total_of(dice: &mut Dice, stages: &[Stage], doc: &RuleDocument) -> TotalRule {
    let scored: Vec<&Stage> = stages
        .iter()
        .filter(|stage| stage.scoring.is_some())
        .collect();
    let parts = parts_of(dice, &scored, doc);
    let tracks = doc.tracks.iter().filter(|track| !track.skips.is_empty());
    let tracks = tracks.map(|track| TrackParts {
        track: track.code.clone(),
        parts: parts
            .iter()
            .filter(|part| {
                part.of
                    .of
                    .stage()
                    .is_none_or(|of| !track.skips.contains(of))
            })
            .cloned()
            .collect(),
    });
    let tracks = tracks.collect();
    TotalRule {
        clause: None,
        full: Points::whole(500),
        formula: Formula {
            parts,
            term: dice.some(12, rounding),
            product: dice.some(20, rounding),
            sum: dice.some(60, rounding),
        },
        tracks,
        ranked_on: dice.pick(&[RankedOn::Rounded, RankedOn::Rounded, RankedOn::Exact]),
        across: Across::Post,
        lines: None,
    }
}

/// Parts of a formula over these stages: always the last one, and most of the others.
fn parts_of(dice: &mut Dice, scored: &[&Stage], doc: &RuleDocument) -> Vec<FormulaPart> {
    let last = scored
        .last()
        .copied()
        .expect("the last stage gives a score");
    let mut parts: Vec<FormulaPart> = Vec::new();
    for stage in scored {
        let is_last = stage.code == last.code;
        if is_last || dice.percent(85) {
            let whole = Score::of(ScoreOf::Stage(stage.code.clone()));
            let cut = stage.cut.is_some() && dice.percent(10);
            let of = match dice.below(10) {
                _ if cut => Score::cut(stage.code.as_str()),
                0 if !is_skipped(doc, &stage.code) => part(dice, stage),
                _ => whole,
            };
            parts.push(FormulaPart {
                of,
                weight: dice.pick(&[
                    ratio(1, 2),
                    ratio(2, 5),
                    ratio(3, 5),
                    ratio(1, 3),
                    ratio(1, 1),
                ]),
                divide_by: dice.some(10, |_| ratio(3, 2)),
            });
        }
    }
    parts
}

pub fn after(dice: &mut Dice, plan: &Plan, doc: &RuleDocument) -> Vec<AfterStep> {
    after_of(dice, plan, doc, &doc.stages)
}

pub fn after_of(
    dice: &mut Dice,
    plan: &Plan,
    doc: &RuleDocument,
    stages: &[Stage],
) -> Vec<AfterStep> {
    let codes: Vec<StageCode> = ["physical", "background", "choice"]
        .map(Into::into)
        .to_vec();
    let count = dice.pick(&[0, 1, 1, 1, 2, 2, 3]);
    let across = dice.some(20, |dice| super::stages::across(dice, plan));
    let by_total = doc
        .total
        .as_ref()
        .map_or(Across::Post, |total| total.across);
    let step = |dice: &mut Dice, code: &StageCode| {
        let last = stages.last().expect("there is a stage");
        let basis = count == 1 && dice.percent(12);
        AfterStep {
            code: code.clone(),
            name: text(code.as_str()),
            list: List {
                clause: None,
                quota: dice.some(80, |dice| match dice.percent(60) {
                    true => Quota::PerPlace(ratio(1, 1)),
                    false => lists::quota(dice, plan, true),
                }),
                across,
                basis: basis.then(|| Formula {
                    parts: vec![FormulaPart {
                        of: Score::of(ScoreOf::Stage(last.code.clone())),
                        weight: ratio(1, 1),
                        divide_by: None,
                    }],
                    ..Formula::default()
                }),
                level: dice.some(25, |dice| lists::ties(dice, doc, stages, true)),
                substitution: dice.some(65, |dice| {
                    let rule = lists::substitution(dice, plan, &codes[..count]);
                    lists::wider(dice, plan, across.unwrap_or(by_total), rule)
                }),
            },
            standard: None,
            gives: Vec::new(),
            by: None,
        }
    };
    codes[..count].iter().map(|code| step(dice, code)).collect()
}

fn reserved(dice: &mut Dice, plan: &Plan, doc: &RuleDocument) -> Vec<Reserved> {
    let count = dice.pick(&[1, 1, 1, 2]);
    let one = |dice: &mut Dice, at: usize| {
        let of = match dice.below(4) {
            0 if plan.pools => ReservedOf::Pool(dice.pick(&doc.pools).code),
            1 => ReservedOf::Campaign,
            _ => ReservedOf::Posts(scope(dice, doc)),
        };
        let several = !matches!(of, ReservedOf::Posts(_));
        Reserved {
            code: format!("seats{}", at + 1).into(),
            name: text("seats"),
            clause: None,
            of,
            places: dice.from(1, 2) as u32,
            when: yes(SURE[at]),
            also_open: dice.percent(50),
            unfilled: match several || dice.percent(60) {
                true => Unfilled::ToParent,
                false => Unfilled::Lost,
            },
        }
    };
    (0..count).map(|at| one(dice, at)).collect()
}

pub fn add_decisions(dice: &mut Dice, doc: &mut RuleDocument) {
    let mut decisions = Vec::new();
    let lines = doc
        .stages
        .iter()
        .flat_map(|stage| stage.lines.iter().flatten());
    let of_total = doc
        .total
        .iter()
        .flat_map(|total| total.lines.iter().flatten());
    for line in lines.chain(of_total) {
        let open = format!("{:?}", line.at).contains("SetLater");
        if open && dice.percent(65) {
            let value = DecisionValue::Points(points(dice, &[40, 60]));
            decisions.push(decision(line.code.as_str(), scope(dice, doc), value));
        }
    }
    let stages = doc.stages.iter().map(|stage| &stage.code);
    let steps = doc.after.iter().flatten().map(|step| &step.code);
    for code in stages.chain(steps) {
        if dice.percent(40) {
            let value = DecisionValue::Substitutes(dice.from(1, 3) as u32);
            decisions.push(decision(code.as_str(), Scope::default(), value));
        }
    }
    if dice.percent(50) {
        decisions.push(decision("extra", Scope::default(), DecisionValue::Agreed));
    }
    if dice.percent(6) {
        let places = DecisionValue::Places(dice.from(0, 3) as u32);
        let post = dice.pick(&doc.posts).code;
        let scope = Scope {
            posts: vec![post],
            pools: Vec::new(),
        };
        decisions.push(decision("places", scope, places));
    }
    if dice.percent(8) {
        let needed = DecisionValue::Needed(Quota::PerPlace(ratio(1, 1)));
        decisions.push(decision("opening", scope(dice, doc), needed));
    }
    doc.decisions = decisions;
}

/// Whether anybody can be hired without an exam.
pub fn hires_directly(doc: &RuleDocument) -> bool {
    let direct = yes(DIRECT);
    doc.tracks
        .iter()
        .any(|track| track.when.as_ref() == Some(&direct))
}

/// How many examiners a stage has.
pub fn examiners(stage: &Stage) -> usize {
    match &stage.scoring {
        Some(Scoring::Panel(panel)) => panel.examiners.map_or(5, usize::from),
        _ => 0,
    }
}
