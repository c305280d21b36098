//! What a run of the rules means for people and lists: who is on which list, what still waits for people, and which
//! facts about a person a run may see at all.

use crate::{
    Points, Refusal,
    publication::Placing,
    rules::{
        Candidate, CutTie, FactKey, Facts, MissingPart, Outcome, Pending, PostCode, RuleDocument,
        SelectionRules, Status, TieKey,
    },
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One candidate's line: what lists and result pages read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Includes the bonus where the rules add it to the written score.
    pub written: Option<Points>,
    pub bonus: Points,
    pub interview: Option<Points>,
    pub total: Option<Points>,
    pub rank: Option<u32>,
    pub placing: Placing,
    pub shortlisted: bool,
    /// Shares its total with somebody of the same post, and the rules ordered them.
    pub tied: bool,
}

/// A line for each candidate of a run, in the order of its candidates.
pub fn lines(doc: &RuleDocument, candidates: &[Candidate], outcome: &Outcome) -> Vec<Line> {
    let behind = places_behind(doc, candidates, outcome);
    let mut totals: HashMap<(&PostCode, Points), BTreeSet<Option<u32>>> = HashMap::new();
    for (candidate, result) in candidates.iter().zip(&outcome.candidates) {
        if let Some(total) = result.total {
            totals
                .entry((&candidate.post, total))
                .or_default()
                .insert(result.rank);
        }
    }
    let line =
        |(index, (candidate, result)): (usize, (&Candidate, &crate::rules::CandidateOutcome))| {
            Line {
                written: result.written,
                bonus: result.bonus.unwrap_or_default(),
                interview: result.interview,
                total: result.total,
                rank: result.rank,
                placing: placing(result.status, behind.get(&index).copied()),
                shortlisted: was_shortlisted(result.status, candidate),
                tied: result
                    .total
                    .and_then(|total| totals.get(&(&candidate.post, total)))
                    .is_some_and(|ranks| ranks.len() > 1),
            }
        };
    candidates
        .iter()
        .zip(&outcome.candidates)
        .enumerate()
        .map(line)
        .collect()
}

/// Who has a score sheet of the interview was on the list, however it ended.
fn was_shortlisted(status: Status, candidate: &Candidate) -> bool {
    status == Status::Shortlisted || candidate.interview.is_some()
}

/// Where a status stands on a published list. `behind`: the place among those who may be called up.
fn placing(status: Status, behind: Option<u32>) -> Placing {
    match status {
        Status::EntersPhysical => Placing::Selected,
        Status::Reserve | Status::Ranked => {
            behind.map_or(Placing::NotSelected, Placing::Substitute)
        }
        Status::WrittenAbsent | Status::InterviewAbsent => Placing::Absent,
        Status::WrittenViolation | Status::InterviewViolation => Placing::Violation,
        Status::WrittenBelowLine | Status::InterviewBelowLine | Status::TotalBelowLine => {
            Placing::BelowLine
        }
        _ => Placing::NotSelected,
    }
}

/// Those who are called up when somebody drops out, by their place behind the list of their post; who is level shares it.
fn places_behind(
    doc: &RuleDocument,
    candidates: &[Candidate],
    outcome: &Outcome,
) -> HashMap<usize, u32> {
    let mut waiting: BTreeMap<&PostCode, Vec<(u32, usize)>> = BTreeMap::new();
    for (index, (candidate, result)) in candidates.iter().zip(&outcome.candidates).enumerate() {
        let may_follow = result.status == Status::Reserve
            || (result.status == Status::Ranked && calls_up(doc, candidate));
        if let (true, Some(rank)) = (may_follow, result.rank) {
            waiting
                .entry(&candidate.post)
                .or_default()
                .push((rank, index));
        }
    }
    let mut places = HashMap::new();
    for line in waiting.values_mut() {
        line.sort_unstable();
        let mut place = 0;
        for (position, &(rank, index)) in (1..).zip(line.iter()) {
            if position == 1 || line[position as usize - 2].0 != rank {
                place = position;
            }
            places.insert(index, place);
        }
    }
    places
}

fn calls_up(doc: &RuleDocument, candidate: &Candidate) -> bool {
    let Some(post) = doc.post(&candidate.post) else {
        return false;
    };
    let physical = doc.rules_for(post).physical;
    physical
        .and_then(|rule| rule.substitution)
        .is_some_and(|rule| rule.rounds != Some(0))
}

