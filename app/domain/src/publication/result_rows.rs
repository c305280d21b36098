//! What a list says about its own figures: which they are, what they weigh in the total, where the bonus is in them, and
//! why one of two equals stands first. By the rules that the engine applied to the post, and by no others.

use super::Row;
use crate::Lang;
use crate::numbers::Ratio;
use crate::ranking::printed;
use crate::rules::{FormulaPart, PostRules, RuleDocument, ScoreOf, TieKey, rounding_in_words};

/// The shares of the printed figures in the total; nothing where the total does not take a figure, takes it otherwise, or
/// weighs it differently for some of the people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    pub written: Option<Ratio>,
    pub interview: Option<Ratio>,
}

/// What a post's total weighs.
pub fn weights(rules: &RuleDocument, post: &str) -> Weights {
    let Some(own) = rules_of(rules, post) else {
        return Weights::default();
    };
    let printed = printed(&own);
    let weight = |of: Option<ScoreOf>| {
        let of = of?;
        let common = weight_in(own.parts(None), &of);
        let mut tracks = rules.tracks.iter().map(|track| own.parts(Some(track)));
        common.filter(|_| tracks.all(|parts| weight_in(parts, &of) == common))
    };
    Weights {
        written: weight(printed.written),
        interview: weight(printed.interview),
    }
}

fn rules_of(rules: &RuleDocument, post: &str) -> Option<PostRules> {
    let found = rules.post(&post.into())?;
    Some(rules.for_post(found))
}

fn weight_in(parts: &[FormulaPart], of: &ScoreOf) -> Option<Ratio> {
    let mut own = parts
        .iter()
        .filter(|part| part.of.is_whole() && part.of.of == *of);
    own.find(|part| part.divide_by.is_none())
        .map(|part| part.weight)
}

/// How a post's total is rounded, in words; `None`: it is exact.
pub fn total_rounded(rules: &RuleDocument, post: &str, lang: Lang) -> Option<String> {
    let by = rules_of(rules, post)?.total.formula.sum?;
    Some(rounding_in_words(by, lang))
}

/// The printed figure that holds the bonus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BonusIn {
    Written,
    Interview,
    Total,
    /// In none of them, or in several at once.
    Apart,
}

/// Where the bonus of a post's people counts.
pub fn bonus_in(rules: &RuleDocument, post: &str) -> BonusIn {
    let Some(own) = rules_of(rules, post) else {
        return BonusIn::Apart;
    };
    let printed = printed(&own);
    let figures = [
        (BonusIn::Written, printed.written),
        (BonusIn::Interview, printed.interview),
        (BonusIn::Total, Some(ScoreOf::Total)),
    ];
    let items = own.bonus.iter().flat_map(|rule| {
        let raised = rule.items.iter().map(|item| rule.raised_by(item));
        raised.flatten()
    });
    let mut raised: Vec<&ScoreOf> = items.collect();
    raised.sort();
    raised.dedup();
    let found = figures
        .iter()
        .find(|(_, figure)| figure.as_ref().is_some_and(|own| raised == [own]));
    found.map_or(BonusIn::Apart, |(at, _)| *at)
}

/// Why of two equal totals one stands above the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// It does not: they share the place.
    Shared,
    ByWritten,
    ByInterview,
    /// By something that the list does not print.
    ByRules,
}

pub fn above(rules: &RuleDocument, post: &str, row: &Row, next: &Row) -> Above {
    if row.rank == next.rank {
        return Above::Shared;
    }
    let Some(own) = rules_of(rules, post) else {
        return Above::ByRules;
    };
    let Some(TieKey::Higher(score)) = own.ties.keys.first() else {
        return Above::ByRules;
    };
    let (printed, of) = (printed(&own), Some(&score.of).filter(|_| score.is_whole()));
    if of.is_some() && of == printed.written.as_ref() && row.written != next.written {
        Above::ByWritten
    } else if of.is_some() && of == printed.interview.as_ref() && row.interview != next.interview {
        Above::ByInterview
    } else {
        Above::ByRules
    }
}
