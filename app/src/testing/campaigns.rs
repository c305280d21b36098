//! Campaigns and people in them, for tests.

use super::{DISTRICT, START, World, id_number};
use crate::{
    campaigns,
    entity::{
        account, application,
        kinds::AccountKind,
        stored::{Json, Text},
    },
};
use domain::{
    Lang,
    access::{Jurisdiction, Role},
    applications::Stage,
    campaigns::{Dates, Draft},
    ids::{ApplicationId, CampaignId},
    rules::{Bilingual, Facts, RuleDocument},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::sync::atomic::Ordering;
use uuid::Uuid;

impl World {
    /// An announced campaign with the rules of O03 (12 posts, 100 places): its first post lies in [`STREET`], its second
    /// in [`OTHER_STREET`], the others directly in [`DISTRICT`]. Applications are open from the first moment.
    pub async fn announced_campaign(&self) -> CampaignId {
        self.announced_with(|_| {}).await
    }

    /// The same with rules that a test changes; they bear their dates already.
    pub async fn announced_with(&self, change: impl FnOnce(&mut RuleDocument)) -> CampaignId {
        let json = include_bytes!("../../domain/tests/notices/O03-demo.json");
        let mut rules = RuleDocument::from_json(json).unwrap();
        for (code, name) in [("gjz-01", "柳荫街道"), ("gjz-02", "松涛街道")] {
            let area = rules
                .areas
                .iter_mut()
                .find(|area| area.code.as_str() == code)
                .unwrap();
            area.name = Bilingual::zh(name);
        }
        let mut rules = self.dated(rules);
        change(&mut rules);
        let draft = Draft {
            title: "2026年青松区公开招聘社区工作者".to_owned(),
            title_en: "Qingsong community workers 2026".to_owned(),
            organiser: "青松区民政局".to_owned(),
            contact: "0000-1234567".to_owned(),
            announcement: "## 第1条　总则\n公开招聘社区工作者。".to_owned(),
            rules,
        };
        let (author, checker) = (
            self.staff(Role::Organiser, DISTRICT).await,
            self.staff(Role::Organiser, DISTRICT).await,
        );
        let id = campaigns::commands::draft(
            &author,
            "qs-2026",
            &Jurisdiction(DISTRICT.to_owned()),
            draft,
        )
        .await
        .unwrap();
        campaigns::commands::hand_in(&author, id).await.unwrap();
        campaigns::commands::announce(&checker, id).await.unwrap();
        id
    }

    /// These rules with applications that open now; the other moments follow as in a usual announcement.
    pub fn dated(&self, mut rules: RuleDocument) -> RuleDocument {
        Dates::from(self.now).write(&mut rules);
        rules
    }
}

/// Ganjingzi's demonstration rules (O03), announced in the district by two officials: applications open a day after the
/// start and close five days later; everything else follows in steps of ten days.
pub async fn announced_campaign(world: &World) -> CampaignId {
    campaign_with(world, |_| {}).await
}

/// The same with rules that a test changes.
pub async fn campaign_with(world: &World, change: impl FnOnce(&mut RuleDocument)) -> CampaignId {
    let rules = include_bytes!("../../domain/tests/notices/O03-demo.json");
    let mut rules = RuleDocument::from_json(rules).unwrap();
    timetable().write(&mut rules);
    change(&mut rules);
    let content = Draft {
        title: "甘井子区公开招聘社区工作者".to_owned(),
        title_en: "Ganjingzi recruits community workers".to_owned(),
        organiser: "甘井子区民政局".to_owned(),
        contact: "0000-1234567".to_owned(),
        announcement: "## 第1条　总则\n公开招聘。".to_owned(),
        rules,
    };
    let author = world.staff(Role::Organiser, DISTRICT).await;
    let n = world.people.load(Ordering::Relaxed);
    let code = format!("gjz-{n}");
    let id =
        campaigns::commands::draft(&author, &code, &Jurisdiction(DISTRICT.to_owned()), content)
            .await
            .unwrap();
    campaigns::commands::hand_in(&author, id).await.unwrap();
    let checker = world.staff(Role::Organiser, DISTRICT).await;
    campaigns::commands::announce(&checker, id).await.unwrap();
    id
}

/// The moments of [`announced_campaign`].
pub fn timetable() -> Dates {
    let day = |n: i64| START.plus_days(n);
    Dates {
        applications_open: day(1),
        applications_close: day(6),
        corrections_close: day(10),
        tickets_from: day(20),
        written_at: day(30),
        written_results_at: day(40),
        interview_at: day(50),
        results_at: day(60),
    }
}

/// So many people whose application for the first post was accepted, written straight into the tables.
pub async fn accepted_applications(
    world: &World,
    campaign: CampaignId,
    n: u32,
) -> Vec<ApplicationId> {
    accepted_for(world, campaign, "GJZ-01", n).await
}

/// The same for any post.
pub async fn accepted_for(
    world: &World,
    campaign: CampaignId,
    post: &str,
    n: u32,
) -> Vec<ApplicationId> {
    let first = world.people.fetch_add(n, Ordering::Relaxed);
    let (mut accounts, mut applications, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for n in first..first + n {
        let (account, application) = (Uuid::now_v7(), Uuid::now_v7());
        accounts.push(account::ActiveModel {
            id: Set(account),
            kind: Set(Text(AccountKind::Applicant)),
            name: Set(format!("考生{n}")),
            id_cipher: Set(Some(world.app.secrets.encrypt(&id_number("1995-03-06", n)))),
            email: Set(format!("candidate{n}@example.cn")),
            language: Set(Text(Lang::Zh)),
            created_at: Set(world.now.0),
            id_index: Set(None),
            phone_cipher: Set(None),
            phone_index: Set(None),
            email_confirmed_at: Set(None),
            password_hash: Set(None),
            disabled_at: Set(None),
        });
        let own = (account, application);
        applications.push(accepted(world, campaign, n, post, own));
        ids.push(ApplicationId(application));
    }
    for some in accounts.chunks(500) {
        account::Entity::insert_many(some.to_vec())
            .exec_without_returning(&world.app.db.write)
            .await
            .unwrap();
    }
    for some in applications.chunks(500) {
        application::Entity::insert_many(some.to_vec())
            .exec_without_returning(&world.app.db.write)
            .await
            .unwrap();
    }
    ids
}

/// The accepted application of the n-th person.
pub(super) fn accepted(
    world: &World,
    campaign: CampaignId,
    n: u32,
    post: &str,
    (account, application): (Uuid, Uuid),
) -> application::ActiveModel {
    application::ActiveModel {
        id: Set(application),
        campaign_id: Set(campaign.0),
        account_id: Set(account),
        number: Set(Some(format!("GJZ26-{n:05}"))),
        stage: Set(Text(Stage::Accepted)),
        post_code: Set(Some(post.to_owned())),
        facts: Set(Json(Facts::default())),
        contact_cipher: Set(None),
        tasks: Set(Json(Default::default())),
        findings: Set(Json(Default::default())),
        answer_by: Set(None),
        returned_at: Set(None),
        questions: Set(0),
        serial: Set(Some(i32::try_from(n).unwrap())),
        revision: Set(1),
        submitted_at: Set(Some(world.now.0)),
        decided_at: Set(Some(world.now.0)),
        created_at: Set(world.now.0),
        updated_at: Set(world.now.0),
    }
}
