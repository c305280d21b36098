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
pub struct Laid {
    pub blocks: Vec<Block>,
    pub form: Filled,
}
