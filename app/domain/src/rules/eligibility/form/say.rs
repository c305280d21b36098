//! Answers and what is wrong with them, in words.

use super::FactProblem;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::words;
use crate::rules::eligibility::{FactDef, FactKind, FactValue};
use crate::text::{Lang, Text};

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

/// What a person is asked to do at a field, where an answer is not even begun or cannot be read.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'a> {
    /// A box of a date was left out.
    Year(&'a Text),
    Month(&'a Text),
    Day(&'a Text),
    /// A comma in a number may be a decimal point or stand between thousands.
    NoComma(&'a Text),
    Upload(&'a Text),
}

impl Ask<'_> {
    /// The sentence beside the field.
    pub fn say(self, lang: Lang) -> String {
        match (self, lang) {
            (Ask::Year(label), Lang::Zh) => format!("请填{}的年份", label.in_lang(lang)),
            (Ask::Year(label), Lang::En) => format!("Enter the year: {}", label.in_lang(lang)),
            (Ask::Month(label), Lang::Zh) => format!("请填{}的月份", label.in_lang(lang)),
            (Ask::Month(label), Lang::En) => format!("Enter the month: {}", label.in_lang(lang)),
            (Ask::Day(label), Lang::Zh) => format!("请填{}的日", label.in_lang(lang)),
            (Ask::Day(label), Lang::En) => format!("Enter the day: {}", label.in_lang(lang)),
            (Ask::NoComma(label), Lang::Zh) => format!(
                "“{}”里有逗号，分不清是小数点还是千位。请去掉逗号",
                label.in_lang(lang)
            ),
            (Ask::NoComma(label), Lang::En) => format!(
                "There is a comma in \"{}\": write the number without it",
                label.in_lang(lang)
            ),
            (Ask::Upload(paper), Lang::Zh) => format!("请上传{}", paper.in_lang(lang)),
            (Ask::Upload(paper), Lang::En) => format!("Upload: {}", paper.in_lang(lang)),
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
