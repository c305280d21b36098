//! Candidates as the table in which offices keep them: what [`crate::rules::table`] reads.

use crate::rules::table::say::{self, Word, title};
use crate::rules::{
    Candidate, Decided, ElementCode, Entry, FactColumns, FactKey, FactKind, FactValue, Keyed, Mark,
    People, RuleDocument, Scoring, Stage, StageCode, StageRecord, Verdict,
};
use crate::text::Lang;
use std::collections::BTreeSet;
use std::fmt::Display;

/// The language of its titles and words; the reader knows both.
const LANG: Lang = Lang::Zh;

/// A title, and what stands under it for one person.
type Column<'a> = (String, Box<dyn Fn(&Candidate) -> String + 'a>);

/// The table with its titles, each row as long as they are. Rows of a fact do not fit into a cell and are left out.
pub fn sample_table(doc: &RuleDocument, people: &People) -> Vec<Vec<String>> {
    let who = &people.candidates;
    let mut columns: Vec<Column> = vec![
        column(title(Word::Number, LANG), |who| who.number.clone()),
        column(title(Word::Post, LANG), |who| who.post.to_string()),
    ];
    if who.iter().any(|who| who.entry.is_some()) {
        columns.push(column(title(Word::Entry, LANG), |who| {
            who.entry.map(entry).unwrap_or_default()
        }));
    }
    bonus(&mut columns, who);
    facts(&mut columns, doc, people);
    for stage in stages(doc) {
        let records = who.iter().filter_map(|who| who.stages.get(&stage.code));
        let mut own = StageColumns {
            to: &mut columns,
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

fn column<'a>(title: impl Into<String>, cell: impl Fn(&Candidate) -> String + 'a) -> Column<'a> {
    (title.into(), Box::new(cell))
}

/// The title of a column under a word: `word:code`.
fn under(word: Word, code: impl Display) -> String {
    format!("{}:{code}", title(word, LANG))
}

fn entry(entry: Entry) -> String {
    let [said, ..] = match entry {
        Entry::Applied => say::APPLIED,
        Entry::Accepted => say::ACCEPTED,
        Entry::Refused => say::REFUSED,
    };
    said.to_owned()
}

fn yes_no(yes: bool) -> String {
    (if yes { say::YES[0] } else { say::NO[0] }).to_owned()
}

fn bonus(columns: &mut Vec<Column>, people: &[Candidate]) {
    let claims = || people.iter().flat_map(|who| who.bonus.iter());
    let items: BTreeSet<_> = claims().map(|(item, _)| item.clone()).collect();
    for item in items {
        let own = || claims().filter(|(code, _)| **code == item);
        let (claimed, decided) = (
            own().any(|(_, claim)| claim.claimed),
            own().any(|(_, claim)| claim.decided.is_some()),
        );
        let code = item.clone();
        let claim = move |who: &Candidate| {
            let own = who.bonus.get(&code).filter(|claim| claim.claimed);
            own.map(|_| yes_no(true)).unwrap_or_default()
        };
        if claimed {
            columns.push(column(under(Word::Bonus, &item), claim));
        }
        if decided {
            let title = format!(
                "{}:{}",
                under(Word::Bonus, &item),
                title(Word::Decided, LANG)
            );
            columns.push(column(title, move |who| {
                let decided = who.bonus.get(&item).and_then(|claim| claim.decided);
                match decided {
                    None => String::new(),
                    Some(Decided::Yes) => yes_no(true),
                    Some(Decided::No) => yes_no(false),
                    Some(Decided::Points(points)) => points.plain(),
                }
            }));
        }
    }
}

fn facts(columns: &mut Vec<Column>, doc: &RuleDocument, people: &People) {
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
        let def = doc.fact(key);
        def.is_some_and(|def| matches!(def.kind, FactKind::Rows(_)))
    };
    for key in keys.into_iter().filter(|key| !rows(key)) {
        let title = under(Word::Fact, &key);
        columns.push(column(title, move |who| {
            who.facts.get(&key).map(fact).unwrap_or_default()
        }));
    }
}

