//! Shortlist, lots, interview marks, totals, ties: each run is kept and can be computed again.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    admission::commands::assign_seats,
    campaigns::queries::by_id,
    entity::{
        application, bonus_claim, candidate,
        kinds::{ClaimState, RunStage},
        lot, standing,
        stored::Text,
    },
    error::{AppError, Refusal},
    interviews::{commands::draw_lots, queries::rooms},
    marking::commands::{enter, sign},
    platform::{ctx::Ctx, form::Typed},
    ranking::{
        commands::{compute_totals, decide_shortlist, record_extra_tests, test_field},
        queries::{latest, list_page, steps},
    },
    testing::*,
};
use domain::{
    FieldProblem, Points, Problem,
    access::Role,
    applications::Stage,
    campaigns::Progress,
    digest::sha256,
    ids::{ApplicationId, CampaignId},
    interviews::draw,
    marking::{Entry, MarkKind, Pass},
    numbers::Ratio,
    ranking::{Placing, TestWanted},
    rules::{
        ExtraTest, OpeningAt, OpeningCase, OpeningRule, OpeningThen, Quota, RemovedPlaces, Replay,
        RuleDocument, StillLevel, Text as Words, replay,
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

struct Office {
    campaign: CampaignId,
    first: Ctx,
    second: Ctx,
    checker: Ctx,
    exam: Ctx,
}

impl Office {
    /// Everybody is seated; the written test is today.
    async fn open(
        world: &mut World,
        n: u32,
        change: impl FnOnce(&mut RuleDocument),
    ) -> (Self, Vec<ApplicationId>) {
        let campaign = campaign_with(world, change).await;
        let applications = accepted_applications(world, campaign, n).await;
        (Office::seated(world, campaign).await, applications)
    }

    /// From the accepted applications to the day of the written test.
    async fn seated(world: &mut World, campaign: CampaignId) -> Self {
        world.now = timetable().written_at;
        let office = Office {
            campaign,
            first: world.staff(Role::Recorder, DISTRICT).await,
            second: world.staff(Role::Recorder, DISTRICT).await,
            checker: world.staff(Role::TallyChecker, DISTRICT).await,
            exam: world.staff(Role::ExamCentre, DISTRICT).await,
        };
        assign_seats(&office.exam, campaign).await.unwrap();
        office
    }

    /// The same figures by two people, signed by two others.
    async fn marks(&self, world: &World, kind: MarkKind, rows: Vec<(String, Vec<Entry>)>) {
        let id = self.campaign;
        let (first, second) = (world.later(&self.first), world.later(&self.second));
        enter(&first, id, kind, Pass::First, rows.clone())
            .await
            .unwrap();
        enter(&second, id, kind, Pass::Second, rows).await.unwrap();
        sign(&world.later(&self.checker), id, kind).await.unwrap();
        sign(&world.later(&self.exam), id, kind).await.unwrap();
    }

    /// Written marks in the order of tickets.
    async fn written(&self, world: &World, entries: &[Entry]) {
        let script = scripts_of(world, self.campaign).await;
        let people = people(world).await;
        let rows = people
            .iter()
            .zip(entries)
            .map(|(person, entry)| (script[&person.id].clone(), vec![*entry]));
        self.marks(world, MarkKind::Written, rows.collect()).await;
    }

    /// Interview sheets by ticket; everybody else of the shortlist gets eighty from each examiner.
    async fn interviews(&self, world: &mut World, sheets: &[(usize, [i64; 7])]) {
        world.now = timetable().interview_at;
        let people = people(world).await;
        let lots = lot::Entity::find().all(&world.app.db.read).await.unwrap();
        let rows = lots.into_iter().map(|lot| {
            let at = people
                .iter()
                .position(|person| person.id == lot.candidate_id)
                .unwrap();
            let marks = sheets
                .iter()
                .find(|(n, _)| *n == at)
                .map_or([80; 7], |(_, marks)| *marks);
            (
                lot.number,
                marks
                    .map(|mark| Entry::Scored(Points::whole(mark)))
                    .to_vec(),
            )
        });
        self.marks(world, MarkKind::Interview, rows.collect()).await;
    }
}

async fn people(world: &World) -> Vec<candidate::Model> {
    candidate::Entity::find()
        .order_by_asc(candidate::Column::Ticket)
        .all(&world.app.db.read)
        .await
        .unwrap()
}

/// Standings in the order of tickets.
async fn standings(world: &World) -> Vec<standing::Model> {
    let rows = standing::Entity::find()
        .all(&world.app.db.read)
        .await
        .unwrap();
    let by_id: HashMap<Uuid, standing::Model> = rows
        .into_iter()
        .map(|row| (row.candidate_id, row))
        .collect();
    people(world)
        .await
        .into_iter()
        .filter_map(|person| by_id.get(&person.id).cloned())
        .collect()
}

fn whole(figures: &[i64]) -> Vec<Entry> {
    figures
        .iter()
        .map(|figure| Entry::Scored(Points::whole(*figure)))
        .collect()
}

async fn progress(world: &World, campaign: CampaignId) -> Progress {
    by_id(&world.app.db.read, campaign).await.unwrap().progress
}

#[test]
fn a_tie_at_the_cut_admits_everybody_who_is_level() {
    on_both(async |mut world| {
        // Four places, twelve for the interview; places twelve to fourteen are level.
        let (office, _) = Office::open(&mut world, 18, |_| {}).await;
        let mut marks = whole(&[
            90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80, 70, 70, 70, 69, 59,
        ]);
        marks.extend([Entry::Absent, Entry::Violation]);
        office.written(&world, &marks).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        let rows = standings(&world).await;
        assert_eq!(rows.iter().filter(|row| row.shortlisted).count(), 14);
        assert!(rows[13].shortlisted && !rows[14].shortlisted);
        let placings: Vec<_> = rows[14..].iter().map(|row| row.placing.0).collect();
        assert_eq!(
            placings,
            [
                Placing::Substitute(1),
                Placing::BelowLine,
                Placing::Absent,
                Placing::Violation
            ]
        );
        assert_eq!(world.events().await.last().unwrap(), "shortlist_decided");
        let again = refusal(decide_shortlist(&office.exam, office.campaign).await);
        assert_eq!(
            again,
            Refusal::Progress {
                needs: Progress::WrittenFrozen,
                stands: Progress::Shortlisted
            }
        );
    });
}

#[test]
fn an_opening_ratio_counts_everybody_who_applied_and_only_the_accepted_compete() {
    on_both(async |mut world| {
        // Four places need twelve people: eleven are accepted, one was rejected.
        let opening = |doc: &mut RuleDocument| {
            doc.opening = Some(vec![OpeningRule {
                clause: None,
                at: OpeningAt::Applied,
                needed: Quota::PerPlace(Ratio::whole(3)),
                otherwise: vec![OpeningCase {
                    up_to: None,
                    then: OpeningThen::Cancel,
                }],
                removed_places: RemovedPlaces::Lost,
            }]);
        };
        let campaign = campaign_with(&world, opening).await;
        let applications = accepted_applications(&world, campaign, 12).await;
        let db = &world.app.db.write;
        let refused = application::ActiveModel {
            id: Set(applications[11].0),
            stage: Set(Text(Stage::Rejected)),
            ..Default::default()
        };
        application::Entity::update(refused).exec(db).await.unwrap();
        let office = Office::seated(&mut world, campaign).await;
        office.written(&world, &whole(&[80; 11])).await;
        decide_shortlist(&office.exam, campaign).await.unwrap();
        let rows = standings(&world).await;
        assert_eq!(rows.len(), 11);
        assert!(
            rows.iter().all(|row| row.shortlisted),
            "the post goes ahead"
        );
        let campaign = by_id(&world.app.db.read, campaign).await.unwrap();
        let page = list_page(&office.exam, &campaign, RunStage::Shortlist, None)
            .await
            .unwrap();
        assert_eq!((page.people.len(), page.posts[0].counts.accepted), (11, 11));
    });
}

#[test]
fn a_bonus_counts_when_it_was_verified_and_not_before() {
    on_both(async |mut world| {
        let (office, applications) = Office::open(&mut world, 2, |_| {}).await;
        for (application, state) in applications
            .iter()
            .zip([ClaimState::Granted, ClaimState::Claimed])
        {
            let claim = bonus_claim::ActiveModel {
                id: Set(Uuid::now_v7()),
                application_id: Set(application.0),
                item: Set("veteran".into()),
                state: Set(Text(state)),
                note: Set(String::new()),
                decided_by: Set(None),
                decided_at: Set(None),
            };
            bonus_claim::Entity::insert(claim)
                .exec_without_returning(&world.app.db.write)
                .await
                .unwrap();
        }
        office.written(&world, &whole(&[70, 70])).await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        let found = people(&world).await;
        for (person, row) in found.iter().zip(standings(&world).await) {
            let granted = person.application_id == applications[0].0;
            let expected = if granted { (3, 73) } else { (0, 70) };
            assert_eq!(
                (row.bonus, row.written),
                (expected.0 * 10_000, Some(expected.1 * 10_000))
            );
        }
    });
}

#[test]
fn lots_are_drawn_once_and_repeat_from_their_seed() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 14, |_| {}).await;
        assert!(matches!(
            refusal(draw_lots(&office.exam, office.campaign).await),
            Refusal::Progress { .. }
        ));
        office
            .written(
                &world,
                &whole(&[90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80, 79, 78, 77]),
            )
            .await;
        decide_shortlist(&office.exam, office.campaign)
            .await
            .unwrap();
        draw_lots(&office.exam, office.campaign).await.unwrap();
        assert_eq!(
            refusal(draw_lots(&office.exam, office.campaign).await),
            Refusal::AlreadyDrawn
        );
        let (_, _, seed) = app::interviews::queries::drawn(&world.app.db.read, office.campaign)
            .await
            .unwrap()
            .unwrap();
        let listed: Vec<_> = people(&world).await[..12]
            .iter()
            .map(|p| (p.id.into(), p.post_code.clone()))
            .collect();
        let rooms = rooms(&world.app.db.read, office.campaign).await.unwrap();
        let stored: HashMap<Uuid, String> = rooms
            .values()
            .flatten()
            .map(|drawn| (drawn.person.candidate, drawn.number.clone()))
            .collect();
        assert_eq!(stored.len(), 12);
        for lot in draw(&listed, seed) {
            assert_eq!(stored[&lot.candidate.0], lot.number);
        }
    });
}

