//! A ticket: what its holder reads, and which papers when.

use crate::{
    accounts::queries::person,
    campaigns::queries::{Campaign, by_id},
    entity::{application, candidate, file, post},
    error::{AppError, Refusal},
    platform::app::App,
};
use domain::{
    Instant,
    applications::Stage,
    campaigns::{Progress, sitting},
    ids::{AccountId, ApplicationId, CampaignId, FileId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// A subject of the written test, in both languages' words, with its length.
pub type Subject = (domain::rules::Bilingual, Option<u16>);

/// The ticket of one candidate, as it is printed.
#[derive(Clone, Debug)]
pub struct Ticket {
    pub campaign: Campaign,
    pub name: String,
    /// 990001********123X
    pub id_number: String,
    pub number: String,
    pub room: i32,
    pub seat: i32,
    pub post: String,
    pub photo: Option<FileId>,
    pub subjects: Vec<Subject>,
    /// When the papers of this post are sat; where it has none, the interview.
    pub at: Option<Instant>,
}

/// The owner's ticket.
///
/// # Errors
/// `NotFound` for anybody else's; `ApplicationStage` when it was not accepted; `NotOpen` before tickets can be
/// had, `Closed` after; `Progress` when seats are late.
pub async fn ticket(
    app: &App,
    id: ApplicationId,
    owner: AccountId,
    now: Instant,
) -> Result<Ticket, AppError> {
    let db = &app.db.read;
    let found = application::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .ok_or(AppError::NotFound)?;
    if found.account_id != owner.0 {
        return Err(AppError::NotFound);
    }
    if found.stage.0 != Stage::Accepted {
        return Err(Refusal::ApplicationStage {
            stage: found.stage.0,
        }
        .into());
    }
    let campaign = by_id(db, CampaignId(found.campaign_id)).await?;
    campaign.timetable.tickets.admits(now)?;
    let seat = candidate::Entity::find()
        .filter(candidate::Column::ApplicationId.eq(id.0))
        .one(db)
        .await?;
    let seat = seat.ok_or(Refusal::Progress {
        needs: Progress::Seated,
        stands: campaign.progress,
    })?;
    let owner = person(app, db, owner).await?;
    let photo = file::Entity::find()
        .filter(file::Column::ApplicationId.eq(id.0))
        .filter(file::Column::Purpose.eq("photo"))
        .filter(file::Column::RemovedAt.is_null())
        .order_by_desc(file::Column::CreatedAt)
        .one(db)
        .await?;
    let post = post::Entity::find()
        .filter(post::Column::CampaignId.eq(campaign.id.0))
        .filter(post::Column::Code.eq(&seat.post_code))
        .one(db)
        .await?;
    let (subjects, at) = papers(&campaign, &seat.post_code);
    Ok(Ticket {
        subjects,
        at,
        campaign,
        name: owner.name,
        id_number: owner
            .id_number
            .map(|number| number.masked())
            .unwrap_or_default(),
        number: seat.ticket,
        room: seat.room,
        seat: seat.seat,
        post: post.map(|p| p.name).unwrap_or_default(),
        photo: photo.map(|f| FileId(f.id)),
    })
}

/// The subjects of a post with the moment at which they are sat; without papers, that of the interview.
fn papers(campaign: &Campaign, post: &str) -> (Vec<Subject>, Option<Instant>) {
    let doc = &campaign.content.rules;
    let Some(post) = doc.post(&post.into()) else {
        return (Vec::new(), None);
    };
    let own = doc.for_post(post);
    let Some((stage, papers)) = own.papers() else {
        let interview = own.panel().and_then(|(stage, _)| sitting(stage, post));
        return (Vec::new(), interview);
    };
    let subjects = papers.papers.iter();
    let subjects = subjects.map(|paper| (paper.name.clone(), paper.minutes));
    (subjects.collect(), sitting(stage, post))
}
