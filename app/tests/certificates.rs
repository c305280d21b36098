//! Certificates: to the selected, once, with numbers that check; and every answer of the public page; on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    certificates::{commands, queries},
    entity::certificate,
    error::{AppError, Refusal},
    platform::{ctx::Ctx, sessions},
    publication, routes,
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
    certificates::{CertificateAct, CertificateNumber, CertificateState, Credential},
    publication::sentence,
    ranking::Placing,
    rules::{Mark, StageRecord},
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use std::collections::BTreeSet;
use tower::ServiceExt;

/// Totals, sealed, signed twice, public.
async fn publish(totalled: &Totalled, reason: &str) {
    use publication::commands::{approve, publish, seal};
    let sealed = seal(&totalled.exam_centre, totalled.id, reason)
        .await
        .unwrap();
    approve(&totalled.approver, totalled.id, &sealed.digest)
        .await
        .unwrap();
    let copied = sentence(Lang::Zh, sealed.version, sealed.people);
    publish(&totalled.publisher, totalled.id, &sealed.digest, &copied)
        .await
        .unwrap();
}

async fn issued(world: &World) -> (Totalled, Vec<CertificateNumber>) {
    let totalled = totalled_campaign(world).await;
    publish(&totalled, "").await;
    let numbers = commands::issue(&totalled.certificate_officer, totalled.id, None)
        .await
        .unwrap();
    (totalled, numbers)
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn get(world: &World, path: &str, who: Option<&Ctx>) -> (StatusCode, String) {
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
    let (status, location) = (
        response.status(),
        response.headers().get("location").cloned(),
    );
    let body = to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap()
        .to_vec();
    let location = location.and_then(|l| l.to_str().ok().map(str::to_owned));
    (
        status,
        location.unwrap_or_else(|| String::from_utf8(body).unwrap()),
    )
}

async fn events(world: &World) -> Vec<String> {
    world
        .events()
        .await
        .into_iter()
        .filter(|name| name.starts_with("certificate_"))
        .collect()
}

#[test]
fn certificates_go_to_the_selected_and_to_nobody_else_once() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        assert_eq!(numbers.len(), 18);
        let different: BTreeSet<_> = numbers.iter().collect();
        assert_eq!(different.len(), 18);
        for number in &numbers {
            assert_eq!(
                CertificateNumber::parse(number.as_str()),
                Ok(number.clone()),
                "check characters are valid"
            );
            assert!(number.as_str().starts_with("99000020262"));
        }
        let (_, list) = publication::queries::lists::newest_list(&world.app.db.read, totalled.id)
            .await
            .unwrap();
        let selected: BTreeSet<&str> = list
            .posts
            .iter()
            .flat_map(|post| &post.rows)
            .filter(|row| row.placing == Placing::Selected)
            .map(|row| row.ticket.as_str())
            .collect();
        let register = queries::register(&world.app.db.read, totalled.id)
            .await
            .unwrap();
        let holders: BTreeSet<_> = register
            .issued
            .iter()
            .map(|record| record.candidate)
            .collect();
        let entitled: BTreeSet<_> = totalled
            .people
            .iter()
            .filter(|p| selected.contains(p.ticket.as_str()))
            .map(|p| p.candidate)
            .collect();
        assert_eq!(holders, entitled);
        assert_eq!(events(&world).await, vec!["certificate_issued"; 18]);
        let again = commands::issue(&totalled.certificate_officer, totalled.id, None).await;
        assert_eq!(refusal(again), Refusal::AlreadyIssued);
        assert_eq!(events(&world).await.len(), 18);
    });
}

#[test]
fn nothing_is_issued_before_publication_by_others_or_from_an_old_page() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let officer = &totalled.certificate_officer;
        let early = commands::issue(officer, totalled.id, None).await;
        assert_eq!(
            refusal(early),
            Refusal::Progress {
                needs: Progress::Published,
                stands: Progress::Totalled
            }
        );
        publish(&totalled, "").await;
        assert!(matches!(
            commands::issue(&totalled.publisher, totalled.id, None).await,
            Err(AppError::Forbidden)
        ));
        let elsewhere = world.staff(Role::CertificateOfficer, "980000").await;
        assert_eq!(
            refusal(commands::issue(&elsewhere, totalled.id, None).await),
            Refusal::OutsideScope
        );
        assert_eq!(
            refusal(commands::issue(officer, totalled.id, Some(17)).await),
            Refusal::Stale
        );
        assert_eq!(events(&world).await, Vec::<String>::new());
    });
}

