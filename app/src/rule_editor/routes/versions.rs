//! Doors of a draft's saved states: the list, two of them side by side, and the way back.

use super::DRAFT;
use crate::{
    addresses,
    campaigns::{
        Drafted, InCampaign, commands,
        queries::{self, Campaign, drafted},
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, doors::Doors, web::Typing},
    rule_editor::views::versions,
    ui::{
        reader::Reader,
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{ids::Revision, rules::differences};
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/rules/versions", DRAFT, page)
        .post("/desk/{code}/rules/versions", DRAFT, go_back)
}

#[derive(Deserialize, Default)]
struct VersionsQuery {
    from: Option<Revision>,
    to: Option<Revision>,
    /// The act that led here stored this version.
    saved: Option<Revision>,
}

async fn page(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drafted>,
    Query(asked): Query<VersionsQuery>,
) -> Result<Html<String>, AppError> {
    show(&ctx, &campaign, asked, None).await
}

async fn show(
    ctx: &Ctx,
    campaign: &Campaign,
    asked: VersionsQuery,
    refusal: Option<Refusal>,
) -> Result<Html<String>, AppError> {
    let db = &ctx.app.db.read;
    let saved = queries::drafts(db, campaign.id).await?;
    let compared = match (asked.from, asked.to) {
        (Some(from), Some(to)) => {
            let before = queries::draft_at(db, campaign.id, from).await?;
            let after = queries::draft_at(db, campaign.id, to).await?;
            let rules = differences(&before.rules, &after.rules);
            Some(versions::Compared {
                from,
                to,
                before,
                after,
                rules,
            })
        }
        _ => None,
    };
    let page = versions::Page {
        campaign,
        saved: &saved,
        compared,
        is_stored: asked.saved == Some(campaign.revision),
        refusal,
    };
    let title =
        |reader: &Reader| Shell::staff(reader, t!("versions"), Job::None, Some(campaign.heading()));
    Ok(shell::render(ctx, title, |reader| {
        versions::page(reader, &page)
    }))
}

async fn go_back(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drafted>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let to = typed.trimmed("to").parse();
    let to: Revision = to.map_err(|_| AppError::NotFound)?;
    let gone = match typed.revision() {
        Ok(shown) => commands::go_back(&ctx, campaign.id, shown, to).await,
        Err(stale) => Err(stale.into()),
    };
    match gone {
        Ok(stored) => {
            let to = format!(
                "{}?saved={stored}",
                addresses::rule_editor::versions(&campaign.code)
            );
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let refusal = error.refused()?;
            let status = refusal.status();
            // Somebody else has saved: the list shows theirs.
            let newest = drafted(&ctx, &campaign.code).await?;
            let page = show(&ctx, &newest, VersionsQuery::default(), Some(refusal)).await?;
            Ok((status, page).into_response())
        }
    }
}
