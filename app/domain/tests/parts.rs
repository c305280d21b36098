//! A document in parts: each part holds its own sections, all of them and no others.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::rules::*;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// A document with something in every section.
fn full() -> RuleDocument {
    let rounding = json!({"decimals": 2});
    let quota = json!({"per_place": "1"});
    let paper = json!({"papers": [{"code": "w", "name": "w", "full_mark": "100", "weight": "1"}], "full_mark": "100"});
    let parts = json!([{"of": "written", "weight": "1"}]);
    let fact =
        json!({"key": "f", "label": "f", "kind": "yes_no", "topic": "status", "proof": "checked"});
    let item = json!({"code": "b", "name": "b", "when": {"yes": "f"}, "points": {"fixed": "1"}});
    let json = json!({
        "schema_version": 1, "id": "t", "title": "t", "organiser": "民政局",
        "days": [{"name": "d", "label": "d", "on": "2026-03-06"}],
        "areas": [{"code": "210200", "name": "市", "level": "city"}],
        "facts": [fact],
        "definitions": [{"name": "d", "label": "d", "condition": {"yes": "f"}}],
        "eligibility": [{"id": "r", "title": "r", "condition": {"yes": "f"}}],
        "exclusions": [{"id": "x", "clause": "x", "kind": "student", "period": "running", "when": {"yes": "f"}}],
        "pools": [{"code": "open", "name": "open", "kind": "open"}],
        "posts": [{"code": "P", "name": "P", "places": 1}], "stated_places": 1,
        "application": {"opens": "2026-03-06T09:00"},
        "tests": [{"code": "t", "name": "t", "full_mark": "100"}],
        "rules": {
            "opening_ratio": {"base": "applied", "needed": quota, "removed_places": "lost"},
            "written": paper,
            "bonus": {"added_to": "written", "items": [item]},
            "shortlist": {"quota": quota},
            "interview": {"full_mark": "100"},
            "total": {"parts": parts, "full_mark": "100", "rounding": rounding},
            "ties": {"keys": [{"higher": "written"}], "still_tied": "share_rank"},
            "physical": {"quota": quota}, "background": {"quota": quota},
        },
        "variants": [{"name": "v", "scope": {"posts": ["P"]}, "rules": {"written": paper}}],
        "publication": [{"what": "名单", "days": 7, "kind": "working"}],
        "reserve": {"quota": {"exactly": 2}}, "hire": {},
        "decisions": [{"body": "组", "on": "2026-05-01", "reason": "抽签", "settles": {"order": ["1"]}}],
        "examples": [{"clause": "例", "figures": {"shortlist": {"places": 2, "people": 6}}}],
        "notes": ["注"],
    });
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

const SECTIONS: [(Part, &[&str]); 19] = [
    (Part::Posts, &["areas", "pools", "posts", "stated_places"]),
    (Part::Eligibility, &["definitions", "eligibility"]),
    (Part::Exclusions, &["exclusions"]),
    (Part::Facts, &["days", "facts"]),
    (Part::Application, &["application"]),
    (Part::Opening, &["opening_ratio"]),
    (Part::Written, &["written"]),
    (Part::Bonus, &["bonus"]),
    (Part::Shortlist, &["shortlist"]),
    (Part::Interview, &["interview"]),
    (Part::Tests, &["tests"]),
    (Part::Total, &["total"]),
    (Part::Ties, &["ties"]),
    (Part::Physical, &["background", "physical"]),
    (Part::Publication, &["publication"]),
    (Part::Hire, &["hire", "reserve"]),
    (Part::Variants, &["variants"]),
    (Part::Decisions, &["decisions"]),
    (Part::Notes, &["examples", "notes", "organiser"]),
];

fn taken(part: Part) -> Json {
    serde_json::from_str(&part.to_json(&full()).unwrap()).unwrap()
}

#[test]
fn each_part_shows_its_own_sections() {
    for (part, sections) in SECTIONS {
        let keys: Vec<String> = taken(part).as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, sections, "{part:?}");
    }
    assert_eq!(Part::Substitution.to_json(&full()), None);
    assert_eq!(Part::All.to_json(&full()).unwrap(), full().to_json());
}

#[test]
fn each_part_comes_back_into_an_empty_document_and_brings_nothing_else() {
    let empty = RuleDocument {
        schema_version: 1,
        id: "t".into(),
        title: Text::zh("t"),
        ..RuleDocument::default()
    };
    let mut rebuilt = empty.clone();
    for (part, sections) in SECTIONS {
        let alone = part
            .replaced(&empty, &part.to_json(&full()).unwrap())
            .unwrap();
        let brought: BTreeSet<String> = differences(&empty, &alone)
            .iter()
            .flat_map(|found| {
                found
                    .place
                    .split('/')
                    .skip(1)
                    .find(|step| *step != "rules")
                    .map(str::to_owned)
            })
            .collect();
        assert_eq!(brought.iter().collect::<Vec<_>>(), sections, "{part:?}");
        rebuilt = part
            .replaced(&rebuilt, &part.to_json(&full()).unwrap())
            .unwrap();
        let gone = part.replaced(&full(), "{}").unwrap();
        assert_eq!(
            part.replaced(&gone, &part.to_json(&full()).unwrap())
                .as_ref(),
            Ok(&full()),
            "{part:?}"
        );
        assert_ne!(gone, full(), "{part:?}");
    }
    assert_eq!(rebuilt, full());
}

#[test]
fn sections_of_any_other_part_are_refused() {
    for (part, _) in SECTIONS {
        for (other, _) in SECTIONS {
            let read = part.replaced(&full(), &taken(other).to_string());
            assert_eq!(read.is_ok(), part == other, "{other:?} as {part:?}");
        }
    }
}

#[test]
fn every_place_leads_to_the_part_that_shows_it() {
    for (part, sections) in SECTIONS {
        for section in sections {
            let selection = full().rules != RuleDocument::default().rules
                && serde_json::to_value(full().rules)
                    .unwrap()
                    .get(section)
                    .is_some();
            let place = if selection {
                format!("/rules/{section}/0/x")
            } else {
                format!("/{section}/0/x")
            };
            assert_eq!(Part::of_place(&place), part, "{place}");
        }
        assert_eq!(Part::of_slug(part.slug()), Some(part));
    }
    for place in [
        "/rules/shortlist/substitution",
        "/rules/physical/substitution/rounds",
    ] {
        assert_eq!(Part::of_place(place), Part::Substitution);
    }
    for place in ["", "/title", "/rules", "/rules/unheard", "/unheard"] {
        assert_eq!(Part::of_place(place), Part::All, "{place}");
    }
    assert_eq!(Part::of_slug("unheard"), None);
}
