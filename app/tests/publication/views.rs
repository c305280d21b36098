//! The sign-off, the public lists and one's own result as people read them, in both languages.

use super::*;
use trace::Look;

#[tokio::test]
async fn the_sign_off_from_the_seal_to_the_second_signature() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let sign_off = format!("/desk/{}/publish", totalled.code);
    let exam = Look::of(&world, &totalled.exam_centre);
    let approver = Look::of(&world, &totalled.approver);
    let publisher = Look::of(&world, &totalled.publisher);
    exam.keeps("sign-off-to-seal", &sign_off).await;
    publisher.keeps("sign-off-nothing-to-sign", &sign_off).await;
    let sealed = sealed(&totalled, "").await;
    exam.keeps("sign-off-sealed-by-the-reader", &sign_off).await;
    approver.keeps("sign-off-to-approve", &sign_off).await;
    commands::approve(&totalled.approver, totalled.id, &sealed.digest)
        .await
        .unwrap();
    let form = format!("digest={}&copied=publish+it", sealed.digest);
    publisher
        .keeps_form(
            "sign-off-to-publish-with-problems",
            &sign_off,
            &form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    publisher
        .keeps_form(
            "sign-off-stale",
            &sign_off,
            "digest=0&copied=",
            StatusCode::CONFLICT,
        )
        .await;
    altered(&world, &totalled, |row, sealed| {
        row.sealed = Set(sealed.replacen("\"rank\":1,", "\"rank\":2,", 1));
    })
    .await;
    publisher.keeps("sign-off-failed-checks", &sign_off).await;
}

#[tokio::test]
async fn a_second_version_before_and_after_it_is_public() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let sign_off = format!("/desk/{}/publish", totalled.code);
    published(&world, &totalled, "").await;
    Look::of(&world, &totalled.publisher)
        .keeps("sign-off-public", &sign_off)
        .await;
    corrected(&world, &totalled, 19, 90).await;
    let exam = Look::of(&world, &totalled.exam_centre);
    exam.keeps_form(
        "sign-off-second-version-without-a-reason",
        &format!("{sign_off}/seal"),
        "reason=",
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    let second = sealed(&totalled, "1人的加分经复核补上").await;
    Look::of(&world, &totalled.approver)
        .keeps("sign-off-second-version", &sign_off)
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
