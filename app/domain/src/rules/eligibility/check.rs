//! Are the answers complete and of the right kind? Shared by the form, the counter and the import.

use super::super::document::{
    AreaKind, ChoiceKind, DateKind, ELSEWHERE, FactDef, FactKey, FactKind, FactValue, Facts, Lang,
    NumberKind, OptionCode, PostCode, Proof, RuleDocument, TextKind,
};
use super::super::words;
use super::areas::lies_in;
use super::truth::{Person, Truth, budget};
use crate::{numbers::Points, time::is_plausible};
use chrono::NaiveDate;
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
        let person = Person::new(doc, self, post.and_then(|code| doc.post(code)), &steps);
        let asked = doc
            .facts
            .iter()
            .filter_map(|def| problem(&person, def, today));
        let unasked = self.0.keys().filter(|key| doc.fact(key).is_none());
        asked
            .chain(unasked.map(|fact| FactProblem::NotAsked { fact: fact.clone() }))
            .collect()
    }
}

fn problem(person: &Person, def: &FactDef, today: NaiveDate) -> Option<FactProblem> {
    let Some(value) = person.facts.get(&def.key) else {
        let asked = def
            .asked_when
            .as_ref()
            .is_none_or(|when| !matches!(person.test(when), Truth::Known { holds: false, .. }));
        let needed = asked && !def.optional && def.proof != Proof::BackgroundOnly;
        return needed.then(|| FactProblem::Missing {
            fact: def.key.clone(),
        });
    };
    match (&def.kind, value) {
        (_, FactValue::DoesNotApply) | (FactKind::YesNo, FactValue::YesNo(_)) => None,
        (FactKind::Number(kind), FactValue::Number(number)) => number_problem(def, kind, *number),
        (FactKind::Date(kind), FactValue::Date(date)) => date_problem(def, kind, *date, today),
        (FactKind::Choice(kind), FactValue::Choice(code)) => option_problem(def, kind, code),
        (FactKind::Choices(kind), FactValue::Choices(codes)) => codes
            .iter()
            .find_map(|code| option_problem(def, kind, code)),
        (FactKind::Area(kind), FactValue::Area(_)) => area_problem(person.doc, def, kind, value),
        (FactKind::Text(kind), FactValue::Text(text)) => text_problem(def, kind, text),
        _ => Some(FactProblem::WrongType {
            fact: def.key.clone(),
        }),
    }
}

fn number_problem(def: &FactDef, kind: &NumberKind, number: Points) -> Option<FactProblem> {
    let fact = def.key.clone();
    match (kind.least, kind.most) {
        (Some(least), _) if number < least => Some(FactProblem::TooSmall { fact, least }),
        (_, Some(most)) if number > most => Some(FactProblem::TooLarge { fact, most }),
        _ if kind.whole && number.raw() % Points::SCALE != 0 => {
            Some(FactProblem::NotWhole { fact })
        }
        _ => None,
    }
}

fn date_problem(
    def: &FactDef,
    kind: &DateKind,
    date: NaiveDate,
    today: NaiveDate,
) -> Option<FactProblem> {
    let fact = def.key.clone();
    if !is_plausible(date) {
        return Some(FactProblem::ImplausibleDate { fact });
    }
    (date > today && !kind.may_be_future).then_some(FactProblem::InTheFuture { fact, today })
}

fn option_problem(def: &FactDef, kind: &ChoiceKind, code: &OptionCode) -> Option<FactProblem> {
    let known = kind.options.iter().any(|option| option.code == *code);
    (!known).then(|| FactProblem::UnknownOption {
        fact: def.key.clone(),
        option: code.clone(),
    })
}

fn area_problem(
    doc: &RuleDocument,
    def: &FactDef,
    kind: &AreaKind,
    value: &FactValue,
) -> Option<FactProblem> {
    let FactValue::Area(code) = value else {
        return None;
    };
    let inside = kind
        .inside
        .as_ref()
        .is_none_or(|outer| lies_in(doc, code, outer));
    let known = code.as_str() == ELSEWHERE
        || (inside && doc.area(code).is_some_and(|area| area.level == kind.level));
    (!known).then(|| FactProblem::UnknownArea {
        fact: def.key.clone(),
    })
}

fn text_problem(def: &FactDef, kind: &TextKind, text: &str) -> Option<FactProblem> {
    let longest = kind.longest.unwrap_or(LONGEST_TEXT);
    let fact = def.key.clone();
    if text.trim().is_empty() && !def.optional {
        return Some(FactProblem::Missing { fact });
    }
    (text.chars().count() > longest as usize).then_some(FactProblem::TooLong { fact, longest })
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
            | FactProblem::NotAsked { fact } => fact,
        }
    }

    /// The sentence beside the field.
    pub fn say(&self, doc: &RuleDocument, lang: Lang) -> String {
        let name = words::fact(doc, self.fact(), lang);
        let (zh, en) = match self {
            FactProblem::Missing { .. } => (format!("请填{name}"), format!("Enter: {name}")),
            FactProblem::WrongType { .. } | FactProblem::UnknownOption { .. } => (
                format!("请从选项里选{name}"),
                format!("Choose one of the answers: {name}"),
            ),
            FactProblem::UnknownArea { .. } => (
                format!("请从列表里选{name}"),
                format!("Choose from the list: {name}"),
            ),
            FactProblem::InTheFuture { today, .. } => (
                format!("{name}不能晚于今天（{}）", words::date(*today, lang)),
                format!(
                    "{name} cannot be after today ({})",
                    words::date(*today, lang)
                ),
            ),
            FactProblem::ImplausibleDate { .. } => (
                format!("请核对{name}的年份"),
                format!("Check the year: {name}"),
            ),
            FactProblem::TooSmall { least, .. } => {
                let least = least.plain();
                (
                    format!("{name}不能小于{least}"),
                    format!("{name} cannot be below {least}"),
                )
            }
            FactProblem::TooLarge { most, .. } => {
                let most = most.plain();
                (
                    format!("{name}不能大于{most}"),
                    format!("{name} cannot be above {most}"),
                )
            }
            FactProblem::NotWhole { .. } => (
                format!("{name}请填整数"),
                format!("Enter a whole number: {name}"),
            ),
            FactProblem::TooLong { longest, .. } => (
                format!("{name}最多{longest}个字"),
                format!("{name}: at most {longest} characters"),
            ),
            FactProblem::NotAsked { .. } => (
                format!("本公告不需要{name}"),
                format!("This notice does not ask for {name}"),
            ),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}
