//! The task list: groups, hints, states, progress, deadline; a reviewer's reasons at the top while they are to be
//! answered.

use super::{heading, names};
use crate::{
    addresses,
    applications::queries::{LastReview, Opened, TaskRow},
    error::Refusal,
    ui::{
        parts::{back, refused, time, time_short},
        reader::Reader,
        words,
    },
};
use domain::{
    Instant,
    tasks::{Group, Task, TaskState},
};
use leptos::prelude::*;

pub fn page(
    reader: &Reader,
    opened: &Opened,
    rows: &[TaskRow],
    refusal: Option<Refusal>,
) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            {back(addresses::applications::MINE, t!("back-to-mine"))}
            {refused(refusal)}
            <div class="cols top">
                <div>
                    {heading(opened, t!("menu-mine"))}
                    {opened.returned_review().map(|review| returned(review, opened.deadline()))}
                    {progress(opened, rows)}
                    <ol class="tasks">
                        {[Group::You, Group::Conditions, Group::Post, Group::Check]
                            .map(|of| group(reader, opened, rows, of)).into_iter().collect_view()}
                    </ol>
                </div>
                {aside(reader, opened)}
            </div>
        </main>
    }
    .into_any()
}

/// Why it came back, in the reviewer's words, and until when it can be answered.
fn returned(review: &LastReview, deadline: Option<Instant>) -> AnyView {
    let reasons = review
        .reasons
        .iter()
        .map(|&code| view! { <li>{words::reason(code)}</li> })
        .collect_view();
    let note = (!review.note.is_empty())
        .then(|| view! { <p>{t!("reviewer-says", note = review.note.as_str())}</p> });
    view! {
        <div class="note note--mark">
            <p><b>{t!("returned-title")}</b>" "{time(deadline)}{t!("returned-until")}</p>
            <ul class="list">{reasons}</ul>
            {note}
        </div>
    }
    .into_any()
}

fn progress(opened: &Opened, rows: &[TaskRow]) -> AnyView {
    let done = rows
        .iter()
        .filter(|row| row.state == TaskState::Done)
        .count();
    let bars = (0..rows.len())
        .map(|n| view! { <i class=(n < done).then_some("n")></i> })
        .collect_view();
    view! {
        <div class="progress">
            <p>
                <b>{t!("tasks-done", all = rows.len(), done = done)}</b>{t!("tasks-kept")}
                {time(opened.deadline())}{t!("tasks-until")}
            </p>
            <div class="stagebar" aria-hidden="true">{bars}</div>
        </div>
    }
    .into_any()
}

fn group(reader: &Reader, opened: &Opened, rows: &[TaskRow], of: Group) -> AnyView {
    let own: Vec<&TaskRow> = rows.iter().filter(|row| row.task.group() == of).collect();
    if own.is_empty() {
        return ().into_any();
    }
    let before = rows.len() - 1;
    view! {
        <li>
            <h2>{names::group(of)}</h2>
            <ul>{own.into_iter().map(|row| line(reader, opened, row, before)).collect_view()}</ul>
        </li>
    }
    .into_any()
}

fn line(reader: &Reader, opened: &Opened, row: &TaskRow, before: usize) -> AnyView {
    let href = addresses::applications::task(opened.id, row.task);
    let hint = match row.task {
        Task::Check if row.state == TaskState::CannotStart => {
            Some(t!("task-check-hint", before = before))
        }
        Task::Post if row.state == TaskState::Done => post_of(opened),
        _ => names::hint(row),
    };
    let name = names::of_task(row.task);
    let name = match row.state {
        TaskState::CannotStart => name.into_any(),
        _ if opened.may_edit(reader.now).is_err() => name.into_any(),
        _ => view! { <a href=href>{name}</a> }.into_any(),
    };
    view! { <li><div>{name}{hint.map(|hint| view! { <p>{hint}</p> })}</div>{names::state(row.state)}</li> }.into_any()
}

/// Code, street and name of the chosen post.
pub(super) fn post_of(opened: &Opened) -> Option<String> {
    let post = opened.rules().post(opened.post.as_ref()?)?;
    let area = post
        .area
        .as_ref()
        .and_then(|code| opened.rules().area(code))
        .map(|area| names::text(&area.name));
    let parts = [
        Some(post.code.as_str().to_owned()),
        area,
        Some(names::text(&post.name)),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join("　"))
}

fn aside(reader: &Reader, opened: &Opened) -> AnyView {
    let deadline = opened.deadline().map(|deadline| {
        view! {
            <section class="deadline" aria-labelledby="deadline">
                <h2 id="deadline" class="h-s">{left(reader.now, deadline)}</h2>
                <p><b>{time(deadline)}</b>{t!("deadline-closes")}</p>
                <p class="small muted">{t!("deadline-early")}</p>
            </section>
        }
    });
    view! {
        <aside class="stack">
            {deadline}
            <section class="asideblock" aria-labelledby="then">
                <h2 id="then" class="h-s">{t!("after-submitting")}</h2>
                {then(opened)}
            </section>
            <p class="small">
                {t!("stuck")}<br/>{t!("stuck-call")}<b>{reader.site.phone.clone()}</b>{t!("stuck-or")}<a href=addresses::settings::HELP>{t!("stuck-help")}</a>
            </p>
            <p class="small muted">{t!("kept-on")}{time(opened.updated_at)}{t!("kept")}</p>
        </aside>
    }
    .into_any()
}

/// What happens after submitting: who looks, what can come back, when tickets are printed.
pub(super) fn then(opened: &Opened) -> AnyView {
    let t = &opened.campaign.timetable;
    view! {
        <ol class="then">
            <li>{t!("then-review")}</li>
            <li>{t!("then-correct-before")}{time_short(t.corrections_close.or(t.closes()))}{t!("then-correct-after")}</li>
            <li>{t!("then-tickets-before")}{time_short(t.tickets.from)}{t!("then-tickets-after")}</li>
        </ol>
    }
    .into_any()
}

/// Five days are left, three hours, ten minutes.
fn left(now: Instant, deadline: Instant) -> String {
    let left = now.until(deadline);
    match (
        left.as_secs() / 86_400,
        left.as_secs() / 3600,
        left.is_zero(),
    ) {
        (_, _, true) => t!("deadline-over"),
        (0, 0, _) => t!("deadline-minutes", minutes = left.as_secs() / 60),
        (0, hours, _) => t!("deadline-hours", hours = hours),
        (days, ..) => t!("deadline-days", days = days),
    }
}
