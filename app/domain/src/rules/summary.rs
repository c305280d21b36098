//! The rules read out: each part in one sentence, as a colleague would say it over the phone, and then in full. Every
//! field of the document is read out, or is a code.

mod say;

use super::parts::Part;
use super::{Lang, RuleDocument};

/// One part of the rules in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummarySection {
    pub part: Part,
    pub title: &'static str,
    /// The part in a sentence: what stands on the card of an overview.
    pub brief: String,
    /// Everything that it says, a sentence each. Empty where the part says nothing.
    pub sentences: Vec<String>,
}

/// A stage, the total or a step after the exam as a card of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub part: Part,
    /// Its place in the list of the part.
    pub index: usize,
    pub name: String,
    /// What it says, topic by topic, a sentence each.
    pub rows: Vec<(Topic, String)>,
}

/// What a row of a card is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Held,
    Checked,
    Scored,
    Lines,
    /// Who comes to it.
    TakesPart,
    /// Who goes on from it.
    GoesOn,
    Formed,
    Level,
    Recount,
    /// When its list or its results are put up.
    PutUp,
    /// The notice's own words.
    Notice,
}

/// The course in cards: what the document states for all posts, in the order in which people go through it.
pub fn course(doc: &RuleDocument, lang: Lang) -> Vec<Card> {
    say::cards(doc, lang)
}

/// All parts, in the order of a recruitment.
pub fn summary(doc: &RuleDocument, lang: Lang) -> Vec<SummarySection> {
    let parts = Part::all().filter(|part| *part != Part::All);
    parts.map(|part| summary_of(doc, part, lang)).collect()
}

/// One part. The whole document has the briefs of all parts as its sentences.
pub fn summary_of(doc: &RuleDocument, part: Part, lang: Lang) -> SummarySection {
    let sentences = match part {
        Part::All => {
            let others = Part::all().filter(|part| *part != Part::All);
            others.map(|part| say::brief(doc, part, lang)).collect()
        }
        _ => say::sentences(doc, part, lang),
    };
    SummarySection {
        part,
        title: part.name(lang),
        brief: say::brief(doc, part, lang),
        sentences,
    }
}
