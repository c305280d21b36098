//! What rules can be tried on, and beside what.

use crate::{
    campaigns::queries::{self as campaigns, Campaign, SavedDraft},
    entity::kinds::RunStage,
    error::AppError,
    platform::ctx::Ctx,
    ranking::queries::latest,
};
use domain::{
    access::{Permission, may},
    campaigns::Progress,
    rules::Bundle,
};

/// Older states of a draft than these are compared on the page of its versions.
const OFFERED_STATES: usize = 20;

/// What the form offers.
pub struct Offer {
    pub campaign: Campaign,
    /// Published recruitments of the reader's own places: their people and marks can be used.
    pub finished: Vec<Campaign>,
    /// Announced ones: their rules can be compared with.
    pub announced: Vec<Campaign>,
    pub saved: Vec<SavedDraft>,
}

/// # Errors
/// `NotFound`; a campaign of somebody else's place.
pub async fn offer(ctx: &Ctx, code: &str) -> Result<Offer, AppError> {
    let db = &ctx.app.db.read;
    let campaign = campaigns::by_code(db, code).await?;
    let grants = &ctx.must(Permission::DraftCampaign, &campaign.scope)?.grants;
    let others = campaigns::all(db, true).await?.into_iter();
    let others = others.filter(|other| {
        may(grants, Permission::DraftCampaign, &other.scope) && other.id != campaign.id
    });
    let announced: Vec<Campaign> = others.collect();
    let finished = announced
        .iter()
        .filter(|other| other.progress == Progress::Published)
        .cloned()
        .collect();
    let mut saved = campaigns::drafts(db, campaign.id).await?;
    // The newest state is the draft itself.
    saved.retain(|draft| draft.revision < campaign.revision);
    saved.truncate(OFFERED_STATES);
    Ok(Offer {
        campaign,
        finished,
        announced,
        saved,
    })
}

/// The run by which a published recruitment was decided: rules, people by number, outcome.
///
/// # Errors
/// `NotFound` where there was no run; the database's own.
pub async fn decided(ctx: &Ctx, campaign: &Campaign) -> Result<Bundle, AppError> {
    let db = &ctx.app.db.read;
    let run = match latest(db, campaign.id, RunStage::Totals).await? {
        Some(run) => Some(run),
        None => latest(db, campaign.id, RunStage::Shortlist).await?,
    };
    Ok(run.ok_or(AppError::NotFound)?.bundle)
}
