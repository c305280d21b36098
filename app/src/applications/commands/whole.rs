//! An application filed at once, with everything in it: the counter of a street office, and the demonstration. The same
//! rules as page by page, in one transaction.

use super::{
    answers::{keep_answers, read_address},
    papers, photo,
    start::begin,
    submit::hand_in,
};
use crate::{
    applications::queries::{Opened, PAPER_PREFIX, closed_because, load},
    entity::application,
    error::AppError,
    platform::{ctx::Ctx, pictures::Photo, tx::Tx, upload::UploadedFile},
};
use domain::{
    events::Event,
    ids::{ApplicationId, CampaignId, FileId},
    rules::{FactKey, Facts, PostCode, documents_needed},
    uploads,
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Everything that a person hands over. Photo and paper are read before, so that many applications can share them.
#[derive(Debug)]
pub struct Whole<'a> {
    pub answers: &'a Facts,
    pub address: &'a str,
    pub photo: &'a Photo,
    /// Stands for every document that the answers need.
    pub paper: &'a UploadedFile,
    pub post: &'a PostCode,
}

/// Files an application of the person who acts. `submit`: otherwise it stays a draft.
///
/// # Errors
/// As [`super::start`], [`super::save_answers`], [`super::choose_post`] and [`super::submit`].
pub async fn file_whole(
    ctx: &Ctx,
    campaign: CampaignId,
    whole: &Whole<'_>,
    submit: bool,
) -> Result<ApplicationId, AppError> {
    let account = ctx.account()?;
    let address = read_address(whole.address)?;
    let kind = uploads::document(&whole.paper.name, whole.paper.found(), whole.paper.size)
        .map_err(|problem| AppError::invalid("paper", problem))?;
    let portrait = FileId(Uuid::now_v7());
    ctx.app
        .files
        .put(portrait.0, whole.photo.jpeg.clone().into())
        .await?;
    let tx = Tx::begin(ctx).await?;
    let id = begin(&tx, ctx, campaign, account).await?;
    let mut events = vec![Event::ApplicationStarted {
        campaign,
        application: id,
    }];
    let (row, opened) = reload(&tx, ctx, id).await?;
    let topics: Vec<_> = opened.rules().topics().into_iter().collect();
    let mut answered = keep_answers(&tx, row, &opened, &topics, whole.answers)?;
    answered.contact_cipher = Set(Some(ctx.app.secrets.encrypt(&address)));
    answered.post_code = Set(Some(whole.post.as_str().to_owned()));
    tx.save(answered).await?;
    let (row, opened) = reload(&tx, ctx, id).await?;
    if let Some(problem) = closed_because(opened.rules(), whole.post, &opened.facts) {
        return Err(AppError::invalid("post", problem));
    }
    let (row, uploads) = photo::keep(&tx, row, &opened, portrait, "photo.jpg", whole.photo).await?;
    events.extend(uploads);
    tx.save(row).await?;
    for document in papers_of(&opened) {
        let stored = FileId(Uuid::now_v7());
        ctx.app
            .files
            .put(stored.0, whole.paper.bytes.clone())
            .await?;
        let purpose = format!("{PAPER_PREFIX}{document}");
        let sha256 = hex::encode(Sha256::digest(&whole.paper.bytes));
        papers::insert(&tx, id, stored, &purpose, whole.paper, kind, sha256).await?;
        events.push(Event::FileUploaded {
            application: id,
            file: stored,
            purpose,
        });
    }
    if submit {
        let (row, opened) = reload(&tx, ctx, id).await?;
        tx.save(hand_in(&tx, ctx, row, &opened, true).await?)
            .await?;
        events.push(Event::ApplicationSubmitted { application: id });
    }
    tx.commit_all(events).await?;
    Ok(id)
}

async fn reload(
    tx: &Tx,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<(application::Model, Opened), AppError> {
    let row = application::Entity::find_by_id(id.0)
        .one(tx.db())
        .await?
        .ok_or(AppError::NotFound)?;
    let opened = load(&ctx.app, tx.db(), row.clone()).await?;
    Ok((row, opened))
}

/// The documents that the answers need, each once.
fn papers_of(opened: &Opened) -> BTreeSet<FactKey> {
    let rules = opened.rules();
    let needed = documents_needed(rules, opened.post.as_ref(), &opened.facts);
    let papers = needed.iter().filter_map(|key| rules.fact(key)?.document());
    papers
        .filter_map(|paper| rules.document_key(paper).cloned())
        .collect()
}
