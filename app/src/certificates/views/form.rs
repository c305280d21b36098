//! The question: which number; where it is printed; the exact slip when it cannot be one.

use crate::{
    addresses,
    platform::form::Filled,
    ui::{
        forms::{Field, error_summary},
        reader::Reader,
    },
};
use domain::certificates::BadNumber;
use leptos::prelude::*;

pub fn page(reader: &Reader, form: &Filled, bad: Option<BadNumber>) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            <div class="measure question">
                {summary(form, bad)}
                <form class="form" role="search" action=addresses::certificates::CHECK>
                    <h1>{t!("menu-certificates")}</h1>
                    <p class="lead">{t!("cert-form-lead")}</p>
                    {field(form, bad)}
                    {where_printed()}
                    <p class="actions"><button class="btn">{t!("check")}</button></p>
                </form>
            </div>
            <p class="small muted measure">{t!("cert-form-privacy", phone = reader.site.phone.as_str())}</p>
        </main>
    }
    .into_any()
}

/// What is wrong with the number, in the words of the slip.
pub(super) fn slip(bad: BadNumber) -> String {
    match bad {
        BadNumber::Length(0) => t!("cert-bad-missing"),
        BadNumber::Length(length) => t!("cert-bad-length", length = length),
        BadNumber::Characters => t!("cert-bad-characters"),
        BadNumber::CheckCharacter => t!("cert-bad-check"),
    }
}

fn summary(form: &Filled, bad: Option<BadNumber>) -> AnyView {
    let Some(bad) = bad else {
        return error_summary(form);
    };
    view! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{t!("error-summary", count = 1)}</h2>
            <ul><li><a href="#number">{slip(bad)}</a></li></ul>
        </div>
    }
    .into_any()
}

fn field(form: &Filled, bad: Option<BadNumber>) -> AnyView {
    let Some(bad) = bad else {
        let field = Field::new("number", t!("certificate-number"))
            .hint(t!("certificate-number-hint"))
            .width("input--18");
        return crate::ui::forms::input(form, field);
    };
    view! {
        <div class="field field--error">
            <label class="label" for="number">{t!("certificate-number")}</label>
            <span class="hint" id="number-hint">{t!("certificate-number-hint")}</span>
            <p class="error" id="number-error"><span class="vh">{t!("error-prefix")}</span>{slip(bad)}</p>
            <input type="text" class="input input--18 input--error" id="number" name="number" autocomplete="off"
                value=form.typed.get("number").to_owned() aria-describedby="number-hint number-error" aria-invalid="true"/>
        </div>
    }
    .into_any()
}

fn where_printed() -> AnyView {
    view! {
        <details class="where">
            <summary>{t!("cert-where")}</summary>
            <div>
                <svg viewBox="0 0 360 200" width="360" height="200" role="img" aria-label=t!("cert-where-drawing")>
                    <rect x="1" y="1" width="358" height="198" rx="3" class="d-paper"></rect>
                    <rect x="10" y="10" width="340" height="180" rx="2" class="d-line"></rect>
                    <rect x="170" y="20" width="170" height="26" class="d-hit"></rect>
                    <text x="332" y="38" text-anchor="end" class="d-no">{t!("cert-where-number")}</text>
                    <text x="180" y="82" text-anchor="middle" class="d-title">{t!("cert-title")}</text>
                    <path d="M60 104h240M60 122h180" class="d-text"></path>
                    <rect x="28" y="138" width="42" height="42" class="d-line"></rect>
                </svg>
            </div>
        </details>
    }
    .into_any()
}
