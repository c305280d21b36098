//! Further tests among those whom the rules leave level.

use super::*;

fn with_extra_test(doc: &mut RuleDocument) {
    doc.extra_tests = vec![ExtraTest {
        code: "extra".into(),
        name: Words::new("加试", "Extra test"),
        full: Points::whole(100),
        approval: false,
    }];
    doc.ties.as_mut().unwrap().then = StillLevel::ExtraTest("extra".into());
}

#[test]
fn an_undecided_tie_asks_for_an_extra_test_and_is_then_ordered_by_it() {
    on_both(async |mut world| {
        // Four places; places four and five are level in everything.
        let office = interviewed(&mut world, &[90, 89, 88, 80, 80], &[], with_extra_test).await;
        let open = refusal(compute_totals(&office.exam, office.campaign).await);
        assert_eq!(
            open,
            Refusal::TiesOpen {
                posts: vec!["GJZ-01".into()]
            }
        );
        assert_eq!(
            progress(&world, office.campaign).await,
            Progress::InterviewFrozen,
            "nothing is half decided"
        );
        let people = people(&world).await;
        let campaign = by_id(&world.app.db.read, office.campaign).await.unwrap();
        let page = list_page(&office.exam, &campaign, RunStage::Totals, None)
            .await
            .unwrap();
        assert_eq!(page.tests.len(), 2, "only those who are level");
        assert_eq!(
            page.blocked,
            Some(open),
            "the button knows what the command says"
        );
        assert!(page.open[0].blocks, "{:?}", page.open);
        let field = |at: usize| {
            test_field(&TestWanted {
                test: "extra".into(),
                candidate: people[at].ticket.clone(),
            })
        };
        let half = Typed::from([(field(3).as_str(), "81"), (field(4).as_str(), "101")]);
        let told = record_extra_tests(&office.exam, office.campaign, &half).await;
        let Err(AppError::Invalid(problems)) = told else {
            panic!("{told:?}")
        };
        assert_eq!(
            problems,
            [FieldProblem::new(
                field(4),
                Problem::AboveFullMark {
                    full: Points::whole(100)
                }
            )]
        );
        assert!(matches!(
            refusal(compute_totals(&office.exam, office.campaign).await),
            Refusal::TiesOpen { .. }
        ));
        let all = Typed::from([(field(3).as_str(), "81"), (field(4).as_str(), "82.5")]);
        record_extra_tests(&office.exam, office.campaign, &all)
            .await
            .unwrap();
        compute_totals(&office.exam, office.campaign).await.unwrap();
        let rows = standings(&world).await;
        assert_eq!(
            (rows[4].rank, rows[4].placing.0, rows[4].tied),
            (Some(4), Placing::Selected, true)
        );
        assert_eq!(
            (rows[3].rank, rows[3].placing.0, rows[3].tied),
            (Some(5), Placing::Substitute(1), true)
        );
        let recorded = world
            .events()
            .await
            .iter()
            .filter(|event| *event == "extra_test_recorded")
            .count();
        assert_eq!(recorded, 2);
        let late = refusal(record_extra_tests(&office.exam, office.campaign, &all).await);
        assert!(matches!(
            late,
            Refusal::Progress {
                stands: Progress::Totalled,
                ..
            }
        ));
    });
}
