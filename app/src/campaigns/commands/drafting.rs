//! Commands on a draft: written, edited, gone back to.

use super::super::queries;
use crate::{
    entity::{
        area, campaign, campaign_draft,
        stored::{Json, Text},
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    FieldProblem, Problem,
    access::{Jurisdiction, Permission},
    campaigns::{CampaignState, Draft, Progress},
    events::Event,
    ids::{CampaignId, Revision},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Starts a draft. `code` becomes part of its address: letters, digits and hyphens.
///
/// # Errors
/// A code that is malformed or taken, an unknown place; a title, organiser or text that is missing.
pub async fn draft(
    ctx: &Ctx,
    code: &str,
    scope: &Jurisdiction,
    content: Draft,
) -> Result<CampaignId, AppError> {
    let actor = ctx.must(Permission::DraftCampaign, scope)?.account;
    check_code(code)?;
    check_content(&content)?;
    let tx = Tx::begin(ctx).await?;
    if area::Entity::find()
        .filter(area::Column::Path.eq(&scope.0))
        .one(tx.db())
        .await?
        .is_none()
    {
        return Err(AppError::invalid("area", Problem::NotChosen));
    }
    let id = CampaignId(Uuid::now_v7());
    let row = campaign::ActiveModel {
        id: Set(id.0),
        code: Set(code.to_owned()),
        area: Set(scope.0.clone()),
        state: Set(Text(CampaignState::Draft)),
        progress: Set(Text(Progress::Announced)),
        draft: Set(Json(content.clone())),
        note: Set(String::new()),
        revision: Set(0),
        version: Set(0),
        drafted_by: Set(actor.0),
        checked_by: Set(None),
        announced_at: Set(None),
        closes_at: Set(None),
        created_at: Set(ctx.now.0),
        updated_at: Set(ctx.now.0),
    };
    tx.insert(row).await.map_err(|error| match error {
        AppError::Unique(_) => AppError::invalid(
            "code",
            Problem::Duplicate {
                value: code.to_owned(),
            },
        ),
        other => other,
    })?;
    keep(&tx, id, Revision::default(), "first", content).await?;
    tx.commit(Event::CampaignDrafted { campaign: id }).await?;
    Ok(id)
}

fn check_code(code: &str) -> Result<(), AppError> {
    // The first words of other addresses of the desk.
    const TAKEN: [&str; 4] = ["accounts", "audit", "campaigns", "clock"];
    let fits = !TAKEN.contains(&code)
        && (3..=40).contains(&code.len())
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !code.starts_with('-');
    if fits {
        Ok(())
    } else {
        Err(AppError::invalid("code", Problem::UnknownChoice))
    }
}

fn check_content(content: &Draft) -> Result<(), AppError> {
    let mut problems = Vec::new();
    for (field, text) in [
        ("title", &content.title),
        ("organiser", &content.organiser),
        ("announcement", &content.announcement),
    ] {
        if text.trim().is_empty() {
            problems.push(FieldProblem::new(field, Problem::Missing));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(problems))
    }
}

/// Saves a part of a draft. `revision` is what the page showed: an older page is refused. The answer is the number of
/// the new state.
///
/// # Errors
/// `Stale`; `CampaignState` when it is no draft any more; a title, organiser or text that is missing.
pub async fn edit(
    ctx: &Ctx,
    id: CampaignId,
    revision: Revision,
    part: &str,
    content: Draft,
) -> Result<Revision, AppError> {
    check_content(&content)?;
    let tx = Tx::begin(ctx).await?;
    let found = tx.lock::<campaign::Entity>(id.0).await?;
    ctx.must(Permission::DraftCampaign, &Jurisdiction(found.area.clone()))?;
    if found.state.0 != CampaignState::Draft {
        return Err(Refusal::CampaignState {
            state: found.state.0,
        }
        .into());
    }
    if found.revision != revision.0 {
        return Err(Refusal::Stale.into());
    }
    let stored = revision.next();
    keep(&tx, id, stored, part, content.clone()).await?;
    let row = campaign::ActiveModel {
        draft: Set(Json(content)),
        revision: Set(stored.0),
        updated_at: Set(ctx.now.0),
        ..found.into()
    };
    tx.save(row).await?;
    tx.commit(Event::CampaignEdited {
        campaign: id,
        part: part.to_owned(),
    })
    .await?;
    Ok(stored)
}

/// Keeps a saved state of the draft.
async fn keep(
    tx: &Tx,
    id: CampaignId,
    revision: Revision,
    part: &str,
    content: Draft,
) -> Result<(), AppError> {
    let actor = tx.actor.ok_or(AppError::SignInRequired)?;
    tx.insert(campaign_draft::ActiveModel {
        id: Set(Uuid::now_v7()),
        campaign_id: Set(id.0),
        revision: Set(revision.0),
        part: Set(part.to_owned()),
        content: Set(Json(content)),
        saved_by: Set(actor.0),
        saved_at: Set(tx.now.0),
    })
    .await
}

/// Saves what an earlier state held, as a new state: nothing that was saved is ever lost. The answer is the number of the
/// new state.
///
/// # Errors
/// `NotFound` for a state that never was; else as [`edit`].
pub async fn go_back(
    ctx: &Ctx,
    id: CampaignId,
    revision: Revision,
    to: Revision,
) -> Result<Revision, AppError> {
    let earlier = queries::draft_at(&ctx.app.db.read, id, to).await?;
    edit(ctx, id, revision, &format!("back-{to}"), earlier).await
}
