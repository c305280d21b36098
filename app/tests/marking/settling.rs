//! Differences: named, explained, settled by a third person.

use super::*;

#[test]
fn two_rows_that_were_exchanged_are_named_and_stand_side_by_side() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 4).await;
        let first = rows(&[(1, "18.5"), (2, "30"), (3, "14"), (4, "12")]);
        enter(&desk.first, desk.campaign, Written, Pass::First, first)
            .await
            .unwrap();
        let second = rows(&[(1, "14"), (2, "30"), (3, "18.5"), (4, "21")]);
        enter(&desk.second, desk.campaign, Written, Pass::Second, second)
            .await
            .unwrap();
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        let found = comparison(&world.app.db.read, &campaign, Written)
            .await
            .unwrap();
        let slips: Vec<_> = found
            .differing
            .iter()
            .map(|d| (d.sheet.as_str(), d.slip.clone()))
            .collect();
        let row = |with: &str| Some(Slip::Row { with: with.into() });
        assert_eq!(
            slips,
            [
                ("A-0001", row("A-0003")),
                ("A-0003", row("A-0001")),
                ("A-0004", Some(Slip::Transposed))
            ]
        );
        assert_eq!(
            found.tally,
            Tally {
                expected: 4,
                agreed: 1,
                differing: 3,
                settled: 0
            }
        );
    });
}

#[test]
fn a_difference_is_settled_by_a_third_person_only() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2).await;
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "76.6"), (2, "50")]),
        )
        .await
        .unwrap();
        enter(
            &desk.second,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(1, "70.6"), (2, "50")]),
        )
        .await
        .unwrap();
        let first = ruling(1, Choice::First, "");
        assert!(matches!(
            settle(&desk.first, desk.campaign, Written, &first).await,
            Err(AppError::Forbidden)
        ));
        // The duties are kept apart when roles are given; the step asks once more.
        let mut typist = desk.checker.clone();
        typist.actor.as_mut().unwrap().account = desk.second.account().unwrap();
        assert_eq!(
            refusal(settle(&typist, desk.campaign, Written, &first).await),
            Refusal::SamePerson
        );
        let agreed = settle(
            &desk.checker,
            desk.campaign,
            Written,
            &ruling(2, Choice::First, ""),
        )
        .await;
        assert_eq!(refusal(agreed), Refusal::NotDiffering);
        settle(&desk.checker, desk.campaign, Written, &first)
            .await
            .unwrap();
        assert_eq!(
            tally(&world, &desk).await,
            Tally {
                expected: 2,
                agreed: 1,
                differing: 0,
                settled: 1
            }
        );
        assert_eq!(world.events().await.last().unwrap(), "discrepancy_settled");
    });
}

#[test]
fn a_third_figure_needs_a_reason_and_obeys_the_full_mark() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 1).await;
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "76")]),
        )
        .await
        .unwrap();
        enter(
            &desk.second,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(1, "67")]),
        )
        .await
        .unwrap();
        let wrong = ruling(1, Choice::Retyped("760".into()), " ");
        let told = problems(settle(&desk.checker, desk.campaign, Written, &wrong).await);
        assert_eq!(
            told,
            [
                FieldProblem::new(
                    "value",
                    Problem::AboveFullMark {
                        full: Points::whole(100)
                    }
                ),
                FieldProblem::new("reason", Problem::Missing),
            ]
        );
        let none = Ruling {
            choice: None,
            ..ruling(1, Choice::First, "")
        };
        let told = problems(settle(&desk.checker, desk.campaign, Written, &none).await);
        assert_eq!(told, [FieldProblem::new("choice", Problem::NotChosen)]);
        let third = ruling(1, Choice::Retyped("76.5".into()), "原卷是76.5");
        settle(&desk.checker, desk.campaign, Written, &third)
            .await
            .unwrap();
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        let found = comparison(&world.app.db.read, &campaign, Written)
            .await
            .unwrap();
        assert_eq!(
            found.agreed,
            [("A-0001".into(), "knowledge".into(), scored("76.5"))]
        );
    });
}

/// Two sheets: the first differs, the second agrees.
async fn differing(world: &mut World) -> Desk {
    let desk = desk(world, 2).await;
    desk.twice(&[(1, "76.6"), (2, "50")], &[(1, "70.6"), (2, "50")])
        .await;
    desk
}

#[test]
fn a_settlement_is_kept_with_its_reason_and_its_trace() {
    on_both(async |mut world| {
        let desk = differing(&mut world).await;
        let third = ruling(1, Choice::Retyped(" 76.5 ".into()), " 原卷是76.5 ");
        desk.settle(&desk.checker, &third).await.unwrap();
        let settled = Event::DiscrepancySettled {
            campaign: desk.campaign,
            kind: Written,
            sheet: sheet(1),
            item: "knowledge".into(),
            entry: scored("76.5"),
            reason: "原卷是76.5".into(),
        };
        assert_eq!(
            last_entry(&world).await,
            (desk.checker.account().ok(), settled)
        );
        let kept = settlement::Entity::find()
            .one(&world.app.db.read)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (
                kept.points.map(Points::from_raw),
                kept.reason.as_str(),
                kept.settled_by
            ),
            (
                Some("76.5".parse().unwrap()),
                "原卷是76.5",
                desk.checker.account().unwrap().0
            )
        );
    });
}

