//! Choosing the post.

use super::{Kept, editable, not_stale, saved};
use crate::{
    error::AppError,
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    Problem,
    events::Event,
    ids::ApplicationId,
    rules::{self, Facts, FindingOutcome, Lang, PostCode, RuleDocument},
    tasks::Task,
};
use sea_orm::ActiveValue::Set;

/// Why these answers close a post; `None` when nothing known speaks against it.
pub fn closed_because(rules: &RuleDocument, post: &PostCode, facts: &Facts) -> Option<Problem> {
    let findings = rules::evaluate(rules, post, facts).findings;
    let not_met = findings.into_iter().find(|finding| finding.outcome == FindingOutcome::NotMet)?;
    Some(Problem::NotEligible { zh: not_met.say(Lang::Zh), en: not_met.say(Lang::En) })
}

/// # Errors
/// `NotEligible` with the condition that is not met; an unknown post; `Stale`; `Closed`, `ApplicationStage`.
pub async fn choose_post(ctx: &Ctx, id: ApplicationId, code: &PostCode, shown: Option<&str>) -> Result<(), AppError> {
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
    let kept = Kept { facts: Some(facts), stamps: vec![Task::Post.key().to_owned()] };
    let mut row = saved(&tx, row, kept);
    row.post_code = Set(Some(code.as_str().to_owned()));
    tx.save(row).await?;
    tx.commit(Event::AnswersSaved { application: id, task: Task::Post.key().to_owned() }).await
}
