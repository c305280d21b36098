//! Who may do what, and where: one table of roles and permissions, jurisdictions (street ⊂ district ⊂ city), and the
//! duties that one person may not hold together (domain.md section 1, D1 to D7).

use serde::{Deserialize, Serialize};

/// A place in the tree of government, as the path of its codes: `210200`, `210200/210211`, `210200/210211/003`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Jurisdiction(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    City,
    District,
    Street,
}

impl Jurisdiction {
    /// Whether a person responsible here is responsible there: for the place itself and everything below it.
    pub fn covers(&self, place: &Jurisdiction) -> bool {
        place
            .0
            .strip_prefix(&self.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    pub fn level(&self) -> Level {
        match self.0.matches('/').count() {
            0 => Level::City,
            1 => Level::District,
            _ => Level::Street,
        }
    }
}

/// What a member of staff can be asked to do. Names follow the glossary; each has its own account in the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Invites staff; sees no applicant and no score.
    Administrator,
    /// Drafts campaigns, and checks those that a colleague drafted.
    Organiser,
    /// The first look at an application, in the street.
    StreetReviewer,
    /// Second look, appeals, bonus evidence.
    DistrictReviewer,
    /// Rooms, tickets, marking days, running the rules.
    ExamCentre,
    /// Enters marks from paper, sees script numbers only.
    Recorder,
    /// Settles what two recorders typed differently.
    TallyChecker,
    /// Approves a sealed result list.
    Approver,
    /// Puts sealed lists in public, changes nothing.
    Publisher,
    /// Issues the city's certificates.
    CertificateOfficer,
    /// Reads every log.
    Inspector,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    InviteStaff,
    DraftCampaign,
    CheckCampaign,
    ReviewApplications,
    DecideAppeals,
    VerifyBonus,
    AssignSeats,
    EnterMarks,
    SettleMarks,
    FreezeMarks,
    RunRanking,
    ApproveResults,
    PublishResults,
    IssueCertificates,
    ReadAudit,
    SeeCampaign,
}

use Permission::*;

impl Role {
    pub const ALL: [Role; 11] = [
        Role::Administrator,
        Role::Organiser,
        Role::StreetReviewer,
        Role::DistrictReviewer,
        Role::ExamCentre,
        Role::Recorder,
        Role::TallyChecker,
        Role::Approver,
        Role::Publisher,
        Role::CertificateOfficer,
        Role::Inspector,
    ];

    /// The table. What is not listed is forbidden.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Role::Administrator => &[InviteStaff],
            Role::Organiser => &[DraftCampaign, CheckCampaign, SeeCampaign],
            Role::StreetReviewer => &[ReviewApplications, SeeCampaign],
            Role::DistrictReviewer => {
                &[ReviewApplications, DecideAppeals, VerifyBonus, SeeCampaign]
            }
            Role::ExamCentre => &[AssignSeats, FreezeMarks, RunRanking, SeeCampaign],
            Role::Recorder => &[EnterMarks],
            Role::TallyChecker => &[SettleMarks, FreezeMarks],
            Role::Approver => &[ApproveResults, SeeCampaign],
            Role::Publisher => &[PublishResults, SeeCampaign],
            Role::CertificateOfficer => &[IssueCertificates, SeeCampaign],
            Role::Inspector => &[ReadAudit, SeeCampaign],
        }
    }

    /// At which levels of government the role exists.
    pub const fn levels(self) -> &'static [Level] {
        match self {
            Role::Administrator | Role::CertificateOfficer => &[Level::City],
            // A district that has no street offices lets people of its own look first.
            Role::StreetReviewer => &[Level::Street, Level::District, Level::City],
            Role::DistrictReviewer | Role::Approver => &[Level::District, Level::City],
            _ => &[Level::City, Level::District],
        }
    }

    fn may(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }
}

/// One role held in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub scope: Jurisdiction,
}

/// Whether any of these grants allows the act at that place.
pub fn may(grants: &[Grant], permission: Permission, place: &Jurisdiction) -> bool {
    grants
        .iter()
        .any(|grant| grant.role.may(permission) && grant.scope.covers(place))
}

/// Whether any of these grants allows the act anywhere: the first look at a door, before the place is known.
pub fn may_somewhere(grants: &[Grant], permission: Permission) -> bool {
    grants.iter().any(|grant| grant.role.may(permission))
}

/// Two duties that must stay with two people, and the rule that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separation {
    /// D7: who writes the rules does not run them.
    RulesAndRunning,
    /// D2: who typed a mark does not settle it.
    EnteringAndSettling,
    /// D1: who knows the names does not enter marks.
    NamesAndMarks,
    /// D5: who publishes changes no score, and approves nothing of what they publish.
    PublishingAndScores,
    /// Who inspects does nothing else.
    InspectingAndDoing,
    /// Who hands out roles holds no other.
    GrantingAndDoing,
}

