//! The reviewers' queue, its decisions, one application, its appeal and its claims, and the export.

use super::REVIEW;
use crate::{
    addresses,
    applications::{
        commands::{self, Outcome},
        forms::deciding,
        queries::{
            answer_sheet,
            dossier::dossier,
            queue::{self, Ask},
        },
        views,
    },
    campaigns::{InCampaign, Known, commands::take_out, queries::Campaign},
    entity::kinds::ClaimState,
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::Doors,
        form::{Again, Typed},
        web::Typing,
    },
    ui::{
        forms::titled,
        reader::{Reader, write_for},
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    Problem,
    applications::ReasonCode,
    ids::{ApplicationId, Revision},
    review::{Decision, Verdict},
    tasks::Task,
};

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/review", REVIEW, queue_page)
        .get("/desk/{code}/review.xlsx", REVIEW, export)
        .post("/desk/{code}/review/decide", REVIEW, decide_picked)
        .get("/desk/{code}/review/{id}", REVIEW, dossier_page)
        .post("/desk/{code}/review/{id}/decide", REVIEW, decide_one)
        .post("/desk/{code}/review/{id}/appeal", REVIEW, decide_appeal)
        .post("/desk/{code}/review/{id}/bonus", REVIEW, decide_bonus)
}

type Pairs = Query<Vec<(String, String)>>;

async fn queue_page(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Known>,
    Query(pairs): Pairs,
) -> Result<Html<String>, AppError> {
    let asked = Typed::new(pairs);
    let picks: Vec<ApplicationId> = asked
        .all("pick")
        .filter_map(|pick| pick.parse().ok())
        .collect();
    show_queue(&ctx, &campaign, &asked, &picks, Again::default()).await
}

async fn show_queue(
    ctx: &Ctx,
    campaign: &Campaign,
    asked: &Typed,
    picks: &[ApplicationId],
    again: Again,
) -> Result<Html<String>, AppError> {
    let ask = Ask::read(asked);
    let found = queue::queue(ctx, campaign, &ask).await?;
    let picked = if picks.is_empty() {
        vec![]
    } else {
        queue::picked(ctx, campaign, picks).await?
    };
    let Again { form, refusal } = again;
    let shell = |reader: &Reader| {
        Shell::staff(
            reader,
            titled(
                &form,
                views::review_queue::title(reader, found.is_last_look),
            ),
            Job::Review,
            Some(campaign.heading()),
        )
        .with_islands()
    };
    let body = |reader: &Reader| {
        views::review_queue::page(
            reader,
            &views::review_queue::Page {
                campaign,
                queue: &found,
                ask: &ask,
                picked: &picked,
                form: &form,
                refusal: refusal.clone(),
                done: done(reader, asked),
            },
        )
    };
    Ok(shell::render(ctx, shell, body))
}

/// What the last act did, and to whom it did nothing.
fn done(_: &Reader, asked: &Typed) -> Option<String> {
    let count: usize = asked.get("done").parse().ok()?;
    let said = t!("decided", count = count);
    match asked.get("unchanged") {
        "" => Some(said),
        numbers => Some(format!(
            "{said}{}",
            t!("decided-unchanged", numbers = numbers)
        )),
    }
}

async fn export(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Known>,
    Query(pairs): Pairs,
) -> Result<Response, AppError> {
    let rows = queue::all_rows(&ctx, &campaign, &Ask::read(&Typed::new(pairs))).await?;
    let table = write_for(&ctx, |reader| {
        views::review_queue::export(reader, &campaign, &rows)
    });
    take_out(&ctx, campaign.id, "review", table).await?.xlsx()
}

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

async fn decide_picked(
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
fn after(code: &str, typed: &Typed, outcome: &Outcome) -> String {
    let unchanged = addresses::encode(&outcome.unchanged.join(" "));
    format!(
        "{}?{}&done={}&unchanged={unchanged}",
        addresses::applications::queue(code),
        Ask::read(typed).query(),
        outcome.done.len()
    )
}

async fn dossier_page(
    ctx: Ctx,
    InCampaign {
        campaign, rest: id, ..
    }: InCampaign<Known, ApplicationId>,
    Query(pairs): Pairs,
) -> Result<Html<String>, AppError> {
    let done = Typed::new(pairs).is_checked("done");
    show_dossier(&ctx, &campaign, id, Again::default(), done).await
}

async fn show_dossier(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
    again: Again,
    done: bool,
) -> Result<Html<String>, AppError> {
    let found = dossier(ctx, campaign, id).await?;
    let sheet = answer_sheet(&found.opened);
    let Again { form, refusal } = again;
    let shell = |reader: &Reader| {
        Shell::staff(
            reader,
            titled(&form, t!("dossier")),
            Job::Review,
            Some(campaign.heading()),
        )
    };
    let body = |reader: &Reader| {
        views::dossier::page(
            reader,
            &views::dossier::Page {
                dossier: &found,
                sheet: &sheet,
                form: &form,
                refusal: refusal.clone(),
                done: done.then(|| t!("decision-kept")),
            },
        )
    };
    Ok(shell::render(ctx, shell, body))
}

/// After an act on one application: the next page, or the same one with what is wrong.
async fn answered(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
    typed: Typed,
    result: Result<(), AppError>,
    next: String,
) -> Result<Response, AppError> {
    let error = match result {
        Ok(()) => return Ok(Redirect::to(&next).into_response()),
        Err(error) => error,
    };
    let (status, again) = Again::after(error, typed)?;
    let page = show_dossier(ctx, campaign, id, again, false).await?;
    Ok((status, page).into_response())
}

async fn decided(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
    typed: &Typed,
) -> Result<(), AppError> {
    let decision = read_decision(typed)?;
    commands::decide(ctx, campaign, id, typed.revision()?, &decision).await
}

async fn decide_one(
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

async fn decide_appeal(
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

async fn decide_bonus(
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
