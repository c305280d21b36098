//! Who is in at all: duplicates, entry, facts, tracks, direct hires.

use super::course::{Course, Stand};
use domain::rules::{DecisionValue, Duplicates, Entry, LeftAt, OutBy, Track};
use std::collections::BTreeMap;

impl<'a> Course<'a> {
    pub fn enter(&mut self) {
        self.cancel_duplicates();
        for post in 0..self.posts.len() {
            if let Some(DecisionValue::Places(places)) = self.decision(post, "places") {
                self.posts[post].places = Some(*places);
                self.posts[post].decided = true;
            }
        }
        for one in 0..self.people.len() {
            self.admit(one);
        }
        for post in 0..self.posts.len() {
            if self.posts[post].places == Some(0) {
                self.cancel(post);
            } else {
                self.hire_directly(post);
            }
        }
    }

    fn cancel_duplicates(&mut self) {
        let rule = self
            .doc
            .applying
            .as_ref()
            .and_then(|applying| applying.duplicates)
            .unwrap_or(Duplicates::Refuse);
        let mut rows_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (one, person) in self.people.iter().enumerate() {
            if !person.row.person.is_empty() {
                rows_of.entry(&person.row.person).or_default().push(one);
            }
        }
        for mut rows in rows_of.into_values().filter(|rows| rows.len() > 1) {
            rows.sort_by_key(|one| {
                let row = self.people[*one].row;
                let moment = row.applied_at.map(|at| (at.date, at.minute));
                (moment, &row.number)
            });
            let cancelled = match rule {
                Duplicates::CancelAll => &rows[..],
                Duplicates::KeepFirst | Duplicates::Refuse => &rows[1..],
                Duplicates::KeepLast => &rows[..rows.len() - 1],
            };
            for one in cancelled {
                self.people[*one].duplicate = true;
            }
        }
    }

    fn admit(&mut self, one: usize) {
        let post = self.people[one].post;
        if self.people[one].duplicate {
            return;
        }
        self.posts[post].applied += 1;
        let let_in = match self.people[one].row.entry {
            Some(Entry::Applied | Entry::Refused) => Some(false),
            Some(Entry::Accepted) => Some(true),
            None => self.eligible(&self.people[one]),
        };
        let disqualified = self.people[one]
            .row
            .left
            .as_ref()
            .is_some_and(|left| left.at == LeftAt::Disqualified);
        let track = self.track_of(one);
        self.people[one].track = track.flatten();
        let first = self
            .next_stage(one, None)
            .expect("nobody skips the last stage");
        self.people[one].stand = match (let_in, track) {
            (Some(false), _) => Stand::NotAdmitted,
            (Some(true), _) if disqualified => Stand::Out(first, OutBy::Left),
            (None, _) | (_, None) => Stand::Pending,
            (Some(true), Some(_)) => Stand::At(first),
        };
        if let_in == Some(true) {
            self.posts[post].accepted += 1;
        }
    }

    /// The first track whose condition holds; outer `None` while it is open which one that is.
    fn track_of(&self, one: usize) -> Option<Option<&'a Track>> {
        for track in &self.doc.tracks {
            let Some(when) = &track.when else { continue };
            match self.holds(&self.people[one], when) {
                Some(true) => return Some(Some(track)),
                Some(false) => {}
                None => return None,
            }
        }
        Some(None)
    }

    fn direct(&self, post: usize) -> Vec<usize> {
        let mut people = self.of(&[post]);
        people.retain(|one| {
            let person = &self.people[*one];
            let hired = person.track.is_some_and(|track| track.hired_without_exam);
            hired && matches!(person.stand, Stand::At(_))
        });
        people
    }

    fn hire_directly(&mut self, post: usize) {
        let direct = self.direct(post);
        if direct.is_empty() {
            return;
        }
        let places = self.posts[post].places;
        let enough = places.is_none_or(|places| direct.len() <= places as usize);
        let rules = &self.posts[post].rules;
        let last = rules
            .after
            .last()
            .map_or("total".into(), |step| step.code.clone());
        for one in &direct {
            self.people[*one].stand = if enough {
                Stand::Hired
            } else {
                Stand::Held(last.clone())
            };
        }
        let left = places.map(|places| places.saturating_sub(direct.len() as u32));
        self.posts[post].places = left;
    }
}
