//! Days and moments of a rules form, each in one box.

use super::{blocks::Control, sheet::RuleForm};
use crate::ui::forms::Field;
use chrono::NaiveDate;
use domain::{Problem, characters::in_half_width, time::Moment};

impl RuleForm {
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
            Some(text) => match in_half_width(text).replacen(' ', "T", 1).parse() {
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
}
