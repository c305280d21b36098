//! The gate: failed checks first with the way to clear them, what changes row by row; the signatures stand beside.

use super::{
    super::queries::gate::{Gate, Sealed},
    changes, signing,
};
use crate::{
    addresses,
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::error_summary,
        parts::{refused, time},
        reader::Reader,
        words,
    },
};
use domain::{
    digest::grouped,
    publication::{Check, CheckResult},
};
use leptos::prelude::*;

pub fn page(reader: &Reader, gate: &Gate, form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let main = match &gate.sealed {
        Some(sealed) => sealed_list(gate, sealed),
        None => unsealed(gate),
    };
    view! {
        <main id="main" class="desk">
            {error_summary(form)}
            {refused(refusal)}
            {head(gate)}
            <div class="bench gate">
                <div class="gate__main">{main}</div>
                {signing::panel(reader, gate, form)}
            </div>
        </main>
    }
    .into_any()
}

fn head(gate: &Gate) -> AnyView {
    let public = gate.published.as_ref().map(|(stamp, _)| stamp.version);
    let version = gate
        .sealed
        .as_ref()
        .map(|sealed| sealed.version)
        .unwrap_or(public.unwrap_or(0) + u32::from(public.is_none() || gate.fresh_totals));
    view! {
        <div class="desk__head">
            <div>
                <h1>{t!("gate-title", version = version)}</h1>
                {gate.sealed.as_ref().map(|sealed| view! {
                    <p>
                        {t!("gate-size", posts = posts(sealed), people = words::count(sealed.people()))}
                        {(!sealed.reason.is_empty()).then(|| t!("gate-reason", reason = sealed.reason.as_str()))}
                        {t!("gate-sealed-by", name = sealed.sealed.name.as_str())}
                        <b>{time(sealed.sealed.at)}</b>{t!("gate-sealed")}
                    </p>
                })}
            </div>
        </div>
    }
    .into_any()
}

fn posts(sealed: &Sealed) -> usize {
    sealed.list.as_ref().map_or(0, |list| list.posts.len())
}

fn sealed_list(gate: &Gate, sealed: &Sealed) -> AnyView {
    let failed = sealed.failed();
    let passed = sealed.checks.len() - failed;
    let count = if failed == 0 {
        view! { {t!("gate-all-passed", count = passed)} }.into_any()
    } else {
        view! { <b class="bad">{t!("gate-failed", count = failed)}</b>{t!("gate-passed", count = passed)} }.into_any()
    };
    let again = addresses::publication::gate(&gate.campaign.code);
    view! {
        <section aria-labelledby="checks">
            <div class="gate__title">
                <h2 id="checks">{t!("gate-checks")}</h2>
                <p>{count}"　"<a href=again>{t!("gate-again")}</a></p>
            </div>
            <ol class="checks">{sealed.checks.iter().map(|result| check(result, gate.duties.seal)).collect_view()}</ol>
        </section>
        {difference(gate, sealed)}
    }
    .into_any()
}

fn check(result: &CheckResult, may_seal: bool) -> AnyView {
    let (title, fact, otherwise) = words_of(&result.check);
    if result.passed {
        return view! {
            <li class="ok"><div><b>{title}</b><p>{fact}</p></div><span>{t!("gate-ok")}</span></li>
        }
        .into_any();
    }
    let way = match may_seal {
        true => view! { <a href="#seal">{t!("gate-clear")}</a> }.into_any(),
        false => view! { {t!("gate-clear-other")} }.into_any(),
    };
    view! {
        <li class="no">
            <div><b>{title}</b><p>{otherwise}</p><p>{way}</p></div>
            <span>{t!("gate-no")}</span>
        </li>
    }
    .into_any()
}

/// What is checked, what it found, and what it means when it did not hold.
fn words_of(check: &Check) -> (String, String, String) {
    match check {
        Check::MatchesSeal { digest } => {
            let groups = grouped(digest);
            let short = format!("{} … {}", &groups[..9], &groups[groups.len() - 9..]);
            (
                t!("gate-check-seal"),
                t!("gate-check-seal-fact", digest = short),
                t!("gate-check-seal-no"),
            )
        }
        Check::Recomputed { people } => (
            t!("gate-check-recomputed"),
            t!("gate-check-recomputed-fact", people = *people),
            t!("gate-check-recomputed-no"),
        ),
        Check::FollowsRules { selected } => (
            t!("gate-check-rules"),
            t!("gate-check-rules-fact", selected = *selected),
            t!("gate-check-rules-no"),
        ),
        Check::Masked { rows } => (
            t!("gate-check-masked"),
            t!("gate-check-masked-fact", rows = *rows),
            t!("gate-check-masked-no"),
        ),
        Check::Complete { people } => (
            t!("gate-check-complete"),
            t!("gate-check-complete-fact", people = *people),
            t!("gate-check-complete-no"),
        ),
    }
}

fn difference(gate: &Gate, sealed: &Sealed) -> Option<AnyView> {
    let (stamp, before) = gate.published.as_ref()?;
    let after = sealed.list.as_ref()?;
    Some(
        view! {
            <section aria-labelledby="changes">
                <div class="gate__title">
                    <h2 id="changes">{t!("gate-difference", before = stamp.version)}</h2>
                    <p>{changes::summary(before, after)}</p>
                </div>
                {changes::table(before, after, stamp.version)}
            </section>
        }
        .into_any(),
    )
}

/// Nothing waits for signatures: because nothing is computed, nobody has sealed it yet, or everything is public.
fn unsealed(gate: &Gate) -> AnyView {
    let code = &gate.campaign.code;
    let (title, text, link) = match (&gate.published, gate.fresh_totals) {
        (_, true) => (t!("gate-to-seal"), t!("gate-to-seal-text"), None),
        (None, false) => (
            t!("gate-nothing"),
            t!("gate-nothing-text"),
            Some((addresses::ranking::steps(code), t!("job-ranking"))),
        ),
        (Some((stamp, _)), false) => (
            t!("gate-public", version = stamp.version),
            t!(
                "gate-public-text",
                at = words::date_time(stamp.published_at),
                until = words::date_time(stamp.period_ends)
            ),
            Some((addresses::publication::newest(code), t!("gate-see-public"))),
        ),
    };
    crate::ui::parts::empty(title, text, link).into_any()
}
