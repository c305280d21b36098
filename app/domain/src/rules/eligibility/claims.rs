//! A bonus item that is claimed for a person against the facts that they state themselves.

use super::super::document::{BonusItem, Facts, Post, RuleDocument};
use super::form::facts_of;
use super::truth::{Person, Truth, budget};

/// Whether a person's own facts speak against a bonus item that is claimed for them: everything that its condition
/// reads is stated, and the condition does not hold.
pub(crate) fn refutes(doc: &RuleDocument, post: &Post, item: &BonusItem, facts: &Facts) -> bool {
    let read = facts_of(doc, &item.when);
    if read.is_empty() || read.iter().any(|key| facts.get(key).is_none()) {
        return false;
    }
    let steps = budget();
    let truth = Person::new(doc, facts, Some(post), &steps).test(&item.when);
    matches!(truth, Truth::Known { holds: false, .. })
}
