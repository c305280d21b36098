//! Seats and tickets: once, after the last decision, from a seed that anybody can check.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use app::{
    admission::{
        commands::{assign_seats, reveal_scripts},
        queries,
    },
    campaigns::queries::by_id,
    entity::{application, audit_entry, candidate, script_key, script_seal, stored::Text},
    error::{AppError, Refusal},
    interviews::commands::draw_lots,
    platform::{secrets::Secrets, tx::Tx},
    testing::*,
};
use domain::{
    Instant,
    access::Role,
    admission::{ScriptKey, assign},
    applications::Stage,
    campaigns::Progress,
    events::Event,
    ids::{AccountId, ApplicationId, CampaignId},
    rules::{Lots, Scoring},
    time::Moment,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// A campaign with so many accepted people, on the day after everything is decided.
async fn decided(world: &mut World, n: u32) -> (CampaignId, Vec<ApplicationId>) {
    let campaign = announced_campaign(world).await;
    let applications = accepted_applications(world, campaign, n).await;
    world.now = timetable().corrections_close.plus_days(1);
    (campaign, applications)
}

async fn set_stage(world: &World, id: ApplicationId, stage: Stage, answer_by: Option<i64>) {
    let found = application::Entity::find_by_id(id.0)
        .one(&world.app.db.write)
        .await
        .unwrap()
        .unwrap();
    let mut row = found.into_active_model();
    row.stage = Set(Text(stage));
    row.answer_by = Set(answer_by);
    application::Entity::update(row)
        .exec(&world.app.db.write)
        .await
        .unwrap();
}

async fn owner(world: &World, id: ApplicationId) -> AccountId {
    let found = application::Entity::find_by_id(id.0)
        .one(&world.app.db.write)
        .await
        .unwrap()
        .unwrap();
    AccountId(found.account_id)
}

#[test]
fn seats_are_assigned_after_the_close_and_once() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 65).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let early = app::platform::ctx::Ctx {
            now: Instant(timetable().applications_close.0 - 1),
            ..exam.clone()
        };
        let from = timetable().applications_close;
        assert_eq!(
            refusal(assign_seats(&early, campaign).await),
            Refusal::NotOpen { from }
        );
        assign_seats(&exam, campaign).await.unwrap();
        let again = refusal(assign_seats(&exam, campaign).await);
        assert_eq!(
            again,
            Refusal::Progress {
                needs: Progress::Announced,
                stands: Progress::Seated
            }
        );
        assert_eq!(world.events().await.last().unwrap(), "seats_assigned");
        let found = by_id(&world.app.db.read, campaign).await.unwrap();
        let seating = queries::seating(&world.app.db.read, &found, world.now)
            .await
            .unwrap();
        assert_eq!(seating.rooms, [(1, 30), (2, 30), (3, 5)]);
        let keys = script_key::Entity::find()
            .all(&world.app.db.read)
            .await
            .unwrap();
        assert_eq!(keys.len(), 65);
    });
}

#[test]
fn the_draw_is_repeated_from_its_seed() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 40).await;
        assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
            .await
            .unwrap();
        let entry =
            audit_entry::Entity::find().filter(audit_entry::Column::Event.eq("seats_assigned"));
        let entry = entry.one(&world.app.db.read).await.unwrap().unwrap();
        let Event::SeatsAssigned {
            seed,
            candidates: 40,
            scripts,
            ..
        } = serde_json::from_str(&entry.detail).unwrap()
        else {
            panic!("{}", entry.detail)
        };
        let stored = candidate::Entity::find()
            .all(&world.app.db.read)
            .await
            .unwrap();
        for seat in assign(&applications, timetable().written_at.date(), seed) {
            let row = stored
                .iter()
                .find(|row| row.application_id == seat.application.0)
                .unwrap();
            assert_eq!(
                (row.ticket.clone(), row.room, row.seat),
                (seat.ticket, seat.room as i32, seat.seat as i32)
            );
        }
        assert_eq!(scripts.len(), 64, "the fingerprint of the script key");
    });
}

/// Everything that is stored outside the seal, the audit trail included.
async fn stored_in_clear(world: &World) -> String {
    let db = &world.app.db.read;
    let entries = audit_entry::Entity::find().all(db).await.unwrap();
    let scripts = script_key::Entity::find().all(db).await.unwrap();
    let seals = script_seal::Entity::find().all(db).await.unwrap();
    format!("{entries:?} {scripts:?} {seals:?}")
}

