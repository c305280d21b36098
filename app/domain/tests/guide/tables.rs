//! The tables of the guide: titles that the table of people reads, outcome codes, and who acts on each field.

use super::page::Guide;
use super::{LANGS, document, people};
use domain::Lang;
use domain::rules::*;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, VecDeque, btree_map::Entry};

/// Something of every kind that a title can name.
fn everything() -> RuleDocument {
    let name = |code: &str| json!({"zh": code, "en": code});
    document(&json!({
        "schema_version": 2, "id": "titles", "title": "titles",
        "facts": [{"key": "FACT", "label": name("FACT"), "kind": "yes_no", "topic": "status", "proof": "declared"}],
        "posts": [{"code": "A01", "name": name("A01"), "places": 1}],
        "bonus": {"raises": ["papers"], "items": [{"code": "ITEM", "name": name("ITEM"), "when": {"all": []}, "points": {"fixed": "1"}}]},
        "stages": [
            {"code": "papers", "name": name("papers"), "scoring": {"papers": {"full": "100", "papers": [
                {"code": "PAPER", "name": name("PAPER"), "full": "100", "weight": "1",
                    "questions": [{"code": "QUESTION", "name": name("QUESTION"), "full": "100"}]}]}}},
            {"code": "panel", "name": name("panel"), "check": {}, "scoring": {"panel": {"full": "100",
                "elements": [{"code": "ELEMENT", "name": name("ELEMENT"), "full": "100"}]}}},
            {"code": "points", "name": name("points"), "scoring": {"points": {"full": "100",
                "events": [{"code": "EVENT", "name": name("EVENT")}]}}}
        ],
        "total": {"full": "100", "formula": {"parts": [{"of": {"of": "panel"}, "weight": "1"}]}},
        "extra_tests": [{"code": "TEST", "name": name("TEST"), "full": "100"}],
        "after": [{"code": "physical", "name": name("physical")}]
    }))
}

