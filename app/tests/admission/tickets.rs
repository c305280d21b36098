//! Tickets: whose, from when, until when, and what they say.

use super::*;

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

#[test]
fn at_no_other_stage_is_there_a_ticket() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 2).await;
        assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
            .await
            .unwrap();
        let own = owner(&world, applications[0]).await;
        let from = timetable().tickets_from;
        let ticket = async || queries::ticket(&world.app, applications[0], own, from).await;
        for stage in Stage::ALL
            .into_iter()
            .filter(|stage| *stage != Stage::Accepted)
        {
            set_stage(&world, applications[0], stage, None).await;
            assert_eq!(
                refused(&world, ticket()).await,
                Refusal::ApplicationStage { stage }
            );
        }
        let unknown = ApplicationId(uuid::Uuid::now_v7());
        not_found(&world, queries::ticket(&world.app, unknown, own, from)).await;
    });
}

#[test]
fn a_ticket_says_where_its_owner_sits() {
    on_both(async |mut world| {
        let (campaign, applications) = decided(&mut world, 33).await;
        assign_seats(&world.staff(Role::ExamCentre, DISTRICT).await, campaign)
            .await
            .unwrap();
        for seat in seated(&world).await {
            let id = ApplicationId(seat.application_id);
            let own = owner(&world, id).await;
            let ticket = queries::ticket(&world.app, id, own, timetable().tickets_from).await;
            let ticket = ticket.unwrap();
            assert_eq!(
                (ticket.number, ticket.room, ticket.seat),
                (seat.ticket, seat.room, seat.seat)
            );
            assert_eq!(ticket.at, Some(timetable().written_at));
            assert_eq!(ticket.photo, None, "none was handed in");
        }
        let found = by_id(&world.app.db.read, campaign).await.unwrap();
        let room = queries::seated(&world.app.db.read, campaign, Some(2))
            .await
            .unwrap();
        let seats: Vec<_> = room.iter().map(|seat| (seat.room, seat.seat)).collect();
        assert_eq!(seats, [(2, 1), (2, 2), (2, 3)], "in the order of the seats");
        let seating = queries::seating(&world.app.db.read, &found, world.now)
            .await
            .unwrap();
        assert_eq!((seating.seated(), applications.len()), (33, 33));
    });
}
