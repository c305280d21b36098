//! The overview of a recruitment: its figures, who sees it, where it sends people; and the desk on which staff land.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
mod looks;

use app::{
    accounts::{
        queries::{Area, person},
        staff,
    },
    campaigns::{
        commands as campaigns,
        queries::{Campaign, by_id},
    },
    entity::{
        application, campaign,
        kinds::RunStage,
        post, review,
        stored::{Json, Text},
    },
    overview::queries::{Board, StepName, board},
    platform::{ctx::Ctx, form::Typed},
    testing::*,
};
use axum::http::StatusCode;
use domain::{
    Instant,
    access::{Jurisdiction, Permission, Role},
    applications::{Act, ReasonCode, Stage},
    campaigns::{CampaignState, Draft, Progress},
    ids::{ApplicationId, CampaignId},
    rules::RuleDocument,
};
use looks::Look;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, prelude::Uuid,
};
use std::{collections::BTreeSet, time::Duration};

const HOUR: i64 = 3_600_000;

async fn found(world: &World, id: CampaignId) -> Campaign {
    by_id(&world.app.db.write, id).await.unwrap()
}

async fn figures(world: &World, id: CampaignId) -> Board {
    let campaign = found(world, id).await;
    board(&world.app.db.read, &campaign).await.unwrap()
}

fn people(board: &Board) -> Vec<(StepName, u64)> {
    let steps = board.funnel.iter();
    steps.map(|step| (step.name, step.people)).collect()
}

/// The application stands there, submitted and decided at those moments.
async fn stands(
    world: &World,
    id: ApplicationId,
    stage: Stage,
    submitted: Option<Instant>,
    decided: Option<Instant>,
) {
    let row = application::ActiveModel {
        id: Set(id.0),
        stage: Set(Text(stage)),
        submitted_at: Set(submitted.map(|at| at.0)),
        decided_at: Set(decided.map(|at| at.0)),
        ..Default::default()
    };
    row.update(&world.app.db.write).await.unwrap();
}

async fn reviewed(world: &World, id: ApplicationId, act: Act, reasons: &[ReasonCode]) {
    let reviewer = world.staff(Role::DistrictReviewer, DISTRICT).await;
    let row = review::ActiveModel {
        id: Set(Uuid::now_v7()),
        application_id: Set(id.0),
        reviewer_id: Set(reviewer.account().unwrap().0),
        act: Set(Text(act)),
        reasons: Set(Json(reasons.to_vec())),
        note: Set(String::new()),
        about: Set(None),
        at: Set(world.now.0),
    };
    review::Entity::insert(row)
        .exec_without_returning(&world.app.db.write)
        .await
        .unwrap();
}

/// The work has come that far.
async fn comes_to(world: &World, id: CampaignId, progress: Progress) {
    let row = campaign::ActiveModel {
        id: Set(id.0),
        progress: Set(Text(progress)),
        ..Default::default()
    };
    row.update(&world.app.db.write).await.unwrap();
}

#[test]
fn before_anybody_applied_nothing_is_counted() {
    on_both(async |world| {
        let id = announced_campaign(&world).await;
        let board = figures(&world, id).await;
        let none = [(StepName::Submitted, 0), (StepName::Accepted, 0)];
        assert_eq!(people(&board), none);
        assert!(board.hours.is_empty() && board.streets.is_empty());
        assert!(board.reasons.is_empty() && board.review_times.is_empty());
        assert_eq!((board.appeals, board.overturned, board.waiting), (0, 0, 0));
        assert_eq!(board.waiting_since, None);
    });
}

#[test]
fn who_has_not_submitted_is_not_counted() {
    on_both(async |world| {
        let id = announced_campaign(&world).await;
        let all = accepted_applications(&world, id, 3).await;
        stands(&world, all[0], Stage::Draft, None, None).await;
        stands(&world, all[1], Stage::Draft, Some(world.now), None).await;
        let board = figures(&world, id).await;
        let one = [(StepName::Submitted, 1), (StepName::Accepted, 1)];
        assert_eq!(people(&board), one, "a withdrawn one is a draft again");
        assert_eq!(board.hours.len(), 1);
        assert_eq!(board.hours[0].1, 1);
    });
}

