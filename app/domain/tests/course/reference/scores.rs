//! Scores of one stage: papers, panels, points; and every figure by its name.

use super::bands;
use super::bonus::Counting;
use super::course::{Course, Stand};
use super::number::Num;
use domain::rules::{
    BandsBy, Before, Combine, ElementCode, Event, EventCode, Formula, FormulaPart, Late, Mark,
    Missed, Panel, Paper, PaperCode, Papers, PointsScoring, Score, ScoreOf, Scoring, Stage,
    StageCode, StageRecord, Trim, TrimOver,
};
use std::collections::BTreeMap;

/// What came of a stage for one person.
#[derive(Clone)]
pub enum Sat {
    Scored(Box<Figures>),
    /// `came`: sat one paper, and missed another.
    Absent {
        came: Option<bool>,
    },
    Violation,
    /// A band says out: no score, and below a line.
    BandOut,
    /// A mark is missing.
    Gap {
        came: Option<bool>,
    },
    /// Verdicts only.
    Unscored,
}

/// The figures of somebody who has a score.
#[derive(Clone)]
pub struct Figures {
    /// Before any bonus; after the correction between rooms.
    pub score: Num,
    pub papers: BTreeMap<PaperCode, Num>,
    pub questions: BTreeMap<(PaperCode, ElementCode), Num>,
    pub elements: BTreeMap<ElementCode, Num>,
    pub events: BTreeMap<EventCode, Num>,
    pub chief: Option<Num>,
    pub chief_elements: BTreeMap<ElementCode, Num>,
}

impl Figures {
    fn new(score: Num) -> Self {
        Figures {
            score,
            papers: BTreeMap::new(),
            questions: BTreeMap::new(),
            elements: BTreeMap::new(),
            events: BTreeMap::new(),
            chief: None,
            chief_elements: BTreeMap::new(),
        }
    }
}

/// One cell of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Figure(Num),
    Absent,
    Violation,
    Empty,
}

impl From<Option<&Mark>> for Cell {
    fn from(mark: Option<&Mark>) -> Self {
        match mark {
            None => Cell::Empty,
            Some(Mark::Scored(points)) => Cell::Figure(Num::of(*points)),
            Some(Mark::Absent) => Cell::Absent,
            Some(Mark::Violation) => Cell::Violation,
        }
    }
}

