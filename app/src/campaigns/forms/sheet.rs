//! One description of a form for both directions: asked without anything typed it lays out the fields with what the rules
//! say now; given what was typed it also reads it back into the rules. What a form does not show is never touched.

use crate::{
    platform::form::{Filled, Typed},
    ui::forms::Field,
};
use domain::{FieldProblem, Problem};

/// How a field is answered.
#[derive(Clone, Debug)]
pub enum Control {
    Input,
    Area(u32),
    /// Values with labels.
    Select(Vec<(String, String)>),
    Several(Vec<(String, String)>),
    Tick,
}

#[derive(Clone, Debug)]
pub struct Item {
    pub field: Field,
    pub control: Control,
}

/// Fields under one heading, or rows of a table.
#[derive(Clone, Debug)]
pub enum Block {
    Fields { legend: String, note: String, items: Vec<Item> },
    Rows { legend: String, note: String, head: Vec<String>, rows: Vec<Vec<Item>> },
}

pub struct Sheet<'a> {
    typed: Option<&'a Typed>,
    values: Typed,
    pub(super) problems: Vec<FieldProblem>,
    blocks: Vec<Block>,
    /// What the fields of the present row are about, for their labels.
    row: Option<String>,
}

/// A form laid out: its blocks, and what stands in them.
#[derive(Clone, Debug)]
pub struct Laid {
    pub blocks: Vec<Block>,
    pub form: Filled,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(typed: Option<&'a Typed>) -> Self {
        Sheet { typed, values: Typed::default(), problems: Vec::new(), blocks: Vec::new(), row: None }
    }

    pub(super) fn laid(self) -> Laid {
        let typed = self.typed.cloned().unwrap_or(self.values);
        Laid { blocks: self.blocks, form: Filled { typed, problems: self.problems } }
    }

    /// What was typed into the field; `None` when the form is only laid out.
    pub(super) fn answer(&self, name: &str) -> Option<&'a str> {
        self.typed.map(|typed| typed.trimmed(name))
    }

    pub(super) fn answers(&self, name: &str) -> Option<Vec<String>> {
        let given = self.typed?.pairs().iter().filter(|(own, _)| own == name);
        Some(given.map(|(_, value)| value.clone()).collect())
    }

    pub(super) fn wrong(&mut self, name: &str, problem: Problem) {
        self.problems.push(FieldProblem::new(name, problem));
    }

    pub(super) fn group(&mut self, legend: String) {
        self.group_with(legend, String::new());
    }

    /// `note` stands under the heading: the notice's own words, or what the form leaves out.
    pub(super) fn group_with(&mut self, legend: String, note: String) {
        self.blocks.push(Block::Fields { legend, note, items: Vec::new() });
    }

    /// Puts a field with its present value.
    pub(super) fn put(&mut self, field: Field, control: Control, value: &str) {
        let name = field.name.clone();
        if !matches!(control, Control::Tick | Control::Several(_)) || !value.is_empty() {
            self.values.add(&name, value);
        }
        let field = match &self.row {
            Some(row) => Field { label: format!("{row} {}", field.label), ..field }.label_hidden(true),
            None => field,
        };
        let item = Item { field, control };
        match self.blocks.last_mut() {
            Some(Block::Fields { items, .. }) => items.push(item),
            Some(Block::Rows { rows, .. }) if !rows.is_empty() => {
                if let Some(row) = rows.last_mut() {
                    row.push(item);
                }
            }
            _ => self.blocks.push(Block::Fields { legend: String::new(), note: String::new(), items: vec![item] }),
        }
    }

    /// One more value of a field that takes several.
    pub(super) fn hold(&mut self, name: &str, value: &str) {
        self.values.add(name, value);
    }

    /// A list as a table: a row for each item and `spare` empty ones. A row whose `key` field is blank is not there (any
    /// more); `show` lays out and reads one row, its field names beginning with the given prefix.
    pub(super) fn list<T>(
        &mut self,
        table: Table,
        own: &mut Vec<T>,
        blank: impl Fn() -> T,
        mut show: impl FnMut(&mut Self, &str, &mut T),
    ) {
        let Table { name, legend, note, head, key, spare } = table;
        self.blocks.push(Block::Rows { legend, note, head, rows: Vec::new() });
        let known = own.len();
        let mut kept = Vec::with_capacity(known);
        let items = std::mem::take(own).into_iter().map(Some).chain(std::iter::repeat_with(|| None).take(spare));
        for (index, item) in items.enumerate() {
            let is_new = item.is_none();
            let mut item = item.unwrap_or_else(&blank);
            if let Some(Block::Rows { rows, .. }) = self.blocks.last_mut() {
                rows.push(Vec::new());
            }
            self.row = Some(t!("form-row", n = index + 1));
            let prefix = format!("{name}-{index}-");
            let before = self.problems.len();
            show(self, &prefix, &mut item);
            self.row = None;
            let key = format!("{prefix}{key}");
            match self.answer(&key) {
                None if is_new => self.empty_last_row(),
                None => kept.push(item),
                Some("" | "null") => {
                    self.problems.truncate(before);
                    if is_new && self.last_row_is_filled() {
                        self.wrong(&key, Problem::Missing);
                    }
                }
                Some(_) => kept.push(item),
            }
        }
        *own = kept;
    }

    fn last_row(&self) -> impl Iterator<Item = &Item> {
        let rows = match self.blocks.last() {
            Some(Block::Rows { rows, .. }) => rows.last(),
            _ => None,
        };
        rows.into_iter().flatten().filter(|item| matches!(item.control, Control::Input))
    }

    /// A new row shows no figures that somebody might take for the rule.
    fn empty_last_row(&mut self) {
        let names: Vec<String> = self.last_row().map(|item| item.field.name.clone()).collect();
        for name in names {
            self.values.set(&name, "");
        }
    }

    fn last_row_is_filled(&self) -> bool {
        self.last_row().any(|item| self.answer(&item.field.name).is_some_and(|text| !text.is_empty()))
    }

    /// A section that a notice may leave out: ticked, its fields count; not ticked, the default does.
    pub(super) fn section<T>(
        &mut self,
        label: String,
        own: &mut Option<T>,
        default: impl FnOnce() -> T,
        show: impl FnOnce(&mut Self, &mut T),
    ) {
        let mut stated = own.is_some();
        self.tick("stated", label, &mut stated);
        let mut value = own.take().unwrap_or_else(default);
        let before = self.problems.len();
        show(self, &mut value);
        if !stated {
            self.problems.truncate(before);
        }
        *own = stated.then_some(value);
    }
}

/// How a list is laid out.
pub(super) struct Table {
    pub name: &'static str,
    pub legend: String,
    pub note: String,
    pub head: Vec<String>,
    pub key: &'static str,
    pub spare: usize,
}
