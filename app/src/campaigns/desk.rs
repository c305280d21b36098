//! Doors of the organisers: drafting, rules, the second official's check; and everybody's desk.

use super::{
    commands,
    queries::{self, Campaign},
    views::{self, editor},
};
use crate::{
    accounts,
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::{Filled, Typed},
        web::{Typing, read_moment, spell_moment},
    },
    ui::shell::{self, Job, Shell},
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    FieldProblem, Instant, Problem, Refusal,
    access::{Permission, Scope, may},
    campaigns::{CampaignState, Draft, Timetable},
    rules::{AreaCode, BadDocument, PoolCode, Post, RuleDocument, SCHEMA_VERSION, Text},
};

const DRAFT: Guard = Guard::May(Permission::DraftCampaign);
const CHECK: Guard = Guard::May(Permission::CheckCampaign);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk", Guard::Staff, desk)
        .get("/desk/campaigns/new", DRAFT, new_page)
        .post("/desk/campaigns/new", DRAFT, new)
        .get("/desk/{code}/edit", DRAFT, edit_page)
        .post("/desk/{code}/edit", DRAFT, edit)
        .get("/desk/{code}/rules", DRAFT, rules_page)
        .post("/desk/{code}/rules", DRAFT, save_rules)
        .post("/desk/{code}/posts", DRAFT, save_posts)
        .post("/desk/{code}/hand-in", DRAFT, hand_in)
        .get("/desk/{code}/check", CHECK, check_page)
        .post("/desk/{code}/send-back", CHECK, send_back)
        .post("/desk/{code}/announce", CHECK, announce)
}

/// All campaigns that lie in the reader's jurisdiction, or contain it.
async fn mine(ctx: &Ctx) -> Result<Vec<Campaign>, AppError> {
    let grants = &ctx.actor()?.grants;
    let concerns = |place: &Scope| grants.iter().any(|g| g.scope.covers(place) || place.covers(&g.scope));
    Ok(queries::all(&ctx.app.db.read, false).await?.into_iter().filter(|c| concerns(&c.scope)).collect())
}

async fn desk(ctx: Ctx) -> Result<Html<String>, AppError> {
    let campaigns = mine(&ctx).await?;
    Ok(shell::render(&ctx, || Shell::staff(t!("desk"), Job::None, None), || views::desk::page(&ctx, &campaigns)))
}

async fn new_page(ctx: Ctx) -> Result<Html<String>, AppError> {
    let mut typed = Typed::default();
    let first = Instant::from_shanghai(ctx.now.date().and_time(chrono::NaiveTime::MIN)).plus_days(3);
    let days = [(0, 9), (6, 17), (8, 17), (19, 9), (23, 9), (36, 10), (51, 8), (57, 10)];
    for ((field, _), (day, hour)) in suggested(first).fields().into_iter().zip(days) {
        spell_moment(&mut typed, field, Instant(first.plus_days(day).0 + hour * 3_600_000));
    }
    typed.set("organiser", ctx.app.site.organiser_zh.clone());
    typed.set("contact", ctx.app.site.phone.clone());
    new_form(&ctx, &Filled::fresh(typed)).await
}

fn suggested(at: Instant) -> Timetable {
    Timetable {
        applications_open: at,
        applications_close: at,
        corrections_close: at,
        tickets_from: at,
        written_at: at,
        written_results_at: at,
        interview_at: at,
        results_at: at,
    }
}

async fn new_form(ctx: &Ctx, form: &Filled) -> Result<Html<String>, AppError> {
    let areas = accounts::queries::areas(&ctx.app.db.read).await?;
    let grants = &ctx.actor()?.grants;
    let own: Vec<_> = areas.into_iter().filter(|a| may(grants, Permission::DraftCampaign, &a.scope)).collect();
    let patterns = mine(ctx).await?;
    let title = || Shell::staff(crate::ui::forms::titled(form, t!("new-campaign")), Job::None, None);
    Ok(shell::render(ctx, title, || editor::new_page(form, &own, &patterns)))
}

/// The parts of a draft that the basic form holds; rules come from elsewhere.
fn read_draft(typed: &Typed, rules: RuleDocument) -> Result<Draft, AppError> {
    let mut problems = Vec::new();
    let mut moment = |field: &str| {
        read_moment(typed, field).unwrap_or_else(|problem| {
            problems.push(FieldProblem::new(field, problem));
            Instant(0)
        })
    };
    let timetable = Timetable {
        applications_open: moment("applications_open"),
        applications_close: moment("applications_close"),
        corrections_close: moment("corrections_close"),
        tickets_from: moment("tickets_from"),
        written_at: moment("written_at"),
        written_results_at: moment("written_results_at"),
        interview_at: moment("interview_at"),
        results_at: moment("results_at"),
    };
    if !problems.is_empty() {
        return Err(AppError::Invalid(problems));
    }
    let text = |field: &str| typed.trimmed(field).replace("\r\n", "\n");
    Ok(Draft {
        title: text("title"),
        title_en: text("title_en"),
        organiser: text("organiser"),
        contact: text("contact"),
        announcement: text("announcement"),
        timetable,
        rules,
    })
}

