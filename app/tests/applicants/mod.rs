//! People who apply in tests, with what they hand over.

use app::{
    applications::{
        commands,
        queries::{Opened, load},
    },
    campaigns::queries::{Campaign, by_id},
    entity::application,
    error::{AppError, Refusal},
    platform::{ctx::Ctx, upload::UploadedFile},
    testing::*,
};
use domain::{
    FieldProblem, Instant,
    access::Role,
    applications::ReasonCode,
    ids::{ApplicationId, CampaignId},
    review::{Decision, Verdict},
    rules::{Applying, FactValue, Facts, RuleDocument},
    tasks::Task,
};
use sea_orm::EntityTrait;
use std::io::Cursor;

pub const ADDRESS: &str = "云海市青松区柳荫街道杏花里社区";

/// Staff and an announced campaign.
pub struct Case<'a> {
    pub world: &'a World,
    pub id: CampaignId,
    pub street: Ctx,
    pub district: Ctx,
}

impl<'a> Case<'a> {
    pub async fn open(world: &'a World) -> Self {
        Case::with(world, |_| {}).await
    }

    /// With rules that a test changes.
    pub async fn with(world: &'a World, change: impl FnOnce(&mut RuleDocument)) -> Self {
        Case {
            id: world.announced_with(change).await,
            street: world.staff(Role::StreetReviewer, STREET).await,
            district: world.staff(Role::DistrictReviewer, DISTRICT).await,
            world,
        }
    }

    pub async fn campaign(&self) -> Campaign {
        by_id(&self.world.app.db.write, self.id).await.unwrap()
    }

    pub async fn opened(&self, id: ApplicationId) -> Opened {
        let db = &self.world.app.db.write;
        let row = application::Entity::find_by_id(id.0)
            .one(db)
            .await
            .unwrap()
            .unwrap();
        load(&self.world.app, db, row).await.unwrap()
    }

    /// Somebody whose application lacks only the last step.
    pub async fn complete(&self, born: &str, post: &str) -> (Ctx, ApplicationId) {
        let ctx = self.world.applicant(born).await;
        let id = commands::start(&ctx, self.id).await.unwrap();
        commands::save_contact(&ctx, id, ADDRESS, None)
            .await
            .unwrap();
        commands::attach_photo(&ctx, id, &photo_file(230))
            .await
            .unwrap();
        for (task, facts) in by_task() {
            commands::save_answers(&ctx, id, task, &facts)
                .await
                .unwrap();
        }
        for document in ["education", "residence"] {
            commands::attach_document(&ctx, id, &document.into(), &paper())
                .await
                .unwrap();
        }
        commands::choose_post(&ctx, id, &post.into(), None)
            .await
            .unwrap();
        (ctx, id)
    }

    pub async fn submitted(&self, born: &str, post: &str) -> ApplicationId {
        let (ctx, id) = self.complete(born, post).await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        id
    }
}

/// What a document says about applying.
pub fn applying(rules: &mut RuleDocument) -> &mut Applying {
    rules.applying.get_or_insert_default()
}

/// Somebody at another time.
pub fn at(ctx: &Ctx, now: Instant) -> Ctx {
    Ctx { now, ..ctx.clone() }
}

/// Answers to O03 that meet every condition and claim no bonus.
pub fn by_task() -> [(Task, Facts); 5] {
    let no = |keys: &[&str]| {
        let mut facts = Facts::new();
        keys.iter().for_each(|key| {
            facts.set(*key, FactValue::YesNo(false));
        });
        facts
    };
    let choice = |code: &str| FactValue::Choice(code.into());
    let residence = no(&[])
        .with("residence", FactValue::Area("210211".into()))
        .with("urban_register", FactValue::YesNo(true));
    [
        (
            Task::Education,
            no(&[]).with("education", choice("bachelor")),
        ),
        (Task::Residence, residence),
        (
            Task::Status,
            no(&["veteran"]).with("political", choice("league")),
        ),
        (
            Task::Bonus,
            no(&["army_spouse", "union_leader", "talent"]).with("certificate", choice("none")),
        ),
        (
            Task::Declaration,
            no(&[
                "criminal",
                "investigated",
                "penalty_running",
                "cheated",
                "serving",
                "student",
            ]),
        ),
    ]
}

pub fn answers() -> Facts {
    let mut facts = Facts::new();
    by_task()
        .into_iter()
        .for_each(|(_, of_task)| facts.0.extend(of_task.0));
    facts
}

/// A plain picture of that lightness, as PNG.
pub fn portrait(lightness: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::GrayImage::from_pixel(413, 579, image::Luma([lightness]));
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

pub fn photo_file(lightness: u8) -> UploadedFile {
    UploadedFile::new("photo.png", portrait(lightness))
}

pub fn paper() -> UploadedFile {
    UploadedFile::new("证书.png", portrait(240))
}

pub fn pass() -> Decision {
    Decision {
        verdict: Verdict::Pass,
        reasons: vec![],
        note: String::new(),
        about: None,
    }
}

pub fn reject() -> Decision {
    let reasons = vec![ReasonCode::ResidenceNotMet];
    Decision {
        verdict: Verdict::Reject,
        reasons,
        note: String::new(),
        about: None,
    }
}

pub fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

pub fn problems<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<FieldProblem> {
    match result {
        Err(AppError::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}
