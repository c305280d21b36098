//! Reading campaigns: what the public may see is the announced version, never the draft.

mod drafts;
mod post_rows;

use crate::{
    entity::{
        campaign, campaign_draft, campaign_version,
        stored::{Json, Text},
    },
    error::{AppError, Refusal},
    platform::ctx::Ctx,
};
use chrono::NaiveDate;
use domain::{
    Instant, Lang,
    access::{Jurisdiction, Permission},
    campaigns::{CampaignState, Draft, Phase, Progress, Timetable, phase},
    ids::{AccountId, CampaignId, Revision},
};
pub use drafts::{SavedDraft, draft_at, drafts};
use moka::future::Cache;
pub use post_rows::{PostRow, posts};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

/// A campaign with its frozen content where it is announced, and its draft where it is not.
#[derive(Clone, Debug)]
pub struct Campaign {
    pub id: CampaignId,
    pub code: String,
    pub scope: Jurisdiction,
    pub state: CampaignState,
    pub progress: Progress,
    pub content: Arc<Draft>,
    /// As the rules state it.
    pub timetable: Arc<Timetable>,
    /// Counted from one; zero for what was never announced.
    pub version: u32,
    /// Of the announced version.
    pub digest: String,
    pub rules_digest: String,
    pub announced_at: Option<Instant>,
    /// Everybody who saved a state of it: a second official is none of them.
    pub written_by: Arc<[AccountId]>,
    pub checked_by: Option<AccountId>,
    /// What the checker wrote when sending it back.
    pub note: String,
    pub revision: Revision,
}

impl Campaign {
    pub fn phase(&self, now: Instant) -> Phase {
        phase(&self.timetable, self.progress, now)
    }

    /// The steps that it takes, in their order.
    pub fn steps(&self) -> Vec<Phase> {
        Phase::of(&self.content.rules)
    }

    /// The name of an area or a pool, as rows of the post table hold it, in another language.
    pub fn named<'a>(&'a self, zh: &'a str, lang: Lang) -> &'a str {
        let rules = &self.content.rules;
        let areas = rules.areas.iter().map(|area| &area.name);
        let mut names = areas.chain(rules.pools.iter().map(|pool| &pool.name));
        let found = names.find(|name| name.in_lang(Lang::Zh) == zh);
        found.map_or(zh, |name| name.in_lang(lang))
    }

    /// The day of the first test, where it is stated.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let at = self.timetable.written_at.or(self.timetable.interview_at);
        at.map(Instant::date)
    }

    /// Code and title, as the staff header wants them.
    pub fn heading(&self) -> (String, String) {
        (self.code.clone(), self.content.title.clone())
    }

    pub fn is_announced(&self) -> bool {
        self.state == CampaignState::Announced
    }

    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.content.title_en.is_empty() => &self.content.title_en,
            _ => &self.content.title,
        }
    }
}

/// A row without its draft, which is long and seldom asked for.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "campaign::Entity")]
struct Head {
    id: Uuid,
    code: String,
    area: String,
    state: Text<CampaignState>,
    progress: Text<Progress>,
    note: String,
    revision: i32,
    version: i32,
    drafted_by: Uuid,
    checked_by: Option<Uuid>,
    announced_at: Option<i64>,
}

/// What a campaign says, with the digests of it where it is announced.
#[derive(Clone, Debug)]
struct Said {
    content: Arc<Draft>,
    timetable: Arc<Timetable>,
    digest: String,
    rules_digest: String,
    written_by: Arc<[AccountId]>,
}

/// Announced versions by campaign, version and revision, read once and kept: a version never changes, and every page of a
/// campaign needs it. The revision keeps a version apart that an undone transaction saw.
static KEPT: LazyLock<Cache<(Uuid, i32, i32), Said>> = LazyLock::new(|| Cache::new(64));

async fn announced_version(db: &impl ConnectionTrait, of: &Head) -> Result<Said, AppError> {
    let read = async {
        let row = campaign_version::Entity::find()
            .filter(campaign_version::Column::CampaignId.eq(of.id))
            .filter(campaign_version::Column::Version.eq(of.version))
            .one(db)
            .await?
            .ok_or(AppError::NotFound)?;
        Ok(Said {
            timetable: Arc::new(Timetable::of(&row.content.0.rules)),
            content: Arc::new(row.content.0),
            digest: row.digest,
            rules_digest: row.rules_digest,
            written_by: writers(db, of.id).await?,
        })
    };
    let key = (of.id, of.version, of.revision);
    KEPT.try_get_with(key, read)
        .await
        .map_err(|why: Arc<AppError>| AppError::clone(&why))
}