/// Pairs of permissions that no account may combine.
const SEPARATIONS: &[(&[Permission], &[Permission], Separation)] = &[
    (
        &[DraftCampaign, CheckCampaign],
        &[
            AssignSeats,
            EnterMarks,
            SettleMarks,
            FreezeMarks,
            RunRanking,
        ],
        Separation::RulesAndRunning,
    ),
    (
        &[EnterMarks],
        &[SettleMarks, FreezeMarks],
        Separation::EnteringAndSettling,
    ),
    (
        &[EnterMarks],
        &[ReviewApplications, AssignSeats, VerifyBonus],
        Separation::NamesAndMarks,
    ),
    (
        &[PublishResults],
        &[
            EnterMarks,
            SettleMarks,
            FreezeMarks,
            RunRanking,
            VerifyBonus,
            ApproveResults,
        ],
        Separation::PublishingAndScores,
    ),
];

/// Why a person who holds `held` cannot also be given `wanted`; `None` when the roles go together.
pub fn conflict(held: &[Role], wanted: Role) -> Option<(Role, Separation)> {
    held.iter()
        .find_map(|&role| separation(role, wanted).map(|why| (role, why)))
}

fn separation(a: Role, b: Role) -> Option<Separation> {
    let alone = [
        (Role::Inspector, Separation::InspectingAndDoing),
        (Role::Administrator, Separation::GrantingAndDoing),
    ];
    if let Some((_, why)) = alone
        .into_iter()
        .find(|&(role, _)| a != b && (a == role || b == role))
    {
        return Some(why);
    }
    let holds = |role: Role, some: &[Permission]| some.iter().any(|&p| role.may(p));
    SEPARATIONS.iter().find_map(|&(left, right, why)| {
        let crossed = (holds(a, left) && holds(b, right)) || (holds(b, left) && holds(a, right));
        crossed.then_some(why)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> Jurisdiction {
        Jurisdiction(path.into())
    }

    #[test]
    fn a_street_lies_in_its_district_and_a_district_in_its_city() {
        assert!(at("210200").covers(&at("210200/210211/003")));
        assert!(at("210200/210211").covers(&at("210200/210211")));
        assert!(!at("210200/210211").covers(&at("210200/210212")));
        assert!(!at("210200/210211").covers(&at("210200")));
        assert!(
            !at("210200/21021").covers(&at("210200/210211")),
            "a code is not a prefix of its neighbour"
        );
    }

    #[test]
    fn a_reviewer_decides_in_their_own_street_only() {
        let grants = [Grant {
            role: Role::StreetReviewer,
            scope: at("210200/210211/003"),
        }];
        assert!(may(&grants, ReviewApplications, &at("210200/210211/003")));
        assert!(!may(&grants, ReviewApplications, &at("210200/210211/004")));
        assert!(!may(&grants, DecideAppeals, &at("210200/210211/003")));
    }

    #[test]
    fn nobody_both_writes_the_rules_and_runs_them() {
        assert_eq!(
            conflict(&[Role::Organiser], Role::ExamCentre),
            Some((Role::Organiser, Separation::RulesAndRunning))
        );
    }

    #[test]
    fn separated_duties_are_separated_in_both_directions() {
        for a in Role::ALL {
            for b in Role::ALL {
                assert_eq!(
                    separation(a, b).is_some(),
                    separation(b, a).is_some(),
                    "{a:?} {b:?}"
                );
            }
        }
    }

    #[test]
    fn no_role_contradicts_itself() {
        for role in Role::ALL {
            assert_eq!(conflict(&[role], role), None, "{role:?}");
        }
    }

    #[test]
    fn a_recorder_never_sees_a_name_and_a_publisher_never_touches_a_score() {
        assert_eq!(Role::Recorder.permissions(), [EnterMarks]);
        for score in [
            EnterMarks,
            SettleMarks,
            FreezeMarks,
            RunRanking,
            VerifyBonus,
        ] {
            assert!(!Role::Publisher.may(score), "{score:?}");
        }
    }

    #[test]
    fn every_permission_is_held_by_somebody() {
        for permission in [
            InviteStaff,
            DraftCampaign,
            CheckCampaign,
            ReviewApplications,
            DecideAppeals,
            VerifyBonus,
            AssignSeats,
            EnterMarks,
            SettleMarks,
            FreezeMarks,
            RunRanking,
            ApproveResults,
            PublishResults,
            IssueCertificates,
            ReadAudit,
            SeeCampaign,
        ] {
            assert!(
                Role::ALL.iter().any(|role| role.may(permission)),
                "{permission:?}"
            );
        }
    }
}
