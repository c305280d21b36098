//! Answers and what is wrong with them, in words.

use super::FactProblem;
use crate::next::document::RuleDocument;
use crate::next::eligibility::words;
use crate::next::eligibility::{FactDef, FactKind, FactValue};
use crate::text::Lang;

impl FactDef {
    /// An answer as its person reads it back, with its unit.
    pub fn say(&self, doc: &RuleDocument, value: &FactValue, lang: Lang) -> String {
        let said = words::value(doc, Some(&self.kind), value, lang);
        let unit = match (&self.kind, value) {
            (FactKind::Number(kind), FactValue::Number(_)) => kind.unit.as_ref(),
            _ => None,
        };
        match (unit, lang) {
            (None, _) => said,
            (Some(unit), Lang::Zh) => format!("{said}{}", unit.in_lang(lang)),
            (Some(unit), Lang::En) => format!("{said} {}", unit.in_lang(lang)),
        }
    }
}

impl FactProblem {
    /// The sentence beside the field.
    pub fn say(&self, doc: &RuleDocument, lang: Lang) -> String {
        let name = words::fact(doc, self.fact(), lang);
        let FactProblem::InRow {
            fact,
            row,
            column,
            problem,
        } = self
        else {
            return self.about(&name, lang);
        };
        let label = match doc.fact(fact).map(|def| &def.kind) {
            Some(FactKind::Rows(kind)) => kind.columns.iter().find(|own| own.key == *column),
            _ => None,
        };
        let label = label.map_or(column.as_str(), |column| column.label.in_lang(lang));
        let said = problem.about(label, lang);
        match lang {
            Lang::Zh => format!("{name}第{row}行：{said}"),
            Lang::En => format!("{name}, row {row}: {said}"),
        }
    }

    fn about(&self, name: &str, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(name),
            Lang::En => self.en(name),
        }
    }

    fn zh(&self, name: &str) -> String {
        match self {
            FactProblem::Missing { .. } => format!("请填{name}"),
            FactProblem::WrongType { .. } | FactProblem::UnknownOption { .. } => {
                format!("请从选项里选{name}")
            }
            FactProblem::UnknownArea { .. } => format!("请从列表里选{name}"),
            FactProblem::InTheFuture { today, .. } => {
                format!("{name}不能晚于今天（{}）", words::date(*today, Lang::Zh))
            }
            FactProblem::ImplausibleDate { .. } => format!("请核对{name}的年份"),
            FactProblem::TooSmall { least, .. } => format!("{name}不能小于{}", least.plain()),
            FactProblem::TooLarge { most, .. } => format!("{name}不能大于{}", most.plain()),
            FactProblem::NotWhole { .. } => format!("{name}请填整数"),
            FactProblem::TooLong { longest, .. } => format!("{name}最多{longest}个字"),
            FactProblem::TooManyRows { most, .. } => format!("{name}最多{most}行"),
            FactProblem::InRow { problem, .. } => problem.zh(name),
            FactProblem::NotAsked { .. } => format!("本公告不需要{name}"),
        }
    }

    fn en(&self, name: &str) -> String {
        match self {
            FactProblem::Missing { .. } => format!("Enter: {name}"),
            FactProblem::WrongType { .. } | FactProblem::UnknownOption { .. } => {
                format!("Choose one of the answers: {name}")
            }
            FactProblem::UnknownArea { .. } => format!("Choose from the list: {name}"),
            FactProblem::InTheFuture { today, .. } => {
                let today = words::date(*today, Lang::En);
                format!("{name} cannot be after today ({today})")
            }
            FactProblem::ImplausibleDate { .. } => format!("Check the year: {name}"),
            FactProblem::TooSmall { least, .. } => {
                format!("{name} cannot be below {}", least.plain())
            }
            FactProblem::TooLarge { most, .. } => {
                format!("{name} cannot be above {}", most.plain())
            }
            FactProblem::NotWhole { .. } => format!("Enter a whole number: {name}"),
            FactProblem::TooLong { longest, .. } => {
                format!("{name}: at most {longest} characters")
            }
            FactProblem::TooManyRows { most, .. } => format!("{name}: at most {most} rows"),
            FactProblem::InRow { problem, .. } => problem.en(name),
            FactProblem::NotAsked { .. } => format!("This notice does not ask for {name}"),
        }
    }
}
