//! Identifiers as types, so that an account never stands where an application is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                $name(id)
            }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }
    )*};
}

ids! {
    /// A person with an account: applicant or staff.
    AccountId,
    /// One recruitment.
    CampaignId,
    /// One applicant in one campaign.
    ApplicationId,
    /// An accepted application, from its ticket on.
    CandidateId,
    /// An uploaded photo or document.
    FileId,
    /// One sealed, approved or published version of a list.
    PublicationId,
    /// A local qualification certificate.
    CertificateId,
    /// A message in somebody's inbox.
    NoticeId,
}
