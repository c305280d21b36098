//! Tables that offices send, as bytes: CSV in the encodings of offices, .xlsx and .xls become one plain
//! [`Grid`]. What is wrong with the bytes is told in the grid like everything else. Bounds hold while reading: a small
//! file can claim to be an endless one.

mod book;
mod decimals;
mod formats;
mod package;
mod sheet;
mod text;
mod xls;
mod xlsx;

use domain::parallel::in_parts;
use domain::tables::{Builder, Grid, GridProblem, Head, Row, Told};

/// How the two kinds of workbooks begin.
const XLSX: &[u8] = b"PK\x03\x04";
const XLS: &[u8] = b"\xD0\xCF\x11\xE0";

/// The table in a file, whatever kind of file it is.
pub fn read(bytes: &[u8], head: Head) -> Grid {
    if bytes.starts_with(XLSX) {
        return xlsx::read(bytes, head).unwrap_or_else(Grid::from);
    }
    if bytes.starts_with(XLS) {
        return xls::read(bytes, head).unwrap_or_else(Grid::from);
    }
    match text::decode(bytes) {
        Ok((text, encoding)) => {
            let mut grid = text::read(&text, head);
            if let Some(name) = encoding {
                grid.told.insert(0, Told::Encoding(name.to_owned()));
            }
            grid
        }
        Err((row, kind)) => {
            let mut grid = Grid::from(kind);
            grid.problems[0].row = row;
            grid
        }
    }
}

/// What the rows of a table say, read part by part by what is known from its titles and joined in their order; and the
/// table itself, whose rows are left out where nobody needs to keep all of them at once. `join` is told how many parts
/// there are.
pub fn read_joined<L: Sync, P: Default + Send>(
    bytes: &[u8],
    head: Head,
    layout: impl Fn(Grid) -> L,
    part: impl Fn(&L, &[Row]) -> P + Sync,
    join: impl Fn(&mut P, P, usize) + Sync,
) -> (L, P, Grid) {
    let is_text = !bytes.starts_with(XLSX) && !bytes.starts_with(XLS);
    if let (true, Ok((text, None))) = (is_text, text::decode(bytes))
        && let Some(read) = text::read_pieces(&text, head, &layout, &part, &join)
    {
        return read;
    }
    let grid = read(bytes, head);
    let layout = layout(grid.head());
    let parts = in_parts(&grid.rows, |rows| part(&layout, rows));
    let (mut all, count) = (P::default(), parts.len());
    parts
        .into_iter()
        .for_each(|part| join(&mut all, part, count));
    (layout, all, grid)
}

/// The table in a text that was pasted into a form.
pub fn read_text(text: &str, head: Head) -> Grid {
    text::read(text, head)
}

/// A sheet of a workbook and whether people see it.
struct Named {
    name: String,
    is_visible: bool,
}

/// The first visible sheet, and a builder that has told of the others.
fn first_visible(sheets: &[Named], head: Head) -> Result<(usize, Builder), GridProblem> {
    let chosen = sheets
        .iter()
        .position(|sheet| sheet.is_visible)
        .ok_or(GridProblem::NoVisibleSheet)?;
    let name = sheets[chosen].name.clone();
    let mut builder = Builder::new(Some(name), head, domain::tables::Width::Ragged);
    let names = |of: &dyn Fn(usize, &Named) -> bool| -> Vec<String> {
        let found = sheets
            .iter()
            .enumerate()
            .filter(|(at, sheet)| of(*at, sheet));
        found.map(|(_, sheet)| sheet.name.clone()).collect()
    };
    let hidden = names(&|_, sheet| !sheet.is_visible);
    let further = names(&|at, sheet| sheet.is_visible && at != chosen);
    if !hidden.is_empty() {
        builder.tell(Told::HiddenSheets(hidden));
    }
    if !further.is_empty() {
        builder.tell(Told::FurtherSheets(further));
    }
    Ok((chosen, builder))
}

#[cfg(test)]
mod tests;
