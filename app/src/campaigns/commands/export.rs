//! A table of a campaign that leaves the platform leaves a trace.

use crate::{
    error::AppError,
    platform::{ctx::Ctx, spreadsheet::Table, tx::Tx},
};
use domain::{events::Event, ids::CampaignId};

/// Notes who takes a table with how many rows, and gives it out. `called`: by what name the trail knows it.
///
/// # Errors
/// The database's own, as a fault: nothing is given out then.
pub async fn take_out(
    ctx: &Ctx,
    campaign: CampaignId,
    called: &str,
    table: Table,
) -> Result<Table, AppError> {
    let event = Event::TableExported {
        campaign,
        table: called.to_owned(),
        rows: u32::try_from(table.rows.len()).ok(),
    };
    Tx::begin(ctx).await?.commit(event).await?;
    Ok(table)
}
