//! The gate, the public lists and one's own result as people read them, in both languages.

use super::*;
use trace::Look;

#[tokio::test]
async fn the_gate_from_the_seal_to_the_second_signature() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let gate = format!("/desk/{}/publish", totalled.code);
    let exam = Look::of(&world, &totalled.exam_centre);
    let approver = Look::of(&world, &totalled.approver);
    let publisher = Look::of(&world, &totalled.publisher);
    exam.keeps("gate-to-seal", &gate).await;
    publisher.keeps("gate-nothing-to-sign", &gate).await;
    let sealed = sealed(&totalled, "").await;
    exam.keeps("gate-sealed-by-the-reader", &gate).await;
    approver.keeps("gate-to-approve", &gate).await;
    commands::approve(&totalled.approver, totalled.id, &sealed.digest)
        .await
        .unwrap();
    let form = format!("digest={}&copied=publish+it", sealed.digest);
    publisher
        .keeps_form(
            "gate-to-publish-with-problems",
            &gate,
            &form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    publisher
        .keeps_form(
            "gate-stale",
            &gate,
            "digest=0&copied=",
            StatusCode::CONFLICT,
        )
        .await;
    altered(&world, &totalled, |row, sealed| {
        row.sealed = Set(sealed.replacen("\"rank\":1,", "\"rank\":2,", 1));
    })
    .await;
    publisher.keeps("gate-failed-checks", &gate).await;
}

#[tokio::test]
async fn a_second_version_before_and_after_it_is_public() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let gate = format!("/desk/{}/publish", totalled.code);
    published(&world, &totalled, "").await;
    Look::of(&world, &totalled.publisher)
        .keeps("gate-public", &gate)
        .await;
    corrected(&world, &totalled, 19, 90).await;
    let exam = Look::of(&world, &totalled.exam_centre);
    exam.keeps_form(
        "gate-second-version-without-a-reason",
        &format!("{gate}/seal"),
        "reason=",
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    let second = sealed(&totalled, "1人的加分经复核补上").await;
    Look::of(&world, &totalled.approver)
        .keeps("gate-second-version", &gate)
        .await;
    commands::approve(&totalled.approver, totalled.id, &second.digest)
        .await
        .unwrap();
    let copy = copied(&second);
    commands::publish(&totalled.publisher, totalled.id, &second.digest, &copy)
        .await
        .unwrap();
    let anybody = Look::anybody(&world);
    let list = "/campaigns/gjz-2026/results";
    for (name, path) in [
        ("results-all", "/results".to_owned()),
        ("result-list-second-version", format!("{list}?post=GJZ-02")),
        ("result-list-older-version", format!("{list}/1?post=GJZ-02")),
        ("result-list-ticket", format!("{list}?ticket=26032800020")),
        ("result-list-no-such-ticket", format!("{list}?ticket=1")),
        ("result-changes", format!("{list}/2/changes")),
    ] {
        anybody.keeps(name, &path).await;
    }
}

#[tokio::test]
async fn ones_own_result_at_each_stage_of_the_recruitment() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let result = |n: usize| format!("/applications/{}/result", totalled.people[n].application);
    let fifth = totalled.applicant(&world, 4).await;
    totalled.stands_at(&world, Progress::WrittenFrozen).await;
    let own = Look::of(&world, &fifth);
    own.keeps("own-result-nothing-yet", &result(4)).await;
    totalled.stands_at(&world, Progress::Totalled).await;
    own.keeps("own-result-written", &result(4)).await;
    published(&world, &totalled, "").await;
    for (name, n) in [
        ("own-result-bonus", 2),
        ("own-result-absent-from-the-interview", 7),
        ("own-result-shared-rank", 9),
        ("own-result-below-the-line", 13),
        ("own-result-absent", 14),
    ] {
        let who = totalled.applicant(&world, n).await;
        Look::of(&world, &who).keeps(name, &result(n)).await;
    }
}
