//! The post table: places and their sums.

use super::{EligibilityLint, post_name};
use crate::rules::document::{DecisionValue, RuleDocument};
use crate::rules::eligibility::Post;
use crate::rules::lint::Report;

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    if doc.posts.is_empty() {
        return report.add("/posts", EligibilityLint::NoPosts);
    }
    let unknown: Vec<usize> = (0..doc.posts.len())
        .filter(|index| doc.posts[*index].places.is_none() && !decided(doc, &doc.posts[*index]))
        .collect();
    if let Some(first) = unknown.first() {
        let posts = unknown
            .iter()
            .map(|index| post_name(doc, &doc.posts[*index].code));
        let posts = posts.collect();
        report.add(
            format!("/posts/{first}"),
            EligibilityLint::PlacesUnknown { posts },
        );
    }
    for (index, post) in doc.posts.iter().enumerate() {
        if post.places == Some(0) {
            let post = post_name(doc, &post.code);
            report.add(
                format!("/posts/{index}/places"),
                EligibilityLint::NoPlaces { post },
            );
        }
    }
    sums(doc, report);
}

fn decided(doc: &RuleDocument, post: &Post) -> bool {
    doc.decisions.iter().any(|decision| {
        matches!(decision.value, DecisionValue::Places(_))
            && decision.scope.covers(&post.code, post.pool.as_ref())
    })
}

fn sums(doc: &RuleDocument, report: &mut Report) {
    let sum = |posts: &mut dyn Iterator<Item = &Post>| -> Option<u64> {
        posts.map(|post| post.places.map(u64::from)).sum()
    };
    if let (Some(stated), Some(sum)) = (doc.stated_places, sum(&mut doc.posts.iter()))
        && u64::from(stated) != sum
    {
        report.add("/stated_places", EligibilityLint::PlacesSum { stated, sum });
    }
    for (index, pool) in doc.pools.iter().enumerate() {
        let own: Vec<&Post> = doc
            .posts
            .iter()
            .filter(|post| post.pool.as_ref() == Some(&pool.code))
            .collect();
        if let (Some(stated), Some(sum)) = (pool.stated_places, sum(&mut own.iter().copied()))
            && !own.is_empty()
            && u64::from(stated) != sum
        {
            let pool = pool.name.clone();
            let finding = EligibilityLint::PoolPlacesSum { pool, stated, sum };
            report.add(format!("/pools/{index}/stated_places"), finding);
        }
    }
}
