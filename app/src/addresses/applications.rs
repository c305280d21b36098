//! What an applicant has here, and the reviewers' queue.

use super::encode;
use domain::{
    ids::{ApplicationId, FileId},
    rules::FactKey,
    tasks::Task,
};

pub const MINE: &str = "/my";

pub fn apply(code: &str) -> String {
    format!("/campaigns/{code}/apply")
}

pub fn page(id: ApplicationId) -> String {
    format!("/applications/{id}")
}

pub fn task(id: ApplicationId, task: Task) -> String {
    format!("/applications/{id}/{}", task.key())
}

/// The page of a task that begins with this question.
pub fn question(id: ApplicationId, task: Task, first: &FactKey) -> String {
    format!(
        "/applications/{id}/{}?page={}",
        task.key(),
        encode(first.as_str())
    )
}

pub fn keep_photo(id: ApplicationId) -> String {
    format!("/applications/{id}/photo/keep")
}

pub fn submit(id: ApplicationId) -> String {
    format!("/applications/{id}/submit")
}

pub fn submitted(id: ApplicationId) -> String {
    format!("/applications/{id}/submitted")
}

pub fn withdraw(id: ApplicationId) -> String {
    format!("/applications/{id}/withdraw")
}

pub fn appeal(id: ApplicationId) -> String {
    format!("/applications/{id}/appeal")
}

pub fn file(id: FileId) -> String {
    format!("/files/{id}")
}

pub fn queue(code: &str) -> String {
    format!("/desk/{code}/review")
}

/// The queue as a file.
pub fn queue_table(code: &str) -> String {
    format!("/desk/{code}/review.xlsx")
}

pub fn decide_picked(code: &str) -> String {
    format!("/desk/{code}/review/decide")
}

pub fn dossier(code: &str, id: ApplicationId) -> String {
    format!("/desk/{code}/review/{id}")
}

pub fn decide(code: &str, id: ApplicationId) -> String {
    format!("/desk/{code}/review/{id}/decide")
}

pub fn decide_appeal(code: &str, id: ApplicationId) -> String {
    format!("/desk/{code}/review/{id}/appeal")
}

pub fn decide_bonus(code: &str, id: ApplicationId) -> String {
    format!("/desk/{code}/review/{id}/bonus")
}
