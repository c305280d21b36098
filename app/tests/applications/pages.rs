//! Pages of applications as people read them, in both languages.

use super::*;
use axum::http::StatusCode;

const OK: StatusCode = StatusCode::OK;
const CONFLICT: StatusCode = StatusCode::CONFLICT;
/// On the page of an application: how it stands, before all its answers.
const OUTCOME: (&str, &str) = ("<p class=\"tagrow\"", "<section");
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

#[tokio::test]
async fn what_is_read_before_anybody_can_apply() {
    let mut world = World::sqlite().await;
    announced_campaign(&world).await;
    let ctx = world.applicant("1999-03-06").await;
    let look = Look::by(&world, &ctx);
    // The second campaign of the world bears this number.
    let code = app::campaigns::queries::all(&world.app.db.read, true)
        .await
        .unwrap()
        .remove(0)
        .code;
    let apply = format!("/campaigns/{code}/apply");
    look.page("applications-apply-early", &apply).await;
    look.answer("applications-apply-refused", &apply, Some(""), CONFLICT)
        .await;
    look.page("applications-my-empty", "/my").await;
    world.now = timetable().applications_open;
    let ctx = world.later(&ctx);
    let look = Look::by(&world, &ctx);
    let first = look.leads_to(&apply, "").await;
    assert!(first.starts_with("/applications/"), "{first}");
    assert_eq!(
        look.leads_to(&apply, "").await,
        first,
        "twice leads to the same"
    );
}

#[tokio::test]
async fn what_is_read_while_an_application_is_filled_in() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let ctx = world.applicant("1999-03-06").await;
    let id = commands::start(&ctx, case.id).await.unwrap();
    let look = Look::by(&world, &ctx);
    let to = |page: &str| format!("/applications/{id}/{page}");
    look.page("applications-identity", &to("identity")).await;
    look.answer(
        "applications-contact-too-short",
        &to("contact"),
        Some("address=%E8%B7%AF"),
        WRONG,
    )
    .await;
    look.page("applications-photo-none", &to("photo")).await;
    commands::attach_photo(&ctx, id, &photo_file(20))
        .await
        .unwrap();
    look.page("applications-photo-tried", &to("photo")).await;
    commands::attach_document(&ctx, id, &"education".into(), &paper())
        .await
        .unwrap();
    let college = Facts::new().with("education", FactValue::Choice("college".into()));
    commands::save_answers(&ctx, id, Task::Education, &college)
        .await
        .unwrap();
    look.page("applications-question-answered", &to("education"))
        .await;
    look.page("applications-question-two", &to("residence"))
        .await;
    let answer = "_page=education&education=master&_seen=1&_then=later";
    let stale = "applications-question-stale";
    look.answer(stale, &to("education"), Some(answer), CONFLICT)
        .await;
    look.page("applications-posts-closed", &to("post")).await;
    look.answer(
        "applications-post-not-chosen",
        &to("post"),
        Some("post="),
        WRONG,
    )
    .await;
    look.page("applications-check-incomplete", &to("check"))
        .await;
}

#[tokio::test]
async fn what_is_read_when_an_application_is_handed_in() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
    let look = Look::by(&world, &ctx);
    let to = |page: &str| format!("/applications/{id}{page}");
    let revision = Revision(row(&world, id).await.revision);
    let undeclared = format!("revision={revision}");
    look.answer(
        "applications-check-undeclared",
        &to("/submit"),
        Some(&undeclared),
        WRONG,
    )
    .await;
    let declared = format!("revision={revision}&declared=yes");
    for _ in 0..2 {
        // The same form a second time is answered as the first.
        let next = look.leads_to(&to("/submit"), &declared).await;
        assert_eq!(next, to("/submitted"));
    }
    look.page("applications-submitted", &to("/submitted")).await;
    look.page("applications-status-submitted", &to("")).await;
    look.page("applications-my", "/my").await;
    assert_eq!(look.leads_to(&to("/withdraw"), "").await, to(""));
    look.page("applications-task-list-withdrawn", &to("")).await;
    look.answer(
        "applications-withdrawn-twice",
        &to("/withdraw"),
        Some(""),
        CONFLICT,
    )
    .await;
}

