//! Applying: windows, review, corrections, appeals, fees, tickets, duplicates, change of post.

use crate::numbers::Points;
use crate::rules::codes::StageCode;
use crate::rules::eligibility::Condition;
use crate::text::Bilingual;
use crate::time::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How people apply. What is absent was not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Applying {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    /// Several where there are several. The online form is open in those that are online.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<ApplyingWindow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<CorrectionRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Period>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Bilingual>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<Bilingual>,
    /// What several applications of one person mean. Absent: not stated; a second one is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicates: Option<Duplicates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_change: Option<PostChangeRule>,
    /// Until when adjustments for a disability can be asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjustments: Option<AdjustmentRule>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
}

/// `opens` is the first moment in it, `closes` the first moment after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyingWindow {
    pub opens: Moment,
    pub closes: Moment,
    /// Whether the online form is open in it.
    pub online: bool,
    /// Where one applies in person, if one can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Bilingual>,
    /// Hours of each day in which the counter is open: 8:30–11:30 and 13:00–16:30. They do not bind the online form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
}

/// From and to, as `08:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    pub from: crate::time::Clock,
    pub to: crate::time::Clock,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Period {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// While what an application may be corrected.
    #[serde(rename = "while")]
    pub state: CorrectedWhile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CorrectedWhile {
    NotAccepted,
    Returned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Duplicates {
    Refuse,
    CancelAll,
    KeepFirst,
    KeepLast,
}

/// The ticket: when it can be had, and whether missing it ends the application (O21).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TicketRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_person: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_it_is_absence: Option<bool>,
}

/// Moving to another post when one's own is cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostChangeRule {
    pub by: PostChangeBy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// How many times; counted in the opening ratio of the new post once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u8>,
}

/// Who may change after a post was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PostChangeBy {
    Applicant,
    Organiser,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentRule {
    pub deadline: Moment,
}

/// The exam fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    pub what: Bilingual,
    pub at: FeeAt,
    /// In yuan.
    pub yuan: Points,
    pub per: FeePer,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// What not paying in time means. Absent: not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpaid: Option<Unpaid>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<FeeWaiver>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeeAt {
    Applied,
    Accepted,
    /// When called to this stage.
    Stage(StageCode),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeePer {
    Person,
    Paper,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unpaid {
    Withdrawn,
}

/// Who need not pay. `when` absent: the notice names the group in words only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeWaiver {
    pub name: Bilingual,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    #[serde(default)]
    pub approval: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    #[serde(rename = "as")]
    pub kind: WaiverKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaiverKind {
    Exempt,
    Refund,
}
