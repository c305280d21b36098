//! How many people a quota means for so many places.

use super::document::{Counted, Quota};
use crate::numbers::RoundingMode;

/// Of whom a share may be taken, for one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Crowd {
    pub registered: u32,
    pub came: u32,
    pub passed: u32,
}

impl Crowd {
    fn of(self, counted: Counted) -> u32 {
        match counted {
            Counted::Registered => self.registered,
            Counted::Came => self.came,
            Counted::Passed => self.passed,
        }
    }
}

pub(crate) fn people(quota: &Quota, places: u32, crowd: Crowd) -> u32 {
    let places = i128::from(places);
    let count = match quota {
        Quota::Exactly(people) => return *people,
        Quota::PerPlace(ratio) => RoundingMode::Up.divide(
            places * i128::from(ratio.numerator()),
            i128::from(ratio.denominator()),
        ),
        Quota::Share(share) => share.mode.unwrap_or(RoundingMode::Up).divide(
            i128::from(crowd.of(share.of)) * i128::from(share.share.numerator()),
            i128::from(share.share.denominator()),
        ),
        Quota::Steps(steps) => {
            let fits = |most: u32| places <= i128::from(most);
            let step = steps.iter().find(|step| step.up_to.is_none_or(fits));
            let Some(step) = step.or(steps.last()) else {
                return crowd.passed;
            };
            let above = (places - i128::from(step.beyond)).max(0);
            let more = above * i128::from(step.per_place.numerator());
            let more = RoundingMode::Up.divide(more, i128::from(step.per_place.denominator()));
            i128::from(step.people) + more
        }
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The most places for which `count` people are enough, up to `places`.
pub(crate) fn places_for(quota: &Quota, places: u32, count: u32, crowd: Crowd) -> u32 {
    if people(quota, places, crowd) <= count {
        return places;
    }
    let (mut enough, mut too_many) = (0, places);
    while too_many - enough > 1 {
        let middle = enough + (too_many - enough) / 2;
        if people(quota, middle, crowd) <= count {
            enough = middle;
        } else {
            too_many = middle;
        }
    }
    enough
}

#[cfg(test)]
mod tests {
    use super::super::document::{QuotaShare, QuotaStep};
    use super::*;
    use crate::numbers::Ratio;

    fn steps(steps: &[(Option<u32>, u32, u64, u32)]) -> Quota {
        let step = |(up_to, people, per_place, beyond): &(Option<u32>, u32, u64, u32)| QuotaStep {
            up_to: *up_to,
            people: *people,
            per_place: Ratio::whole(*per_place),
            beyond: *beyond,
        };
        Quota::Steps(steps.iter().map(step).collect())
    }

    #[test]
    fn o15_posts_below_ten_places_take_three_each_and_larger_ones_two() {
        let quota = steps(&[(Some(9), 0, 3, 0), (None, 0, 2, 0)]);
        let people = |places| people(&quota, places, Crowd::default());
        assert_eq!([1, 9, 10, 11].map(people), [3, 27, 20, 22]);
    }

    #[test]
    fn a_piecewise_linear_quota_rises_from_where_the_last_piece_ended() {
        let quota = steps(&[(Some(10), 0, 3, 0), (None, 30, 2, 10)]);
        let people = |places| people(&quota, places, Crowd::default());
        assert_eq!([10, 11, 20].map(people), [30, 32, 50]);
    }

    #[test]
    fn a_share_of_those_who_came_rounds_up_where_nobody_said_how() {
        let share = |mode| {
            Quota::Share(QuotaShare {
                share: Ratio::percent(60),
                of: Counted::Came,
                mode,
            })
        };
        let people = |mode, came| {
            let crowd = Crowd {
                registered: 100,
                came,
                passed: 1,
            };
            people(&share(mode), 1, crowd)
        };
        assert_eq!([0, 1, 4, 5].map(|came| people(None, came)), [0, 1, 3, 3]);
        assert_eq!(people(Some(RoundingMode::HalfUp), 4), 2);
    }

    #[test]
    fn places_are_reduced_until_the_people_are_enough() {
        let quota = Quota::PerPlace(Ratio::whole(3));
        let places = |count| places_for(&quota, 5, count, Crowd::default());
        assert_eq!([0, 2, 3, 8, 9, 100].map(places), [0, 0, 1, 2, 3, 5]);
    }
}
