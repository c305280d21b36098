//! Totals, ranks and who goes on; runs that can be computed again; the steps between them.

use super::*;

#[test]
fn the_highest_and_the_lowest_of_seven_are_dropped_and_the_total_is_computed() {
    on_both(async |mut world| {
        let sheets = [(0, [95, 60, 80, 81, 82, 83, 84])];
        let office = interviewed(&mut world, &[80, 79], &sheets, |_| {}).await;
        compute_totals(&office.exam, office.campaign).await.unwrap();
        let rows = standings(&world).await;
        assert_eq!(rows[0].interview, Some(82 * 10_000), "the mean of 80 to 84");
        assert_eq!(rows[0].total, Some(81 * 10_000));
        assert_eq!(
            (rows[0].rank, rows[0].placing.0),
            (Some(1), Placing::Selected)
        );
        assert_eq!(rows[1].total, Some(795_000));
        assert_eq!(progress(&world, office.campaign).await, Progress::Totalled);
        assert_eq!(world.events().await.last().unwrap(), "totals_computed");
    });
}

#[test]
fn who_did_not_come_to_the_interview_is_listed_as_absent() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 2, |_| {}).await;
        office.written(&world, &whole(&[80, 79])).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        draw_lots(&office.exam, office.campaign).await.unwrap();
        world.now = timetable().interview_at;
        let lots = lot::Entity::find().all(&world.app.db.read).await.unwrap();
        let first = people(&world).await[0].id;
        let rows = lots.into_iter().map(|lot| {
            let entry = if lot.candidate_id == first {
                Mark::Absent
            } else {
                Mark::Scored(Points::whole(75))
            };
            (lot.number, vec![entry; 7])
        });
        office
            .marks(&world, MarkKind::Interview, rows.collect())
            .await;
        compute_totals(&world.later(&office.exam), office.campaign)
            .await
            .unwrap();
        let rows = standings(&world).await;
        assert_eq!(
            (rows[0].placing.0, rows[0].shortlisted, rows[0].total),
            (Placing::Absent, true, None)
        );
        assert_eq!(rows[1].placing.0, Placing::Selected);
    });
}

/// No stage of papers: an interview alone.
pub(super) fn interview_alone(doc: &mut RuleDocument) {
    doc.stages.remove(0);
    doc.bonus = None;
    doc.ties = None;
    let total = doc.total.as_mut().unwrap();
    total.formula.parts.remove(0);
    total.formula.parts[0].weight = Ratio::ONE;
}

#[test]
fn an_interview_alone_calls_everybody_who_was_accepted_and_is_held_to_its_end() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 6, interview_alone).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        assert!(standings(&world).await.iter().all(|row| row.shortlisted));
        draw_lots(&office.exam, office.campaign).await.unwrap();
        let best = [(5, [90, 90, 90, 90, 90, 90, 90])];
        office.interviews(&mut world, &best).await;
        compute_totals(&office.exam, office.campaign).await.unwrap();
        let rows = standings(&world).await;
        assert_eq!(
            (rows[5].rank, rows[5].placing.0),
            (Some(1), Placing::Selected)
        );
        assert_eq!(rows[5].total, Some(90 * 10_000));
        assert_eq!(rows[5].written, None);
    });
}

/// No panel: papers alone.
fn papers_alone(doc: &mut RuleDocument) {
    doc.stages.truncate(1);
    doc.stages[0].cut = None;
    let total = doc.total.as_mut().unwrap();
    total.formula.parts.truncate(1);
    total.formula.parts[0].weight = Ratio::ONE;
}

#[test]
fn papers_alone_lead_from_the_frozen_marks_to_the_totals() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 6, papers_alone).await;
        office
            .written(&world, &whole(&[90, 85, 80, 75, 70, 59]))
            .await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        compute_totals(&office.exam, office.campaign).await.unwrap();
        let rows = standings(&world).await;
        let placings: Vec<_> = rows.iter().map(|row| (row.rank, row.placing.0)).collect();
        assert_eq!(placings[3], (Some(4), Placing::Selected));
        assert_eq!(placings[4], (Some(5), Placing::Substitute(1)));
        assert_eq!(placings[5], (None, Placing::BelowLine));
        let listed: Vec<_> = rows.iter().map(|row| row.shortlisted).collect();
        assert_eq!(listed, [true, true, true, true, true, false]);
        let campaign = by_id(&world.app.db.read, office.campaign).await.unwrap();
        let steps = steps(&world.app.db.read, &campaign, world.now).await;
        assert_eq!(steps.unwrap().len(), 4, "seats, marks, list, totals");
    });
}

