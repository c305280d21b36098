//! What the public page answers, and what only the holder reads.

use super::*;

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