impl Course<'_> {
    /// Scores one person at one stage; whoever came too late is absent.
    pub fn sit(&self, one: usize, stage: &Stage) -> Sat {
        let empty = StageRecord::default();
        let record = self.people[one].row.stages.get(&stage.code);
        let record = record.unwrap_or(&empty);
        if self.is_late(one, stage, record) {
            return Sat::Absent { came: Some(false) };
        }
        match &stage.scoring {
            None => Sat::Unscored,
            Some(Scoring::Papers(rule)) => papers(rule, record),
            Some(Scoring::Panel(rule)) => panel(rule, record),
            Some(Scoring::Points(rule)) if rule.events.is_empty() => office(rule, record),
            Some(Scoring::Points(rule)) => self.events(one, stage, rule, record),
        }
    }

    fn is_late(&self, one: usize, stage: &Stage, record: &StageRecord) -> bool {
        let sittings = stage.times.iter().flat_map(|times| &times.sittings);
        let own = sittings.into_iter().find(|sitting| match &record.sitting {
            Some(code) => sitting.code == *code,
            None => self.covers(&self.people[one], &sitting.scope),
        });
        let (Some(sitting), Some(arrived)) = (own, record.arrived) else {
            return false;
        };
        let late = sitting
            .arrive_by
            .iter()
            .find(|by| (arrived.date, arrived.minute) > (by.at.date, by.at.minute));
        late.is_some_and(|by| by.late == Late::Out)
    }

    /// Present at one part of the stage at least.
    pub fn came(&self, one: usize, stage: &StageCode) -> Option<bool> {
        match self.people[one].sat.get(stage) {
            None | Some(Sat::Unscored) => Some(false),
            Some(Sat::Scored(_) | Sat::Violation | Sat::BandOut) => Some(true),
            Some(Sat::Absent { came } | Sat::Gap { came }) => *came,
        }
    }

    fn events(&self, one: usize, stage: &Stage, rule: &PointsScoring, record: &StageRecord) -> Sat {
        let best = |event: &Event| best_try(event, record);
        let cells: Vec<Cell> = rule.events.iter().map(best).collect();
        let caught = cells.contains(&Cell::Violation) || cells.contains(&Cell::Absent);
        let mut figures = Figures::new(Num::ZERO);
        let mut all = Vec::new();
        let mut rank_unknown = false;
        for (event, cell) in rule.events.iter().zip(&cells) {
            let Cell::Figure(figure) = *cell else {
                continue;
            };
            let looked_at = match event.by {
                BandsBy::Figure => figure,
                BandsBy::Rank => match self.rank_in_event(one, stage, event, figure) {
                    Some(rank) => Num::whole(rank),
                    None => {
                        rank_unknown = true;
                        continue;
                    }
                },
            };
            match self.band_gives(one, event, looked_at) {
                Some(points) => {
                    figures.events.insert(event.code.clone(), points);
                    all.push(points);
                }
                // Out is out, whatever is measured elsewhere.
                None if !caught => return Sat::BandOut,
                None => {}
            }
        }
        if let Some(sat) = without_score(&cells, false) {
            return sat;
        }
        if rank_unknown {
            return Sat::Gap { came: Some(true) };
        }
        figures.score = within(rule, combined(rule, &all));
        Sat::Scored(Box::new(figures))
    }

    /// What the first band that is for this person and holds the figure gives; nothing for `out`.
    fn band_gives(&self, one: usize, event: &Event, figure: Num) -> Option<Num> {
        let for_them = event.bands.iter().filter(|band| {
            let when = band.when.as_ref();
            when.is_none_or(|when| self.holds(&self.people[one], when) == Some(true))
        });
        let band = for_them.into_iter().find(|band| bands::fits(band, figure));
        band.map_or(Some(Num::ZERO), |band| bands::gives(band, figure))
    }

    /// Whether somebody who did not do everything will have no score all the same: caught, absent, or put out by a figure.
    fn is_out_anyway(&self, one: usize, stage: &Stage, record: &StageRecord) -> bool {
        let Some(Scoring::Points(rule)) = &stage.scoring else {
            return false;
        };
        rule.events
            .iter()
            .any(|event| match best_try(event, record) {
                Cell::Violation | Cell::Absent => true,
                Cell::Figure(figure) => {
                    event.by == BandsBy::Figure && self.band_gives(one, event, figure).is_none()
                }
                Cell::Empty => false,
            })
    }

    /// The place among the people of the post at this stage who have a figure; nothing while somebody's is missing.
    fn rank_in_event(&self, one: usize, stage: &Stage, event: &Event, own: Num) -> Option<usize> {
        let post = self.people[one].post;
        if self.has_gap(&[post]) {
            return None;
        }
        let mut better = 0;
        for other in self.of(&[post]) {
            let person = &self.people[other];
            let empty = StageRecord::default();
            let record = person.row.stages.get(&stage.code).unwrap_or(&empty);
            let takes_part = person.stand == Stand::At(stage.code.clone());
            if !takes_part || self.is_late(other, stage, record) {
                continue;
            }
            match best_try(event, record) {
                Cell::Empty if self.is_out_anyway(other, stage, record) => {}
                Cell::Empty => return None,
                Cell::Figure(figure) if event.lower_is_better => {
                    better += usize::from(figure < own);
                }
                Cell::Figure(figure) => better += usize::from(figure > own),
                Cell::Absent | Cell::Violation => {}
            }
        }
        Some(better + 1)
    }

    /// Any figure of a person; nothing where there is none.
    pub fn figure(&self, one: usize, score: &Score, counting: Counting) -> Option<Num> {
        let bonus = score.before != Some(Before::Bonus);
        match &score.of {
            ScoreOf::Total => {
                let total = self.people[one].total?;
                Some(if bonus {
                    total.compared
                } else {
                    total.before_bonus
                })
            }
            ScoreOf::Cut(stage) => self.cut_figure(one, stage, bonus, counting),
            ScoreOf::Stage(stage)
                if Score {
                    before: None,
                    ..score.clone()
                }
                .is_whole() =>
            {
                self.stage_score(one, stage, bonus, counting)
            }
            ScoreOf::Stage(stage) => {
                let Some(Sat::Scored(figures)) = self.people[one].sat.get(stage) else {
                    return None;
                };
                part_of(figures, score)
            }
        }
    }

    /// The score of a stage, with the bonus that raises it.
    pub fn stage_score(
        &self,
        one: usize,
        stage: &StageCode,
        with_bonus: bool,
        counting: Counting,
    ) -> Option<Num> {
        let Some(Sat::Scored(figures)) = self.people[one].sat.get(stage) else {
            return None;
        };
        let target = ScoreOf::Stage(stage.clone());
        Some(if with_bonus {
            self.raised(one, figures.score, &target, counting)
        } else {
            figures.score
        })
    }

    /// A score and the bonus on it; where the rule says so the bonus leads no further than to the full mark. A score that
    /// was above it before stays: no bonus takes anything away.
    pub fn raised(&self, one: usize, score: Num, target: &ScoreOf, counting: Counting) -> Num {
        let rules = &self.posts[self.people[one].post].rules;
        let bonus = self.bonus(one, target, counting);
        let capped = rules
            .bonus
            .as_ref()
            .is_some_and(|rule| rule.may_exceed_full == Some(false));
        match rules.full(target) {
            Some(full) if capped => (score + bonus).min(score.max(Num::of(full))),
            _ => score + bonus,
        }
    }

    /// The figure by which the cut of a stage ranks.
    pub fn cut_figure(
        &self,
        one: usize,
        stage: &StageCode,
        with_bonus: bool,
        counting: Counting,
    ) -> Option<Num> {
        let cut = self.stage(self.people[one].post, stage)?.cut.as_ref();
        let plain = match cut.and_then(|cut| cut.basis.as_ref()) {
            Some(basis) => self.formula(one, basis, &basis.parts, counting)?.1,
            None => self.stage_score(one, stage, true, counting)?,
        };
        let target = ScoreOf::Cut(stage.clone());
        Some(if with_bonus {
            self.raised(one, plain, &target, counting)
        } else {
            plain
        })
    }

    /// A weighted sum, before and after its last rounding.
    pub fn formula(
        &self,
        one: usize,
        rule: &Formula,
        parts: &[FormulaPart],
        counting: Counting,
    ) -> Option<(Num, Num)> {
        let mut sum = Num::ZERO;
        for part in parts {
            let figure = self.figure(one, &part.of, counting)?;
            let divisor = part.divide_by.map_or(Num::whole(1), Num::ratio);
            let term = (figure / divisor).rounded(rule.term);
            sum = sum + (term * Num::ratio(part.weight)).rounded(rule.product);
        }
        Some((sum, sum.rounded(rule.sum)))
    }
}

