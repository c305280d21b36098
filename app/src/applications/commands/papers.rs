//! Documents: checked by their content, stored, taken back.

use super::{Kept, editable, saved};
use crate::{
    applications::{forms::PAPER, queries::PAPER_PREFIX},
    entity::{file, stored::Json},
    error::AppError,
    platform::{ctx::Ctx, tx::Tx, upload::UploadedFile},
};
use domain::{
    Problem,
    events::Event,
    ids::{ApplicationId, FileId},
    rules::FactKey,
    tasks::Task,
    uploads::{self, FileKind, MOST_OF_A_DOCUMENT},
};
use sea_orm::ActiveValue::Set;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Stores a document under its key ([`domain::rules::RuleDocument::document_key`]). The same file again changes nothing.
///
/// # Errors
/// A file that is too large, unreadable, of another kind, or not what its name says; too many of them; `Closed`,
/// `ApplicationStage`.
pub async fn attach_document(
    ctx: &Ctx,
    id: ApplicationId,
    document: &FactKey,
    uploaded: &UploadedFile,
) -> Result<(), AppError> {
    let kind = uploads::document(&uploaded.name, uploaded.found(), uploaded.size)
        .map_err(|problem| AppError::invalid(PAPER, problem))?;
    let stored = FileId(Uuid::now_v7());
    // Before the transaction: a file that nothing refers to does no harm, a transaction that waits for one does.
    ctx.app.files.put(stored.0, uploaded.bytes.clone()).await?;
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = editable(&tx, ctx, id).await?;
    let known = opened
        .rules()
        .fact(document)
        .and_then(|def| Some((def.document()?, def.topic)));
    let (paper, topic) = known.ok_or(AppError::NotFound)?;
    let sha256 = hex::encode(Sha256::digest(&uploaded.bytes));
    let there = opened.papers(paper);
    if there.iter().any(|file| file.sha256 == sha256) {
        return Ok(());
    }
    if there.len() >= MOST_OF_A_DOCUMENT {
        return Err(AppError::invalid(
            PAPER,
            Problem::TooManyFiles {
                limit: MOST_OF_A_DOCUMENT,
            },
        ));
    }
    let purpose = format!("{PAPER_PREFIX}{document}");
    insert(&tx, id, stored, &purpose, uploaded, kind, sha256).await?;
    let stamps = vec![Task::of_topic(topic).key().to_owned()];
    tx.save(saved(
        &tx,
        row,
        Kept {
            facts: None,
            stamps,
        },
    ))
    .await?;
    tx.commit(Event::FileUploaded {
        application: id,
        file: stored,
        purpose,
    })
    .await
}

pub(super) async fn insert(
    tx: &Tx,
    id: ApplicationId,
    stored: FileId,
    purpose: &str,
    uploaded: &UploadedFile,
    kind: FileKind,
    sha256: String,
) -> Result<(), AppError> {
    tx.insert(file::ActiveModel {
        id: Set(stored.0),
        application_id: Set(id.0),
        purpose: Set(purpose.to_owned()),
        name: Set(uploaded.name.clone()),
        media_type: Set(kind.media_type().to_owned()),
        size: Set(i64::try_from(uploaded.size).unwrap_or(i64::MAX)),
        sha256: Set(sha256),
        problems: Set(Json(vec![])),
        created_at: Set(tx.now.0),
        removed_at: Set(None),
    })
    .await
}

/// Takes a document back. Its bytes stay: somebody may have decided on it.
///
/// # Errors
/// `NotFound` for a file that is not there (any more); `Closed`, `ApplicationStage`.
pub async fn remove_document(ctx: &Ctx, id: ApplicationId, stored: FileId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = editable(&tx, ctx, id).await?;
    let is_paper =
        |file: &crate::applications::queries::StoredFile| file.purpose.starts_with(PAPER_PREFIX);
    if !opened
        .files
        .iter()
        .any(|file| file.id == stored && is_paper(file))
    {
        return Err(AppError::NotFound);
    }
    tx.save(file::ActiveModel {
        id: Set(stored.0),
        removed_at: Set(Some(tx.now.0)),
        ..Default::default()
    })
    .await?;
    tx.save(saved(
        &tx,
        row,
        Kept {
            facts: None,
            stamps: vec![],
        },
    ))
    .await?;
    tx.commit(Event::FileRemoved {
        application: id,
        file: stored,
    })
    .await
}