#[test]
fn a_credential_is_signed_and_names_nobody_fully() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let (status, jws) = get(
            &world,
            &format!("/certificates/{}/credential.jws", numbers[0].as_str()),
            None,
        )
        .await;
        assert_eq!(status, StatusCode::OK);
        let credential: Credential =
            serde_json::from_slice(&world.app.signer.verify(&jws).unwrap()).unwrap();
        assert_eq!(credential.credential_subject.number, numbers[0]);
        assert!(credential.credential_subject.name.contains('＊'));
        let text = serde_json::to_string(&credential).unwrap();
        assert!(
            totalled
                .people
                .iter()
                .filter(|p| p.name.chars().count() > 2)
                .all(|p| !text.contains(&p.name))
        );
    });
}

#[test]
fn each_state_has_its_own_answer() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let officer = &totalled.certificate_officer;
        let path = |n: usize| format!("/certificates/{}", numbers[n].as_str());
        let far = world.now.plus_days(4 * 366);
        // The server's own clock stands at another time than the test's.
        world.app.clock.set(world.now);
        commands::change(officer, &numbers[1], CertificateAct::Suspend, "材料存疑")
            .await
            .unwrap();
        commands::change(officer, &numbers[2], CertificateAct::Revoke, "冒用证明")
            .await
            .unwrap();
        for (n, class, words) in [
            (0, "class=\"valid\"", "这张证书有效"),
            (1, "valid--wait", "这张证书已暂停"),
            (2, "valid--mark", "这张证书已撤销"),
        ] {
            let (status, html) = get(&world, &path(n), None).await;
            assert_eq!(status, StatusCode::OK);
            assert!(html.contains(words) && html.contains(class), "{words}");
            assert!(
                !html.contains("材料存疑") && !html.contains("冒用证明"),
                "the public reads no reasons"
            );
        }
        // Pages that nobody asked for within the last second.
        commands::change(officer, &numbers[4], CertificateAct::Revoke, "冒用证明")
            .await
            .unwrap();
        world.app.clock.set(far);
        let (_, html) = get(&world, &path(3), None).await;
        assert!(html.contains("这张证书已过期") && html.contains("valid--none"));
        let (_, html) = get(&world, &path(4), None).await;
        assert!(
            html.contains("这张证书已撤销"),
            "what is revoked stays revoked"
        );
    });
}

#[test]
fn an_unknown_or_mistyped_number_gets_its_own_answer() {
    on_both(async |world| {
        let (_, numbers) = issued(&world).await;
        let unknown = CertificateNumber::compose("990000", 2026, 2, 999).unwrap();
        let (status, html) =
            get(&world, &format!("/certificates/{}", unknown.as_str()), None).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(html.contains("查不到这个编号") && html.contains(&unknown.printed()));
        let right = numbers[0].as_str();
        let (status, to) = get(
            &world,
            &format!("/certificates/check?number={}", right.to_lowercase()),
            None,
        )
        .await;
        assert_eq!(
            (status, to.as_str()),
            (
                StatusCode::SEE_OTHER,
                format!("/certificates/{right}").as_str()
            )
        );
        let wrong = format!(
            "{}{}",
            &right[..17],
            if right.ends_with('1') { '2' } else { '1' }
        );
        for (typed, slip) in [
            ("", "请填证书编号"),
            ("9900002026", "应该是18位，现在填了10位"),
            ("99000020262A000011", "前17位都是数字"),
            (wrong.as_str(), "有一位可能打错了"),
        ] {
            let (status, html) =
                get(&world, &format!("/certificates/check?number={typed}"), None).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            assert!(
                html.contains(slip) && html.contains(&format!("value=\"{typed}\"")),
                "{typed}: {slip}"
            );
        }
    });
}

