//! One application as its reviewers see it: answers, findings, papers, claims, what was decided before.

use super::{Opened, load};
use crate::{
    audit::queries::{Entry, history},
    campaigns::queries::Campaign,
    entity::{
        account, appeal, application, bonus_claim,
        kinds::{Checks, ClaimState},
        post,
        stored::Text as Stored,
    },
    error::{AppError, Refusal},
    platform::ctx::Ctx,
};
use domain::{
    Instant,
    access::{Jurisdiction, Permission},
    applications::{Act, Stage},
    campaigns::Progress,
    ids::{ApplicationId, CampaignId},
    review::{has_begun, may_decide},
    rules::{self, Bilingual, BonusFinding, Finding, PostCode},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Where a post lies; `None` without a post.
///
/// # Errors
/// The database's own, as a fault.
pub async fn post_scope(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    code: Option<&str>,
) -> Result<Option<Jurisdiction>, AppError> {
    let Some(code) = code else { return Ok(None) };
    let row = post::Entity::find()
        .filter(post::Column::CampaignId.eq(campaign.0))
        .filter(post::Column::Code.eq(code))
        .one(db)
        .await?;
    Ok(row.map(|row| Jurisdiction(row.area)))
}

/// A claim to bonus points with what the person said and what must prove it.
#[derive(Clone, Debug)]
pub struct Claim {
    pub finding: BonusFinding,
    /// The notice's own words about the item.
    pub clause: Option<Bilingual>,
    /// Who confirms it, when that is not the reviewer.
    pub verified_by: Option<Bilingual>,
    pub state: ClaimState,
    pub note: String,
    pub decided_at: Option<Instant>,
}

#[derive(Clone, Debug)]
pub struct Dossier {
    pub opened: Opened,
    pub scope: Jurisdiction,
    pub checks: Checks,
    pub findings: Vec<Finding>,
    pub claims: Vec<Claim>,
    pub appeal: Option<(String, Instant)>,
    pub history: Vec<Entry>,
    pub may_decide: bool,
    /// Why nobody decides yet.
    pub not_begun: Option<Refusal>,
    pub may_decide_appeal: bool,
    /// The reader rejected it: somebody else decides the appeal.
    pub rejected_by_reader: bool,
    pub may_verify: bool,
}

/// # Errors
/// `NotFound` for drafts and foreign campaigns; `OutsideScope`; `Forbidden`.
pub async fn dossier(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
) -> Result<Dossier, AppError> {
    let db = &ctx.app.db.read;
    let row = application::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .ok_or(AppError::NotFound)?;
    if row.campaign_id != campaign.id.0 || row.stage.0 == Stage::Draft {
        return Err(AppError::NotFound);
    }
    let scope = post_scope(db, campaign.id, row.post_code.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    let actor = ctx.must(Permission::ReviewApplications, &scope)?;
    let checks = row.findings.0.clone();
    let opened = load(&ctx.app, db, row).await?;
    let post = opened.post.clone().unwrap_or_default();
    let begun = has_begun(&campaign.timetable, ctx.now);
    let not_begun = begun.err().map(Refusal::from);
    let rejecter = last_rejecter(db, id).await?;
    Ok(Dossier {
        findings: rules::evaluate(opened.rules(), &post, &opened.facts).findings,
        claims: claims(db, &opened, &post).await?,
        appeal: appeal_of(db, id).await?,
        history: history(db, id.0).await?,
        may_decide: may_decide(&actor.grants, opened.stage, &scope) && not_begun.is_none(),
        not_begun,
        may_decide_appeal: opened.stage == Stage::Appealed
            && ctx.may(Permission::DecideAppeals, &scope),
        rejected_by_reader: rejecter == Some(actor.account.0),
        may_verify: ctx.may(Permission::VerifyBonus, &scope) && may_verify(campaign).is_ok(),
        scope,
        checks,
        opened,
    })
}

/// Whether claims to bonus points are still verified.
///
/// # Errors
/// `Progress` once the shortlist stands.
pub fn may_verify(campaign: &Campaign) -> Result<(), Refusal> {
    if campaign.progress >= Progress::Shortlisted {
        return Err(Refusal::Progress {
            needs: Progress::WrittenFrozen,
            stands: campaign.progress,
        });
    }
    Ok(())
}

/// Who rejected an application last.
///
/// # Errors
/// The database's own, as a fault.
pub async fn last_rejecter(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<uuid::Uuid>, AppError> {
    use crate::entity::review;
    let row = review::Entity::find()
        .filter(review::Column::ApplicationId.eq(id.0))
        .filter(review::Column::Act.eq(Stored(Act::Reject)))
        .order_by_desc(review::Column::At)
        .order_by_desc(review::Column::Id)
        .one(db)
        .await?;
    Ok(row.map(|row| row.reviewer_id))
}

async fn claims(
    db: &impl ConnectionTrait,
    opened: &Opened,
    post: &PostCode,
) -> Result<Vec<Claim>, AppError> {
    let rows = bonus_claim::Entity::find()
        .filter(bonus_claim::Column::ApplicationId.eq(opened.id.0))
        .all(db)
        .await?;
    let findings = rules::bonus_for(opened.rules(), Some(post), &opened.facts);
    let own = opened.rules().post(post);
    let rule = own.and_then(|post| opened.rules().for_post(post).bonus);
    let items = rule.map(|rule| rule.items).unwrap_or_default();
    let claims = findings.into_iter().filter_map(|finding| {
        let row = rows.iter().find(|row| row.item == finding.item.as_str())?;
        let item = items.iter().find(|item| item.code == finding.item)?;
        Some(Claim {
            finding,
            clause: item.clause.clone(),
            verified_by: item.verified_by.clone(),
            state: row.state.0,
            note: row.note.clone(),
            decided_at: row.decided_at.map(Instant),
        })
    });
    Ok(claims.collect())
}

async fn appeal_of(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<(String, Instant)>, AppError> {
    let row = appeal::Entity::find()
        .filter(appeal::Column::ApplicationId.eq(id.0))
        .one(db)
        .await?;
    Ok(row.map(|row| (row.text, Instant(row.at))))
}

/// Names by account, for lists.
pub(super) async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = uuid::Uuid>,
) -> Result<std::collections::HashMap<uuid::Uuid, String>, AppError> {
    let ids: std::collections::BTreeSet<uuid::Uuid> = ids.into_iter().collect();
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