#[test]
fn a_settlement_is_corrected_until_somebody_signs_and_both_are_on_record() {
    on_both(async |mut world| {
        let desk = differing(&mut world).await;
        let other = world.staff(Role::TallyChecker, DISTRICT).await;
        let before = trail(&world).await.len();
        desk.settle(&desk.checker, &ruling(1, Choice::First, ""))
            .await
            .unwrap();
        desk.settle(&other, &ruling(1, Choice::Second, ""))
            .await
            .unwrap();
        let kept = settlement::Entity::find()
            .all(&world.app.db.read)
            .await
            .unwrap();
        assert_eq!(kept.len(), 1, "the last one counts");
        assert_eq!(kept[0].settled_by, other.account().unwrap().0);
        let entries: Vec<_> = since(&world, before)
            .await
            .into_iter()
            .filter_map(|event| match event {
                Event::DiscrepancySettled { entry, .. } => Some(entry),
                _ => None,
            })
            .collect();
        assert_eq!(entries, [scored("76.6"), scored("70.6")]);
        desk.sign(&desk.exam).await.unwrap();
        let first = ruling(1, Choice::First, "");
        let late = desk.settle(&desk.checker, &first);
        assert_eq!(refused(&world, late).await, Refusal::Frozen);
    });
}

#[test]
fn only_what_differs_is_settled() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 3).await;
        desk.twice(&[(1, "50"), (2, "60")], &[(1, "50")]).await;
        // Agreed; typed once; typed by nobody; no sheet of this campaign.
        for n in [1, 2, 3, 99] {
            let first = ruling(n, Choice::First, "");
            let refusal = refused(&world, desk.settle(&desk.checker, &first)).await;
            assert_eq!(refusal, Refusal::NotDiffering, "{n}");
        }
        let foreign = Ruling {
            item: "interview".into(),
            ..ruling(1, Choice::First, "")
        };
        let refusal = refused(&world, desk.settle(&desk.checker, &foreign)).await;
        assert_eq!(refusal, Refusal::NotDiffering);
    });
}

#[test]
fn a_difference_is_settled_by_a_checker_of_the_place() {
    on_both(async |mut world| {
        let desk = differing(&mut world).await;
        let first = ruling(1, Choice::First, "");
        let rule = async |who: &Ctx| desk.settle(who, &first).await;
        sign_in_required(&world, rule(&world.nobody())).await;
        for who in [&desk.first, &desk.second, &desk.exam] {
            forbidden(&world, rule(who)).await;
        }
        let elsewhere = world.staff(Role::TallyChecker, "990000/990009").await;
        assert_eq!(
            refused(&world, rule(&elsewhere)).await,
            Refusal::OutsideScope
        );
        // The duties are kept apart when roles are given; the step asks once more.
        for recorder in [&desk.first, &desk.second] {
            let mut typist = desk.checker.clone();
            typist.actor.as_mut().unwrap().account = recorder.account().unwrap();
            assert_eq!(refused(&world, rule(&typist)).await, Refusal::SamePerson);
        }
        let unknown = CampaignId(Uuid::now_v7());
        not_found(&world, settle(&desk.checker, unknown, Written, &first)).await;
    });
}

#[test]
fn a_third_figure_is_refused_with_everything_that_is_wrong_with_it() {
    on_both(async |mut world| {
        let desk = differing(&mut world).await;
        let retyped = |text: &str, reason: &str| ruling(1, Choice::Retyped(text.into()), reason);
        let missing = FieldProblem::new("reason", Problem::Missing);
        let told = invalid(&world, desk.settle(&desk.checker, &retyped("76.5", "\n"))).await;
        assert_eq!(told, std::slice::from_ref(&missing));
        for (text, problem) in [
            (
                "100.5",
                Problem::AboveFullMark {
                    full: Points::whole(100),
                },
            ),
            ("7,5", Problem::Points(BadPoints::Comma)),
        ] {
            let told = invalid(&world, desk.settle(&desk.checker, &retyped(text, ""))).await;
            assert_eq!(told, [FieldProblem::new("value", problem), missing.clone()]);
        }
        let told = invalid(&world, desk.settle(&desk.checker, &retyped("", "看不清"))).await;
        assert_eq!(told[0].field, "value");
        // A word stands for an absence here too.
        desk.settle(&desk.checker, &retyped("缺考", "考场记录为缺考"))
            .await
            .unwrap();
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        let compared = comparison(&world.app.db.read, &campaign, Written)
            .await
            .unwrap();
        assert_eq!(compared.agreed[0].2, Mark::Absent);
    });
}

#[test]
fn what_probably_happened_is_named() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 4).await;
        desk.twice(
            &[(1, "76.6"), (2, "20"), (3, "12"), (4, "90")],
            &[(1, "70.6"), (2, "2"), (3, "21"), (4, "15.5")],
        )
        .await;
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        let compared = comparison(&world.app.db.read, &campaign, Written)
            .await
            .unwrap();
        let slips: Vec<_> = compared.differing.into_iter().map(|row| row.slip).collect();
        assert_eq!(
            slips,
            [
                Some(Slip::OneDigit),
                Some(Slip::DigitLost),
                Some(Slip::Transposed),
                None
            ]
        );
    });
}
