//! Codes that nothing in the document answers to, each where it stands; and the last net: a document that no run can be
//! made of.

use super::super::super::RuleDocument;
use super::super::super::engine::plan::Plan;
use super::super::super::engine::{CodeKind, Names, RuleFault, unknown_codes};
use super::super::super::paths::Spot;
use super::super::{Ground, Report};
use super::DocumentLint;
use crate::text::{Bilingual, Lang};

pub(super) fn check(ground: &Ground<'_>, report: &mut Report) {
    let unknown = unknown_codes(ground.doc);
    let spots = if unknown.is_empty() {
        Vec::new()
    } else {
        ground.spots()
    };
    for fault in unknown {
        let RuleFault::Unknown {
            kind,
            code,
            nearest,
        } = fault
        else {
            continue;
        };
        let found = spots.iter().find(|spot| stands(spot, kind, &code));
        let path = found.map_or_else(String::new, |spot| spot.path.clone());
        let name = code;
        let finding = DocumentLint::UnknownCode {
            kind,
            name,
            nearest,
        };
        report.add(path, finding);
    }
}

/// Whether the code is used here; where a thing gives itself its code, it is not.
fn stands(spot: &Spot<'_>, kind: CodeKind, code: &str) -> bool {
    let Some(word) = spot.value.as_str() else {
        return false;
    };
    let is_own = matches!(spot.field.as_str(), "code" | "key" | "name");
    match (kind, spot.kind) {
        (CodeKind::Decision, _) => {
            let decides = matches!(
                (spot.owner, spot.field.as_str()),
                ("Decision", "of") | ("DecisionValue", "reading")
            );
            decides && word == code
        }
        (CodeKind::Stage, Some("ScoreOf")) => word.strip_prefix("cut ").unwrap_or(word) == code,
        (kind, Some(of)) => !is_own && of == type_of(kind) && word == code,
        (_, None) => false,
    }
}

/// The type of the schema that holds codes of this kind.
fn type_of(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Post => "PostCode",
        CodeKind::Pool => "PoolCode",
        CodeKind::Track => "TrackCode",
        CodeKind::Stage => "StageCode",
        CodeKind::Paper => "PaperCode",
        CodeKind::Element => "ElementCode",
        CodeKind::Event => "EventCode",
        CodeKind::Test => "TestCode",
        CodeKind::Fact => "FactKey",
        CodeKind::Option => "OptionCode",
        CodeKind::Area => "AreaCode",
        CodeKind::Bonus => "BonusCode",
        CodeKind::Line => "LineCode",
        CodeKind::Definition => "DefinitionName",
        CodeKind::Day => "DayName",
        CodeKind::Decision => "String",
    }
}

/// What no other check has found, and compiling refuses.
pub(crate) fn cannot_compute(doc: &RuleDocument, report: &mut Report) {
    if report.blocks() {
        return;
    }
    if let Err(fault) = Plan::compile(doc) {
        let why = |lang| fault.why(Names::of_rules(doc), lang);
        let why = Bilingual::new(why(Lang::Zh), why(Lang::En));
        report.add("", DocumentLint::CannotCompute { why });
    }
}
