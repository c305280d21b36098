//! The exam centre's pages as people read them, in both languages.

use super::*;
use trace::Look;

async fn code(world: &World, office: &Office) -> String {
    let campaign = by_id(&world.app.db.read, office.campaign).await;
    campaign.unwrap().code
}

#[tokio::test]
async fn the_course_and_its_shortlist_before_and_after_the_decision() {
    let mut world = World::sqlite().await;
    let (office, _) = Office::open(&mut world, 16, |_| {}).await;
    let exam = world.later(&office.exam);
    let code = code(&world, &office).await;
    let look = Look::of(&world, &exam);
    let shortlist = format!("/desk/{code}/shortlist");
    look.keeps("ranking-shortlist-not-yet", &shortlist).await;
    let mut marks = whole(&[90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80, 70, 70, 69]);
    marks.extend([Mark::Absent, Mark::Violation]);
    office.written(&world, &marks).await;
    look.keeps("ranking-shortlist", &shortlist).await;
    decide_shortlist(&exam, office.campaign).await.unwrap();
    look.keeps("ranking-shortlist-decided", &shortlist).await;
    look.keeps_form(
        "ranking-shortlist-twice",
        &shortlist,
        "",
        StatusCode::CONFLICT,
    )
    .await;
    look.keeps("ranking-steps", &format!("/desk/{code}/ranking"))
        .await;
}

#[tokio::test]
async fn totals_with_a_further_test_and_after_the_decision() {
    let mut world = World::sqlite().await;
    let written = [90, 89, 88, 80, 80, 70, 59];
    let change = extra_tests::with_extra_test;
    let sheets = [(1, [59; 7]), (2, [79, 60, 99, 80, 81, 82, 83])];
    let office = interviewed(&mut world, &written, &sheets, |doc| {
        change(doc);
        doc.posts[0].places = Some(3);
        doc.stated_places = None;
    })
    .await;
    let exam = world.later(&office.exam);
    let code = code(&world, &office).await;
    let look = Look::of(&world, &exam);
    let totals = format!("/desk/{code}/totals");
    look.keeps("ranking-totals", &totals).await;
    look.keeps_form("ranking-totals-open", &totals, "", StatusCode::CONFLICT)
        .await;
    let people = people(&world).await;
    let boxed = |at: usize| {
        test_field(&TestWanted {
            test: "extra".into(),
            candidate: people[at].ticket.clone(),
        })
    };
    let form = format!("{}=101&{}=", boxed(3), boxed(4));
    look.keeps_form(
        "ranking-extra-tests-with-problems",
        &format!("/desk/{code}/extra-tests"),
        &form,
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    let typed = Typed::from([(boxed(3).as_str(), "81"), (boxed(4).as_str(), "82.5")]);
    record_extra_tests(&exam, office.campaign, &typed)
        .await
        .unwrap();
    compute_totals(&exam, office.campaign).await.unwrap();
    look.keeps("ranking-totals-decided", &totals).await;
    let other = format!("{totals}?post=GJZ-02");
    look.keeps("ranking-totals-of-a-post-without-people", &other)
        .await;
}
