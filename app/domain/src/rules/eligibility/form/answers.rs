//! Are the answers complete and of the right kind? Shared by the form, the counter and the import.

use crate::numbers::Points;
use crate::rules::codes::{ColumnKey, FactKey, OptionCode, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::areas::{area_of, lies_in};
use crate::rules::eligibility::person::{Person, budget};
use crate::rules::eligibility::{
    AreaKind, ChoiceKind, DateKind, ELSEWHERE, FactDef, FactKind, FactValue, Facts, NumberKind,
    Proof, RowsKind, TextKind,
};
use crate::rules::engine::FactColumns;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What is wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactProblem {
    Missing {
        fact: FactKey,
    },
    WrongType {
        fact: FactKey,
    },
    UnknownOption {
        fact: FactKey,
        option: OptionCode,
    },
    UnknownArea {
        fact: FactKey,
    },
    InTheFuture {
        fact: FactKey,
        today: NaiveDate,
    },
    /// Before 1900 or after 2200.
    ImplausibleDate {
        fact: FactKey,
    },
    TooSmall {
        fact: FactKey,
        least: Points,
    },
    TooLarge {
        fact: FactKey,
        most: Points,
    },
    NotWhole {
        fact: FactKey,
    },
    TooLong {
        fact: FactKey,
        longest: u32,
    },
    TooManyRows {
        fact: FactKey,
        most: u16,
    },
    /// In a column of one row, counted from 1.
    InRow {
        fact: FactKey,
        row: usize,
        column: ColumnKey,
        problem: Box<FactProblem>,
    },
    /// The document does not ask for it.
    NotAsked {
        fact: FactKey,
    },
}

const LONGEST_TEXT: u32 = 2_000;

impl Facts {
    /// Every problem of these answers, in the order of the form. `today` is the applicant's day.
    pub fn check(
        &self,
        doc: &RuleDocument,
        post: Option<&PostCode>,
        today: NaiveDate,
    ) -> Vec<FactProblem> {
        let steps = budget();
        let post = post.and_then(|code| doc.post(code));
        let person = Person::new(doc, self, post, &FactColumns::All, &steps);
        let mut found: Vec<FactProblem> = doc
            .facts
            .iter()
            .filter_map(|def| problem(&person, def, today))
            .collect();
        let unasked = self.0.keys().filter(|key| doc.fact(key).is_none());
        found.extend(unasked.map(|fact| FactProblem::NotAsked { fact: fact.clone() }));
        found
    }
}

fn problem(person: &Person, def: &FactDef, today: NaiveDate) -> Option<FactProblem> {
    let Some(value) = person.facts.get(&def.key) else {
        let asked = def.asked_when.as_ref();
        let asked = asked.is_none_or(|when| !person.test(when).fails());
        let needed = asked && !def.optional && def.proof != Proof::BackgroundOnly;
        return needed.then(|| FactProblem::Missing {
            fact: def.key.clone(),
        });
    };
    let question = Question {
        doc: person.doc,
        fact: &def.key,
        optional: def.optional,
        today,
    };
    question.problem(&def.kind, value)
}

/// A question, or a column of its rows.
#[derive(Clone, Copy)]
struct Question<'a> {
    doc: &'a RuleDocument,
    fact: &'a FactKey,
    optional: bool,
    today: NaiveDate,
}

