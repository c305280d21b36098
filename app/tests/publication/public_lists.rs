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

#[test]
fn a_list_that_is_not_public_yet_is_at_no_address() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        let hidden = async |world: &World, version: u32| {
            let all = format!("/campaigns/gjz-2026/results/{version}");
            for end in [
                "",
                "/sealed.json",
                "/sealed.jws",
                "/list.csv",
                "/list.xlsx",
                "/changes",
            ] {
                let (status, _) = get(world, &format!("{all}{end}"), None).await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{version}{end}");
            }
        };
        hidden(&world, 1).await;
        let first = sealed(&totalled, "").await;
        hidden(&world, 1).await;
        commands::approve(&totalled.approver, totalled.id, &first.digest)
            .await
            .unwrap();
        hidden(&world, 1).await;
        let all = page(&world, "/results", None).await;
        assert!(!all.contains("gjz-2026"), "{all}");
        commands::publish(
            &totalled.publisher,
            totalled.id,
            &first.digest,
            &copied(&first),
        )
        .await
        .unwrap();
        corrected(&world, &totalled, 0, 99).await;
        sealed(&totalled, "更正").await;
        hidden(&world, 2).await;
        let public = lists::published(&world.app, totalled.code, None).await;
        assert_eq!(public.unwrap().stamp.version, 1);
        for version in ["0", "-1", "x", "4294967296"] {
            let path = format!("/campaigns/gjz-2026/results/{version}");
            let (status, _) = get(&world, &path, None).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{version}");
        }
    });
}

#[test]
fn an_older_version_stays_where_it_was_and_points_to_the_newer() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let before = lists::published(&world.app, totalled.code, Some(1)).await;
        let before = before.unwrap();
        corrected(&world, &totalled, 19, 90).await;
        published(&world, &totalled, "更正登分").await;
        let after = lists::published(&world.app, totalled.code, Some(1)).await;
        let after = after.unwrap();
        assert_eq!((after.sealed, after.newest), (before.sealed, 2));
        assert!(after.previous.is_none() && after.signed);
        let old = page(&world, "/campaigns/gjz-2026/results/1", None).await;
        assert!(old.contains("href=\"/campaigns/gjz-2026/results\""));
        let all = page(&world, "/results", None).await;
        assert!(all.contains("第2版") && !all.contains("第1版"), "{all}");
    });
}

#[test]
fn a_ticket_is_found_however_it_is_typed_and_a_page_beyond_the_last_is_the_last() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        for typed in [
            "260-3280-0003",
            "%EF%BC%92%EF%BC%9603280000%EF%BC%933",
            "+26032800003+",
        ] {
            let path = format!("/campaigns/gjz-2026/results?ticket={typed}");
            let found = page(&world, &path, None).await;
            let is_found = found.contains("26032800003") && !found.contains("26032800004");
            assert!(is_found, "{typed}");
        }
        for asked in ["page=99", "page=0", "post=nothing", "ticket=%20-"] {
            let path = format!("/campaigns/gjz-2026/results?{asked}");
            let whole = page(&world, &path, None).await;
            for post in POSTS {
                assert!(whole.contains(post), "{asked}: {post}");
            }
        }
    });
}

#[test]
fn the_files_of_a_list_hold_its_rows_and_nothing_more() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let public = lists::published(&world.app, totalled.code, None).await;
        let public = public.unwrap();
        let address = "/campaigns/gjz-2026/results/1/list";
        let (_, csv) = get(&world, &format!("{address}.csv"), None).await;
        let (_, xlsx) = get(&world, &format!("{address}.xlsx"), None).await;
        let mut grids = Vec::new();
        for bytes in [csv, xlsx] {
            let grid = app::platform::tables::read(&bytes, domain::tables::Head::FirstRow);
            let cells = |row: &domain::tables::Row| {
                let cells = row.cells.iter().map(|cell| cell.text().into_owned());
                cells.collect::<Vec<_>>()
            };
            let rows: Vec<Vec<String>> = grid.rows.iter().map(cells).collect();
            assert_eq!(rows.len(), public.list.people());
            grids.push(rows);
        }
        assert_eq!(grids[0], grids[1], "both files say the same");
        let rows = public.list.posts.iter().flat_map(|post| &post.rows);
        for (row, cells) in rows.zip(&grids[0]) {
            assert!(cells.contains(&row.ticket) && cells.contains(&row.name));
            let total = row.total.map(|total| total.to_string());
            assert!(total.is_none_or(|total| cells.contains(&total)));
        }
    });
}

#[test]
fn a_public_list_whose_signature_was_exchanged_is_shown_as_unsigned() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let whole = page(&world, "/campaigns/gjz-2026/results/1", None).await;
        let db = &world.app.db.write;
        let row = publication::Entity::find().one(db).await.unwrap().unwrap();
        let other = world.app.signer.sign(b"{}");
        publication::Entity::update(publication::ActiveModel {
            signature: Set(other),
            ..row.into_active_model()
        })
        .exec(db)
        .await
        .unwrap();
        let public = lists::published(&world.app, totalled.code, None).await;
        assert!(!public.unwrap().signed);
        // A page that nobody asked for within the last second.
        let unsigned = page(&world, "/campaigns/gjz-2026/results/1?page=1", None).await;
        for (shown, valid) in [(whole, true), (unsigned, false)] {
            assert_eq!(shown.contains("，有效<"), valid);
            assert_eq!(shown.contains("现在核对不了"), !valid);
        }
    });
}
