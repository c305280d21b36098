//! Written test, pass lines and total (domain.md 3.4, 3.8).

use super::codes::{PaperCode, TestCode, TrackCode};
use super::quota::Across;
use crate::numbers::Points;
use crate::numbers::Ratio;
use crate::numbers::Rounding;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The written test: its score is the sum of the papers times their weights, plus a bonus where the bonus rule says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
    /// What the weighted sum can reach: 100, 150 (O01), 300.
    pub full_mark: Points,
    /// Rounds each paper × weight (O13, O19). Absent: products stay exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each_product: Option<Rounding>,
    /// Rounds the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pass_lines: Vec<PassLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub code: PaperCode,
    pub name: Text,
    pub full_mark: Points,
    pub weight: Ratio,
    /// This paper must be passed by itself (O13: above 50 in the second paper).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_line: Option<PassLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// Who misses this paper but sat another has nothing in it (缺考该科按零分计). Otherwise one missed paper makes the
    /// person absent from the written test.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missed_is_nothing: bool,
}

/// The least score that counts as passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PassLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub at: PassMark,
    /// The score must be above the line, not only on it (O13).
    #[serde(default)]
    pub strictly: bool,
    /// Written test: the line is compared with the score including the bonus (O18). Lines of the interview and of the
    /// total always are on the score that counts.
    #[serde(default)]
    pub with_bonus: bool,
    /// Written test: the line is on the marks of these papers added up, without weights ("two papers together 90").
    /// Empty: on the whole score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<PaperCode>,
    /// The line counts only when fewer people than this for each place take part (O37).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_below: Option<Ratio>,
    /// The same, with exactly so many people included: "no more people than places".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_up_to: Option<Ratio>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PassMark {
    Points(Points),
    /// A share of the full mark.
    ShareOfFullMark(Ratio),
    /// A share of the mean of those who sat (O15).
    ShareOfMean(MeanShare),
    /// The mean of the same room and sitting (O37); interview only.
    RoomMean,
    /// A body sets it after the test (O02, O17). Until a decision stands in the document, the run reports it as pending
    /// and counts everybody as passed.
    SetLater,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeanShare {
    pub share: Ratio,
    pub across: Across,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
}

/// How the parts make the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TotalRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ScorePart>,
    /// Other formulas inside one ranking, by track.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<TrackFormula>,
    pub full_mark: Points,
    /// Rounds each part × weight (O13, O19).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each_product: Option<Rounding>,
    /// Rounds the total.
    pub rounding: Rounding,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pass_lines: Vec<PassLine>,
    /// One ranking for each post, or one over all posts of a pool or the campaign.
    #[serde(default)]
    pub across: Across,
}

/// `of` ÷ `divide_by` × `weight`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScorePart {
    pub of: ScoreSource,
    pub weight: Ratio,
    /// 300-mark tests divide by 3 first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divide_by: Option<Ratio>,
    /// Rounds the quotient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divided: Option<Rounding>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackFormula {
    pub track: TrackCode,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ScorePart>,
}

/// A figure that a candidate has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScoreSource {
    /// The written score, with the bonus where the bonus rule adds it there.
    Written,
    /// The written score before any bonus.
    WrittenBeforeBonus,
    Paper(PaperCode),
    /// The interview score that counts.
    Interview,
    /// The examiners' score before correction between rooms.
    InterviewBeforeCorrection,
    Test(TestCode),
    Total,
}

/// A test that is neither a paper nor the interview: a computer test (O10), a seniority score, an extra test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherTest {
    pub code: TestCode,
    pub name: Text,
    pub full_mark: Points,
    /// Everybody who is still in must have a score; otherwise it is held only for some (an extra test among the tied).
    #[serde(default)]
    pub everybody: bool,
}
