//! Verifying bonus claims against their evidence.

use super::review::in_sight;
use crate::{
    applications::queries::dossier::may_verify,
    campaigns::queries::{Campaign, by_id},
    entity::{application, bonus_claim, campaign, kinds::ClaimState, stored::Text},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    Problem, access::Permission, events::Event, ids::ApplicationId, problem::given,
    review::LONGEST_NOTE,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// Grants or refuses one claim; it can be corrected until the shortlist is decided. `shown` is the state on the page.
///
/// # Errors
/// A refusal without its reason; `Stale`; `Progress` once the shortlist stands; `OutsideScope`, `Forbidden`.
pub async fn decide_bonus(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
    item: &str,
    shown: ClaimState,
    granted: bool,
    note: &str,
) -> Result<(), AppError> {
    let note = match given(note, LONGEST_NOTE) {
        Err(Problem::Missing) if granted => "",
        given => given.map_err(|problem| AppError::invalid(&format!("note-{item}"), problem))?,
    };
    let tx = Tx::begin(ctx).await?;
    // The shortlist may have been decided since the page was opened; nobody decides it while this is.
    tx.lock::<campaign::Entity>(campaign.id.0).await?;
    let campaign = &by_id(tx.db(), campaign.id).await?;
    let row = tx.lock::<application::Entity>(id.0).await?;
    let scope = in_sight(&tx, ctx, campaign, &row).await?;
    let actor = ctx.must(Permission::VerifyBonus, &scope)?.account;
    may_verify(campaign)?;
    let claim = bonus_claim::Entity::find()
        .filter(bonus_claim::Column::ApplicationId.eq(id.0))
        .filter(bonus_claim::Column::Item.eq(item))
        .lock_exclusive()
        .one(tx.db())
        .await?
        .ok_or(AppError::NotFound)?;
    let state = if granted {
        ClaimState::Granted
    } else {
        ClaimState::Refused
    };
    if claim.state.0 != shown || claim.state.0 == state {
        return Err(Refusal::Stale.into());
    }
    tx.save(bonus_claim::ActiveModel {
        state: Set(Text(state)),
        note: Set(note.to_owned()),
        decided_by: Set(Some(actor.0)),
        decided_at: Set(Some(tx.now.0)),
        ..claim.into()
    })
    .await?;
    tx.commit(Event::BonusDecided {
        application: id,
        item: item.to_owned(),
        granted,
        note: note.to_owned(),
    })
    .await
}
