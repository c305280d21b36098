//! Fields of a rules form by what they hold: points, proportions, counts, ticks, choices.

use super::{
    blocks::Control,
    kinds::{fixed_words, with_unstated},
    sheet::RuleForm,
};
use crate::ui::forms::Field;
use domain::{
    Points, Problem,
    characters::in_half_width,
    numbers::{BadPoints, Ratio, Rounding, RoundingMode},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Display, str::FromStr};

/// A value of the rules as the value of an option; whatever the form cannot make is still carried whole.
pub(super) fn spelled<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
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

/// Why a figure of a rule cannot be read: nobody is absent from a rule, as somebody may be from a mark.
pub fn no_points(why: BadPoints) -> Problem {
    match why {
        BadPoints::NotANumber => Problem::NotANumber,
        other => Problem::Points(other),
    }
}

fn number_field(name: &str, label: String) -> Field {
    Field::new(name, label).width("input--6").numeric()
}

impl RuleForm {
    pub(super) fn parsed<T: FromStr>(
        &mut self,
        name: &str,
        own: &mut Option<T>,
        why: impl FnOnce(T::Err) -> Problem,
    ) {
        match self.answer(name) {
            None => {}
            Some("") => *own = None,
            Some(text) => match in_half_width(text).parse() {
                Ok(value) => *own = Some(value),
                Err(error) => self.wrong(name, why(error)),
            },
        }
    }

    /// What is wrong with a box in which no count and no share can be read.
    pub fn no_number(&self, name: &str) -> Problem {
        let text = in_half_width(self.answer(name).unwrap_or_default());
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
        self.parsed(name, own, no_points);
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
            sheet.maybe_rounding(name, label, own);
        });
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
