//! What can be wrong after the exam: steps, what they hand out, the reserve.

mod findings;
pub(crate) mod say;

use super::{AfterStep, Give, GivenBy};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::Post;
use crate::rules::lint::{Course, Decides, DocumentLint, Part, Report, once};
use crate::rules::lists::lint::{QuotaFor, quota};
use crate::rules::stages::lint::formula;
pub use findings::AfterLint;

pub(crate) fn check(doc: &RuleDocument, report: &mut Report) {
    let Some(reserve) = &doc.reserve else { return };
    if reserve.instead && reserve.places.is_some() {
        report.add("/reserve/places", AfterLint::ReserveInsteadPlaces);
    }
    let everywhere = reserve.instead && reserve.scope.is_everything();
    let hires = doc.hire.as_ref().is_some_and(|own| {
        own.commitment.is_some() || own.term_months.is_some() || own.probation_months.is_some()
    });
    if everywhere && hires {
        report.add("/hire", AfterLint::ReserveInsteadHires);
    }
}

pub(crate) fn check_course(course: &Course<'_>, report: &mut Report) {
    let path = course.path(Part::After);
    let end = (course.rules.stages.len(), 0);
    for (index, step) in course.rules.after.iter().enumerate() {
        let path = format!("{path}/{index}");
        if let Some(basis) = &step.list.basis {
            formula(course, &format!("{path}/list/basis"), basis, end, report);
        }
        gives(course, &path, step, report);
    }
    if let Some(places) = course
        .doc
        .reserve
        .as_ref()
        .and_then(|own| own.places.as_ref())
    {
        let sizes = course.sizes();
        quota(&sizes, "/reserve/places", places, QuotaFor::Reserve, report);
    }
}

fn gives(course: &Course<'_>, path: &str, step: &AfterStep, report: &mut Report) {
    let name = || step.name.clone();
    let codes = step.gives.iter().map(|give| give.code.as_str());
    once(&format!("{path}/gives"), codes, report);
    match (step.gives.is_empty(), step.by) {
        (false, None) => report.add(path, AfterLint::GivesWithoutBy { step: name() }),
        (true, Some(_)) => report.add(path, AfterLint::ByWithoutGives { step: name() }),
        (false, Some(GivenBy::Body)) => {
            let what = Decides::HandingOut(name());
            report.add(path, DocumentLint::BodyDecides { what });
        }
        _ => {}
    }
    let handed = |what| {
        let own: Vec<&Give> = step.gives.iter().filter(|give| give.what == what).collect();
        let given = own.iter().map(|give| u64::from(give.places)).sum::<u64>();
        let covers = |post: &&&Post| {
            own.iter()
                .any(|give| give.scope.covers(&post.code, post.pool.as_ref()))
        };
        let posts = course.posts.iter().filter(covers);
        let places = posts
            .map(|post| post.places.map(u64::from))
            .sum::<Option<u64>>();
        (!own.is_empty()).then_some((given, places))
    };
    for what in [
        super::GiveWhat::Post,
        super::GiveWhat::Contract,
        super::GiveWhat::Batch,
    ] {
        if let Some((given, Some(places))) = handed(what)
            && given != places
            && places > 0
        {
            report.add(
                format!("{path}/gives"),
                AfterLint::GivesSum { given, places },
            );
        }
    }
}
