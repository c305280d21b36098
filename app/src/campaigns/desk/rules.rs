//! Doors of a draft's rules: the list of parts, and each part as a form and as JSON.

use super::drafted;
use crate::{
    campaigns::{
        commands,
        forms::{self, Laid},
        queries::Campaign,
        views::{rule_list, rule_part},
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
    extract::{Path, Query},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    FieldProblem, Refusal,
    campaigns::Draft,
    rules::{Part, RuleDocument},
};
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/rules", super::DRAFT, rules_page)
        .get("/desk/{code}/rules/{part}", super::DRAFT, part_page)
        .post("/desk/{code}/rules/{part}", super::DRAFT, save_part)
        .post("/desk/{code}/hand-in", super::DRAFT, hand_in)
}

#[derive(Deserialize)]
struct Asked {
    /// The act that led here was a save.
    saved: Option<String>,
}

async fn rules_page(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    let title = || Shell::staff(t!("edit-rules"), Job::None, Some(campaign.heading()));
    Ok(shell::render(&ctx, title, || rule_list::page(&campaign)))
}

async fn part_page(
    ctx: Ctx,
    Path((code, part)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, AppError> {
    let part = Part::of_slug(&part).ok_or(AppError::NotFound)?;
    let campaign = drafted(&ctx, &code).await?;
    let said = if asked.saved.is_some() { Said::Saved } else { Said::Nothing };
    Ok(render(&ctx, &campaign, part, None, said))
}

/// What the page says about the last act.
enum Said {
    Nothing,
    Saved,
    /// The rules as they were typed, checked but not saved.
    Checked(Box<RuleDocument>),
    Wrong(Vec<FieldProblem>),
    Refused(Refusal),
}

async fn save_part(
    ctx: Ctx,
    Path((code, part)): Path<(String, String)>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let part = Part::of_slug(&part).ok_or(AppError::NotFound)?;
    let campaign = drafted(&ctx, &code).await?;
    let said = match read(&campaign.content.rules, part, &typed) {
        Err(problems) => Said::Wrong(problems),
        Ok(after) if typed.is_checked("check") => Said::Checked(Box::new(after)),
        Ok(after) => match save(&ctx, &campaign, part, &typed, after).await {
            Ok(()) => {
                let to = format!("/desk/{code}/rules/{}?saved=yes", part.slug());
                return Ok(Redirect::to(&to).into_response());
            }
            Err(AppError::Invalid(problems)) => Said::Wrong(problems),
            Err(AppError::Refused(refusal)) => Said::Refused(refusal),
            Err(other) => return Err(other),
        },
    };
    let status = match &said {
        Said::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Said::Refused(refusal) => AppError::Refused(refusal.clone()).status(),
        _ => StatusCode::OK,
    };
    Ok((status, render(&ctx, &campaign, part, Some(&typed), said)).into_response())
}

fn as_json(typed: &Typed) -> bool {
    typed.get("as") == forms::JSON
}

/// The rules as they were typed, in the form or as JSON.
fn read(rules: &RuleDocument, part: Part, typed: &Typed) -> Result<RuleDocument, Vec<FieldProblem>> {
    if as_json(typed) {
        return forms::read_json(rules, part, typed).map_err(|problem| vec![problem]);
    }
    match forms::read(rules, part, typed) {
        Some((after, laid)) if laid.form.problems.is_empty() => Ok(after),
        Some((_, laid)) => Err(laid.form.problems),
        None => Err(vec![FieldProblem::new(forms::JSON, domain::Problem::Missing)]),
    }
}

async fn save(ctx: &Ctx, campaign: &Campaign, part: Part, typed: &Typed, rules: RuleDocument) -> Result<(), AppError> {
    let revision = typed.trimmed("revision").parse().unwrap_or(-1);
    commands::edit(ctx, campaign.id, revision, part.slug(), Draft { rules, ..campaign.content.clone() }).await
}

fn render(ctx: &Ctx, campaign: &Campaign, part: Part, typed: Option<&Typed>, said: Said) -> Html<String> {
    let (problems, refusal, checked, saved) = match said {
        Said::Nothing => (vec![], None, None, false),
        Said::Saved => (vec![], None, None, true),
        Said::Checked(rules) => (vec![], None, Some(*rules), false),
        Said::Wrong(problems) => (problems, None, None, false),
        Said::Refused(refusal) => (vec![], Some(refusal), None, false),
    };
    let problem_form = Filled { typed: Typed::default(), problems: problems.clone() };
    let title = || {
        let title = crate::ui::forms::titled(&problem_form, rule_list::name(part));
        Shell::staff(title, Job::None, Some(campaign.heading()))
    };
    shell::render(ctx, title, || {
        let (laid, json) = shown(campaign, part, typed, problems);
        let revision = typed.map_or_else(|| campaign.revision.to_string(), |typed| typed.get("revision").to_owned());
        rule_part::page(&rule_part::Page {
            campaign,
            part,
            laid,
            json,
            json_was_typed: typed.is_some_and(as_json),
            revision,
            checked,
            saved,
            refusal,
        })
    })
}

/// The form and the JSON: whichever was typed stands as it was typed, with its problems.
fn shown(
    campaign: &Campaign,
    part: Part,
    typed: Option<&Typed>,
    problems: Vec<FieldProblem>,
) -> (Option<Laid>, Option<Filled>) {
    let rules = &campaign.content.rules;
    let fresh = (forms::lay_out(rules, part), forms::json_form(rules, part));
    match typed {
        None => fresh,
        Some(typed) if as_json(typed) => (fresh.0, Some(Filled { typed: typed.clone(), problems })),
        Some(typed) => {
            let laid = forms::read(rules, part, typed).map(|(_, laid)| laid);
            let laid = laid.map(|laid| Laid { form: Filled { problems, ..laid.form }, ..laid });
            (laid, fresh.1)
        }
    }
}

async fn hand_in(ctx: Ctx, Path(code): Path<String>) -> Result<Redirect, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    commands::hand_in(&ctx, campaign.id).await?;
    Ok(Redirect::to("/desk"))
}
