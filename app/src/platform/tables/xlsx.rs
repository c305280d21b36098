//! Workbooks of today (.xlsx): the first visible sheet, row by row from its own XML.

use super::{
    book::Book,
    first_visible,
    formats::{self, Format},
    package::Package,
    sheet,
};
use domain::tables::{Grid, GridProblem, Head};
use quick_xml::events::Event;

pub(super) fn read(bytes: &[u8], head: Head) -> Result<Grid, GridProblem> {
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    if book.sheets.is_empty() {
        return Err(GridProblem::NotATable);
    }
    let (chosen, mut builder) = first_visible(&book.sheets, head)?;
    let formats = match &book.styles {
        Some(path) => package.part(path)?.map(formats::read).transpose()?,
        None => None,
    };
    let strings = match &book.strings {
        Some(path) => Strings::read(&mut package, path)?,
        None => Strings::default(),
    };
    let about = About {
        formats: formats.unwrap_or_default(),
        strings,
        is_1904: book.is_1904,
        is_uncalculated: book.is_uncalculated,
    };
    sheet::read(package.needed(&book.paths[chosen])?, &about, &mut builder)?;
    Ok(builder.finish())
}

/// What the cells of a sheet refer to.
pub(super) struct About {
    pub(super) formats: Vec<Format>,
    pub(super) strings: Strings,
    pub(super) is_1904: bool,
    pub(super) is_uncalculated: bool,
}

/// The texts of all cells, each once, in one piece.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    fn read(package: &mut Package, path: &str) -> Result<Strings, GridProblem> {
        let mut strings = Strings::default();
        let Some(mut part) = package.part(path)? else {
            return Ok(strings);
        };
        loop {
            match part.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                    let string = part.string("si")?;
                    strings.text.push_str(&string);
                    strings.ends.push(strings.text.len());
                }
                Event::Eof => return Ok(strings),
                _ => {}
            }
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }
}
