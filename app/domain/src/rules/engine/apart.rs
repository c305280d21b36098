//! Posts that share no list, mean or place are run apart: each part lies in the processor's cache, and the cores divide
//! them between each other. The answer is the same as in one run, which a test tries on every random recruitment.

use super::plan::Plan;
use crate::rules::lists::{Across, ReservedOf};
use crate::rules::stages::recount_step;
use serde_json::Value as Json;
use std::collections::{HashMap, HashSet};

/// So many people are worth a part.
pub(crate) const LEAST: usize = 8_192;

/// The posts of each part, in their order. `people` says how many each post has.
pub(crate) fn parts(plan: &Plan, people: &[usize], least: usize) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let (mut part, mut size) = (Vec::new(), 0);
    for posts in joined(plan) {
        size += posts.iter().map(|post| people[*post]).sum::<usize>();
        part.extend(posts);
        if size >= least {
            parts.push(std::mem::take(&mut part));
            size = 0;
        }
    }
    if !part.is_empty() || parts.is_empty() {
        parts.push(part);
    }
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}

/// Posts that have something in common, in the order of the first of each.
fn joined(plan: &Plan) -> Vec<Vec<usize>> {
    let mut first: Vec<usize> = (0..plan.posts.len()).collect();
    for across in shared(plan) {
        let mut of_key = HashMap::new();
        for post in 0..first.len() {
            let other = *of_key.entry(plan.group_key(post, across)).or_insert(post);
            join(&mut first, post, other);
        }
    }
    let mut sets: Vec<Vec<usize>> = vec![Vec::new(); first.len()];
    for post in 0..first.len() {
        sets[root(&first, post)].push(post);
    }
    sets.retain(|posts| !posts.is_empty());
    sets
}

fn root(first: &[usize], mut post: usize) -> usize {
    while first[post] != post {
        post = first[post];
    }
    post
}

/// The smaller root stays one, so that each set is called by its first post.
fn join(first: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(first, one), root(first, other));
    first[one.max(other)] = one.min(other);
    first[one] = one.min(other);
}

/// Over what anything is shared, wherever the document says it.
fn shared(plan: &Plan) -> HashSet<Across> {
    let mut found = HashSet::new();
    for reserved in &plan.doc.reserved {
        match reserved.of {
            ReservedOf::Posts(_) => false,
            ReservedOf::Pool(_) => found.insert(Across::Pool),
            ReservedOf::Campaign => found.insert(Across::Campaign),
        };
    }
    // Whether anything is counted anew is known when all claims are judged.
    if plan.sets.iter().any(|set| recount_step(set).is_some()) {
        found.insert(Across::Campaign);
    }
    match serde_json::to_value(plan.doc) {
        Ok(json) => collect(&json, &mut found),
        Err(_) => drop(found.insert(Across::Campaign)),
    }
    found
}

/// By name, so that a part of the document that is yet to come is heeded, too.
fn collect(json: &Json, found: &mut HashSet<Across>) {
    match json {
        Json::Object(map) => {
            for (name, value) in map {
                match name.as_str() {
                    "across" => {
                        let said = serde_json::from_value(value.clone());
                        found.insert(said.unwrap_or(Across::Campaign));
                    }
                    "to_pools" | "to_posts" => drop(found.insert(Across::Campaign)),
                    _ => collect(value, found),
                }
            }
        }
        Json::Array(values) => values.iter().for_each(|value| collect(value, found)),
        // People of any post may have sat in one room.
        Json::String(word) if word == "room_mean" => drop(found.insert(Across::Campaign)),
        _ => {}
    }
}
