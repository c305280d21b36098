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

/// Which saved state of a draft or an application somebody saw: the first is zero, every save is one more. Who acts on an
/// older one than the record holds is refused.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Revision(pub i32);

impl Revision {
    pub fn next(self) -> Self {
        Revision(self.0 + 1)
    }

    /// `None` before the first.
    pub fn before(self) -> Option<Self> {
        (self.0 > 0).then(|| Revision(self.0 - 1))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Revision {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Revision)
    }
}
