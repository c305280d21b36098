//! What a run is given: candidates by ticket number, with frozen marks, verified bonus, and the facts that ties compare.

use super::latest;
use crate::{
    admission::queries::owners_of_scripts,
    campaigns::queries::Campaign,
    entity::{
        application, bonus_claim, candidate, extra_test,
        kinds::{ClaimState, RunStage, entry},
        stored::{Json, Text},
    },
    error::AppError,
    interviews::queries::lots,
    marking::queries::frozen,
};
use domain::{
    applications::Stage as ApplicationStage,
    marking::{Entry, MarkKind},
    ranking::{fact_columns, facts_seen, upto_shortlist},
    rules::{
        BonusCode, Bundle, Candidate, CandidateDetails, Claim, Decided, Entry as Let, Facts, Keyed,
        Mark, PaperCode, People, PostRules, RuleDocument, Seldom, StageRecord, TestCode, Upto,
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
        sheets.entry(sheet).or_default().push(mark(entry));
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

fn with_tests(
    details: CandidateDetails,
    tests: Option<Keyed<TestCode, Mark>>,
) -> Seldom<CandidateDetails> {
    let extra = tests.unwrap_or_default();
    CandidateDetails { extra, ..details }.into()
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

/// The bonus items of each application that a reviewer granted. Level and quantity come from the answers that were
/// verified.
async fn claims(
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
async fn written(
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
                .insert(paper.into(), mark(entry));
        }
    }
    Ok(written)
}

async fn tests(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<HashMap<Uuid, Keyed<TestCode, Mark>>, AppError> {
    let rows = extra_test::Entity::find()
        .filter(extra_test::Column::CampaignId.eq(campaign.id.0))
        .all(db)
        .await?;
    let mut tests = HashMap::<Uuid, Keyed<TestCode, Mark>>::new();
    for row in rows {
        let result = mark(entry(row.status.0, row.points));
        tests
            .entry(row.candidate_id)
            .or_default()
            .insert(row.test.into(), result);
    }
    Ok(tests)
}
