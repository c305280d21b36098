//! The levels of bonus items, by code or by the name that the notice prints.

use crate::rules::{BonusPoints, Candidate, RuleDocument};

/// The printed name of a level stands for its code.
pub(super) fn by_code(rules: &RuleDocument, candidate: &mut Candidate) {
    for claim in &mut candidate.bonus {
        let Some(said) = &claim.level else { continue };
        let variants = rules.variants.iter().map(|variant| &variant.rules);
        let all = std::iter::once(&rules.rules).chain(variants);
        let items = all
            .filter_map(|rules| rules.bonus.as_ref())
            .flat_map(|bonus| &bonus.items);
        let options = items
            .filter(|item| item.code == claim.item)
            .filter_map(|item| match &item.points {
                BonusPoints::ByLevel(by) => rules.fact(&by.fact),
                _ => None,
            })
            .flat_map(|fact| fact.kind.options());
        let options: Vec<_> = options.collect();
        let by_name = options.iter().find(|own| own.label.is(said.as_str()));
        match by_name {
            Some(named) if options.iter().all(|own| own.code != *said) => {
                claim.level = Some(named.code.clone());
            }
            _ => {}
        }
    }
}
