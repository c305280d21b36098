//! What a workbook says about itself: its sheets, its date system, and where its parts are.

use super::{
    Named,
    package::{Package, attribute, is_set},
};
use domain::tables::GridProblem;
use quick_xml::events::Event;

#[derive(Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Named>,
    /// The part of each sheet.
    pub(super) paths: Vec<String>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    /// Days are counted from 1904, as old Macs did.
    pub(super) is_1904: bool,
    /// Whoever wrote it left the results of its formulas to the next program.
    pub(super) is_uncalculated: bool,
}

struct Relation {
    id: String,
    kind: String,
    path: String,
}

impl Book {
    pub(super) fn read(package: &mut Package) -> Result<Book, GridProblem> {
        let main = relations(package, "_rels/.rels", "")?;
        let main = main.into_iter().find(|part| part.kind == "officeDocument");
        let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |part| part.path);
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let parts = relations(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let path = |kind: &str| {
            let part = parts.iter().find(|part| part.kind == kind);
            part.map(|part| part.path.clone())
        };
        let mut book = Book {
            strings: path("sharedStrings"),
            styles: path("styles"),
            ..Book::default()
        };
        let mut part = package.needed(&main)?;
        loop {
            match part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "workbookPr" => book.is_1904 = is_set(&tag, "date1904"),
                    "calcPr" => book.is_uncalculated = is_set(&tag, "fullCalcOnLoad"),
                    "sheet" => {
                        let id = attribute(&tag, "id");
                        let own = parts
                            .iter()
                            .find(|part| Some(part.id.as_str()) == id.as_deref());
                        // Sheets of charts and macros hold no cells.
                        if let Some(own) = own.filter(|own| own.kind == "worksheet") {
                            book.paths.push(own.path.clone());
                            book.sheets.push(Named {
                                name: attribute(&tag, "name").unwrap_or_default().into_owned(),
                                is_visible: attribute(&tag, "state").is_none_or(|s| s == "visible"),
                            });
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(book),
                _ => {}
            }
        }
    }
}

fn relations(
    package: &mut Package,
    path: &str,
    folder: &str,
) -> Result<Vec<Relation>, GridProblem> {
    let mut found = Vec::new();
    let Some(mut part) = package.part(path)? else {
        return Ok(found);
    };
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let text = |name| attribute(&tag, name).unwrap_or_default();
                found.push(Relation {
                    id: text("Id").into_owned(),
                    kind: text("Type")
                        .rsplit('/')
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                    path: resolved(folder, &text("Target")),
                });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A target as a path of the package: absolute, or seen from the folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
