//! Why a file is no rule document, in both languages.

use super::{BadDocument, reason::Reason};
use crate::say::say;
use crate::text::Lang;

impl BadDocument {
    /// Why a document cannot be read, with the place.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            BadDocument::TooLarge { bytes, limit } => say!(
                lang,
                "文件有{bytes}字节，最多{limit}字节",
                "{bytes} bytes; at most {limit} are read"
            ),
            BadDocument::TooDeep { limit, line } => say!(
                lang,
                "第{line}行：嵌套超过{limit}层",
                "line {line}: nested deeper than {limit}"
            ),
            BadDocument::Version { found, known } => say!(
                lang,
                "格式版本是{found}，这里只认识{known}",
                "format version {found}; only {known} is known"
            ),
            BadDocument::Unreadable {
                line,
                column,
                message,
            } => {
                let why = Reason::of(message).say(lang);
                say!(
                    lang,
                    "第{line}行第{column}列看不懂：{why}",
                    "line {line}, column {column}: {why}"
                )
            }
        }
    }
}
