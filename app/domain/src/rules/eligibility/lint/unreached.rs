//! Requirements that exclude each other, and branches that nobody who meets the rest can take: an age limit of 45 beside
//! a rule for men above 45.

use super::allowed::Reach;
use super::reach::Eyes;
use super::{EligibilityLint, post_name, requirements_of};
use crate::rules::codes::PostCode;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{Condition, Instead, Post, Requirement};
use crate::rules::lint::{Course, Part, Report};
use crate::text::Text;
use std::collections::BTreeMap;

/// Each branch with its path, and whether somebody of some post can take it.
type Branches = BTreeMap<String, bool>;

/// Posts that nobody can apply for, by the requirements that exclude each other.
type Never = Vec<(Vec<Text>, Vec<PostCode>)>;

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    let (mut branches, mut never) = (Branches::new(), Never::new());
    for course in Course::all(doc) {
        for post in &course.posts {
            let eyes = Eyes { doc, post };
            of_post(&eyes, &course, &mut branches, &mut never);
        }
    }
    for (between, posts) in never {
        let first = doc.posts.iter().position(|own| own.code == posts[0]);
        let path = format!("/posts/{}", first.unwrap_or_default());
        let posts = posts.iter().map(|post| post_name(doc, post)).collect();
        report.add(path, EligibilityLint::NeverMet { posts, between });
    }
    for (path, reached) in branches {
        if !reached {
            report.add(path, EligibilityLint::BranchNeverReached);
        }
    }
}

fn of_post(eyes: &Eyes<'_>, course: &Course<'_>, branches: &mut Branches, never: &mut Never) {
    let needed = requirements_of(eyes.doc, eyes.post);
    let reaches: Vec<Reach> = needed
        .iter()
        .map(|(_, own)| of_requirement(eyes, own))
        .collect();
    let all = |skip: Option<usize>| {
        let others = reaches.iter().enumerate();
        let others = others.filter(|(index, _)| Some(*index) != skip);
        let open: Reach = Some(BTreeMap::new());
        others.fold(open, |sum, (_, own)| eyes.both(sum, own.clone()))
    };
    let whole = all(None);
    if whole.is_none() {
        let between = excluding(eyes, &needed, &reaches);
        let post = eyes.post.code.clone();
        match never.iter_mut().find(|(own, _)| *own == between) {
            Some((_, posts)) => posts.push(post),
            None => never.push((between, vec![post])),
        }
        return;
    }
    for (index, (path, own)) in needed.iter().enumerate() {
        let others = all(Some(index));
        of_branches(
            eyes,
            &format!("{path}/condition"),
            &own.condition,
            &others,
            branches,
        );
        of_relaxations(eyes, path, own, &others, branches);
    }
    of_course(eyes, course, &whole, branches);
}

fn of_requirement(eyes: &Eyes<'_>, own: &Requirement) -> Reach {
    let plain = eyes.reach(&own.condition);
    let relaxed = own.relaxations.iter().filter(|one| covers(eyes.post, one));
    relaxed.fold(plain, |sum, relaxation| {
        let who = eyes.reach(&relaxation.who);
        let instead = match &relaxation.instead {
            Instead::Condition(condition) => eyes.both(who, eyes.reach(condition)),
            Instead::NoneNeeded | Instead::Body => who,
        };
        eyes.either(sum, instead)
    })
}

fn covers(post: &Post, relaxation: &crate::rules::eligibility::Relaxation) -> bool {
    relaxation.scope.covers(&post.code, post.pool.as_ref())
}

/// The requirements that leave nobody: one alone, two together, or all of them.
fn excluding(eyes: &Eyes<'_>, needed: &[(String, &Requirement)], reaches: &[Reach]) -> Vec<Text> {
    let title = |index: usize| needed[index].1.title.clone();
    if let Some(alone) = reaches.iter().position(Option::is_none) {
        return vec![title(alone)];
    }
    for (index, one) in reaches.iter().enumerate() {
        let clashes = |other: &Reach| eyes.both(one.clone(), other.clone()).is_none();
        if let Some(other) = reaches[index + 1..].iter().position(clashes) {
            return vec![title(index), title(index + 1 + other)];
        }
    }
    (0..needed.len()).map(title).collect()
}

/// The branches of every "any" that is reached through "all" alone.
fn of_branches(
    eyes: &Eyes<'_>,
    path: &str,
    condition: &Condition,
    others: &Reach,
    branches: &mut Branches,
) {
    match condition {
        Condition::All(list) => {
            for (index, branch) in list.iter().enumerate() {
                of_branches(
                    eyes,
                    &format!("{path}/all/{index}"),
                    branch,
                    others,
                    branches,
                );
            }
        }
        Condition::Any(list) => {
            for (index, branch) in list.iter().enumerate() {
                let path = format!("{path}/any/{index}");
                note(eyes, path.clone(), branch, others, branches);
                of_branches(eyes, &path, branch, others, branches);
            }
        }
        _ => {}
    }
}

fn note(
    eyes: &Eyes<'_>,
    path: String,
    condition: &Condition,
    others: &Reach,
    branches: &mut Branches,
) {
    let reached = eyes.both(others.clone(), eyes.reach(condition)).is_some();
    *branches.entry(path).or_default() |= reached;
}

fn of_relaxations(
    eyes: &Eyes<'_>,
    path: &str,
    own: &Requirement,
    others: &Reach,
    branches: &mut Branches,
) {
    for (index, relaxation) in own.relaxations.iter().enumerate() {
        let path = format!("{path}/relaxations/{index}");
        if covers(eyes.post, relaxation) {
            note(
                eyes,
                format!("{path}/who"),
                &relaxation.who,
                others,
                branches,
            );
        }
    }
}

/// Bonus items, tracks and reserved seats that nobody who may apply can have.
fn of_course(eyes: &Eyes<'_>, course: &Course<'_>, whole: &Reach, branches: &mut Branches) {
    let bonus = course.path(Part::Bonus);
    let items = course.rules.bonus.iter().flat_map(|rule| &rule.items);
    for (index, item) in items.enumerate() {
        note(
            eyes,
            format!("{bonus}/items/{index}/when"),
            &item.when,
            whole,
            branches,
        );
    }
    for (index, track) in eyes.doc.tracks.iter().enumerate() {
        if let Some(when) = &track.when {
            note(eyes, format!("/tracks/{index}/when"), when, whole, branches);
        }
    }
    for (index, reserved) in eyes.doc.reserved.iter().enumerate() {
        note(
            eyes,
            format!("/reserved/{index}/when"),
            &reserved.when,
            whole,
            branches,
        );
    }
}
