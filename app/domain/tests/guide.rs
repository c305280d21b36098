//! The guide for writing rules is run: every rule in it is read and linted, every table of candidates gives the table of
//! results that is printed below it, and both languages show the same.
//!
//! A fence says what it holds: `json` is a fragment over the guide's first document, `csv candidates STAGE` a table,
//! `csv result`, `csv posts`, `csv rooms`, `csv findings` what comes out, `text pending` what is left to people,
//! `text summary PART` a part of the rules in words, `text explain NUMBER` one person's calculation.
//! `GUIDE_WRITE=1 cargo test -p domain guide` writes what comes out.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::{
    candidate_table,
    rules::*,
    tables::{Grid, Head},
};
use serde_json::Value as Json;
use std::{fs, path::PathBuf};

struct Fence {
    kind: String,
    /// Where its text stands in the guide.
    lines: std::ops::Range<usize>,
    text: String,
}

struct Guide {
    lang: Lang,
    path: PathBuf,
    lines: Vec<String>,
    fences: Vec<Fence>,
}

impl Guide {
    fn read(lang: Lang) -> Self {
        let name = if lang == Lang::Zh {
            "guide.zh-CN.md"
        } else {
            "guide.en.md"
        };
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/rules")
            .join(name);
        let lines: Vec<String> = fs::read_to_string(&path)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        let mut fences = Vec::new();
        let mut open: Option<(String, usize)> = None;
        for (at, line) in lines.iter().enumerate() {
            let Some(kind) = line.strip_prefix("```") else {
                continue;
            };
            open = match open {
                None => Some((kind.trim().to_owned(), at + 1)),
                Some((kind, from)) => {
                    fences.push(Fence {
                        kind,
                        text: lines[from..at].join("\n"),
                        lines: from..at,
                    });
                    None
                }
            };
        }
        assert!(open.is_none(), "{name}: the last fence has no end");
        Guide {
            lang,
            path,
            lines,
            fences,
        }
    }

    fn documents(&self) -> Vec<RuleDocument> {
        let blocks = self.fences.iter().filter(|fence| fence.kind == "json");
        let mut blocks = blocks.map(|fence| serde_json::from_str::<Json>(&fence.text).unwrap());
        let base = blocks.next().unwrap();
        let fragments: Vec<Json> = blocks.collect();
        std::iter::once(base.clone())
            .chain(fragments.iter().map(|part| over(&base, part)))
            .map(|d| document(&d))
            .collect()
    }
}

/// A fragment's sections in place of the document's; below `rules` each section by itself.
fn over(base: &Json, fragment: &Json) -> Json {
    let mut whole = base.clone();
    for (key, value) in fragment.as_object().unwrap() {
        if key == "rules" {
            for (section, rule) in value.as_object().unwrap() {
                whole["rules"][section] = rule.clone();
            }
        } else {
            whole[key] = value.clone();
        }
    }
    whole
}

fn document(json: &Json) -> RuleDocument {
    RuleDocument::from_json(json.to_string().as_bytes())
        .unwrap_or_else(|why| panic!("{}: {json}", why.say(Lang::En)))
}

fn stage(word: &str) -> Stage {
    serde_json::from_value(word.replace('-', "_").into()).unwrap()
}

fn table(text: &str) -> Grid {
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    Grid::of_lines(Head::FirstRow, &lines)
}

fn csv(table: Vec<Vec<String>>) -> String {
    table
        .iter()
        .map(|row| row.join(","))
        .collect::<Vec<_>>()
        .join("\n")
}

