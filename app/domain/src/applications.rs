//! One applicant in one campaign: all states in one place, reasons as codes, deadlines as arguments (domain.md 2.2).

use crate::{
    Instant,
    campaigns::{Between, OutOfTime, Timetable},
};
use serde::{Deserialize, Serialize};

/// Why something cannot be done with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It stands where this act is not possible.
    Stage {
        stage: Stage,
    },
    Time(OutOfTime),
    /// Nobody decides about their own decision.
    SamePerson,
}

impl From<OutOfTime> for Refusal {
    fn from(why: OutOfTime) -> Self {
        Refusal::Time(why)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Draft,
    /// Waiting for the street.
    Submitted,
    /// The street found no obstacle; the district decides.
    PassedStreet,
    /// Sent back with coded reasons and a deadline.
    Returned,
    Rejected,
    /// The applicant asks for the rejection to be decided again, by somebody else.
    Appealed,
    /// The rejection was confirmed: final.
    RejectionUpheld,
    Accepted,
}

/// What can happen to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Submit,
    /// The applicant takes a submitted application back to change it.
    Withdraw,
    PassStreet,
    Accept,
    Return,
    Reject,
    Appeal,
    /// The appeal succeeds.
    Overturn,
    Uphold,
}

impl Stage {
    pub const ALL: [Stage; 8] = [
        Stage::Draft,
        Stage::Submitted,
        Stage::PassedStreet,
        Stage::Returned,
        Stage::Rejected,
        Stage::Appealed,
        Stage::RejectionUpheld,
        Stage::Accepted,
    ];

    /// Where the act leads from here.
    ///
    /// # Errors
    /// `Refusal::Stage` when the act is not possible here.
    pub fn after(self, act: Act) -> Result<Stage, Refusal> {
        use Stage::*;
        let next = match (self, act) {
            (Draft | Returned, Act::Submit) => Submitted,
            (Submitted | PassedStreet, Act::Withdraw) => Draft,
            (Submitted, Act::PassStreet) => PassedStreet,
            (PassedStreet, Act::Accept) => Accepted,
            (Submitted | PassedStreet, Act::Return) => Returned,
            (Submitted | PassedStreet, Act::Reject) => Rejected,
            (Rejected, Act::Appeal) => Appealed,
            (Appealed, Act::Overturn) => Accepted,
            (Appealed, Act::Uphold) => RejectionUpheld,
            _ => return Err(Refusal::Stage { stage: self }),
        };
        Ok(next)
    }

    /// Whether the applicant may change answers.
    pub fn is_editable(self) -> bool {
        matches!(self, Stage::Draft | Stage::Returned)
    }

    /// Whether a decision is still owed.
    pub fn awaits_review(self) -> bool {
        matches!(
            self,
            Stage::Submitted | Stage::PassedStreet | Stage::Appealed
        )
    }
}

impl Act {
    pub const ALL: [Act; 9] = [
        Act::Submit,
        Act::Withdraw,
        Act::PassStreet,
        Act::Accept,
        Act::Return,
        Act::Reject,
        Act::Appeal,
        Act::Overturn,
        Act::Uphold,
    ];
}

/// The deadlines that bind an applicant: those of the document, and the one that came with a decision.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines<'a> {
    pub timetable: &'a Timetable,
    /// Given with a return or a rejection, or when a submitted application was taken back; `None` where none of these
    /// happened.
    pub answer_by: Option<Instant>,
}

impl Deadlines<'_> {
    /// The first moment at which it is too late for what the applicant can do at this stage; `None` where nothing is
    /// stated, or nothing can be done.
    pub fn of(self, stage: Stage) -> Option<Instant> {
        let close = self.timetable.closes();
        match stage {
            Stage::Draft => close.max(self.answer_by),
            Stage::Returned | Stage::Rejected => self.answer_by.or(close),
            Stage::Submitted => self.timetable.taken_back_until(false),
            Stage::PassedStreet => self.timetable.taken_back_until(true),
            Stage::Appealed | Stage::RejectionUpheld | Stage::Accepted => None,
        }
    }

    fn admit(self, stage: Stage, now: Instant) -> Result<(), Refusal> {
        let until = self.of(stage);
        let in_time = Between { from: None, until }.admits(now);
        match (stage, self.answer_by) {
            (Stage::Draft, Some(by)) if now < by => Ok(()),
            (Stage::Draft, _) => Ok(self.timetable.accepts_applications(now)?),
            (Stage::Submitted | Stage::PassedStreet, _) if until.is_none() => {
                Err(Refusal::Stage { stage })
            }
            (Stage::Rejected, _) => Ok(in_time.and(self.timetable.appeal.from_only().admits(now))?),
            _ => Ok(in_time?),
        }
    }
}

