//! Uploaded files: which ones an application has, and who may look at one.

use crate::{
    applications::queries::dossier::post_scope,
    entity::{application, file, kinds::PhotoProblems, stored::Text},
    error::AppError,
    platform::ctx::Ctx,
};
use domain::{
    Instant,
    access::Permission,
    applications::Stage,
    ids::{ApplicationId, CampaignId, FileId},
    uploads::FileKind,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The purpose of the photo that stands, and of one that was tried and has problems.
pub const PHOTO: &str = "photo";
pub const TRIED: &str = "photo-tried";
/// Documents are stored under their key with this before it.
pub const PAPER_PREFIX: &str = "document:";

#[derive(Clone, Debug)]
pub struct StoredFile {
    pub id: FileId,
    pub purpose: String,
    pub name: String,
    pub media_type: String,
    pub size: u64,
    pub sha256: String,
    pub problems: PhotoProblems,
    pub at: Instant,
}

impl From<file::Model> for StoredFile {
    fn from(row: file::Model) -> Self {
        StoredFile {
            id: FileId(row.id),
            purpose: row.purpose,
            name: row.name,
            media_type: row.media_type,
            size: row.size.unsigned_abs(),
            sha256: row.sha256,
            problems: row.problems.0,
            at: Instant(row.created_at),
        }
    }
}

/// The files of an application that were not taken back, oldest first.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<StoredFile>, AppError> {
    let rows = file::Entity::find()
        .filter(file::Column::ApplicationId.eq(id.0))
        .filter(file::Column::RemovedAt.is_null())
        .order_by_asc(file::Column::CreatedAt)
        .order_by_asc(file::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(StoredFile::from).collect())
}

/// The photo that stands, for tickets and certificates.
///
/// # Errors
/// The database's own, as a fault.
pub async fn photo_of(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<FileId>, AppError> {
    let photo = of(db, id)
        .await?
        .into_iter()
        .rev()
        .find(|file| file.purpose == PHOTO);
    Ok(photo.map(|file| file.id))
}

/// A file with its content.
#[derive(Debug)]
pub struct Bytes {
    pub name: String,
    pub kind: FileKind,
    pub bytes: bytes::Bytes,
}

/// A file, for its owner and for the reviewers of its application.
///
/// # Errors
/// `NotFound` for everybody else: a stranger does not learn whether it exists.
pub async fn readable(ctx: &Ctx, id: FileId) -> Result<Bytes, AppError> {
    let db = &ctx.app.db.read;
    let actor = ctx.actor()?;
    let row = file::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .filter(|row| row.removed_at.is_none());
    let row = row.ok_or(AppError::NotFound)?;
    let application = application::Entity::find_by_id(row.application_id)
        .one(db)
        .await?
        .ok_or(AppError::NotFound)?;
    if application.account_id != actor.account.0 {
        let handed_in = application.stage != Text(Stage::Draft);
        let scope = post_scope(
            db,
            CampaignId(application.campaign_id),
            application.post_code.as_deref(),
        )
        .await?;
        let in_scope = scope.is_some_and(|scope| ctx.may(Permission::ReviewApplications, &scope));
        if !(handed_in && in_scope) {
            return Err(AppError::NotFound);
        }
    }
    let kind = FileKind::of_media_type(&row.media_type)
        .ok_or_else(|| AppError::fault("a file of an unknown kind"))?;
    Ok(Bytes {
        name: row.name,
        kind,
        bytes: ctx.app.files.get(row.id).await?,
    })
}
