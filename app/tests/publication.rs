//! Result lists from the seal to the public, and what applicants read of themselves; each on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    entity::{publication, run},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, sessions},
    publication::{
        commands::{self, Sealed},
        queries::{gate, lists, mine},
    },
    routes,
    testing::*,
};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use domain::{
    FieldProblem, Lang, Points, Problem,
    access::Role,
    campaigns::Progress,
    digest::sha256,
    publication::{
        Check, Disclosure, PublicationState, Statement, changes, reveals_number, sentence,
    },
    ranking::Placing,
    rules::Mark,
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use tower::ServiceExt;

async fn sealed(totalled: &Totalled, reason: &str) -> Sealed {
    commands::seal(&totalled.exam_centre, totalled.id, reason)
        .await
        .unwrap()
}

fn copied(sealed: &Sealed) -> String {
    sentence(Lang::Zh, sealed.version, sealed.people)
}

/// Sealed, signed twice, public.
async fn published(world: &World, totalled: &Totalled, reason: &str) -> Sealed {
    let sealed = sealed(totalled, reason).await;
    let (approver, publisher) = (
        world.later(&totalled.approver),
        world.later(&totalled.publisher),
    );
    commands::approve(&approver, totalled.id, &sealed.digest)
        .await
        .unwrap();
    commands::publish(&publisher, totalled.id, &sealed.digest, &copied(&sealed))
        .await
        .unwrap();
    sealed
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

fn problems<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<FieldProblem> {
    match result {
        Err(AppError::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

/// One place later than the events of the campaign's making.
async fn events(world: &World) -> Vec<String> {
    let all = world.events().await;
    all.into_iter()
        .filter(|name| name.starts_with("result_"))
        .collect()
}

async fn get(world: &World, path: &str, who: Option<&Ctx>) -> (StatusCode, Vec<u8>) {
    let mut request = Request::builder()
        .uri(path)
        .header("host", "localhost")
        .header("accept-language", "zh-CN");
    if let Some(who) = who {
        let cookie = sessions::open(&world.app, who.account().unwrap(), world.app.clock.now())
            .await
            .unwrap();
        request = request.header("cookie", format!("session={cookie}"));
    }
    let response = routes::router(world.app.clone())
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let status = response.status();
    (
        status,
        to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec(),
    )
}

async fn page(world: &World, path: &str, who: Option<&Ctx>) -> String {
    let (status, body) = get(world, path, who).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    String::from_utf8(body).unwrap()
}

/// The stored row of the list that waits, changed behind everybody's back.
async fn altered(
    world: &World,
    totalled: &Totalled,
    change: impl FnOnce(&mut publication::ActiveModel, &str),
) {
    let db = &world.app.db.write;
    let row = gate::waiting(db, totalled.id).await.unwrap().unwrap();
    let sealed = row.sealed.clone();
    let mut row = row.into_active_model();
    change(&mut row, &sealed);
    publication::Entity::update(row).exec(db).await.unwrap();
}

/// Totals again, with the written mark of one person corrected.
async fn corrected(world: &World, totalled: &Totalled, n: usize, points: i64) {
    let mut candidates = totalled.candidates.clone();
    let script = candidates[n].stages.entry(&"written".into());
    let mark = Mark::Scored(Points::whole(points));
    script.papers.insert("knowledge".into(), mark);
    totalled
        .compute(world, app::entity::kinds::RunStage::Totals, &candidates)
        .await;
}

#[test]
fn a_list_is_sealed_signed_by_two_people_and_then_public() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = published(&world, &totalled, "").await;
        assert_eq!((sealed.version, sealed.people), (1, 50));
        assert_eq!(
            events(&world).await,
            ["result_sealed", "result_approved", "result_published"]
        );
        let public = lists::published(&world.app, totalled.code, None)
            .await
            .unwrap();
        assert_eq!(public.campaign.progress, Progress::Published);
        assert_eq!(public.stamp.digest, sealed.digest);
        assert!(public.signed);
        // Seven working days after Sunday, 1 March 2026.
        assert_eq!(
            public.stamp.period_ends.rfc3339(),
            "2026-03-10T17:00:00+08:00"
        );
    });
}

#[test]
fn the_public_list_is_the_sealed_bytes_and_its_signature_holds() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = published(&world, &totalled, "").await;
        let (_, bytes) = get(&world, "/campaigns/gjz-2026/results/1/sealed.json", None).await;
        assert_eq!(sha256(&bytes), sealed.digest);
        let public = lists::published(&world.app, totalled.code, None)
            .await
            .unwrap();
        assert_eq!(
            serde_json::from_slice::<domain::publication::ResultList>(&bytes).unwrap(),
            public.list
        );
        let jws = page(&world, "/campaigns/gjz-2026/results/1/sealed.jws", None).await;
        let statement: Statement =
            serde_json::from_slice(&world.app.signer.verify(&jws).unwrap()).unwrap();
        assert_eq!(
            (statement.sha256, statement.version, statement.previous),
            (sealed.digest.clone(), 1, None)
        );
        let html = page(&world, "/campaigns/gjz-2026/results", None).await;
        assert!(html.contains(&domain::digest::grouped(&sealed.digest)));
        for row in public.list.posts.iter().flat_map(|post| &post.rows) {
            assert!(html.contains(&row.ticket), "{}", row.ticket);
        }
    });
}

