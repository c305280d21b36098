//! What the sign-off before the public shows: the sealed list, its checks, what it changes, who signed and who must.

use super::lists::{newest, newest_list, statement};
use crate::{
    accounts::queries as accounts,
    campaigns::queries::{Campaign, by_code},
    entity::{kinds::RunStage, publication, stored::Text},
    error::{AppError, Refusal},
    platform::{app::App, ctx::Ctx},
    publication::queries::lists::Stamp,
    ranking::queries::{StoredRun, by_id, latest},
};
use domain::{
    Instant,
    access::{Permission, may_somewhere},
    campaigns::Progress,
    ids::{AccountId, CampaignId},
    publication::{CheckResult, PublicationState, ResultList, check_sealed, period_ends},
    ranking::may_decide,
    rules::RuleDocument,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// A signature that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub account: AccountId,
    pub name: String,
    pub at: Instant,
}

/// A list that waits for its signatures.
#[derive(Clone, Debug)]
pub struct Sealed {
    pub state: PublicationState,
    pub version: u32,
    pub digest: String,
    pub reason: String,
    /// `None` when the stored bytes are no list any more: the first check says so.
    pub list: Option<ResultList>,
    /// Failed ones first.
    pub checks: Vec<CheckResult>,
    pub sealed: Signed,
    pub approved: Option<Signed>,
    /// Why this person cannot give the first signature now.
    pub not_approved: Option<Refusal>,
    /// Why this person cannot give the second signature now.
    pub blocked: Option<Refusal>,
}

impl Sealed {
    pub fn failed(&self) -> usize {
        self.checks.iter().filter(|check| !check.passed).count()
    }

    pub fn people(&self) -> usize {
        self.list.as_ref().map_or(0, ResultList::people)
    }
}

/// What the reader may do here.
#[derive(Clone, Copy, Debug)]
pub struct Duties {
    pub seal: bool,
    pub approve: bool,
    pub publish: bool,
}

#[derive(Clone, Debug)]
pub struct SignOff {
    pub campaign: Campaign,
    pub sealed: Option<Sealed>,
    pub published: Option<(Stamp, ResultList)>,
    /// Who approved and who published the public list.
    pub signatures: Option<(Signed, Signed)>,
    /// Totals were computed that no public list shows yet.
    pub fresh_totals: bool,
    pub duties: Duties,
    /// Why this person cannot seal the newest totals now.
    pub not_sealed: Option<Refusal>,
    /// If it were published now.
    pub period_ends: Instant,
}

/// # Errors
/// `NotFound`; `Forbidden` without any of the three duties, `OutsideScope` for staff of another place.
pub async fn sign_off(ctx: &Ctx, code: &str) -> Result<SignOff, AppError> {
    let db = &ctx.app.db.read;
    let campaign = by_code(db, code).await?;
    let may = |permission| ctx.may(permission, &campaign.scope);
    let duties = Duties {
        seal: may(Permission::RunRanking),
        approve: may(Permission::ApproveResults),
        publish: may(Permission::PublishResults),
    };
    if !(duties.seal || duties.approve || duties.publish) {
        let grants = &ctx.actor()?.grants;
        let all = [
            Permission::RunRanking,
            Permission::ApproveResults,
            Permission::PublishResults,
        ];
        let elsewhere = all
            .into_iter()
            .any(|permission| may_somewhere(grants, permission));
        return Err(if elsewhere {
            Refusal::OutsideScope.into()
        } else {
            AppError::Forbidden
        });
    }
    let published = match newest(db, campaign.id).await? {
        Some(_) => Some(newest_list(db, campaign.id).await?),
        None => None,
    };
    let signatures = match &published {
        Some((stamp, _)) => signatures(db, stamp).await?,
        None => None,
    };
    let totals = latest(db, campaign.id, RunStage::Totals).await?;
    let public = published.as_ref().map(|(stamp, _)| stamp.run);
    let fresh_totals = totals.is_some() && totals.as_ref().map(|run| run.id) != public;
    let not_sealed = may_seal(&campaign, ctx.account().ok(), totals.as_ref(), public).err();
    let sealed = match waiting(db, campaign.id).await? {
        Some(row) => Some(sealed(ctx, &campaign, row).await?),
        None => None,
    };
    let period_ends = period_ends(&campaign.content.rules, ctx.now, &ctx.app.holidays);
    Ok(SignOff {
        campaign,
        sealed,
        published,
        signatures,
        fresh_totals,
        duties,
        not_sealed,
        period_ends,
    })
}

