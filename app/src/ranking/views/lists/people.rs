//! The people of a list, on the page and as a table.

use super::ListView;
use crate::{
    addresses,
    entity::kinds::RunStage,
    platform::spreadsheet::Table,
    ranking::queries::Person,
    ui::{
        lang,
        parts::{Tone, tag},
        reader::Reader,
        words,
    },
};
use domain::{ranking::Placing, rules::OutBy};
use leptos::prelude::*;

pub(super) fn people(view: &ListView) -> AnyView {
    let page = view.page;
    let name = page
        .posts
        .iter()
        .find(|p| p.code == page.chosen)
        .map(|p| p.name.clone())
        .unwrap_or_default();
    let export = addresses::ranking::table(&view.campaign.code, page.stage);
    let title = t!("list-people", post = page.chosen.as_str(), name = name);
    if page.people.is_empty() {
        return view! {
            <section class="section" id="people">
                <div class="section__head"><h2>{title}</h2></div>
                <div class="empty"><p><b>{t!("list-nobody")}</b></p></div>
            </section>
        }
        .into_any();
    }
    let rows = page
        .people
        .iter()
        .map(|person| person_row(page.stage, person))
        .collect_view();
    view! {
        <section class="section" id="people">
            <div class="section__head">
                <h2>{title.clone()}</h2>
                <p><a href=export>{t!("list-export")}</a></p>
            </div>
            <div class="gridwrap" role="region" aria-label=title.clone() tabindex="0">
                <table class="grid">
                    <caption class="vh">{title.clone()}</caption>
                    <thead><tr>{heads(page.stage)}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

pub(super) fn heads(stage: RunStage) -> AnyView {
    let number = |text: String| view! { <th scope="col" class="num">{text}</th> }.into_any();
    let totals = match stage {
        RunStage::Totals => vec![number(t!("list-interview")), number(t!("list-total"))],
        RunStage::Shortlist => vec![],
    };
    view! {
        {number(t!("list-rank"))}
        <th scope="col">{t!("ticket-number")}</th>
        <th scope="col">{t!("name")}</th>
        {number(t!("list-written"))}
        {number(t!("list-bonus"))}
        {totals}
        <th scope="col">{t!("list-outcome")}</th>
    }
    .into_any()
}

fn person_row(stage: RunStage, person: &Person) -> impl IntoView + use<> {
    let line = person.line;
    let place = person.place(stage);
    let place = place.map_or_else(|| "—".to_owned(), |place| place.to_string());
    let bonus = if line.bonus.raw() == 0 {
        String::new()
    } else {
        line.bonus.to_string()
    };
    let totals = (stage == RunStage::Totals).then(|| {
        view! {
            <td class="num">{words::score(line.interview)}</td>
            <td class="num"><b>{words::score(line.total)}</b></td>
        }
    });
    view! {
        <tr>
            <td class="num">{place}</td>
            <td>{person.ticket.clone()}</td>
            <th scope="row">{person.name.clone()}</th>
            <td class="num">{words::score(line.written)}</td>
            <td class="num">{bonus}</td>
            {totals}
            <td>{outcome(stage, person)}</td>
        </tr>
    }
}

fn outcome_word(stage: RunStage, person: &Person) -> String {
    match stage {
        RunStage::Shortlist if person.line.shortlisted => t!("list-in"),
        RunStage::Shortlist if person.line.placing == Placing::NotSelected => {
            OutBy::NotCalled.brief(lang::current())
        }
        _ => words::placing(person.line.placing),
    }
}

fn outcome(stage: RunStage, person: &Person) -> AnyView {
    let word = outcome_word(stage, person);
    let tied = (person.line.tied && stage == RunStage::Totals)
        .then(|| view! { " "<span class="small muted">{t!("list-tied")}</span> });
    let shown = match (stage, person.line.placing) {
        (RunStage::Shortlist, _) if person.line.shortlisted => tag(Tone::Settled, word).into_any(),
        (RunStage::Totals, Placing::Selected) => tag(Tone::Settled, word).into_any(),
        (RunStage::Totals, Placing::Substitute(_)) => tag(Tone::Quiet, word).into_any(),
        _ => view! { <span class="muted">{word}</span> }.into_any(),
    };
    view! { {shown}{tied} }.into_any()
}

/// Everybody of a stage for offices.
pub fn table(_: &Reader, code: &str, stage: RunStage, people: Vec<(String, Person)>) -> Table {
    let rows = people.into_iter().map(|(post, person)| {
        let line = person.line;
        let place = person.place(stage);
        vec![
            post,
            place.map(|place| place.to_string()).unwrap_or_default(),
            person.ticket.clone(),
            person.name.clone(),
            line.written
                .map(|points| points.to_string())
                .unwrap_or_default(),
            line.bonus.to_string(),
            line.interview
                .map(|points| points.to_string())
                .unwrap_or_default(),
            line.total
                .map(|points| points.to_string())
                .unwrap_or_default(),
            outcome_word(stage, &person),
        ]
    });
    let name = if stage == RunStage::Shortlist {
        "shortlist"
    } else {
        "totals"
    };
    Table {
        name: format!("{code}-{name}"),
        head: vec![
            t!("post-code"),
            t!("list-rank"),
            t!("ticket-number"),
            t!("name"),
            t!("list-written"),
            t!("list-bonus"),
            t!("list-interview"),
            t!("list-total"),
            t!("list-outcome"),
        ],
        rows: rows.collect(),
    }
}
