//! Pages of the marking desk.

pub mod compare;
pub mod enter;
pub mod overview;
mod ruling;
mod signing;

use crate::{
    addresses,
    campaigns::queries::Campaign,
    platform::spreadsheet::Table,
    ui::{lang, reader::Reader, words},
};
use domain::{
    marking::{MarkKind, Pass},
    sheets::{Item, Layout},
};

pub fn entry_title(_: &Reader, kind: MarkKind, pass: Pass) -> String {
    t!(
        "entry-title",
        kind = words::mark_kind(kind),
        pass = pass_name(pass)
    )
}

fn pass_name(pass: Pass) -> String {
    match pass {
        Pass::First => t!("pass-first"),
        Pass::Second => t!("pass-second"),
    }
}

/// What the number on a sheet is called: a script number, or a lot.
fn sheet_name(kind: MarkKind) -> String {
    match kind {
        MarkKind::Written => t!("script-number"),
        MarkKind::Interview => t!("lot-number"),
    }
}

fn item_name(item: &Item) -> String {
    item.name.in_lang(lang::current()).to_owned()
}

/// An empty table with the titles that an upload must have.
pub fn template(_: &Reader, campaign: &Campaign, kind: MarkKind) -> Table {
    let layout = Layout::of(&campaign.content.rules, kind);
    let head = std::iter::once(sheet_name(kind)).chain(layout.items.iter().map(item_name));
    Table {
        name: format!("{}-{}", campaign.code, addresses::marking::kind_word(kind)),
        head: head.collect(),
        rows: vec![],
    }
}
