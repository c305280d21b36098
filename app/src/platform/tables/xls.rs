//! Workbooks of old (.xls). Their records are looked through first: the reader makes room for as many cells as the file
//! claims to have, and the records tell what is hidden.

use super::{Named, decimals, first_visible};
use calamine::{Data, Reader as _, Xls};
use domain::tables::{Cell, Grid, GridProblem, Head};
use std::{
    collections::BTreeSet,
    io::{Cursor, Read as _, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Cells of all sheets together, blank ones between them counted.
const MOST_CELLS: usize = 8_000_000;
const MOST_SHEETS: usize = 256;
const MOST_COLUMNS: usize = 256;

pub(super) fn read(bytes: &[u8], head: Head) -> Result<Grid, GridProblem> {
    let stream = stream(bytes)?;
    let outlines = outlines(&stream)?;
    let package = repacked(&stream).ok_or(GridProblem::NotATable)?;
    // A file that the reader stumbles over is no table; nothing of it is kept.
    let opened = catch_unwind(AssertUnwindSafe(|| Xls::new(Cursor::new(package))));
    let mut book = match opened {
        Ok(Ok(book)) => book,
        Ok(Err(calamine::XlsError::Password)) => return Err(GridProblem::Protected),
        _ => return Err(GridProblem::NotATable),
    };
    let sheets: Vec<Named> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| Named {
            name: sheet.name.clone(),
            is_visible: sheet.visible == calamine::SheetVisible::Visible
                && sheet.typ == calamine::SheetType::WorkSheet,
        })
        .collect();
    let (chosen, mut builder) = first_visible(&sheets, head)?;
    let outline = outlines.into_iter().nth(chosen).unwrap_or_default();
    builder.hide(outline.hidden_rows, outline.hidden_columns);
    let name = &sheets[chosen].name;
    let is_1904 = book.has_1904_epoch();
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let range = book
        .worksheet_range(name)
        .map_err(|_| GridProblem::NotATable)?;
    let (first_row, first_place) = range.start().unwrap_or_default();
    for (number, cells) in (first_row as usize + 1..).zip(range.rows()) {
        let cells = (first_place as usize..).zip(cells).map(|(place, data)| {
            let found = match outline.without_result.contains(&(number, place)) {
                true => Err(GridProblem::NoResult),
                false => cell(data, is_1904),
            };
            (place, found)
        });
        if !builder.row(number, cells.collect()) {
            break;
        }
    }
    for area in merged {
        let corner = |(row, place): (u32, u32)| (row as usize + 1, place as usize);
        builder.merged(corner(area.start), corner(area.end));
    }
    Ok(builder.finish())
}

fn cell(data: &Data, is_1904: bool) -> Result<Cell, GridProblem> {
    let text = |text: &str| Ok(Cell::of_text(text));
    match data {
        Data::Empty => Ok(Cell::Empty),
        Data::Int(number) => decimals::number(&number.to_string()).unwrap_or(Ok(Cell::Empty)),
        Data::Float(number) => {
            let typed = number.to_string();
            decimals::number(&typed).unwrap_or_else(|| text(&typed))
        }
        Data::Bool(yes) => Ok(Cell::Bool(*yes)),
        Data::DateTime(at) if at.is_duration() => {
            let days = at.as_f64().to_string();
            Ok(decimals::duration(&days).unwrap_or_else(|| Cell::of_text(&days)))
        }
        Data::DateTime(at) => decimals::moment(&at.as_f64().to_string(), is_1904),
        Data::Error(why) => Err(GridProblem::ErrorValue {
            value: why.to_string(),
        }),
        other => text(&other.to_string()),
    }
}

/// The workbook inside the compound file.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, GridProblem> {
    let mut file =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| GridProblem::NotATable)?;
    if file.is_stream("/EncryptedPackage") {
        return Err(GridProblem::Protected);
    }
    let mut stream = Vec::new();
    // No stream is longer than its file.
    file.open_stream("/Workbook")
        .and_then(|own| own.take(bytes.len() as u64).read_to_end(&mut stream))
        .map_err(|_| GridProblem::NotATable)?;
    Ok(stream)
}

/// The stream in a compound file of ours: whatever else the file held is left behind.
fn repacked(stream: &[u8]) -> Option<Vec<u8>> {
    let empty = Cursor::new(Vec::new());
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, empty).ok()?;
    file.create_stream("/Workbook")
        .ok()?
        .write_all(stream)
        .ok()?;
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// What a sheet's records say about its size and what is hidden.
#[derive(Default)]
struct Outline {
    rows: usize,
    columns: usize,
    hidden_rows: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    /// Formulas without a figure or a word: a file of this kind does not say whether the result is an empty text or was
    /// never calculated.
    without_result: BTreeSet<(usize, usize)>,
}

/// Of each sheet, in the order of the book.
fn outlines(stream: &[u8]) -> Result<Vec<Outline>, GridProblem> {
    let mut places = Vec::new();
    for (kind, data) in (Records { rest: stream }) {
        match kind {
            BOUND_SHEET => places.push(u32::from_le_bytes(four(data, 0)?) as usize),
            FILE_PASS => return Err(GridProblem::Protected),
            END => break,
            _ => {}
        }
    }
    if places.is_empty() || places.len() > MOST_SHEETS {
        return Err(GridProblem::NotATable);
    }
    let mut cells = 0usize;
    let mut outlines = Vec::new();
    for place in places {
        let outline = Outline::of(stream.get(place..).ok_or(GridProblem::NotATable)?)?;
        cells = cells.saturating_add(outline.rows.saturating_mul(outline.columns));
        outlines.push(outline);
    }
    if cells > MOST_CELLS {
        return Err(GridProblem::TooManyCells { most: MOST_CELLS });
    }
    Ok(outlines)
}

