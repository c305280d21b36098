//! Assigning seats: after the last decision, once, from a seed that anybody can check.

use super::*;

#[test]
fn seats_are_assigned_after_the_close_and_once() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 65).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let early = Ctx {
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
        author.actor.as_mut().unwrap().account = found.written_by[0];
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
fn whoever_is_accepted_is_told_the_ticket_and_nobody_else() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 4).await;
        set_stage(&world, applications[3], Stage::RejectionUpheld, None).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, campaign).await.unwrap();
        let title = "甘井子区公开招聘社区工作者".to_owned();
        let seats = seated(&world).await;
        assert_eq!(seats.len(), 3);
        for seat in seats {
            let application = ApplicationId(seat.application_id);
            let owner = owner(&world, application).await;
            let told = Notice::TicketReady {
                campaign: title.clone(),
                application,
                ticket: seat.ticket,
                written_at: Some(timetable().written_at),
            };
            assert_eq!(inbox(&world, owner).await, std::slice::from_ref(&told));
            assert_eq!(sent(&world, owner, &told).await, [Channel::Email]);
        }
        let refused = owner(&world, applications[3]).await;
        assert_eq!(inbox(&world, refused).await, []);
        let (who, what) = last_entry(&world).await;
        assert_eq!(who, exam.account().ok());
        assert!(
            matches!(what, Event::SeatsAssigned { campaign: of, candidates: 3, .. } if of == campaign)
        );
    });
}

#[test]
fn nobody_shares_a_seat_and_rooms_are_filled_one_after_the_other() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 35).await;
        assign_seats(&world.staff(Role::ExamCentre, CITY).await, campaign)
            .await
            .unwrap();
        let seats = seated(&world).await;
        let places: HashSet<_> = seats.iter().map(|seat| (seat.room, seat.seat)).collect();
        let tickets: HashSet<_> = seats.iter().map(|seat| seat.ticket.clone()).collect();
        assert_eq!((places.len(), tickets.len()), (35, 35));
        let first = seats.iter().filter(|seat| seat.room == 1).count();
        assert_eq!(first, ROOM_SIZE);
        let owners: HashSet<_> = seats.iter().map(|seat| seat.application_id).collect();
        assert_eq!(owners, applications.iter().map(|id| id.0).collect());
        assert!(seats.iter().all(|seat| seat.post_code == "GJZ-01"));
    });
}

#[test]
fn seats_are_assigned_by_the_exam_centre_of_the_place() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 2).await;
        sign_in_required(&world, assign_seats(&world.nobody(), campaign)).await;
        for role in [
            Role::Organiser,
            Role::TallyChecker,
            Role::DistrictReviewer,
            Role::Inspector,
        ] {
            let other = world.staff(role, DISTRICT).await;
            forbidden(&world, assign_seats(&other, campaign)).await;
        }
        let elsewhere = world.staff(Role::ExamCentre, "990000/990009").await;
        assert_eq!(
            refused(&world, assign_seats(&elsewhere, campaign)).await,
            Refusal::OutsideScope
        );
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let unknown = CampaignId(uuid::Uuid::now_v7());
        not_found(&world, assign_seats(&exam, unknown)).await;
        // D7, of both officials.
        let found = by_id(&world.app.db.read, campaign).await.unwrap();
        for official in [found.written_by.first().copied(), found.checked_by] {
            let mut official_too = exam.clone();
            official_too.actor.as_mut().unwrap().account = official.unwrap();
            let refusal = refused(&world, assign_seats(&official_too, campaign)).await;
            assert_eq!(refusal, Refusal::SamePerson);
            let ready = queries::readiness(&world.app.db.read, &found, world.now)
                .await
                .unwrap();
            assert_eq!(
                ready.may_assign(&found, official),
                Err(refusal),
                "the page is told the same"
            );
        }
    });
}

#[test]
fn seats_wait_for_the_close_of_applications_to_the_second() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 2).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let from = timetable().applications_close;
        let early = at(&exam, Instant(from.0 - 1));
        assert_eq!(
            refused(&world, assign_seats(&early, campaign)).await,
            Refusal::NotOpen { from }
        );
        assign_seats(&at(&exam, from), campaign).await.unwrap();
    });
}

