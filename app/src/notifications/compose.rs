//! Which event means what to whom.

use crate::{
    entity::{application, campaign, candidate, certificate, publication, standing},
    error::AppError,
    platform::tx::Tx,
};
use domain::{
    campaigns::{Draft, Timetable},
    events::Event,
    ids::{AccountId, ApplicationId, CampaignId, CertificateId},
    notices::Notice,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

type Told = Vec<(AccountId, Notice)>;

/// An application with what its owner should read about it.
struct About {
    owner: AccountId,
    application: ApplicationId,
    number: String,
    campaign: String,
    draft: Draft,
}

pub(super) async fn notices_of(tx: &Tx, event: &Event) -> Result<Told, AppError> {
    match event {
        Event::PasswordReset { account } => Ok(vec![(*account, Notice::PasswordChanged)]),
        Event::SeatsAssigned { campaign, .. } => tickets(tx, *campaign).await,
        Event::ShortlistDecided { campaign, .. } => shortlist(tx, *campaign).await,
        Event::ResultPublished {
            campaign,
            publication,
            ..
        } => results(tx, *campaign, publication.0).await,
        Event::CertificateIssued { certificate, .. }
        | Event::CertificateSuspended { certificate, .. }
        | Event::CertificateReinstated { certificate, .. }
        | Event::CertificateRevoked { certificate, .. } => {
            about_certificate(tx, *certificate, event).await
        }
        other => match application_of(other) {
            Some(id) => Ok(about_application(about(tx, id).await?, other)),
            None => Ok(vec![]),
        },
    }
}

fn application_of(event: &Event) -> Option<ApplicationId> {
    match event {
        Event::ApplicationSubmitted { application }
        | Event::ApplicationWithdrawn { application }
        | Event::ApplicationAccepted { application }
        | Event::ApplicationReturned { application, .. }
        | Event::ApplicationRejected { application, .. }
        | Event::ApplicationAppealed { application }
        | Event::AppealDecided { application, .. }
        | Event::BonusDecided { application, .. } => Some(*application),
        _ => None,
    }
}

fn about_application(about: About, event: &Event) -> Told {
    let owner = about.owner;
    let notice = notice_of(about, event);
    notice.map(|notice| (owner, notice)).into_iter().collect()
}

fn notice_of(about: About, event: &Event) -> Option<Notice> {
    let About {
        application,
        number,
        campaign,
        draft,
        ..
    } = about;
    Some(match event.clone() {
        Event::ApplicationSubmitted { .. } => Notice::Submitted {
            campaign,
            application,
            number,
        },
        Event::ApplicationWithdrawn { .. } => Notice::Withdrawn {
            campaign,
            application,
        },
        Event::ApplicationAccepted { .. } => Notice::Accepted {
            campaign,
            application,
            tickets_from: Timetable::tickets_of(&draft.rules).from,
        },
        Event::ApplicationAppealed { .. } => Notice::AppealReceived {
            campaign,
            application,
        },
        Event::AppealDecided {
            overturned: true, ..
        } => Notice::AppealOverturned {
            campaign,
            application,
        },
        Event::AppealDecided { note, .. } => Notice::AppealUpheld {
            campaign,
            application,
            note,
        },
        decided => return with_grounds(application, campaign, decided),
    })
}

/// A decision, with what it rests on.
fn with_grounds(application: ApplicationId, campaign: String, event: Event) -> Option<Notice> {
    Some(match event {
        Event::ApplicationReturned {
            reasons,
            note,
            answer_by,
            ..
        } => Notice::Returned {
            campaign,
            application,
            reasons,
            note,
            answer_by,
        },
        Event::ApplicationRejected {
            reasons,
            note,
            appeal_by,
            ..
        } => Notice::Rejected {
            campaign,
            application,
            reasons,
            note,
            appeal_by,
        },
        Event::BonusDecided {
            item,
            granted,
            note,
            ..
        } => Notice::BonusDecided {
            campaign,
            application,
            item,
            granted,
            note,
        },
        _ => return None,
    })
}

async fn about(tx: &Tx, id: ApplicationId) -> Result<About, AppError> {
    let found = tx.find::<application::Entity>(id.0).await?;
    let campaign = tx.find::<campaign::Entity>(found.campaign_id).await?;
    Ok(About {
        owner: AccountId(found.account_id),
        application: id,
        number: found.number.unwrap_or_default(),
        campaign: campaign.draft.0.title.clone(),
        draft: campaign.draft.0,
    })
}

/// Every candidate of a campaign with the account behind it.
async fn candidates(
    tx: &Tx,
    campaign: Uuid,
) -> Result<Vec<(candidate::Model, AccountId)>, AppError> {
    let rows = candidate::Entity::find()
        .filter(candidate::Column::CampaignId.eq(campaign))
        .all(tx.db())
        .await?;
    let owners: std::collections::HashMap<Uuid, Uuid> = application::Entity::find()
        .filter(application::Column::CampaignId.eq(campaign))
        .all(tx.db())
        .await?
        .into_iter()
        .map(|a| (a.id, a.account_id))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|c| {
            owners
                .get(&c.application_id)
                .map(|&o| (c.clone(), AccountId(o)))
        })
        .collect())
}