#[test]
fn numbers_cannot_be_tried_one_after_the_other() {
    on_both(async |world| {
        let (_, numbers) = issued(&world).await;
        let path = format!("/certificates/{}", numbers[0].as_str());
        let mut last = StatusCode::OK;
        for _ in 0..=120 {
            last = get(&world, &path, None).await.0;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn a_certificate_that_was_altered_in_the_register_is_not_called_valid() {
    on_both(async |world| {
        let (_, numbers) = issued(&world).await;
        world.app.clock.set(world.now);
        let db = &world.app.db.write;
        let row = certificate::Entity::find().all(db).await.unwrap().remove(0);
        let number = row.number.clone();
        let forged = certificate::ActiveModel {
            name: Set("李四四".to_owned()),
            ..row.into_active_model()
        };
        certificate::Entity::update(forged).exec(db).await.unwrap();
        let (_, html) = get(&world, &format!("/certificates/{number}"), None).await;
        assert!(html.contains("签名对不上") && !html.contains("这张证书有效"));
        assert!(numbers.iter().any(|n| n.as_str() == number));
    });
}

#[test]
fn a_change_needs_a_reason_and_a_state_that_allows_it() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        let officer = &totalled.certificate_officer;
        let silent = commands::change(officer, &numbers[0], CertificateAct::Suspend, " ").await;
        assert!(
            matches!(silent, Err(AppError::Invalid(p)) if p == [FieldProblem::new("reason", Problem::Missing)])
        );
        commands::change(officer, &numbers[0], CertificateAct::Suspend, "核查")
            .await
            .unwrap();
        let twice = commands::change(officer, &numbers[0], CertificateAct::Suspend, "核查").await;
        assert_eq!(
            refusal(twice),
            Refusal::CertificateState {
                state: CertificateState::Suspended
            }
        );
        commands::change(officer, &numbers[0], CertificateAct::Reinstate, "查清")
            .await
            .unwrap();
        commands::change(officer, &numbers[0], CertificateAct::Revoke, "再查")
            .await
            .unwrap();
        let back = commands::change(officer, &numbers[0], CertificateAct::Reinstate, "误会").await;
        assert_eq!(
            refusal(back),
            Refusal::CertificateState {
                state: CertificateState::Revoked
            }
        );
        let others = commands::change(
            &totalled.approver,
            &numbers[1],
            CertificateAct::Revoke,
            "越权",
        )
        .await;
        assert!(matches!(others, Err(AppError::Forbidden)));
        let after = [
            "certificate_suspended",
            "certificate_reinstated",
            "certificate_revoked",
        ];
        assert_eq!(events(&world).await[18..], after);
    });
}

#[test]
fn only_the_holder_sees_the_whole_name() {
    on_both(async |world| {
        let (totalled, _) = issued(&world).await;
        let record = queries::of_account(&world.app.db.read, totalled.people[0].account)
            .await
            .unwrap()
            .remove(0);
        let path = format!("/my/certificates/{}", record.number.as_str());
        let holder = totalled.applicant(&world, 0).await;
        let (status, html) = get(&world, &path, Some(&holder)).await;
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains(&totalled.people[0].name));
        let other = totalled.applicant(&world, 1).await;
        assert_eq!(
            get(&world, &path, Some(&other)).await.0,
            StatusCode::NOT_FOUND
        );
        let (_, public) = get(
            &world,
            &format!("/certificates/{}", record.number.as_str()),
            None,
        )
        .await;
        assert!(!public.contains(&totalled.people[0].name));
    });
}

#[test]
fn a_corrected_list_brings_certificates_to_the_new_and_points_at_the_old() {
    on_both(async |world| {
        let (totalled, numbers) = issued(&world).await;
        // The seventh of the first post is now far ahead, so that the fourth is no longer selected.
        let mut candidates = totalled.candidates.clone();
        let paper = Mark::Scored(Points::whole(99));
        let written = StageRecord {
            papers: [("knowledge".into(), paper)].into(),
            ..StageRecord::default()
        };
        candidates[6].stages.insert("written".into(), written);
        totalled
            .compute(&world, app::entity::kinds::RunStage::Totals, &candidates)
            .await;
        publish(&totalled, "更正登分").await;
        let register = queries::register(&world.app.db.read, totalled.id)
            .await
            .unwrap();
        assert_eq!(
            register
                .to_issue
                .iter()
                .map(|h| h.ticket.as_str())
                .collect::<Vec<_>>(),
            ["26032800007"]
        );
        assert_eq!(register.no_longer_selected.len(), 1);
        let more = commands::issue(&totalled.certificate_officer, totalled.id, Some(1))
            .await
            .unwrap();
        assert!(!numbers.contains(&more[0]), "the series goes on");
        assert_eq!(more[0].as_str()[11..17], *"000019");
    });
}
