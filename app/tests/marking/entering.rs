//! Typing marks twice, and taking a misread sheet back.

use super::*;

#[test]
fn what_is_wrong_with_a_form_is_told_at_once_and_nothing_of_it_is_stored() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 5).await;
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(5, "70")]),
        )
        .await
        .unwrap();
        let typed = [
            line("a-0001", "81"),
            line("A-0002", "100.5"),
            line("A-0003", "8,1"),
            line("A-0099", "70"),
            line("A-0005", "70"),
            line("A-0001", "82"),
            line("", ""),
        ];
        let told =
            problems(enter_lines(&desk.first, desk.campaign, Written, Pass::First, &typed).await);
        let expected = [
            (
                "r1i0",
                Problem::AboveFullMark {
                    full: Points::whole(100),
                },
            ),
            ("r2i0", Problem::Points(BadPoints::Comma)),
            ("r3", Problem::UnknownSheet),
            ("r4", Problem::SheetEntered),
            (
                "r5",
                Problem::Duplicate {
                    value: "A-0001".into(),
                },
            ),
        ];
        assert_eq!(
            told,
            expected.map(|(field, problem)| FieldProblem::new(field, problem))
        );
        assert_eq!(stored(&world).await, 1);
        assert_eq!(
            world
                .events()
                .await
                .iter()
                .filter(|event| *event == "marks_entered")
                .count(),
            1
        );
    });
}

#[test]
fn one_person_never_types_both_entries_of_a_sheet() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 3).await;
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81")]),
        )
        .await
        .unwrap();
        let own = enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(1, "81"), (2, "80")]),
        )
        .await;
        assert_eq!(
            problems(own),
            [FieldProblem::new("r0", Problem::OtherEntryYours)]
        );
        enter(
            &desk.second,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(1, "81")]),
        )
        .await
        .unwrap();
        assert_eq!(
            tally(&world, &desk).await,
            Tally {
                expected: 3,
                agreed: 1,
                differing: 0,
                settled: 0
            }
        );
    });
}

#[test]
fn a_recorder_sees_their_own_figures_only() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 3).await;
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81")]),
        )
        .await
        .unwrap();
        enter(
            &desk.second,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(1, "70"), (2, "71")]),
        )
        .await
        .unwrap();
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        let state = async |who: &Ctx, pass| {
            entry_state(
                &world.app.db.read,
                &campaign,
                Written,
                pass,
                who.account().unwrap(),
            )
            .await
            .unwrap()
        };
        let own = state(&desk.first, Pass::First).await;
        assert_eq!((own.sheets, own.entered, own.own), (3, 1, 1));
        assert_eq!(own.last[0].figures, [(0, scored("81"))]);
        assert_eq!(
            state(&desk.first, Pass::Second).await.last,
            [],
            "not a figure of the other entry"
        );
    });
}

#[test]
fn a_misread_number_is_taken_back_by_the_one_who_typed_it_until_it_is_settled() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2).await;
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81")]),
        )
        .await
        .unwrap();
        let back =
            async |who: &Ctx| take_back(who, desk.campaign, Written, Pass::First, "A-0001").await;
        assert!(matches!(back(&desk.second).await, Err(AppError::Forbidden)));
        back(&desk.first).await.unwrap();
        assert!(matches!(back(&desk.first).await, Err(AppError::NotFound)));
        assert_eq!(stored(&world).await, 0);
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "80")]),
        )
        .await
        .unwrap();
        enter(
            &desk.second,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(1, "81")]),
        )
        .await
        .unwrap();
        settle(
            &desk.checker,
            desk.campaign,
            Written,
            &ruling(1, Choice::First, ""),
        )
        .await
        .unwrap();
        assert_eq!(refusal(back(&desk.first).await), Refusal::AlreadySettled);
        assert!(
            world
                .events()
                .await
                .contains(&"marks_taken_back".to_owned())
        );
    });
}

#[test]
fn marks_are_typed_from_the_day_of_the_test_on_and_by_recorders_only() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 1).await;
        let early = Ctx {
            now: Instant(timetable().written_at.0 - 1),
            ..desk.first.clone()
        };
        let from = timetable().written_at;
        let typed = enter(
            &early,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81")]),
        )
        .await;
        assert_eq!(refusal(typed), Refusal::NotOpen { from });
        let exam = enter(
            &desk.exam,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81")]),
        )
        .await;
        assert!(
            matches!(exam, Err(AppError::Forbidden)),
            "who knows the names types no marks"
        );
        let none = enter_lines(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            &[line("", "")],
        )
        .await;
        assert_eq!(problems(none), [FieldProblem::new("r0", Problem::Missing)]);
    });
}

