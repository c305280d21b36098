//! A document is cut by one table.

use super::{LANGS, demo, document, whole};
use domain::rules::{Part, RuleDocument};

#[test]
fn every_part_survives_the_trip_through_its_own_json() {
    for doc in [demo(), document(&whole()).unwrap()] {
        for part in Part::all() {
            let json = part.to_json(&doc);
            assert_eq!(part.replaced(&doc, &json).as_ref(), Ok(&doc), "{part:?}");
            assert_eq!(Part::of_slug(part.slug()), Some(part));
        }
    }
}

#[test]
fn every_field_of_a_document_belongs_to_one_part() {
    let all: Vec<&str> = Part::all().flat_map(Part::fields).copied().collect();
    for field in whole().as_object().unwrap().keys() {
        let pointer = format!("/{field}");
        let parts = all.iter().filter(|own| **own == pointer).count();
        let expected = usize::from(field != "schema_version");
        assert_eq!(parts, expected, "{field}");
    }
}

#[test]
fn a_part_stands_in_the_order_of_the_document() {
    let json = Part::Total.to_json(&document(&whole()).unwrap());
    let at = |field: &str| json.find(&format!("\n  \"{field}\"")).unwrap();
    assert!(at("total") < at("ties") && at("ties") < at("extra_tests"));
    assert!(
        !json.contains("\"after\"") && json.ends_with("\n}\n"),
        "{json}"
    );
    assert_eq!(Part::Notes.to_json(&RuleDocument::default()), "{}\n");
}

#[test]
fn a_part_is_put_back_without_touching_another() {
    let emptied = Part::Exclusions.replaced(&demo(), "{}").unwrap();
    let expected = RuleDocument {
        exclusions: vec![],
        ..demo()
    };
    assert_eq!(emptied, expected);
    let renamed = Part::Basics
        .replaced(&demo(), r#"{"title": "新的"}"#)
        .unwrap();
    assert_eq!(
        (renamed.title.zh.as_str(), &renamed.id),
        ("新的", &demo().id)
    );
    assert_eq!(renamed.posts, demo().posts);
}

#[test]
fn a_field_of_another_part_is_refused_and_so_is_a_misspelt_one() {
    for (part, text) in [
        (Part::Total, r#"{"stages": []}"#),
        (Part::Exclusions, r#"{"exclusions": [], "notes": ["x"]}"#),
        (Part::Exclusions, r#"{"exclusion": []}"#),
        (Part::Basics, r#"{"schema_version": 3}"#),
        (Part::Exclusions, "["),
        (Part::Exclusions, "[]"),
    ] {
        assert!(part.replaced(&demo(), text).is_err(), "{text}");
    }
}

#[test]
fn a_mistake_keeps_its_line() {
    for (text, line, column) in [
        (
            "{\n  \"posts\": [],\n  \"stated_places\": \"x\"\n}",
            3,
            None,
        ),
        ("{\"stated_places\": true}", 1, Some(22)),
        ("{\n  \"posts\": [],\n  \"notes\": []\n}", 3, None),
        ("{\n  \"posts\": [,]\n}", 2, None),
    ] {
        let why = Part::Posts.replaced(&demo(), text).unwrap_err();
        let domain::rules::BadDocument::Unreadable {
            line: found,
            column: at,
            ..
        } = why
        else {
            panic!("{why:?}");
        };
        assert_eq!(found, line, "{text}");
        assert!(column.is_none_or(|column| column == at), "{text}: {at}");
    }
}

#[test]
fn a_place_leads_to_its_part() {
    for (place, part) in [
        ("/stages/0/cut/substitution/until", Part::Stages),
        ("/opening/0/needed", Part::Opening),
        ("/posts/3/places", Part::Posts),
        ("/stated_places", Part::Posts),
        ("/facts/0", Part::Facts),
        ("/holidays/off/0", Part::Publication),
        ("/variants/0/stages/0", Part::Variants),
        ("/title", Part::Basics),
        ("", Part::All),
    ] {
        assert_eq!(Part::of_place(place), part, "{place}");
    }
}

#[test]
fn every_part_has_a_name_of_its_own() {
    for lang in LANGS {
        let mut names: Vec<_> = Part::all().map(|part| part.name(lang)).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Part::all().count());
    }
}
