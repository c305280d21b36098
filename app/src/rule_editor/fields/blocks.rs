//! A form as it is laid out: pieces, rows, fields, buttons. Views show it; nothing here knows the rules.

use crate::{platform::form::Filled, ui::forms::Field};

/// How a field is answered.
#[derive(Clone, Debug)]
pub enum Control {
    Input,
    Area(u32),
    /// Values with labels.
    Select(Vec<(String, String)>),
    Several(Vec<(String, String)>),
    Tick,
    /// Carried along, not shown.
    Hidden,
}

#[derive(Clone, Debug)]
pub struct Item {
    pub field: Field,
    pub control: Control,
}

/// Fields under one heading, rows of a table, or a piece with everything that belongs to it.
#[derive(Clone, Debug)]
pub enum Block {
    Fields {
        legend: String,
        note: String,
        items: Vec<Item>,
    },
    Rows {
        legend: String,
        note: String,
        head: Vec<String>,
        rows: Vec<Vec<Item>>,
    },
    Nest(Nest),
    /// Shows the boxes that the choice before it calls for.
    Showing(Act),
    /// A button that adds something, with the choice of what to add.
    Adding {
        choice: Option<Item>,
        acts: Vec<Act>,
    },
}

impl Block {
    /// Whether the button with this value stands in it.
    pub fn holds(&self, act: &str) -> bool {
        let is_it = |own: &Act| own.value == act;
        match self {
            Block::Fields { .. } | Block::Rows { .. } => false,
            Block::Showing(own) => is_it(own),
            Block::Adding { acts, .. } => acts.iter().any(is_it),
            Block::Nest(nest) => {
                nest.acts.iter().any(is_it) || nest.blocks.iter().any(|own| own.holds(act))
            }
        }
    }
}

impl Block {
    /// What the field of this name is called, after the pieces that it stands in.
    pub fn label_of(&self, name: &str) -> Option<String> {
        let label = |item: &Item| (item.field.name == name).then(|| item.field.label.clone());
        match self {
            Block::Fields { items, .. } => items.iter().find_map(label),
            Block::Rows { rows, .. } => rows.iter().flatten().find_map(label),
            Block::Adding { choice, .. } => choice.as_ref().and_then(label),
            Block::Showing(_) => None,
            Block::Nest(nest) => nest.label_of(name),
        }
    }
}

/// A piece of a form that holds other pieces.
#[derive(Clone, Debug)]
pub struct Nest {
    pub kind: NestKind,
    pub id: String,
    pub legend: String,
    pub note: String,
    /// What can be done with the whole piece.
    pub acts: Vec<Act>,
    pub blocks: Vec<Block>,
}

impl Nest {
    fn label_of(&self, name: &str) -> Option<String> {
        let label = self.blocks.iter().find_map(|own| own.label_of(name))?;
        // What is only folded is no piece of its own: nothing can be done with it.
        let is_piece = !self.legend.is_empty() && !self.acts.is_empty();
        Some(match is_piece {
            true => format!("{} › {label}", self.legend),
            false => label,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NestKind {
    /// One of a list.
    Piece,
    /// A row of a condition, with the rows below it.
    Branch,
    /// Rarely needed: folded, unless it says something or something is wrong in it.
    Fold { open: bool },
}

/// A button that changes the form and saves nothing.
#[derive(Clone, Debug)]
pub struct Act {
    pub value: String,
    pub label: String,
    /// What it is done to, for those who do not see where the button stands.
    pub about: String,
    /// Where the reader goes on.
    pub to: String,
}

/// The field that says which button was pressed.
pub const ACT: &str = "act";

/// A form laid out: its blocks, and what stands in them.
#[derive(Clone, Debug)]
pub struct FormLayout {
    pub blocks: Vec<Block>,
    pub form: Filled,
    /// A choice that calls for boxes which were not on the page that was sent.
    pub unseen: Option<String>,
}

impl FormLayout {
    /// What the field of this name is called.
    pub fn label_of(&self, name: &str) -> Option<String> {
        self.blocks.iter().find_map(|own| own.label_of(name))
    }
}
