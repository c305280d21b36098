//! Why a text is no rule document, in sentences.

use super::{Form, Reason};
use crate::rules::compare::field_name;
use crate::rules::say::{either, say};
use crate::text::Lang;

impl Reason {
    /// The reason, without a full stop; the place stands before it.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Reason::UnknownField { name, nearest } => {
                let near = near(nearest.as_deref(), lang);
                say!(
                    lang,
                    "这里没有“{name}”这一项{near}",
                    "there is no field “{name}” here{near}"
                )
            }
            Reason::UnknownWord {
                name,
                nearest,
                known,
            } => {
                let more = match nearest {
                    Some(_) => near(nearest.as_deref(), lang),
                    None => one_of(known, lang),
                };
                say!(
                    lang,
                    "这里不能写“{name}”{more}",
                    "“{name}” may not stand here{more}"
                )
            }
            Reason::Missing(name) => {
                let field = with_meaning(name, lang);
                say!(lang, "缺少{field}这一项", "{field} is missing")
            }
            Reason::Twice(name) => {
                let field = with_meaning(name, lang);
                say!(lang, "{field}写了两次", "{field} stands twice")
            }
            Reason::WrongForm { found, wanted } => wrong_form(found, &wanted.say(lang), lang),
            Reason::NoValue => say!(
                lang,
                "这里没有能读的内容，或者写法不对",
                "there is nothing here that can be read, or it is written in another way"
            ),
            Reason::EndsEarly => say!(
                lang,
                "文件没有写完：缺少收尾的括号或引号",
                "the file ends too early: a bracket or a quote is not closed"
            ),
            Reason::Signs => say!(
                lang,
                "这里的括号、逗号、冒号或引号多了或少了",
                "a bracket, comma, colon or quote is missing here, or is one too many"
            ),
            Reason::Other(message) => message.clone(),
            text => text.say_text(lang),
        }
    }

    /// What a text should have been.
    fn say_text(&self, lang: Lang) -> String {
        let (text, wanted) = match self {
            Reason::NoFigure(text) => (
                text,
                say!(
                    lang,
                    "分数，写成\"71.5\"，最多四位小数",
                    "a mark, as \"71.5\", with four decimals at most"
                ),
            ),
            Reason::NoShare(text) => (
                text,
                say!(
                    lang,
                    "比例，写成\"40%\"、\"3\"或\"1/3\"",
                    "a share, as \"40%\", \"3\" or \"1/3\""
                ),
            ),
            Reason::NoDay(text) => (
                text,
                say!(lang, "日期，写成\"1990-03-06\"", "a day, as \"1990-03-06\""),
            ),
            Reason::NoMoment(text) => (
                text,
                say!(
                    lang,
                    "日期和时间，写成\"2024-09-27T16:00\"",
                    "a day with its hour, as \"2024-09-27T16:00\""
                ),
            ),
            Reason::NoHour(text) => (
                text,
                say!(lang, "时间，写成\"08:30\"", "an hour, as \"08:30\""),
            ),
            Reason::NoScore(text) => (
                text,
                say!(
                    lang,
                    "环节的编号、\"cut \"加环节的编号，或者\"total\"",
                    "a stage's code, \"cut \" and a stage's code, or \"total\""
                ),
            ),
            _ => return String::new(),
        };
        match text.is_empty() {
            true => say!(lang, "这里应该是{wanted}", "this must be {wanted}"),
            false => say!(lang, "“{text}”应该是{wanted}", "“{text}” must be {wanted}"),
        }
    }
}

impl Form {
    fn say(self, lang: Lang) -> String {
        match self {
            Form::Whole => say!(
                lang,
                "整数，不加引号，也不能太大",
                "a whole number without quotes, and not too large"
            ),
            Form::Text => say!(lang, "带引号的文字", "a text in quotes"),
            Form::YesNo => say!(
                lang,
                "true（是）或false（否），不加引号",
                "true or false, without quotes"
            ),
            Form::List => say!(lang, "方括号里的一列", "a list in square brackets"),
            Form::Fields => say!(lang, "花括号里的几项", "fields in braces"),
            Form::Word => say!(lang, "几个固定的词之一", "one of the fixed words"),
            Form::Name => say!(
                lang,
                "名称，或者两种语言的名称",
                "a name, or the name in both languages"
            ),
            Form::Other => say!(lang, "另一种写法", "written in another way"),
        }
    }
}

fn near(known: Option<&str>, lang: Lang) -> String {
    known.map_or_else(String::new, |known| {
        say!(lang, "，是不是“{known}”？", ": did you mean “{known}”?")
    })
}

fn wrong_form(found: &str, wanted: &str, lang: Lang) -> String {
    match found.is_empty() {
        true => say!(lang, "这里应该是{wanted}", "this must be {wanted}"),
        false => say!(
            lang,
            "“{found}”应该是{wanted}",
            "“{found}” must be {wanted}"
        ),
    }
}

fn one_of(known: &[String], lang: Lang) -> String {
    if known.is_empty() {
        return String::new();
    }
    let known = either(known.iter().map(|word| format!("“{word}”")), lang);
    say!(lang, "，可以写{known}", "; it may be {known}")
}

/// A field by its own word, with what people call it.
fn with_meaning(name: &str, lang: Lang) -> String {
    let called = field_name(&format!("/{name}"), lang);
    match called == name {
        true => say!(lang, "“{name}”", "“{name}”"),
        false => say!(lang, "“{name}”（{called}）", "“{name}” ({called})"),
    }
}
