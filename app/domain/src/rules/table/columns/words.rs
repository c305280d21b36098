//! The words that titles are made of, and what is said of an unknown one.

use super::super::PeopleProblemKind;
use super::super::say::{self, Word};
use super::steps;
use crate::characters::key;
use crate::rules::document::RuleDocument;
use crate::rules::engine::nearest;
use crate::text::{Bilingual, Lang};

/// A title that nothing resembles.
pub(super) const UNREAD: PeopleProblemKind = PeopleProblemKind::UnknownColumn { nearest: None };

/// A title of one word, with the nearest that there is: a word of ours, or a stage or step.
pub(super) fn unread(doc: &RuleDocument, word: &str) -> PeopleProblemKind {
    let steps = steps(doc).into_iter();
    let steps = steps.flat_map(|(code, name)| [code, name.zh.as_str()]);
    let nearest = nearest(word, say::titles().chain(steps)).map(str::to_owned);
    PeopleProblemKind::UnknownColumn { nearest }
}

/// What may follow a stage in a title, beside its papers and events.
pub(super) fn of_stage_words<'a>() -> impl Iterator<Item = &'a str> {
    let words = [
        Word::Room,
        Word::Sitting,
        Word::Arrived,
        Word::Check,
        Word::Called,
    ];
    let both = |word| [Lang::Zh, Lang::En].map(|lang| say::title(word, lang));
    words.into_iter().flat_map(both)
}

pub(super) fn unknown_word(word: &str, known: &[Word]) -> PeopleProblemKind {
    let both = |word: &Word| [Lang::Zh, Lang::En].map(|lang| say::title(*word, lang));
    let nearest = nearest(word, known.iter().flat_map(both)).map(str::to_owned);
    PeopleProblemKind::UnknownColumn { nearest }
}

/// An old title, and what it is called now.
pub(super) fn old_title(words: &[&str]) -> Option<PeopleProblemKind> {
    let now = say::now_called(words)?;
    Some(PeopleProblemKind::OldTitle { now })
}

/// Whether a word, cleaned as a key, is this code or this name in either language.
pub(in super::super) fn calls(word: &str, code: &str, name: &Bilingual) -> bool {
    let is = |own: &str| own == word || key(own) == word;
    is(code) || is(&name.zh) || name.en.as_deref().is_some_and(is)
}

/// The code that a word means; codes before names.
pub(in super::super) fn named<'a>(
    known: impl Iterator<Item = (&'a str, &'a Bilingual)> + Clone,
    word: &str,
) -> Result<&'a str, PeopleProblemKind> {
    let word = key(word);
    let by_code = known
        .clone()
        .find(|(code, _)| *code == word || key(code) == word);
    let found = by_code.or_else(|| known.clone().find(|(code, name)| calls(&word, code, name)));
    match found {
        Some((code, _)) => Ok(code),
        None => Err(unknown(&word, known)),
    }
}

pub(super) fn unknown<'a>(
    word: &str,
    known: impl Iterator<Item = (&'a str, &'a Bilingual)>,
) -> PeopleProblemKind {
    unknown_among(
        word,
        known.flat_map(|(code, name)| [code, name.zh.as_str()]),
    )
}

pub(super) fn unknown_among<'a>(
    word: &str,
    known: impl Iterator<Item = &'a str>,
) -> PeopleProblemKind {
    PeopleProblemKind::UnknownCode {
        code: word.to_owned(),
        nearest: nearest(word, known).map(str::to_owned),
    }
}
