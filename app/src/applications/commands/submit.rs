//! Handing an application in, and taking it back as long as it can be corrected.

use super::{at, own};
use crate::{
    applications::queries::{BonusLine, Opened, closed_because},
    entity::{
        application, bonus_claim, campaign,
        kinds::{Checks, ClaimState, Exception, Title},
        stored::{Json, Text},
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use chrono::Datelike;
use domain::{
    Problem,
    applications::{Act, application_number, by_applicant},
    events::Event,
    ids::{ApplicationId, Revision},
    rules::{self, Finding, FindingOutcome, Lang},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Submits: everything done, the post open to these answers, the declaration given. `shown` is the revision that the
/// person checked.
///
/// # Errors
/// `ApplicationStage` (sent twice), `Closed`, `Stale`, `Incomplete`, `Progress`; a declaration that was not given; a post
/// that the answers close.
pub async fn submit(
    ctx: &Ctx,
    id: ApplicationId,
    shown: Option<Revision>,
    declared: bool,
) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = own(&tx, ctx, id).await?;
    if shown.is_some_and(|shown| shown.0 != row.revision) && opened.stage.is_editable() {
        return Err(Refusal::Stale.into());
    }
    let row = hand_in(&tx, ctx, row, &opened, declared).await?;
    tx.save(row).await?;
    tx.commit(Event::ApplicationSubmitted { application: id })
        .await
}

/// A step of a larger transaction.
pub(super) async fn hand_in(
    tx: &Tx,
    ctx: &Ctx,
    row: application::Model,
    opened: &Opened,
    declared: bool,
) -> Result<application::ActiveModel, AppError> {
    let stage = opened.may_submit(ctx.now)?;
    let post = opened.post.clone().unwrap_or_default();
    if let Some(problem) = closed_because(opened.rules(), &post, &opened.facts) {
        return Err(AppError::invalid("post", problem));
    }
    let missing = opened.held(ctx.now).missing();
    if !missing.is_empty() {
        let missing = missing
            .into_iter()
            .map(|task| task.key().to_owned())
            .collect();
        return Err(Refusal::Incomplete { missing }.into());
    }
    if !declared {
        return Err(AppError::invalid("declared", Problem::NotChosen));
    }
    let claims = claim_bonus(tx, opened).await?;
    let checks = checks(opened, claims);
    let (number, serial) = match (&row.number, row.serial) {
        (Some(number), Some(serial)) => (number.clone(), serial),
        _ => next_number(tx, opened).await?,
    };
    Ok(application::ActiveModel {
        stage: at(stage),
        number: Set(Some(number)),
        serial: Set(Some(serial)),
        questions: Set(i32::try_from(checks.exceptions.len()).unwrap_or(i32::MAX)),
        findings: Set(Json(checks)),
        answer_by: Set(None),
        submitted_at: Set(Some(tx.now.0)),
        decided_at: Set(None),
        revision: Set(row.revision + 1),
        updated_at: Set(tx.now.0),
        ..row.into()
    })
}

/// The next number of the campaign. Its row is locked, so that two people never get the same.
async fn next_number(tx: &Tx, opened: &Opened) -> Result<(String, i32), AppError> {
    let campaign = tx.lock::<campaign::Entity>(opened.campaign.id.0).await?;
    let last = application::Entity::find()
        .filter(application::Column::CampaignId.eq(campaign.id))
        .filter(application::Column::Serial.is_not_null())
        .order_by_desc(application::Column::Serial)
        .one(tx.db())
        .await?;
    let serial = last.and_then(|row| row.serial).unwrap_or_default() + 1;
    let prefix = campaign.code.split('-').next().unwrap_or_default();
    let opens = opened.campaign.timetable.opens().unwrap_or(tx.now);
    let year = opens.date().year();
    Ok((
        application_number(prefix, year, serial.unsigned_abs()),
        serial,
    ))
}

/// Claims every bonus item that the answers open and whose evidence came in time; each is verified anew after every
/// submission.
async fn claim_bonus(tx: &Tx, opened: &Opened) -> Result<u32, AppError> {
    drop_claims(tx, opened.id).await?;
    let mut items = opened.bonus();
    items.retain(|line| !line.is_late);
    for BonusLine { finding, .. } in &items {
        tx.insert(bonus_claim::ActiveModel {
            id: Set(Uuid::now_v7()),
            application_id: Set(opened.id.0),
            item: Set(finding.item.as_str().to_owned()),
            state: Set(Text(ClaimState::Claimed)),
            note: Set(String::new()),
            decided_by: Set(None),
            decided_at: Set(None),
        })
        .await?;
    }
    Ok(u32::try_from(items.len()).unwrap_or(u32::MAX))
}

async fn drop_claims(tx: &Tx, id: ApplicationId) -> Result<(), AppError> {
    bonus_claim::Entity::delete_many()
        .filter(bonus_claim::Column::ApplicationId.eq(id.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// What the rules and the photo say, for the queue: normal cases stay quiet, exceptions speak.
fn checks(opened: &Opened, bonus: u32) -> Checks {
    let post = opened.post.clone().unwrap_or_default();
    let findings = rules::evaluate(opened.rules(), &post, &opened.facts).findings;
    let is_met = |f: &&Finding| {
        matches!(
            f.outcome,
            FindingOutcome::Met | FindingOutcome::ByDeclaration
        )
    };
    let met = findings.iter().filter(is_met).count();
    let mut exceptions: Vec<Exception> = findings.iter().filter_map(exception).collect();
    if let Some(photo) = opened.photo().filter(|photo| !photo.problems.is_empty()) {
        exceptions.push(Exception::Photo {
            problems: photo.problems.clone(),
        });
    }
    exceptions.sort();
    Checks {
        met: u32::try_from(met).unwrap_or(u32::MAX),
        exceptions,
        bonus,
    }
}

fn exception(finding: &Finding) -> Option<Exception> {
    let title = Title {
        zh: finding.title.in_lang(Lang::Zh).to_owned(),
        en: finding.title.in_lang(Lang::En).to_owned(),
    };
    match (&finding.outcome, &finding.relaxation) {
        (FindingOutcome::NotMet, _) => Some(Exception::NotMet { title }),
        (FindingOutcome::Unknown { .. }, _) => Some(Exception::Open { title }),
        (FindingOutcome::Met | FindingOutcome::ByDeclaration, Some(_)) => {
            Some(Exception::Relaxed { title })
        }
        _ => None,
    }
}

/// Takes a submitted application back to change it; it must be submitted again while it could have been taken back.
///
/// # Errors
/// `ApplicationStage` where the document does not allow it, or not any more; `Closed`.
pub async fn withdraw(ctx: &Ctx, id: ApplicationId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = own(&tx, ctx, id).await?;
    let stage = by_applicant(opened.stage, Act::Withdraw, opened.deadlines(), ctx.now)?;
    drop_claims(&tx, id).await?;
    let row = application::ActiveModel {
        stage: at(stage),
        answer_by: Set(opened.deadline().map(|by| by.0)),
        submitted_at: Set(None),
        revision: Set(row.revision + 1),
        updated_at: Set(tx.now.0),
        ..row.into()
    };
    tx.save(row).await?;
    tx.commit(Event::ApplicationWithdrawn { application: id })
        .await
}
