//! Condition trees: names that lead somewhere, tests that fit the kind of fact, branches that are not empty.

use super::super::document::{
    AreaCode, AreaOf, Condition, DateTest, DayRef, ELSEWHERE, FactKey, FactKind, OptionCode,
    RuleDocument,
};
use super::{LintCode, Report};

/// A condition of the document with its place.
pub(super) struct Placed<'d> {
    pub place: String,
    pub condition: &'d Condition,
}

/// Every condition tree of the document, from the top of each.
pub(super) fn trees(doc: &RuleDocument) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    let mut add = |place: String, condition| found.push(Placed { place, condition });
    for (index, fact) in doc.facts.iter().enumerate() {
        if let Some(condition) = &fact.asked_when {
            add(format!("/facts/{index}/asked_when"), condition);
        }
    }
    for (index, definition) in doc.definitions.iter().enumerate() {
        add(
            format!("/definitions/{index}/condition"),
            &definition.condition,
        );
    }
    for (place, requirement) in requirements(doc) {
        add(format!("{place}/condition"), &requirement.condition);
        for (index, relaxation) in requirement.relaxations.iter().enumerate() {
            add(format!("{place}/relaxations/{index}/who"), &relaxation.who);
            if let Some(condition) = &relaxation.instead {
                add(format!("{place}/relaxations/{index}/instead"), condition);
            }
        }
    }
    for (index, exclusion) in doc.exclusions.iter().enumerate() {
        add(format!("/exclusions/{index}/when"), &exclusion.when);
    }
    for (place, rules) in super::sections(doc) {
        for (index, item) in rules
            .bonus
            .iter()
            .flat_map(|rule| rule.items.iter().enumerate())
        {
            add(format!("{place}/bonus/items/{index}/when"), &item.when);
        }
    }
    found
}

/// Every requirement of the document with its place: common ones, those of pools, those of posts.
pub(super) fn requirements(
    doc: &RuleDocument,
) -> impl Iterator<Item = (String, &super::super::document::Requirement)> {
    let common = doc
        .eligibility
        .iter()
        .enumerate()
        .map(|(i, r)| (format!("/eligibility/{i}"), r));
    let pools = doc.pools.iter().enumerate().flat_map(|(pool, found)| {
        found
            .eligibility
            .iter()
            .enumerate()
            .map(move |(i, r)| (format!("/pools/{pool}/eligibility/{i}"), r))
    });
    let posts = doc.posts.iter().enumerate().flat_map(|(post, found)| {
        found
            .eligibility
            .iter()
            .enumerate()
            .map(move |(i, r)| (format!("/posts/{post}/eligibility/{i}"), r))
    });
    common.chain(pools).chain(posts)
}

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    for tree in trees(doc) {
        check_tree(doc, &tree.place, tree.condition, report);
    }
    cycles(doc, report);
    unused_facts(doc, report);
}

