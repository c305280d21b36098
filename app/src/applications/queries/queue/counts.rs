//! How the rows of a queue are split: by state, and by the reasons.

use crate::{
    entity::{application, stored::Text},
    error::AppError,
};
use domain::applications::Stage;
use sea_orm::{
    ConnectionTrait, FromQueryResult, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

/// Where applications stand, in the reader's sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    pub passed: u64,
    pub rejected: u64,
    pub returned: u64,
    pub waiting: u64,
}

#[derive(FromQueryResult)]
struct Counted {
    stage: Text<Stage>,
    people: i64,
}

pub(super) async fn split(
    db: &impl ConnectionTrait,
    all: &sea_orm::Select<application::Entity>,
    is_last_look: bool,
) -> Result<Split, AppError> {
    let counted = all
        .clone()
        .select_only()
        .column(application::Column::Stage)
        .column_as(Expr::col(application::Column::Id).count(), "people")
        .group_by(application::Column::Stage)
        .into_model::<Counted>()
        .all(db)
        .await?;
    let mut split = Split::default();
    for Counted { stage, people } in counted {
        let counter = match stage.0 {
            Stage::Accepted => &mut split.passed,
            Stage::PassedStreet if !is_last_look => &mut split.passed,
            Stage::Rejected | Stage::RejectionUpheld => &mut split.rejected,
            Stage::Returned => &mut split.returned,
            Stage::Submitted | Stage::PassedStreet | Stage::Appealed | Stage::Draft => {
                &mut split.waiting
            }
        };
        *counter += people.unsigned_abs();
    }
    Ok(split)
}