/// What stands between this outcome and being decided.
///
/// # Errors
/// `MarksMissing`, `TiesOpen` while an extra test is needed, `DecisionsOpen` while a body has to decide.
pub fn may_decide(outcome: &Outcome) -> Result<(), Refusal> {
    if !outcome.missing.is_empty() {
        return Err(Refusal::MarksMissing {
            count: outcome.missing.len(),
        });
    }
    let tied: BTreeSet<String> = outcome
        .pending
        .iter()
        .filter_map(|open| match open {
            Pending::ExtraTest { post, .. } => Some(post.as_str().to_owned()),
            _ => None,
        })
        .collect();
    if !tied.is_empty() {
        return Err(Refusal::TiesOpen {
            posts: tied.into_iter().collect(),
        });
    }
    match outcome.pending.iter().filter(|open| blocks(open)).count() {
        0 => Ok(()),
        count => Err(Refusal::DecisionsOpen { count }),
    }
}

/// Whether the list would be another one once this is decided. The rest is only said.
pub fn blocks(open: &Pending) -> bool {
    !matches!(
        open,
        Pending::UnstatedBonus { .. } | Pending::RefutedBonus { .. } | Pending::Substitution { .. }
    )
}

/// A further test that somebody must sit, or has sat, before the outcome is complete.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TestWanted {
    pub test: String,
    /// The ticket number.
    pub candidate: String,
}

/// Everybody who must have a score of a further test: those level on a last place, and those who lack one that all need.
pub fn tests_wanted(outcome: &Outcome) -> Vec<TestWanted> {
    let mut wanted = BTreeSet::new();
    for open in &outcome.pending {
        if let Pending::ExtraTest { test, people, .. } = open {
            let test = test.as_str().to_owned();
            wanted.extend(people.iter().map(|p| TestWanted {
                test: test.clone(),
                candidate: p.clone(),
            }));
        }
    }
    for missing in &outcome.missing {
        if let MissingPart::Test(test) = &missing.what {
            wanted.insert(TestWanted {
                test: test.as_str().to_owned(),
                candidate: missing.candidate.clone(),
            });
        }
    }
    wanted.into_iter().collect()
}

/// The facts that ties compare, and nothing else about the person: what a run keeps, it may have to show.
pub fn facts_for_ties(doc: &RuleDocument, facts: &Facts) -> Facts {
    let keys = tie_facts(doc);
    let seen = facts.0.iter().filter(|(key, _)| keys.contains(key));
    Facts(
        seen.map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    )
}

fn tie_facts(doc: &RuleDocument) -> BTreeSet<&FactKey> {
    let mut keys = BTreeSet::new();
    for rules in
        std::iter::once(&doc.rules).chain(doc.variants.iter().map(|variant| &variant.rules))
    {
        for key in tie_keys(rules) {
            match key {
                TieKey::HigherLevel(fact)
                | TieKey::HigherNumber(fact)
                | TieKey::Later(fact)
                | TieKey::Earlier(fact) => {
                    keys.insert(fact);
                }
                TieKey::Status(status) => keys.extend(status.when.facts()),
                TieKey::Preference(list) => {
                    keys.extend(list.iter().flat_map(|status| status.when.facts()))
                }
                TieKey::Higher(_) => {}
            }
        }
    }
    // A condition may go by name, and a question may depend on another one.
    if keys.is_empty() && !names_conditions(doc) {
        return keys;
    }
    keys.extend(
        doc.definitions
            .iter()
            .flat_map(|definition| definition.condition.facts()),
    );
    loop {
        let before = keys.len();
        let asked = doc
            .facts
            .iter()
            .filter(|def| keys.contains(&def.key))
            .filter_map(|def| def.asked_when.as_ref());
        let more: Vec<&FactKey> = asked.flat_map(|condition| condition.facts()).collect();
        keys.extend(more);
        if keys.len() == before {
            return keys;
        }
    }
}

fn tie_keys(rules: &SelectionRules) -> impl Iterator<Item = &TieKey> {
    let cut = rules
        .shortlist
        .iter()
        .flat_map(|rule| rule.tie_at_cut.as_ref().map_or(&[][..], CutTie::keys));
    rules.ties.iter().flat_map(|rule| &rule.keys).chain(cut)
}

