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

#[test]
fn a_submitted_application_has_a_number_and_its_owner_a_letter() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let now = world.now.plus_days(1);
        commands::submit(&at(&ctx, now), id, None, true)
            .await
            .unwrap();
        let row = row(&world, id).await;
        assert_eq!(
            (row.stage.0, row.number.as_deref(), row.serial),
            (Stage::Submitted, Some("QS26-00001"), Some(1))
        );
        assert_eq!(
            (row.submitted_at, row.decided_at, row.answer_by),
            (Some(now.0), None, None)
        );
        let submitted = Event::ApplicationSubmitted { application: id };
        assert_eq!(last_entry(&world).await, (ctx.account().ok(), submitted));
        let told = Notice::Submitted {
            campaign: TITLE.into(),
            application: id,
            number: "QS26-00001".into(),
        };
        let account = ctx.account().unwrap();
        assert_eq!(inbox(&world, account).await, std::slice::from_ref(&told));
        assert_eq!(sent(&world, account, &told).await, [Channel::Email]);
    });
}

#[test]
fn an_empty_draft_is_told_everything_that_it_lacks() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let Refusal::Incomplete { missing } =
            refused(&world, commands::submit(&ctx, id, Some(Revision(0)), true)).await
        else {
            panic!()
        };
        assert_eq!(
            missing,
            [
                "contact",
                "photo",
                "education",
                "residence",
                "status",
                "bonus",
                "declaration",
                "post"
            ]
        );
    });
}

#[test]
fn nothing_is_submitted_without_its_declaration_or_by_another() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let told = invalid(&world, commands::submit(&ctx, id, None, false)).await;
        assert_eq!(told, [FieldProblem::new("declared", Problem::NotChosen)]);
        let shown = Revision(row(&world, id).await.revision);
        for other in [Revision(shown.0 - 1), Revision(shown.0 + 1)] {
            let older = commands::submit(&ctx, id, Some(other), true);
            assert_eq!(refused(&world, older).await, Refusal::Stale);
        }
        let stranger = world.applicant("1999-03-06").await;
        not_found(&world, commands::submit(&stranger, id, None, true)).await;
        not_found(&world, commands::submit(&case.street, id, None, true)).await;
        sign_in_required(&world, commands::submit(&world.nobody(), id, None, true)).await;
        let unknown = ApplicationId(uuid::Uuid::now_v7());
        not_found(&world, commands::submit(&ctx, unknown, None, true)).await;
    });
}

#[test]
fn once_seats_are_assigned_nobody_submits_any_more() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        stands_at(&case, Progress::Seated).await;
        let late = refused(&world, commands::submit(&ctx, id, None, true)).await;
        assert_eq!(
            late,
            Refusal::Progress {
                needs: Progress::Announced,
                stands: Progress::Seated
            }
        );
    });
}

