//! Pass lines: where they lie this time, and the least figure that passes (domain.md 3.4, 3.7).

use super::document::{CalledOrCame, Line, LineAt, MeanShare, PeoplePerPlace};
use crate::numbers::{Fraction, Points};

/// The least integer at `scale` that passes: on the line or, for a strict line, above it.
pub(crate) fn least_passing(line: Fraction, scale: i64, strictly: bool) -> i64 {
    let Some(at_scale) = line.numerator.checked_mul(scale.into()) else {
        return if line.numerator < 0 {
            i64::MIN
        } else {
            i64::MAX
        };
    };
    let below = at_scale.rem_euclid(line.denominator) != 0;
    let least = at_scale.div_euclid(line.denominator) + i128::from(strictly || below);
    i64::try_from(least).unwrap_or(i64::MAX)
}

/// What a line may depend on, for one post.
pub(crate) struct LineContext<'c> {
    /// The full mark of the figure that the line is on.
    pub full: Points,
    pub places: Option<u32>,
    pub called: u32,
    pub came: u32,
    /// People who may have come: no mark and no absence is recorded.
    pub gaps: u32,
    /// What a body set.
    pub decided: Option<Points>,
    /// Over those who came, among the people whom the share names.
    pub mean: &'c dyn Fn(&MeanShare) -> MeanAnswer,
    /// Over those who came in the room at hand; absent: no room is at hand yet.
    pub room: Option<MeanAnswer>,
}

/// A mean before its division.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MeanAnswer {
    Known {
        sum: i128,
        people: u32,
        scale: i64,
    },
    /// A mark is missing.
    Unknown,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// In points.
    At(Fraction),
    /// It differs from room to room: ask again with each room.
    OfRoom,
    /// A body must set it.
    Open,
    /// A mark is missing on which it depends.
    Unknown,
    /// It does not count this time.
    Silent,
}

/// Whether a line counts, and where it lies.
pub(crate) fn resolve(line: &Line, context: &LineContext) -> Resolved {
    let below = line.only_below.map(|ratio| context.is_met(ratio, fewer));
    let up_to = line.only_up_to.map(|ratio| context.is_met(ratio, no_more));
    let conditions = [below.unwrap_or(Some(true)), up_to.unwrap_or(Some(true))];
    if conditions.contains(&Some(false)) {
        return Resolved::Silent;
    }
    match place(&line.at, context) {
        Resolved::Silent => Resolved::Silent,
        _ if conditions.contains(&None) => Resolved::Unknown,
        placed => placed,
    }
}

fn place(at: &LineAt, context: &LineContext) -> Resolved {
    match at {
        LineAt::Fixed(points) => Resolved::At(Fraction::of_points(*points)),
        LineAt::Share(share) => {
            let line = Fraction::of_points(context.full).times(Fraction::of_ratio(*share));
            line.map_or(Resolved::Unknown, Resolved::At)
        }
        LineAt::Mean(share) => mean_line((context.mean)(share), share),
        LineAt::RoomMean => match context.room {
            None => Resolved::OfRoom,
            Some(answer) => answer.mean().map_or_else(|why| why, Resolved::At),
        },
        LineAt::SetLater => {
            let decided = context.decided.map(Fraction::of_points);
            decided.map_or(Resolved::Open, Resolved::At)
        }
        LineAt::LowestOf(branches) => chosen(branches, context, false),
        LineAt::HighestOf(branches) => chosen(branches, context, true),
    }
}

/// The lowest or highest of several lines. One that does not count this time is left out; one that is not known yet
/// leaves the whole open, since it might be the one.
fn chosen(branches: &[LineAt], context: &LineContext, highest: bool) -> Resolved {
    let mut found: Option<Fraction> = None;
    let mut waits: Option<Resolved> = None;
    for branch in branches {
        match place(branch, context) {
            Resolved::Silent => {}
            Resolved::At(line) => {
                match found.map_or(Some(line), |other| pick(line, other, highest)) {
                    Some(line) => found = Some(line),
                    None => return Resolved::Unknown,
                }
            }
            // A body is asked before a room is looked at, and both before a gap is told.
            other => waits = Some(waits.map_or(other, |before| first_of(before, other))),
        }
    }
    match (waits, found) {
        (Some(waits), _) => waits,
        (None, Some(line)) => Resolved::At(line),
        (None, None) => Resolved::Silent,
    }
}

fn first_of(before: Resolved, other: Resolved) -> Resolved {
    let both = [before, other];
    let order = [Resolved::Open, Resolved::OfRoom, Resolved::Unknown];
    let first = order.into_iter().find(|one| both.contains(one));
    first.unwrap_or(before)
}

fn pick(line: Fraction, other: Fraction, highest: bool) -> Option<Fraction> {
    let lower = line.at_most(other)?;
    let higher = if lower == line { other } else { line };
    Some(if highest { higher } else { lower })
}

