//! The photo: read, measured, cut and scaled by the platform. One with problems is kept aside until its owner takes a
//! better one or asks a human to look at it.

use super::{Kept, editable, saved};
use crate::{
    applications::queries::{Opened, PHOTO, TRIED},
    entity::{application, file, stored::Json},
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        pictures::{self, Photo},
        tx::Tx,
        upload::UploadedFile,
    },
};
use domain::{
    events::Event,
    ids::{ApplicationId, FileId},
    photo::{PhotoProblem, check},
    tasks::Task,
    uploads::{self, FileKind},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Stores a photo; gives what is wrong with it. Without problems it replaces the one before; with problems it waits
/// beside it.
///
/// # Errors
/// A file that is no picture, too large, or not what its name says; `Closed`, `ApplicationStage`.
pub async fn attach_photo(
    ctx: &Ctx,
    id: ApplicationId,
    uploaded: &UploadedFile,
) -> Result<Vec<PhotoProblem>, AppError> {
    let problem = |problem| AppError::invalid(PHOTO, problem);
    uploads::portrait(&uploaded.name, uploaded.found(), uploaded.size).map_err(problem)?;
    let bytes = uploaded.bytes.clone();
    let read = tokio::task::spawn_blocking(move || pictures::read(&bytes))
        .await
        .map_err(AppError::fault)?;
    let photo = read.map_err(problem)?;
    let problems = check(photo.facts);
    let stored = FileId(Uuid::now_v7());
    ctx.app
        .files
        .put(stored.0, photo.jpeg.clone().into())
        .await?;
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = editable(&tx, ctx, id).await?;
    let (row, events) = keep(&tx, row, &opened, stored, &uploaded.name, &photo).await?;
    tx.save(row).await?;
    tx.commit_all(events).await?;
    Ok(problems)
}

/// A step of a larger transaction; the bytes are stored already.
pub(super) async fn keep(
    tx: &Tx,
    row: application::Model,
    opened: &Opened,
    stored: FileId,
    name: &str,
    photo: &Photo,
) -> Result<(application::ActiveModel, Vec<Event>), AppError> {
    let problems = check(photo.facts);
    let purpose = if problems.is_empty() { PHOTO } else { TRIED };
    let replaced: Vec<FileId> = opened
        .files
        .iter()
        .filter(|file| file.purpose == TRIED || (purpose == PHOTO && file.purpose == PHOTO))
        .map(|file| file.id)
        .collect();
    let mut events = set_aside(tx, opened.id, &replaced).await?;
    tx.insert(file::ActiveModel {
        id: Set(stored.0),
        application_id: Set(opened.id.0),
        purpose: Set(purpose.to_owned()),
        name: Set(name.to_owned()),
        media_type: Set(FileKind::Jpeg.media_type().to_owned()),
        size: Set(i64::try_from(photo.jpeg.len()).unwrap_or(i64::MAX)),
        sha256: Set(hex::encode(Sha256::digest(&photo.jpeg))),
        problems: Set(Json(problems)),
        created_at: Set(tx.now.0),
        removed_at: Set(None),
    })
    .await?;
    events.push(Event::FileUploaded {
        application: opened.id,
        file: stored,
        purpose: purpose.to_owned(),
    });
    let stamps = if purpose == PHOTO {
        vec![Task::Photo.key().to_owned()]
    } else {
        vec![]
    };
    Ok((
        saved(
            tx,
            row,
            Kept {
                facts: None,
                stamps,
            },
        ),
        events,
    ))
}

async fn set_aside(
    tx: &Tx,
    application: ApplicationId,
    files: &[FileId],
) -> Result<Vec<Event>, AppError> {
    file::Entity::update_many()
        .col_expr(
            file::Column::RemovedAt,
            sea_orm::sea_query::Expr::value(tx.now.0),
        )
        .filter(file::Column::Id.is_in(files.iter().map(|file| file.0)))
        .exec(tx.db())
        .await?;
    Ok(files
        .iter()
        .map(|&file| Event::FileRemoved { application, file })
        .collect())
}

/// The applicant keeps the tried photo: it stands, with its problems, for a reviewer to judge.
///
/// # Errors
/// `Stale` when there is none to keep (any more); `Closed`, `ApplicationStage`.
pub async fn keep_photo(ctx: &Ctx, id: ApplicationId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = editable(&tx, ctx, id).await?;
    let tried = opened.tried_photo().ok_or(Refusal::Stale)?.id;
    let before: Vec<FileId> = opened.photo().map(|photo| photo.id).into_iter().collect();
    let mut events = set_aside(&tx, id, &before).await?;
    tx.save(file::ActiveModel {
        id: Set(tried.0),
        purpose: Set(PHOTO.to_owned()),
        ..Default::default()
    })
    .await?;
    tx.save(saved(
        &tx,
        row,
        Kept {
            facts: None,
            stamps: vec![Task::Photo.key().to_owned()],
        },
    ))
    .await?;
    events.push(Event::AnswersSaved {
        application: id,
        task: Task::Photo.key().to_owned(),
    });
    tx.commit_all(events).await
}
