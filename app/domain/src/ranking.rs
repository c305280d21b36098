//! What a run of the rules means for people and lists: who is on which list, what still waits for people, and which
//! facts about a person a run may see at all. The platform carries one stage of papers and one panel after it; which these
//! are, the rules of each post say.

mod counts;
mod printed;

use crate::{
    Points,
    rules::{
        Bundle, FactColumns, FactKey, Facts, MissingPart, OutBy, Outcome, Pending, PostCode,
        RuleDocument, ScoreOf, StageCode, Status, Step, Upto, course_steps, facts_of_run,
    },
};
pub use counts::{PostCounts, post_counts};
pub use printed::{Printed, printed};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Why nothing can be decided yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    MarksMissing {
        count: usize,
    },
    /// The rules leave this tie to people: an extra test is needed first.
    TiesOpen {
        posts: Vec<String>,
    },
    /// The rules leave so many matters to a body, and none of its decisions stands in the document.
    DecisionsOpen {
        count: usize,
    },
}

/// What a row of a published list says about its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placing {
    /// Within the places of the post: goes on to the physical examination.
    Selected,
    /// Called up when somebody above drops out; counted from one.
    Substitute(u32),
    /// On the reserve list.
    Reserve,
    NotSelected,
    /// Below a pass line.
    BelowLine,
    Absent,
    Violation,
}

/// One candidate's line: what lists and result pages read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Includes the bonus where the rules add it to the written score or to its cut.
    pub written: Option<Points>,
    pub bonus: Points,
    pub interview: Option<Points>,
    pub total: Option<Points>,
    /// The place in the list that the papers cut.
    pub written_place: Option<u32>,
    pub rank: Option<u32>,
    pub placing: Placing,
    pub shortlisted: bool,
    /// Shares its total with somebody of the same post, and the rules ordered them.
    pub tied: bool,
}

/// The papers and the panel of one post, as codes and as places in the course of a run.
struct Course {
    papers: Option<Step>,
    /// A list prints the figure of their cut, not their score.
    by_cut: bool,
    panel: Option<Step>,
    panel_code: Option<StageCode>,
}

fn courses<'d>(doc: &'d RuleDocument, outcome: &Outcome) -> HashMap<&'d PostCode, Course> {
    let of = |post: &'d crate::rules::Post| {
        let rules = doc.for_post(post);
        let panel_code = rules.panel().map(|(stage, _)| stage.code.clone());
        let papers = rules.papers();
        let course = Course {
            papers: papers.and_then(|(stage, _)| outcome.step(&stage.code)),
            by_cut: matches!(printed(&rules).written, Some(ScoreOf::Cut(_))),
            panel: panel_code.as_ref().and_then(|code| outcome.step(code)),
            panel_code,
        };
        (&post.code, course)
    };
    doc.posts.iter().map(of).collect()
}

/// How far a run goes that decides the shortlist: to the last stage of papers in the course, whichever posts have it;
/// people of posts that have none are called to their first stage as they are. Rules that cannot be run say so when they
/// are.
pub fn upto_shortlist(doc: &RuleDocument) -> Upto {
    let papers_of = |post| {
        let rules = doc.for_post(post);
        rules.papers().map(|(stage, _)| stage.code.clone())
    };
    let papers: BTreeSet<StageCode> = doc.posts.iter().filter_map(papers_of).collect();
    let steps = course_steps(doc).unwrap_or_default();
    let last = steps.into_iter().rfind(|step| papers.contains(step));
    last.map_or(Upto::Opening, Upto::Stage)
}

