//! The guides, with the engine behind them: what they print is what comes out.
//!
//! Fences: `json` the first document, then sections that replace its own, or a document that stands alone;
//! `csv people UPTO` a table, `csv result` what comes out of it, `csv check` what the facts say, `text told` what is
//! left to people, `text explain NUMBER` one person's calculation, `text lint` what the check says about the document,
//! `text defaults` what counts where it says nothing, `text carried` what the platform cannot carry out yet.
//! `GUIDE_WRITE=1 cargo test -p domain guide` writes what comes out.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

mod hour;
mod names;
mod page;
mod plain;
mod reference;
mod silence;
mod tables;

use domain::Lang;
use domain::campaigns::{NotCarried, not_carried};
use domain::rules::table::{self, PeopleTable, results::Results};
use domain::rules::*;
use domain::tables::{Grid, Head};
use page::{Guide, csv, over};
use serde_json::Value as Json;

fn document(json: &Json) -> RuleDocument {
    RuleDocument::from_json(json.to_string().as_bytes())
        .unwrap_or_else(|why| panic!("{}: {json}", why.say(Lang::En)))
}

/// The documents, in the order of their fences.
fn documents(guide: &Guide) -> Vec<RuleDocument> {
    let blocks = guide.fences.iter().filter(|fence| fence.kind == "json");
    let mut blocks = blocks.map(|fence| serde_json::from_str::<Json>(&fence.text).unwrap());
    let first = blocks.next().unwrap();
    let rest: Vec<Json> = blocks.map(|part| over(&first, &part)).collect();
    std::iter::once(&first).chain(&rest).map(document).collect()
}

fn people(doc: &RuleDocument, text: &str, lang: Lang) -> PeopleTable {
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let table = table::read(doc, &Grid::of_lines(Head::FirstRow, &lines)).unwrap_or_else(|told| {
        panic!(
            "{text}: {:?}",
            told.iter().map(|one| one.say(lang)).collect::<Vec<_>>()
        )
    });
    assert_eq!(table.warnings, [], "{text}");
    table
}

/// What a document, and a table once there is one, have brought.
struct Shown {
    doc: RuleDocument,
    ran: Option<(People, Outcome)>,
    lang: Lang,
}

impl Shown {
    fn run(&mut self, text: &str, said: &str) {
        let people = people(&self.doc, text, self.lang).people;
        let outcome = run(&self.doc, &people, &said.parse().unwrap()).unwrap_or_else(|fault| {
            panic!(
                "{}",
                fault.say(Names::of_rules(&self.doc), self.lang).join("\n")
            )
        });
        self.ran = Some((people, outcome));
    }

    fn result(&self) -> String {
        let (people, outcome) = self.ran.as_ref().unwrap();
        let names = Names::new(&self.doc, outcome);
        let because = |status: Status| status.label(names, self.lang);
        let results = Results::new(people, outcome, because);
        let rows = results.rows(0..people.candidates.len());
        let rows = rows.map(|row| row.iter().map(|cell| cell.as_ref().to_owned()).collect());
        let titles = results.titles();
        let titles = titles
            .iter()
            .map(|title| self.title(title.as_ref()))
            .collect();
        csv(std::iter::once(titles).chain(rows).collect())
    }

    /// What readers call a column of a result; programs call it by its code.
    fn title(&self, code: &str) -> String {
        let labels = names::labels(self.lang);
        let of = |zh: &str, en: &str| if self.lang == Lang::Zh { zh } else { en }.to_owned();
        let score = |of: ScoreOf| capital(&whole_name(&self.doc, &of, self.lang));
        match code {
            "number" => labels["try-number"].clone(),
            "post" => labels["post"].clone(),
            "bonus" => Part::Bonus.name(self.lang).to_owned(),
            "rank" => of("名次", "Rank"),
            "id" => of("条目", "Item"),
            "outcome" => of("结果代码", "Code of the result"),
            "result" => of("结论", "Answer"),
            "because" => of("说明", "In words"),
            "total" => score(ScoreOf::Total),
            stage => score(ScoreOf::Stage(stage.into())),
        }
    }

    fn told(&self) -> String {
        let (_, outcome) = self.ran.as_ref().unwrap();
        let names = Names::new(&self.doc, outcome);
        let pending = outcome.pending.iter().map(|one| one.say(names, self.lang));
        let missing = outcome.missing.iter().map(|one| one.say(names, self.lang));
        let notices = outcome.notices.iter().map(|one| one.say(names, self.lang));
        let lines: Vec<String> = pending.chain(missing).chain(notices).collect();
        lines.join("\n")
    }

    fn explain(&self, number: &str) -> String {
        let (people, outcome) = self.ran.as_ref().unwrap();
        let mut numbers = people.candidates.iter().map(|one| one.number.as_str());
        let at = numbers.position(|own| own == number).unwrap();
        let derivation = outcome.derivation(&self.doc, people, at).unwrap();
        explain(&derivation, self.lang).to_text()
    }

    fn check(&self) -> String {
        let (people, _) = self.ran.as_ref().unwrap();
        let checked = check(&self.doc, people);
        let head = ["number", "id", "result", "because"].map(|code| self.title(code));
        let rows = checked.lines().map(|line| {
            let because = line.say(&self.doc, self.lang);
            let id = line.about.id().to_owned();
            vec![
                line.number.to_owned(),
                id,
                line.result.code().to_owned(),
                because,
            ]
        });
        csv(std::iter::once(head.to_vec()).chain(rows).collect())
    }

