//! The bonus items whose condition holds for a person, before anybody has verified them (domain.md 3.5).

mod say;

use super::document::{BonusItem, BonusPoints};
use super::worth::{Worth, worth};
use crate::numbers::Points;
use crate::rules::codes::{BonusCode, FactKey, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::Facts;
use crate::rules::eligibility::columns::facts_read;
use crate::rules::eligibility::named_days::last_day;
use crate::rules::eligibility::person::{Person, budget};
use crate::rules::engine::FactColumns;
use crate::rules::say::both;
use crate::text::{Bilingual, Lang};
use crate::time::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An item that the person may claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BonusFinding {
    pub item: BonusCode,
    pub name: Bilingual,
    /// Points of this item alone; what counts in the end depends on how items stack. Absent: a body gives them, or a
    /// fact is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Bilingual>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_by: Option<Moment>,
    pub facts: Vec<FactKey>,
    sentence: Bilingual,
}

impl BonusFinding {
    /// Whether evidence that came on this day came after its deadline: it then counts as waived.
    pub fn is_late(&self, came: NaiveDate) -> bool {
        let by = self.evidence_by.map(last_day);
        by.is_some_and(|by| came > by)
    }

    /// What it gives, and what to hand in until when.
    pub fn say(&self, lang: Lang) -> String {
        self.sentence.in_lang(lang).to_owned()
    }
}

/// The items open to a person, for one post when it is known: an item may depend on the county applied for (O01).
pub fn bonus_for(doc: &RuleDocument, post: Option<&PostCode>, facts: &Facts) -> Vec<BonusFinding> {
    let post = post.and_then(|code| doc.post(code));
    let rules = post.map_or_else(|| doc.common_rules(), |post| doc.for_post(post));
    let Some(rule) = rules.bonus else {
        return Vec::new();
    };
    let steps = budget();
    let person = Person::new(doc, facts, post, &FactColumns::All, &steps);
    let holding = rule
        .items
        .iter()
        .filter(|item| person.test(&item.when).holds());
    holding
        .map(|item| finding(&person, item, item.evidence_by.or(rule.evidence_by)))
        .collect()
}

fn finding(person: &Person, item: &BonusItem, evidence_by: Option<Moment>) -> BonusFinding {
    let worth = worth(item, person);
    let say = |lang| say::open_item(person.doc, item, &worth, evidence_by, lang);
    let mut facts = facts_read(person.doc, &item.when);
    if let BonusPoints::Bands(super::BonusBands { of, .. })
    | BonusPoints::Rows(super::BonusRows { of, .. }) = &item.points
        && !facts.contains(of)
    {
        facts.push(of.clone());
    }
    BonusFinding {
        item: item.code.clone(),
        name: item.name.clone(),
        sentence: both(say),
        points: match worth {
            Worth::Points(points) => Some(points),
            Worth::Body | Worth::Missing(_) => None,
        },
        evidence: item.evidence.clone(),
        evidence_by,
        facts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_of_the_last_day_is_in_time_and_midnight_closes_the_day_before() {
        let finding = |by: Option<&str>| BonusFinding {
            item: "veteran".into(),
            name: Bilingual::zh("退役军人"),
            points: None,
            evidence: None,
            evidence_by: by.map(|by| by.parse().unwrap()),
            facts: Vec::new(),
            sentence: Bilingual::zh("退役军人"),
        };
        let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
        let by_noon = finding(Some("2026-03-10T12:00"));
        assert!(!by_noon.is_late(day(10)) && by_noon.is_late(day(11)));
        let by_midnight = finding(Some("2026-03-10T00:00"));
        assert!(!by_midnight.is_late(day(9)) && by_midnight.is_late(day(10)));
        assert!(!finding(None).is_late(day(31)));
    }
}