#[test]
fn a_stored_run_is_computed_again_to_the_last_byte() {
    on_both(async |mut world| {
        let written: Vec<i64> = (0..30).map(|n| 60 + n % 25).collect();
        let office = interviewed(
            &mut world,
            &written,
            &[(3, [70, 71, 72, 73, 74, 75, 76])],
            |_| {},
        )
        .await;
        compute_totals(&office.exam, office.campaign).await.unwrap();
        for stage in [RunStage::Shortlist, RunStage::Totals] {
            let run = latest(&world.app.db.read, office.campaign, stage)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(replay(&run.bundle), Ok(Replay::Identical), "{stage:?}");
            assert_eq!(sha256(run.bundle.to_json().as_bytes()), run.digest);
            assert_eq!(run.bundle.people.candidates.len(), 30);
            let campaign = by_id(&world.app.db.read, office.campaign).await.unwrap();
            assert_eq!(run.rules_digest, campaign.rules_digest);
        }
    });
}

#[test]
fn the_steps_lead_from_one_to_the_next() {
    on_both(async |mut world| {
        use app::ranking::queries::{StepName, StepState};
        let due = async |world: &World, id| {
            let campaign = by_id(&world.app.db.read, id).await.unwrap();
            let steps = steps(&world.app.db.read, &campaign, world.now)
                .await
                .unwrap();
            steps
                .into_iter()
                .find(|step| step.state == StepState::Now)
                .map(|step| step.name)
        };
        let (office, _) = Office::open(&mut world, 2, |_| {}).await;
        assert_eq!(
            due(&world, office.campaign).await,
            Some(StepName::WrittenMarks)
        );
        office.written(&world, &whole(&[80, 79])).await;
        assert_eq!(
            due(&world, office.campaign).await,
            Some(StepName::Shortlist)
        );
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        assert_eq!(due(&world, office.campaign).await, Some(StepName::Lots));
        draw_lots(&office.exam, office.campaign).await.unwrap();
        assert_eq!(
            due(&world, office.campaign).await,
            Some(StepName::InterviewMarks)
        );
        office.interviews(&mut world, &[]).await;
        assert_eq!(due(&world, office.campaign).await, Some(StepName::Totals));
        compute_totals(&office.exam, office.campaign).await.unwrap();
        assert_eq!(due(&world, office.campaign).await, None);
    });
}

#[test]
fn totals_are_told_to_nobody_before_they_are_public() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[80, 79, 59], &[], |_| {}).await;
        let told = trace::inbox_count(&world).await;
        let exam = world.later(&office.exam);
        compute_totals(&exam, office.campaign).await.unwrap();
        assert_eq!(trace::inbox_count(&world).await, told);
        let run = latest(&world.app.db.read, office.campaign, RunStage::Totals).await;
        let run = run.unwrap().unwrap();
        let expected = Event::TotalsComputed {
            campaign: office.campaign,
            ranked: 2,
            digest: run.digest,
        };
        let who = exam.account().unwrap();
        assert_eq!(trace::last(&world).await, (Some(who), expected));
        assert_eq!((run.run_by, run.run_at), (who, world.now));
    });
}

#[test]
fn an_interview_below_its_line_takes_nobodys_free_place() {
    on_both(async |mut world| {
        // Four places for three people, one of whom gets 59.
        let low = [(1, [59; 7])];
        let office = interviewed(&mut world, &[80, 79, 78], &low, |_| {}).await;
        compute_totals(&world.later(&office.exam), office.campaign)
            .await
            .unwrap();
        let rows = standings(&world).await;
        let placings: Vec<_> = rows.iter().map(|row| (row.rank, row.placing.0)).collect();
        assert_eq!(
            placings,
            [
                (Some(1), Placing::Selected),
                (None, Placing::BelowLine),
                (Some(2), Placing::Selected)
            ]
        );
    });
}

