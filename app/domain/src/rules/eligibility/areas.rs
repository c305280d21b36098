//! Areas inside areas: by the document's own nesting, and by the digits of GB/T 2260 codes.

use super::super::document::{AreaCode, AreaLevel, ELSEWHERE, RuleDocument};

/// Whether `inner` is `outer` or lies inside it: by the document's own nesting first, by the digits of GB/T 2260 codes
/// otherwise.
pub(crate) fn lies_in(doc: &RuleDocument, inner: &AreaCode, outer: &AreaCode) -> bool {
    let mut current = inner.clone();
    for _ in 0..8 {
        if current == *outer || digits_nest(&current, outer) {
            return true;
        }
        match doc.area(&current).and_then(|area| area.inside.clone()) {
            Some(parent) => current = parent,
            None => return false,
        }
    }
    false
}

/// 210211 lies in 210200 and in 210000; longer codes (streets, communities) lie in their first six digits.
fn digits_nest(inner: &AreaCode, outer: &AreaCode) -> bool {
    let all_digits = |code: &AreaCode| {
        code.as_str().len() >= 6 && code.as_str().bytes().all(|b| b.is_ascii_digit())
    };
    if !all_digits(inner) || !all_digits(outer) || inner.as_str().len() < outer.as_str().len() {
        return false;
    }
    let mut significant = outer.as_str();
    while let Some(shorter) = significant.strip_suffix("00") {
        significant = shorter;
    }
    let significant = &outer.as_str()[..significant.len().max(2)];
    inner.as_str().starts_with(significant)
}

/// The area of `level` that `code` is or lies in.
pub(super) fn at_level(doc: &RuleDocument, code: &AreaCode, level: AreaLevel) -> Option<AreaCode> {
    if code.as_str() == ELSEWHERE {
        return None;
    }
    let mut current = code.clone();
    for _ in 0..8 {
        let area = doc.area(&current)?;
        if area.level == level {
            return Some(current);
        }
        if let Some(outer) = doc
            .areas
            .iter()
            .find(|outer| outer.level == level && digits_nest(&current, &outer.code))
        {
            return Some(outer.code.clone());
        }
        current = area.inside.clone()?;
    }
    None
}
