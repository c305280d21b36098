//! A table that leaves the platform leaves a trace.

use crate::{
    error::AppError,
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{events::Event, ids::CampaignId};

/// # Errors
/// The database's own, as a fault: nothing is exported then.
pub async fn record_export(
    ctx: &Ctx,
    campaign: CampaignId,
    table: &str,
    rows: usize,
) -> Result<(), AppError> {
    let rows = u32::try_from(rows).unwrap_or(u32::MAX);
    Tx::begin(ctx)
        .await?
        .commit(Event::TableExported {
            campaign,
            table: table.to_owned(),
            rows,
        })
        .await
}
