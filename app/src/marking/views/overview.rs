//! What there is to do with marks, by duty: recorders type, checkers settle, two people freeze.

use super::{super::asked::may_change, pass_name};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    marking::queries::{Comparison, Signatures},
    ui::{
        parts::{Tone, fact, tag, time},
        reader::Reader,
        words,
    },
};
use domain::{
    access::Permission,
    campaigns::Progress,
    marking::{MarkKind, Pass},
};
use leptos::prelude::*;

type KindState = (MarkKind, Comparison, Option<Signatures>);

pub fn page(reader: &Reader, campaign: &Campaign, kinds: &[KindState]) -> AnyView {
    view! {
        <main id="main" class="desk">
            <div class="desk__head"><div><h1>{t!("job-marks")}</h1><p>{t!("marks-lead")}</p></div></div>
            {kinds.iter().map(|state| section(reader, campaign, state)).collect_view()}
        </main>
    }
    .into_any()
}

fn section(reader: &Reader, campaign: &Campaign, state: &KindState) -> AnyView {
    let (kind, compared, signatures) = state;
    let frozen = signatures.as_ref().is_some_and(|s| s.second.is_some());
    let state = match (
        frozen,
        campaign.progress == kind.typed_at(),
        compared.sheets,
    ) {
        (true, ..) => tag(Tone::Settled, t!("marks-frozen")).into_any(),
        (_, true, 1..) => tag(Tone::Now, t!("marks-open")).into_any(),
        _ => tag(Tone::Quiet, t!("marks-not-yet")).into_any(),
    };
    let body = if compared.sheets == 0 {
        let from = kind.begins(&campaign.timetable);
        let why = if campaign.progress < Progress::Seated || *kind == MarkKind::Interview {
            not_yet(*kind)
        } else {
            t!("marks-no-sheets")
        };
        view! { <p class="muted">{why}" "{t!("marks-planned")}" "{time(from)}</p> }.into_any()
    } else {
        let is_signed = signatures.is_some();
        let open = may_change(campaign, *kind, is_signed, reader.now).is_ok();
        work(reader, campaign, *kind, compared, open)
    };
    view! {
        <section class="section">
            <div class="section__head"><h2>{words::mark_kind(*kind)}</h2><p>{state}</p></div>
            {body}
        </section>
    }
    .into_any()
}

fn not_yet(kind: MarkKind) -> String {
    match kind {
        MarkKind::Written => t!("marks-wait-seats"),
        MarkKind::Interview => t!("marks-wait-lots"),
    }
}

fn work(
    reader: &Reader,
    campaign: &Campaign,
    kind: MarkKind,
    compared: &Comparison,
    open: bool,
) -> AnyView {
    let may = |permission| reader.may(permission, &campaign.scope);
    let passes = [Pass::First, Pass::Second].into_iter().zip(compared.entered).map(|(pass, entered)| {
        let link = (may(Permission::EnterMarks) && open).then(|| {
            view! { <a href=addresses::marking::entry(&campaign.code, kind, pass)>{t!("marks-enter", pass = pass_name(pass))}</a> }
        });
        let whole = compared.sheets.max(1);
        let label = t!("marks-progress", pass = pass_name(pass), entered = entered, sheets = compared.sheets);
        view! {
            <tr>
                <th scope="row">{pass_name(pass)}</th>
                <td><progress max=whole.to_string() value=entered.to_string() aria-label=label></progress></td>
                <td class="num">{words::count(entered as u64)}</td>
                <td class="num">{words::count(compared.sheets as u64)}</td>
                <td class="acts">{link}</td>
            </tr>
        }
    });
    let looks = may(Permission::SettleMarks) || may(Permission::FreezeMarks);
    view! {
        <div class="gridwrap" role="region" aria-label=words::mark_kind(kind) tabindex="0">
            <table class="grid">
                <caption class="vh">{words::mark_kind(kind)}</caption>
                <thead><tr>
                    <th scope="col">{t!("marks-pass")}</th>
                    <th scope="col"><span class="vh">{t!("marks-share")}</span></th>
                    <th scope="col" class="num">{t!("entry-entered")}</th>
                    <th scope="col" class="num">{t!("entry-sheets")}</th>
                    <th scope="col"><span class="vh">{t!("marks-act")}</span></th>
                </tr></thead>
                <tbody>{passes.collect_view()}</tbody>
            </table>
        </div>
        {looks.then(|| checking(campaign, kind, compared))}
    }
    .into_any()
}

fn checking(campaign: &Campaign, kind: MarkKind, compared: &Comparison) -> impl IntoView + use<> {
    let tally = compared.tally;
    let href = addresses::marking::compare(&campaign.code, kind);
    let agreed = words::count(tally.agreed as u64);
    let expected = words::count(tally.expected as u64);
    let differing = words::count((tally.differing + tally.settled) as u64);
    let bad = (tally.differing > 0).then_some("bad");
    view! {
        <dl class="tally">
            {fact(t!("tally-expected"), expected)}
            {fact(t!("tally-agreed"), agreed)}
            <div class=bad><dt>{t!("tally-differing")}</dt><dd>{differing}</dd></div>
            {fact(t!("tally-settled"), words::count(tally.settled as u64))}
        </dl>
        <p class="actions"><a class="btn btn--quiet" href=href>{t!("marks-compare")}</a></p>
    }
}
