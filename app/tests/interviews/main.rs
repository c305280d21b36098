//! Lots of the interview: drawn once, from a seed that anybody can check, and known by nobody who scores.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod pages;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../witness/mod.rs"]
mod witness;

use app::{
    campaigns::{commands::take_out, queries::by_id},
    entity::{candidate, lot, standing},
    error::{AppError, Refusal},
    interviews::{commands::draw_lots, queries},
    platform::{ctx::Ctx, spreadsheet::Table},
    testing::*,
};
use domain::{
    Instant,
    access::Role,
    campaigns::Progress,
    events::Event,
    ids::{CampaignId, CandidateId},
    interviews::{ROOM_SIZE, draw},
    rules::{Lots, Scoring},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;
use witness::*;

/// Sixty people of whom some are on the shortlist, which is decided.
async fn shortlisted(world: &World) -> Totalled {
    let totalled = totalled_campaign(world).await;
    totalled.stands_at(world, Progress::Shortlisted).await;
    totalled
}

async fn lots(world: &World) -> Vec<lot::Model> {
    lot::Entity::find().all(&world.app.db.write).await.unwrap()
}

/// Who is on the shortlist, with the post of each.
async fn called(world: &World) -> Vec<(CandidateId, String)> {
    let rows = standing::Entity::find()
        .filter(standing::Column::Shortlisted.eq(true))
        .all(&world.app.db.write)
        .await
        .unwrap();
    let people = rows.into_iter();
    people
        .map(|row| (CandidateId(row.candidate_id), row.post_code))
        .collect()
}

#[test]
fn whoever_is_on_the_shortlist_draws_a_lot_and_nobody_else() {
    on_both(async |world| {
        let office = shortlisted(&world).await;
        let (before, told_before) = (trail(&world).await.len(), told(&world).await);
        draw_lots(&office.exam_centre, office.id).await.unwrap();
        let called = called(&world).await;
        assert!((1..60).contains(&called.len()), "some are not called");
        let drawn: BTreeSet<Uuid> = lots(&world)
            .await
            .iter()
            .map(|lot| lot.candidate_id)
            .collect();
        assert_eq!(drawn, called.iter().map(|(id, _)| id.0).collect());
        let events = since(&world, before).await;
        assert!(
            matches!(&events[..], [Event::LotsDrawn { campaign, candidates, .. }]
                if *campaign == office.id && *candidates as usize == called.len()),
            "{events:?}"
        );
        assert_eq!(
            last_entry(&world).await.0,
            office.exam_centre.account().ok()
        );
        assert_eq!(
            told(&world).await,
            told_before,
            "a lot is told in the holding room only"
        );
        let found = by_id(&world.app.db.read, office.id).await.unwrap();
        assert_eq!(
            found.progress,
            Progress::Shortlisted,
            "the marks are still to come"
        );
    });
}

#[test]
fn the_draw_is_repeated_from_its_seed() {
    on_both(async |world| {
        let office = shortlisted(&world).await;
        draw_lots(&office.exam_centre, office.id).await.unwrap();
        let Some((at, by, seed)) = queries::drawn(&world.app.db.read, office.id).await.unwrap()
        else {
            panic!()
        };
        assert_eq!(at, world.now);
        assert_eq!(by, office.exam_centre.actor.as_ref().unwrap().name);
        let stored: HashMap<Uuid, (i32, String)> = lots(&world)
            .await
            .into_iter()
            .map(|lot| (lot.candidate_id, (lot.room, lot.number)))
            .collect();
        let mut people = called(&world).await;
        let again = draw(&people, seed);
        assert_eq!(again.len(), stored.len());
        for lot in again {
            let expected = (i32::try_from(lot.room).unwrap(), lot.number);
            assert_eq!(stored[&lot.candidate.0], expected);
        }
        // The seed decides, and the people: not the order in which they are read.
        people.reverse();
        assert!(
            draw(&people, seed)
                .iter()
                .all(|lot| stored[&lot.candidate.0].1 == lot.number)
        );
        assert!(
            draw(&people, seed ^ 1)
                .iter()
                .any(|lot| stored[&lot.candidate.0].1 != lot.number)
        );
    });
}

#[test]
fn one_panel_hears_everybody_of_a_post_and_numbers_run_through_its_room() {
    on_both(async |world| {
        let office = shortlisted(&world).await;
        draw_lots(&office.exam_centre, office.id).await.unwrap();
        let rooms = queries::rooms(&world.app.db.read, office.id).await.unwrap();
        let mut room_of = BTreeMap::new();
        for (room, people) in &rooms {
            assert!(people.len() <= ROOM_SIZE);
            let numbers: Vec<_> = people.iter().map(|drawn| drawn.number.clone()).collect();
            let expected: Vec<_> = (1..=people.len())
                .map(|n| format!("{room}-{n:02}"))
                .collect();
            assert_eq!(numbers, expected);
            for drawn in people {
                let before = room_of.insert(drawn.person.post.clone(), *room);
                assert!(
                    before.is_none_or(|before| before == *room),
                    "{}",
                    drawn.person.post
                );
            }
        }
        assert_eq!(room_of.len(), POSTS.len());
        let by_person = queries::lots(&world.app.db.read, office.id).await.unwrap();
        let listed = rooms.values().flatten();
        for drawn in listed {
            assert_eq!(by_person[&drawn.person.candidate].0, drawn.number);
            let person = office
                .people
                .iter()
                .find(|one| one.candidate.0 == drawn.person.candidate);
            let person = person.unwrap();
            assert_eq!(
                (&drawn.person.ticket, &drawn.person.name),
                (&person.ticket, &person.name)
            );
        }
    });
}

#[test]
fn lots_are_drawn_by_the_exam_centre_of_the_place_and_by_nobody_who_wrote_the_rules() {
    on_both(async |world| {
        let office = shortlisted(&world).await;
        sign_in_required(&world, draw_lots(&world.nobody(), office.id)).await;
        let applicant = office.applicant(&world, 0).await;
        forbidden(&world, draw_lots(&applicant, office.id)).await;
        for role in [
            Role::Organiser,
            Role::Recorder,
            Role::TallyChecker,
            Role::Approver,
        ] {
            let other = world.staff(role, DISTRICT).await;
            forbidden(&world, draw_lots(&other, office.id)).await;
        }
        let elsewhere = world.staff(Role::ExamCentre, "990000/990009").await;
        assert_eq!(
            refused(&world, draw_lots(&elsewhere, office.id)).await,
            Refusal::OutsideScope
        );
        let unknown = CampaignId(Uuid::now_v7());
        not_found(&world, draw_lots(&office.exam_centre, unknown)).await;
        let found = by_id(&world.app.db.read, office.id).await.unwrap();
        for official in [found.written_by.first().copied(), found.checked_by] {
            let mut official_too = office.exam_centre.clone();
            official_too.actor.as_mut().unwrap().account = official.unwrap();
            let refusal = refused(&world, draw_lots(&official_too, office.id)).await;
            assert_eq!(refusal, Refusal::SamePerson);
        }
        let city = world.staff(Role::ExamCentre, CITY).await;
        draw_lots(&city, office.id).await.unwrap();
    });
}

#[test]
fn lots_are_drawn_where_the_shortlist_is_decided_and_nowhere_else() {
    on_both(async |world| {
        let office = totalled_campaign(&world).await;
        for stands in [
            Progress::Announced,
            Progress::Seated,
            Progress::WrittenFrozen,
            Progress::InterviewFrozen,
            Progress::Totalled,
            Progress::Published,
        ] {
            office.stands_at(&world, stands).await;
            let refusal = refused(&world, draw_lots(&office.exam_centre, office.id)).await;
            let needs = Progress::Shortlisted;
            assert_eq!(refusal, Refusal::Progress { needs, stands });
            let found = by_id(&world.app.db.read, office.id).await.unwrap();
            let asked = queries::may_draw(&found, None, false, 9, world.now);
            assert_eq!(asked, Err(refusal), "the page is told the same");
        }
    });
}

#[test]
fn lots_are_drawn_once_even_by_two_at_once() {
    on_both(async |world| {
        let office = shortlisted(&world).await;
        let second = world.staff(Role::ExamCentre, DISTRICT).await;
        let before = trail(&world).await.len();
        let (a, b) = tokio::join!(
            draw_lots(&office.exam_centre, office.id),
            draw_lots(&second, office.id)
        );
        let late: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert!(
            matches!(&late[..], [AppError::Refused(Refusal::AlreadyDrawn)]),
            "{late:?}"
        );
        assert_eq!(since(&world, before).await.len(), 1);
        let again = refused(&world, draw_lots(&office.exam_centre, office.id)).await;
        assert_eq!(again, Refusal::AlreadyDrawn);
    });
}

#[test]
fn without_anybody_on_the_shortlist_there_is_nothing_to_draw() {
    on_both(async |world| {
        let office = shortlisted(&world).await;
        let nobody = standing::ActiveModel {
            shortlisted: Set(false),
            ..Default::default()
        };
        standing::Entity::update_many()
            .set(nobody)
            .exec(&world.app.db.write)
            .await
            .unwrap();
        assert_eq!(
            queries::shortlisted(&world.app.db.read, office.id)
                .await
                .unwrap(),
            0
        );
        let refusal = refused(&world, draw_lots(&office.exam_centre, office.id)).await;
        assert_eq!(refusal, Refusal::NoCandidates);
        let rooms = queries::rooms(&world.app.db.read, office.id).await.unwrap();
        assert!(rooms.is_empty());
        assert_eq!(
            queries::drawn(&world.app.db.read, office.id).await.unwrap(),
            None
        );
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
        let at = |now| Ctx {
            now,
            ..exam.clone()
        };
        let early = at(Instant(from.0 - 1));
        assert_eq!(
            refused(&world, draw_lots(&early, campaign)).await,
            Refusal::NotOpen { from }
        );
        let on_the_day = refused(&world, draw_lots(&at(from), campaign)).await;
        assert!(matches!(on_the_day, Refusal::Progress { .. }));
    });
}

#[test]
fn lots_that_leave_the_platform_are_noted() {
    on_both(async |world| {
        let office = shortlisted(&world).await;
        let table = Table {
            name: "lots".into(),
            head: vec!["ticket".into()],
            rows: vec![vec!["990001".into()]; 2],
        };
        take_out(&office.exam_centre, office.id, "lots", table)
            .await
            .unwrap();
        let noted = Event::TableExported {
            campaign: office.id,
            table: "lots".into(),
            rows: Some(2),
        };
        assert_eq!(
            last_entry(&world).await,
            (office.exam_centre.account().ok(), noted)
        );
        let people = candidate::Entity::find()
            .all(&world.app.db.write)
            .await
            .unwrap();
        assert_eq!(
            (people.len(), lots(&world).await.len()),
            (60, 0),
            "and nothing is drawn"
        );
    });
}
