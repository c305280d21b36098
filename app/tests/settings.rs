//! How the site is shown, its own pages, and the clock of a demonstration.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
mod looks;

use app::{
    entity::{audit_entry, notice, outbox, setting},
    error::AppError,
    platform::{
        app::{App, SharedApp, Site},
        ctx::Ctx,
        db::Db,
        files::Files,
        secrets::Secrets,
        sessions,
    },
    routes,
    settings::commands::{follow_clock, set_clock},
    testing::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{Instant, access::Role, events::Event};
use looks::{Answer, LANGUAGES, Look};
use sea_orm::{EntityTrait, PaginatorTrait};
use tower::ServiceExt;

/// Another server on the same database.
async fn server(world: &World, demonstration: bool) -> SharedApp {
    let site = Site {
        demonstration,
        ..world.app.site.clone()
    };
    App::new(
        Db::connect(&world.url, 2).await.unwrap(),
        Secrets::derive(&[7; 32]),
        Files::in_memory(),
        site,
        Default::default(),
    )
}

/// A clock reads that moment, as far as a test can be quick.
fn reads(app: &App, at: Instant) -> bool {
    let ahead = app.clock.now().0 - at.0;
    (0..60_000).contains(&ahead)
}

async fn stored(world: &World) -> Vec<setting::Model> {
    let rows = setting::Entity::find().all(&world.app.db.write).await;
    rows.unwrap()
}

#[test]
fn the_clock_of_a_demonstration_goes_on_from_the_moment_to_which_it_is_set() {
    on_both(async |world| {
        let who = world.staff(Role::Organiser, DISTRICT).await;
        let to = world.now.plus_days(30);
        set_clock(&who, to).await.unwrap();
        assert!(reads(&world.app, to));
        assert_eq!(stored(&world).await.len(), 1);
        let rows = audit_entry::Entity::find().all(&world.app.db.write).await;
        let entry = rows.unwrap().pop().unwrap();
        let event: Event = serde_json::from_str(&entry.detail).unwrap();
        assert_eq!(event, Event::DemonstrationClockMoved { to });
        assert_eq!(entry.actor_id, who.account().ok().map(|id| id.0));
        assert_eq!(entry.at, world.now.0, "written at the hour before");
        let db = &world.app.db.write;
        assert_eq!(notice::Entity::find().count(db).await.unwrap(), 0);
        assert_eq!(outbox::Entity::find().count(db).await.unwrap(), 0);
    });
}

#[test]
fn the_clock_is_set_again_and_also_back() {
    on_both(async |world| {
        let who = world.staff(Role::Organiser, DISTRICT).await;
        for days in [30, 90, -400, -400] {
            let to = world.now.plus_days(days);
            set_clock(&who, to).await.unwrap();
            assert!(reads(&world.app, to), "{days}");
        }
        assert_eq!(stored(&world).await.len(), 1, "one clock");
        let moved = world.events().await;
        assert_eq!(moved[1..], ["demonstration_clock_moved"; 4]);
    });
}

#[test]
fn a_real_installation_has_no_such_clock() {
    on_both(async |world| {
        let who = world.staff(Role::Administrator, CITY).await;
        let real = server(&world, false).await;
        let before = world.events().await;
        let ctx = Ctx {
            app: real.clone(),
            ..who
        };
        let refused = set_clock(&ctx, world.now.plus_days(30)).await;
        assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        assert_eq!(real.clock.offset_ms(), 0);
        assert_eq!(world.events().await, before);
        assert!(stored(&world).await.is_empty());
    });
}

#[test]
fn all_servers_follow_one_clock() {
    on_both(async |world| {
        let who = world.staff(Role::Organiser, DISTRICT).await;
        let second = server(&world, true).await;
        follow_clock(&second).await.unwrap();
        assert_eq!(second.clock.offset_ms(), 0, "nobody moved it yet");
        for days in [30, -30] {
            let to = world.now.plus_days(days);
            set_clock(&who, to).await.unwrap();
            assert!(!reads(&second, to));
            follow_clock(&second).await.unwrap();
            assert!(reads(&second, to));
            assert_eq!(second.clock.offset_ms(), world.app.clock.offset_ms());
        }
        let again = Ctx {
            app: second.clone(),
            ..who
        };
        let to = world.now.plus_days(365);
        set_clock(&again, to).await.unwrap();
        follow_clock(&world.app).await.unwrap();
        assert!(reads(&world.app, to), "and the first follows the second");
    });
}

#[test]
fn a_clock_that_cannot_be_read_moves_nothing() {
    on_both(async |world| {
        let row = setting::Model {
            key: "clock_offset_ms".into(),
            value: "soon".into(),
        };
        let row: setting::ActiveModel = row.into();
        setting::Entity::insert(row)
            .exec_without_returning(&world.app.db.write)
            .await
            .unwrap();
        world.app.clock.set_offset_ms(7);
        follow_clock(&world.app).await.unwrap();
        assert_eq!(world.app.clock.offset_ms(), 7);
        let who = world.staff(Role::Organiser, DISTRICT).await;
        set_clock(&who, world.now).await.unwrap();
        follow_clock(&world.app).await.unwrap();
        assert!(reads(&world.app, world.now), "and it is mended by setting");
    });
}

#[test]
fn two_who_set_the_clock_at_once_leave_it_at_one_of_both() {
    on_both(async |world| {
        let who = world.staff(Role::Organiser, DISTRICT).await;
        let (first, second) = (world.now.plus_days(10), world.now.plus_days(20));
        let (a, b) = tokio::join!(set_clock(&who, first), set_clock(&who, second));
        a.unwrap();
        b.unwrap();
        assert_eq!(stored(&world).await.len(), 1);
        assert_eq!(world.events().await.len(), 3);
        follow_clock(&world.app).await.unwrap();
        let one = [first, second].into_iter().any(|to| reads(&world.app, to));
        assert!(one, "{:?}", world.app.clock.now());
    });
}

const TENTH_OF_MAY: &str = "to_y=2026&to_m=5&to_d=10&to_t=14%3A30";

#[tokio::test]
async fn the_clock_is_set_from_its_page() {
    let world = World::sqlite().await;
    let who = world.staff(Role::Recorder, DISTRICT).await;
    let look = Look::of(&world, &who);
    look.keeps("clock", "/desk/clock").await;
    let set = look.post("/desk/clock", TENTH_OF_MAY).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
    assert_eq!(set.location(), "/desk");
    let now = world.app.clock.now().rfc3339();
    assert!(now.starts_with("2026-05-10T14:30"), "{now}");
}

#[tokio::test]
async fn a_moment_that_is_none_moves_nothing_and_stays_in_the_form() {
    let world = World::sqlite().await;
    let who = world.staff(Role::Organiser, DISTRICT).await;
    let look = Look::of(&world, &who);
    for wrong in [
        "",
        "to_y=2026&to_m=4&to_d=31&to_t=14%3A30",
        "to_y=2026&to_m=5&to_d=10&to_t=25%3A00",
        "to_y=2026&to_m=5&to_d=10&to_t=noon",
        "to_y=2026&to_m=5&to_d=10",
        "to_y=26&to_m=5&to_d=10&to_t=14%3A30",
        "to_y=x&to_m=y&to_d=z&to_t=w",
    ] {
        let refused = look.post("/desk/clock", wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.main().contains("error-summary"), "{wrong}");
        assert!(reads(&world.app, world.now), "{wrong}");
    }
    let kept = look
        .post("/desk/clock", "to_y=2026&to_m=4&to_d=31&to_t=14%3A30")
        .await;
    assert!(kept.main().contains("value=\"31\""), "{}", kept.main());
    assert_eq!(world.events().await, ["staff_invited"]);
    assert!(stored(&world).await.is_empty());
    look.keeps_answer(
        "clock-no-such-day",
        "/desk/clock",
        Some("to_y=2026&to_m=4&to_d=31&to_t=14%3A30"),
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
}

#[tokio::test]
async fn nobody_but_staff_moves_the_clock_and_nobody_on_a_real_installation() {
    let world = World::sqlite().await;
    let applicant = world.applicant("1990-03-06").await;
    let staff = world.staff(Role::Administrator, CITY).await;
    let before = world.events().await;
    let look = Look::of(&world, &applicant);
    assert_eq!(look.get("/desk/clock").await.status, StatusCode::FORBIDDEN);
    let refused = look.post("/desk/clock", TENTH_OF_MAY).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let stranger = Look::stranger(&world)
        .post("/desk/clock", TENTH_OF_MAY)
        .await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    assert!(stranger.location().starts_with("/sign-in"));
    let real = server(&world, false).await;
    let session = sessions::open(&real, staff.account().unwrap(), real.clock.now());
    let session = session.await.unwrap();
    for (method, body) in [("GET", ""), ("POST", TENTH_OF_MAY)] {
        let request = Request::builder()
            .method(method)
            .uri("/desk/clock")
            .header("host", "localhost")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", format!("session={session}"))
            .body(Body::from(body))
            .unwrap();
        let answer = routes::router(real.clone()).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{method}");
    }
    assert_eq!(world.events().await, before);
    assert!(stored(&world).await.is_empty());
}

/// Every cookie that an answer sets.
fn cookies(answer: &Answer) -> Vec<String> {
    let set = answer.headers.get_all("set-cookie").into_iter();
    set.map(|value| value.to_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_choice_of_display_is_remembered_for_a_year_and_leads_back() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    for (name, value) in [
        ("lang", "en"),
        ("lang", "zh-CN"),
        ("theme", "dark"),
        ("theme", "light"),
        ("theme", "system"),
        ("view", "elder"),
        ("view", "standard"),
    ] {
        let path = format!("/display?{name}={value}&back=/help%3Fa=b");
        let answer = look.get(&path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), "/help?a=b");
        let year = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
        assert_eq!(cookies(&answer), [year]);
    }
    let all = look.get("/display?lang=en&theme=dark&view=elder").await;
    assert_eq!(cookies(&all).len(), 3);
    assert_eq!(all.location(), "/");
}

#[tokio::test]
async fn an_unknown_choice_is_not_remembered_and_the_way_back_stays_on_this_site() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    for path in [
        "/display",
        "/display?lang=fr",
        "/display?lang=EN",
        "/display?theme=dark%0d%0aset-cookie:%20a=b",
        "/display?view=&theme=&lang=",
        "/display?session=stolen",
        "/display?lang=fr&back=//evil.example",
        "/display?back=https://evil.example",
        "/display?back=/%5Cevil.example",
    ] {
        let answer = look.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(answer.location(), "/", "{path}");
        assert!(cookies(&answer).is_empty(), "{path}");
    }
    assert!(world.events().await.is_empty(), "a reader's own cookie");
}

#[tokio::test]
async fn a_page_is_shown_as_its_reader_chose() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    for (cookie, shown) in [
        ("", "<html lang=\"zh-CN\">"),
        ("lang=en", "<html lang=\"en\">"),
        ("lang=zh-CN", "<html lang=\"zh-CN\">"),
        ("theme=dark", "data-theme=\"dark\""),
        ("theme=light", "data-theme=\"light\""),
        ("view=elder", "data-view=\"elder\""),
    ] {
        let headers = [("cookie", cookie), ("accept-language", "zh-CN")];
        let answer = look.ask("/help", None, &headers).await;
        assert!(answer.body.contains(shown), "{cookie}");
    }
    let english = [("cookie", "lang=en"), ("accept-language", "zh-CN")];
    let chosen = look.ask("/privacy", None, &english).await;
    let asked = look
        .ask("/privacy", None, &[("accept-language", "en")])
        .await;
    assert_eq!(
        chosen.main(),
        asked.main(),
        "a choice goes before the browser"
    );
    for headers in [[("cookie", "theme=system")], [("cookie", "theme=pink")]] {
        let answer = look.ask("/help", None, &headers).await;
        assert!(!answer.body.contains("data-theme"), "{headers:?}");
    }
}