#[test]
fn nobody_approves_and_publishes_alone() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        let copy = copied(&sealed);
        let early =
            commands::publish(&totalled.publisher, totalled.id, &sealed.digest, &copy).await;
        assert_eq!(
            refusal(early),
            Refusal::PublicationState {
                state: PublicationState::Sealed
            }
        );
        let (id, digest) = (totalled.id, sealed.digest.as_str());
        assert!(matches!(
            commands::approve(&totalled.publisher, id, digest).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            commands::approve(&totalled.exam_centre, id, digest).await,
            Err(AppError::Forbidden)
        ));
        commands::approve(&totalled.approver, id, digest)
            .await
            .unwrap();
        assert!(matches!(
            commands::publish(&totalled.approver, id, digest, &copy).await,
            Err(AppError::Forbidden)
        ));
        // Even somebody who came to hold both duties signs only once.
        altered(&world, &totalled, |row, _| {
            row.approved_by = Set(Some(totalled.publisher.account().unwrap().0))
        })
        .await;
        let alone = commands::publish(&totalled.publisher, id, digest, &copy).await;
        assert_eq!(refusal(alone), Refusal::SamePerson);
        assert_eq!(events(&world).await, ["result_sealed", "result_approved"]);
        assert!(matches!(
            lists::published(&world.app, totalled.code, None).await,
            Err(AppError::NotFound)
        ));
    });
}

#[test]
fn the_sentence_must_be_copied_and_a_page_that_is_old_signs_nothing() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        commands::approve(&totalled.approver, totalled.id, &sealed.digest)
            .await
            .unwrap();
        let wrong = commands::publish(
            &totalled.publisher,
            totalled.id,
            &sealed.digest,
            "公布第1版49人",
        )
        .await;
        assert_eq!(
            problems(wrong),
            [FieldProblem::new("copied", Problem::NotCopied)]
        );
        let old =
            commands::publish(&totalled.publisher, totalled.id, "0000", &copied(&sealed)).await;
        assert_eq!(refusal(old), Refusal::Stale);
        commands::publish(
            &totalled.publisher,
            totalled.id,
            &sealed.digest,
            &copied(&sealed),
        )
        .await
        .unwrap();
        let twice = commands::publish(
            &totalled.publisher,
            totalled.id,
            &sealed.digest,
            &copied(&sealed),
        )
        .await;
        assert_eq!(
            refusal(twice),
            Refusal::PublicationState {
                state: PublicationState::Published
            }
        );
        assert_eq!(
            events(&world).await,
            ["result_sealed", "result_approved", "result_published"]
        );
    });
}