/// An act of the applicant: the stage must allow it and the deadline must not have passed.
///
/// # Errors
/// `Closed` with the deadline that has passed, `NotOpen`; what [`Stage::after`] says; `ApplicationStage` where the
/// document does not let a submitted application be taken back.
pub fn by_applicant(
    stage: Stage,
    act: Act,
    deadlines: Deadlines<'_>,
    now: Instant,
) -> Result<Stage, Refusal> {
    let next = stage.after(act)?;
    deadlines.admit(stage, now)?;
    Ok(next)
}

/// Coded grounds for returning or rejecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    AgeNotMet,
    EducationNotMet,
    ResidenceNotMet,
    /// A condition of the post itself (targeted posts, party posts …).
    PostConditionNotMet,
    /// A ground that bars from applying.
    Excluded,
    DuplicateApplication,
    PhotoUnfit,
    EvidenceMissing,
    EvidenceIllegible,
    EvidenceContradicts,
    AnswersIncomplete,
    Other,
}

impl ReasonCode {
    pub const ALL: [ReasonCode; 12] = [
        ReasonCode::AgeNotMet,
        ReasonCode::EducationNotMet,
        ReasonCode::ResidenceNotMet,
        ReasonCode::PostConditionNotMet,
        ReasonCode::Excluded,
        ReasonCode::DuplicateApplication,
        ReasonCode::PhotoUnfit,
        ReasonCode::EvidenceMissing,
        ReasonCode::EvidenceIllegible,
        ReasonCode::EvidenceContradicts,
        ReasonCode::AnswersIncomplete,
        ReasonCode::Other,
    ];

    /// Whether the applicant can repair it, so that the application is returned and not rejected.
    pub fn is_curable(self) -> bool {
        !matches!(
            self,
            ReasonCode::AgeNotMet
                | ReasonCode::EducationNotMet
                | ReasonCode::ResidenceNotMet
                | ReasonCode::Excluded
                | ReasonCode::DuplicateApplication
        )
    }

    /// Whether the code says too little without words of the reviewer's own.
    pub fn needs_note(self) -> bool {
        matches!(
            self,
            ReasonCode::Other | ReasonCode::EvidenceContradicts | ReasonCode::PostConditionNotMet
        )
    }
}

/// The number that applicants quote: campaign prefix, year, serial: `QS26-00318`.
pub fn application_number(prefix: &str, year: i32, serial: u32) -> String {
    format!(
        "{}{:02}-{serial:05}",
        prefix.to_uppercase(),
        year.rem_euclid(100)
    )
}

