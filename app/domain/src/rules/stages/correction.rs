//! Making rooms comparable: which scores count for the means, and each room's coefficient or difference (domain.md 3.7;
//! O22, O23).

use super::coefficient::Coefficient;
use super::document::{Correction, CorrectionMethod, MeanTrim, Outliers, OverallMean};
use crate::numbers::{Fraction, Points};
use crate::rules::engine::RuleFault;

/// Everybody who has a score in one room, whatever their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RoomScores {
    pub scores: Vec<i64>,
}

/// What comes out for the rooms of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Corrected {
    /// All sat in one room: the scores stay as they are.
    OneRoom,
    /// In the order of the rooms given.
    Rooms(Vec<CorrectedRoom>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CorrectedRoom {
    pub figure: RoomFigure,
    /// None where there is no coefficient.
    pub by: Option<Coefficient>,
}

/// The figures of one room, as they are after their rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RoomFigure {
    /// How many count for the room's mean.
    pub counted: u32,
    /// Nothing where nobody counts.
    pub mean: Fraction,
    pub overall: Fraction,
    /// None: a mean of nothing cannot divide, or nobody counts.
    pub coefficient: Option<Fraction>,
}

/// Compares the rooms of one group; `scale` is that of the scores, `full` the mark at which a capped score ends.
pub(crate) fn correct(
    rule: &Correction,
    scale: i64,
    full: Points,
    rooms: &[RoomScores],
) -> Result<Corrected, RuleFault> {
    if rooms.len() < 2 {
        return Ok(Corrected::OneRoom);
    }
    let sums: Vec<RoomSum> = rooms
        .iter()
        .map(|room| RoomSum::of(&room.scores, rule, scale))
        .collect();
    let figures = figures(rule, &sums, scale).ok_or(RuleFault::Overflow)?;
    let corrected = figures.into_iter().zip(rooms).map(|(figure, room)| {
        let largest = room.scores.iter().map(|score| score.unsigned_abs()).max();
        let largest = i64::try_from(largest.unwrap_or(0)).map_err(|_| RuleFault::Overflow)?;
        let coefficient = |of| Coefficient::new(rule, of, scale, full, largest);
        let by = figure.coefficient.map(coefficient).transpose()?;
        Ok(CorrectedRoom { figure, by })
    });
    Ok(Corrected::Rooms(
        corrected.collect::<Result<_, RuleFault>>()?,
    ))
}

/// The figures of rooms from their printed sums: the worked examples of a notice. `None` beyond exact computation.
pub(crate) fn figures_of_sums(
    rule: &Correction,
    rooms: &[(Points, u32)],
) -> Option<Vec<RoomFigure>> {
    let sums: Vec<RoomSum> = rooms
        .iter()
        .map(|(sum, people)| RoomSum {
            own: Sum::of_points(*sum, *people),
            all: Sum::of_points(*sum, *people),
            plain: Vec::new(),
        })
        .collect();
    let untrimmed = Correction {
        overall_trim: None,
        ..rule.clone()
    };
    figures(&untrimmed, &sums, Points::SCALE)
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    sum: i128,
    people: u32,
}

impl Sum {
    fn of(scores: &[i64]) -> Self {
        Sum {
            sum: scores.iter().map(|score| i128::from(*score)).sum(),
            people: scores.len() as u32,
        }
    }

    fn of_points(sum: Points, people: u32) -> Self {
        Sum {
            sum: sum.raw().into(),
            people,
        }
    }

    /// `None`: nobody counts.
    fn mean(self, scale: i64) -> Option<Fraction> {
        let below = i128::from(self.people) * i128::from(scale);
        (below > 0).then(|| Fraction::new(self.sum, below))
    }
}

/// One room's scores, as far as they count.
struct RoomSum {
    /// For the room's own mean.
    own: Sum,
    /// For the mean of all people, before its trim.
    all: Sum,
    /// The same scores one by one, where the overall mean is trimmed.
    plain: Vec<i64>,
}

impl RoomSum {
    fn of(scores: &[i64], rule: &Correction, scale: i64) -> Self {
        let kept = match &rule.outliers {
            None | Some(Outliers::Undefined) => None,
            Some(outliers) => Some(without(outliers, scores, scale)),
        };
        let plain = kept.as_deref().unwrap_or(scores);
        let own = match rule.room_trim {
            None => Sum::of(plain),
            Some(trim) => Sum::of(&trimmed(plain, trim)),
        };
        RoomSum {
            own,
            all: Sum::of(plain),
            plain: match rule.overall_trim {
                None => Vec::new(),
                Some(_) => plain.to_vec(),
            },
        }
    }
}

