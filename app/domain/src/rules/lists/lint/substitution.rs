//! Substitution: somebody can be replaced, and consent is asked of somebody.

use super::ListsLint;
use crate::rules::codes::StageCode;
use crate::rules::document::DecisionValue;
use crate::rules::lint::{Course, Decides, DocumentLint, Report};
use crate::rules::lists::{Across, Substitution, SubstitutionEnd};

/// `code`: the stage or step whose list it is.
pub(super) fn check(
    course: &Course<'_>,
    path: &str,
    rule: &Substitution,
    code: &StageCode,
    report: &mut Report,
) {
    let step = |code: &StageCode| {
        let stages = course.rules.stages.iter().map(|stage| &stage.code);
        let steps = course.rules.after.iter().map(|step| &step.code);
        stages.chain(steps).position(|own| own == code)
    };
    let ended = match &rule.until {
        Some(SubstitutionEnd::Step(end)) => match (step(end), step(code)) {
            (Some(end), Some(own)) => end < own,
            _ => false,
        },
        Some(SubstitutionEnd::At(_)) | None => false,
    };
    let never = rule.rounds == Some(0) && (rule.approval || rule.in_advance.is_some());
    if ended || never {
        report.add(path, ListsLint::NobodyReplaced);
    }
    if rule.consent && matches!(rule.across, None | Some(Across::Post)) {
        report.add(format!("{path}/consent"), ListsLint::ConsentWithoutOthers);
    }
    let decided =
        course.doc.decisions.iter().any(|own| {
            matches!(own.value, DecisionValue::Substitutes(_)) && own.of == code.as_str()
        });
    if rule.approval && !decided {
        let steps = course.rules.after.iter().find(|step| step.code == *code);
        let name = steps.map_or_else(|| course.stage_name(code), |step| step.name.clone());
        let what = Decides::Substitutes(name);
        report.add(
            format!("{path}/approval"),
            DocumentLint::BodyDecides { what },
        );
    }
}
