//! Marks: typed twice by two people, settled by a third, frozen by two signatures.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    admission::{commands::assign_seats, queries::owners_of_scripts},
    campaigns::queries::by_id,
    entity::{freeze, mark_entry},
    error::{AppError, Refusal},
    marking::{
        commands::{Choice, Ruling, Signature, enter, enter_lines, settle, sign, take_back},
        queries::{comparison, entry_state},
    },
    platform::ctx::Ctx,
    testing::*,
};
use domain::{
    FieldProblem, Points, Problem,
    access::Role,
    campaigns::Progress,
    ids::CampaignId,
    marking::{Entry, MarkKind::Written, Pass, Slip, Tally},
    numbers::BadPoints,
    sheets::{Figure, Line},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::collections::HashMap;
use uuid::Uuid;

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

fn problems<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<FieldProblem> {
    match result {
        Err(AppError::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

struct Desk {
    campaign: CampaignId,
    first: Ctx,
    second: Ctx,
    checker: Ctx,
    exam: Ctx,
}

/// Seated people on the day of the written test, and everybody who works on their marks.
async fn desk(world: &mut World, n: u32) -> Desk {
    let campaign = announced_campaign(world).await;
    accepted_applications(world, campaign, n).await;
    world.now = timetable().written_at;
    let exam = world.staff(Role::ExamCentre, DISTRICT).await;
    assign_seats(&exam, campaign).await.unwrap();
    Desk {
        campaign,
        first: world.staff(Role::Recorder, DISTRICT).await,
        second: world.staff(Role::Recorder, DISTRICT).await,
        checker: world.staff(Role::TallyChecker, DISTRICT).await,
        exam,
    }
}

fn sheet(n: u32) -> String {
    format!("A-{n:04}")
}

fn scored(text: &str) -> Entry {
    Entry::Scored(text.parse().unwrap())
}

fn rows(figures: &[(u32, &str)]) -> Vec<(String, Vec<Entry>)> {
    figures
        .iter()
        .map(|&(n, figure)| (sheet(n), vec![scored(figure)]))
        .collect()
}

fn line(sheet: &str, figure: &str) -> Line {
    Line {
        sheet: sheet.into(),
        figures: vec![Figure::Typed(figure.into())],
    }
}

async fn tally(world: &World, desk: &Desk) -> Tally {
    let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
    comparison(&world.app.db.read, &campaign, Written)
        .await
        .unwrap()
        .tally
}

async fn stored(world: &World) -> u64 {
    mark_entry::Entity::find()
        .count(&world.app.db.read)
        .await
        .unwrap()
}

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

fn ruling(n: u32, choice: Choice, reason: &str) -> Ruling {
    Ruling {
        sheet: sheet(n),
        item: "knowledge".into(),
        choice: Some(choice),
        reason: reason.into(),
    }
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

#[test]
fn freezing_needs_every_figure_no_difference_and_two_people() {
    on_both(async |mut world| {
        let desk = desk(&mut world, 2).await;
        enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81"), (2, "50")]),
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
        let signed = async |who: &Ctx| sign(who, desk.campaign, Written).await;
        assert_eq!(
            refusal(signed(&desk.checker).await),
            Refusal::MarksMissing { count: 1 }
        );
        enter(
            &desk.second,
            desk.campaign,
            Written,
            Pass::Second,
            rows(&[(2, "5")]),
        )
        .await
        .unwrap();
        assert_eq!(
            refusal(signed(&desk.checker).await),
            Refusal::DifferencesOpen { count: 1 }
        );
        settle(
            &desk.checker,
            desk.campaign,
            Written,
            &ruling(2, Choice::First, ""),
        )
        .await
        .unwrap();
        assert_eq!(signed(&desk.checker).await.unwrap(), Signature::First);
        assert_eq!(refusal(signed(&desk.checker).await), Refusal::SamePerson);
        let changed = settle(
            &desk.checker,
            desk.campaign,
            Written,
            &ruling(2, Choice::Second, ""),
        )
        .await;
        assert_eq!(
            refusal(changed),
            Refusal::Frozen,
            "nothing changes between the signatures"
        );
        assert_eq!(signed(&desk.exam).await.unwrap(), Signature::Frozen);
        let campaign = by_id(&world.app.db.read, desk.campaign).await.unwrap();
        assert_eq!(campaign.progress, Progress::WrittenFrozen);
        let again = enter(
            &desk.first,
            desk.campaign,
            Written,
            Pass::First,
            rows(&[(1, "81")]),
        )
        .await;
        assert_eq!(refusal(again), Refusal::Frozen);
        assert_eq!(refusal(signed(&desk.exam).await), Refusal::Frozen);
        let row = freeze::Entity::find()
            .one(&world.app.db.read)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.digest.map(|digest| digest.len()), Some(64));
        let owners = owners_of_scripts(&world.app.db.read, desk.campaign).await;
        let sealed = scripts_of(&world, desk.campaign).await.into_iter();
        let sealed: HashMap<String, Uuid> = sealed.map(|(owner, script)| (script, owner)).collect();
        assert_eq!(
            owners.unwrap(),
            sealed,
            "the second signature opens the seal"
        );
        let events = world.events().await;
        assert_eq!(
            events[events.len() - 2..],
            ["freeze_signed", "marks_frozen"]
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
            now: domain::Instant(timetable().written_at.0 - 1),
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
        let all: Vec<(String, Vec<Entry>)> = (1..=2_000)
            .map(|n| {
                (
                    sheet(n),
                    vec![Entry::Scored(Points::whole(i64::from(n % 101)))],
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
