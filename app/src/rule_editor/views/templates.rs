//! The usual courses, offered beside the rules of a new draft that state no stage yet.

use crate::{
    addresses,
    campaigns::queries::Campaign,
    rule_editor::{fields::ACT, templates::Template},
    ui::lang,
};
use domain::rules::Part;
use leptos::prelude::*;

/// The buttons lead to the form of the stages with the course in it; nothing is saved by them.
pub(super) fn offer(campaign: &Campaign) -> Option<AnyView> {
    let rules = &campaign.content.rules;
    let stated = !rules.stages.is_empty() || rules.variants.iter().any(|own| own.stages.is_some());
    if stated {
        return None;
    }
    let to = addresses::rule_editor::part(&campaign.code, Part::Stages);
    let buttons = Template::all().iter().map(|template| {
        view! { <button class="btn btn--quiet" name=ACT value=template.act()>{template.name(lang::current())}</button> }
    });
    let offered = view! {
        <section class="stack">
            <h2 class="h-s">{t!("form-templates")}</h2>
            <p class="small muted measure">{t!("form-templates-note")}</p>
            <form method="post" action=to>
                <input type="hidden" name="revision" value=campaign.revision.to_string()/>
                <p class="actions">{buttons.collect_view()}</p>
            </form>
        </section>
    };
    Some(offered.into_any())
}
