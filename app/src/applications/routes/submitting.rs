//! Checking, submitting, taking back, appealing.

use crate::{
    addresses,
    applications::{
        commands,
        queries::{Opened, answer_sheet, of_applicant, task_rows},
        views,
    },
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::Again,
        paths::At,
        web::Typing,
    },
    ui::{
        forms::titled,
        reader::Reader,
        shell::{self, Menu, Shell},
    },
};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::{applications::Stage, ids::ApplicationId, tasks::Task};

pub fn doors() -> Doors {
    Doors::new()
        .get("/applications/{id}/check", Guard::Applicant, check_page)
        .get(
            "/applications/{id}/submit",
            Guard::Applicant,
            async |At(id): At<ApplicationId>| {
                Redirect::to(&addresses::applications::task(id, Task::Check))
            },
        )
        .post("/applications/{id}/submit", Guard::Applicant, submit)
        .get(
            "/applications/{id}/submitted",
            Guard::Applicant,
            submitted_page,
        )
        .post("/applications/{id}/withdraw", Guard::Applicant, withdraw)
        .get("/applications/{id}/appeal", Guard::Applicant, appeal_page)
        .post("/applications/{id}/appeal", Guard::Applicant, appeal)
}

fn to_page(id: ApplicationId) -> Response {
    Redirect::to(&addresses::applications::page(id)).into_response()
}

fn to_submitted(id: ApplicationId) -> Response {
    Redirect::to(&addresses::applications::submitted(id)).into_response()
}

fn check(ctx: &Ctx, opened: &Opened, again: &Again) -> Html<String> {
    let Again { form, refusal } = again;
    let (sheet, rows) = (answer_sheet(opened), task_rows(opened, ctx.now));
    let shell =
        |reader: &Reader| Shell::public(reader, titled(form, t!("check-title")), Menu::Mine);
    shell::render(ctx, shell, |reader| {
        views::check::page(reader, opened, &sheet, &rows, form, refusal.clone())
    })
}

async fn check_page(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    let opened = of_applicant(&ctx, id).await?;
    if !opened.stage.is_editable() {
        return Ok(to_page(id));
    }
    Ok(check(&ctx, &opened, &Again::default()).into_response())
}

async fn submit(
    ctx: Ctx,
    At(id): At<ApplicationId>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let submitted = match typed.revision() {
        Ok(shown) => commands::submit(&ctx, id, Some(shown), typed.is_checked("declared")).await,
        Err(stale) => Err(stale.into()),
    };
    let error = match submitted {
        Ok(()) => return Ok(to_submitted(id)),
        Err(error) => error,
    };
    let opened = of_applicant(&ctx, id).await?;
    // The same form a second time: it was received the first time, and that is the answer.
    if opened.stage == Stage::Submitted {
        return Ok(to_submitted(id));
    }
    let (status, again) = Again::after(error, typed)?;
    Ok((status, check(&ctx, &opened, &again)).into_response())
}

async fn submitted_page(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    let opened = of_applicant(&ctx, id).await?;
    let Some(at) = opened
        .submitted_at
        .filter(|_| opened.stage == Stage::Submitted)
    else {
        return Ok(to_page(id));
    };
    let shell = |reader: &Reader| Shell::public(reader, t!("submitted-title"), Menu::Mine);
    Ok(shell::render(&ctx, shell, |reader| {
        views::status::submitted(reader, &opened, at)
    })
    .into_response())
}

async fn withdraw(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    let error = match commands::withdraw(&ctx, id).await {
        Ok(()) => return Ok(to_page(id)),
        Err(error) => error,
    };
    let refusal = error.refused()?;
    let status = refusal.status();
    let opened = of_applicant(&ctx, id).await?;
    let shell = |reader: &Reader| Shell::public(reader, t!("menu-mine"), Menu::Mine);
    let page = if opened.stage.is_editable() {
        let rows = task_rows(&opened, ctx.now);
        shell::render(&ctx, shell, |reader| {
            views::task_list::page(reader, &opened, &rows, Some(refusal))
        })
    } else {
        let sheet = answer_sheet(&opened);
        shell::render(&ctx, shell, |reader| {
            views::status::page(reader, &opened, &sheet, Some(refusal))
        })
    };
    Ok((status, page).into_response())
}

fn appeal_form(ctx: &Ctx, opened: &Opened, again: &Again) -> Html<String> {
    let Again { form, refusal } = again;
    let shell = |reader: &Reader| Shell::public(reader, titled(form, t!("appeal")), Menu::Mine);
    shell::render(ctx, shell, |reader| {
        views::appeal::page(reader, opened, form, refusal.clone())
    })
}

async fn appeal_page(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    let opened = of_applicant(&ctx, id).await?;
    if opened.stage != Stage::Rejected {
        return Ok(to_page(id));
    }
    Ok(appeal_form(&ctx, &opened, &Again::default()).into_response())
}

async fn appeal(
    ctx: Ctx,
    At(id): At<ApplicationId>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let error = match commands::appeal(&ctx, id, typed.get("text")).await {
        Ok(()) => return Ok(to_page(id)),
        Err(error) => error,
    };
    let (status, again) = Again::after(error, typed)?;
    let opened = of_applicant(&ctx, id).await?;
    Ok((status, appeal_form(&ctx, &opened, &again)).into_response())
}
