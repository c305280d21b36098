//! The demonstration's clock: one value for all servers.

use crate::{
    entity::setting,
    error::AppError,
    platform::{app::App, ctx::Ctx, tx::Tx},
};
use domain::{Instant, events::Event};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

const OFFSET: &str = "clock_offset_ms";

/// Sets the clock of a demonstration.
///
/// # Errors
/// `NotFound` on a real installation: it has no such clock.
pub async fn set_clock(ctx: &Ctx, to: Instant) -> Result<(), AppError> {
    if !ctx.app.site.demonstration {
        return Err(AppError::NotFound);
    }
    let offset = ctx.app.clock.offset_ms() + to.0 - ctx.app.clock.now().0;
    let tx = Tx::begin(ctx).await?;
    let row = setting::ActiveModel {
        key: Set(OFFSET.to_owned()),
        value: Set(offset.to_string()),
    };
    setting::Entity::insert(row)
        .on_conflict(
            OnConflict::column(setting::Column::Key)
                .update_column(setting::Column::Value)
                .to_owned(),
        )
        .exec_without_returning(tx.db())
        .await?;
    tx.commit(Event::DemonstrationClockMoved { to }).await?;
    ctx.app.clock.set_offset_ms(offset);
    Ok(())
}

/// Takes over the clock that another server may have set.
///
/// # Errors
/// The database's own, as a fault.
pub async fn follow_clock(app: &App) -> Result<(), AppError> {
    let found = setting::Entity::find_by_id(OFFSET.to_owned())
        .one(&app.db.read)
        .await?;
    if let Some(offset) = found.and_then(|row| row.value.parse().ok()) {
        app.clock.set_offset_ms(offset);
    }
    Ok(())
}
