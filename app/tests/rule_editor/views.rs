//! The editor and the second official's page as people read them, in both languages.

use super::*;
use trace::Look;

fn total() -> String {
    address(Part::Total)
}

#[tokio::test]
async fn the_list_of_the_rules_and_a_part_of_them() {
    let world = World::sqlite().await;
    let author = world.staff(Role::Organiser, DISTRICT).await;
    let id = drafted(&author).await;
    let mut odd = rules();
    odd.stages[1].lines.as_mut().unwrap()[0].at = LineAt::Fixed(Points::whole(999));
    rewritten(&author, id, &odd).await;
    let look = Look::of(&world, &author);
    look.keeps("rules-list", &format!("/desk/{CODE}/rules"))
        .await;
    look.keeps("rules-part", &total()).await;
    let mut typed = sent(&odd, Part::Total, 1);
    typed.set("total-full", "a hundred");
    look.keeps_form(
        "rules-part-with-problems",
        &total(),
        &encoded(&typed),
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    typed.set("total-full", "150");
    typed.set("check", "yes");
    look.keeps_form(
        "rules-part-checked",
        &total(),
        &encoded(&typed),
        StatusCode::OK,
    )
    .await;
    typed.set("check", "");
    typed.set("revision", "0");
    look.keeps_form(
        "rules-part-stale",
        &total(),
        &encoded(&typed),
        StatusCode::CONFLICT,
    )
    .await;
    let json = Typed::from([
        ("as", "json"),
        ("revision", "1"),
        ("json", "{\"total\": 1}"),
    ]);
    look.keeps_form(
        "rules-json-with-problems",
        &total(),
        &encoded(&json),
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
}

#[tokio::test]
async fn versions_side_by_side_and_the_way_back() {
    let world = World::sqlite().await;
    let author = world.staff(Role::Organiser, DISTRICT).await;
    let id = drafted(&author).await;
    let mut other = rules();
    other.stages[0].lines.as_mut().unwrap()[0].at = LineAt::Share(Ratio::percent(65));
    other.posts[0].places = Some(5);
    rewritten(&author, id, &other).await;
    let look = Look::of(&world, &author);
    let versions = format!("/desk/{CODE}/rules/versions");
    look.keeps("rules-versions", &format!("{versions}?from=0&to=1"))
        .await;
    look.keeps_form(
        "rules-versions-stale",
        &versions,
        "revision=0&to=0",
        StatusCode::CONFLICT,
    )
    .await;
    commands::go_back(&author, id, Revision(1), Revision(0))
        .await
        .unwrap();
    look.keeps("rules-versions-went-back", &format!("{versions}?saved=2"))
        .await;
}

#[tokio::test]
async fn what_the_second_official_and_the_author_read_of_a_draft_in_check() {
    let world = World::sqlite().await;
    let author = world.staff(Role::Organiser, DISTRICT).await;
    let checker = world.staff(Role::Organiser, DISTRICT).await;
    let id = drafted(&author).await;
    commands::hand_in(&author, id).await.unwrap();
    let check = format!("/desk/{CODE}/check");
    Look::of(&world, &author)
        .keeps("check-of-ones-own-draft", &check)
        .await;
    let look = Look::of(&world, &checker);
    look.keeps("check", &check).await;
    look.keeps_form(
        "check-with-problems",
        &format!("/desk/{CODE}/send-back"),
        "note=",
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
}

#[tokio::test]
async fn a_draft_that_says_nothing_yet_is_offered_usual_courses() {
    let world = World::sqlite().await;
    let author = world.staff(Role::Organiser, DISTRICT).await;
    let id = drafted(&author).await;
    let mut empty = rules();
    empty.stages.clear();
    rewritten(&author, id, &empty).await;
    let look = Look::of(&world, &author);
    look.keeps("rules-list-without-stages", &format!("/desk/{CODE}/rules"))
        .await;
    let typed = Typed::from([("act", "template:written-interview"), ("revision", "1")]);
    look.keeps_form(
        "rules-part-from-a-template",
        &address(Part::Stages),
        &encoded(&typed),
        StatusCode::OK,
    )
    .await;
}
