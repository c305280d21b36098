//! The overview: funnel, submissions per hour, pass rate per street, reasons, times. Charts are SVG with percent
//! positions, a sentence for those who do not see them, and the data as a file.

mod by_hour;
mod tables;

use super::queries::{Board, Step, StepName, StreetRate};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    ui::{
        lang,
        parts::time,
        reader::Reader,
        shell::Job,
        timeline::{next_moment, stagebar},
        words,
    },
};
use by_hour::hours;
use domain::{access::Permission, campaigns::Phase};
use leptos::prelude::*;
pub use tables::{funnel_table, hours_table, streets_table};

pub fn page(reader: &Reader, campaign: &Campaign, board: &Board) -> AnyView {
    let (phase, steps) = (campaign.phase(reader.now), campaign.steps());
    view! {
        <main id="main" class="desk board">
            <div class="desk__head">
                <div>
                    <h1>{campaign.content.title.clone()}</h1>
                    <p>
                        {t!("step-of", step = phase.number(&steps), steps = steps.len())}{t!("colon")}{words::phase(phase, campaign.content.rules.has_papers())}
                        {t!("board-as-of")}{time(reader.now)}
                    </p>
                </div>
                {stagebar(&steps, phase)}
            </div>
            <div class="board__row">
                {funnel(campaign, board)}
                {to_do(reader, campaign, board)}
            </div>
            {hours(campaign, board)}
            <div class="board__row board__row--2">
                {streets(campaign, board)}
                {reasons(board)}
            </div>
        </main>
    }
    .into_any()
}

fn step_name(name: StepName) -> String {
    match name {
        StepName::Submitted => t!("funnel-submitted"),
        StepName::Accepted => t!("funnel-accepted"),
        StepName::Ticketed => t!("funnel-ticketed"),
        StepName::Sat => t!("funnel-sat"),
        StepName::Passed => t!("funnel-passed"),
        StepName::Shortlisted => t!("funnel-shortlisted"),
        StepName::Interviewed => t!("funnel-interviewed"),
        StepName::Selected => t!("funnel-selected"),
    }
}

/// Each step with its share of the one before.
fn shares(steps: &[Step]) -> Vec<(String, u64, String)> {
    let before = std::iter::once(None).chain(steps.iter().map(Some));
    let share = |step: &Step, before: Option<&Step>| {
        before.map_or_else(|| "—".to_owned(), |b| words::percent(step.people, b.people))
    };
    steps
        .iter()
        .zip(before)
        .map(|(step, b)| (step_name(step.name), step.people, share(step, b)))
        .collect()
}

fn bar(part: u64, whole: u64) -> AnyView {
    let width = format!(
        "{}%",
        (part * 10_000).checked_div(whole).unwrap_or(0) as f64 / 100.0
    );
    view! { <svg class="hbar" width="100%" height="14" aria-hidden="true"><rect width=width height="14"></rect></svg> }
        .into_any()
}

