//! The words of a calculation.

mod bonus;
mod entry;
mod lists;
mod rows;
mod stages;

pub(crate) use bonus::*;
pub(crate) use entry::*;
pub(crate) use lists::*;
pub(crate) use rows::*;
pub(crate) use stages::*;

use super::Case;
use crate::numbers::{Fraction, Rounding};
use crate::rules::document::RuleDocument;
use crate::rules::engine::Names;
use crate::rules::names::{score_name, whole_name};
pub(crate) use crate::rules::say::both;
use crate::rules::say::{Said, TOTAL, capital, phrase, rounding, said};
use crate::rules::score::{Score, ScoreOf};
use crate::rules::{Bilingual, Lang};

/// The outcome, to the person.
pub(crate) fn outcome(case: &Case) -> Bilingual {
    let status = case.result().status;
    both(|lang| status.say(Names::new(case.doc(), case.all.outcome), lang))
}

/// The score of a stage, the figure of a cut, the total.
pub(crate) fn score(doc: &RuleDocument, of: &ScoreOf) -> Bilingual {
    both(|lang| capital(&whole_name(doc, of, lang)))
}

/// A figure that is part of a sum.
pub(crate) fn part(doc: &RuleDocument, score: &Score) -> Bilingual {
    both(|lang| capital(&score_name(doc, score, lang)))
}

/// At least two decimals, at most six.
pub(crate) fn digits(figure: Fraction) -> String {
    let (digits, whole) = figure.decimal(2, 6);
    match whole {
        true => digits,
        false => format!("{digits}…"),
    }
}

/// A figure before its rounding, and how it was rounded.
pub(crate) fn rounded(exact: Fraction, by: Rounding, lang: Lang) -> String {
    let exact = match exact.decimal(2, 9) {
        (digits, true) => digits,
        _ => digits(exact),
    };
    phrase([exact, rounding(by, lang)], lang)
}

/// Where a figure was rounded before it was weighted.
pub(crate) fn rounded_first(
    exact: Fraction,
    rounded: Fraction,
    by: Option<Rounding>,
) -> Option<Bilingual> {
    let by = by.filter(|_| exact != rounded)?;
    Some(both(|lang| self::rounded(exact, by, lang)))
}

const BEFORE_BONUS: Said = said("加分前", "Before the bonus");
const AT_MOST_FULL: Said = said("不超过满分", "At most the full mark");
const AT_LEAST_NOTHING: Said = said("不低于0分", "At least nothing");

pub(crate) fn total_title() -> Bilingual {
    TOTAL.text()
}

pub(crate) fn before_bonus() -> Bilingual {
    BEFORE_BONUS.text()
}

pub(crate) fn at_most_full() -> Bilingual {
    AT_MOST_FULL.text()
}

pub(crate) fn at_least_nothing() -> Bilingual {
    AT_LEAST_NOTHING.text()
}
