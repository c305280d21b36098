//! One real notice from its text to rules that are ready: each step puts its sections over what stands so far.

use super::page::{Guide, over};
use super::{LANGS, alike, document, names, shown};
use domain::Lang;
use domain::rules::*;
use serde_json::Value as Json;

/// What the page is about.
const NOTICE: &str = include_str!("../notices/O25-SX-TY-2018.json");

fn sections(page: &Guide) -> Vec<Json> {
    let blocks = page.fences.iter().filter(|fence| fence.kind == "json");
    blocks
        .map(|fence| serde_json::from_str(&fence.text).unwrap())
        .collect()
}

/// The document after each step.
fn steps(page: &Guide) -> Vec<RuleDocument> {
    let mut whole = None;
    let mut found = Vec::new();
    for section in sections(page) {
        let next = match whole {
            Some(whole) => over(&whole, &section),
            None => section,
        };
        found.push(document(&next));
        whole = Some(next);
    }
    found
}

fn blocking(doc: &RuleDocument) -> Vec<String> {
    let found = lint(doc).into_iter();
    let blocking = found.filter(|finding| finding.severity == Severity::Blocks);
    blocking.map(|finding| finding.say(Lang::En)).collect()
}

#[test]
fn every_step_shows_what_the_check_says_then() {
    for lang in LANGS {
        let mut page = Guide::page("hour", lang);
        let steps = steps(&page);
        let kinds = page.kinds();
        let linted = kinds
            .windows(2)
            .filter(|pair| *pair == ["json", "text lint"]);
        assert_eq!(linted.count(), steps.len(), "each step is checked");
        for (index, text) in shown(&page, steps).into_iter().rev() {
            page.expect(index, &text);
        }
    }
}

#[test]
fn both_languages_take_the_same_steps() {
    let (zh, en) = (Guide::page("hour", Lang::Zh), Guide::page("hour", Lang::En));
    alike(&zh, &en, steps(&zh));
}

/// The check computes every example, and one that disagrees or cannot be run is a finding.
#[test]
fn at_the_end_nothing_blocks_and_every_example_agrees() {
    let steps = steps(&Guide::page("hour", Lang::Zh));
    let last = steps.last().unwrap();
    assert_eq!(blocking(last), [""; 0]);
    assert!(!last.examples.is_empty());
    let about_examples = lint(last).into_iter();
    let about_examples = about_examples.filter(|finding| finding.path.starts_with("/examples"));
    assert_eq!(about_examples.collect::<Vec<_>>(), []);
    assert_ne!(blocking(&steps[0]), [""; 0], "the first step is not ready");
}

#[test]
fn an_example_that_is_wrong_would_be_told() {
    let steps = steps(&Guide::page("hour", Lang::Zh));
    for index in 0..steps.last().unwrap().examples.len() {
        let mut doc = steps.last().unwrap().clone();
        match &mut doc.examples[index].figures {
            ExampleFigures::Bonus(own) => own.points = domain::Points::whole(9),
            ExampleFigures::Total(own) => own.total = domain::Points::whole(9),
            ExampleFigures::Cut(own) => own.people = 9,
            other => panic!("{other:?}"),
        }
        assert_ne!(blocking(&doc), [""; 0], "example {index}");
    }
}

/// A step fills the pages that it names, and no other.
#[test]
fn each_step_names_the_pages_that_it_fills() {
    for lang in LANGS {
        let page = Guide::page("hour", lang);
        let mut named: Vec<Part> = Vec::new();
        let mut sections = sections(&page).into_iter();
        let mut starts = page.fences.iter().filter(|fence| fence.kind == "json");
        let mut next = starts.next();
        for (at, line) in page.prose() {
            while next.is_some_and(|fence| fence.lines.start <= at) {
                let section = sections.next().unwrap();
                for field in section.as_object().unwrap().keys() {
                    let part = Part::of_place(&format!("/{field}"));
                    let fits = named.contains(&part) || field == "schema_version";
                    assert!(fits, "{lang:?} before line {at}: {field} of {part:?}");
                }
                next = starts.next();
            }
            if line.starts_with("## ") {
                named.clear();
            }
            for name in names::bold(line).flat_map(|path| path.split(" › ")) {
                named.extend(Part::all().filter(|part| part.name(lang) == name));
            }
        }
        assert!(next.is_none(), "words follow the last step");
    }
}

/// Chinese words only: the post table of the editor has no English column.
fn in_chinese(json: &mut Json) {
    match json {
        Json::Object(fields) => {
            fields.remove("en");
            fields.values_mut().for_each(in_chinese);
            if fields.len() == 1 && fields.contains_key("zh") {
                *json = fields.remove("zh").unwrap();
            }
        }
        Json::Array(list) => list.iter_mut().for_each(in_chinese),
        _ => {}
    }
}

#[test]
fn the_rules_at_the_end_are_those_of_the_notice() {
    let steps = steps(&Guide::page("hour", Lang::Zh));
    let read = |doc: &RuleDocument| {
        let mut json: Json = serde_json::from_str(&doc.to_json()).unwrap();
        in_chinese(&mut json);
        // Worked by hand for the page, and how the file is called.
        for own in ["examples", "id"] {
            json.as_object_mut().unwrap().remove(own);
        }
        json
    };
    let notice = RuleDocument::from_json(NOTICE.as_bytes()).unwrap();
    assert_eq!(read(steps.last().unwrap()), read(&notice));
}
