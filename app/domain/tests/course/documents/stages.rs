//! Random stages: what is scored, and which lines and lists they draw.

use super::{SURE, lists, moment, points, ratio, rounding, text, yes};
use crate::dice::Dice;
use crate::generator::Plan;
use domain::numbers::{Points, Rounding};
use domain::rules::{
    AfterRecount, Arrival, Band, BandGives, BandsBy, Before, CalledOrCame, Check, Combine,
    Correction, CorrectionMethod, Element, Event, Late, Line, LineAt, MeanShare, MeanTrim, Missed,
    OutlierBounds, Outliers, OverallMean, Panel, Paper, Papers, PeoplePerPlace, PointsScoring,
    Recounted, RoomUnit, RuleDocument, Score, ScoreOf, Scoring, Sitting, Slope, Stage, StageCode,
    StageTimes, Trim, TrimOver,
};

/// Stages without lines and lists; the last one always gives a score.
pub fn stages(dice: &mut Dice, plan: &Plan, _doc: &RuleDocument) -> Vec<Stage> {
    let count = dice.pick(&[1, 2, 2, 2, 3, 3, 4]);
    (0..count)
        .map(|at| {
            let code = format!("s{}", at + 1);
            let between = at > 0 && at + 1 < count;
            let check_only = between && dice.percent(12);
            Stage {
                name: text(&code),
                clause: None,
                times: dice.some(15, times),
                check: check_only.then(Check::default),
                scoring: (!check_only).then(|| scoring(dice, plan, &code)),
                lines: None,
                cut: None,
                code: code.into(),
            }
        })
        .collect()
}

fn times(dice: &mut Dice) -> StageTimes {
    let late = |dice: &mut Dice| dice.pick(&[Late::Out, Late::Out, Late::LastLot]);
    let arrival = |minute, late| Arrival {
        at: moment(10, minute),
        late,
    };
    let mut arrive_by = vec![arrival(500, late(dice))];
    if dice.percent(40) {
        arrive_by.push(arrival(480, late(dice)));
    }
    StageTimes {
        sittings: vec![Sitting {
            code: "am".into(),
            scope: Default::default(),
            at: None,
            arrive_by,
        }],
        recount: None,
    }
}

fn scoring(dice: &mut Dice, plan: &Plan, code: &str) -> Scoring {
    match dice.below(20) {
        0..9 => Scoring::Papers(papers(dice, code)),
        9..15 => Scoring::Panel(panel(dice, plan, code)),
        15..17 => Scoring::Points(PointsScoring {
            full: Points::whole(20),
            events: Vec::new(),
            combine: Combine::Sum,
            rounding: dice.some(30, rounding),
        }),
        _ => Scoring::Points(events(dice, code)),
    }
}

fn papers(dice: &mut Dice, code: &str) -> Papers {
    let count = dice.pick(&[1, 1, 2, 2, 3]);
    let papers: Vec<Paper> = (0..count)
        .map(|at| {
            let code = format!("{code}p{}", at + 1);
            let question = |name: &str| Element {
                code: format!("{code}{name}").into(),
                name: text(name),
                full: Points::whole(50),
            };
            Paper {
                questions: match dice.percent(15) {
                    true => vec![question("a"), question("b")],
                    false => Vec::new(),
                },
                name: text(&code),
                full: Points::whole(100),
                weight: match count {
                    1 => ratio(1, 1),
                    _ => dice.pick(&[
                        ratio(1, 2),
                        ratio(2, 5),
                        ratio(3, 5),
                        ratio(1, 3),
                        ratio(1, 1),
                    ]),
                },
                minutes: None,
                code: code.into(),
            }
        })
        .collect();
    let full: u64 = papers
        .iter()
        .map(|paper| (100 * paper.weight.numerator()).div_ceil(paper.weight.denominator()))
        .sum();
    Papers {
        full: Points::whole(full as i64),
        papers,
        mark: dice.some(15, rounding),
        product: dice.some(25, rounding),
        sum: dice.some(50, rounding),
        missed: dice.pick(&[None, None, Some(Missed::Absent), Some(Missed::Zero)]),
    }
}

