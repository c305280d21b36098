//! Where a figure comes from: a score of the rules, found in the columns of a run; and weighted sums of such figures.

mod sheets;

use super::cell::Cell;
use super::column::Column;
use super::faults::{CodeKind, RuleFault};
use super::plan::{ScoringPlan, SetPlan, unknown};
use super::state::State;
use super::weighted::WeightedSum;
use crate::numbers::Points;
use crate::numbers::extent::{Extent, lcm};
use crate::rules::codes::{ElementCode, EventCode, PaperCode};
use crate::rules::score::{Formula, Part, Score, ScoreOf};
use crate::rules::stages::{PanelPlan, Scoring};
use sheets::{paper, sheet, sheet_cell};

/// A score with its column found.
pub(crate) enum Source<'a> {
    Score(usize),
    Before(usize),
    Cut(usize),
    Total,
    Paper {
        step: usize,
        column: usize,
        full: Points,
        missed_is_zero: bool,
    },
    Question {
        step: usize,
        paper: &'a PaperCode,
        question: &'a ElementCode,
        full: Points,
    },
    Event {
        step: usize,
        event: &'a EventCode,
        full: Points,
    },
    /// One element over the panel, or all of the sheet by the chief alone.
    Sheet {
        step: usize,
        element: Option<usize>,
        chief: Option<usize>,
        plan: Box<PanelPlan>,
        full: Points,
    },
}

impl<'a> Source<'a> {
    pub(crate) fn find(
        state: &State<'a>,
        set: &'a SetPlan,
        score: &'a Score,
    ) -> Result<Self, RuleFault> {
        let code = match &score.of {
            // Kept where some bonus raises the total.
            ScoreOf::Total
                if score.before.is_some() && state.before[state.plan.total].is_some() =>
            {
                return Ok(Source::Before(state.plan.total));
            }
            ScoreOf::Total => return Ok(Source::Total),
            ScoreOf::Stage(code) | ScoreOf::Cut(code) => code,
        };
        let step = state.plan.step(code);
        let found = step.and_then(|step| Some((step, set.stage_at(step)?)));
        let Some((step, (stage, plan))) = found else {
            return Err(unknown(CodeKind::Stage, code));
        };
        if let ScoreOf::Cut(_) = score.of {
            return Ok(Source::Cut(step));
        }
        if score.is_whole() {
            return Ok(Source::Score(step));
        }
        match &stage.scoring {
            Some(Scoring::Papers(rule)) => paper(step, &plan.papers, rule, score),
            Some(Scoring::Panel(rule)) => sheet(step, stage, rule, score),
            Some(Scoring::Points(rule)) if score.event.is_some() => Ok(Source::Event {
                step,
                event: score
                    .event
                    .as_ref()
                    .unwrap_or_else(|| unreachable!("asked above")),
                full: rule.full,
            }),
            _ => Ok(Source::Before(step)),
        }
    }

    pub(crate) fn cell(&self, state: &State, row: usize) -> Cell {
        // Whoever has no score of a stage has no part of one, whatever was recorded: they may skip it.
        let part_of = match self {
            Source::Paper { step, .. }
            | Source::Question { step, .. }
            | Source::Event { step, .. }
            | Source::Sheet { step, .. } => Some(*step),
            Source::Score(_) | Source::Before(_) | Source::Cut(_) | Source::Total => None,
        };
        if part_of.is_some_and(|step| !state.scores[step].get(row).is_score()) {
            return Cell::NONE;
        }
        match self {
            Source::Score(step) => state.scores[*step].get(row),
            Source::Before(step) => match &state.before[*step] {
                Some(before) => before.get(row),
                None => state.scores[*step].get(row),
            },
            Source::Cut(step) => cut_column(state, *step).get(row),
            Source::Total => match &state.exact {
                Some(exact) => exact.get(row),
                None => state.scores[state.plan.total].get(row),
            },
            Source::Paper {
                column,
                missed_is_zero,
                ..
            } => match state.table.papers[*column][row] {
                Cell::ABSENT if *missed_is_zero => Cell::score(0),
                cell => cell,
            },
            Source::Question {
                step,
                paper,
                question,
                ..
            } => {
                let record = state.record(row, *step);
                let questions = record.and_then(|record| record.questions.get(paper));
                let points = questions.and_then(|questions| questions.get(question));
                points.map_or(Cell::NONE, |points| Cell::score(points.raw()))
            }
            Source::Event { step, event, .. } => state.event_points(row, *step, event),
            Source::Sheet {
                step,
                element,
                chief,
                plan,
                ..
            } => sheet_cell(state, row, *step, *element, *chief, plan),
        }
    }