#[test]
fn before_the_marks_are_frozen_nothing_stored_says_whose_a_script_is() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 30).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, campaign).await.unwrap();
        let db = &world.app.db.read;
        let owners = queries::owners_of_scripts(db, campaign).await.unwrap();
        assert!(owners.is_empty());
        let found = by_id(db, campaign).await.unwrap();
        let seating = queries::seating(db, &found, world.now).await.unwrap();
        let draw = seating.drawn.unwrap();
        assert_eq!(draw.key, None);
        let seal = script_seal::Entity::find_by_id(campaign.0);
        let seal = seal.one(db).await.unwrap().unwrap();
        let key = world.app.secrets.decrypt(&seal.key_cipher).unwrap();
        let key = ScriptKey::from_hex(&key).unwrap();
        assert_eq!(draw.scripts, key.commitment());
        let clear = stored_in_clear(&world).await;
        assert!(!clear.contains(&key.to_hex()));
        // Whoever knows the seed and all applications still has no better than any other key.
        let guessed = [
            [0; 32],
            std::array::from_fn(|at| draw.seed.to_le_bytes()[at % 8]),
            [7; 32],
        ];
        for guess in guessed.map(ScriptKey) {
            let tags = applications.iter().map(|own| guess.tag(*own));
            assert!(tags.into_iter().all(|tag| !clear.contains(&tag)));
        }
        let scripts = scripts_of(&world, campaign).await;
        assert_eq!(scripts.len(), 30);
    });
}

#[test]
fn a_seal_of_another_secret_freezes_nothing() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 3).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, campaign).await.unwrap();
        let db = &world.app.db;
        let seal = script_seal::Entity::find_by_id(campaign.0);
        let seal = seal.one(&db.read).await.unwrap().unwrap();
        let other = Secrets::derive(&[9; 32]);
        let foreign = script_seal::ActiveModel {
            key_cipher: Set(other.encrypt("00")),
            ..seal.into()
        };
        foreign.update(&db.write).await.unwrap();
        let tx = Tx::begin(&exam).await.unwrap();
        let revealed = reveal_scripts(&tx, &exam, campaign).await;
        assert!(matches!(revealed, Err(AppError::Fault(_))));
    });
}

#[test]
fn seats_wait_for_everybody_who_can_still_be_accepted() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 5).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let later = Some(world.now.plus_days(1).0);
        set_stage(&world, applications[0], Stage::PassedStreet, None).await;
        set_stage(&world, applications[1], Stage::Returned, later).await;
        set_stage(&world, applications[2], Stage::Rejected, later).await;
        assert_eq!(
            refusal(assign_seats(&exam, campaign).await),
            Refusal::ReviewsOpen { count: 3 }
        );
        let past = Some(world.now.plus_days(-1).0);
        set_stage(&world, applications[0], Stage::Draft, None).await;
        set_stage(&world, applications[1], Stage::Returned, past).await;
        set_stage(&world, applications[2], Stage::Rejected, past).await;
        assign_seats(&exam, campaign).await.unwrap();
        assert_eq!(
            candidate::Entity::find()
                .all(&world.app.db.read)
                .await
                .unwrap()
                .len(),
            2
        );
    });
}

#[test]
fn nobody_is_seated_by_the_author_of_the_rules_or_by_another_district() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 3).await;
        let recorder = world.staff(Role::Recorder, DISTRICT).await;
        assert!(matches!(
            assign_seats(&recorder, campaign).await,
            Err(AppError::Forbidden)
        ));
        let elsewhere = world.staff(Role::ExamCentre, "990000/990009").await;
        assert_eq!(
            refusal(assign_seats(&elsewhere, campaign).await),
            Refusal::OutsideScope
        );
        // The duties are kept apart when roles are given; the step asks once more.
        let found = by_id(&world.app.db.read, campaign).await.unwrap();
        let mut author = world.staff(Role::ExamCentre, DISTRICT).await;
        author.actor.as_mut().unwrap().account = found.drafted_by;
        assert_eq!(
            refusal(assign_seats(&author, campaign).await),
            Refusal::SamePerson
        );
        assert_eq!(
            candidate::Entity::find()
                .all(&world.app.db.read)
                .await
                .unwrap()
                .len(),
            0
        );
    });
}

