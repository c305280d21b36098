//! Everything that can happen here. The audit trail and the notices read this list; nothing changes without one of these.
//! Events carry identifiers and facts, never an identity number, a telephone number or an address.

use crate::{
    Instant, Points,
    access::{Jurisdiction, Role},
    applications::ReasonCode,
    ids::*,
    marking::{MarkKind, Pass},
    rules::Mark,
};
use serde::{Deserialize, Deserializer, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    AccountRegistered {
        account: AccountId,
    },
    EmailConfirmed {
        account: AccountId,
    },
    PasswordResetAsked {
        account: AccountId,
    },
    PasswordReset {
        account: AccountId,
    },
    StaffInvited {
        account: AccountId,
        role: Role,
        scope: Jurisdiction,
    },
    InvitationAccepted {
        account: AccountId,
    },
    NoticeRead {
        notice: NoticeId,
    },
    AreasImported {
        areas: u32,
    },
    DemonstrationClockMoved {
        to: Instant,
    },

    CampaignDrafted {
        campaign: CampaignId,
    },
    CampaignEdited {
        campaign: CampaignId,
        part: String,
    },
    CampaignHandedIn {
        campaign: CampaignId,
    },
    CampaignSentBack {
        campaign: CampaignId,
        note: String,
    },
    CampaignAnnounced {
        campaign: CampaignId,
        version: u32,
        digest: String,
    },

    ApplicationStarted {
        campaign: CampaignId,
        application: ApplicationId,
    },
    AnswersSaved {
        application: ApplicationId,
        task: String,
    },
    FileUploaded {
        application: ApplicationId,
        file: FileId,
        purpose: String,
    },
    FileRemoved {
        application: ApplicationId,
        file: FileId,
    },
    ApplicationSubmitted {
        application: ApplicationId,
    },
    ApplicationWithdrawn {
        application: ApplicationId,
    },
    ApplicationPassedStreet {
        application: ApplicationId,
    },
    ApplicationAccepted {
        application: ApplicationId,
    },
    ApplicationReturned {
        application: ApplicationId,
        reasons: Vec<ReasonCode>,
        note: String,
        answer_by: Instant,
    },
    ApplicationRejected {
        application: ApplicationId,
        reasons: Vec<ReasonCode>,
        note: String,
        appeal_by: Instant,
    },
    ApplicationAppealed {
        application: ApplicationId,
    },
    AppealDecided {
        application: ApplicationId,
        overturned: bool,
        note: String,
    },
    BonusDecided {
        application: ApplicationId,
        item: String,
        granted: bool,
        note: String,
    },

    /// Somebody took a table out of the platform. The trail knows it by an older name too, under which rows were not
    /// counted.
    #[serde(alias = "list_exported")]
    TableExported {
        campaign: CampaignId,
        #[serde(alias = "list")]
        table: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rows: Option<u32>,
    },

    SeatsAssigned {
        campaign: CampaignId,
        candidates: u32,
        seed: u64,
        /// What the secret key of the script numbers is known by.
        scripts: String,
    },
    MarksEntered {
        campaign: CampaignId,
        kind: MarkKind,
        pass: Pass,
        sheets: Vec<String>,
    },
    /// A recorder took a sheet back to type it again, before anybody signed.
    MarksTakenBack {
        campaign: CampaignId,
        kind: MarkKind,
        pass: Pass,
        sheet: String,
    },
    DiscrepancySettled {
        campaign: CampaignId,
        kind: MarkKind,
        sheet: String,
        item: String,
        #[serde(deserialize_with = "recorded")]
        entry: Mark,
        reason: String,
    },
    FreezeSigned {
        campaign: CampaignId,
        kind: MarkKind,
    },
    MarksFrozen {
        campaign: CampaignId,
        kind: MarkKind,
        digest: String,
        /// The key of the script numbers, for which `SeatsAssigned` stood: now everybody may know it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        script_key: Option<String>,
    },
    ShortlistDecided {
        campaign: CampaignId,
        shortlisted: u32,
        digest: String,
    },
    LotsDrawn {
        campaign: CampaignId,
        candidates: u32,
        seed: u64,
    },
    ExtraTestRecorded {
        campaign: CampaignId,
        candidate: CandidateId,
        test: String,
        #[serde(deserialize_with = "recorded")]
        entry: Mark,
    },
    TotalsComputed {
        campaign: CampaignId,
        ranked: u32,
        digest: String,
    },

    ResultSealed {
        campaign: CampaignId,
        publication: PublicationId,
        version: u32,
        digest: String,
    },
    ResultApproved {
        campaign: CampaignId,
        publication: PublicationId,
    },
    ResultPublished {
        campaign: CampaignId,
        publication: PublicationId,
        period_ends: Instant,
    },

    CertificateIssued {
        campaign: CampaignId,
        certificate: CertificateId,
    },
    CertificateSuspended {
        certificate: CertificateId,
        reason: String,
    },
    CertificateReinstated {
        certificate: CertificateId,
        reason: String,
    },
    CertificateRevoked {
        certificate: CertificateId,
        reason: String,
    },
}

impl Event {
    /// The name by which the audit table finds it: `application_submitted`.
    pub fn name(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        value
            .get("event")
            .and_then(|name| name.as_str())
            .unwrap_or_default()
            .to_owned()
    }
}

/// A mark as the trail holds it; in older entries a figure stands as `{"scored":"81"}`.
fn recorded<'de, D: Deserializer<'de>>(entry: D) -> Result<Mark, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Recorded {
        Mark(Mark),
        Older { scored: Points },
    }
    Ok(match Recorded::deserialize(entry)? {
        Recorded::Mark(mark) => mark,
        Recorded::Older { scored } => Mark::Scored(scored),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Points;

    #[test]
    fn an_event_is_named_as_it_is_written() {
        let event = Event::ApplicationSubmitted {
            application: ApplicationId(uuid::Uuid::nil()),
        };
        assert_eq!(event.name(), "application_submitted");
    }

    #[test]
    fn events_survive_storage() {
        let event = Event::ExtraTestRecorded {
            campaign: CampaignId(uuid::Uuid::nil()),
            candidate: CandidateId(uuid::Uuid::nil()),
            test: "extra".into(),
            entry: Mark::Scored(Points::whole(81)),
        };
        let stored = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event);
        let older = stored.replace(r#""81.00""#, r#"{"scored":"81.00"}"#);
        assert_ne!(older, stored);
        assert_eq!(serde_json::from_str::<Event>(&older).unwrap(), event);
    }

    #[test]
    fn a_table_that_left_is_read_by_its_older_name() {
        let campaign = uuid::Uuid::nil();
        let stored =
            format!(r#"{{"event":"list_exported","campaign":"{campaign}","list":"seats"}}"#);
        let left = Event::TableExported {
            campaign: CampaignId(campaign),
            table: "seats".into(),
            rows: None,
        };
        assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), left);
    }
}