fn panel(dice: &mut Dice, plan: &Plan, code: &str) -> Panel {
    let element = |name: &str, full| Element {
        code: format!("{code}{name}").into(),
        name: text(name),
        full: Points::whole(full),
    };
    let elements = match dice.percent(35) {
        true => vec![element("x", 60), element("y", 40)],
        false => Vec::new(),
    };
    let examiners = dice.some(60, |dice| dice.from(3, 5) as u8);
    let over = match !elements.is_empty() && dice.percent(50) {
        true => TrimOver::Element,
        false => TrimOver::Sheet,
    };
    Panel {
        full: Points::whole(100),
        examiners,
        least_examiners: None,
        chief: dice.some(35, |dice| dice.from(1, 3) as u8),
        elements,
        mark_decimals: dice.some(20, |_| 0),
        trim: dice.some(80, |dice| Trim {
            highest: dice.pick(&[0, 1, 1]),
            lowest: dice.pick(&[0, 1, 1]),
            over,
        }),
        mean: dice.some(60, rounding),
        correction: match plan.rooms && dice.percent(50) {
            true => Some(correction(dice, plan)),
            false => None,
        },
        lots: None,
    }
}

fn correction(dice: &mut Dice, plan: &Plan) -> Correction {
    let trim = |dice: &mut Dice| MeanTrim {
        highest: dice.pick(&[0, 1, 1]),
        lowest: dice.pick(&[0, 1, 1]),
    };
    Correction {
        clause: None,
        method: dice.pick(&[CorrectionMethod::Multiply, CorrectionMethod::Add]),
        across: across(dice, plan),
        overall: dice.pick(&[
            OverallMean::OfPeople,
            OverallMean::OfPeople,
            OverallMean::OfRooms,
        ]),
        overall_trim: dice.some(25, trim),
        room_trim: dice.some(20, trim),
        outliers: dice.some(20, |dice| match dice.below(3) {
            0 => Outliers::FartherThan(points(dice, &[5, 10])),
            1 => Outliers::Outside(OutlierBounds {
                below: Points::whole(60),
                above: Points::whole(90),
            }),
            _ => Outliers::Undefined,
        }),
        unit: dice.pick(&[RoomUnit::Room, RoomUnit::RoomAndSitting]),
        mean: dice.some(40, rounding),
        coefficient: dice.some(40, |_| Rounding::half_up(3)),
        corrected: rounding(dice),
        cap: dice.pick(&[Some(true), Some(false)]),
    }
}

fn events(dice: &mut Dice, code: &str) -> PointsScoring {
    let count = dice.from(1, 2);
    let combine = dice.pick(&[Combine::Sum, Combine::Best, Combine::Mean, Combine::All]);
    PointsScoring {
        full: Points::whole(20),
        events: (0..count)
            .map(|at| event(dice, &format!("{code}e{}", at + 1), combine))
            .collect(),
        combine,
        rounding: dice.some(40, rounding),
    }
}

/// Figures are 10, 20, 30 or 40.
fn event(dice: &mut Dice, code: &str, combine: Combine) -> Event {
    let by = dice.pick(&[BandsBy::Figure, BandsBy::Figure, BandsBy::Rank]);
    let ends = match by {
        BandsBy::Figure => [15, 25, 35],
        BandsBy::Rank => [1, 3, 6],
    };
    let mut bands = Vec::new();
    for end in ends {
        if dice.percent(75) {
            bands.push(Band {
                when: dice.some(20, |dice| yes(dice.pick(&SURE))),
                from: dice.some(20, |_| Points::whole(end - 5)),
                to: Some(Points::whole(end)),
                gives: gives(dice, combine),
            });
        }
    }
    bands.push(Band {
        when: None,
        from: Some(Points::whole(ends[dice.below(3)])),
        to: None,
        gives: gives(dice, combine),
    });
    Event {
        code: code.into(),
        name: text(code),
        unit: None,
        lower_is_better: dice.percent(40),
        tries: dice.some(50, |dice| dice.from(1, 3) as u8),
        by,
        bands,
    }
}

fn gives(dice: &mut Dice, combine: Combine) -> BandGives {
    match dice.below(10) {
        0 => BandGives::Out,
        1..4 if combine != Combine::All => BandGives::Each(Slope {
            base: points(dice, &[0, 2, 8]),
            unit: points(dice, &[1, 3, 5]),
            points: Points::from_raw(dice.pick(&[5_000, 10_000, -10_000])),
            least: dice.some(40, |_| Points::ZERO),
            most: dice.some(40, |_| Points::whole(10)),
        }),
        _ => BandGives::Points(points(dice, &[4, 6, 8, 10, 14])),
    }
}

pub fn across(dice: &mut Dice, plan: &Plan) -> domain::rules::Across {
    if dice.percent(60) {
        plan.wide
    } else {
        domain::rules::Across::Post
    }
}

pub fn is_skipped(doc: &RuleDocument, stage: &StageCode) -> bool {
    doc.tracks.iter().any(|track| track.skips.contains(stage))
}