#[test]
fn an_interview_to_which_nobody_came_ends_with_nobody_selected() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 2, |_| {}).await;
        office.written(&world, &whole(&[80, 79])).await;
        let id = office.campaign;
        decide_shortlist(&office.exam, id).await.unwrap();
        draw_lots(&office.exam, id).await.unwrap();
        world.now = timetable().interview_at;
        let lots = lot::Entity::find().all(&world.app.db.read).await.unwrap();
        let sheets = lots
            .into_iter()
            .map(|lot| (lot.number, vec![Mark::Absent; 7]));
        office
            .marks(&world, MarkKind::Interview, sheets.collect())
            .await;
        compute_totals(&world.later(&office.exam), id)
            .await
            .unwrap();
        let (_, what) = trace::last(&world).await;
        assert!(matches!(what, Event::TotalsComputed { ranked: 0, .. }));
        for row in standings(&world).await {
            assert_eq!((row.placing.0, row.rank), (Placing::Absent, None));
        }
    });
}

#[test]
fn a_shared_place_takes_everybody_who_is_level_where_the_rules_say_so() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[90, 89, 88, 80, 80, 70], &[], |_| {}).await;
        compute_totals(&world.later(&office.exam), office.campaign)
            .await
            .unwrap();
        let rows = standings(&world).await;
        let placings: Vec<_> = rows
            .iter()
            .map(|row| (row.rank, row.placing.0, row.tied))
            .collect();
        let shared = (Some(4), Placing::Selected, false);
        assert_eq!(placings[3..5], [shared, shared], "five on four places");
        assert_eq!(placings[5], (Some(6), Placing::Substitute(1), false));
    });
}

#[test]
fn totals_take_the_written_marks_as_the_shortlist_took_them() {
    on_both(async |mut world| {
        let office = interviewed(&mut world, &[80, 79], &[], |_| {}).await;
        // A bonus that is granted after the shortlist was decided.
        let second = people(&world).await[1].application_id;
        let claim = bonus_claim::ActiveModel {
            id: Set(Uuid::now_v7()),
            application_id: Set(second),
            item: Set("veteran".into()),
            state: Set(Text(ClaimState::Granted)),
            note: Set(String::new()),
            decided_by: Set(None),
            decided_at: Set(None),
        };
        bonus_claim::Entity::insert(claim)
            .exec_without_returning(&world.app.db.write)
            .await
            .unwrap();
        compute_totals(&world.later(&office.exam), office.campaign)
            .await
            .unwrap();
        let rows = standings(&world).await;
        assert_eq!((rows[1].bonus, rows[1].rank), (0, Some(2)));
    });
}

#[test]
fn a_list_leaves_as_a_file_once_there_is_one_and_the_trail_says_by_whom() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 3, |_| {}).await;
        let campaign = by_id(&world.app.db.read, office.campaign).await.unwrap();
        let path = |list: &str| format!("/desk/{}/{list}.xlsx", campaign.code);
        let exam = world.later(&office.exam);
        let inspector = world.staff(Role::Inspector, DISTRICT).await;
        let before = trace::rows(&world).await;
        for list in ["shortlist", "totals"] {
            let early = trace::Look::of(&world, &exam).get(&path(list)).await;
            assert_eq!(early.status, StatusCode::NOT_FOUND, "{list}");
        }
        let other = trace::Look::of(&world, &inspector);
        let refused = other.get(&path("shortlist")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(trace::rows(&world).await == before, "no trace");
        office.written(&world, &whole(&[80, 59, 79])).await;
        let answer = trace::Look::of(&world, &exam).get(&path("shortlist")).await;
        assert_eq!(answer.status, StatusCode::OK);
        let name = format!("attachment; filename=\"{}-shortlist.xlsx\"", campaign.code);
        assert_eq!(answer.header("content-disposition"), name);
        let grid = app::platform::tables::read(&answer.bytes, Head::FirstRow);
        let cell = |row: usize, at: usize| grid.rows[row].cells[at].text().into_owned();
        let people = people(&world).await;
        assert_eq!(grid.rows.len(), 3);
        for (row, person) in [(0, 0), (1, 2), (2, 1)] {
            assert_eq!(cell(row, 2), people[person].ticket, "best first");
        }
        assert_eq!(
            (cell(0, 1), cell(1, 1), cell(2, 1)),
            ("1".into(), "2".into(), String::new())
        );
        let who = exam.account().unwrap();
        let expected = Event::TableExported {
            campaign: office.campaign,
            table: "shortlist".into(),
            rows: Some(3),
        };
        assert_eq!(trace::last(&world).await, (Some(who), expected));
    });
}
