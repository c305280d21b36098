//! The parts of a dossier: findings, papers, claims to bonus points, what happened before.

use super::names;
use crate::{
    addresses,
    applications::forms::deciding,
    applications::queries::{
        Answer, AnswerSheet, Opened,
        dossier::{Claim, Dossier},
    },
    audit::queries::Entry,
    entity::kinds::ClaimState,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        lang,
        parts::time,
        words,
    },
};
use domain::{
    applications::Act,
    events::Event,
    rules::{Finding, FindingKind, FindingOutcome},
};
use leptos::prelude::*;

/// What the rules say to the answers, condition by condition; those that want an eye first.
pub(super) fn findings(dossier: &Dossier) -> AnyView {
    let mut findings: Vec<&Finding> = dossier.findings.iter().collect();
    findings.sort_by_key(|finding| weight(finding));
    let rows = findings.into_iter().map(|finding| {
        let class = match weight(finding) {
            0 => "no",
            1 => "look",
            _ => "ok",
        };
        let clause = finding
            .clause
            .as_ref()
            .map(|clause| view! { <p class="small muted">{names::text(clause)}</p> });
        view! { <li class=class><div><b>{finding.say(lang::current())}</b>{clause}</div></li> }
    });
    let rows = rows.collect_view();
    let photo = dossier
        .checks
        .exceptions
        .iter()
        .filter_map(|exception| match exception {
            crate::entity::kinds::Exception::Photo { problems } => Some(problems),
            _ => None,
        });
    let photo = photo.flatten().map(|problem| {
        view! { <li class="look"><div><b>{t!("exception-photo")}</b><p>{words::photo_problem(*problem)}</p></div></li> }
    });
    view! {
        <section aria-labelledby="findings">
            <h2 id="findings">{t!("machine-check")}</h2>
            <ul class="ticks">{photo.collect_view()}{rows}</ul>
        </section>
    }
    .into_any()
}

fn weight(finding: &Finding) -> u8 {
    match &finding.outcome {
        FindingOutcome::NotMet => 0,
        FindingOutcome::Unknown { .. } => 1,
        FindingOutcome::Met
            if finding.relaxation.is_some() && finding.kind == FindingKind::Requirement =>
        {
            1
        }
        FindingOutcome::Met | FindingOutcome::ByDeclaration | FindingOutcome::BackgroundOnly => 2,
    }
}

