//! Reviewing applications: whose turn it is, what a decision needs, what follows from it. The street looks first
//! and the district decides; where a post lies in no street, the district's look is the only one.

use crate::{
    FieldProblem, Instant, Problem,
    access::{Grant, Jurisdiction, Level, Role},
    applications::{Act, ReasonCode, Refusal, Stage},
    campaigns::{OutOfTime, Timetable},
    tasks::Task,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    Return,
    Reject,
}

/// What a reviewer decides about one or several applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub verdict: Verdict,
    pub reasons: Vec<ReasonCode>,
    pub note: String,
    /// The task that reasons about evidence mean.
    pub about: Option<Task>,
}

/// How long a reviewer's own words may be.
pub const LONGEST_NOTE: usize = 500;
/// Reviewers who are late must not shorten an applicant's time.
const LEAST_DAYS_TO_ANSWER: i64 = 2;

/// Whose turn it is to decide at this stage; `None` where no reviewer is asked.
pub fn turn(stage: Stage, post: &Jurisdiction) -> Option<Role> {
    match stage {
        Stage::Submitted if post.level() == Level::Street => Some(Role::StreetReviewer),
        Stage::Submitted | Stage::PassedStreet => Some(Role::DistrictReviewer),
        _ => None,
    }
}

/// Whether somebody with these grants decides now about an application for a post in that place.
pub fn may_decide(grants: &[Grant], stage: Stage, post: &Jurisdiction) -> bool {
    turn(stage, post).is_some_and(|role| {
        grants
            .iter()
            .any(|grant| grant.role == role && grant.scope.covers(post))
    })
}

/// The act by which a verdict takes effect, and the stage to which it leads.
///
/// # Errors
/// `ApplicationStage` where no decision is open.
pub fn decide(
    stage: Stage,
    verdict: Verdict,
    post: &Jurisdiction,
) -> Result<(Act, Stage), Refusal> {
    let role = turn(stage, post).ok_or(Refusal::Stage { stage })?;
    let act = match (verdict, role) {
        (Verdict::Return, _) => Act::Return,
        (Verdict::Reject, _) => Act::Reject,
        (Verdict::Pass, Role::StreetReviewer) => Act::PassStreet,
        // Also where no street looked before: the district's look is then the first and the last.
        (Verdict::Pass, _) => return Ok((Act::Accept, Stage::Accepted)),
    };
    stage.after(act).map(|next| (act, next))
}

impl Decision {
    /// What is missing from it. A return needs reasons that can be repaired; some reasons say too little by themselves.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.verdict != Verdict::Pass {
            let incurable = self.reasons.iter().find(|reason| !reason.is_curable());
            if self.reasons.is_empty() {
                problems.push(FieldProblem::new("reasons", Problem::NotChosen));
            } else if let (Verdict::Return, Some(&reason)) = (self.verdict, incurable) {
                problems.push(FieldProblem::new("reasons", Problem::NotCurable { reason }));
            }
            if self.reasons.iter().any(|reason| reason.needs_note()) && self.note.trim().is_empty()
            {
                problems.push(FieldProblem::new("note", Problem::Missing));
            }
        }
        let too_long = Problem::too_long(&self.note, LONGEST_NOTE);
        problems.extend(too_long.map(|problem| FieldProblem::new("note", problem)));
        problems
    }

    /// The tasks at which the applicant reads the reasons.
    pub fn tasks(&self) -> impl Iterator<Item = Task> {
        self.reasons
            .iter()
            .filter_map(|reason| reason.task())
            .chain(self.about)
    }
}

/// The review begins when the document says so. Its end binds nobody: who is reviewed late must not lose by it.
///
/// # Errors
/// `NotOpen` before.
pub fn has_begun(timetable: &Timetable, now: Instant) -> Result<(), OutOfTime> {
    timetable.review.from_only().admits(now)
}

/// Until when a returned application can be corrected, or a rejection appealed: as the document says, but never less
/// than two days from the decision.
pub fn answer_by(timetable: &Timetable, verdict: Verdict, now: Instant) -> Instant {
    let own = match verdict {
        Verdict::Reject => timetable.appeal.until,
        Verdict::Pass | Verdict::Return => None,
    };
    let stated = own
        .or(timetable.corrections_close)
        .or_else(|| timetable.closes());
    let least = now.plus_days(LEAST_DAYS_TO_ANSWER);
    stated.map_or(least, |stated| stated.max(least))
}

