//! Pages of the seating and the ticket as people read them, in both languages.

use super::*;
use axum::http::StatusCode;

/// What differs from draw to draw.
const DRAWN: &[(&str, &str)] = &[
    ("考生[0-9]+", "[person]"),
    ("<code>[0-9]+\n", "<code>[seed]\n"),
    ("<code>[0-9]+<", "<code>[seed]<"),
];

fn drawn<'a>(world: &'a World, who: &'a Ctx) -> Look<'a> {
    Look {
        differs: DRAWN,
        ..Look::by(world, who)
    }
}

async fn code(world: &World, campaign: CampaignId) -> String {
    by_id(&world.app.db.read, campaign).await.unwrap().code
}

#[tokio::test]
async fn what_the_exam_centre_reads() {
    let mut world = World::sqlite().await;
    let (campaign, applications) = decided(&mut world, 33).await;
    let seats = format!("/desk/{}/seats", code(&world, campaign).await);
    let exam = world.staff(Role::ExamCentre, DISTRICT).await;
    set_stage(&world, applications[0], Stage::Appealed, None).await;
    let look = drawn(&world, &exam);
    look.page("admission-seats-waiting", &seats).await;
    look.answer(
        "admission-seats-refused",
        &seats,
        Some(""),
        StatusCode::CONFLICT,
    )
    .await;
    set_stage(&world, applications[0], Stage::Accepted, None).await;
    look.page("admission-seats-ready", &seats).await;
    assert_eq!(look.leads_to(&seats, "").await, seats);
    look.page("admission-seats-drawn", &seats).await;
    look.page("admission-door-list", &format!("{seats}/2"))
        .await;
    for room in ["3", "0", "-1", "x"] {
        let path = format!("{seats}/{room}");
        look.text(&path, None, "zh-CN", StatusCode::NOT_FOUND).await;
    }
    let before = trail(&world).await.len();
    let csv = look
        .text(&format!("{seats}.csv"), None, "en", StatusCode::OK)
        .await;
    assert_eq!(csv.lines().count(), 34);
    assert_eq!(
        look.response(&format!("{seats}.xlsx"), None, "en")
            .await
            .status(),
        StatusCode::OK
    );
    let noted = Event::TableExported {
        campaign,
        table: "seats".into(),
        rows: Some(33),
    };
    assert_eq!(since(&world, before).await, [noted.clone(), noted]);
}

#[tokio::test]
async fn what_a_candidate_reads() {
    let mut world = World::sqlite().await;
    let (campaign, applications) = decided(&mut world, 1).await;
    let own = world.acting(owner(&world, applications[0]).await).await;
    let ticket = format!("/applications/{}/ticket", applications[0]);
    let status = StatusCode::CONFLICT;
    let look = drawn(&world, &own);
    look.answer("admission-ticket-early", &ticket, None, status)
        .await;
    let from = timetable().tickets_from;
    let later = at(&own, from);
    drawn(&world, &later)
        .answer("admission-ticket-seats-late", &ticket, None, status)
        .await;
    assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
        .await
        .unwrap();
    drawn(&world, &later)
        .page("admission-ticket", &ticket)
        .await;
    let stranger = world.applicant("1999-03-06").await;
    let stranger = at(&stranger, from);
    let look = Look::by(&world, &stranger);
    look.text(&ticket, None, "zh-CN", StatusCode::NOT_FOUND)
        .await;
}

#[tokio::test]
async fn the_exam_centre_of_another_district_reads_nothing_of_the_seats() {
    let mut world = World::sqlite().await;
    let (campaign, _) = decided(&mut world, 2).await;
    let seats = format!("/desk/{}/seats", code(&world, campaign).await);
    assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
        .await
        .unwrap();
    let elsewhere = world.staff(Role::ExamCentre, "990000/990009").await;
    let look = Look::by(&world, &elsewhere);
    let before = all_rows(&world).await;
    for page in ["", "/1", ".csv", ".xlsx"] {
        let path = format!("{seats}{page}");
        let answer = look.text(&path, None, "zh-CN", StatusCode::FORBIDDEN).await;
        assert!(!answer.contains("考生"));
    }
    look.text(&seats, Some(""), "zh-CN", StatusCode::FORBIDDEN)
        .await;
    assert!(
        before == all_rows(&world).await,
        "no export was noted either"
    );
}
