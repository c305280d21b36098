//! What can be wrong with opening rules.

mod findings;
pub(crate) mod say;

use super::{OpeningAt, OpeningRule, OpeningThen, RemovedPlaces};
use crate::rules::eligibility::Post;
use crate::rules::lint::{Course, Decides, DocumentLint, Part, Report};
use crate::rules::lists::lint::{QuotaFor, quota};
use crate::rules::stages::lint::StagesLint;
pub use findings::OpeningLint;

pub(crate) fn check(course: &Course<'_>, report: &mut Report) {
    let path = course.path(Part::Opening);
    for (index, rule) in course.rules.opening.iter().enumerate() {
        let path = format!("{path}/{index}");
        quota(
            &course.sizes(),
            &format!("{path}/needed"),
            &rule.needed,
            QuotaFor::Opening,
            report,
        );
        counted(course, &path, &rule.at, report);
        cases(course, &path, rule, report);
        removed(
            course,
            &format!("{path}/removed_places"),
            &rule.removed_places,
            report,
        );
    }
}

fn counted(course: &Course<'_>, path: &str, at: &OpeningAt, report: &mut Report) {
    match at {
        OpeningAt::Came(code) | OpeningAt::Called(code) if course.stage_at(code).is_none() => {
            let came = matches!(at, OpeningAt::Came(_));
            let name = if came { "came" } else { "called" };
            let path = format!("{path}/at/{name}");
            // A stage that is nowhere is told as such.
            if !report.has(&path) {
                let stage = code.clone();
                report.add(path, OpeningLint::OpeningStageNowhere { stage });
            }
        }
        OpeningAt::Paid => {
            let fees = course
                .doc
                .applying
                .as_ref()
                .map_or(&[][..], |own| &own.fees);
            if fees.is_empty() {
                report.add(format!("{path}/at"), OpeningLint::PaidWithoutFee);
            }
        }
        _ => {}
    }
}

fn cases(course: &Course<'_>, path: &str, rule: &OpeningRule, report: &mut Report) {
    let path = format!("{path}/otherwise");
    if rule.otherwise.is_empty() {
        return report.add(path, OpeningLint::ConsequenceNotStated);
    }
    let mut reached = Some(0u32);
    for (index, case) in rule.otherwise.iter().enumerate() {
        let path = format!("{path}/{index}");
        let further = match (reached, case.up_to) {
            (None, _) => false,
            (Some(before), Some(most)) => most > before,
            (Some(_), None) => true,
        };
        if !further {
            report.add(&path, OpeningLint::CaseNeverReached);
        }
        reached = reached.and_then(|before| Some(case.up_to?.max(before)));
        match &case.then {
            OpeningThen::Body => {
                let what = Decides::MissedRatio;
                report.add(format!("{path}/then"), DocumentLint::BodyDecides { what });
            }
            OpeningThen::ReduceToShare(share) if share.share.is_above_one() => {
                let path = format!("{path}/then/reduce_to_share/share");
                let share = share.share;
                report.add(path, StagesLint::ShareAboveWhole { share });
            }
            _ => {}
        }
    }
    let singles = course
        .posts
        .iter()
        .filter(|post| post.places == Some(1))
        .count();
    let mut cases = rule.otherwise.iter();
    let for_one = cases.find(|case| case.up_to.is_none_or(|most| most >= 1));
    let reduced = for_one.is_some_and(|case| {
        matches!(
            case.then,
            OpeningThen::Reduce | OpeningThen::ReduceToShare(_)
        )
    });
    if singles > 0 && reduced {
        report.add(path, OpeningLint::OnePlaceAgainstRatio { posts: singles });
    }
}

fn removed(course: &Course<'_>, path: &str, removed: &RemovedPlaces, report: &mut Report) {
    let takes = |post: &Post| match removed {
        RemovedPlaces::ToPools(pools) => post.pool.as_ref().is_some_and(|own| pools.contains(own)),
        RemovedPlaces::ToPosts(posts) => posts.contains(&post.code),
        RemovedPlaces::Lost | RemovedPlaces::Body => false,
    };
    match removed {
        RemovedPlaces::Lost => return,
        RemovedPlaces::Body => {
            let what = Decides::RemovedPlaces;
            return report.add(path, DocumentLint::BodyDecides { what });
        }
        RemovedPlaces::ToPools(_) | RemovedPlaces::ToPosts(_) => {}
    }
    let takers = course.doc.posts.iter().filter(|post| takes(post)).count();
    let elsewhere = course.doc.posts.len() > takers;
    let by_pool = matches!(removed, RemovedPlaces::ToPools(_));
    let back = !course.posts.is_empty() && course.posts.iter().all(|post| takes(post));
    if takers == 0 {
        report.add(path, OpeningLint::RemovedPlacesNowhere);
    } else if back && (takers == 1 || (by_pool && elsewhere)) {
        report.add(path, OpeningLint::RemovedPlacesBack);
    }
}
