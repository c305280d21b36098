//! What the check found, each with the button that mends it, and the folded line of what counts by default.

use crate::{
    addresses,
    campaigns::queries::Campaign,
    rule_editor::queries::{Finding, Findings},
    ui::lang,
};
use domain::rules::{Difference, Part, Severity, defaults_in_words};
use leptos::prelude::*;

/// Whose button mends: the form on the page, with everything that was typed into it; or a form of its own, that changes
/// the rules as they are saved.
#[derive(Clone, Copy)]
pub enum Mending<'a> {
    InForm,
    Saved(&'a Campaign),
    /// What was typed is JSON, or the reader does not edit.
    Not,
}

/// The field that says which finding is to be mended.
pub const MEND: &str = "mend";

/// What the check says, what blocks first.
pub(super) fn list(findings: &[Finding], mending: Mending<'_>) -> AnyView {
    let language = lang::current();
    let rows = findings.iter().map(|one| {
        let (class, word) = match one.found.severity {
            Severity::Blocks => ("no", t!("lint-blocks")),
            Severity::Asks => ("look", t!("lint-warns")),
            Severity::Notes => ("look", t!("lint-notes")),
        };
        let mend = one.mend.as_ref().and_then(|mend| button(mend, mending));
        let said = one.found.say(language);
        let said = match address(&one.found.path, mending) {
            Some(to) => view! { <a href=to>{said}</a> }.into_any(),
            None => said.into_any(),
        };
        view! { <li class=class><div><b>{word}</b><p>{said}</p>{mend}</div></li> }
    });
    view! { <ul class="ticks ticks--s findings">{rows.collect_view()}</ul> }.into_any()
}

/// The lists whose entries are pieces of a form, by their places in the document.
const PIECES: [(&str, &str); 16] = [
    ("/days/", "days"),
    ("/pools/", "pools"),
    ("/facts/", "facts"),
    ("/definitions/", "definitions"),
    ("/eligibility/", "requirements"),
    ("/exclusions/", "exclusions"),
    ("/applying/windows/", "windows"),
    ("/tracks/", "tracks"),
    ("/opening/", "opening"),
    ("/bonus/groups/", "groups"),
    ("/bonus/items/", "items"),
    ("/stages/", "stages"),
    ("/after/", "steps"),
    ("/publication/", "periods"),
    ("/variants/", "variants"),
    ("/unsettled/", "unsettled"),
];

/// The piece of the form in which a finding stands; none where it stands in no piece.
fn address(path: &str, mending: Mending<'_>) -> Option<String> {
    let found = PIECES.iter().find_map(|(list, piece)| {
        let rest = path.strip_prefix(list)?;
        let number: usize = rest.split('/').next()?.parse().ok()?;
        Some(format!("#{piece}-{number}"))
    });
    match mending {
        Mending::InForm => found,
        Mending::Saved(campaign) => {
            let part = Some(Part::of_place(path)).filter(|part| *part != Part::All)?;
            let form = addresses::rule_editor::part(&campaign.code, part);
            Some(format!("{form}{}", found.unwrap_or_default()))
        }
        Mending::Not => None,
    }
}

/// The way to the findings where they stand below.
pub(super) fn jump(label: String) -> AnyView {
    view! { <p class="jump noprint"><a href="#lint">{label}</a></p> }.into_any()
}

fn button((label, key): &(String, String), mending: Mending<'_>) -> Option<AnyView> {
    let (label, key) = (label.clone(), key.clone());
    match mending {
        Mending::Not => None,
        Mending::InForm => Some(
            view! {
                <p><button class="btn btn--quiet btn--s" form="rule-form" name=MEND value=key>{label}</button></p>
            }
            .into_any(),
        ),
        Mending::Saved(campaign) => Some(
            view! {
                <form method="post" action=addresses::rule_editor::mend(&campaign.code)>
                    <input type="hidden" name="revision" value=campaign.revision.to_string()/>
                    <button class="btn btn--quiet btn--s" name=MEND value=key>{label}</button>
                </form>
            }
            .into_any(),
        ),
    }
}

/// What counts because the notice does not say: one line, unfolded on request.
pub(super) fn defaults(findings: &Findings, part: Part) -> Option<AnyView> {
    let language = lang::current();
    let points = findings.defaults_at(part);
    if points.is_empty() {
        return None;
    }
    let counted = defaults_in_words(points.len(), language);
    let rows = points
        .into_iter()
        .map(|point| view! { <li>{point.say(language)}</li> })
        .collect_view();
    let shown = view! {
        <details class="fold">
            <summary>{counted}</summary>
            <ul class="list small">{rows}</ul>
        </details>
    };
    Some(shown.into_any())
}

/// What a click has changed, and the way back to the version before it.
pub(super) fn mended(campaign: &Campaign, changed: &[Difference]) -> AnyView {
    let language = lang::current();
    let rows = changed
        .iter()
        .map(|found| view! { <li>{found.say(language)}</li> })
        .collect_view();
    let before = campaign.revision.before().unwrap_or_default();
    view! {
        <div class="note note--pass stack" role="status">
            <p><b>{t!("mended")}</b></p>
            <ul class="list small">{rows}</ul>
            <form method="post" action=addresses::rule_editor::versions(&campaign.code)>
                <input type="hidden" name="revision" value=campaign.revision.to_string()/>
                <input type="hidden" name="to" value=before.to_string()/>
                <button class="linkbtn">{t!("mended-undo", n = before.0)}</button>
            </form>
        </div>
    }
    .into_any()
}

/// What the form would change. A piece that is new is named, not read out: its boxes say what is in it.
pub(super) fn changes(changed: &[Difference]) -> Option<AnyView> {
    let language = lang::current();
    let rows = changed.iter().map(|found| {
        let place = found.place_in_words(language);
        let said = match (
            entries(found.before.as_ref()),
            entries(found.after.as_ref()),
        ) {
            (None, None) => found.say(language),
            (before, after) => match (before.unwrap_or(0), after.unwrap_or(0)) {
                (0, _) => t!("change-added", place = place),
                (_, 0) => t!("change-removed", place = place),
                (before, after) if before < after => t!("change-added", place = place),
                (before, after) if before > after => t!("change-removed", place = place),
                _ => t!("change-other", place = place),
            },
        };
        view! { <li>{said}</li> }
    });
    (!changed.is_empty())
        .then(|| view! { <ul class="list small">{rows.collect_view()}</ul> }.into_any())
}

/// How many pieces a value is made of; none where it is a word, a figure or a text.
fn entries(value: Option<&serde_json::Value>) -> Option<usize> {
    match value? {
        serde_json::Value::Object(fields) if fields.contains_key("zh") => None,
        serde_json::Value::Object(_) => Some(1),
        serde_json::Value::Array(list) if list.iter().any(serde_json::Value::is_object) => {
            Some(list.len())
        }
        _ => None,
    }
}
