//! Candidates as the table in which offices keep them: what [`crate::rules::table`] reads.

use super::spoken::In;
use crate::rules::names;
use crate::rules::table::Called;
use crate::rules::table::say::{Word, examiner_title};
use crate::rules::{
    Candidate, Decided, ElementCode, FactColumns, FactKey, FactKind, Keyed, People, RuleDocument,
    Scoring, Stage, StageCode, StageRecord,
};
use crate::text::Lang;
use std::collections::BTreeSet;

/// A title, and what stands under it for one person.
type Column<'a> = (String, Box<dyn Fn(&Candidate) -> String + 'a>);

/// The table with its titles in one language, each row as long as they are. Rows of a fact do not fit into a cell and are
/// left out.
pub fn sample_table(doc: &RuleDocument, people: &People, lang: Lang) -> Vec<Vec<String>> {
    let (who, words) = (&people.candidates, In { doc, lang });
    let mut columns: Vec<Column> = vec![
        column(words.title(&[words.word(Word::Number)]), |who| {
            who.number.to_string()
        }),
        column(words.title(&[words.word(Word::Post)]), |who| {
            who.post.to_string()
        }),
    ];
    if who.iter().any(|who| who.entry.is_some()) {
        let title = words.title(&[words.word(Word::Entry)]);
        let cell = move |who: &Candidate| who.entry.map(|own| words.entry(own)).unwrap_or_default();
        columns.push(column(title, cell));
    }
    bonus(&mut columns, words, who);
    facts(&mut columns, words, people);
    for stage in stages(doc) {
        let records = who.iter().filter_map(|who| who.stages.get(&stage.code));
        let mut own = StageColumns {
            to: &mut columns,
            words,
            code: stage.code.clone(),
            records: records.collect(),
        };
        own.marks();
        own.sheets(&elements(&stage));
    }
    let titles = columns.iter().map(|(title, _)| title.clone()).collect();
    let row = |who: &Candidate| columns.iter().map(|(_, cell)| cell(who)).collect();
    std::iter::once(titles).chain(who.iter().map(row)).collect()
}

fn column<'a>(title: String, cell: impl Fn(&Candidate) -> String + 'a) -> Column<'a> {
    (title, Box::new(cell))
}

fn bonus<'a>(columns: &mut Vec<Column<'a>>, words: In<'a>, people: &[Candidate]) {
    let claims = || people.iter().flat_map(|who| who.bonus.iter());
    let items: BTreeSet<_> = claims().map(|(item, _)| item.clone()).collect();
    for item in items {
        let own = || claims().filter(|(code, _)| **code == item);
        let (claimed, decided) = (
            own().any(|(_, claim)| claim.claimed),
            own().any(|(_, claim)| claim.decided.is_some()),
        );
        let called = Called {
            code: item.to_string(),
            name: names::bonus(words.doc, &item, words.lang),
        };
        let mut title = vec![words.word(Word::Bonus), called];
        let code = item.clone();
        let claim = move |who: &Candidate| {
            let own = who.bonus.get(&code).filter(|claim| claim.claimed);
            own.map(|_| words.yes_no(true)).unwrap_or_default()
        };
        if claimed {
            columns.push(column(words.title(&title), claim));
        }
        if decided {
            title.push(words.word(Word::Decided));
            columns.push(column(words.title(&title), move |who| {
                let decided = who.bonus.get(&item).and_then(|claim| claim.decided);
                match decided {
                    None => String::new(),
                    Some(Decided::Yes) => words.yes_no(true),
                    Some(Decided::No) => words.yes_no(false),
                    Some(Decided::Points(points)) => points.plain(),
                }
            }));
        }
    }
}

fn facts<'a>(columns: &mut Vec<Column<'a>>, words: In<'a>, people: &People) {
    let keys: BTreeSet<FactKey> = match &people.facts {
        FactColumns::Some(keys) => keys.clone(),
        FactColumns::None | FactColumns::All => {
            let answers = people.candidates.iter();
            answers
                .flat_map(|who| who.facts.0.keys().cloned())
                .collect()
        }
    };
    let rows = |key: &FactKey| {
        let def = words.doc.fact(key);
        def.is_some_and(|def| matches!(def.kind, FactKind::Rows(_)))
    };
    for key in keys.into_iter().filter(|key| !rows(key)) {
        let called = Called {
            code: key.to_string(),
            name: names::fact(words.doc, &key, words.lang),
        };
        let title = words.title(&[words.word(Word::Fact), called]);
        columns.push(column(title, move |who| {
            let answer = who.facts.get(&key);
            answer
                .map(|value| words.fact(&key, value))
                .unwrap_or_default()
        }));
    }
}

/// The stages of all posts, each once, in the order of the course.
fn stages(doc: &RuleDocument) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for post in &doc.posts {
        for stage in doc.for_post(post).stages {
            if stages.iter().all(|own| own.code != stage.code) {
                stages.push(stage);
            }
        }
    }
    stages
}

fn elements(stage: &Stage) -> Vec<ElementCode> {
    let elements = match &stage.scoring {
        Some(Scoring::Panel(panel)) => panel.elements.as_slice(),
        _ => &[],
    };
    elements
        .iter()
        .map(|element| element.code.clone())
        .collect()
}

/// The columns of one stage in which somebody has something.
struct StageColumns<'c, 'a, 'p> {
    to: &'c mut Vec<Column<'a>>,
    words: In<'a>,
    code: StageCode,
    records: Vec<&'p StageRecord>,
}

