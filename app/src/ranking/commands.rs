//! Deciding the shortlist, recording extra tests, computing totals. Each decision stores its run and the lines that lists
//! and result pages read.

use super::queries::{preview, test_rows};
use crate::{
    campaigns::{
        commands::move_on,
        queries::{Campaign, by_id},
    },
    entity::{
        campaign, candidate, extra_test,
        kinds::{RunStage, entry_columns},
        run, standing,
        stored::{Json, Text},
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, form::Typed, tx::Tx},
};
use domain::{
    FieldProblem, Problem,
    access::Permission,
    campaigns::Progress,
    digest::sha256,
    events::Event,
    ids::{CampaignId, CandidateId},
    ranking::{Line, TestWanted, lines, may_decide},
    rules::Bundle,
    rules::Mark,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Decides who goes to the interview.
///
/// # Errors
/// `Progress` unless written marks are frozen; `TiesOpen`, `DecisionsOpen`, `MarksMissing`; `SamePerson` for the author of
/// the rules.
pub async fn decide_shortlist(ctx: &Ctx, id: CampaignId) -> Result<(), AppError> {
    // Where nobody is interviewed, totals follow at once.
    let to = |campaign: &Campaign| match campaign.content.rules.has_panel() {
        true => Progress::Shortlisted,
        false => Progress::InterviewFrozen,
    };
    let (tx, campaign) = step(ctx, id, Progress::WrittenFrozen, to).await?;
    let bundle = preview(tx.db(), &campaign, RunStage::Shortlist).await?;
    may_decide(&bundle)?;
    let digest = store(&tx, &campaign, RunStage::Shortlist, &bundle).await?;
    let shortlisted = write_standings(&tx, id, &bundle)
        .await?
        .iter()
        .filter(|line| line.shortlisted)
        .count();
    let shortlisted = u32::try_from(shortlisted).unwrap_or(u32::MAX);
    tx.commit(Event::ShortlistDecided {
        campaign: id,
        shortlisted,
        digest,
    })
    .await
}

/// Computes totals, ranks and who goes on.
///
/// # Errors
/// `Progress` unless interview marks are frozen; else as [`decide_shortlist`].
pub async fn compute_totals(ctx: &Ctx, id: CampaignId) -> Result<(), AppError> {
    let to = |_: &Campaign| Progress::Totalled;
    let (tx, campaign) = step(ctx, id, Progress::InterviewFrozen, to).await?;
    let bundle = preview(tx.db(), &campaign, RunStage::Totals).await?;
    may_decide(&bundle)?;
    let digest = store(&tx, &campaign, RunStage::Totals, &bundle).await?;
    let ranked = write_standings(&tx, id, &bundle)
        .await?
        .iter()
        .filter(|line| line.rank.is_some())
        .count();
    let ranked = u32::try_from(ranked).unwrap_or(u32::MAX);
    tx.commit(Event::TotalsComputed {
        campaign: id,
        ranked,
        digest,
    })
    .await
}

async fn step(
    ctx: &Ctx,
    id: CampaignId,
    from: Progress,
    to: impl FnOnce(&Campaign) -> Progress,
) -> Result<(Tx, Campaign), AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = by_id(tx.db(), id).await?;
    ctx.must(Permission::RunRanking, &campaign.scope)?;
    campaign.may_be_run_by(tx.actor)?;
    move_on(&tx, id, from, to(&campaign)).await?;
    Ok((tx, campaign))
}

/// Keeps the run with everything that is needed to compute it again; gives its digest.
async fn store(
    tx: &Tx,
    campaign: &Campaign,
    stage: RunStage,
    bundle: &Bundle,
) -> Result<String, AppError> {
    let actor = tx.actor.ok_or(AppError::SignInRequired)?;
    let json = bundle.to_json();
    let digest = sha256(json.as_bytes());
    tx.insert(run::ActiveModel {
        id: Set(Uuid::now_v7()),
        campaign_id: Set(campaign.id.0),
        stage: Set(Text(stage)),
        bundle: Set(json),
        rules_digest: Set(bundle.outcome.rules.clone()),
        digest: Set(digest.clone()),
        run_by: Set(actor.0),
        run_at: Set(tx.now.0),
    })
    .await?;
    Ok(digest)
}

