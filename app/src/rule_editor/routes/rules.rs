//! Doors of a draft's rules: the list of parts, and each part as a form and as JSON.

use super::DRAFT;
use crate::{
    campaigns::{
        commands,
        queries::{Campaign, drafted},
    },
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::Doors,
        form::{Filled, Typed},
        web::Typing,
    },
    rule_editor::{
        families,
        fields::{ACT, Laid},
        queries::{Findings, open_in},
        views::{rule_list, rule_part},
    },
    ui::{
        fragment, lang,
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    FieldProblem, Refusal,
    campaigns::Draft,
    rules::{Part, RuleDocument, differences},
};
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/rules", DRAFT, rules_page)
        .get("/desk/{code}/rules/{part}", DRAFT, part_page)
        .post("/desk/{code}/rules/{part}", DRAFT, save_part)
        .post("/desk/{code}/rules/{part}/check", DRAFT, live_check)
        .post("/desk/{code}/hand-in", DRAFT, hand_in)
}

#[derive(Deserialize)]
struct Asked {
    /// The act that led here was a save.
    saved: Option<String>,
}

async fn rules_page(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    let title = || Shell::staff(t!("edit-rules"), Job::None, Some(campaign.heading()));
    let findings = Findings::of(&campaign.content.rules);
    Ok(shell::render(&ctx, title, || {
        rule_list::page(&campaign, &findings)
    }))
}

