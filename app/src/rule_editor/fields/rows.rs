//! Short lists as tables with a few empty rows, and a button for more of them.

use super::{
    blocks::{Act, Block, Control, Item},
    sheet::RuleForm,
};
use domain::Problem;

/// More rows in one table are a mistake or an attack.
const MOST: usize = 3000;

/// How many empty rows a button adds.
const MORE: usize = 5;

/// How a list is laid out.
pub struct Table {
    pub name: &'static str,
    pub legend: String,
    pub note: String,
    pub head: Vec<String>,
    pub key: &'static str,
    pub spare: usize,
}

impl RuleForm {
    /// A list as a table: a row for each item and `spare` empty ones. A row whose `key` field is blank is not there (any
    /// more); `show` lays out and reads one row, its field names beginning with the given prefix.
    pub fn list<T>(
        &mut self,
        table: Table,
        own: &mut Vec<T>,
        blank: impl Fn() -> T,
        mut show: impl FnMut(&mut Self, &str, &mut T),
    ) {
        let Table {
            name,
            legend,
            note,
            head,
            key,
            spare,
        } = table;
        self.push(Block::Rows {
            legend,
            note,
            head,
            rows: Vec::new(),
        });
        let known = own.len();
        let shown = self.shown(name, known, spare);
        let mut kept = Vec::with_capacity(known);
        let items = std::mem::take(own).into_iter().map(Some);
        let items = items.chain(std::iter::repeat_with(|| None)).take(shown);
        for (index, item) in items.enumerate() {
            let is_new = item.is_none();
            let mut item = item.unwrap_or_else(&blank);
            if let Some(Block::Rows { rows, .. }) =
                self.open.last_mut().and_then(|blocks| blocks.last_mut())
            {
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
                    if is_new && !self.was_sent(&key) {
                        self.empty_last_row();
                    } else if is_new && self.last_row_is_filled() {
                        self.wrong(&key, Problem::Missing);
                    }
                }
                Some(_) => kept.push(item),
            }
        }
        *own = kept;
        self.more(name, key, shown);
    }

    /// How many rows stand on the page: as many as it was sent with, and those that its button adds.
    fn shown(&self, name: &str, known: usize, spare: usize) -> usize {
        let count = self
            .answer(&counted(name))
            .and_then(|sent| sent.parse().ok());
        let count = count.unwrap_or(known + spare).clamp(known, MOST.max(known));
        let pressed = self.pressed().filter(|_| !self.fresh);
        let more = pressed.is_some_and(|act| act == self.more_act(name));
        if more {
            (count + MORE).min(MOST.max(known))
        } else {
            count
        }
    }

    fn more_act(&self, name: &str) -> String {
        format!("{}:more", self.full(&counted(name)))
    }

    fn more(&mut self, name: &str, key: &str, shown: usize) {
        self.carry(&counted(name), &shown.to_string());
        let act = Act {
            value: self.more_act(name),
            label: t!("add-rows", n = MORE),
            about: String::new(),
            to: self.full(&format!("{name}-{shown}-{key}")),
        };
        self.push(Block::Adding {
            choice: None,
            acts: vec![act],
        });
    }

    fn last_row(&self) -> impl Iterator<Item = &Item> {
        let rows = match self.open.last().and_then(|blocks| blocks.last()) {
            Some(Block::Rows { rows, .. }) => rows.last(),
            _ => None,
        };
        rows.into_iter()
            .flatten()
            .filter(|item| matches!(item.control, Control::Input))
    }

    /// A new row shows no figures that somebody might take for the rule.
    fn empty_last_row(&mut self) {
        let names: Vec<String> = self
            .last_row()
            .map(|item| item.field.name.clone())
            .collect();
        for name in names {
            self.typed
                .as_mut()
                .unwrap_or(&mut self.values)
                .set(&name, "");
        }
    }

    fn last_row_is_filled(&self) -> bool {
        let typed = self.typed.as_ref();
        self.last_row()
            .any(|item| typed.is_some_and(|typed| !typed.trimmed(&item.field.name).is_empty()))
    }
}

/// The field that says how many rows the page had.
fn counted(name: &str) -> String {
    format!("{name}-rows")
}
