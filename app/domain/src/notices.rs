//! What people are told, as facts. The sentence is made in the reader's own language when it is shown or sent.

use crate::{Instant, applications::ReasonCode, ids::ApplicationId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    ConfirmEmail {
        link: String,
    },
    ResetPassword {
        link: String,
    },
    PasswordChanged,
    Invitation {
        link: String,
    },
    Submitted {
        campaign: String,
        application: ApplicationId,
        number: String,
    },
    Withdrawn {
        campaign: String,
        application: ApplicationId,
    },
    Returned {
        campaign: String,
        application: ApplicationId,
        reasons: Vec<ReasonCode>,
        note: String,
        answer_by: Instant,
    },
    Rejected {
        campaign: String,
        application: ApplicationId,
        reasons: Vec<ReasonCode>,
        note: String,
        appeal_by: Instant,
    },
    Accepted {
        campaign: String,
        application: ApplicationId,
        tickets_from: Option<Instant>,
    },
    AppealReceived {
        campaign: String,
        application: ApplicationId,
    },
    AppealUpheld {
        campaign: String,
        application: ApplicationId,
        note: String,
    },
    AppealOverturned {
        campaign: String,
        application: ApplicationId,
    },
    BonusDecided {
        campaign: String,
        application: ApplicationId,
        item: String,
        granted: bool,
        note: String,
    },
    TicketReady {
        campaign: String,
        application: ApplicationId,
        ticket: String,
        written_at: Option<Instant>,
    },
    Shortlisted {
        campaign: String,
        application: ApplicationId,
        interview_at: Option<Instant>,
    },
    NotShortlisted {
        campaign: String,
        application: ApplicationId,
    },
    ResultPublished {
        campaign: String,
        application: ApplicationId,
        version: u32,
    },
    CertificateIssued {
        number: String,
    },
    CertificateSuspended {
        number: String,
        reason: String,
    },
    CertificateReinstated {
        number: String,
        /// Empty in notices of before it was told.
        #[serde(default)]
        reason: String,
    },
    CertificateRevoked {
        number: String,
        reason: String,
    },
}

impl Notice {
    /// Links are secrets of the mailbox: these go by mail only and never into the inbox of the site.
    pub fn is_mail_only(&self) -> bool {
        matches!(
            self,
            Notice::ConfirmEmail { .. } | Notice::ResetPassword { .. } | Notice::Invitation { .. }
        )
    }

    /// What cannot wait until somebody reads mail also goes by text message.
    pub fn is_urgent(&self) -> bool {
        matches!(
            self,
            Notice::Returned { .. } | Notice::Rejected { .. } | Notice::Shortlisted { .. }
        )
    }

    /// What is kept of a sent message: a link that opens an account is not.
    pub fn redacted(self) -> Self {
        let link = String::new();
        match self {
            Notice::ConfirmEmail { .. } => Notice::ConfirmEmail { link },
            Notice::ResetPassword { .. } => Notice::ResetPassword { link },
            Notice::Invitation { .. } => Notice::Invitation { link },
            other => other,
        }
    }
}
