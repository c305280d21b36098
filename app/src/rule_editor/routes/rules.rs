//! Doors of a part of a draft's rules: as a form and as JSON.

use super::{
    DRAFT,
    list::{SavedQuery, is_newest, last_change, save},
    sent::{Asks, Sent},
    shown::{Said, render, shown},
};
use crate::{
    addresses,
    campaigns::{
        Drafted, InCampaign,
        queries::{Campaign, drafted},
    },
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::Doors,
        form::{Again, Typed},
        web::Typing,
    },
    rule_editor::views::rule_part::{self, Saved},
    ui::{fragment, reader::write_for},
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::rules::Part;

type InPart = InCampaign<Drafted, Part>;

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/rules/{part}", DRAFT, part_page)
        .post("/desk/{code}/rules/{part}", DRAFT, save_part)
        .post("/desk/{code}/rules/{part}/check", DRAFT, live_check)
}

async fn part_page(
    ctx: Ctx,
    within: InPart,
    Query(asked): Query<SavedQuery>,
) -> Result<Html<String>, AppError> {
    let (campaign, part) = (within.campaign, within.rest);
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

async fn save_part(ctx: Ctx, within: InPart, Typing(typed): Typing) -> Result<Response, AppError> {
    let (mut campaign, part) = (within.campaign, within.rest);
    let (mut sent, asks) = write_for(&ctx, |reader| {
        let mut sent = Sent::read(reader, &campaign.content.rules, part, typed);
        let asks = sent.asks();
        (sent, asks)
    });
    let done = match asks {
        Some(asks) => Done::Not(Said::Asked(asks)),
        None => store(&ctx, &campaign, part, &mut sent).await?,
    };
    let said = match done {
        Done::Stored(end) => {
            let to = format!(
                "{}?{end}",
                addresses::rule_editor::part(&campaign.code, part)
            );
            return Ok(Redirect::to(&to).into_response());
        }
        Done::Not(said) => said,
    };
    if matches!(said, Said::Refused(Refusal::Stale)) {
        campaign = drafted(&ctx, &campaign.code).await?;
    }
    let status = said.status();
    Ok((status, render(&ctx, &campaign, part, Some(sent), said)).into_response())
}

/// What became of a form that asked to be stored.
enum Done {
    /// How the address of the part ends after it.
    Stored(String),
    Not(Said),
}

async fn store(
    ctx: &Ctx,
    campaign: &Campaign,
    part: Part,
    sent: &mut Sent,
) -> Result<Done, AppError> {
    if sent.after == campaign.content.rules {
        return Ok(Done::Stored("saved=same".to_owned()));
    }
    match save(ctx, campaign, part, &sent.typed, &sent.after).await {
        Ok(stored) => {
            let act = if sent.mended { "mended" } else { "saved" };
            Ok(Done::Stored(format!("{act}={stored}")))
        }
        Err(error) => {
            let (_, again) = Again::after(error, Typed::default())?;
            sent.problems = again.form.problems;
            let said = again.refusal.map(Said::Refused);
            Ok(Done::Not(said.unwrap_or(Said::Asked(Asks::Wrong))))
        }
    }
}

/// The findings alone, while somebody is still typing.
async fn live_check(
    ctx: Ctx,
    within: InPart,
    Typing(typed): Typing,
) -> Result<Html<String>, AppError> {
    let (campaign, part) = (within.campaign, within.rest);
    let rules = &campaign.content.rules;
    let page = write_for(&ctx, |reader| {
        let sent = Sent::read(reader, rules, part, typed);
        shown(
            reader,
            &campaign,
            part,
            Some(sent),
            Said::Asked(Asks::Check),
        )
    });
    Ok(fragment::render(&ctx, |reader| {
        rule_part::findings(reader, &page)
    }))
}
