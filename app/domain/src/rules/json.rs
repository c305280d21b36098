//! Reading and writing rule documents. Whatever the bytes are, the answer is a document or a reason, never a panic.

mod reason;
mod say;

use super::{RuleDocument, SCHEMA_VERSION};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A rules file may not be larger, in bytes.
pub const MAX_SIZE: usize = 4 * 1024 * 1024;
/// Brackets may not nest deeper: an honest condition tree needs about 20.
pub const MAX_DEPTH: usize = 96;

/// Why some bytes are not a rule document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BadDocument {
    TooLarge {
        bytes: usize,
        limit: usize,
    },
    TooDeep {
        limit: usize,
        line: usize,
    },
    /// Written by another version of the format.
    Version {
        found: u64,
        known: u32,
    },
    /// Not JSON, or JSON of another shape; `message` names the field.
    Unreadable {
        line: usize,
        column: usize,
        message: String,
    },
}

#[derive(Deserialize)]
struct Head {
    schema_version: u64,
}

impl RuleDocument {
    /// Reads a document. Unknown fields are refused: a misspelt rule must not silently be no rule.
    ///
    /// # Errors
    /// Why the text is no document, and at which place.
    pub fn from_json(bytes: &[u8]) -> Result<Self, BadDocument> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if bytes.len() > MAX_SIZE {
            return Err(BadDocument::TooLarge {
                bytes: bytes.len(),
                limit: MAX_SIZE,
            });
        }
        let head: Head = read_json(bytes)?;
        if head.schema_version != u64::from(SCHEMA_VERSION) {
            return Err(BadDocument::Version {
                found: head.schema_version,
                known: SCHEMA_VERSION,
            });
        }
        read_json(bytes)
    }

    /// The canonical text: fields in the order of the types, absent sections left out, two spaces, one line feed at the
    /// end. The same document always gives the same bytes.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a rule document holds nothing that JSON cannot");
        text.push('\n');
        text
    }

    /// SHA-256 of the canonical text, as 64 hexadecimal digits: what `sha256sum` prints for the exported file.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(self.to_json().as_bytes()))
    }
}

/// Any of our JSON forms, with the guard against deep nesting.
pub(crate) fn read_json<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, BadDocument> {
    refuse_deep_nesting(bytes)?;
    serde_json::from_slice(bytes).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> BadDocument {
    BadDocument::Unreadable {
        line: error.line(),
        column: error.column(),
        message: without_place(&error.to_string(), &error),
    }
}

/// The reader ends its message with the place, which stands beside it already.
fn without_place(message: &str, error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(message).to_owned()
}

fn refuse_deep_nesting(bytes: &[u8]) -> Result<(), BadDocument> {
    let (mut depth, mut line, mut in_string, mut escaped) = (0usize, 1usize, false, false);
    for byte in bytes {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(BadDocument::TooDeep {
                        limit: MAX_DEPTH,
                        line,
                    });
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}
