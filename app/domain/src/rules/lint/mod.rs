//! Reading a rule document like a careful colleague before it is published: what is missing, ambiguous, contradictory
//! or cannot be computed (domain.md 3.10). A finding that blocks must be settled first; one that warns must be seen.

mod ages;
mod bonus;
mod conditions;
mod examples;
mod posts;
mod process;
mod references;
mod scores;
mod selection;
mod straight;

use super::document::{Lang, RuleDocument, SelectionRules, Text};
use super::{defaults, run};
use serde::Serialize;

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LintFinding {
    pub code: LintCode,
    pub severity: Severity,
    /// Where in the document, as a JSON pointer: `/posts/3/places`.
    pub place: String,
    message: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The rules cannot be published like this.
    Blocks,
    /// They can, when somebody has read it.
    Warns,
}

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LintCode {
    // Does the document hold together?
    UnknownReference,
    DuplicateCode,
    Cycle,
    WrongFactType,
    UnorderedLevel,
    EmptyBranches,
    EmptyText,
    EmptyWindow,
    NeverMet,
    UnusedFact,
    ReservedFact,
    CannotCompute,
    // Posts.
    NoPosts,
    PlacesNotStated,
    NoPlaces,
    PlacesSum,
    NestedPlaces,
    // Eligibility.
    StatedAgeContradicts,
    StatedAgeAmbiguous,
    StatedAgeWithoutWindow,
    AgeGap,
    AgeOverlap,
    RelaxationNarrower,
    // Opening ratio and lists.
    OnePlaceAgainstRatio,
    DecidedByBody,
    RemovedPlacesNowhere,
    QuotaGap,
    QuotaDrops,
    QuotaBelowPlaces,
    RecheckNarrower,
    TieAtCutNotStated,
    ShortfallNotStated,
    TieKeyFromLaterStage,
    UnorderedPreference,
    TieKeyOptional,
    // Scores.
    NoPapers,
    FullMarkSum,
    WeightSum,
    PassLineNotStated,
    PassLineSetLater,
    PassLineAboveFullMark,
    EvenPanel,
    TrimsEverything,
    ElementSum,
    ElementsMissing,
    OutliersUndefined,
    PrecisionNotStated,
    CapNotStated,
    TooManyDecimals,
    CoarseRounding,
    StraightNeedsWritten,
    // Bonus.
    PointsNotStated,
    StackingNotStated,
    AboveFullMarkNotStated,
    CapBelowItem,
    CapForEachTarget,
    BonusTargetInside,
    EvidenceDeadlineMissing,
    LargeBonus,
    // Process.
    MidnightDeadline,
    ClosesBeforeItOpens,
    EvidenceBeforeApplications,
    ShortPublication,
    DayKindNotStated,
    NoPublication,
    PublicationEndDisagrees,
    HolidayNotStated,
    HolidayContradicts,
    // Notice and default.
    NotHere,
    ExampleDisagrees,
    DefaultStandsIn,
}

/// Every finding, those that block first, then in the order of the document.
pub fn lint(doc: &RuleDocument) -> Vec<LintFinding> {
    let mut report = Report::default();
    references::check(doc, &mut report);
    conditions::check(doc, &mut report);
    posts::check(doc, &mut report);
    ages::check(doc, &mut report);
    for (place, rules) in sections(doc) {
        selection::check(doc, &place, rules, &mut report);
        scores::check(doc, &place, rules, &mut report);
        bonus::check(doc, &place, rules, &mut report);
    }
    straight::check(doc, &mut report);
    process::check(doc, &mut report);
    examples::check(doc, &mut report);
    for default in defaults::stated(&doc.rules) {
        let place = format!("/rules/{}", default.section);
        let zh = format!(
            "公告没有写，按默认规则：{}。",
            default.text.in_lang(Lang::Zh)
        );
        let en = format!(
            "Not stated; the default counts: {}.",
            default.text.in_lang(Lang::En)
        );
        report.warns(LintCode::DefaultStandsIn, &place, zh, en);
    }
    if let Some(fault) = run::cannot_compile(doc) {
        let (zh, en) = (fault.say(Lang::Zh), fault.say(Lang::En));
        report.blocks(
            LintCode::CannotCompute,
            "/rules",
            format!("{zh}。"),
            format!("{en}."),
        );
    }
    report.findings.sort_by_key(|finding| finding.severity);
    report.findings
}

/// Whether nothing blocks.
pub fn may_publish(findings: &[LintFinding]) -> bool {
    findings
        .iter()
        .all(|finding| finding.severity != Severity::Blocks)
}

/// The common sections and those of each variant, with their places.
fn sections(doc: &RuleDocument) -> Vec<(String, &SelectionRules)> {
    let variants = doc.variants.iter().enumerate();
    std::iter::once(("/rules".to_owned(), &doc.rules))
        .chain(
            variants.map(|(index, variant)| (format!("/variants/{index}/rules"), &variant.rules)),
        )
        .collect()
}

impl LintFinding {
    pub fn say(&self, lang: Lang) -> String {
        self.message.in_lang(lang).to_owned()
    }
}

#[derive(Default)]
struct Report {
    findings: Vec<LintFinding>,
}

impl Report {
    fn blocks(
        &mut self,
        code: LintCode,
        place: &str,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.push(code, Severity::Blocks, place, Text::new(zh, en));
    }

    fn warns(&mut self, code: LintCode, place: &str, zh: impl Into<String>, en: impl Into<String>) {
        self.push(code, Severity::Warns, place, Text::new(zh, en));
    }

    fn push(&mut self, code: LintCode, severity: Severity, place: &str, message: Text) {
        self.findings.push(LintFinding {
            code,
            severity,
            place: place.to_owned(),
            message,
        });
    }
}