/// An appeal is decided by somebody else than who rejected.
///
/// # Errors
/// `ApplicationStage` where there is no appeal; `SamePerson`.
pub fn decide_appeal(
    stage: Stage,
    overturned: bool,
    same_person: bool,
) -> Result<(Act, Stage), Refusal> {
    let act = if overturned {
        Act::Overturn
    } else {
        Act::Uphold
    };
    let next = stage.after(act)?;
    if same_person {
        Err(Refusal::SamePerson)
    } else {
        Ok((act, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREET: &str = "990000/990001/001";

    fn at(path: &str) -> Jurisdiction {
        Jurisdiction(path.into())
    }

    fn holds(role: Role, path: &str) -> [Grant; 1] {
        [Grant {
            role,
            scope: at(path),
        }]
    }

    fn decision(verdict: Verdict, reasons: &[ReasonCode], note: &str) -> Decision {
        Decision {
            verdict,
            reasons: reasons.to_vec(),
            note: note.into(),
            about: None,
        }
    }

    #[test]
    fn the_street_looks_first_and_the_district_decides() {
        let (street, district) = (
            holds(Role::StreetReviewer, STREET),
            holds(Role::DistrictReviewer, "990000/990001"),
        );
        assert!(may_decide(&street, Stage::Submitted, &at(STREET)));
        assert!(!may_decide(&street, Stage::PassedStreet, &at(STREET)));
        assert!(!may_decide(&district, Stage::Submitted, &at(STREET)));
        assert!(may_decide(&district, Stage::PassedStreet, &at(STREET)));
        assert!(!may_decide(
            &street,
            Stage::Submitted,
            &at("990000/990001/002")
        ));
    }

    #[test]
    fn where_no_street_is_the_district_alone_decides() {
        let district = holds(Role::DistrictReviewer, "990000");
        let post = at("990000/990001");
        assert!(may_decide(&district, Stage::Submitted, &post));
        assert_eq!(
            decide(Stage::Submitted, Verdict::Pass, &post),
            Ok((Act::Accept, Stage::Accepted))
        );
        assert_eq!(
            decide(Stage::Submitted, Verdict::Pass, &at(STREET)),
            Ok((Act::PassStreet, Stage::PassedStreet))
        );
    }

    #[test]
    fn every_stage_and_verdict_has_an_answer() {
        for stage in Stage::ALL {
            for verdict in [Verdict::Pass, Verdict::Return, Verdict::Reject] {
                let open = matches!(stage, Stage::Submitted | Stage::PassedStreet);
                assert_eq!(
                    decide(stage, verdict, &at(STREET)).is_ok(),
                    open,
                    "{stage:?} {verdict:?}"
                );
            }
        }
    }

    #[test]
    fn a_return_needs_a_reason_that_can_be_repaired_and_some_reasons_need_words() {
        let fields = |d: Decision| {
            d.problems()
                .into_iter()
                .map(|p| p.field)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            fields(decision(Verdict::Pass, &[], "")),
            Vec::<String>::new()
        );
        assert_eq!(fields(decision(Verdict::Return, &[], "")), ["reasons"]);
        assert_eq!(
            fields(decision(Verdict::Return, &[ReasonCode::AgeNotMet], "")),
            ["reasons"]
        );
        assert_eq!(
            fields(decision(Verdict::Reject, &[ReasonCode::AgeNotMet], "")),
            Vec::<String>::new()
        );
        assert_eq!(
            fields(decision(Verdict::Return, &[ReasonCode::Other], " ")),
            ["note"]
        );
        assert_eq!(
            fields(decision(Verdict::Pass, &[], &"字".repeat(501))),
            ["note"]
        );
    }

    #[test]
    fn a_late_decision_leaves_two_days_to_answer() {
        let day = |n: i64| Instant(n * 86_400_000);
        let timetable = Timetable {
            corrections_close: Some(day(10)),
            ..Timetable::default()
        };
        for (now, by) in [(3, 10), (9, 11), (20, 22)] {
            for verdict in [Verdict::Return, Verdict::Reject] {
                assert_eq!(answer_by(&timetable, verdict, day(now)), day(by));
            }
        }
        let silent = Timetable::default();
        assert_eq!(answer_by(&silent, Verdict::Return, day(3)), day(5));
    }

    #[test]
    fn appeals_have_their_own_end_where_one_is_stated() {
        let day = |n: i64| Instant(n * 86_400_000);
        let mut timetable = Timetable {
            corrections_close: Some(day(10)),
            ..Timetable::default()
        };
        timetable.appeal.until = Some(day(14));
        assert_eq!(answer_by(&timetable, Verdict::Reject, day(3)), day(14));
        assert_eq!(answer_by(&timetable, Verdict::Return, day(3)), day(10));
    }

    #[test]
    fn nobody_decides_before_the_review_begins_and_whoever_is_late_still_may() {
        let mut timetable = Timetable::default();
        assert_eq!(has_begun(&timetable, Instant(0)), Ok(()));
        let from = Instant(10);
        timetable.review.from = Some(from);
        timetable.review.until = Some(Instant(20));
        assert_eq!(
            has_begun(&timetable, Instant(9)),
            Err(OutOfTime::NotOpen { from })
        );
        assert_eq!(has_begun(&timetable, from), Ok(()));
        assert_eq!(has_begun(&timetable, Instant(99)), Ok(()));
    }

    #[test]
    fn nobody_decides_an_appeal_against_their_own_rejection() {
        assert_eq!(
            decide_appeal(Stage::Appealed, true, true),
            Err(Refusal::SamePerson)
        );
        assert_eq!(
            decide_appeal(Stage::Appealed, true, false),
            Ok((Act::Overturn, Stage::Accepted))
        );
        assert_eq!(
            decide_appeal(Stage::Appealed, false, false),
            Ok((Act::Uphold, Stage::RejectionUpheld))
        );
        assert!(decide_appeal(Stage::Rejected, true, false).is_err());
    }
}
