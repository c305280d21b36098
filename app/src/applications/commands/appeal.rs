//! Appeals against a rejection: asked by the applicant, decided by somebody else than who rejected.

use super::{
    at, own,
    review::{in_sight, write_review},
};
use crate::{
    applications::queries::dossier::last_rejecter,
    campaigns::queries::Campaign,
    entity::{appeal, application},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    Problem,
    access::Permission,
    applications::{Act, by_applicant},
    events::Event,
    ids::{ApplicationId, Revision},
    problem::given,
    review::{Decision, LONGEST_NOTE, Verdict, decide_appeal as ruled},
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// How much an applicant may write.
pub const LONGEST_APPEAL: usize = 2_000;
const SHORTEST_APPEAL: usize = 10;

/// # Errors
/// Words that are too few or too many; `ApplicationStage` (once only); `Closed`.
pub async fn appeal(ctx: &Ctx, id: ApplicationId, text: &str) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let (row, opened) = own(&tx, ctx, id).await?;
    let stage = by_applicant(opened.stage, Act::Appeal, opened.deadlines(), ctx.now)?;
    let text = text.replace("\r\n", "\n");
    let text = read_appeal(&text).map_err(|problem| AppError::invalid("text", problem))?;
    tx.insert(appeal::ActiveModel {
        id: Set(Uuid::now_v7()),
        application_id: Set(id.0),
        text: Set(text.to_owned()),
        at: Set(tx.now.0),
    })
    .await?;
    let row = application::ActiveModel {
        stage: at(stage),
        revision: Set(row.revision + 1),
        updated_at: Set(tx.now.0),
        ..row.into()
    };
    tx.save(row).await?;
    tx.commit(Event::ApplicationAppealed { application: id })
        .await
}

fn read_appeal(typed: &str) -> Result<&str, Problem> {
    let text = given(typed, LONGEST_APPEAL)?;
    match text.chars().count() {
        length if length < SHORTEST_APPEAL => Err(Problem::TooShort {
            least: SHORTEST_APPEAL,
            length,
        }),
        _ => Ok(text),
    }
}

/// # Errors
/// `SamePerson` for who rejected it; a missing reason; `Stale`; `ApplicationStage`; `OutsideScope`, `Forbidden`.
pub async fn decide_appeal(
    ctx: &Ctx,
    campaign: &Campaign,
    id: ApplicationId,
    shown: Revision,
    overturned: bool,
    note: &str,
) -> Result<(), AppError> {
    let note = given(note, LONGEST_NOTE).map_err(|problem| AppError::invalid("note", problem))?;
    let tx = Tx::begin(ctx).await?;
    let row = tx.lock::<application::Entity>(id.0).await?;
    let scope = in_sight(&tx, ctx, campaign, &row).await?;
    let actor = ctx.must(Permission::DecideAppeals, &scope)?.account;
    if row.revision != shown.0 {
        return Err(Refusal::Stale.into());
    }
    let same_person = last_rejecter(tx.db(), id).await? == Some(actor.0);
    let (act, stage) = ruled(row.stage.0, overturned, same_person)?;
    let words = Decision {
        verdict: Verdict::Pass,
        reasons: vec![],
        note: note.to_owned(),
        about: None,
    };
    write_review(&tx, id, act, &words).await?;
    let row = application::ActiveModel {
        stage: at(stage),
        decided_at: Set(Some(tx.now.0)),
        revision: Set(row.revision + 1),
        updated_at: Set(tx.now.0),
        ..row.into()
    };
    tx.save(row).await?;
    tx.commit(Event::AppealDecided {
        application: id,
        overturned,
        note: note.to_owned(),
    })
    .await
}
