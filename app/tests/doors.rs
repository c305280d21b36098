//! Every door refuses strangers. The list of doors is the router's own: a new door is tried by itself.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    platform::{doors::Guard, sessions},
    routes,
    testing::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{access::Role, ids::AccountId};
use tower::ServiceExt;

/// A path with something in each of its holes.
fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| match part {
            "{code}" => "no-such-campaign".to_owned(),
            "{version}" => "1".to_owned(),
            _ if part.starts_with('{') => "00000000-0000-0000-0000-000000000000".to_owned(),
            _ => part.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("/")
}

async fn knock(
    world: &World,
    method: &str,
    path: &str,
    account: Option<AccountId>,
) -> (StatusCode, Option<String>) {
    let mut request = Request::builder()
        .method(method)
        .uri(filled(path))
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(account) = account {
        let cookie = sessions::open(&world.app, account, world.app.clock.now())
            .await
            .unwrap();
        request = request.header("cookie", format!("session={cookie}"));
    }
    let response = routes::router(world.app.clone())
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let location = response
        .headers()
        .get("location")
        .and_then(|l| l.to_str().ok())
        .map(str::to_owned);
    (response.status(), location)
}

#[tokio::test]
async fn a_stranger_is_sent_to_sign_in_at_every_guarded_door() {
    let world = World::sqlite().await;
    let mut guarded = 0;
    for door in routes::doors().list() {
        if matches!(door.guard, Guard::Public | Guard::Visitor) {
            continue;
        }
        guarded += 1;
        let (status, location) = knock(&world, door.method.as_str(), door.path, None).await;
        assert_eq!(
            status,
            StatusCode::SEE_OTHER,
            "{} {}",
            door.method,
            door.path
        );
        assert!(
            location.unwrap_or_default().starts_with("/sign-in"),
            "{} {}",
            door.method,
            door.path
        );
    }
    assert!(guarded > 40, "the list of doors is the router's");
}

#[tokio::test]
async fn every_role_is_refused_at_every_door_that_is_not_its_own() {
    let world = World::sqlite().await;
    let applicant = world.applicant("1990-03-06").await.account().unwrap();
    let mut people: Vec<(Option<Role>, AccountId)> = vec![(None, applicant)];
    for role in Role::ALL {
        let place = match role {
            Role::StreetReviewer => STREET,
            Role::Administrator | Role::CertificateOfficer => CITY,
            _ => DISTRICT,
        };
        people.push((
            Some(role),
            world.staff(role, place).await.account().unwrap(),
        ));
    }
    for door in routes::doors().list() {
        for &(role, account) in &people {
            let admitted = match door.guard {
                Guard::Public | Guard::Visitor | Guard::SignedIn => true,
                Guard::Applicant => role.is_none(),
                Guard::Staff => role.is_some(),
                Guard::May(permission) => {
                    role.is_some_and(|role| role.permissions().contains(&permission))
                }
            };
            if admitted {
                continue;
            }
            let (status, _) = knock(&world, door.method.as_str(), door.path, Some(account)).await;
            assert_eq!(
                status,
                StatusCode::FORBIDDEN,
                "{role:?} {} {}",
                door.method,
                door.path
            );
        }
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused_at_every_door_that_changes_something() {
    let world = World::sqlite().await;
    for door in routes::doors()
        .list()
        .iter()
        .filter(|door| door.method == "POST")
    {
        let request = Request::builder()
            .method("POST")
            .uri(filled(door.path))
            .header("host", "localhost")
            .header("origin", "https://elsewhere.example")
            .body(Body::empty())
            .unwrap();
        let response = routes::router(world.app.clone())
            .oneshot(request)
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{}", door.path);
    }
}

#[tokio::test]
async fn no_door_that_only_shows_changes_anything() {
    for door in routes::doors().list() {
        assert!(
            door.method == "GET" || door.method == "POST",
            "{} {}",
            door.method,
            door.path
        );
    }
}
