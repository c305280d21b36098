//! Where everything stands: a file for each capability, a constant or a function for each of its pages. Links lead to later
//! steps too, and so addresses stand below all capabilities; an address is written here, and as the pattern of its door.

pub mod accounts;
pub mod admission;
pub mod applications;
pub mod audit;
pub mod campaigns;
pub mod certificates;
pub mod dry_run;
pub mod interviews;
pub mod marking;
pub mod notifications;
pub mod overview;
pub mod publication;
pub mod ranking;
pub mod rule_editor;
pub mod settings;

/// Percent-encodes what may not stand in a query value.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect()
}
