//! Form fields as the design wants them: label, hint, error, control, in this order; an error in the field's own words at
//! the field and in the summary; everything that was typed stays.

use super::words;
use crate::platform::form::Filled;
use domain::{FieldProblem, Problem};
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

struct Parts {
    class: &'static str,
    label: &'static str,
    hint: Option<AnyView>,
    error: Option<AnyView>,
    described_by: Option<String>,
    invalid: Option<&'static str>,
}

fn parts(form: &Filled, field: &Field) -> Parts {
    parts_with(field, form.problems_of(&field.name))
}

fn parts_with<'p>(field: &Field, problems: impl Iterator<Item = &'p Problem>) -> Parts {
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

/// More lines than these would push the field out of sight: the others stand at the top of the page.
const LISTED: usize = 50;

/// A box that holds a whole table has something wrong in many rows.
fn errors(id: String, mut problems: Vec<String>) -> AnyView {
    let more = problems.len().saturating_sub(LISTED);
    problems.truncate(LISTED);
    problems.extend((more > 0).then(|| t!("error-more", count = more)));
    let prefix = view! { <span class="vh">{t!("error-prefix")}</span> };
    match problems.len() {
        1 => view! { <p class="error" id=id>{prefix}{problems.concat()}</p> }.into_any(),
        _ => {
            let lines = problems.into_iter().map(|line| view! { <li>{line}</li> });
            view! { <div class="error" id=id>{prefix}<ul>{lines.collect_view()}</ul></div> }
                .into_any()
        }
    }
}

pub fn input(form: &Filled, field: Field) -> AnyView {
    let p = parts(form, &field);
    let class = format!(
        "input {}{}",
        field.width,
        if p.invalid.is_some() {
            " input--error"
        } else {
            ""
        }
    );
    // A password is never written back into a page.
    let value = if field.kind == "password" {
        String::new()
    } else {
        form.typed.get(&field.name).to_owned()
    };
    let (id, name) = (field.name.clone(), field.name.clone());
    view! {
        <div class=p.class>
            <label class=p.label for=id.clone()>{field.label}</label>
            {p.hint}
            {p.error}
            <input type=field.kind class=class id=id name=name value=value autocomplete=field.autocomplete
                inputmode=field.numeric.then_some("numeric") aria-describedby=p.described_by aria-invalid=p.invalid/>
        </div>
    }
    .into_any()
}

/// The only place that writes a text area: server rendering leaves its text unescaped, so it is escaped here.
pub fn text_area(form: &Filled, field: Field, rows: u32) -> AnyView {
    let p = parts(form, &field);
    let text = html_escape::encode_text(form.typed.get(&field.name)).into_owned();
    let (id, name) = (field.name.clone(), field.name.clone());
    // A line break right after the tag is dropped by browsers: one of ours protects one of theirs.
    view! {
        <div class=p.class>
            <label class=p.label for=id.clone()>{field.label}</label>
            {p.hint}
            {p.error}
            <textarea class="input textarea" id=id name=name rows=rows.to_string()
                aria-describedby=p.described_by aria-invalid=p.invalid>{format!("\n{text}")}</textarea>
        </div>
    }
    .into_any()
}

/// Values with labels; the chosen one is what was typed.
pub fn select(form: &Filled, field: Field, options: Vec<(String, String)>) -> AnyView {
    let p = parts(form, &field);
    let chosen = form.typed.get(&field.name).to_owned();
    let (id, name) = (field.name.clone(), field.name.clone());
    let options = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect_view();
    view! {
        <div class=p.class>
            <label class=p.label for=id.clone()>{field.label}</label>
            {p.hint}
            {p.error}
            <select class="select" id=id name=name aria-describedby=p.described_by aria-invalid=p.invalid>{options}</select>
        </div>
    }
    .into_any()
}

/// Radio buttons, or checkboxes where several may be chosen.
pub fn choices(
    form: &Filled,
    field: Field,
    several: bool,
    options: Vec<(String, String)>,
) -> AnyView {
    let p = parts(form, &field);
    let kind = if several { "checkbox" } else { "radio" };
    let boxes = options
        .into_iter()
        .enumerate()
        .map(|(i, (value, label))| {
            let checked = form.typed.has(&field.name, &value);
            let id = if i == 0 { field.name.clone() } else { format!("{}-{}", field.name, i + 1) };
            view! {
                <label class="choice">
                    <input type=kind id=id name=field.name.clone() value=value checked=checked/><span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class=p.class aria-describedby=p.described_by>
            <legend class=p.label>{field.label}</legend>
            {p.hint}
            {p.error}
            {boxes}
        </fieldset>
    }
    .into_any()
}

/// One box that is ticked or not.
pub fn tick(form: &Filled, field: Field) -> AnyView {
    let p = parts(form, &field);
    let checked = form.typed.is_checked(&field.name);
    let (id, name) = (field.name.clone(), field.name.clone());
    view! {
        <div class=p.class>
            {p.hint}
            {p.error}
            <label class="choice">
                <input type="checkbox" id=id name=name value="yes" checked=checked aria-describedby=p.described_by
                    aria-invalid=p.invalid/>
                <span class=field.label_hidden.then_some("vh")>{field.label}</span>
            </label>
        </div>
    }
    .into_any()
}

/// A date in three boxes named `{name}_y`, `{name}_m`, `{name}_d`; with `{name}_t` for the hour when `with_time`. A problem
/// is about the whole date, or about one box when it carries that box's name.
pub fn date(form: &Filled, field: Field, with_time: bool) -> AnyView {
    let box_name = |part: &str| format!("{}_{part}", field.name);
    let only = ["m", "d", "t"]
        .into_iter()
        .find(|part| form.problem(&box_name(part)).is_some());
    let of = only.map_or_else(|| field.name.clone(), box_name);
    let p = parts_with(&field, form.problems_of(&of));
    let wrong = p.invalid.is_some();
    let boxed = |part: &'static str, label: String, width: &'static str| {
        let name = format!("{}_{part}", field.name);
        let error = wrong && only.is_none_or(|own| own == part);
        // The summary's link leads to the first box.
        let id = if part == "y" {
            field.name.clone()
        } else {
            name.clone()
        };
        let class = format!("input {width}{}", if error { " input--error" } else { "" });
        let value = form.typed.get(&name).to_owned();
        let mode = if part == "t" { "text" } else { "numeric" };
        view! {
            <div>
                <label for=id.clone()>{label}</label>
                <input type="text" class=class id=id name=name value=value inputmode=mode autocomplete="off"
                    aria-invalid=error.then_some("true")/>
            </div>
        }
    };
    view! {
        <fieldset class=p.class aria-describedby=p.described_by>
            <legend class=p.label>{field.label.clone()}</legend>
            {p.hint}
            {p.error}
            <div class="date">
                {boxed("y", t!("year"), "input--4")}
                {boxed("m", t!("month"), "input--2")}
                {boxed("d", t!("day"), "input--2")}
                {with_time.then(|| boxed("t", t!("hour-minute"), "input--4"))}
            </div>
        </fieldset>
    }
    .into_any()
}

pub fn file(form: &Filled, field: Field, accept: &'static str) -> AnyView {
    let p = parts(form, &field);
    let (id, name) = (field.name.clone(), field.name.clone());
    view! {
        <div class=p.class>
            <label class=p.label for=id.clone()>{field.label}</label>
            {p.hint}
            {p.error}
            <input class="file" type="file" id=id name=name accept=accept aria-describedby=p.described_by aria-invalid=p.invalid/>
        </div>
    }
    .into_any()
}

/// Everything that must be corrected, at the top, each line leading to its field.
pub fn error_summary(form: &Filled) -> AnyView {
    error_summary_saying(form, |found| words::problem(&found.problem))
}

/// `say`: the line of a problem, where its own words do not tell which field is meant.
pub fn error_summary_saying(form: &Filled, say: impl Fn(&FieldProblem) -> String) -> AnyView {
    if form.problems.is_empty() {
        return ().into_any();
    }
    let lines = form
        .problems
        .iter()
        .map(|found| view! { <li><a href=format!("#{}", found.field)>{say(found)}</a></li> })
        .collect_view();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{t!("error-summary", count = form.problems.len())}</h2>
            <ul>{lines}</ul>
            <p class="small">{t!("error-summary-kept")}</p>
        </div>
    }
    .into_any()
}

/// The title of a page that shows errors begins with the word.
pub fn titled(form: &Filled, title: String) -> String {
    if form.problems.is_empty() {
        title
    } else {
        format!("{}{title}", t!("error-prefix"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{platform::form::Typed, ui::lang};

    #[test]
    fn what_people_type_into_a_text_area_stays_text() {
        let form = Filled::fresh(Typed::from([(
            "note",
            "</textarea><script>alert(1)</script>",
        )]));
        let html = lang::with(domain::Lang::Zh, || {
            text_area(&form, Field::new("note", "说明"), 3).to_html()
        });
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
    }

    #[test]
    fn what_people_type_into_a_field_stays_in_its_attribute() {
        let form = Filled::fresh(Typed::from([("name", "\"><script>")]));
        let html = lang::with(domain::Lang::Zh, || {
            input(&form, Field::new("name", "</title><script>")).to_html()
        });
        assert!(!html.contains("<script>"), "{html}");
    }

    #[test]
    fn a_password_is_never_written_back() {
        let form = Filled::fresh(Typed::from([("password", "correct horse")]));
        let html = lang::with(domain::Lang::Zh, || {
            input(&form, Field::new("password", "密码").kind("password")).to_html()
        });
        assert!(!html.contains("correct horse"), "{html}");
    }
}
