//! Posts that differ by age band (O09) leave no birthday out and count none twice. Posts whose limits merely differ are
//! no bands: one window holds the other, or they lie far apart.

use super::window::{Window, window_of};
use super::{EligibilityLint, post_name};
use crate::rules::codes::PostCode;
use crate::rules::document::RuleDocument;
use crate::rules::lint::Report;

/// Bands that were meant to meet are no further apart, and share no more, in days.
const NEAR: i64 = 366;

struct Banded<'d> {
    index: usize,
    post: &'d PostCode,
    window: Window,
}

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    let mut bands: Vec<Banded<'_>> = Vec::new();
    for (index, post) in doc.posts.iter().enumerate() {
        let windows = post.eligibility.iter();
        let mut windows = windows.filter_map(|own| window_of(doc, &own.condition));
        if let (Some(window), None) = (windows.next(), windows.next()) {
            let post = &post.code;
            if !bands.iter().any(|band| band.window == window) {
                bands.push(Banded {
                    index,
                    post,
                    window,
                });
            }
        }
    }
    bands.sort_by_key(|band| (band.window.starts(), band.window.ends(), band.index));
    for pair in bands.windows(2) {
        meet(doc, &pair[0], &pair[1], report);
    }
}

fn meet(doc: &RuleDocument, before: &Banded<'_>, after: &Banded<'_>, report: &mut Report) {
    let (one, two) = (before.window, after.window);
    if one.starts() >= two.starts() || one.ends() >= two.ends() {
        return;
    }
    // 1: the bands meet. Above: days that fit neither. Below: days that fit both.
    let step = (two.starts() - one.ends()).num_days();
    let path = format!("/posts/{}", after.index);
    let (one, other) = (post_name(doc, before.post), post_name(doc, after.post));
    if step > 1 && step <= NEAR {
        report.add(path, EligibilityLint::AgeGap { one, other });
    } else if step < 1 && step > -NEAR {
        report.add(path, EligibilityLint::AgeOverlap { one, other });
    }
}
