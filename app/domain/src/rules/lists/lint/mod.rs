//! What can be wrong with lists: quotas, ties, substitution, reserved seats.

mod findings;
mod quota;
pub(crate) mod say;
mod substitution;
mod ties;

use super::{Across, List, Reserved, ReservedOf};
use crate::rules::codes::StageCode;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::Post;
use crate::rules::lint::{Course, Decides, DocumentLint, Ground, Part, Report};
pub use findings::ListsLint;
pub(crate) use quota::{QuotaFor, people_for, quota};
use std::collections::BTreeSet;
pub(crate) use ties::ties;

/// Extra tests that nothing names, and reserved seats.
pub(crate) fn check(ground: &Ground<'_>, report: &mut Report) {
    let doc = ground.doc;
    let used: BTreeSet<String> = ground
        .spots()
        .iter()
        .filter(|spot| spot.kind == Some("TestCode") && spot.owner != "ExtraTest")
        .filter_map(|spot| spot.value.as_str().map(str::to_owned))
        .collect();
    for (index, test) in doc.extra_tests.iter().enumerate() {
        let path = format!("/extra_tests/{index}");
        if !used.contains(test.code.as_str()) {
            let test = test.name.clone();
            report.add(&path, ListsLint::TestNeverUsed { test });
        }
        let agreed = doc.decisions.iter().any(|own| own.of == test.code.as_str());
        if test.approval && !agreed {
            let what = Decides::ExtraTest(test.name.clone());
            report.add(
                format!("{path}/approval"),
                DocumentLint::BodyDecides { what },
            );
        }
    }
    for (index, reserved) in doc.reserved.iter().enumerate() {
        self::reserved(doc, &format!("/reserved/{index}/places"), reserved, report);
    }
}

/// Every list of the course, and the ties of the total.
pub(crate) fn check_course(course: &Course<'_>, report: &mut Report) {
    let stages = course.rules.stages.iter().enumerate();
    for (index, stage) in stages.clone() {
        let path = format!("{}/cut", course.stage_path(index));
        if let Some(cut) = &stage.cut {
            list(course, &path, (cut, &stage.code), (index, 1), report);
        }
        let checked = stage
            .check
            .as_ref()
            .and_then(|check| check.substitution.as_ref());
        if let Some(rule) = checked {
            let path = format!("{}/check/substitution", course.stage_path(index));
            substitution::check(course, &path, rule, &stage.code, report);
        }
    }
    let cuts = stages.filter_map(|(index, stage)| {
        Some((
            format!("{}/cut/quota", course.stage_path(index)),
            stage.cut.as_ref()?,
        ))
    });
    widening(course, cuts, report);
    let end = (course.rules.stages.len(), 0);
    ties(
        course,
        &course.path(Part::Ties),
        &course.rules.ties,
        end,
        report,
    );
    let after = course.path(Part::After);
    let steps = course.rules.after.iter().enumerate();
    for (index, step) in steps.clone() {
        let path = format!("{after}/{index}/list");
        list(course, &path, (&step.list, &step.code), end, report);
    }
    let lists = steps.map(|(index, step)| (format!("{after}/{index}/list/quota"), &step.list));
    widening(course, lists, report);
}

/// `by`: when the list is cut.
fn list(
    course: &Course<'_>,
    path: &str,
    (list, code): (&List, &StageCode),
    by: (usize, u8),
    report: &mut Report,
) {
    let end = by.0 >= course.rules.stages.len();
    let kind = if end { QuotaFor::Step } else { QuotaFor::Cut };
    if let Some(own) = &list.quota {
        let sizes = course.sizes_across(across(course, list, end));
        quota(&sizes, &format!("{path}/quota"), own, kind, report);
        let below = sizes.into_iter().find_map(|places| {
            let people = people_for(own, places)?;
            (people < places && people > 0).then_some((places, people))
        });
        if let Some((places, people)) = below {
            let finding = ListsLint::QuotaBelowPlaces { places, people };
            report.add(format!("{path}/quota"), finding);
        }
    }
    if let Some(level) = &list.level {
        ties(course, &format!("{path}/level"), level, by, report);
    }
    if let Some(rule) = &list.substitution {
        substitution::check(course, &format!("{path}/substitution"), rule, code, report);
    }
}

/// Over which posts a list is: after the exam as the total ranks, unless it says so.
fn across(course: &Course<'_>, list: &List, end: bool) -> Across {
    let usual = if end {
        course.rules.total.across
    } else {
        Across::Post
    };
    list.across.unwrap_or(usual)
}

/// A list that calls more than the one before it can call nobody new.
fn widening<'c>(
    course: &Course<'_>,
    lists: impl Iterator<Item = (String, &'c List)>,
    report: &mut Report,
) {
    let mut before: Option<&List> = None;
    for (path, list) in lists {
        let alike = before.filter(|before| before.across == list.across);
        let sizes = course.sizes_across(across(course, list, path.contains("/list/")));
        let wider = alike.and_then(|before| {
            sizes.into_iter().find_map(|places| {
                let (was, is) = (
                    people_for(before.quota.as_ref()?, places)?,
                    people_for(list.quota.as_ref()?, places)?,
                );
                (is > was).then_some((places, was, is))
            })
        });
        if let Some((places, before, people)) = wider {
            let finding = ListsLint::ListWidens {
                places,
                before,
                people,
            };
            report.add(path, finding);
        }
        before = Some(list);
    }
}

/// Seats are taken out of the places of their posts.
fn reserved(doc: &RuleDocument, path: &str, own: &Reserved, report: &mut Report) {
    let among = |post: &&Post| match &own.of {
        ReservedOf::Posts(scope) => scope.covers(&post.code, post.pool.as_ref()),
        ReservedOf::Pool(pool) => post.pool.as_ref() == Some(pool),
        ReservedOf::Campaign => true,
    };
    let mut places = doc.posts.iter().filter(among).map(|post| post.places);
    let places = match &own.of {
        // So many at each: the smallest post must hold them.
        ReservedOf::Posts(_) => places.flatten().min().map(u64::from),
        ReservedOf::Pool(_) | ReservedOf::Campaign => {
            places.try_fold(0, |sum, places| Some(sum + u64::from(places?)))
        }
    };
    if let Some(places) = places.filter(|places| *places < u64::from(own.places)) {
        let finding = ListsLint::ReservedAbovePlaces {
            seats: own.name.clone(),
            reserved: own.places,
            places,
        };
        report.add(path, finding);
    }
}
