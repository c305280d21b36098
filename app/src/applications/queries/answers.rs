//! Everything that was answered, in the order of the form: for the check before submitting, and for reviewers.

use super::{BonusLine, Opened, StoredFile};
use crate::applications::forms::is_declarations;
use domain::{
    rules::{self, Bilingual, FactDef, FactKey, FactValue},
    tasks::Task,
};

/// A paper with the files that were handed in of it.
#[derive(Clone, Debug)]
pub struct Paper {
    pub name: Bilingual,
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug)]
pub enum Answer {
    /// A question with its answer; the paper stands with the first question that it answers.
    Given {
        def: Box<FactDef>,
        value: Option<FactValue>,
        paper: Option<Paper>,
    },
    /// The declarations together: those that are true of the person, or none; `is_open`: not answered yet.
    Declared {
        named: Vec<Bilingual>,
        is_open: bool,
    },
}

/// An answer with the page where it can be changed.
#[derive(Clone, Debug)]
pub struct AnswerRow {
    pub task: Task,
    pub page: FactKey,
    pub answer: Answer,
}

#[derive(Clone, Debug, Default)]
pub struct AnswerSheet {
    pub rows: Vec<AnswerRow>,
    pub bonus: Vec<BonusLine>,
}

pub fn answer_sheet(opened: &Opened) -> AnswerSheet {
    let (rules, post) = (opened.rules(), opened.post.as_ref());
    let mut sheet = AnswerSheet {
        rows: Vec::new(),
        bonus: opened.bonus(),
    };
    for topic in rules.topics() {
        let task = Task::of_topic(topic);
        for page in rules::pages(rules, post, &opened.facts, topic) {
            let row = |answer| AnswerRow {
                task,
                page: page.key().clone(),
                answer,
            };
            if is_declarations(&page) {
                sheet.rows.push(row(declared(opened, &page.questions)));
            } else {
                sheet
                    .rows
                    .extend(page.questions.iter().map(|def| row(given(opened, def))));
            }
        }
    }
    sheet
}

fn given(opened: &Opened, def: &FactDef) -> Answer {
    let first = |paper: &&Bilingual| opened.rules().document_key(paper) == Some(&def.key);
    let paper = def.document().filter(first).map(|name| Paper {
        name: name.clone(),
        files: opened.papers(name).into_iter().cloned().collect(),
    });
    Answer::Given {
        def: Box::new(def.clone()),
        value: opened.facts.get(&def.key).cloned(),
        paper,
    }
}

fn declared(opened: &Opened, questions: &[&FactDef]) -> Answer {
    let has = |def: &&&FactDef| opened.facts.get(&def.key) == Some(&FactValue::YesNo(true));
    Answer::Declared {
        named: questions
            .iter()
            .filter(has)
            .map(|def| def.label.clone())
            .collect(),
        is_open: questions
            .iter()
            .any(|def| opened.facts.get(&def.key).is_none()),
    }
}