fn mean_line(answer: MeanAnswer, share: &MeanShare) -> Resolved {
    let line = answer.mean().map(|mean| {
        let share_of_mean = mean.times(Fraction::of_ratio(share.share))?;
        share_of_mean.round(share.rounding)
    });
    match line {
        Ok(Some(line)) => Resolved::At(line),
        // Beyond exact computation: nobody is judged by it.
        Ok(None) => Resolved::Unknown,
        Err(why) => why,
    }
}

impl MeanAnswer {
    /// The exact mean, or what a line on it says instead.
    fn mean(self) -> Result<Fraction, Resolved> {
        match self {
            MeanAnswer::Unknown => Err(Resolved::Unknown),
            MeanAnswer::Known { people: 0, .. } => Err(Resolved::Silent),
            MeanAnswer::Known { sum, people, scale } => {
                Ok(Fraction::new(sum, i128::from(people) * i128::from(scale)))
            }
        }
    }
}

impl LineContext<'_> {
    /// Whether so few people take part; `None` while it is not known how many came. Without places nothing can be told,
    /// and the line counts.
    fn is_met(
        &self,
        few: PeoplePerPlace,
        test: fn(u32, PeoplePerPlace, u32) -> bool,
    ) -> Option<bool> {
        let Some(places) = self.places else {
            return Some(true);
        };
        match few.of {
            CalledOrCame::Called => Some(test(self.called, few, places)),
            CalledOrCame::Came => {
                let least = test(self.came, few, places);
                let most = test(self.came.saturating_add(self.gaps), few, places);
                (least == most).then_some(least)
            }
        }
    }
}

/// Fewer people than so many for each place.
fn fewer(people: u32, few: PeoplePerPlace, places: u32) -> bool {
    u128::from(people) * u128::from(few.ratio.denominator())
        < u128::from(places) * u128::from(few.ratio.numerator())
}

