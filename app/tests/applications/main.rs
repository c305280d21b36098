//! Applications: from the first answer to the last decision; each on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[path = "../applicants/mod.rs"]
mod applicants;

mod appeals;
mod bonus;
mod filling;
mod pages;
mod papers;
mod reviewing;
mod submitting;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../witness/mod.rs"]
mod witness;

use app::{
    applications::{
        commands::{self, Whole},
        forms::PAPER,
        queries::{self, dossier, queue},
    },
    campaigns::commands::take_out,
    entity::{
        appeal, application, bonus_claim, campaign, file,
        kinds::{Channel, ClaimState, Exception},
        review,
        stored::Text,
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, form::Typed, pictures, spreadsheet::Table, upload::UploadedFile},
    testing::*,
};
use applicants::*;
use domain::{
    FieldProblem, Instant, Problem,
    access::Role,
    applications::{Act, ReasonCode, Stage},
    campaigns::Progress,
    events::Event,
    ids::{AccountId, ApplicationId, FileId, Revision},
    notices::Notice,
    photo::PhotoProblem,
    review::{Decision, Verdict},
    rules::{CorrectedWhile, FactDef, FactValue, Facts, Hours, Means, Period, RuleDocument},
    tasks::Task,
    time::Moment,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use witness::*;

const TITLE: &str = "2026年青松区公开招聘社区工作者";

/// The last moment that is in time.
fn just_before(deadline: Instant) -> Instant {
    Instant(deadline.0 - 1)
}

async fn row(world: &World, id: ApplicationId) -> application::Model {
    let row = application::Entity::find_by_id(id.0);
    row.one(&world.app.db.write).await.unwrap().unwrap()
}

/// Somebody's decision about an application as it stands.
async fn decide(
    case: &Case<'_>,
    who: &Ctx,
    id: ApplicationId,
    decision: &Decision,
) -> Result<(), AppError> {
    let revision = Revision(row(case.world, id).await.revision);
    commands::decide(who, &case.campaign().await, id, revision, decision).await
}

/// An application that stands at this stage, by the usual way, for a post that lies in no street.
async fn at_stage(case: &Case<'_>, stage: Stage) -> (Ctx, ApplicationId) {
    let post = match stage {
        Stage::PassedStreet => "GJZ-01",
        _ => "GJZ-05",
    };
    let (ctx, id) = case.complete("1999-03-06", post).await;
    if stage == Stage::Draft {
        return (ctx, id);
    }
    commands::submit(&ctx, id, None, true).await.unwrap();
    match stage {
        Stage::Draft | Stage::Submitted => {}
        Stage::PassedStreet => decide(case, &case.street, id, &pass()).await.unwrap(),
        Stage::Accepted => decide(case, &case.district, id, &pass()).await.unwrap(),
        Stage::Returned => decide(case, &case.district, id, &give_back())
            .await
            .unwrap(),
        Stage::Rejected | Stage::Appealed | Stage::RejectionUpheld => {
            decide(case, &case.district, id, &reject()).await.unwrap();
        }
    }
    if matches!(stage, Stage::Appealed | Stage::RejectionUpheld) {
        commands::appeal(&ctx, id, WORDS).await.unwrap();
    }
    if stage == Stage::RejectionUpheld {
        let other = case.world.staff(Role::DistrictReviewer, DISTRICT).await;
        let revision = Revision(row(case.world, id).await.revision);
        let campaign = case.campaign().await;
        commands::decide_appeal(&other, &campaign, id, revision, false, "维持")
            .await
            .unwrap();
    }
    assert_eq!(row(case.world, id).await.stage.0, stage);
    (ctx, id)
}

const WORDS: &str = "我的户籍上个月已经迁到甘井子区，户口簿第三页可以看到。";

/// A return for a document that cannot be read.
fn give_back() -> Decision {
    Decision {
        verdict: Verdict::Return,
        reasons: vec![ReasonCode::EvidenceIllegible],
        note: " 毕业证书反光 ".into(),
        about: Some(Task::Education),
    }
}

/// The campaign stands elsewhere, by other means than a command.
async fn stands_at(case: &Case<'_>, progress: Progress) {
    let row = campaign::ActiveModel {
        id: Set(case.id.0),
        progress: Set(Text(progress)),
        ..Default::default()
    };
    let saved = campaign::Entity::update(row).exec(&case.world.app.db.write);
    saved.await.unwrap();
}

/// Every act of an owner that changes what they handed in.
async fn every_change(ctx: &Ctx, id: ApplicationId) -> Vec<Result<(), AppError>> {
    let education = Facts::new().with("education", FactValue::Choice("master".into()));
    let typed = Typed::from([("education", "master"), ("_seen", "")]);
    let page = "education".into();
    vec![
        commands::save_page(ctx, id, Task::Education, &page, &typed, false).await,
        commands::save_answers(ctx, id, Task::Education, &education).await,
        commands::save_contact(ctx, id, "云海市青松区另一处", None).await,
        commands::attach_document(ctx, id, &page, &paper()).await,
        commands::attach_photo(ctx, id, &photo_file(220))
            .await
            .map(drop),
        commands::keep_photo(ctx, id).await,
        commands::choose_post(ctx, id, &"GJZ-02".into(), None).await,
        commands::submit(ctx, id, None, true).await,
    ]
}