/// The machine as a Mermaid diagram; the documentation holds the same text.
pub fn diagram() -> String {
    let name = |stage: Stage| {
        serde_json::to_value(stage)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
    };
    let act_name = |act: Act| {
        serde_json::to_value(act)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
    };
    let mut lines = vec!["stateDiagram-v2".to_owned(), "    [*] --> draft".to_owned()];
    for stage in Stage::ALL {
        for act in Act::ALL {
            if let (Ok(next), Some(from), Some(label)) =
                (stage.after(act), name(stage), act_name(act))
            {
                lines.push(format!(
                    "    {from} --> {}: {label}",
                    name(next).unwrap_or_default()
                ));
            }
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::{
        campaigns::Dates,
        rules::{CorrectedWhile, Period, RuleDocument},
        time::Moment,
    };

    const OPEN: Instant = Instant(0);

    fn dates() -> Dates {
        Dates::from(OPEN)
    }

    fn rules() -> RuleDocument {
        let mut rules = RuleDocument::default();
        dates().write(&mut rules);
        rules
    }

    fn tried(
        rules: &RuleDocument,
        stage: Stage,
        act: Act,
        answer_by: Option<Instant>,
        now: Instant,
    ) -> Result<Stage, Refusal> {
        let deadlines = Deadlines {
            timetable: &Timetable::of(rules),
            answer_by,
        };
        by_applicant(stage, act, deadlines, now)
    }

    fn before(at: Instant) -> Instant {
        Instant(at.0 - 1)
    }

    #[test]
    fn a_draft_sent_just_before_the_close_counts_and_at_the_close_it_is_late() {
        let close = dates().applications_close;
        let sent = |now| tried(&rules(), Stage::Draft, Act::Submit, None, now);
        assert_eq!(sent(before(close)), Ok(Stage::Submitted));
        assert_eq!(
            sent(close),
            Err(Refusal::Time(OutOfTime::Closed { deadline: close }))
        );
        assert_eq!(
            sent(before(OPEN)),
            Err(Refusal::Time(OutOfTime::NotOpen { from: OPEN }))
        );
    }

    #[test]
    fn a_returned_application_has_its_own_deadline() {
        let by = dates().applications_close.plus_days(9);
        let sent = |now| tried(&rules(), Stage::Returned, Act::Submit, Some(by), now);
        assert_eq!(sent(before(by)), Ok(Stage::Submitted));
        assert_eq!(
            sent(by),
            Err(Refusal::Time(OutOfTime::Closed { deadline: by }))
        );
    }

    #[test]
    fn an_appeal_waits_for_its_period_and_ends_with_its_own_deadline() {
        let mut rules = rules();
        let (from, by) = (OPEN.plus_days(7), OPEN.plus_days(12));
        rules.applying.as_mut().unwrap().appeal = Some(Period {
            from: Some(Moment::of(from)),
            until: Some(Moment::of(by)),
        });
        let appealed = |now| tried(&rules, Stage::Rejected, Act::Appeal, Some(by), now);
        assert_eq!(
            appealed(before(from)),
            Err(Refusal::Time(OutOfTime::NotOpen { from }))
        );
        assert_eq!(appealed(from), Ok(Stage::Appealed));
        assert_eq!(
            appealed(by),
            Err(Refusal::Time(OutOfTime::Closed { deadline: by }))
        );
    }

    #[test]
    fn what_was_submitted_is_taken_back_as_long_as_the_document_lets_it_be_corrected() {
        let mut rules = rules();
        let taken =
            |rules: &RuleDocument, stage, now| tried(rules, stage, Act::Withdraw, None, now);
        let until = dates().corrections_close;
        for stage in [Stage::Submitted, Stage::PassedStreet] {
            assert_eq!(taken(&rules, stage, before(until)), Ok(Stage::Draft));
            let late = Err(Refusal::Time(OutOfTime::Closed { deadline: until }));
            assert_eq!(taken(&rules, stage, until), late);
        }
        // Taken back after the form closed, it can still be sent again.
        let sent = |now| tried(&rules, Stage::Draft, Act::Submit, Some(until), now);
        assert_eq!(sent(before(until)), Ok(Stage::Submitted));
        assert!(sent(until).is_err());
        let applying = rules.applying.as_mut().unwrap();
        applying.correction.as_mut().unwrap().state = CorrectedWhile::Returned;
        for stage in [Stage::Submitted, Stage::PassedStreet] {
            let refused = Err(Refusal::Stage { stage });
            assert_eq!(taken(&rules, stage, OPEN), refused);
        }
    }

    #[test]
    fn where_nothing_is_said_of_corrections_it_is_taken_back_until_the_form_closes() {
        let mut rules = rules();
        rules.applying.as_mut().unwrap().correction = None;
        let taken = |stage, now| tried(&rules, stage, Act::Withdraw, None, now);
        let close = dates().applications_close;
        assert_eq!(taken(Stage::Submitted, before(close)), Ok(Stage::Draft));
        assert!(taken(Stage::Submitted, close).is_err());
        assert!(taken(Stage::PassedStreet, OPEN).is_err());
    }

    #[test]
    fn sending_twice_changes_nothing() {
        assert_eq!(
            Stage::Submitted.after(Act::Submit),
            Err(Refusal::Stage {
                stage: Stage::Submitted
            })
        );
    }

    #[test]
    fn only_the_district_accepts_and_only_after_the_street() {
        assert!(Stage::Submitted.after(Act::Accept).is_err());
        assert_eq!(Stage::PassedStreet.after(Act::Accept), Ok(Stage::Accepted));
    }

    #[test]
    fn a_rejection_can_be_appealed_once() {
        let upheld = Stage::Rejected
            .after(Act::Appeal)
            .and_then(|s| s.after(Act::Uphold));
        assert_eq!(upheld, Ok(Stage::RejectionUpheld));
        assert!(Stage::RejectionUpheld.after(Act::Appeal).is_err());
    }

    #[test]
    fn nothing_leads_away_from_a_final_stage() {
        for stage in [Stage::Accepted, Stage::RejectionUpheld] {
            assert!(
                Act::ALL.iter().all(|&act| stage.after(act).is_err()),
                "{stage:?}"
            );
        }
    }

    #[test]
    fn the_documentation_shows_this_machine() {
        let documented = include_str!("../../../docs/application-stages.md");
        assert!(
            documented.contains(&diagram()),
            "docs/application-stages.md should contain:\n{}",
            diagram()
        );
    }

    #[test]
    fn numbers_carry_campaign_and_year() {
        assert_eq!(application_number("qs", 2026, 318), "QS26-00318");
    }
}
