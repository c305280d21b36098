//! Trying rules before they are published: on invented candidates, on a table of an office, or on the data of an earlier
//! recruitment. "What would this rule have changed?"

mod sample;
mod table;

pub use sample::sample;
pub use table::sample_table;

use crate::rules::{
    Candidate, CandidateOutcome, Marks, Moved, Outcome, PaperCode, Post, RuleDocument, RunFault,
    SelectionRules, Stage, Status, defaults, run,
};
use std::collections::{BTreeSet, HashMap};

/// A run of some rules that decides nothing.
#[derive(Clone, Debug)]
pub struct Trial {
    pub rules: RuleDocument,
    pub candidates: Vec<Candidate>,
    pub outcome: Outcome,
    /// People whose post these rules do not have.
    pub left_out: usize,
    /// Marks, bonus items and tests for which these rules have no place.
    pub unread: usize,
}

/// What a change of rules means for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shift {
    /// Another result.
    Outcome,
    /// The same result at another place.
    Rank,
    /// Other figures only.
    Figures,
}

/// Runs rules on candidates that may have been made for others: as far as their data goes.
///
/// # Errors
/// Rules that cannot be run; figures that do not fit these rules, person by person.
pub fn try_out(rules: RuleDocument, candidates: &[Candidate]) -> Result<Trial, RunFault> {
    let (candidates, left_out, unread) = fitted(&rules, candidates);
    let interviewed = candidates
        .iter()
        .any(|candidate| candidate.interview.is_some());
    let outcome = run(
        &rules,
        &candidates,
        if interviewed {
            Stage::Total
        } else {
            Stage::Shortlist
        },
    )?;
    Ok(Trial {
        rules,
        candidates,
        outcome,
        left_out,
        unread,
    })
}

/// The rules with the posts, pools and areas of another recruitment, so that only the rules differ and not the places.
#[must_use]
pub fn with_posts_of(rules: &RuleDocument, other: &RuleDocument) -> RuleDocument {
    RuleDocument {
        areas: other.areas.clone(),
        pools: other.pools.clone(),
        posts: other.posts.clone(),
        stated_places: other.stated_places,
        ..rules.clone()
    }
}

/// Everybody who stands in both and whom the change moves; other results first, then in the order of the candidates.
pub fn changes(before: &Trial, after: &Trial) -> Vec<(Shift, Moved)> {
    let earlier: HashMap<&str, &CandidateOutcome> = before
        .candidates
        .iter()
        .zip(&before.outcome.candidates)
        .map(|(who, what)| (who.number.as_str(), what))
        .collect();
    let pairs = after.candidates.iter().zip(&after.outcome.candidates);
    let mut moved: Vec<(Shift, Moved)> = pairs
        .filter_map(|(candidate, now)| {
            let then = *earlier.get(candidate.number.as_str())?;
            let moved = Moved {
                number: candidate.number.clone(),
                before: *then,
                after: *now,
            };
            Some((shift(then, now)?, moved))
        })
        .collect();
    moved.sort_by_key(|(shift, _)| *shift);
    moved
}

fn shift(before: &CandidateOutcome, after: &CandidateOutcome) -> Option<Shift> {
    let place = |status: Status| match status {
        Status::Substitute(_) => Status::Substitute(0),
        other => other,
    };
    if place(before.status) != place(after.status) {
        Some(Shift::Outcome)
    } else if (before.rank, before.written_rank, before.status)
        != (after.rank, after.written_rank, after.status)
    {
        Some(Shift::Rank)
    } else {
        (before != after).then_some(Shift::Figures)
    }
}

/// The candidates as these rules can read them; how many people and how many figures had to stay out.
fn fitted(doc: &RuleDocument, candidates: &[Candidate]) -> (Vec<Candidate>, usize, usize) {
    let posts: HashMap<&str, (&Post, SelectionRules)> = doc
        .posts
        .iter()
        .map(|post| (post.code.as_str(), (post, doc.rules_for(post))))
        .collect();
    let mut unread = 0;
    let fitted: Vec<Candidate> = candidates
        .iter()
        .filter_map(|candidate| {
            let (_, rules) = posts.get(candidate.post.as_str())?;
            Some(fit(doc, rules, candidate.clone(), &mut unread))
        })
        .collect();
    let left_out = candidates.len() - fitted.len();
    (fitted, left_out, unread)
}

