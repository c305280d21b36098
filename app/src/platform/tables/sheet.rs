//! The XML of one sheet: hidden columns, rows of cells, joined cells, in this order.

use super::{
    decimals,
    formats::Format,
    package::{Part, attribute, is_set},
    xlsx::About,
};
use domain::tables::{Builder, Cell, Found, GridProblem, date};
use quick_xml::events::{BytesStart, Event};

/// What a sheet can hold.
const MOST_COLUMNS: usize = 16_384;
const MOST_ROWS: usize = 1_048_576;

pub(super) fn read(
    mut part: Part,
    about: &About,
    builder: &mut Builder,
) -> Result<(), GridProblem> {
    let mut row = 0;
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "col" if is_hidden(&tag, "width") => builder.hide([], columns(&tag)),
                "row" => {
                    row = match attribute(&tag, "r") {
                        Some(said) => said.parse().map_err(|_| GridProblem::NotATable)?,
                        None => row + 1,
                    };
                    if row > MOST_ROWS {
                        return Err(GridProblem::NotATable);
                    }
                    if is_hidden(&tag, "ht") {
                        builder.hide([row], []);
                    }
                    if !builder.row(row, cells(&mut part, about)?) {
                        return Ok(());
                    }
                }
                "mergeCell" => {
                    let range = attribute(&tag, "ref").unwrap_or_default();
                    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
                    let corners = position(first).zip(position(last));
                    let (first, last) = corners.ok_or(GridProblem::NotATable)?;
                    builder.merged(first, last);
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Said to be hidden, or of no width or height.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> bool {
    let is_flat = || {
        let size = attribute(tag, size).and_then(|size| size.parse::<f64>().ok());
        size == Some(0.0)
    };
    is_set(tag, "hidden") || is_flat()
}

fn columns(tag: &BytesStart<'_>) -> std::ops::Range<usize> {
    let number = |name| attribute(tag, name).and_then(|n| n.parse::<usize>().ok());
    let first = number("min").unwrap_or(1).max(1);
    let last = number("max").unwrap_or(first).min(MOST_COLUMNS);
    first - 1..last
}

/// Row and place (from zero) of `B3`.
fn position(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let mut place = 0usize;
    for letter in letters.bytes() {
        let value = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|v| *v < 26)?;
        place = place * 26 + usize::from(value) + 1;
        if place > MOST_COLUMNS {
            return None;
        }
    }
    let row: usize = row.parse().ok()?;
    Some((row, place.checked_sub(1)?))
}

/// The cells up to the end of the row.
fn cells(part: &mut Part, about: &About) -> Result<Vec<Found>, GridProblem> {
    let (mut found, mut next) = (Vec::<Found>::new(), 0);
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                let place = match attribute(&tag, "r") {
                    Some(name) => position(&name).ok_or(GridProblem::NotATable)?.1,
                    None => next,
                };
                // In the order of their columns, each once.
                if place < next || place >= MOST_COLUMNS {
                    return Err(GridProblem::NotATable);
                }
                next = place + 1;
                let style = attribute(&tag, "s").and_then(|s| s.parse::<usize>().ok());
                let format = style.and_then(|s| about.formats.get(s)).copied();
                let kind = attribute(&tag, "t").unwrap_or_default().into_owned();
                let stored = Stored::read(part)?;
                found.push((place, stored.cell(&kind, format.unwrap_or_default(), about)));
            }
            Event::End(tag) if tag.local_name().as_ref() == "row" => return Ok(found),
            Event::Eof => return Err(GridProblem::NotATable),
            _ => {}
        }
    }
}

/// What stands inside a cell.
#[derive(Default)]
struct Stored {
    has_formula: bool,
    value: Option<String>,
    text: Option<String>,
}

impl Stored {
    fn read(part: &mut Part) -> Result<Stored, GridProblem> {
        let mut stored = Stored::default();
        loop {
            match part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "f" => {
                        stored.has_formula = true;
                        part.text("f")?;
                    }
                    "v" => stored.value = Some(part.text("v")?),
                    "is" => stored.text = Some(part.string("is")?),
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "c" => return Ok(stored),
                Event::Eof => return Err(GridProblem::NotATable),
                _ => {}
            }
        }
    }

    fn cell(&self, kind: &str, format: Format, about: &About) -> Result<Cell, GridProblem> {
        let value = self.value.as_deref().map(str::trim);
        if self.has_formula {
            // The result of a formula of text may be an empty text.
            let has_result = value.is_some_and(|value| !value.is_empty() || kind == "str");
            if !has_result || about.is_uncalculated {
                return Err(GridProblem::NoResult);
            }
        }
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return Ok(self.text.as_deref().map_or(Cell::Empty, Cell::of_text));
        };
        match kind {
            "s" => {
                let at = value.parse().ok();
                let text = at.and_then(|at| about.strings.get(at));
                text.map(Cell::of_text).ok_or(GridProblem::NotATable)
            }
            "inlineStr" => Ok(Cell::of_text(self.text.as_deref().unwrap_or_default())),
            "b" => Ok(Cell::Bool(matches!(value, "1" | "true"))),
            "e" => Err(GridProblem::ErrorValue {
                value: value.to_owned(),
            }),
            "d" => date(value).map(Cell::Date),
            "n" | "" => number(value, format, about),
            _ => Ok(Cell::of_text(value)),
        }
    }
}

fn number(value: &str, format: Format, about: &About) -> Result<Cell, GridProblem> {
    match format {
        Format::Plain => decimals::number(value).unwrap_or_else(|| Ok(Cell::of_text(value))),
        Format::Date => decimals::moment(value, about.is_1904),
        Format::Duration => Ok(decimals::duration(value).unwrap_or_else(|| Cell::of_text(value))),
    }
}