/// A line for each candidate of a run, in the order of its candidates.
pub fn lines(bundle: &Bundle) -> Vec<Line> {
    let (outcome, people) = (&bundle.outcome, &bundle.people.candidates);
    let courses = courses(&bundle.rules, outcome);
    let total = outcome.total();
    let mut totals: HashMap<(&PostCode, Points), BTreeSet<Option<u32>>> = HashMap::new();
    let total_of = |index: usize| figure(outcome, index, total).and_then(|found| found.score);
    for (index, candidate) in people.iter().enumerate() {
        if let Some(points) = total_of(index) {
            let ranks = totals.entry((&candidate.post, points)).or_default();
            ranks.insert(outcome.of(index).and_then(|own| own.rank));
        }
    }
    let line = |(index, candidate): (usize, &crate::rules::Candidate)| {
        let result = outcome.of(index).unwrap_or_default();
        let course = courses.get(&candidate.post);
        let papers = figure(outcome, index, course.and_then(|own| own.papers));
        let by_cut = course.is_some_and(|own| own.by_cut);
        let panel = course.and_then(|own| own.panel);
        let ranks = total_of(index).and_then(|points| totals.get(&(&candidate.post, points)));
        let called = matches!(result.status, Status::Called(at) if Some(at) == panel);
        let sheet = course
            .and_then(|own| own.panel_code.as_ref())
            .is_some_and(|code| candidate.stages.get(code).is_some());
        Line {
            written: papers.and_then(|found| found.cut.filter(|_| by_cut).or(found.score)),
            bonus: result.bonus.unwrap_or_default(),
            interview: figure(outcome, index, panel).and_then(|found| found.score),
            total: total_of(index),
            written_place: papers.and_then(|found| found.place),
            rank: result.rank,
            placing: placing(outcome, result.status),
            shortlisted: match panel {
                // Who has a score sheet of the interview was on the list, however it ended.
                Some(_) => called || sheet,
                // Papers alone: who is past them is on the list.
                None if outcome.upto == Upto::After => result.rank.is_some(),
                None => matches!(result.status, Status::Called(_)),
            },
            tied: ranks.is_some_and(|ranks| ranks.len() > 1),
        }
    };
    people.iter().enumerate().map(line).collect()
}

fn figure(
    outcome: &Outcome,
    index: usize,
    step: Option<Step>,
) -> Option<crate::rules::StepFigures> {
    Some(outcome.figure(index, usize::from(step?.0)))
}

/// Where a status stands on a list.
fn placing(outcome: &Outcome, status: Status) -> Placing {
    let total = outcome.total();
    let after = |step: Step| total.is_none_or(|total| step > total);
    match status {
        Status::Hired => Placing::Selected,
        Status::Called(step) if outcome.upto == Upto::After && after(step) => Placing::Selected,
        // On a totals list, a substitute of an earlier list is nobody's substitute any more.
        Status::Substitute(step, place) if outcome.upto != Upto::After || after(step) => {
            Placing::Substitute(place)
        }
        Status::Reserve => Placing::Reserve,
        Status::Out(_, OutBy::Absent) => Placing::Absent,
        Status::Out(_, OutBy::Violation) => Placing::Violation,
        Status::Out(_, OutBy::BelowLine) => Placing::BelowLine,
        _ => Placing::NotSelected,
    }
}

/// What stands between this run and being decided.
///
/// # Errors
/// `MarksMissing`, `TiesOpen` while an extra test is needed, `DecisionsOpen` while a body has to decide.
pub fn may_decide(bundle: &Bundle) -> Result<(), Refusal> {
    let outcome = &bundle.outcome;
    // A missing result of an extra test is told as the tie that it leaves open.
    let extra = |what: &MissingPart| matches!(what, MissingPart::ExtraTest(_));
    let missing = outcome.missing.iter().filter(|one| !extra(&one.what));
    match missing.count() {
        0 => {}
        count => return Err(Refusal::MarksMissing { count }),
    }
    let wanted: BTreeSet<String> = tests_wanted(outcome)
        .into_iter()
        .map(|wanted| wanted.candidate)
        .collect();
    let people = bundle.people.candidates.iter();
    let tied: BTreeSet<String> = people
        .filter(|candidate| wanted.contains(candidate.number.as_str()))
        .map(|candidate| candidate.post.to_string())
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
    !matches!(open, Pending::Substitution { .. } | Pending::Consent { .. })
}

/// A further test that somebody must sit, or has sat, before the outcome is complete.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TestWanted {
    pub test: String,
    /// The ticket number.
    pub candidate: String,
}

/// Everybody who must have a result of a further test: those level on a last place.
pub fn tests_wanted(outcome: &Outcome) -> Vec<TestWanted> {
    let mut wanted = BTreeSet::new();
    for open in &outcome.pending {
        if let Pending::ExtraTest { test, people, .. } = open {
            wanted.extend(people.iter().map(|candidate| TestWanted {
                test: test.to_string(),
                candidate: candidate.clone(),
            }));
        }
    }
    for missing in &outcome.missing {
        if let MissingPart::ExtraTest(test) = &missing.what {
            wanted.insert(TestWanted {
                test: test.to_string(),
                candidate: missing.candidate.clone(),
            });
        }
    }
    wanted.into_iter().collect()
}

