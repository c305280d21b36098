//! What the public reads.

use super::*;

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
