//! Starting an application: one for each person in each campaign.

use crate::{
    accounts::queries::person,
    campaigns::queries as campaigns,
    entity::{
        application,
        kinds::{Checks, Tasks},
        stored::{Json, Text},
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    applications::Stage,
    campaigns::CampaignState,
    events::Event,
    identity::{IdNumber, Sex},
    ids::{AccountId, ApplicationId, CampaignId},
    rules::{FactValue, Facts, RuleDocument},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Starts a draft. What the identity number says is taken from it and asked of nobody.
///
/// # Errors
/// `AlreadyApplied` with the existing one; `NotOpen`, `Closed`; `Forbidden` for staff.
pub async fn start(ctx: &Ctx, campaign: CampaignId) -> Result<ApplicationId, AppError> {
    let actor = ctx.actor()?;
    if actor.is_staff {
        return Err(AppError::Forbidden);
    }
    let tx = Tx::begin(ctx).await?;
    let id = begin(&tx, ctx, campaign, actor.account).await;
    match id {
        Ok(id) => {
            tx.commit(Event::ApplicationStarted {
                campaign,
                application: id,
            })
            .await?;
            Ok(id)
        }
        // Two tabs at once: the other one was quicker.
        Err(AppError::Unique(_)) => {
            drop(tx);
            let found = existing(&ctx.app.db.write, campaign, actor.account).await?;
            Err(found
                .map_or(Refusal::Stale, |application| Refusal::AlreadyApplied {
                    application,
                })
                .into())
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn begin(
    tx: &Tx,
    ctx: &Ctx,
    campaign: CampaignId,
    account: AccountId,
) -> Result<ApplicationId, AppError> {
    if let Some(application) = existing(tx.db(), campaign, account).await? {
        return Err(Refusal::AlreadyApplied { application }.into());
    }
    let found = campaigns::by_id(tx.db(), campaign).await?;
    if found.state != CampaignState::Announced {
        return Err(AppError::NotFound);
    }
    found.timetable.accepts_applications(ctx.now)?;
    let number = person(&ctx.app, tx.db(), account).await?.id_number;
    let facts = number
        .map(|number| of_number(&found.content.rules, &number))
        .unwrap_or_default();
    let id = ApplicationId(Uuid::now_v7());
    tx.insert(application::ActiveModel {
        id: Set(id.0),
        campaign_id: Set(campaign.0),
        account_id: Set(account.0),
        number: Set(None),
        serial: Set(None),
        stage: Set(Text(Stage::Draft)),
        post_code: Set(None),
        facts: Set(Json(facts)),
        contact_cipher: Set(None),
        tasks: Set(Json(Tasks::new())),
        findings: Set(Json(Checks::default())),
        questions: Set(0),
        answer_by: Set(None),
        returned_at: Set(None),
        revision: Set(0),
        submitted_at: Set(None),
        decided_at: Set(None),
        created_at: Set(tx.now.0),
        updated_at: Set(tx.now.0),
    })
    .await?;
    Ok(id)
}

async fn existing(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    account: AccountId,
) -> Result<Option<ApplicationId>, AppError> {
    let row = application::Entity::find()
        .filter(application::Column::CampaignId.eq(campaign.0))
        .filter(application::Column::AccountId.eq(account.0))
        .one(db)
        .await?;
    Ok(row.map(|row| ApplicationId(row.id)))
}

/// Date of birth and sex, where the campaign asks for them.
fn of_number(rules: &RuleDocument, number: &IdNumber) -> Facts {
    let sex = match number.sex() {
        Sex::Male => "male",
        Sex::Female => "female",
    };
    let mut facts = Facts::new();
    for def in &rules.facts {
        if def.is_birth_date() {
            facts.set(def.key.clone(), FactValue::Date(number.birth_date()));
        } else if def.is_sex() {
            facts.set(def.key.clone(), FactValue::Choice(sex.into()));
        }
    }
    facts
}