#[tokio::test]
async fn what_an_owner_reads_at_every_later_stage() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    for (stage, name) in [
        (Stage::PassedStreet, "passed-street"),
        (Stage::Accepted, "accepted"),
        (Stage::Returned, "returned"),
        (Stage::Rejected, "rejected"),
        (Stage::Appealed, "appealed"),
        (Stage::RejectionUpheld, "upheld"),
    ] {
        let (ctx, id) = at_stage(&case, stage).await;
        let look = Look::by(&world, &ctx);
        let own = format!("/applications/{id}");
        if stage == Stage::Returned {
            look.page("applications-task-list-returned", &own).await;
        } else {
            let name = format!("applications-status-{name}");
            look.part(&name, &own, None, OK, OUTCOME).await;
        }
        let late = at(&ctx, world.now.plus_days(15));
        let late = Look::by(&world, &late);
        match stage {
            Stage::Returned => late.page("applications-task-list-late", &own).await,
            Stage::Rejected => {
                let appeal = format!("{own}/appeal");
                look.page("applications-appeal", &appeal).await;
                let short = "text=%E4%B8%8D%E6%9C%8D";
                look.answer("applications-appeal-too-short", &appeal, Some(short), WRONG)
                    .await;
                let name = "applications-status-rejected-late";
                late.part(name, &own, None, OK, OUTCOME).await;
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn nobody_reads_the_pages_of_another() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let (_, id) = at_stage(&case, Stage::Rejected).await;
    let stranger = world.applicant("1999-03-06").await;
    let look = Look::by(&world, &stranger);
    for page in [
        "",
        "/contact",
        "/photo",
        "/check",
        "/submitted",
        "/appeal",
        "/ticket",
        "/result",
    ] {
        let path = format!("/applications/{id}{page}");
        look.text(&path, None, "zh-CN", StatusCode::NOT_FOUND).await;
    }
    for act in ["/submit", "/withdraw", "/appeal", "/contact", "/photo/keep"] {
        let path = format!("/applications/{id}{act}");
        let before = all_rows(&world).await;
        let form = format!("text={WORDS}&address={ADDRESS}&declared=yes");
        look.text(&path, Some(&form), "zh-CN", StatusCode::NOT_FOUND)
            .await;
        assert!(before == all_rows(&world).await, "{act}");
    }
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
async fn what_a_district_reviewer_reads() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let look = Look::by(&world, &case.district);
    look.page("applications-queue-empty", "/desk/qs-2026/review")
        .await;
    let (_, appealed) = at_stage(&case, Stage::Appealed).await;
    let (ctx, claimed) = case.complete("1998-03-06", "GJZ-05").await;
    let veteran = Facts::new().with("veteran", FactValue::YesNo(true));
    commands::save_answers(&ctx, claimed, Task::Status, &veteran)
        .await
        .unwrap();
    commands::attach_document(&ctx, claimed, &"veteran".into(), &paper())
        .await
        .unwrap();
    commands::attach_photo(&ctx, claimed, &photo_file(20))
        .await
        .unwrap();
    commands::keep_photo(&ctx, claimed).await.unwrap();
    commands::submit(&ctx, claimed, None, true).await.unwrap();
    look.page(
        "applications-queue-all",
        "/desk/qs-2026/review?view=all&order=newest",
    )
    .await;
    let to = |id: ApplicationId, act: &str| format!("/desk/qs-2026/review/{id}{act}");
    let unreasoned = "item=veteran&shown=claimed&ruling=refuse&note-veteran=";
    let name = "applications-dossier-bonus-without-reason";
    look.answer(name, &to(claimed, "/bonus"), Some(unreasoned), WRONG)
        .await;
    let revision = row(&world, appealed).await.revision;
    let own = format!("revision={revision}&ruling=overturn&note=%E5%B1%9E%E5%AE%9E");
    let name = "applications-dossier-own-ruling";
    let alert = ("role=\"alert\"", "</div>");
    look.part(
        name,
        &to(appealed, "/appeal"),
        Some(&own),
        StatusCode::FORBIDDEN,
        alert,
    )
    .await;
    let name = "applications-dossier-without-reasons";
    let lacking = "revision=1&verdict=return&note=";
    look.part(name, &to(claimed, "/decide"), Some(lacking), WRONG, alert)
        .await;
    let path = to(appealed, "/appeal");
    let undecided = look
        .text(&path, Some("revision=1&note=x"), "en", WRONG)
        .await;
    assert!(undecided.contains("ruling"));
    let other = world.staff(Role::DistrictReviewer, DISTRICT).await;
    let look = Look::by(&world, &other);
    look.page("applications-dossier-appeal", &to(appealed, ""))
        .await;
    let overturn = own.replace("note=", "note=%E5%B7%B2");
    let next = look.leads_to(&to(appealed, "/appeal"), &overturn).await;
    assert_eq!(next, "/desk/qs-2026/review?view=appeals&done=1");
    let view = format!("{next}&unchanged=QS26-00009");
    let done = look.text(&view, None, "en", OK).await;
    assert!(
        done.contains("QS26-00009"),
        "what nothing happened to is named"
    );
}

#[tokio::test]
async fn the_queue_leaves_as_a_table_and_leaves_a_trace() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    at_stage(&case, Stage::Submitted).await;
    let look = Look::by(&world, &case.district);
    let response = look
        .response("/desk/qs-2026/review.xlsx?view=all", None, "zh-CN")
        .await;
    assert_eq!(response.status(), OK);
    let (who, what) = last_entry(&world).await;
    assert_eq!(who, case.district.account().ok());
    assert!(
        matches!(what, Event::TableExported { campaign, rows: Some(1), .. } if campaign == case.id),
        "{what:?}"
    );
}

const ALERT: (&str, &str) = ("role=\"alert\"", "</div>");

#[tokio::test]
async fn a_page_with_its_document_is_saved_in_one_go() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let ctx = world.applicant("1999-03-06").await;
    let id = commands::start(&ctx, case.id).await.unwrap();
    let look = Look::by(&world, &ctx);
    let page = format!("/applications/{id}/education");
    let picture = portrait(240);
    let fields = |then| {
        [
            ("_page", "education"),
            ("education", "bachelor"),
            ("_seen", ""),
            ("_then", then),
        ]
    };
    let paper = [(PAPER, "C:\\扫描\\毕业证书.png", &*picture)];
    let before = trail(&world).await.len();
    let sent = look
        .sends_files(&page, &fields("continue"), &paper, "zh-CN")
        .await;
    assert_eq!(target(&sent), format!("/applications/{id}"));
    let names: Vec<_> = since(&world, before)
        .await
        .iter()
        .map(Event::name)
        .collect();
    assert_eq!(names, ["file_uploaded", "answers_saved"]);
    let opened = case.opened(id).await;
    assert_eq!(opened.files[0].name, "毕业证书.png");
    assert_eq!(
        opened.facts.get(&"education".into()),
        Some(&FactValue::Choice("bachelor".into()))
    );
    // Taking it back by its button keeps the answers, and the page.
    let file = opened.files[0].id;
    let stamp = opened.stamp("education:education");
    let remove = format!("remove:{file}");
    let again = [
        ("_page", "education"),
        ("education", "bachelor"),
        ("_seen", &stamp),
        ("_then", &remove),
    ];
    let removed = look.sends_files(&page, &again, &[], "zh-CN").await;
    assert_eq!(target(&removed), format!("{page}?page=education"));
    assert_eq!(case.opened(id).await.files.len(), 0);
}

