//! Drafting, handing in, checking and announcing a campaign; and the steps by which later capabilities move it on.

mod export;

pub use export::take_out;

use super::{
    asked::{may_announce, may_hand_in},
    queries,
};
use crate::{
    entity::{
        area, campaign, campaign_draft, campaign_version, post,
        stored::{Json, Text},
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    FieldProblem, Problem,
    access::{Jurisdiction, Permission},
    campaigns::{CampaignState, Draft, Progress, Timetable},
    digest::{canonical, sha256},
    events::Event,
    ids::{CampaignId, Revision},
    rules::{Lang, RuleDocument},
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

/// Hands the draft to a second official; the lint must not block, and the platform must be able to carry it out.
///
/// # Errors
/// `RulesBlocked`; `NotCarried`; `CampaignState`.
pub async fn hand_in(ctx: &Ctx, id: CampaignId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let found = tx.lock::<campaign::Entity>(id.0).await?;
    ctx.must(Permission::DraftCampaign, &Jurisdiction(found.area.clone()))?;
    let state = may_hand_in(found.state.0, &found.draft.0.rules)?;
    tx.save(campaign::ActiveModel {
        state: Set(Text(state)),
        updated_at: Set(ctx.now.0),
        ..found.into()
    })
    .await?;
    tx.commit(Event::CampaignHandedIn { campaign: id }).await
}

/// The second official sends it back with a note.
///
/// # Errors
/// A missing note; `CampaignState`.
pub async fn send_back(ctx: &Ctx, id: CampaignId, note: &str) -> Result<(), AppError> {
    if note.trim().is_empty() {
        return Err(AppError::invalid("note", Problem::Missing));
    }
    let tx = Tx::begin(ctx).await?;
    let found = tx.lock::<campaign::Entity>(id.0).await?;
    ctx.must(Permission::CheckCampaign, &Jurisdiction(found.area.clone()))?;
    let state = found.state.0.send_back()?;
    let row = campaign::ActiveModel {
        state: Set(Text(state)),
        note: Set(note.trim().to_owned()),
        ..found.into()
    };
    tx.save(row).await?;
    tx.commit(Event::CampaignSentBack {
        campaign: id,
        note: note.trim().to_owned(),
    })
    .await
}

/// The second official announces it: content and rules are frozen under their digests, the post table is laid out.
///
/// # Errors
/// `SamePerson` when the checker wrote any state of it; `RulesBlocked`; `NotCarried`; `CampaignState`.
pub async fn announce(ctx: &Ctx, id: CampaignId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let found = tx.lock::<campaign::Entity>(id.0).await?;
    let actor = ctx
        .must(Permission::CheckCampaign, &Jurisdiction(found.area.clone()))?
        .account;
    let content = found.draft.0.clone();
    let wrote =
        found.drafted_by == actor.0 || queries::writers(tx.db(), id.0).await?.contains(&actor);
    let state = may_announce(found.state.0, wrote, &content.rules)?;
    let version = found.version + 1;
    let digest = sha256(&canonical(&content).map_err(AppError::fault)?);
    tx.insert(campaign_version::ActiveModel {
        id: Set(Uuid::now_v7()),
        campaign_id: Set(id.0),
        version: Set(version),
        content: Set(Json(content.clone())),
        rules_digest: Set(content.rules.digest()),
        digest: Set(digest.clone()),
        announced_at: Set(ctx.now.0),
    })
    .await?;
    lay_out_posts(&tx, id, &Jurisdiction(found.area.clone()), &content.rules).await?;
    let row = campaign::ActiveModel {
        state: Set(Text(state)),
        version: Set(version),
        checked_by: Set(Some(actor.0)),
        announced_at: Set(Some(ctx.now.0)),
        closes_at: Set(Timetable::of(&content.rules).closes().map(|at| at.0)),
        updated_at: Set(ctx.now.0),
        ..found.into()
    };
    tx.save(row).await?;
    tx.commit(Event::CampaignAnnounced {
        campaign: id,
        version: version.unsigned_abs(),
        digest,
    })
    .await
}

/// The post table, from the rules. A post belongs to the place whose path its area states, or whose name it carries; else
/// to the campaign's.
async fn lay_out_posts(
    tx: &Tx,
    id: CampaignId,
    scope: &Jurisdiction,
    rules: &RuleDocument,
) -> Result<(), AppError> {
    let areas = area::Entity::find().all(tx.db()).await?;
    for (position, row) in (0..).zip(&rules.posts) {
        let named = row.area.as_ref().and_then(|code| rules.area(code));
        let street = named
            .map(|a| a.name.in_lang(Lang::Zh).to_owned())
            .unwrap_or_default();
        let path = named.and_then(|area| area.path.as_ref());
        let fits = |a: &&area::Model| match path {
            Some(path) => a.path == *path,
            None => a.name == street,
        };
        let covered = areas
            .iter()
            .filter(|a| scope.covers(&Jurisdiction(a.path.clone())));
        let place = covered.into_iter().find(fits);
        let pool = row.pool.as_ref().and_then(|code| rules.pool(code));
        tx.insert(post::ActiveModel {
            id: Set(Uuid::now_v7()),
            campaign_id: Set(id.0),
            code: Set(row.code.as_str().to_owned()),
            position: Set(position),
            name: Set(row.name.in_lang(Lang::Zh).to_owned()),
            area: Set(place.map_or_else(|| scope.0.clone(), |a| a.path.clone())),
            street: Set(street),
            audience: Set(pool
                .map(|p| p.name.in_lang(Lang::Zh).to_owned())
                .unwrap_or_default()),
            places: Set(i32::try_from(row.places.unwrap_or_default()).unwrap_or(i32::MAX)),
        })
        .await?;
    }
    Ok(())
}

/// A step of another capability: the campaign must stand exactly at `from` and then stands at `to`. The row stays locked,
/// so that two such steps never run at once.
///
/// # Errors
/// `Progress` when it stands elsewhere; `CampaignState` when it is not announced.
pub async fn move_on(
    tx: &Tx,
    id: CampaignId,
    from: Progress,
    to: Progress,
) -> Result<(), AppError> {
    let found = tx.lock::<campaign::Entity>(id.0).await?;
    if found.state.0 != CampaignState::Announced {
        return Err(Refusal::CampaignState {
            state: found.state.0,
        }
        .into());
    }
    found.progress.0.require(from)?;
    tx.save(campaign::ActiveModel {
        progress: Set(Text(to)),
        updated_at: Set(tx.now.0),
        ..found.into()
    })
    .await
}