fn findings(rules: &RuleDocument, candidates: &[Candidate], lang: Lang) -> String {
    let word = |outcome: &EligibilityOutcome| match (outcome, lang) {
        (EligibilityOutcome::Eligible, Lang::Zh) => "符合".to_owned(),
        (EligibilityOutcome::Eligible, Lang::En) => "eligible".to_owned(),
        (EligibilityOutcome::NotEligible, Lang::Zh) => "不符合".to_owned(),
        (EligibilityOutcome::NotEligible, Lang::En) => "not eligible".to_owned(),
        (other, _) => format!("{other:?}"),
    };
    let head = if lang == Lang::Zh {
        "准考证号,岗位,结论"
    } else {
        "number,post,outcome"
    };
    let rows = candidates.iter().map(|candidate| {
        let found = evaluate(rules, &candidate.post, &candidate.facts);
        format!(
            "{},{},{}",
            candidate.number,
            candidate.post,
            word(&found.outcome)
        )
    });
    std::iter::once(head.to_owned())
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What stands in each fence that shows what comes out.
fn results(guide: &Guide) -> Vec<(usize, String)> {
    let mut documents = guide.documents().into_iter();
    let (mut rules, mut run) = (None, None);
    let mut found = Vec::new();
    for (index, fence) in guide.fences.iter().enumerate() {
        let lang = guide.lang;
        let words: Vec<&str> = fence.kind.split(' ').collect();
        let text = match words[..] {
            ["json"] => {
                rules = documents.next();
                continue;
            }
            ["csv", "candidates", upto] => {
                let rules = rules.clone().unwrap();
                let read = candidate_table::read(&rules, &table(&fence.text));
                let read =
                    read.unwrap_or_else(|why| panic!("{:?}: {:?}", fence.text, why[0].say(lang)));
                run = Some(Bundle::seal(rules, read.candidates, stage(upto)).unwrap());
                continue;
            }
            ["csv", "result"] => {
                let Bundle {
                    candidates,
                    outcome,
                    ..
                } = run.as_ref().unwrap();
                csv(candidate_table::results::candidates(
                    candidates, outcome, lang,
                ))
            }
            ["csv", "posts"] => csv(candidate_table::results::posts(
                &run.as_ref().unwrap().outcome,
                lang,
            )),
            ["csv", "rooms"] => csv(candidate_table::results::rooms(
                &run.as_ref().unwrap().outcome,
                lang,
            )),
            ["csv", "findings"] => findings(
                rules.as_ref().unwrap(),
                &run.as_ref().unwrap().candidates,
                lang,
            ),
            ["text", "pending"] => {
                let Outcome { pending, .. } = &run.as_ref().unwrap().outcome;
                pending
                    .iter()
                    .map(|pending| pending.say(lang))
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            ["text", "summary", part] => {
                summary(rules.as_ref().unwrap(), Part::of_slug(part).unwrap(), lang)
            }
            ["text", "explain", number] => {
                let Bundle {
                    rules,
                    candidates,
                    outcome,
                    ..
                } = run.as_ref().unwrap();
                let at = candidates
                    .iter()
                    .position(|candidate| candidate.number == number)
                    .unwrap();
                let derivation = outcome.derivation(rules, candidates, at).unwrap();
                explain(&derivation, lang).to_text().trim_end().to_owned()
            }
            ["sh"] => continue,
            _ => panic!("a fence of an unknown kind: {}", fence.kind),
        };
        found.push((index, text));
    }
    found
}

#[test]
fn every_rule_of_the_guide_may_be_published() {
    for lang in [Lang::Zh, Lang::En] {
        for document in Guide::read(lang).documents() {
            let blocking = lint(&document)
                .into_iter()
                .filter(|finding| finding.severity == Severity::Blocks);
            let said: Vec<_> = blocking
                .map(|finding| format!("{}: {}", finding.place, finding.say(lang)))
                .collect();
            assert_eq!(said, [""; 0], "{}", document.to_json());
        }
    }
}

#[test]
fn the_smallest_document_of_the_guide_has_no_finding_at_all() {
    assert_eq!(lint(&Guide::read(Lang::Zh).documents()[0]), []);
}

#[test]
fn every_result_of_the_guide_is_what_the_engine_answers() {
    for lang in [Lang::Zh, Lang::En] {
        let guide = Guide::read(lang);
        let results = results(&guide);
        if std::env::var_os("GUIDE_WRITE").is_some() {
            let mut lines = guide.lines.clone();
            for (index, text) in results.iter().rev() {
                lines.splice(
                    guide.fences[*index].lines.clone(),
                    text.lines().map(str::to_owned),
                );
            }
            fs::write(&guide.path, lines.join("\n") + "\n").unwrap();
            continue;
        }
        for (index, text) in results {
            let fence = &guide.fences[index];
            assert_eq!(
                fence.text,
                text,
                "{} line {}",
                guide.path.display(),
                fence.lines.start
            );
        }
    }
}

#[test]
fn both_languages_show_the_same_rules_candidates_and_kinds_of_results_in_the_same_order() {
    let (zh, en) = (Guide::read(Lang::Zh), Guide::read(Lang::En));
    let kinds = |guide: &Guide| {
        guide
            .fences
            .iter()
            .map(|fence| fence.kind.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(&zh), kinds(&en));
    let (mut documents, mut rules) = (zh.documents().into_iter(), None);
    for (zh, en) in zh.fences.iter().zip(&en.fences) {
        if zh.kind == "json" {
            assert_eq!(zh.text, en.text);
            rules = documents.next();
        } else if zh.kind.starts_with("csv candidates") {
            let read = |text: &str| {
                candidate_table::read(rules.as_ref().unwrap(), &table(text))
                    .unwrap()
                    .candidates
            };
            assert_eq!(read(&zh.text), read(&en.text));
        }
    }
    let headings = |guide: &Guide| {
        guide
            .lines
            .iter()
            .filter(|line| line.starts_with("## "))
            .count()
    };
    assert_eq!(headings(&zh), headings(&en));
}

/// Every family of the reference has its place in the guide.
#[test]
fn every_section_of_a_rule_document_occurs_in_the_guide() {
    let guide = Guide::read(Lang::Zh);
    let merged: Vec<Json> = guide
        .documents()
        .iter()
        .map(|document| serde_json::from_str(&document.to_json()).unwrap())
        .collect();
    for section in [
        "days",
        "areas",
        "facts",
        "eligibility",
        "exclusions",
        "pools",
        "posts",
        "stated_places",
        "application",
        "tests",
        "variants",
        "publication",
        "holidays",
        "reserve",
        "hire",
        "decisions",
        "examples",
    ] {
        assert!(
            merged.iter().any(|document| !document[section].is_null()),
            "{section}"
        );
    }
    for section in [
        "opening_ratio",
        "written",
        "bonus",
        "shortlist",
        "interview",
        "total",
        "ties",
        "physical",
        "background",
    ] {
        assert!(
            merged
                .iter()
                .any(|document| !document["rules"][section].is_null()),
            "{section}"
        );
    }
}
