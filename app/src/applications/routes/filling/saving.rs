//! Doors that take what an applicant typed or uploaded.

use super::{FormTask, pages, render, to};
use crate::{
    addresses::{self, applications::question},
    applications::{commands, forms::PAPER, queries::of_applicant},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, form::Again, paths::At, upload::Uploading},
};
use axum::response::{IntoResponse, Response};
use domain::{
    Problem,
    ids::{ApplicationId, FileId},
    rules::{FactKey, PostCode},
    tasks::Task,
};

pub(super) async fn save(
    ctx: Ctx,
    At((id, FormTask(task))): At<(ApplicationId, FormTask)>,
    uploading: Uploading,
) -> Result<Response, AppError> {
    let key = Some(uploading.typed.get("_page"))
        .filter(|key| !key.is_empty())
        .map(FactKey::from);
    let saved = match task {
        Task::Contact => {
            let typed = &uploading.typed;
            commands::save_contact(&ctx, id, typed.get("address"), Some(typed.get("_seen")))
                .await
                .map(|()| to(&addresses::applications::page(id)))
        }
        Task::Photo => save_photo(&ctx, id, &uploading).await,
        Task::Post => {
            let typed = &uploading.typed;
            let post = PostCode::from(typed.trimmed("post"));
            commands::choose_post(&ctx, id, &post, Some(typed.get("_seen")))
                .await
                .map(|()| to(&addresses::applications::page(id)))
        }
        _ => save_questions(&ctx, id, task, key.as_ref(), &uploading).await,
    };
    let error = match saved {
        Ok(response) => return Ok(response),
        Err(error) => error,
    };
    let (status, again) = Again::after(error, uploading.typed)?;
    let refusal = again.refusal.clone();
    let opened = of_applicant(&ctx, id).await?;
    match render(&ctx, &opened, task, key.as_ref(), Some(again)) {
        Some(page) => Ok((status, page).into_response()),
        // The page went away with an answer in another tab: nothing is left to show it on.
        None => Err(refusal.map_or(AppError::NotFound, AppError::Refused)),
    }
}

async fn save_photo(
    ctx: &Ctx,
    id: ApplicationId,
    uploading: &Uploading,
) -> Result<Response, AppError> {
    let photo = uploading
        .of("photo")
        .next()
        .ok_or_else(|| AppError::invalid("photo", Problem::NoFile))?;
    commands::attach_photo(ctx, id, photo).await?;
    // The page shows the photo as it will be printed, with what is wrong.
    Ok(to(&addresses::applications::task(id, Task::Photo)))
}

pub(super) async fn keep_photo(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    commands::keep_photo(&ctx, id).await?;
    Ok(to(&addresses::applications::page(id)))
}

/// The document first: a file that arrived is kept whatever is wrong with the answers.
async fn save_questions(
    ctx: &Ctx,
    id: ApplicationId,
    task: Task,
    key: Option<&FactKey>,
    uploading: &Uploading,
) -> Result<Response, AppError> {
    let key = key.ok_or(AppError::NotFound)?;
    let then = uploading.typed.get("_then");
    let opened = of_applicant(ctx, id).await?;
    let here = || to(&question(id, task, key));
    if then == "upload" && uploading.of(PAPER).next().is_none() {
        return Err(AppError::invalid(PAPER, Problem::NoFile));
    }
    for file in uploading.of(PAPER) {
        let page = pages(&opened, task)
            .into_iter()
            .find(|page| page.key() == key)
            .ok_or(Refusal::Stale)?;
        let document = page
            .document
            .and_then(|paper| opened.rules().document_key(paper))
            .ok_or(Refusal::Stale)?;
        commands::attach_document(ctx, id, document, file).await?;
    }
    commands::save_page(ctx, id, task, key, &uploading.typed, then == "continue").await?;
    if let Some(file) = then.strip_prefix("remove:") {
        let file = file.parse().map(FileId).map_err(|_| AppError::NotFound)?;
        commands::remove_document(ctx, id, file).await?;
    }
    match then {
        "continue" => Ok(after(ctx, id, task, key).await?),
        "later" => Ok(to(&addresses::applications::page(id))),
        _ => Ok(here()),
    }
}

/// The task's next page; after its last one, the task list.
async fn after(
    ctx: &Ctx,
    id: ApplicationId,
    task: Task,
    key: &FactKey,
) -> Result<Response, AppError> {
    let opened = of_applicant(ctx, id).await?;
    let pages = pages(&opened, task);
    let next = pages.iter().skip_while(|page| page.key() != key).nth(1);
    Ok(match next {
        Some(next) => to(&question(id, task, next.key())),
        None => to(&addresses::applications::page(id)),
    })
}
