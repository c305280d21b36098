//! Marks from a CSV table: the same lines as a form, with the row of each in the file.

use crate::platform::spreadsheet::read_csv;
use domain::{
    Problem,
    sheets::{Figure, Layout, Line},
};

/// The lines of a table, and the row in the file of each.
pub type Uploaded = (Vec<Line>, Vec<usize>);

/// The first column is the sheet number, whatever its title; the others are found by their titles.
///
/// # Errors
/// A file that is no table, a column that is none of ours, a table without rows.
pub fn read(layout: &Layout, bytes: &[u8]) -> Result<Uploaded, Problem> {
    let mut rows = read_csv(bytes)?.into_iter();
    let (_, head) = rows.next().ok_or(Problem::Missing)?;
    let columns = head
        .iter()
        .skip(1)
        .map(|title| column(layout, title))
        .collect::<Result<Vec<_>, _>>()?;
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    for (place, cells) in rows {
        let mut figures = vec![Figure::Typed(String::new()); layout.items.len()];
        for (cell, item) in cells.iter().skip(1).zip(&columns) {
            if let Some(item) = item {
                figures[*item] = Figure::Typed(cell.clone());
            }
        }
        lines.push(Line {
            sheet: cells.first().cloned().unwrap_or_default(),
            figures,
        });
        places.push(place);
    }
    if lines.is_empty() {
        Err(Problem::Missing)
    } else {
        Ok((lines, places))
    }
}

/// By the item's name in either language, or by its code; a column without a title is left out.
fn column(layout: &Layout, title: &str) -> Result<Option<usize>, Problem> {
    if title.is_empty() {
        return Ok(None);
    }
    let names = |item: &domain::sheets::Item| {
        title == item.code || title == item.name.zh || item.name.en.as_deref() == Some(title)
    };
    match layout.items.iter().position(names) {
        Some(item) => Ok(Some(item)),
        None => Err(Problem::UnknownColumn {
            name: title.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{marking::MarkKind, rules::RuleDocument};

    fn layout() -> Layout {
        let doc = include_bytes!("../../domain/tests/notices/O03-demo.json");
        Layout::of(&RuleDocument::from_json(doc).unwrap(), MarkKind::Written)
    }

    #[test]
    fn a_table_is_read_by_its_titles() {
        let (lines, places) = read(
            &layout(),
            "密号,社区工作基础知识\nA-0001,81.5\n\nA-0002,缺考\n".as_bytes(),
        )
        .unwrap();
        assert_eq!(places, [2, 4]);
        assert_eq!(
            lines[1],
            Line {
                sheet: "A-0002".into(),
                figures: vec![Figure::Typed("缺考".into())]
            }
        );
        assert_eq!(read(&layout(), b"n,knowledge\nA-0001,81.5").unwrap().1, [2]);
    }

    #[test]
    fn a_column_of_another_table_is_refused() {
        let name = "准考证号".to_owned();
        assert_eq!(
            read(&layout(), "密号,准考证号\nA-0001,1".as_bytes()),
            Err(Problem::UnknownColumn { name })
        );
        assert_eq!(
            read(&layout(), "密号,社区工作基础知识\n".as_bytes()),
            Err(Problem::Missing)
        );
    }
}
