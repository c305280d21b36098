//! Before an application is started: what it takes, until when, and the button.

use crate::{
    addresses,
    campaigns::queries::Campaign,
    error::Refusal,
    ui::{
        lang,
        parts::{back, refused, time},
        reader::Reader,
        timeline::phrased,
    },
};
use domain::rules::RuleDocument;
use leptos::prelude::*;

pub fn page(reader: &Reader, campaign: &Campaign, refusal: Option<Refusal>) -> AnyView {
    let code = campaign.code.clone();
    let papers = papers(&campaign.content.rules)
        .into_iter()
        .map(|paper| view! { <li>{paper}</li> })
        .collect_view();
    let applying = campaign.content.rules.applying.as_ref();
    let photo = applying.and_then(|applying| applying.photo.as_ref());
    let photo = photo.map(|photo| format!(" {}", photo.in_lang(reader.lang)));
    let open = refusal.is_none();
    view! {
        <main id="main" class="wrap main">
            {back(addresses::campaigns::announcement(&code), t!("back-to-announcement"))}
            <div class="measure">
                {refused(refusal)}
                <h1><span class="caption">{phrased(campaign.title(reader.lang))}</span>{t!("apply")}</h1>
                <p class="lead">{time(campaign.timetable.closes())}{t!("apply-note")}</p>
                <h2 class="h-s">{t!("apply-ready")}</h2>
                <ul class="list"><li>{t!("apply-ready-photo")}{photo}</li>{papers}</ul>
                <p class="muted">{t!("apply-ready-note")}</p>
                {open.then(|| view! {
                    <form method="post" action=addresses::applications::apply(&code)>
                        <p class="actions"><button class="btn btn--go">{t!("apply")}</button></p>
                    </form>
                })}
            </div>
        </main>
    }
    .into_any()
}

/// Every document that somebody may have to hand in, each once: what the notice lists, and what stands behind answers.
fn papers(rules: &RuleDocument) -> Vec<String> {
    let mut papers: Vec<String> = Vec::new();
    let listed = rules
        .applying
        .iter()
        .flat_map(|applying| &applying.documents);
    let behind = rules.facts.iter().filter_map(|def| def.document());
    for paper in listed.chain(behind) {
        let name = paper.in_lang(lang::current()).to_owned();
        if !papers.contains(&name) {
            papers.push(name);
        }
    }
    papers
}
