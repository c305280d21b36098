//! Which step of a post's course first reads an open field.

use crate::next::engine::plan::Plan;
use crate::next::score::ScoreOf;

/// The first step that reads the field at `path`; `None`: nothing of this post's course reads it.
pub(crate) fn from_step(plan: &Plan, post: usize, path: &str) -> Option<usize> {
    let mut words = path.split('/').skip(1);
    let first = words.next()?;
    if first != "variants" {
        return of_common(plan, post, first, words.next());
    }
    let index: usize = words.next()?.parse().ok()?;
    let variant = plan.doc.variants.get(index)?;
    let own = plan.posts[post].post;
    if !variant.scope.covers(&own.code, own.pool.as_ref()) {
        return None;
    }
    let (section, place) = (words.next()?, words.next());
    match section {
        "stages" => variant
            .stages
            .as_ref()
            .and_then(|stages| step_at(plan, stages, place)),
        "stage" => step_at(plan, &variant.stage, place),
        "scope" | "name" => Some(0),
        other => of_common(plan, post, other, place),
    }
}

fn of_common(plan: &Plan, post: usize, section: &str, place: Option<&str>) -> Option<usize> {
    let set = plan.set_of(post);
    match section {
        "stages" => step_at(plan, &plan.doc.stages, place),
        "total" | "ties" | "extra_tests" => Some(plan.total),
        "after" | "reserve" => Some(set.after.first().copied().unwrap_or(plan.total)),
        "bonus" => Some(first_raised(plan, post)),
        "opening" | "posts" | "pools" | "eligibility" | "exclusions" | "facts" | "tracks"
        | "definitions" | "days" | "reserved" => Some(0),
        _ => None,
    }
}

fn step_at(
    plan: &Plan,
    stages: &[crate::next::stages::Stage],
    place: Option<&str>,
) -> Option<usize> {
    let Some(place) = place else {
        return Some(0);
    };
    plan.step(&stages.get(place.parse::<usize>().ok()?)?.code)
}

fn first_raised(plan: &Plan, post: usize) -> usize {
    let Some(rule) = &plan.set_of(post).rules.bonus else {
        return plan.total;
    };
    let targets = rule.items.iter().flat_map(|item| rule.raised_by(item));
    let steps = targets.map(|target| match target {
        ScoreOf::Total => plan.total,
        ScoreOf::Stage(code) | ScoreOf::Cut(code) => plan.step(code).unwrap_or(0),
    });
    steps.min().unwrap_or(plan.total)
}
