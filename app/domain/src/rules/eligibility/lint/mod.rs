//! What can be wrong with posts, facts, conditions and ages.

mod ages;
mod allowed;
mod bands;
mod bounds;
mod conditions;
mod eyes;
mod facts;
mod findings;
mod posts;
mod reach;
pub(crate) mod say;
mod trees;
mod unreached;
mod window;

use super::posts::Post;
use super::requirement::Requirement;
use crate::rules::codes::{FactKey, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::lint::{Ground, Report};
use crate::rules::names;
use crate::text::{Bilingual, Lang};
pub use findings::{AgeEnd, EligibilityLint, OldestReading};

pub(crate) fn check(ground: &Ground<'_>, report: &mut Report) {
    let doc = ground.doc;
    posts::check(doc, report);
    facts::check(ground, report);
    conditions::check(doc, report);
    ages::check(doc, report);
    bands::check(doc, report);
    unreached::check(doc, report);
}

/// Every requirement of the document with its path: the common ones, those of pools, those of posts.
pub(crate) fn requirements(doc: &RuleDocument) -> Vec<(String, &Requirement)> {
    let mut found = at("/eligibility", &doc.eligibility);
    for (index, pool) in doc.pools.iter().enumerate() {
        found.extend(at(
            &format!("/pools/{index}/eligibility"),
            &pool.eligibility,
        ));
    }
    for (index, post) in doc.posts.iter().enumerate() {
        found.extend(at(
            &format!("/posts/{index}/eligibility"),
            &post.eligibility,
        ));
    }
    found
}

/// What a post demands, with the paths.
pub(crate) fn requirements_of<'d>(
    doc: &'d RuleDocument,
    post: &'d Post,
) -> Vec<(String, &'d Requirement)> {
    let mut found = at("/eligibility", &doc.eligibility);
    let pool = |code| doc.pools.iter().position(|pool| pool.code == code);
    if let Some(index) = post.pool.clone().and_then(pool) {
        let path = format!("/pools/{index}/eligibility");
        found.extend(at(&path, &doc.pools[index].eligibility));
    }
    let index = doc.posts.iter().position(|own| own.code == post.code);
    let path = format!("/posts/{}/eligibility", index.unwrap_or_default());
    found.extend(at(&path, &post.eligibility));
    found.retain(|(_, own)| own.scope.covers(&post.code, post.pool.as_ref()));
    found
}

fn at<'d>(path: &str, list: &'d [Requirement]) -> Vec<(String, &'d Requirement)> {
    let place = |(index, own)| (format!("{path}/{index}"), own);
    list.iter().enumerate().map(place).collect()
}

/// What people call a post; posts of one name are told apart by their codes.
pub(crate) fn post_name(doc: &RuleDocument, code: &PostCode) -> Bilingual {
    let name = |lang| names::post(doc, code, lang);
    Bilingual::new(name(Lang::Zh), name(Lang::En))
}

/// What people call a fact: its label, or its key where no question has it.
pub(crate) fn label(doc: &RuleDocument, key: &FactKey) -> Bilingual {
    doc.fact(key)
        .map_or_else(|| Bilingual::zh(key.as_str()), |def| def.label.clone())
}