async fn new(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    match start(&ctx, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("/desk/{}/rules", typed.trimmed("code"))).into_response()),
        Err(AppError::Invalid(problems)) => {
            let page = new_form(&ctx, &Filled { typed, problems }).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn start(ctx: &Ctx, typed: &Typed) -> Result<(), AppError> {
    let rules = match typed.trimmed("pattern") {
        "" => RuleDocument { schema_version: SCHEMA_VERSION, id: typed.trimmed("code").into(), ..Default::default() },
        code => {
            let pattern = mine(ctx).await?.into_iter().find(|c| c.code == code);
            pattern.ok_or_else(|| AppError::invalid("pattern", Problem::UnknownChoice))?.content.rules
        }
    };
    let rules = RuleDocument { title: Text::new(typed.trimmed("title"), typed.trimmed("title_en")), ..rules };
    let content = read_draft(typed, rules)?;
    commands::draft(ctx, typed.trimmed("code"), &Scope(typed.trimmed("area").into()), content).await.map(drop)
}

/// A draft in the reader's jurisdiction.
async fn drafted(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
    let campaign = queries::by_code(&ctx.app.db.read, code).await?;
    ctx.must(Permission::DraftCampaign, &campaign.scope)?;
    if campaign.state == CampaignState::Draft {
        Ok(campaign)
    } else {
        Err(Refusal::CampaignState { state: campaign.state }.into())
    }
}

async fn edit_page(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    let content = &campaign.content;
    let mut typed = Typed::from([
        ("title", content.title.as_str()),
        ("title_en", &content.title_en),
        ("organiser", &content.organiser),
        ("contact", &content.contact),
        ("announcement", &content.announcement),
        ("revision", &campaign.revision.to_string()),
    ]);
    for (field, at) in content.timetable.fields() {
        spell_moment(&mut typed, field, at);
    }
    Ok(edit_form(&ctx, &campaign, &Filled::fresh(typed), None))
}

fn edit_form(ctx: &Ctx, campaign: &Campaign, form: &Filled, refusal: Option<&Refusal>) -> Html<String> {
    let title = || Shell::staff(crate::ui::forms::titled(form, t!("edit-campaign")), Job::None, Some(campaign.heading()));
    shell::render(ctx, title, || editor::edit_page(campaign, form, refusal))
}

async fn edit(ctx: Ctx, Path(code): Path<String>, Typing(typed): Typing) -> Result<Response, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    let revision = typed.trimmed("revision").parse().unwrap_or(-1);
    let saved = match read_draft(&typed, campaign.content.rules.clone()) {
        Ok(content) => commands::edit(&ctx, campaign.id, revision, "announcement", content).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(Redirect::to(&format!("/desk/{code}/rules")).into_response()),
        Err(AppError::Invalid(problems)) => {
            let page = edit_form(&ctx, &campaign, &Filled { typed, problems }, None);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(AppError::Refused(refusal)) => {
            let page = edit_form(&ctx, &campaign, &Filled::fresh(typed), Some(&refusal));
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(other) => Err(other),
    }
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

/// The post table as lines: code, area, name, places, pool; the form in which offices paste it from Excel.
fn posts_text(rules: &RuleDocument) -> String {
    let area = |post: &Post| post.area.as_ref().and_then(|code| rules.area(code)).map(|a| a.name.zh.clone());
    let pool = |post: &Post| post.pool.as_ref().and_then(|code| rules.pool(code)).map(|p| p.name.zh.clone());
    let line = |post: &Post| {
        [
            post.code.as_str().to_owned(),
            area(post).unwrap_or_default(),
            post.name.zh.clone(),
            post.places.map(|n| n.to_string()).unwrap_or_default(),
            pool(post).unwrap_or_default(),
        ]
        .join("\t")
    };
    rules.posts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads those lines; conditions of a post that is still there stay with it.
fn read_posts(rules: &RuleDocument, text: &str) -> Result<Vec<Post>, AppError> {
    let mut posts: Vec<Post> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let unreadable = |detail: String| AppError::invalid("posts", Problem::Unreadable { line: number, detail });
        let cells: Vec<&str> = line.split(['\t', ',', '，']).map(str::trim).collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
        let (code, area_name, name, places, pool_name) = (cell(0), cell(1), cell(2), cell(3), cell(4));
        if code.is_empty() || name.is_empty() || places.is_empty() {
            return Err(unreadable(line.trim().to_owned()));
        }
        if posts.iter().any(|post| post.code.as_str() == code) {
            return Err(AppError::invalid("posts", Problem::Duplicate { value: code.to_owned() }));
        }
        let before = rules.post(&code.into()).cloned().unwrap_or_default();
        let area: Option<AreaCode> = rules.areas.iter().find(|a| a.name.zh == area_name).map(|a| a.code.clone());
        let pool: Option<PoolCode> = rules.pools.iter().find(|p| p.name.zh == pool_name).map(|p| p.code.clone());
        if (area.is_none() && !area_name.is_empty()) || (pool.is_none() && !pool_name.is_empty()) {
            return Err(unreadable(format!("{area_name} {pool_name}")));
        }
        let places: u32 = places.parse().map_err(|_| unreadable(places.to_owned()))?;
        let name = if before.name.zh == name { before.name.clone() } else { Text::zh(name) };
        posts.push(Post { code: code.into(), name, area, places: Some(places), pool, ..before });
    }
    Ok(posts)
}

async fn hand_in(ctx: Ctx, Path(code): Path<String>) -> Result<Redirect, AppError> {
    let campaign = drafted(&ctx, &code).await?;
    commands::hand_in(&ctx, campaign.id).await?;
    Ok(Redirect::to("/desk"))
}

async fn in_check(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
    let campaign = queries::by_code(&ctx.app.db.read, code).await?;
    ctx.must(Permission::CheckCampaign, &campaign.scope)?;
    Ok(campaign)
}

async fn check_page(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    let campaign = in_check(&ctx, &code).await?;
    Ok(check_form(&ctx, &campaign, &Filled::default(), None))
}

fn check_form(ctx: &Ctx, campaign: &Campaign, form: &Filled, refusal: Option<&Refusal>) -> Html<String> {
    let title = || Shell::staff(crate::ui::forms::titled(form, t!("check-campaign")), Job::None, Some(campaign.heading()));
    shell::render(ctx, title, || editor::check_page(ctx, campaign, form, refusal))
}

async fn send_back(ctx: Ctx, Path(code): Path<String>, Typing(typed): Typing) -> Result<Response, AppError> {
    let campaign = in_check(&ctx, &code).await?;
    match commands::send_back(&ctx, campaign.id, typed.get("note")).await {
        Ok(()) => Ok(Redirect::to("/desk").into_response()),
        Err(error) => checked_again(&ctx, &campaign, typed, error),
    }
}

async fn announce(ctx: Ctx, Path(code): Path<String>, Typing(typed): Typing) -> Result<Response, AppError> {
    let campaign = in_check(&ctx, &code).await?;
    match commands::announce(&ctx, campaign.id).await {
        Ok(()) => Ok(Redirect::to(&format!("/campaigns/{code}")).into_response()),
        Err(error) => checked_again(&ctx, &campaign, typed, error),
    }
}

fn checked_again(ctx: &Ctx, campaign: &Campaign, typed: Typed, error: AppError) -> Result<Response, AppError> {
    let status = error.status();
    match error {
        AppError::Invalid(problems) => {
            Ok((status, check_form(ctx, campaign, &Filled { typed, problems }, None)).into_response())
        }
        AppError::Refused(refusal) => {
            Ok((status, check_form(ctx, campaign, &Filled::fresh(typed), Some(&refusal))).into_response())
        }
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> RuleDocument {
        let json = include_bytes!("../../domain/tests/notices/O03-demo.json");
        RuleDocument::from_json(json).unwrap()
    }

    #[test]
    fn the_post_table_survives_the_trip_through_its_lines() {
        let rules = rules();
        assert_eq!(read_posts(&rules, &posts_text(&rules)).unwrap(), rules.posts);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_by_its_number() {
        let problem = |text: &str| match read_posts(&rules(), text) {
            Err(AppError::Invalid(problems)) => problems[0].problem.clone(),
            other => panic!("{other:?}"),
        };
        assert!(matches!(problem("A\t机场街道\t社区工作者\t2\nB\t\t社区工作者\tx"), Problem::Unreadable { line: 2, .. }));
        assert!(matches!(problem("A\t月亮街道\t社区工作者\t2"), Problem::Unreadable { line: 1, .. }));
        assert_eq!(problem("A\t\tx\t2\nA\t\tx\t2"), Problem::Duplicate { value: "A".into() });
    }
}