fn fit(
    doc: &RuleDocument,
    rules: &SelectionRules,
    candidate: Candidate,
    unread: &mut usize,
) -> Candidate {
    let papers: BTreeSet<PaperCode> = match &rules.written {
        Some(written) => written
            .papers
            .iter()
            .map(|paper| paper.code.clone())
            .collect(),
        None => defaults::written()
            .papers
            .into_iter()
            .map(|paper| paper.code)
            .collect(),
    };
    let given = candidate.written.iter().count();
    let one_for_one = papers.len() == 1 && given == 1;
    let written: Marks<PaperCode> = candidate
        .written
        .iter()
        .filter_map(|(code, mark)| {
            // Where both have a single paper it is the same one, whatever it is called.
            let code = if one_for_one {
                papers.first()?
            } else {
                papers.get(code)?
            };
            Some((code.clone(), *mark))
        })
        .collect();
    let tests: Marks<_> = candidate
        .tests
        .iter()
        .filter(|(code, _)| doc.tests.iter().any(|test| test.code == **code))
        .map(|(code, mark)| (code.clone(), *mark))
        .collect();
    let items = rules
        .bonus
        .as_ref()
        .map(|bonus| bonus.items.as_slice())
        .unwrap_or_default();
    let claims = candidate.bonus.len();
    let bonus: Vec<_> = candidate
        .bonus
        .into_iter()
        .filter(|claim| items.iter().any(|item| item.code == claim.item))
        .collect();
    let tracks = rules
        .total
        .as_ref()
        .map(|total| total.tracks.as_slice())
        .unwrap_or_default();
    *unread +=
        given - written.iter().count() + candidate.tests.iter().count() - tests.iter().count();
    *unread += claims - bonus.len();
    Candidate {
        track: candidate
            .track
            .filter(|track| tracks.iter().any(|own| own.track == *track)),
        written,
        tests,
        bonus,
        ..candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Quota, Ratio, ScoreSource};

    fn doc() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../tests/notices/O03-demo.json")).unwrap()
    }

    #[test]
    fn every_notice_that_can_be_published_runs_on_its_sample() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notices");
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let Ok(doc) = RuleDocument::from_json(&std::fs::read(&path).unwrap()) else {
                continue;
            };
            if !crate::rules::may_publish(&crate::rules::lint(&doc)) {
                continue;
            }
            let people = sample(&doc);
            let trial = try_out(doc, &people).unwrap_or_else(|why| panic!("{path:?}: {why:?}"));
            assert_eq!((trial.left_out, trial.unread), (0, 0), "{path:?}");
            assert!(!people.is_empty(), "{path:?}");
        }
    }

    #[test]
    fn the_same_rules_move_nobody_and_another_weight_moves_some() {
        let people = sample(&doc());
        let before = try_out(doc(), &people).unwrap();
        assert_eq!(changes(&before, &try_out(doc(), &people).unwrap()), []);
        let mut other = doc();
        let total = other.rules.total.as_mut().unwrap();
        for part in &mut total.parts {
            part.weight = Ratio::percent(if part.of == ScoreSource::Written {
                80
            } else {
                20
            });
        }
        let after = try_out(other, &people).unwrap();
        let moved = changes(&before, &after);
        assert!(moved.iter().any(|(shift, _)| *shift == Shift::Outcome));
        assert!(moved.is_sorted_by_key(|(shift, _)| *shift));
    }

    #[test]
    fn a_wider_shortlist_only_lets_people_in() {
        let people = sample(&doc());
        let mut wider = doc();
        wider.rules.shortlist.as_mut().unwrap().quota = Quota::Everyone;
        let (before, after) = (
            try_out(doc(), &people).unwrap(),
            try_out(wider, &people).unwrap(),
        );
        for (shift, moved) in changes(&before, &after) {
            if shift == Shift::Outcome && moved.before.status == Status::EntersPhysical {
                assert_ne!(moved.after.status, Status::NotShortlisted);
            }
        }
    }

    #[test]
    fn data_of_other_rules_is_fitted_and_what_stays_out_is_counted() {
        let mut other = doc();
        other.posts.truncate(1);
        let bonus = other.rules.bonus.as_mut().unwrap();
        bonus.items.retain(|item| item.code.as_str() != "party");
        other.rules.written.as_mut().unwrap().papers[0].code = "another".into();
        let people = sample(&doc());
        let trial = try_out(other.clone(), &people).unwrap();
        assert!(trial.left_out > 0 && trial.unread > 0);
        assert!(
            trial
                .outcome
                .candidates
                .iter()
                .any(|outcome| outcome.written.is_some()),
            "one paper is one paper"
        );
        assert_eq!(
            try_out(with_posts_of(&other, &doc()), &people)
                .unwrap()
                .left_out,
            0
        );
    }
}
