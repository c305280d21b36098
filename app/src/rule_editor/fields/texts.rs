//! Words of a rules form: codes, names, sentences of the notice. Each has a length that no notice reaches by right; what
//! stands in the rules already is not judged again.

use super::{blocks::Control, sheet::RuleForm};
use crate::ui::forms::Field;
use domain::{Problem, rules::Bilingual};
use std::fmt::Display;

/// Characters of a code, of a name, and of a sentence of the notice.
pub const CODE: usize = 64;
pub const NAME: usize = 200;
pub const CLAUSE: usize = 2_000;

/// What is wrong with a code: tables and addresses name things by it.
pub fn bad_code(code: &str) -> Option<Problem> {
    let spaced = code.contains(char::is_whitespace);
    spaced
        .then_some(Problem::SpaceInside)
        .or_else(|| Problem::too_long(code, CODE))
}

impl RuleForm {
    /// One line of text; blank is `None`.
    pub fn line(&mut self, name: &str, label: String, own: &mut Option<String>) {
        self.line_within(NAME, name, label, own);
    }

    fn line_within(&mut self, limit: usize, name: &str, label: String, own: &mut Option<String>) {
        self.put(
            Field::new(name, label),
            Control::Input,
            own.as_deref().unwrap_or_default(),
        );
        if let Some(text) = self.answer(name) {
            let text = Some(text.to_owned()).filter(|text| !text.is_empty());
            self.judged(name, limit, own.as_deref(), text.as_deref());
            *own = text;
        }
    }

    /// Says where a new text is too long.
    fn judged(&mut self, name: &str, limit: usize, before: Option<&str>, after: Option<&str>) {
        let new = after.filter(|_| before != after);
        self.all_wrong(name, new.and_then(|text| Problem::too_long(text, limit)));
    }

    pub fn code<T: From<String> + Display>(&mut self, name: &str, label: String, own: &mut T) {
        let before = own.to_string();
        self.put(
            Field::new(name, label).width("input--11"),
            Control::Input,
            &before,
        );
        match self.answer(name).map(str::to_owned) {
            None => {}
            Some(text) if text.is_empty() => self.wrong(name, Problem::Missing),
            Some(text) => {
                let problem = bad_code(&text).filter(|_| text != before);
                self.all_wrong(name, problem);
                *own = T::from(text);
            }
        }
    }

    /// Words in both languages; English may be left out.
    pub fn words(&mut self, name: &str, label: String, label_en: String, own: &mut Bilingual) {
        self.words_within(NAME, name, (label, label_en), own);
    }

    /// The same for what the notice says in a sentence.
    pub fn sentence(&mut self, name: &str, label: String, label_en: String, own: &mut Bilingual) {
        self.words_within(CLAUSE, name, (label, label_en), own);
    }

    fn words_within(
        &mut self,
        limit: usize,
        name: &str,
        (label, label_en): (String, String),
        own: &mut Bilingual,
    ) {
        let mut zh = Some(std::mem::take(&mut own.zh)).filter(|zh| !zh.is_empty());
        self.line_within(limit, name, label, &mut zh);
        self.line_within(limit, &format!("{name}_en"), label_en, &mut own.en);
        own.zh = zh.unwrap_or_default();
        if self.answer(name) == Some("") {
            self.wrong(name, Problem::Missing);
        }
    }

    /// The notice's own words.
    pub fn clause(&mut self, name: &str, own: &mut Option<Bilingual>) {
        self.maybe_text(name, t!("form-clause"), own);
    }

    /// Words in both languages, in boxes of several lines; English may be left out, and without Chinese there are none.
    pub fn maybe_text(&mut self, name: &str, label: String, own: &mut Option<Bilingual>) {
        let mut text = own.take().unwrap_or_default();
        let english = t!("form-in-english", what = label.as_str());
        let mut zh = Some(std::mem::take(&mut text.zh)).filter(|zh| !zh.is_empty());
        self.start_line();
        self.lines(name, label, &mut zh);
        self.lines(&format!("{name}_en"), english, &mut text.en);
        self.start_line();
        *own = zh.map(|zh| Bilingual { zh, ..text });
    }

    fn lines(&mut self, name: &str, label: String, own: &mut Option<String>) {
        self.put(
            Field::new(name, label),
            Control::Area(2),
            own.as_deref().unwrap_or_default(),
        );
        if let Some(text) = self.answer(name) {
            let text = Some(text.replace("\r\n", "\n")).filter(|text| !text.is_empty());
            self.judged(name, CLAUSE, own.as_deref(), text.as_deref());
            *own = text;
        }
    }

    /// A word or two in both languages, on one line; they may be left out.
    pub fn maybe_words(&mut self, name: &str, label: String, own: &mut Option<Bilingual>) {
        let mut text = own.take().unwrap_or_default();
        let english = t!("form-in-english", what = label.as_str());
        let mut zh = Some(std::mem::take(&mut text.zh)).filter(|zh| !zh.is_empty());
        self.line(name, label, &mut zh);
        self.line(&format!("{name}_en"), english, &mut text.en);
        *own = zh.map(|zh| Bilingual { zh, ..text });
    }

    pub fn text(&mut self, name: &str, label: String, own: &mut Bilingual) {
        let mut text = Some(std::mem::take(own));
        self.maybe_text(name, label, &mut text);
        *own = text.unwrap_or_default();
        if self.answer(name) == Some("") {
            self.wrong(name, Problem::Missing);
        }
    }
}