/// The columns of facts that a run over accepted people has, and no others: what a run keeps, it may have to show.
pub fn fact_columns(doc: &RuleDocument) -> FactColumns {
    FactColumns::Some(facts_of_run(doc))
}

/// Of one person's answers those that a run may see.
pub fn facts_seen(seen: &FactColumns, facts: &Facts) -> Facts {
    let own = facts.0.iter().filter(|(key, _)| seen.has(key));
    let pairs = own.map(|(key, value): (&FactKey, _)| (key.clone(), value.clone()));
    Facts(pairs.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{
        Candidate, Entry, ExtraTest, FactValue, Mark, People, StageRecord, StillLevel, TieKey, Ties,
    };

    fn doc() -> RuleDocument {
        serde_json::from_str(include_str!("../tests/notices/O03-demo.json")).unwrap()
    }

    fn codes() -> (StageCode, StageCode) {
        let rules = doc().common_rules();
        let (papers, _) = rules.papers().unwrap();
        let (panel, _) = rules.panel().unwrap();
        (papers.code.clone(), panel.code.clone())
    }

    /// GJZ-01 has four places.
    fn candidate(number: &str, written: i64, interview: i64) -> Candidate {
        let (_, panel) = codes();
        let mut person = Candidate {
            number: number.into(),
            post: "GJZ-01".into(),
            entry: Some(Entry::Accepted),
            ..Default::default()
        };
        put_written(&mut person, Mark::Scored(Points::whole(written)));
        let sheet = StageRecord {
            room: Some("1".into()),
            examiners: [Mark::Scored(Points::whole(interview)); 7]
                .into_iter()
                .collect(),
            ..Default::default()
        };
        person.stages.insert(panel, sheet);
        person
    }

    fn put_written(person: &mut Candidate, mark: Mark) {
        let record = person.stages.entry(&codes().0);
        record.papers.insert("knowledge".into(), mark);
    }

    fn bundle(doc: &RuleDocument, people: &[Candidate]) -> Bundle {
        let people = People {
            facts: FactColumns::None,
            candidates: people.to_vec(),
        };
        Bundle::seal(doc.clone(), people, &Upto::After).unwrap()
    }

    fn placings(people: &[Candidate]) -> Vec<(Option<u32>, Placing, bool)> {
        lines(&bundle(&doc(), people))
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
        assert_eq!(post_counts(&bundle(&doc(), &people))[0].selected, 4);
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
    fn a_substitute_of_the_interview_is_nobodys_substitute_on_the_list_of_totals() {
        let people: Vec<_> = (0..14)
            .map(|n| {
                let mut person = candidate(&format!("T{n:02}"), 90 - n, 80);
                if n >= 12 {
                    person.stages = Default::default();
                    put_written(&mut person, Mark::Scored(Points::whole(90 - n)));
                }
                person
            })
            .collect();
        let placings = placings(&people);
        assert_eq!(placings[11].1, Placing::Substitute(8));
        assert_eq!(placings[12].1, Placing::NotSelected);
    }

    #[test]
    fn below_a_line_absent_and_violation_are_said_as_such() {
        for (mark, placing) in [
            (Mark::Scored(Points::whole(59)), Placing::BelowLine),
            (Mark::Absent, Placing::Absent),
            (Mark::Violation, Placing::Violation),
        ] {
            let mut person = candidate("T", 0, 80);
            person.stages = Default::default();
            put_written(&mut person, mark);
            assert_eq!(placings(&[person])[0].1, placing);
        }
    }

    #[test]
    fn the_shortlist_is_who_is_called_to_the_panel_and_the_rest_may_be_called_up() {
        let doc = doc();
        let people: Vec<_> = (0..14)
            .map(|n| {
                let mut person = candidate(&format!("T{n:02}"), 0, 80);
                person.stages = Default::default();
                put_written(&mut person, Mark::Scored(Points::whole(90 - n)));
                person
            })
            .collect();
        let people = People {
            facts: FactColumns::None,
            candidates: people,
        };
        let upto = upto_shortlist(&doc);
        assert_eq!(upto, Upto::Stage(codes().0));
        let sealed = Bundle::seal(doc, people, &upto).unwrap();
        let counts = &post_counts(&sealed)[0];
        assert_eq!(
            (counts.sat, counts.shortlisted),
            (14, 12),
            "three for each of four places"
        );
        assert_eq!(counts.cut_off, Some(Points::whole(79)));
        let lines = lines(&sealed);
        assert!(lines[11].shortlisted && !lines[12].shortlisted);
        assert_eq!(lines[12].written_place, Some(13));
    }

    #[test]
    fn posts_with_papers_of_another_name_are_on_the_shortlist_too() {
        let mut doc = doc();
        let mut stages = doc.stages.clone();
        // A name behind the other one in the alphabet, a stage before it in the course.
        stages[0].code = "zz".into();
        stages[0].lines = Some(Vec::new());
        doc.variants = vec![crate::rules::Variant {
            name: crate::rules::Bilingual::zh("另考"),
            scope: crate::rules::Scope {
                posts: vec!["GJZ-02".into()],
                ..Default::default()
            },
            stages: Some(stages),
            ..Default::default()
        }];
        doc.bonus = None;
        doc.total = None;
        doc.ties = None;
        let mut first = candidate("T1", 0, 80);
        first.stages = Default::default();
        put_written(&mut first, Mark::Scored(Points::whole(80)));
        let mut other = Candidate {
            number: "T2".into(),
            post: "GJZ-02".into(),
            ..first.clone()
        };
        let script = first.stages.get(&codes().0).cloned().unwrap();
        other.stages = [("zz".into(), script)].into();
        let people = People {
            facts: FactColumns::None,
            candidates: vec![first, other],
        };
        let upto = upto_shortlist(&doc);
        let sealed = Bundle::seal(doc, people, &upto).unwrap();
        let listed: Vec<_> = lines(&sealed).iter().map(|l| l.shortlisted).collect();
        assert_eq!(listed, [true, true]);
    }

    #[test]
    fn without_a_panel_the_list_is_who_is_past_the_papers() {
        let mut doc = doc();
        doc.stages.truncate(1);
        doc.stages[0].cut = None;
        let total = doc.total.as_mut().unwrap();
        total.formula.parts.truncate(1);
        total.formula.parts[0].weight = crate::numbers::Ratio::ONE;
        let people: Vec<_> = [80, 59]
            .into_iter()
            .map(|mark| {
                let mut person = candidate(&format!("T{mark}"), 0, 80);
                person.stages = Default::default();
                put_written(&mut person, Mark::Scored(Points::whole(mark)));
                person
            })
            .collect();
        for upto in [upto_shortlist(&doc), Upto::After] {
            let people = People {
                facts: FactColumns::None,
                candidates: people.clone(),
            };
            let sealed = Bundle::seal(doc.clone(), people, &upto).unwrap();
            let listed: Vec<_> = lines(&sealed).iter().map(|l| l.shortlisted).collect();
            assert_eq!(listed, [true, false], "{upto:?}");
        }
    }

    #[test]
    fn an_undecided_tie_blocks_until_the_extra_test_has_ordered_it() {
        let mut doc = doc();
        doc.extra_tests = vec![ExtraTest {
            code: "extra".into(),
            name: crate::rules::Bilingual::zh("加试"),
            full: Points::whole(100),
            approval: false,
        }];
        doc.ties.as_mut().unwrap().then = StillLevel::ExtraTest("extra".into());
        let mut people: Vec<_> = (0..5)
            .map(|n| candidate(&format!("T{n}"), 80, 80))
            .collect();
        let open = bundle(&doc, &people);
        assert_eq!(
            may_decide(&open),
            Err(Refusal::TiesOpen {
                posts: vec!["GJZ-01".into()]
            })
        );
        assert_eq!(tests_wanted(&open.outcome).len(), 5);
        for (n, person) in (0..).zip(&mut people) {
            let result = Mark::Scored(Points::whole(60 + n));
            person.extra.insert("extra".into(), result);
        }
        assert_eq!(may_decide(&bundle(&doc, &people)), Ok(()));
    }

    #[test]
    fn a_run_sees_only_the_facts_that_its_course_hangs_on() {
        let education = ("education".into(), FactValue::Choice("bachelor".into()));
        let facts = Facts([education, ("veteran".into(), FactValue::YesNo(true))].into());
        assert!(facts_seen(&fact_columns(&doc()), &facts).0.is_empty());
        let mut by_education = doc();
        by_education.ties = Some(Ties {
            keys: vec![TieKey::HigherLevel("education".into())],
            ..Ties::default()
        });
        assert_eq!(facts_seen(&fact_columns(&by_education), &facts).0.len(), 1);
    }
}
