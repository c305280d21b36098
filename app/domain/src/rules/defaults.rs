//! What counts where a notice says nothing. Each default is stated here once, used by the run, and named by the lint
//! in one line, so that nobody is judged by a rule that stands nowhere.

use super::after::AfterStep;
use super::lists::{Across, List, Quota, Ties};
use super::score::{Formula, Part, Score};
use super::stages::{Panel, Paper, Papers, Scoring, Stage, Trim};
use super::totals::{RankedOn, TotalRule};
use crate::numbers::{Points, Ratio, Rounding};
use crate::text::Bilingual;

const TWO: Rounding = Rounding::half_up(2);

/// A written test of one paper and an interview where no stage is stated; what the stages leave open, filled in.
pub(crate) fn stages(stated: Vec<Stage>) -> Vec<Stage> {
    let mut stages = if stated.is_empty() {
        vec![written(), interview()]
    } else {
        stated
    };
    for stage in &mut stages {
        if let Some(Scoring::Panel(panel)) = &mut stage.scoring {
            panel.trim.get_or_insert(TRIM);
        }
        if let Some(cut) = &mut stage.cut {
            cut.quota.get_or_insert(THREE);
            cut.level.get_or_insert_with(Ties::default);
        }
    }
    stages
}

/// One highest and one lowest.
pub(crate) const TRIM: Trim = Trim {
    highest: 1,
    lowest: 1,
    over: super::stages::TrimOver::Sheet,
};
const THREE: Quota = Quota::PerPlace(Ratio::whole(3));

fn stage(code: &str, zh: &str, en: &str, scoring: Scoring) -> Stage {
    Stage {
        code: code.into(),
        name: Bilingual::new(zh, en),
        clause: None,
        times: None,
        check: None,
        scoring: Some(scoring),
        lines: None,
        cut: None,
    }
}

fn written() -> Stage {
    let papers = Papers {
        full: Points::whole(100),
        papers: vec![Paper {
            code: "written".into(),
            name: super::say::WRITTEN_TEST.text(),
            full: Points::whole(100),
            weight: Ratio::ONE,
            questions: Vec::new(),
            minutes: None,
        }],
        mark: None,
        product: None,
        sum: Some(TWO),
        missed: None,
    };
    let (zh, en) = super::say::WRITTEN_TEST.both();
    Stage {
        cut: Some(List::default()),
        ..stage("written", zh, en, Scoring::Papers(papers))
    }
}

fn interview() -> Stage {
    let panel = Panel {
        full: Points::whole(100),
        examiners: None,
        least_examiners: None,
        chief: None,
        elements: Vec::new(),
        mark_decimals: None,
        trim: Some(TRIM),
        mean: Some(TWO),
        correction: None,
        lots: None,
    };
    let (zh, en) = super::say::INTERVIEW.both();
    stage("interview", zh, en, Scoring::Panel(panel))
}

/// All scored stages in equal parts, half up to two decimals; a single one counts as it is.
pub(crate) fn total(stages: &[Stage]) -> TotalRule {
    let scored: Vec<&Stage> = stages
        .iter()
        .filter(|stage| stage.scoring.is_some())
        .collect();
    let share = Ratio::new(1, scored.len().max(1) as u64).unwrap_or(Ratio::ONE);
    let part = |stage: &&Stage| Part {
        of: Score::of(super::score::ScoreOf::Stage(stage.code.clone())),
        weight: share,
        divide_by: None,
    };
    TotalRule {
        clause: None,
        full: Points::whole(100),
        formula: Formula {
            parts: scored.iter().map(part).collect(),
            term: None,
            product: None,
            sum: Some(TWO),
        },
        tracks: Vec::new(),
        ranked_on: RankedOn::Rounded,
        across: Across::Post,
        lines: None,
    }
}

/// The higher score of the first stage of papers first; who is still level shares the rank.
pub(crate) fn ties(stages: &[Stage]) -> Ties {
    let papers = stages
        .iter()
        .find(|stage| matches!(stage.scoring, Some(Scoring::Papers(_))));
    let key = papers.map(|stage| {
        super::lists::TieKey::Higher(Score::of(super::score::ScoreOf::Stage(stage.code.clone())))
    });
    Ties {
        keys: key.into_iter().collect(),
        ..Ties::default()
    }
}

/// One person for each place; without a statement one step, the physical examination.
pub(crate) fn after(stated: Option<Vec<AfterStep>>) -> Vec<AfterStep> {
    let mut steps = stated.unwrap_or_else(|| {
        vec![AfterStep {
            code: "physical".into(),
            name: super::say::PHYSICAL.text(),
            list: List::default(),
            standard: None,
            gives: Vec::new(),
            by: None,
        }]
    });
    for step in &mut steps {
        step.list.quota.get_or_insert(Quota::PerPlace(Ratio::ONE));
    }
    steps
}
