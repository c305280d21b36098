//! One applicant in one campaign: all states in one place, reasons as codes, deadlines as arguments (domain.md 2.2).

use crate::{Instant, Refusal};
use serde::{Deserialize, Serialize};

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
    /// `Refusal::ApplicationStage` when the act is not possible here.
    pub fn after(self, act: Act) -> Result<Stage, Refusal> {
        use Stage::*;
        let next = match (self, act) {
            (Draft | Returned, Act::Submit) => Submitted,
            (Submitted, Act::Withdraw) => Draft,
            (Submitted, Act::PassStreet) => PassedStreet,
            (PassedStreet, Act::Accept) => Accepted,
            (Submitted | PassedStreet, Act::Return) => Returned,
            (Submitted | PassedStreet, Act::Reject) => Rejected,
            (Rejected, Act::Appeal) => Appealed,
            (Appealed, Act::Overturn) => Accepted,
            (Appealed, Act::Uphold) => RejectionUpheld,
            _ => return Err(Refusal::ApplicationStage { stage: self }),
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

/// The deadlines that bind an applicant, taken from the timetable and from the return itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    pub applications_close: Instant,
    /// Given with a return or a rejection; `None` where neither happened.
    pub answer_by: Option<Instant>,
}

/// An act of the applicant: the stage must allow it and the deadline must not have passed.
///
/// # Errors
/// `Closed` with the deadline that has passed, else what [`Stage::after`] says.
pub fn by_applicant(
    stage: Stage,
    act: Act,
    deadlines: Deadlines,
    now: Instant,
) -> Result<Stage, Refusal> {
    let next = stage.after(act)?;
    let deadline = match stage {
        Stage::Returned | Stage::Rejected => {
            deadlines.answer_by.unwrap_or(deadlines.applications_close)
        }
        _ => deadlines.applications_close,
    };
    if now > deadline {
        Err(Refusal::Closed { deadline })
    } else {
        Ok(next)
    }
}

/// Coded grounds for returning or rejecting (原因代码).
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

    const CLOSE: Instant = Instant(1_000_000);
    const DEADLINES: Deadlines = Deadlines {
        applications_close: CLOSE,
        answer_by: Some(Instant(2_000_000)),
    };

    #[test]
    fn a_draft_sent_at_the_closing_moment_counts_and_a_second_later_does_not() {
        assert_eq!(
            by_applicant(Stage::Draft, Act::Submit, DEADLINES, CLOSE),
            Ok(Stage::Submitted)
        );
        let late = Instant(CLOSE.0 + 1000);
        assert_eq!(
            by_applicant(Stage::Draft, Act::Submit, DEADLINES, late),
            Err(Refusal::Closed { deadline: CLOSE })
        );
    }

    #[test]
    fn a_returned_application_has_its_own_deadline() {
        assert_eq!(
            by_applicant(Stage::Returned, Act::Submit, DEADLINES, Instant(1_500_000)),
            Ok(Stage::Submitted)
        );
        assert!(by_applicant(Stage::Returned, Act::Submit, DEADLINES, Instant(2_000_001)).is_err());
    }

    #[test]
    fn sending_twice_changes_nothing() {
        assert_eq!(
            Stage::Submitted.after(Act::Submit),
            Err(Refusal::ApplicationStage {
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
