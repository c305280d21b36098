//! No page offers what its command refuses: both ask the same question.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
mod applicants;

use app::{
    admission::commands::assign_seats,
    applications::commands as applications,
    campaigns::{commands as campaigns, queries::by_id},
    entity::{campaign, mark_entry, publication},
    error::Refusal,
    interviews::commands::draw_lots,
    marking::commands::{Choice, Ruling, enter, settle, sign, take_back},
    platform::{ctx::Ctx, sessions},
    publication::{
        commands::{approve, seal},
        queries::sign_off::waiting,
    },
    ranking::commands::{compute_totals, decide_shortlist},
    routes,
    testing::*,
};
use applicants::{Case, applying, at, refusal, reject};
use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use domain::{
    Points,
    access::{Jurisdiction, Role},
    campaigns::{Dates, Draft, Progress},
    ids::{AccountId, CampaignId},
    marking::{MarkKind::Written, Pass},
    rules::{Mark, Period, RuleDocument},
    time::Moment,
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::Expr};
use tower::ServiceExt;

/// Whether a page has a button of these words that can be pressed.
async fn offers(world: &World, who: &Ctx, path: &str, words: &str) -> bool {
    world.app.clock.set(who.now);
    let session = sessions::open(&world.app, who.account().unwrap(), who.now);
    let request = Request::builder()
        .uri(path)
        .header("host", "localhost")
        .header("accept-language", "en")
        .header("cookie", format!("session={}", session.await.unwrap()));
    let request = request.body(Body::empty()).unwrap();
    let response = routes::router(world.app.clone()).oneshot(request).await;
    let response = response.unwrap();
    if response.status().is_redirection() {
        return false;
    }
    assert!(response.status().is_success(), "{path}: {response:?}");
    let html = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let html = String::from_utf8(html.to_vec()).unwrap();
    let mut buttons = html.split("<button").skip(1).filter_map(|rest| {
        let (tag, text) = rest.split_once('>')?;
        text.starts_with(words).then_some(tag)
    });
    buttons.any(|tag| !tag.contains(" disabled"))
}

/// From now on these are the rules of somebody else.
async fn written_by(world: &World, id: CampaignId, who: &Ctx) {
    let row = campaign::ActiveModel {
        id: Set(id.0),
        drafted_by: Set(who.account().unwrap().0),
        ..Default::default()
    };
    let update = campaign::Entity::update(row);
    update.exec(&world.app.db.write).await.unwrap();
}

async fn code(world: &World, id: CampaignId) -> String {
    by_id(&world.app.db.read, id).await.unwrap().code
}

/// The written marks of so many people, typed by two.
async fn typed(world: &World, id: CampaignId, people: u32) {
    for pass in [Pass::First, Pass::Second] {
        let recorder = world.staff(Role::Recorder, DISTRICT).await;
        let row = |n| {
            let mark = Points::whole(60 + i64::from(n));
            (format!("A-{n:04}"), vec![Mark::Scored(mark)])
        };
        let rows = (1..=people).map(row).collect();
        enter(&recorder, id, Written, pass, rows).await.unwrap();
    }
}

#[test]
fn whoever_wrote_the_rules_is_offered_no_step_of_running_them() {
    on_both(async |mut world| {
        let id = announced_campaign(&world).await;
        accepted_applications(&world, id, 12).await;
        world.now = timetable().written_at;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let author = world.staff(Role::ExamCentre, DISTRICT).await;
        written_by(&world, id, &author).await;
        let desk = format!("/desk/{}", code(&world, id).await);
        let seen = async |page: &str, words: &str| {
            let path = format!("{desk}/{page}");
            let own = offers(&world, &author, &path, words).await;
            (own, offers(&world, &exam, &path, words).await)
        };
        let same = Refusal::SamePerson;

        assert_eq!(seen("seats", "Draw seats").await, (false, true));
        assert_eq!(refusal(assign_seats(&author, id).await), same);
        assign_seats(&exam, id).await.unwrap();

        typed(&world, id, 12).await;
        let compare = "marks/written/compare";
        assert_eq!(seen(compare, "Sign, and hand on").await, (false, true));
        assert_eq!(refusal(sign(&author, id, Written).await), same);
        let checker = world.staff(Role::TallyChecker, DISTRICT).await;
        sign(&checker, id, Written).await.unwrap();
        sign(&exam, id, Written).await.unwrap();

        assert_eq!(seen("shortlist", "12 go").await, (false, true));
        assert_eq!(refusal(decide_shortlist(&author, id).await), same);
        decide_shortlist(&exam, id).await.unwrap();

        assert_eq!(seen("lots", "Draw lots").await, (false, true));
        assert_eq!(refusal(draw_lots(&author, id).await), same);
        draw_lots(&exam, id).await.unwrap();
    });
}

