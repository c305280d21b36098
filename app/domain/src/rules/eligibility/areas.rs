//! Areas inside areas: by the document's own nesting, by the digits of GB/T 2260 codes, and by the platform's paths.

use super::condition::AreaLevel;
use super::facts::ELSEWHERE;
use super::posts::Area;
use crate::rules::codes::AreaCode;
use crate::rules::document::RuleDocument;

/// Nesting deeper than this is a circle.
const MAX_DEPTH: usize = 8;

/// The area of the document that a code means: by its own code, or by the platform's path of it.
pub(crate) fn area_of<'a>(doc: &'a RuleDocument, code: &AreaCode) -> Option<&'a Area> {
    let by_path = || {
        doc.areas
            .iter()
            .find(|area| area.path.as_deref() == Some(code.as_str()))
    };
    doc.area(code).or_else(by_path)
}

/// Whether `inner` is `outer` or lies inside it: by the document's own nesting first, by the shape of codes and paths
/// otherwise.
pub(crate) fn lies_in(doc: &RuleDocument, inner: &AreaCode, outer: &AreaCode) -> bool {
    let target = area_of(doc, outer);
    let is_target = |current: &str| {
        nests(current, outer.as_str())
            || target.is_some_and(|area| {
                nests(current, area.code.as_str())
                    || area
                        .path
                        .as_deref()
                        .is_some_and(|path| nests(current, path))
            })
    };
    let mut current = inner.clone();
    for _ in 0..MAX_DEPTH {
        let area = area_of(doc, &current);
        let names = area.map(|area| (area.code.as_str(), area.path.as_deref()));
        if is_target(current.as_str())
            || names.is_some_and(|(code, path)| is_target(code) || path.is_some_and(is_target))
        {
            return true;
        }
        match area.and_then(|area| area.inside.clone()) {
            Some(parent) => current = parent,
            None => return false,
        }
    }
    false
}

/// A path lies in what one of its segments names, or in a path that it begins with; other codes nest by their digits.
fn nests(inner: &str, outer: &str) -> bool {
    if inner == outer {
        return true;
    }
    if outer.contains('/') {
        let rest = inner.strip_prefix(outer);
        return rest.is_some_and(|rest| rest.starts_with('/'));
    }
    inner
        .split('/')
        .any(|segment| segment == outer || digits_nest(segment, outer))
}

/// 210211 lies in 210200 and in 210000; longer codes (streets, communities) lie in their first six digits.
fn digits_nest(inner: &str, outer: &str) -> bool {
    let all_digits = |code: &str| code.len() >= 6 && code.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(inner) || !all_digits(outer) || inner.len() < outer.len() {
        return false;
    }
    let mut significant = outer;
    while let Some(shorter) = significant.strip_suffix("00") {
        significant = shorter;
    }
    inner.starts_with(&outer[..significant.len().max(2)])
}

/// The area of `level` that `code` is or lies in, by its code in the document.
pub(crate) fn at_level(doc: &RuleDocument, code: &AreaCode, level: AreaLevel) -> Option<AreaCode> {
    if code.as_str() == ELSEWHERE {
        return None;
    }
    let mut current = code.clone();
    for _ in 0..MAX_DEPTH {
        let area = area_of(doc, &current)?;
        if area.level == level {
            return Some(area.code.clone());
        }
        let of_level = doc.areas.iter().filter(|outer| outer.level == level);
        let around = |outer: &&Area| {
            let path = area.path.as_deref().zip(outer.path.as_deref());
            nests(area.code.as_str(), outer.code.as_str())
                || path.is_some_and(|(inner, outer)| nests(inner, outer))
        };
        if let Some(outer) = of_level.into_iter().find(around) {
            return Some(outer.code.clone());
        }
        current = area.inside.clone()?;
    }
    None
}
