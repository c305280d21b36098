//! The rules' "no", as a value with facts. It is an answer, not a fault: the person reads why and what would open it.

use crate::{
    applications::Stage, campaigns::CampaignState, campaigns::NotCarried, campaigns::Progress,
    certificates::CertificateState, ids::ApplicationId, publication::PublicationState,
    time::Instant,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
