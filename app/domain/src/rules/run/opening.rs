//! 开考比例: whether a post goes ahead, with how many places, and where removed places go (domain.md 3.3).

use super::super::document::{
    DecisionMatter, OpeningBase, OpeningConsequence, OpeningRatioRule, PoolCode, PostCode,
    RemovedPlaces,
};
use super::lines::fewer_than;
use super::outcome::{Pending, Status};
use super::quota::{people, places_for};
use super::work::Work;

/// Applies the rules whose base is counted at this point.
pub(crate) fn apply(work: &mut Work, now: &[OpeningBase]) {
    let mut removed: Vec<(usize, u32)> = Vec::new();
    let mut failed = vec![false; work.post_count()];
    for (post, failed) in failed.iter_mut().enumerate() {
        let Some(rule) = rule_of(work, post).filter(|rule| now.contains(&rule.base)) else {
            continue;
        };
        let Some(places) = work.posts[post].places else {
            continue;
        };
        let counted = counted(work, post, rule.base);
        let needed = people(&rule.needed, places, counted);
        if counted >= needed {
            continue;
        }
        *failed = true;
        let left = match consequence(rule, places, counted) {
            OpeningConsequence::GoAhead => places,
            OpeningConsequence::Cancel => 0,
            OpeningConsequence::ReduceInProportion => places_for(&rule.needed, places, counted),
            OpeningConsequence::ReduceToShare(share) => {
                let above = i128::from(counted) * i128::from(share.share.numerator());
                let left = share
                    .mode
                    .divide(above, i128::from(share.share.denominator()));
                u32::try_from(left).unwrap_or(places).min(places)
            }
            OpeningConsequence::Body => {
                if decided_places(work, post).is_none() {
                    let post = work.plan.posts[post].post.code.clone();
                    work.pending.push(Pending::Opening {
                        post,
                        people: counted,
                        needed,
                    });
                }
                places
            }
        };
        work.posts[post].places = Some(left);
        removed.push((post, places - left));
    }
    for (post, places) in removed {
        give_away(work, post, places, &failed);
    }
    for (post, failed) in failed.iter().enumerate() {
        if *failed && work.posts[post].places == Some(0) {
            cancel(work, post);
        }
    }
}

/// Decisions about places overrule what the rules computed; they are applied once, after the last opening check.
pub(crate) fn apply_decisions(work: &mut Work) {
    for post in 0..work.post_count() {
        if let Some(places) = decided_places(work, post) {
            work.posts[post].places = Some(places);
            if places == 0 {
                cancel(work, post);
            }
        }
    }
}

/// Whether a body settled how many this post hires.
pub(crate) fn decided_places(work: &Work, post: usize) -> Option<u32> {
    let code = &work.plan.posts[post].post.code;
    work.plan
        .doc
        .decisions
        .iter()
        .rev()
        .find_map(|decision| match &decision.settles {
            DecisionMatter::Places(places) if places.post == *code => Some(places.number),
            _ => None,
        })
}

fn rule_of<'a>(work: &Work<'a>, post: usize) -> Option<&'a OpeningRatioRule> {
    let rule = work.set(post).rules.opening_ratio.as_ref()?;
    let found = work.plan.posts[post].post;
    let exempt = rule.exempt.as_ref().is_some_and(|scope| {
        !scope.is_everything() && scope.covers(&found.code, found.pool.as_ref())
    });
    (!exempt && !work.plan.posts[post].without_exam).then_some(rule)
}

fn counted(work: &Work, post: usize, base: OpeningBase) -> u32 {
    let counts = &work.posts[post];
    match base {
        OpeningBase::Applied => counts.applied,
        OpeningBase::Reviewed => counts.accepted,
        OpeningBase::Sat => counts.sat,
        OpeningBase::EnteringInterview => counts.shortlisted,
    }
}

fn consequence(rule: &OpeningRatioRule, places: u32, counted: u32) -> &OpeningConsequence {
    let case = rule.not_met.iter().find(|case| {
        case.up_to.is_none_or(|most| places <= most)
            && case
                .fewer_than
                .is_none_or(|ratio| fewer_than(counted, ratio, places))
    });
    case.map_or(&OpeningConsequence::ReduceInProportion, |case| &case.then)
}

fn give_away(work: &mut Work, post: usize, places: u32, failed: &[bool]) {
    if places == 0 {
        return;
    }
    let Some(rule) = rule_of(work, post) else {
        return;
    };
    match &rule.removed_places {
        RemovedPlaces::Lost => {}
        RemovedPlaces::Body => {
            let post = work.plan.posts[post].post.code.clone();
            work.pending.push(Pending::RemovedPlaces { post, places });
        }
        RemovedPlaces::ToPool(pool) => {
            let receivers = posts_of_pool(work, post, pool, failed);
            in_turn(work, &receivers, places);
        }
        RemovedPlaces::InTurn(posts) => {
            let receivers = listed(work, posts, failed);
            in_turn(work, &receivers, places);
        }
    }
}

/// The pool's post in the same area alone, if there is one; otherwise all posts of the pool.
fn posts_of_pool(work: &Work, post: usize, pool: &PoolCode, failed: &[bool]) -> Vec<usize> {
    let area = &work.plan.posts[post].post.area;
    let of_pool: Vec<usize> = (0..work.post_count())
        .filter(|other| work.plan.posts[*other].post.pool.as_ref() == Some(pool) && !failed[*other])
        .collect();
    let near = of_pool
        .iter()
        .find(|other| area.is_some() && work.plan.posts[**other].post.area == *area);
    near.map_or(of_pool.clone(), |near| vec![*near])
}

fn listed(work: &Work, posts: &[PostCode], failed: &[bool]) -> Vec<usize> {
    let found = posts.iter().filter_map(|code| work.plan.post(code));
    found
        .map(|post| post as usize)
        .filter(|post| !failed[*post])
        .collect()
}

/// One place to each receiver in turn, until none is left. Without a receiver the places are lost.
fn in_turn(work: &mut Work, receivers: &[usize], places: u32) {
    let Ok(count) = u32::try_from(receivers.len()) else {
        return;
    };
    for (turn, receiver) in (0..).zip(receivers) {
        let share = places / count + u32::from(turn < places % count);
        if let Some(own) = &mut work.posts[*receiver].places {
            *own = own.saturating_add(share);
        }
    }
}

/// A post without places does not go ahead.
pub(crate) fn cancel(work: &mut Work, post: usize) {
    work.posts[post].cancelled = true;
    for row in work.rows(post) {
        if !matches!(work.status[row], Status::NotAdmitted | Status::Disqualified) {
            work.status[row] = Status::PostCancelled;
        }
    }
}