/// From seats to frozen interview marks.
async fn interviewed(
    world: &mut World,
    written: &[i64],
    sheets: &[(usize, [i64; 7])],
    change: impl FnOnce(&mut RuleDocument),
) -> Office {
    let (office, _) = Office::open(world, written.len() as u32, change).await;
    office.written(world, &whole(written)).await;
    decide_shortlist(&office.exam, office.campaign)
        .await
        .unwrap();
    draw_lots(&office.exam, office.campaign).await.unwrap();
    office.interviews(world, sheets).await;
    office
}

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
                Entry::Absent
            } else {
                Entry::Scored(Points::whole(75))
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
fn interview_alone(doc: &mut RuleDocument) {
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
fn only_the_exam_centre_runs_the_rules_and_never_their_author() {
    on_both(async |mut world| {
        let (office, _) = Office::open(&mut world, 2, |_| {}).await;
        office.written(&world, &whole(&[80, 79])).await;
        let checker = decide_shortlist(&office.checker, office.campaign).await;
        assert!(matches!(checker, Err(AppError::Forbidden)));
        let campaign = by_id(&world.app.db.read, office.campaign).await.unwrap();
        let mut author = office.exam.clone();
        author.actor.as_mut().unwrap().account = campaign.drafted_by;
        assert_eq!(
            refusal(decide_shortlist(&author, office.campaign).await),
            Refusal::SamePerson
        );
        assert!(standings(&world).await.is_empty());
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
