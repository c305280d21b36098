//! Tables for offices: Excel and CSV. Every cell is text or a number of ours; a text that a spreadsheet would run as a
//! formula is made harmless.

use crate::error::AppError;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::Problem;
use rust_xlsxwriter::{Format, Workbook};

#[derive(Clone, Debug, Default)]
pub struct Table {
    pub name: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Excel runs cells that begin with these.
fn harmless(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

impl Table {
    /// UTF-8 with the mark by which Excel recognises it.
    ///
    /// # Errors
    /// The writer's own, as a fault.
    pub fn csv(&self) -> Result<Response, AppError> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        for row in std::iter::once(&self.head).chain(&self.rows) {
            writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(AppError::fault)?;
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
        let sheet = book.add_worksheet_with_constant_memory().map_err(AppError::fault)?;
        let bold = Format::new().set_bold();
        sheet.set_freeze_panes(1, 0).map_err(AppError::fault)?;
        for (column, cell) in (0..).zip(&self.head) {
            sheet.write_string_with_format(0, column, cell, &bold).map_err(AppError::fault)?;
        }
        for (line, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                sheet.write_string(line, column, harmless(cell)).map_err(AppError::fault)?;
            }
        }
        let bytes = book.save_to_buffer().map_err(AppError::fault)?;
        Ok(self.attachment(bytes, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
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
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
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
    use super::{harmless, read_csv};
    use domain::Problem;

    #[test]
    fn a_table_is_read_in_the_encodings_that_offices_use() {
        let rows =
            vec![(1, vec!["卷号".to_owned(), "成绩".to_owned()]), (3, vec!["A-0417".to_owned(), "81.5".to_owned()])];
        let text = "卷号,成绩\r\n\r\nA-0417, 81.5\r\n";
        assert_eq!(read_csv(text.as_bytes()), Ok(rows.clone()));
        assert_eq!(read_csv(format!("\u{feff}{text}").as_bytes()), Ok(rows.clone()));
        assert_eq!(read_csv(&encoding_rs::GBK.encode(text).0), Ok(rows));
        assert_eq!(read_csv(b"PK\x03\x04\x00\x00"), Err(Problem::NotATable), "an Excel workbook is no CSV");
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
}
