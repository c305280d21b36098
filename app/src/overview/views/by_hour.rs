//! Submissions hour by hour.

use super::super::queries::Board;
use crate::{
    addresses,
    campaigns::queries::Campaign,
    ui::{
        parts::{time, time_short},
        words,
    },
};
use chrono::{Datelike, Timelike};
use domain::Instant;
use leptos::prelude::*;

const LEFT: f64 = 3.2;

pub(super) fn hours(campaign: &Campaign, board: &Board) -> AnyView {
    let total: u64 = board.hours.iter().map(|(_, n)| n).sum();
    let Some(((first, _), (last, _))) = board
        .hours
        .first()
        .copied()
        .zip(board.hours.last().copied())
    else {
        return view! {
            <section aria-labelledby="hr"><div class="gate__title"><h2 id="hr">{t!("hours-title")}</h2></div><p>{t!("hours-none")}</p></section>
        }
        .into_any();
    };
    let most = board
        .hours
        .iter()
        .map(|(_, n)| *n)
        .max()
        .unwrap_or(1)
        .max(1);
    let step = (100.0 - LEFT) / board.hours.len() as f64;
    let bars = board.hours.iter().enumerate().map(|(i, (_, n))| {
        let height = *n as f64 / most as f64 * 160.0;
        let hot = i + 4 >= board.hours.len();
        view! {
            <rect class=hot.then_some("hot") x=format!("{:.2}%", LEFT + step * i as f64) y=format!("{:.1}", 195.0 - height)
                width=format!("{:.2}%", step * 0.86) height=format!("{height:.1}")></rect>
        }
    });
    let days = day_marks(board, step);
    let last_hours: u64 = board.hours.iter().rev().take(4).map(|(_, n)| n).sum();
    let sentence = t!(
        "hours-sentence",
        total = words::count(total),
        last = words::count(last_hours),
        share = words::percent(last_hours, total)
    );
    view! {
        <section aria-labelledby="hr">
            <div class="gate__title">
                <h2 id="hr">{t!("hours-title")}</h2>
                <p>{t!("n-applications", n = words::count(total))}"　"
                    <a href=addresses::overview::table(&campaign.code, "hours")>{t!("download-csv")}</a></p>
            </div>
            <figure class="plot hours">
                <svg class="hoursplot" width="100%" height="244" role="img" aria-label=sentence.clone()>
                    <line class="gridline" x1=format!("{LEFT}%") x2="100%" y1="35" y2="35"></line>
                    <text class="tick" x="0" y="35" dy=".35em">{words::count(most)}</text>
                    <line class="axis" x1=format!("{LEFT}%") x2="100%" y1="195" y2="195"></line>
                    {days}
                    {bars.collect_view()}
                </svg>
                <figcaption>{time(first)}{t!("to")}{time_short(last)}{t!("full-stop")}{sentence}</figcaption>
            </figure>
        </section>
    }
    .into_any()
}

/// A line at each midnight, and the day with its count behind it.
fn day_marks(board: &Board, step: f64) -> AnyView {
    let starts = board
        .hours
        .iter()
        .enumerate()
        .filter(|(i, (at, _))| *i == 0 || at.shanghai().hour() == 0);
    let marks: Vec<(usize, Instant)> = starts.map(|(i, (at, _))| (i, *at)).collect();
    let views = marks.iter().enumerate().map(|(n, &(i, at))| {
        let end = marks.get(n + 1).map_or(board.hours.len(), |next| next.0);
        let people: u64 = board.hours[i..end].iter().map(|(_, n)| n).sum();
        let wide = (end - i) as f64 * step > 6.0;
        let x = format!("{:.2}%", LEFT + step * i as f64);
        let day = at.date();
        let label = t!("day-label", month = day.month(), day = day.day());
        view! {
            {(i > 0).then(|| view! { <line class="day" x1=x.clone() x2=x.clone() y1="18" y2="238"></line> })}
            {wide.then(|| view! {
                <text class="tick roomy" x=x.clone() dx="6" y="216">{label}</text>
                <text class="tick roomy" x=x.clone() dx="6" y="235">{t!("n-applications", n = words::count(people))}</text>
            })}
        }
    });
    views.collect_view().into_any()
}
