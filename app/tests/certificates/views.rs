//! Certificates as the officer, their holder and the public read them, in both languages.

use super::*;
use trace::Look;

#[tokio::test]
async fn the_officers_desk() {
    let world = World::sqlite().await;
    let totalled = totalled_campaign(&world).await;
    let desk = format!("/desk/{}/certificates", totalled.code);
    let officer = &totalled.certificate_officer;
    let look = Look::of(&world, officer);
    look.keeps("certificates-desk-early", &desk).await;
    publish(&totalled, "").await;
    look.keeps("certificates-desk", &desk).await;
    look.keeps_form(
        "certificates-desk-stale",
        &desk,
        "people=17",
        StatusCode::CONFLICT,
    )
    .await;
    let numbers = commands::issue(officer, totalled.id, None).await.unwrap();
    commands::change(officer, &numbers[1], CertificateAct::Suspend, "材料存疑")
        .await
        .unwrap();
    commands::change(officer, &numbers[2], CertificateAct::Revoke, "冒用证明")
        .await
        .unwrap();
    look.keeps("certificates-desk-issued", &desk).await;
    let one = |n: usize| format!("{desk}/{}", numbers[n].as_str());
    look.keeps_form(
        "certificate-change-with-problems",
        &one(0),
        "act=suspend&reason=",
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    look.keeps("certificate-of-the-register-suspended", &one(1))
        .await;
    look.keeps("certificate-of-the-register-revoked", &one(2))
        .await;
}

#[tokio::test]
async fn what_the_public_and_the_holder_read() {
    let mut world = World::sqlite().await;
    let (totalled, numbers) = issued(&world).await;
    let officer = &totalled.certificate_officer;
    commands::change(officer, &numbers[1], CertificateAct::Suspend, "材料存疑")
        .await
        .unwrap();
    commands::change(officer, &numbers[2], CertificateAct::Revoke, "冒用证明")
        .await
        .unwrap();
    let public = |n: usize| format!("/certificates/{}", numbers[n].as_str());
    let anybody = Look::anybody(&world);
    anybody.keeps("certificate-suspended", &public(1)).await;
    anybody.keeps("certificate-revoked", &public(2)).await;
    let check = "/certificates/check?number=99000020262A000011";
    anybody.keeps("certificates-form", "/certificates").await;
    anybody
        .keeps_answer(
            "certificates-form-with-problems",
            StatusCode::UNPROCESSABLE_ENTITY,
            async || (Request::builder().uri(check), Body::empty()),
        )
        .await;
    let unknown = CertificateNumber::compose("990000", 2026, 2, 999).unwrap();
    let unknown = format!("/certificates/{}", unknown.as_str());
    anybody
        .keeps_answer("certificate-unknown", StatusCode::NOT_FOUND, async || {
            (Request::builder().uri(&unknown), Body::empty())
        })
        .await;
    let register = queries::register(&world.app.db.read, totalled.id).await;
    let register = register.unwrap();
    let suspended = &register.issued[1];
    let holder = world.acting(suspended.account).await;
    let own = Look::of(&world, &holder);
    own.keeps("certificates-mine", "/my/certificates").await;
    let mine = format!("/my/certificates/{}", suspended.number.as_str());
    own.keeps("certificate-mine-suspended", &mine).await;
    let without = totalled.applicant(&world, 14).await;
    Look::of(&world, &without)
        .keeps("certificates-mine-none", "/my/certificates")
        .await;
    world.now = world.now.plus_days(4 * 366);
    Look::anybody(&world)
        .keeps("certificate-expired", &public(3))
        .await;
}
