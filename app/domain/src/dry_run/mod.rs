//! Trying rules before they are published: on invented candidates, on a table of an office, or on the data of an earlier
//! recruitment. "What would this rule have changed?"

mod fit;
mod sample;
mod spoken;
mod table;

pub use sample::sample;
pub use table::sample_table;

use crate::rules::{
    CandidateState, Moved, Outcome, People, RuleDocument, RunFault, StageCode, Status, Upto, run,
};
use std::collections::HashMap;

/// A run of some rules that decides nothing.
#[derive(Clone, Debug)]
pub struct Trial {
    pub rules: RuleDocument,
    pub people: People,
    pub outcome: Outcome,
    /// People whose post these rules do not have.
    pub left_out: usize,
    /// Marks, bonus items, tests, answers and leavings for which these rules have no place.
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
pub fn try_out(rules: RuleDocument, people: &People) -> Result<Trial, RunFault> {
    let fitted = fit::fit(&rules, people);
    let upto = upto(&rules, &fitted.people);
    let outcome = run(&rules, &fitted.people, &upto)?;
    Ok(Trial {
        rules,
        people: fitted.people,
        outcome,
        left_out: fitted.left_out,
        unread: fitted.unread,
    })
}

/// To the end where anybody has a mark of the last stage of their post, else to the last stage that has marks.
fn upto(rules: &RuleDocument, people: &People) -> Upto {
    let mut last: HashMap<_, Option<StageCode>> = HashMap::new();
    let mut stages: Vec<StageCode> = Vec::new();
    for post in &rules.posts {
        let own = rules.for_post(post);
        let scored: Vec<&StageCode> = own.scored().map(|(stage, _)| &stage.code).collect();
        last.insert(&post.code, scored.last().map(|code| (*code).clone()));
        for code in scored {
            if !stages.contains(code) {
                stages.push(code.clone());
            }
        }
    }
    let people = &people.candidates;
    let ended = people.iter().any(|who| {
        let last = last.get(&who.post).and_then(Option::as_ref);
        last.is_some_and(|code| fit::has_marks(who, code))
    });
    if ended {
        return Upto::After;
    }
    let marked = |code: &&StageCode| people.iter().any(|who| fit::has_marks(who, code));
    let furthest = stages.iter().rev().find(marked).or_else(|| stages.first());
    furthest.cloned().map_or(Upto::After, Upto::Stage)
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
    let earlier = before.people.candidates.iter().enumerate();
    let earlier: HashMap<&str, usize> = earlier
        .map(|(index, who)| (who.number.as_str(), index))
        .collect();
    let people = after.people.candidates.iter().enumerate();
    let moved = people.filter_map(|(index, who)| {
        let then = earlier.get(who.number.as_str())?;
        let then = CandidateState::of(&before.outcome, *then)?;
        let now = CandidateState::of(&after.outcome, index)?;
        let moved = Moved::between(&who.number, then, now)?;
        Some((shift(&moved), moved))
    });
    let mut moved: Vec<(Shift, Moved)> = moved.collect();
    moved.sort_by_key(|(shift, _)| *shift);
    moved
}

fn shift(moved: &Moved) -> Shift {
    let (before, after) = (&moved.before, &moved.after);
    if result(before) != result(after) {
        Shift::Outcome
    } else if places(before) != places(after) {
        Shift::Rank
    } else {
        Shift::Figures
    }
}

/// The status without the place among substitutes.
fn result(state: &CandidateState) -> &str {
    match state.outcome.status {
        Status::Substitute(..) => state
            .status
            .rsplit_once(':')
            .map_or(state.status.as_str(), |(list, _)| list),
        _ => &state.status,
    }
}

/// Every place that somebody has: as a substitute, by total, in each list.
fn places(state: &CandidateState) -> (&str, Option<u32>, Vec<(&StageCode, u32)>) {
    let lists = state.figures.iter();
    let lists = lists.filter_map(|(code, own)| Some((code, own.place?)));
    (&state.status, state.outcome.rank, lists.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Ratio;
    use crate::rules::{OutBy, Quota, ScoreOf, lint, may_publish};

    fn doc() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../tests/notices/O03-demo.json")).unwrap()
    }

    #[test]
    fn every_notice_that_can_be_published_runs_on_its_sample() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notices");
        let mut tried = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let doc = RuleDocument::from_json(&std::fs::read(&path).unwrap()).unwrap();
            if !may_publish(&lint(&doc)) {
                continue;
            }
            let people = sample(&doc);
            let trial = try_out(doc, &people).unwrap_or_else(|why| panic!("{path:?}: {why:?}"));
            assert_eq!((trial.left_out, trial.unread), (0, 0), "{path:?}");
            assert!(!people.candidates.is_empty(), "{path:?}");
            tried += 1;
        }
        assert!(tried > 0);
    }

    #[test]
    fn the_same_rules_move_nobody_and_another_weight_moves_some() {
        let people = sample(&doc());
        let before = try_out(doc(), &people).unwrap();
        assert_eq!(changes(&before, &try_out(doc(), &people).unwrap()), []);
        let mut other = doc();
        let written = ScoreOf::Stage("written".into());
        for part in &mut other.total.as_mut().unwrap().formula.parts {
            let share = if part.of.of == written { 80 } else { 20 };
            part.weight = Ratio::percent(share);
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
        wider.stages[0].cut.as_mut().unwrap().quota = Some(Quota::PerPlace(Ratio::whole(9)));
        let before = try_out(doc(), &people).unwrap();
        let moved = changes(&before, &try_out(wider, &people).unwrap());
        let kept_out = |state: &CandidateState| {
            matches!(
                state.outcome.status,
                Status::Out(_, OutBy::NotCalled) | Status::Substitute(..)
            ) && state.status.contains("interview")
        };
        assert!(moved.iter().any(|(_, moved)| kept_out(&moved.before)));
        assert!(!moved.iter().any(|(_, moved)| kept_out(&moved.after)));
    }

    #[test]
    fn data_of_other_rules_is_fitted_and_what_stays_out_is_counted() {
        let mut other = doc();
        other.posts.truncate(1);
        let bonus = other.bonus.as_mut().unwrap();
        bonus.items.retain(|item| item.code.as_str() != "party");
        if let Some(crate::rules::Scoring::Papers(rule)) = &mut other.stages[0].scoring {
            rule.papers[0].code = "another".into();
        }
        let people = sample(&doc());
        let trial = try_out(other.clone(), &people).unwrap();
        assert!(trial.left_out > 0 && trial.unread > 0);
        let written = trial.outcome.step(&"written".into()).unwrap();
        let scores = (0..trial.people.candidates.len())
            .filter_map(|at| trial.outcome.figure(at, usize::from(written.0)).score);
        assert!(scores.count() > 0, "one paper is one paper");
        let placed = try_out(with_posts_of(&other, &doc()), &people).unwrap();
        assert_eq!(placed.left_out, 0);
    }
}
