//! Further tests among those whom the rules leave level.

use super::*;

pub(super) fn with_extra_test(doc: &mut RuleDocument) {
    doc.extra_tests = vec![ExtraTest {
        code: "extra".into(),
        name: Bilingual::new("加试", "Extra test"),
        full: Points::whole(100),
        approval: false,
    }];
    doc.ties.as_mut().unwrap().then = StillLevel::ExtraTest("extra".into());
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
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

/// The box of somebody's result.
fn boxed(person: &candidate::Model) -> String {
    test_field(&TestWanted {
        test: "extra".into(),
        candidate: person.ticket.clone(),
    })
}

/// What was typed for the fourth and the fifth.
fn typed(people: &[candidate::Model], fourth: &str, fifth: &str) -> Typed {
    let (one, other) = (boxed(&people[3]), boxed(&people[4]));
    Typed::from([(one.as_str(), fourth), (other.as_str(), fifth)])
}

async fn recorded(world: &World) -> Vec<(Uuid, Option<i64>)> {
    let rows = extra_test::Entity::find().all(&world.app.db.write).await;
    let mut rows: Vec<_> = rows
        .unwrap()
        .into_iter()
        .map(|row| (row.candidate_id, row.points))
        .collect();
    rows.sort();
    rows
}

#[test]
fn a_result_can_be_corrected_until_the_list_is_decided_and_the_trail_keeps_both() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[90, 89, 88, 80, 80], &[], with_extra_test).await;
        let (id, exam) = (office.campaign, world.later(&office.exam));
        let people = people(&world).await;
        record_extra_tests(&exam, id, &typed(&people, "81", "82.5"))
            .await
            .unwrap();
        let (who, what) = trace::last(&world).await;
        let expected = Event::ExtraTestRecorded {
            campaign: id,
            candidate: people[4].id.into(),
            test: "extra".into(),
            entry: Mark::Scored("82.5".parse().unwrap()),
        };
        assert_eq!((who, what), (Some(exam.account().unwrap()), expected));
        let second = world.staff(Role::ExamCentre, DISTRICT).await;
        let second = world.later(&second);
        record_extra_tests(&second, id, &typed(&people, "83", "82.5"))
            .await
            .unwrap();
        let mut expected = vec![
            (people[3].id, Some(83 * 10_000)),
            (people[4].id, Some(825_000)),
        ];
        expected.sort();
        assert_eq!(recorded(&world).await, expected, "one row for each");
        let entries = trace::trail(&world).await;
        let of_the_fourth = entries.iter().filter_map(|(_, event)| match event {
            Event::ExtraTestRecorded {
                candidate, entry, ..
            } if candidate.0 == people[3].id => Some(*entry),
            _ => None,
        });
        let both = [81, 83].map(|mark| Mark::Scored(Points::whole(mark)));
        assert_eq!(of_the_fourth.collect::<Vec<_>>(), both);
        compute_totals(&exam, id).await.unwrap();
        let rows = standings(&world).await;
        assert_eq!(rows[3].placing.0, Placing::Selected);
        let late = typed(&people, "0", "100");
        let told = trace::refused(&world, record_extra_tests(&exam, id, &late)).await;
        assert!(matches!(told, Refusal::Progress { .. }), "{told:?}");
    });
}

#[test]
fn every_box_that_cannot_be_read_is_told_and_none_is_recorded() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[90, 89, 88, 80, 80], &[], with_extra_test).await;
        let (id, exam) = (office.campaign, world.later(&office.exam));
        let people = people(&world).await;
        for (fourth, fifth, wrong) in [
            ("", "", 2),
            ("81", "", 1),
            ("八十", "81", 1),
            ("-1", "100.1", 2),
            ("81.12345", "81", 1),
        ] {
            let typed = typed(&people, fourth, fifth);
            let act = record_extra_tests(&exam, id, &typed);
            let AppError::Invalid(problems) = trace::traceless(&world, act).await else {
                panic!("{fourth} {fifth}")
            };
            assert_eq!(problems.len(), wrong, "{fourth} {fifth}: {problems:?}");
            let boxes = [boxed(&people[3]), boxed(&people[4])];
            assert!(problems.iter().all(|one| boxes.contains(&one.field)));
        }
        // Boxes of people who need no test are nobody's business.
        let mut more = typed(&people, "81", "80");
        more.set(&boxed(&people[0]), "100");
        more.set("other-26", "1");
        record_extra_tests(&exam, id, &more).await.unwrap();
        assert_eq!(recorded(&world).await.len(), 2);
    });
}