fn check_tree(doc: &RuleDocument, place: &str, condition: &Condition, report: &mut Report) {
    match condition {
        Condition::All(branches) | Condition::Any(branches) if branches.is_empty() => report
            .blocks(
                LintCode::EmptyBranches,
                place,
                "条件里没有任何一项，请补上或删掉。",
                "The condition has no branches; add some or remove it.",
            ),
        Condition::Yes(fact) => kind(
            doc,
            place,
            fact,
            |kind| matches!(kind, FactKind::YesNo),
            report,
        ),
        Condition::Date(test) => {
            kind(
                doc,
                place,
                &test.fact,
                |kind| matches!(kind, FactKind::Date(_)),
                report,
            );
            window(place, test, report);
        }
        Condition::Number(test) => {
            kind(
                doc,
                place,
                &test.fact,
                |kind| matches!(kind, FactKind::Number(_)),
                report,
            );
        }
        Condition::Level(test) => {
            kind(
                doc,
                place,
                &test.fact,
                |kind| matches!(kind, FactKind::Choice(_)),
                report,
            );
            options(
                doc,
                place,
                &test.fact,
                test.at_least.iter().chain(&test.at_most),
                report,
            );
            ordered(doc, place, &test.fact, report);
        }
        Condition::OneOf(test) => {
            kind(
                doc,
                place,
                &test.fact,
                |kind| matches!(kind, FactKind::Choice(_) | FactKind::Choices(_)),
                report,
            );
            options(doc, place, &test.fact, test.options.iter(), report);
        }
        Condition::Elapsed(test) => {
            for day in [&test.since, &test.until] {
                self::day(doc, place, day, report);
            }
        }
        Condition::InArea(test) => {
            kind(
                doc,
                place,
                &test.fact,
                |kind| matches!(kind, FactKind::Area(_)),
                report,
            );
            areas(doc, place, &test.areas, report);
        }
        Condition::SameArea(test) => {
            kind(
                doc,
                place,
                &test.fact,
                |kind| matches!(kind, FactKind::Area(_)),
                report,
            );
            if let AreaOf::Fact(fact) = &test.other {
                kind(
                    doc,
                    place,
                    fact,
                    |kind| matches!(kind, FactKind::Area(_)),
                    report,
                );
            }
        }
        Condition::PostIn(list) => areas(doc, place, list, report),
        Condition::Post(posts) => {
            posts
                .iter()
                .for_each(|post| known(doc.post(post).is_some(), place, post.as_str(), report));
        }
        Condition::Pool(pools) => {
            pools
                .iter()
                .for_each(|pool| known(doc.pool(pool).is_some(), place, pool.as_str(), report));
        }
        Condition::QualifiesFor(post) => {
            known(doc.post(post).is_some(), place, post.as_str(), report)
        }
        Condition::Defined(name) => {
            known(
                doc.definitions.iter().any(|def| def.name == *name),
                place,
                name.as_str(),
                report,
            );
        }
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {}
    }
    for branch in condition.branches() {
        check_tree(doc, place, branch, report);
    }
}

/// Notes a code that stands for nothing.
pub(super) fn known(known: bool, place: &str, code: &str, report: &mut Report) {
    if !known {
        let zh = format!("这里用到的“{code}”没有定义。");
        report.blocks(
            LintCode::UnknownReference,
            place,
            zh,
            format!("\"{code}\" is not defined."),
        );
    }
}

fn kind(
    doc: &RuleDocument,
    place: &str,
    fact: &FactKey,
    fits: impl Fn(&FactKind) -> bool,
    report: &mut Report,
) {
    match doc.fact(fact) {
        None => known(false, place, fact.as_str(), report),
        Some(def) if !fits(&def.kind) => {
            let zh = format!("“{}”的填写方式和这里的判断不一致。", def.label.zh);
            report.blocks(
                LintCode::WrongFactType,
                place,
                zh,
                format!("The test does not fit the kind of \"{fact}\"."),
            );
        }
        Some(_) => {}
    }
}

fn options<'o>(
    doc: &RuleDocument,
    place: &str,
    fact: &FactKey,
    codes: impl Iterator<Item = &'o OptionCode>,
    report: &mut Report,
) {
    let Some(def) = doc.fact(fact) else { return };
    for code in codes {
        known(def.level_of(code).is_some(), place, code.as_str(), report);
    }
}

fn ordered(doc: &RuleDocument, place: &str, fact: &FactKey, report: &mut Report) {
    if let Some(FactKind::Choice(choice)) = doc.fact(fact).map(|def| &def.kind)
        && !choice.ordered
    {
        let zh = format!("“{fact}”的选项没有高低顺序，不能判断“以上”“以下”。");
        report.blocks(
            LintCode::UnorderedLevel,
            place,
            zh,
            format!("The options of \"{fact}\" have no order."),
        );
    }
}

fn window(place: &str, test: &DateTest, report: &mut Report) {
    match (test.from, test.until) {
        (None, None) => report.blocks(
            LintCode::EmptyWindow,
            place,
            "日期条件没有写从哪天起、到哪天止。",
            "The date test has neither a first nor a last day.",
        ),
        (Some(from), Some(until)) if from.first_allowed() > until.last_allowed() => report.blocks(
            LintCode::EmptyWindow,
            place,
            format!("没有一天能同时满足{}和{}。", from.on, until.on),
            format!("No day lies between {} and {}.", from.on, until.on),
        ),
        _ => {}
    }
}

