//! The figures of the overview, each from one query over the tables.

use crate::{
    campaigns::queries::{self, Campaign},
    entity::{application, candidate, kinds::RunStage, review, stored::Text},
    error::AppError,
    ranking::queries::latest,
};
use domain::{
    Instant,
    applications::{Act, ReasonCode, Stage},
    ranking::{PostCounts, post_counts},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

/// A step and how many people came so far; `None` for steps that lie ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub name: StepName,
    pub people: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    Submitted,
    Accepted,
    Ticketed,
    Sat,
    Passed,
    Shortlisted,
    Interviewed,
    Selected,
}

/// How a street's people did in the written test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreetRate {
    pub street: String,
    pub sat: u64,
    pub passed: u64,
}

#[derive(Clone, Debug, Default)]
pub struct Board {
    pub funnel: Vec<Step>,
    /// Submissions per hour, from the opening on; hours without any are there too.
    pub hours: Vec<(Instant, u64)>,
    pub streets: Vec<StreetRate>,
    /// First reason of each rejection.
    pub reasons: Vec<(ReasonCode, u64)>,
    pub appeals: u64,
    pub overturned: u64,
    /// Time from submission to decision, ascending.
    pub review_times: Vec<Duration>,
    /// Waiting for a decision now, with the longest wait.
    pub waiting: u64,
    pub waiting_since: Option<Instant>,
}

/// # Errors
/// The database's own, as a fault.
pub async fn board(db: &impl ConnectionTrait, campaign: &Campaign) -> Result<Board, AppError> {
    let applications = application::Entity::find()
        .filter(application::Column::CampaignId.eq(campaign.id.0))
        .filter(application::Column::Stage.ne(Text(Stage::Draft)))
        .order_by_asc(application::Column::SubmittedAt)
        .all(db)
        .await?;
    let mut board = Board {
        hours: per_hour(&applications),
        ..Board::default()
    };
    decided(&mut board, &applications);
    reviewed(db, campaign, &mut board).await?;
    let run = match latest(db, campaign.id, RunStage::Totals).await? {
        Some(run) => Some(run),
        None => latest(db, campaign.id, RunStage::Shortlist).await?,
    };
    let counts = run.map(|run| post_counts(&run.bundle));
    board.funnel = funnel(db, campaign, &applications, counts.as_deref()).await?;
    if let Some(counts) = counts {
        let posts = queries::posts(db, campaign.id).await?;
        let street_of: HashMap<_, _> = posts.into_iter().map(|p| (p.code, p.street)).collect();
        board.streets = streets(&counts, &street_of);
    }
    Ok(board)
}

fn per_hour(applications: &[application::Model]) -> Vec<(Instant, u64)> {
    const HOUR: i64 = 3_600_000;
    let mut counts = BTreeMap::<i64, u64>::new();
    for at in applications.iter().filter_map(|a| a.submitted_at) {
        *counts.entry(at.div_euclid(HOUR)).or_default() += 1;
    }
    let Some((first, last)) = counts
        .keys()
        .next()
        .copied()
        .zip(counts.keys().last().copied())
    else {
        return vec![];
    };
    (first..=last)
        .map(|hour| {
            (
                Instant(hour * HOUR),
                counts.get(&hour).copied().unwrap_or_default(),
            )
        })
        .collect()
}

fn decided(board: &mut Board, applications: &[application::Model]) {
    let waiting = applications.iter().filter(|a| a.stage.0.awaits_review());
    board.waiting = waiting.clone().count() as u64;
    board.waiting_since = waiting.filter_map(|a| a.submitted_at).min().map(Instant);
    let times = applications
        .iter()
        .filter_map(|a| Some(Instant(a.submitted_at?).until(Instant(a.decided_at?))));
    board.review_times = times.collect();
    board.review_times.sort_unstable();
}