/// Every document with its files, in the order of the questions.
pub(super) fn papers(opened: &Opened, sheet: &AnswerSheet) -> AnyView {
    let papers = sheet.rows.iter().filter_map(|row| match &row.answer {
        Answer::Given {
            paper: Some(paper), ..
        } if !paper.files.is_empty() => Some(paper),
        _ => None,
    });
    let rows: Vec<_> = papers
        .flat_map(|paper| paper.files.iter().map(move |file| (names::text(&paper.name), file)))
        .map(|(paper, file)| {
            let href = addresses::applications::file(file.id);
            let picture = file.media_type.starts_with("image/").then(|| {
                view! { <a href=href.clone()><img src=href.clone() alt=paper.clone() width="160" loading="lazy"/></a> }
            });
            view! {
                <li>
                    <div><b>{paper.clone()}</b><p class="small">{file.name.clone()}"　"{words::size(file.size)}</p>{picture}</div>
                    <p class="actions"><a href=href>{t!("look-at")}<span class="vh">{paper}</span></a></p>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return view! { <p class="muted">{t!("no-papers", name = opened.person.name.as_str())}</p> }.into_any();
    }
    view! {
        <section aria-labelledby="papers"><h2 id="papers">{t!("papers")}</h2><ul class="files">{rows}</ul></section>
    }
    .into_any()
}

/// Claims to bonus points: each verified on its own, whatever is decided about the application.
pub(super) fn claims(dossier: &Dossier, form: &Filled) -> AnyView {
    if dossier.claims.is_empty() {
        return ().into_any();
    }
    let rows = dossier
        .claims
        .iter()
        .map(|claim| claim_row(dossier, claim, form))
        .collect_view();
    view! {
        <section id="bonus" aria-labelledby="claims">
            <h2 id="claims">{t!("bonus-claims")}</h2>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn claim_row(dossier: &Dossier, claim: &Claim, form: &Filled) -> AnyView {
    let opened = &dossier.opened;
    let decided = claim
        .decided_at
        .map(|at| view! { <span class="small muted">{time(at)}{t!("claim-decided")}</span> });
    let note = (!claim.note.is_empty())
        .then(|| view! { <p>{t!("reviewer-says", note = claim.note.as_str())}</p> });
    let clause = claim
        .clause
        .as_ref()
        .map(|clause| view! { <p class="small muted">{names::text(clause)}</p> });
    let verified_by = claim.verified_by.as_ref().map(|who| {
        view! { <p>{t!("claim-verified-by", who = names::text(who))}</p> }
    });
    let form = dossier.may_verify.then(|| {
        let item = claim.finding.item.as_str().to_owned();
        let action = addresses::applications::decide_bonus(&opened.campaign.code, opened.id);
        let field = Field::new(format!("note-{item}"), t!("claim-note")).hint(t!("claim-note-hint"));
        view! {
            <form method="post" action=action novalidate>
                <input type="hidden" name="item" value=item/>
                <input type="hidden" name="shown" value=deciding::claim_key(claim.state)/>
                {forms::input(form, field)}
                <p class="actions">
                    {(claim.state != ClaimState::Granted).then(|| view! {
                        <button class="btn btn--s" name="ruling" value="grant">{t!("claim-grant")}</button>
                    })}
                    {(claim.state != ClaimState::Refused).then(|| view! {
                        <button class="btn btn--quiet btn--s" name="ruling" value="refuse">{t!("claim-refuse")}</button>
                    })}
                </p>
            </form>
        }
    });
    view! {
        <li>
            <p><b>{claim.finding.say(lang::current())}</b>" "{names::claim_tag(claim.state)}" "{decided}</p>
            {clause}
            {verified_by}
            {note}
            {form}
        </li>
    }
    .into_any()
}

/// Why it was returned or rejected last time.
pub(super) fn last_review(opened: &Opened) -> AnyView {
    let Some(review) = &opened.last_review else {
        return ().into_any();
    };
    let title = if review.act == Act::Return {
        t!("was-returned")
    } else {
        t!("was-rejected")
    };
    let reasons = review
        .reasons
        .iter()
        .map(|&code| view! { <li>{words::reason(code)}</li> })
        .collect_view();
    let note = (!review.note.is_empty())
        .then(|| view! { <p>{t!("reviewer-says", note = review.note.as_str())}</p> });
    view! {
        <div class="note note--mark">
            <p><b>{title}</b>" "{time(review.at)}</p>
            <ul class="list">{reasons}</ul>
            {note}
        </div>
    }
    .into_any()
}

/// What happened to it, without every save.
pub(super) fn trail(history: &[Entry]) -> AnyView {
    let lines = history.iter().filter_map(|entry| {
        let said = said(&entry.event)?;
        let who = (!entry.actor.is_empty()).then(|| view! { <b>{entry.actor.clone()}</b> });
        Some(view! { <li>{time(entry.at)}<span>{said}" "{who}</span></li> })
    });
    view! {
        <section aria-labelledby="trail">
            <h2 id="trail">{t!("trail")}</h2>
            <ol class="trail">{lines.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn said(event: &Event) -> Option<String> {
    Some(match event {
        Event::ApplicationSubmitted { .. } => t!("event-submitted"),
        Event::ApplicationWithdrawn { .. } => t!("event-withdrawn"),
        Event::ApplicationPassedStreet { .. } => t!("event-passed-street"),
        Event::ApplicationAccepted { .. } => t!("event-accepted"),
        Event::ApplicationReturned { .. } => t!("event-returned"),
        Event::ApplicationRejected { .. } => t!("event-rejected"),
        Event::ApplicationAppealed { .. } => t!("event-appealed"),
        Event::AppealDecided {
            overturned: true, ..
        } => t!("event-overturned"),
        Event::AppealDecided {
            overturned: false, ..
        } => t!("event-upheld"),
        Event::BonusDecided { granted: true, .. } => t!("event-bonus-granted"),
        Event::BonusDecided { granted: false, .. } => t!("event-bonus-refused"),
        _ => return None,
    })
}