impl<'a> StageColumns<'_, 'a, '_> {
    fn add(
        &mut self,
        part: impl IntoIterator<Item = Called>,
        cell: impl Fn(&StageRecord) -> String + 'a,
    ) {
        if self.records.iter().all(|record| cell(record).is_empty()) {
            return;
        }
        let code = self.code.clone();
        let title = self.words.of_stage(&code, part);
        self.to.push(column(title, move |who| {
            who.stages.get(&code).map(&cell).unwrap_or_default()
        }));
    }

    /// Every code by which some record holds something.
    fn codes<C: Ord + Clone, V>(&self, of: fn(&StageRecord) -> &Keyed<C, V>) -> BTreeSet<C> {
        let records = self.records.iter();
        let codes = records.flat_map(|record| of(record).iter().map(|(code, _)| code.clone()));
        codes.collect()
    }

    fn marks(&mut self) {
        let In { doc, lang } = self.words;
        let words = self.words;
        self.add([words.word(Word::Check)], move |record| {
            let own = record.check.map(|own| words.verdict(own));
            own.unwrap_or_default()
        });
        for paper in self.codes(|record| &record.papers) {
            let called = Called {
                code: paper.to_string(),
                name: names::paper(doc, &self.code, &paper, lang),
            };
            self.add([called], move |record| {
                words.mark(record.papers.get(&paper))
            });
        }
        for event in self.codes(|record| &record.events) {
            let called = Called {
                code: event.to_string(),
                name: names::event(doc, &self.code, &event, lang),
            };
            self.add([called], move |record| {
                let tries = record.events.get(&event).into_iter().flatten();
                let tries: Vec<String> = tries.map(|one| words.mark(Some(one))).collect();
                tries.join("/")
            });
        }
        self.add([], move |record| words.mark(record.points.as_ref()));
    }

    /// `elements`: the codes of the sheet, in its order.
    fn sheets(&mut self, elements: &[ElementCode]) {
        let words = self.words;
        self.add([words.word(Word::Room)], |record| {
            record.room.clone().unwrap_or_default().to_string()
        });
        self.add([words.word(Word::Sitting)], |record| {
            record.sitting().unwrap_or_default().to_owned()
        });
        let most = |of: fn(&StageRecord) -> usize| self.records.iter().map(|own| of(own)).max();
        let examiners = most(|record| record.examiners.len()).unwrap_or_default();
        let sheets = most(|record| record.elements.len()).unwrap_or_default();
        let seat_of = |seat: usize| Called::word(&examiner_title(seat + 1, words.lang));
        for seat in 0..examiners {
            self.add([seat_of(seat)], move |record| {
                words.mark(record.examiners.get(seat).as_ref())
            });
        }
        for seat in 0..sheets {
            for (at, element) in elements.iter().enumerate() {
                let called = Called {
                    code: element.to_string(),
                    name: names::element(words.doc, &self.code, element, words.lang),
                };
                self.add([seat_of(seat), called], move |record| {
                    let figure = record.elements.get(seat).and_then(|row| row.get(at));
                    figure.map(|points| points.plain()).unwrap_or_default()
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Points;
    use crate::dry_run::sample;
    use crate::rules::{Bilingual, Element, table};
    use crate::tables::{Grid, Head};

    fn demo() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../tests/notices/O03-demo.json")).unwrap()
    }

    const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

    fn read_back(doc: &RuleDocument, people: &People, lang: Lang) -> table::PeopleTable {
        let rows = Grid::of_lines(Head::FirstRow, &sample_table(doc, people, lang));
        table::read(doc, &rows).unwrap()
    }

    #[test]
    fn the_sample_table_of_every_notice_is_read_back_as_the_same_people() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notices");
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let doc = RuleDocument::from_json(&std::fs::read(&path).unwrap()).unwrap();
            let people = sample(&doc);
            if people.candidates.is_empty() {
                continue;
            }
            for lang in LANGS {
                let read = read_back(&doc, &people, lang);
                assert_eq!(read.warnings, [], "{path:?}");
                assert_eq!(read.people, people, "{path:?}");
            }
        }
    }

    #[test]
    fn its_titles_and_answers_are_in_the_words_of_the_reader() {
        let doc = demo();
        let titles = |lang| sample_table(&doc, &sample(&doc), lang).remove(0);
        let zh = titles(Lang::Zh);
        assert!(zh.contains(&"笔试:社区工作基础知识".to_owned()), "{zh:?}");
        assert!(zh.iter().all(|title| !title.contains("written")), "{zh:?}");
        let en = titles(Lang::En);
        assert_eq!(en[..2], ["number", "post"]);
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(!en.iter().any(|title| title.contains(han)), "{en:?}");
    }

    #[test]
    fn sheets_by_element_survive_the_table() {
        let mut doc = demo();
        let element = |code: &str, full| Element {
            code: code.into(),
            name: Bilingual::zh(code),
            full: Points::whole(full),
        };
        let Some(Scoring::Panel(panel)) = &mut doc.stages[1].scoring else {
            panic!("the second stage is an interview")
        };
        panel.elements = vec![element("work", 70), element("answer", 30)];
        let people = sample(&doc);
        for lang in LANGS {
            assert_eq!(read_back(&doc, &people, lang).people, people);
        }
    }
}