#[test]
fn another_recruitment_is_counted_apart() {
    on_both(async |world| {
        let id = announced_campaign(&world).await;
        let other = announced_campaign(&world).await;
        let own = accepted_applications(&world, id, 2).await;
        let others = accepted_applications(&world, other, 5).await;
        stands(&world, others[0], Stage::Submitted, Some(world.now), None).await;
        for others in &others[1..] {
            reviewed(&world, *others, Act::Reject, &[ReasonCode::Other]).await;
            reviewed(&world, *others, Act::Overturn, &[]).await;
        }
        let board = figures(&world, id).await;
        assert_eq!(board.funnel[0].people, own.len() as u64);
        assert_eq!((board.appeals, board.waiting), (0, 0));
        assert!(board.reasons.is_empty());
        let board = figures(&world, other).await;
        assert_eq!(board.funnel[0].people, 5);
        assert_eq!((board.appeals, board.overturned), (4, 4));
        assert_eq!(board.reasons, [(ReasonCode::Other, 4)]);
    });
}

#[test]
fn submissions_are_counted_by_the_hour_and_empty_hours_are_there_too() {
    on_both(async |world| {
        let id = announced_campaign(&world).await;
        let all = accepted_applications(&world, id, 5).await;
        let start = timetable().applications_open;
        let at = |ms: i64| Some(Instant(start.0 + ms));
        for (application, ms) in
            all.iter()
                .zip([3 * HOUR, 0, HOUR - 1, 3 * HOUR + 59 * 60_000, 30 * 60_000])
        {
            stands(&world, *application, Stage::Accepted, at(ms), at(9 * HOUR)).await;
        }
        let hours = figures(&world, id).await.hours;
        let counts: Vec<u64> = hours.iter().map(|(_, people)| *people).collect();
        assert_eq!(counts, [3, 0, 0, 2]);
        assert!(hours.iter().all(|(hour, _)| hour.0 % HOUR == 0));
        assert_eq!(hours[0].0, start);
    });
}

#[test]
fn who_waits_for_a_decision_is_counted_with_the_longest_wait() {
    on_both(async |world| {
        let id = announced_campaign(&world).await;
        let all = accepted_applications(&world, id, Stage::ALL.len() as u32).await;
        let mut owed = 0;
        let mut first = None;
        for (n, (application, stage)) in all.iter().zip(Stage::ALL).enumerate() {
            let at = Instant(world.now.0 + n as i64);
            stands(&world, *application, stage, Some(at), None).await;
            if matches!(
                stage,
                Stage::Submitted | Stage::PassedStreet | Stage::Appealed
            ) {
                owed += 1;
                first = first.or(Some(at));
            }
        }
        let board = figures(&world, id).await;
        assert_eq!((board.waiting, owed), (3, 3));
        assert_eq!(board.waiting_since, first);
        for application in all {
            stands(&world, application, Stage::Accepted, Some(world.now), None).await;
        }
        let board = figures(&world, id).await;
        assert_eq!((board.waiting, board.waiting_since), (0, None));
    });
}

#[test]
fn a_rejection_counts_under_its_first_reason_and_the_commonest_stands_first() {
    on_both(async |world| {
        let id = announced_campaign(&world).await;
        let all = accepted_applications(&world, id, 5).await;
        let (residence, other) = (ReasonCode::ResidenceNotMet, ReasonCode::Other);
        let reasons: [&[ReasonCode]; 5] = [
            &[residence, other],
            &[other, residence],
            &[residence],
            &[residence],
            &[],
        ];
        for (application, reasons) in all.iter().zip(reasons) {
            reviewed(&world, *application, Act::Reject, reasons).await;
            reviewed(&world, *application, Act::Return, &[residence]).await;
        }
        let board = figures(&world, id).await;
        assert_eq!(board.reasons, [(residence, 3), (other, 2)]);
    });
}

#[test]
fn appeals_are_counted_when_they_are_decided() {
    on_both(async |world| {
        let id = announced_campaign(&world).await;
        let all = accepted_applications(&world, id, 4).await;
        stands(&world, all[3], Stage::Appealed, Some(world.now), None).await;
        reviewed(&world, all[0], Act::Overturn, &[]).await;
        reviewed(&world, all[1], Act::Uphold, &[]).await;
        reviewed(&world, all[2], Act::Uphold, &[]).await;
        let board = figures(&world, id).await;
        assert_eq!((board.appeals, board.overturned), (3, 1));
        assert_eq!(board.waiting, 1, "one is still open");
    });
}

