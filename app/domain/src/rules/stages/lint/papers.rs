//! Papers: full marks, weights, questions.

use super::{SCORE_DECIMALS, StagesLint, decimals};
use crate::numbers::{Fraction, Points};
use crate::rules::lint::{Report, papers_reach};
use crate::rules::stages::{Element, Papers};

pub(super) fn check(path: &str, papers: &Papers, report: &mut Report) {
    let path = format!("{path}/papers");
    decimals(&format!("{path}/mark"), papers.mark, SCORE_DECIMALS, report);
    decimals(
        &format!("{path}/product"),
        papers.product,
        SCORE_DECIMALS,
        report,
    );
    decimals(&format!("{path}/sum"), papers.sum, SCORE_DECIMALS, report);
    if papers.papers.is_empty() {
        return report.add(format!("{path}/papers"), StagesLint::NoPapers);
    }
    let reach = papers_reach(papers);
    if reach.is_some_and(|reach| reach != Fraction::of_points(papers.full)) {
        let reach = reach.map_or_else(String::new, printed);
        let full = papers.full;
        report.add(
            format!("{path}/full"),
            StagesLint::FullMarkSum { reach, full },
        );
    }
    for (index, paper) in papers.papers.iter().enumerate() {
        let sum = sum(&paper.questions);
        if !paper.questions.is_empty() && sum != paper.full {
            let (paper, full) = (paper.code.clone(), paper.full);
            let path = format!("{path}/papers/{index}/questions");
            report.add(path, StagesLint::QuestionSum { paper, sum, full });
        }
    }
}

/// What elements or questions add up to.
pub(super) fn sum(elements: &[Element]) -> Points {
    let raw = elements.iter().map(|own| own.full.raw());
    Points::from_raw(raw.fold(0, i64::saturating_add))
}

/// A figure as a sentence shows it.
pub(crate) fn printed(figure: Fraction) -> String {
    figure.decimal(0, 4).0
}
