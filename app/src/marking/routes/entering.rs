//! Typing marks: a form of ten lines, or a table.

use crate::{
    addresses,
    campaigns::{Duty, InCampaign, queries::Campaign},
    error::AppError,
    marking::{
        asked, commands, queries, upload,
        views::{self, enter::EntryPage},
    },
    platform::{
        ctx::Ctx,
        form::{Again, Typed},
        web::Typing,
    },
    ui::{
        forms,
        reader::{Reader, write_for},
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::{Multipart, Query},
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    FieldProblem, Problem,
    access::Permission,
    marking::{MarkKind, Pass},
    sheets::{Figure, Layout, Line},
};
use serde::Deserialize;

/// Who types marks.
pub(super) struct Entering;

impl Duty for Entering {
    const ONE_OF: &'static [Permission] = &[Permission::EnterMarks];
}

pub(super) type Entry = InCampaign<Entering, (MarkKind, Pass)>;

#[derive(Deserialize, Default)]
pub(super) struct Done {
    done: Option<usize>,
}

/// An entry: which campaign, which marks, first or second.
struct Place {
    campaign: Campaign,
    kind: MarkKind,
    pass: Pass,
}

impl From<Entry> for Place {
    fn from(entry: Entry) -> Self {
        let (kind, pass) = entry.rest;
        Place {
            campaign: entry.campaign,
            kind,
            pass,
        }
    }
}

impl Place {
    fn path(&self) -> String {
        addresses::marking::entry(&self.campaign.code, self.kind, self.pass)
    }
}

/// What the entry page says besides its form.
#[derive(Default)]
struct Said {
    again: Again,
    /// Rows of an uploaded table, when the problems are about one.
    rows: Option<Vec<usize>>,
    done: Option<usize>,
}

async fn show(ctx: &Ctx, place: &Place, said: Said) -> Result<Html<String>, AppError> {
    let recorder = ctx.account()?;
    let state = queries::entry_state(
        &ctx.app.db.read,
        &place.campaign,
        place.kind,
        place.pass,
        recorder,
    )
    .await?;
    let signed = queries::signatures(&ctx.app.db.read, place.campaign.id, place.kind).await?;
    let held = asked::may_change(&place.campaign, place.kind, signed.is_some(), ctx.now).err();
    let Said { again, rows, done } = said;
    let page = EntryPage {
        campaign: &place.campaign,
        kind: place.kind,
        pass: place.pass,
        state,
        held,
        form: again.form,
        rows,
        refusal: again.refusal,
        done,
    };
    let title = |reader: &Reader| {
        let title = views::entry_title(reader, place.kind, place.pass);
        Shell::staff(
            reader,
            forms::titled(&page.form, title),
            Job::Marks,
            Some(place.campaign.heading()),
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        views::enter::page(reader, &page)
    }))
}

pub(super) async fn entry_page(
    ctx: Ctx,
    entry: Entry,
    Query(asked): Query<Done>,
) -> Result<Html<String>, AppError> {
    let place = Place::from(entry);
    show(
        &ctx,
        &place,
        Said {
            done: asked.done,
            ..Said::default()
        },
    )
    .await
}

/// After an entry: on to the next ten, or the same page with everything that was typed.
async fn entered(
    ctx: &Ctx,
    place: &Place,
    result: Result<usize, AppError>,
    typed: Typed,
    rows: Option<Vec<usize>>,
) -> Result<Response, AppError> {
    let error = match result {
        Ok(stored) => {
            return Ok(Redirect::to(&format!("{}?done={stored}", place.path())).into_response());
        }
        Err(error) => error,
    };
    let (status, again) = Again::after(error, typed)?;
    let said = Said {
        rows: rows.filter(|_| again.refusal.is_none()),
        again,
        done: None,
    };
    Ok((status, show(ctx, place, said).await?).into_response())
}

pub(super) async fn enter(
    ctx: Ctx,
    entry: Entry,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let place = Place::from(entry);
    let layout = Layout::of(&place.campaign.content.rules, place.kind);
    let lines: Vec<Line> = (0..views::enter::LINES)
        .map(|line| read_line(&typed, &layout, line))
        .collect();
    let result =
        commands::enter_lines(&ctx, place.campaign.id, place.kind, place.pass, &lines).await;
    entered(&ctx, &place, result, typed, None).await
}

fn read_line(typed: &Typed, layout: &Layout, line: usize) -> Line {
    let box_of = |item| Figure::Typed(typed.get(&queries::cell(line, Some(item))).to_owned());
    Line {
        sheet: typed.get(&queries::cell(line, None)).to_owned(),
        figures: (0..layout.items.len()).map(box_of).collect(),
    }
}

pub(super) async fn upload_table(
    ctx: Ctx,
    entry: Entry,
    mut form: Multipart,
) -> Result<Response, AppError> {
    let place = Place::from(entry);
    let unreadable = |_| AppError::invalid("file", Problem::FileUnreadable);
    let mut bytes = Vec::new();
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            bytes = field.bytes().await.map_err(unreadable)?.to_vec();
        }
    }
    let layout = Layout::of(&place.campaign.content.rules, place.kind);
    let read = if bytes.is_empty() {
        Err(vec![FieldProblem::new("file", Problem::Missing)])
    } else {
        // A workbook is unpacked: other requests do not wait for it.
        let read = tokio::task::spawn_blocking(move || upload::read(&layout, &bytes));
        read.await.map_err(AppError::fault)?
    };
    let (lines, rows) = match read {
        Ok(read) => read,
        Err(problems) => {
            let wrong = Err(AppError::Invalid(problems));
            return entered(&ctx, &place, wrong, Typed::default(), None).await;
        }
    };
    let result =
        commands::enter_lines(&ctx, place.campaign.id, place.kind, place.pass, &lines).await;
    entered(&ctx, &place, result, Typed::default(), Some(rows)).await
}

pub(super) async fn take_back(
    ctx: Ctx,
    entry: Entry,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let place = Place::from(entry);
    match commands::take_back(
        &ctx,
        place.campaign.id,
        place.kind,
        place.pass,
        typed.get("sheet"),
    )
    .await
    {
        Ok(()) => Ok(Redirect::to(&place.path()).into_response()),
        Err(error) => entered(&ctx, &place, Err(error), Typed::default(), None).await,
    }
}

pub(super) async fn template(
    ctx: Ctx,
    InCampaign {
        campaign,
        rest: kind,
        ..
    }: InCampaign<Entering, MarkKind>,
) -> Result<Response, AppError> {
    write_for(&ctx, |reader| views::template(reader, &campaign, kind)).csv()
}
