//! Whether seats can be assigned: the page asks before it offers the button, the command before it draws.

use crate::{
    campaigns::queries::Campaign,
    entity::{application, stored::Text},
    error::{AppError, Refusal},
};
use domain::{
    Instant,
    admission::may_still_be_accepted,
    applications::{Deadlines, Stage},
    campaigns::Progress,
    ids::AccountId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

/// What the seating waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    pub accepted: u64,
    /// Applications that can still end among those who are seated.
    pub still_open: u64,
    /// Nobody can apply any more.
    pub closed: Result<(), Refusal>,
}

impl Readiness {
    /// Whether this person may assign the seats now.
    ///
    /// # Errors
    /// `SamePerson` for the author of the rules; `CampaignState`, `Progress`; `NotOpen` before applications close;
    /// `ReviewsOpen` while somebody can still be accepted; `NoCandidates`.
    pub fn may_assign(&self, campaign: &Campaign, who: Option<AccountId>) -> Result<(), Refusal> {
        campaign.may_be_run_by(who)?;
        campaign.stands_at(Progress::Announced)?;
        self.closed.clone()?;
        if self.still_open > 0 {
            return Err(Refusal::ReviewsOpen {
                count: self.still_open,
            });
        }
        if self.accepted == 0 {
            return Err(Refusal::NoCandidates);
        }
        Ok(())
    }
}

/// # Errors
/// The database's own, as a fault.
pub async fn readiness(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    now: Instant,
) -> Result<Readiness, AppError> {
    let accepted = application::Entity::find()
        .filter(application::Column::CampaignId.eq(campaign.id.0))
        .filter(application::Column::Stage.eq(Text(Stage::Accepted)))
        .count(db)
        .await?;
    let closes = campaign.timetable.closes();
    let closed = match closes.filter(|closes| now < *closes) {
        Some(from) => Err(Refusal::NotOpen { from }),
        None => Ok(()),
    };
    Ok(Readiness {
        accepted,
        still_open: still_open(db, campaign, now).await?,
        closed,
    })
}

/// How many applications can still end among those who are seated.
async fn still_open(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    now: Instant,
) -> Result<u64, AppError> {
    let undecided = [
        Stage::Draft,
        Stage::Submitted,
        Stage::PassedStreet,
        Stage::Returned,
        Stage::Rejected,
        Stage::Appealed,
    ];
    let rows: Vec<(Text<Stage>, Option<i64>)> = application::Entity::find()
        .select_only()
        .columns([application::Column::Stage, application::Column::AnswerBy])
        .filter(application::Column::CampaignId.eq(campaign.id.0))
        .filter(application::Column::Stage.is_in(undecided.map(Text)))
        .into_tuple()
        .all(db)
        .await?;
    let open = rows.iter().filter(|(stage, answer_by)| {
        let deadlines = Deadlines {
            timetable: &campaign.timetable,
            answer_by: answer_by.map(Instant),
        };
        may_still_be_accepted(stage.0, deadlines, now)
    });
    Ok(open.count() as u64)
}
