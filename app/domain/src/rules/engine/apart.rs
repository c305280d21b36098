//! Posts that share no list, mean or place are run apart: each part lies in the processor's cache, and the cores divide
//! them between each other. The answer is the same as in one run, which a test tries on every random recruitment.

use super::plan::Plan;
use crate::rules::lists::{Across, ReservedOf};
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
    if plan.sets.iter().any(|set| set.recount_step().is_some()) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleDocument;
    use serde_json::json;

    /// Five posts of two people each, the second and the fourth of one pool; what else the document says.
    fn parted(say: impl Fn(&mut Json), least: usize) -> Vec<Vec<usize>> {
        let posts = [None, Some("A"), None, Some("A"), Some("B")];
        let posts = posts.iter().enumerate();
        let posts = posts.map(|(at, pool)| match pool {
            Some(pool) => json!({"code": format!("p{at}"), "name": "p", "places": 1, "pool": pool}),
            None => json!({"code": format!("p{at}"), "name": "p", "places": 1}),
        });
        let mut json = json!({"schema_version": 2, "id": "r", "title": "t",
            "posts": posts.collect::<Vec<_>>(),
            "pools": [{"code": "A", "name": "a", "kind": "open"}, {"code": "B", "name": "b", "kind": "open"}],
            "stages": [{"code": "s", "name": "s", "scoring": {"papers": {"full": "100",
                "papers": [{"code": "x", "name": "x", "full": "100", "weight": "1"}]}},
                "lines": [{"code": "l", "on": {"of": "s"}, "at": {"fixed": "60"}}],
                "cut": {"quota": {"exactly": 3}}}]});
        say(&mut json);
        let doc = RuleDocument::from_json(json.to_string().as_bytes()).unwrap();
        parts(&Plan::compile(&doc).unwrap(), &[2; 5], least)
    }

    #[test]
    fn posts_that_share_nothing_stand_apart_as_soon_as_they_are_worth_it() {
        let nothing = |_: &mut Json| {};
        assert_eq!(parted(nothing, 1), [[0], [1], [2], [3], [4]]);
        assert_eq!(parted(nothing, 3), [vec![0, 1], vec![2, 3], vec![4]]);
        assert_eq!(parted(nothing, usize::MAX), [[0, 1, 2, 3, 4]]);
    }

    #[test]
    fn what_goes_over_a_pool_or_over_everybody_keeps_its_posts_together() {
        let of_pool = [vec![0, 2], vec![1, 3], vec![4]];
        let across = |json: &mut Json| json["stages"][0]["cut"]["across"] = json!("pool");
        assert_eq!(parted(across, 1), of_pool);
        let mean = json!({"mean": {"share": "1", "across": "campaign"}});
        for (pointer, value) in [
            (
                "/stages/0/lines/0/at",
                json!({"lowest_of": [mean, "set_later"]}),
            ),
            ("/stages/0/lines/0/at", json!("room_mean")),
            ("/stages/0/cut/across", json!("campaign")),
        ] {
            let say = |json: &mut Json| match json.pointer_mut(pointer) {
                Some(place) => *place = value.clone(),
                None => json["stages"][0]["cut"]["across"] = value.clone(),
            };
            assert_eq!(parted(say, 1), [[0, 1, 2, 3, 4]], "{pointer} {value}");
        }
        let opening = |json: &mut Json| {
            json["opening"] = json!([{"at": "accepted", "needed": {"per_place": "3"},
                "otherwise": [{"then": "cancel"}], "removed_places": {"to_pools": ["A"]}}]);
        };
        assert_eq!(parted(opening, 1), [[0, 1, 2, 3, 4]]);
        let recount = |json: &mut Json| {
            json["stages"]
                .as_array_mut()
                .unwrap()
                .push(json!({"code": "c", "name": "c",
                "check": {"clause": "c", "recounts": ["bonus"]}}));
        };
        assert_eq!(parted(recount, 1), [[0, 1, 2, 3, 4]]);
    }
}
