//! Tables to take away: Excel and CSV. Every cell is text or a number of ours; a text that a spreadsheet would run as a
//! formula is made harmless.

use crate::error::AppError;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::tables::harmless;
use rust_xlsxwriter::{Format, Workbook};

#[derive(Clone, Debug, Default)]
pub struct Table {
    pub name: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The mark by which Excel recognises UTF-8; it stands before the first row.
pub const MARK: &str = "\u{feff}";

/// Rows as UTF-8 with the [`MARK`]; no cell is one that a spreadsheet would run.
///
/// # Errors
/// The writer's own.
pub fn csv_bytes<C: AsRef<str>>(
    rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>,
) -> Result<Vec<u8>, csv::Error> {
    csv_rows(MARK.as_bytes().to_vec(), rows)
}

/// Adds rows of a CSV.
///
/// # Errors
/// The writer's own.
pub fn csv_rows<C: AsRef<str>>(
    to: Vec<u8>,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(to);
    for row in rows {
        for cell in row {
            writer.write_field(harmless(cell.as_ref()).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.into_inner().map_err(|why| why.into_error().into())
}

impl Table {
    /// UTF-8 with the mark by which Excel recognises it.
    ///
    /// # Errors
    /// The writer's own, as a fault.
    pub fn csv(&self) -> Result<Response, AppError> {
        let rows = std::iter::once(&self.head).chain(&self.rows);
        let bytes = csv_bytes(rows).map_err(AppError::fault)?;
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
                    .write_string(line, column, harmless(cell).as_ref())
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

#[cfg(test)]
mod tests {
    use super::{Table, csv_bytes};
    use crate::platform::tables::read;
    use domain::tables::{Grid, Head};

    fn texts(grid: &Grid) -> Vec<Vec<String>> {
        let rows = grid.rows.iter().map(|row| row.cells.iter());
        rows.map(|cells| cells.map(|cell| cell.text().into_owned()).collect())
            .collect()
    }

    #[test]
    fn a_cell_of_a_csv_is_never_a_formula_and_is_read_back_as_it_was() {
        let row: Vec<String> = ["=1+1", "＝1+1", "＠SUM(1)", "＋1", "－1+1", "-2.5", "a,\"b"]
            .map(str::to_owned)
            .into();
        let rows = [vec!["h".to_owned()], row.clone()];
        let bytes = csv_bytes(&rows[1..]).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(
            text,
            "\u{feff}'=1+1,'＝1+1,'＠SUM(1),'＋1,'－1+1,-2.5,\"a,\"\"b\"\n"
        );
        let head = Head::Given {
            titles: &["1", "2", "3", "4", "5", "6", "7"],
            least: 7,
        };
        assert_eq!(texts(&read(&bytes, head)), [row]);
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
        let grid = read(&bytes, Head::FirstRow);
        assert_eq!((grid.head, grid.rows[1].number), (1, 3));
        assert_eq!(texts(&grid), table.rows);
    }
}