#[test]
fn totals_and_the_seal_under_them_are_offered_to_nobody_who_wrote_the_rules() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let (id, exam) = (totalled.id, &totalled.exam_centre);
        let path = format!("/desk/{}/publish", totalled.code);
        assert!(offers(&world, exam, &path, "Seal the list").await);
        written_by(&world, id, exam).await;
        assert!(!offers(&world, exam, &path, "Seal the list").await);
        assert_eq!(refusal(seal(exam, id, "").await), Refusal::SamePerson);
        assert_eq!(refusal(compute_totals(exam, id).await), Refusal::SamePerson);
    });
}

#[test]
fn the_first_signature_is_not_offered_to_who_sealed_the_list() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let (id, approver) = (totalled.id, &totalled.approver);
        let sealed = seal(&totalled.exam_centre, id, "").await.unwrap();
        let path = format!("/desk/{}/publish", totalled.code);
        assert!(offers(&world, approver, &path, "All correct").await);
        let db = &world.app.db.write;
        let row = waiting(db, id).await.unwrap().unwrap();
        let row = publication::ActiveModel {
            id: Set(row.id),
            sealed_by: Set(approver.account().unwrap().0),
            ..Default::default()
        };
        publication::Entity::update(row).exec(db).await.unwrap();
        assert!(!offers(&world, approver, &path, "All correct").await);
        let told = refusal(approve(approver, id, &sealed.digest).await);
        assert_eq!(told, Refusal::SamePerson);
    });
}

#[test]
fn figures_are_typed_and_settled_while_the_command_takes_them_and_by_whom_it_takes_them() {
    on_both(async |mut world| {
        let id = announced_campaign(&world).await;
        accepted_applications(&world, id, 1).await;
        world.now = timetable().corrections_close.plus_days(1);
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, id).await.unwrap();
        let marks = format!("/desk/{}/marks/written", code(&world, id).await);
        let entry = format!("{marks}/enter/first");
        let early = world.staff(Role::Recorder, DISTRICT).await;
        assert!(
            !offers(&world, &early, &entry, "Store these").await,
            "the day is to come"
        );
        world.now = timetable().written_at;
        let first = world.later(&early);
        assert!(offers(&world, &first, &entry, "Store these").await);

        let second = world.staff(Role::Recorder, DISTRICT).await;
        let row = |mark| vec![("A-0001".to_owned(), vec![Mark::Scored(Points::whole(mark))])];
        enter(&first, id, Written, Pass::First, row(70))
            .await
            .unwrap();
        enter(&second, id, Written, Pass::Second, row(71))
            .await
            .unwrap();
        let checker = world.staff(Role::TallyChecker, DISTRICT).await;
        let compare = format!("{marks}/compare");
        let ruling = Ruling {
            sheet: "A-0001".into(),
            item: "knowledge".into(),
            choice: Some(Choice::First),
            reason: String::new(),
        };
        typed_by(&world, checker.account().unwrap()).await;
        assert!(
            !offers(&world, &checker, &compare, "Settle").await,
            "they typed it"
        );
        let told = refusal(settle(&checker, id, Written, &ruling).await);
        assert_eq!(told, Refusal::SamePerson);
        typed_by(&world, first.account().unwrap()).await;
        assert!(offers(&world, &checker, &compare, "Settle").await);

        assert!(offers(&world, &first, &entry, "Take back").await);
        settle(&checker, id, Written, &ruling).await.unwrap();
        assert!(!offers(&world, &first, &entry, "Take back").await);
        let told = take_back(&first, id, Written, Pass::First, "A-0001").await;
        assert_eq!(refusal(told), Refusal::AlreadySettled);
    });
}

/// All figures of the first and the second entry are somebody's.
async fn typed_by(world: &World, who: AccountId) {
    let rows = mark_entry::Entity::update_many();
    let rows = rows.col_expr(mark_entry::Column::EnteredBy, Expr::value(who.0));
    rows.exec(&world.app.db.write).await.unwrap();
}

