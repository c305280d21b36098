//! The reviewers' queue: what waits for the reader, what is in their sight, filtered, ordered, by pages. A fixed number of
//! queries, however many rows there are.

mod counts;
mod sight;

pub use super::ask::{Ask, Sorting, View};
use super::dossier::names;
use crate::{
    campaigns::queries::Campaign,
    entity::{account, application, kinds::Checks},
    error::AppError,
    platform::ctx::Ctx,
};
pub use counts::Split;
use counts::split;
use domain::{
    Instant,
    applications::Stage,
    ids::{ApplicationId, Revision},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::LikeExpr,
};
use sight::{Sight, sight};
use std::collections::HashMap;

pub const PAGE_SIZE: u64 = 20;

#[derive(Clone, Debug)]
pub struct Row {
    pub id: ApplicationId,
    pub number: String,
    pub name: String,
    pub post: String,
    pub checks: Checks,
    pub stage: Stage,
    pub submitted_at: Instant,
    pub was_returned: bool,
    pub revision: Revision,
    /// It is the reader's turn.
    pub may_decide: bool,
}

#[derive(Clone, Debug)]
pub struct Queue {
    pub rows: Vec<Row>,
    /// All rows of this view and filter, on all pages.
    pub total: u64,
    pub page: u64,
    pub counts: [(View, u64); 5],
    pub split: Split,
    pub posts: Vec<String>,
    /// The reader decides in the end, after the street.
    pub is_last_look: bool,
}

/// Rows that hold these signs, which stand for nothing but themselves.
fn holding(typed: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for sign in typed.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

fn asked(ask: &Ask) -> Condition {
    let mut condition = Condition::all();
    let q = ask.q.trim();
    if !q.is_empty() {
        let named = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::Name.like(holding(q)))
            .into_query();
        let number = application::Column::Number.like(holding(&q.to_uppercase()));
        condition = condition.add(
            Condition::any()
                .add(number)
                .add(application::Column::AccountId.in_subquery(named)),
        );
    }
    if !ask.post.is_empty() {
        condition = condition.add(application::Column::PostCode.eq(&ask.post));
    }
    match ask.check.as_str() {
        "clear" => condition.add(application::Column::Questions.eq(0)),
        "questions" => condition.add(application::Column::Questions.gt(0)),
        _ => condition,
    }
}

fn sorted(
    query: sea_orm::Select<application::Entity>,
    sorting: Sorting,
) -> sea_orm::Select<application::Entity> {
    let by_time = |order| {
        query
            .clone()
            .order_by(application::Column::SubmittedAt, order)
    };
    let query = match sorting {
        Sorting::Oldest => by_time(Order::Asc),
        Sorting::Newest => by_time(Order::Desc),
        Sorting::Number => query.order_by_asc(application::Column::Serial),
    };
    query.order_by_asc(application::Column::Id)
}

/// # Errors
/// `OutsideScope` when no post of this campaign is in the reader's sight.
pub async fn queue(ctx: &Ctx, campaign: &Campaign, ask: &Ask) -> Result<Queue, AppError> {
    let db = &ctx.app.db.read;
    let sight = sight(ctx, campaign).await?;
    let all = application::Entity::find().filter(sight.in_sight(campaign));
    let mut counts = View::ALL.map(|view| (view, 0));
    for (view, count) in &mut counts {
        *count = all.clone().filter(sight.view(*view)).count(db).await?;
    }
    let found = all.clone().filter(sight.view(ask.view)).filter(asked(ask));
    let total = found.clone().count(db).await?;
    let page = ask
        .page
        .clamp(1, std::cmp::max(total.div_ceil(PAGE_SIZE), 1));
    let shown = sorted(found, ask.order)
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .all(db)
        .await?;
    Ok(Queue {
        rows: rows(db, &sight, shown).await?,
        total,
        page,
        counts,
        split: split(db, &all, !sight.last.is_empty()).await?,
        is_last_look: !sight.last.is_empty(),
        posts: sight.all,
    })
}

/// Every row of a view and filter, for export.
///
/// # Errors
/// As [`queue`].
pub async fn all_rows(ctx: &Ctx, campaign: &Campaign, ask: &Ask) -> Result<Vec<Row>, AppError> {
    let sight = sight(ctx, campaign).await?;
    let found = application::Entity::find()
        .filter(sight.in_sight(campaign))
        .filter(sight.view(ask.view));
    let found = sorted(found.filter(asked(ask)), ask.order)
        .all(&ctx.app.db.read)
        .await?;
    rows(&ctx.app.db.read, &sight, found).await
}

/// The people whom a decision would touch, in the order of their numbers; only those whose turn is the reader's.
///
/// # Errors
/// As [`queue`].
pub async fn picked(
    ctx: &Ctx,
    campaign: &Campaign,
    ids: &[ApplicationId],
) -> Result<Vec<Row>, AppError> {
    let sight = sight(ctx, campaign).await?;
    let found = application::Entity::find()
        .filter(sight.in_sight(campaign))
        .filter(application::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(application::Column::Serial)
        .all(&ctx.app.db.read)
        .await?;
    let rows = rows(&ctx.app.db.read, &sight, found).await?;
    Ok(rows.into_iter().filter(|row| row.may_decide).collect())
}

async fn rows(
    db: &impl ConnectionTrait,
    sight: &Sight,
    found: Vec<application::Model>,
) -> Result<Vec<Row>, AppError> {
    let mut names_of = HashMap::new();
    // PostgreSQL and SQLite both limit how many values one statement takes.
    for chunk in found.chunks(5_000) {
        names_of.extend(names(db, chunk.iter().map(|row| row.account_id)).await?);
    }
    let rows = found.into_iter().map(|row| Row {
        id: ApplicationId(row.id),
        name: names_of.get(&row.account_id).cloned().unwrap_or_default(),
        may_decide: sight.has_begun && sight.is_turn(&row),
        number: row.number.unwrap_or_default(),
        post: row.post_code.unwrap_or_default(),
        checks: row.findings.0,
        stage: row.stage.0,
        submitted_at: Instant(row.submitted_at.unwrap_or_default()),
        was_returned: row.returned_at.is_some(),
        revision: Revision(row.revision),
    });
    Ok(rows.collect())
}
