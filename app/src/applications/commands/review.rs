//! Deciding about applications: one, or several at once. Those that somebody else changed meanwhile are left as they are
//! and named.

use super::at;
use crate::{
    applications::queries::dossier::post_scope,
    campaigns::queries::Campaign,
    entity::{
        application, review,
        stored::{Json, Text},
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    Instant,
    access::{Jurisdiction, Permission},
    applications::{Act, Stage},
    events::Event,
    ids::{ApplicationId, CampaignId, Revision},
    review::{self as rule, Decision, may_decide},
};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};
use uuid::Uuid;

/// What became of a decision about several: the numbers of both kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub done: Vec<String>,
    /// Changed meanwhile, or already decided: nothing happened to these.
    pub unchanged: Vec<String>,
}

/// Decides about one. `shown` is the revision that the page showed.
///
/// # Errors
/// What the decision lacks; `Stale`; `OutsideScope`; `ApplicationStage`; `NotOpen` before the review begins.
pub async fn decide(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
    shown: Revision,
    decision: &Decision,
) -> Result<(), AppError> {
    check(decision)?;
    let tx = Tx::begin(ctx).await?;
    let row = tx.lock::<application::Entity>(id.0).await?;
    let scope = in_sight(&tx, ctx, campaign, &row).await?;
    if row.revision != shown.0 {
        return Err(Refusal::Stale.into());
    }
    let grants = &ctx.actor()?.grants;
    if rule::turn(row.stage.0, &scope).is_some() && !may_decide(grants, row.stage.0, &scope) {
        return Err(Refusal::OutsideScope.into());
    }
    let event = take_effect(&tx, ctx, campaign, row, &scope, decision).await?;
    tx.commit(event).await
}

/// Decides about several at once, all in one transaction.
///
/// # Errors
/// What the decision lacks; `OutsideScope`; `NotOpen` before the review begins; `Stale` when not one of them could be decided: nothing has happened then.
pub async fn decide_many(
    ctx: &Ctx,
    campaign: &Campaign,
    picks: &[(ApplicationId, Revision)],
    decision: &Decision,
) -> Result<Outcome, AppError> {
    check(decision)?;
    let tx = Tx::begin(ctx).await?;
    let (mut outcome, mut events) = (Outcome::default(), Vec::new());
    // Always in the same order, so that two reviewers never wait for each other in a circle.
    let mut picks = picks.to_vec();
    picks.sort_unstable();
    picks.dedup_by_key(|(id, _)| *id);
    for (id, shown) in picks {
        let Some(row) = application::Entity::find_by_id(id.0)
            .lock_exclusive()
            .one(tx.db())
            .await?
        else {
            continue;
        };
        let scope = in_sight(&tx, ctx, campaign, &row).await?;
        let number = row.number.clone().unwrap_or_default();
        if row.revision != shown.0 || !may_decide(&ctx.actor()?.grants, row.stage.0, &scope) {
            outcome.unchanged.push(number);
            continue;
        }
        events.push(take_effect(&tx, ctx, campaign, row, &scope, decision).await?);
        outcome.done.push(number);
    }
    if events.is_empty() {
        return Err(Refusal::Stale.into());
    }
    tx.commit_all(events).await?;
    Ok(outcome)
}

fn check(decision: &Decision) -> Result<(), AppError> {
    let problems = decision.problems();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(problems))
    }
}

/// The place of the application's post, if the reviewer may look at it.
pub(super) async fn in_sight(
    tx: &Tx,
    ctx: &Ctx,
    campaign: &Campaign,
    row: &application::Model,
) -> Result<Jurisdiction, AppError> {
    if row.campaign_id != campaign.id.0 {
        return Err(AppError::NotFound);
    }
    let scope = post_scope(
        tx.db(),
        CampaignId(row.campaign_id),
        row.post_code.as_deref(),
    )
    .await?;
    let scope = scope.ok_or(AppError::NotFound)?;
    ctx.must(Permission::ReviewApplications, &scope)?;
    Ok(scope)
}

async fn take_effect(
    tx: &Tx,
    ctx: &Ctx,
    campaign: &Campaign,
    row: application::Model,
    scope: &Jurisdiction,
    decision: &Decision,
) -> Result<Event, AppError> {
    let application = ApplicationId(row.id);
    let (act, stage) = rule::decide(row.stage.0, decision.verdict, scope)?;
    rule::has_begun(&campaign.timetable, ctx.now)?;
    let answer_by = rule::answer_by(&campaign.timetable, decision.verdict, ctx.now);
    let note = decision.note.trim().to_owned();
    write_review(tx, application, act, decision).await?;
    let is_answerable = matches!(act, Act::Return | Act::Reject);
    let (returned_at, before) = (row.returned_at, row.decided_at);
    tx.save(application::ActiveModel {
        stage: at(stage),
        answer_by: Set(is_answerable.then_some(answer_by.0)),
        returned_at: Set(if act == Act::Return {
            Some(tx.now.0)
        } else {
            returned_at
        }),
        decided_at: Set(if matches!(stage, Stage::Accepted | Stage::Rejected) {
            Some(tx.now.0)
        } else {
            before
        }),
        revision: Set(row.revision + 1),
        updated_at: Set(tx.now.0),
        ..row.into()
    })
    .await?;
    Ok(event(application, act, decision, note, answer_by))
}

fn event(
    application: ApplicationId,
    act: Act,
    decision: &Decision,
    note: String,
    by: Instant,
) -> Event {
    let reasons = decision.reasons.clone();
    match act {
        Act::Return => Event::ApplicationReturned {
            application,
            reasons,
            note,
            answer_by: by,
        },
        Act::Reject => Event::ApplicationRejected {
            application,
            reasons,
            note,
            appeal_by: by,
        },
        Act::PassStreet => Event::ApplicationPassedStreet { application },
        _ => Event::ApplicationAccepted { application },
    }
}

pub(super) async fn write_review(
    tx: &Tx,
    application: ApplicationId,
    act: Act,
    decision: &Decision,
) -> Result<(), AppError> {
    let reviewer = tx.actor.ok_or(AppError::SignInRequired)?;
    tx.insert(review::ActiveModel {
        id: Set(Uuid::now_v7()),
        application_id: Set(application.0),
        reviewer_id: Set(reviewer.0),
        act: Set(Text(act)),
        reasons: Set(Json(decision.reasons.clone())),
        note: Set(decision.note.trim().to_owned()),
        about: Set(decision.about.map(Text)),
        at: Set(tx.now.0),
    })
    .await
}
