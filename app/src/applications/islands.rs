//! What lives in the browser: the keys of the review queue. Without scripts the table works by tab, space and enter.

use leptos::prelude::*;

/// The legend of the keys, and the keys themselves. They act only while the focus is in the table, so that nobody who
/// speaks or types elsewhere sets them off (WCAG 2.1.4). `words`: each key with what it does.
#[island]
pub fn QueueKeys(words: Vec<(String, String)>) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(|_| browser::listen());
    let keys = words
        .into_iter()
        .map(|(key, does)| view! { <span><kbd>{key}</kbd>{does}</span> });
    view! { <p class="keys noprint">{keys.collect_view()}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        ev::{self, KeyboardEvent},
        prelude::{document, window_event_listener},
    };
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement, HtmlFormElement};

    const TABLE: &str = "#picks";

    pub fn listen() {
        // For as long as the page lives: it has one queue.
        std::mem::forget(window_event_listener(ev::keydown, |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            let inside = target.filter(|element| element.closest(TABLE).ok().flatten().is_some());
            let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
            if let Some(element) = inside.filter(|_| !modified) {
                act(&event, &element);
            }
        }));
    }

    fn act(event: &KeyboardEvent, at: &Element) {
        let row = at.closest("tbody tr").ok().flatten();
        let acted = match (event.key().as_str(), row) {
            ("j", row) => step(row, Element::next_element_sibling),
            ("k", row) => step(row, Element::previous_element_sibling),
            ("Enter", Some(row)) if at.has_attribute("aria-label") => press(&row, "th a"),
            ("p", _) => decide("pass"),
            ("r", _) => decide("return"),
            _ => None,
        };
        if acted.is_some() {
            event.prevent_default();
        }
    }

    fn find(selector: &str) -> Option<HtmlElement> {
        document()
            .query_selector(selector)
            .ok()
            .flatten()?
            .dyn_into()
            .ok()
    }

    fn press(inside: &Element, selector: &str) -> Option<()> {
        inside
            .query_selector(selector)
            .ok()
            .flatten()?
            .dyn_into::<HtmlElement>()
            .ok()?
            .click();
        Some(())
    }

    /// To the next row, or to the first one.
    fn step(from: Option<Element>, next: fn(&Element) -> Option<Element>) -> Option<()> {
        let row = match &from {
            Some(row) => next(row)?,
            None => document()
                .query_selector("#picks tbody tr")
                .ok()
                .flatten()?,
        };
        if let Some(row) = from {
            let _ = row.remove_attribute("aria-current");
        }
        let _ = row.set_attribute("aria-current", "true");
        let place = row.query_selector("input:not(:disabled)").ok().flatten();
        let place = place.or_else(|| row.query_selector("th a").ok().flatten())?;
        place.dyn_into::<HtmlElement>().ok()?.focus().ok()
    }

    /// Chooses the verdict about the people listed beside the table; where none are listed yet, lists the picked ones.
    fn decide(verdict: &str) -> Option<()> {
        match find(&format!(".decide input[value={verdict}]")) {
            Some(choice) => {
                choice.click();
                find(".decide .btn")?.focus().ok()
            }
            None => find(TABLE)?
                .dyn_into::<HtmlFormElement>()
                .ok()?
                .request_submit()
                .ok(),
        }
    }
}
