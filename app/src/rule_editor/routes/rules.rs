//! Doors of a part of a draft's rules: as a form and as JSON.

use super::{
    DRAFT,
    list::{Asked, is_newest, last_change, save},
};
use crate::{
    campaigns::queries::{Campaign, drafted},
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
        mends,
        queries::{Findings, open_in},
        views::{
            findings::MEND,
            rule_list,
            rule_part::{self, Saved},
        },
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
    rules::{Part, RuleDocument, differences},
};

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/rules/{part}", DRAFT, part_page)
        .post("/desk/{code}/rules/{part}", DRAFT, save_part)
        .post("/desk/{code}/rules/{part}/check", DRAFT, live_check)
}

async fn part_page(
    ctx: Ctx,
    Path((code, part)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, AppError> {
    let part = Part::of_slug(&part).ok_or(AppError::NotFound)?;
    let campaign = drafted(&ctx, &code).await?;
    let saved = asked.saved.as_deref();
    let said = if is_newest(&campaign, asked.mended.as_deref()) {
        let changed = last_change(&ctx, &campaign).await?;
        changed.map_or(Said::Nothing, |changed| Said::Saved(Saved::Mended(changed)))
    } else if saved == Some("same") {
        Said::Saved(Saved::Same)
    } else if is_newest(&campaign, saved) {
        Said::Saved(Saved::Yes)
    } else {
        Said::Nothing
    };
    Ok(render(&ctx, &campaign, part, None, said))
}

/// What the page says about the last act.
enum Said {
    Nothing,
    Saved(Saved),
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
    /// It asked for the change of a finding, which is made.
    mended: bool,
}

impl Sent {
    fn read(rules: &RuleDocument, part: Part, typed: Typed) -> Sent {
        let typed = with_form(rules, part, typed);
        if !as_json(&typed)
            && let Some((after, laid)) = families::read(rules, part, &typed)
        {
            let problems = laid.form.problems.clone();
            return Sent {
                typed,
                after,
                laid: Some(laid),
                problems,
                mended: false,
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
            mended: false,
        }
    }

    /// Makes the change of a finding in the rules as they were typed. One that is not found there is shown as it is now.
    fn mend(&mut self) -> Option<Said> {
        let key = self.typed.get(MEND);
        if key.is_empty() || !self.problems.is_empty() {
            return None;
        }
        match mends::by_key(&self.after, key) {
            Some(mend) => {
                self.after = mend.after;
                self.mended = true;
                None
            }
            None => Some(Said::Checked),
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
    let mut campaign = drafted(&ctx, &code).await?;
    let (mut sent, said) = lang::with(ctx.display.lang, || {
        let mut sent = Sent::read(&campaign.content.rules, part, typed);
        let said = sent.mend().or_else(|| sent.said());
        (sent, said)
    });
    let to = |end: &str| {
        let to = format!("/desk/{code}/rules/{}?{end}", part.slug());
        Redirect::to(&to).into_response()
    };
    let said = match said {
        Some(said) => said,
        None if sent.after == campaign.content.rules => return Ok(to("saved=same")),
        None => match save(&ctx, &campaign, part, &sent.typed, &sent.after).await {
            Ok(stored) => {
                let act = if sent.mended { "mended" } else { "saved" };
                return Ok(to(&format!("{act}={stored}")));
            }
            Err(AppError::Invalid(problems)) => {
                sent.problems = problems;
                Said::Wrong
            }
            Err(AppError::Refused(refusal)) => {
                if matches!(refusal, Refusal::Stale) {
                    campaign = drafted(&ctx, &code).await?;
                }
                Said::Refused(refusal)
            }
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

/// A button outside the form sends the form as it stands in the rules.
fn with_form(rules: &RuleDocument, part: Part, typed: Typed) -> Typed {
    let outside = |(name, _): &(String, String)| matches!(name.as_str(), ACT | "revision");
    if !typed.is_checked(ACT) || !typed.pairs().iter().all(outside) {
        return typed;
    }
    let laid = families::lay_out(rules, part);
    let mut whole = laid.map(|laid| laid.form.typed).unwrap_or_default();
    for (name, value) in typed.pairs() {
        whole.set(name, value.clone());
    }
    whole
}

fn as_json(typed: &Typed) -> bool {
    typed.get("as") == families::JSON
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
        findings: Findings::default(),
        open: open_in(rules, part),
        saved: Saved::No,
        rearranged: false,
        refusal: None,
    };
    if let Some(Sent {
        typed,
        after,
        laid,
        problems,
        mended: _,
    }) = sent
    {
        // Who was told that somebody else saved may save over it: the form keeps the newest number.
        if !matches!(said, Said::Refused(Refusal::Stale)) {
            page.revision = typed.get("revision").to_owned();
        }
        page.json_was_typed = laid.is_none();
        if matches!(said, Said::Checked | Said::Rearranged) {
            // A button that only shows the fields of a kind leaves the rules as they are.
            page.rearranged = matches!(said, Said::Rearranged) && after != *rules;
            let after = laid
                .as_ref()
                .and_then(|laid| so_far(rules, part, laid))
                .unwrap_or(after);
            let changed = differences(rules, &after);
            page.checked = Some((after, changed));
        }
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
    match said {
        Said::Wrong => page.saved = Saved::Not,
        Said::Refused(refusal) => {
            page.saved = Saved::Not;
            page.refusal = Some(refusal);
        }
        Said::Saved(saved) => page.saved = saved,
        _ => {}
    }
    page.laid = page.laid.or_else(|| families::lay_out(rules, part));
    let checked = page.checked.as_ref().map(|(checked, _)| checked);
    page.findings = Findings::of(checked.unwrap_or(rules));
    page
}

/// What the form that is shown says by now.
fn so_far(rules: &RuleDocument, part: Part, laid: &Laid) -> Option<RuleDocument> {
    let mut typed = laid.form.typed.clone();
    typed.set(ACT, "");
    families::read_whole(rules, part, &typed)
}
