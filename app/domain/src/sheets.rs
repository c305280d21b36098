//! What stands on a sheet of paper, and reading it: one figure for each paper of a script, for each examiner of an
//! interview. The rules say how many, so that a form asks for exactly what the calculation will add (D3).

mod reading;

use crate::{
    Lang, Points,
    characters::key,
    marking::MarkKind,
    rules::{Bilingual, Post, RuleDocument},
    say,
};
pub use reading::{Figure, Known, LineProblem, ReadSheet, read_lines};
use std::collections::HashMap;

/// How many examiners score where the rules do not say: the usual panel.
const PANEL: u8 = 7;

/// A column of the entry form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub code: String,
    pub name: Bilingual,
}

/// A figure that a sheet must carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Place among the items of the layout.
    pub item: usize,
    pub full: Points,
}

/// The sheets of a campaign: all items that occur, and which of them the sheets of each post carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub items: Vec<Item>,
    posts: HashMap<String, Vec<Slot>>,
}

impl Layout {
    pub fn of(doc: &RuleDocument, kind: MarkKind) -> Self {
        let mut layout = Layout::default();
        for post in &doc.posts {
            let slots = match kind {
                MarkKind::Written => layout.papers(doc, post),
                MarkKind::Interview => layout.panel(doc, post),
            };
            layout.posts.insert(post.code.as_str().to_owned(), slots);
        }
        layout
    }

    fn papers(&mut self, doc: &RuleDocument, post: &Post) -> Vec<Slot> {
        let own = doc.for_post(post);
        let papers = own
            .papers()
            .map_or(&[][..], |(_, rule)| rule.papers.as_slice());
        let slots = papers.iter().map(|paper| Slot {
            item: self.item(paper.code.as_str(), || paper.name.clone()),
            full: paper.full,
        });
        slots.collect()
    }

    /// Examiners are numbered; nobody's name stands on a sheet.
    fn panel(&mut self, doc: &RuleDocument, post: &Post) -> Vec<Slot> {
        let own = doc.for_post(post);
        let Some((_, rule)) = own.panel() else {
            return Vec::new();
        };
        let examiners = 1..=rule.examiners.unwrap_or(PANEL);
        let slots = examiners.map(|n| Slot {
            item: self.item(&n.to_string(), || {
                Bilingual::new(
                    say::examiner(n, Lang::Zh),
                    say::capital(&say::examiner(n, Lang::En)),
                )
            }),
            full: rule.full,
        });
        slots.collect()
    }

    fn item(&mut self, code: &str, name: impl FnOnce() -> Bilingual) -> usize {
        self.items
            .iter()
            .position(|item| item.code == code)
            .unwrap_or_else(|| {
                self.items.push(Item {
                    code: code.to_owned(),
                    name: name(),
                });
                self.items.len() - 1
            })
    }

    /// What a sheet of this post carries; nothing where the post has no such test.
    pub fn slots(&self, post: &str) -> &[Slot] {
        self.posts.get(post).map_or(&[], Vec::as_slice)
    }

    pub fn position(&self, code: &str) -> Option<usize> {
        self.items.iter().position(|item| item.code == code)
    }

    /// The full mark of an item on the sheets of one post.
    pub fn full_mark_on(&self, post: &str, code: &str) -> Option<Points> {
        let item = self.position(code)?;
        self.slots(post)
            .iter()
            .find(|slot| slot.item == item)
            .map(|slot| slot.full)
    }

    /// The full mark of an item, where all posts agree on it.
    pub fn full_mark(&self, item: usize) -> Option<Points> {
        let mut marks = self
            .posts
            .values()
            .flatten()
            .filter(|slot| slot.item == item)
            .map(|slot| slot.full);
        let first = marks.next()?;
        marks.all(|mark| mark == first).then_some(first)
    }
}

/// A sheet number as people type it: full-width characters, small letters and other dashes are cleaned silently.
pub fn sheet_number(typed: &str) -> String {
    let clean = |c: char| match c {
        '—' | '–' | '−' | '_' => '-',
        other => other.to_ascii_uppercase(),
    };
    key(typed)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(clean)
        .collect()
}

/// A sheet as it was typed: its number, and a figure for each item of the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub sheet: String,
    pub figures: Vec<Figure>,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.sheet.trim().is_empty() && self.figures.iter().all(Figure::is_blank)
    }
}
