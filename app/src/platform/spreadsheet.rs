//! Tables for offices: Excel and CSV. Every cell is text or a number of ours; a text that a spreadsheet would run as a
//! formula is made harmless.

use crate::error::AppError;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
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

#[cfg(test)]
mod tests {
    use super::harmless;

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
