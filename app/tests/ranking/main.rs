//! Shortlist, lots, interview marks, totals, ties: each run is kept and can be computed again.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../trace/mod.rs"]
mod trace;

mod doors;
mod extra_tests;
mod refusals;
mod shortlist;
mod totals;
mod views;

use app::{
    admission::commands::assign_seats,
    campaigns::queries::by_id,
    entity::{
        application, bonus_claim, candidate, extra_test,
        kinds::{Channel, ClaimState, RunStage},
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
use axum::http::StatusCode;
use domain::{
    FieldProblem, Points, Problem,
    access::Role,
    applications::Stage,
    campaigns::Progress,
    digest::sha256,
    events::Event,
    ids::{AccountId, ApplicationId, CampaignId},
    interviews::draw,
    marking::{MarkKind, Pass},
    notices::Notice,
    numbers::Ratio,
    ranking::{Placing, TestWanted},
    rules::{
        Bilingual, ExtraTest, Mark, OpeningAt, OpeningCase, OpeningRule, OpeningThen, Quota,
        RemovedPlaces, Replay, RuleDocument, StillLevel, replay,
    },
    tables::Head,
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
    async fn marks(&self, world: &World, kind: MarkKind, rows: Vec<(String, Vec<Mark>)>) {
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
    async fn written(&self, world: &World, entries: &[Mark]) {
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
                marks.map(|mark| Mark::Scored(Points::whole(mark))).to_vec(),
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

fn whole(figures: &[i64]) -> Vec<Mark> {
    figures
        .iter()
        .map(|figure| Mark::Scored(Points::whole(*figure)))
        .collect()
}

async fn progress(world: &World, campaign: CampaignId) -> Progress {
    by_id(&world.app.db.read, campaign).await.unwrap().progress
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

/// Whose application it is.
async fn owner(world: &World, id: ApplicationId) -> AccountId {
    let found = application::Entity::find_by_id(id.0);
    let found = found.one(&world.app.db.read).await.unwrap().unwrap();
    AccountId(found.account_id)
}
