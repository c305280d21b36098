//! Stages (环节): one call of people each. What is scored, which lines are drawn, who goes on; and tracks, the ways
//! through the stages that some people take.

use crate::next::codes::{
    ElementCode, EventCode, LineCode, PaperCode, SittingCode, StageCode, TestCode, TrackCode,
};
use crate::next::eligibility::Condition;
use crate::next::lists::{Across, List, Substitution};
use crate::next::scope::Scope;
use crate::next::score::Score;
use crate::numbers::{Points, Ratio, Rounding};
use crate::text::Text;
use crate::time::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One stage. It has a scoring, a check, or both; the last scored stage has no cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub code: StageCode,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<StageTimes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scoring: Option<Scoring>,
    /// Absent: not stated. `[]`: no line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<Line>>,
    /// Who goes on to the next stage. Absent: all who are past the lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<List>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StageTimes {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sittings: Vec<Sitting>,
    /// 成绩复核.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recount: Option<RecountRule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    pub code: SittingCode,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// When people must have come, and what being late means; the first that fits counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arrive_by: Vec<Arrival>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    pub at: Moment,
    pub late: Late,
}

/// What it means to come after the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// Counts as absent.
    Out,
    /// Takes the number that is left.
    LastLot,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RecountRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// In so many working days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_in: Option<u16>,
}

/// 资格复审: people show originals, and leave or stay. Whom it calls is the cut before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Check {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    /// What must be shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub originals: Vec<Text>,
    /// Who is called up for those who fail or leave here; instead of the rule of the cut before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution: Option<Substitution>,
    /// What is counted anew by what was shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recounts: Vec<Recounted>,
    /// What a lower figure after the new count means. Absent: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<AfterRecount>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Recounted {
    /// Before the check the claims of the applicants count, from it on what was decided.
    Bonus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AfterRecount {
    DropBelowCut,
}

/// One kind of scoring; a second kind is a second stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    Papers(Papers),
    Panel(Panel),
    Points(PointsScoring),
}

/// Papers sat together: the sum of their marks times their weights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// What the weighted sum can reach: 100, 150 (O01), 300.
    pub full: Points,
    pub papers: Vec<Paper>,
    /// Rounds each paper's mark before its weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Rounding>,
    /// Rounds each mark × weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Rounding>,
    /// Rounds the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<Rounding>,
    /// What missing one paper means for somebody who sat another. Absent: not stated; absent from the stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Missed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Missed {
    /// Absent from the stage.
    Absent,
    /// Nothing in that paper (缺考该科按零分计).
    Zero,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub code: PaperCode,
    pub name: Text,
    pub full: Points,
    pub weight: Ratio,
    /// The questions, where each is marked by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Element>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}

/// An element of an interview sheet, or a question of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Element {
    pub code: ElementCode,
    pub name: Text,
    pub full: Points,
}

/// Examiners' marks, trimmed and averaged, then made comparable between rooms (domain.md 3.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    pub full: Points,
    /// How many examiners score; a sheet with another number is reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examiners: Option<u8>,
    /// The fewest with whom a room may score (an examiner who must stand aside). Absent: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_examiners: Option<u8>,
    /// Which examiner is the chief, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chief: Option<u8>,
    /// The parts of the sheet, when each is scored by itself. Their number must be there on every sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Element>,
    /// Decimals that an examiner may give. Absent: as many as marks have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_decimals: Option<u8>,
    /// Absent: not stated; one highest and one lowest are dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trim: Option<Trim>,
    /// Rounds the mean of the marks. Absent: not stated; exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Rounding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lots: Option<Lots>,
}

