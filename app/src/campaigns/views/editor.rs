//! Drafting: the announcement. Dates stand in the rules.

use super::super::queries::Campaign;
use crate::{
    accounts::queries::Area,
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        parts::refused,
        reader::Reader,
    },
};
use leptos::prelude::*;

pub fn new_page(_: &Reader, form: &Filled, areas: &[Area], patterns: &[Campaign]) -> AnyView {
    let areas = areas
        .iter()
        .map(|a| (a.scope.0.clone(), a.name.clone()))
        .collect();
    let patterns = std::iter::once((String::new(), t!("pattern-none")))
        .chain(
            patterns
                .iter()
                .map(|c| (c.code.clone(), c.content.title.clone())),
        )
        .collect();
    view! {
        <main id="main" class="desk">
            <div class="desk__head"><div><h1>{t!("new-campaign")}</h1><p>{t!("new-campaign-lead")}</p></div></div>
            {forms::error_summary(form)}
            <form method="post" novalidate>
                <fieldset class="group">
                    <legend>{t!("group-basics")}</legend>
                    <div class="fields">
                        {forms::input(form, Field::new("code", t!("field-code")).hint(t!("field-code-hint")).width("input--11"))}
                        {forms::select(form, Field::new("area", t!("field-area")), areas)}
                        {forms::select(form, Field::new("pattern", t!("field-pattern")).hint(t!("field-pattern-hint")), patterns)}
                    </div>
                </fieldset>
                {basics(form)}
                <div class="savebar"><p role="status">{t!("new-campaign-note")}</p>
                    <p class="actions"><button class="btn">{t!("new-campaign-do")}</button></p></div>
            </form>
        </main>
    }
    .into_any()
}

fn basics(form: &Filled) -> AnyView {
    view! {
        <fieldset class="group">
            <legend>{t!("group-announcement")}</legend>
            <div class="fields">
                {forms::input(form, Field::new("title", t!("field-title")))}
                {forms::input(form, Field::new("title_en", t!("field-title-en")))}
                {forms::input(form, Field::new("organiser", t!("field-organiser")))}
                {forms::input(form, Field::new("contact", t!("field-contact")))}
            </div>
            {forms::text_area(form, Field::new("announcement", t!("field-announcement")).hint(t!("field-announcement-hint")), 18)}
        </fieldset>
    }
    .into_any()
}

pub fn edit_page(
    _: &Reader,
    campaign: &Campaign,
    form: &Filled,
    refusal: Option<&Refusal>,
) -> AnyView {
    view! {
        <main id="main" class="desk">
            <div class="desk__head"><div><h1>{t!("edit-campaign")}</h1><p>{campaign.content.title.clone()}</p></div></div>
            {refused(refusal.cloned())}
            {forms::error_summary(form)}
            <form method="post" novalidate>
                <input type="hidden" name="revision" value=form.typed.get("revision").to_owned()/>
                {basics(form)}
                <div class="savebar"><p role="status">{t!("revision-n", n = campaign.revision.0)}</p>
                    <p class="actions"><button class="btn">{t!("save-and-rules")}</button></p></div>
            </form>
        </main>
    }
    .into_any()
}
