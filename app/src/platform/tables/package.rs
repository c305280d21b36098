//! An .xlsx is a zip of XML parts. What is unpacked is counted while it is unpacked, because what a zip says about
//! itself may be a lie.

use domain::tables::GridProblem;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::{
    borrow::Cow,
    cell::Cell,
    collections::HashMap,
    io::{self, BufRead, BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// All parts together.
const MOST_UNPACKED: u64 = 512 << 20;
/// One tag or one text: a cell holds 32,767 characters.
const MOST_AT_ONCE: u64 = 1 << 20;

pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Some programs write backslashes or other cases than they refer to.
    places: HashMap<String, usize>,
    left: Cell<u64>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, GridProblem> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| GridProblem::NotATable)?;
        let mut places = HashMap::new();
        for at in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(at) {
                places.insert(plain(&name), at);
            }
        }
        Ok(Package {
            zip,
            places,
            left: Cell::new(MOST_UNPACKED),
        })
    }

    /// `None`: the package has no such part.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Part<'_>>, GridProblem> {
        let Package { zip, places, left } = self;
        let Some(&at) = places.get(&plain(path)) else {
            return Ok(None);
        };
        let file = zip.by_index(at).map_err(|_| GridProblem::NotATable)?;
        let mut xml = Reader::from_reader(Measured {
            inner: BufReader::new(Box::new(file)),
            left,
            at_once: MOST_AT_ONCE,
        });
        xml.config_mut().expand_empty_elements = true;
        Ok(Some(Part {
            xml,
            buffer: Vec::new(),
        }))
    }

    pub(super) fn needed(&mut self, path: &str) -> Result<Part<'_>, GridProblem> {
        self.part(path)?.ok_or(GridProblem::NotATable)
    }
}

fn plain(path: &str) -> String {
    let path = path.replace('\\', "/").to_lowercase();
    path.trim_start_matches('/').to_owned()
}

/// An XML part, read from its beginning to its end.
pub(super) struct Part<'p> {
    xml: Reader<Measured<'p>>,
    buffer: Vec<u8>,
}

impl Part<'_> {
    pub(super) fn next(&mut self) -> Result<Event<'_>, GridProblem> {
        self.buffer.clear();
        self.xml.get_mut().at_once = MOST_AT_ONCE;
        self.xml
            .read_event_into(&mut self.buffer)
            .map_err(|why| match why {
                quick_xml::Error::Io(why) if why.kind() == io::ErrorKind::FileTooLarge => {
                    GridProblem::TooLarge {
                        most: MOST_UNPACKED,
                    }
                }
                _ => GridProblem::NotATable,
            })
    }

    /// All text up to the end of this element.
    pub(super) fn text(&mut self, end: &str) -> Result<String, GridProblem> {
        self.gather(end, true)
    }

    /// The text runs (`t`) of a string up to its end; how it is pronounced (`rPh`) is no part of it.
    pub(super) fn string(&mut self, end: &str) -> Result<String, GridProblem> {
        self.gather(end, false).map(|text| unescaped(&text))
    }

    fn gather(&mut self, end: &str, all: bool) -> Result<String, GridProblem> {
        let (mut text, mut in_run, mut is_sound) = (String::new(), all, false);
        loop {
            match self.next()? {
                Event::Start(tag) if !all => match tag.local_name().as_ref() {
                    "t" => in_run = !is_sound,
                    "rPh" => is_sound = true,
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    name if name == end => return Ok(text),
                    "t" if !all => in_run = false,
                    "rPh" => is_sound = false,
                    _ => {}
                },
                Event::Text(part) if in_run => text.push_str(&part.xml10_content()),
                Event::CData(part) if in_run => text.push_str(&part.xml10_content()),
                Event::GeneralRef(entity) if in_run => {
                    let named = quick_xml::escape::resolve_predefined_entity(entity.as_ref());
                    match (named, entity.resolve_char_ref()) {
                        (Some(named), _) => text.push_str(named),
                        (None, Ok(Some(c))) => text.push(c),
                        _ => return Err(GridProblem::NotATable),
                    }
                }
                Event::Eof => return Err(GridProblem::NotATable),
                _ => {}
            }
            if text.len() as u64 > MOST_AT_ONCE {
                return Err(GridProblem::TooLarge { most: MOST_AT_ONCE });
            }
        }
    }
}

/// `_x000D_` is how a spreadsheet writes a character that XML cannot hold.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("_x");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).filter(|_| part[4..].starts_with('_'));
        let named = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match named.and_then(char::from_u32) {
            Some(c) => {
                plain.push(c);
                plain.push_str(&part[5..]);
            }
            None => {
                plain.push_str("_x");
                plain.push_str(part);
            }
        }
    }
    plain
}

/// An attribute by its name, whatever the prefix of its namespace.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut all = tag.attributes();
    all.with_checks(false)
        .flatten()
        .find(|found| found.key.local_name().as_ref() == name)
        .and_then(|found| found.normalized_value(XmlVersion::Implicit1_0).ok())
}

/// An attribute that says yes.
pub(super) fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(tag, name).as_deref(), Some("1" | "true" | "on"))
}

/// Counts what is taken out, in all and since the last event.
struct Measured<'p> {
    inner: BufReader<Box<dyn Read + 'p>>,
    left: &'p Cell<u64>,
    at_once: u64,
}

impl Read for Measured<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let found = self.fill_buf()?;
        let count = found.len().min(into.len());
        into[..count].copy_from_slice(&found[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Measured<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 || self.at_once == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left.set(self.left.get().saturating_sub(count as u64));
        self.at_once = self.at_once.saturating_sub(count as u64);
        self.inner.consume(count);
    }
}
