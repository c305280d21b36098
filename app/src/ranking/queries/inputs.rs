//! What a run is given: candidates by ticket number, with frozen marks, verified bonus, and the facts that ties compare.

use super::latest;
use crate::{
    campaigns::queries::Campaign,
    entity::{
        application, bonus_claim, candidate, extra_test,
        kinds::{ClaimState, RunStage, entry},
        script_key,
    },
    error::AppError,
    interviews::queries::lots,
    marking::queries::frozen,
    platform::text::{Json, Text},
};
use domain::{
    marking::{Entry, MarkKind},
    ranking::facts_for_ties,
    rules::{
        BonusClaim, Bundle, Candidate, Facts, InterviewSheet, Mark, Marks, PaperCode, RuleDocument,
        Stage, TestCode, bonus_for,
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::HashMap;
use uuid::Uuid;

/// The run of a stage as it would come out now. Nothing is stored.
///
/// # Errors
/// `MarksMissing` before marks are frozen; rules that cannot be run are a fault.
pub async fn preview(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    stage: RunStage,
) -> Result<Bundle, AppError> {
    let (candidates, upto) = match stage {
        RunStage::Shortlist => (shortlist_inputs(db, campaign).await?, Stage::Shortlist),
        RunStage::Totals => (total_inputs(db, campaign).await?, Stage::Total),
    };
    let rules = campaign.content.rules.clone();
    Bundle::seal(rules, candidates, upto).map_err(|why| AppError::fault(format!("{why:?}")))
}

/// Everybody with a ticket, in the order of tickets.
///
/// # Errors
/// As [`preview`].
pub async fn shortlist_inputs(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<Vec<Candidate>, AppError> {
    let doc = &campaign.content.rules;
    let rows = candidate::Entity::find()
        .filter(candidate::Column::CampaignId.eq(campaign.id.0))
        .order_by_asc(candidate::Column::Ticket)
        .all(db)
        .await?;
    let facts = facts(db, campaign).await?;
    let claims = claims(db, campaign).await?;
    let mut written = written(db, campaign).await?;
    let mut tests = tests(db, campaign).await?;
    let nothing = Facts::default();
    let candidates = rows.into_iter().map(|row| {
        let own = facts.get(&row.application_id).unwrap_or(&nothing);
        let items = claims
            .get(&row.application_id)
            .map_or(&[][..], Vec::as_slice);
        Candidate {
            bonus: bonus(doc, &row.post_code, own, items),
            facts: facts_for_ties(doc, own),
            number: row.ticket,
            post: row.post_code.into(),
            written: written.remove(&row.id).unwrap_or_default(),
            tests: tests.remove(&row.id).unwrap_or_default(),
            ..Candidate::default()
        }
    });
    Ok(candidates.collect())
}

/// The candidates of the decided shortlist exactly as they stood then, with the sheets of the interview: what was decided
/// once is not computed from anything newer.
///
/// # Errors
/// As [`preview`].
pub async fn total_inputs(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<Vec<Candidate>, AppError> {
    let decided = latest(db, campaign.id, RunStage::Shortlist)
        .await?
        .ok_or(AppError::NotFound)?;
    let tickets: Vec<(String, Uuid)> = candidate::Entity::find()
        .select_only()
        .columns([candidate::Column::Ticket, candidate::Column::Id])
        .filter(candidate::Column::CampaignId.eq(campaign.id.0))
        .into_tuple()
        .all(db)
        .await?;
    let ids: HashMap<String, Uuid> = tickets.into_iter().collect();
    let lots = lots(db, campaign.id).await?;
    let mut sheets: HashMap<String, Vec<Mark>> = HashMap::new();
    for (sheet, _, entry) in frozen(db, campaign, MarkKind::Interview).await? {
        sheets.entry(sheet).or_default().push(mark(entry));
    }
    let mut tests = tests(db, campaign).await?;
    let candidates = decided.bundle.candidates.into_iter().map(|candidate| {
        let Some(id) = ids.get(&candidate.number) else {
            return candidate;
        };
        let interview = lots.get(id).map(|(lot, room)| InterviewSheet {
            room: room.to_string(),
            marks: sheets.remove(lot).unwrap_or_default(),
            ..InterviewSheet::default()
        });
        Candidate {
            interview,
            tests: tests.remove(id).unwrap_or_default(),
            ..candidate
        }
    });
    Ok(candidates.collect())
}

fn mark(entry: Entry) -> Mark {
    match entry {
        Entry::Scored(points) => Mark::Scored(points),
        Entry::Absent => Mark::Absent,
        Entry::Violation => Mark::Violation,
    }
}

async fn facts(
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

/// The bonus items of each application that somebody verified.
async fn claims(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<Uuid, Vec<String>>, AppError> {
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
        .order_by_asc(bonus_claim::Column::Item)
        .into_tuple()
        .all(db)
        .await?;
    let mut claims = HashMap::<Uuid, Vec<String>>::new();
    for (application, item) in rows {
        claims.entry(application).or_default().push(item);
    }
    Ok(claims)
}

/// Level and quantity come from the answers that were verified.
fn bonus(doc: &RuleDocument, post: &str, facts: &Facts, items: &[String]) -> Vec<BonusClaim> {
    if items.is_empty() {
        return Vec::new();
    }
    let open = bonus_for(doc, Some(&post.into()), facts);
    let claim = |item: &String| {
        let found = open.iter().find(|finding| finding.item.as_str() == item);
        found.map_or_else(|| BonusClaim::of(item), |finding| finding.claim.clone())
    };
    items.iter().map(claim).collect()
}

/// The figures of each candidate's script: here, and only after freezing, numbers and people come together (D1).
async fn written(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<Uuid, Marks<PaperCode>>, AppError> {
    let figures = frozen(db, campaign, MarkKind::Written).await?;
    let keys = script_key::Entity::find()
        .filter(script_key::Column::CampaignId.eq(campaign.id.0))
        .all(db)
        .await?;
    let owners: HashMap<String, Uuid> = keys
        .into_iter()
        .map(|key| (key.script, key.candidate_id))
        .collect();
    let mut written = HashMap::<Uuid, Marks<PaperCode>>::new();
    for (script, paper, entry) in figures {
        if let Some(owner) = owners.get(&script) {
            written
                .entry(*owner)
                .or_default()
                .insert(paper.into(), mark(entry));
        }
    }
    Ok(written)
}

async fn tests(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<Uuid, Marks<TestCode>>, AppError> {
    let rows = extra_test::Entity::find()
        .filter(extra_test::Column::CampaignId.eq(campaign.id.0))
        .all(db)
        .await?;
    let mut tests = HashMap::<Uuid, Marks<TestCode>>::new();
    for row in rows {
        let result = mark(entry(row.status.0, row.points));
        tests
            .entry(row.candidate_id)
            .or_default()
            .insert(row.test.into(), result);
    }
    Ok(tests)
}
