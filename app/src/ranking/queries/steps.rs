//! The exam centre's steps in their order, and where each stands.

use crate::{
    admission::queries::{happened, seating},
    campaigns::queries::Campaign,
    error::AppError,
    interviews::queries::{drawn, shortlisted},
    marking::queries::{comparison, signatures},
};
use domain::{
    Instant,
    campaigns::Progress,
    marking::{MarkKind, Tally},
};
use sea_orm::ConnectionTrait;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    Seats,
    WrittenMarks,
    Shortlist,
    Lots,
    InterviewMarks,
    Totals,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepState {
    /// When and by whom; the name is empty for two signatures.
    /// When, and by whom: where two signed, by both.
    Done(Instant, Vec<String>),
    Now,
    Later,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub name: StepName,
    pub state: StepState,
    /// How many people or figures the step is about, where that is known.
    pub count: Option<u64>,
    /// How far marks have come, for the two steps that are about marks.
    pub tally: Option<Tally>,
    /// Applications that can still end among those who are seated.
    pub open: u64,
}

/// # Errors
/// The database's own, as a fault.
pub async fn steps(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    now: Instant,
) -> Result<Vec<Step>, AppError> {
    let at = campaign.progress;
    let lots = drawn(db, campaign.id).await?;
    let listed = if at >= Progress::Shortlisted {
        Some(shortlisted(db, campaign.id).await?)
    } else {
        None
    };
    let decided = happened(db, campaign.id, "shortlist_decided")
        .await?
        .map(|(at, by, _)| (at, vec![by]));
    let computed = happened(db, campaign.id, "totals_computed")
        .await?
        .map(|(at, by, _)| (at, vec![by]));
    let waiting_for_lots = at == Progress::Shortlisted && lots.is_none();
    let carried = |step: &Step| {
        let rules = &campaign.content.rules;
        match step.name {
            StepName::WrittenMarks => rules.has_papers(),
            StepName::Lots | StepName::InterviewMarks => rules.has_panel(),
            StepName::Seats | StepName::Shortlist | StepName::Totals => true,
        }
    };
    let all = [
        seats(db, campaign, now).await?,
        marks(db, campaign, MarkKind::Written, at == Progress::Seated).await?,
        Step {
            count: listed,
            ..step(StepName::Shortlist, decided, at == Progress::WrittenFrozen)
        },
        Step {
            count: listed,
            ..step(
                StepName::Lots,
                lots.map(|(at, by, _)| (at, vec![by])),
                waiting_for_lots,
            )
        },
        marks(
            db,
            campaign,
            MarkKind::Interview,
            at == Progress::Shortlisted && !waiting_for_lots,
        )
        .await?,
        step(StepName::Totals, computed, at == Progress::InterviewFrozen),
    ];
    Ok(all.into_iter().filter(carried).collect())
}

async fn seats(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    now: Instant,
) -> Result<Step, AppError> {
    let seating = seating(db, campaign, now).await?;
    let people = match campaign.progress >= Progress::Seated {
        true => seating.seated(),
        false => seating.ready.accepted,
    };
    let drawn = seating.drawn.map(|draw| (draw.at, vec![draw.by]));
    let is_next = campaign.progress == Progress::Announced;
    Ok(Step {
        count: Some(people),
        open: seating.ready.still_open,
        ..step(StepName::Seats, drawn, is_next)
    })
}

fn step(name: StepName, done: Option<(Instant, Vec<String>)>, now: bool) -> Step {
    let state = match done {
        Some((at, by)) => StepState::Done(at, by),
        None if now => StepState::Now,
        None => StepState::Later,
    };
    Step {
        name,
        state,
        count: None,
        tally: None,
        open: 0,
    }
}

async fn marks(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    kind: MarkKind,
    now: bool,
) -> Result<Step, AppError> {
    let name = match kind {
        MarkKind::Written => StepName::WrittenMarks,
        MarkKind::Interview => StepName::InterviewMarks,
    };
    let signed = signatures(db, campaign.id, kind).await?;
    let done = signed.and_then(|signed| {
        let (second, at) = signed.second?;
        Some((at, vec![signed.first.1, second]))
    });
    let tally = if now {
        Some(comparison(db, campaign, kind).await?.tally)
    } else {
        None
    };
    Ok(Step {
        tally,
        ..step(name, done, now)
    })
}
