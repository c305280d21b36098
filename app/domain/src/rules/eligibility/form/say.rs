//! Answers and what is wrong with them, in words.

use super::FactProblem;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::words;
use crate::rules::eligibility::{FactDef, FactKind, FactValue};
use crate::rules::say::{date, say, with_unit};
use crate::text::{Bilingual, Lang};

impl FactDef {
    /// An answer as its person reads it back, with its unit.
    pub fn say(&self, doc: &RuleDocument, value: &FactValue, lang: Lang) -> String {
        let said = words::value(doc, Some(&self.kind), value, lang);
        let unit = match (&self.kind, value) {
            (FactKind::Number(kind), FactValue::Number(_)) => kind.unit.as_ref(),
            _ => None,
        };
        with_unit(&said, unit.map_or("", |unit| unit.in_lang(lang)), lang)
    }
}

/// What a person is asked to do at a field, where an answer is not even begun or cannot be read.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'a> {
    /// A box of a date was left out.
    Year(&'a Bilingual),
    Month(&'a Bilingual),
    Day(&'a Bilingual),
    /// A comma in a number may be a decimal point or stand between thousands.
    NoComma(&'a Bilingual),
    Upload(&'a Bilingual),
}

impl Ask<'_> {
    /// The sentence beside the field.
    pub fn say(self, lang: Lang) -> String {
        let (Ask::Year(text)
        | Ask::Month(text)
        | Ask::Day(text)
        | Ask::NoComma(text)
        | Ask::Upload(text)) = self;
        let name = text.in_lang(lang);
        match self {
            Ask::Year(_) => say!(lang, "请填{name}的年份", "Enter the year: {name}"),
            Ask::Month(_) => say!(lang, "请填{name}的月份", "Enter the month: {name}"),
            Ask::Day(_) => say!(lang, "请填{name}的日", "Enter the day: {name}"),
            Ask::NoComma(_) => say!(
                lang,
                "“{name}”里有逗号，分不清是小数点还是千位。请去掉逗号",
                "There is a comma in “{name}”: write the number without it"
            ),
            Ask::Upload(_) => say!(lang, "请上传{name}", "Upload: {name}"),
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
        say!(lang, "{name}第{row}行：{said}", "{name}, row {row}: {said}")
    }

    fn about(&self, name: &str, lang: Lang) -> String {
        match self {
            FactProblem::Missing { .. } => say!(lang, "请填{name}", "Enter: {name}"),
            FactProblem::WrongType { .. } | FactProblem::UnknownOption { .. } => say!(
                lang,
                "请从选项里选{name}",
                "Choose one of the answers: {name}"
            ),
            FactProblem::UnknownArea { .. } => {
                say!(lang, "请从列表里选{name}", "Choose from the list: {name}")
            }
            FactProblem::ImplausibleDate { .. } => {
                say!(lang, "请核对{name}的年份", "Check the year: {name}")
            }
            FactProblem::NotWhole { .. } => {
                say!(lang, "{name}请填整数", "Enter a whole number: {name}")
            }
            FactProblem::InRow { problem, .. } => problem.about(name, lang),
            FactProblem::NotAsked { .. } => say!(
                lang,
                "本公告不需要{name}",
                "This notice does not ask for {name}"
            ),
            FactProblem::InTheFuture { .. }
            | FactProblem::TooSmall { .. }
            | FactProblem::TooLarge { .. }
            | FactProblem::TooLong { .. }
            | FactProblem::TooManyRows { .. } => self.out_of_bounds(name, lang),
        }
    }

    fn out_of_bounds(&self, name: &str, lang: Lang) -> String {
        match self {
            FactProblem::InTheFuture { today, .. } => {
                let today = date(*today, lang);
                say!(
                    lang,
                    "{name}不能晚于今天（{today}）",
                    "{name} cannot be after today ({today})"
                )
            }
            FactProblem::TooSmall { least, .. } => {
                let least = least.plain();
                say!(
                    lang,
                    "{name}不能小于{least}",
                    "{name} cannot be below {least}"
                )
            }
            FactProblem::TooLarge { most, .. } => {
                let most = most.plain();
                say!(
                    lang,
                    "{name}不能大于{most}",
                    "{name} cannot be above {most}"
                )
            }
            FactProblem::TooLong { longest, .. } => say!(
                lang,
                "{name}最多{longest}个字",
                "{name}: at most {longest} characters"
            ),
            FactProblem::TooManyRows { most, .. } => {
                say!(lang, "{name}最多{most}行", "{name}: at most {most} rows")
            }
            _ => String::new(),
        }
    }
}
