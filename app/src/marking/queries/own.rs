//! An entry as its recorder sees it: their own figures, and how far it has come.

use super::sheets;
use crate::{
    campaigns::queries::Campaign,
    entity::{kinds::entry, mark_entry, settlement, stored::Text},
    error::AppError,
};
use domain::{
    Instant,
    ids::{AccountId, CampaignId},
    marking::{MarkKind, Pass},
    rules::Mark,
    sheets::Layout,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashSet;
use uuid::Uuid;

/// A sheet that a recorder typed, for looking it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub sheet: String,
    pub at: Instant,
    /// By place among the items.
    pub figures: Vec<(usize, Mark)>,
    /// A checker has settled one of its figures: it is not taken back any more.
    pub settled: bool,
}

/// How one entry has come along, and the recorder's own last sheets in it.
#[derive(Clone, Debug, Default)]
pub struct EntryState {
    pub layout: Layout,
    pub sheets: usize,
    pub entered: usize,
    pub own: usize,
    pub last: Vec<Own>,
}

/// What a recorder may see of an entry: never a figure of the other entry, nor of another person.
///
/// # Errors
/// The database's own, as a fault.
pub async fn entry_state(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    kind: MarkKind,
    pass: Pass,
    recorder: AccountId,
) -> Result<EntryState, AppError> {
    use mark_entry::Column as C;
    let layout = Layout::of(&campaign.content.rules, kind);
    let posts = sheets(db, campaign.id, kind).await?;
    let of_pass = mark_entry::Entity::find()
        .filter(C::CampaignId.eq(campaign.id.0))
        .filter(C::Kind.eq(Text(kind)))
        .filter(C::Pass.eq(Text(pass)));
    let numbers = of_pass
        .clone()
        .select_only()
        .column(C::Sheet)
        .column(C::EnteredBy)
        .distinct();
    let numbers: Vec<(String, Uuid)> = numbers.into_tuple().all(db).await?;
    let last = of_pass
        .filter(C::EnteredBy.eq(recorder.0))
        .order_by_desc(C::EnteredAt)
        .order_by_desc(C::Id)
        .limit(10 * layout.items.len().max(1) as u64)
        .all(db)
        .await?;
    let settled = settled_sheets(db, campaign.id, kind).await?;
    let mut own: Vec<Own> = Vec::new();
    for row in last {
        let figure = layout
            .position(&row.item)
            .map(|item| (item, entry(row.status.0, row.points)));
        match own.iter_mut().find(|sheet| sheet.sheet == row.sheet) {
            Some(sheet) => sheet.figures.extend(figure),
            None => own.push(Own {
                settled: settled.contains(&row.sheet),
                sheet: row.sheet,
                at: Instant(row.entered_at),
                figures: figure.into_iter().collect(),
            }),
        }
    }
    own.truncate(10);
    Ok(EntryState {
        sheets: posts
            .values()
            .filter(|post| !layout.slots(post).is_empty())
            .count(),
        entered: numbers.len(),
        own: numbers.iter().filter(|(_, by)| *by == recorder.0).count(),
        last: own,
        layout,
    })
}

/// Sheets of which a checker has settled a figure.
///
/// # Errors
/// The database's own, as a fault.
pub async fn settled_sheets(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    kind: MarkKind,
) -> Result<HashSet<String>, AppError> {
    let rows = settlement::Entity::find()
        .select_only()
        .column(settlement::Column::Sheet)
        .filter(settlement::Column::CampaignId.eq(campaign.0))
        .filter(settlement::Column::Kind.eq(Text(kind)));
    let sheets: Vec<String> = rows.into_tuple().all(db).await?;
    Ok(sheets.into_iter().collect())
}
