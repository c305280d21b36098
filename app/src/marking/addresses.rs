//! Where the pages of the marking desk stand.

use domain::marking::{MarkKind, Pass};

pub fn kind_word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Written => "written",
        MarkKind::Interview => "interview",
    }
}

pub fn entry_path(code: &str, kind: MarkKind, pass: Pass) -> String {
    let pass = if pass == Pass::First {
        "first"
    } else {
        "second"
    };
    format!("/desk/{code}/marks/{}/enter/{pass}", kind_word(kind))
}

pub fn compare_path(code: &str, kind: MarkKind) -> String {
    format!("/desk/{code}/marks/{}/compare", kind_word(kind))
}
