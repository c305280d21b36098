//! Refusals of all modules as one, so that a page asks and says them alike.

use super::AppError;
use axum::http::StatusCode;
use domain::{
    Instant,
    applications::{self, Stage},
    campaigns::{self, CampaignState, NotCarried, OutOfTime, Progress},
    certificates::{self, CertificateState},
    ids::ApplicationId,
    marking,
    publication::{self, PublicationState},
    ranking,
};

/// The rules' "no", as a value with facts: those of every module of `domain`, and what the platform itself refuses. It is
/// an answer, not a fault: the person reads why and what would open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// After the deadline, even by a second.
    Closed {
        deadline: Instant,
    },
    NotOpen {
        from: Instant,
    },
    /// The recruitment takes no applications online.
    NotOnline,
    /// The application stands where this act is not possible.
    ApplicationStage {
        stage: Stage,
    },
    /// Parts of the application are not finished; the keys name its tasks.
    Incomplete {
        missing: Vec<String>,
    },
    /// One person, one application in a campaign.
    AlreadyApplied {
        application: ApplicationId,
    },
    /// The page shows an older state than the record: somebody else was quicker.
    Stale,
    /// The second signature must come from somebody else.
    SamePerson,
    /// The act lies in another jurisdiction.
    OutsideScope,
    CampaignState {
        state: CampaignState,
    },
    /// The campaign has not come that far, or is already past it.
    Progress {
        needs: Progress,
        stands: Progress,
    },
    /// The rules have findings that block their publication.
    RulesBlocked {
        findings: usize,
    },
    /// What the rules ask for, and the platform cannot carry out.
    NotCarried {
        reasons: Vec<NotCarried>,
    },
    /// Applications still wait for a decision.
    ReviewsOpen {
        count: u64,
    },
    NoCandidates,
    /// Two entries still differ.
    DifferencesOpen {
        count: usize,
    },
    /// Sheets without both entries.
    MarksMissing {
        count: usize,
    },
    Frozen,
    NotDiffering,
    /// The rules leave this tie to people: an extra test is needed first.
    TiesOpen {
        posts: Vec<String>,
    },
    /// The rules leave so many matters to a body, and none of its decisions stands in the document.
    DecisionsOpen {
        count: usize,
    },
    /// What a third person settled is not taken back by the one who typed it.
    AlreadySettled,
    /// Lots are drawn once.
    AlreadyDrawn,
    /// The lots of the interview come first.
    NotDrawn,
    PublicationState {
        state: PublicationState,
    },
    ChecksFailed {
        count: usize,
    },
    CertificateState {
        state: CertificateState,
    },
    AlreadyIssued,
    /// Sign-in or a code was tried too often.
    TooManyAttempts {
        until: Instant,
    },
    WrongCredentials,
    /// A link from a mail that was used, has expired, or was never sent.
    LinkExpired,
    AccountDisabled,
    /// A form from another site, or from no page of ours.
    ForeignForm,
}

impl Refusal {
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::TooManyAttempts { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refusal::SamePerson | Refusal::OutsideScope | Refusal::ForeignForm => {
                StatusCode::FORBIDDEN
            }
            _ => StatusCode::CONFLICT,
        }
    }
}

impl From<OutOfTime> for Refusal {
    fn from(own: OutOfTime) -> Self {
        match own {
            OutOfTime::NotOpen { from } => Refusal::NotOpen { from },
            OutOfTime::Closed { deadline } => Refusal::Closed { deadline },
            OutOfTime::NotOnline => Refusal::NotOnline,
        }
    }
}

impl From<campaigns::Refusal> for Refusal {
    fn from(own: campaigns::Refusal) -> Self {
        match own {
            campaigns::Refusal::State { state } => Refusal::CampaignState { state },
            campaigns::Refusal::Progress { needs, stands } => Refusal::Progress { needs, stands },
            campaigns::Refusal::SamePerson => Refusal::SamePerson,
        }
    }
}

impl From<applications::Refusal> for Refusal {
    fn from(own: applications::Refusal) -> Self {
        match own {
            applications::Refusal::Stage { stage } => Refusal::ApplicationStage { stage },
            applications::Refusal::Time(own) => own.into(),
            applications::Refusal::SamePerson => Refusal::SamePerson,
        }
    }
}

impl From<marking::Refusal> for Refusal {
    fn from(own: marking::Refusal) -> Self {
        match own {
            marking::Refusal::SamePerson => Refusal::SamePerson,
            marking::Refusal::DifferencesOpen { count } => Refusal::DifferencesOpen { count },
            marking::Refusal::MarksMissing { count } => Refusal::MarksMissing { count },
        }
    }
}

impl From<ranking::Refusal> for Refusal {
    fn from(own: ranking::Refusal) -> Self {
        match own {
            ranking::Refusal::MarksMissing { count } => Refusal::MarksMissing { count },
            ranking::Refusal::TiesOpen { posts } => Refusal::TiesOpen { posts },
            ranking::Refusal::DecisionsOpen { count } => Refusal::DecisionsOpen { count },
        }
    }
}

impl From<publication::Refusal> for Refusal {
    fn from(own: publication::Refusal) -> Self {
        match own {
            publication::Refusal::State { state } => Refusal::PublicationState { state },
            publication::Refusal::SamePerson => Refusal::SamePerson,
            publication::Refusal::ChecksFailed { count } => Refusal::ChecksFailed { count },
        }
    }
}

impl From<certificates::Refusal> for Refusal {
    fn from(own: certificates::Refusal) -> Self {
        match own {
            certificates::Refusal::State { state } => Refusal::CertificateState { state },
        }
    }
}

macro_rules! refused {
    ($($own:ty),* $(,)?) => {
        $(impl From<$own> for AppError {
            fn from(refusal: $own) -> Self {
                AppError::Refused(refusal.into())
            }
        })*
    };
}

refused!(
    Refusal,
    OutOfTime,
    campaigns::Refusal,
    applications::Refusal,
    marking::Refusal,
    ranking::Refusal,
    publication::Refusal,
    certificates::Refusal,
);
