//! Check all answers and submit; the same list, without links, is what a submitted application shows.

use super::{back_to, heading, names, task_list::post_of};
use crate::{
    addresses,
    applications::queries::{Answer, AnswerRow, AnswerSheet, Opened, TaskRow},
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        lang,
        parts::{refused, time},
        reader::Reader,
        words,
    },
};
use domain::tasks::{Task, TaskState};
use leptos::prelude::*;

pub fn page(
    reader: &Reader,
    opened: &Opened,
    sheet: &AnswerSheet,
    rows: &[TaskRow],
    form: &Filled,
    refusal: Option<Refusal>,
) -> AnyView {
    let ready = rows
        .iter()
        .all(|row| row.task == Task::Check || row.state == TaskState::Done);
    let held = opened.may_submit(reader.now).err();
    let action = addresses::applications::submit(opened.id);
    view! {
        <main id="main" class="wrap main">
            {back_to(opened)}
            {refused(held.clone().or(refusal))}
            {forms::error_summary(form)}
            <form class="answers" method="post" action=action novalidate>
                {heading(opened, t!("check-title"))}
                {answers(opened, sheet, true)}
                {held.is_none().then(|| if ready { vow(opened, form) } else { not_ready(opened, rows) })}
            </form>
        </main>
    }
    .into_any()
}

fn vow(opened: &Opened, form: &Filled) -> AnyView {
    let until = opened.campaign.timetable.taken_back_until(false);
    view! {
        <section class="panel vow" aria-labelledby="vow">
            <h2 id="vow">{t!("vow")}</h2>
            <p>{t!("vow-text")}</p>
            {forms::tick(form, Field::new("declared", t!("vow-tick")))}
        </section>
        <div class="submit">
            <input type="hidden" name="revision" value=opened.revision.to_string()/>
            <p class="actions"><button class="btn">{t!("submit")}</button></p>
            {until.map(|until| view! {
                <p class="muted">{t!("submit-note-before")}{time(until)}{t!("submit-note-after")}</p>
            })}
        </div>
    }
    .into_any()
}

/// What is still missing, each with the way to it.
fn not_ready(opened: &Opened, rows: &[TaskRow]) -> AnyView {
    let open = rows
        .iter()
        .filter(|row| row.task != Task::Check && row.state != TaskState::Done)
        .map(|row| {
            let href = addresses::applications::task(opened.id, row.task);
            view! { <li><a href=href>{names::of_task(row.task)}</a></li> }
        });
    view! {
        <section class="panel" aria-labelledby="open">
            <h2 id="open" class="h-s">{t!("check-not-ready")}</h2>
            <ul class="list">{open.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// All answers, by groups. `editable`: each with its link.
pub(super) fn answers(opened: &Opened, sheet: &AnswerSheet, editable: bool) -> AnyView {
    view! {
        {you(opened, editable)}
        {conditions(opened, sheet, editable)}
        <section aria-labelledby="answers-post">
            <h2 id="answers-post">{t!("group-post")}</h2>
            <dl class="answer">
                {row(opened, t!("post-name"), post_of(opened).unwrap_or_else(|| t!("not-chosen")).into_any(), Task::Post, editable)}
            </dl>
            {editable.then(|| view! { <p class="note note--wait">{t!("one-post-only")}</p> })}
        </section>
    }
    .into_any()
}

fn row(opened: &Opened, term: String, value: AnyView, task: Task, editable: bool) -> AnyView {
    row_at(
        term,
        value,
        addresses::applications::task(opened.id, task),
        editable,
    )
}

/// `href`: where it is changed.
fn row_at(term: String, value: AnyView, href: String, editable: bool) -> AnyView {
    let link = editable.then(|| {
        view! { <dd><a href=href>{t!("change")}<span class="vh">{term.clone()}</span></a></dd> }
    });
    view! { <div><dt>{term.clone()}</dt><dd>{value}</dd>{link}</div> }.into_any()
}

fn you(opened: &Opened, editable: bool) -> AnyView {
    let person = &opened.person;
    let number = person
        .id_number
        .as_ref()
        .map(|number| number.masked())
        .unwrap_or_default();
    let address = if opened.address.is_empty() {
        t!("not-filled")
    } else {
        opened.address.clone()
    };
    let photo = opened.photo().map(|photo| {
        let change = editable.then(|| {
            view! { <figcaption><a href=addresses::applications::task(opened.id, Task::Photo)>{t!("change-photo")}</a></figcaption> }
        });
        view! { <figure class="photo"><img src=addresses::applications::file(photo.id) alt=t!("photo-shown") width="118" height="165"/>{change}</figure> }
    });
    view! {
        <section aria-labelledby="answers-you">
            <h2 id="answers-you">{t!("group-you")}</h2>
            <div class="with-photo">
                <dl class="answer">
                    {row(opened, t!("name"), person.name.clone().into_any(), Task::Identity, false)}
                    {row(opened, t!("id-number"), number.into_any(), Task::Identity, false)}
                    {row(opened, t!("mobile"), person.masked_mobile().into_any(), Task::Contact, false)}
                    {row(opened, t!("address"), address.into_any(), Task::Contact, editable)}
                </dl>
                {photo}
            </div>
        </section>
    }
    .into_any()
}

fn conditions(opened: &Opened, sheet: &AnswerSheet, editable: bool) -> AnyView {
    let rows = sheet.rows.iter().map(|AnswerRow { task, page, answer }| {
        let value = match answer {
            Answer::Given { paper, .. } => {
                let handed_in =
                    paper
                        .as_ref()
                        .filter(|paper| !paper.files.is_empty())
                        .map(|paper| {
                            let words = t!(
                                "papers-handed-in",
                                paper = names::text(&paper.name),
                                count = paper.files.len()
                            );
                            view! { <br/><span class="muted small">{words}</span> }
                        });
                view! { {said(opened, answer)}{handed_in} }.into_any()
            }
            Answer::Declared { .. } => said(opened, answer).into_any(),
        };
        let href = addresses::applications::question(opened.id, *task, page);
        row_at(label(answer), value, href, editable)
    });
    let rows = rows.collect_view();
    let bonus = (!sheet.bonus.is_empty()).then(|| {
        let lines = sheet
            .bonus
            .iter()
            .map(|line| {
                let late = line.is_late.then(|| t!("bonus-late"));
                view! { <div>{line.finding.say(lang::current())}{late}</div> }
            })
            .collect_view();
        row(
            opened,
            t!("bonus-claimed"),
            lines.into_any(),
            Task::Bonus,
            false,
        )
    });
    view! {
        <section aria-labelledby="answers-conditions">
            <h2 id="answers-conditions">{t!("group-conditions")}</h2>
            <dl class="answer">{rows}{bonus}</dl>
        </section>
    }
    .into_any()
}

/// What the answer is to.
pub(super) fn label(answer: &Answer) -> String {
    match answer {
        Answer::Given { def, .. } => names::text(&def.label),
        Answer::Declared { .. } => t!("task-declaration"),
    }
}

/// The answer as its person would read it.
pub(super) fn said(opened: &Opened, answer: &Answer) -> String {
    match answer {
        Answer::Given {
            def,
            value: Some(value),
            ..
        } => def.say(opened.rules(), value, lang::current()),
        Answer::Given {
            def, value: None, ..
        } if def.optional => t!("not-given"),
        Answer::Given { .. } | Answer::Declared { is_open: true, .. } => t!("not-filled"),
        Answer::Declared { named, .. } if named.is_empty() => t!("none-declared"),
        Answer::Declared { named, .. } => words::list(named.iter().map(names::text)),
    }
}