#[test]
fn once_somebody_has_signed_no_figure_can_be_typed() {
    on_both(async |mut world| {
        let id = announced_campaign(&world).await;
        accepted_applications(&world, id, 2).await;
        world.now = timetable().written_at;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, id).await.unwrap();
        typed(&world, id, 2).await;
        let recorder = world.staff(Role::Recorder, DISTRICT).await;
        let code = code(&world, id).await;
        let entry = format!("/desk/{code}/marks/written/enter/first");
        assert!(offers(&world, &recorder, &entry, "Upload").await);
        sign(&exam, id, Written).await.unwrap();
        for words in ["Store these", "Upload"] {
            assert!(!offers(&world, &recorder, &entry, words).await, "{words}");
        }
    });
}

#[test]
fn a_draft_is_announced_and_sent_back_only_while_it_is_checked() {
    on_both(async |world| {
        let json = include_bytes!("../domain/tests/notices/O03-demo.json");
        let mut rules = RuleDocument::from_json(json).unwrap();
        Dates::from(START.plus_days(3)).write(&mut rules);
        let draft = Draft {
            title: "公告".into(),
            title_en: "Notice".into(),
            organiser: "民政局".into(),
            contact: String::new(),
            announcement: "## 第1条".into(),
            rules,
        };
        let author = world.staff(Role::Organiser, DISTRICT).await;
        let checker = world.staff(Role::Organiser, DISTRICT).await;
        let scope = Jurisdiction(DISTRICT.into());
        let id = campaigns::draft(&author, "notice", &scope, draft)
            .await
            .unwrap();
        let path = "/desk/notice/check";
        let both = async |who: &Ctx| {
            let announce = offers(&world, who, path, "Checked: announce").await;
            (announce, offers(&world, who, path, "Send back").await)
        };
        assert_eq!(both(&checker).await, (false, false), "a draft");
        campaigns::hand_in(&author, id).await.unwrap();
        assert_eq!(both(&checker).await, (true, true));
        assert_eq!(both(&author).await, (false, true), "their own draft");
        campaigns::announce(&checker, id).await.unwrap();
        assert_eq!(both(&checker).await, (false, false), "announced");
    });
}

#[test]
fn nothing_is_decided_before_the_review_begins_and_nothing_sent_after_its_deadline() {
    on_both(async |world| {
        let day = |n: i64| world.now.plus_days(n);
        let case = Case::with(&world, |rules| {
            applying(rules).review = Some(Period {
                from: Some(Moment::of(day(2))),
                until: None,
            });
        })
        .await;
        let id = case.submitted("1999-03-06", "GJZ-05").await;
        let dossier = format!("/desk/qs-2026/review/{id}");
        assert!(!offers(&world, &case.district, &dossier, "Confirm").await);
        let reviewer = at(&case.district, day(2));
        assert!(offers(&world, &reviewer, &dossier, "Confirm").await);

        let (draft, own) = case.complete("1998-03-06", "GJZ-05").await;
        let check = format!("/applications/{own}/check");
        let contact = format!("/applications/{own}/contact");
        assert!(offers(&world, &draft, &check, "Submit").await);
        assert!(offers(&world, &draft, &contact, "Save").await);
        let closes = case.campaign().await.timetable.closes().unwrap();
        let late = at(&draft, closes);
        assert!(!offers(&world, &late, &check, "Submit").await);
        assert!(!offers(&world, &late, &contact, "Save").await);
        let told = refusal(applications::submit(&late, own, None, true).await);
        assert_eq!(told, Refusal::Closed { deadline: closes });
    });
}

#[test]
fn an_appeal_is_offered_until_its_deadline() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-05").await;
        applications::submit(&ctx, id, None, true).await.unwrap();
        let campaign = case.campaign().await;
        let revision = case.opened(id).await.revision;
        applications::decide(&case.district, &campaign, id, revision, &reject())
            .await
            .unwrap();
        let page = format!("/applications/{id}/appeal");
        assert!(offers(&world, &ctx, &page, "Submit the appeal").await);
        let deadline = case.opened(id).await.answer_by.unwrap();
        let late = at(&ctx, deadline);
        assert!(!offers(&world, &late, &page, "Submit the appeal").await);
        let told = applications::appeal(&late, id, "这一条我是符合的，请再看一次。").await;
        assert_eq!(refusal(told), Refusal::Closed { deadline });
        assert_eq!(campaign.progress, Progress::Announced);
    });
}
