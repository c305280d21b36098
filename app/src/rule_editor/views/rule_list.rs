//! A draft's rules part by part, each in a sentence with what the check found there; and handing in.

use super::templates;
use crate::{
    campaigns::queries::Campaign,
    rule_editor::queries::Findings,
    ui::{lang, parts::not_carried},
};
use domain::rules::{LintFinding, Part, RuleDocument, Severity, summary_of};
use leptos::prelude::*;

pub fn name(part: Part) -> &'static str {
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

pub fn page(campaign: &Campaign, findings: &Findings) -> AnyView {
    let rules = &campaign.content.rules;
    let code = &campaign.code;
    let groups = groups().into_iter().map(|(title, parts)| {
        let rows = parts
            .into_iter()
            .map(|part| row(code, rules, part, findings))
            .collect_view();
        view! { <section><h2 class="h-s">{title}</h2><dl class="answer">{rows}</dl></section> }
    });
    view! {
        <main id="main" class="desk">
            <div class="desk__head">
                <div><h1>{t!("edit-rules")}</h1><p>{campaign.content.title.clone()}</p></div>
                <p class="actions">
                    <a href=format!("/desk/{code}/edit")>{t!("edit-campaign")}</a>
                    <a href=format!("/desk/{code}/rules/versions")>{t!("versions")}</a>
                    <a href=format!("/desk/{code}/rules/try")>{t!("try-rules")}</a>
                    <a href="/help/rules">{t!("rules-guide")}</a>
                </p>
            </div>
            <div class="editor">
                <div class="answers">{templates::offer(campaign)}{groups.collect_view()}</div>
                <aside class="decide" aria-labelledby="lint">
                    {counts(findings)}
                    {hand_in(campaign, findings)}
                </aside>
            </div>
        </main>
    }
    .into_any()
}

fn row(code: &str, rules: &RuleDocument, part: Part, findings: &Findings) -> AnyView {
    let own = match part {
        Part::All => findings.at_none(),
        part => findings.at(part),
    };
    let found = (!own.is_empty()).then(|| finding_list(&own));
    let said = summary_of(rules, part, lang::current()).brief;
    view! {
        <div>
            <dt>{name(part)}</dt>
            <dd>{said}{found}</dd>
            <dd><a href=format!("/desk/{code}/rules/{}", part.slug())>{t!("change")}<span class="vh">{name(part)}</span></a></dd>
        </div>
    }
    .into_any()
}

fn counts(findings: &Findings) -> AnyView {
    let count = findings.0.len();
    if count == 0 {
        return view! { <h2 id="lint">{t!("lint")}</h2><p class="note note--pass">{t!("lint-clean")}</p> }.into_any();
    }
    let blocks = findings.blocking();
    view! {
        <h2 id="lint">{t!("lint-count", count = count)}</h2>
        <p>{t!("lint-where", blocks = blocks, warns = count - blocks)}</p>
    }
    .into_any()
}

fn hand_in(campaign: &Campaign, findings: &Findings) -> AnyView {
    let blocked = findings.blocking();
    if blocked > 0 {
        return view! { <p class="reason">{t!("hand-in-blocked", count = blocked)}</p> }.into_any();
    }
    let reasons = campaign.not_carried();
    if !reasons.is_empty() {
        return not_carried(&reasons);
    }
    view! {
        <form method="post" action=format!("/desk/{}/hand-in", campaign.code)>
            <p>{t!("hand-in-note")}</p>
            <p class="actions"><button class="btn">{t!("hand-in")}</button></p>
        </form>
    }
    .into_any()
}

/// What the check says, what blocks first.
pub fn finding_list(findings: &[LintFinding]) -> AnyView {
    let language = lang::current();
    let rows = findings.iter().map(|finding| {
        let (class, word) = match finding.severity {
            Severity::Blocks => ("no", t!("lint-blocks")),
            Severity::Asks => ("look", t!("lint-warns")),
            Severity::Notes => ("look", t!("lint-notes")),
        };
        view! { <li class=class><div><b>{word}</b><p>{finding.say(language)}</p></div></li> }
    });
    view! { <ul class="ticks ticks--s">{rows.collect_view()}</ul> }.into_any()
}
