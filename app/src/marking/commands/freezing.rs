//! Freezing marks: two people sign the same digest; then nobody changes them any more.

use super::{locked, signature};
use crate::{
    admission::commands::reveal_scripts,
    campaigns::commands::move_on,
    entity::{freeze, stored::Text},
    error::{AppError, Refusal},
    marking::{
        asked::may_sign,
        queries::{agreed_digest, comparison},
    },
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    access::Permission,
    events::Event,
    ids::{AccountId, CampaignId},
    marking::MarkKind,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// What a signature did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// The first of two: the marks wait for another person.
    First,
    /// The second: the marks are frozen.
    Frozen,
}

/// Signs for these marks; the second signature freezes them.
///
/// # Errors
/// `DifferencesOpen`, `MarksMissing`; `SamePerson` for the second signature of one person or the author of the rules;
/// `Frozen`; `Stale` when the marks are not those that the first person signed.
pub async fn sign(ctx: &Ctx, id: CampaignId, kind: MarkKind) -> Result<Signature, AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = locked(&tx, id).await?;
    let signer = ctx.must(Permission::FreezeMarks, &campaign.scope)?.account;
    let compared = comparison(tx.db(), &campaign, kind).await?;
    let signed = signature(&tx, id, kind).await?;
    let first = signed.as_ref().map(|first| AccountId(first.signed_by));
    may_sign((&campaign, kind), &compared.tally, first, signer, ctx.now)?;
    let digest = agreed_digest(&compared)?;
    let Some(first) = signed else {
        tx.insert(freeze::ActiveModel {
            id: Set(Uuid::now_v7()),
            campaign_id: Set(id.0),
            kind: Set(Text(kind)),
            signed_by: Set(signer.0),
            signed_at: Set(ctx.now.0),
            frozen_by: Set(None),
            frozen_at: Set(None),
            digest: Set(Some(digest)),
        })
        .await?;
        tx.commit(Event::FreezeSigned { campaign: id, kind })
            .await?;
        return Ok(Signature::First);
    };
    if first.digest.as_ref() != Some(&digest) {
        return Err(Refusal::Stale.into());
    }
    move_on(&tx, id, kind.typed_at(), kind.leads_to()).await?;
    let row = freeze::ActiveModel {
        frozen_by: Set(Some(signer.0)),
        frozen_at: Set(Some(ctx.now.0)),
        ..first.into()
    };
    tx.save(row).await?;
    let script_key = match kind {
        MarkKind::Written => Some(reveal_scripts(&tx, ctx, id).await?),
        MarkKind::Interview => None,
    };
    tx.commit(Event::MarksFrozen {
        campaign: id,
        kind,
        digest,
        script_key,
    })
    .await?;
    Ok(Signature::Frozen)
}