#[test]
fn a_failed_check_stops_publication_and_sealing_again_voids_the_signature() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let first = sealed(&totalled, "").await;
        commands::approve(&totalled.approver, totalled.id, &first.digest)
            .await
            .unwrap();
        // Somebody raises a total in the database, and the digest with it.
        altered(&world, &totalled, |row, sealed| {
            let raised = sealed.replacen("\"rank\":1,", "\"rank\":2,", 1);
            assert_ne!(raised, sealed);
            row.sealed = Set(raised);
        })
        .await;
        let page = gate::gate(&totalled.publisher, totalled.code)
            .await
            .unwrap()
            .sealed
            .unwrap();
        assert!(
            matches!(page.checks[0].check, Check::MatchesSeal { .. }) && !page.checks[0].passed
        );
        assert!(
            !page.checks[1].passed && page.failed() == 2,
            "failed checks come first: {:?}",
            page.checks
        );
        let stopped = commands::publish(
            &totalled.publisher,
            totalled.id,
            &first.digest,
            &copied(&first),
        )
        .await;
        assert_eq!(refusal(stopped), Refusal::ChecksFailed { count: 2 });
        let again = sealed(&totalled, "").await;
        assert_eq!((again.version, again.people), (1, first.people));
        let unsigned = commands::publish(
            &totalled.publisher,
            totalled.id,
            &again.digest,
            &copied(&again),
        )
        .await;
        assert_eq!(
            refusal(unsigned),
            Refusal::PublicationState {
                state: PublicationState::Sealed
            }
        );
        assert_eq!(
            events(&world).await,
            ["result_sealed", "result_approved", "result_sealed"]
        );
    });
}

#[test]
fn a_list_that_was_altered_after_publication_is_shown_to_nobody() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let db = &world.app.db.write;
        let row = publication::Entity::find().one(db).await.unwrap().unwrap();
        let sealed = Set(row.sealed.replacen("张", "李", 1));
        publication::Entity::update(publication::ActiveModel {
            sealed,
            ..row.into_active_model()
        })
        .exec(db)
        .await
        .unwrap();
        let (status, _) = get(&world, "/campaigns/gjz-2026/results", None).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    });
}

#[test]
fn a_run_that_was_altered_no_longer_gives_the_list() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let sealed = sealed(&totalled, "").await;
        let db = &world.app.db.write;
        for row in run::Entity::find().all(db).await.unwrap() {
            let bundle = Set(row.bundle.replacen("\"88.50\"", "\"98.50\"", 1));
            run::Entity::update(run::ActiveModel {
                bundle,
                ..row.into_active_model()
            })
            .exec(db)
            .await
            .unwrap();
        }
        let signed = commands::approve(&totalled.approver, totalled.id, &sealed.digest).await;
        assert_eq!(refusal(signed), Refusal::ChecksFailed { count: 1 });
    });
}

#[test]
fn a_new_version_says_why_names_every_changed_row_and_keeps_the_old_one() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let first = published(&world, &totalled, "").await;
        let same = commands::seal(&totalled.exam_centre, totalled.id, "更正").await;
        assert_eq!(
            refusal(same),
            Refusal::PublicationState {
                state: PublicationState::Published
            },
            "nothing is new"
        );
        // The fifth of the second post was 82.50 on paper; three points more lift the person past two others.
        corrected(&world, &totalled, 15 + 4, 90).await;
        let silent = commands::seal(&totalled.exam_centre, totalled.id, "  ").await;
        assert_eq!(
            problems(silent),
            [FieldProblem::new("reason", Problem::Missing)]
        );
        let second = published(&world, &totalled, "1人的加分经复核补上").await;
        assert_eq!(second.version, 2);
        let public = lists::published(&world.app, totalled.code, None)
            .await
            .unwrap();
        let (before, old) = public.previous.as_ref().unwrap();
        assert_eq!(
            (before.version, before.digest.as_str()),
            (1, first.digest.as_str())
        );
        let changed: Vec<_> = changes(old, &public.list)
            .iter()
            .filter_map(|c| c.after.map(|r| r.ticket.clone()))
            .collect();
        assert!(
            changed.contains(&totalled.people[19].ticket) && changed.len() >= 3,
            "{changed:?}"
        );
        let html = page(&world, "/campaigns/gjz-2026/results", None).await;
        assert_eq!(html.matches("class=\"fixed\"").count(), changed.len());
        assert!(html.contains("1人的加分经复核补上"));
        let compared = page(&world, "/campaigns/gjz-2026/results/2/changes", None).await;
        assert!(changed.iter().all(|ticket| compared.contains(ticket)));
        let (_, bytes) = get(&world, "/campaigns/gjz-2026/results/1/sealed.json", None).await;
        assert_eq!(
            sha256(&bytes),
            first.digest,
            "the first version stays as it was"
        );
        let statement = world.app.signer.verify(&public.stamp.signature).unwrap();
        let statement: Statement = serde_json::from_slice(&statement).unwrap();
        assert_eq!(
            statement.previous,
            Some(first.digest),
            "versions form a chain"
        );
    });
}