async fn part_page(
    ctx: Ctx,
    Path((code, part)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, AppError> {
    let part = Part::of_slug(&part).ok_or(AppError::NotFound)?;
    let campaign = drafted(&ctx, &code).await?;
    let said = if asked.saved.is_some() {
        Said::Saved
    } else {
        Said::Nothing
    };
    Ok(render(&ctx, &campaign, part, None, said))
}

/// What the page says about the last act.
enum Said {
    Nothing,
    Saved,
    /// The rules as they were typed, checked but not saved.
    Checked,
    /// A button rearranged the form; nothing is saved.
    Rearranged,
    Wrong,
    Refused(Refusal),
}

/// A form as it was sent, and what it makes of the rules.
struct Sent {
    typed: Typed,
    after: RuleDocument,
    /// `None`: what was typed is the JSON.
    laid: Option<Laid>,
    problems: Vec<FieldProblem>,
}

impl Sent {
    fn read(rules: &RuleDocument, part: Part, typed: Typed) -> Sent {
        if !as_json(&typed)
            && let Some((after, laid)) = families::read(rules, part, &typed)
        {
            let problems = laid.form.problems.clone();
            return Sent {
                typed,
                after,
                laid: Some(laid),
                problems,
            };
        }
        let (after, problems) = match families::read_json(rules, part, &typed) {
            Ok(after) => (after, Vec::new()),
            Err(problem) => (rules.clone(), vec![problem]),
        };
        Sent {
            typed,
            after,
            laid: None,
            problems,
        }
    }

    fn said(&self) -> Option<Said> {
        if !self.problems.is_empty() {
            Some(Said::Wrong)
        } else if self.laid.is_some() && self.typed.is_checked(ACT) {
            Some(Said::Rearranged)
        } else {
            self.typed.is_checked("check").then_some(Said::Checked)
        }
    }
}

async fn save_part(
    ctx: Ctx,
    Path((code, part)): Path<(String, String)>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let part = Part::of_slug(&part).ok_or(AppError::NotFound)?;
    let campaign = drafted(&ctx, &code).await?;
    let mut sent = lang::with(ctx.display.lang, || {
        Sent::read(&campaign.content.rules, part, typed)
    });
    let said = match sent.said() {
        Some(said) => said,
        None => match save(&ctx, &campaign, part, &sent).await {
            Ok(()) => {
                let to = format!("/desk/{code}/rules/{}?saved=yes", part.slug());
                return Ok(Redirect::to(&to).into_response());
            }
            Err(AppError::Invalid(problems)) => {
                sent.problems = problems;
                Said::Wrong
            }
            Err(AppError::Refused(refusal)) => Said::Refused(refusal),
            Err(other) => return Err(other),
        },
    };
    let status = match &said {
        Said::Wrong => StatusCode::UNPROCESSABLE_ENTITY,
        Said::Refused(refusal) => AppError::Refused(refusal.clone()).status(),
        _ => StatusCode::OK,
    };
    Ok((status, render(&ctx, &campaign, part, Some(sent), said)).into_response())
}

/// The findings alone, while somebody is still typing.
async fn live_check(
    ctx: Ctx,
    Path((code, part)): Path<(String, String)>,
    Typing(typed): Typing,
) -> Result<Html<String>, AppError> {
    let part = Part::of_slug(&part).ok_or(AppError::NotFound)?;
    let campaign = drafted(&ctx, &code).await?;
    let rules = &campaign.content.rules;
    let sent = lang::with(ctx.display.lang, || Sent::read(rules, part, typed));
    let page = lang::with(ctx.display.lang, || {
        shown(&campaign, part, Some(sent), Said::Checked)
    });
    Ok(fragment::render(&ctx, || rule_part::findings(&page)))
}

fn as_json(typed: &Typed) -> bool {
    typed.get("as") == families::JSON
}

async fn save(ctx: &Ctx, campaign: &Campaign, part: Part, sent: &Sent) -> Result<(), AppError> {
    let revision = sent.typed.trimmed("revision").parse().unwrap_or(-1);
    let draft = Draft {
        rules: sent.after.clone(),
        ..Draft::clone(&campaign.content)
    };
    commands::edit(ctx, campaign.id, revision, part.slug(), draft).await
}

fn render(
    ctx: &Ctx,
    campaign: &Campaign,
    part: Part,
    sent: Option<Sent>,
    said: Said,
) -> Html<String> {
    let problems = sent
        .as_ref()
        .map(|sent| sent.problems.clone())
        .unwrap_or_default();
    let problem_form = Filled {
        typed: Typed::default(),
        problems,
    };
    let title = || {
        let title = crate::ui::forms::titled(&problem_form, rule_list::name(part).to_owned());
        Shell::staff(title, Job::None, Some(campaign.heading())).with_islands()
    };
    shell::render(ctx, title, || {
        rule_part::page(&shown(campaign, part, sent, said))
    })
}

/// The form and the JSON: whichever was sent stands as it was typed, with its problems.
fn shown(campaign: &Campaign, part: Part, sent: Option<Sent>, said: Said) -> rule_part::Page<'_> {
    let rules = &campaign.content.rules;
    let mut page = rule_part::Page {
        campaign,
        part,
        laid: None,
        json: families::json_form(rules, part),
        json_was_typed: false,
        revision: campaign.revision.to_string(),
        checked: None,
        findings: Findings(Vec::new()),
        open: open_in(rules, part),
        saved: matches!(said, Said::Saved),
        rearranged: matches!(said, Said::Rearranged),
        refusal: None,
    };
    if let Some(Sent {
        typed,
        after,
        laid,
        problems,
    }) = sent
    {
        page.revision = typed.get("revision").to_owned();
        page.json_was_typed = laid.is_none();
        page.checked = matches!(said, Said::Checked | Said::Rearranged).then(|| {
            // A piece that a button has just put there is still to be filled in: no change to tell.
            let changed = match &said {
                Said::Rearranged => Vec::new(),
                _ => differences(rules, &after),
            };
            (after, changed)
        });
        match laid {
            Some(laid) => {
                page.laid = Some(Laid {
                    form: Filled {
                        problems,
                        ..laid.form
                    },
                    ..laid
                })
            }
            None => page.json = Filled { typed, problems },
        }
    }
    if let Said::Refused(refusal) = said {
        page.refusal = Some(refusal);
    }
    page.laid = page.laid.or_else(|| families::lay_out(rules, part));
    let checked = page.checked.as_ref().map(|(checked, _)| checked);
    page.findings = Findings::of(checked.unwrap_or(rules));
    page
}

async fn hand_in(ctx: Ctx, Path(code): Path<String>) -> Result<Redirect, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    commands::hand_in(&ctx, campaign.id).await?;
    Ok(Redirect::to("/desk"))
}
