//! Choosing the post.

use super::{Kept, editable, not_stale, saved};
use crate::{
    applications::queries::closed_because,
    error::AppError,
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    Problem,
    events::Event,
    ids::ApplicationId,
    rules::{self, PostCode},
    tasks::Task,
};
use sea_orm::ActiveValue::Set;

/// # Errors
/// `NotEligible` with the condition that is not met; an unknown post; `Stale`; `Closed`, `ApplicationStage`.
pub async fn choose_post(
    ctx: &Ctx,
    id: ApplicationId,
    code: &PostCode,
    shown: Option<&str>,
) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = editable(&tx, ctx, id).await?;
    if code.as_str().is_empty() {
        return Err(AppError::invalid("post", Problem::NotChosen));
    }
    if opened.rules().post(code).is_none() {
        return Err(AppError::invalid("post", Problem::UnknownChoice));
    }
    if let Some(problem) = closed_because(opened.rules(), code, &opened.facts) {
        return Err(AppError::invalid("post", problem));
    }
    if opened.post.as_ref() != Some(code) {
        not_stale(shown, &opened.stamp(Task::Post.key()))?;
    }
    let mut facts = opened.facts.clone();
    rules::drop_unasked(opened.rules(), Some(code), &mut facts);
    let kept = Kept {
        facts: Some(facts),
        stamps: vec![Task::Post.key().to_owned()],
    };
    let mut row = saved(&tx, row, kept);
    row.post_code = Set(Some(code.as_str().to_owned()));
    tx.save(row).await?;
    tx.commit(Event::AnswersSaved {
        application: id,
        task: Task::Post.key().to_owned(),
    })
    .await
}