#[test]
fn a_reason_that_reveals_a_number_stops_publication() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        corrected(&world, &totalled, 19, 90).await;
        let sealed = sealed(&totalled, "13800138000来电更正").await;
        let signed = commands::approve(&totalled.approver, totalled.id, &sealed.digest).await;
        assert_eq!(refusal(signed), Refusal::ChecksFailed { count: 1 });
    });
}

#[test]
fn names_are_masked_and_no_cell_reveals_a_number() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let public = lists::published(&world.app, totalled.code, None)
            .await
            .unwrap();
        let mut files = vec![page(&world, "/campaigns/gjz-2026/results", None).await];
        files.push(page(&world, "/campaigns/gjz-2026/results/1/list.csv", None).await);
        for person in totalled
            .people
            .iter()
            .filter(|p| p.name.chars().count() > 2)
        {
            assert!(
                files.iter().all(|file| !file.contains(&person.name)),
                "{}",
                person.name
            );
            assert!(!public.sealed.contains(&person.name));
        }
        for row in public.list.posts.iter().flat_map(|post| &post.rows) {
            assert!(
                row.name.contains('＊') && !reveals_number(&row.name),
                "{}",
                row.name
            );
        }
    });
}

#[test]
fn a_ticket_is_found_and_an_unknown_one_gets_a_sentence() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let found = page(
            &world,
            "/campaigns/gjz-2026/results?ticket=26032800003",
            None,
        )
        .await;
        assert!(found.contains("26032800003") && !found.contains("26032800004"));
        let missing = page(
            &world,
            "/campaigns/gjz-2026/results?ticket=26032899999",
            None,
        )
        .await;
        assert!(missing.contains("名单里没有准考证号26032899999"));
        let post = page(&world, "/campaigns/gjz-2026/results?post=GJZ-02", None).await;
        assert!(post.contains("26032800016") && !post.contains("26032800003"));
        let all = page(&world, "/results", None).await;
        assert!(all.contains("/campaigns/gjz-2026/results") && all.contains("第1版"));
    });
}

