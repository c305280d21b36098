//! The post table: places, sums, nesting.

use super::super::document::{Post, RuleDocument};
use super::{LintCode, Report};

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    if doc.posts.is_empty() {
        report.blocks(
            LintCode::NoPosts,
            "/posts",
            "还没有岗位。",
            "There are no posts yet.",
        );
        return;
    }
    for (index, post) in doc.posts.iter().enumerate() {
        let place = format!("/posts/{index}/places");
        match post.places {
            None => {
                let zh = format!("岗位{}没有写招多少人。", post.code);
                report.blocks(
                    LintCode::PlacesNotStated,
                    &place,
                    zh,
                    format!("Post {} has no number of places.", post.code),
                );
            }
            Some(0) => {
                let zh = format!("岗位{}招0人。", post.code);
                report.warns(
                    LintCode::NoPlaces,
                    &place,
                    zh,
                    format!("Post {} has no places.", post.code),
                );
            }
            Some(_) => {}
        }
    }
    sums(doc, report);
    nesting(doc, report);
}

/// Places that count inside another post's number are not counted twice.
fn sum<'p>(posts: impl Iterator<Item = &'p Post>) -> Option<u64> {
    posts
        .filter(|post| post.inside.is_none())
        .map(|post| post.places.map(u64::from))
        .sum()
}

fn sums(doc: &RuleDocument, report: &mut Report) {
    if let (Some(stated), Some(sum)) = (doc.stated_places, sum(doc.posts.iter()))
        && u64::from(stated) != sum
    {
        let zh = format!("公告写招{stated}人，岗位表加起来是{sum}人。");
        let en = format!("The notice says {stated} places, the post table adds up to {sum}.");
        report.blocks(LintCode::PlacesSum, "/stated_places", zh, en);
    }
    for (index, pool) in doc.pools.iter().enumerate() {
        let own: Vec<&Post> = doc
            .posts
            .iter()
            .filter(|post| post.pool.as_ref() == Some(&pool.code))
            .collect();
        let total = own
            .iter()
            .map(|post| post.places.map(u64::from))
            .sum::<Option<u64>>();
        if let (Some(stated), Some(total)) = (pool.stated_places, total)
            && !own.is_empty()
            && u64::from(stated) != total
        {
            let zh = format!(
                "“{}”写招{stated}人，这一类岗位加起来是{total}人。",
                pool.name.zh
            );
            let en = format!(
                "Pool {} says {stated} places, its posts add up to {total}.",
                pool.code
            );
            report.blocks(
                LintCode::PlacesSum,
                &format!("/pools/{index}/stated_places"),
                zh,
                en,
            );
        }
    }
}

fn nesting(doc: &RuleDocument, report: &mut Report) {
    for (index, post) in doc.posts.iter().enumerate() {
        let inner = doc
            .posts
            .iter()
            .filter(|other| other.inside.as_ref() == Some(&post.code));
        let inner = inner
            .map(|other| u64::from(other.places.unwrap_or(0)))
            .sum::<u64>();
        if let Some(places) = post.places
            && inner > u64::from(places)
        {
            let zh = format!("岗位{}招{places}人，其中单列的却有{inner}人。", post.code);
            let en = format!(
                "Post {} has {places} places, but {inner} are counted inside it.",
                post.code
            );
            report.blocks(LintCode::NestedPlaces, &format!("/posts/{index}"), zh, en);
        }
        if post.inside.as_ref() == Some(&post.code) {
            let zh = format!("岗位{}算在自己里面。", post.code);
            report.blocks(
                LintCode::Cycle,
                &format!("/posts/{index}/inside"),
                zh,
                "A post is counted inside itself.",
            );
        }
    }
}
