//! A draft's rules part by part, each in a sentence with what the check found there; the course in cards; and handing in.

use super::{
    cards,
    findings::{self, Mending},
    templates,
};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    error::Refusal,
    rule_editor::queries::{Finding, Findings},
    ui::{
        lang,
        parts::{done, not_carried, refused},
        reader::Reader,
        words,
    },
};
use domain::rules::{Card, Difference, Part, Severity, summary_of};
use leptos::prelude::*;

pub(super) fn name(part: Part) -> &'static str {
    part.name(lang::current())
}

fn groups() -> [(String, Vec<Part>); 4] {
    use Part::*;
    [
        (t!("parts-who"), vec![Basics, Applying, Areas, Pools, Posts]),
        (
            t!("parts-eligibility"),
            vec![Eligibility, Exclusions, Definitions, Facts],
        ),
        (
            t!("parts-exam"),
            vec![
                Stages,
                Total,
                Bonus,
                Opening,
                Tracks,
                After,
                Publication,
                Variants,
            ],
        ),
        (
            t!("parts-rest"),
            vec![Decisions, Examples, Notes, Marks, All],
        ),
    ]
}

/// What the act that led here has done.
#[derive(Default)]
pub struct Came {
    /// The changes that a click made.
    pub changed: Option<Vec<Difference>>,
    /// It was a save that changed nothing.
    pub is_same: bool,
    pub refusal: Option<Refusal>,
}

pub fn page(_: &Reader, campaign: &Campaign, found: &Findings, came: &Came) -> AnyView {
    let code = &campaign.code;
    let course_cards = cards::of(campaign);
    let groups = groups().into_iter().map(|(title, parts)| {
        let course = parts.contains(&Part::Stages);
        let course = course.then(|| cards::course(campaign, &course_cards, found));
        let rows = rows(campaign, parts, &course_cards, found);
        view! { <section><h2 class="h-s">{title}</h2>{course}<dl class="answer">{rows}</dl></section> }
    });
    view! {
        <main id="main" class="desk">
            <div class="desk__head">
                <div><h1>{t!("edit-rules")}</h1><p>{campaign.content.title.clone()}</p></div>
                {tally(campaign, found)}
                <p class="actions">
                    <a href=addresses::campaigns::edit(code)>{t!("edit-campaign")}</a>
                    <a href=addresses::rule_editor::versions(code)>{t!("versions")}</a>
                    <a href=addresses::dry_run::trial(code)>{t!("try-rules")}</a>
                    <a href=addresses::settings::GUIDE>{t!("rules-guide")}</a>
                </p>
            </div>
            {came.changed.as_deref().map(|changed| findings::mended(campaign, changed))}
            {done(came.is_same.then(|| t!("part-same")))}
            {refused(came.refusal.clone())}
            {(!found.all.is_empty()).then(|| findings::jump(t!("lint-count", count = found.all.len())))}
            <div class="editor">
                <div class="answers">{templates::offer(campaign)}{groups.collect_view()}</div>
                <aside class="decide" aria-labelledby="lint">
                    {counts(campaign, found)}
                    {hand_in(campaign)}
                </aside>
            </div>
        </main>
    }
    .into_any()
}

/// What a card reads out stands there, unless the check found something that stands at no card.
fn rows(campaign: &Campaign, parts: Vec<Part>, cards: &[Card], found: &Findings) -> AnyView {
    let rows = parts
        .into_iter()
        .map(|part| (part, at(cards, part, found)))
        .filter(|(part, own)| !cards::reads_out(campaign, *part) || !own.is_empty())
        .map(|(part, own)| row(campaign, part, &own));
    rows.collect_view().into_any()
}

/// How large the recruitment is, and what is left to do.
fn tally(campaign: &Campaign, found: &Findings) -> AnyView {
    let posts = &campaign.content.rules.posts;
    let places: u32 = posts.iter().filter_map(|post| post.places).sum();
    let blocks = found.blocking();
    view! {
        <dl class="tally">
            <div><dt>{t!("fact-posts")}</dt><dd>{posts.len()}</dd></div>
            <div><dt>{t!("fact-places")}</dt><dd>{words::count(places)}</dd></div>
            <div class=(blocks > 0).then_some("bad")><dt>{t!("lint-blocks")}</dt><dd>{blocks}</dd></div>
            <div><dt>{t!("lint-warns")}</dt><dd>{found.of_severity(Severity::Asks)}</dd></div>
        </dl>
    }
    .into_any()
}

/// What the check found in a part, or in the whole, and at no card.
fn at(cards: &[Card], part: Part, found: &Findings) -> Vec<Finding> {
    match part {
        Part::All => found.at_none(),
        part => cards::beside(cards, part, found),
    }
}

fn row(campaign: &Campaign, part: Part, own: &[Finding]) -> AnyView {
    let (code, rules) = (&campaign.code, &campaign.content.rules);
    let shown = (!own.is_empty()).then(|| findings::list(own, Mending::Saved(campaign)));
    let said = summary_of(rules, part, lang::current()).brief;
    view! {
        <div>
            <dt>{name(part)}</dt>
            <dd>{said}{shown}</dd>
            <dd><a href=addresses::rule_editor::part(code, part)>{t!("change")}<span class="vh">{name(part)}</span></a></dd>
        </div>
    }
    .into_any()
}

fn counts(campaign: &Campaign, found: &Findings) -> AnyView {
    let count = found.all.len();
    let defaults = findings::defaults(found, Part::All);
    let reasons = campaign.not_carried().len();
    let reasons = (reasons > 0).then(|| view! { <p>{t!("lint-not-carried", count = reasons)}</p> });
    if count == 0 {
        return view! { <h2 id="lint">{t!("lint")}</h2><p class="note note--pass">{t!("lint-clean")}</p>{reasons}{defaults} }
            .into_any();
    }
    view! {
        <h2 id="lint">{t!("lint-count", count = count)}</h2>
        <p>{t!("lint-where", parts = by_severity(found))}</p>
        {reasons}
        {defaults}
    }
    .into_any()
}

/// How many of each kind there are; a kind of which there is none is not named.
fn by_severity(found: &Findings) -> String {
    let said = |severity| match (severity, found.of_severity(severity)) {
        (_, 0) => None,
        (Severity::Blocks, count) => Some(t!("lint-where-blocks", count = count)),
        (Severity::Asks, count) => Some(t!("lint-where-asks", count = count)),
        (Severity::Notes, count) => Some(t!("lint-where-notes", count = count)),
    };
    words::list(
        [Severity::Blocks, Severity::Asks, Severity::Notes]
            .into_iter()
            .filter_map(said),
    )
}

fn hand_in(campaign: &Campaign) -> AnyView {
    if let Err(held) = campaign.may_hand_in() {
        let why = match held {
            Refusal::RulesBlocked { findings } => Some(t!("hand-in-blocked", count = findings)),
            Refusal::NotCarried { .. } => None,
            other => Some(words::refusal(&other)),
        };
        let reasons = campaign.not_carried();
        return view! {
            {why.map(|why| view! { <p class="reason">{why}</p> })}
            {(!reasons.is_empty()).then(|| not_carried(&reasons))}
        }
        .into_any();
    }
    view! {
        <form method="post" action=addresses::rule_editor::hand_in(&campaign.code)>
            <p>{t!("hand-in-note")}</p>
            <p class="actions"><button class="btn">{t!("hand-in")}</button></p>
        </form>
    }
    .into_any()
}