#[test]
fn each_stage_that_can_still_end_in_acceptance_keeps_the_seats_waiting() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 2).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let (later, now) = (Some(world.now.0 + 1), Some(world.now.0));
        for (stage, answer_by, waits) in [
            (Stage::Submitted, None, true),
            (Stage::PassedStreet, None, true),
            (Stage::Appealed, None, true),
            (Stage::Returned, later, true),
            (Stage::Rejected, later, true),
            (Stage::Draft, later, true),
            (Stage::Returned, now, false),
            (Stage::Rejected, now, false),
            (Stage::Draft, None, false),
            (Stage::RejectionUpheld, None, false),
        ] {
            set_stage(&world, applications[0], stage, answer_by).await;
            let found = by_id(&world.app.db.read, campaign).await.unwrap();
            let ready = queries::readiness(&world.app.db.read, &found, world.now)
                .await
                .unwrap();
            assert_eq!(
                ready.still_open,
                u64::from(waits),
                "{stage:?} {answer_by:?}"
            );
            if waits {
                let refusal = refused(&world, assign_seats(&exam, campaign)).await;
                assert_eq!(refusal, Refusal::ReviewsOpen { count: 1 }, "{stage:?}");
            }
        }
        assign_seats(&exam, campaign).await.unwrap();
    });
}

#[test]
fn only_an_announced_campaign_has_seats_and_only_once() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 2).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let state_of = async |state| {
            let row = campaign::ActiveModel {
                id: Set(campaign.0),
                state: Set(Text(state)),
                ..Default::default()
            };
            row.update(&world.app.db.write).await.unwrap();
        };
        for state in [CampaignState::Draft, CampaignState::InCheck] {
            state_of(state).await;
            let refusal = refused(&world, assign_seats(&exam, campaign)).await;
            assert_eq!(refusal, Refusal::CampaignState { state });
        }
        state_of(CampaignState::Announced).await;
        let second = world.staff(Role::ExamCentre, DISTRICT).await;
        let before = trail(&world).await.len();
        let (a, b) = tokio::join!(
            assign_seats(&exam, campaign),
            assign_seats(&second, campaign)
        );
        let late: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(
                &late[..],
                [AppError::Refused(Refusal::Progress {
                    needs: Progress::Announced,
                    stands: Progress::Seated
                })]
            ),
            "{late:?}"
        );
        assert_eq!(since(&world, before).await.len(), 1);
        assert_eq!(seated(&world).await.len(), 2);
        let again = refused(&world, assign_seats(&exam, campaign)).await;
        assert!(matches!(
            again,
            Refusal::Progress {
                stands: Progress::Seated,
                ..
            }
        ));
    });
}

#[test]
fn nobody_accepted_means_nothing_written() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 1).await;
        set_stage(&world, applications[0], Stage::RejectionUpheld, None).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let refusal = refused(&world, assign_seats(&exam, campaign)).await;
        assert_eq!(refusal, Refusal::NoCandidates);
    });
}

#[test]
fn a_door_list_that_leaves_the_platform_is_noted() {
    on_both(async |mut world| {
        let (campaign, _) = decided(&mut world, 1).await;
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let table = Table {
            name: "seats".into(),
            head: vec!["ticket".into()],
            rows: vec![vec!["990001".into()]; 3],
        };
        take_out(&exam, campaign, "seats", table).await.unwrap();
        let noted = Event::TableExported {
            campaign,
            table: "seats".into(),
            rows: Some(3),
        };
        assert_eq!(last_entry(&world).await, (exam.account().ok(), noted));
    });
}

#[test]
fn where_nobody_sits_a_paper_no_marks_are_waited_for() {
    on_both(async |mut world| {
        let campaign = campaign_with(&world, |rules| {
            rules.stages.remove(0);
            rules.ties = None;
            rules.total = None;
            rules.bonus = None;
        })
        .await;
        let applications = accepted_applications(&world, campaign, 2).await;
        world.now = timetable().corrections_close.plus_days(1);
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        assign_seats(&exam, campaign).await.unwrap();
        let found = by_id(&world.app.db.read, campaign).await.unwrap();
        assert_eq!(found.progress, Progress::WrittenFrozen);
        let own = owner(&world, applications[0]).await;
        let ticket = queries::ticket(&world.app, applications[0], own, timetable().tickets_from);
        let ticket = ticket.await.unwrap();
        assert!(ticket.subjects.is_empty());
        assert_eq!(
            ticket.at,
            Some(timetable().interview_at),
            "the day that everybody comes"
        );
        let stands = Progress::WrittenFrozen;
        let again = refused(&world, assign_seats(&exam, campaign)).await;
        assert_eq!(
            again,
            Refusal::Progress {
                needs: Progress::Announced,
                stands
            }
        );
    });
}
