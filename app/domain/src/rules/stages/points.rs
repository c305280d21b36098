//! Points given by an office, and figures that are measured and turned into points.

use super::bands::{Given, Holds, MOST, band_points};
use super::document::{BandsBy, Combine, Event, PointsScoring};
use crate::numbers::extent::{Extent, narrow};
use crate::numbers::{Points, Ratio};
use crate::rules::engine::RuleFault;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::weighted::WeightedSum;
use std::cmp::Reverse;

/// Events compiled; without events, what an office gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventsPlan {
    events: Vec<Event>,
    /// Of the points of the events, or of what was given.
    sum: WeightedSum,
    combine: Combine,
    /// The full mark at the scale of the extent.
    full: i64,
    /// Of the score.
    pub extent: Extent,
}

/// What the events of a stage come to for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventPoints {
    /// At the scale of the plan's extent.
    Score(i64),
    /// A band puts the person out, as a line does.
    Out,
    Absent,
    Violation,
    /// This event has neither a figure nor an absence.
    Missing(usize),
    /// A band asks for a fact that is missing.
    MissingFact,
}

impl EventsPlan {
    pub(crate) fn compile(rule: &PointsScoring) -> Result<Self, RuleFault> {
        let parts = rule.events.len().max(1);
        let weight = match rule.combine {
            Combine::Mean => Ratio::new(1, parts as u64).map_err(|_| RuleFault::Overflow)?,
            Combine::Sum | Combine::Best | Combine::All => Ratio::ONE,
        };
        let most = Extent::of(MOST.max(rule.full));
        let sum = WeightedSum::compile(
            &vec![(most, weight, None); parts],
            None,
            None,
            rule.rounding,
        )?;
        let mut plan = EventsPlan {
            events: rule.events.clone(),
            combine: rule.combine,
            full: rule.full.raw(),
            extent: sum.extent,
            sum,
        };
        // Whatever the events give, the score ends at the full mark.
        plan.full =
            narrow(i128::from(rule.full.raw()) * i128::from(plan.extent.scale / Points::SCALE))?;
        plan.extent.most = plan.full.max(1);
        Ok(plan)
    }

    /// What an office gave, rounded and between nothing and the full mark; a reason stays a reason.
    pub(crate) fn given(&self, mark: Cell) -> Cell {
        let score = |mark: i64| Cell::score(self.held(self.sum.apply(|_| mark)));
        mark.get().map_or(mark, score)
    }

    fn held(&self, score: i64) -> i64 {
        score.min(self.full).max(0)
    }

    /// `tries`: for each event the tries of this person. `rank`: the person's place at an event that goes by rank; `None`
    /// while somebody's figure there is missing.
    ///
    /// Somebody caught cheating at one event has no score, somebody who missed one is absent; a band that puts the person
    /// out stands over figures that are not there yet.
    pub(crate) fn score(
        &self,
        tries: &[&[Cell]],
        rank: impl Fn(usize) -> Option<u32>,
        holds: Holds,
    ) -> EventPoints {
        let best = self.events.iter().enumerate().map(|(at, event)| {
            let tries = tries.get(at).copied().unwrap_or_default();
            best_of(tries, event.lower_is_better)
        });
        let best: Vec<Cell> = best.collect();
        if best.contains(&Cell::VIOLATION) {
            return EventPoints::Violation;
        }
        if best.contains(&Cell::ABSENT) {
            return EventPoints::Absent;
        }
        let (mut missing, mut unknown) = (None, false);
        let mut points = vec![0; best.len()];
        for (at, event) in self.events.iter().enumerate() {
            let Some(figure) = best[at].get() else {
                missing = missing.or(Some(at));
                continue;
            };
            let figure = match (event.by, rank(at)) {
                (BandsBy::Figure, _) => figure,
                (BandsBy::Rank, Some(rank)) => i64::from(rank) * Points::SCALE,
                (BandsBy::Rank, None) => {
                    missing = missing.or(Some(at));
                    continue;
                }
            };
            match band_points(&event.bands, figure, holds) {
                Given::Points(given) => points[at] = given,
                Given::Nothing => {}
                Given::Out => return EventPoints::Out,
                Given::Unknown => unknown = true,
            }
        }
        match missing {
            Some(event) => EventPoints::Missing(event),
            None if unknown => EventPoints::MissingFact,
            None => EventPoints::Score(self.combined(&points)),
        }
    }

    /// Whether somebody who has not done everything yet will have no score all the same: caught, absent, or put out by a
    /// figure.
    pub(crate) fn is_out_anyway(&self, tries: &[&[Cell]], holds: Holds) -> bool {
        let known = |_| None;
        let outcome = self.score(tries, known, holds);
        matches!(
            outcome,
            EventPoints::Violation | EventPoints::Absent | EventPoints::Out
        )
    }