/// No more people than so many for each place.
fn no_more(people: u32, few: PeoplePerPlace, places: u32) -> bool {
    u128::from(people) * u128::from(few.ratio.denominator())
        <= u128::from(places) * u128::from(few.ratio.numerator())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::{Ratio, Rounding};
    use crate::rules::score::Score;

    const KNOWN: MeanAnswer = MeanAnswer::Known {
        sum: 200,
        people: 3,
        scale: 1,
    };
    const NOBODY: MeanAnswer = MeanAnswer::Known {
        sum: 0,
        people: 0,
        scale: 1,
    };

    fn line(at: LineAt) -> Line {
        Line {
            code: "line".into(),
            clause: None,
            on: Score::stage("interview"),
            at,
            strictly: false,
            only_below: None,
            only_up_to: None,
        }
    }

    fn fixed(points: i64) -> LineAt {
        LineAt::Fixed(Points::whole(points))
    }

    fn share_of_mean(percent: u64, rounding: Option<Rounding>) -> LineAt {
        LineAt::Mean(MeanShare {
            share: Ratio::percent(percent),
            across: Default::default(),
            rounding,
        })
    }

    fn at(numerator: i128, denominator: i128) -> Resolved {
        Resolved::At(Fraction::new(numerator, denominator))
    }

    fn context(mean: &dyn Fn(&MeanShare) -> MeanAnswer) -> LineContext<'_> {
        LineContext {
            full: Points::whole(150),
            places: Some(2),
            called: 6,
            came: 4,
            gaps: 0,
            decided: None,
            mean,
            room: None,
        }
    }

    #[test]
    fn the_least_that_passes_stands_on_the_line_or_above_a_strict_one() {
        let sixty = Fraction::new(60, 1);
        let broken = Fraction::new(200, 3);
        for (line, scale, strictly, least) in [
            (sixty, 10_000, false, 600_000),
            (sixty, 10_000, true, 600_001),
            (broken, 10_000, false, 666_667),
            (broken, 10_000, true, 666_667),
            (broken, 30_000, false, 2_000_000),
            (broken, 30_000, true, 2_000_001),
            (Fraction::new(-1, 3), 10, false, -3),
            (Fraction::ZERO, 10_000, true, 1),
            (Fraction::new(i128::MAX, 1), 10, false, i64::MAX),
        ] {
            assert_eq!(
                least_passing(line, scale, strictly),
                least,
                "{line:?} {scale}"
            );
        }
    }

    #[test]
    fn a_line_lies_where_the_rule_says() {
        let known = |_: &MeanShare| KNOWN;
        let two = Some(Rounding::half_up(2));
        for (place, resolved) in [
            (fixed(60), at(60, 1)),
            (LineAt::Share(Ratio::percent(60)), at(90, 1)),
            (share_of_mean(80, None), at(160, 3)),
            (share_of_mean(80, two), at(5_333, 100)),
            (LineAt::RoomMean, Resolved::OfRoom),
            (LineAt::SetLater, Resolved::Open),
        ] {
            assert_eq!(
                resolve(&line(place.clone()), &context(&known)),
                resolved,
                "{place:?}"
            );
        }
        let decided = LineContext {
            decided: Some(Points::whole(55)),
            ..context(&known)
        };
        assert_eq!(resolve(&line(LineAt::SetLater), &decided), at(55, 1));
    }

    #[test]
    fn a_mean_over_nobody_bars_nobody_and_a_gap_leaves_the_line_open() {
        for (answer, resolved) in [
            (NOBODY, Resolved::Silent),
            (MeanAnswer::Unknown, Resolved::Unknown),
        ] {
            let mean = |_: &MeanShare| answer;
            assert_eq!(
                resolve(&line(share_of_mean(100, None)), &context(&mean)),
                resolved
            );
            let room = LineContext {
                room: Some(answer),
                ..context(&mean)
            };
            assert_eq!(resolve(&line(LineAt::RoomMean), &room), resolved);
        }
    }

    #[test]
    fn the_lowest_or_highest_of_several_lines_waits_for_what_is_not_known() {
        let known = |_: &MeanShare| KNOWN;
        let lowest = |places: &[LineAt]| line(LineAt::LowestOf(places.to_vec()));
        let highest = |places: &[LineAt]| line(LineAt::HighestOf(places.to_vec()));
        let fixed_and_mean = [fixed(60), share_of_mean(100, None)];
        assert_eq!(
            resolve(&lowest(&fixed_and_mean), &context(&known)),
            at(60, 1)
        );
        assert_eq!(
            resolve(&highest(&fixed_and_mean), &context(&known)),
            at(200, 3)
        );
        let with_room = [LineAt::RoomMean, fixed(70)];
        assert_eq!(
            resolve(&lowest(&with_room), &context(&known)),
            Resolved::OfRoom
        );
        let room = LineContext {
            room: Some(KNOWN),
            ..context(&known)
        };
        assert_eq!(resolve(&lowest(&with_room), &room), at(200, 3));
        assert_eq!(resolve(&highest(&with_room), &room), at(70, 1));
        let open = [LineAt::RoomMean, LineAt::SetLater, fixed(70)];
        assert_eq!(resolve(&highest(&open), &context(&known)), Resolved::Open);
        let gap = |_: &MeanShare| MeanAnswer::Unknown;
        assert_eq!(
            resolve(&lowest(&fixed_and_mean), &context(&gap)),
            Resolved::Unknown
        );
        let nobody = |_: &MeanShare| NOBODY;
        assert_eq!(
            resolve(&highest(&fixed_and_mean), &context(&nobody)),
            at(60, 1)
        );
        assert_eq!(resolve(&lowest(&[]), &context(&nobody)), Resolved::Silent);
        let nested = [fixed(60), LineAt::LowestOf(vec![fixed(90), fixed(80)])];
        assert_eq!(resolve(&highest(&nested), &context(&known)), at(80, 1));
    }

    #[test]
    fn a_line_that_only_counts_with_few_people_is_silent_with_many() {
        let known = |_: &MeanShare| KNOWN;
        let per_place = |ratio: u64, of| {
            Some(PeoplePerPlace {
                ratio: Ratio::whole(ratio),
                of,
            })
        };
        let below = |ratio, of| Line {
            only_below: per_place(ratio, of),
            ..line(fixed(60))
        };
        let up_to = |ratio, of| Line {
            only_up_to: per_place(ratio, of),
            ..line(fixed(60))
        };
        // Two places, six called, four came.
        for (rule, counts) in [
            (below(2, CalledOrCame::Came), false),
            (below(3, CalledOrCame::Came), true),
            (up_to(2, CalledOrCame::Came), true),
            (up_to(1, CalledOrCame::Came), false),
            (below(3, CalledOrCame::Called), false),
            (up_to(3, CalledOrCame::Called), true),
        ] {
            let expected = if counts { at(60, 1) } else { Resolved::Silent };
            assert_eq!(resolve(&rule, &context(&known)), expected, "{rule:?}");
        }
        let gap = LineContext {
            gaps: 2,
            ..context(&known)
        };
        let below_three = below(3, CalledOrCame::Came);
        assert_eq!(
            resolve(&below_three, &gap),
            Resolved::Unknown,
            "four, or six"
        );
        assert_eq!(resolve(&below(4, CalledOrCame::Came), &gap), at(60, 1));
        let unknown_places = LineContext {
            places: None,
            ..context(&known)
        };
        assert_eq!(
            resolve(&below(2, CalledOrCame::Came), &unknown_places),
            at(60, 1)
        );
    }
}
