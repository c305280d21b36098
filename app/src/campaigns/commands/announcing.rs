//! The command that announces a campaign and lays out its posts.

use super::super::{asked::may_announce, queries};
use crate::{
    entity::{
        area, campaign, campaign_version, post,
        stored::{Json, Text},
    },
    error::AppError,
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    access::{Jurisdiction, Permission},
    campaigns::Timetable,
    digest::{canonical, sha256},
    events::Event,
    ids::CampaignId,
    rules::{Lang, RuleDocument},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

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