#[test]
fn the_time_to_a_decision_is_told_from_the_quickest_on() {
    on_both(async |world| {
        let id = announced_campaign(&world).await;
        let all = accepted_applications(&world, id, 4).await;
        for (application, hours) in all.iter().zip([Some(30), Some(2), None, Some(7)]) {
            let decided = hours.map(|hours: i64| Instant(world.now.0 + hours * HOUR));
            stands(
                &world,
                *application,
                Stage::Accepted,
                Some(world.now),
                decided,
            )
            .await;
        }
        let hours = |n: u64| Duration::from_secs(n * 3600);
        let times = figures(&world, id).await.review_times;
        assert_eq!(times, [hours(2), hours(7), hours(30)]);
    });
}

#[test]
fn each_step_appears_when_the_work_has_reached_it() {
    on_both(async |mut world| {
        let id = announced_campaign(&world).await;
        accepted_applications(&world, id, 4).await;
        let names = |board: &Board| -> Vec<StepName> {
            board.funnel.iter().map(|step| step.name).collect()
        };
        let before = figures(&world, id).await;
        assert_eq!(names(&before), [StepName::Submitted, StepName::Accepted]);
        world.now = timetable().tickets_from;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        app::admission::commands::assign_seats(&exam, id)
            .await
            .unwrap();
        let seated = figures(&world, id).await;
        assert_eq!(people(&seated)[2..], [(StepName::Ticketed, 4)]);
    });
}

/// Of sixty people, one in each of four posts did not come.
#[test]
fn a_whole_recruitment_narrows_from_step_to_step() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let board = figures(&world, totalled.id).await;
        let names: Vec<StepName> = board.funnel.iter().map(|step| step.name).collect();
        assert_eq!(
            names,
            [
                StepName::Submitted,
                StepName::Accepted,
                StepName::Ticketed,
                StepName::Sat,
                StepName::Passed,
                StepName::Shortlisted,
                StepName::Interviewed,
                StepName::Selected,
            ]
        );
        let counts: Vec<u64> = board.funnel.iter().map(|step| step.people).collect();
        assert_eq!(counts[..4], [60, 60, 60, 56]);
        assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
        assert_eq!(counts[7], 18, "as many as there are places");
        totalled.stands_at(&world, Progress::Shortlisted).await;
        let earlier = figures(&world, totalled.id).await;
        assert_eq!(people(&earlier), people(&board)[..6], "no total leaks");
    });
}

#[test]
fn a_street_counts_the_people_of_its_posts_and_the_best_stands_first() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let db = &world.app.db.write;
        let streets = [
            (POSTS[0], "柳荫街道"),
            (POSTS[1], "柳荫街道"),
            (POSTS[2], "松涛街道"),
        ];
        let all = post::Entity::find()
            .filter(post::Column::CampaignId.eq(totalled.id.0))
            .all(db);
        for row in all.await.unwrap() {
            let street = streets.iter().find(|(code, _)| *code == row.code);
            let row = post::ActiveModel {
                id: Set(row.id),
                street: Set(street.map_or("", |(_, street)| street).to_owned()),
                ..Default::default()
            };
            row.update(db).await.unwrap();
        }
        let rates = figures(&world, totalled.id).await.streets;
        let sat: Vec<u64> = rates.iter().map(|rate| rate.sat).collect();
        assert_eq!(sat.iter().sum::<u64>(), 42, "{rates:?}");
        assert_eq!(sat.len(), 2, "a post without a street is in none");
        let willows = rates.iter().find(|rate| rate.street == "柳荫街道");
        assert_eq!(willows.unwrap().sat, 28);
        for rate in &rates {
            assert!(rate.passed > 0 && rate.passed <= rate.sat, "{rate:?}");
        }
        let shares: Vec<u64> = rates.iter().map(|r| r.passed * 1000 / r.sat).collect();
        assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");
    });
}

#[test]
fn totals_count_before_the_shortlist_where_both_were_run() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let before = figures(&world, totalled.id).await;
        let runs = app::entity::run::Entity::delete_many()
            .filter(app::entity::run::Column::Stage.eq(Text(RunStage::Totals)))
            .exec(&world.app.db.write);
        runs.await.unwrap();
        totalled.stands_at(&world, Progress::Shortlisted).await;
        let after = figures(&world, totalled.id).await;
        assert_eq!(
            people(&after),
            people(&before)[..6],
            "the same written test"
        );
    });
}

