//! Tables for offices: Excel and CSV. Every cell is text or a number of ours; a text that a spreadsheet would run as a
//! formula is made harmless.

use crate::error::AppError;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use calamine::Reader as _;
use domain::Problem;
use rust_xlsxwriter::{Format, Workbook};

#[derive(Clone, Debug, Default)]
pub struct Table {
    pub name: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The cell as text that no spreadsheet runs as a formula.
pub fn harmless(cell: &str) -> String {
    // Excel runs cells that begin with these.
    let runs = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    if runs {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

impl Table {
    /// UTF-8 with the mark by which Excel recognises it.
    ///
    /// # Errors
    /// The writer's own, as a fault.
    pub fn csv(&self) -> Result<Response, AppError> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        for row in std::iter::once(&self.head).chain(&self.rows) {
            writer
                .write_record(row.iter().map(|cell| harmless(cell)))
                .map_err(AppError::fault)?;
        }
        let bytes = writer.into_inner().map_err(AppError::fault)?;
        Ok(self.attachment(bytes, "csv", "text/csv; charset=utf-8"))
    }

    /// One sheet with a frozen head; long numbers stay text.
    ///
    /// # Errors
    /// The writer's own, as a fault.
    pub fn xlsx(&self) -> Result<Response, AppError> {
        let mut book = Workbook::new();
        let sheet = book
            .add_worksheet_with_constant_memory()
            .map_err(AppError::fault)?;
        let bold = Format::new().set_bold();
        sheet.set_freeze_panes(1, 0).map_err(AppError::fault)?;
        for (column, cell) in (0..).zip(&self.head) {
            sheet
                .write_string_with_format(0, column, cell, &bold)
                .map_err(AppError::fault)?;
        }
        for (line, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                sheet
                    .write_string(line, column, harmless(cell))
                    .map_err(AppError::fault)?;
            }
        }
        let bytes = book.save_to_buffer().map_err(AppError::fault)?;
        Ok(self.attachment(
            bytes,
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ))
    }

    fn attachment(&self, bytes: Vec<u8>, ending: &str, media_type: &'static str) -> Response {
        let mut response = bytes.into_response();
        let name = format!("attachment; filename=\"{}.{ending}\"", self.name);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        if let Ok(name) = HeaderValue::try_from(name) {
            headers.insert(header::CONTENT_DISPOSITION, name);
        }
        response
    }
}

/// Rows of an uploaded CSV table with their line numbers, the head first. UTF-8 with or without its mark, or GB 18030,
/// which is what older office programs write; blank lines are left out.
///
/// # Errors
/// `NotATable` for anything else, `Unreadable` with the line that has no end.
pub fn read_csv(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, Problem> {
    let text = decode(bytes).ok_or(Problem::NotATable)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut rows, mut line, mut counted) = (Vec::new(), 1, 0);
    for record in reader.records() {
        let record = record.map_err(|why| Problem::Unreadable {
            line: why.position().map_or(0, |at| at.line() as usize),
            detail: why.to_string(),
        })?;
        // The reader lets a record begin at the line breaks before it: those are counted first.
        let begins = record.position().map_or(0, |at| at.byte() as usize);
        let breaks = text[begins..].len() - text[begins..].trim_start_matches(['\r', '\n']).len();
        line += text[counted..begins + breaks].matches('\n').count();
        counted = begins + breaks;
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((line, cells));
        }
    }
    Ok(rows)
}

/// More than this is no table of people: a city has a hundred thousand applicants.
const MOST_ROWS: usize = 2_000_000;
/// An Excel file is a zip: what it claims to unpack to is read before it is unpacked.
const MOST_UNPACKED: u64 = 1 << 30;

