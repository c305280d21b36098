//! Runs of the rules, read once and kept: a run never changes, and on the day of the results everybody asks for the same.

use crate::{
    entity::kinds::RunStage,
    error::AppError,
    ranking::queries::{StoredRun, by_id, latest_id},
};
use domain::{
    ids::CampaignId,
    ranking::{Line, PostCounts, lines, post_counts},
    rules::Derivation,
};
use moka::future::Cache;
use sea_orm::ConnectionTrait;
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};
use uuid::Uuid;

/// A run with what every reader needs.
#[derive(Debug)]
pub struct Run {
    pub stored: StoredRun,
    /// One for each candidate, in the same order.
    pub lines: Vec<Line>,
    pub counts: Vec<PostCounts>,
    by_ticket: HashMap<String, usize>,
}

static KEPT: LazyLock<Cache<Uuid, Arc<Run>>> = LazyLock::new(|| Cache::new(16));

impl Run {
    fn new(stored: StoredRun) -> Self {
        let bundle = &stored.bundle;
        let by_ticket = (0..)
            .zip(&bundle.people.candidates)
            .map(|(index, c)| (c.number.to_string(), index))
            .collect();
        Run {
            lines: lines(bundle),
            counts: post_counts(bundle),
            by_ticket,
            stored,
        }
    }

    pub fn index(&self, ticket: &str) -> Option<usize> {
        self.by_ticket.get(ticket).copied()
    }

    pub fn derivation(&self, index: usize) -> Option<Derivation> {
        let bundle = &self.stored.bundle;
        bundle
            .outcome
            .derivation(&bundle.rules, &bundle.people, index)
    }
}

/// # Errors
/// `NotFound`; the database's own, as a fault.
pub async fn run(db: &impl ConnectionTrait, id: Uuid) -> Result<Arc<Run>, AppError> {
    let read = async { Ok(Arc::new(Run::new(by_id(db, id).await?))) };
    KEPT.try_get_with(id, read)
        .await
        .map_err(|why: Arc<AppError>| AppError::clone(&why))
}

/// The run that decided who goes to the interview.
///
/// # Errors
/// The database's own, as a fault.
pub async fn shortlist(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<Option<Arc<Run>>, AppError> {
    match latest_id(db, campaign, RunStage::Shortlist).await? {
        Some(id) => run(db, id).await.map(Some),
        None => Ok(None),
    }
}