const PAGES: [&str; 4] = ["", "/hours.csv", "/funnel.csv", "/streets.csv"];

#[tokio::test]
async fn everybody_who_works_on_a_recruitment_sees_it_and_nobody_else() {
    let world = World::sqlite().await;
    let id = announced_campaign(&world).await;
    let code = found(&world, id).await.code;
    let elsewhere = "990000/990002";
    for role in Role::ALL {
        let sees = role.permissions().contains(&Permission::SeeCampaign);
        for (place, concerned) in [
            (CITY, true),
            (DISTRICT, true),
            (STREET, true),
            (elsewhere, false),
            ("990000/990002/001", false),
            ("991000", false),
        ] {
            let who = world.staff(role, place).await;
            let expected = if sees && concerned {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            // Each role tries one of the four, and all four are tried in every place.
            let page = PAGES[role as usize % PAGES.len()];
            for page in BTreeSet::from(["", page]) {
                let path = format!("/desk/{code}{page}");
                let answer = Look::of(&world, &who).get(&path).await;
                assert_eq!(answer.status, expected, "{role:?} {place} {page}");
            }
        }
    }
    let applicant = world.applicant("1990-03-06").await;
    for page in PAGES {
        let path = format!("/desk/{code}{page}");
        let answer = Look::of(&world, &applicant).get(&path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let answer = Look::stranger(&world).get(&path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let who = world.staff(Role::Inspector, CITY).await;
        let nowhere = format!("/desk/nowhere{page}");
        let answer = Look::of(&world, &who).get(&nowhere).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

/// A campaign that one official writes.
async fn drafted(world: &World) -> (Ctx, CampaignId) {
    let rules = include_bytes!("../domain/tests/notices/O03-demo.json");
    let rules = world.dated(RuleDocument::from_json(rules).unwrap());
    let content = Draft {
        title: "公开招聘".to_owned(),
        title_en: "Recruitment".to_owned(),
        organiser: "青松区民政局".to_owned(),
        contact: String::new(),
        announcement: "见岗位表。".to_owned(),
        rules,
    };
    let author = world.staff(Role::Organiser, DISTRICT).await;
    let scope = Jurisdiction(DISTRICT.to_owned());
    let id = campaigns::draft(&author, "draft", &scope, content).await;
    (author, id.unwrap())
}

#[tokio::test]
async fn before_it_is_announced_streets_do_not_see_it() {
    let world = World::sqlite().await;
    let (author, id) = drafted(&world).await;
    let street = world.staff(Role::StreetReviewer, STREET).await;
    let city = world.staff(Role::Inspector, CITY).await;
    for (who, expected) in [
        (&author, StatusCode::OK),
        (&city, StatusCode::OK),
        (&street, StatusCode::FORBIDDEN),
    ] {
        let answer = Look::of(&world, who).get("/desk/draft").await;
        assert_eq!(answer.status, expected);
    }
    campaigns::hand_in(&author, id).await.unwrap();
    let answer = Look::of(&world, &street).get("/desk/draft").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "nor while in check");
    let checker = world.staff(Role::Organiser, DISTRICT).await;
    campaigns::announce(&checker, id).await.unwrap();
    let answer = Look::of(&world, &street).get("/desk/draft").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn looking_at_figures_writes_nothing() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let before = world.events().await;
    for page in PAGES {
        let path = format!("/desk/{}{page}", totalled.code);
        let look = Look::of(&world, &totalled.exam_centre);
        assert_eq!(look.get(&path).await.status, StatusCode::OK);
    }
    assert_eq!(world.events().await, before);
}

/// Where the list of what waits sends people, once the work has come so far.
const NEXT: [(Progress, &str); 7] = [
    (Progress::Announced, "/ranking"),
    (Progress::Seated, "/marks"),
    (Progress::WrittenFrozen, "/ranking"),
    (Progress::Shortlisted, "/marks"),
    (Progress::InterviewFrozen, "/publish"),
    (Progress::Totalled, "/publish"),
    (Progress::Published, "/certificates"),
];

fn waits(main: &str) -> Vec<String> {
    let list = main.split("<ul class=\"todo\">").nth(1).unwrap();
    let list = list.split("</ul>").next().unwrap();
    let links = list.split("href=\"").skip(1);
    links
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn what_waits_is_what_the_work_needs_next() {
    let mut world = World::sqlite().await;
    let id = announced_campaign(&world).await;
    let code = found(&world, id).await.code;
    let path = format!("/desk/{code}");
    let exam = world.staff(Role::ExamCentre, DISTRICT).await;
    let dates = timetable();
    for before in [
        dates.applications_open.plus_days(-1),
        dates.applications_open,
    ] {
        world.now = before;
        let page = Look::of(&world, &exam).get(&path).await;
        assert!(waits(page.main()).is_empty(), "people still apply");
        assert!(page.main().contains(">0件<"), "{}", page.main());
    }
    let waiting = accepted_applications(&world, id, 2).await;
    stands(&world, waiting[0], Stage::Submitted, Some(world.now), None).await;
    world.now = dates.applications_close;
    for (progress, next) in NEXT {
        comes_to(&world, id, progress).await;
        let page = Look::of(&world, &exam).get(&path).await;
        // The exam centre reviews nobody: that somebody waits for it is told, and no way is shown.
        let expected = match progress {
            // Nor does it issue certificates.
            Progress::Published => vec![],
            _ => vec![format!("{path}{next}")],
        };
        assert_eq!(waits(page.main()), expected, "{progress:?}");
        assert!(page.main().contains(">2件<"), "{progress:?}");
    }
    stands(&world, waiting[0], Stage::Accepted, Some(world.now), None).await;
    let page = Look::of(&world, &exam).get(&path).await;
    assert!(page.main().contains(">1件<"));
}

fn lines(body: &str) -> Vec<Vec<&str>> {
    let body = body.strip_prefix('\u{feff}').unwrap();
    let lines = body.lines().filter(|line| !line.is_empty());
    lines.map(|line| line.split(',').collect()).collect()
}

#[tokio::test]
async fn a_table_holds_the_figures_of_its_drawing() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let board = figures(&world, totalled.id).await;
    let look = Look::of(&world, &totalled.publisher);
    let path = |name: &str| format!("/desk/{}/{name}.csv", totalled.code);
    let funnel = look.get(&path("funnel")).await;
    assert!(funnel.header("content-type").starts_with("text/csv"));
    assert!(funnel.header("content-disposition").contains("attachment"));
    let rows = lines(&funnel.body);
    assert_eq!(rows.len(), board.funnel.len() + 1);
    for (row, step) in rows[1..].iter().zip(&board.funnel) {
        assert_eq!(row[1], step.people.to_string());
    }
    assert_eq!(rows[1][2], "—", "the first is a share of nothing");
    assert_eq!(rows[4][2], "93.3%", "56 of 60");
    let hours = look.get(&path("hours")).await;
    let rows = lines(&hours.body);
    assert_eq!(rows[1..], [["2026-03-01 09:00", "60"]], "Shanghai's hour");
    let streets = look.get(&path("streets")).await;
    assert_eq!(lines(&streets.body).len(), board.streets.len() + 1);
    let english = [("accept-language", "en")];
    let other = look.ask(&path("funnel"), None, &english).await;
    let (zh, en) = (lines(&funnel.body), lines(&other.body));
    assert_ne!(zh[0], en[0], "its head is in the reader's language");
    assert!(
        en.iter()
            .flatten()
            .all(|cell| cell.is_ascii() || *cell == "—")
    );
    for (zh, en) in zh.iter().zip(&en).skip(1) {
        assert_eq!(zh[1..], en[1..]);
    }
}

#[tokio::test]
async fn what_somebody_reads_who_works_on_a_recruitment() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let start = world.now.plus_days(-66);
    for (n, person) in totalled.people.iter().enumerate() {
        let at = Instant(start.0 + (n as i64 % 7) * 5 * HOUR);
        let decided = at.plus(Duration::from_secs(3600 * (n as u64 % 30 + 1)));
        stands(
            &world,
            person.application,
            Stage::Accepted,
            Some(at),
            Some(decided),
        )
        .await;
    }
    let rejected = totalled.people[3].application;
    reviewed(
        &world,
        rejected,
        Act::Reject,
        &[ReasonCode::ResidenceNotMet],
    )
    .await;
    reviewed(&world, rejected, Act::Overturn, &[]).await;
    let path = format!("/desk/{}", totalled.code);
    Look::of(&world, &totalled.exam_centre)
        .keeps("overview", &path)
        .await;
    for table in ["hours", "funnel"] {
        for (suffix, language) in looks::LANGUAGES {
            let asked = [("accept-language", language)];
            let csv = Look::of(&world, &totalled.exam_centre)
                .ask(&format!("{path}/{table}.csv"), None, &asked)
                .await;
            let name = format!("overview-{table}-csv.{suffix}");
            looks::keep(&name, csv.body.trim_start_matches('\u{feff}'));
        }
    }
    let id = announced_campaign(&world).await;
    let path = format!("/desk/{}", found(&world, id).await.code);
    Look::of(&world, &totalled.exam_centre)
        .keeps("overview-empty", &path)
        .await;
}

#[tokio::test]
async fn a_page_without_figures_has_no_hole_in_its_words() {
    let world = World::sqlite().await;
    let id = announced_campaign(&world).await;
    let path = format!("/desk/{}", found(&world, id).await.code);
    let who = world.staff(Role::Inspector, CITY).await;
    for progress in NEXT.map(|(progress, _)| progress) {
        comes_to(&world, id, progress).await;
        for (_, language) in looks::LANGUAGES {
            let asked = [("accept-language", language)];
            let page = Look::of(&world, &who).ask(&path, None, &asked).await;
            assert_eq!(page.status, StatusCode::OK, "{progress:?}");
            for hole in ["NaN", "inf", "{$"] {
                assert!(!page.main().contains(hole), "{progress:?} {hole}");
            }
        }
    }
}

/// Where somebody's duties lead from the desk, once a recruitment is announced.
fn duties(role: Role) -> &'static [&'static str] {
    match role {
        Role::Administrator => &[],
        Role::Organiser => &[""],
        Role::StreetReviewer | Role::DistrictReviewer => &["", "/review"],
        Role::ExamCentre => &["", "/ranking"],
        Role::Recorder | Role::TallyChecker => &["/marks"],
        Role::Approver | Role::Publisher => &["", "/publish"],
        Role::CertificateOfficer => &["", "/certificates"],
        Role::Inspector => &[""],
    }
}

/// What they may do that belongs to no recruitment.
fn offices(role: Role) -> &'static [&'static str] {
    match role {
        Role::Administrator => &["/desk/accounts", "/desk/clock"],
        Role::Organiser => &["/desk/campaigns/new", "/desk/clock"],
        Role::Inspector => &["/desk/audit", "/desk/clock"],
        Role::StreetReviewer
        | Role::DistrictReviewer
        | Role::ExamCentre
        | Role::Recorder
        | Role::TallyChecker
        | Role::Approver
        | Role::Publisher
        | Role::CertificateOfficer => &["/desk/clock"],
    }
}

fn hrefs(html: &str) -> BTreeSet<String> {
    let links = html.split("href=\"").skip(1);
    links
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_desk_offers_each_role_its_own_duties_and_each_leads_to_a_page() {
    let world = World::sqlite().await;
    let id = world.announced_campaign().await;
    let code = found(&world, id).await.code;
    for role in Role::ALL {
        let place = match role {
            Role::StreetReviewer => STREET,
            Role::Administrator | Role::CertificateOfficer => CITY,
            _ => DISTRICT,
        };
        let who = world.staff(role, place).await;
        let look = Look::of(&world, &who);
        let desk = look.get("/desk").await;
        let own = duties(role).iter();
        let own = own.map(|path| format!("/desk/{code}{path}"));
        let offices = offices(role).iter().map(|path| (*path).to_owned());
        let expected: BTreeSet<String> = own.chain(offices).collect();
        assert_eq!(hrefs(desk.main()), expected, "{role:?}");
        for path in expected {
            let page = look.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{role:?} {path}");
        }
    }
}

#[tokio::test]
async fn the_desk_of_another_district_is_empty() {
    let world = World::sqlite().await;
    let id = announced_campaign(&world).await;
    let title = found(&world, id).await.content.title.clone();
    for (place, shown) in [
        (CITY, true),
        (DISTRICT, true),
        (STREET, true),
        ("990000/990002", false),
        ("991000", false),
    ] {
        let who = world.staff(Role::Organiser, place).await;
        let desk = Look::of(&world, &who).get("/desk").await;
        assert_eq!(desk.main().contains(&title), shown, "{place}");
        let rows = desk.main().matches("class=\"camp\"").count();
        assert_eq!(rows, usize::from(shown), "{place}");
    }
}

#[tokio::test]
async fn a_draft_offers_its_author_to_write_and_a_colleague_to_check() {
    let world = World::sqlite().await;
    let (author, id) = drafted(&world).await;
    let look = Look::of(&world, &author);
    let desk = hrefs(look.get("/desk").await.main());
    assert!(desk.contains("/desk/draft/edit") && desk.contains("/desk/draft/rules"));
    campaigns::hand_in(&author, id).await.unwrap();
    assert_eq!(found(&world, id).await.state, CampaignState::InCheck);
    let checker = world.staff(Role::Organiser, DISTRICT).await;
    let desk = hrefs(Look::of(&world, &checker).get("/desk").await.main());
    assert!(desk.contains("/desk/draft/check"), "{desk:?}");
    assert!(!desk.contains("/desk/draft/edit"), "{desk:?}");
    campaigns::send_back(&checker, id, "面试时间与规则不一致")
        .await
        .unwrap();
    let desk = look.get("/desk").await;
    assert!(desk.main().contains("面试时间与规则不一致"), "and why");
    assert!(hrefs(desk.main()).contains("/desk/draft/edit"));
}

#[tokio::test]
async fn strangers_and_applicants_have_no_desk() {
    let world = World::sqlite().await;
    let stranger = Look::stranger(&world).get("/desk").await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    assert!(stranger.location().starts_with("/sign-in"));
    let applicant = world.applicant("1990-03-06").await;
    let refused = Look::of(&world, &applicant).get("/desk").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_waits_leads_only_where_the_reader_is_let_in() {
    let world = World::sqlite().await;
    let id = announced_campaign(&world).await;
    let path = format!("/desk/{}", found(&world, id).await.code);
    let mut refused = Vec::new();
    for role in Role::ALL {
        if !role.permissions().contains(&Permission::SeeCampaign) {
            continue;
        }
        let who = world.staff(role, DISTRICT).await;
        let look = Look::of(&world, &who);
        for (progress, _) in NEXT {
            comes_to(&world, id, progress).await;
            for link in waits(look.get(&path).await.main()) {
                let status = look.get(&link).await.status;
                if status == StatusCode::FORBIDDEN {
                    refused.push((role, link));
                }
            }
        }
    }
    assert!(refused.is_empty(), "{refused:?}");
}

#[tokio::test]
async fn the_table_of_streets_is_in_the_readers_language() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let look = Look::of(&world, &totalled.publisher);
    let path = format!("/desk/{}/streets.csv", totalled.code);
    let other = look.ask(&path, None, &[("accept-language", "en")]).await;
    let page = look
        .ask(
            &format!("/desk/{}", totalled.code),
            None,
            &[("accept-language", "en")],
        )
        .await;
    for row in &lines(&other.body)[1..] {
        assert!(page.main().contains(row[0]), "{row:?}");
    }
}

#[tokio::test]
async fn a_look_at_one_district_opens_no_other() {
    let world = World::sqlite().await;
    let id = announced_campaign(&world).await;
    let path = format!("/desk/{}", found(&world, id).await.code);
    let elsewhere = Area {
        scope: Jurisdiction("990000/990002".into()),
        name: "白沙区".into(),
        name_en: "Baisha".into(),
    };
    staff::import_areas(&world.nobody(), &[elsewhere])
        .await
        .unwrap();
    let admin = world.staff(Role::Administrator, CITY).await;
    let checker = world.staff(Role::TallyChecker, DISTRICT).await;
    let refused = Look::of(&world, &checker).get(&path).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let account = checker.account().unwrap();
    let person = person(&world.app, &world.app.db.read, account)
        .await
        .unwrap();
    let approver = Typed::from([
        ("name", "职员"),
        ("email", person.email.as_str()),
        ("role", "approver"),
        ("area", "990000/990002"),
    ]);
    staff::invite(&admin, &approver).await.unwrap();
    let refused = Look::of(&world, &checker).get(&path).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
