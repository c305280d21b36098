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

async fn reviews(world: &World, id: ApplicationId) -> Vec<review::Model> {
    review::Entity::find()
        .filter(review::Column::ApplicationId.eq(id.0))
        .order_by_asc(review::Column::Id)
        .all(&world.app.db.write)
        .await
        .unwrap()
}

#[test]
fn the_streets_pass_is_kept_and_told_to_nobody() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let before = told(&world).await;
        decide(&case, &case.street, id, &pass()).await.unwrap();
        let row = row(&world, id).await;
        assert_eq!(
            (row.stage.0, row.decided_at, row.answer_by),
            (Stage::PassedStreet, None, None)
        );
        let passed = Event::ApplicationPassedStreet { application: id };
        assert_eq!(
            last_entry(&world).await,
            (case.street.account().ok(), passed)
        );
        assert_eq!(told(&world).await, before, "the district still decides");
        let kept = reviews(&world, id).await.remove(0);
        assert_eq!(
            (kept.act.0, AccountId(kept.reviewer_id)),
            (Act::PassStreet, case.street.account().unwrap())
        );
    });
}

#[test]
fn an_accepted_person_is_told_when_tickets_can_be_had() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = at_stage(&case, Stage::Accepted).await;
        let row = row(&world, id).await;
        assert_eq!((row.decided_at, row.answer_by), (Some(world.now.0), None));
        let accepted = Event::ApplicationAccepted { application: id };
        assert_eq!(
            last_entry(&world).await,
            (case.district.account().ok(), accepted)
        );
        let account = ctx.account().unwrap();
        let notice = Notice::Accepted {
            campaign: TITLE.into(),
            application: id,
            tickets_from: Some(world.now.plus_days(19)),
        };
        assert_eq!(inbox(&world, account).await.last(), Some(&notice));
        assert_eq!(sent(&world, account, &notice).await, [Channel::Email]);
    });
}

#[test]
fn a_return_names_reasons_and_deadline_and_goes_by_text_message_too() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = at_stage(&case, Stage::Returned).await;
        let by = world.now.plus_days(10);
        let row = row(&world, id).await;
        assert_eq!(
            (row.answer_by, row.returned_at, row.decided_at),
            (Some(by.0), Some(world.now.0), None)
        );
        let (reasons, note) = (
            vec![ReasonCode::EvidenceIllegible],
            "毕业证书反光".to_owned(),
        );
        let returned = Event::ApplicationReturned {
            application: id,
            reasons: reasons.clone(),
            note: note.clone(),
            answer_by: by,
        };
        assert_eq!(
            last_entry(&world).await,
            (case.district.account().ok(), returned)
        );
        let kept = reviews(&world, id).await.remove(0);
        assert_eq!(
            (
                kept.act.0,
                kept.note.as_str(),
                kept.about.map(|about| about.0)
            ),
            (Act::Return, "毕业证书反光", Some(Task::Education))
        );
        let account = ctx.account().unwrap();
        let notice = Notice::Returned {
            campaign: TITLE.into(),
            application: id,
            reasons,
            note,
            answer_by: by,
        };
        assert_eq!(inbox(&world, account).await.last(), Some(&notice));
        assert_eq!(
            sent(&world, account, &notice).await,
            [Channel::Email, Channel::Sms]
        );
    });
}

#[test]
fn a_rejection_names_its_reasons_and_until_when_it_can_be_appealed() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = at_stage(&case, Stage::Rejected).await;
        let by = case.opened(id).await.answer_by.unwrap();
        assert_eq!(row(&world, id).await.decided_at, Some(world.now.0));
        let reasons = vec![ReasonCode::ResidenceNotMet];
        let rejected = Event::ApplicationRejected {
            application: id,
            reasons: reasons.clone(),
            note: String::new(),
            appeal_by: by,
        };
        assert_eq!(
            last_entry(&world).await,
            (case.district.account().ok(), rejected)
        );
        let account = ctx.account().unwrap();
        let notice = Notice::Rejected {
            campaign: TITLE.into(),
            application: id,
            reasons,
            note: String::new(),
            appeal_by: by,
        };
        assert_eq!(inbox(&world, account).await.last(), Some(&notice));
        assert_eq!(
            sent(&world, account, &notice).await,
            [Channel::Email, Channel::Sms]
        );
    });
}

#[test]
fn a_late_reviewer_leaves_two_days_to_answer() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, id) = at_stage(&case, Stage::Submitted).await;
        let late = world.now.plus_days(30);
        let reviewer = at(&case.district, late);
        decide(&case, &reviewer, id, &give_back()).await.unwrap();
        assert_eq!(row(&world, id).await.answer_by, Some(late.plus_days(2).0));
    });
}

