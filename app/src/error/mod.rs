//! Everything that can keep a request from its answer. A refusal is the rules' "no" and is explained to the person; a
//! fault is ours, logged under a reference, and never shown.

mod refusal;

pub use refusal::Refusal;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::FieldProblem;
use sea_orm::{DbErr, SqlErr};

#[derive(Clone, Debug)]
pub enum AppError {
    SignInRequired,
    Forbidden,
    NotFound,
    /// Fields that must be corrected; what was typed is kept.
    Invalid(Vec<FieldProblem>),
    Refused(Refusal),
    /// Logged under this reference.
    Fault(String),
    /// A unique constraint of this name was violated: the command turns it into a refusal.
    Unique(String),
}

impl AppError {
    /// Logs what went wrong on our side and keeps only its reference.
    pub fn fault(why: impl std::fmt::Display) -> Self {
        let reference = uuid::Uuid::now_v7().simple().to_string()[..12].to_owned();
        tracing::error!(reference, why = %why, "fault");
        AppError::Fault(reference)
    }

    pub fn invalid(field: &str, problem: domain::Problem) -> Self {
        AppError::Invalid(vec![FieldProblem::new(field, problem)])
    }

    pub fn status(&self) -> StatusCode {
        match self {
            AppError::SignInRequired => StatusCode::UNAUTHORIZED,
            AppError::Forbidden => StatusCode::FORBIDDEN,
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::Refused(refusal) => refusal.status(),
            AppError::Unique(_) => StatusCode::CONFLICT,
            AppError::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The rules' "no", for a page that says it at its top.
    ///
    /// # Errors
    /// Everything else, as it is.
    pub fn refused(self) -> Result<Refusal, AppError> {
        match self {
            AppError::Refused(refusal) => Ok(refusal),
            other => Err(other),
        }
    }

    /// Turns a violated constraint into the field that it speaks about.
    pub fn when_taken(self, constraint: &str, field: &str) -> Self {
        match self {
            AppError::Unique(name) if name == constraint => {
                AppError::invalid(field, domain::Problem::Taken)
            }
            other => other,
        }
    }
}

impl From<DbErr> for AppError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(detail)) => {
                AppError::Unique(constraint_name(&detail))
            }
            _ => AppError::fault(error),
        }
    }
}

/// PostgreSQL names the constraint; SQLite names its columns, from which our naming rule gives the same name.
fn constraint_name(detail: &str) -> String {
    let Some((_, columns)) = detail.split_once("failed: ") else {
        return detail.split('"').nth(1).unwrap_or(detail).to_owned();
    };
    let table = columns.split('.').next().unwrap_or_default();
    let names: Vec<&str> = columns
        .split(", ")
        .filter_map(|column| column.split('.').nth(1))
        .collect();
    format!("{table}_{}", names.join("_"))
}

/// The page itself is made by the outermost layer, which knows the person's language.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_name_a_violated_constraint_alike() {
        let sqlite = "UNIQUE constraint failed: applications.campaign_id, applications.account_id";
        let postgres = "duplicate key value violates unique constraint \"applications_campaign_id_account_id\"";
        assert_eq!(
            constraint_name(sqlite),
            "applications_campaign_id_account_id"
        );
        assert_eq!(constraint_name(postgres), constraint_name(sqlite));
    }
}
