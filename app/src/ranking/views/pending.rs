//! What the rules leave to people, in plain words.

use crate::{ranking::queries::ListPage, ui::lang};
use domain::{
    ranking::blocks,
    rules::{Pending, PostCode, RuleDocument, Stage},
};
use leptos::prelude::*;

/// What blocks comes first.
pub fn list(doc: &RuleDocument, page: &ListPage) -> AnyView {
    let mut open: Vec<&Pending> = page.outcome.pending.iter().collect();
    if open.is_empty() {
        return ().into_any();
    }
    open.sort_by_key(|pending| !blocks(pending));
    let line = |pending: &&Pending| {
        let class = if blocks(pending) { "no" } else { "look" };
        view! { <li class=class><div><p>{sentence(doc, page, pending)}</p></div></li> }
    };
    view! {
        <section aria-labelledby="pending">
            <h3 id="pending">{t!("pending-title")}</h3>
            <ul class="ticks ticks--s">{open.iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn sentence(doc: &RuleDocument, page: &ListPage, pending: &Pending) -> String {
    let post = |code: &PostCode| code.as_str().to_owned();
    match pending {
        Pending::PassLine { stage, posts } => {
            t!(
                "pending-pass-line",
                stage = stage_name(*stage),
                posts = joined(posts.iter().map(post))
            )
        }
        Pending::Opening {
            post: code,
            people,
            needed,
        } => {
            t!(
                "pending-opening",
                post = post(code),
                people = *people,
                needed = *needed
            )
        }
        Pending::RemovedPlaces { post: code, places } => {
            t!("pending-removed", post = post(code), places = *places)
        }
        Pending::Places { post: code } => t!("pending-places", post = post(code)),
        Pending::Shortfall {
            post: code,
            people,
            needed,
        } => {
            t!(
                "pending-shortfall",
                post = post(code),
                people = *people,
                needed = *needed
            )
        }
        Pending::ExtraTest {
            post: code,
            people,
            places,
            ..
        } => {
            t!(
                "pending-extra-test",
                post = post(code),
                people = named(page, people),
                places = *places
            )
        }
        Pending::Order {
            post: code,
            people,
            places,
        } => {
            t!(
                "pending-order",
                post = post(code),
                people = named(page, people),
                places = *places
            )
        }
        Pending::Substitution {
            post: code,
            vacancies,
        } => {
            t!(
                "pending-substitution",
                post = post(code),
                vacancies = *vacancies
            )
        }
        Pending::ExclusiveBonus { candidate, items } => {
            let names = items.iter().map(|item| bonus_name(doc, item.as_str()));
            let person = named(page, std::slice::from_ref(candidate));
            t!("pending-exclusive", person = person, items = joined(names))
        }
        Pending::Room {
            room,
            sitting,
            posts,
        } => {
            let posts = joined(posts.iter().map(post));
            match sitting {
                None => t!("pending-room", room = room.as_str(), posts = posts),
                Some(sitting) => t!(
                    "pending-room-sitting",
                    room = room.as_str(),
                    sitting = sitting.as_str(),
                    posts = posts
                ),
            }
        }
        Pending::RefutedBonus { candidate, item } => t!(
            "pending-refuted",
            person = named(page, std::slice::from_ref(candidate)),
            item = bonus_name(doc, item.as_str())
        ),
        Pending::UnstatedBonus { item } => {
            t!("pending-unstated", item = bonus_name(doc, item.as_str()))
        }
    }
}

fn stage_name(stage: Stage) -> String {
    match stage {
        Stage::OpeningRatio | Stage::Written | Stage::Shortlist => t!("kind-written"),
        Stage::Total => t!("pending-stage-total"),
    }
}

/// `26032800412 张某某`
fn named(page: &ListPage, tickets: &[String]) -> String {
    let person = |ticket: &String| match page.names.get(ticket) {
        Some(name) => format!("{ticket} {name}"),
        None => ticket.clone(),
    };
    joined(tickets.iter().map(person))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    parts.join(if lang::current() == domain::Lang::Zh {
        "、"
    } else {
        ", "
    })
}

fn bonus_name(doc: &RuleDocument, code: &str) -> String {
    let rules =
        std::iter::once(&doc.rules).chain(doc.variants.iter().map(|variant| &variant.rules));
    let mut items = rules
        .filter_map(|rules| rules.bonus.as_ref())
        .flat_map(|bonus| &bonus.items);
    let found = items.find(|item| item.code.as_str() == code);
    found.map_or_else(
        || code.to_owned(),
        |item| item.name.in_lang(lang::current()).to_owned(),
    )
}