#[test]
fn a_decision_lacks_neither_reason_nor_the_words_that_a_reason_needs() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, id) = at_stage(&case, Stage::Submitted).await;
        let decision = |verdict, reasons: &[ReasonCode], note: &str| Decision {
            verdict,
            reasons: reasons.to_vec(),
            note: note.into(),
            about: None,
        };
        let field = FieldProblem::new;
        let long = "长".repeat(501);
        let too_long = Problem::TooLong {
            limit: 500,
            length: 501,
        };
        let reason = ReasonCode::AgeNotMet;
        for (lacking, told) in [
            (
                decision(Verdict::Return, &[], ""),
                field("reasons", Problem::NotChosen),
            ),
            (
                decision(Verdict::Reject, &[], "不行"),
                field("reasons", Problem::NotChosen),
            ),
            (
                decision(Verdict::Return, &[reason], ""),
                field("reasons", Problem::NotCurable { reason }),
            ),
            (
                decision(Verdict::Reject, &[ReasonCode::Other], " "),
                field("note", Problem::Missing),
            ),
            (decision(Verdict::Pass, &[], &long), field("note", too_long)),
        ] {
            let one = invalid(&world, decide(&case, &case.district, id, &lacking)).await;
            assert_eq!(one, [told], "{lacking:?}");
            let picks = [(id, Revision(row(&world, id).await.revision))];
            let campaign = case.campaign().await;
            let many = commands::decide_many(&case.district, &campaign, &picks, &lacking);
            assert_eq!(invalid(&world, many).await, one, "of several as of one");
        }
        let longest = decision(Verdict::Pass, &[], &long[..500 * "长".len()]);
        decide(&case, &case.district, id, &longest).await.unwrap();
    });
}

#[test]
fn nothing_is_decided_where_nobody_waits_for_a_decision() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        for stage in Stage::ALL {
            let (_, id) = at_stage(&case, stage).await;
            if matches!(stage, Stage::Submitted | Stage::PassedStreet) {
                continue;
            }
            for decision in [pass(), reject(), give_back()] {
                let refusal = refused(&world, decide(&case, &case.district, id, &decision)).await;
                assert_eq!(refusal, Refusal::ApplicationStage { stage });
            }
            let picks = [(id, Revision(row(&world, id).await.revision))];
            let campaign = case.campaign().await;
            let decision = reject();
            let many = commands::decide_many(&case.district, &campaign, &picks, &decision);
            let refusal = refused(&world, many).await;
            assert_eq!(refusal, Refusal::Stale);
        }
    });
}

#[test]
fn a_decision_is_made_by_a_reviewer_of_the_place_in_their_turn() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-01").await;
        for role in [
            Role::Organiser,
            Role::ExamCentre,
            Role::Recorder,
            Role::Inspector,
        ] {
            let other = world.staff(role, DISTRICT).await;
            forbidden(&world, decide(&case, &other, id, &pass())).await;
        }
        let applicant = world.applicant("1999-03-06").await;
        forbidden(&world, decide(&case, &applicant, id, &pass())).await;
        sign_in_required(&world, decide(&case, &world.nobody(), id, &pass())).await;
        let elsewhere = world.staff(Role::DistrictReviewer, "990000/990009").await;
        for who in [&elsewhere, &case.district] {
            let refusal = refused(&world, decide(&case, who, id, &pass())).await;
            assert_eq!(refusal, Refusal::OutsideScope, "the street looks first");
        }
        decide(&case, &case.street, id, &pass()).await.unwrap();
        let refusal = refused(&world, decide(&case, &case.street, id, &pass())).await;
        assert_eq!(refusal, Refusal::OutsideScope, "the street has looked");
        let shown = Revision(row(&world, id).await.revision - 1);
        let campaign = case.campaign().await;
        let decision = pass();
        let older = commands::decide(&case.district, &campaign, id, shown, &decision);
        assert_eq!(refused(&world, older).await, Refusal::Stale);
    });
}

#[test]
fn an_application_is_decided_in_its_own_campaign_only() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, id) = at_stage(&case, Stage::Submitted).await;
        let other =
            app::campaigns::queries::by_id(&world.app.db.read, announced_campaign(&world).await)
                .await
                .unwrap();
        let (shown, decision) = (Revision(row(&world, id).await.revision), pass());
        not_found(
            &world,
            commands::decide(&case.district, &other, id, shown, &decision),
        )
        .await;
        let unknown = ApplicationId(uuid::Uuid::now_v7());
        not_found(
            &world,
            commands::decide(&case.district, &other, unknown, Revision(0), &decision),
        )
        .await;
        let seen = dossier::dossier(&case.district, &other, id).await;
        assert!(matches!(seen, Err(AppError::NotFound)));
    });
}

