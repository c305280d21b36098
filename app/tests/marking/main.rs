//! Marks: typed twice by two people, settled by a third, frozen by two signatures.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod entering;
mod freezing;
mod interview;
mod pages;
mod settling;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../witness/mod.rs"]
mod witness;

use app::{
    admission::{commands::assign_seats, queries::owners_of_scripts},
    campaigns::queries::by_id,
    entity::{freeze, lot, mark_entry, settlement},
    error::{AppError, Refusal},
    interviews::commands::draw_lots,
    marking::{
        commands::{Choice, Ruling, Signature, enter, enter_lines, settle, sign, take_back},
        queries::{comparison, entry_state, frozen, signatures},
    },
    platform::ctx::Ctx,
    testing::*,
};
use domain::{
    FieldProblem, Instant, Points, Problem,
    access::Role,
    campaigns::Progress,
    events::Event,
    ids::CampaignId,
    marking::{
        MarkKind::{Interview, Written},
        Pass, Slip, Tally,
    },
    numbers::BadPoints,
    rules::Mark,
    sheets::{Figure, Line},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;
use witness::*;

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

fn scored(text: &str) -> Mark {
    Mark::Scored(text.parse().unwrap())
}

fn rows(figures: &[(u32, &str)]) -> Vec<(String, Vec<Mark>)> {
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

impl Desk {
    /// One entry of these sheets.
    async fn typed(
        &self,
        who: &Ctx,
        pass: Pass,
        figures: &[(u32, &str)],
    ) -> Result<usize, AppError> {
        enter(who, self.campaign, Written, pass, rows(figures)).await
    }

    /// Both entries of these sheets, where they need not agree.
    async fn twice(&self, first: &[(u32, &str)], second: &[(u32, &str)]) {
        self.typed(&self.first, Pass::First, first).await.unwrap();
        self.typed(&self.second, Pass::Second, second)
            .await
            .unwrap();
    }

    async fn sign(&self, who: &Ctx) -> Result<Signature, AppError> {
        sign(who, self.campaign, Written).await
    }

    async fn settle(&self, who: &Ctx, ruling: &Ruling) -> Result<(), AppError> {
        settle(who, self.campaign, Written, ruling).await
    }

    async fn take_back(&self, who: &Ctx, pass: Pass, n: u32) -> Result<(), AppError> {
        take_back(who, self.campaign, Written, pass, &sheet(n)).await
    }
}

/// Somebody at another time.
fn at(ctx: &Ctx, now: Instant) -> Ctx {
    Ctx { now, ..ctx.clone() }
}

fn ruling(n: u32, choice: Choice, reason: &str) -> Ruling {
    Ruling {
        sheet: sheet(n),
        item: "knowledge".into(),
        choice: Some(choice),
        reason: reason.into(),
    }
}
