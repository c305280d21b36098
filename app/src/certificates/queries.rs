//! The register of certificates: one by its number, those of a person, and what the issuing officer has to do.

use crate::{
    campaigns::queries::{Campaign, by_code},
    entity::{account, application, campaign, candidate, certificate},
    error::AppError,
    platform::{app::App, ctx::Ctx},
    publication::queries::lists::{Stamp, newest_list},
};
use domain::{
    Instant,
    access::Permission,
    certificates::{CertificateNumber, CertificateState, Credential},
    ids::{AccountId, CampaignId, CandidateId, CertificateId},
    publication::mask_name,
    ranking::Placing,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A certificate as the register knows it.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: CertificateId,
    pub number: CertificateNumber,
    pub account: AccountId,
    pub candidate: CandidateId,
    pub campaign: CampaignId,
    /// The whole name: for the holder and the officer.
    pub name: String,
    pub state: CertificateState,
    pub reason: String,
    pub credential: String,
    pub issued_at: Instant,
    pub valid_until: Instant,
    pub state_at: Instant,
}

impl Record {
    /// The holder's name as the public sees it.
    pub fn masked(&self) -> String {
        mask_name(&self.name)
    }

    /// What the public is told at this moment.
    pub fn state_at(&self, now: Instant) -> CertificateState {
        self.state.at(self.valid_until, now)
    }

    /// Whether the platform's key signed exactly these words.
    pub fn is_signed(&self, app: &App) -> bool {
        let signed = app.signer.verify(&self.credential);
        let credential = signed.and_then(|bytes| serde_json::from_slice::<Credential>(&bytes).ok());
        credential.is_some_and(|c| {
            c.says(
                &self.number,
                &self.masked(),
                self.issued_at,
                self.valid_until,
            )
        })
    }
}

fn record(row: certificate::Model) -> Result<Record, AppError> {
    Ok(Record {
        id: CertificateId(row.id),
        number: CertificateNumber::parse(&row.number)
            .map_err(|_| AppError::fault("a stored number does not parse"))?,
        account: AccountId(row.account_id),
        candidate: CandidateId(row.candidate_id),
        campaign: CampaignId(row.campaign_id),
        name: row.name,
        state: row.state.0,
        reason: row.reason,
        credential: row.credential,
        issued_at: Instant(row.issued_at),
        valid_until: Instant(row.valid_until),
        state_at: Instant(row.state_at),
    })
}

/// The certificate of this number, if the register holds it.
///
/// # Errors
/// The database's own, as a fault.
pub async fn find(
    db: &impl ConnectionTrait,
    number: &CertificateNumber,
) -> Result<Option<Record>, AppError> {
    let row = certificate::Entity::find()
        .filter(certificate::Column::Number.eq(number.as_str()))
        .one(db)
        .await?;
    row.map(record).transpose()
}

/// The title of the recruitment behind a certificate.
///
/// # Errors
/// `NotFound`; the database's own, as a fault.
pub async fn campaign_title(db: &impl ConnectionTrait, id: CampaignId) -> Result<String, AppError> {
    let row = campaign::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(row.draft.0.title)
}

/// All certificates of a person, the newest first.
///
/// # Errors
/// The database's own, as a fault.
pub async fn of_account(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Record>, AppError> {
    let rows = certificate::Entity::find()
        .filter(certificate::Column::AccountId.eq(account.0))
        .order_by_desc(certificate::Column::IssuedAt)
        .all(db)
        .await?;
    rows.into_iter().map(record).collect()
}

/// Somebody whom a public list selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub candidate: CandidateId,
    pub account: AccountId,
    pub ticket: String,
    pub name: String,
    pub post: String,
}

/// Who is to get a certificate by a public list, who has one, and who has one although the list no longer selects them.
#[derive(Clone, Debug)]
pub struct Register {
    pub stamp: Stamp,
    pub to_issue: Vec<Holder>,
    pub issued: Vec<Record>,
    pub no_longer_selected: Vec<CertificateNumber>,
}

/// # Errors
/// `NotFound` before a list is public; the database's own, as a fault.
pub async fn register(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<Register, AppError> {
    let (stamp, list) = newest_list(db, campaign).await?;
    let rows = list
        .posts
        .iter()
        .flat_map(|post| post.rows.iter().map(|row| (row, post.code.as_str())));
    let selected: HashMap<&str, &str> = rows
        .filter(|(row, _)| row.placing == Placing::Selected)
        .map(|(row, post)| (row.ticket.as_str(), post))
        .collect();
    let issued = issued(db, campaign).await?;
    let has_one: HashSet<Uuid> = issued.iter().map(|record| record.candidate.0).collect();
    let people = holders(db, campaign, &selected).await?;
    let entitled: HashSet<Uuid> = people.iter().map(|holder| holder.candidate.0).collect();
    let no_longer = issued
        .iter()
        .filter(|r| r.state != CertificateState::Revoked && !entitled.contains(&r.candidate.0));
    Ok(Register {
        stamp,
        no_longer_selected: no_longer.map(|record| record.number.clone()).collect(),
        to_issue: people
            .into_iter()
            .filter(|holder| !has_one.contains(&holder.candidate.0))
            .collect(),
        issued,
    })
}

async fn issued(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Vec<Record>, AppError> {
    let rows = certificate::Entity::find()
        .filter(certificate::Column::CampaignId.eq(campaign.0))
        .order_by_asc(certificate::Column::Number)
        .all(db)
        .await?;
    rows.into_iter().map(record).collect()
}

/// The people behind these tickets, in the order of their tickets.
async fn holders(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    selected: &HashMap<&str, &str>,
) -> Result<Vec<Holder>, AppError> {
    let candidates = candidate::Entity::find()
        .filter(candidate::Column::CampaignId.eq(campaign.0))
        .order_by_asc(candidate::Column::Ticket)
        .all(db)
        .await?;
    let of_campaign = application::Entity::find()
        .filter(application::Column::CampaignId.eq(campaign.0))
        .select_only();
    let owners: HashMap<Uuid, Uuid> = of_campaign
        .clone()
        .columns([application::Column::Id, application::Column::AccountId])
        .into_tuple::<(Uuid, Uuid)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let names: HashMap<Uuid, String> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(
            account::Column::Id.in_subquery(
                of_campaign
                    .column(application::Column::AccountId)
                    .into_query(),
            ),
        )
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let people = candidates.into_iter().filter_map(|row| {
        let post = selected.get(row.ticket.as_str())?;
        let account = *owners.get(&row.application_id)?;
        Some(Holder {
            candidate: CandidateId(row.id),
            account: AccountId(account),
            name: names.get(&account)?.clone(),
            post: (*post).to_owned(),
            ticket: row.ticket,
        })
    });
    Ok(people.collect())
}

/// The officer's page of a campaign; without a register while nothing is public.
#[derive(Clone, Debug)]
pub struct Desk {
    pub campaign: Campaign,
    pub register: Option<Register>,
}

/// # Errors
/// `NotFound`; `OutsideScope`.
pub async fn desk(ctx: &Ctx, code: &str) -> Result<Desk, AppError> {
    let db = &ctx.app.db.read;
    let campaign = by_code(db, code).await?;
    ctx.must(Permission::IssueCertificates, &campaign.scope)?;
    let register = match register(db, campaign.id).await {
        Ok(register) => Some(register),
        Err(AppError::NotFound) => None,
        Err(other) => return Err(other),
    };
    Ok(Desk { campaign, register })
}
