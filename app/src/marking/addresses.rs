//! Where the pages of the marking desk stand.

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

pub fn entry_path(code: &str, kind: MarkKind, pass: Pass) -> String {
    format!(
        "/desk/{code}/marks/{}/enter/{}",
        kind_word(kind),
        pass_word(pass)
    )
}

pub fn compare_path(code: &str, kind: MarkKind) -> String {
    format!("/desk/{code}/marks/{}/compare", kind_word(kind))
}