/// The words in backquotes of a row, cell by cell.
fn cells(row: &str) -> Vec<Vec<&str>> {
    let quoted = |cell: &'_ str| -> Vec<usize> { cell.match_indices('`').map(|at| at.0).collect() };
    let row = row.trim_matches('|').split('|');
    row.map(|cell| {
        let marks = quoted(cell);
        let pairs = marks.chunks_exact(2);
        pairs.map(|pair| &cell[pair[0] + 1..pair[1]]).collect()
    })
    .collect()
}

/// The title with codes in it that the rules have.
fn concrete(title: &str) -> String {
    let stage = match title {
        _ if title.contains("PAPER") => "papers",
        _ if title.contains("EVENT") => "points",
        _ => "panel",
    };
    let title = title.replace("STAGE", stage).replace("CODE", "physical");
    let title = title.replace("examinerN", "examiner1");
    title.replace("考官N", "考官1")
}

/// A table of one person, with this value under this title.
fn one_cell(title: &str, value: &str, lang: Lang) -> String {
    let (number, post, left) = match lang {
        Lang::Zh => ("准考证号", "岗位", "退出"),
        Lang::En => ("number", "post", "left"),
    };
    let title = concrete(title);
    match title.as_str() {
        own if own == number => format!("{number},{post}\n{value},A01"),
        own if own == post => format!("{number},{post}\n1,{value}"),
        own if own != left && own.starts_with(left) => {
            format!("{number},{post},{left},{title}\n1,A01,panel,{value}")
        }
        _ => format!("{number},{post},{title}\n1,A01,{value}"),
    }
}

#[test]
fn every_title_of_the_guide_and_what_may_stand_under_it_is_read_the_same_in_both_languages() {
    let doc = everything();
    for lang in LANGS {
        let guide = Guide::read(lang);
        let mut values = 0;
        for row in guide.lines_between("columns").iter().skip(2) {
            let cells = cells(row);
            let read = |title: &str, value: &str, lang: Lang| {
                people(&doc, &one_cell(title, value, lang), lang).people
            };
            for value in &cells[2] {
                let (en, zh) = (
                    read(cells[0][0], value, Lang::En),
                    read(cells[1][0], value, Lang::Zh),
                );
                assert_eq!(en, zh, "{row}");
                values += 1;
            }
        }
        assert!(values > 40, "{values} values");
    }
}

#[test]
fn the_guide_has_every_outcome_code() {
    let by = [
        OutBy::Absent,
        OutBy::Violation,
        OutBy::BelowLine,
        OutBy::NotCalled,
        OutBy::Failed,
        OutBy::Left,
    ];
    let step = Step(0);
    let others = [
        Status::NotAdmitted,
        Status::Pending,
        Status::Admitted,
        Status::Cancelled,
        Status::Blocked(step),
        Status::Held(step),
        Status::Called(step),
        Status::Substitute(step, 7),
        Status::Hired,
        Status::Reserve,
    ];
    let outcome = Outcome {
        upto: Upto::After,
        rules: String::new(),
        steps: vec!["CODE".into()],
        posts: Vec::new(),
        rooms: Vec::new(),
        everybody: Everybody::default(),
        pending: Vec::new(),
        missing: Vec::new(),
        notices: Vec::new(),
    };
    let all = others.into_iter().chain(by.map(|by| Status::Out(step, by)));
    let codes: Vec<String> = all
        .map(|status| outcome.code(status).replace(":7", ":N"))
        .collect();
    for lang in LANGS {
        let guide = Guide::read(lang);
        let rows = guide.lines_between("outcomes").iter().skip(2);
        let printed: Vec<&str> = rows.map(|row| cells(row)[0][0]).collect();
        assert_eq!(printed, codes);
    }
}

fn actor(actor: Actor, lang: Lang) -> &'static str {
    let (zh, en) = match actor {
        Actor::Engine => ("引擎", "engine"),
        Actor::Page => ("页面", "page"),
        Actor::Deadline => ("期限", "deadline"),
        Actor::Document => ("文书", "document"),
        Actor::Notice => ("通知", "notice"),
    };
    if lang == Lang::Zh { zh } else { en }
}

fn from(from: ActsFrom, lang: Lang) -> String {
    match (from, lang) {
        (ActsFrom::Now, Lang::Zh) => "现在".to_owned(),
        (ActsFrom::Now, Lang::En) => "now".to_owned(),
        (ActsFrom::Later(work), Lang::Zh) => format!("以后：{}", work.say(lang)),
        (ActsFrom::Later(work), Lang::En) => format!("later: {}", work.say(lang)),
    }
}

/// One row for the fields of a type that the same people act on.
pub(super) fn table_of_fields(lang: Lang) -> String {
    let mut rows: Vec<(Field, Vec<&str>)> = Vec::new();
    for field in fields() {
        let alike = |one: &Field| (one.of, one.by, one.from) == (field.of, field.by, field.from);
        match rows.last_mut().filter(|(one, _)| alike(one)) {
            Some((_, names)) => names.push(field.field),
            None => rows.push((field, vec![field.field])),
        }
    }
    let head = match lang {
        Lang::Zh => "| 类型 | 字段 | 谁执行 | 从什么时候 |",
        Lang::En => "| Type | Fields | Who acts | From when |",
    };
    let rows = rows.into_iter().map(|(field, names)| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let by: Vec<&str> = field.by.iter().map(|by| actor(*by, lang)).collect();
        let comma = if lang == Lang::Zh { "、" } else { ", " };
        let (names, by) = (names.join(" "), by.join(comma));
        format!(
            "| {} | {names} | {by} | {} |",
            field.of,
            from(field.from, lang)
        )
    });
    let lines = [head.to_owned(), "|---|---|---|---|".to_owned()];
    lines.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Where each type of the schema stands in a document, by the shortest way.
fn places() -> BTreeMap<String, String> {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    let mut found = BTreeMap::from([("RuleDocument".to_owned(), String::new())]);
    let mut next = VecDeque::from([("RuleDocument".to_owned(), schema.clone())]);
    while let Some((of, node)) = next.pop_front() {
        let mut below = Vec::new();
        referred(&node, &found[&of], &mut below);
        for (inner, place) in below {
            if let Entry::Vacant(free) = found.entry(inner.clone()) {
                free.insert(place);
                next.push_back((inner.clone(), schema["$defs"][&inner].clone()));
            }
        }
    }
    found
}

/// The types that a type refers to, each with the place of the field that does.
fn referred(node: &Json, place: &str, found: &mut Vec<(String, String)>) {
    match node {
        Json::Object(fields) => {
            for (key, inner) in fields {
                match (key.as_str(), inner) {
                    ("$defs", _) => {}
                    ("$ref", Json::String(to)) => {
                        let of = to.rsplit('/').next().unwrap_or_default();
                        found.push((of.to_owned(), place.to_owned()));
                    }
                    ("properties", Json::Object(own)) => {
                        for (field, inner) in own {
                            referred(inner, &format!("{place}/{field}"), found);
                        }
                    }
                    _ => referred(inner, place, found),
                }
            }
        }
        Json::Array(list) => list.iter().for_each(|inner| referred(inner, place, found)),
        _ => {}
    }
}

/// What waits for a piece of work, in the words of the editor; of a whole that waits only the whole is named.
pub(super) fn table_of_later_fields(lang: Lang) -> String {
    let places = places();
    let place = |field: &Field| format!("{}/{}", places[field.of], field.field);
    let later: Vec<(String, Work)> = fields()
        .filter_map(|field| match field.from {
            ActsFrom::Later(work) => Some((place(&field), work)),
            ActsFrom::Now => None,
        })
        .collect();
    let inside = |inner: &str| {
        let mut all = later.iter();
        all.any(|(outer, _)| inner.starts_with(&format!("{outer}/")))
    };
    let mut works: BTreeMap<Work, Vec<String>> = BTreeMap::new();
    for (place, work) in later.iter().filter(|(place, _)| !inside(place)) {
        let words = place_in_words(place, lang);
        works.entry(*work).or_default().push(words);
    }
    let (head, between) = match lang {
        Lang::Zh => ("| 要等的工作 | 规则里的哪几处 |", "；"),
        Lang::En => (
            "| The work it waits for | Where it stands in the rules |",
            "; ",
        ),
    };
    let rows = works
        .into_iter()
        .map(|(work, places)| format!("| {} | {} |", work.say(lang), places.join(between)));
    let lines = [head.to_owned(), "|---|---|".to_owned()];
    lines.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}
