//! What is wrong with a form: beside the field, and all of it above.

use super::super::words;
use crate::platform::form::Filled;
use domain::FieldProblem;
use leptos::prelude::*;

/// More lines than these would push the field out of sight: the others stand at the top of the page.
const LISTED: usize = 50;

/// A box that holds a whole table has something wrong in many rows.
pub(super) fn errors(id: String, mut problems: Vec<String>) -> AnyView {
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