fn names_conditions(doc: &RuleDocument) -> bool {
    let all = std::iter::once(&doc.rules).chain(doc.variants.iter().map(|variant| &variant.rules));
    all.flat_map(tie_keys)
        .any(|key| matches!(key, TieKey::Status(_) | TieKey::Preference(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{FactValue, InterviewSheet, Mark, Stage, StillTied, run};

    fn doc() -> RuleDocument {
        serde_json::from_str(include_str!("../tests/notices/O03-demo.json")).unwrap()
    }

    /// GJZ-01 has four places.
    fn candidate(number: &str, written: i64, interview: i64) -> Candidate {
        let marks = vec![Mark::Scored(Points::whole(interview)); 7];
        Candidate {
            number: number.into(),
            post: "GJZ-01".into(),
            written: [("knowledge".into(), Mark::Scored(Points::whole(written)))].into(),
            interview: Some(InterviewSheet {
                room: "1".into(),
                marks,
                ..Default::default()
            }),
            ..Default::default()
        }
    }

    fn placings(people: &[Candidate]) -> Vec<(Option<u32>, Placing, bool)> {
        let outcome = run(&doc(), people, Stage::Total).unwrap();
        lines(&doc(), people, &outcome)
            .into_iter()
            .map(|l| (l.rank, l.placing, l.tied))
            .collect()
    }

    #[test]
    fn the_first_fill_the_places_and_the_rest_are_called_up_in_their_order() {
        let people: Vec<_> = (0..7)
            .map(|n| candidate(&format!("T{n}"), 90 - n, 80))
            .collect();
        let lines = placings(&people);
        assert_eq!(lines[3], (Some(4), Placing::Selected, false));
        assert_eq!(lines[4], (Some(5), Placing::Substitute(1), false));
        assert_eq!(lines[6], (Some(7), Placing::Substitute(3), false));
    }

    #[test]
    fn a_tie_that_the_rules_order_is_marked_and_a_shared_rank_is_not() {
        let ordered = [candidate("T1", 90, 80), candidate("T2", 80, 90)];
        assert_eq!(
            placings(&ordered)
                .iter()
                .map(|l| (l.0, l.2))
                .collect::<Vec<_>>(),
            [(Some(1), true), (Some(2), true)]
        );
        let shared = [candidate("T1", 90, 80), candidate("T2", 90, 80)];
        assert_eq!(
            placings(&shared)
                .iter()
                .map(|l| (l.0, l.2))
                .collect::<Vec<_>>(),
            [(Some(1), false), (Some(1), false)]
        );
    }

    #[test]
    fn substitutes_who_are_level_share_a_place() {
        let people: Vec<_> = (0..7)
            .map(|n| candidate(&format!("T{n}"), if n < 4 { 90 } else { 80 }, 80))
            .collect();
        assert_eq!(
            placings(&people)[4..]
                .iter()
                .map(|l| l.1)
                .collect::<Vec<_>>(),
            [Placing::Substitute(1); 3]
        );
    }

    #[test]
    fn below_a_line_absent_and_violation_are_said_as_such() {
        let with = |mark: Mark| Candidate {
            written: [("knowledge".into(), mark)].into(),
            ..candidate("T", 0, 80)
        };
        for (mark, placing) in [
            (Mark::Scored(Points::whole(59)), Placing::BelowLine),
            (Mark::Absent, Placing::Absent),
            (Mark::Violation, Placing::Violation),
        ] {
            assert_eq!(placings(&[with(mark)])[0].1, placing);
        }
    }

    #[test]
    fn an_undecided_tie_blocks_until_the_extra_test_has_ordered_it() {
        let mut doc = doc();
        doc.tests = vec![crate::rules::OtherTest {
            code: "extra".into(),
            name: crate::rules::Text::zh("加试"),
            full_mark: Points::whole(100),
            everybody: false,
        }];
        doc.rules.ties.as_mut().unwrap().still_tied = StillTied::ExtraTest("extra".into());
        let mut people: Vec<_> = (0..5)
            .map(|n| candidate(&format!("T{n}"), 80, 80))
            .collect();
        let open = run(&doc, &people, Stage::Total).unwrap();
        assert_eq!(
            may_decide(&open),
            Err(Refusal::TiesOpen {
                posts: vec!["GJZ-01".into()]
            })
        );
        assert_eq!(tests_wanted(&open).len(), 5);
        for (n, person) in (0..).zip(&mut people) {
            person.tests = [("extra".into(), Mark::Scored(Points::whole(60 + n)))].into();
        }
        assert_eq!(
            may_decide(&run(&doc, &people, Stage::Total).unwrap()),
            Ok(())
        );
    }

    #[test]
    fn a_run_sees_only_the_facts_that_ties_compare() {
        let education = ("education".into(), FactValue::Choice("bachelor".into()));
        let facts = Facts([education, ("veteran".into(), FactValue::YesNo(true))].into());
        assert!(facts_for_ties(&doc(), &facts).0.is_empty());
        let mut by_education = doc();
        by_education.rules.ties.as_mut().unwrap().keys =
            vec![TieKey::HigherLevel("education".into())];
        assert_eq!(facts_for_ties(&by_education, &facts).0.len(), 1);
    }
}
