//! The posts of a campaign as one applicant sees them: open, or closed and why.

use super::Opened;
use domain::{
    Problem,
    rules::{self, Bilingual, Facts, FindingOutcome, Lang, PostCode, RuleDocument},
};

/// Why these answers close a post; `None` when nothing known speaks against it.
pub fn closed_because(rules: &RuleDocument, post: &PostCode, facts: &Facts) -> Option<Problem> {
    let findings = rules::evaluate(rules, post, facts).findings;
    let not_met = findings
        .into_iter()
        .find(|finding| finding.outcome == FindingOutcome::NotMet)?;
    Some(Problem::NotEligible {
        zh: not_met.say(Lang::Zh),
        en: not_met.say(Lang::En),
    })
}

#[derive(Clone, Debug)]
pub struct PostLine {
    pub code: PostCode,
    pub name: Bilingual,
    pub area: Option<Bilingual>,
    pub pool: Option<Bilingual>,
    pub places: Option<u32>,
    pub closed: Option<Problem>,
}

/// In the order of the post table, those that are open first.
pub fn post_lines(opened: &Opened) -> Vec<PostLine> {
    let rules = opened.rules();
    let mut lines: Vec<PostLine> = rules
        .posts
        .iter()
        .map(|post| PostLine {
            code: post.code.clone(),
            name: post.name.clone(),
            area: post
                .area
                .as_ref()
                .and_then(|code| rules.area(code))
                .map(|area| area.name.clone()),
            pool: post
                .pool
                .as_ref()
                .and_then(|code| rules.pool(code))
                .map(|pool| pool.name.clone()),
            places: post.places,
            closed: closed_because(rules, &post.code, &opened.facts),
        })
        .collect();
    lines.sort_by_key(|line| line.closed.is_some());
    lines
}
