//! Result lists from the seal to the public, and what applicants read of themselves; each on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../trace/mod.rs"]
mod trace;

mod course;
mod own;
mod public_lists;
mod refusals;
mod signing;
mod told;
mod views;

use app::{
    entity::{publication, run},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, sessions},
    publication::{
        commands::{self, Sealed},
        queries::{lists, own_result, sign_off},
    },
    routes,
    testing::*,
};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use domain::{
    FieldProblem, Lang, Points, Problem,
    access::Role,
    campaigns::Progress,
    digest::sha256,
    publication::{
        Check, Disclosure, PublicationState, Statement, changes, reveals_number, sentence,
    },
    ranking::Placing,
    rules::Mark,
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use tower::ServiceExt;

async fn sealed(totalled: &Totalled, reason: &str) -> Sealed {
    commands::seal(&totalled.exam_centre, totalled.id, reason)
        .await
        .unwrap()
}

fn copied(sealed: &Sealed) -> String {
    sentence(Lang::Zh, sealed.version, sealed.people)
}

/// Sealed, signed twice, public.
async fn published(world: &World, totalled: &Totalled, reason: &str) -> Sealed {
    let sealed = sealed(totalled, reason).await;
    let (approver, publisher) = (
        world.later(&totalled.approver),
        world.later(&totalled.publisher),
    );
    commands::approve(&approver, totalled.id, &sealed.digest)
        .await
        .unwrap();
    commands::publish(&publisher, totalled.id, &sealed.digest, &copied(&sealed))
        .await
        .unwrap();
    sealed
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

fn problems<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<FieldProblem> {
    match result {
        Err(AppError::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

/// One place later than the events of the campaign's making.
async fn events(world: &World) -> Vec<String> {
    let all = world.events().await;
    all.into_iter()
        .filter(|name| name.starts_with("result_"))
        .collect()
}

async fn get(world: &World, path: &str, who: Option<&Ctx>) -> (StatusCode, Vec<u8>) {
    let mut request = Request::builder()
        .uri(path)
        .header("host", "localhost")
        .header("accept-language", "zh-CN");
    if let Some(who) = who {
        let cookie = sessions::open(&world.app, who.account().unwrap(), world.app.clock.now())
            .await
            .unwrap();
        request = request.header("cookie", format!("session={cookie}"));
    }
    let response = routes::router(world.app.clone())
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let status = response.status();
    (
        status,
        to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec(),
    )
}

async fn page(world: &World, path: &str, who: Option<&Ctx>) -> String {
    let (status, body) = get(world, path, who).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    String::from_utf8(body).unwrap()
}

/// The stored row of the list that waits, changed behind everybody's back.
async fn altered(
    world: &World,
    totalled: &Totalled,
    change: impl FnOnce(&mut publication::ActiveModel, &str),
) {
    let db = &world.app.db.write;
    let row = sign_off::waiting(db, totalled.id).await.unwrap().unwrap();
    let sealed = row.sealed.clone();
    let mut row = row.into_active_model();
    change(&mut row, &sealed);
    publication::Entity::update(row).exec(db).await.unwrap();
}

/// Totals again, with the written mark of one person corrected.
async fn corrected(world: &World, totalled: &Totalled, n: usize, points: i64) {
    let mut candidates = totalled.candidates.clone();
    let script = candidates[n].stages.entry(&"written".into());
    let mark = Mark::Scored(Points::whole(points));
    script.papers.insert("knowledge".into(), mark);
    totalled
        .compute(world, app::entity::kinds::RunStage::Totals, &candidates)
        .await;
}
