//! Everything that one person has here: applications, unread letters, certificates.

use crate::{
    campaigns::queries::{self as campaigns, Campaign},
    entity::{application, candidate, certificate},
    error::AppError,
    notifications::queries::unread,
    platform::ctx::Ctx,
};
use domain::{
    Instant,
    applications::Stage,
    certificates::CertificateState,
    ids::{ApplicationId, CampaignId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashSet;

#[derive(Clone, Debug)]
pub struct MyApplication {
    pub id: ApplicationId,
    pub campaign: Campaign,
    pub stage: Stage,
    pub number: Option<String>,
    pub post_code: Option<String>,
    pub answer_by: Option<Instant>,
    pub is_candidate: bool,
}

#[derive(Clone, Debug)]
pub struct Certificate {
    pub number: String,
    pub state: CertificateState,
    pub issued_at: Instant,
    pub valid_until: Instant,
}

#[derive(Clone, Debug)]
pub struct Mine {
    pub applications: Vec<MyApplication>,
    pub unread: u64,
    pub certificates: Vec<Certificate>,
}

/// # Errors
/// `SignInRequired`; the database's own, as a fault.
pub async fn mine(ctx: &Ctx) -> Result<Mine, AppError> {
    let db = &ctx.app.db.read;
    let account = ctx.account()?;
    let rows = application::Entity::find()
        .filter(application::Column::AccountId.eq(account.0))
        .order_by_desc(application::Column::CreatedAt)
        .all(db)
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let seated = candidate::Entity::find()
        .filter(candidate::Column::ApplicationId.is_in(ids))
        .all(db)
        .await?;
    let seated: HashSet<_> = seated
        .into_iter()
        .map(|candidate| candidate.application_id)
        .collect();
    let mut applications = Vec::with_capacity(rows.len());
    // A person has one application in a campaign, so that these are few.
    for row in rows {
        applications.push(MyApplication {
            id: ApplicationId(row.id),
            campaign: campaigns::by_id(db, CampaignId(row.campaign_id)).await?,
            stage: row.stage.0,
            number: row.number,
            post_code: row.post_code,
            answer_by: row.answer_by.map(Instant),
            is_candidate: seated.contains(&row.id),
        });
    }
    let certificates = certificate::Entity::find()
        .filter(certificate::Column::AccountId.eq(account.0))
        .order_by_desc(certificate::Column::IssuedAt)
        .all(db)
        .await?;
    let certificates = certificates.into_iter().map(|row| Certificate {
        number: row.number,
        state: row.state.0,
        issued_at: Instant(row.issued_at),
        valid_until: Instant(row.valid_until),
    });
    Ok(Mine {
        applications,
        unread: unread(db, account).await?,
        certificates: certificates.collect(),
    })
}

/// The application that a person has in a campaign already.
///
/// # Errors
/// `SignInRequired`; the database's own, as a fault.
pub async fn started(ctx: &Ctx, campaign: CampaignId) -> Result<Option<ApplicationId>, AppError> {
    let row = application::Entity::find()
        .filter(application::Column::CampaignId.eq(campaign.0))
        .filter(application::Column::AccountId.eq(ctx.account()?.0))
        .one(&ctx.app.db.read)
        .await?;
    Ok(row.map(|row| ApplicationId(row.id)))
}
