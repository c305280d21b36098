//! One's own result: the outcome first, the one big figure, what to do next, then why.

use super::{
    super::queries::own_result::{OwnResult, Reading},
    calculation, charts, history, post_title,
};
use crate::addresses;
use crate::ui::{
    parts::{back, fact, time},
    reader::Reader,
    words,
};
use domain::{
    Points,
    campaigns::Timetable,
    publication::{BonusIn, Disclosure, bonus_in},
    ranking::Placing,
};
use leptos::prelude::*;

pub fn page(reader: &Reader, own_result: &OwnResult) -> AnyView {
    let body = match &own_result.reading {
        Some(reading) => decided(reader, own_result, reading),
        None => undecided(own_result),
    };
    view! { <main id="main" class="wrap main">{back(addresses::applications::MINE, t!("back-to-mine"))}{body}</main> }
        .into_any()
}

/// Nothing is public for this person yet: when it will be.
fn undecided(own_result: &OwnResult) -> AnyView {
    let results_on = own_result.campaign.timetable.written_results_on;
    let (title, text) = match (&own_result.ticket, own_result.shown) {
        (None, _) => (
            t!("result-no-ticket"),
            view! { {t!("result-no-ticket-text")} }.into_any(),
        ),
        (Some(_), Disclosure::Nothing) => (
            t!("result-waiting"),
            view! {
                {t!("result-waiting-text")}
                {results_on.map(|day| t!("result-waiting-day", day = words::date(day)))}
            }
            .into_any(),
        ),
        (Some(_), _) => (
            t!("result-waiting"),
            view! { {t!("result-soon")} }.into_any(),
        ),
    };
    view! {
        <div class="measure">
            <h1><span class="caption">{caption(own_result)}</span>{title}</h1>
            <p class="lead">{text}</p>
        </div>
        {trail(own_result)}
    }
    .into_any()
}

fn caption(own_result: &OwnResult) -> String {
    let post = &own_result.post;
    let title = post_title(&post.code, &post.street, &post.name);
    if post.places == 0 {
        title
    } else {
        t!("result-caption", post = title, places = post.places)
    }
}

fn decided(reader: &Reader, own_result: &OwnResult, reading: &Reading) -> AnyView {
    let heading = reading.derivation.said.in_lang(reader.lang).to_owned();
    view! {
        <div class="outcome">
            <div>
                <h1><span class="caption">{caption(own_result)}</span>{heading}</h1>
                {figures(own_result, reading)}
                {stamp(own_result)}
            </div>
            {next_step(reader, own_result, reading)}
        </div>
        {why(own_result, reading)}
        <div class="pair">
            {doubt(reader, own_result)}
            {trail(own_result)}
        </div>
    }
    .into_any()
}

fn stamp(own_result: &OwnResult) -> AnyView {
    let ticket = own_result.ticket.clone().unwrap_or_default();
    view! {
        <p class="small muted">
            {own_result.name.clone()}"　"{t!("result-ticket", ticket = ticket)}
            {own_result.stamp.as_ref().map(|stamp| view! {
                "　"{time(stamp.published_at)}{t!("result-list-published")}{t!("result-list-comma-sign")}{t!("version-n", n = stamp.version)}
            })}
        </p>
    }
    .into_any()
}

fn small(term: String, value: String, of: Option<String>) -> AnyView {
    view! { <div><dt>{term}</dt><dd>{value}</dd>{of.map(|of| view! { <dd class="of">{of}</dd> })}</div> }.into_any()
}

/// One big figure and three small ones: the total with its parts, or before that the written score.
fn figures(own_result: &OwnResult, reading: &Reading) -> AnyView {
    let line = &reading.line;
    let everything = own_result.shown == Disclosure::Everything;
    let (term, main) = match (everything, line.total) {
        (true, Some(total)) => (t!("result-list-total"), Some(total)),
        _ => (t!("result-written"), line.written),
    };
    let of = reading.ladder.rungs.len();
    let place = if everything && line.rank.is_some() {
        line.rank
    } else {
        line.written_place
    };
    let place = place.map(|rank| {
        let among = if line.rank.is_some() {
            t!("result-of-interviewed", n = of)
        } else {
            t!("result-of-passed", n = of)
        };
        small(
            t!("result-list-rank"),
            t!("result-list-rank-n", n = rank),
            (of > 0).then_some(among),
        )
    });
    let has_bonus = line.bonus != Points::ZERO;
    let in_written =
        bonus_in(&own_result.campaign.content.rules, &own_result.post.code) == BonusIn::Written;
    let bonus = (has_bonus && in_written)
        .then(|| t!("result-list-with-bonus", points = line.bonus.to_string()));
    let rest = match everything && line.total.is_some() {
        true => view! {
            {small(t!("kind-written"), words::score(line.written), bonus)}
            {small(t!("kind-interview"), words::score(line.interview), reading.room().map(|room| t!("result-room", room = room)))}
            {(has_bonus && !in_written).then(|| small(t!("result-bonus"), line.bonus.to_string(), None))}
        }
        .into_any(),
        false => {
            let cut = reading.cut_off();
            view! {
                {has_bonus.then(|| small(t!("result-bonus"), line.bonus.to_string(), None))}
                {cut.map(|cut| small(t!("result-cut"), cut.to_string(), None))}
            }
            .into_any()
        }
    };
    view! {
        <dl class="score">
            <div class="score__main"><dt>{term}</dt><dd>{words::score(main)}</dd></div>
            {place}
            {rest}
        </dl>
    }
    .into_any()
}

