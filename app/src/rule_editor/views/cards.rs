//! The course as it is stated: a card for each stage, the total and each step after the exam, in sentences.

use super::findings::{self, Mending};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    rule_editor::{
        fields::ACT,
        queries::{Finding, Findings},
    },
    ui::lang,
};
use domain::rules::{Card, CardTopic, Part, Severity, course as cards_of};
use leptos::prelude::*;

/// The cards in the order in which people go through the course; none while no stage is stated.
pub(super) fn of(campaign: &Campaign) -> Vec<Card> {
    let rules = &campaign.content.rules;
    match rules.stages.is_empty() {
        true => Vec::new(),
        false => cards_of(rules, lang::current()),
    }
}

/// The cards, each with what the check found at it, and the way to one more.
pub(super) fn course(campaign: &Campaign, cards: &[Card], found: &Findings) -> Option<AnyView> {
    if cards.is_empty() {
        return None;
    }
    let cards = cards
        .iter()
        .map(|card| shown(campaign, card, &at(card, found)))
        .collect_view();
    let to = |part: Part| addresses::rule_editor::part(&campaign.code, part);
    let add = |part: Part, act: &'static str, label: String| {
        view! {
            <form method="post" action=to(part)>
                <input type="hidden" name="revision" value=campaign.revision.to_string()/>
                <button class="btn btn--quiet btn--s" name=ACT value=act>{label}</button>
            </form>
        }
    };
    let course = view! {
        <ol class="course">{cards}</ol>
        <div class="actions">
            {add(Part::Stages, "stages:add", t!("add-stage"))}
            {add(Part::After, "steps:add", t!("add-after-step"))}
        </div>
    };
    Some(course.into_any())
}

/// Whether the cards say all that the part says.
pub(super) fn reads_out(campaign: &Campaign, part: Part) -> bool {
    let rules = &campaign.content.rules;
    let has_cards = !rules.stages.is_empty();
    has_cards
        && match part {
            Part::Stages => true,
            Part::Total => rules.total.is_some() && rules.ties.is_some(),
            _ => false,
        }
}

/// What the check found at a card.
fn at(card: &Card, found: &Findings) -> Vec<Finding> {
    match card.part {
        Part::Stages => found.below(&format!("/stages/{}", card.index)),
        Part::After => found.below(&format!("/after/{}", card.index)),
        part => found.at(part),
    }
}

/// What it found in a part and at none of the cards.
pub(super) fn beside(cards: &[Card], part: Part, found: &Findings) -> Vec<Finding> {
    let own = cards.iter().filter(|card| card.part == part);
    let on_cards: Vec<Finding> = own.flat_map(|card| at(card, found)).collect();
    let mut all = found.at(part);
    all.retain(|one| on_cards.iter().all(|other| other.found != one.found));
    all
}

fn shown(campaign: &Campaign, card: &Card, found: &[Finding]) -> AnyView {
    let place = match card.part {
        Part::Stages => format!("#stages-{}", card.index),
        Part::After => format!("#steps-{}", card.index),
        _ => String::new(),
    };
    let to = format!(
        "{}{place}",
        addresses::rule_editor::part(&campaign.code, card.part)
    );
    let rows = card
        .rows
        .iter()
        .map(|(topic, said)| view! { <div><dt>{name(*topic)}</dt><dd>{said.clone()}</dd></div> })
        .collect_view();
    let list = (!found.is_empty()).then(|| findings::list(found, Mending::Saved(campaign)));
    view! {
        <li>
            <div><h3>{card.name.clone()}</h3>{count(found)}</div>
            <div class="stack"><dl class="mini">{rows}</dl>{list}</div>
            <a href=to>{t!("change")}<span class="vh">{card.name.clone()}</span></a>
        </li>
    }
    .into_any()
}

/// How many findings stand at a card; nothing where there is none.
fn count(found: &[Finding]) -> Option<AnyView> {
    let blocks = found
        .iter()
        .any(|one| one.found.severity == Severity::Blocks);
    let class = if blocks { "mk no" } else { "mk look" };
    let shown = view! { <p class="small"><span class=class>{t!("card-findings", count = found.len())}</span></p> };
    (!found.is_empty()).then(|| shown.into_any())
}

fn name(topic: CardTopic) -> String {
    match topic {
        CardTopic::Held => t!("card-held"),
        CardTopic::Checked => t!("card-checked"),
        CardTopic::Scored => t!("card-scored"),
        CardTopic::Lines => t!("card-lines"),
        CardTopic::TakesPart => t!("card-takes-part"),
        CardTopic::GoesOn => t!("card-next"),
        CardTopic::Formed => t!("card-formed"),
        CardTopic::Level => t!("card-level"),
        CardTopic::Recount => t!("card-recount"),
        CardTopic::PutUp => t!("card-put-up"),
        CardTopic::Notice => t!("card-notice"),
    }
}
