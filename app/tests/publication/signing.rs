//! From the seal to the second signature.

use super::*;

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
            row.approved_by = Set(Some(totalled.publisher.account().unwrap().0));
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
        let page = sign_off::sign_off(&totalled.publisher, totalled.code)
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
