//! Cuts text into cells, quotes and line ends in mind.

use super::DELIMITERS;
use domain::tables::{Builder, Cell, GridProblem};
use std::borrow::Cow;

#[derive(Clone, Copy)]
pub(super) struct Scanner<'t> {
    pub(super) rest: &'t str,
    pub(super) line: usize,
    pub(super) delimiter: Delimiter,
    /// How many cells the last row had.
    pub(super) width: usize,
}

impl<'t> Scanner<'t> {
    /// With what separates most cells of the first line, which is told. A tab stands in no text, so that it always separates; an
    /// office program may say what does (`sep=;`).
    pub(super) fn of(text: &'t str) -> (char, Self) {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let said = first
            .trim_end()
            .strip_prefix("sep=")
            .and_then(|mark| DELIMITERS.into_iter().find(|own| mark == own.to_string()));
        if let Some(delimiter) = said {
            let scanner = Scanner {
                rest,
                line: 2,
                delimiter: delimiter.into(),
                width: 0,
            };
            return (delimiter, scanner);
        }
        let filled = text.trim_start_matches(['\r', '\n', ' ']);
        let mut counts = [0usize; DELIMITERS.len()];
        let mut is_quoted = false;
        for c in filled.chars() {
            match c {
                '"' => is_quoted = !is_quoted,
                '\n' | '\r' if !is_quoted => break,
                _ if is_quoted => {}
                c => {
                    if let Some(at) = DELIMITERS.iter().position(|own| *own == c) {
                        counts[at] += 1;
                    }
                }
            }
        }
        let weight = |at: &usize| match (DELIMITERS[*at], counts[*at]) {
            (_, 0) => 0,
            ('\t', _) => usize::MAX,
            ('，' | '；', _) => 1,
            (_, count) => count + 1,
        };
        // The first of several that are equal.
        let best = (0..DELIMITERS.len()).rev().max_by_key(weight);
        let delimiter = DELIMITERS[best.unwrap_or(0)];
        let scanner = Scanner {
            rest: text,
            line: 1,
            delimiter: delimiter.into(),
            width: 0,
        };
        (delimiter, scanner)
    }

    /// Gives the next row to a table; `false`: there is none, or no more are wanted.
    pub(super) fn next_into(&mut self, builder: &mut Builder) -> bool {
        match self.row() {
            None => false,
            Some((line, Ok(cells))) => builder.text_row(line, cells),
            Some((line, Err(kind))) => {
                builder.problem(line, None, kind);
                true
            }
        }
    }

    /// The next row with the line in which it begins.
    fn row(&mut self) -> Option<(usize, Result<Vec<Cell>, GridProblem>)> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, mut cells) = (self.line, Vec::with_capacity(self.width));
        loop {
            match self.cell() {
                Ok(cell) => cells.push(Cell::of_text(&cell)),
                Err(kind) => {
                    self.skip_line();
                    return Some((line, Err(kind)));
                }
            }
            if !self.delimiter.begins(self.rest) {
                break;
            }
            self.rest = &self.rest[self.delimiter.len..];
        }
        self.end_line();
        self.width = cells.len();
        Some((line, Ok(cells)))
    }

    /// One cell; what follows is a delimiter, the end of the line or of the text.
    fn cell(&mut self) -> Result<Cow<'t, str>, GridProblem> {
        if matches!(self.rest.as_bytes().first(), Some(b'"' | b' '))
            && let Some(quoted) = self.rest.trim_start_matches(' ').strip_prefix('"')
        {
            return self.quoted(quoted).map(Cow::Owned);
        }
        let (cell, rest) = self.rest.split_at(self.end());
        self.rest = rest;
        Ok(Cow::Borrowed(cell))
    }

    /// Where the cell that begins here ends. Byte by byte: no byte inside a character is the first of another one.
    fn end(&self) -> usize {
        let (text, first) = (self.rest, self.delimiter.bytes[0]);
        let ends = |(at, byte): (usize, u8)| match byte {
            b'\n' | b'\r' => true,
            byte => byte == first && self.delimiter.begins(&text[at..]),
        };
        let mut bytes = text.bytes().enumerate();
        bytes.position(ends).unwrap_or(text.len())
    }

    fn quoted(&mut self, mut quoted: &'t str) -> Result<String, GridProblem> {
        let mut cell = String::new();
        loop {
            let Some((part, rest)) = quoted.split_once('"') else {
                self.rest = "";
                return Err(GridProblem::QuoteOpen);
            };
            cell.push_str(part);
            self.line += part.matches('\n').count();
            match rest.strip_prefix('"') {
                Some(more) => {
                    cell.push('"');
                    quoted = more;
                }
                None => {
                    self.rest = rest.trim_start_matches(' ');
                    break;
                }
            }
        }
        let is_over = self.rest.is_empty()
            || self.delimiter.begins(self.rest)
            || self.rest.starts_with(['\n', '\r']);
        is_over.then_some(cell).ok_or(GridProblem::QuoteInside)
    }

    fn skip_line(&mut self) {
        let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
        self.rest = &self.rest[end..];
        self.end_line();
    }

    fn end_line(&mut self) {
        let ended = match self.rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return,
        };
        self.line += 1;
        self.rest = &self.rest[ended..];
    }
}

/// What stands between cells, as bytes: to ask a text for a character is a call for each of fifteen million cells.
#[derive(Clone, Copy)]
pub(super) struct Delimiter {
    bytes: [u8; 4],
    len: usize,
}

impl Delimiter {
    fn begins(&self, text: &str) -> bool {
        let text = text.as_bytes();
        text.first() == Some(&self.bytes[0])
            && (self.len == 1 || text.starts_with(&self.bytes[..self.len]))
    }
}

impl From<char> for Delimiter {
    fn from(sign: char) -> Self {
        let mut bytes = [0; 4];
        let len = sign.encode_utf8(&mut bytes).len();
        Delimiter { bytes, len }
    }
}