fn next_step(reader: &Reader, own_result: &OwnResult, reading: &Reading) -> AnyView {
    let body = match reading.line.placing {
        Placing::Selected => selected(reader, own_result, reading),
        _ if own_result.shown == Disclosure::Written && reading.line.shortlisted => shortlisted(own_result),
        Placing::Substitute(n) => {
            view! { <p>{t!("result-next-substitute", n = n)}</p>{to_list(own_result, false)} }.into_any()
        }
        Placing::Reserve => {
            view! { <p>{t!("result-next-reserve")}</p>{to_list(own_result, false)} }.into_any()
        }
        _ => view! {
            <p>{t!("result-next-over")}</p>
            {to_list(own_result, false)}
            <p class="actions"><a class="btn btn--quiet" href=addresses::campaigns::LIST>{t!("result-next-other")}</a></p>
        }
        .into_any(),
    };
    view! { <section class="nextstep" aria-labelledby="next"><h2 id="next">{t!("result-next")}</h2>{body}</section> }
        .into_any()
}

fn selected(reader: &Reader, own_result: &OwnResult, reading: &Reading) -> AnyView {
    let certificate = own_result.certificate.clone().map(|number| {
        view! { <p class="actions"><a class="btn" href=addresses::certificates::own(&number)>{t!("result-next-certificate")}</a></p> }
    });
    let list = to_list(own_result, certificate.is_none());
    view! {
        <p>{match reading.called_to(reader.lang) {
            Some(step) => t!("result-next-called", step = step),
            None => t!("result-next-hired"),
        }}</p>
        <dl class="mini">
            {fact(t!("result-next-bring"), t!("result-next-bring-text"))}
            {own_result.stamp.as_ref().map(|stamp| fact(t!("sign-off-sign-period"), view! { {t!("until")}{time(stamp.period_ends)} }))}
        </dl>
        {certificate}
        {list}
        <p class="small muted">{t!("result-next-physical-call", phone = reader.site.phone.as_str())}</p>
    }
    .into_any()
}

fn shortlisted(own_result: &OwnResult) -> AnyView {
    let at = Timetable::of(&own_result.campaign.content.rules).interview_at;
    view! {
        {match at {
            Some(at) => view! { <p><b>{time(at)}</b>{t!("result-next-interview")}</p> }.into_any(),
            None => view! { <p>{t!("result-next-interview-later")}</p> }.into_any(),
        }}
        <dl class="mini">
            {at.map(|at| fact(t!("result-next-time"), time(at)))}
            {fact(t!("result-next-bring"), t!("result-next-bring-text"))}
        </dl>
        <p class="actions"><a class="btn" href=addresses::admission::ticket(own_result.application)>{t!("result-next-ticket")}</a></p>
        <p class="small muted">{t!("result-next-interview-lots")}</p>
    }
    .into_any()
}

/// The way to one's own row of the public list.
fn to_list(own_result: &OwnResult, primary: bool) -> Option<AnyView> {
    own_result.stamp.as_ref()?;
    let ticket = own_result.ticket.clone().unwrap_or_default();
    let href = format!(
        "{}?ticket={ticket}",
        addresses::publication::newest(&own_result.campaign.code)
    );
    let class = if primary { "btn" } else { "" };
    Some(
        view! { <p class="actions"><a class=class href=href>{t!("result-next-list")}</a></p> }
            .into_any(),
    )
}

fn why(own_result: &OwnResult, reading: &Reading) -> AnyView {
    let line = &reading.line;
    let everything = own_result.shown == Disclosure::Everything;
    let title = match (line.total.filter(|_| everything), line.written) {
        (Some(total), _) => t!("result-why-total", score = total.to_string()),
        (None, Some(written)) => t!("result-why-written", score = written.to_string()),
        (None, None) => t!("result-why"),
    };
    let at = |name: &str| addresses::publication::result_file(own_result.application, name);
    view! {
        <section class="section why" aria-labelledby="why">
            <div class="section__head"><h2 id="why">{title}</h2>{calculation::basis(own_result)}</div>
            <div class="why__in">
                {calculation::table(reading)}
                <div class="plots">
                    {charts::ladder(&reading.ladder, at("ladder.csv"))}
                    {reading.histogram.as_ref().map(|chart| charts::histogram(chart, at("written.csv")))}
                </div>
            </div>
            <p class="small">
                {t!("result-calc-download")}<a href=at("result.txt")>{t!("result-calc-text")}</a>"　"<a href=at("result.json")>"JSON"</a>"　"
                <a href=addresses::settings::VERIFY>{t!("result-calc-how")}</a>
            </p>
        </section>
    }
    .into_any()
}

fn doubt(reader: &Reader, own_result: &OwnResult) -> AnyView {
    let phone = reader.site.phone.as_str();
    let until = own_result
        .stamp
        .as_ref()
        .map(|stamp| stamp.period_ends)
        .filter(|ends| reader.now <= *ends);
    view! {
        <section class="section" aria-labelledby="doubt">
            <h2 id="doubt">{t!("result-doubt")}</h2>
            <p>
                {until.map(|until| view! { <b>{time(until)}{t!("result-before")}</b>{t!("result-before-then")} })}
                {t!("result-doubt-text", phone = phone)}
            </p>
        </section>
    }
    .into_any()
}

fn trail(own_result: &OwnResult) -> AnyView {
    view! {
        <section class="section" aria-labelledby="trail">
            <h2 id="trail">{t!("result-trail")}</h2>
            {history::trail(&own_result.history)}
        </section>
    }
    .into_any()
}
