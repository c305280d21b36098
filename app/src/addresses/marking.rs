//! The marking desk.

use crate::platform::paths::Named;
use domain::marking::{MarkKind, Pass};

pub fn kind_word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Written => "written",
        MarkKind::Interview => "interview",
    }
}

impl Named for MarkKind {
    fn named(word: &str) -> Option<Self> {
        let kinds = [MarkKind::Written, MarkKind::Interview];
        kinds.into_iter().find(|kind| kind_word(*kind) == word)
    }
}

fn pass_word(pass: Pass) -> &'static str {
    match pass {
        Pass::First => "first",
        Pass::Second => "second",
    }
}

impl Named for Pass {
    fn named(word: &str) -> Option<Self> {
        let passes = [Pass::First, Pass::Second];
        passes.into_iter().find(|pass| pass_word(*pass) == word)
    }
}

pub fn marks(code: &str) -> String {
    format!("/desk/{code}/marks")
}

fn of_kind(code: &str, kind: MarkKind, page: &str) -> String {
    format!("/desk/{code}/marks/{}/{page}", kind_word(kind))
}

fn of_pass(code: &str, kind: MarkKind, act: &str, pass: Pass) -> String {
    of_kind(code, kind, &format!("{act}/{}", pass_word(pass)))
}

pub fn entry(code: &str, kind: MarkKind, pass: Pass) -> String {
    of_pass(code, kind, "enter", pass)
}

pub fn upload(code: &str, kind: MarkKind, pass: Pass) -> String {
    of_pass(code, kind, "upload", pass)
}

pub fn take_back(code: &str, kind: MarkKind, pass: Pass) -> String {
    of_pass(code, kind, "take-back", pass)
}

/// The empty table of an entry.
pub fn template(code: &str, kind: MarkKind) -> String {
    of_kind(code, kind, "template.csv")
}

pub fn compare(code: &str, kind: MarkKind) -> String {
    of_kind(code, kind, "compare")
}

pub fn comparison_table(code: &str, kind: MarkKind) -> String {
    of_kind(code, kind, "compare.xlsx")
}

pub fn settle(code: &str, kind: MarkKind) -> String {
    of_kind(code, kind, "settle")
}

pub fn freeze(code: &str, kind: MarkKind) -> String {
    of_kind(code, kind, "freeze")
}
