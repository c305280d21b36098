//! Which steps of a post's course read an open field.

use crate::rules::document::Variant;
use crate::rules::engine::plan::Plan;
use crate::rules::engine::state::ReadAt;
use crate::rules::score::ScoreOf;
use crate::rules::stages::Stage;

/// Where the field at `path` is read; nowhere: it is no part of this post's course.
pub(crate) fn read_at(plan: &Plan, post: usize, path: &str) -> Vec<ReadAt> {
    let words: Vec<&str> = path.split('/').skip(1).collect();
    let own = plan.posts[post].post;
    let covers = |variant: &&Variant| variant.scope.covers(&own.code, own.pool.as_ref());
    match words[..] {
        ["variants", index, section, ref rest @ ..] => {
            let variant = index
                .parse()
                .ok()
                .and_then(|at: usize| plan.doc.variants.get(at));
            let Some(variant) = variant.filter(covers) else {
                return Vec::new();
            };
            match section {
                "stages" => at_stage(plan, variant.stages.as_deref().unwrap_or_default(), rest),
                "stage" => at_stage(plan, &variant.stage, rest),
                "scope" | "name" => vec![ReadAt::Start],
                section => of_section(plan, post, section, rest),
            }
        }
        [section, ref rest @ ..] => {
            let variant = plan.doc.variants.iter().find(covers);
            match variant.is_some_and(|variant| replaces(plan, variant, section, rest)) {
                true => Vec::new(),
                false => of_section(plan, post, section, rest),
            }
        }
        _ => Vec::new(),
    }
}

/// Whether the variant has a part of its own instead of the common one.
fn replaces(plan: &Plan, variant: &Variant, section: &str, rest: &[&str]) -> bool {
    match section {
        "opening" => variant.opening.is_some(),
        "bonus" => variant.bonus.is_some(),
        "total" => variant.total.is_some(),
        "ties" => variant.ties.is_some(),
        "after" => variant.after.is_some(),
        "stages" => {
            let common = named(&plan.doc.stages, rest);
            let same = |common: &Stage| variant.stage.iter().any(|own| own.code == common.code);
            variant.stages.is_some() || common.is_some_and(same)
        }
        _ => false,
    }
}

fn of_section(plan: &Plan, post: usize, section: &str, rest: &[&str]) -> Vec<ReadAt> {
    match section {
        "stages" => at_stage(plan, &plan.doc.stages, rest),
        "total" | "ties" | "extra_tests" => vec![ReadAt::Step(plan.total)],
        "after" | "reserve" => {
            let first = plan.set_of(post).after.first();
            vec![ReadAt::Step(first.copied().unwrap_or(plan.total))]
        }
        "bonus" => raised(plan, post),
        "opening" | "posts" | "pools" | "eligibility" | "exclusions" | "facts" | "tracks"
        | "definitions" | "days" | "reserved" => vec![ReadAt::Start],
        _ => Vec::new(),
    }
}

fn named<'s>(stages: &'s [Stage], rest: &[&str]) -> Option<&'s Stage> {
    stages.get(rest.first()?.parse::<usize>().ok()?)
}

/// The stage that the path names; the whole course where it names none.
fn at_stage(plan: &Plan, stages: &[Stage], rest: &[&str]) -> Vec<ReadAt> {
    if rest.is_empty() {
        return vec![ReadAt::Start];
    }
    let step = named(stages, rest).and_then(|stage| plan.step(&stage.code));
    step.map(ReadAt::Step).into_iter().collect()
}

/// Every step whose figure an item raises: somebody may skip the first of them.
fn raised(plan: &Plan, post: usize) -> Vec<ReadAt> {
    let Some(rule) = &plan.set_of(post).rules.bonus else {
        return vec![ReadAt::Step(plan.total)];
    };
    let targets = rule.items.iter().flat_map(|item| rule.raised_by(item));
    let steps = targets.map(|target| match target {
        ScoreOf::Total => ReadAt::Step(plan.total),
        ScoreOf::Stage(code) | ScoreOf::Cut(code) => {
            plan.step(code).map_or(ReadAt::Start, ReadAt::Step)
        }
    });
    steps.collect()
}
