//! A day to count from or to: a date among the answers, one so long after it, a day with a name, or one written out.

use super::{pick::fact_label, sheet::RuleForm};
use crate::ui::{forms::Field, lang};
use chrono::NaiveDate;
use domain::{
    rules::{AfterFact, DayRef, FactKind, RuleDocument},
    time::Span,
};

/// The days that a document offers, the written one last.
fn offered(words: &RuleDocument) -> Vec<(DayRef, String)> {
    let lang = lang::current();
    let dates = words
        .facts
        .iter()
        .filter(|fact| matches!(fact.kind, FactKind::Date(_)));
    let facts = dates.clone().map(|fact| {
        let label = fact.label.in_lang(lang).to_owned();
        (DayRef::Fact(fact.key.clone()), label)
    });
    let later = dates.map(|fact| {
        let label = t!("form-day-after", fact = fact.label.in_lang(lang));
        (plain_after(&fact.key), label)
    });
    let days = words.days.iter().map(|day| {
        let label = day.label.in_lang(lang).to_owned();
        (DayRef::Named(day.name.clone()), label)
    });
    let written = (DayRef::Day(NaiveDate::default()), t!("form-day-written"));
    facts.chain(days).chain(later).chain([written]).collect()
}

fn plain_after(fact: &domain::rules::FactKey) -> DayRef {
    DayRef::After(AfterFact {
        fact: fact.clone(),
        plus: Span::default(),
    })
}

/// Without the figures, as a choice shows it.
fn plain(day: &DayRef) -> DayRef {
    match day {
        DayRef::Day(_) => DayRef::Day(NaiveDate::default()),
        DayRef::After(after) => plain_after(&after.fact),
        DayRef::Fact(_) | DayRef::Named(_) => day.clone(),
    }
}

impl RuleForm {
    pub(super) fn day_ref(
        &mut self,
        words: &RuleDocument,
        name: &str,
        label: String,
        own: &mut DayRef,
    ) {
        let mut kind = plain(own);
        let other = match &kind {
            DayRef::Fact(fact) => fact.to_string(),
            DayRef::After(after) => {
                t!("form-day-after", fact = fact_label(words, &after.fact))
            }
            DayRef::Named(day) => day.to_string(),
            DayRef::Day(_) => String::new(),
        };
        let field = Field::new(name, label.clone());
        self.choose(field, &mut kind, offered(words), other);
        // A day that nobody has written yet.
        let mut written = match own {
            DayRef::Day(day) => *day,
            _ => NaiveDate::default(),
        };
        let mut plus = match own {
            DayRef::After(after) => Some(after.plus),
            _ => None,
        };
        let before = self.problems.len();
        let day_box = format!("{name}_day");
        let day_label = t!("form-day-of", what = label.as_str());
        self.needed_day(&day_box, day_label, &mut written);
        if !matches!(kind, DayRef::Day(_)) {
            self.problems.truncate(before);
        }
        let says = matches!(kind, DayRef::After(_));
        let fold = format!("{name}_plus");
        self.fold(
            &fold,
            t!("form-day-plus", what = label.as_str()),
            says,
            |sheet| {
                sheet.span(&fold, t!("form-plus"), &mut plus);
            },
        );
        *own = match kind {
            DayRef::Day(_) => DayRef::Day(written),
            DayRef::After(after) => DayRef::After(AfterFact {
                plus: plus.unwrap_or_default(),
                ..after
            }),
            other => other,
        };
    }

    /// Years, months, days; all blank: none.
    pub(super) fn span(&mut self, name: &str, label: String, own: &mut Option<Span>) {
        let nothing = *own == Some(Span::default());
        let shown = |count: u32| Some(count).filter(|count| *count > 0);
        let parts = own.map_or([None; 3], |span| {
            [shown(span.years), shown(span.months), shown(span.days)]
        });
        let [mut years, mut months, mut days] = parts;
        if nothing {
            years = Some(0);
        }
        self.maybe_count(
            &format!("{name}_y"),
            t!("cond-years", what = label.as_str()),
            &mut years,
        );
        self.maybe_count(
            &format!("{name}_m"),
            t!("cond-months", what = label.as_str()),
            &mut months,
        );
        self.maybe_count(
            &format!("{name}_d"),
            t!("cond-days", what = label.as_str()),
            &mut days,
        );
        let stated = years.is_some() || months.is_some() || days.is_some();
        let (years, months, days) = (years.unwrap_or(0), months.unwrap_or(0), days.unwrap_or(0));
        *own = stated.then_some(Span {
            years,
            months,
            days,
        });
    }
}
