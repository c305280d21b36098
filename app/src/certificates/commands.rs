//! Issuing certificates to everybody whom a public list selects, and suspending, reinstating, revoking one.

use super::queries::{Holder, register};
use crate::{
    campaigns::queries::{Campaign, by_id},
    entity::{campaign, certificate, stored::Text},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use chrono::Datelike;
use domain::{
    access::Permission,
    campaigns::Progress,
    certificates::{
        CertificateAct, CertificateNumber, CertificateState, Credential, QUALIFICATION, Subject,
        TYPE_EXAMINATION, valid_until,
    },
    digest::canonical,
    events::Event,
    ids::{AccountId, CampaignId, CertificateId},
    problem::{REASON_LIMIT, given},
    publication::mask_name,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

/// Issues to everybody whom the newest public list selects and who has none yet. `expected`: how many people the page
/// named; another number means that the page is old.
///
/// # Errors
/// `Progress` before publication; `AlreadyIssued` when nobody is left; `Stale`.
pub async fn issue(
    ctx: &Ctx,
    id: CampaignId,
    expected: Option<usize>,
) -> Result<Vec<CertificateNumber>, AppError> {
    let tx = Tx::begin(ctx).await?;
    tx.lock::<campaign::Entity>(id.0).await?;
    let campaign = by_id(tx.db(), id).await?;
    let actor = ctx
        .must(Permission::IssueCertificates, &campaign.scope)?
        .account;
    campaign.progress.require(Progress::Published)?;
    let holders = register(tx.db(), id).await?.to_issue;
    if holders.is_empty() {
        return Err(Refusal::AlreadyIssued.into());
    }
    if expected.is_some_and(|named| named != holders.len()) {
        return Err(Refusal::Stale.into());
    }
    let year = ctx.now.date().year();
    let series = format!("{}{year:04}{TYPE_EXAMINATION}", ctx.app.site.area_code);
    let last = last_serial(&tx, &series).await?;
    let (mut numbers, mut events) = (
        Vec::with_capacity(holders.len()),
        Vec::with_capacity(holders.len()),
    );
    for (holder, serial) in holders.iter().zip(last + 1..) {
        let number = u32::try_from(serial)
            .ok()
            .and_then(|serial| {
                CertificateNumber::compose(&ctx.app.site.area_code, year, TYPE_EXAMINATION, serial)
            })
            .ok_or_else(|| AppError::fault("the series of certificate numbers is used up"))?;
        let certificate = CertificateId(Uuid::now_v7());
        let row = certificate_row(ctx, &campaign, actor, holder, &number)?;
        let row = certificate::ActiveModel {
            id: Set(certificate.0),
            series: Set(series.clone()),
            serial: Set(serial),
            ..row
        };
        tx.insert(row).await.map_err(taken)?;
        events.push(Event::CertificateIssued {
            campaign: id,
            certificate,
        });
        numbers.push(number);
    }
    tx.commit_all(events).await?;
    Ok(numbers)
}

/// Two officers at once: the second one's page is old.
fn taken(error: AppError) -> AppError {
    match error {
        AppError::Unique(_) => Refusal::Stale.into(),
        other => other,
    }
}

async fn last_serial(tx: &Tx, series: &str) -> Result<i32, AppError> {
    let last: Option<i32> = certificate::Entity::find()
        .select_only()
        .column(certificate::Column::Serial)
        .filter(certificate::Column::Series.eq(series))
        .order_by_desc(certificate::Column::Serial)
        .into_tuple()
        .one(tx.db())
        .await?;
    Ok(last.unwrap_or_default())
}

fn certificate_row(
    ctx: &Ctx,
    campaign: &Campaign,
    issuer: AccountId,
    holder: &Holder,
    number: &CertificateNumber,
) -> Result<certificate::ActiveModel, AppError> {
    let site = &ctx.app.site;
    let subject = Subject {
        number: number.clone(),
        name: mask_name(&holder.name),
        qualification: QUALIFICATION.to_owned(),
        campaign: campaign.content.title.clone(),
    };
    let address = format!("{}/certificates/{}", site.base_url, number.as_str());
    let credential = Credential::new(address, &site.organiser_zh, ctx.now, subject);
    Ok(certificate::ActiveModel {
        number: Set(number.as_str().to_owned()),
        campaign_id: Set(campaign.id.0),
        candidate_id: Set(holder.candidate.0),
        account_id: Set(holder.account.0),
        name: Set(holder.name.clone()),
        state: Set(Text(CertificateState::Issued)),
        reason: Set(String::new()),
        credential: Set(ctx
            .app
            .signer
            .sign(&canonical(&credential).map_err(AppError::fault)?)),
        issued_by: Set(issuer.0),
        issued_at: Set(ctx.now.0),
        valid_until: Set(valid_until(ctx.now).0),
        state_at: Set(ctx.now.0),
        ..Default::default()
    })
}

/// Suspends, reinstates or revokes a certificate, with a reason that its holder is told.
///
/// # Errors
/// `NotFound`; a missing reason; `CertificateState` when the act is not possible any more.
pub async fn change(
    ctx: &Ctx,
    number: &CertificateNumber,
    act: CertificateAct,
    reason: &str,
) -> Result<(), AppError> {
    let reason =
        given(reason, REASON_LIMIT).map_err(|problem| AppError::invalid("reason", problem))?;
    let tx = Tx::begin(ctx).await?;
    let id: Option<Uuid> = certificate::Entity::find()
        .select_only()
        .column(certificate::Column::Id)
        .filter(certificate::Column::Number.eq(number.as_str()))
        .into_tuple()
        .one(tx.db())
        .await?;
    let found = tx
        .lock::<certificate::Entity>(id.ok_or(AppError::NotFound)?)
        .await?;
    let campaign = by_id(tx.db(), found.campaign_id.into()).await?;
    ctx.must(Permission::IssueCertificates, &campaign.scope)?;
    let state = found.state.0.after(act)?;
    let certificate = CertificateId(found.id);
    let row = certificate::ActiveModel {
        state: Set(Text(state)),
        reason: Set(reason.to_owned()),
        state_at: Set(ctx.now.0),
        ..found.into_active_model()
    };
    tx.save(row).await?;
    let reason = reason.to_owned();
    tx.commit(match act {
        CertificateAct::Suspend => Event::CertificateSuspended {
            certificate,
            reason,
        },
        CertificateAct::Reinstate => Event::CertificateReinstated {
            certificate,
            reason,
        },
        CertificateAct::Revoke => Event::CertificateRevoked {
            certificate,
            reason,
        },
    })
    .await
}