#[test]
fn two_thousand_scripts_are_entered_twice_in_seconds() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2_000).await;
        let all: Vec<(String, Vec<Mark>)> = (1..=2_000)
            .map(|n| {
                (
                    sheet(n),
                    vec![Mark::Scored(Points::whole(i64::from(n % 101)))],
                )
            })
            .collect();
        let began = std::time::Instant::now();
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            all.clone(),
        )
        .await
        .unwrap();
        enter(&desk.second, desk.campaign, Written, Pass::Second, all)
            .await
            .unwrap();
        let took = began.elapsed();
        println!("two entries of 2,000 sheets: {took:?}");
        assert!(took.as_secs() < 20, "{took:?}");
        assert_eq!(tally(&world, &desk).await.agreed, 2_000);
    });
}

#[test]
fn an_entry_is_kept_figure_by_figure_and_its_trace_names_sheets_but_no_figure() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 3).await;
        let told_before = told(&world).await;
        let stored = desk
            .typed(&desk.first, Pass::First, &[(1, "81.5"), (3, "70")])
            .await;
        assert_eq!(stored.unwrap(), 2);
        let entered = Event::MarksEntered {
            campaign: desk.campaign,
            kind: Written,
            pass: Pass::First,
            sheets: vec![sheet(1), sheet(3)],
        };
        assert_eq!(
            last_entry(&world).await,
            (desk.first.account().ok(), entered)
        );
        let kept = mark_entry::Entity::find()
            .order_by_asc(mark_entry::Column::Sheet)
            .all(&world.app.db.read)
            .await
            .unwrap();
        let recorder = desk.first.account().unwrap().0;
        assert!(
            kept.iter()
                .all(|row| row.entered_by == recorder && row.entered_at == world.now.0)
        );
        let points: Vec<_> = kept
            .iter()
            .map(|row| row.points.map(Points::from_raw))
            .collect();
        let expected = ["81.5", "70"].map(|text| Some(text.parse().unwrap()));
        assert_eq!(points, expected);
        assert_eq!(told(&world).await, told_before);
    });
}

#[test]
fn absence_and_violation_are_typed_as_words_and_agree_as_figures_do() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 3).await;
        let typed = [
            line("A-0001", "缺考"),
            line("ａ－０００２", " 违纪 "),
            line("a_0003", "０"),
        ];
        for (who, pass) in [(&desk.first, Pass::First), (&desk.second, Pass::Second)] {
            let stored = enter_lines(who, desk.campaign, Written, pass, &typed).await;
            assert_eq!(stored.unwrap(), 3);
        }
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        let compared = comparison(&world.app.db.read, &campaign, Written)
            .await
            .unwrap();
        let agreed: Vec<_> = compared
            .agreed
            .into_iter()
            .map(|(.., entry)| entry)
            .collect();
        assert_eq!(agreed, [Mark::Absent, Mark::Violation, scored("0")]);
    });
}

#[test]
fn marks_are_typed_by_recorders_of_the_place() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 1).await;
        let typed = async |who: &Ctx| desk.typed(who, Pass::First, &[(1, "81")]).await;
        sign_in_required(&world, typed(&world.nobody())).await;
        for role in [
            Role::ExamCentre,
            Role::TallyChecker,
            Role::Organiser,
            Role::Inspector,
        ] {
            let other = world.staff(role, DISTRICT).await;
            forbidden(&world, typed(&other)).await;
        }
        let elsewhere = world.staff(Role::Recorder, "990000/990009").await;
        assert_eq!(
            refused(&world, typed(&elsewhere)).await,
            Refusal::OutsideScope
        );
        let unknown = CampaignId(Uuid::now_v7());
        let nowhere = enter(
            &desk.first,
            unknown,
            Written,
            Pass::First,
            rows(&[(1, "81")]),
        );
        not_found(&world, nowhere).await;
    });
}

#[test]
fn before_seats_there_is_nothing_to_type_and_before_the_day_nothing_may_be() {
    on_both(async |mut world| {
        let campaign = announced_campaign(&world).await;
        accepted_applications(&world, campaign, 1).await;
        world.now = timetable().corrections_close.plus_days(1);
        let recorder = world.staff(Role::Recorder, DISTRICT).await;
        let typed = async |now| {
            let who = at(&recorder, now);
            enter(&who, campaign, Written, Pass::First, rows(&[(1, "81")])).await
        };
        let (needs, stands) = (Progress::Seated, Progress::Announced);
        let refusal = refused(&world, typed(timetable().written_at)).await;
        assert_eq!(refusal, Refusal::Progress { needs, stands });
        assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
            .await
            .unwrap();
        let from = timetable().written_at;
        let early = refused(&world, typed(Instant(from.0 - 1))).await;
        assert_eq!(early, Refusal::NotOpen { from });
        // The sheets of the interview are typed after the shortlist.
        let who = at(&recorder, from);
        let interview = enter(&who, campaign, Interview, Pass::First, rows(&[(1, "81")]));
        let (needs, stands) = (Progress::Shortlisted, Progress::Seated);
        assert_eq!(
            refused(&world, interview).await,
            Refusal::Progress { needs, stands }
        );
        typed(from).await.unwrap();
    });
}

