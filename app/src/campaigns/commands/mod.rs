//! Drafting, handing in, checking and announcing a campaign; and the steps by which later capabilities move it on.

mod announcing;
mod drafting;
mod export;

use super::asked::may_hand_in;
use crate::{
    entity::{campaign, stored::Text},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
pub use announcing::announce;
use domain::{
    Problem,
    access::{Jurisdiction, Permission},
    campaigns::{CampaignState, Progress},
    events::Event,
    ids::CampaignId,
};
pub use drafting::{draft, edit, go_back};
pub use export::take_out;
use sea_orm::ActiveValue::Set;

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
