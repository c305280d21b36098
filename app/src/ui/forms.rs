//! Form fields as the design wants them: label, hint, error, control, in this order; an error in the field's own words at
//! the field and in the summary; everything that was typed stays.

mod field;
mod problems;

use crate::platform::form::Filled;
pub use field::Field;
use field::{parts, parts_with};
use leptos::prelude::*;
pub use problems::{error_summary, error_summary_saying};

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
