//! Fields of a rules form by what they hold: words, points, proportions, counts, choices, days.

use super::{
    blocks::Control,
    kinds::{fixed_words, with_unstated},
    sheet::Sheet,
};
use crate::ui::forms::Field;
use chrono::NaiveDate;
use domain::{
    Points, Problem,
    characters::half_width,
    numbers::{BadPoints, Ratio, Rounding, RoundingMode},
    rules::Text,
    time::Moment,
};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Display, str::FromStr};

/// A value of the rules as the value of an option; whatever the form cannot make is still carried whole.
pub(super) fn spelled<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What input methods make of digits and signs.
fn plain(text: &str) -> String {
    text.chars().map(half_width).collect()
}

fn modes() -> Vec<(RoundingMode, String)> {
    let every = [
        RoundingMode::HalfUp,
        RoundingMode::HalfEven,
        RoundingMode::Truncate,
        RoundingMode::Up,
    ];
    fixed_words("mode", &every)
}

fn number_field(name: &str, label: String) -> Field {
    Field::new(name, label).width("input--6").numeric()
}

impl Sheet {
    /// One line of text; blank is `None`.
    pub fn line(&mut self, name: &str, label: String, own: &mut Option<String>) {
        self.put(
            Field::new(name, label),
            Control::Input,
            own.as_deref().unwrap_or_default(),
        );
        if let Some(text) = self.answer(name) {
            *own = Some(text.to_owned()).filter(|text| !text.is_empty());
        }
    }

    pub fn code<T: From<String> + Display>(&mut self, name: &str, label: String, own: &mut T) {
        self.put(
            Field::new(name, label).width("input--11"),
            Control::Input,
            &own.to_string(),
        );
        match self.answer(name) {
            None => {}
            Some("") => self.wrong(name, Problem::Missing),
            Some(text) => *own = T::from(text.to_owned()),
        }
    }

    /// Words in both languages; English may be left out.
    pub fn words(&mut self, name: &str, label: String, label_en: String, own: &mut Text) {
        let mut zh = Some(own.zh.clone());
        self.line(name, label, &mut zh);
        self.line(&format!("{name}_en"), label_en, &mut own.en);
        own.zh = zh.unwrap_or_default();
        if self.answer(name) == Some("") {
            self.wrong(name, Problem::Missing);
        }
    }

    /// The notice's own words.
    pub fn clause(&mut self, name: &str, own: &mut Option<Text>) {
        self.maybe_text(name, t!("form-clause"), own);
    }

    fn parsed<T: FromStr>(
        &mut self,
        name: &str,
        own: &mut Option<T>,
        why: impl FnOnce(T::Err) -> Problem,
    ) {
        match self.answer(name) {
            None => {}
            Some("") => *own = None,
            Some(text) => match plain(text).parse() {
                Ok(value) => *own = Some(value),
                Err(error) => self.wrong(name, why(error)),
            },
        }
    }

