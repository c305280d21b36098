//! Doors of deciding: several applications, one, an appeal, a bonus.

use super::{answered, show_queue};
use crate::{
    addresses,
    applications::{
        commands::{self, Outcome},
        forms::deciding,
        queries::queue::Ask,
    },
    campaigns::{InCampaign, Known, queries::Campaign},
    entity::kinds::ClaimState,
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        form::{Again, Typed},
        web::Typing,
    },
};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    Problem,
    applications::ReasonCode,
    ids::{ApplicationId, Revision},
    review::{Decision, Verdict},
    tasks::Task,
};

/// A decision as typed.
///
/// # Errors
/// A verdict that is none of ours.
fn read_decision(typed: &Typed) -> Result<Decision, AppError> {
    let verdict = deciding::VERDICTS
        .into_iter()
        .find(|verdict| deciding::key(*verdict) == typed.get("verdict"));
    let verdict: Verdict =
        verdict.ok_or_else(|| AppError::invalid("verdict", Problem::NotChosen))?;
    let given: Vec<&str> = typed.all("reasons").collect();
    let reasons = ReasonCode::ALL
        .into_iter()
        .filter(|code| given.contains(&deciding::reason_key(*code).as_str()));
    let passes = verdict == Verdict::Pass;
    Ok(Decision {
        verdict,
        // Reasons stay in the form when the verdict is changed to "pass"; they are no part of it then.
        reasons: if passes { vec![] } else { reasons.collect() },
        note: typed.trimmed("note").to_owned(),
        about: Task::from_key(typed.get("about")).filter(|_| !passes),
    })
}

pub(super) async fn decide_picked(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Known>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let picks: Vec<(ApplicationId, Revision)> = typed
        .all("pick")
        .filter_map(|pick| pick.split_once(':'))
        .filter_map(|(id, revision)| Some((id.parse().ok()?, revision.parse().ok()?)))
        .collect();
    let decided = match read_decision(&typed) {
        Ok(decision) => commands::decide_many(&ctx, &campaign, &picks, &decision).await,
        Err(error) => Err(error),
    };
    match decided {
        Ok(outcome) => Ok(Redirect::to(&after(&campaign.code, &typed, &outcome)).into_response()),
        Err(error) => {
            let (status, again) = Again::after(error, typed.clone())?;
            let ids: Vec<ApplicationId> = picks.iter().map(|(id, _)| *id).collect();
            let page = show_queue(&ctx, &campaign, &typed, &ids, again).await?;
            Ok((status, page).into_response())
        }
    }
}

/// The same view of the queue, with what happened.
pub(super) fn after(code: &str, typed: &Typed, outcome: &Outcome) -> String {
    let unchanged = addresses::encode(&outcome.unchanged.join(" "));
    format!(
        "{}?{}&done={}&unchanged={unchanged}",
        addresses::applications::queue(code),
        Ask::read(typed).query(),
        outcome.done.len()
    )
}

pub(super) async fn decided(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
    typed: &Typed,
) -> Result<(), AppError> {
    let decision = read_decision(typed)?;
    commands::decide(ctx, campaign, id, typed.revision()?, &decision).await
}

pub(super) async fn decide_one(
    ctx: Ctx,
    InCampaign {
        campaign, rest: id, ..
    }: InCampaign<Known, ApplicationId>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let decided = decided(&ctx, &campaign, id, &typed).await;
    answered(
        &ctx,
        &campaign,
        id,
        typed,
        decided,
        format!("{}?done=1", addresses::applications::queue(&campaign.code)),
    )
    .await
}

async fn ruled(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
    typed: &Typed,
) -> Result<(), AppError> {
    let overturned = match typed.get("ruling") {
        "overturn" => true,
        "uphold" => false,
        _ => return Err(AppError::invalid("ruling", Problem::NotChosen)),
    };
    let (shown, note) = (typed.revision()?, typed.get("note"));
    commands::decide_appeal(ctx, campaign, id, shown, overturned, note).await
}

pub(super) async fn decide_appeal(
    ctx: Ctx,
    InCampaign {
        campaign, rest: id, ..
    }: InCampaign<Known, ApplicationId>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let ruled = ruled(&ctx, &campaign, id, &typed).await;
    answered(
        &ctx,
        &campaign,
        id,
        typed,
        ruled,
        format!(
            "{}?view=appeals&done=1",
            addresses::applications::queue(&campaign.code)
        ),
    )
    .await
}

pub(super) async fn decide_bonus(
    ctx: Ctx,
    InCampaign {
        campaign, rest: id, ..
    }: InCampaign<Known, ApplicationId>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let item = typed.get("item").to_owned();
    let states = [
        ClaimState::Claimed,
        ClaimState::Granted,
        ClaimState::Refused,
    ];
    let shown = states
        .into_iter()
        .find(|state| deciding::claim_key(*state) == typed.get("shown"));
    let note = typed.get(&format!("note-{item}")).to_owned();
    let decided = match (shown, typed.get("ruling")) {
        (Some(shown), ruling @ ("grant" | "refuse")) => {
            commands::decide_bonus(&ctx, &campaign, id, &item, shown, ruling == "grant", &note)
                .await
        }
        _ => Err(Refusal::Stale.into()),
    };
    answered(
        &ctx,
        &campaign,
        id,
        typed,
        decided,
        format!(
            "{}?done=1#bonus",
            addresses::applications::dossier(&campaign.code, id)
        ),
    )
    .await
}