async fn write_standings(tx: &Tx, id: CampaignId, bundle: &Bundle) -> Result<Vec<Line>, AppError> {
    let ids = candidate_ids(tx, id).await?;
    let lines = lines(bundle);
    standing::Entity::delete_many()
        .filter(standing::Column::CampaignId.eq(id.0))
        .exec(tx.db())
        .await?;
    let rows = bundle
        .people
        .candidates
        .iter()
        .zip(&lines)
        .filter_map(|(candidate, line)| {
            Some(standing::ActiveModel {
                candidate_id: Set(*ids.get(candidate.number.as_str())?),
                campaign_id: Set(id.0),
                post_code: Set(candidate.post.as_str().to_owned()),
                written: Set(line.written.map(|points| points.raw())),
                bonus: Set(line.bonus.raw()),
                interview: Set(line.interview.map(|points| points.raw())),
                total: Set(line.total.map(|points| points.raw())),
                rank: Set(line.rank.and_then(|rank| i32::try_from(rank).ok())),
                placing: Set(Json(line.placing)),
                shortlisted: Set(line.shortlisted),
                tied: Set(line.tied),
            })
        });
    tx.insert_all(rows.collect()).await?;
    Ok(lines)
}

async fn candidate_ids(tx: &Tx, id: CampaignId) -> Result<HashMap<String, Uuid>, AppError> {
    let rows: Vec<(String, Uuid)> = candidate::Entity::find()
        .select_only()
        .columns([candidate::Column::Ticket, candidate::Column::Id])
        .filter(candidate::Column::CampaignId.eq(id.0))
        .into_tuple()
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().collect())
}

/// The name of the box for one result of a further test.
pub fn test_field(wanted: &TestWanted) -> String {
    format!("{}-{}", wanted.test, wanted.candidate)
}

/// Records the results of a further test among those who need it: all of them, or none.
///
/// # Errors
/// `Invalid` with every problem, its field named by [`test_field`]; `Progress` when no list is being prepared.
pub async fn record_extra_tests(ctx: &Ctx, id: CampaignId, typed: &Typed) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    tx.lock::<campaign::Entity>(id.0).await?;
    let campaign = by_id(tx.db(), id).await?;
    ctx.must(Permission::RunRanking, &campaign.scope)?;
    campaign.may_be_run_by(tx.actor)?;
    let stage = stage_in_preparation(campaign.progress)?;
    let rows = test_rows(tx.db(), &campaign, stage).await?;
    let (mut results, mut problems) = (Vec::new(), Vec::new());
    for row in &rows {
        let field = test_field(&row.wanted);
        match domain::marking::read_mark(typed.get(&field), row.full) {
            Ok(entry) => results.push((row.wanted.clone(), entry)),
            Err(problem) => problems.push(FieldProblem::new(field, problem)),
        }
    }
    if !problems.is_empty() {
        return Err(AppError::Invalid(problems));
    }
    if results.is_empty() {
        return Err(AppError::invalid("tests", Problem::Missing));
    }
    let ids = candidate_ids(&tx, id).await?;
    let mut events = Vec::with_capacity(results.len());
    for (wanted, entry) in results {
        let candidate = *ids.get(&wanted.candidate).ok_or(AppError::NotFound)?;
        record(&tx, id, candidate, &wanted.test, entry).await?;
        let candidate = CandidateId(candidate);
        events.push(Event::ExtraTestRecorded {
            campaign: id,
            candidate,
            test: wanted.test,
            entry,
        });
    }
    tx.commit_all(events).await
}

fn stage_in_preparation(progress: Progress) -> Result<RunStage, Refusal> {
    match progress {
        Progress::WrittenFrozen => Ok(RunStage::Shortlist),
        Progress::InterviewFrozen => Ok(RunStage::Totals),
        stands => Err(Refusal::Progress {
            needs: Progress::InterviewFrozen,
            stands,
        }),
    }
}

/// A result can be corrected until the list is decided; the audit trail keeps both.
async fn record(
    tx: &Tx,
    id: CampaignId,
    candidate: Uuid,
    test: &str,
    entry: Mark,
) -> Result<(), AppError> {
    let actor = tx.actor.ok_or(AppError::SignInRequired)?;
    let (status, points) = entry_columns(entry);
    let found = extra_test::Entity::find()
        .filter(extra_test::Column::CandidateId.eq(candidate))
        .filter(extra_test::Column::Test.eq(test))
        .one(tx.db())
        .await?;
    let row = extra_test::ActiveModel {
        id: Set(found.as_ref().map_or_else(Uuid::now_v7, |f| f.id)),
        campaign_id: Set(id.0),
        candidate_id: Set(candidate),
        test: Set(test.to_owned()),
        status: Set(Text(status)),
        points: Set(points),
        recorded_by: Set(actor.0),
        recorded_at: Set(tx.now.0),
    };
    if found.is_some() {
        tx.save(row).await
    } else {
        tx.insert(row).await
    }
}
