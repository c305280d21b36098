//! Pages of campaigns as people read them, in both languages.

use super::*;
use axum::http::StatusCode;

const CHECKED: &str = "birth_date_y=1990&birth_date_m=3&birth_date_d=6&education=bachelor&residence=210211&urban_register=yes&political=member&certificate=none";

/// The second page of a form, with every field empty or wrong.
const SLIPS: &str =
    "code=Q+S&area=990000%2F990001&pattern=&title=&title_en=&organiser=&contact=&announcement=";

/// A desk on the first day of applications.
async fn open(world: &mut World) -> Desk {
    let desk = Desk::announced(world).await;
    world.now = START.plus_days(4);
    accepted_for(world, desk.id, "GJZ-01", 3).await;
    desk
}

#[tokio::test]
async fn what_the_public_reads_of_campaigns() {
    let mut world = World::sqlite().await;
    let desk = open(&mut world).await;
    let author = world.later(&desk.author);
    let place = Jurisdiction(DISTRICT.into());
    commands::draft(&author, "hidden", &place, content())
        .await
        .unwrap();
    let look = Look::by_anybody(&world);
    look.page("campaigns-home", "/").await;
    look.page("campaigns-list", "/campaigns").await;
    let checked = "/campaigns/qs-2026/check";
    let (ok, problems) = (StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY);
    look.section("campaigns-self-check", checked, Some(CHECKED), ok, "can")
        .await;
    let no_date = "birth_date_y=1999&birth_date_m=2&birth_date_d=30&education=bachelor";
    let name = "campaigns-self-check-no-date";
    look.section(name, checked, Some(no_date), problems, "can")
        .await;
    let street = "/campaigns/qs-2026?street=%E6%B3%A1%E5%B4%96%E8%A1%97%E9%81%93";
    let name = "campaigns-posts-of-a-street";
    look.section(name, street, None, ok, "posts").await;
    look.file("campaigns-posts-csv", "/campaigns/qs-2026/posts.csv")
        .await;
}

#[tokio::test]
async fn the_rules_that_are_handed_out_have_the_digest_that_was_frozen() {
    let mut world = World::sqlite().await;
    open(&mut world).await;
    let look = Look::by_anybody(&world);
    let json = look
        .text("/campaigns/qs-2026/rules.json", None, "en", StatusCode::OK)
        .await;
    let digest = domain::digest::sha256(json.as_bytes());
    assert_eq!(digest, content().rules.digest(), "as sha256sum says");
    let found = queries::announced(&world.app.db.read, "qs-2026").await;
    assert_eq!(found.unwrap().rules_digest, digest);
}

#[tokio::test]
async fn nothing_of_a_draft_is_public() {
    let world = World::sqlite().await;
    let desk = Desk::in_check(&world).await;
    let look = Look::by_anybody(&world);
    for path in ["", "/posts.csv", "/posts.xlsx", "/rules.json"] {
        let path = format!("/campaigns/qs-2026{path}");
        look.text(&path, None, "zh-CN", StatusCode::NOT_FOUND).await;
    }
    look.text(
        "/campaigns/qs-2026/check",
        Some(CHECKED),
        "zh-CN",
        StatusCode::NOT_FOUND,
    )
    .await;
    let home = look.text("/", None, "zh-CN", StatusCode::OK).await;
    assert!(!home.contains(&content().title));
    drop(desk);
}