#[test]
fn who_stays_away_from_a_further_test_stands_behind_who_came() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[90, 89, 88, 80, 80], &[], with_extra_test).await;
        let (id, exam) = (office.campaign, world.later(&office.exam));
        let people = people(&world).await;
        record_extra_tests(&exam, id, &typed(&people, "缺考", "1"))
            .await
            .unwrap();
        compute_totals(&exam, id).await.unwrap();
        let rows = standings(&world).await;
        assert_eq!(rows[4].placing.0, Placing::Selected);
        assert_ne!(rows[3].placing.0, Placing::Selected);
    });
}

#[test]
fn who_is_level_in_the_further_test_too_is_left_to_people() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[90, 89, 88, 80, 80], &[], with_extra_test).await;
        let (id, exam) = (office.campaign, world.later(&office.exam));
        let people = people(&world).await;
        record_extra_tests(&exam, id, &typed(&people, "81", "81"))
            .await
            .unwrap();
        let told = trace::refused(&world, compute_totals(&exam, id)).await;
        assert_eq!(told, Refusal::DecisionsOpen { count: 1 });
        // They sit it again.
        record_extra_tests(&exam, id, &typed(&people, "81", "80"))
            .await
            .unwrap();
        compute_totals(&exam, id).await.unwrap();
        assert_eq!(standings(&world).await[3].placing.0, Placing::Selected);
    });
}

#[test]
fn a_tie_on_the_last_place_of_the_shortlist_asks_for_a_further_test_as_well() {
    on_both(async |mut world| {
        // One place, so that three are called; the third and the fourth are level.
        let (office, _) = Office::open(&mut world, 4, |doc| {
            with_extra_test(doc);
            doc.posts[0].places = Some(1);
            doc.stated_places = None;
            let cut = doc.stages[0].cut.as_mut().unwrap();
            cut.level.get_or_insert_default().then = StillLevel::ExtraTest("extra".into());
        })
        .await;
        office.written(&world, &whole(&[90, 89, 80, 80])).await;
        let id = office.campaign;
        let told = trace::refused(&world, decide_shortlist(&office.exam, id)).await;
        let posts = vec!["GJZ-01".into()];
        assert_eq!(told, Refusal::TiesOpen { posts });
        let people = people(&world).await;
        let (third, fourth) = (boxed(&people[2]), boxed(&people[3]));
        let typed = Typed::from([(third.as_str(), "60"), (fourth.as_str(), "61")]);
        record_extra_tests(&office.exam, id, &typed).await.unwrap();
        decide_shortlist(&office.exam, id).await.unwrap();
        let listed = standings(&world).await;
        let listed: Vec<bool> = listed.iter().map(|row| row.shortlisted).collect();
        assert_eq!(listed, [true, true, false, true]);
    });
}

#[test]
fn where_nobody_needs_a_further_test_none_is_recorded() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[90, 89], &[], with_extra_test).await;
        let people = people(&world).await;
        let name = boxed(&people[0]);
        let typed = Typed::from([(name.as_str(), "81")]);
        let exam = world.later(&office.exam);
        let act = record_extra_tests(&exam, office.campaign, &typed);
        let told = trace::traceless(&world, act).await;
        let missing = [FieldProblem::new("tests", Problem::Missing)];
        assert!(matches!(told, AppError::Invalid(ref all) if *all == missing));
    });
}
