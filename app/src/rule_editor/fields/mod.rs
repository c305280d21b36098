//! What the forms of the rules are made of: the description of a form, its fields, tables and lists of pieces, and what
//! several families ask for alike: conditions, figures and sums, orders of people who are level.

pub(super) mod amounts;
mod blocks;
mod days;
mod items;
pub(super) mod keys;
pub(super) mod kinds;
pub(super) mod later;
mod leaf;
mod moments;
mod nodes;
pub(super) mod parts;
pub(super) mod pick;
pub(super) mod places;
pub(super) mod rows;
pub(super) mod series;
pub(super) mod sheet;
pub(super) mod texts;
mod tree;
mod unseen;
pub(super) mod values;

pub use blocks::{ACT, Act, Block, Control, FormLayout, Item, Nest, NestKind};