    /// As the editor shows it: how grave, and what; last the line under which the defaults are folded.
    fn lint(&self) -> String {
        let labels = names::labels(self.lang);
        let word = |severity: Severity| {
            let key = match severity {
                Severity::Blocks => "lint-blocks",
                Severity::Asks => "lint-warns",
                Severity::Notes => "lint-notes",
            };
            labels[key].as_str()
        };
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        let said = |finding: &LintFinding| {
            let (how, what) = (word(finding.severity), finding.say(self.lang));
            format!("{how}{colon}{what}")
        };
        let defaults = |finding: &LintFinding| {
            matches!(
                finding.code,
                LintCode::Document(DocumentLint::Defaults { .. })
            )
        };
        let (folded, told): (Vec<_>, Vec<_>) = lint(&self.doc).into_iter().partition(defaults);
        let mut lines: Vec<String> = told.iter().map(said).collect();
        if lines.is_empty() {
            lines.push(labels["lint-clean"].clone());
        }
        lines.extend(folded.iter().map(|finding| finding.say(self.lang)));
        lines.join("\n")
    }

    /// What the platform cannot carry out yet, as the list of the parts says it.
    fn carried(&self) -> String {
        let labels = names::labels(self.lang);
        let said = |reason: &NotCarried| match reason {
            NotCarried::NoOnlineForm => labels["not-carried-form"].clone(),
            NotCarried::Stage { name, why, .. } => {
                let why = serde_json::to_value(why).unwrap();
                let why = why.as_str().unwrap().replace('_', "-");
                let label = &labels[format!("not-carried-{why}").as_str()];
                label.replace("{ $stage }", name.in_lang(self.lang))
            }
        };
        let lines: Vec<String> = not_carried(&self.doc).iter().map(said).collect();
        lines.join("\n")
    }

    fn defaults(&self) -> String {
        let points = defaults_of(&self.doc);
        let lines: Vec<String> = points.iter().map(|point| point.say(self.lang)).collect();
        lines.join("\n")
    }
}

/// What stands in each fence that shows what comes out.
fn shown(guide: &Guide, documents: Vec<RuleDocument>) -> Vec<(usize, String)> {
    let mut documents = documents.into_iter();
    let mut now: Option<Shown> = None;
    let mut found = Vec::new();
    for (index, fence) in guide.fences.iter().enumerate() {
        let words: Vec<&str> = fence.kind.split(' ').collect();
        let (lang, ran) = (guide.lang, None);
        let text = match (&words[..], now.as_mut()) {
            (["sh"], _) => continue,
            (["json"], _) => {
                let doc = documents.next().unwrap();
                now = Some(Shown { doc, ran, lang });
                continue;
            }
            (["csv", "people", upto], Some(now)) => {
                now.run(&fence.text, upto);
                continue;
            }
            (["csv", "result"], Some(now)) => now.result(),
            (["csv", "check"], Some(now)) => now.check(),
            (["text", "told"], Some(now)) => now.told(),
            (["text", "lint"], Some(now)) => now.lint(),
            (["text", "carried"], Some(now)) => now.carried(),
            (["text", "defaults"], Some(now)) => now.defaults(),
            (["text", "explain", number], Some(now)) => now.explain(number),
            _ => panic!("a fence of an unknown kind: {}", fence.kind),
        };
        found.push((index, text));
    }
    found
}

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

#[test]
fn no_example_of_the_guide_has_a_finding_that_blocks() {
    for document in documents(&Guide::read(Lang::Zh)) {
        let findings = lint(&document).into_iter();
        let blocking = findings.filter(|finding| finding.severity == Severity::Blocks);
        let said: Vec<String> = blocking
            .map(|finding| format!("{}: {}", finding.path, finding.say(Lang::En)))
            .collect();
        assert_eq!(said, [""; 0], "{}", document.to_json());
    }
}

#[test]
fn the_first_document_of_the_guide_has_no_finding_at_all() {
    assert_eq!(lint(&documents(&Guide::read(Lang::Zh))[0]), []);
}

#[test]
fn every_result_of_the_guide_and_its_table_of_fields_are_those_of_the_program() {
    for lang in LANGS {
        let mut guide = Guide::read(lang);
        let shown = shown(&guide, documents(&guide));
        guide.expect_between("fields", &tables::table_of_fields(lang));
        guide.expect_between("later", &tables::table_of_later_fields(lang));
        for (index, text) in shown.into_iter().rev() {
            guide.expect(index, &text);
        }
    }
}

#[test]
fn both_languages_show_the_same_documents_and_people() {
    let (zh, en) = (Guide::read(Lang::Zh), Guide::read(Lang::En));
    alike(&zh, &en, documents(&zh));
}

/// The same headings and fences, the same documents, the same people in both tables.
fn alike(zh: &Guide, en: &Guide, documents: Vec<RuleDocument>) {
    assert_eq!(zh.kinds(), en.kinds());
    assert_eq!(zh.headings(), en.headings());
    let (mut documents, mut doc) = (documents.into_iter(), None);
    for (zh, en) in zh.fences.iter().zip(&en.fences) {
        if zh.kind == "json" {
            assert_eq!(zh.text, en.text);
            doc = documents.next();
        } else if zh.kind.starts_with("csv people") {
            let read = |text: &str| people(doc.as_ref().unwrap(), text, Lang::En).people;
            assert_eq!(read(&zh.text), read(&en.text));
        }
    }
}
