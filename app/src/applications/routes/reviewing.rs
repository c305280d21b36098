//! The reviewers' queue, its decisions, one application, its appeal and its claims, and the export.

mod decisions;

use super::REVIEW;
use crate::{
    applications::{
        queries::{
            answer_sheet,
            dossier::dossier,
            queue::{self, Ask},
        },
        views,
    },
    campaigns::{InCampaign, Known, commands::take_out, queries::Campaign},
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::Doors,
        form::{Again, Typed},
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
use decisions::{decide_appeal, decide_bonus, decide_one, decide_picked};
use domain::ids::ApplicationId;

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
