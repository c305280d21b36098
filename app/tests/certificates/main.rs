//! Certificates: to the selected, once, with numbers that check; and every answer of the public page; on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../trace/mod.rs"]
mod trace;

mod changing;
mod checking;
mod desk;
mod issuing;
mod views;

use app::{
    certificates::{commands, queries},
    entity::certificate,
    error::{AppError, Refusal},
    platform::{ctx::Ctx, sessions},
    publication, routes,
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
    certificates::{CertificateAct, CertificateNumber, CertificateState, Credential},
    publication::sentence,
    ranking::Placing,
    rules::{Mark, StageRecord},
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use std::collections::BTreeSet;
use tower::ServiceExt;

/// Totals, sealed, signed twice, public.
async fn publish(totalled: &Totalled, reason: &str) {
    use publication::commands::{approve, publish, seal};
    let sealed = seal(&totalled.exam_centre, totalled.id, reason)
        .await
        .unwrap();
    approve(&totalled.approver, totalled.id, &sealed.digest)
        .await
        .unwrap();
    let copied = sentence(Lang::Zh, sealed.version, sealed.people);
    publish(&totalled.publisher, totalled.id, &sealed.digest, &copied)
        .await
        .unwrap();
}

async fn issued(world: &World) -> (Totalled, Vec<CertificateNumber>) {
    let totalled = totalled_campaign(world).await;
    publish(&totalled, "").await;
    let numbers = commands::issue(&totalled.certificate_officer, totalled.id, None)
        .await
        .unwrap();
    (totalled, numbers)
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn get(world: &World, path: &str, who: Option<&Ctx>) -> (StatusCode, String) {
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
    let (status, location) = (
        response.status(),
        response.headers().get("location").cloned(),
    );
    let body = to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap()
        .to_vec();
    let location = location.and_then(|l| l.to_str().ok().map(str::to_owned));
    (
        status,
        location.unwrap_or_else(|| String::from_utf8(body).unwrap()),
    )
}

async fn events(world: &World) -> Vec<String> {
    world
        .events()
        .await
        .into_iter()
        .filter(|name| name.starts_with("certificate_"))
        .collect()
}
