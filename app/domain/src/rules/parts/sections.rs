//! The lists of a document that are no selection rules, taken out and put back part by part.

use super::Part;
use crate::rules::document::{
    ApplicationRule, Area, BadDocument, Decision, Definition, Exclusion, FactDef, HireRule,
    HolidayRule, NamedDay, OtherTest, Pool, Post, PublicationPeriodRule, Requirement, ReserveRule,
    RuleDocument, Text, Variant, WorkedExample,
};
use serde::{Deserialize, Serialize};

/// The lists of a document that are no selection rules; each part uses a few of them.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Sections {
    #[serde(skip_serializing_if = "Option::is_none")]
    organiser: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<Vec<NamedDay>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    areas: Option<Vec<Area>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<Vec<FactDef>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    definitions: Option<Vec<Definition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eligibility: Option<Vec<Requirement>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exclusions: Option<Vec<Exclusion>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pools: Option<Vec<Pool>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posts: Option<Vec<Post>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated_places: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    application: Option<ApplicationRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tests: Option<Vec<OtherTest>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variants: Option<Vec<Variant>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<Vec<PublicationPeriodRule>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holidays: Option<HolidayRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reserve: Option<ReserveRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hire: Option<HireRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decisions: Option<Vec<Decision>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    examples: Option<Vec<WorkedExample>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Vec<Text>>,
}

impl Part {
    pub(super) fn sections(self, doc: &RuleDocument) -> Sections {
        let (doc, none) = (doc.clone(), Sections::default());
        match self {
            Part::Posts => Sections {
                areas: Some(doc.areas),
                pools: Some(doc.pools),
                posts: Some(doc.posts),
                stated_places: doc.stated_places,
                ..none
            },
            Part::Eligibility => Sections {
                definitions: Some(doc.definitions),
                eligibility: Some(doc.eligibility),
                ..none
            },
            Part::Exclusions => Sections {
                exclusions: Some(doc.exclusions),
                ..none
            },
            Part::Facts => Sections {
                days: Some(doc.days),
                facts: Some(doc.facts),
                ..none
            },
            Part::Application => Sections {
                application: doc.application,
                ..none
            },
            Part::Tests => Sections {
                tests: Some(doc.tests),
                ..none
            },
            Part::Publication => Sections {
                publication: Some(doc.publication),
                holidays: doc.holidays,
                ..none
            },
            Part::Hire => Sections {
                reserve: doc.reserve,
                hire: doc.hire,
                ..none
            },
            Part::Variants => Sections {
                variants: Some(doc.variants),
                ..none
            },
            Part::Decisions => Sections {
                decisions: Some(doc.decisions),
                ..none
            },
            Part::Notes => Sections {
                organiser: doc.organiser,
                examples: Some(doc.examples),
                notes: Some(doc.notes),
                ..none
            },
            _ => none,
        }
    }

    pub(super) fn put_sections(
        self,
        to: &mut RuleDocument,
        read: Sections,
    ) -> Result<(), BadDocument> {
        let mut from = RuleDocument {
            organiser: read.organiser,
            days: read.days.unwrap_or_default(),
            areas: read.areas.unwrap_or_default(),
            facts: read.facts.unwrap_or_default(),
            definitions: read.definitions.unwrap_or_default(),
            eligibility: read.eligibility.unwrap_or_default(),
            exclusions: read.exclusions.unwrap_or_default(),
            pools: read.pools.unwrap_or_default(),
            posts: read.posts.unwrap_or_default(),
            stated_places: read.stated_places,
            application: read.application,
            tests: read.tests.unwrap_or_default(),
            variants: read.variants.unwrap_or_default(),
            publication: read.publication.unwrap_or_default(),
            holidays: read.holidays,
            reserve: read.reserve,
            hire: read.hire,
            decisions: read.decisions.unwrap_or_default(),
            examples: read.examples.unwrap_or_default(),
            notes: read.notes.unwrap_or_default(),
            ..RuleDocument::default()
        };
        self.swap_sections(to, &mut from);
        // What belongs here has changed places with what stood there before; anything else that was typed is left over.
        let mut left = from.clone();
        self.swap_sections(&mut left, &mut RuleDocument::default());
        if left == RuleDocument::default() {
            Ok(())
        } else {
            Err(super::foreign(self))
        }
    }

    fn swap_sections(self, a: &mut RuleDocument, b: &mut RuleDocument) {
        use std::mem::swap;
        match self {
            Part::Posts => {
                swap(&mut a.areas, &mut b.areas);
                swap(&mut a.pools, &mut b.pools);
                swap(&mut a.posts, &mut b.posts);
                swap(&mut a.stated_places, &mut b.stated_places);
            }
            Part::Eligibility => {
                swap(&mut a.definitions, &mut b.definitions);
                swap(&mut a.eligibility, &mut b.eligibility);
            }
            Part::Exclusions => swap(&mut a.exclusions, &mut b.exclusions),
            Part::Facts => {
                swap(&mut a.days, &mut b.days);
                swap(&mut a.facts, &mut b.facts);
            }
            Part::Application => swap(&mut a.application, &mut b.application),
            Part::Tests => swap(&mut a.tests, &mut b.tests),
            Part::Publication => {
                swap(&mut a.publication, &mut b.publication);
                swap(&mut a.holidays, &mut b.holidays);
            }
            Part::Hire => {
                swap(&mut a.reserve, &mut b.reserve);
                swap(&mut a.hire, &mut b.hire);
            }
            Part::Variants => swap(&mut a.variants, &mut b.variants),
            Part::Decisions => swap(&mut a.decisions, &mut b.decisions),
            Part::Notes => {
                swap(&mut a.organiser, &mut b.organiser);
                swap(&mut a.examples, &mut b.examples);
                swap(&mut a.notes, &mut b.notes);
            }
            _ => {}
        }
    }
}
