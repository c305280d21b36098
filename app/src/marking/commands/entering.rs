//! Typing marks: all lines of a form or a table are in order and stored together, or nothing is.

use super::open_for_change;
use crate::{
    entity::{kinds::entry_columns, mark_entry, stored::Text},
    error::{AppError, Refusal},
    marking::queries::{cell, known, settled_sheets},
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{
    FieldProblem,
    access::Permission,
    events::Event,
    ids::{AccountId, CampaignId},
    marking::{MarkKind, Pass},
    rules::Mark,
    sheets::{Figure, Layout, Line, ReadSheet, read_lines, sheet_number},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// One entry of many sheets at once, each with a figure for every item that it carries.
///
/// # Errors
/// As [`enter_lines`].
pub async fn enter(
    ctx: &Ctx,
    id: CampaignId,
    kind: MarkKind,
    pass: Pass,
    rows: Vec<(String, Vec<Mark>)>,
) -> Result<usize, AppError> {
    let line = |(sheet, entries): (String, Vec<Mark>)| Line {
        sheet,
        figures: entries.into_iter().map(Figure::Read).collect(),
    };
    enter_lines(
        ctx,
        id,
        kind,
        pass,
        &rows.into_iter().map(line).collect::<Vec<_>>(),
    )
    .await
}

/// What a recorder typed. Gives the number of sheets that were stored.
///
/// # Errors
/// `Invalid` with every problem, its field named by [`cell`]; `Frozen` once somebody has signed; `NotOpen` before the
/// day; `Progress` at another step.
pub async fn enter_lines(
    ctx: &Ctx,
    id: CampaignId,
    kind: MarkKind,
    pass: Pass,
    lines: &[Line],
) -> Result<usize, AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = open_for_change(&tx, id, kind).await?;
    let recorder = ctx.must(Permission::EnterMarks, &campaign.scope)?.account;
    let layout = Layout::of(&campaign.content.rules, kind);
    let numbers: Vec<String> = lines.iter().map(|line| sheet_number(&line.sheet)).collect();
    let known = known(tx.db(), id, kind, pass, &numbers).await?;
    let sheets = read_lines(&layout, &known, recorder, lines).map_err(|problems| {
        let field =
            |p: domain::sheets::LineProblem| FieldProblem::new(cell(p.line, p.item), p.problem);
        AppError::Invalid(problems.into_iter().map(field).collect())
    })?;
    let stored = sheets.len();
    let names: Vec<String> = sheets.iter().map(|(sheet, _)| sheet.clone()).collect();
    tx.insert_all(rows(&tx, id, kind, pass, &layout, recorder, sheets))
        .await
        .map_err(|error| match error {
            AppError::Unique(_) => Refusal::Stale.into(),
            other => other,
        })?;
    tx.commit(Event::MarksEntered {
        campaign: id,
        kind,
        pass,
        sheets: names,
    })
    .await?;
    Ok(stored)
}

fn rows(
    tx: &Tx,
    id: CampaignId,
    kind: MarkKind,
    pass: Pass,
    layout: &Layout,
    recorder: AccountId,
    sheets: Vec<ReadSheet>,
) -> Vec<mark_entry::ActiveModel> {
    let row = |sheet: &str, item: usize, entry: Mark| {
        let (status, points) = entry_columns(entry);
        mark_entry::ActiveModel {
            id: Set(Uuid::now_v7()),
            campaign_id: Set(id.0),
            kind: Set(Text(kind)),
            sheet: Set(sheet.to_owned()),
            item: Set(layout.items[item].code.clone()),
            pass: Set(Text(pass)),
            status: Set(Text(status)),
            points: Set(points),
            entered_by: Set(recorder.0),
            entered_at: Set(tx.now.0),
        }
    };
    let sheet = |(sheet, entries): &ReadSheet| -> Vec<_> {
        entries
            .iter()
            .map(|&(item, entry)| row(sheet, item, entry))
            .collect()
    };
    sheets.iter().flat_map(sheet).collect()
}

/// A recorder takes a sheet of their own back, to type it again: a number was misread.
///
/// # Errors
/// `NotFound` when the sheet is not in this entry; `Forbidden` when somebody else typed it; `AlreadySettled`; `Frozen`.
pub async fn take_back(
    ctx: &Ctx,
    id: CampaignId,
    kind: MarkKind,
    pass: Pass,
    sheet: &str,
) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = open_for_change(&tx, id, kind).await?;
    let recorder = ctx.must(Permission::EnterMarks, &campaign.scope)?.account;
    let own = mark_entry::Entity::find()
        .filter(mark_entry::Column::CampaignId.eq(id.0))
        .filter(mark_entry::Column::Kind.eq(Text(kind)))
        .filter(mark_entry::Column::Sheet.eq(sheet))
        .filter(mark_entry::Column::Pass.eq(Text(pass)));
    let rows = own.all(tx.db()).await?;
    if rows.is_empty() {
        return Err(AppError::NotFound);
    }
    if rows.iter().any(|row| row.entered_by != recorder.0) {
        return Err(AppError::Forbidden);
    }
    let settled = settled_sheets(tx.db(), id, kind).await?;
    if settled.contains(sheet) {
        return Err(Refusal::AlreadySettled.into());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    mark_entry::Entity::delete_many()
        .filter(mark_entry::Column::Id.is_in(ids))
        .exec(tx.db())
        .await?;
    tx.commit(Event::MarksTakenBack {
        campaign: id,
        kind,
        pass,
        sheet: sheet.to_owned(),
    })
    .await
}
