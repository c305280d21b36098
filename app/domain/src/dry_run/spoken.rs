//! The words of the sample table: titles and answers by the names of the rules, in the language of the reader.

use crate::rules::eligibility::words;
use crate::rules::names;
use crate::rules::table::say::{self, Word};
use crate::rules::table::{Called, answer_of, title_of};
use crate::rules::{Entry, FactKey, FactValue, Mark, OptionCode, RuleDocument, StageCode, Verdict};
use crate::text::Lang;

/// The rules, and the language in which they are spoken of.
#[derive(Clone, Copy)]
pub(super) struct In<'a> {
    pub doc: &'a RuleDocument,
    pub lang: Lang,
}

impl In<'_> {
    pub fn word(self, word: Word) -> Called {
        Called::word(say::title(word, self.lang))
    }

    pub fn title(self, words: &[Called]) -> String {
        title_of(self.doc, words)
    }

    /// A title under the name of a stage; of the stage itself where nothing follows.
    pub fn of_stage(self, code: &StageCode, rest: impl IntoIterator<Item = Called>) -> String {
        let stage = Called {
            code: code.to_string(),
            name: names::step(self.doc, code, self.lang),
        };
        let words: Vec<Called> = std::iter::once(stage).chain(rest).collect();
        self.title(&words)
    }

    /// The word of this language among those that mean the same.
    fn of<const N: usize>(self, words: [&'static str; N]) -> String {
        let own = |word: &&&str| word.is_ascii() == (self.lang == Lang::En);
        words.iter().find(own).unwrap_or(&words[0]).to_string()
    }

    pub fn entry(self, entry: Entry) -> String {
        self.of(match entry {
            Entry::Applied => say::APPLIED,
            Entry::Accepted => say::ACCEPTED,
            Entry::Refused => say::REFUSED,
        })
    }

    pub fn yes_no(self, yes: bool) -> String {
        self.of(if yes { say::YES } else { say::NO })
    }

    pub fn verdict(self, verdict: Verdict) -> String {
        self.of(match verdict {
            Verdict::Passed => say::PASSED,
            Verdict::Failed => say::FAILED,
        })
    }

    pub fn mark(self, mark: Option<&Mark>) -> String {
        match mark {
            None => String::new(),
            Some(Mark::Scored(points)) => points.plain(),
            Some(Mark::Absent) => self.of(say::ABSENT),
            Some(Mark::Violation) => self.of(say::VIOLATION),
        }
    }

    /// An answer of the form.
    pub fn fact(self, key: &FactKey, value: &FactValue) -> String {
        let (doc, lang) = (self.doc, self.lang);
        let kind = doc.fact(key).map(|def| &def.kind);
        let option = |code: &OptionCode| Called {
            code: code.to_string(),
            name: words::option(kind, code, lang),
        };
        let words = match value {
            FactValue::YesNo(yes) => return self.yes_no(*yes),
            FactValue::Number(number) => return number.plain(),
            FactValue::Date(day) => return day.to_string(),
            FactValue::Text(text) => return text.clone(),
            FactValue::DoesNotApply => return self.of(say::NOT_APPLICABLE),
            FactValue::Rows(_) => return String::new(),
            FactValue::Choice(code) => vec![option(code)],
            FactValue::Choices(codes) => codes.iter().map(option).collect(),
            FactValue::Area(code) => vec![Called {
                code: code.to_string(),
                name: words::area(doc, code, lang),
            }],
        };
        match doc.fact(key) {
            Some(def) => answer_of(doc, def, value, &words),
            None => String::new(),
        }
    }
}
