//! Seats and tickets: once, after the last decision, from a seed that anybody can check.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod pages;
mod scripts;
mod seats;
mod tickets;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../witness/mod.rs"]
mod witness;

use app::{
    admission::{
        commands::{assign_seats, reveal_scripts},
        queries,
    },
    campaigns::{commands::take_out, queries::by_id},
    entity::{
        application, audit_entry, campaign, candidate, kinds::Channel, script_key, script_seal,
        stored::Text,
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, secrets::Secrets, spreadsheet::Table, tx::Tx},
    testing::*,
};
use domain::{
    Instant,
    access::Role,
    admission::{ROOM_SIZE, ScriptKey, assign},
    applications::Stage,
    campaigns::{CampaignState, Progress},
    events::Event,
    ids::{AccountId, ApplicationId, CampaignId},
    notices::Notice,
    time::Moment,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use std::collections::HashSet;
use witness::*;

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

async fn seated(world: &World) -> Vec<candidate::Model> {
    let rows = candidate::Entity::find().all(&world.app.db.write).await;
    rows.unwrap()
}

/// Somebody at another time.
fn at(ctx: &Ctx, now: Instant) -> Ctx {
    Ctx { now, ..ctx.clone() }
}