async fn draft(db: &impl ConnectionTrait, id: Uuid) -> Result<Said, AppError> {
    let row = campaign::Entity::find_by_id(id)
        .select_only()
        .column(campaign::Column::Draft);
    let content: Json<Draft> = row.into_tuple().one(db).await?.ok_or(AppError::NotFound)?;
    Ok(Said {
        timetable: Arc::new(Timetable::of(&content.0.rules)),
        content: Arc::new(content.0),
        digest: String::new(),
        rules_digest: String::new(),
        written_by: writers(db, id).await?,
    })
}

/// Everybody who saved a state of a campaign.
pub(super) async fn writers(
    db: &impl ConnectionTrait,
    campaign: Uuid,
) -> Result<Arc<[AccountId]>, AppError> {
    let saved = campaign_draft::Entity::find()
        .select_only()
        .column(campaign_draft::Column::SavedBy)
        .distinct()
        .filter(campaign_draft::Column::CampaignId.eq(campaign));
    let saved: Vec<Uuid> = saved.into_tuple().all(db).await?;
    Ok(saved.into_iter().map(AccountId).collect())
}

async fn whole(db: &impl ConnectionTrait, row: Head) -> Result<Campaign, AppError> {
    let said = match row.version {
        0 => draft(db, row.id).await?,
        _ => announced_version(db, &row).await?,
    };
    let author = AccountId(row.drafted_by);
    let written_by = match said.written_by.contains(&author) {
        true => said.written_by,
        false => said.written_by.iter().copied().chain([author]).collect(),
    };
    Ok(Campaign {
        id: CampaignId(row.id),
        code: row.code,
        scope: Jurisdiction(row.area),
        state: row.state.0,
        progress: row.progress.0,
        content: said.content,
        timetable: said.timetable,
        version: row.version.unsigned_abs(),
        digest: said.digest,
        rules_digest: said.rules_digest,
        announced_at: row.announced_at.map(Instant),
        written_by,
        checked_by: row.checked_by.map(AccountId),
        note: row.note,
        revision: Revision(row.revision),
    })
}

/// The campaign of this code, announced or not: for staff.
///
/// # Errors
/// `NotFound`.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Campaign, AppError> {
    let row = campaign::Entity::find().filter(campaign::Column::Code.eq(code));
    let row = row.into_partial_model().one(db).await?;
    whole(db, row.ok_or(AppError::NotFound)?).await
}

/// A draft in the reader's jurisdiction.
///
/// # Errors
/// `NotFound`; a campaign of somebody else's place; `CampaignState` when it is no draft any more.
pub async fn drafted(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
    let campaign = by_code(&ctx.app.db.read, code).await?;
    ctx.must(Permission::DraftCampaign, &campaign.scope)?;
    if campaign.state == CampaignState::Draft {
        Ok(campaign)
    } else {
        Err(Refusal::CampaignState {
            state: campaign.state,
        }
        .into())
    }
}

/// The announced campaign of this code: for everybody.
///
/// # Errors
/// `NotFound`, also for what is not announced yet.
pub async fn announced(db: &impl ConnectionTrait, code: &str) -> Result<Campaign, AppError> {
    by_code(db, code).await.and_then(|c| {
        if c.is_announced() {
            Ok(c)
        } else {
            Err(AppError::NotFound)
        }
    })
}

/// # Errors
/// `NotFound`.
pub async fn by_id(db: &impl ConnectionTrait, id: CampaignId) -> Result<Campaign, AppError> {
    let row = campaign::Entity::find_by_id(id.0)
        .into_partial_model()
        .one(db)
        .await?;
    whole(db, row.ok_or(AppError::NotFound)?).await
}

/// All campaigns, the newest first; only announced ones when `public`.
///
/// # Errors
/// The database's own, as a fault.
pub async fn all(db: &impl ConnectionTrait, public: bool) -> Result<Vec<Campaign>, AppError> {
    let mut query = campaign::Entity::find();
    if public {
        query = query.filter(campaign::Column::State.eq(Text(CampaignState::Announced)));
    }
    let rows: Vec<Head> = query
        .order_by_desc(campaign::Column::CreatedAt)
        .into_partial_model()
        .all(db)
        .await?;
    let mut campaigns = Vec::with_capacity(rows.len());
    for row in rows {
        campaigns.push(whole(db, row).await?);
    }
    Ok(campaigns)
}
