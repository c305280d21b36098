//! Doors of the organisers: drafting the announcement; and everybody's desk.

use crate::{
    accounts::queries::areas,
    addresses,
    campaigns::{
        Drafted, InCampaign, commands,
        queries::{self, Campaign},
        views::{self, editor},
    },
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::{Again, Filled, Typed},
        web::Typing,
    },
    ui::{
        reader::Reader,
        shell::{self, Job, Shell},
    },
};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::{
    Problem,
    access::{Jurisdiction, Permission, may},
    campaigns::{Draft, without_dates},
    rules::{Bilingual, RuleDocument, SCHEMA_VERSION},
};

const DRAFT: Guard = Guard::May(Permission::DraftCampaign);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk", Guard::Staff, desk)
        .get("/desk/campaigns/new", DRAFT, new_page)
        .post("/desk/campaigns/new", DRAFT, new)
        .get("/desk/{code}/edit", DRAFT, edit_page)
        .post("/desk/{code}/edit", DRAFT, edit)
}

/// All campaigns that lie in the reader's jurisdiction, or contain it.
async fn mine(ctx: &Ctx) -> Result<Vec<Campaign>, AppError> {
    let grants = &ctx.actor()?.grants;
    let concerns = |place: &Jurisdiction| {
        grants
            .iter()
            .any(|g| g.scope.covers(place) || place.covers(&g.scope))
    };
    Ok(queries::all(&ctx.app.db.read, false)
        .await?
        .into_iter()
        .filter(|c| concerns(&c.scope))
        .collect())
}

async fn desk(ctx: Ctx) -> Result<Html<String>, AppError> {
    let campaigns = mine(&ctx).await?;
    Ok(shell::render(
        &ctx,
        |reader| Shell::staff(reader, t!("desk"), Job::None, None),
        |reader| views::desk::page(reader, &campaigns),
    ))
}

async fn new_page(ctx: Ctx) -> Result<Html<String>, AppError> {
    let mut typed = Typed::default();
    typed.set("organiser", ctx.app.site.organiser_zh.clone());
    typed.set("contact", ctx.app.site.phone.clone());
    new_form(&ctx, &Filled::fresh(typed)).await
}

async fn new_form(ctx: &Ctx, form: &Filled) -> Result<Html<String>, AppError> {
    let places = areas(&ctx.app.db.read).await?;
    let grants = &ctx.actor()?.grants;
    let own: Vec<_> = places
        .into_iter()
        .filter(|a| may(grants, Permission::DraftCampaign, &a.scope))
        .collect();
    let patterns = mine(ctx).await?;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            crate::ui::forms::titled(form, t!("new-campaign")),
            Job::None,
            None,
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        editor::new_page(reader, form, &own, &patterns)
    }))
}

/// The parts of a draft that the basic form holds; rules come from elsewhere.
fn read_draft(typed: &Typed, rules: RuleDocument) -> Draft {
    let text = |field: &str| typed.trimmed(field).replace("\r\n", "\n");
    Draft {
        title: text("title"),
        title_en: text("title_en"),
        organiser: text("organiser"),
        contact: text("contact"),
        announcement: text("announcement"),
        rules,
    }
}

async fn new(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    match start(&ctx, &typed).await {
        Ok(()) => {
            Ok(Redirect::to(&addresses::rule_editor::rules(typed.trimmed("code"))).into_response())
        }
        Err(error) => {
            let (status, form) = Again::after_fields(error, typed)?;
            Ok((status, new_form(&ctx, &form).await?).into_response())
        }
    }
}

async fn start(ctx: &Ctx, typed: &Typed) -> Result<(), AppError> {
    let rules = match typed.trimmed("pattern") {
        "" => RuleDocument {
            schema_version: SCHEMA_VERSION,
            id: typed.trimmed("code").into(),
            ..Default::default()
        },
        code => {
            let pattern = mine(ctx).await?.into_iter().find(|c| c.code == code);
            let pattern =
                pattern.ok_or_else(|| AppError::invalid("pattern", Problem::UnknownChoice))?;
            without_dates(pattern.content.rules.clone())
        }
    };
    let title_en = Some(typed.trimmed("title_en").to_owned());
    let rules = RuleDocument {
        title: Bilingual {
            en: title_en.filter(|title| !title.is_empty()),
            ..Bilingual::zh(typed.trimmed("title"))
        },
        ..rules
    };
    let content = read_draft(typed, rules);
    commands::draft(
        ctx,
        typed.trimmed("code"),
        &Jurisdiction(typed.trimmed("area").into()),
        content,
    )
    .await
    .map(drop)
}

async fn edit_page(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drafted>,
) -> Result<Html<String>, AppError> {
    let content = &campaign.content;
    let typed = Typed::from([
        ("title", content.title.as_str()),
        ("title_en", &content.title_en),
        ("organiser", &content.organiser),
        ("contact", &content.contact),
        ("announcement", &content.announcement),
        ("revision", &campaign.revision.to_string()),
    ]);
    Ok(edit_form(&ctx, &campaign, &Again::fresh(typed)))
}

fn edit_form(ctx: &Ctx, campaign: &Campaign, again: &Again) -> Html<String> {
    let Again { form, refusal } = again;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            crate::ui::forms::titled(form, t!("edit-campaign")),
            Job::None,
            Some(campaign.heading()),
        )
    };
    shell::render(ctx, title, |reader| {
        editor::edit_page(reader, campaign, form, refusal.as_ref())
    })
}

async fn edit(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drafted>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let code = &campaign.code;
    let content = read_draft(&typed, campaign.content.rules.clone());
    if content == *campaign.content {
        return Ok(Redirect::to(&format!(
            "{}?saved=same",
            addresses::rule_editor::rules(code)
        ))
        .into_response());
    }
    let edited = match typed.revision() {
        Ok(shown) => commands::edit(&ctx, campaign.id, shown, "announcement", content).await,
        Err(stale) => Err(stale.into()),
    };
    match edited {
        Ok(_) => Ok(Redirect::to(&addresses::rule_editor::rules(code)).into_response()),
        Err(error) => {
            let (status, again) = Again::after(error, typed)?;
            Ok((status, edit_form(&ctx, &campaign, &again)).into_response())
        }
    }
}
