//! Sealing a list, the two signatures, and publication. Each is one transaction with the campaign's row locked, so that
//! no two of them ever run at once for one campaign.

use super::queries::{
    lists::newest,
    sign_off::{checks, has_signed, may_approve, may_seal, waiting},
};
use crate::{
    admission::queries as admission,
    campaigns::{
        commands::move_on,
        queries::{Campaign, by_id},
    },
    entity::{campaign, candidate, kinds::RunStage, publication, stored::Text},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
    ranking::queries::{self as runs, StoredRun},
};
use domain::{
    Problem,
    access::Permission,
    campaigns::Progress,
    digest::{canonical, sha256},
    events::Event,
    ids::{AccountId, CampaignId, PublicationId},
    problem::{REASON_LIMIT, given},
    publication::{
        Head, PublicationState, ResultList, Statement, compose, is_copied, list_title, mask_name,
        period_ends,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What was sealed: the approver and the publisher name the digest that they signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub id: PublicationId,
    pub version: u32,
    pub digest: String,
    pub people: usize,
}

/// Seals the list of the newest totals. A sealed list that is not public yet is replaced, and its signatures with it.
///
/// # Errors
/// `Progress` before totals are computed; `TiesOpen` and its like while they are not final; `SamePerson` for whoever wrote
/// the rules; a missing reason from the second version on; `PublicationState` when the public list shows these totals.
pub async fn seal(ctx: &Ctx, id: CampaignId, reason: &str) -> Result<Sealed, AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = locked(&tx, id).await?;
    let actor = ctx.must(Permission::RunRanking, &campaign.scope)?.account;
    let run = runs::latest(tx.db(), id, RunStage::Totals).await?;
    let before = newest(tx.db(), id).await?;
    let public = before.as_ref().map(|public| public.run);
    may_seal(&campaign, tx.actor, run.as_ref(), public)?;
    let run = run.ok_or(Refusal::NoCandidates)?;
    let version = before.as_ref().map_or(1, |public| public.version + 1);
    let reason = reason_for(version, reason)?;
    let head = Head {
        campaign: campaign.code.clone(),
        title: list_title(&campaign.content.title),
        organiser: campaign.content.organiser.clone(),
        version,
        reason,
        sealed_at: ctx.now,
    };
    let list = compose(head, &run.bundle, &masked_names(&tx, id).await?);
    let previous = before.map(|public| public.digest);
    let sealed = store(&tx, ctx, actor, (&campaign, &run), &list, previous).await?;
    let event = Event::ResultSealed {
        campaign: id,
        publication: sealed.id,
        version,
        digest: sealed.digest.clone(),
    };
    tx.commit(event).await?;
    Ok(sealed)
}

async fn locked(tx: &Tx, id: CampaignId) -> Result<Campaign, AppError> {
    tx.lock::<campaign::Entity>(id.0).await?;
    by_id(tx.db(), id).await
}

/// A first version needs no reason, every later one does (D6).
fn reason_for(version: u32, typed: &str) -> Result<String, AppError> {
    match given(typed, REASON_LIMIT) {
        Ok(_) | Err(Problem::Missing) if version <= 1 => Ok(String::new()),
        Ok(reason) => Ok(reason.to_owned()),
        Err(problem) => Err(AppError::invalid("reason", problem)),
    }
}

/// The masked name behind each ticket.
async fn masked_names(tx: &Tx, id: CampaignId) -> Result<HashMap<String, String>, AppError> {
    let tickets: Vec<(String, Uuid)> = candidate::Entity::find()
        .select_only()
        .columns([candidate::Column::Ticket, candidate::Column::ApplicationId])
        .filter(candidate::Column::CampaignId.eq(id.0))
        .into_tuple()
        .all(tx.db())
        .await?;
    let names = admission::names(tx.db(), id).await?;
    let masked = tickets
        .into_iter()
        .filter_map(|(ticket, application)| Some((ticket, mask_name(names.get(&application)?))));
    Ok(masked.collect())
}