/// 去掉最高分和最低分: so many of each, however many are equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trim {
    pub highest: u8,
    pub lowest: u8,
    #[serde(default)]
    pub over: TrimOver,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrimOver {
    /// The examiners' whole sheets.
    #[default]
    Sheet,
    /// Each element by itself, then the sum.
    Element,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lots {
    System,
    DrawnOnTheDay,
}

/// Making rooms comparable (成绩修正).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub method: CorrectionMethod,
    /// Among whom the overall mean is taken.
    #[serde(default)]
    pub across: Across,
    pub overall: OverallMean,
    /// The highest and lowest scores left out of the overall mean of people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall_trim: Option<MeanTrim>,
    /// The highest and lowest scores left out of each room's mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_trim: Option<MeanTrim>,
    /// Scores left out of both means as abnormal (O22), before the trims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outliers: Option<Outliers>,
    /// A room is one room, or one sitting of one room.
    #[serde(default)]
    pub unit: RoomUnit,
    /// Rounds both means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Rounding>,
    /// Rounds the coefficient or the difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coefficient: Option<Rounding>,
    /// Rounds the corrected score.
    pub corrected: Rounding,
    /// Whether a corrected score ends at the full mark. Absent: unstated, and the lint blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionMethod {
    /// score × (overall mean ÷ room mean).
    Multiply,
    /// score + (overall mean − room mean).
    Add,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OverallMean {
    /// The sum of all scores over the number of all people (O22, O23).
    OfPeople,
    /// The plain mean of the room means, whatever their size (二次平均法).
    OfRooms,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeanTrim {
    pub highest: u16,
    pub lowest: u16,
}

/// What counts as abnormal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outliers {
    /// Further than this from the room's plain mean.
    FartherThan(Points),
    /// Outside these bounds.
    Outside(OutlierBounds),
    /// The notice says "abnormal" without a definition: the lint blocks, a run drops nothing.
    Undefined,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutlierBounds {
    pub below: Points,
    pub above: Points,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoomUnit {
    #[default]
    Room,
    RoomAndSitting,
}

/// Points given by an office (no events), or figures measured and turned into points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsScoring {
    pub full: Points,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    #[serde(default)]
    pub combine: Combine,
    /// Rounds the points of the stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
}

/// How the points of several events make those of the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    #[default]
    Sum,
    Mean,
    /// The full mark if every event gave points, else nothing.
    All,
}

/// Something that is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub code: EventCode,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// The better figure is the lower one: a time.
    #[serde(default)]
    pub lower_is_better: bool,
    /// How many tries; the best counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries: Option<u8>,
    /// What the bands look at.
    #[serde(default)]
    pub by: BandsBy,
    /// The first that fits counts; a figure that fits none gives nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BandsBy {
    #[default]
    Figure,
    /// The place among those of the same post who have a figure.
    Rank,
}

/// What a figure from `from` to `to`, both included, gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Only for people for whom this holds: bands by age or sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Points>,
    pub gives: BandGives,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BandGives {
    Points(Points),
    /// Failed: out, as by a line.
    Out,
    Each(Slope),
}

/// `base`, and `points` more (or less) for each whole `unit` beyond `from`; without `from`, for each whole unit below
/// `to`. Never below `least` or above `most`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slope {
    #[serde(default)]
    pub base: Points,
    pub unit: Points,
    pub points: Points,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Points>,
}

/// The least score that counts as passed (合格线). Zero is a mark: only a line with `strictly` bars it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub code: LineCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub on: Score,
    pub at: LineAt,
    /// The score must be above the line, not only on it (O13).
    #[serde(default)]
    pub strictly: bool,
    /// The line counts only when fewer people than this for each place take part (O37).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_below: Option<PeoplePerPlace>,
    /// The same, with exactly so many people included: "no more people than places".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_up_to: Option<PeoplePerPlace>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeoplePerPlace {
    pub ratio: Ratio,
    pub of: CalledOrCame,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalledOrCame {
    Called,
    Came,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineAt {
    Fixed(Points),
    /// A share of the full mark.
    Share(Ratio),
    /// A share of the mean of those who came (O15).
    Mean(MeanShare),
    /// The mean of the same room and sitting (O37).
    RoomMean,
    /// A body sets it after the test (O02, O17): pending until a decision names the line's code.
    SetLater,
    LowestOf(Vec<LineAt>),
    HighestOf(Vec<LineAt>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeanShare {
    pub share: Ratio,
    #[serde(default)]
    pub across: Across,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
}

/// 加试: held only for those whom a list or the total leaves level; never a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtraTest {
    pub code: TestCode,
    pub name: Text,
    pub full: Points,
    /// A body must order it: people stay undecided until a decision names the code.
    #[serde(default)]
    pub approval: bool,
}

/// A way through the stages (通道). The first whose condition holds counts; one without a condition is entered only
/// through the opening rule. Who skips a stage takes no number of its cut and counts in none of its shares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    pub code: TrackCode,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skips: Vec<StageCode>,
    /// Hired on their papers: they use up places of their post before the others are counted.
    #[serde(default)]
    pub hired_without_exam: bool,
}