#[test]
fn several_are_decided_in_one_act_with_an_entry_and_a_letter_for_each() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let mut picks = Vec::new();
        let mut owners = Vec::new();
        for _ in 0..3 {
            let (ctx, id) = at_stage(&case, Stage::Submitted).await;
            picks.push((id, Revision(row(&world, id).await.revision)));
            owners.push(ctx.account().unwrap());
        }
        let before = trail(&world).await.len();
        let twice: Vec<_> = picks.iter().chain(&picks).copied().collect();
        let outcome =
            commands::decide_many(&case.district, &case.campaign().await, &twice, &reject())
                .await
                .unwrap();
        assert_eq!(
            outcome.done,
            ["QS26-00001", "QS26-00002", "QS26-00003"],
            "each once"
        );
        assert_eq!(outcome.unchanged, [""; 0]);
        let events = since(&world, before).await;
        assert_eq!(events.len(), 3);
        assert!(
            events
                .iter()
                .all(|event| event.name() == "application_rejected")
        );
        for ((id, _), owner) in picks.into_iter().zip(owners) {
            let last = inbox(&world, owner).await.pop().unwrap();
            assert!(matches!(last, Notice::Rejected { application, .. } if application == id));
            assert_eq!(reviews(&world, id).await.len(), 1);
        }
    });
}

#[test]
fn one_out_of_sight_keeps_the_others_undecided() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let own = case.submitted("1999-03-06", "GJZ-01").await;
        let foreign = case.submitted("1998-03-06", "GJZ-02").await;
        let mut picks = Vec::new();
        for id in [own, foreign] {
            picks.push((id, Revision(row(&world, id).await.revision)));
        }
        let campaign = case.campaign().await;
        let decision = pass();
        let many = commands::decide_many(&case.street, &campaign, &picks, &decision);
        assert_eq!(refused(&world, many).await, Refusal::OutsideScope);
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        forbidden(
            &world,
            commands::decide_many(&exam, &campaign, &picks, &decision),
        )
        .await;
        let nobody = world.nobody();
        sign_in_required(
            &world,
            commands::decide_many(&nobody, &campaign, &picks, &decision),
        )
        .await;
        // One that is not there is left out.
        let gone = (ApplicationId(uuid::Uuid::now_v7()), Revision(0));
        let only = [gone];
        let nothing = commands::decide_many(&case.street, &campaign, &only, &decision);
        assert_eq!(refused(&world, nothing).await, Refusal::Stale);
        let nothing = commands::decide_many(&case.street, &campaign, &[], &decision);
        assert_eq!(refused(&world, nothing).await, Refusal::Stale);
        let outcome =
            commands::decide_many(&case.street, &campaign, &[gone, picks[0]], &decision).await;
        assert_eq!(outcome.unwrap().done, ["QS26-00001"]);
    });
}

#[test]
fn before_the_review_begins_several_are_decided_no_more_than_one() {
    on_both(async |world| {
        let from = world.now.plus_days(2);
        let case = Case::with(&world, |rules| {
            applying(rules).review = Some(Period {
                from: Some(Moment::of(from)),
                until: None,
            });
        })
        .await;
        let (_, id) = at_stage(&case, Stage::Submitted).await;
        let picks = [(id, Revision(row(&world, id).await.revision))];
        let (campaign, decision) = (case.campaign().await, pass());
        let early = at(&case.district, just_before(from));
        let many = commands::decide_many(&early, &campaign, &picks, &decision);
        assert_eq!(refused(&world, many).await, Refusal::NotOpen { from });
        let seen = dossier::dossier(&early, &campaign, id).await.unwrap();
        assert_eq!(
            (seen.may_decide, seen.not_begun),
            (false, Some(Refusal::NotOpen { from })),
            "the page is told the same"
        );
        let begun = at(&case.district, from);
        commands::decide_many(&begun, &campaign, &picks, &decision)
            .await
            .unwrap();
    });
}

#[test]
fn a_dossier_opens_for_reviewers_of_its_place_once_it_is_handed_in() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (_, draft) = at_stage(&case, Stage::Draft).await;
        let (_, id) = at_stage(&case, Stage::Submitted).await;
        let campaign = case.campaign().await;
        let open = async |who: &Ctx, id| dossier::dossier(who, &campaign, id).await;
        not_found(&world, open(&case.district, draft)).await;
        not_found(
            &world,
            open(&case.district, ApplicationId(uuid::Uuid::now_v7())),
        )
        .await;
        assert_eq!(
            refused(&world, open(&case.street, id)).await,
            Refusal::OutsideScope
        );
        let recorder = world.staff(Role::Recorder, DISTRICT).await;
        forbidden(&world, open(&recorder, id)).await;
        sign_in_required(&world, open(&world.nobody(), id)).await;
        let seen = open(&case.district, id).await.unwrap();
        assert!(seen.may_decide && seen.may_verify && !seen.may_decide_appeal);
        let history: Vec<_> = seen
            .history
            .iter()
            .map(|entry| entry.event.clone())
            .collect();
        assert!(!history.is_empty());
    });
}