/// Lines, checks and cuts, now that it is known who skips what.
pub fn add_lists(dice: &mut Dice, plan: &Plan, doc: &mut RuleDocument) {
    let count = doc.stages.len();
    for at in 0..count {
        let mut stage = doc.stages[at].clone();
        if at > 0 && stage.check.is_none() {
            stage.check = dice.some(30, |_| Check::default());
        }
        if let Some(check) = &mut stage.check {
            check.substitution = dice.some(30, |dice| lists::substitution(dice, plan, &codes(doc)));
            if plan.bonus && at > 0 && dice.percent(30) {
                check.recounts = vec![Recounted::Bonus];
                check.then = dice.some(60, |_| AfterRecount::DropBelowCut);
            }
        }
        if stage.scoring.is_some() && dice.percent(60) {
            let lines = dice.from(0, 2);
            let lines = (0..lines).map(|index| line(dice, plan, &stage, index));
            stage.lines = Some(lines.collect());
        }
        doc.stages[at] = stage;
        let must = doc.stages[at].scoring.is_none();
        if at + 1 < count && dice.percent(85) {
            doc.stages[at].cut = lists::cut(dice, plan, doc, at, must);
        }
    }
}

fn codes(doc: &RuleDocument) -> Vec<StageCode> {
    doc.stages.iter().map(|stage| stage.code.clone()).collect()
}

fn line(dice: &mut Dice, plan: &Plan, stage: &Stage, index: usize) -> Line {
    let on = part(dice, stage);
    let event = on.event.is_some();
    let at = match dice.below(12) {
        0..2 => LineAt::LowestOf(vec![
            simple(dice, plan, stage, event),
            simple(dice, plan, stage, event),
        ]),
        2 => LineAt::HighestOf(vec![
            simple(dice, plan, stage, event),
            simple(dice, plan, stage, event),
        ]),
        _ => simple(dice, plan, stage, event),
    };
    let limit = |dice: &mut Dice| PeoplePerPlace {
        ratio: dice.pick(&[ratio(2, 1), ratio(3, 1), ratio(3, 2)]),
        of: dice.pick(&[CalledOrCame::Called, CalledOrCame::Came]),
    };
    Line {
        code: format!("{}line{}", stage.code, index + 1).into(),
        clause: None,
        on,
        at,
        strictly: dice.percent(20),
        only_below: dice.some(12, limit),
        only_up_to: dice.some(8, limit),
    }
}

fn simple(dice: &mut Dice, plan: &Plan, stage: &Stage, event: bool) -> LineAt {
    let panel = matches!(stage.scoring, Some(Scoring::Panel(_)));
    let small = matches!(stage.scoring, Some(Scoring::Points(_)));
    match dice.below(12) {
        0..2 if !event => LineAt::Share(dice.pick(&[ratio(1, 2), ratio(3, 5), ratio(7, 10)])),
        2..4 => LineAt::Mean(MeanShare {
            share: dice.pick(&[ratio(1, 1), ratio(3, 5), ratio(9, 10)]),
            across: across(dice, plan),
            rounding: dice.some(50, rounding),
        }),
        4 if panel => LineAt::RoomMean,
        5 => LineAt::SetLater,
        _ if small => LineAt::Fixed(points(dice, &[4, 6, 8])),
        _ => LineAt::Fixed(points(dice, &[50, 60, 60, 70])),
    }
}

/// Any figure of a stage; a part of a sheet only where it is clear which marks make it.
pub fn part(dice: &mut Dice, stage: &Stage) -> Score {
    let mut score = Score::of(ScoreOf::Stage(stage.code.clone()));
    if dice.percent(50) {
        return score;
    }
    if dice.percent(25) {
        score.before = Some(Before::Bonus);
        return score;
    }
    match &stage.scoring {
        Some(Scoring::Papers(rule)) => {
            let paper = dice.pick(&rule.papers);
            let all = !paper.questions.is_empty() && rule.missed != Some(Missed::Zero);
            if all && dice.percent(50) {
                score.element = Some(dice.pick(&paper.questions).code);
            }
            score.paper = Some(paper.code);
        }
        Some(Scoring::Panel(rule)) => {
            let by_element = rule.trim.as_ref().is_some_and(|trim| {
                trim.over == TrimOver::Element || (trim.highest == 0 && trim.lowest == 0)
            });
            let chief = rule.chief.is_some() && dice.percent(50);
            if !rule.elements.is_empty() && (by_element || chief) && dice.percent(50) {
                score.element = Some(dice.pick(&rule.elements).code);
            }
            if chief {
                score.examiner = Some(domain::rules::Examiner::Chief);
            }
        }
        Some(Scoring::Points(rule)) if !rule.events.is_empty() => {
            score.event = Some(dice.pick(&rule.events).code);
        }
        _ => {}
    }
    score
}