fn day(doc: &RuleDocument, place: &str, day: &DayRef, report: &mut Report) {
    match day {
        DayRef::Day(_) => {}
        DayRef::Fact(fact) => kind(
            doc,
            place,
            fact,
            |kind| matches!(kind, FactKind::Date(_)),
            report,
        ),
        DayRef::Named(name) => known(
            doc.days.iter().any(|day| day.name == *name),
            place,
            name.as_str(),
            report,
        ),
    }
}

fn areas(doc: &RuleDocument, place: &str, codes: &[AreaCode], report: &mut Report) {
    for code in codes {
        known(
            code.as_str() == ELSEWHERE || doc.area(code).is_some(),
            place,
            code.as_str(),
            report,
        );
    }
}

/// Definitions, posts and areas may refer to each other, but not in a circle.
fn cycles(doc: &RuleDocument, report: &mut Report) {
    for (index, definition) in doc.definitions.iter().enumerate() {
        let next = |name: &str| {
            let found = doc.definitions.iter().find(|def| def.name.as_str() == name);
            found.map_or_else(Vec::new, |def| names_in(&def.condition))
        };
        circle(
            definition.name.as_str(),
            next,
            &format!("/definitions/{index}"),
            report,
        );
    }
    for (index, post) in doc.posts.iter().enumerate() {
        let next = |code: &str| {
            let Some(post) = doc.posts.iter().find(|post| post.code.as_str() == code) else {
                return Vec::new();
            };
            let requirements = super::super::eligibility::truth::requirements_of(doc, post);
            requirements
                .flat_map(|requirement| posts_in(&requirement.condition))
                .collect()
        };
        circle(post.code.as_str(), next, &format!("/posts/{index}"), report);
    }
    for (index, area) in doc.areas.iter().enumerate() {
        let next = |code: &str| {
            let found = doc.areas.iter().find(|area| area.code.as_str() == code);
            found
                .and_then(|area| area.inside.as_ref())
                .map_or_else(Vec::new, |outer| vec![outer.to_string()])
        };
        circle(area.code.as_str(), next, &format!("/areas/{index}"), report);
    }
}

/// Whether one comes back to `start` by following `next`.
fn circle(start: &str, next: impl Fn(&str) -> Vec<String>, place: &str, report: &mut Report) {
    let mut seen = std::collections::BTreeSet::new();
    let mut open = next(start);
    while let Some(name) = open.pop() {
        if name == start {
            let zh = format!("“{start}”绕了一圈又引用到自己。");
            return report.blocks(
                LintCode::Cycle,
                place,
                zh,
                format!("\"{start}\" leads back to itself."),
            );
        }
        if seen.insert(name.clone()) {
            open.extend(next(&name));
        }
    }
}

fn names_in(condition: &Condition) -> Vec<String> {
    match condition {
        Condition::Defined(name) => vec![name.to_string()],
        other => other.branches().iter().flat_map(names_in).collect(),
    }
}

fn posts_in(condition: &Condition) -> Vec<String> {
    match condition {
        Condition::QualifiesFor(post) => vec![post.to_string()],
        other => other.branches().iter().flat_map(posts_in).collect(),
    }
}

fn unused_facts(doc: &RuleDocument, report: &mut Report) {
    let asked: Vec<&FactKey> = trees(doc)
        .iter()
        .flat_map(|tree| tree.condition.facts())
        .collect();
    let elsewhere = super::selection::tie_facts(doc);
    for (index, def) in doc.facts.iter().enumerate() {
        let by_points = super::bonus::point_facts(doc).any(|fact| *fact == def.key);
        if !asked.contains(&&def.key) && !elsewhere.contains(&&def.key) && !by_points {
            let zh = format!("报名表要填“{}”，但没有规则用到它。", def.label.zh);
            let en = format!("The form asks for \"{}\", but no rule uses it.", def.key);
            report.warns(LintCode::UnusedFact, &format!("/facts/{index}"), zh, en);
        }
    }
}