#[test]
fn without_anybody_accepted_there_is_nothing_to_draw() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 0).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assert_eq!(
            refusal(assign_seats(&exam, campaign).await),
            Refusal::NoCandidates
        );
        let found = by_id(&world.app.db.read, campaign).await.unwrap();
        assert_eq!(
            found.progress,
            Progress::Announced,
            "the step is not half done"
        );
    });
}

#[test]
fn a_ticket_is_its_owners_from_the_announced_day_on() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 2).await;
        let (own, other) = (
            owner(&world, applications[0]).await,
            owner(&world, applications[1]).await,
        );
        let tickets_from = timetable().tickets_from;
        let app = world.app.clone();
        let ticket = async |who, now| queries::ticket(&app, applications[0], who, now).await;
        let late = refusal(ticket(own, tickets_from).await);
        assert_eq!(
            late,
            Refusal::Progress {
                needs: Progress::Seated,
                stands: Progress::Announced
            }
        );
        assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
            .await
            .unwrap();
        let early = Instant(tickets_from.0 - 1);
        assert_eq!(
            refusal(ticket(own, early).await),
            Refusal::NotOpen { from: tickets_from }
        );
        assert!(matches!(
            ticket(other, tickets_from).await,
            Err(AppError::NotFound)
        ));
        let ticket = ticket(own, tickets_from).await.unwrap();
        assert!(
            ticket.number.starts_with("260331") && ticket.room == 1,
            "{}",
            ticket.number
        );
        assert_eq!(ticket.subjects[0].1, Some(120));
        assert_eq!(
            (&ticket.id_number[..6], ticket.id_number.len()),
            ("990001", 18)
        );
        assert!(
            ticket.id_number.contains("********"),
            "{}",
            ticket.id_number
        );
    });
}

#[test]
fn a_ticket_names_the_sitting_of_its_own_post_and_is_printed_in_its_days() {
    on_both(async |mut world| {
        let (own_sitting, until) = (timetable().written_at.plus_days(1), timetable().written_at);
        let campaign = campaign_with(&world, |rules| {
            let ticket = rules.applying.as_mut().unwrap().ticket.as_mut().unwrap();
            ticket.until = Some(Moment::of(until));
            let sittings = &mut rules.stages[0].times.as_mut().unwrap().sittings;
            let mut other = sittings[0].clone();
            other.code = "second".into();
            other.at = Some(Moment::of(own_sitting));
            other.scope.posts = vec!["GJZ-01".into()];
            sittings[0].scope.posts = vec!["GJZ-02".into()];
            sittings.push(other);
        })
        .await;
        let applications = accepted_applications(&world, campaign, 1).await;
        world.now = timetable().corrections_close.plus_days(1);
        assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
            .await
            .unwrap();
        let own = owner(&world, applications[0]).await;
        let from = timetable().tickets_from;
        let ticket = queries::ticket(&world.app, applications[0], own, from).await;
        assert_eq!(ticket.unwrap().at, Some(own_sitting));
        let late = queries::ticket(&world.app, applications[0], own, until).await;
        assert_eq!(refusal(late), Refusal::Closed { deadline: until });
    });
}

#[test]
fn lots_that_the_document_draws_on_the_day_are_not_drawn_before() {
    on_both(async |world| {
        let campaign = campaign_with(&world, |rules| {
            let Some(Scoring::Panel(panel)) = &mut rules.stages[1].scoring else {
                panic!()
            };
            panel.lots = Some(Lots::DrawnOnTheDay);
        })
        .await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let day = timetable().interview_at.date();
        let from = Instant::from_shanghai(day.and_hms_opt(0, 0, 0).unwrap());
        let at = |now| app::platform::ctx::Ctx {
            now,
            ..exam.clone()
        };
        let early = draw_lots(&at(Instant(from.0 - 1)), campaign).await;
        assert_eq!(refusal(early), Refusal::NotOpen { from });
        let on_the_day = draw_lots(&at(from), campaign).await;
        assert!(matches!(refusal(on_the_day), Refusal::Progress { .. }));
    });
}

#[test]
fn who_was_not_accepted_has_no_ticket() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 2).await;
        set_stage(&world, applications[0], Stage::RejectionUpheld, None).await;
        assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
            .await
            .unwrap();
        let own = owner(&world, applications[0]).await;
        let asked =
            queries::ticket(&world.app, applications[0], own, timetable().tickets_from).await;
        assert_eq!(
            refusal(asked),
            Refusal::ApplicationStage {
                stage: Stage::RejectionUpheld
            }
        );
    });
}
