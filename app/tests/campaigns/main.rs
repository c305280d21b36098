//! Campaigns: drafted by one, checked and announced by another, then frozen; each on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod announcing;
mod drafting;
mod pages;
mod reading;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../witness/mod.rs"]
mod witness;

use app::{
    campaigns::{commands, queries},
    entity::{
        campaign,
        stored::{Json, Text as Stored},
    },
    error::{AppError, Refusal},
    platform::ctx::Ctx,
    testing::*,
};
use domain::{
    FieldProblem, Problem,
    access::{Jurisdiction, Role},
    campaigns::{CampaignState, Dates, Draft, NotCarried, Progress, StageNotCarried},
    events::Event,
    ids::{CampaignId, Revision},
    rules::{Bilingual, RuleDocument},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use witness::*;

fn content() -> Draft {
    let mut rules =
        RuleDocument::from_json(include_bytes!("../../domain/tests/notices/O03-demo.json"))
            .unwrap();
    Dates::from(START.plus_days(3)).write(&mut rules);
    Draft {
        title: "2026年青松区公开招聘社区工作者公告".into(),
        title_en: "Qingsong 2026".into(),
        organiser: "青松区民政局".into(),
        contact: "0000-1234567".into(),
        announcement: "## 第1条　岗位\n\n见岗位表。".into(),
        rules,
    }
}

async fn drafted(author: &Ctx) -> CampaignId {
    commands::draft(author, "qs-2026", &Jurisdiction(DISTRICT.into()), content())
        .await
        .unwrap()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Two officials of the district, and what the first has drafted.
struct Desk {
    author: Ctx,
    checker: Ctx,
    id: CampaignId,
}

impl Desk {
    async fn draft(world: &World) -> Self {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        Desk {
            checker: world.staff(Role::Organiser, DISTRICT).await,
            id: drafted(&author).await,
            author,
        }
    }

    async fn in_check(world: &World) -> Self {
        let desk = Desk::draft(world).await;
        commands::hand_in(&desk.author, desk.id).await.unwrap();
        desk
    }

    async fn announced(world: &World) -> Self {
        let desk = Desk::in_check(world).await;
        commands::announce(&desk.checker, desk.id).await.unwrap();
        desk
    }

    async fn row(&self, world: &World) -> campaign::Model {
        let row = campaign::Entity::find_by_id(self.id.0);
        row.one(&world.app.db.write).await.unwrap().unwrap()
    }
}

/// Changes a campaign by other means than a command.
async fn by_other_means(world: &World, id: CampaignId, row: campaign::ActiveModel) {
    let row = campaign::ActiveModel {
        id: Set(id.0),
        ..row
    };
    let saved = campaign::Entity::update(row).exec(&world.app.db.write);
    saved.await.unwrap();
}

/// Rules that leave open whether several items of a bonus add up.
fn open_rules() -> RuleDocument {
    let mut rules = content().rules;
    rules.bonus.as_mut().unwrap().stack = None;
    rules
}
