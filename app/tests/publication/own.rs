//! What applicants read of themselves, and when.

use super::*;

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
