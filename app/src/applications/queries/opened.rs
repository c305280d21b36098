//! One application with everything that its pages and its commands need.

use super::files::{self, PAPER_PREFIX, PHOTO, StoredFile, TRIED};
use crate::{
    accounts::queries::{Person, person},
    campaigns::queries::{self as campaigns, Campaign},
    entity::{application, candidate, kinds::Tasks, review, stored::Text},
    error::{AppError, Refusal},
    platform::{app::App, ctx::Ctx},
};
use chrono::NaiveDate;
use domain::{
    FieldProblem, Instant, Problem,
    applications::{Act, Deadlines, ReasonCode, Stage, by_applicant},
    campaigns::Progress,
    ids::{AccountId, ApplicationId, CampaignId, FileId, Revision},
    rules::{self, Bilingual, BonusFinding, FactKey, Facts, PostCode, RuleDocument},
    tasks::{Held, Portrait, Returned, Task},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

/// Why it was returned or rejected, last time.
#[derive(Clone, Debug)]
pub struct LastReview {
    pub act: Act,
    pub reasons: Vec<ReasonCode>,
    pub note: String,
    pub about: Option<Task>,
    pub at: Instant,
}

#[derive(Clone, Debug)]
pub struct Opened {
    pub id: ApplicationId,
    pub campaign: Campaign,
    pub person: Person,
    pub stage: Stage,
    pub number: Option<String>,
    pub post: Option<PostCode>,
    pub facts: Facts,
    pub address: String,
    pub saved: Tasks,
    pub files: Vec<StoredFile>,
    pub last_review: Option<LastReview>,
    /// Has a seat, so that there are tickets and results.
    pub is_candidate: bool,
    pub revision: Revision,
    pub answer_by: Option<Instant>,
    pub submitted_at: Option<Instant>,
    pub updated_at: Instant,
    documents: BTreeSet<FactKey>,
    returned: Option<Returned>,
}

/// A bonus item that the answers open.
#[derive(Clone, Debug)]
pub struct BonusLine {
    pub finding: BonusFinding,
    /// Its evidence came after the deadline: it counts as waived.
    pub is_late: bool,
}

/// The application of the person who asks.
///
/// # Errors
/// `NotFound` for somebody else's.
pub async fn of_applicant(ctx: &Ctx, id: ApplicationId) -> Result<Opened, AppError> {
    let account = ctx.account()?;
    let db = &ctx.app.db.read;
    let row = application::Entity::find_by_id(id.0).one(db).await?;
    let own = row
        .filter(|row| row.account_id == account.0)
        .ok_or(AppError::NotFound)?;
    load(&ctx.app, db, own).await
}

/// Everything around a row.
///
/// # Errors
/// The database's own, as a fault.
pub async fn load(
    app: &App,
    db: &impl ConnectionTrait,
    row: application::Model,
) -> Result<Opened, AppError> {
    let id = ApplicationId(row.id);
    let address = match &row.contact_cipher {
        None => String::new(),
        Some(cipher) => app
            .secrets
            .decrypt(cipher)
            .ok_or_else(|| AppError::fault("a column of another secret"))?,
    };
    let files = files::of(db, id).await?;
    let papers = files
        .iter()
        .filter_map(|file| file.purpose.strip_prefix(PAPER_PREFIX));
    let documents = papers.map(FactKey::from).collect();
    let last_review = last_review(db, id).await?;
    let is_candidate = candidate::Entity::find()
        .filter(candidate::Column::ApplicationId.eq(id.0))
        .count(db)
        .await?
        > 0;
    Ok(Opened {
        id,
        campaign: campaigns::by_id(db, CampaignId(row.campaign_id)).await?,
        person: person(app, db, AccountId(row.account_id)).await?,
        stage: row.stage.0,
        number: row.number,
        post: row.post_code.map(PostCode::from),
        facts: row.facts.0,
        address,
        saved: row.tasks.0,
        documents,
        returned: returned(row.stage.0, last_review.as_ref()),
        files,
        last_review,
        is_candidate,
        revision: Revision(row.revision),
        answer_by: row.answer_by.map(Instant),
        submitted_at: row.submitted_at.map(Instant),
        updated_at: Instant(row.updated_at),
    })
}

/// The newest return or rejection.
async fn last_review(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<LastReview>, AppError> {
    let row = review::Entity::find()
        .filter(review::Column::ApplicationId.eq(id.0))
        .filter(review::Column::Act.is_in([Text(Act::Return), Text(Act::Reject)]))
        .order_by_desc(review::Column::At)
        .order_by_desc(review::Column::Id)
        .one(db)
        .await?;
    Ok(row.map(|row| LastReview {
        act: row.act.0,
        reasons: row.reasons.0,
        note: row.note,
        about: row.about.map(|about| about.0),
        at: Instant(row.at),
    }))
}

fn returned(stage: Stage, last: Option<&LastReview>) -> Option<Returned> {
    let last = last.filter(|last| stage == Stage::Returned && last.act == Act::Return)?;
    let about = last
        .reasons
        .iter()
        .filter_map(|reason| reason.task())
        .chain(last.about)
        .collect();
    Some(Returned { at: last.at, about })
}

impl Opened {
    pub fn rules(&self) -> &RuleDocument {
        &self.campaign.content.rules
    }

    pub fn held(&self, now: Instant) -> Held<'_> {
        Held {
            rules: self.rules(),
            facts: &self.facts,
            post: self.post.as_ref(),
            saved: &self.saved,
            documents: &self.documents,
            photo: self.portrait(),
            has_address: !self.address.is_empty(),
            returned: self.returned.as_ref(),
            today: now.date(),
        }
    }

    /// The return that is to be answered now.
    pub fn returned_review(&self) -> Option<&LastReview> {
        self.last_review
            .as_ref()
            .filter(|last| self.stage == Stage::Returned && last.act == Act::Return)
    }

    fn newest(&self, purpose: &str) -> Option<&StoredFile> {
        self.files.iter().rev().find(|file| file.purpose == purpose)
    }

    /// The photo that stands.
    pub fn photo(&self) -> Option<&StoredFile> {
        self.newest(PHOTO)
    }

    /// A photo that was tried after it, with problems.
    pub fn tried_photo(&self) -> Option<&StoredFile> {
        self.newest(TRIED)
    }

    /// What is wrong with it, for the field by which a photo is sent.
    pub fn photo_problems(&self) -> Vec<FieldProblem> {
        let tried = self.tried_photo();
        let problems = tried.map_or(&[][..], |tried| &tried.problems);
        let told = |problem| FieldProblem::new("photo", Problem::Photo(problem));
        problems.iter().copied().map(told).collect()
    }

    fn portrait(&self) -> Portrait {
        match (self.photo(), self.tried_photo()) {
            (Some(_), _) => Portrait::Kept,
            (None, Some(_)) => Portrait::Tried,
            (None, None) => Portrait::None,
        }
    }

    /// What was handed in of one document.
    pub fn papers(&self, document: &Bilingual) -> Vec<&StoredFile> {
        let key = self.rules().document_key(document);
        let purpose = key
            .map(|key| format!("{PAPER_PREFIX}{key}"))
            .unwrap_or_default();
        self.files
            .iter()
            .filter(|file| file.purpose == purpose)
            .collect()
    }

    /// The bonus items that the answers open, each with whether its evidence came too late. Evidence came when the last
    /// document that it rests on came; nothing is known against what rests on none.
    pub fn bonus(&self) -> Vec<BonusLine> {
        let rules = self.rules();
        let found = rules::bonus_for(rules, self.post.as_ref(), &self.facts);
        let lines = found.into_iter().map(|finding| BonusLine {
            is_late: self
                .evidence_on(&finding)
                .is_some_and(|came| finding.is_late(came)),
            finding,
        });
        lines.collect()
    }

    fn evidence_on(&self, finding: &BonusFinding) -> Option<NaiveDate> {
        let facts = finding.facts.iter();
        let documents = facts.filter_map(|key| self.rules().fact(key)?.document());
        let came = |document| self.papers(document).into_iter().map(|file| file.at).min();
        let last = documents.filter_map(came).max();
        last.map(Instant::date)
    }

    pub fn has_file(&self, id: FileId) -> bool {
        self.files.iter().any(|file| file.id == id)
    }

    pub fn deadlines(&self) -> Deadlines<'_> {
        Deadlines {
            timetable: &self.campaign.timetable,
            answer_by: self.answer_by,
        }
    }

    /// Until when its owner can do something with it, as it stands.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadlines().of(self.stage)
    }

    /// Whether its owner may do this now.
    ///
    /// # Errors
    /// As [`by_applicant`].
    pub fn may(&self, act: Act, now: Instant) -> Result<(), Refusal> {
        by_applicant(self.stage, act, self.deadlines(), now)?;
        Ok(())
    }

    /// Whether it can be changed: a draft before the close, a returned one before its own deadline.
    ///
    /// # Errors
    /// As [`by_applicant`].
    pub fn may_edit(&self, now: Instant) -> Result<(), Refusal> {
        self.may(Act::Submit, now)
    }

    /// What it becomes when it is handed in, as far as that is a matter of time.
    ///
    /// # Errors
    /// As [`by_applicant`]; `Progress` once seats are assigned.
    pub fn may_submit(&self, now: Instant) -> Result<Stage, Refusal> {
        let next = by_applicant(self.stage, Act::Submit, self.deadlines(), now)?;
        self.campaign.progress.require(Progress::Announced)?;
        Ok(next)
    }

    /// When a task, or a page of it, was last saved: pages carry it, so that an older page is noticed.
    pub fn stamp(&self, key: &str) -> String {
        self.saved
            .get(key)
            .map(ToString::to_string)
            .unwrap_or_default()
    }
}