    fn combined(&self, points: &[i64]) -> i64 {
        let most = points.iter().copied().max().unwrap_or_default();
        match self.combine {
            Combine::All if points.iter().all(|points| *points > 0) => self.held(i64::MAX),
            Combine::All => 0,
            Combine::Best => self.held(self.sum.apply(|event| if event == 0 { most } else { 0 })),
            Combine::Sum | Combine::Mean => self.held(self.sum.apply(|event| points[event])),
        }
    }
}

/// A try that somebody broke the rules in voids the event; one that was not made leaves the others.
pub(crate) fn best_of(tries: &[Cell], lower_is_better: bool) -> Cell {
    if tries.contains(&Cell::VIOLATION) {
        return Cell::VIOLATION;
    }
    let figures = tries.iter().filter(|mark| mark.is_score());
    let best = match lower_is_better {
        true => figures.min(),
        false => figures.max(),
    };
    match best {
        Some(figure) => *figure,
        None if tries.contains(&Cell::ABSENT) => Cell::ABSENT,
        None => Cell::NONE,
    }
}

/// The place of each figure, 1-2-2-4; 0 where there is none.
pub(crate) fn ranks_of(best: &[Cell], lower_is_better: bool) -> Vec<u32> {
    let mut order: Vec<(usize, i64)> = best
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((at, cell.get()?)))
        .collect();
    match lower_is_better {
        true => order.sort_unstable_by_key(|(_, figure)| *figure),
        false => order.sort_unstable_by_key(|(_, figure)| Reverse(*figure)),
    }
    let mut ranks = vec![0; best.len()];
    let (mut rank, mut before) = (0, None);
    for (place, (at, figure)) in (1..).zip(order) {
        if before != Some(figure) {
            (rank, before) = (place, Some(figure));
        }
        ranks[at] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Rounding;
    use crate::rules::eligibility::Condition;
    use crate::rules::stages::{Band, BandGives};

    const N: Cell = Cell::NONE;
    const A: Cell = Cell::ABSENT;
    const V: Cell = Cell::VIOLATION;

    fn cell(figure: i64) -> Cell {
        Cell::score(figure * Points::SCALE)
    }

    fn band(from: Option<i64>, to: Option<i64>, gives: BandGives) -> Band {
        Band {
            when: None,
            from: from.map(Points::whole),
            to: to.map(Points::whole),
            gives,
        }
    }

    fn gives(points: i64) -> BandGives {
        BandGives::Points(Points::whole(points))
    }

    fn event(code: &str, bands: Vec<Band>) -> Event {
        Event {
            code: code.into(),
            name: crate::rules::Bilingual::new("项目", "event"),
            unit: None,
            lower_is_better: code == "run",
            tries: Some(2),
            by: BandsBy::Figure,
            bands,
        }
    }

    /// A run (the lower the better, above 300 seconds out) and a jump.
    fn events() -> Vec<Event> {
        let run = vec![
            band(Some(301), None, BandGives::Out),
            band(None, Some(240), gives(60)),
            band(None, Some(300), gives(45)),
        ];
        let jump = vec![
            band(Some(200), None, gives(40)),
            band(Some(150), None, gives(25)),
        ];
        vec![event("run", run), event("jump", jump)]
    }

    fn rule(events: Vec<Event>, combine: Combine) -> PointsScoring {
        PointsScoring {
            full: Points::whole(100),
            events,
            combine,
            rounding: None,
        }
    }

    fn score(plan: &EventsPlan, run: &[Cell], jump: &[Cell]) -> EventPoints {
        plan.score(&[run, jump], |_| Some(0), &mut |_| None)
    }

    fn points(scored: i64) -> EventPoints {
        EventPoints::Score(scored * Points::SCALE)
    }

    #[test]
    fn the_best_try_counts_and_what_fits_no_band_gives_nothing() {
        let plan = EventsPlan::compile(&rule(events(), Combine::Sum)).unwrap();
        for (run, jump, expected) in [
            ([cell(250), cell(239)], [cell(190), cell(205)], 100),
            ([cell(250), A], [A, cell(160)], 70),
            ([cell(250), N], [cell(100), N], 45),
        ] {
            assert_eq!(
                score(&plan, &run, &jump),
                points(expected),
                "{run:?} {jump:?}"
            );
        }
    }

    #[test]
    fn cheating_beats_absence_absence_beats_a_bar_and_a_bar_beats_a_gap() {
        let plan = EventsPlan::compile(&rule(events(), Combine::Sum)).unwrap();
        let slow = cell(320);
        for (run, jump, expected) in [
            ([slow, N], [A, V], EventPoints::Violation),
            ([slow, N], [A, A], EventPoints::Absent),
            ([slow, N], [N, N], EventPoints::Out),
            ([slow, cell(290)], [N, N], EventPoints::Missing(1)),
            ([N, N], [N, N], EventPoints::Missing(0)),
            ([A, A], [N, N], EventPoints::Absent),
        ] {
            assert_eq!(score(&plan, &run, &jump), expected, "{run:?} {jump:?}");
        }
        assert_eq!(
            score(&plan, &[], &[]),
            EventPoints::Missing(0),
            "no cells at all"
        );
    }

    #[test]
    fn points_of_events_add_up_are_averaged_the_best_counts_or_all_count_together() {
        let fast = ([cell(230)], [cell(160)]);
        let weak = ([cell(230)], [cell(100)]);
        let mean = EventsPlan::compile(&rule(events(), Combine::Mean)).unwrap();
        assert_eq!(mean.extent.scale, 2 * Points::SCALE);
        assert_eq!(score(&mean, &fast.0, &fast.1), points(85), "42.5 in halves");
        let rounded = PointsScoring {
            rounding: Some(Rounding::half_up(0)),
            ..rule(events(), Combine::Mean)
        };
        let rounded = EventsPlan::compile(&rounded).unwrap();
        assert_eq!(score(&rounded, &fast.0, &fast.1), points(43));
        let best = EventsPlan::compile(&rule(events(), Combine::Best)).unwrap();
        assert_eq!(score(&best, &fast.0, &fast.1), points(60));
        assert_eq!(score(&best, &[cell(250)], &[cell(250)]), points(45));
        assert_eq!(score(&best, &fast.0, &[A]), EventPoints::Absent);
        let all = EventsPlan::compile(&rule(events(), Combine::All)).unwrap();
        assert_eq!(score(&all, &fast.0, &fast.1), points(100));
        assert_eq!(score(&all, &weak.0, &weak.1), points(0));
    }

    #[test]
    fn the_score_stays_between_nothing_and_the_full_mark() {
        let high = vec![event("jump", vec![band(None, None, gives(150))])];
        let low = vec![event("jump", vec![band(None, None, gives(-5))])];
        for (events, expected) in [(high, 100), (low, 0)] {
            let plan = EventsPlan::compile(&rule(events, Combine::Sum)).unwrap();
            let found = plan.score(&[&[cell(1)]], |_| Some(0), &mut |_| None);
            assert_eq!(found, points(expected));
            assert_eq!(plan.extent.most, 100 * Points::SCALE);
        }
    }

    #[test]
    fn what_an_office_gives_is_rounded_and_held_and_a_reason_stays() {
        let rule = PointsScoring {
            rounding: Some(Rounding::half_up(0)),
            ..rule(Vec::new(), Combine::Sum)
        };
        let plan = EventsPlan::compile(&rule).unwrap();
        let half = Cell::score(72 * Points::SCALE + Points::SCALE / 2);
        for (mark, score) in [
            (half, cell(73)),
            (cell(120), cell(100)),
            (A, A),
            (V, V),
            (N, N),
        ] {
            assert_eq!(plan.given(mark), score, "{mark:?}");
        }
    }

    #[test]
    fn places_are_shared_and_leave_gaps_and_who_has_no_figure_has_none() {
        let best = [cell(80), cell(90), N, cell(80), cell(70), A];
        assert_eq!(ranks_of(&best, false), [2, 1, 0, 2, 4, 0]);
        assert_eq!(ranks_of(&best, true), [2, 4, 0, 2, 1, 0]);
        assert!(ranks_of(&[], true).is_empty());
    }

    #[test]
    fn bands_by_rank_look_at_the_place_in_the_post() {
        let run = Event {
            by: BandsBy::Rank,
            ..event(
                "run",
                vec![
                    band(Some(1), Some(1), gives(10)),
                    band(None, Some(3), gives(6)),
                ],
            )
        };
        let plan = EventsPlan::compile(&rule(vec![run], Combine::Sum)).unwrap();
        let tries = [
            [cell(250), cell(260)],
            [cell(255), N],
            [A, cell(240)],
            [A, A],
        ];
        let best: Vec<Cell> = tries.iter().map(|tries| best_of(tries, true)).collect();
        let ranks = ranks_of(&best, true);
        assert_eq!(ranks, [2, 3, 1, 0]);
        let scored = [0, 1, 2].map(|person: usize| {
            plan.score(&[&tries[person]], |_| Some(ranks[person]), &mut |_| None)
        });
        assert_eq!(scored, [points(6), points(6), points(10)]);
    }

    #[test]
    fn a_missing_fact_leaves_the_points_open() {
        let women = Band {
            when: Some(Condition::Yes("woman".into())),
            ..band(None, None, gives(8))
        };
        let jump = event("jump", vec![women, band(None, None, gives(6))]);
        let plan = EventsPlan::compile(&rule(vec![jump], Combine::Sum)).unwrap();
        for (answer, expected) in [
            (Some(true), points(8)),
            (Some(false), points(6)),
            (None, EventPoints::MissingFact),
        ] {
            assert_eq!(
                plan.score(&[&[cell(1)]], |_| Some(0), &mut |_| answer),
                expected
            );
        }
    }
}
