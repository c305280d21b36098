//! The pages of the tasks: questions with their document, address, photo, post.

mod saving;

use crate::{
    addresses::{self},
    applications::{
        commands,
        forms::{self},
        queries::{Opened, first_page, of_applicant, post_lines},
        views::{
            self,
            question::{Position, title},
        },
    },
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::{Again, Filled, Typed},
        paths::{At, Named},
        upload::REQUEST_LIMIT,
    },
    ui::{
        forms::titled,
        reader::Reader,
        shell::{self, Menu, Shell},
    },
};
use axum::{
    extract::{DefaultBodyLimit, Query},
    handler::Handler,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    ids::ApplicationId,
    rules::{self, FactKey, FormPage, PostCode},
    tasks::Task,
};
use saving::{keep_photo, save};
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new()
        .get("/applications/{id}/{task}", Guard::Applicant, task_page)
        .post(
            "/applications/{id}/{task}",
            Guard::Applicant,
            save.layer(DefaultBodyLimit::max(REQUEST_LIMIT)),
        )
        .post(
            "/applications/{id}/photo/keep",
            Guard::Applicant,
            keep_photo,
        )
}

#[derive(Deserialize)]
struct PageQuery {
    /// The key of a page's first question; without it, the first page that is not finished.
    page: Option<String>,
}

/// A task that has a form of its own.
struct FormTask(Task);

impl Named for FormTask {
    fn named(word: &str) -> Option<Self> {
        Task::from_key(word)
            .filter(|task| *task != Task::Check)
            .map(FormTask)
    }
}

fn to(address: &str) -> Response {
    Redirect::to(address).into_response()
}

async fn task_page(
    ctx: Ctx,
    At((id, FormTask(task))): At<(ApplicationId, FormTask)>,
    Query(asked): Query<PageQuery>,
) -> Result<Response, AppError> {
    let opened = of_applicant(&ctx, id).await?;
    // The task list says why nothing is changed any more.
    if opened.may_edit(ctx.now).is_err() {
        return Ok(to(&addresses::applications::page(id)));
    }
    let page = asked
        .page
        .map(FactKey::from)
        .or_else(|| first_page(&opened, task, ctx.now));
    match render(&ctx, &opened, task, page.as_ref(), None) {
        Some(page) => Ok(page.into_response()),
        None => Ok(to(&addresses::applications::page(id))),
    }
}

/// The page of a task; `None` where this application has no such page (any more). `again`: with what was typed.
fn render(
    ctx: &Ctx,
    opened: &Opened,
    task: Task,
    key: Option<&FactKey>,
    again: Option<Again>,
) -> Option<Html<String>> {
    let shell = |reader: &Reader, form: &Filled| {
        Shell::public(
            reader,
            titled(form, views::names::task(reader, task)),
            Menu::Mine,
        )
    };
    let fresh = |mut typed: Typed, stamp: &str| {
        typed.set("_seen", opened.stamp(stamp));
        Again::fresh(typed)
    };
    let html = match task {
        Task::Contact => {
            let Again { form, refusal } = again.unwrap_or_else(|| {
                fresh(
                    Typed::from([("address", opened.address.as_str())]),
                    task.key(),
                )
            });
            shell::render(
                ctx,
                |reader| shell(reader, &form),
                |reader| views::question::contact_page(reader, opened, &form, refusal.clone()),
            )
        }
        Task::Photo => {
            let Again { mut form, refusal } = again.unwrap_or_default();
            if form.problems.is_empty() {
                form.problems = opened.photo_problems();
            }
            shell::render(
                ctx,
                |reader| shell(reader, &form),
                |reader| views::photo::page(reader, opened, &form, refusal.clone()),
            )
        }
        Task::Post => {
            let chosen = opened
                .post
                .as_ref()
                .map(PostCode::as_str)
                .unwrap_or_default();
            let Again { form, refusal } =
                again.unwrap_or_else(|| fresh(Typed::from([("post", chosen)]), task.key()));
            let posts = post_lines(opened);
            shell::render(
                ctx,
                |reader| shell(reader, &form),
                |reader| views::post::page(reader, opened, &posts, &form, refusal.clone()),
            )
        }
        _ => return questions(ctx, opened, task, key, again),
    };
    Some(html)
}

fn pages(opened: &Opened, task: Task) -> Vec<FormPage<'_>> {
    let topic = task.topic();
    topic
        .map(|topic| rules::pages(opened.rules(), opened.post.as_ref(), &opened.facts, topic))
        .unwrap_or_default()
}

fn questions(
    ctx: &Ctx,
    opened: &Opened,
    task: Task,
    key: Option<&FactKey>,
    again: Option<Again>,
) -> Option<Html<String>> {
    let pages = pages(opened, task);
    if pages.is_empty() && task == Task::Identity {
        let shell =
            |reader: &Reader| Shell::public(reader, views::names::task(reader, task), Menu::Mine);
        return Some(shell::render(ctx, shell, |reader| {
            views::question::identity_page(reader, opened)
        }));
    }
    let n = pages.iter().position(|page| Some(page.key()) == key)?;
    let page = &pages[n];
    let Again { form, refusal } = again.unwrap_or_else(|| {
        let mut typed = Typed::default();
        forms::fill(page, &opened.facts, &mut typed);
        typed.set(
            "_seen",
            opened.stamp(&commands::page_stamp(task, page.key())),
        );
        Again::fresh(typed)
    });
    let position = Position {
        n: n + 1,
        of: pages.len(),
    };
    let shell = |reader: &Reader| {
        Shell::public(reader, titled(&form, title(reader, task, page)), Menu::Mine)
    };
    let body = |reader: &Reader| {
        views::question::page(reader, opened, task, page, position, &form, refusal.clone())
    };
    Some(shell::render(ctx, shell, body))
}
