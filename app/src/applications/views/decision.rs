//! The form of a reviewer's decision, about one application or several: verdict, reasons, words.

use crate::{
    applications::forms::deciding::{VERDICTS, key, reason_key},
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        words,
    },
};
use domain::{
    applications::ReasonCode,
    review::Verdict,
    tasks::{Group, Task},
};
use leptos::prelude::*;

fn name(verdict: Verdict, is_last_look: bool) -> String {
    match verdict {
        Verdict::Pass if is_last_look => t!("verdict-accept"),
        Verdict::Pass => t!("verdict-pass-street"),
        Verdict::Return => t!("verdict-return"),
        Verdict::Reject => t!("verdict-reject"),
    }
}

/// Verdict, reasons and words; what else a decision carries stands around it.
pub(super) fn fields(form: &Filled, is_last_look: bool) -> AnyView {
    let chosen = match form.typed.get("verdict") {
        "" => "pass",
        typed => typed,
    };
    let segments = VERDICTS.map(|verdict| {
        let checked = chosen == key(verdict);
        view! {
            <label>
                <input type="radio" name="verdict" value=key(verdict) checked=checked/>
                <span>{name(verdict, is_last_look)}</span>
            </label>
        }
    });
    let opened = form.typed.all("reasons").next().is_some() || !form.problems.is_empty();
    view! {
        <fieldset class="segments">
            <legend class="vh">{t!("verdict")}</legend>
            {segments.into_iter().collect_view()}
        </fieldset>
        <details class="reasons" open=opened>
            <summary>{t!("decision-reasons")}</summary>
            {reasons(form)}
            {forms::select(form, Field::new("about", t!("decision-about")).hint(t!("decision-about-hint")), tasks())}
            {forms::text_area(form, Field::new("note", t!("decision-note")).hint(t!("decision-note-hint")), 3)}
        </details>
    }
    .into_any()
}

fn reasons(form: &Filled) -> AnyView {
    let options = ReasonCode::ALL.into_iter().map(|code| {
        let words = words::reason(code);
        let words = if code.is_curable() {
            words
        } else {
            t!("reason-final", reason = words)
        };
        (reason_key(code), words)
    });
    forms::choices(
        form,
        Field::new("reasons", t!("decision-why")),
        true,
        options.collect(),
    )
}

/// The tasks that an applicant can be sent to.
fn tasks() -> Vec<(String, String)> {
    let those = Task::ALL
        .into_iter()
        .filter(|task| task.group() != Group::Check && *task != Task::Identity);
    let mut options = vec![(String::new(), t!("decision-about-none"))];
    options.extend(those.map(|task| (task.key().to_owned(), super::names::of_task(task))));
    options
}
