//! One application before its reviewers: what was answered and handed in, what the machine found, and the decision.

use super::{check, decision, dossier_parts as parts, names};
use crate::{
    addresses,
    applications::queries::{AnswerSheet, dossier::Dossier},
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        parts::{back, done, refused, time},
        reader::Reader,
        words,
    },
};
use domain::{
    access::Role,
    applications::Stage,
    review::{Verdict, answer_by, turn},
};
use leptos::prelude::*;

pub struct Page<'a> {
    pub dossier: &'a Dossier,
    pub sheet: &'a AnswerSheet,
    pub form: &'a Filled,
    pub refusal: Option<Refusal>,
    pub done: Option<String>,
}

pub fn page(reader: &Reader, page: &Page<'_>) -> AnyView {
    let opened = &page.dossier.opened;
    let code = &opened.campaign.code;
    let number = opened.number.clone().unwrap_or_default();
    let received = opened
        .submitted_at
        .map(|at| view! { <span>{time(at)}{t!("submitted-suffix")}</span> });
    view! {
        <main id="main" class="desk">
            {back(addresses::applications::queue(code), t!("back-to-queue"))}
            <div class="desk__head">
                <div>
                    <h1>{opened.person.name.clone()}</h1>
                    <p class="tagrow">{names::stage_tag(opened.stage)}" "<span>{t!("number-is", number = number)}</span>" "{received}</p>
                </div>
            </div>
            {done(page.done.clone())}
            {refused(page.refusal.clone())}
            {forms::error_summary(page.form)}
            <div class="bench">
                <div class="stack answers">
                    {parts::findings(page.dossier)}
                    {check::answers(opened, page.sheet, false)}
                    {parts::papers(opened, page.sheet)}
                    {parts::claims(page.dossier, page.form)}
                    {parts::trail(&page.dossier.history)}
                </div>
                {side(reader, page)}
            </div>
        </main>
    }
    .into_any()
}

/// What the reader can do now; otherwise where it stands.
fn side(reader: &Reader, page: &Page<'_>) -> AnyView {
    let dossier = page.dossier;
    match dossier.opened.stage {
        Stage::Appealed => appeal(page),
        _ if dossier.may_decide => decide(reader, page),
        stage => view! {
            <section class="decide" aria-labelledby="decide">
                <h2 id="decide">{t!("no-decision-open")}</h2>
                <p>{words::stage(stage)}</p>
                {dossier.not_begun.as_ref().map(|held| view! { <p class="note note--wait">{words::refusal(held)}</p> })}
                {parts::last_review(&dossier.opened)}
            </section>
        }
        .into_any(),
    }
}

fn decide(reader: &Reader, page: &Page<'_>) -> AnyView {
    let opened = &page.dossier.opened;
    let action = addresses::applications::decide(&opened.campaign.code, opened.id);
    let is_last = turn(opened.stage, &page.dossier.scope) == Some(Role::DistrictReviewer);
    let by = |verdict| answer_by(&opened.campaign.timetable, verdict, reader.now);
    view! {
        <form class="decide" method="post" action=action aria-labelledby="decide" novalidate>
            <h2 id="decide">{t!("decide-about-name", name = opened.person.name.as_str())}</h2>
            {parts::last_review(opened)}
            <input type="hidden" name="revision" value=revision(page)/>
            {decision::fields(page.form, is_last)}
            <p class="small muted">
                {t!("decide-note")}
                {time(by(Verdict::Return))}{t!("decide-correct-by")}
                {time(by(Verdict::Reject))}{t!("decide-appeal-by")}
            </p>
            <p class="actions"><button class="btn">{t!("decide-one")}</button></p>
        </form>
    }
    .into_any()
}

/// The state that the form was about when it was first shown stays with it.
fn revision(page: &Page<'_>) -> String {
    match page.form.typed.get("revision") {
        "" => page.dossier.opened.revision.to_string(),
        typed => typed.to_owned(),
    }
}

fn appeal(page: &Page<'_>) -> AnyView {
    let dossier = page.dossier;
    let opened = &dossier.opened;
    let text = dossier.appeal.as_ref().map(|(text, at)| {
        let lines = text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        view! { <div class="note note--wait"><p><b>{t!("appeal-says")}</b>" "{time(*at)}</p>{lines}</div> }
    });
    let action = addresses::applications::decide_appeal(&opened.campaign.code, opened.id);
    let choices = [
        ("uphold", t!("appeal-uphold")),
        ("overturn", t!("appeal-overturn")),
    ];
    let segments = choices.map(|(value, label)| {
        let checked = page.form.typed.get("ruling") == value;
        view! { <label><input type="radio" name="ruling" value=value checked=checked/><span>{label}</span></label> }
    });
    let form = view! {
        <input type="hidden" name="revision" value=revision(page)/>
        <fieldset class="segments segments--2" id="ruling">
            <legend class="vh">{t!("verdict")}</legend>{segments.into_iter().collect_view()}
        </fieldset>
        {page.form.problem("ruling").map(|problem| view! {
            <p class="error"><span class="vh">{t!("error-prefix")}</span>{words::problem(problem)}</p>
        })}
        {forms::text_area(page.form, Field::new("note", t!("appeal-reason")).hint(t!("decision-note-hint")), 4)}
        <p class="actions"><button class="btn">{t!("appeal-decide")}</button></p>
    };
    let body = match (dossier.may_decide_appeal, dossier.rejected_by_reader) {
        (true, false) => form.into_any(),
        (true, true) => view! { <p class="note">{t!("appeal-not-you")}</p> }.into_any(),
        (false, _) => view! { <p class="note">{t!("appeal-others")}</p> }.into_any(),
    };
    view! {
        <form class="decide" method="post" action=action aria-labelledby="decide" novalidate>
            <h2 id="decide">{t!("appeal-about", name = opened.person.name.as_str())}</h2>
            {parts::last_review(opened)}
            {text}
            {body}
        </form>
    }
    .into_any()
}
