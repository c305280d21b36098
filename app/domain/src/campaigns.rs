//! One recruitment from draft to publication: its state, its timetable, and where it stands at a given moment.

use crate::{Instant, Problem, Refusal, problem::FieldProblem, rules::RuleDocument};
use serde::{Deserialize, Serialize};

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
    /// 主办单位, as printed at the head of the document.
    pub organiser: String,
    /// Telephone and hours, as printed.
    pub contact: String,
    /// Markdown; each level-two heading is an article (第2条 …).
    pub announcement: String,
    pub timetable: Timetable,
    pub rules: RuleDocument,
}

/// The dates of an announcement (公告日程). All are moments with an hour; "前" means before that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timetable {
    pub applications_open: Instant,
    pub applications_close: Instant,
    /// Until when returned applications can be corrected, and rejections appealed.
    pub corrections_close: Instant,
    pub tickets_from: Instant,
    pub written_at: Instant,
    pub written_results_at: Instant,
    pub interview_at: Instant,
    pub results_at: Instant,
}

impl Timetable {
    /// The fields in their order, by the names that the form gives them.
    pub fn fields(&self) -> [(&'static str, Instant); 8] {
        [
            ("applications_open", self.applications_open),
            ("applications_close", self.applications_close),
            ("corrections_close", self.corrections_close),
            ("tickets_from", self.tickets_from),
            ("written_at", self.written_at),
            ("written_results_at", self.written_results_at),
            ("interview_at", self.interview_at),
            ("results_at", self.results_at),
        ]
    }

    /// Each moment must come after the one before it.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let fields = self.fields();
        let late = fields.windows(2).filter(|pair| pair[1].1 <= pair[0].1);
        late.map(|pair| FieldProblem::new(pair[1].0, Problem::OutOfOrder))
            .collect()
    }

    /// # Errors
    /// Before the opening and after the closing moment; the closing moment itself is still in time.
    pub fn accepts_applications(&self, now: Instant) -> Result<(), Refusal> {
        if now < self.applications_open {
            return Err(Refusal::NotOpen {
                from: self.applications_open,
            });
        }
        if now > self.applications_close {
            return Err(Refusal::Closed {
                deadline: self.applications_close,
            });
        }
        Ok(())
    }
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

    /// Position among the steps, counted from one.
    pub fn number(self) -> usize {
        self as usize + 1
    }
}

/// Where a campaign stands: by the clock until applications close, then by the work that is really done.
pub fn phase(timetable: &Timetable, progress: Progress, now: Instant) -> Phase {
    match progress {
        Progress::Announced if now < timetable.applications_open => Phase::Announcement,
        Progress::Announced if now <= timetable.applications_close => Phase::Applications,
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
            Err(Refusal::CampaignState { state: self })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timetable() -> Timetable {
        let day = |n: i64| Instant(n * 86_400_000);
        Timetable {
            applications_open: day(10),
            applications_close: day(20),
            corrections_close: day(22),
            tickets_from: day(30),
            written_at: day(34),
            written_results_at: day(44),
            interview_at: day(54),
            results_at: day(60),
        }
    }

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
    fn the_closing_moment_is_in_time_and_one_second_later_is_late() {
        let t = timetable();
        assert_eq!(t.accepts_applications(t.applications_close), Ok(()));
        let late = Instant(t.applications_close.0 + 1000);
        assert_eq!(
            t.accepts_applications(late),
            Err(Refusal::Closed {
                deadline: t.applications_close
            })
        );
        let early = Instant(t.applications_open.0 - 1);
        assert_eq!(
            t.accepts_applications(early),
            Err(Refusal::NotOpen {
                from: t.applications_open
            })
        );
    }

    #[test]
    fn dates_that_are_out_of_order_are_named() {
        let t = Timetable {
            written_at: Instant(0),
            ..timetable()
        };
        assert_eq!(
            t.problems(),
            [FieldProblem::new("written_at", Problem::OutOfOrder)]
        );
        assert_eq!(timetable().problems(), []);
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
        let t = timetable();
        let after_everything = t.results_at.plus_days(1);
        assert_eq!(
            phase(&t, Progress::Announced, after_everything),
            Phase::Review
        );
        assert_eq!(
            phase(&t, Progress::Shortlisted, after_everything),
            Phase::Interview
        );
        assert_eq!(
            phase(&t, Progress::Published, after_everything),
            Phase::Publication
        );
    }
}