async fn reviewed(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    board: &mut Board,
) -> Result<(), AppError> {
    use sea_orm::{QuerySelect, QueryTrait};
    let own = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::CampaignId.eq(campaign.id.0))
        .into_query();
    let acts = [Act::Reject, Act::Overturn, Act::Uphold].map(Text);
    let reviews = review::Entity::find()
        .filter(review::Column::ApplicationId.in_subquery(own))
        .filter(review::Column::Act.is_in(acts))
        .all(db)
        .await?;
    let mut reasons = BTreeMap::<ReasonCode, u64>::new();
    for review in &reviews {
        match review.act.0 {
            Act::Reject => {
                *reasons
                    .entry(
                        review
                            .reasons
                            .0
                            .first()
                            .copied()
                            .unwrap_or(ReasonCode::Other),
                    )
                    .or_default() += 1;
            }
            Act::Overturn => {
                (board.appeals, board.overturned) = (board.appeals + 1, board.overturned + 1);
            }
            _ => board.appeals += 1,
        }
    }
    board.reasons = reasons.into_iter().collect();
    board
        .reasons
        .sort_by_key(|(_, people)| std::cmp::Reverse(*people));
    Ok(())
}

async fn funnel(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    applications: &[application::Model],
    counts: Option<&[PostCounts]>,
) -> Result<Vec<Step>, AppError> {
    let accepted = applications
        .iter()
        .filter(|a| a.stage.0 == Stage::Accepted)
        .count() as u64;
    let ticketed = candidate::Entity::find()
        .filter(candidate::Column::CampaignId.eq(campaign.id.0))
        .count(db)
        .await?;
    let mut steps = vec![
        (StepName::Submitted, applications.len() as u64),
        (StepName::Accepted, accepted),
    ];
    if ticketed > 0 {
        steps.push((StepName::Ticketed, ticketed));
    }
    if let Some(counts) = counts {
        let sum = |of: fn(&PostCounts) -> u32| counts.iter().map(|p| u64::from(of(p))).sum();
        steps.push((StepName::Sat, sum(|p| p.sat)));
        steps.push((StepName::Passed, sum(|p| p.passed)));
        steps.push((StepName::Shortlisted, sum(|p| p.shortlisted)));
        if campaign.progress >= domain::campaigns::Progress::Totalled {
            steps.push((StepName::Interviewed, sum(|p| p.interviewed)));
            steps.push((StepName::Selected, sum(|p| p.selected)));
        }
    }
    Ok(steps
        .into_iter()
        .map(|(name, people)| Step { name, people })
        .collect())
}

fn streets(counts: &[PostCounts], street_of: &HashMap<String, String>) -> Vec<StreetRate> {
    let mut rates = BTreeMap::<&str, (u64, u64)>::new();
    for post in counts {
        let street = street_of.get(post.post.as_str()).map_or("", String::as_str);
        let rate = rates.entry(street).or_default();
        rate.0 += u64::from(post.sat);
        rate.1 += u64::from(post.passed);
    }
    let rates = rates
        .into_iter()
        .filter(|(street, (sat, _))| !street.is_empty() && *sat > 0);
    let mut rates: Vec<StreetRate> = rates
        .map(|(street, (sat, passed))| StreetRate {
            street: street.to_owned(),
            sat,
            passed,
        })
        .collect();
    rates.sort_by(|a, b| (b.passed * a.sat).cmp(&(a.passed * b.sat)));
    rates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_street_comes_first_whatever_its_size() {
        let post = |code: &str, sat: u32, passed: u32| PostCounts {
            post: code.to_owned(),
            sat,
            passed,
            ..PostCounts::default()
        };
        let counts = [post("A", 100, 50), post("B", 4, 3), post("C", 0, 0)];
        let street_of = [("A", "甲"), ("B", "乙"), ("C", "丙")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .into();
        let order: Vec<_> = streets(&counts, &street_of)
            .into_iter()
            .map(|rate| rate.street)
            .collect();
        assert_eq!(order, ["乙", "甲"]);
    }
}
