//! Settling a difference: a third person looks at the paper and says which figure stands there.

use super::open_for_change;
use crate::{
    entity::{
        kinds::{entry, entry_columns},
        mark_entry, settlement,
        stored::Text,
    },
    error::{AppError, Refusal},
    marking::queries::known,
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    FieldProblem, Problem,
    access::Permission,
    events::Event,
    ids::{AccountId, CampaignId},
    marking::{Comparison, MarkKind, Pass, compare, may_settle},
    rules::Mark,
    sheets::Layout,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Which figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    First,
    Second,
    /// Neither: the figure as it stands on the paper, still to be read.
    Retyped(String),
}

/// A decision about one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    pub sheet: String,
    pub item: String,
    pub choice: Option<Choice>,
    pub reason: String,
}

/// # Errors
/// `SamePerson` for one of the two who typed; `NotDiffering`; `Frozen`; `Invalid` for the fields `choice`, `value` and
/// `reason`.
pub async fn settle(
    ctx: &Ctx,
    id: CampaignId,
    kind: MarkKind,
    ruling: &Ruling,
) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = open_for_change(&tx, id, kind).await?;
    let settler = ctx.must(Permission::SettleMarks, &campaign.scope)?.account;
    let typed = mark_entry::Entity::find()
        .filter(mark_entry::Column::CampaignId.eq(id.0))
        .filter(mark_entry::Column::Kind.eq(Text(kind)))
        .filter(mark_entry::Column::Sheet.eq(&ruling.sheet))
        .filter(mark_entry::Column::Item.eq(&ruling.item))
        .all(tx.db())
        .await?;
    let typed_by: Vec<AccountId> = typed.iter().map(|row| AccountId(row.entered_by)).collect();
    may_settle(settler, &typed_by)?;
    let of = |pass| {
        typed
            .iter()
            .find(|row| row.pass.0 == pass)
            .map(|row| entry(row.status.0, row.points))
    };
    let Comparison::Differ { first, second } = compare(of(Pass::First), of(Pass::Second)) else {
        return Err(Refusal::NotDiffering.into());
    };
    let sheet = known(
        tx.db(),
        id,
        kind,
        Pass::First,
        std::slice::from_ref(&ruling.sheet),
    )
    .await?;
    let post = sheet
        .get(&ruling.sheet)
        .map_or("", |known| known.post.as_str());
    let full = Layout::of(&campaign.content.rules, kind)
        .full_mark_on(post, &ruling.item)
        .ok_or(AppError::NotFound)?;
    let entry = read(ruling, first, second, full)?;
    write(&tx, id, kind, ruling, entry, settler).await?;
    tx.commit(Event::DiscrepancySettled {
        campaign: id,
        kind,
        sheet: ruling.sheet.clone(),
        item: ruling.item.clone(),
        entry,
        reason: ruling.reason.trim().to_owned(),
    })
    .await
}

/// The figure of the ruling. A third figure needs a reason: it is nobody's but the settler's.
fn read(
    ruling: &Ruling,
    first: Mark,
    second: Mark,
    full: domain::Points,
) -> Result<Mark, AppError> {
    let typed = match &ruling.choice {
        None => return Err(AppError::invalid("choice", Problem::NotChosen)),
        Some(Choice::First) => return Ok(first),
        Some(Choice::Second) => return Ok(second),
        Some(Choice::Retyped(typed)) => typed,
    };
    let mut problems = Vec::new();
    let read = domain::marking::read_mark(typed, full)
        .map_err(|problem| problems.push(FieldProblem::new("value", problem)));
    if ruling.reason.trim().is_empty() {
        problems.push(FieldProblem::new("reason", Problem::Missing));
    }
    match read {
        Ok(entry) if problems.is_empty() => Ok(entry),
        _ => Err(AppError::Invalid(problems)),
    }
}

/// A settlement can be corrected until somebody signs; the audit trail keeps both.
async fn write(
    tx: &Tx,
    id: CampaignId,
    kind: MarkKind,
    ruling: &Ruling,
    entry: Mark,
    settler: AccountId,
) -> Result<(), AppError> {
    let (status, points) = entry_columns(entry);
    let found = settlement::Entity::find()
        .filter(settlement::Column::CampaignId.eq(id.0))
        .filter(settlement::Column::Kind.eq(Text(kind)))
        .filter(settlement::Column::Sheet.eq(&ruling.sheet))
        .filter(settlement::Column::Item.eq(&ruling.item))
        .one(tx.db())
        .await?;
    let row = settlement::ActiveModel {
        id: Set(found.as_ref().map_or_else(Uuid::now_v7, |f| f.id)),
        campaign_id: Set(id.0),
        kind: Set(Text(kind)),
        sheet: Set(ruling.sheet.clone()),
        item: Set(ruling.item.clone()),
        status: Set(Text(status)),
        points: Set(points),
        reason: Set(ruling.reason.trim().to_owned()),
        settled_by: Set(settler.0),
        settled_at: Set(tx.now.0),
    };
    if found.is_some() {
        tx.save(row).await
    } else {
        tx.insert(row).await
    }
}
