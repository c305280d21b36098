//! What a run is given: candidates by ticket number, with frozen marks, verified bonus, and the facts that ties compare.

mod records;

use super::latest;
use crate::{
    campaigns::queries::Campaign,
    entity::{application, candidate, kinds::RunStage, stored::Text},
    error::AppError,
    interviews::queries::lots,
    marking::queries::frozen,
};
use domain::{
    applications::Stage as ApplicationStage,
    marking::MarkKind,
    ranking::{fact_columns, facts_seen, upto_shortlist},
    rules::{
        Bundle, Candidate, CandidateDetails, Entry as Let, Facts, Mark, People, PostRules,
        RuleDocument, StageRecord, Upto,
    },
};
use records::{claims, facts, tests, with_tests, written};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
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
    let rules = campaign.content.rules.clone();
    let (candidates, upto) = match stage {
        RunStage::Shortlist => (
            shortlist_inputs(db, campaign).await?,
            upto_shortlist(&rules),
        ),
        RunStage::Totals => (total_inputs(db, campaign).await?, Upto::After),
    };
    let people = People {
        facts: fact_columns(&rules),
        candidates,
    };
    Bundle::seal(rules, people, &upto).map_err(|why| AppError::fault(format!("{why:?}")))
}

/// Everybody with a ticket, in the order of tickets; then those who applied and were not accepted, by the numbers of
/// their applications: they compete for nothing, and an opening ratio or a share of all who registered counts them.
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
    let mut claims = claims(db, campaign).await?;
    let mut written = written(db, campaign).await?;
    let mut tests = tests(db, campaign).await?;
    let (seen, stages) = (fact_columns(doc), Courses::of(doc));
    let candidates = rows.into_iter().map(|row| {
        let own = facts.get(&row.application_id);
        let mut candidate = Candidate {
            bonus: claims.remove(&row.application_id).unwrap_or_default(),
            facts: own.map_or_else(Facts::default, |own| facts_seen(&seen, own)),
            number: row.ticket.into(),
            post: row.post_code.into(),
            entry: Some(Let::Accepted),
            details: with_tests(CandidateDetails::default(), tests.remove(&row.id)),
            ..Candidate::default()
        };
        let papers = stages
            .of_post(candidate.post.as_str())
            .and_then(PostRules::papers);
        if let Some(((stage, _), papers)) = papers.zip(written.remove(&row.id)) {
            let record = StageRecord {
                papers,
                ..StageRecord::default()
            };
            candidate.stages.insert(stage.code.clone(), record);
        }
        candidate
    });
    let mut candidates: Vec<Candidate> = candidates.collect();
    candidates.extend(not_accepted(db, campaign).await?);
    Ok(candidates)
}

async fn not_accepted(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<Vec<Candidate>, AppError> {
    let rows: Vec<(Option<String>, Option<String>, Text<ApplicationStage>)> =
        application::Entity::find()
            .select_only()
            .columns([
                application::Column::Number,
                application::Column::PostCode,
                application::Column::Stage,
            ])
            .filter(application::Column::CampaignId.eq(campaign.id.0))
            .filter(application::Column::Stage.ne(Text(ApplicationStage::Accepted)))
            .order_by_asc(application::Column::Number)
            .into_tuple()
            .all(db)
            .await?;
    let candidate = |(number, post, stage): (Option<String>, Option<String>, Text<_>)| {
        let entry = match stage.0 {
            ApplicationStage::Draft => return None,
            ApplicationStage::Rejected | ApplicationStage::RejectionUpheld => Let::Refused,
            _ => Let::Applied,
        };
        Some(Candidate {
            number: number?.into(),
            post: post?.into(),
            entry: Some(entry),
            ..Candidate::default()
        })
    };
    Ok(rows.into_iter().filter_map(candidate).collect())
}

/// The rules of each post, made once for all its people.
struct Courses(HashMap<String, PostRules>);

impl Courses {
    fn of(doc: &RuleDocument) -> Self {
        let posts = doc.posts.iter();
        Courses(
            posts
                .map(|post| (post.code.to_string(), doc.for_post(post)))
                .collect(),
        )
    }

    fn of_post(&self, post: &str) -> Option<&PostRules> {
        self.0.get(post)
    }
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
        sheets.entry(sheet).or_default().push(entry);
    }
    let mut tests = tests(db, campaign).await?;
    let stages = Courses::of(&campaign.content.rules);
    let people = decided.bundle.people.candidates.into_iter();
    let candidates = people.map(|mut candidate| {
        let Some(id) = ids.get(candidate.number.as_str()) else {
            return candidate;
        };
        let panel = stages
            .of_post(candidate.post.as_str())
            .and_then(PostRules::panel);
        if let Some(((stage, _), (lot, room))) = panel.zip(lots.get(id)) {
            let record = StageRecord {
                room: Some(room.to_string().into()),
                examiners: sheets.remove(lot).unwrap_or_default().into_iter().collect(),
                ..StageRecord::default()
            };
            candidate.stages.insert(stage.code.clone(), record);
        }
        candidate.details = with_tests((*candidate.details).clone(), tests.remove(id));
        candidate
    });
    Ok(candidates.collect())
}
