//! A submitted form as the person typed it: kept whole, so that a page with errors can show it again.

use crate::error::{AppError, Refusal};
use axum::http::StatusCode;
use domain::{FieldProblem, Problem, ids::Revision};

/// Field names and values in their order; a name may come several times (checkboxes).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    pub fn new(mut pairs: Vec<(String, String)>) -> Self {
        // No keyboard types it, and no database keeps it in a text.
        pairs
            .iter_mut()
            .for_each(|(_, value)| value.retain(|own| own != '\0'));
        Typed(pairs)
    }

    /// The first value of that name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, value)| value)
    }

    /// The value without spaces around it.
    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).trim()
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|v| v == value)
    }

    pub fn is_checked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.0.iter_mut().find(|(n, _)| n == name) {
            Some(pair) => pair.1 = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// The state of the record that the form was about.
    ///
    /// # Errors
    /// `Stale` where it names none: such a form is of no page of ours.
    pub fn revision(&self) -> Result<Revision, Refusal> {
        let named = self.trimmed("revision").parse();
        named.map_err(|_| Refusal::Stale)
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Typed {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Typed(
            pairs
                .into_iter()
                .map(|(n, v)| (n.to_owned(), v.to_owned()))
                .collect(),
        )
    }
}

/// A form on its page: what was typed and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    pub typed: Typed,
    pub problems: Vec<FieldProblem>,
}

impl Filled {
    pub fn fresh(typed: Typed) -> Self {
        Filled {
            typed,
            problems: Vec::new(),
        }
    }

    /// The first thing that is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems_of(field).next()
    }

    /// Everything that is wrong with a field, in the order in which it is told.
    pub fn problems_of<'s>(&'s self, field: &str) -> impl Iterator<Item = &'s Problem> {
        let own = self.problems.iter().filter(move |p| p.field == field);
        own.map(|p| &p.problem)
    }
}

/// What a page with a form shows: the form as it is opened; after a "no" as it was typed, with what is wrong beside its
/// fields, or with the rule that refuses at the top.
#[derive(Clone, Debug, Default)]
pub struct Again {
    pub form: Filled,
    pub refusal: Option<Refusal>,
}

impl Again {
    pub fn fresh(typed: Typed) -> Self {
        Again {
            form: Filled::fresh(typed),
            refusal: None,
        }
    }

    /// The form that was not taken, and the status of its page.
    ///
    /// # Errors
    /// What is no matter of the form, as it is.
    pub fn after(error: AppError, typed: Typed) -> Result<(StatusCode, Self), AppError> {
        let status = error.status();
        let (problems, refusal) = match error {
            AppError::Invalid(problems) => (problems, None),
            other => (Vec::new(), Some(other.refused()?)),
        };
        let form = Filled { typed, problems };
        Ok((status, Again { form, refusal }))
    }

    /// The same where the page has no place for a refusal, which is then told on a page of its own.
    ///
    /// # Errors
    /// Whatever is not about a field.
    pub fn after_fields(error: AppError, typed: Typed) -> Result<(StatusCode, Filled), AppError> {
        let (status, again) = Again::after(error, typed)?;
        match again.refusal {
            None => Ok((status, again.form)),
            Some(refusal) => Err(refusal.into()),
        }
    }
}
