//! Decisions of reviewers: the street first, then the district, each once.

use super::*;

#[test]
fn a_returned_application_is_corrected_and_handed_in_again_under_its_number() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let decision = Decision {
            verdict: Verdict::Return,
            reasons: vec![ReasonCode::EvidenceIllegible],
            note: "毕业证书反光".into(),
            about: Some(Task::Education),
        };
        let revision = case.opened(id).await.revision;
        let reviewer = at(&case.street, world.now.plus_days(1));
        commands::decide(&reviewer, &case.campaign().await, id, revision, &decision)
            .await
            .unwrap();
        let returned = case.opened(id).await;
        let deadline = case.campaign().await.timetable.corrections_close;
        assert!(deadline.is_some());
        assert_eq!(
            (returned.stage, returned.answer_by),
            (Stage::Returned, deadline)
        );
        assert_eq!(returned.held(START).missing(), [Task::Education]);
        let ctx = at(&ctx, world.now.plus_days(7));
        let missing = Refusal::Incomplete {
            missing: vec!["education".into()],
        };
        assert_eq!(
            refusal(commands::submit(&ctx, id, None, true).await),
            missing
        );
        let clearer = UploadedFile::new("毕业证书2.png", portrait(200));
        commands::attach_document(&ctx, id, &"education".into(), &clearer)
            .await
            .unwrap();
        commands::submit(&ctx, id, None, true).await.unwrap();
        let again = case.opened(id).await;
        assert_eq!(
            (again.stage, again.number),
            (Stage::Submitted, returned.number)
        );
        let ask = queue::Ask {
            view: queue::View::Resubmitted,
            ..Default::default()
        };
        let queue = queue::queue(&case.street, &case.campaign().await, &ask)
            .await
            .unwrap();
        assert_eq!(queue.rows.len(), 1);
        assert!(queue.rows[0].was_returned);
    });
}

#[test]
fn of_two_reviewers_at_once_the_second_is_told() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-01").await;
        let (campaign, revision) = (case.campaign().await, case.opened(id).await.revision);
        let other = world.staff(Role::StreetReviewer, STREET).await;
        let (pass, reject) = (pass(), reject());
        let (a, b) = tokio::join!(
            commands::decide(&case.street, &campaign, id, revision, &pass),
            commands::decide(&other, &campaign, id, revision, &reject)
        );
        let refused: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert_eq!(refused.len(), 1);
        assert!(matches!(refused[0], AppError::Refused(Refusal::Stale)));
        let decided = ["application_passed_street", "application_rejected"];
        assert_eq!(
            world
                .events()
                .await
                .iter()
                .filter(|name| decided.contains(&name.as_str()))
                .count(),
            1
        );
    });
}

#[test]
fn a_decision_about_several_names_those_that_changed_meanwhile() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (one, two) = (
            case.submitted("1999-03-06", "GJZ-01").await,
            case.submitted("1998-03-06", "GJZ-01").await,
        );
        let campaign = case.campaign().await;
        let mut picks = Vec::new();
        for id in [one, two] {
            picks.push((id, case.opened(id).await.revision));
        }
        commands::decide(&case.street, &campaign, two, picks[1].1, &pass())
            .await
            .unwrap();
        let outcome = commands::decide_many(&case.street, &campaign, &picks, &pass())
            .await
            .unwrap();
        assert_eq!(
            (outcome.done, outcome.unchanged),
            (vec!["QS26-00001".into()], vec!["QS26-00002".to_owned()])
        );
        let nothing = commands::decide_many(&case.street, &campaign, &picks, &pass()).await;
        assert_eq!(refusal(nothing), Refusal::Stale);
        let incomplete = Decision {
            verdict: Verdict::Return,
            ..pass()
        };
        let told = problems(
            commands::decide_many(&case.street, &campaign, &picks, &incomplete)
                .await
                .map(drop),
        );
        assert_eq!(told[0].field, "reasons");
    });
}

#[test]
fn a_reviewer_outside_the_street_sees_and_decides_nothing() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-01").await;
        let campaign = case.campaign().await;
        let elsewhere = world.staff(Role::StreetReviewer, OTHER_STREET).await;
        let revision = case.opened(id).await.revision;
        let decided = commands::decide(&elsewhere, &campaign, id, revision, &pass()).await;
        assert_eq!(refusal(decided), Refusal::OutsideScope);
        assert_eq!(
            refusal(dossier::dossier(&elsewhere, &campaign, id).await.map(drop)),
            Refusal::OutsideScope
        );
        let queue = queue::queue(&elsewhere, &campaign, &queue::Ask::default())
            .await
            .unwrap();
        assert_eq!((queue.rows.len(), queue.counts[4].1), (0, 0));
        // The district waits until the street has looked.
        let early = commands::decide(&case.district, &campaign, id, revision, &pass()).await;
        assert_eq!(refusal(early), Refusal::OutsideScope);
        assert_eq!(case.opened(id).await.stage, Stage::Submitted);
    });
}

#[test]
fn where_a_post_lies_in_no_street_the_district_decides_alone() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-05").await;
        let revision = case.opened(id).await.revision;
        commands::decide(
            &case.district,
            &case.campaign().await,
            id,
            revision,
            &pass(),
        )
        .await
        .unwrap();
        assert_eq!(case.opened(id).await.stage, Stage::Accepted);
    });
}

#[test]
fn the_machines_findings_are_counted_and_exceptions_speak() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let member = Facts::new()
            .with("political", FactValue::Choice("member".into()))
            .with("veteran", FactValue::YesNo(false));
        commands::save_answers(&ctx, id, Task::Status, &member)
            .await
            .unwrap();
        commands::attach_document(&ctx, id, &"political".into(), &paper())
            .await
            .unwrap();
        commands::submit(&ctx, id, None, true).await.unwrap();
        let dossier = dossier::dossier(&case.street, &case.campaign().await, id)
            .await
            .unwrap();
        assert_eq!((dossier.checks.met, dossier.checks.bonus), (9, 1));
        assert_eq!(dossier.checks.exceptions, []);
        assert_eq!(dossier.claims[0].finding.item.as_str(), "party");
        let queue = queue::queue(&case.street, &case.campaign().await, &queue::Ask::default())
            .await
            .unwrap();
        assert_eq!(
            (queue.rows[0].name.as_str(), queue.rows[0].post.as_str()),
            ("张某某", "GJZ-01")
        );
    });
}
