//! How many people a quota means.

use super::number::Num;
use domain::numbers::{Rounding, RoundingMode};
use domain::rules::{Quota, QuotaShare};

/// For so many places; a share of people is none of this.
pub fn of_places(quota: &Quota, places: u32) -> u32 {
    match quota {
        Quota::Exactly(people) => *people,
        Quota::PerPlace(ratio) => up(Num::whole(places as usize) * Num::ratio(*ratio)),
        Quota::Steps(steps) => {
            let reaches = |most: Option<u32>| most.is_none_or(|most| places <= most);
            let step = steps.iter().find(|step| reaches(step.up_to));
            let step = step.or(steps.last()).expect("a quota has steps");
            let beyond = Num::whole(places.saturating_sub(step.beyond) as usize);
            step.people + up(beyond * Num::ratio(step.per_place))
        }
        Quota::Share(_) => panic!("a share is taken of people"),
    }
}

/// A share of so many people; a broken number rounds up where nothing else is said.
pub fn of_people(share: &QuotaShare, people: usize) -> u32 {
    let exact = Num::whole(people) * Num::ratio(share.share);
    let mode = share.mode.unwrap_or(RoundingMode::Up);
    let whole = exact.rounded(Some(Rounding { decimals: 0, mode }));
    whole.floor() as u32
}

fn up(number: Num) -> u32 {
    number.ceiling() as u32
}
