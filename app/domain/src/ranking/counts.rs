//! How many of a post reached each step.

use super::{Placing, courses, lines};
use crate::{
    Points,
    rules::{Bundle, PostCode, Step},
};
use std::collections::HashMap;

/// The counts of a post, by the stages that the platform carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostCounts {
    pub post: String,
    /// After opening rules, direct hires and decisions; `None`: the notice does not say.
    pub places: Option<u32>,
    pub cancelled: bool,
    pub accepted: u32,
    pub sat: u32,
    pub passed: u32,
    /// The figure of the last person on the shortlist.
    pub cut_off: Option<Points>,
    pub shortlisted: u32,
    pub interviewed: u32,
    pub ranked: u32,
    /// Called to the first step after the exam, or hired where there is none.
    pub selected: u32,
}

/// The counts of every post, in the order of the rules.
pub fn post_counts(bundle: &Bundle) -> Vec<PostCounts> {
    let outcome = &bundle.outcome;
    let courses = courses(&bundle.rules, outcome);
    let mut selected: HashMap<&PostCode, u32> = HashMap::new();
    let mut shortlisted: HashMap<&PostCode, u32> = HashMap::new();
    for (candidate, line) in bundle.people.candidates.iter().zip(lines(bundle)) {
        if line.placing == Placing::Selected {
            *selected.entry(&candidate.post).or_default() += 1;
        }
        if line.shortlisted {
            *shortlisted.entry(&candidate.post).or_default() += 1;
        }
    }
    let counts = |found: &crate::rules::PostOutcome| {
        let course = courses.get(&found.post);
        let at = |step: Option<Step>| {
            let step = step.and_then(|step| found.steps.get(usize::from(step.0)));
            step.copied().unwrap_or_default()
        };
        let papers = at(course.and_then(|own| own.papers));
        PostCounts {
            post: found.post.to_string(),
            places: found.places,
            cancelled: found.cancelled,
            accepted: found.accepted,
            sat: papers.came,
            passed: papers.passed,
            cut_off: papers.cut_off,
            shortlisted: shortlisted.get(&found.post).copied().unwrap_or_default(),
            interviewed: at(course.and_then(|own| own.panel)).came,
            ranked: found.ranked,
            selected: selected.get(&found.post).copied().unwrap_or_default(),
        }
    };
    outcome.posts.iter().map(counts).collect()
}
