//! Ties: keys that everybody has, known by then, each once, in an order.

use super::ListsLint;
use crate::rules::codes::FactKey;
use crate::rules::eligibility::FactKind;
use crate::rules::eligibility::lint::{EligibilityLint, label};
use crate::rules::lint::{Course, Decides, DocumentLint, Report};
use crate::rules::lists::{StillLevel, TieKey, Ties};
use crate::rules::stages::lint::figure;

/// `by`: when people are put in order.
pub(crate) fn ties(
    course: &Course<'_>,
    path: &str,
    ties: &Ties,
    by: (usize, u8),
    report: &mut Report,
) {
    for (index, key) in ties.keys.iter().enumerate() {
        let path = format!("{path}/keys/{index}");
        if ties.keys[..index].contains(key) {
            report.add(&path, ListsLint::KeyTwice);
        }
        match key {
            TieKey::Higher(of) => figure(course, &format!("{path}/higher"), of, by, report),
            TieKey::HigherLevel(fact) => of_fact(course, &path, fact, is_level, report),
            TieKey::Later(fact) => {
                let is_date = |kind: &_| matches!(kind, FactKind::Date(_));
                of_fact(course, &path, fact, is_date, report);
            }
            TieKey::Status(_) => {}
            TieKey::Preference(list) => {
                let names = list.iter().map(|status| status.name.clone()).collect();
                report.add(path, ListsLint::UnorderedPreference { names });
            }
        }
    }
    if ties.then == StillLevel::Body {
        let what = Decides::Level;
        report.add(format!("{path}/then"), DocumentLint::BodyDecides { what });
    }
}

fn is_level(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Choice(choice) if choice.ordered)
}

fn of_fact(
    course: &Course<'_>,
    path: &str,
    key: &FactKey,
    fits: impl Fn(&FactKind) -> bool,
    report: &mut Report,
) {
    let Some(def) = course.doc.fact(key) else {
        return;
    };
    let fact = label(course.doc, key);
    if !fits(&def.kind) {
        report.add(path, EligibilityLint::WrongFactKind { fact });
    } else if def.optional || def.asked_when.is_some() {
        report.add(path, ListsLint::TieKeyOptional { fact });
    }
}