fn without(outliers: &Outliers, scores: &[i64], scale: i64) -> Vec<i64> {
    let per_point = i128::from(scale / Points::SCALE);
    let at_scale = |points: Points| i128::from(points.raw()) * per_point;
    let all = Sum::of(scores);
    let people = i128::from(all.people);
    let normal = |score: &&i64| {
        let score = i128::from(**score);
        match outliers {
            Outliers::Undefined => true,
            Outliers::Outside(bounds) => {
                (at_scale(bounds.below)..=at_scale(bounds.above)).contains(&score)
            }
            Outliers::FartherThan(distance) => {
                (score * people - all.sum).abs() <= at_scale(*distance) * people
            }
        }
    };
    scores.iter().filter(normal).copied().collect()
}

/// Without so many highest and lowest; nobody where they are all.
fn trimmed(scores: &[i64], trim: MeanTrim) -> Vec<i64> {
    let (low, high) = (usize::from(trim.lowest), usize::from(trim.highest));
    let mut sorted = scores.to_vec();
    sorted.sort_unstable();
    let end = sorted.len().saturating_sub(high);
    sorted.get(low..end).unwrap_or_default().to_vec()
}

/// The figures of each room; `None` when they are beyond exact computation.
fn figures(rule: &Correction, rooms: &[RoomSum], scale: i64) -> Option<Vec<RoomFigure>> {
    let rounded = |mean: Fraction| mean.round(rule.mean);
    let means = rooms
        .iter()
        .map(|room| {
            room.own
                .mean(scale)
                .map_or(Some(None), |mean| rounded(mean).map(Some))
        })
        .collect::<Option<Vec<Option<Fraction>>>>()?;
    let overall = match overall(rule, rooms, &means, scale)? {
        None => None,
        Some(exact) => Some(rounded(exact)?),
    };
    let figure = |(room, mean): (&RoomSum, Option<Fraction>)| {
        let coefficient = match (overall, mean) {
            (Some(overall), Some(mean)) => coefficient(rule, overall, mean)?,
            _ => None,
        };
        Some(RoomFigure {
            counted: room.own.people,
            mean: mean.unwrap_or(Fraction::ZERO),
            overall: overall.unwrap_or(Fraction::ZERO),
            coefficient,
        })
    };
    rooms.iter().zip(means).map(figure).collect()
}

/// The mean of all before its rounding; the inner `None` where nobody counts.
fn overall(
    rule: &Correction,
    rooms: &[RoomSum],
    means: &[Option<Fraction>],
    scale: i64,
) -> Option<Option<Fraction>> {
    match (rule.overall, rule.overall_trim) {
        (OverallMean::OfRooms, _) => {
            let means: Vec<Fraction> = means.iter().flatten().copied().collect();
            if means.is_empty() {
                return Some(None);
            }
            let sum = means
                .iter()
                .try_fold(Fraction::ZERO, |sum, mean| sum.plus(*mean))?;
            sum.times(Fraction::new(1, means.len() as i128)).map(Some)
        }
        (OverallMean::OfPeople, None) => {
            let all = rooms.iter().fold(Sum::default(), |all, room| Sum {
                sum: all.sum + room.all.sum,
                people: all.people + room.all.people,
            });
            Some(all.mean(scale))
        }
        (OverallMean::OfPeople, Some(trim)) => {
            let plain = rooms.iter().flat_map(|room| room.plain.iter().copied());
            let all: Vec<i64> = plain.collect();
            Some(Sum::of(&trimmed(&all, trim)).mean(scale))
        }
    }
}

