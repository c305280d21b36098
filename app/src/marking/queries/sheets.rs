//! Which sheets there are, and what is on record about each: never whose they are.

use crate::{
    entity::{candidate, lot, mark_entry, script_key, stored::Text},
    error::AppError,
};
use domain::{
    ids::{AccountId, CampaignId},
    marking::{MarkKind, Pass},
    sheets::Known,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The post behind each sheet: all that anybody may learn from a script number before marks are frozen (D1).
///
/// # Errors
/// The database's own, as a fault.
pub async fn sheets(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    kind: MarkKind,
) -> Result<BTreeMap<String, String>, AppError> {
    if kind == MarkKind::Written {
        let keys = script_key::Entity::find()
            .select_only()
            .columns([script_key::Column::Script, script_key::Column::PostCode])
            .filter(script_key::Column::CampaignId.eq(campaign.0));
        let keys: Vec<(String, String)> = keys.into_tuple().all(db).await?;
        return Ok(keys.into_iter().collect());
    }
    let posts: Vec<(Uuid, String)> = candidate::Entity::find()
        .select_only()
        .columns([candidate::Column::Id, candidate::Column::PostCode])
        .filter(candidate::Column::CampaignId.eq(campaign.0))
        .into_tuple()
        .all(db)
        .await?;
    let posts: HashMap<Uuid, String> = posts.into_iter().collect();
    let lots = lot::Entity::find()
        .select_only()
        .columns([lot::Column::Number, lot::Column::CandidateId])
        .filter(lot::Column::CampaignId.eq(campaign.0));
    let lots: Vec<(String, Uuid)> = lots.into_tuple().all(db).await?;
    Ok(lots
        .into_iter()
        .filter_map(|(number, id)| Some((number, posts.get(&id)?.clone())))
        .collect())
}

/// What is on record about the sheets with these numbers.
///
/// # Errors
/// The database's own, as a fault.
pub async fn known(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    kind: MarkKind,
    pass: Pass,
    numbers: &[String],
) -> Result<HashMap<String, Known>, AppError> {
    let wanted: BTreeSet<&String> = numbers.iter().collect();
    let posts = sheets(db, campaign, kind).await?;
    let mut known: HashMap<String, Known> = posts
        .into_iter()
        .filter(|(number, _)| wanted.contains(number))
        .map(|(number, post)| {
            (
                number,
                Known {
                    post,
                    ..Known::default()
                },
            )
        })
        .collect();
    // One question for a form; a whole table asks in pieces that both databases take.
    let wanted: Vec<&String> = wanted.into_iter().collect();
    for some in wanted.chunks(500) {
        let entries: Vec<(String, Text<Pass>, Uuid)> = mark_entry::Entity::find()
            .select_only()
            .columns([
                mark_entry::Column::Sheet,
                mark_entry::Column::Pass,
                mark_entry::Column::EnteredBy,
            ])
            .filter(mark_entry::Column::CampaignId.eq(campaign.0))
            .filter(mark_entry::Column::Kind.eq(Text(kind)))
            .filter(mark_entry::Column::Sheet.is_in(some.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        for (sheet, entered, by) in entries {
            let Some(sheet) = known.get_mut(&sheet) else {
                continue;
            };
            if entered.0 == pass {
                sheet.is_entered = true;
            } else {
                sheet.other_entry_by = Some(AccountId(by));
            }
        }
    }
    Ok(known)
}
