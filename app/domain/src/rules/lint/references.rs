//! Codes: each stands once, and what refers to a post, pool or area finds it.

use super::super::document::{
    BIRTH_DATE, DecisionMatter, FactDef, FactKind, PlacesDecision, RuleDocument, SEX, Scope, Topic,
};
use super::conditions::known;
use super::{LintCode, Report};
use std::collections::BTreeSet;

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    once(
        "/posts",
        doc.posts.iter().map(|post| post.code.as_str()),
        report,
    );
    once(
        "/pools",
        doc.pools.iter().map(|pool| pool.code.as_str()),
        report,
    );
    once(
        "/areas",
        doc.areas.iter().map(|area| area.code.as_str()),
        report,
    );
    once(
        "/facts",
        doc.facts.iter().map(|fact| fact.key.as_str()),
        report,
    );
    once(
        "/definitions",
        doc.definitions.iter().map(|def| def.name.as_str()),
        report,
    );
    once(
        "/days",
        doc.days.iter().map(|day| day.name.as_str()),
        report,
    );
    once(
        "/tests",
        doc.tests.iter().map(|test| test.code.as_str()),
        report,
    );
    let requirements =
        super::conditions::requirements(doc).map(|(_, requirement)| requirement.id.as_str());
    once(
        "/eligibility",
        requirements.collect::<Vec<_>>().into_iter(),
        report,
    );
    once(
        "/exclusions",
        doc.exclusions.iter().map(|exclusion| exclusion.id.as_str()),
        report,
    );
    for (index, fact) in doc.facts.iter().enumerate() {
        reserved(index, fact, report);
        let options = fact
            .kind
            .options()
            .iter()
            .map(|option| option.code.as_str());
        once(&format!("/facts/{index}"), options, report);
        if let FactKind::Area(area) = &fact.kind
            && let Some(inside) = &area.inside
        {
            known(
                doc.area(inside).is_some(),
                &format!("/facts/{index}"),
                inside.as_str(),
                report,
            );
        }
    }
    of_posts(doc, report);
    for (index, variant) in doc.variants.iter().enumerate() {
        scope(
            doc,
            &variant.scope,
            &format!("/variants/{index}/scope"),
            report,
        );
    }
    for (place, requirement) in super::conditions::requirements(doc) {
        scope(doc, &requirement.scope, &place, report);
        for (index, relaxation) in requirement.relaxations.iter().enumerate() {
            let place = format!("{place}/relaxations/{index}/scope");
            scope(doc, &relaxation.scope, &place, report);
        }
    }
    for (index, exclusion) in doc.exclusions.iter().enumerate() {
        let place = format!("/exclusions/{index}/scope");
        scope(doc, &exclusion.scope, &place, report);
    }
    if let Some(reserve) = &doc.reserve {
        scope(doc, &reserve.scope, "/reserve/scope", report);
    }
    for (place, rules) in super::sections(doc) {
        let exempt = rules.opening_ratio.as_ref().and_then(|o| o.exempt.as_ref());
        if let Some(exempt) = exempt {
            let place = format!("{place}/opening_ratio/exempt");
            scope(doc, exempt, &place, report);
        }
    }
    decisions(doc, report);
    empty_texts(doc, report);
}

/// Facts that the platform takes from the ID number have their kind and place fixed.
fn reserved(index: usize, fact: &FactDef, report: &mut Report) {
    let fits = match fact.key.as_str() {
        BIRTH_DATE => matches!(fact.kind, FactKind::Date(_)),
        SEX => {
            let options: Vec<&str> = fact
                .kind
                .options()
                .iter()
                .map(|option| option.code.as_str())
                .collect();
            matches!(fact.kind, FactKind::Choice(_)) && options == ["male", "female"]
        }
        _ => return,
    };
    if !fits || fact.topic != Topic::Identity {
        let zh = format!(
            "“{}”来自身份证号：出生日期是日期，性别只有male和female两项，都归在identity下。",
            fact.label.zh
        );
        let en = "This fact comes from the ID number: birth_date is a date, sex a choice of male and female, both under identity.";
        report.blocks(LintCode::ReservedFact, &format!("/facts/{index}"), zh, en);
    }
}

