//! Marks as they stand: how far each entry has come, what differs and why, what is agreed, who has signed.

mod comparing;
mod own;
mod sheets;

pub use comparing::{Comparison, Differing, Settled, Typed, agreed_digest, comparison};
pub use own::{EntryState, Own, entry_state, settled_sheets};
pub use sheets::{known, sheets};

use crate::{
    accounts::queries as accounts,
    campaigns::queries::Campaign,
    entity::{freeze, stored::Text},
    error::{AppError, Refusal},
};
use domain::{
    Instant,
    ids::{AccountId, CampaignId},
    marking::MarkKind,
    rules::Mark,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The name of a box in the entry form: of a sheet number, or of one of its figures. Lines count from zero.
pub fn cell(line: usize, item: Option<usize>) -> String {
    match item {
        None => format!("r{line}"),
        Some(item) => format!("r{line}i{item}"),
    }
}

/// What [`cell`] named.
pub fn read_cell(name: &str) -> Option<(usize, Option<usize>)> {
    let rest = name.strip_prefix('r')?;
    match rest.split_once('i') {
        None => Some((rest.parse().ok()?, None)),
        Some((line, item)) => Some((line.parse().ok()?, Some(item.parse().ok()?))),
    }
}

/// The signatures under a kind of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatures {
    pub first: (AccountId, String, Instant),
    pub second: Option<(String, Instant)>,
    pub digest: String,
}

/// # Errors
/// The database's own, as a fault.
pub async fn signatures(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    kind: MarkKind,
) -> Result<Option<Signatures>, AppError> {
    let found = freeze::Entity::find()
        .filter(freeze::Column::CampaignId.eq(campaign.0))
        .filter(freeze::Column::Kind.eq(Text(kind)))
        .one(db)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let names = accounts::names(db, std::iter::once(row.signed_by).chain(row.frozen_by)).await?;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    Ok(Some(Signatures {
        first: (
            AccountId(row.signed_by),
            name(row.signed_by),
            Instant(row.signed_at),
        ),
        second: row
            .frozen_by
            .zip(row.frozen_at)
            .map(|(by, at)| (name(by), Instant(at))),
        digest: row.digest.unwrap_or_default(),
    }))
}

/// The frozen figures: sheet, item, figure; items in the order of the sheet.
///
/// # Errors
/// `MarksMissing` unless two people have signed; a fault when they are not what those two signed.
pub async fn frozen(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    kind: MarkKind,
) -> Result<Vec<(String, String, Mark)>, AppError> {
    // A stage that no post has leaves nothing to freeze.
    let rules = &campaign.content.rules;
    let held = match kind {
        MarkKind::Written => rules.has_papers(),
        MarkKind::Interview => rules.has_panel(),
    };
    if !held {
        return Ok(Vec::new());
    }
    let compared = comparison(db, campaign, kind).await?;
    let signed = signatures(db, campaign.id, kind)
        .await?
        .filter(|signed| signed.second.is_some());
    let count = compared.tally.expected;
    let signed = signed.ok_or(Refusal::MarksMissing { count })?;
    if agreed_digest(&compared)? != signed.digest {
        return Err(AppError::fault(
            "frozen marks are not those that were signed",
        ));
    }
    Ok(compared.agreed)
}
