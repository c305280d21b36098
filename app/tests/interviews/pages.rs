//! Pages of the draw, the holding room and the panel as people read them, in both languages.

use super::*;
use axum::http::StatusCode;

/// What differs from draw to draw.
const DRAWN: &[(&str, &str)] = &[
    ("26032800[0-9]{3}", "[ticket]"),
    ("[\u{4e00}-\u{9fff}]{1,2}某某?", "[person]"),
    ("GJZ-0[12]", "[post of the room]"),
    ("<code>[0-9]+\n", "<code>[seed]\n"),
];

#[tokio::test]
async fn what_the_exam_centre_reads_of_lots() {
    let world = World::sqlite().await;
    let office = totalled_campaign(&world).await;
    let page = "/desk/gjz-2026/lots";
    let look = Look {
        differs: &DRAWN[3..],
        ..Look::by(&world, &office.exam_centre)
    };
    office.stands_at(&world, Progress::WrittenFrozen).await;
    look.page("interviews-lots-waiting", page).await;
    look.answer(
        "interviews-lots-refused",
        page,
        Some(""),
        StatusCode::CONFLICT,
    )
    .await;
    office.stands_at(&world, Progress::Shortlisted).await;
    look.page("interviews-lots-ready", page).await;
    assert_eq!(look.leads_to(page, "").await, page);
    look.page("interviews-lots-drawn", page).await;
    look.answer(
        "interviews-lots-twice",
        page,
        Some(""),
        StatusCode::CONFLICT,
    )
    .await;
}

#[tokio::test]
async fn what_the_holding_room_and_the_panel_read() {
    let world = World::sqlite().await;
    let office = shortlisted(&world).await;
    draw_lots(&office.exam_centre, office.id).await.unwrap();
    let look = Look {
        differs: DRAWN,
        ..Look::by(&world, &office.exam_centre)
    };
    look.page("interviews-room-list", "/desk/gjz-2026/lots/1")
        .await;
    look.page("interviews-sheets", "/desk/gjz-2026/lots/1/sheets")
        .await;
    for path in ["/lots/99", "/lots/x", "/lots/99/sheets"] {
        let path = format!("/desk/gjz-2026{path}");
        look.text(&path, None, "zh-CN", StatusCode::NOT_FOUND).await;
    }
}

#[tokio::test]
async fn a_score_sheet_names_nobody() {
    let world = World::sqlite().await;
    let office = shortlisted(&world).await;
    draw_lots(&office.exam_centre, office.id).await.unwrap();
    let look = Look::by(&world, &office.exam_centre);
    let rooms = queries::rooms(&world.app.db.read, office.id).await.unwrap();
    for (room, people) in rooms {
        let path = format!("/desk/gjz-2026/lots/{room}/sheets");
        let html = look.text(&path, None, "zh-CN", StatusCode::OK).await;
        for drawn in people {
            assert!(html.contains(&drawn.number));
            assert!(!html.contains(&drawn.person.ticket) && !html.contains(&drawn.person.name));
        }
    }
}

#[tokio::test]
async fn lots_leave_as_a_table_for_their_exam_centre_only() {
    let world = World::sqlite().await;
    let office = shortlisted(&world).await;
    draw_lots(&office.exam_centre, office.id).await.unwrap();
    let table = "/desk/gjz-2026/lots.xlsx";
    let elsewhere = world.staff(Role::ExamCentre, "990000/990009").await;
    let before = trail(&world).await.len();
    let look = Look::by(&world, &elsewhere);
    for path in [table, "/desk/gjz-2026/lots", "/desk/gjz-2026/lots/1"] {
        assert_eq!(
            look.response(path, None, "en").await.status(),
            StatusCode::FORBIDDEN
        );
    }
    assert_eq!(since(&world, before).await, []);
    let look = Look::by(&world, &office.exam_centre);
    assert_eq!(
        look.response(table, None, "en").await.status(),
        StatusCode::OK
    );
    let noted = Event::TableExported {
        campaign: office.id,
        table: "lots".into(),
        rows: Some(50),
    };
    assert_eq!(since(&world, before).await, [noted]);
}