fn fact(value: &FactValue) -> String {
    match value {
        FactValue::YesNo(yes) => yes_no(*yes),
        FactValue::Number(number) => number.plain(),
        FactValue::Date(day) => day.to_string(),
        FactValue::Choice(code) => code.to_string(),
        FactValue::Choices(codes) => {
            let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
            codes.join("、")
        }
        FactValue::Area(code) => code.to_string(),
        FactValue::Text(text) => text.clone(),
        FactValue::DoesNotApply => say::NOT_APPLICABLE[0].to_owned(),
        FactValue::Rows(_) => String::new(),
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
    code: StageCode,
    records: Vec<&'p StageRecord>,
}

impl<'a> StageColumns<'_, 'a, '_> {
    fn add(&mut self, part: &str, cell: impl Fn(&StageRecord) -> String + 'a) {
        if self.records.iter().all(|record| cell(record).is_empty()) {
            return;
        }
        let code = self.code.clone();
        let title = match part {
            "" => code.to_string(),
            part => format!("{code}:{part}"),
        };
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
        self.add(title(Word::Check, LANG), |record| {
            record.check.map(verdict).unwrap_or_default()
        });
        for paper in self.codes(|record| &record.papers) {
            let part = paper.to_string();
            self.add(&part, move |record| shown(record.papers.get(&paper)));
        }
        for event in self.codes(|record| &record.events) {
            let part = event.to_string();
            self.add(&part, move |record| {
                let tries = record.events.get(&event).into_iter().flatten();
                let tries: Vec<String> = tries.map(|one| shown(Some(one))).collect();
                tries.join("/")
            });
        }
        self.add("", |record| shown(record.points.as_ref()));
    }

    /// `elements`: the codes of the sheet, in its order.
    fn sheets(&mut self, elements: &[ElementCode]) {
        self.add(title(Word::Room, LANG), |record| {
            record.room.clone().unwrap_or_default().to_string()
        });
        self.add(title(Word::Sitting, LANG), |record| {
            record.sitting().unwrap_or_default().to_owned()
        });
        let most = |of: fn(&StageRecord) -> usize| self.records.iter().map(|own| of(own)).max();
        let examiners = most(|record| record.examiners.len()).unwrap_or_default();
        let sheets = most(|record| record.elements.len()).unwrap_or_default();
        for seat in 0..examiners {
            self.add(&say::examiner_title(seat + 1, LANG), move |record| {
                shown(record.examiners.get(seat).as_ref())
            });
        }
        for seat in 0..sheets {
            for (at, element) in elements.iter().enumerate() {
                let examiner = say::examiner_title(seat + 1, LANG);
                self.add(&format!("{examiner}:{element}"), move |record| {
                    let figure = record.elements.get(seat).and_then(|row| row.get(at));
                    figure.map(|points| points.plain()).unwrap_or_default()
                });
            }
        }
    }
}

fn verdict(verdict: Verdict) -> String {
    let [said, ..] = match verdict {
        Verdict::Passed => say::PASSED,
        Verdict::Failed => say::FAILED,
    };
    said.to_owned()
}

fn shown(mark: Option<&Mark>) -> String {
    match mark {
        None => String::new(),
        Some(Mark::Scored(points)) => points.plain(),
        Some(Mark::Absent) => say::ABSENT[0].to_owned(),
        Some(Mark::Violation) => say::VIOLATION[0].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Points;
    use crate::dry_run::sample;
    use crate::rules::{Element, Text, table};
    use crate::tables::{Grid, Head};

    fn demo() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../tests/notices/O03-demo.json")).unwrap()
    }

    fn read_back(doc: &RuleDocument, people: &People) -> table::PeopleTable {
        let rows = Grid::of_lines(Head::FirstRow, &sample_table(doc, people));
        table::read(doc, &rows).unwrap()
    }

    #[test]
    fn the_sample_table_is_read_back_as_the_same_people() {
        let doc = demo();
        let people = sample(&doc);
        let read = read_back(&doc, &people);
        assert_eq!(read.warnings, []);
        assert_eq!(read.people, people);
    }

    #[test]
    fn sheets_by_element_survive_the_table() {
        let mut doc = demo();
        let element = |code: &str, full| Element {
            code: code.into(),
            name: Text::zh(code),
            full: Points::whole(full),
        };
        let Some(Scoring::Panel(panel)) = &mut doc.stages[1].scoring else {
            panic!("the second stage is an interview")
        };
        panel.elements = vec![element("work", 70), element("answer", 30)];
        let people = sample(&doc);
        assert_eq!(read_back(&doc, &people).people, people);
    }
}
