//! Doors of a draft's rules and posts.

use super::drafted;
use crate::{
    campaigns::{
        commands,
        post_lines::{posts_text, read_posts},
        queries::Campaign,
        views::editor,
    },
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::Doors,
        form::{Filled, Typed},
        web::Typing,
    },
    ui::shell::{self, Job, Shell},
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    Problem, Refusal,
    campaigns::Draft,
    rules::{BadDocument, RuleDocument},
};

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/rules", super::DRAFT, rules_page)
        .post("/desk/{code}/rules", super::DRAFT, save_rules)
        .post("/desk/{code}/posts", super::DRAFT, save_posts)
        .post("/desk/{code}/hand-in", super::DRAFT, hand_in)
}

async fn rules_page(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    let form = Filled::fresh(rules_typed(&campaign));
    Ok(rules_form(&ctx, &campaign, &form, None))
}

fn rules_typed(campaign: &Campaign) -> Typed {
    let rules = &campaign.content.rules;
    let pretty = serde_json::to_string_pretty(rules).unwrap_or_default();
    Typed::from([
        ("rules", pretty.as_str()),
        ("posts", &posts_text(rules)),
        ("revision", &campaign.revision.to_string()),
    ])
}

fn rules_form(ctx: &Ctx, campaign: &Campaign, form: &Filled, refusal: Option<&Refusal>) -> Html<String> {
    let title = || Shell::staff(crate::ui::forms::titled(form, t!("edit-rules")), Job::None, Some(campaign.heading()));
    shell::render(ctx, title, || editor::rules_page(campaign, form, refusal))
}

async fn save_rules(ctx: Ctx, Path(code): Path<String>, Typing(typed): Typing) -> Result<Response, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    let read = RuleDocument::from_json(typed.get("rules").as_bytes())
        .map_err(|why| AppError::invalid("rules", unreadable(why)));
    rules_saved(&ctx, campaign, typed, read, "rules").await
}

fn unreadable(why: BadDocument) -> Problem {
    match why {
        BadDocument::TooLarge { bytes, limit } => Problem::FileTooLarge { limit: limit as u64, size: bytes as u64 },
        BadDocument::TooDeep { limit, line } => Problem::Unreadable { line, detail: format!("> {limit} levels") },
        BadDocument::Version { found, known } => {
            Problem::Unreadable { line: 1, detail: format!("schema_version {found}, not {known}") }
        }
        BadDocument::Unreadable { line, message, .. } => Problem::Unreadable { line, detail: message },
    }
}

async fn save_posts(ctx: Ctx, Path(code): Path<String>, Typing(typed): Typing) -> Result<Response, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    let read = read_posts(&campaign.content.rules, typed.get("posts"))
        .map(|posts| RuleDocument { posts, ..campaign.content.rules.clone() });
    rules_saved(&ctx, campaign, typed, read, "posts").await
}

async fn rules_saved(
    ctx: &Ctx,
    campaign: Campaign,
    typed: Typed,
    read: Result<RuleDocument, AppError>,
    part: &str,
) -> Result<Response, AppError> {
    let revision = typed.trimmed("revision").parse().unwrap_or(-1);
    let saved = match read {
        Ok(rules) => {
            commands::edit(ctx, campaign.id, revision, part, Draft { rules, ..campaign.content.clone() }).await
        }
        Err(error) => Err(error),
    };
    let (status, problems, refusal) = match saved {
        Ok(()) => return Ok(Redirect::to(&format!("/desk/{}/rules", campaign.code)).into_response()),
        Err(AppError::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems, None),
        Err(AppError::Refused(refusal)) => (StatusCode::CONFLICT, vec![], Some(refusal)),
        Err(other) => return Err(other),
    };
    // The other form on the page keeps what is stored.
    let mut shown = rules_typed(&campaign);
    for (name, value) in typed.pairs() {
        shown.set(name, value.clone());
    }
    let page = rules_form(ctx, &campaign, &Filled { typed: shown, problems }, refusal.as_ref());
    Ok((status, page).into_response())
}

async fn hand_in(ctx: Ctx, Path(code): Path<String>) -> Result<Redirect, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    commands::hand_in(&ctx, campaign.id).await?;
    Ok(Redirect::to("/desk"))
}