fn of_posts(doc: &RuleDocument, report: &mut Report) {
    for (index, post) in doc.posts.iter().enumerate() {
        let place = format!("/posts/{index}");
        if let Some(pool) = &post.pool {
            known(doc.pool(pool).is_some(), &place, pool.as_str(), report);
        }
        if let Some(area) = &post.area {
            known(doc.area(area).is_some(), &place, area.as_str(), report);
        }
        if let Some(outer) = &post.inside {
            known(doc.post(outer).is_some(), &place, outer.as_str(), report);
        }
    }
    for (index, area) in doc.areas.iter().enumerate() {
        if let Some(outer) = &area.inside {
            known(
                doc.area(outer).is_some(),
                &format!("/areas/{index}"),
                outer.as_str(),
                report,
            );
        }
    }
}

/// A decision about a post that does not exist settles nothing, and one about more places than the notice hires was
/// mistyped: places move only from one post to another.
fn decisions(doc: &RuleDocument, report: &mut Report) {
    for (index, decision) in doc.decisions.iter().enumerate() {
        let place = format!("/decisions/{index}");
        match &decision.settles {
            DecisionMatter::WrittenPassLine(line)
            | DecisionMatter::InterviewPassLine(line)
            | DecisionMatter::TotalPassLine(line) => scope(doc, &line.scope, &place, report),
            DecisionMatter::Places(places) => {
                let post = doc.post(&places.post);
                known(post.is_some(), &place, places.post.as_str(), report);
                let stated = post.and_then(|post| post.places);
                if let Some(stated) = stated.filter(|stated| places.number > *stated) {
                    too_many(doc, &place, places, stated, report);
                }
            }
            DecisionMatter::Substitutes(more) => {
                known(
                    doc.post(&more.post).is_some(),
                    &place,
                    more.post.as_str(),
                    report,
                );
            }
            DecisionMatter::Order(_) => {}
        }
    }
}

fn too_many(
    doc: &RuleDocument,
    place: &str,
    decided: &PlacesDecision,
    stated: u32,
    report: &mut Report,
) {
    let (post, number) = (&decided.post, decided.number);
    let all: Option<u32> = doc.posts.iter().map(|post| post.places).sum();
    let zh = format!("岗位{post}写招{stated}人，这里决定招{number}人。");
    let en = format!("Post {post} hires {stated}; this decides {number}.");
    // More than all posts together can only be a slip; within them a place may have come from another post.
    match all {
        Some(all) if number > all => report.blocks(LintCode::PlacesSum, place, zh, en),
        _ => report.warns(LintCode::PlacesSum, place, zh, en),
    }
}

fn scope(doc: &RuleDocument, scope: &Scope, place: &str, report: &mut Report) {
    for post in &scope.posts {
        known(doc.post(post).is_some(), place, post.as_str(), report);
    }
    for pool in &scope.pools {
        known(doc.pool(pool).is_some(), place, pool.as_str(), report);
    }
}

pub(super) fn once<'c>(place: &str, codes: impl Iterator<Item = &'c str>, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for code in codes {
        if code.trim().is_empty() {
            report.blocks(
                LintCode::EmptyText,
                place,
                "有一项没有编号。",
                "One of these has no code.",
            );
        } else if !seen.insert(code) {
            let zh = format!("编号“{code}”用了两次。");
            report.blocks(
                LintCode::DuplicateCode,
                place,
                zh,
                format!("The code \"{code}\" stands twice."),
            );
        }
    }
}

fn empty_texts(doc: &RuleDocument, report: &mut Report) {
    let posts = doc
        .posts
        .iter()
        .enumerate()
        .map(|(i, post)| (format!("/posts/{i}/name"), &post.name));
    let facts = doc
        .facts
        .iter()
        .enumerate()
        .map(|(i, fact)| (format!("/facts/{i}/label"), &fact.label));
    let title = std::iter::once(("/title".to_owned(), &doc.title));
    for (place, text) in title.chain(posts).chain(facts) {
        if text.is_empty() {
            report.blocks(
                LintCode::EmptyText,
                &place,
                "这里没有写名称。",
                "There is no name here.",
            );
        }
    }
}
