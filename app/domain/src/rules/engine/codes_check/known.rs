//! The codes that a document defines, by their kind.

use crate::rules::document::RuleDocument;
use crate::rules::engine::nearest;
use crate::rules::for_post::PostRules;
use crate::rules::stages::Scoring;
use crate::text::Bilingual;
use std::rc::Rc;

/// Codes of one kind with their printed names.
#[derive(Clone, Default)]
pub(super) struct Names<'a>(Rc<Vec<(&'a str, Option<&'a Bilingual>)>>);

impl<'a> Names<'a> {
    pub(super) fn new(names: impl Iterator<Item = (&'a str, Option<&'a Bilingual>)>) -> Self {
        Names(Rc::new(names.collect()))
    }

    pub(super) fn has(&self, code: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == code)
    }

    /// The code whose printed name was written, or the one written with the fewest slips.
    pub(super) fn nearest(&self, code: &str) -> Option<String> {
        let mut names = self.0.iter();
        let named = names.find(|(_, name)| name.is_some_and(|name| name.is(code)));
        let found = match named {
            Some((known, _)) => Some(*known),
            None => nearest(code, self.0.iter().map(|(known, _)| *known)),
        };
        found.map(str::to_owned)
    }
}

/// Everything that can be named, over all variants.
pub(super) struct Known<'a> {
    pub posts: Names<'a>,
    pub pools: Names<'a>,
    pub areas: Names<'a>,
    pub facts: Names<'a>,
    pub definitions: Names<'a>,
    pub days: Names<'a>,
    pub tracks: Names<'a>,
    pub tests: Names<'a>,
    pub stages: Names<'a>,
    /// Stages, and steps after the exam.
    pub steps: Names<'a>,
    /// Bonus items.
    pub bonus: Names<'a>,
    /// What a decision may be about.
    pub decided: Names<'a>,
}

impl<'a> Known<'a> {
    pub(super) fn of(doc: &'a RuleDocument, sets: &'a [PostRules]) -> Self {
        let stages = || sets.iter().flat_map(|rules| &rules.stages);
        let after = || sets.iter().flat_map(|rules| &rules.after);
        let stages = || stages().map(|stage| (stage.code.as_str(), Some(&stage.name)));
        let steps = || stages().chain(after().map(|step| (step.code.as_str(), Some(&step.name))));
        let items = sets.iter().flat_map(|rules| &rules.bonus);
        let items = items.flat_map(|bonus| &bonus.items);
        Known {
            posts: Names::new(doc.posts.iter().map(|p| (p.code.as_str(), Some(&p.name)))),
            pools: Names::new(doc.pools.iter().map(|p| (p.code.as_str(), Some(&p.name)))),
            areas: Names::new(doc.areas.iter().map(|a| (a.code.as_str(), Some(&a.name)))),
            facts: Names::new(doc.facts.iter().map(|f| (f.key.as_str(), Some(&f.label)))),
            definitions: Names::new(
                doc.definitions
                    .iter()
                    .map(|d| (d.name.as_str(), Some(&d.label))),
            ),
            days: Names::new(doc.days.iter().map(|d| (d.name.as_str(), Some(&d.label)))),
            tracks: Names::new(doc.tracks.iter().map(|t| (t.code.as_str(), Some(&t.name)))),
            tests: Names::new(tests(doc)),
            stages: Names::new(stages()),
            bonus: Names::new(items.map(|item| (item.code.as_str(), Some(&item.name)))),
            decided: Names::new(decided(doc, sets).chain(steps())),
            steps: Names::new(steps()),
        }
    }
}

fn tests(doc: &RuleDocument) -> impl Iterator<Item = (&str, Option<&Bilingual>)> {
    doc.extra_tests
        .iter()
        .map(|test| (test.code.as_str(), Some(&test.name)))
}

/// Lines, extra tests, what is unsettled, and the two words.
fn decided<'a>(
    doc: &'a RuleDocument,
    sets: &'a [PostRules],
) -> impl Iterator<Item = (&'a str, Option<&'a Bilingual>)> {
    let stages = sets.iter().flat_map(|rules| &rules.stages);
    let lines = stages.flat_map(|stage| stage.lines.iter().flatten());
    let totals = sets
        .iter()
        .flat_map(|rules| rules.total.lines.iter().flatten());
    let lines = lines.chain(totals).map(|line| (line.code.as_str(), None));
    let unsettled = doc.unsettled.iter().map(|open| (open.code.as_str(), None));
    let words = ["places", "opening"].into_iter().map(|word| (word, None));
    lines.chain(tests(doc)).chain(unsettled).chain(words)
}

/// The papers, events or elements of a stage.
pub(super) fn papers(scoring: Option<&Scoring>) -> Names<'_> {
    let papers = match scoring {
        Some(Scoring::Papers(papers)) => &papers.papers[..],
        _ => &[],
    };
    Names::new(papers.iter().map(|p| (p.code.as_str(), Some(&p.name))))
}

pub(super) fn events(scoring: Option<&Scoring>) -> Names<'_> {
    let events = match scoring {
        Some(Scoring::Points(points)) => &points.events[..],
        _ => &[],
    };
    Names::new(events.iter().map(|e| (e.code.as_str(), Some(&e.name))))
}

/// The elements of a sheet; the questions of one paper, or of all papers where none is named.
pub(super) fn elements<'s>(scoring: Option<&'s Scoring>, paper: Option<&str>) -> Names<'s> {
    let panel = match scoring {
        Some(Scoring::Panel(panel)) => &panel.elements[..],
        _ => &[],
    };
    let papers = match scoring {
        Some(Scoring::Papers(papers)) => &papers.papers[..],
        _ => &[],
    };
    let papers = papers
        .iter()
        .filter(|own| paper.is_none_or(|paper| own.code.as_str() == paper));
    let questions = papers.flat_map(|paper| &paper.questions);
    let elements = panel.iter().chain(questions);
    Names::new(elements.map(|e| (e.code.as_str(), Some(&e.name))))
}
