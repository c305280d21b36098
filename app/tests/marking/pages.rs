//! Pages of the marking desk as people read them, in both languages.

use super::*;
use axum::http::StatusCode;

const OK: StatusCode = StatusCode::OK;
const CONFLICT: StatusCode = StatusCode::CONFLICT;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn marks(world: &World, desk: &Desk) -> String {
    let code = by_id(&world.app.db.read, desk.campaign).await.unwrap().code;
    format!("/desk/{code}/marks")
}

#[tokio::test]
async fn what_a_recorder_reads() {
    let mut world = World::sqlite().await;
    let desk = desk(&mut world, 3).await;
    let marks = marks(&world, &desk).await;
    let look = Look::by(&world, &desk.first);
    let first = format!("{marks}/written/enter/first");
    look.page("marking-overview-recorder", &marks).await;
    look.page("marking-enter-empty", &first).await;
    let slips = "r0=A-0001&r0i0=101&r1=A-0099&r1i0=70&r2=A-0002&r2i0=8%2C1";
    look.answer("marking-enter-with-problems", &first, Some(slips), WRONG)
        .await;
    let next = look
        .leads_to(
            &first,
            "r0=a-0001&r0i0=81.5&r1=A-0002&r1i0=%E7%BC%BA%E8%80%83",
        )
        .await;
    assert_eq!(next, format!("{first}?done=2"));
    look.page("marking-enter-done", &next).await;
    let early = at(&desk.first, Instant(timetable().written_at.0 - 1));
    Look::by(&world, &early)
        .page("marking-enter-early", &first)
        .await;
    let template = look
        .text(&format!("{marks}/written/template.csv"), None, "zh-CN", OK)
        .await;
    assert!(template.contains("社区工作基础知识"), "{template}");
}

#[tokio::test]
async fn a_recorder_reads_no_page_that_shows_the_other_entry() {
    let mut world = World::sqlite().await;
    let desk = desk(&mut world, 2).await;
    desk.twice(&[(1, "81.5"), (2, "50")], &[(1, "18.5"), (2, "50")])
        .await;
    let marks = marks(&world, &desk).await;
    let look = Look::by(&world, &desk.first);
    for path in ["/written/compare", "/written/compare.xlsx"] {
        let path = format!("{marks}{path}");
        assert_eq!(
            look.response(&path, None, "en").await.status(),
            StatusCode::FORBIDDEN
        );
    }
    for path in ["", "/written/enter/first", "/written/enter/second"] {
        let html = look.text(&format!("{marks}{path}"), None, "en", OK).await;
        assert!(!html.contains("18.5"), "{path}");
    }
    let back = format!("{marks}/written/take-back/second");
    look.text(&back, Some("sheet=A-0001"), "en", StatusCode::FORBIDDEN)
        .await;
}

#[tokio::test]
async fn what_a_checker_reads() {
    let mut world = World::sqlite().await;
    let desk = desk(&mut world, 5).await;
    let marks = marks(&world, &desk).await;
    let compare = format!("{marks}/written/compare");
    let look = Look::by(&world, &desk.checker);
    look.page("marking-compare-nothing", &compare).await;
    desk.twice(
        &[(1, "76.6"), (2, "18.5"), (3, "30"), (4, "14"), (5, "60")],
        &[(1, "70.6"), (2, "14"), (3, "30"), (4, "18.5"), (5, "61")],
    )
    .await;
    desk.settle(
        &desk.checker,
        &ruling(5, Choice::Retyped("60.5".into()), "原卷是60.5"),
    )
    .await
    .unwrap();
    look.page("marking-overview-checker", &marks).await;
    look.page("marking-compare", &compare).await;
    let one = format!("{compare}?sheet=A-0001&item=knowledge");
    let ruled = ("<section id=\"ruling\"", "</section>");
    look.part("marking-compare-ruling", &one, None, OK, ruled)
        .await;
    let settle = format!("{marks}/written/settle");
    let lacking = "sheet=A-0001&item=knowledge&choice=retyped&value=760&reason=";
    look.answer(
        "marking-settle-with-problems",
        &settle,
        Some(lacking),
        WRONG,
    )
    .await;
    let agreed = "sheet=A-0003&item=knowledge&choice=first";
    let alert = ("role=\"alert\"", "</div>");
    look.part(
        "marking-settle-agreed",
        &settle,
        Some(agreed),
        CONFLICT,
        alert,
    )
    .await;
    let open = format!("{marks}/written/freeze");
    look.part("marking-freeze-open", &open, Some(""), CONFLICT, alert)
        .await;
}

#[tokio::test]
async fn what_is_read_when_marks_are_signed() {
    let mut world = World::sqlite().await;
    let desk = desk(&mut world, 2).await;
    desk.twice(&[(1, "81"), (2, "50")], &[(1, "81"), (2, "50")])
        .await;
    let marks = marks(&world, &desk).await;
    let (compare, freeze) = (
        format!("{marks}/written/compare"),
        format!("{marks}/written/freeze"),
    );
    let look = Look::by(&world, &desk.checker);
    let seals = ("<aside", "</aside>");
    look.part("marking-sign-first", &compare, None, OK, seals)
        .await;
    assert_eq!(look.leads_to(&freeze, "").await, compare);
    look.part("marking-sign-waits", &compare, None, OK, seals)
        .await;
    look.answer(
        "marking-sign-twice",
        &freeze,
        Some(""),
        StatusCode::FORBIDDEN,
    )
    .await;
    let exam = Look::by(&world, &desk.exam);
    exam.part("marking-sign-second", &compare, None, OK, seals)
        .await;
    assert_eq!(exam.leads_to(&freeze, "").await, compare);
    look.page("marking-frozen", &compare).await;
    look.page("marking-overview-frozen", &marks).await;
    let recorder = Look::by(&world, &desk.first);
    recorder
        .page(
            "marking-enter-frozen",
            &format!("{marks}/written/enter/first"),
        )
        .await;
}

