//! How a field gets its place on a form, and what stands in it: typed, or as the rules have it.

use super::{
    blocks::{Block, Control, Item},
    sheet::RuleForm,
};
use crate::{platform::form::Typed, ui::forms::Field};

impl RuleForm {
    /// A field that goes along without being seen; it says what `show` made of the form.
    pub(super) fn carry(&mut self, name: &str, value: &str) {
        let full = self.named(name);
        self.typed
            .as_mut()
            .unwrap_or(&mut self.values)
            .set(&full, value);
        self.place_item(Item {
            field: Field::new(full, String::new()),
            control: Control::Hidden,
        });
    }

    /// Puts a field with its present value.
    pub fn put(&mut self, field: Field, control: Control, value: &str) {
        let item = self.item(field, control, value);
        self.place_item(item);
    }

    pub fn item(&mut self, field: Field, control: Control, value: &str) -> Item {
        let name = self.named(&field.name);
        match control {
            // Nothing is sent for a box that is not ticked.
            Control::Tick | Control::Several(_) if value.is_empty() => {}
            Control::Tick | Control::Several(_) => self.hold(&field.name, value),
            _ => self.hold_new(&field.name, value),
        }
        let field = match &self.row {
            Some(row) => Field {
                label: format!("{row} {}", field.label),
                ..field
            }
            .label_hidden(true),
            None => field,
        };
        Item {
            field: Field { name, ..field },
            control,
        }
    }

    fn place_item(&mut self, item: Item) {
        let blocks = match self.open.last_mut() {
            Some(blocks) => blocks,
            None => return,
        };
        match blocks.last_mut() {
            Some(Block::Fields { items, .. }) => items.push(item),
            Some(Block::Rows { rows, .. }) if self.row.is_some() && !rows.is_empty() => {
                if let Some(row) = rows.last_mut() {
                    row.push(item);
                }
            }
            _ => blocks.push(Block::Fields {
                legend: String::new(),
                note: String::new(),
                items: vec![item],
            }),
        }
    }

    /// A value of a field, where nobody has typed into it yet.
    pub(super) fn hold(&mut self, name: &str, value: &str) {
        let name = self.named(name);
        match &mut self.typed {
            None => self.values.add(&name, value),
            Some(typed) if self.fresh => typed.add(&name, value),
            Some(_) => {}
        }
    }

    /// The same for a field that always sends something: one that sent nothing was not on the page yet, and shows what
    /// the rules have.
    fn hold_new(&mut self, name: &str, value: &str) {
        if self.typed.is_none() || self.fresh {
            self.hold(name, value);
        } else if !self.was_sent(name) {
            self.note_unseen(name);
            let full = self.named(name);
            self.values.add(&full, value);
        }
    }

    /// What a field says by now: typed, or as it stands in the rules.
    pub(super) fn value_of(&self, name: &str) -> String {
        let name = self.named(name);
        let has = |typed: &&Typed| typed.pairs().iter().any(|(own, _)| *own == name);
        let typed = self.typed.as_ref().filter(has);
        typed.unwrap_or(&self.values).get(&name).to_owned()
    }
}