const BOUND_SHEET: u16 = 0x0085;
const FILE_PASS: u16 = 0x002F;
const END: u16 = 0x000A;
const BEGIN: u16 = 0x0809;

impl Outline {
    fn of(sheet: &[u8]) -> Result<Outline, GridProblem> {
        let mut own = Outline::default();
        let mut depth = 0;
        for (kind, data) in (Records { rest: sheet }) {
            match kind {
                BEGIN => depth += 1,
                // A chart inside the sheet ends before it.
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth > 1 => {}
                _ => own.take(kind, data)?,
            }
        }
        Ok(own)
    }

    fn take(&mut self, kind: u16, data: &[u8]) -> Result<(), GridProblem> {
        let number = |at| two(data, at).map(usize::from);
        match kind {
            // DIMENSIONS: rows of four bytes, columns of two; ends are exclusive.
            0x0200 => {
                let last = u32::from_le_bytes(four(data, 4)?) as usize;
                self.reach(last, number(10)?)?;
            }
            // ROW: bit 5 of the options says hidden.
            0x0208 if data.get(12).is_some_and(|options| options & 0x20 != 0) => {
                self.hidden_rows.insert(number(0)? + 1);
            }
            // COLINFO: bit 0 of the options says hidden.
            0x007D if data.get(8).is_some_and(|options| options & 1 != 0) => {
                let last = number(2)?.min(MOST_COLUMNS - 1);
                self.hidden_columns.extend(number(0)?..=last);
            }
            // MULRK names its last column at its end.
            0x00BD => {
                let last = data.len().checked_sub(2).ok_or(GridProblem::NotATable)?;
                self.reach(number(0)? + 1, number(last)? + 1)?;
                self.reach(number(0)? + 1, number(2)? + 1)?;
            }
            // FORMULA: its result begins with 3 and ends in FFFF where there is none.
            0x0006 => {
                let (row, place) = (number(0)? + 1, number(2)?);
                self.reach(row, place + 1)?;
                if data.get(6) == Some(&3) && two(data, 12)? == 0xFFFF {
                    self.without_result.insert((row, place));
                }
            }
            // NUMBER, LABEL, BOOLERR, RSTRING, LABELSST, RK.
            0x0203 | 0x0204 | 0x0205 | 0x00D6 | 0x00FD | 0x027E => {
                self.reach(number(0)? + 1, number(2)? + 1)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn reach(&mut self, rows: usize, columns: usize) -> Result<(), GridProblem> {
        if rows > 65_536 || columns > MOST_COLUMNS {
            return Err(GridProblem::NotATable);
        }
        self.rows = self.rows.max(rows);
        self.columns = self.columns.max(columns);
        Ok(())
    }
}

/// Kind and contents of each record.
struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = two(self.rest, 0).ok()?;
        let length = usize::from(two(self.rest, 2).ok()?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((kind, data))
    }
}

fn two(data: &[u8], at: usize) -> Result<u16, GridProblem> {
    let bytes = data.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u16::from_le_bytes).ok_or(GridProblem::NotATable)
}

fn four(data: &[u8], at: usize) -> Result<[u8; 4], GridProblem> {
    let bytes = data.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or(GridProblem::NotATable)
}

#[cfg(test)]
mod tests {
    use crate::platform::tables::{read, tests::cells};
    use domain::tables::{GridProblem, Head, Told};

    const FIRST: Head = Head::FirstRow;

    #[test]
    fn an_old_workbook_is_read_like_a_new_one() {
        for bytes in [
            &include_bytes!("files/old.xls")[..],
            include_bytes!("files/old-1904.xls"),
        ] {
            let grid = read(bytes, FIRST);
            let rows: Vec<_> = cells(&grid)
                .into_iter()
                .map(|(row, cells)| (row, cells.join("|")))
                .collect();
            assert_eq!(
                rows,
                [
                    (2, "101|A01|80.5|2022-03-01".to_owned()),
                    (3, "102|A01|59.99996|2020-03-01".into()),
                    (5, "|A01||".into()),
                    (6, "104|A01||".into()),
                    (8, "张三|TRUE|0.3|".into()),
                ]
            );
            assert_eq!(
                grid.told,
                [
                    Told::HiddenSheets(vec!["old".into()]),
                    Told::FurtherSheets(vec!["more".into()]),
                    Told::HiddenRows(vec![4]),
                    Told::HiddenColumns(vec!["旧分".into()]),
                ]
            );
            let kinds: Vec<_> = grid
                .problems
                .iter()
                .map(|p| (p.row, p.column.as_str(), p.kind.clone()))
                .collect();
            assert_eq!(
                kinds,
                [
                    (5, "number", GridProblem::LongNumber),
                    (5, "written:general", GridProblem::NoResult),
                    (
                        6,
                        "number",
                        GridProblem::Merged {
                            range: "A6:A7".into()
                        }
                    ),
                ]
            );
        }
    }

    #[test]
    fn an_old_workbook_that_is_broken_or_claims_too_much_is_refused() {
        let whole = include_bytes!("files/old.xls");
        for length in (0..whole.len()).step_by(97) {
            assert_ne!(read(&whole[..length], FIRST).problems, [], "{length} bytes");
        }
        // The size that the visible sheet claims for itself: rows to 65,536 and columns to 65,535.
        let mut endless = whole.to_vec();
        let places: Vec<usize> = (0..endless.len() - 4)
            .filter(|at| endless[*at..*at + 4] == [0x00, 0x02, 0x0E, 0x00])
            .collect();
        assert!(!places.is_empty());
        for at in places {
            endless[at + 14..at + 16].fill(0xFF);
        }
        assert_eq!(
            read(&endless, FIRST).problems[0].kind,
            GridProblem::NotATable
        );
    }
}