#[test]
fn before_publication_no_total_leaks() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        sealed(&totalled, "").await;
        let who = totalled.applicant(&world, 0).await;
        let own = mine::mine(&who, totalled.people[0].application)
            .await
            .unwrap();
        assert_eq!(own.shown, Disclosure::Written);
        let reading = own.reading.unwrap();
        assert!(reading.line.shortlisted);
        assert_eq!(
            (
                reading.line.total,
                reading.line.interview,
                reading.line.rank
            ),
            (None, None, None)
        );
        for path in ["result", "result.json", "result.txt", "ladder.csv"] {
            let shown = page(
                &world,
                &format!("/applications/{}/{path}", own.application),
                Some(&who),
            )
            .await;
            assert!(shown.contains("88.50"), "{path} shows the written score");
            // 78.50 in the interview, 83.50 in total.
            assert!(
                !shown.contains("78.50") && !shown.contains("83.50"),
                "{path}"
            );
        }
        let (status, _) = get(&world, "/campaigns/gjz-2026/results", None).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        totalled.stands_at(&world, Progress::WrittenFrozen).await;
        let own = mine::mine(&who, own.application).await.unwrap();
        assert!(own.reading.is_none() && own.shown == Disclosure::Nothing);
        let (status, _) = get(
            &world,
            &format!("/applications/{}/result.json", own.application),
            Some(&who),
        )
        .await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_applicant_sees_only_their_own_result_and_it_adds_up() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let public = lists::published(&world.app, totalled.code, None)
            .await
            .unwrap();
        for n in [0, 2, 4, 7, 8, 12, 13, 14] {
            let who = totalled.applicant(&world, n).await;
            let own = mine::mine(&who, totalled.people[n].application)
                .await
                .unwrap();
            let reading = own.reading.unwrap();
            assert!(reading.derivation.adds_up(), "{n}");
            let rows = || public.list.posts.iter().flat_map(|post| &post.rows);
            if let Some(row) = rows().find(|row| row.ticket == totalled.people[n].ticket) {
                assert_eq!(
                    (row.total, row.rank, row.placing),
                    (reading.line.total, reading.line.rank, reading.line.placing)
                );
            }
            let html = page(
                &world,
                &format!("/applications/{}/result", own.application),
                Some(&who),
            )
            .await;
            for other in totalled
                .people
                .iter()
                .filter(|p| p.ticket != totalled.people[n].ticket)
            {
                assert!(
                    !html.contains(&other.ticket),
                    "other people are points without a ticket"
                );
            }
        }
        let other = totalled.applicant(&world, 1).await;
        let theirs = totalled.people[0].application;
        assert!(matches!(
            mine::mine(&other, theirs).await,
            Err(AppError::NotFound)
        ));
        let (status, _) = get(
            &world,
            &format!("/applications/{theirs}/result.json"),
            Some(&other),
        )
        .await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn totals_that_are_computed_again_stay_private_until_they_are_public() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        corrected(&world, &totalled, 0, 99).await;
        let who = totalled.applicant(&world, 0).await;
        let reading = mine::mine(&who, totalled.people[0].application)
            .await
            .unwrap()
            .reading
            .unwrap();
        assert_eq!(reading.line.written, Some("88.50".parse().unwrap()));
    });
}

#[test]
fn only_the_exam_centre_seals_and_only_final_totals_of_others_rules() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let elsewhere = world.staff(Role::ExamCentre, "990000/990002").await;
        assert_eq!(
            refusal(commands::seal(&elsewhere, totalled.id, "").await),
            Refusal::OutsideScope
        );
        assert!(matches!(
            commands::seal(&totalled.approver, totalled.id, "").await,
            Err(AppError::Forbidden)
        ));
        totalled.stands_at(&world, Progress::InterviewFrozen).await;
        let early = commands::seal(&totalled.exam_centre, totalled.id, "").await;
        let needs = Refusal::Progress {
            needs: Progress::Totalled,
            stands: Progress::InterviewFrozen,
        };
        assert_eq!(refusal(early), needs);
        assert_eq!(events(&world).await, Vec::<String>::new());
    });
}

#[test]
fn the_list_says_who_is_selected_who_follows_and_who_did_not_come() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let (_, list) = lists::newest_list(&world.app.db.read, totalled.id)
            .await
            .unwrap();
        let placings = |wanted: fn(Placing) -> bool| {
            list.posts
                .iter()
                .map(|post| post.rows.iter().filter(|row| wanted(row.placing)).count())
                .collect::<Vec<_>>()
        };
        assert_eq!(placings(|p| p == Placing::Selected), [4, 5, 5, 4]);
        assert_eq!(placings(|p| p == Placing::Absent), [1, 1, 1, 1]);
        assert_eq!(placings(|p| p == Placing::BelowLine), [1, 1, 1, 1]);
        assert!(
            list.posts
                .iter()
                .all(|post| post.rows.iter().any(|row| row.tied))
        );
    });
}
