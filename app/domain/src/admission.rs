//! Rooms, seats and ticket numbers are drawn from a seed, so that the draw can be repeated and checked; script numbers from
//! a secret key, so that nobody can repeat theirs before the marks are frozen (D1).

use crate::{
    applications::{Deadlines, Stage},
    ids::ApplicationId,
    lots::Lots,
    time::Instant,
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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

/// Where a candidate sits and under which number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub application: ApplicationId,
    /// The number on the ticket and on every list.
    pub ticket: String,
    /// Counted from one, over the whole campaign.
    pub room: u32,
    /// Counted from one within the room.
    pub seat: u32,
}

/// Seats for everybody on the day of the test, in an order that depends on the seed and on nothing else (not on the order of `applications`).
pub fn assign(applications: &[ApplicationId], day: NaiveDate, seed: u64) -> Vec<Seat> {
    let mut seated = applications.to_vec();
    seated.sort_unstable();
    Lots::seeded(seed).shuffle(&mut seated);
    seated
        .into_iter()
        .enumerate()
        .map(|(i, application)| Seat {
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
        })
        .collect()
}

/// The secret of the script numbers of one campaign: random, told to nobody before the marks are frozen. The seed of the
/// seats is public and says nothing about it.
#[derive(Clone, PartialEq, Eq)]
pub struct ScriptKey(pub [u8; 32]);

impl ScriptKey {
    /// Published with the seats: later everybody can see that the key which is revealed is the one that was drawn.
    pub fn commitment(&self) -> String {
        digest(&[b"script numbers", &self.0])
    }

    /// What stands for an application beside its script: without the key nobody can tell whose it is.
    pub fn tag(&self, application: ApplicationId) -> String {
        digest(&[&self.0, application.0.as_bytes()])
    }

    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }

    pub fn from_hex(text: &str) -> Option<Self> {
        let bytes = hex::decode(text).ok()?;
        Some(ScriptKey(bytes.try_into().ok()?))
    }
}

impl std::fmt::Debug for ScriptKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ScriptKey(…)")
    }
}

/// Everybody's script number, the only number that a recorder sees, and the tag beside it: in the order of the tags, which
/// is the order of the scripts.
pub fn scripts(
    applications: &[ApplicationId],
    key: &ScriptKey,
) -> Vec<(String, String, ApplicationId)> {
    let tagged = applications.iter().map(|own| (key.tag(*own), *own));
    let mut tagged: Vec<(String, ApplicationId)> = tagged.collect();
    tagged.sort_unstable();
    let numbered = tagged.into_iter().enumerate();
    numbered
        .map(|(i, (tag, application))| (script_number(i), tag, application))
        .collect()
}

fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hex::encode(hash.finalize())
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
    use std::collections::{BTreeMap, BTreeSet};
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
    fn the_public_seed_tells_nothing_about_scripts() {
        let of = |key: u8| scripts(&people(300), &ScriptKey([key; 32]));
        let script_of_seat = |key: u8, seed: u64| -> Vec<String> {
            let own: BTreeMap<ApplicationId, String> = of(key)
                .into_iter()
                .map(|(script, _, own)| (own, script))
                .collect();
            let seats = assign(&people(300), DAY, seed);
            seats
                .iter()
                .map(|seat| own[&seat.application].clone())
                .collect()
        };
        assert_ne!(
            script_of_seat(1, 9),
            script_of_seat(2, 9),
            "one seed, two keys"
        );
        let mut reversed = people(300);
        reversed.reverse();
        assert_eq!(
            scripts(&reversed, &ScriptKey([1; 32])),
            of(1),
            "the order of the list never matters"
        );
    }

    #[test]
    fn a_key_is_known_again_by_its_commitment_and_never_printed() {
        let key = ScriptKey([3; 32]);
        assert_eq!(ScriptKey::from_hex(&key.to_hex()), Some(key.clone()));
        assert_ne!(key.commitment(), ScriptKey([4; 32]).commitment());
        assert!(!key.commitment().contains(&key.to_hex()));
        assert_eq!(format!("{key:?}"), "ScriptKey(…)");
        for text in ["", "zz", &key.to_hex()[..62]] {
            assert_eq!(ScriptKey::from_hex(text), None);
        }
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
            let scripts = scripts(&people(n), &ScriptKey([7; 32]));
            proptest::prop_assert_eq!(count(scripts.into_iter().map(|(script, ..)| script).collect()), n);
            proptest::prop_assert_eq!(count(seats.iter().map(|s| format!("{}/{}", s.room, s.seat)).collect()), n);
            proptest::prop_assert!(seats.iter().all(|s| s.seat as usize <= ROOM_SIZE));
        }
    }
}