/// The inner `None`: a mean of nothing cannot divide.
fn coefficient(rule: &Correction, overall: Fraction, room: Fraction) -> Option<Option<Fraction>> {
    let exact = match rule.method {
        CorrectionMethod::Multiply if room.numerator == 0 => return Some(None),
        CorrectionMethod::Multiply => {
            overall.times(Fraction::new(room.denominator, room.numerator))?
        }
        CorrectionMethod::Add => overall.plus(Fraction::new(-room.numerator, room.denominator))?,
    };
    exact.round(rule.coefficient).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Rounding;
    use crate::rules::stages::{OutlierBounds, RoomUnit};

    const SCALE: i64 = Points::SCALE;

    fn rule(method: CorrectionMethod, overall: OverallMean) -> Correction {
        Correction {
            clause: None,
            method,
            across: Default::default(),
            overall,
            overall_trim: None,
            room_trim: None,
            outliers: None,
            unit: RoomUnit::Room,
            mean: None,
            coefficient: None,
            corrected: Rounding::half_up(2),
            cap: None,
        }
    }

    fn multiply() -> Correction {
        rule(CorrectionMethod::Multiply, OverallMean::OfPeople)
    }

    fn one_each() -> Option<MeanTrim> {
        Some(MeanTrim {
            highest: 1,
            lowest: 1,
        })
    }

    fn room(scores: &[i64]) -> RoomScores {
        RoomScores {
            scores: scores.iter().map(|score| score * SCALE).collect(),
        }
    }

    fn rooms(rule: &Correction, rooms: &[&[i64]]) -> Vec<CorrectedRoom> {
        let rooms: Vec<RoomScores> = rooms.iter().map(|scores| room(scores)).collect();
        match correct(rule, SCALE, Points::whole(100), &rooms).unwrap() {
            Corrected::Rooms(rooms) => rooms,
            Corrected::OneRoom => panic!("several rooms"),
        }
    }

    fn raw(points: &str) -> i64 {
        points.parse::<Points>().unwrap().raw()
    }

    fn whole(figure: i128) -> Fraction {
        Fraction::new(figure, 1)
    }

    #[test]
    fn the_trim_of_a_room_does_not_trim_the_mean_of_all() {
        let scores: [&[i64]; 2] = [&[60, 70, 80], &[50, 60, 100]];
        let rule = Correction {
            room_trim: one_each(),
            ..multiply()
        };
        let found = rooms(&rule, &scores);
        let means = found
            .iter()
            .map(|room| (room.figure.mean, room.figure.overall));
        let expected = [(whole(70), whole(70)), (whole(60), whole(70))];
        assert_eq!(means.collect::<Vec<_>>(), expected);
        assert_eq!(found[1].figure.counted, 1);
        assert_eq!(found[1].figure.coefficient, Some(Fraction::new(7, 6)));
        assert_eq!(found[1].by.unwrap().apply(raw("60")), raw("70"));
    }

    #[test]
    fn the_trim_of_all_does_not_trim_the_rooms() {
        let rule = Correction {
            overall_trim: one_each(),
            ..multiply()
        };
        let found = rooms(&rule, &[&[60, 70, 80], &[50, 60, 99]]);
        assert_eq!(found[0].figure.overall, Fraction::new(270, 4));
        assert_eq!(found[0].figure.mean, whole(70));
        assert_eq!(found[1].figure.mean, Fraction::new(209, 3));
        assert_eq!(found[1].figure.counted, 3);
    }

    #[test]
    fn abnormal_scores_leave_both_means() {
        let scores: [&[i64]; 2] = [&[70, 80, 20], &[60, 80]];
        let bounds = OutlierBounds {
            below: Points::whole(60),
            above: Points::whole(90),
        };
        for outliers in [
            Outliers::Outside(bounds),
            Outliers::FartherThan(Points::whole(30)),
        ] {
            let rule = Correction {
                outliers: Some(outliers),
                ..multiply()
            };
            let found = rooms(&rule, &scores);
            let first = found[0].figure;
            assert_eq!((first.counted, first.mean), (2, whole(75)), "{rule:?}");
            assert_eq!(first.overall, Fraction::new(290, 4), "{rule:?}");
        }
        let rule = Correction {
            outliers: Some(Outliers::Undefined),
            ..multiply()
        };
        assert_eq!(
            rooms(&rule, &scores)[0].figure.counted,
            3,
            "not defined drops nobody"
        );
    }

    #[test]
    fn the_mean_of_rooms_asks_for_nobodys_number() {
        let scores: [&[i64]; 2] = [&[60, 60, 60], &[80]];
        let of_rooms = rule(CorrectionMethod::Multiply, OverallMean::OfRooms);
        assert_eq!(rooms(&of_rooms, &scores)[0].figure.overall, whole(70));
        assert_eq!(rooms(&multiply(), &scores)[0].figure.overall, whole(65));
    }

    #[test]
    fn one_room_alone_is_not_corrected() {
        let full = Points::whole(100);
        for rooms in [&[room(&[60, 70])][..], &[]] {
            let found = correct(&multiply(), SCALE, full, rooms);
            assert_eq!(found, Ok(Corrected::OneRoom));
        }
    }

    #[test]
    fn a_room_whose_mean_is_nothing_has_a_difference_and_no_quotient() {
        let scores: [&[i64]; 2] = [&[0, 0], &[80]];
        let found = rooms(&multiply(), &scores);
        assert_eq!((found[0].figure.coefficient, found[0].by), (None, None));
        assert!(found[1].by.is_some(), "the other room has one");
        let add = rule(CorrectionMethod::Add, OverallMean::OfRooms);
        let found = rooms(&add, &scores);
        assert_eq!(found[0].figure.coefficient, Some(whole(40)));
        assert_eq!(found[0].by.unwrap().apply(0), raw("40"));
    }

    #[test]
    fn a_room_in_which_nobody_counts_has_no_coefficient_and_no_part_in_the_mean_of_rooms() {
        for method in [CorrectionMethod::Multiply, CorrectionMethod::Add] {
            let rule = Correction {
                room_trim: one_each(),
                ..rule(method, OverallMean::OfRooms)
            };
            let found = rooms(&rule, &[&[60, 80], &[50, 70, 75]]);
            assert_eq!(
                (found[0].figure.counted, found[0].figure.coefficient),
                (0, None)
            );
            assert_eq!(found[1].figure.overall, whole(70));
            let nobody = rooms(&rule, &[&[60, 80], &[50]]);
            assert!(nobody.iter().all(|room| room.figure.coefficient.is_none()));
        }
    }

    #[test]
    fn corrected_scores_are_rounded_and_end_at_the_full_mark_where_the_rule_says_so() {
        let scores: [&[i64]; 2] = [&[90, 60], &[30, 40]];
        let open = rooms(&multiply(), &scores)[1].by.unwrap();
        // 55 ÷ 35: 40 becomes 62.857….
        assert_eq!(open.apply(raw("40")), raw("62.86"));
        assert_eq!(open.apply(raw("39.999")), raw("62.86"));
        let high = Correction {
            cap: Some(true),
            ..rule(CorrectionMethod::Add, OverallMean::OfPeople)
        };
        let found = rooms(&high, &[&[100, 0], &[99, 81]]);
        assert_eq!(
            found[0].by.unwrap().apply(raw("100")),
            raw("100"),
            "120 and capped"
        );
        assert_eq!(found[1].by.unwrap().apply(raw("99")), raw("79"));
        let open = Correction { cap: None, ..high };
        let found = rooms(&open, &[&[100, 0], &[99, 81]]);
        assert_eq!(found[0].by.unwrap().apply(raw("100")), raw("120"));
        assert_eq!(
            found[1].by.unwrap().apply(raw("5")),
            0,
            "never below nothing"
        );
    }

    #[test]
    fn a_finer_scale_gives_the_same_corrected_scores() {
        let fine = 60 * SCALE;
        let scores = [
            vec![raw("70") * 60, raw("81") * 60],
            vec![raw("55") * 60 + 7],
        ];
        let rooms = scores.map(|scores| RoomScores { scores });
        let found = correct(&multiply(), fine, Points::whole(100), &rooms).unwrap();
        let Corrected::Rooms(found) = found else {
            panic!("two rooms")
        };
        let by = found[0].by.unwrap();
        assert_eq!(by.apply(raw("70") * 60), raw("63.66") * 60);
    }

    #[test]
    fn printed_sums_give_the_printed_coefficients() {
        let rule = Correction {
            mean: Some(Rounding::half_up(2)),
            coefficient: Some(Rounding::half_up(3)),
            overall_trim: one_each(),
            ..multiply()
        };
        let sums = ["685.2", "721.5", "782.6"].map(|sum| (sum.parse().unwrap(), 10));
        let figures = figures_of_sums(&rule, &sums).unwrap();
        let coefficients = figures.iter().map(|room| room.coefficient.unwrap());
        let expected = [1_065, 1_012, 933].map(|part| Fraction::new(part, 1_000));
        assert_eq!(coefficients.collect::<Vec<_>>(), expected);
        assert_eq!(figures[0].overall, Fraction::new(7_298, 100));
        let nobody = figures_of_sums(&rule, &[(Points::ZERO, 0)]).unwrap();
        assert_eq!(nobody[0].coefficient, None);
    }
}