fn part_of(figures: &Figures, score: &Score) -> Option<Num> {
    if let Some(event) = &score.event {
        return figures.events.get(event).copied();
    }
    match (&score.paper, &score.element, &score.examiner) {
        (Some(paper), None, None) => figures.papers.get(paper).copied(),
        (Some(paper), Some(question), None) => {
            let question = (paper.clone(), question.clone());
            figures.questions.get(&question).copied()
        }
        (None, None, Some(_)) => figures.chief,
        (None, Some(element), Some(_)) => figures.chief_elements.get(element).copied(),
        (None, Some(element), None) => figures.elements.get(element).copied(),
        _ => panic!("no such figure: {score:?}"),
    }
}

/// Why a stage has no score, if it has none; `zero`: a missed part counts as nothing for who sat another.
fn without_score(cells: &[Cell], zero: bool) -> Option<Sat> {
    let there = |cell: &Cell| cells.contains(cell);
    let sat_one = cells.iter().any(|cell| matches!(cell, Cell::Figure(_)));
    let came = match () {
        _ if sat_one || there(&Cell::Violation) => Some(true),
        _ if there(&Cell::Empty) => None,
        _ => Some(false),
    };
    if there(&Cell::Violation) {
        Some(Sat::Violation)
    } else if there(&Cell::Absent) && !zero {
        Some(Sat::Absent { came })
    } else if there(&Cell::Empty) {
        Some(Sat::Gap { came })
    } else if !sat_one {
        Some(Sat::Absent { came })
    } else {
        None
    }
}

fn papers(rule: &Papers, record: &StageRecord) -> Sat {
    let cells: Vec<Cell> = rule
        .papers
        .iter()
        .map(|paper| mark(paper, record))
        .collect();
    if let Some(sat) = without_score(&cells, rule.missed == Some(Missed::Zero)) {
        return sat;
    }
    let mut figures = Figures::new(Num::ZERO);
    let mut sum = Num::ZERO;
    for (paper, cell) in rule.papers.iter().zip(cells) {
        let mark = match cell {
            Cell::Figure(mark) => mark,
            _ => Num::ZERO,
        };
        figures.papers.insert(paper.code.clone(), mark);
        for (question, points) in record
            .questions
            .get(&paper.code)
            .iter()
            .flat_map(|all| all.iter())
        {
            let name = (paper.code.clone(), question.clone());
            figures.questions.insert(name, Num::of(*points));
        }
        let weighted = mark.rounded(rule.mark) * Num::ratio(paper.weight);
        sum = sum + weighted.rounded(rule.product);
    }
    figures.score = sum.rounded(rule.sum);
    Sat::Scored(Box::new(figures))
}