#[tokio::test]
async fn the_sites_own_pages_in_both_languages() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    for page in ["help", "accessibility", "privacy", "verify"] {
        look.keeps(&format!("article-{page}"), &format!("/{page}"))
            .await;
    }
}

#[tokio::test]
async fn the_sites_own_pages_name_its_telephone_and_carry_no_script() {
    let world = World::sqlite().await;
    for (_, language) in LANGUAGES {
        for page in ["/help", "/accessibility", "/privacy", "/verify"] {
            let look = Look::stranger(&world);
            let answer = look.ask(page, None, &[("accept-language", language)]).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            assert!(answer.body.contains("0000-1234567"), "{page}");
            assert!(!answer.body.contains("<script"), "{page}");
            assert_eq!(answer.body.matches("<h1").count(), 1, "{page}");
        }
    }
}

#[tokio::test]
async fn every_link_of_the_sites_own_pages_leads_somewhere() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    let mut found = std::collections::BTreeSet::new();
    for page in ["/help", "/accessibility", "/privacy", "/verify"] {
        let answer = look.get(page).await;
        let links = answer.body.split("href=\"/").skip(1);
        found.extend(links.map(|rest| format!("/{}", rest.split('"').next().unwrap())));
    }
    assert!(found.len() > 8, "{found:?}");
    for link in found.iter().filter(|link| !link.starts_with("/static/")) {
        let link = link.replace("&amp;", "&");
        let answer = look.get(&link).await;
        let status = answer.status;
        assert!(status.is_success() || status.is_redirection(), "{link}");
    }
}

#[tokio::test]
async fn anybody_reads_the_keys_by_which_lists_are_signed() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    let answer = look.get("/keys.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let keys: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(keys, world.app.signer.key_set());
    let second = server(&world, true).await;
    assert_eq!(second.signer.key_set(), keys, "the same on every server");
    let private = ["\"d\"", "private", "secret"];
    assert!(private.iter().all(|word| !answer.body.contains(word)));
}
