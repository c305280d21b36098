//! Reads what was uploaded or chosen for a trial.

use super::super::queries::{self, Offer};
use super::{TABLE, Unusable, wrong, wrong_table};
use crate::{
    campaigns::queries::draft_at,
    error::AppError,
    platform::{
        ctx::Ctx,
        tables,
        upload::{UploadedFile, Uploading},
    },
    ui::words,
};
use domain::{
    Problem,
    dry_run::sample,
    rules::{
        People, RuleDocument,
        table::{self as people_table, PeopleProblem, PeopleTable},
    },
    tables::{Head, Told},
};

/// The people, where they come from, and the warnings of their table.
#[derive(Default)]
pub(super) struct Data {
    pub(super) people: People,
    /// The rules by which these people were decided, where they were.
    pub(super) decided_by: Option<RuleDocument>,
    pub(super) warnings: Vec<PeopleProblem>,
    pub(super) told: Vec<Told>,
    /// An office's own: what a run notices about them is worth a look.
    pub(super) noticed: bool,
}

pub(super) async fn data(ctx: &Ctx, offer: &Offer, upload: &Uploading) -> Result<Data, Unusable> {
    let rules = &offer.campaign.content.rules;
    match upload.typed.get("data") {
        "sample" => Ok(Data {
            people: sample(rules),
            ..Data::default()
        }),
        "table" => {
            let file = upload.of(TABLE).next();
            let file = file.ok_or_else(|| wrong(TABLE, Problem::Missing))?;
            let read = read_people(rules.clone(), file.clone()).await?;
            Ok(Data {
                people: read.people,
                warnings: read.warnings,
                told: read.told,
                noticed: true,
                ..Data::default()
            })
        }
        other => {
            let code = other.strip_prefix("campaign-").unwrap_or_default();
            let source = offer.finished.iter().find(|campaign| campaign.code == code);
            let source = source.ok_or_else(|| wrong("data", Problem::NotChosen))?;
            let bundle = queries::decided(ctx, source).await?;
            Ok(Data {
                people: bundle.people,
                decided_by: Some(bundle.rules),
                ..Data::default()
            })
        }
    }
}

async fn read_people(rules: RuleDocument, file: UploadedFile) -> Result<PeopleTable, Unusable> {
    let kept = file.bytes.len() as u64;
    if file.size > kept {
        let problem = Problem::FileTooLarge {
            limit: kept,
            size: file.size,
        };
        return Err(wrong(TABLE, problem));
    }
    let read = tokio::task::spawn_blocking(move || {
        let grid = tables::read(&file.bytes, Head::FirstRow);
        people_table::read(&rules, &grid).map_err(|rows| wrong_table(&rows, grid.told))
    });
    read.await.map_err(AppError::fault)?
}

/// The rules to compare with.
pub(super) async fn against(
    ctx: &Ctx,
    offer: &Offer,
    chosen: &str,
    decided_by: Option<&RuleDocument>,
) -> Result<Option<RuleDocument>, Unusable> {
    if chosen == "none" || chosen.is_empty() {
        return Ok(None);
    }
    if chosen == "decided" {
        let problem = || words::answer(|| t!("try-no-decided"));
        return decided_by
            .cloned()
            .map(Some)
            .ok_or_else(|| wrong("against", problem()));
    }
    if let Some(state) = chosen.strip_prefix("state-") {
        let revision = state
            .parse()
            .map_err(|_| wrong("against", Problem::UnknownChoice))?;
        let draft = draft_at(&ctx.app.db.read, offer.campaign.id, revision).await?;
        return Ok(Some(draft.rules));
    }
    let code = chosen.strip_prefix("campaign-").unwrap_or_default();
    let found = offer
        .announced
        .iter()
        .find(|campaign| campaign.code == code);
    found
        .map(|campaign| Some(campaign.content.rules.clone()))
        .ok_or_else(|| wrong("against", Problem::UnknownChoice))
}
