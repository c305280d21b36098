//! The form of a trial, and what came out.

mod result;

use super::queries::Offer;
use crate::{
    addresses,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        lang,
        parts::back,
        reader::Reader,
        words,
    },
};
use domain::{
    dry_run::Trial,
    rules::{Names, table::PeopleProblem},
    tables::Told,
};
use leptos::prelude::*;

#[derive(Default)]
pub struct Report {
    pub after: Option<Trial>,
    pub before: Option<Trial>,
    /// Why the rules to compare with cannot be run, in the reader's language.
    pub not_compared: Vec<String>,
    /// What somebody must look at in the table.
    pub rows: Vec<PeopleProblem>,
    /// How the table was read, and what was left out of it.
    pub told: Vec<Told>,
    /// Why nothing could be computed, in the reader's language.
    pub fault: Vec<String>,
    /// The people are an office's own: what a run notices about them is worth a look.
    pub noticed: bool,
}

impl Report {
    /// Nothing was computed; this is how the table was read.
    pub fn of_table(told: Vec<Told>) -> Self {
        Report {
            told,
            ..Report::default()
        }
    }

    /// Why nothing was computed.
    pub fn of_fault(fault: Vec<String>) -> Self {
        Report {
            fault,
            ..Report::default()
        }
    }
}

pub struct Page<'a> {
    pub offer: &'a Offer,
    pub form: &'a Filled,
    pub report: &'a Report,
}

/// More problems than these are counted, not listed.
const LISTED: usize = 50;

pub fn page(_: &Reader, page: &Page) -> AnyView {
    let code = &page.offer.campaign.code;
    view! {
        <main id="main" class="desk">
            {back(addresses::rule_editor::rules(code), t!("edit-rules"))}
            <div class="desk__head"><div><h1>{t!("try-rules")}</h1><p>{t!("try-lead")}</p></div></div>
            {forms::error_summary(page.form)}
            {problems(page.report)}
            {form(page)}
            {not_compared(page)}
            {page.report.after.as_ref().map(|after| result::page(after, page.report.before.as_ref()))}
        </main>
    }
    .into_any()
}

fn form(page: &Page) -> AnyView {
    let (form, code) = (page.form, &page.offer.campaign.code);
    view! {
        <form method="post" enctype="multipart/form-data" novalidate>
            <fieldset class="group">
                <legend>{t!("try-what")}</legend>
                <div class="fields">
                    {forms::choices(form, Field::new("data", t!("try-data")), false, data(page))}
                    {forms::file(form, Field::new("table", t!("try-table")).hint(t!("try-table-hint")), ".csv,.xlsx,.xls")}
                    {forms::select(form, Field::new("against", t!("try-against")).hint(t!("try-against-hint")), against(page))}
                    {forms::tick(form, Field::new("own_posts", t!("try-own-posts")))}
                </div>
                <p class="small"><a href=addresses::dry_run::sample(code)>{t!("try-sample-table")}</a></p>
            </fieldset>
            <p class="actions"><button class="btn">{t!("try-do")}</button><span class="muted">{t!("try-nothing-stored")}</span></p>
        </form>
    }
    .into_any()
}

fn data(page: &Page) -> Vec<(String, String)> {
    let fixed = [
        ("sample".to_owned(), t!("try-data-sample")),
        ("table".to_owned(), t!("try-data-table")),
    ];
    let finished = page.offer.finished.iter().map(|campaign| {
        let label = t!("try-data-campaign", title = campaign.title(lang::current()));
        (format!("campaign-{}", campaign.code), label)
    });
    fixed.into_iter().chain(finished).collect()
}

fn against(page: &Page) -> Vec<(String, String)> {
    let offer = page.offer;
    let none = ("none".to_owned(), t!("try-against-none"));
    let decided =
        (!offer.finished.is_empty()).then(|| ("decided".to_owned(), t!("try-against-decided")));
    let states = offer.saved.iter().map(|draft| {
        let label = t!(
            "try-against-state",
            n = draft.revision.0,
            at = words::date_time(draft.at)
        );
        (format!("state-{}", draft.revision), label)
    });
    let announced = offer.announced.iter().map(|campaign| {
        let label = t!(
            "try-against-campaign",
            title = campaign.title(lang::current())
        );
        (format!("campaign-{}", campaign.code), label)
    });
    std::iter::once(none)
        .chain(decided)
        .chain(states)
        .chain(announced)
        .collect()
}

/// Which rules could not be run beside these, and why.
fn not_compared(page: &Page) -> Option<AnyView> {
    if page.report.not_compared.is_empty() {
        return None;
    }
    let chosen = page.form.typed.get("against");
    let rules = against(page).into_iter().find(|(key, _)| key == chosen);
    let rules = rules.map(|(_, label)| label).unwrap_or_default();
    let reasons = page.report.not_compared.iter().take(LISTED).cloned();
    let reasons = reasons
        .map(|reason| view! { <li>{reason}</li> })
        .collect_view();
    let shown = view! {
        <div class="note note--wait" role="status">
            <p><b>{t!("try-not-compared", rules = rules)}</b></p><ul class="list">{reasons}</ul>
        </div>
    };
    Some(shown.into_any())
}

/// Rows and columns of the table, or people whose figures the rules cannot take.
fn problems(report: &Report) -> AnyView {
    let lang = lang::current();
    let rows = report.rows.iter().map(|problem| problem.say(lang));
    let told = report.told.iter().filter(|told| !told.is_usual());
    let rows = rows.chain(told.map(|told| told.say(lang)));
    let trial = report.after.iter().filter(|_| report.noticed);
    let notices = trial.flat_map(|trial| {
        let names = Names::new(&trial.rules, &trial.outcome);
        let notices = trial.outcome.notices.iter();
        notices.map(move |notice| notice.say(names, lang))
    });
    let said: Vec<String> = rows
        .chain(report.fault.iter().cloned())
        .chain(notices)
        .collect();
    if said.is_empty() {
        return ().into_any();
    }
    let more = said.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| view! { <li>{t!("try-more", n = more)}</li> });
    let title = if report.fault.is_empty() {
        t!("try-warnings")
    } else {
        t!("try-cannot")
    };
    let lines = said
        .into_iter()
        .take(LISTED)
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <div class="note note--wait" role="status"><p><b>{title}</b></p><ul class="list">{lines}{more}</ul></div>
    }
    .into_any()
}