    /// What is wrong with a box in which no count and no share can be read.
    pub fn no_number(&self, name: &str) -> Problem {
        let text = plain(self.answer(name).unwrap_or_default());
        let below = text.strip_prefix(['-', '−']);
        if below.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit())) {
            Problem::Negative
        } else {
            Problem::NotANumber
        }
    }

    fn required<T: Clone>(
        &mut self,
        name: &str,
        own: &mut T,
        read: impl FnOnce(&mut Self, &mut Option<T>),
    ) {
        let before = self.problems.len();
        let mut value = Some(own.clone());
        read(self, &mut value);
        match value {
            Some(value) => *own = value,
            None if self.problems.len() == before => self.wrong(name, Problem::Missing),
            None => {}
        }
    }

    pub fn maybe_points(&mut self, name: &str, label: String, own: &mut Option<Points>) {
        self.put(
            number_field(name, label),
            Control::Input,
            &own.map(Points::plain).unwrap_or_default(),
        );
        // Nobody is absent from a rule, as somebody may be from a mark.
        self.parsed(name, own, |why| match why {
            BadPoints::NotANumber => Problem::NotANumber,
            other => Problem::Points(other),
        });
    }

    pub fn points(&mut self, name: &str, label: String, own: &mut Points) {
        self.required(name, own, |sheet, own| sheet.maybe_points(name, label, own));
    }

    pub fn maybe_ratio(&mut self, name: &str, label: String, own: &mut Option<Ratio>) {
        let value = own.map(|ratio| ratio.to_string()).unwrap_or_default();
        self.put(number_field(name, label), Control::Input, &value);
        let problem = self.no_number(name);
        self.parsed(name, own, |_| problem);
    }

    pub fn ratio(&mut self, name: &str, label: String, own: &mut Ratio) {
        self.required(name, own, |sheet, own| sheet.maybe_ratio(name, label, own));
    }

    pub fn maybe_count<T: FromStr + Display>(
        &mut self,
        name: &str,
        label: String,
        own: &mut Option<T>,
    ) {
        let value = own.as_ref().map(T::to_string).unwrap_or_default();
        self.put(number_field(name, label), Control::Input, &value);
        let problem = self.no_number(name);
        self.parsed(name, own, |_| problem);
    }

    pub fn count<T: FromStr + Display + Clone>(&mut self, name: &str, label: String, own: &mut T) {
        self.required(name, own, |sheet, own| sheet.maybe_count(name, label, own));
    }

    pub fn tick(&mut self, name: &str, label: String, own: &mut bool) {
        self.put(
            Field::new(name, label),
            Control::Tick,
            if *own { "yes" } else { "" },
        );
        if let Some(answer) = self.answer(name) {
            *own = !answer.is_empty();
        }
    }

    /// One of these; a value that is none of them stays on offer as it is, called `other`.
    pub fn choose<T>(
        &mut self,
        field: Field,
        own: &mut T,
        mut options: Vec<(T, String)>,
        other: String,
    ) where
        T: Serialize + DeserializeOwned + PartialEq + Clone,
    {
        if !options.iter().any(|(value, _)| value == own) {
            options.push((own.clone(), other));
        }
        let name = field.name.clone();
        let offered = options
            .iter()
            .map(|(value, label)| (spelled(value), label.clone()))
            .collect();
        self.put(field, Control::Select(offered), &spelled(own));
        if let Some(answer) = self.answer(&name) {
            match options
                .into_iter()
                .find(|(value, _)| spelled(value) == answer)
            {
                Some((value, _)) => *own = value,
                None => self.wrong(&name, Problem::UnknownChoice),
            }
        }
    }

    pub fn rounding_mode(&mut self, name: &str, own: &mut RoundingMode) {
        let field = Field::new(name, t!("form-rounding-mode"));
        self.choose(field, own, modes(), String::new());
    }

    /// The way, where the notice need not say.
    pub fn maybe_rounding_mode(
        &mut self,
        name: &str,
        label: String,
        own: &mut Option<RoundingMode>,
    ) {
        let options = with_unstated(t!("form-unstated"), modes());
        self.choose(Field::new(name, label), own, options, String::new());
    }

    /// Decimals and the way; without decimals nothing is rounded here.
    pub fn maybe_rounding(&mut self, name: &str, label: String, own: &mut Option<Rounding>) {
        let mut decimals = own.map(|rounding| rounding.decimals);
        let mut mode = own.map(|rounding| rounding.mode).unwrap_or_default();
        self.maybe_count(name, label, &mut decimals);
        if decimals.is_some_and(|decimals| decimals > 9) {
            self.wrong(name, Problem::OutOfRange { least: 0, most: 9 });
        }
        self.rounding_mode(&format!("{name}_mode"), &mut mode);
        *own = decimals.map(|decimals| Rounding { decimals, mode });
    }

    pub fn rounding(&mut self, name: &str, label: String, own: &mut Rounding) {
        self.required(name, own, |sheet, own| {
            sheet.maybe_rounding(name, label, own)
        });
    }

    /// `2026-12-04 17:00`.
    pub fn moment(&mut self, name: &str, label: String, own: &mut Option<Moment>) {
        let value = own
            .map(|at| at.to_string().replace('T', " "))
            .unwrap_or_default();
        let field = Field::new(name, label)
            .hint(t!("form-moment-hint"))
            .width("input--11");
        self.put(field, Control::Input, &value);
        match self.answer(name) {
            None => {}
            Some("") => *own = None,
            Some(text) => match plain(text).replacen(' ', "T", 1).parse() {
                Ok(at) => *own = Some(at),
                Err(_) => self.wrong(name, Problem::NotAMoment),
            },
        }
    }

    /// A moment that must be there. One that nobody has written yet is an empty box.
    pub fn needed_moment(&mut self, name: &str, label: String, own: &mut Moment) {
        let mut at = Some(*own).filter(|at| at.date != NaiveDate::default());
        self.moment(name, label, &mut at);
        self.needed(name, at, own);
    }

    /// `2026-12-04`.
    pub fn day(&mut self, name: &str, label: String, own: &mut Option<NaiveDate>) {
        let value = own.map(|day| day.to_string()).unwrap_or_default();
        self.put(
            Field::new(name, label)
                .hint(t!("form-day-hint"))
                .width("input--11"),
            Control::Input,
            &value,
        );
        self.parsed(name, own, |_| Problem::NotADay);
    }

    /// A day that must be there. One that nobody has written yet is an empty box.
    pub fn needed_day(&mut self, name: &str, label: String, own: &mut NaiveDate) {
        let mut day = Some(*own).filter(|day| *day != NaiveDate::default());
        self.day(name, label, &mut day);
        self.needed(name, day, own);
    }

    fn needed<T>(&mut self, name: &str, read: Option<T>, own: &mut T) {
        match read {
            Some(read) => *own = read,
            None if !self.is_wrong(name) => self.wrong(name, Problem::Missing),
            None => {}
        }
    }

    /// Several of these.
    pub(super) fn several(
        &mut self,
        field: Field,
        offered: Vec<(String, String)>,
        chosen: &[String],
    ) {
        let name = field.name.clone();
        self.put(field, Control::Several(offered), "");
        for value in chosen {
            self.hold(&name, value);
        }
    }
}
