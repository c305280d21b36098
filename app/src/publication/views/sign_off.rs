//! The sign-off: failed checks first with the way to clear them, what changes row by row; the signatures stand beside.

use super::{
    super::queries::sign_off::{Sealed, SignOff},
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

pub fn page(
    reader: &Reader,
    sign_off: &SignOff,
    form: &Filled,
    refusal: Option<Refusal>,
) -> AnyView {
    let main = match &sign_off.sealed {
        Some(sealed) => sealed_list(sign_off, sealed),
        None => unsealed(sign_off),
    };
    view! {
        <main id="main" class="desk">
            {error_summary(form)}
            {refused(refusal)}
            {head(sign_off)}
            <div class="bench gate">
                <div class="gate__main">{main}</div>
                {signing::panel(reader, sign_off, form)}
            </div>
        </main>
    }
    .into_any()
}

fn head(sign_off: &SignOff) -> AnyView {
    let public = sign_off.published.as_ref().map(|(stamp, _)| stamp.version);
    let version = sign_off
        .sealed
        .as_ref()
        .map(|sealed| sealed.version)
        .unwrap_or(public.unwrap_or(0) + u32::from(public.is_none() || sign_off.fresh_totals));
    view! {
        <div class="desk__head">
            <div>
                <h1>{t!("sign-off-title", version = version)}</h1>
                {sign_off.sealed.as_ref().map(|sealed| view! {
                    <p>
                        {t!("sign-off-size", posts = posts(sealed), people = words::count(sealed.people()))}
                        {(!sealed.reason.is_empty()).then(|| t!("sign-off-reason", reason = sealed.reason.as_str()))}
                        {t!("sign-off-sealed-by", name = sealed.sealed.name.as_str())}
                        <b>{time(sealed.sealed.at)}</b>{t!("sign-off-sealed")}
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

fn sealed_list(sign_off: &SignOff, sealed: &Sealed) -> AnyView {
    let failed = sealed.failed();
    let passed = sealed.checks.len() - failed;
    let count = if failed == 0 {
        view! { {t!("sign-off-all-passed", count = passed)} }.into_any()
    } else {
        view! { <b class="bad">{t!("sign-off-failed", count = failed)}</b>{t!("sign-off-passed", count = passed)} }.into_any()
    };
    let again = addresses::publication::sign_off(&sign_off.campaign.code);
    view! {
        <section aria-labelledby="checks">
            <div class="gate__title">
                <h2 id="checks">{t!("sign-off-checks")}</h2>
                <p>{count}"　"<a href=again>{t!("sign-off-again")}</a></p>
            </div>
            <ol class="checks">{sealed.checks.iter().map(|result| check(result, sign_off.duties.seal)).collect_view()}</ol>
        </section>
        {difference(sign_off, sealed)}
    }
    .into_any()
}

fn check(result: &CheckResult, may_seal: bool) -> AnyView {
    let (title, fact, otherwise) = words_of(&result.check);
    if result.passed {
        return view! {
            <li class="ok"><div><b>{title}</b><p>{fact}</p></div><span>{t!("sign-off-ok")}</span></li>
        }
        .into_any();
    }
    let way = match may_seal {
        true => view! { <a href="#seal">{t!("sign-off-clear")}</a> }.into_any(),
        false => view! { {t!("sign-off-clear-other")} }.into_any(),
    };
    view! {
        <li class="no">
            <div><b>{title}</b><p>{otherwise}</p><p>{way}</p></div>
            <span>{t!("sign-off-no")}</span>
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
                t!("sign-off-check-seal"),
                t!("sign-off-check-seal-fact", digest = short),
                t!("sign-off-check-seal-no"),
            )
        }
        Check::Recomputed { people } => (
            t!("sign-off-check-recomputed"),
            t!("sign-off-check-recomputed-fact", people = *people),
            t!("sign-off-check-recomputed-no"),
        ),
        Check::FollowsRules { selected } => (
            t!("sign-off-check-rules"),
            t!("sign-off-check-rules-fact", selected = *selected),
            t!("sign-off-check-rules-no"),
        ),
        Check::Masked { rows } => (
            t!("sign-off-check-masked"),
            t!("sign-off-check-masked-fact", rows = *rows),
            t!("sign-off-check-masked-no"),
        ),
        Check::Complete { people } => (
            t!("sign-off-check-complete"),
            t!("sign-off-check-complete-fact", people = *people),
            t!("sign-off-check-complete-no"),
        ),
    }
}

fn difference(sign_off: &SignOff, sealed: &Sealed) -> Option<AnyView> {
    let (stamp, before) = sign_off.published.as_ref()?;
    let after = sealed.list.as_ref()?;
    Some(
        view! {
            <section aria-labelledby="changes">
                <div class="gate__title">
                    <h2 id="changes">{t!("sign-off-difference", before = stamp.version)}</h2>
                    <p>{changes::summary(before, after)}</p>
                </div>
                {changes::table(before, after, stamp.version)}
            </section>
        }
        .into_any(),
    )
}

/// Nothing waits for signatures: because nothing is computed, nobody has sealed it yet, or everything is public.
fn unsealed(sign_off: &SignOff) -> AnyView {
    let code = &sign_off.campaign.code;
    let (title, text, link) = match (&sign_off.published, sign_off.fresh_totals) {
        (_, true) => (t!("sign-off-to-seal"), t!("sign-off-to-seal-text"), None),
        (None, false) => (
            t!("sign-off-nothing"),
            t!("sign-off-nothing-text"),
            Some((addresses::ranking::steps(code), t!("job-ranking"))),
        ),
        (Some((stamp, _)), false) => (
            t!("sign-off-public", version = stamp.version),
            t!(
                "sign-off-public-text",
                at = words::date_time(stamp.published_at),
                until = words::date_time(stamp.period_ends)
            ),
            Some((
                addresses::publication::newest(code),
                t!("sign-off-see-public"),
            )),
        ),
    };
    crate::ui::parts::empty(title, text, link).into_any()
}
