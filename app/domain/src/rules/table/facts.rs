//! The answer of a cell under a fact, as the question wants it.

use super::PeopleProblemKind as Kind;
use super::columns::calls;
use super::say::{ELSEWHERE as ELSEWHERE_WORDS, NO, NOT_APPLICABLE, YES};
use super::words::{bad, one_of};
use crate::characters::key;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{AreaKind, ELSEWHERE, FactDef, FactKind, FactValue};
use crate::rules::engine::nearest;
use crate::tables::Cell;

pub(super) fn value(doc: &RuleDocument, def: &FactDef, cell: &Cell) -> Result<FactValue, Kind> {
    if NOT_APPLICABLE.contains(&cell.key().to_lowercase().as_str()) {
        return Ok(FactValue::DoesNotApply);
    }
    match &def.kind {
        FactKind::YesNo => one_of(cell, &[(&YES, true), (&NO, false)]).map(FactValue::YesNo),
        FactKind::Number(_) => match cell.points() {
            Ok(Some(number)) => Ok(FactValue::Number(number)),
            Ok(None) => Err(bad(cell)),
            Err(why) => Err(Kind::BadMark { why }),
        },
        FactKind::Date(_) => match cell.date() {
            Ok(Some(date)) => Ok(FactValue::Date(date)),
            Ok(None) => Err(bad(cell)),
            Err(why) => Err(Kind::Grid(why)),
        },
        FactKind::Choice(_) => option(def, &cell.key(), cell).map(FactValue::Choice),
        FactKind::Choices(_) => {
            let text = cell.key();
            let words = text.split(['、', ';', '/']).map(str::trim);
            let words = words.filter(|word| !word.is_empty());
            let options = words.map(|word| option(def, word, cell));
            options.collect::<Result<_, _>>().map(FactValue::Choices)
        }
        FactKind::Area(kind) => area(doc, kind, cell),
        FactKind::Text(_) => Ok(FactValue::Text(cell.text().into_owned())),
        FactKind::Rows(_) => Err(Kind::RowsInACell),
    }
}

fn option(def: &FactDef, word: &str, cell: &Cell) -> Result<crate::rules::codes::OptionCode, Kind> {
    let options = def.kind.options();
    let word = key(word);
    let found = options
        .iter()
        .find(|own| calls(&word, own.code.as_str(), &own.label));
    found.map(|own| own.code.clone()).ok_or_else(|| {
        let known = options
            .iter()
            .flat_map(|own| [own.code.as_str(), own.label.zh.as_str()]);
        Kind::BadValue {
            value: cell.text().chars().take(40).collect(),
            nearest: nearest(&word, known).map(str::to_owned),
        }
    })
}

/// By code, name or the platform's own code; an area that the rules do not list is never taken for one.
fn area(doc: &RuleDocument, kind: &AreaKind, cell: &Cell) -> Result<FactValue, Kind> {
    let said = cell.key();
    if ELSEWHERE_WORDS.contains(&said.to_lowercase().as_str()) {
        return Ok(FactValue::Area(ELSEWHERE.into()));
    }
    let is = |area: &&crate::rules::eligibility::Area| {
        calls(&said, area.code.as_str(), &area.name) || area.path.as_deref() == Some(said.as_ref())
    };
    let of_level = doc.areas.iter().filter(|area| area.level == kind.level);
    let found = of_level
        .clone()
        .find(is)
        .or_else(|| doc.areas.iter().find(is));
    found
        .map(|area| FactValue::Area(area.code.clone()))
        .ok_or_else(|| {
            let known = of_level.flat_map(|area| [area.code.as_str(), area.name.zh.as_str()]);
            Kind::BadValue {
                value: cell.text().chars().take(40).collect(),
                nearest: nearest(&said, known).map(str::to_owned),
            }
        })
}
