//! Facts: those of the ID number keep their kind, every question can be answered, and some rule uses it.

use super::{EligibilityLint, label};
use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{BIRTH_DATE, FactDef, FactKind, Means, SEX, Topic};
use crate::rules::lint::{Ground, Report};
use std::collections::BTreeSet;

pub(super) fn check(ground: &Ground<'_>, report: &mut Report) {
    let doc = ground.doc;
    for (index, fact) in doc.facts.iter().enumerate() {
        let path = format!("/facts/{index}");
        reserved(&path, fact, report);
        answerable(doc, &format!("{path}/kind"), fact, report);
        means_twice(doc, index, fact, report);
    }
    unused(ground, report);
}

/// Facts that the platform takes from the ID number have their kind and topic fixed; the options in any order.
fn reserved(path: &str, fact: &FactDef, report: &mut Report) {
    let of_birth = fact.key.as_str() == BIRTH_DATE || fact.means == Some(Means::BirthDate);
    let of_sex = fact.key.as_str() == SEX || fact.means == Some(Means::Sex);
    let fits = match &fact.kind {
        FactKind::Date(_) => !of_sex,
        FactKind::Choice(choice) => {
            let codes: BTreeSet<&str> =
                choice.options.iter().map(|own| own.code.as_str()).collect();
            !of_birth && (!of_sex || codes == BTreeSet::from(["male", "female"]))
        }
        _ => !of_birth && !of_sex,
    };
    let placed = !(of_birth || of_sex) || fact.topic == Topic::Identity;
    if !fits || !placed {
        let fact = fact.label.clone();
        report.add(path, EligibilityLint::ReservedFact { fact });
    }
}

fn answerable(doc: &RuleDocument, path: &str, fact: &FactDef, report: &mut Report) {
    let nothing = match &fact.kind {
        FactKind::Choice(choice) | FactKind::Choices(choice) => choice.options.is_empty(),
        FactKind::Area(kind) => !doc.areas.iter().any(|area| area.level == kind.level),
        FactKind::Rows(rows) => rows.columns.is_empty(),
        FactKind::Number(kind) => matches!((kind.least, kind.most), (Some(a), Some(b)) if a > b),
        FactKind::YesNo | FactKind::Date(_) | FactKind::Text(_) => false,
    };
    if nothing {
        let fact = fact.label.clone();
        report.add(path, EligibilityLint::NothingToChoose { fact });
    }
    if let FactKind::Rows(rows) = &fact.kind {
        let deep = |kind: &FactKind| matches!(kind, FactKind::Rows(_) | FactKind::Area(_));
        if rows.columns.iter().any(|column| deep(&column.kind)) {
            let fact = fact.label.clone();
            report.add(path, EligibilityLint::RowsInRows { fact });
        }
    }
}

/// What the platform knows a fact by can be asked once only.
fn means_twice(doc: &RuleDocument, index: usize, fact: &FactDef, report: &mut Report) {
    let known = |own: &&FactDef| own.means == fact.means && own.means != Some(Means::None);
    if fact.means.is_none() || matches!(fact.means, Some(Means::Certificate)) {
        return;
    }
    if let Some(other) = doc.facts[..index].iter().find(known) {
        let (fact, other) = (fact.label.clone(), other.label.clone());
        report.add(
            format!("/facts/{index}/means"),
            EligibilityLint::MeansTwice { fact, other },
        );
    }
}

/// A question that no rule reads is asked for nothing.
fn unused(ground: &Ground<'_>, report: &mut Report) {
    let used: BTreeSet<String> = ground
        .spots()
        .iter()
        .filter(|spot| spot.kind == Some("FactKey") && spot.owner != "FactDef")
        .filter_map(|spot| spot.value.as_str().map(str::to_owned))
        .collect();
    let unused = |key: &FactKey| !used.contains(key.as_str());
    let facts = &ground.doc.facts;
    if let Some(first) = facts.iter().position(|fact| unused(&fact.key)) {
        let keys = facts.iter().map(|fact| &fact.key).filter(|key| unused(key));
        let facts = keys.map(|key| label(ground.doc, key)).collect();
        report.add(
            format!("/facts/{first}"),
            EligibilityLint::UnusedFacts { facts },
        );
    }
}