#[test]
fn one_wrong_line_keeps_all_others_out() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 3).await;
        let full = Points::whole(100);
        for (typed, problem) in [
            ("100.01", Problem::AboveFullMark { full }),
            ("-1", Problem::AboveFullMark { full }),
            ("", Problem::Points(BadPoints::Empty)),
        ] {
            let lines = [line("A-0001", "81"), line("A-0002", typed)];
            let told = enter_lines(&desk.first, desk.campaign, Written, Pass::First, &lines);
            let told = invalid(&world, told).await;
            assert_eq!(told, [FieldProblem::new("r1i0", problem)]);
        }
        let numberless = [line("A-0001", "81"), line(" ", "70")];
        let told = enter_lines(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            &numberless,
        );
        assert_eq!(
            invalid(&world, told).await,
            [FieldProblem::new("r1", Problem::Missing)]
        );
        let nothing = enter_lines(&desk.first, desk.campaign, Written, Pass::First, &[]);
        assert_eq!(
            invalid(&world, nothing).await,
            [FieldProblem::new("r0", Problem::Missing)]
        );
    });
}

#[test]
fn a_sheet_stands_once_in_an_entry_whoever_types_it_again() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2).await;
        desk.typed(&desk.first, Pass::First, &[(1, "81")])
            .await
            .unwrap();
        for who in [&desk.first, &desk.second] {
            let again = desk.typed(who, Pass::First, &[(1, "81"), (2, "70")]);
            let told = invalid(&world, again).await;
            assert_eq!(told, [FieldProblem::new("r0", Problem::SheetEntered)]);
        }
    });
}

#[test]
fn of_two_who_type_one_sheet_at_once_one_is_told() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 1).await;
        let (a, b) = tokio::join!(
            desk.typed(&desk.first, Pass::First, &[(1, "81")]),
            desk.typed(&desk.second, Pass::First, &[(1, "80")])
        );
        let late: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(
                &late[..],
                [AppError::Refused(Refusal::Stale) | AppError::Invalid(_)]
            ),
            "{late:?}"
        );
        assert_eq!(stored(&world).await, 1);
    });
}

#[test]
fn a_sheet_is_taken_back_by_its_own_recorder_with_a_trace_and_typed_anew() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2).await;
        desk.typed(&desk.first, Pass::First, &[(1, "81"), (2, "70")])
            .await
            .unwrap();
        not_found(&world, desk.take_back(&desk.first, Pass::Second, 1)).await;
        not_found(&world, desk.take_back(&desk.first, Pass::First, 9)).await;
        forbidden(&world, desk.take_back(&desk.second, Pass::First, 1)).await;
        forbidden(&world, desk.take_back(&desk.checker, Pass::First, 1)).await;
        sign_in_required(&world, desk.take_back(&world.nobody(), Pass::First, 1)).await;
        let elsewhere = world.staff(Role::Recorder, "990000/990009").await;
        let foreign = desk.take_back(&elsewhere, Pass::First, 1);
        assert_eq!(refused(&world, foreign).await, Refusal::OutsideScope);
        desk.take_back(&desk.first, Pass::First, 1).await.unwrap();
        let back = Event::MarksTakenBack {
            campaign: desk.campaign,
            kind: Written,
            pass: Pass::First,
            sheet: sheet(1),
        };
        assert_eq!(last_entry(&world).await, (desk.first.account().ok(), back));
        assert_eq!(stored(&world).await, 1, "the other sheet stays");
        not_found(&world, desk.take_back(&desk.first, Pass::First, 1)).await;
        // Somebody else may type it now.
        desk.typed(&desk.second, Pass::First, &[(1, "80")])
            .await
            .unwrap();
        let own = invalid(&world, desk.typed(&desk.second, Pass::Second, &[(1, "80")])).await;
        assert_eq!(own, [FieldProblem::new("r0", Problem::OtherEntryYours)]);
    });
}

#[test]
fn a_settled_or_signed_sheet_is_not_taken_back() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2).await;
        desk.twice(&[(1, "81"), (2, "70")], &[(1, "80"), (2, "70")])
            .await;
        desk.settle(&desk.checker, &ruling(1, Choice::Second, ""))
            .await
            .unwrap();
        for (who, pass) in [(&desk.first, Pass::First), (&desk.second, Pass::Second)] {
            let refusal = refused(&world, desk.take_back(who, pass, 1)).await;
            assert_eq!(refusal, Refusal::AlreadySettled);
        }
        desk.sign(&desk.checker).await.unwrap();
        let signed = refused(&world, desk.take_back(&desk.first, Pass::First, 2)).await;
        assert_eq!(signed, Refusal::Frozen);
        let typed = desk.typed(&desk.first, Pass::First, &[(1, "81")]);
        assert_eq!(refused(&world, typed).await, Refusal::Frozen);
    });
}