/// Rows of a table, CSV or Excel, with their row numbers, the head first.
///
/// # Errors
/// As [`read_csv`]; an Excel file that claims to be larger than any table.
pub fn read_table(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, Problem> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return read_csv(bytes);
    }
    if unpacked_size(bytes).is_none_or(|size| size > MOST_UNPACKED) {
        return Err(Problem::NotATable);
    }
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes))
        .map_err(|_| Problem::NotATable)?;
    let sheet = book
        .worksheet_range_at(0)
        .and_then(Result::ok)
        .ok_or(Problem::NotATable)?;
    let first = sheet.start().map_or(1, |(row, _)| row as usize + 1);
    if sheet.height() > MOST_ROWS {
        return Err(Problem::NotATable);
    }
    let rows = (first..)
        .zip(sheet.rows())
        .map(|(row, cells)| (row, cells.iter().map(cell_text).collect::<Vec<_>>()));
    Ok(rows
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
        .collect())
}

/// Numbers as people see them: 81.5 and not 81.49999; a whole number without its point.
fn cell_text(cell: &calamine::Data) -> String {
    match cell {
        calamine::Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        calamine::Data::Float(number) => {
            let text = format!("{number:.4}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        // Days since the day before the first of 1900 as Excel counts it.
        calamine::Data::DateTime(at) => {
            let days = chrono::Days::new(at.as_f64().max(0.0) as u64);
            let day = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)
                .and_then(|first| first.checked_add_days(days));
            day.map(|day| day.to_string()).unwrap_or_default()
        }
        other => other.to_string().trim().to_owned(),
    }
}

/// The sum of the sizes in the zip's own directory; `None` where there is no directory.
fn unpacked_size(zip: &[u8]) -> Option<u64> {
    let number = |at: usize| Some(u32::from_le_bytes(zip.get(at..at + 4)?.try_into().ok()?));
    let mut total = 0u64;
    let mut entries = 0;
    for at in places_of(zip, b"PK\x01\x02") {
        total += u64::from(number(at + 24)?);
        entries += 1;
    }
    (entries > 0).then_some(total)
}

fn places_of<'a>(bytes: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes
        .windows(mark.len())
        .enumerate()
        .filter(move |(_, window)| *window == mark)
        .map(|(at, _)| at)
}

fn decode(bytes: &[u8]) -> Option<String> {
    if bytes.is_empty() || bytes.contains(&0) {
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let (text, _, had_errors) = encoding_rs::GB18030.decode(bytes);
            if had_errors {
                return None;
            }
            text.into_owned()
        }
    };
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Table, harmless, read_csv, read_table};
    use domain::Problem;

    #[test]
    fn a_table_is_read_in_the_encodings_that_offices_use() {
        let rows = vec![
            (1, vec!["卷号".to_owned(), "成绩".to_owned()]),
            (3, vec!["A-0417".to_owned(), "81.5".to_owned()]),
        ];
        let text = "卷号,成绩\r\n\r\nA-0417, 81.5\r\n";
        assert_eq!(read_csv(text.as_bytes()), Ok(rows.clone()));
        assert_eq!(
            read_csv(format!("\u{feff}{text}").as_bytes()),
            Ok(rows.clone())
        );
        assert_eq!(read_csv(&encoding_rs::GBK.encode(text).0), Ok(rows));
        assert_eq!(
            read_csv(b"PK\x03\x04\x00\x00"),
            Err(Problem::NotATable),
            "an Excel workbook is no CSV"
        );
        assert_eq!(read_csv(b""), Err(Problem::NotATable));
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("-2.5", "-2.5"),
            ("26032800412", "26032800412"),
        ] {
            assert_eq!(harmless(cell), written);
        }
    }

    #[tokio::test]
    async fn what_was_written_as_excel_is_read_back_with_its_row_numbers() {
        let table = Table {
            name: "x".into(),
            head: vec!["准考证号".into(), "分数".into()],
            rows: vec![
                vec!["26032800001".into(), "81.5".into()],
                vec!["26032800002".into(), "缺考".into()],
            ],
        };
        let response = table.xlsx().unwrap();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap();
        let rows = read_table(&bytes).unwrap();
        assert_eq!(rows[0], (1, table.head.clone()));
        assert_eq!(rows[2], (3, table.rows[1].clone()));
        assert_eq!(
            read_table(b"PK\x03\x04 but nothing more"),
            Err(Problem::NotATable)
        );
    }
}