#[test]
fn the_queue_is_filtered_by_number_name_post_and_what_the_machine_found() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, dark) = case.complete("1999-03-06", "GJZ-05").await;
        commands::attach_photo(&ctx, dark, &photo_file(20))
            .await
            .unwrap();
        commands::keep_photo(&ctx, dark).await.unwrap();
        commands::submit(&ctx, dark, None, true).await.unwrap();
        let (later, second) = case.complete("1998-03-06", "GJZ-06").await;
        commands::submit(&at(&later, world.now.plus_days(1)), second, None, true)
            .await
            .unwrap();
        let campaign = case.campaign().await;
        let ask = async |pairs: &[(&str, &str)]| -> Vec<String> {
            let mut typed = Typed::default();
            for (field, value) in pairs {
                typed.set(field, (*value).to_owned());
            }
            let found = queue::queue(&case.district, &campaign, &queue::Ask::read(&typed)).await;
            found
                .unwrap()
                .rows
                .into_iter()
                .map(|row| row.number)
                .collect()
        };
        let (one, two) = ("QS26-00001", "QS26-00002");
        assert_eq!(ask(&[]).await, [one, two], "the oldest first");
        assert_eq!(ask(&[("order", "newest")]).await, [two, one]);
        assert_eq!(ask(&[("order", "number")]).await, [one, two]);
        assert_eq!(ask(&[("q", "qs26-00002")]).await, [two]);
        assert_eq!(ask(&[("q", "张某")]).await, [one, two]);
        assert_eq!(ask(&[("q", "李")]).await, [""; 0]);
        assert_eq!(ask(&[("post", "GJZ-06")]).await, [two]);
        assert_eq!(ask(&[("check", "clear")]).await, [two]);
        assert_eq!(ask(&[("check", "questions")]).await, [one]);
        assert_eq!(ask(&[("view", "questions")]).await, [one]);
        assert_eq!(ask(&[("view", "appeals")]).await, [""; 0]);
        assert_eq!(
            ask(&[("page", "9")]).await,
            [one, two],
            "no page after the last"
        );
    });
}

#[test]
fn a_queue_lies_in_the_sight_of_reviewers_with_a_post_there() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let mine = case.submitted("1999-03-06", "GJZ-01").await;
        let others = case.submitted("1998-03-06", "GJZ-02").await;
        let campaign = case.campaign().await;
        let all = queue::Ask {
            view: queue::View::All,
            ..Default::default()
        };
        let seen = async |who: &Ctx| queue::queue(who, &campaign, &all).await;
        let street = seen(&case.street).await.unwrap();
        assert_eq!(
            street.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
            [mine]
        );
        assert_eq!(
            (street.posts, street.is_last_look),
            (vec!["GJZ-01".to_owned()], false)
        );
        let district = seen(&case.district).await.unwrap();
        assert_eq!((district.total, district.is_last_look), (2, true));
        assert!(
            district.rows.iter().all(|row| !row.may_decide),
            "the streets look first"
        );
        let elsewhere = world.staff(Role::StreetReviewer, "990000/990001/009").await;
        assert_eq!(
            refused(&world, seen(&elsewhere)).await,
            Refusal::OutsideScope
        );
        let picked = queue::picked(&case.street, &campaign, &[mine, others])
            .await
            .unwrap();
        assert_eq!(picked.iter().map(|row| row.id).collect::<Vec<_>>(), [mine]);
        let exported = queue::all_rows(&case.district, &campaign, &all)
            .await
            .unwrap();
        assert_eq!(exported.len(), 2);
    });
}

#[test]
fn an_export_leaves_a_trace_with_what_left() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.id;
        let rows = vec![vec!["QS26-00001".to_owned()]; 17];
        let table = Table {
            name: "applications".into(),
            head: vec!["number".into()],
            rows,
        };
        take_out(&case.street, id, "applications", table)
            .await
            .unwrap();
        let exported = Event::TableExported {
            campaign: id,
            table: "applications".into(),
            rows: Some(17),
        };
        assert_eq!(
            last_entry(&world).await,
            (case.street.account().ok(), exported)
        );
    });
}

#[test]
fn what_is_searched_for_is_taken_as_it_is_typed() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        at_stage(&case, Stage::Submitted).await;
        let campaign = case.campaign().await;
        for q in ["%", "_", "QS26-0000_"] {
            let ask = queue::Ask {
                q: q.into(),
                ..Default::default()
            };
            let found = queue::queue(&case.district, &campaign, &ask).await.unwrap();
            assert_eq!(found.total, 0, "{q}");
        }
    });
}
