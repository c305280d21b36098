//! What an applicant may read about their own result at this point, and nothing more.

use super::{
    charts::{Histogram, Ladder, histogram, ladder},
    lists::{Stamp, newest},
    runs::{self, Run},
};
use crate::{
    audit::queries::{self as audit, Entry},
    campaigns::queries::{self as campaigns, Campaign},
    entity::{application, candidate, certificate},
    error::AppError,
    platform::ctx::Ctx,
};
use domain::{
    Lang, Points,
    ids::ApplicationId,
    publication::Disclosure,
    ranking::Line,
    rules::{Candidate, Derivation, Names, RoomCode, Status},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::sync::Arc;

/// The page of one's own result.
#[derive(Clone, Debug)]
pub struct OwnResult {
    pub application: ApplicationId,
    pub campaign: Campaign,
    pub name: String,
    /// `None` before tickets were given out.
    pub ticket: Option<String>,
    pub post: Post,
    pub shown: Disclosure,
    pub reading: Option<Reading>,
    /// The newest public list.
    pub stamp: Option<Stamp>,
    pub certificate: Option<String>,
    pub history: Vec<Entry>,
}

#[derive(Clone, Debug, Default)]
pub struct Post {
    pub code: String,
    pub name: String,
    pub street: String,
    pub places: u32,
}

/// The candidate's part of a run.
#[derive(Clone, Debug)]
pub struct Reading {
    run: Arc<Run>,
    index: usize,
    pub line: Line,
    pub derivation: Derivation,
    pub ladder: Ladder,
    pub histogram: Option<Histogram>,
}

impl Reading {
    fn of(run: Arc<Run>, ticket: &str, shown: Disclosure) -> Option<Self> {
        let index = run.index(ticket)?;
        Some(Reading {
            line: run.lines[index],
            derivation: run.derivation(index)?,
            ladder: ladder(&run, index, shown),
            histogram: histogram(&run, index),
            run,
            index,
        })
    }

    fn candidate(&self) -> &Candidate {
        &self.run.stored.bundle.people.candidates[self.index]
    }

    /// The room of the interview.
    pub fn room(&self) -> Option<&str> {
        let rules = &self.run.stored.bundle.rules;
        let rules = rules.for_post(rules.post(&self.candidate().post)?);
        let (panel, _) = rules.panel()?;
        let sheet = self.candidate().stages.get(&panel.code)?;
        sheet.room.as_ref().map(RoomCode::as_str)
    }

    /// The figure of the last person on the shortlist of the post.
    pub fn cut_off(&self) -> Option<Points> {
        let post = self.candidate().post.as_str();
        let mut counts = self.run.counts.iter();
        counts.find(|counts| counts.post == post)?.cut_off
    }

    /// The step after the exam to which this person is called; none for somebody who is hired without one.
    pub fn called_to(&self, lang: Lang) -> Option<String> {
        let bundle = &self.run.stored.bundle;
        match bundle.outcome.of(self.index).unwrap_or_default().status {
            Status::Called(step) => {
                Some(Names::new(&bundle.rules, &bundle.outcome).step(step, lang))
            }
            _ => None,
        }
    }
}

/// The reader's own result; somebody else's does not exist for them.
///
/// # Errors
/// `NotFound`; the database's own, as a fault.
pub async fn own_result(ctx: &Ctx, id: ApplicationId) -> Result<OwnResult, AppError> {
    let (db, actor) = (&ctx.app.db.read, ctx.actor()?);
    let found = application::Entity::find_by_id(id.0)
        .filter(application::Column::AccountId.eq(actor.account.0))
        .one(db)
        .await?
        .ok_or(AppError::NotFound)?;
    let campaign = campaigns::by_id(db, found.campaign_id.into()).await?;
    let candidate = candidate::Entity::find()
        .filter(candidate::Column::ApplicationId.eq(found.id))
        .one(db)
        .await?;
    let shown = Disclosure::at(campaign.progress);
    let stamp = if shown == Disclosure::Everything {
        newest(db, campaign.id).await?
    } else {
        None
    };
    let run = match (shown, &stamp) {
        (Disclosure::Nothing, _) => None,
        (Disclosure::Written, _) => runs::shortlist(db, campaign.id).await?,
        (Disclosure::Everything, stamp) => match stamp {
            // The run behind the public list: a later one is nobody's business yet.
            Some(stamp) => Some(runs::run(db, stamp.run).await?),
            None => None,
        },
    };
    let ticket = candidate.as_ref().map(|c| c.ticket.clone());
    let reading = run
        .zip(ticket.as_deref())
        .and_then(|(run, ticket)| Reading::of(run, ticket, shown));
    let certificate = match &candidate {
        Some(candidate) => certificate_of(db, candidate).await?,
        None => None,
    };
    let code = candidate
        .map(|c| c.post_code)
        .or(found.post_code)
        .unwrap_or_default();
    let history = history(db, id, &campaign).await?;
    let name = actor.name.clone();
    Ok(OwnResult {
        application: id,
        post: post(&campaign, code, ctx.display.lang),
        campaign,
        name,
        ticket,
        shown,
        reading,
        stamp,
        certificate,
        history,
    })
}

fn post(campaign: &Campaign, code: String, lang: Lang) -> Post {
    let rules = &campaign.content.rules;
    let Some(found) = rules.post(&code.as_str().into()) else {
        return Post {
            code,
            ..Post::default()
        };
    };
    let street = found.area.as_ref().and_then(|area| rules.area(area));
    Post {
        name: found.name.in_lang(lang).to_owned(),
        street: street
            .map(|area| area.name.in_lang(lang).to_owned())
            .unwrap_or_default(),
        places: found.places.unwrap_or_default(),
        code,
    }
}

async fn certificate_of(
    db: &impl ConnectionTrait,
    who: &candidate::Model,
) -> Result<Option<String>, AppError> {
    let number = certificate::Entity::find()
        .select_only()
        .column(certificate::Column::Number)
        .filter(certificate::Column::CandidateId.eq(who.id))
        .into_tuple()
        .one(db)
        .await?;
    Ok(number)
}

/// What happened to the application, and the steps of the campaign that concern everybody; newest first.
async fn history(
    db: &impl ConnectionTrait,
    id: ApplicationId,
    campaign: &Campaign,
) -> Result<Vec<Entry>, AppError> {
    let mut entries = audit::history(db, id.0).await?;
    let steps = ["seats_assigned", "shortlist_decided", "result_published"];
    entries.extend(audit::steps(db, campaign.id, &steps).await?);
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.seq));
    Ok(entries)
}