fn funnel(campaign: &Campaign, board: &Board) -> AnyView {
    let widest = board.funnel.iter().map(|s| s.people).max().unwrap_or(0);
    let rows = shares(&board.funnel)
        .into_iter()
        .map(|(name, people, share)| {
            view! {
                <tr>
                    <th scope="row">{name}</th><td class="fb">{bar(people, widest)}</td>
                    <td class="num"><b>{words::count(people)}</b></td><td class="num">{share}</td>
                </tr>
            }
        });
    view! {
        <section aria-labelledby="fn">
            <div class="gate__title">
                <h2 id="fn">{t!("funnel")}</h2><p><a href=addresses::overview::table(&campaign.code, "funnel")>{t!("download-csv")}</a></p>
            </div>
            <table class="funnel">
                <caption class="vh">{t!("funnel-caption")}</caption>
                <thead><tr>
                    <th scope="col">{t!("funnel-step")}</th><th scope="col"><span class="vh">{t!("funnel-chart")}</span></th>
                    <th scope="col" class="num">{t!("funnel-people")}</th><th scope="col" class="num">{t!("funnel-share")}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// What waits for somebody, and where to do it.
fn to_do(reader: &Reader, campaign: &Campaign, board: &Board) -> AnyView {
    let code = &campaign.code;
    let phase = campaign.phase(reader.now);
    // What waits is told to everybody; the way there is shown to those who are let in.
    let leads = |duties: &[Permission], page: String| {
        let lets_in = |duty: &Permission| reader.may(*duty, &campaign.scope);
        duties.iter().any(lets_in).then_some(page)
    };
    let to = |job: Job| leads(job.duties(), job.page(code));
    let mut todo: Vec<(Option<String>, String, AnyView)> = Vec::new();
    if let Some(since) = board.waiting_since {
        let title = t!("todo-review", count = words::count(board.waiting));
        let text = view! { {t!("todo-since")}{time(since)} }.into_any();
        todo.push((to(Job::Review), title, text));
    }
    let certificates = || {
        let page = addresses::certificates::desk(code);
        leads(&[Permission::IssueCertificates], page)
    };
    let next = match phase {
        Phase::Announcement | Phase::Applications => None,
        Phase::Review => Some((to(Job::Interview), t!("todo-seats"))),
        Phase::Written => Some((to(Job::Marks), t!("todo-written"))),
        Phase::WrittenResults => Some((to(Job::Interview), t!("todo-shortlist"))),
        Phase::Interview => Some((to(Job::Marks), t!("todo-interview"))),
        Phase::Totals => Some((to(Job::Publish), t!("todo-publish"))),
        Phase::Publication => Some((certificates(), t!("todo-certificates"))),
    };
    if let Some((href, title)) = next {
        todo.push((href, title, next_moment(&campaign.timetable, phase)));
    }
    let count = todo.len();
    let rows = todo.into_iter().map(|(href, title, text)| {
        let title = match href {
            Some(href) => view! { <a href=href>{title}</a> }.into_any(),
            None => view! { <b>{title}</b> }.into_any(),
        };
        view! { <li class="look"><div>{title}<p>{text}</p></div></li> }
    });
    view! {
        <section aria-labelledby="td">
            <div class="gate__title"><h2 id="td">{t!("todo")}</h2><p>{t!("todo-count", count = count)}</p></div>
            <ul class="todo">{rows.collect_view()}</ul>
            <dl class="mini quiet">
                <div><dt>{t!("board-appeals")}</dt>
                    <dd>{t!("board-appeals-text", count = board.appeals, changed = board.overturned)}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

/// Wilson's interval at 95 %, as shares of one.
fn interval(passed: u64, sat: u64) -> (f64, f64) {
    let (z, n, p) = (1.96_f64, sat as f64, passed as f64 / sat as f64);
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    (middle - half, middle + half)
}

fn streets(campaign: &Campaign, board: &Board) -> AnyView {
    let Some((best, worst)) = board.streets.first().zip(board.streets.last()) else {
        return view! {
            <section aria-labelledby="st"><div class="gate__title"><h2 id="st">{t!("streets")}</h2></div><p>{t!("streets-none")}</p></section>
        }
        .into_any();
    };
    let (sat, passed) = board
        .streets
        .iter()
        .fold((0, 0), |(s, p), street| (s + street.sat, p + street.passed));
    let overall = passed as f64 / sat as f64;
    let named = |street: &str| campaign.named(street, lang::current()).to_owned();
    // From 20 % of the width (names) to 80 % (figures).
    let x = |share: f64| format!("{:.2}%", 20.0 + 58.0 * share);
    let height = board.streets.len() * 23 + 26;
    let bottom = (height - 22).to_string();
    let ticks = [0, 25, 50, 75, 100].map(|percent| {
        let at = x(f64::from(percent) / 100.0);
        view! {
            <line class="gridline" x1=at.clone() x2=at.clone() y1="0" y2=bottom.clone()></line>
            <text class="tick" x=at y=(height - 6).to_string() text-anchor="middle">{format!("{percent}%")}</text>
        }
    });
    let rows = board
        .streets
        .iter()
        .enumerate()
        .map(|(i, street)| street_row((named(&street.street), street), i, overall, &x));
    let sentence = t!(
        "streets-sentence",
        best = named(&best.street),
        best_rate = words::percent(best.passed, best.sat),
        worst = named(&worst.street),
        worst_rate = words::percent(worst.passed, worst.sat)
    );
    view! {
        <section aria-labelledby="st">
            <div class="gate__title">
                <h2 id="st">{t!("streets")}</h2>
                <p>{t!("streets-overall", rate = words::percent(passed, sat))}"　"
                    <a href=addresses::overview::table(&campaign.code, "streets")>{t!("download-csv")}</a></p>
            </div>
            <figure class="plot">
                <svg class="streets" width="100%" height=height.to_string() role="img" aria-label=sentence>
                    {ticks.into_iter().collect_view()}
                    <line class="cut" x1=x(overall) x2=x(overall) y1="0" y2=bottom.clone()></line>
                    {rows.collect_view()}
                </svg>
                <figcaption>{t!("streets-note")}</figcaption>
            </figure>
        </section>
    }
    .into_any()
}

fn street_row(
    (name, street): (String, &StreetRate),
    row: usize,
    overall: f64,
    x: &impl Fn(f64) -> String,
) -> AnyView {
    let (low, high) = interval(street.passed, street.sat);
    let far = overall < low || overall > high;
    let y = format!("{:.1}", row as f64 * 23.0 + 11.5);
    view! {
        <g class=far.then_some("far")>
            <text x="0" y=y.clone() dy=".35em">{name}</text>
            <line class="ci" x1=x(low) x2=x(high) y1=y.clone() y2=y.clone()></line>
            <circle cx=x(street.passed as f64 / street.sat as f64) cy=y.clone() r="4.5"></circle>
            <text x="88%" y=y.clone() dy=".35em" text-anchor="end">{words::percent(street.passed, street.sat)}</text>
            <text class="tick" x="100%" y=y dy=".35em" text-anchor="end">{t!("n-people", n = words::count(street.sat))}</text>
        </g>
    }
    .into_any()
}

fn reasons(board: &Board) -> AnyView {
    let total: u64 = board.reasons.iter().map(|(_, n)| n).sum();
    let widest = board.reasons.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let rows = board.reasons.iter().map(|(code, people)| {
        view! {
            <tr>
                <th scope="row">{words::reason(*code)}</th><td class="fb">{bar(*people, widest)}</td>
                <td class="num"><b>{words::count(*people)}</b></td>
            </tr>
        }
    });
    let at = |share: usize| {
        board
            .review_times
            .get(board.review_times.len() * share / 100)
            .copied()
    };
    let times = at(50).zip(at(90)).map(|(half, most)| {
        view! {
            <div class="gate__title second"><h2 id="sp">{t!("review-times")}</h2></div>
            <dl class="mini quiet">
                <div><dt>{t!("half-of-people")}</dt><dd>{t!("within", time = words::duration(half))}</dd></div>
                <div><dt>{t!("nine-tenths")}</dt><dd>{t!("within", time = words::duration(most))}</dd></div>
            </dl>
        }
    });
    view! {
        <section aria-labelledby="rs">
            <div class="gate__title"><h2 id="rs">{t!("reject-reasons")}</h2><p>{t!("n-people", n = words::count(total))}</p></div>
            <table class="funnel reasons">
                <caption class="vh">{t!("reject-reasons")}</caption>
                <thead class="vh"><tr>
                    <th scope="col">{t!("reason")}</th><th scope="col">{t!("funnel-chart")}</th><th scope="col">{t!("funnel-people")}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            <p class="small muted">{t!("reject-reasons-note")}</p>
            {times}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_narrows_with_more_people_and_stays_within_bounds() {
        let (low, high) = interval(5, 10);
        let (narrow_low, narrow_high) = interval(500, 1000);
        assert!(high - low > narrow_high - narrow_low);
        assert!(interval(0, 3).0 >= -1e-12 && interval(3, 3).1 <= 1.0 + 1e-12);
    }
}
