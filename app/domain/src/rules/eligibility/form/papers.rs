//! Which documents must stand behind the answers.

use crate::rules::codes::{FactKey, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::columns::facts_read;
use crate::rules::eligibility::course::tie_keys;
use crate::rules::eligibility::person::{Person, budget, requirements_of};
use crate::rules::eligibility::{
    Condition, ELSEWHERE, FactDef, FactKind, FactValue, Facts, Instead, Post,
};
use crate::rules::engine::FactColumns;
use crate::rules::for_post::PostRules;
use crate::rules::lists::TieKey;
use std::collections::BTreeSet;

/// The facts whose document must be handed in: those whose answer claims something and counts for a requirement, a
/// bonus, a track, reserved seats or the order of equal scores. A "no" needs no paper.
pub fn documents_needed(
    doc: &RuleDocument,
    post: Option<&PostCode>,
    facts: &Facts,
) -> BTreeSet<FactKey> {
    let post = post.and_then(|code| doc.post(code));
    let steps = budget();
    let person = Person::new(doc, facts, post, &FactColumns::All, &steps);
    let mut counting = demanded(&person, post);
    let rules = post.map_or_else(|| doc.common_rules(), |post| doc.for_post(post));
    for condition in favours(doc, &rules) {
        if person.test(condition).holds() {
            counting.extend(facts_read(doc, condition));
        }
    }
    for key in tie_keys(&rules) {
        if let TieKey::HigherLevel(fact) | TieKey::Later(fact) = key {
            counting.insert(fact.clone());
        }
    }
    let needed = doc.facts.iter().filter(|def| {
        def.document().is_some()
            && counting.contains(&def.key)
            && facts.get(&def.key).is_some_and(|v| claims(def, v))
    });
    needed.map(|def| def.key.clone()).collect()
}

/// Whether an answer says more than "no", "none" or "elsewhere".
fn claims(def: &FactDef, value: &FactValue) -> bool {
    match value {
        FactValue::YesNo(yes) => *yes,
        FactValue::DoesNotApply => false,
        FactValue::Area(code) => code.as_str() != ELSEWHERE,
        FactValue::Choices(codes) => !codes.is_empty(),
        FactValue::Choice(code) => match &def.kind {
            FactKind::Choice(choice) if choice.ordered => def.level_of(code) != Some(0),
            _ => code.as_str() != "none",
        },
        FactValue::Rows(rows) => !rows.is_empty(),
        FactValue::Number(_) | FactValue::Date(_) | FactValue::Text(_) => true,
    }
}

/// The facts that requirements ask for, and those of relaxations that are made use of.
fn demanded(person: &Person, post: Option<&Post>) -> BTreeSet<FactKey> {
    let doc = person.doc;
    let mut found = BTreeSet::new();
    let posts = doc
        .posts
        .iter()
        .filter(|other| post.is_none_or(|own| own.code == other.code));
    for requirement in posts.flat_map(|post| requirements_of(doc, post)) {
        found.extend(facts_read(doc, &requirement.condition));
        let relaxations = person.relaxations(requirement);
        for relaxation in relaxations.filter(|relaxation| person.relaxed(relaxation).holds()) {
            found.extend(facts_read(doc, &relaxation.who));
            if let Instead::Condition(instead) = &relaxation.instead {
                found.extend(facts_read(doc, instead));
            }
        }
    }
    found
}

/// What is to the good of those for whom it holds.
fn favours<'r>(doc: &'r RuleDocument, rules: &'r PostRules) -> Vec<&'r Condition> {
    let mut found: Vec<&Condition> = Vec::new();
    let items = rules.bonus.iter().flat_map(|bonus| &bonus.items);
    found.extend(items.map(|item| &item.when));
    found.extend(doc.tracks.iter().filter_map(|track| track.when.as_ref()));
    found.extend(doc.reserved.iter().map(|reserved| &reserved.when));
    for key in tie_keys(rules) {
        match key {
            TieKey::Status(status) => found.push(&status.when),
            TieKey::Preference(list) => found.extend(list.iter().map(|status| &status.when)),
            TieKey::HigherLevel(_) | TieKey::Later(_) | TieKey::Higher(_) => {}
        }
    }
    found
}
