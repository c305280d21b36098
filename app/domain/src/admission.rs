//! Rooms, seats, ticket numbers and script numbers: drawn from a seed, so that the draw can be repeated and checked.

use crate::{
    applications::{Deadlines, Stage},
    ids::ApplicationId,
    lots::Lots,
    time::Instant,
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Seats in an ordinary written room: 30 single desks (domain.md section 6).
pub const ROOM_SIZE: usize = 30;

/// Whether an application can still end among those who are seated. Seats are assigned once, so everybody waits until
/// the last returned application is past its deadline and the last rejection past its appeal.
pub fn may_still_be_accepted(stage: Stage, deadlines: Deadlines<'_>, now: Instant) -> bool {
    match stage {
        Stage::Submitted | Stage::PassedStreet | Stage::Appealed => true,
        Stage::Draft | Stage::Returned | Stage::Rejected => {
            deadlines.of(stage).is_some_and(|deadline| now < deadline)
        }
        Stage::RejectionUpheld | Stage::Accepted => false,
    }
}

/// Where a candidate sits and under which numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub application: ApplicationId,
    /// The ticket number: on the ticket and on every list.
    pub ticket: String,
    /// Counted from one, over the whole campaign.
    pub room: u32,
    /// Counted from one within the room.
    pub seat: u32,
    /// The script number: the only number a recorder sees; a separate draw, so that nothing about the seat can be read
    /// from it.
    pub script: String,
}

/// Seats for everybody on the day of the test, in an order that depends on the seed and on nothing else (not on the order of `applications`).
pub fn assign(applications: &[ApplicationId], day: NaiveDate, seed: u64) -> Vec<Seat> {
    let mut seated = applications.to_vec();
    seated.sort_unstable();
    let mut lots = Lots::seeded(seed);
    lots.shuffle(&mut seated);
    let mut scripts: Vec<usize> = (0..seated.len()).collect();
    lots.shuffle(&mut scripts);
    seated
        .into_iter()
        .zip(scripts)
        .enumerate()
        .map(|(i, (application, script))| Seat {
            application,
            ticket: format!(
                "{:02}{:02}{:02}{:05}",
                day.year() % 100,
                day.month(),
                day.day(),
                i + 1
            ),
            room: (i / ROOM_SIZE) as u32 + 1,
            seat: (i % ROOM_SIZE) as u32 + 1,
            script: script_number(script),
        })
        .collect()
}

/// `A-0001` to `A-9999`, then `B-0001` …
fn script_number(index: usize) -> String {
    let bundle = char::from(b'A' + (index / 9_999 % 26) as u8);
    format!("{bundle}-{:04}", index % 9_999 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        campaigns::{Dates, Timetable},
        rules::RuleDocument,
    };
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn people(n: u128) -> Vec<ApplicationId> {
        (0..n).map(|i| ApplicationId(Uuid::from_u128(i))).collect()
    }

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 28).unwrap();

    #[test]
    fn the_same_seed_seats_everybody_the_same_whatever_the_order_of_the_list() {
        let mut reversed = people(500);
        reversed.reverse();
        assert_eq!(assign(&people(500), DAY, 9), assign(&reversed, DAY, 9));
        assert_ne!(assign(&people(500), DAY, 9), assign(&people(500), DAY, 10));
    }

    #[test]
    fn a_ticket_carries_the_day_of_the_test() {
        assert_eq!(assign(&people(1), DAY, 1)[0].ticket, "26032800001");
    }

    #[test]
    fn seats_wait_for_everybody_who_can_still_be_accepted() {
        let dates = Dates::from(Instant(0));
        let mut rules = RuleDocument::default();
        dates.write(&mut rules);
        let (close, by) = (dates.applications_close.0, dates.corrections_close.0);
        let deadlines = Deadlines {
            timetable: &Timetable::of(&rules),
            answer_by: Some(Instant(by)),
        };
        let never_sent = Deadlines {
            answer_by: None,
            ..deadlines
        };
        for (stage, deadlines, now, waits) in [
            (Stage::Submitted, deadlines, i64::MAX, true),
            (Stage::Appealed, deadlines, i64::MAX, true),
            (Stage::Draft, never_sent, close - 1, true),
            (Stage::Draft, never_sent, close, false),
            (Stage::Draft, deadlines, by - 1, true),
            (Stage::Returned, deadlines, by - 1, true),
            (Stage::Returned, deadlines, by, false),
            (Stage::Rejected, deadlines, by - 1, true),
            (Stage::Rejected, deadlines, by, false),
            (Stage::RejectionUpheld, deadlines, 0, false),
        ] {
            assert_eq!(
                may_still_be_accepted(stage, deadlines, Instant(now)),
                waits,
                "{stage:?} at {now}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_seat_number_or_script_is_given_twice_and_no_room_is_over_filled(n in 0u128..400, seed: u64) {
            let seats = assign(&people(n), DAY, seed);
            let count = |set: BTreeSet<String>| set.len() as u128;
            proptest::prop_assert_eq!(count(seats.iter().map(|s| s.ticket.clone()).collect()), n);
            proptest::prop_assert_eq!(count(seats.iter().map(|s| s.script.clone()).collect()), n);
            proptest::prop_assert_eq!(count(seats.iter().map(|s| format!("{}/{}", s.room, s.seat)).collect()), n);
            proptest::prop_assert!(seats.iter().all(|s| s.seat as usize <= ROOM_SIZE));
        }
    }
}
