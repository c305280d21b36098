//! Interview lots: a drawn number stands for a person, so that the panel does not know whom it scores.

use crate::{ids::CandidateId, lots::Lots};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many candidates one panel hears in a day: 13 in the morning and 13 in the afternoon (domain.md section 6).
pub const ROOM_SIZE: usize = 26;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    pub candidate: CandidateId,
    /// Counted from one.
    pub room: u32,
    /// The lot number: `4-06` is the sixth in room 4.
    pub number: String,
}

/// Draws rooms and the order in them. All who compete for one post are heard by one panel, so that nobody profits from a
/// kinder room; a post that fills more than a room keeps rooms of its own.
pub fn draw(candidates: &[(CandidateId, String)], seed: u64) -> Vec<Lot> {
    let mut by_post: BTreeMap<&str, Vec<CandidateId>> = BTreeMap::new();
    for (candidate, post) in candidates {
        by_post.entry(post).or_default().push(*candidate);
    }
    let mut rooms: Vec<Vec<CandidateId>> = Vec::new();
    for members in by_post.values() {
        match rooms.last_mut() {
            Some(room) if room.len() + members.len() <= ROOM_SIZE => room.extend(members),
            _ => rooms.push(members.clone()),
        }
    }
    let mut lots = Lots::seeded(seed);
    let mut drawn = Vec::with_capacity(candidates.len());
    for (room, mut members) in (1..).zip(rooms) {
        members.sort_unstable();
        lots.shuffle(&mut members);
        drawn.extend((1..).zip(members).map(|(n, candidate): (u32, _)| Lot {
            candidate,
            room,
            number: format!("{room}-{n:02}"),
        }));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn people(posts: &[(&str, u128)]) -> Vec<(CandidateId, String)> {
        let mut next = 0;
        let mut all = Vec::new();
        for (post, n) in posts {
            for _ in 0..*n {
                next += 1;
                all.push((CandidateId(uuid::Uuid::from_u128(next)), (*post).to_owned()));
            }
        }
        all
    }

    #[test]
    fn everybody_of_one_post_is_heard_by_one_panel() {
        let candidates = people(&[("A", 9), ("B", 12), ("C", 9), ("D", 40)]);
        let lots = draw(&candidates, 5);
        let rooms = |post: &str| -> BTreeSet<u32> {
            let of_post: BTreeSet<_> = candidates
                .iter()
                .filter(|c| c.1 == post)
                .map(|c| c.0)
                .collect();
            lots.iter()
                .filter(|l| of_post.contains(&l.candidate))
                .map(|l| l.room)
                .collect()
        };
        for post in ["A", "B", "C", "D"] {
            assert_eq!(rooms(post).len(), 1, "{post}");
        }
        assert_eq!(rooms("A"), rooms("B"));
    }

    #[test]
    fn no_lot_is_drawn_twice() {
        let lots = draw(&people(&[("A", 26), ("B", 26)]), 3);
        let numbers: BTreeSet<_> = lots.iter().map(|l| &l.number).collect();
        assert_eq!(numbers.len(), 52);
        assert_eq!(lots, draw(&people(&[("A", 26), ("B", 26)]), 3));
    }
}