/// The version that is sealed and not public yet.
///
/// # Errors
/// The database's own, as a fault.
pub async fn waiting(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<Option<publication::Model>, AppError> {
    let row = publication::Entity::find()
        .filter(publication::Column::CampaignId.eq(campaign.0))
        .filter(publication::Column::State.ne(Text(PublicationState::Published)))
        .one(db)
        .await?;
    Ok(row)
}

async fn sealed(
    ctx: &Ctx,
    campaign: &Campaign,
    row: publication::Model,
) -> Result<Sealed, AppError> {
    let db = &ctx.app.db.read;
    let run = by_id(db, row.run_id).await?;
    let mut checks = checks(&ctx.app, &row, &run, &campaign.content.rules);
    checks.sort_by_key(|check| check.passed);
    let failed = checks.iter().filter(|check| !check.passed).count();
    let names = accounts::names(
        db,
        [Some(row.sealed_by), row.approved_by].into_iter().flatten(),
    )
    .await?;
    let signed = |account, at| signed(&names, account, at);
    let me = ctx.account()?;
    let published = row.state.0.publish(has_signed(&row, me), failed);
    let blocked = published.err().map(Refusal::from);
    let not_approved = may_approve(&row, me, failed).err();
    Ok(Sealed {
        state: row.state.0,
        version: row.version.unsigned_abs(),
        list: serde_json::from_str(&row.sealed).ok(),
        checks,
        sealed: signed(row.sealed_by, row.sealed_at),
        approved: row
            .approved_by
            .zip(row.approved_at)
            .map(|(who, at)| signed(who, at)),
        not_approved,
        blocked,
        digest: row.digest,
        reason: row.reason,
    })
}

fn signed(names: &HashMap<Uuid, String>, account: Uuid, at: i64) -> Signed {
    Signed {
        account: AccountId(account),
        name: names.get(&account).cloned().unwrap_or_default(),
        at: Instant(at),
    }
}

/// Who approved a public list, and who published it.
async fn signatures(
    db: &impl ConnectionTrait,
    stamp: &Stamp,
) -> Result<Option<(Signed, Signed)>, AppError> {
    let Some(row) = publication::Entity::find_by_id(stamp.id.0).one(db).await? else {
        return Ok(None);
    };
    let (Some(approved), Some(published)) = (
        row.approved_by.zip(row.approved_at),
        row.published_by.zip(row.published_at),
    ) else {
        return Ok(None);
    };
    let names = accounts::names(db, [approved.0, published.0]).await?;
    Ok(Some((
        signed(&names, approved.0, approved.1),
        signed(&names, published.0, published.1),
    )))
}

/// Who sealed a list or signed it first does not give the next signature.
pub fn has_signed(row: &publication::Model, who: AccountId) -> bool {
    row.sealed_by == who.0 || row.approved_by == Some(who.0)
}

/// What the first signature makes of a list.
///
/// # Errors
/// `PublicationState` when it is not waiting for it; `SamePerson` for whoever sealed it; `ChecksFailed`.
pub fn may_approve(
    row: &publication::Model,
    who: AccountId,
    failed: usize,
) -> Result<PublicationState, Refusal> {
    let next = row.state.0.approve()?;
    if has_signed(row, who) {
        return Err(Refusal::SamePerson);
    }
    match failed {
        0 => Ok(next),
        count => Err(Refusal::ChecksFailed { count }),
    }
}

/// Whether this person may seal the list of a run. `public`: the run of the list that is public.
///
/// # Errors
/// `SamePerson` for whoever wrote the rules; `Progress` before totals are computed; `TiesOpen` and its like while they are
/// not final; `NoCandidates` without a run; `PublicationState` when the public list shows it.
pub fn may_seal(
    campaign: &Campaign,
    who: Option<AccountId>,
    run: Option<&StoredRun>,
    public: Option<Uuid>,
) -> Result<(), Refusal> {
    campaign.may_be_run_by(who)?;
    if campaign.progress != Progress::Published {
        campaign.progress.require(Progress::Totalled)?;
    }
    let run = run.ok_or(Refusal::NoCandidates)?;
    may_decide(&run.bundle)?;
    if public == Some(run.id) {
        let state = PublicationState::Published;
        return Err(Refusal::PublicationState { state });
    }
    Ok(())
}

/// The checks of a stored version, computed again from its bytes and its run.
pub fn checks(
    app: &App,
    row: &publication::Model,
    run: &StoredRun,
    announced: &RuleDocument,
) -> Vec<CheckResult> {
    let signed = statement(app, &row.signature);
    check_sealed(
        row.sealed.as_bytes(),
        &row.digest,
        signed.as_ref(),
        &run.bundle,
        announced,
    )
}
