//! What a field shows beside its box.

use super::super::words;
use super::problems::errors;
use crate::platform::form::Filled;
use domain::Problem;
use leptos::prelude::*;

/// What a field says about itself.
#[derive(Clone, Debug, Default)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    /// `input--4`, `input--18` …: the width shows the expected length.
    pub width: &'static str,
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub numeric: bool,
    /// Where the page's heading says it already: for screen readers only.
    pub label_hidden: bool,
}

impl Field {
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Field {
            name: name.into(),
            label: label.into(),
            kind: "text",
            autocomplete: "off",
            ..Field::default()
        }
    }
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Field {
            hint: Some(hint.into()),
            ..self
        }
    }
    pub fn width(self, width: &'static str) -> Self {
        Field { width, ..self }
    }
    pub fn kind(self, kind: &'static str) -> Self {
        Field { kind, ..self }
    }
    pub fn autocomplete(self, autocomplete: &'static str) -> Self {
        Field {
            autocomplete,
            ..self
        }
    }
    pub fn numeric(self) -> Self {
        Field {
            numeric: true,
            ..self
        }
    }
    pub fn label_hidden(self, label_hidden: bool) -> Self {
        Field {
            label_hidden,
            ..self
        }
    }

    fn label_class(&self) -> &'static str {
        if self.label_hidden { "vh" } else { "label" }
    }
}

pub(super) struct Parts {
    pub(super) class: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: Option<AnyView>,
    pub(super) error: Option<AnyView>,
    pub(super) described_by: Option<String>,
    pub(super) invalid: Option<&'static str>,
}

pub(super) fn parts(form: &Filled, field: &Field) -> Parts {
    parts_with(field, form.problems_of(&field.name))
}

pub(super) fn parts_with<'p>(field: &Field, problems: impl Iterator<Item = &'p Problem>) -> Parts {
    let problems: Vec<String> = problems.map(words::problem).collect();
    let is_wrong = !problems.is_empty();
    let hint_id = format!("{}-hint", field.name);
    let error_id = format!("{}-error", field.name);
    let ids: Vec<String> = [
        field.hint.as_ref().map(|_| hint_id.clone()),
        is_wrong.then(|| error_id.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    Parts {
        class: if is_wrong {
            "field field--error"
        } else {
            "field"
        },
        label: field.label_class(),
        invalid: is_wrong.then_some("true"),
        hint: field
            .hint
            .clone()
            .map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> }.into_any()),
        error: is_wrong.then(|| errors(error_id, problems)),
        described_by: (!ids.is_empty()).then(|| ids.join(" ")),
    }
}