#[tokio::test]
async fn what_an_organiser_reads() {
    let mut world = World::sqlite().await;
    let desk = open(&mut world).await;
    let author = world.later(&desk.author);
    let place = Jurisdiction(STREET.into());
    let second = commands::draft(&author, "second", &place, content())
        .await
        .unwrap();
    world.now = world.now.plus_days(1);
    let author = world.later(&author);
    let third = commands::draft(&author, "third", &place, content())
        .await
        .unwrap();
    commands::hand_in(&author, third).await.unwrap();
    let look = Look::by(&world, &author);
    look.page("campaigns-desk", "/desk").await;
    look.page("campaigns-new", "/desk/campaigns/new").await;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    look.answer(
        "campaigns-new-with-problems",
        "/desk/campaigns/new",
        Some(SLIPS),
        status,
    )
    .await;
    look.page("campaigns-edit", "/desk/second/edit").await;
    let renamed = Draft {
        title: "别人改过".into(),
        ..content()
    };
    commands::edit(&author, second, Revision(0), "announcement", renamed)
        .await
        .unwrap();
    let older = "revision=0&title=%E6%88%91%E7%9A%84&title_en=&organiser=%E5%B1%80&contact=&announcement=%E6%AD%A3%E6%96%87";
    look.answer(
        "campaigns-edit-stale",
        "/desk/second/edit",
        Some(older),
        StatusCode::CONFLICT,
    )
    .await;
}

#[tokio::test]
async fn a_campaign_that_takes_another_as_its_pattern_takes_its_rules_without_their_days() {
    let mut world = World::sqlite().await;
    let desk = open(&mut world).await;
    let look = Look::by(&world, &desk.author);
    let form = "code=next-2027&area=990000%2F990001&pattern=qs-2026&title=%E5%86%8D%E6%AC%A1%E6%8B%9B%E8%81%98&title_en=&organiser=%E5%B1%80&contact=&announcement=%E6%AD%A3%E6%96%87";
    let next = look.leads_to("/desk/campaigns/new", form).await;
    assert_eq!(next, "/desk/next-2027/rules");
    let made = queries::by_code(&world.app.db.read, "next-2027")
        .await
        .unwrap();
    assert_eq!(made.content.rules.posts, content().rules.posts);
    assert_eq!(made.timetable.closes(), None);
    assert_eq!(made.content.rules.title, Bilingual::zh("再次招聘"));
    let unknown = form
        .replace("next-2027", "other")
        .replace("pattern=qs-2026", "pattern=nowhere");
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    look.text("/desk/campaigns/new", Some(&unknown), "en", status)
        .await;
    let other = queries::by_code(&world.app.db.read, "other").await;
    assert!(matches!(other, Err(AppError::NotFound)));
}

#[tokio::test]
async fn saving_what_stands_there_already_makes_no_new_state() {
    let world = World::sqlite().await;
    let desk = Desk::draft(&world).await;
    let look = Look::by(&world, &desk.author);
    let page = look
        .text("/desk/qs-2026/edit", None, "zh-CN", StatusCode::OK)
        .await;
    assert!(page.contains(&content().title));
    let form = "revision=0&title=2026%E5%B9%B4%E9%9D%92%E6%9D%BE%E5%8C%BA%E5%85%AC%E5%BC%80%E6%8B%9B%E8%81%98%E7%A4%BE%E5%8C%BA%E5%B7%A5%E4%BD%9C%E8%80%85%E5%85%AC%E5%91%8A&title_en=Qingsong+2026&organiser=%E9%9D%92%E6%9D%BE%E5%8C%BA%E6%B0%91%E6%94%BF%E5%B1%80&contact=0000-1234567&announcement=%23%23+%E7%AC%AC1%E6%9D%A1%E3%80%80%E5%B2%97%E4%BD%8D%0D%0A%0D%0A%E8%A7%81%E5%B2%97%E4%BD%8D%E8%A1%A8%E3%80%82";
    let before = trail(&world).await.len();
    let next = look.leads_to("/desk/qs-2026/edit", form).await;
    assert_eq!(next, "/desk/qs-2026/rules?saved=same");
    assert_eq!(
        (desk.row(&world).await.revision, trail(&world).await.len()),
        (0, before)
    );
    let changed = form.replace("Qingsong+2026", "Qingsong+2027");
    let next = look.leads_to("/desk/qs-2026/edit", &changed).await;
    assert_eq!(
        (next.as_str(), desk.row(&world).await.revision),
        ("/desk/qs-2026/rules", 1)
    );
}
