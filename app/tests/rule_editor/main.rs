//! The rules in forms: read back as they are, checked without saving, saved with the revision, kept version by version;
//! each on both databases, through the doors that people use.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../trace/mod.rs"]
mod trace;

mod checks;
mod doors;
mod forms;
mod json;
mod pages;
mod second_official;
mod versions;
mod views;

use app::{
    campaigns::{commands, queries},
    platform::{ctx::Ctx, form::Typed, sessions},
    routes,
    rule_editor::{families, mends},
    testing::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    Points,
    access::{Jurisdiction, Role},
    campaigns::Draft,
    ids::{CampaignId, Revision},
    numbers::Ratio,
    rules::{LineAt, Part, RuleDocument, Score, Scoring, TieKey, differences},
};
use tower::ServiceExt;

const CODE: &str = "qs-2026";

fn notices() -> Vec<(String, RuleDocument)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/domain/tests/notices");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter_map(|path| {
            Some((
                path.display().to_string(),
                RuleDocument::from_json(&std::fs::read(path).unwrap()).ok()?,
            ))
        })
        .collect()
}

fn rules() -> RuleDocument {
    let notice = include_bytes!("../../domain/tests/notices/O03-demo.json");
    let mut rules = RuleDocument::from_json(notice).unwrap();
    timetable().write(&mut rules);
    rules
}

async fn drafted(author: &Ctx) -> CampaignId {
    let content = Draft {
        title: "2026年青松区公开招聘社区工作者公告".into(),
        title_en: "Qingsong 2026".into(),
        organiser: "青松区民政局".into(),
        contact: "0000-1234567".into(),
        announcement: "## 第1条　岗位\n\n见岗位表。".into(),
        rules: rules(),
    };
    commands::draft(author, CODE, &Jurisdiction(DISTRICT.into()), content)
        .await
        .unwrap()
}

/// What a browser sends from the form of a part as it is laid out.
fn sent(doc: &RuleDocument, part: Part, revision: i32) -> Typed {
    let mut typed = families::lay_out(doc, part).unwrap().form.typed;
    typed.set("revision", revision.to_string());
    typed
}

fn encoded(typed: &Typed) -> String {
    let escape = |text: &str| {
        text.bytes()
            .map(|b| format!("%{b:02X}"))
            .collect::<String>()
    };
    typed
        .pairs()
        .iter()
        .map(|(n, v)| format!("{}={}", escape(n), escape(v)))
        .collect::<Vec<_>>()
        .join("&")
}

async fn ask(
    world: &World,
    who: &Ctx,
    method: &str,
    path: &str,
    typed: &Typed,
) -> (StatusCode, String) {
    let cookie = sessions::open(&world.app, who.account().unwrap(), world.app.clock.now())
        .await
        .unwrap();
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", format!("session={cookie}"))
        .body(Body::from(encoded(typed)))
        .unwrap();
    let response = routes::router(world.app.clone())
        .oneshot(request)
        .await
        .unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn address(part: Part) -> String {
    format!("/desk/{CODE}/rules/{}", part.slug())
}

async fn stored(world: &World, id: CampaignId) -> RuleDocument {
    queries::by_id(&world.app.db.read, id)
        .await
        .unwrap()
        .content
        .rules
        .clone()
}

/// The draft with these rules in place of its own.
async fn rewritten(author: &Ctx, id: CampaignId, rules: &RuleDocument) {
    let db = &author.app.db.read;
    let campaign = queries::by_id(db, id).await.unwrap();
    let content = Draft {
        rules: rules.clone(),
        ..Draft::clone(&campaign.content)
    };
    commands::edit(author, id, campaign.revision, "all", content)
        .await
        .unwrap();
}