#[test]
fn an_exclusion_that_somebody_declares_keeps_them_out_in_the_notices_words() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let (_, mut declared) = by_task()
            .into_iter()
            .find(|(task, _)| *task == Task::Declaration)
            .unwrap();
        declared.set("student", FactValue::YesNo(true));
        commands::save_answers(&ctx, id, Task::Declaration, &declared)
            .await
            .unwrap();
        let told = invalid(&world, commands::submit(&ctx, id, None, true)).await;
        assert!(
            matches!(&told[..], [FieldProblem { field, problem: Problem::NotEligible { zh, en } }]
                if field == "post" && zh.contains("在读学生") && en.contains("Students")),
            "{told:?}"
        );
    });
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn taking_back_is_told_and_drops_what_was_claimed() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-05").await;
        let veteran = Facts::new().with("veteran", FactValue::YesNo(true));
        commands::save_answers(&ctx, id, Task::Status, &veteran)
            .await
            .unwrap();
        commands::attach_document(&ctx, id, &"veteran".into(), &paper())
            .await
            .unwrap();
        commands::submit(&ctx, id, None, true).await.unwrap();
        let claims = async || {
            let claims = bonus_claim::Entity::find()
                .all(&world.app.db.write)
                .await
                .unwrap();
            claims
                .into_iter()
                .map(|claim| (claim.item, claim.state.0))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            claims().await,
            [("veteran".to_owned(), ClaimState::Claimed)]
        );
        let campaign = case.campaign().await;
        commands::decide_bonus(
            &case.district,
            &campaign,
            id,
            "veteran",
            ClaimState::Claimed,
            true,
            "",
        )
        .await
        .unwrap();
        commands::withdraw(&ctx, id).await.unwrap();
        assert_eq!(claims().await, []);
        let row = row(&world, id).await;
        assert_eq!((row.stage.0, row.submitted_at), (Stage::Draft, None));
        assert_eq!(
            row.number.as_deref(),
            Some("QS26-00001"),
            "it keeps its number"
        );
        let until = campaign.timetable.corrections_close;
        assert_eq!(row.answer_by, until.map(|until| until.0));
        let withdrawn = Event::ApplicationWithdrawn { application: id };
        assert_eq!(last_entry(&world).await, (ctx.account().ok(), withdrawn));
        let account = ctx.account().unwrap();
        let told = Notice::Withdrawn {
            campaign: TITLE.into(),
            application: id,
        };
        assert_eq!(inbox(&world, account).await.last(), Some(&told));
        assert_eq!(sent(&world, account, &told).await, [Channel::Email]);
        // What was granted is verified anew.
        commands::submit(&ctx, id, None, true).await.unwrap();
        assert_eq!(
            claims().await,
            [("veteran".to_owned(), ClaimState::Claimed)]
        );
    });
}

#[test]
fn only_what_waits_for_a_decision_is_taken_back_and_only_by_its_owner() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        for stage in Stage::ALL {
            let (ctx, id) = at_stage(&case, stage).await;
            let stranger = world.applicant("1999-03-06").await;
            not_found(&world, commands::withdraw(&stranger, id)).await;
            sign_in_required(&world, commands::withdraw(&world.nobody(), id)).await;
            if matches!(stage, Stage::Submitted | Stage::PassedStreet) {
                commands::withdraw(&ctx, id).await.unwrap();
                let stage = Stage::Draft;
                let again = refused(&world, commands::withdraw(&ctx, id)).await;
                assert_eq!(again, Refusal::ApplicationStage { stage }, "not twice");
            } else {
                let refusal = refused(&world, commands::withdraw(&ctx, id)).await;
                assert_eq!(refusal, Refusal::ApplicationStage { stage });
            }
        }
    });
}

#[test]
fn a_number_is_given_once_and_never_to_another() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (first, one) = at_stage(&case, Stage::Submitted).await;
        commands::withdraw(&first, one).await.unwrap();
        let (_, two) = at_stage(&case, Stage::Submitted).await;
        commands::submit(&first, one, None, true).await.unwrap();
        let (_, three) = at_stage(&case, Stage::Submitted).await;
        let mut numbers = Vec::new();
        for id in [one, two, three] {
            numbers.push(row(&world, id).await.number.unwrap());
        }
        assert_eq!(numbers, ["QS26-00001", "QS26-00002", "QS26-00003"]);
    });
}

#[test]
fn of_a_decision_and_a_withdrawal_at_once_one_takes_effect() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = at_stage(&case, Stage::Submitted).await;
        let (campaign, shown) = (
            case.campaign().await,
            Revision(row(&world, id).await.revision),
        );
        let (decision, before) = (reject(), trail(&world).await.len());
        let (withdrawn, decided) = tokio::join!(
            commands::withdraw(&ctx, id),
            commands::decide(&case.district, &campaign, id, shown, &decision)
        );
        assert_ne!(withdrawn.is_ok(), decided.is_ok());
        assert_eq!(since(&world, before).await.len(), 1);
        let stage = row(&world, id).await.stage.0;
        assert_eq!(
            stage,
            if withdrawn.is_ok() {
                Stage::Draft
            } else {
                Stage::Rejected
            }
        );
    });
}
