//! What a run reads of each person: facts, claims, marks.

use crate::{
    admission::queries::owners_of_scripts,
    campaigns::queries::Campaign,
    entity::{
        application, bonus_claim, extra_test,
        kinds::{ClaimState, entry},
        stored::{Json, Text},
    },
    error::AppError,
    marking::queries::frozen,
};
use domain::{
    marking::MarkKind,
    rules::{
        BonusCode, CandidateDetails, Claim, Decided, Facts, Keyed, Mark, PaperCode, Seldom,
        TestCode,
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) fn with_tests(
    details: CandidateDetails,
    tests: Option<Keyed<TestCode, Mark>>,
) -> Seldom<CandidateDetails> {
    let extra = tests.unwrap_or_default();
    CandidateDetails { extra, ..details }.into()
}

pub(super) async fn facts(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<Uuid, Facts>, AppError> {
    let rows: Vec<(Uuid, Json<Facts>)> = application::Entity::find()
        .select_only()
        .columns([application::Column::Id, application::Column::Facts])
        .filter(application::Column::CampaignId.eq(campaign.id.0))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, facts)| (id, facts.0)).collect())
}

/// The bonus items of each application that a reviewer granted. Level and quantity come from the answers that were
/// verified.
pub(super) async fn claims(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<Uuid, Keyed<BonusCode, Claim>>, AppError> {
    let own = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::CampaignId.eq(campaign.id.0))
        .into_query();
    let rows: Vec<(Uuid, String)> = bonus_claim::Entity::find()
        .select_only()
        .columns([
            bonus_claim::Column::ApplicationId,
            bonus_claim::Column::Item,
        ])
        .filter(bonus_claim::Column::ApplicationId.in_subquery(own))
        .filter(bonus_claim::Column::State.eq(Text(ClaimState::Granted)))
        .into_tuple()
        .all(db)
        .await?;
    let granted = Claim {
        claimed: true,
        at: None,
        decided: Some(Decided::Yes),
    };
    let mut claims = HashMap::<Uuid, Keyed<BonusCode, Claim>>::new();
    for (application, item) in rows {
        let own = claims.entry(application).or_default();
        own.insert(item.into(), granted);
    }
    Ok(claims)
}

/// The figures of each candidate's script: here, and only after freezing, numbers and people come together (D1).
pub(super) async fn written(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<Uuid, Keyed<PaperCode, Mark>>, AppError> {
    let figures = frozen(db, campaign, MarkKind::Written).await?;
    let owners = owners_of_scripts(db, campaign.id).await?;
    let mut written = HashMap::<Uuid, Keyed<PaperCode, Mark>>::new();
    for (script, paper, entry) in figures {
        if let Some(owner) = owners.get(&script) {
            written
                .entry(*owner)
                .or_default()
                .insert(paper.into(), entry);
        }
    }
    Ok(written)
}

pub(super) async fn tests(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<Uuid, Keyed<TestCode, Mark>>, AppError> {
    let rows = extra_test::Entity::find()
        .filter(extra_test::Column::CampaignId.eq(campaign.id.0))
        .all(db)
        .await?;
    let mut tests = HashMap::<Uuid, Keyed<TestCode, Mark>>::new();
    for row in rows {
        let result = entry(row.status.0, row.points);
        tests
            .entry(row.candidate_id)
            .or_default()
            .insert(row.test.into(), result);
    }
    Ok(tests)
}