#[tokio::test]
async fn a_comparison_that_leaves_the_platform_is_noted() {
    let mut world = World::sqlite().await;
    let desk = desk(&mut world, 1).await;
    let marks = marks(&world, &desk).await;
    let look = Look::by(&world, &desk.exam);
    let table = look
        .response(&format!("{marks}/written/compare.xlsx"), None, "en")
        .await;
    assert_eq!(table.status(), OK);
    let (who, noted) = last_entry(&world).await;
    assert_eq!(who, desk.exam.account().ok());
    assert!(
        matches!(&noted, Event::TableExported { campaign, table, rows: Some(_) }
            if *campaign == desk.campaign && table == "comparison"),
        "{noted:?}"
    );
    for path in ["/oral/compare", "/written/enter/third", "/oral/enter/first"] {
        let path = format!("{marks}{path}");
        let who = if path.contains("enter") {
            &desk.first
        } else {
            &desk.exam
        };
        Look::by(&world, who)
            .text(&path, None, "en", StatusCode::NOT_FOUND)
            .await;
    }
}

#[tokio::test]
async fn a_table_of_marks_is_taken_as_the_form_is() {
    let mut world = World::sqlite().await;
    let desk = desk(&mut world, 3).await;
    let marks = marks(&world, &desk).await;
    let look = Look::by(&world, &desk.first);
    let (upload, entry) = (
        format!("{marks}/written/upload/first"),
        format!("{marks}/written/enter/first"),
    );
    let table = "密号,社区工作基础知识\r\nA-0001,81.5\r\nA-0002,缺考\r\nA-0003,70\r\n";
    let sent = look
        .sends_files(
            &upload,
            &[],
            &[("file", "成绩.csv", table.as_bytes())],
            "zh-CN",
        )
        .await;
    assert_eq!(target(&sent), format!("{entry}?done=3"));
    assert_eq!(stored(&world).await, 3);
    let (who, what) = last_entry(&world).await;
    assert_eq!(who, desk.first.account().ok());
    assert!(matches!(what, Event::MarksEntered { sheets, .. } if sheets.len() == 3));
}

#[tokio::test]
async fn what_is_wrong_with_a_table_is_told_by_its_rows_and_nothing_of_it_is_stored() {
    let mut world = World::sqlite().await;
    let desk = desk(&mut world, 3).await;
    let marks = marks(&world, &desk).await;
    let look = Look::by(&world, &desk.first);
    let upload = format!("{marks}/written/upload/first");
    let alert = ("role=\"alert\"", "<div class=\"bench\"");
    let wrong = "密号,knowledge\nA-0001,81\n\nA-0009,70\nA-0002,101\nA-0001,60\n";
    for (name, table) in [
        ("rows", wrong),
        ("foreign-column", "密号,准考证号\nA-0001,26033100001\n"),
        ("empty", ""),
        ("decimal-comma", "密号,knowledge\nA-0001,81,5\n"),
    ] {
        let files: &[Upload<'_>] = &[("file", "成绩.csv", table.as_bytes())];
        let before = all_rows(&world).await;
        let name = format!("marking-upload-{name}");
        look.files_part(&name, &upload, (&[], files), WRONG, alert)
            .await;
        assert!(before == all_rows(&world).await, "{name}");
    }
    desk.twice(
        &[(1, "81"), (2, "50"), (3, "60")],
        &[(1, "81"), (2, "50"), (3, "60")],
    )
    .await;
    desk.sign(&desk.checker).await.unwrap();
    let files: &[Upload<'_>] = &[("file", "成绩.csv", b"n,knowledge\nA-0001,80\n")];
    let signed = look.sends_files(&upload, &[], files, "zh-CN").await;
    assert_eq!(signed.status(), CONFLICT);
}

#[tokio::test]
async fn what_is_read_of_the_sheets_of_the_interview() {
    let world = World::sqlite().await;
    let panel = interview::Panel::open(&world).await;
    let marks = "/desk/gjz-2026/marks";
    let look = Look::by(&world, &panel.first);
    let first = format!("{marks}/interview/enter/first");
    let table = ("<table", "</thead>");
    look.part("marking-panel-enter", &first, None, OK, table)
        .await;
    let gaps = format!("r0={}&r0i0=80&r0i1=&r0i2=101", panel.lots[0]);
    let alert = ("role=\"alert\"", "</div>");
    look.part("marking-panel-gaps", &first, Some(&gaps), WRONG, alert)
        .await;
    let whole: String = (0..7).map(|n| format!("&r0i{n}=80")).collect();
    let next = look
        .leads_to(&first, &format!("r0={}{whole}", panel.lots[0]))
        .await;
    assert_eq!(next, format!("{first}?done=1"));
    let other: String = (0..7).map(|n| format!("&r0i{n}={}", 80 + n)).collect();
    let second = Look::by(&world, &panel.second);
    let path = format!("{marks}/interview/enter/second");
    second
        .leads_to(&path, &format!("r0={}{other}", panel.lots[0]))
        .await;
    let checker = Look::by(&world, &panel.checker);
    checker
        .page(
            "marking-panel-compare",
            &format!("{marks}/interview/compare"),
        )
        .await;
    let template = format!("{marks}/interview/template.csv");
    look.file("marking-panel-template", &template).await;
}
