//! Handing in and taking back, to the second.

use super::*;

#[test]
fn an_application_goes_from_the_first_answer_to_accepted() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-01").await;
        let opened = case.opened(id).await;
        assert_eq!(
            (opened.stage, opened.number.as_deref()),
            (Stage::Submitted, Some("QS26-00001"))
        );
        commands::decide(
            &case.street,
            &case.campaign().await,
            id,
            opened.revision,
            &pass(),
        )
        .await
        .unwrap();
        let opened = case.opened(id).await;
        assert_eq!(opened.stage, Stage::PassedStreet);
        commands::decide(
            &case.district,
            &case.campaign().await,
            id,
            opened.revision,
            &pass(),
        )
        .await
        .unwrap();
        assert_eq!(case.opened(id).await.stage, Stage::Accepted);
        let events = world.events().await;
        let own: Vec<_> = events
            .iter()
            .skip_while(|name| *name != "application_started")
            .collect();
        assert_eq!(own[0], "application_started");
        assert_eq!(
            own[own.len() - 3..],
            [
                "application_submitted",
                "application_passed_street",
                "application_accepted"
            ]
        );
    });
}

#[test]
fn from_the_closing_moment_on_nothing_is_taken_any_more() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let close = case.campaign().await.timetable.closes().unwrap();
        let late = at(&ctx, close);
        let closed = Refusal::Closed { deadline: close };
        let before = case.opened(id).await.revision;
        assert_eq!(
            refusal(commands::submit(&late, id, None, true).await),
            closed
        );
        assert_eq!(
            refusal(commands::save_contact(&late, id, "云海市青松区别处", None).await),
            closed
        );
        assert_eq!(
            refusal(commands::attach_photo(&late, id, &photo_file(230)).await),
            closed
        );
        let newcomer = at(&world.applicant("1999-03-06").await, close);
        assert_eq!(refusal(commands::start(&newcomer, case.id).await), closed);
        assert_eq!(case.opened(id).await.revision, before, "nothing changed");
        commands::submit(&at(&ctx, just_before(close)), id, None, true)
            .await
            .unwrap();
    });
}

#[test]
fn a_form_sent_twice_is_taken_once() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let shown = case.opened(id).await.revision;
        let (a, b) = tokio::join!(
            commands::submit(&ctx, id, Some(shown), true),
            commands::submit(&ctx, id, Some(shown), true)
        );
        let refused: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert_eq!(refused.len(), 1);
        assert!(matches!(
            refused[0],
            AppError::Refused(Refusal::ApplicationStage {
                stage: Stage::Submitted
            })
        ));
        assert_eq!(
            world
                .events()
                .await
                .iter()
                .filter(|name| *name == "application_submitted")
                .count(),
            1
        );
    });
}

#[test]
fn nothing_unfinished_is_submitted_and_the_refusal_names_what_is_open() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        assert_eq!(
            problems(commands::submit(&ctx, id, None, false).await)[0].field,
            "declared"
        );
        let education = Facts::new().with("education", FactValue::Choice("master".into()));
        let shown = case.opened(id).await.revision;
        commands::save_answers(&ctx, id, Task::Education, &education)
            .await
            .unwrap();
        assert_eq!(
            refusal(commands::submit(&ctx, id, Some(shown), true).await),
            Refusal::Stale
        );
        let paper = case
            .opened(id)
            .await
            .files
            .iter()
            .find(|f| f.purpose == "document:education")
            .unwrap()
            .id;
        commands::remove_document(&ctx, id, paper).await.unwrap();
        let missing = Refusal::Incomplete {
            missing: vec!["education".into()],
        };
        assert_eq!(
            refusal(commands::submit(&ctx, id, None, true).await),
            missing
        );
        let college = Facts::new().with("education", FactValue::Choice("college".into()));
        commands::save_answers(&ctx, id, Task::Education, &college)
            .await
            .unwrap();
        assert!(matches!(
            problems(commands::submit(&ctx, id, None, true).await)[0].problem,
            Problem::NotEligible { .. }
        ));
        assert_eq!(case.opened(id).await.stage, Stage::Draft);
    });
}

#[test]
fn a_withdrawn_application_can_be_changed_and_submitted_again_before_the_close() {
    on_both(async |world| {
        let case = Case::with(&world, |rules| applying(rules).correction = None).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let shown = case.opened(id).await.revision;
        commands::withdraw(&ctx, id).await.unwrap();
        let decided =
            commands::decide(&case.street, &case.campaign().await, id, shown, &pass()).await;
        assert_eq!(refusal(decided), Refusal::Stale);
        commands::submit(&ctx, id, None, true).await.unwrap();
        let close = case.campaign().await.timetable.closes().unwrap();
        let late = commands::withdraw(&at(&ctx, close), id).await;
        assert_eq!(refusal(late), Refusal::Closed { deadline: close });
        assert_eq!(case.opened(id).await.stage, Stage::Submitted);
    });
}

#[test]
fn until_it_is_accepted_it_is_corrected_as_long_as_the_document_says() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let campaign = case.campaign().await;
        let revision = case.opened(id).await.revision;
        commands::decide(&case.street, &campaign, id, revision, &pass())
            .await
            .unwrap();
        // The form is closed by then, and corrections are not.
        let until = campaign.timetable.corrections_close.unwrap();
        assert!(campaign.timetable.closes().unwrap() < until);
        let last = at(&ctx, just_before(until));
        commands::withdraw(&last, id).await.unwrap();
        commands::save_contact(&last, id, ADDRESS, None)
            .await
            .unwrap();
        commands::submit(&last, id, None, true).await.unwrap();
        let late = commands::withdraw(&at(&ctx, until), id).await;
        assert_eq!(refusal(late), Refusal::Closed { deadline: until });
    });
}

#[test]
fn where_only_returned_applications_are_corrected_a_submitted_one_stays() {
    on_both(async |world| {
        let returned = |rules: &mut RuleDocument| {
            let rule = applying(rules).correction.as_mut().unwrap();
            rule.state = CorrectedWhile::Returned;
        };
        let case = Case::with(&world, returned).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let stage = Stage::Submitted;
        assert_eq!(
            refusal(commands::withdraw(&ctx, id).await),
            Refusal::ApplicationStage { stage }
        );
    });
}

#[test]
fn two_people_who_submit_at_once_get_two_numbers() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (one, first) = case.complete("1999-03-06", "GJZ-01").await;
        let (two, second) = case.complete("1998-03-06", "GJZ-02").await;
        let (a, b) = tokio::join!(
            commands::submit(&one, first, None, true),
            commands::submit(&two, second, None, true)
        );
        a.unwrap();
        b.unwrap();
        let mut numbers = [
            case.opened(first).await.number,
            case.opened(second).await.number,
        ];
        numbers.sort();
        assert_eq!(
            numbers,
            [Some("QS26-00001".into()), Some("QS26-00002".into())]
        );
    });
}
