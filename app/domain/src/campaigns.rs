//! One recruitment from draft to publication: its state, its timetable, and where it stands at a given moment.

mod carried;
mod dates;
mod timetable;

pub use carried::{NotCarried, StageNotCarried, not_carried};
pub use dates::{Dates, without_dates};
pub use timetable::{Between, OutOfTime, Timetable, sitting};

use crate::{Instant, rules::RuleDocument};
use serde::{Deserialize, Serialize};

/// Why a campaign cannot go on like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    State {
        state: CampaignState,
    },
    /// It has not come that far, or is already past it.
    Progress {
        needs: Progress,
        stands: Progress,
    },
    /// The second signature must come from somebody else.
    SamePerson,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    /// Being written by one official (C2).
    Draft,
    /// Waiting for a second official (C3).
    InCheck,
    /// Public and frozen (C4 onwards).
    Announced,
}

/// How far the work on an announced campaign has come. Each step is reached once, by one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    Announced,
    /// Rooms, seats and tickets exist (C8).
    Seated,
    /// Written marks are frozen (C10).
    WrittenFrozen,
    /// Who goes to the interview is decided (C12).
    Shortlisted,
    /// Interview marks are frozen (C14).
    InterviewFrozen,
    /// Totals and ranks are computed (C15).
    Totalled,
    /// The result list is public (C18).
    Published,
}

impl Progress {
    /// # Errors
    /// When the campaign stands anywhere else.
    pub fn require(self, needs: Progress) -> Result<(), Refusal> {
        if self == needs {
            Ok(())
        } else {
            Err(Refusal::Progress {
                needs,
                stands: self,
            })
        }
    }
}

/// Everything that an announcement says: what officials draft, and what is frozen when it is announced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub title: String,
    pub title_en: String,
    /// The organiser, as printed at the head of the document.
    pub organiser: String,
    /// Telephone and hours, as printed.
    pub contact: String,
    /// Markdown; each level-two heading is a numbered article.
    pub announcement: String,
    /// Dates stand in the rules and nowhere else.
    pub rules: RuleDocument,
}

/// The eight steps that the public sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Announcement,
    Applications,
    Review,
    Written,
    WrittenResults,
    Interview,
    Totals,
    Publication,
}

impl Phase {
    pub const ALL: [Phase; 8] = [
        Phase::Announcement,
        Phase::Applications,
        Phase::Review,
        Phase::Written,
        Phase::WrittenResults,
        Phase::Interview,
        Phase::Totals,
        Phase::Publication,
    ];

    /// The steps that a recruitment has: without papers nobody waits for a written test, without a panel for an
    /// interview.
    pub fn of(rules: &RuleDocument) -> Vec<Phase> {
        let (papers, panel) = (rules.has_papers(), rules.has_panel());
        let has = |phase: &Phase| match phase {
            Phase::Written => papers,
            Phase::Interview => panel,
            _ => true,
        };
        Phase::ALL.into_iter().filter(has).collect()
    }

    /// Position among the steps of a recruitment, counted from one.
    pub fn number(self, steps: &[Phase]) -> usize {
        steps.iter().filter(|step| **step <= self).count()
    }
}

/// Where a campaign stands: by the clock until applications close, then by the work that is really done.
pub fn phase(timetable: &Timetable, progress: Progress, now: Instant) -> Phase {
    match progress {
        Progress::Announced if timetable.opens().is_none_or(|opens| now < opens) => {
            Phase::Announcement
        }
        Progress::Announced if timetable.closes().is_none_or(|closes| now < closes) => {
            Phase::Applications
        }
        Progress::Announced => Phase::Review,
        Progress::Seated => Phase::Written,
        Progress::WrittenFrozen => Phase::WrittenResults,
        Progress::Shortlisted => Phase::Interview,
        Progress::InterviewFrozen | Progress::Totalled => Phase::Totals,
        Progress::Published => Phase::Publication,
    }
}

impl CampaignState {
    /// A draft is handed to a second official.
    ///
    /// # Errors
    /// When it is no draft.
    pub fn hand_in(self) -> Result<Self, Refusal> {
        self.only(CampaignState::Draft, CampaignState::InCheck)
    }

    /// The second official sends it back.
    ///
    /// # Errors
    /// When it is not in check.
    pub fn send_back(self) -> Result<Self, Refusal> {
        self.only(CampaignState::InCheck, CampaignState::Draft)
    }

    /// The second official announces it. `same_person`: they also drafted it.
    ///
    /// # Errors
    /// When it is not in check, or the checker drafted it.
    pub fn announce(self, same_person: bool) -> Result<Self, Refusal> {
        let next = self.only(CampaignState::InCheck, CampaignState::Announced)?;
        if same_person {
            Err(Refusal::SamePerson)
        } else {
            Ok(next)
        }
    }

    fn only(self, from: Self, to: Self) -> Result<Self, Refusal> {
        if self == from {
            Ok(to)
        } else {
            Err(Refusal::State { state: self })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_taken_only_where_the_campaign_stands() {
        assert_eq!(Progress::Seated.require(Progress::Seated), Ok(()));
        let stands = Progress::Announced;
        let needs = Progress::Seated;
        assert_eq!(
            stands.require(needs),
            Err(Refusal::Progress { needs, stands })
        );
    }

    #[test]
    fn nobody_announces_their_own_draft() {
        assert_eq!(
            CampaignState::InCheck.announce(true),
            Err(Refusal::SamePerson)
        );
        assert_eq!(
            CampaignState::InCheck.announce(false),
            Ok(CampaignState::Announced)
        );
        assert!(CampaignState::Draft.announce(false).is_err());
    }

    #[test]
    fn late_work_is_not_shown_as_done() {
        let dates = Dates::from(Instant(0));
        let mut rules = RuleDocument::default();
        dates.write(&mut rules);
        let t = Timetable::of(&rules);
        let at = |progress, now| phase(&t, progress, now);
        let after_everything = dates.results_at.plus_days(1);
        assert_eq!(at(Progress::Announced, Instant(-1)), Phase::Announcement);
        assert_eq!(at(Progress::Announced, Instant(0)), Phase::Applications);
        assert_eq!(at(Progress::Announced, after_everything), Phase::Review);
        assert_eq!(
            at(Progress::Shortlisted, after_everything),
            Phase::Interview
        );
        assert_eq!(
            at(Progress::Published, after_everything),
            Phase::Publication
        );
    }
}
