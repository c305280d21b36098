//! A draft's rules part by part, each in a sentence with what the check found there; and handing in.

use crate::{
    campaigns::{commands::blocking, queries::Campaign},
    ui::lang,
};
use domain::rules::{self, LintFinding, Part, RuleDocument, Severity, summary};
use leptos::prelude::*;

pub fn name(part: Part) -> String {
    match part {
        Part::Posts => t!("part-posts"),
        Part::Eligibility => t!("part-eligibility"),
        Part::Exclusions => t!("part-exclusions"),
        Part::Facts => t!("part-facts"),
        Part::Application => t!("part-application"),
        Part::Opening => t!("part-opening"),
        Part::Written => t!("part-written"),
        Part::Bonus => t!("part-bonus"),
        Part::Shortlist => t!("part-shortlist"),
        Part::Interview => t!("part-interview"),
        Part::Tests => t!("part-tests"),
        Part::Total => t!("part-total"),
        Part::Ties => t!("part-ties"),
        Part::Substitution => t!("part-substitution"),
        Part::Physical => t!("part-physical"),
        Part::Publication => t!("part-publication"),
        Part::Hire => t!("part-hire"),
        Part::Variants => t!("part-variants"),
        Part::Decisions => t!("part-decisions"),
        Part::Notes => t!("part-notes"),
        Part::All => t!("part-all"),
    }
}

fn groups() -> [(String, Vec<Part>); 4] {
    use Part::*;
    [
        (
            t!("parts-who"),
            vec![Posts, Eligibility, Exclusions, Facts, Application],
        ),
        (
            t!("parts-exam"),
            vec![Opening, Written, Bonus, Shortlist, Interview, Tests],
        ),
        (
            t!("parts-result"),
            vec![Total, Ties, Substitution, Physical, Publication, Hire],
        ),
        (t!("parts-rest"), vec![Variants, Decisions, Notes, All]),
    ]
}

pub fn page(campaign: &Campaign) -> AnyView {
    let rules = &campaign.content.rules;
    let code = &campaign.code;
    let findings = rules::lint(rules);
    let groups = groups().into_iter().map(|(title, parts)| {
        let rows = parts
            .into_iter()
            .map(|part| row(code, rules, part, &findings))
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
                <div class="answers">{groups.collect_view()}</div>
                <aside class="decide" aria-labelledby="lint">
                    {counts(&findings)}
                    {hand_in(campaign)}
                </aside>
            </div>
        </main>
    }
    .into_any()
}

fn row(code: &str, rules: &RuleDocument, part: Part, findings: &[LintFinding]) -> AnyView {
    let own: Vec<_> = findings
        .iter()
        .filter(|finding| Part::of_place(&finding.place) == part)
        .cloned()
        .collect();
    let found = (!own.is_empty()).then(|| finding_list(&own));
    view! {
        <div>
            <dt>{name(part)}</dt>
            <dd>{summary(rules, part, lang::current())}{found}</dd>
            <dd><a href=format!("/desk/{code}/rules/{}", part.slug())>{t!("change")}<span class="vh">{name(part)}</span></a></dd>
        </div>
    }
    .into_any()
}

fn counts(findings: &[LintFinding]) -> AnyView {
    if findings.is_empty() {
        return view! { <h2 id="lint">{t!("lint")}</h2><p class="note note--pass">{t!("lint-clean")}</p> }.into_any();
    }
    let blocks = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Blocks)
        .count();
    view! {
        <h2 id="lint">{t!("lint-count", count = findings.len())}</h2>
        <p>{t!("lint-where", blocks = blocks, warns = findings.len() - blocks)}</p>
    }
    .into_any()
}

fn hand_in(campaign: &Campaign) -> AnyView {
    let blocked = blocking(&campaign.content.rules);
    if blocked > 0 {
        return view! { <p class="reason">{t!("hand-in-blocked", count = blocked)}</p> }.into_any();
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
            Severity::Warns => ("look", t!("lint-warns")),
        };
        view! { <li class=class><div><b>{word}</b><p>{finding.say(language)}</p></div></li> }
    });
    view! { <ul class="ticks ticks--s">{rows.collect_view()}</ul> }.into_any()
}