async fn store(
    tx: &Tx,
    ctx: &Ctx,
    actor: AccountId,
    (campaign, run): (&Campaign, &StoredRun),
    list: &ResultList,
    previous: Option<String>,
) -> Result<Sealed, AppError> {
    let sealed = String::from_utf8(list.sealed_bytes().map_err(AppError::fault)?)
        .map_err(AppError::fault)?;
    let digest = sha256(sealed.as_bytes());
    let statement = Statement {
        campaign: campaign.code.clone(),
        version: list.version,
        sha256: digest.clone(),
        previous: previous.clone(),
        sealed_at: list.sealed_at,
    };
    let signature = ctx
        .app
        .signer
        .sign(&canonical(&statement).map_err(AppError::fault)?);
    let replaced = waiting(tx.db(), campaign.id).await?;
    let id = PublicationId(replaced.as_ref().map_or_else(Uuid::now_v7, |row| row.id));
    let row = publication::ActiveModel {
        id: Set(id.0),
        campaign_id: Set(campaign.id.0),
        run_id: Set(run.id),
        version: Set(i32::try_from(list.version).map_err(AppError::fault)?),
        state: Set(Text(PublicationState::Sealed)),
        sealed: Set(sealed),
        digest: Set(digest.clone()),
        signature: Set(signature),
        key_id: Set(ctx.app.signer.key_id().to_owned()),
        previous_digest: Set(previous),
        reason: Set(list.reason.clone()),
        sealed_by: Set(actor.0),
        sealed_at: Set(list.sealed_at.0),
        approved_by: Set(None),
        approved_at: Set(None),
        published_by: Set(None),
        published_at: Set(None),
        period_ends_at: Set(None),
    };
    if replaced.is_some() {
        tx.save(row).await?;
    } else {
        tx.insert(row).await?;
    }
    Ok(Sealed {
        id,
        version: list.version,
        digest,
        people: list.people(),
    })
}

/// The first signature, for exactly this digest.
///
/// # Errors
/// `Stale` when another list was sealed since; `SamePerson` for whoever sealed it; `ChecksFailed`; `PublicationState`.
pub async fn approve(ctx: &Ctx, id: CampaignId, digest: &str) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = locked(&tx, id).await?;
    let actor = ctx
        .must(Permission::ApproveResults, &campaign.scope)?
        .account;
    let row = waiting_for(&tx, id, digest).await?;
    let failed = failed_checks(&tx, ctx, &campaign, &row).await?;
    let state = may_approve(&row, actor, failed)?;
    let publication = PublicationId(row.id);
    let row = publication::ActiveModel {
        state: Set(Text(state)),
        approved_by: Set(Some(actor.0)),
        approved_at: Set(Some(ctx.now.0)),
        ..row.into_active_model()
    };
    tx.save(row).await?;
    tx.commit(Event::ResultApproved {
        campaign: id,
        publication,
    })
    .await
}

/// The second signature, by another person who copied the sentence by hand: the list is public from now on, and every
/// candidate is told. The publisher can change nothing.
///
/// # Errors
/// `PublicationState` without the first signature; `SamePerson`; `ChecksFailed`; `NotCopied`; `Stale`.
pub async fn publish(
    ctx: &Ctx,
    id: CampaignId,
    digest: &str,
    copied: &str,
) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = locked(&tx, id).await?;
    let actor = ctx
        .must(Permission::PublishResults, &campaign.scope)?
        .account;
    let row = waiting_for(&tx, id, digest).await?;
    let failed = failed_checks(&tx, ctx, &campaign, &row).await?;
    let state = row.state.0.publish(has_signed(&row, actor), failed)?;
    let list: ResultList = serde_json::from_str(&row.sealed).map_err(AppError::fault)?;
    if !is_copied(copied, list.version, list.people()) {
        return Err(AppError::invalid("copied", Problem::NotCopied));
    }
    if campaign.progress != Progress::Published {
        move_on(&tx, id, Progress::Totalled, Progress::Published).await?;
    }
    let period_ends = period_ends(&campaign.content.rules, ctx.now, &ctx.app.holidays);
    let publication = PublicationId(row.id);
    let row = publication::ActiveModel {
        state: Set(Text(state)),
        published_by: Set(Some(actor.0)),
        published_at: Set(Some(ctx.now.0)),
        period_ends_at: Set(Some(period_ends.0)),
        ..row.into_active_model()
    };
    tx.save(row).await?;
    tx.commit(Event::ResultPublished {
        campaign: id,
        publication,
        period_ends,
    })
    .await
}

/// The list that waits, if it still is the one that the page showed.
async fn waiting_for(
    tx: &Tx,
    id: CampaignId,
    digest: &str,
) -> Result<publication::Model, AppError> {
    match waiting(tx.db(), id).await? {
        Some(row) if row.digest == digest => Ok(row),
        Some(_) => Err(Refusal::Stale.into()),
        None if newest(tx.db(), id).await?.is_some() => Err(Refusal::PublicationState {
            state: PublicationState::Published,
        }
        .into()),
        None => Err(AppError::NotFound),
    }
}

async fn failed_checks(
    tx: &Tx,
    ctx: &Ctx,
    campaign: &Campaign,
    row: &publication::Model,
) -> Result<usize, AppError> {
    let run = runs::by_id(tx.db(), row.run_id).await?;
    let results = checks(&ctx.app, row, &run, &campaign.content.rules);
    Ok(results.iter().filter(|result| !result.passed).count())
}