async fn tickets(tx: &Tx, campaign: CampaignId) -> Result<Told, AppError> {
    let draft = tx.find::<campaign::Entity>(campaign.0).await?.draft.0;
    let written_at = Timetable::of(&draft.rules).written_at;
    let told = candidates(tx, campaign.0)
        .await?
        .into_iter()
        .map(|(candidate, owner)| {
            let notice = Notice::TicketReady {
                campaign: draft.title.clone(),
                application: ApplicationId(candidate.application_id),
                ticket: candidate.ticket,
                written_at,
            };
            (owner, notice)
        });
    Ok(told.collect())
}

async fn shortlist(tx: &Tx, id: CampaignId) -> Result<Told, AppError> {
    let draft = tx.find::<campaign::Entity>(id.0).await?.draft.0;
    let interview_at = Timetable::of(&draft.rules).interview_at;
    let shortlisted: std::collections::HashSet<Uuid> = standing::Entity::find()
        .filter(standing::Column::CampaignId.eq(id.0))
        .filter(standing::Column::Shortlisted.eq(true))
        .all(tx.db())
        .await?
        .into_iter()
        .map(|s| s.candidate_id)
        .collect();
    let told = candidates(tx, id.0)
        .await?
        .into_iter()
        .map(|(candidate, owner)| {
            let (campaign, application) =
                (draft.title.clone(), ApplicationId(candidate.application_id));
            let notice = if shortlisted.contains(&candidate.id) {
                Notice::Shortlisted {
                    campaign,
                    application,
                    interview_at,
                }
            } else {
                Notice::NotShortlisted {
                    campaign,
                    application,
                }
            };
            (owner, notice)
        });
    Ok(told.collect())
}

async fn results(tx: &Tx, id: CampaignId, publication: Uuid) -> Result<Told, AppError> {
    let campaign = tx.find::<campaign::Entity>(id.0).await?.draft.0.title;
    let version = tx
        .find::<publication::Entity>(publication)
        .await?
        .version
        .unsigned_abs();
    let told = candidates(tx, id.0)
        .await?
        .into_iter()
        .map(|(candidate, owner)| {
            let application = ApplicationId(candidate.application_id);
            (
                owner,
                Notice::ResultPublished {
                    campaign: campaign.clone(),
                    application,
                    version,
                },
            )
        });
    Ok(told.collect())
}

async fn about_certificate(tx: &Tx, id: CertificateId, event: &Event) -> Result<Told, AppError> {
    let found = tx.find::<certificate::Entity>(id.0).await?;
    let number = found.number;
    let notice = match event.clone() {
        Event::CertificateIssued { .. } => Notice::CertificateIssued { number },
        Event::CertificateSuspended { reason, .. } => {
            Notice::CertificateSuspended { number, reason }
        }
        Event::CertificateRevoked { reason, .. } => Notice::CertificateRevoked { number, reason },
        Event::CertificateReinstated { reason, .. } => {
            Notice::CertificateReinstated { number, reason }
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![(AccountId(found.account_id), notice)])
}