impl Question<'_> {
    fn problem(self, kind: &FactKind, value: &FactValue) -> Option<FactProblem> {
        match (kind, value) {
            (_, FactValue::DoesNotApply) | (FactKind::YesNo, FactValue::YesNo(_)) => None,
            (FactKind::Number(kind), FactValue::Number(number)) => self.number(kind, *number),
            (FactKind::Date(kind), FactValue::Date(date)) => self.date(kind, *date),
            (FactKind::Choice(kind), FactValue::Choice(code)) => self.option(kind, code),
            (FactKind::Choices(kind), FactValue::Choices(codes)) => {
                codes.iter().find_map(|code| self.option(kind, code))
            }
            (FactKind::Area(kind), FactValue::Area(code)) => self.area(kind, code),
            (FactKind::Text(kind), FactValue::Text(text)) => self.text(kind, text),
            (FactKind::Rows(kind), FactValue::Rows(rows)) => self.rows(kind, rows),
            _ => Some(FactProblem::WrongType {
                fact: self.fact.clone(),
            }),
        }
    }

    fn number(self, kind: &NumberKind, number: Points) -> Option<FactProblem> {
        let fact = self.fact.clone();
        match (kind.least, kind.most) {
            (Some(least), _) if number < least => Some(FactProblem::TooSmall { fact, least }),
            (_, Some(most)) if number > most => Some(FactProblem::TooLarge { fact, most }),
            _ if kind.whole && number.raw() % Points::SCALE != 0 => {
                Some(FactProblem::NotWhole { fact })
            }
            _ => None,
        }
    }

    fn date(self, kind: &DateKind, date: NaiveDate) -> Option<FactProblem> {
        let (fact, today) = (self.fact.clone(), self.today);
        if !(1900..=2200).contains(&date.year()) {
            return Some(FactProblem::ImplausibleDate { fact });
        }
        let future = date > today && !kind.may_be_future;
        future.then_some(FactProblem::InTheFuture { fact, today })
    }

    fn option(self, kind: &ChoiceKind, code: &OptionCode) -> Option<FactProblem> {
        let known = kind.options.iter().any(|option| option.code == *code);
        (!known).then(|| FactProblem::UnknownOption {
            fact: self.fact.clone(),
            option: code.clone(),
        })
    }

    fn area(self, kind: &AreaKind, code: &crate::rules::codes::AreaCode) -> Option<FactProblem> {
        let outer = kind.inside.as_ref();
        let inside = outer.is_none_or(|outer| lies_in(self.doc, code, outer));
        let of_level = area_of(self.doc, code).is_some_and(|area| area.level == kind.level);
        let known = code.as_str() == ELSEWHERE || (inside && of_level);
        (!known).then(|| FactProblem::UnknownArea {
            fact: self.fact.clone(),
        })
    }

    fn text(self, kind: &TextKind, text: &str) -> Option<FactProblem> {
        let longest = kind.longest.unwrap_or(LONGEST_TEXT);
        let fact = self.fact.clone();
        if text.trim().is_empty() && !self.optional {
            return Some(FactProblem::Missing { fact });
        }
        let too_long = text.chars().count() > longest as usize;
        too_long.then_some(FactProblem::TooLong { fact, longest })
    }

    fn rows(
        self,
        kind: &RowsKind,
        rows: &[std::collections::BTreeMap<ColumnKey, FactValue>],
    ) -> Option<FactProblem> {
        let fact = self.fact;
        if let Some(most) = kind.most
            && rows.len() > usize::from(most)
        {
            let fact = fact.clone();
            return Some(FactProblem::TooManyRows { fact, most });
        }
        rows.iter().enumerate().find_map(|(row, cells)| {
            let in_row = |column: &ColumnKey, problem| FactProblem::InRow {
                fact: fact.clone(),
                row: row + 1,
                column: column.clone(),
                problem: Box::new(problem),
            };
            let known = |key: &ColumnKey| kind.columns.iter().any(|column| column.key == *key);
            if let Some(key) = cells.keys().find(|key| !known(key)) {
                let fact = fact.clone();
                return Some(in_row(key, FactProblem::NotAsked { fact }));
            }
            kind.columns.iter().find_map(|column| {
                let question = Question {
                    optional: column.optional,
                    ..self
                };
                let problem = match cells.get(&column.key) {
                    Some(value) => question.problem(&column.kind, value),
                    None if column.optional => None,
                    None => Some(FactProblem::Missing { fact: fact.clone() }),
                };
                problem.map(|problem| in_row(&column.key, problem))
            })
        })
    }
}

impl FactProblem {
    pub fn fact(&self) -> &FactKey {
        match self {
            FactProblem::Missing { fact }
            | FactProblem::WrongType { fact }
            | FactProblem::UnknownOption { fact, .. }
            | FactProblem::UnknownArea { fact }
            | FactProblem::InTheFuture { fact, .. }
            | FactProblem::ImplausibleDate { fact }
            | FactProblem::TooSmall { fact, .. }
            | FactProblem::TooLarge { fact, .. }
            | FactProblem::NotWhole { fact }
            | FactProblem::TooLong { fact, .. }
            | FactProblem::TooManyRows { fact, .. }
            | FactProblem::InRow { fact, .. }
            | FactProblem::NotAsked { fact } => fact,
        }
    }
}
