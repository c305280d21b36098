//! Which formats show a number as a date.

use super::package::{Part, attribute};
use domain::tables::GridProblem;
use quick_xml::events::Event;
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    #[default]
    Plain,
    /// A day, a moment or a time of day.
    Date,
    /// Hours beyond a day: `[h]:mm`.
    Duration,
}

impl Format {
    /// The formats that every workbook has, by number; those of East Asia among them.
    fn built_in(id: u32) -> Format {
        match id {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Format::Date,
            46 => Format::Duration,
            _ => Format::Plain,
        }
    }

    fn of_code(code: &str) -> Format {
        let (mut shown, mut chars) = (String::new(), code.chars());
        while let Some(c) = chars.next() {
            match c {
                // Literals are no part of the pattern, nor are colours, conditions and languages.
                '"' => drop(chars.by_ref().find(|c| *c == '"')),
                '\\' | '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    let is_time = |c: char| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's');
                    if !inside.is_empty() && inside.chars().all(is_time) {
                        return Format::Duration;
                    }
                }
                // The pattern for positive numbers comes first.
                ';' => break,
                c => shown.push(c.to_ascii_lowercase()),
            }
        }
        let is_date = shown != "general" && shown.contains(['d', 'm', 'y', 'h', 's']);
        if is_date { Format::Date } else { Format::Plain }
    }
}

/// The formats of cells by the number of their style.
pub(super) fn read(mut part: Part) -> Result<Vec<Format>, GridProblem> {
    let mut own = HashMap::new();
    let (mut formats, mut in_cells) = (Vec::new(), false);
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    let code = attribute(&tag, "formatCode");
                    own.extend(id.zip(code.map(|code| Format::of_code(&code))));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    let id = id.unwrap_or_default();
                    formats.push(own.get(&id).copied().unwrap_or(Format::built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_format_is_a_date_by_what_it_shows_and_not_by_its_literals() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\";@",
            "[$-804]yyyy/m/d",
            "h:mm AM/PM",
            "m/d/yy h:mm",
            "[Red]d",
        ] {
            assert_eq!(Format::of_code(code), Format::Date, "{code}");
        }
        for code in [
            "General",
            "0.00",
            "0.00\"分 (marks)\"",
            "#,##0\\d",
            "[Red]0",
            "0.00E+00",
            "@",
            "0;[Red]d",
            "0_d",
            "[>=60]0",
        ] {
            assert_eq!(Format::of_code(code), Format::Plain, "{code}");
        }
        assert_eq!(Format::of_code("[h]:mm"), Format::Duration);
    }
}
