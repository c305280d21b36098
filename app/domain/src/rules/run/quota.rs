//! How many people a quota means for so many places.

use super::super::document::{Quota, RoundingMode};

/// `present`: how many are still in, for quotas that go by a share of them.
pub(crate) fn people(quota: &Quota, places: u32, present: u32) -> u32 {
    let places = i128::from(places);
    let count = match quota {
        Quota::Everyone => return present,
        Quota::Exactly(people) => return *people,
        Quota::PerPlace(ratio) => RoundingMode::Up.divide(
            places * i128::from(ratio.numerator()),
            i128::from(ratio.denominator()),
        ),
        Quota::PerPlaceRounded(rule) => {
            let above = places * i128::from(rule.people.numerator());
            rule.mode
                .divide(above, i128::from(rule.people.denominator()))
        }
        Quota::Smallest(quotas) => return each(quotas, places, present).min().unwrap_or(present),
        Quota::Largest(quotas) => return each(quotas, places, present).max().unwrap_or(present),
        Quota::Share(share) => share.mode.divide(
            i128::from(present) * i128::from(share.share.numerator()),
            i128::from(share.share.denominator()),
        ),
        Quota::Steps(steps) => {
            let step = steps
                .iter()
                .find(|step| step.up_to.is_none_or(|most| places <= i128::from(most)));
            let Some(step) = step.or(steps.last()) else {
                return present;
            };
            let above = (places - i128::from(step.beyond)).max(0);
            let more = above * i128::from(step.per_place.numerator());
            i128::from(step.people)
                + RoundingMode::Up.divide(more, i128::from(step.per_place.denominator()))
        }
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn each(quotas: &[Quota], places: i128, present: u32) -> impl Iterator<Item = u32> {
    let places = u32::try_from(places).unwrap_or(u32::MAX);
    quotas
        .iter()
        .map(move |quota| people(quota, places, present))
}

/// The most places for which `count` people are enough, up to `places`.
pub(crate) fn places_for(quota: &Quota, places: u32, count: u32) -> u32 {
    if people(quota, places, count) <= count {
        return places;
    }
    let (mut enough, mut too_many) = (0, places);
    while too_many - enough > 1 {
        let middle = enough + (too_many - enough) / 2;
        if people(quota, middle, count) <= count {
            enough = middle
        } else {
            too_many = middle
        }
    }
    enough
}

#[cfg(test)]
mod tests {
    use super::super::super::document::{QuotaRounded, QuotaShare, QuotaStep, Ratio};
    use super::*;

    fn step(up_to: Option<u32>, people: u32, per_place: u64, beyond: u32) -> QuotaStep {
        QuotaStep {
            up_to,
            people,
            per_place: Ratio::whole(per_place),
            beyond,
        }
    }

    #[test]
    fn o15_posts_below_ten_places_take_three_each_and_larger_ones_two() {
        let quota = Quota::Steps(vec![step(Some(9), 0, 3, 0), step(None, 0, 2, 0)]);
        assert_eq!(
            [1, 9, 10, 11].map(|places| people(&quota, places, 0)),
            [3, 27, 20, 22]
        );
    }

    #[test]
    fn a_piecewise_linear_quota_rises_from_where_the_last_piece_ended() {
        let quota = Quota::Steps(vec![step(Some(10), 0, 3, 0), step(None, 30, 2, 10)]);
        assert_eq!(
            [10, 11, 20].map(|places| people(&quota, places, 0)),
            [30, 32, 50]
        );
    }

    #[test]
    fn a_share_of_the_entrants_rounds_half_up() {
        let quota = Quota::Share(QuotaShare {
            share: Ratio::percent(40),
            mode: RoundingMode::HalfUp,
        });
        assert_eq!(
            [0, 1, 2, 11, 12].map(|present| people(&quota, 1, present)),
            [0, 0, 1, 4, 5]
        );
    }

    #[test]
    fn one_and_a_half_people_for_a_place_round_as_told() {
        let quota = |mode| {
            Quota::PerPlaceRounded(QuotaRounded {
                people: Ratio::new(3, 2).unwrap(),
                mode,
            })
        };
        let people = |mode| [1, 2, 3].map(|places| people(&quota(mode), places, 0));
        assert_eq!(people(RoundingMode::HalfUp), [2, 3, 5]);
        assert_eq!(people(RoundingMode::Truncate), [1, 3, 4]);
    }

    #[test]
    fn a_number_between_two_bounds_is_the_largest_of_the_smallest() {
        let three = Quota::PerPlace(Ratio::whole(3));
        let most = Quota::Smallest(vec![three, Quota::Exactly(10)]);
        let quota = Quota::Largest(vec![most, Quota::Exactly(5)]);
        assert_eq!(
            [1, 2, 3, 4].map(|places| people(&quota, places, 0)),
            [5, 6, 9, 10]
        );
        assert_eq!(
            [4, 5, 6, 9].map(|count| places_for(&quota, 4, count)),
            [0, 1, 2, 3]
        );
        assert_eq!(people(&Quota::Smallest(Vec::new()), 3, 7), 7);
    }

    #[test]
    fn places_are_reduced_until_the_people_are_enough() {
        let quota = Quota::PerPlace(Ratio::whole(3));
        assert_eq!(
            [0, 2, 3, 8, 9, 100].map(|count| places_for(&quota, 5, count)),
            [0, 0, 1, 2, 3, 5]
        );
    }
}
