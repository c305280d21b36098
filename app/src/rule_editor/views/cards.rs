//! The course as it is stated: a card for each stage, the total and each step after the exam, in sentences.

use crate::{campaigns::queries::Campaign, rule_editor::fields::ACT, ui::lang};
use domain::rules::{Card, CardTopic, Part, course as cards_of};
use leptos::prelude::*;

/// The cards in the order in which people go through the course, and the way to one more; nothing while no stage is
/// stated.
pub fn course(campaign: &Campaign) -> Option<AnyView> {
    let rules = &campaign.content.rules;
    if rules.stages.is_empty() {
        return None;
    }
    let cards = cards_of(rules, lang::current());
    let cards = cards
        .into_iter()
        .map(|card| shown(&campaign.code, card))
        .collect_view();
    let to = |part: Part| format!("/desk/{}/rules/{}", campaign.code, part.slug());
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
pub fn reads_out(campaign: &Campaign, part: Part) -> bool {
    let rules = &campaign.content.rules;
    let has_cards = !rules.stages.is_empty();
    has_cards
        && match part {
            Part::Stages => true,
            Part::Total => rules.total.is_some() && rules.ties.is_some(),
            _ => false,
        }
}

fn shown(code: &str, card: Card) -> AnyView {
    let place = match card.part {
        Part::Stages => format!("#stages-{}", card.index),
        Part::After => format!("#steps-{}", card.index),
        _ => String::new(),
    };
    let to = format!("/desk/{code}/rules/{}{place}", card.part.slug());
    let rows = card
        .rows
        .into_iter()
        .map(|(topic, said)| view! { <div><dt>{name(topic)}</dt><dd>{said}</dd></div> })
        .collect_view();
    view! {
        <li>
            <h3>{card.name.clone()}</h3>
            <dl class="mini">{rows}</dl>
            <a href=to>{t!("change")}<span class="vh">{card.name}</span></a>
        </li>
    }
    .into_any()
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
        CardTopic::Notice => t!("card-notice"),
    }
}
