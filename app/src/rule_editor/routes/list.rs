//! Doors of a draft's rules as a whole: the list of its parts, what one click mends, and handing in.

use super::DRAFT;
use crate::{
    addresses,
    campaigns::{
        Drafted, InCampaign, commands,
        queries::{self, Campaign},
    },
    error::AppError,
    platform::{ctx::Ctx, doors::Doors, form::Typed, web::Typing},
    rule_editor::{
        mends,
        queries::Findings,
        views::{
            findings::MEND,
            rule_list::{self, Came},
        },
    },
    ui::{
        reader::{Reader, write_for},
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    campaigns::Draft,
    ids::Revision,
    rules::{Difference, Part, RuleDocument, differences},
};
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/rules", DRAFT, rules_page)
        .post("/desk/{code}/rules/mend", DRAFT, mend)
        .post("/desk/{code}/hand-in", DRAFT, hand_in)
}

#[derive(Deserialize, Default)]
pub(super) struct SavedQuery {
    /// The act that led here stored this version; `same`: nothing had been changed.
    pub saved: Option<String>,
    /// The act that led here mended what the check had found, and stored this version.
    pub mended: Option<String>,
}

/// Whether the version that an act stored is the newest still: what is told here is about the newest one, and after
/// somebody else's save that is theirs.
pub(super) fn is_newest(campaign: &Campaign, stored: Option<&str>) -> bool {
    stored.and_then(|stored| stored.parse().ok()) == Some(campaign.revision)
}

async fn rules_page(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drafted>,
    Query(asked): Query<SavedQuery>,
) -> Result<Html<String>, AppError> {
    let changed = if is_newest(&campaign, asked.mended.as_deref()) {
        last_change(&ctx, &campaign).await?
    } else {
        None
    };
    let is_same = asked.saved.is_some_and(|saved| saved == "same");
    Ok(list(
        &ctx,
        &campaign,
        Came {
            changed,
            is_same,
            refusal: None,
        },
    ))
}

fn list(ctx: &Ctx, campaign: &Campaign, came: Came) -> Html<String> {
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("edit-rules"),
            Job::None,
            Some(campaign.heading()),
        )
    };
    shell::render(ctx, title, |reader| {
        let findings = Findings::of(&campaign.content.rules);
        rule_list::page(reader, campaign, &findings, &came)
    })
}

/// What the newest version changes in the one before it.
pub(super) async fn last_change(
    ctx: &Ctx,
    campaign: &Campaign,
) -> Result<Option<Vec<Difference>>, AppError> {
    let Some(before) = campaign.revision.before() else {
        return Ok(None);
    };
    let before = queries::draft_at(&ctx.app.db.read, campaign.id, before).await?;
    Ok(Some(differences(&before.rules, &campaign.content.rules)))
}

/// Makes the one change that a finding asks for in the rules as they are saved.
async fn mend(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drafted>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let found = write_for(&ctx, |_| {
        mends::by_key(&campaign.content.rules, typed.get(MEND))
    });
    let address = addresses::rule_editor::rules(&campaign.code);
    // Somebody else has mended it: the list says what is left.
    let Some(mend) = found else {
        return Ok(Redirect::to(&address).into_response());
    };
    match save(&ctx, &campaign, mend.part, &typed, &mend.after).await {
        Ok(stored) => Ok(Redirect::to(&format!("{address}?mended={stored}")).into_response()),
        Err(error) => {
            let refusal = error.refused()?;
            let status = refusal.status();
            let came = Came {
                refusal: Some(refusal),
                ..Came::default()
            };
            Ok((status, list(&ctx, &campaign, came)).into_response())
        }
    }
}

/// Stores the rules; the answer is the number of the new version.
pub(super) async fn save(
    ctx: &Ctx,
    campaign: &Campaign,
    part: Part,
    typed: &Typed,
    after: &RuleDocument,
) -> Result<Revision, AppError> {
    let draft = Draft {
        rules: after.clone(),
        ..Draft::clone(&campaign.content)
    };
    commands::edit(ctx, campaign.id, typed.revision()?, part.slug(), draft).await
}

async fn hand_in(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drafted>,
) -> Result<Redirect, AppError> {
    commands::hand_in(&ctx, campaign.id).await?;
    Ok(Redirect::to(addresses::campaigns::DESK))
}