    pub(crate) fn extent(&self, state: &State) -> Extent {
        let of = |column: &Column| Extent {
            scale: column.scale.max(1),
            most: column.most.max(1),
        };
        match self {
            Source::Score(step) => of(&state.scores[*step]),
            Source::Before(step) => {
                of(state.before[*step].as_ref().unwrap_or(&state.scores[*step]))
            }
            Source::Cut(step) => of(cut_column(state, *step)),
            Source::Total => of(state
                .exact
                .as_ref()
                .unwrap_or(&state.scores[state.plan.total])),
            Source::Paper { full, .. }
            | Source::Question { full, .. }
            | Source::Event { full, .. } => Extent::of(*full),
            Source::Sheet {
                plan, full, chief, ..
            } => match chief {
                Some(_) => Extent::of(*full),
                None => plan.extent,
            },
        }
    }

    /// The full mark of the figure.
    pub(crate) fn full(&self, set: &SetPlan) -> Points {
        match self {
            Source::Paper { full, .. }
            | Source::Question { full, .. }
            | Source::Event { full, .. }
            | Source::Sheet { full, .. } => *full,
            Source::Total => set.rules.total.full,
            Source::Score(step) | Source::Before(step) | Source::Cut(step) => {
                let stage = set.stage_at(*step).map(|(stage, _)| stage);
                let scoring = stage.and_then(|stage| stage.scoring.as_ref());
                scoring.map_or(set.rules.total.full, Scoring::full)
            }
        }
    }
}

/// What a cut compares; where the bonus was counted anew since, with what counts now.
fn cut_column<'s>(state: &'s State, step: usize) -> &'s Column {
    let anew = state.anew[step].as_ref();
    let found = anew.or(state.cuts[step].as_ref());
    found.unwrap_or(&state.scores[step])
}

/// A weighted sum with its columns found.
pub(crate) struct FoundFormula<'a> {
    pub sum: WeightedSum,
    pub sources: Vec<Source<'a>>,
}

impl<'a> FoundFormula<'a> {
    pub(crate) fn find(
        state: &State<'a>,
        set: &'a SetPlan,
        formula: &'a Formula,
        parts: &'a [Part],
        rounded: bool,
    ) -> Result<Self, RuleFault> {
        let sources = parts.iter().map(|part| Source::find(state, set, &part.of));
        let sources = sources.collect::<Result<Vec<_>, _>>()?;
        let terms: Vec<_> = parts
            .iter()
            .zip(&sources)
            .map(|(part, source)| (source.extent(state), part.weight, part.divide_by))
            .collect();
        let last = formula.sum.filter(|_| rounded);
        let sum = WeightedSum::compile(&terms, formula.term, formula.product, last)?;
        Ok(FoundFormula { sum, sources })
    }

    /// The sum, or the first part that has no figure.
    #[inline]
    pub(crate) fn apply(&self, state: &State, row: usize) -> Result<i64, usize> {
        self.sum
            .try_apply(|part| self.sources[part].cell(state, row).get())
    }
}

/// Brings several sums to one scale, so that their results can be compared.
pub(crate) fn one_scale<'f, 'a: 'f>(
    formulas: impl Iterator<Item = &'f mut FoundFormula<'a>>,
) -> Result<i64, RuleFault> {
    let mut formulas: Vec<_> = formulas.collect();
    let mut scale = Points::SCALE;
    for formula in &formulas {
        scale = lcm(scale, formula.sum.extent.scale)?;
    }
    for formula in &mut formulas {
        formula.sum.widen(scale)?;
    }
    Ok(scale)
}

impl<'a> State<'a> {
    /// What a stage recorded about a row.
    pub(crate) fn record(&self, row: usize, step: usize) -> Option<&'a super::StageRecord> {
        self.table.candidate(row).stages.get(&self.plan.steps[step])
    }

    /// The points that one event gave.
    fn event_points(&self, row: usize, step: usize, event: &EventCode) -> Cell {
        let set = self.set(self.post_of(row));
        let plan = set
            .stage_at(step)
            .and_then(|(_, plan)| plan.scoring.as_ref());
        match plan {
            Some(ScoringPlan::Events(_)) => {
                crate::rules::stages::event_points(self, row, step, event)
            }
            _ => Cell::NONE,
        }
    }
}
