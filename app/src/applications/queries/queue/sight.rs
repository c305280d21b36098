//! What of a campaign somebody may review, as a condition of the query.

use super::super::ask::View;
use crate::{
    campaigns::queries::Campaign,
    entity::{application, post, stored::Text},
    error::{AppError, Refusal},
    platform::ctx::Ctx,
};
use domain::{
    access::{Grant, Jurisdiction, Permission, may},
    applications::Stage,
    review::{has_begun, may_decide},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

/// Which posts the reader may look at, and where it can be their turn.
pub(super) struct Sight {
    /// Nobody decides before the review begins.
    pub(super) has_begun: bool,
    pub(super) all: Vec<String>,
    first: Vec<String>,
    pub(super) last: Vec<String>,
    appeals: Vec<String>,
}

pub(super) async fn sight(ctx: &Ctx, campaign: &Campaign) -> Result<Sight, AppError> {
    let grants: &[Grant] = &ctx.actor()?.grants;
    let posts = post::Entity::find()
        .filter(post::Column::CampaignId.eq(campaign.id.0))
        .order_by_asc(post::Column::Position)
        .all(&ctx.app.db.read)
        .await?;
    let those = |holds: &dyn Fn(&Jurisdiction) -> bool| -> Vec<String> {
        let chosen = posts
            .iter()
            .filter(|post| holds(&Jurisdiction(post.area.clone())));
        chosen.map(|post| post.code.clone()).collect()
    };
    let sight = Sight {
        has_begun: has_begun(&campaign.timetable, ctx.now).is_ok(),
        all: those(&|scope| may(grants, Permission::ReviewApplications, scope)),
        first: those(&|scope| may_decide(grants, Stage::Submitted, scope)),
        last: those(&|scope| may_decide(grants, Stage::PassedStreet, scope)),
        appeals: those(&|scope| may(grants, Permission::DecideAppeals, scope)),
    };
    if sight.all.is_empty() {
        Err(Refusal::OutsideScope.into())
    } else {
        Ok(sight)
    }
}

impl Sight {
    pub(super) fn in_sight(&self, campaign: &Campaign) -> Condition {
        Condition::all()
            .add(application::Column::CampaignId.eq(campaign.id.0))
            .add(application::Column::Stage.ne(Text(Stage::Draft)))
            .add(application::Column::PostCode.is_in(&self.all))
    }

    fn waiting(&self) -> Condition {
        let turn = |stage: Stage, posts: &[String]| {
            Condition::all()
                .add(application::Column::Stage.eq(Text(stage)))
                .add(application::Column::PostCode.is_in(posts.iter().cloned()))
        };
        Condition::any()
            .add(turn(Stage::Submitted, &self.first))
            .add(turn(Stage::PassedStreet, &self.last))
    }

    pub(super) fn view(&self, view: View) -> Condition {
        match view {
            View::Waiting => self.waiting(),
            View::Resubmitted => Condition::all()
                .add(self.waiting())
                .add(application::Column::ReturnedAt.is_not_null()),
            View::Questions => Condition::all()
                .add(self.waiting())
                .add(application::Column::Questions.gt(0)),
            View::Appeals => Condition::all()
                .add(application::Column::Stage.eq(Text(Stage::Appealed)))
                .add(application::Column::PostCode.is_in(&self.appeals)),
            View::All => Condition::all(),
        }
    }

    pub(super) fn is_turn(&self, row: &application::Model) -> bool {
        let posts = match row.stage.0 {
            Stage::Submitted => &self.first,
            Stage::PassedStreet => &self.last,
            _ => return false,
        };
        row.post_code
            .as_ref()
            .is_some_and(|code| posts.contains(code))
    }
}