/// The mark of a paper, or the sum of its questions.
fn mark(paper: &Paper, record: &StageRecord) -> Cell {
    let questions = record.questions.get(&paper.code);
    match (record.papers.get(&paper.code), questions) {
        (None, Some(questions)) => {
            let points = paper.questions.iter().map(|one| questions.get(&one.code));
            let points: Option<Vec<_>> = points.collect();
            points.map_or(Cell::Empty, |points| {
                Cell::Figure(points.into_iter().map(|points| Num::of(*points)).sum())
            })
        }
        (mark, _) => mark.into(),
    }
}

fn panel(rule: &Panel, record: &StageRecord) -> Sat {
    let said = |mark: Mark| record.examiners.iter().any(|one| one == mark);
    if said(Mark::Violation) {
        return Sat::Violation;
    }
    if said(Mark::Absent) {
        return Sat::Absent { came: Some(false) };
    }
    if record.examiners.is_empty() && record.elements.is_empty() {
        return Sat::Gap { came: None };
    }
    let by_element: Vec<Vec<Num>> = (record.elements.iter())
        .map(|sheet| sheet.iter().map(|points| Num::of(*points)).collect())
        .collect();
    let sheets: Vec<Num> = if record.examiners.is_empty() {
        by_element
            .iter()
            .map(|sheet| sheet.iter().copied().sum())
            .collect()
    } else {
        let marks = record.examiners.iter().map(|mark| match mark {
            Mark::Scored(points) => Num::of(points),
            Mark::Absent | Mark::Violation => unreachable!("told above"),
        });
        marks.collect()
    };
    let trim = rule.trim.as_ref().expect("for_post fills it in");
    let columns: Vec<Num> = (0..rule.elements.len())
        .filter(|_| !by_element.is_empty())
        .map(|element| {
            mean_of_kept(
                by_element.iter().map(|sheet| sheet[element]).collect(),
                trim,
            )
        })
        .collect();
    let mean = if trim.over == TrimOver::Element && !columns.is_empty() {
        columns.iter().copied().sum()
    } else {
        mean_of_kept(sheets.clone(), trim)
    };
    let mut figures = Figures::new(mean.rounded(rule.mean));
    for (element, mean) in rule.elements.iter().zip(columns) {
        figures.elements.insert(element.code.clone(), mean);
    }
    if let Some(seat) = rule.chief.map(|chief| usize::from(chief) - 1) {
        figures.chief = sheets.get(seat).copied();
        for (element, points) in
            (rule.elements.iter()).zip(by_element.get(seat).into_iter().flatten())
        {
            figures.chief_elements.insert(element.code.clone(), *points);
        }
    }
    Sat::Scored(Box::new(figures))
}

/// Without so many highest and so many lowest, however many are equal.
fn mean_of_kept(mut marks: Vec<Num>, trim: &Trim) -> Num {
    marks.sort();
    let kept = &marks[usize::from(trim.lowest)..marks.len() - usize::from(trim.highest)];
    kept.iter().copied().sum::<Num>() / Num::whole(kept.len())
}

fn office(rule: &PointsScoring, record: &StageRecord) -> Sat {
    let cell = Cell::from(record.points.as_ref());
    match cell {
        Cell::Figure(points) => Sat::Scored(Box::new(Figures::new(within(rule, points)))),
        _ => without_score(&[cell], false).expect("there is no figure"),
    }
}

fn best_try(event: &Event, record: &StageRecord) -> Cell {
    let none = Vec::new();
    let tries = record.events.get(&event.code).unwrap_or(&none);
    let cells: Vec<Cell> = tries.iter().map(|mark| Cell::from(Some(mark))).collect();
    let figures = cells.iter().filter_map(|cell| match cell {
        Cell::Figure(figure) => Some(*figure),
        _ => None,
    });
    let best = if event.lower_is_better {
        figures.min()
    } else {
        figures.max()
    };
    match best {
        _ if cells.contains(&Cell::Violation) => Cell::Violation,
        Some(best) => Cell::Figure(best),
        None if cells.contains(&Cell::Absent) => Cell::Absent,
        None => Cell::Empty,
    }
}

fn combined(rule: &PointsScoring, points: &[Num]) -> Num {
    let sum: Num = points.iter().copied().sum();
    match rule.combine {
        Combine::Sum => sum,
        Combine::Mean => sum / Num::whole(points.len()),
        Combine::Best => points.iter().copied().max().unwrap_or(Num::ZERO),
        Combine::All if points.iter().all(|points| *points > Num::ZERO) => Num::of(rule.full),
        Combine::All => Num::ZERO,
    }
}

/// Rounded, and neither below nothing nor above the full mark.
fn within(rule: &PointsScoring, points: Num) -> Num {
    let rounded = points.rounded(rule.rounding);
    rounded.max(Num::ZERO).min(Num::of(rule.full))
}