#[tokio::test]
async fn a_document_is_kept_whatever_is_wrong_with_the_answers_beside_it() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let ctx = world.applicant("1999-03-06").await;
    let id = commands::start(&ctx, case.id).await.unwrap();
    let look = Look::by(&world, &ctx);
    let page = format!("/applications/{id}/education");
    let none = [
        ("_page", "education"),
        ("education", ""),
        ("_seen", ""),
        ("_then", "upload"),
    ];
    let name = "applications-question-no-file";
    look.files_part(name, &page, (&none, &[]), WRONG, ALERT)
        .await;
    let picture = portrait(240);
    let paper = [(PAPER, "毕业证书.png", &*picture)];
    let unanswered = [
        ("_page", "education"),
        ("education", ""),
        ("_seen", ""),
        ("_then", "continue"),
    ];
    let name = "applications-question-file-without-answer";
    look.files_part(name, &page, (&unanswered, &paper), WRONG, ALERT)
        .await;
    assert_eq!(
        case.opened(id).await.files.len(),
        1,
        "sent in both languages, kept once"
    );
    let zip = [(
        PAPER,
        "毕业证书.pdf",
        &b"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaa"[..],
    )];
    let name = "applications-question-wrong-file";
    look.files_part(name, &page, (&unanswered, &zip), WRONG, ALERT)
        .await;
    assert_eq!(case.opened(id).await.files.len(), 1);
}

#[tokio::test]
async fn a_photo_is_sent_by_its_page_and_kept_by_its_button() {
    let world = World::sqlite().await;
    let case = Case::open(&world).await;
    let ctx = world.applicant("1999-03-06").await;
    let id = commands::start(&ctx, case.id).await.unwrap();
    let look = Look::by(&world, &ctx);
    let page = format!("/applications/{id}/photo");
    look.files_part(
        "applications-photo-no-file",
        &page,
        (&[], &[]),
        WRONG,
        ALERT,
    )
    .await;
    let dark = portrait(20);
    let sent = look
        .sends_files(&page, &[], &[("photo", "我.png", &*dark)], "zh-CN")
        .await;
    assert_eq!(target(&sent), page, "the page says what is wrong with it");
    assert!(case.opened(id).await.photo().is_none());
    let kept = look.leads_to(&format!("{page}/keep"), "").await;
    assert_eq!(kept, format!("/applications/{id}"));
    assert!(case.opened(id).await.photo().is_some());
    let shown = format!("/files/{}", case.opened(id).await.photo().unwrap().id);
    let picture = look.response(&shown, None, "zh-CN").await;
    assert_eq!(picture.headers()["content-type"], "image/jpeg");
    assert!(
        picture.headers()["cache-control"]
            .to_str()
            .unwrap()
            .contains("private")
    );
    let stranger = world.applicant("1999-03-06").await;
    let look = Look::by(&world, &stranger);
    look.text(&shown, None, "zh-CN", StatusCode::NOT_FOUND)
        .await;
}
