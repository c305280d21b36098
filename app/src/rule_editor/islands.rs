//! What lives in the browser: findings that follow what is typed into a rules form. Without scripts the button does it.

use leptos::prelude::*;

/// Sends the form to `to` a moment after the last input, and shows the answer where the findings stand. The words that
/// say so appear when it does.
#[island]
pub fn LiveFindings(to: String, words: String) -> impl IntoView {
    let is_live = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        browser::listen(&to);
        is_live.set(true);
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = to;
    view! { <p class="small muted noprint" hidden=move || !is_live.get()>{words}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        ev,
        prelude::{document, set_timeout, window_event_listener},
    };
    use std::{cell::Cell, rc::Rc, time::Duration};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{Element, Event, FormData, HtmlFormElement, UrlSearchParams, XmlHttpRequest};

    const FORM: &str = "#rule-form";
    const FINDINGS: &str = "#findings";
    const PAUSE: Duration = Duration::from_millis(400);

    pub fn listen(to: &str) {
        let to = Rc::new(to.to_owned());
        // Counts inputs: only the answer to the last one is shown.
        let latest = Rc::new(Cell::new(0u32));
        // For as long as the page lives: it has one form.
        std::mem::forget(window_event_listener(ev::input, move |event| {
            if in_form(&event) {
                let own = latest.get().wrapping_add(1);
                latest.set(own);
                let (to, latest) = (to.clone(), latest.clone());
                set_timeout(
                    move || {
                        if latest.get() == own {
                            let _ = ask(&to, own, latest);
                        }
                    },
                    PAUSE,
                );
            }
        }));
    }

    fn in_form(event: &Event) -> bool {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        target
            .and_then(|element| element.closest(FORM).ok().flatten())
            .is_some()
    }

    fn find(selector: &str) -> Option<Element> {
        document().query_selector(selector).ok().flatten()
    }

    /// What says the same as before is not read out again.
    fn replace(findings: &Element, text: &str) {
        let Ok(new) = document().create_element("div") else {
            return;
        };
        new.set_inner_html(text);
        if new.text_content() != findings.text_content() {
            findings.set_inner_html(text);
        }
    }

    fn ask(to: &str, own: u32, latest: Rc<Cell<u32>>) -> Result<(), JsValue> {
        let Some(form) = find(FORM).and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
            return Ok(());
        };
        let form: JsValue = FormData::new_with_form(&form)?.into();
        let typed = UrlSearchParams::new_with_str_sequence_sequence(&form)?;
        let request = XmlHttpRequest::new()?;
        request.open("POST", to)?;
        request.set_request_header("content-type", "application/x-www-form-urlencoded")?;
        let answer = request.clone();
        let show = Closure::once_into_js(move || {
            let text = answer
                .response_text()
                .ok()
                .flatten()
                .filter(|_| answer.status() == Ok(200));
            if let (Some(text), true, Some(findings)) = (text, latest.get() == own, find(FINDINGS))
            {
                replace(&findings, &text);
            }
        });
        request.set_onload(Some(show.unchecked_ref()));
        request.send_with_opt_str(Some(&String::from(typed.to_string())))
    }
}
