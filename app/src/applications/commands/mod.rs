//! What can happen to an application: its owner starts, fills in, hands in, submits, takes back, appeals; reviewers
//! decide, verify, export.

mod answers;
mod appeal;
mod bonus;
mod papers;
mod photo;
mod post;
mod review;
mod start;
mod submit;
mod whole;

pub use answers::{page_stamp, save_answers, save_contact, save_page};
pub use appeal::{appeal, decide_appeal};
pub use bonus::decide_bonus;
pub use papers::{attach_document, remove_document};
pub use photo::{attach_photo, keep_photo};
pub use post::choose_post;
pub use review::{Outcome, decide, decide_many};
pub use start::start;
pub use submit::{submit, withdraw};
pub use whole::{Whole, file_whole};

use super::queries::{Opened, load};
use crate::{
    entity::{
        application,
        kinds::Tasks,
        stored::{Json, Text},
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{ids::ApplicationId, rules::Facts};
use sea_orm::ActiveValue::Set;

/// The owner's application, locked: whatever a command then decides is still so when it saves.
async fn own(
    tx: &Tx,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<(application::Model, Opened), AppError> {
    let account = ctx.account()?;
    let row = tx.lock::<application::Entity>(id.0).await?;
    if row.account_id != account.0 {
        return Err(AppError::NotFound);
    }
    let opened = load(&ctx.app, tx.db(), row.clone()).await?;
    Ok((row, opened))
}

/// The same, while it can be changed.
async fn editable(
    tx: &Tx,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<(application::Model, Opened), AppError> {
    let (row, opened) = own(tx, ctx, id).await?;
    opened.may_edit(ctx.now)?;
    Ok((row, opened))
}

/// What a save changes. Every save is a new revision, and says when it was.
struct Kept {
    facts: Option<Facts>,
    /// The keys of the task, and of its page, that were saved.
    stamps: Vec<String>,
}

fn saved(tx: &Tx, row: application::Model, kept: Kept) -> application::ActiveModel {
    let mut tasks: Tasks = row.tasks.0.clone();
    for key in kept.stamps {
        tasks.insert(key, tx.now.0);
    }
    let facts = kept.facts.unwrap_or_else(|| row.facts.0.clone());
    application::ActiveModel {
        revision: Set(row.revision + 1),
        updated_at: Set(tx.now.0),
        tasks: Set(Json(tasks)),
        facts: Set(Json(facts)),
        ..row.into()
    }
}

/// A page that shows an older state is refused, unless it says what is stored anyway (a form sent twice).
fn not_stale(shown: Option<&str>, stamp: &str) -> Result<(), Refusal> {
    if shown.is_none_or(|shown| shown == stamp) {
        Ok(())
    } else {
        Err(Refusal::Stale)
    }
}

/// The stored word of a stage.
fn at(
    stage: domain::applications::Stage,
) -> sea_orm::ActiveValue<Text<domain::applications::Stage>> {
    Set(Text(stage))
}
