//! What applicants read of themselves, and when.

use super::*;

#[test]
fn before_publication_no_total_leaks() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        sealed(&totalled, "").await;
        let who = totalled.applicant(&world, 0).await;
        let own = own_result::own_result(&who, totalled.people[0].application)
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
        let own = own_result::own_result(&who, own.application).await.unwrap();
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
            let own = own_result::own_result(&who, totalled.people[n].application)
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
            own_result::own_result(&other, theirs).await,
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
        let reading = own_result::own_result(&who, totalled.people[0].application)
            .await
            .unwrap()
            .reading
            .unwrap();
        assert_eq!(reading.line.written, Some("88.50".parse().unwrap()));
    });
}

#[test]
fn who_was_never_seated_reads_that_there_is_nothing_to_read() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let id = accepted_applications(&world, totalled.id, 1).await[0];
        let row = app::entity::application::Entity::find_by_id(id.0);
        let row = row.one(&world.app.db.read).await.unwrap().unwrap();
        let who = world.acting(row.account_id.into()).await;
        let own = own_result::own_result(&who, id).await.unwrap();
        assert!(own.ticket.is_none() && own.reading.is_none());
        let shown = page(&world, &format!("/applications/{id}/result"), Some(&who)).await;
        assert!(shown.contains("<main"));
        for file in ["result.json", "result.txt", "ladder.csv", "written.csv"] {
            let path = format!("/applications/{id}/{file}");
            let (status, _) = get(&world, &path, Some(&who)).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{file}");
        }
    });
}

#[test]
fn ones_own_pages_open_for_nobody_else() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let id = totalled.people[0].application;
        let other = totalled.applicant(&world, 1).await;
        let staff = &totalled.exam_centre;
        for file in [
            "result",
            "result.json",
            "result.txt",
            "ladder.csv",
            "written.csv",
        ] {
            let path = format!("/applications/{id}/{file}");
            for (who, expected) in [
                (None, StatusCode::SEE_OTHER),
                (Some(&other), StatusCode::NOT_FOUND),
                (Some(staff), StatusCode::FORBIDDEN),
            ] {
                let (status, _) = get(&world, &path, who).await;
                assert_eq!(status, expected, "{file}");
            }
        }
    });
}

#[test]
fn the_ladder_has_one_rung_that_is_ones_own_and_the_bands_hold_everybody_who_sat() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        for n in [0, 4, 9, 10] {
            let who = totalled.applicant(&world, n).await;
            let own = own_result::own_result(&who, totalled.people[n].application).await;
            let reading = own.unwrap().reading.unwrap();
            let (ladder, bands) = (&reading.ladder, reading.histogram.as_ref().unwrap());
            let own_result: Vec<_> = ladder.rungs.iter().filter(|rung| rung.mine).collect();
            assert_eq!(own_result.len(), 1, "{n}");
            assert_eq!(Some(own_result[0].place), reading.line.rank);
            assert_eq!(Some(own_result[0].score), reading.line.total);
            assert!(ladder.rungs.is_sorted_by_key(|rung| rung.place));
            assert_eq!(ladder.inside(), 4, "places of the post");
            let people: u64 = bands.bands.iter().map(|band| band.people).sum();
            // Of sixty four stayed away.
            assert_eq!((people, bands.people), (56, 56));
            assert_eq!(bands.bands.iter().filter(|band| band.mine).count(), 1);
            assert_eq!(Some(bands.mine), reading.line.written);
        }
    });
}

#[test]
fn the_calculation_is_told_in_the_readers_language_and_ends_at_the_printed_total() {
    on_both(async |world| {
        let totalled = totalled_campaign(&world).await;
        published(&world, &totalled, "").await;
        let who = totalled.applicant(&world, 2).await;
        let id = totalled.people[2].application;
        let total = own_result::own_result(&who, id)
            .await
            .unwrap()
            .reading
            .unwrap();
        let total = total.line.total.unwrap().to_string();
        let look = trace::Look::of(&world, &who);
        let mut texts = Vec::new();
        for language in ["zh-CN", "en"] {
            let path = format!("/applications/{id}/result.txt");
            let request = Request::builder().uri(path);
            let answer = look.ask(language, request, Body::empty()).await;
            assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
            assert!(answer.text().contains(&total), "{}", answer.text());
            texts.push(answer.text().to_owned());
        }
        assert_ne!(texts[0], texts[1]);
    });
}
