//! Tables as text: which encoding, what stands between the cells, and rows of cells with quotes as RFC 4180 has them.

mod scanner;

use domain::parallel::{in_parts, in_turn, joined_in_turn};
use domain::tables::{Builder, Grid, GridProblem, Head, Row, Told, Width};
use scanner::Scanner;
use std::borrow::Cow;

/// What may stand between cells; the last two only where none of the others stands.
const DELIMITERS: [char; 6] = [',', ';', '\t', '|', '，', '；'];

/// The text and, where it is not UTF-8, the name of its encoding.
pub(super) type Decoded<'t> = (Cow<'t, str>, Option<&'static str>);

/// # Errors
/// What is wrong, and the row where it is known.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, (usize, GridProblem)> {
    let utf_16 = match bytes {
        [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = utf_16 {
        let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
        return match had_errors {
            true => Err((0, GridProblem::NotText)),
            false => Ok((text, Some(encoding.name()))),
        };
    }
    if holds(bytes, 0) {
        return Err((0, GridProblem::NotATable));
    }
    let broken = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.trim_start_matches('\u{feff}').into(), None)),
        Err(broken) => broken.valid_up_to(),
    };
    let before = std::str::from_utf8(&bytes[..broken]).unwrap_or_default();
    // A text that was UTF-8 for a while would make other characters of GB 18030.
    if before.chars().filter(|c| c.len_utf8() == 3).count() > 1 {
        let row = 1 + before.matches('\n').count();
        return Err((row, GridProblem::NotText));
    }
    let gb = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    gb.map(|text| (text, Some("GB 18030")))
        .ok_or((0, GridProblem::NotText))
}

fn holds(bytes: &[u8], wanted: u8) -> bool {
    in_parts(bytes, |part| part.contains(&wanted)).contains(&true)
}

pub(super) fn read(text: &str, head: Head) -> Grid {
    let (mut builder, mut scanner) = begin(text, head);
    let is_long = is_long(&builder, &scanner);
    let append = |rows: &mut Vec<Row>, mut next: Vec<Row>, _| rows.append(&mut next);
    let rows = is_long.then(|| in_pieces(&mut builder, &scanner, Builder::take_rows, append));
    match rows.flatten() {
        Some(rows) => {
            let mut grid = builder.finish();
            grid.rows = rows;
            grid
        }
        None => {
            while scanner.next_into(&mut builder) {}
            builder.finish()
        }
    }
}

/// What the rows say, piece by piece and joined, by what is known from the titles; and the table without the rows. `None`:
/// the text cannot be read in pieces.
pub(super) fn read_pieces<L: Sync, P: Default + Send>(
    text: &str,
    head: Head,
    layout: impl Fn(Grid) -> L,
    piece: impl Fn(&L, &[Row]) -> P + Sync,
    join: impl Fn(&mut P, P, usize) + Sync,
) -> Option<(L, P, Grid)> {
    let (mut builder, scanner) = begin(text, head);
    if !is_long(&builder, &scanner) {
        return None;
    }
    let layout = layout(builder.table_head());
    let ask = |own: &mut Builder| piece(&layout, &own.take_rows());
    let all = in_pieces(&mut builder, &scanner, ask, join)?;
    Some((layout, all, builder.finish()))
}

/// With the titles read.
fn begin(text: &str, head: Head) -> (Builder, Scanner<'_>) {
    let mut builder = Builder::new(None, head, Width::Exact);
    let (delimiter, mut scanner) = Scanner::of(text);
    builder.tell(Told::Delimiter(delimiter));
    while !builder.has_titles() && scanner.next_into(&mut builder) {}
    (builder, scanner)
}

/// So many bytes are worth a piece; their rows stay in the processor's cache.
const PIECE: usize = 1 << 18;

/// Whether what is left is worth pieces, and no quote can hide the end of a row.
fn is_long(builder: &Builder, scanner: &Scanner) -> bool {
    builder.has_titles() && scanner.rest.len() >= 8 * PIECE && !holds(scanner.rest.as_bytes(), b'"')
}

/// Reads what is left of a long text in pieces, asks one question of each and joins the answers. `None`: something is
/// wrong with a row; nothing was read.
fn in_pieces<P: Default + Send>(
    builder: &mut Builder,
    scanner: &Scanner,
    ask: impl Fn(&mut Builder) -> P + Sync,
    join: impl Fn(&mut P, P, usize) + Sync,
) -> Option<P> {
    let pieces = pieces(scanner.rest, scanner.line);
    let read = |line: usize, rest| {
        let mut own = builder.without_rows();
        let mut scanner = Scanner {
            rest,
            line,
            ..*scanner
        };
        while scanner.next_into(&mut own) {}
        let answer = ask(&mut own);
        (own, answer)
    };
    let none = (Vec::with_capacity(pieces.len()), P::default());
    let join = |(read, all): &mut (Vec<Builder>, P), (own, answer)| {
        read.push(own);
        join(all, answer, pieces.len());
    };
    let (read, all) = joined_in_turn(&pieces, |(line, rest)| read(*line, rest), none, join);
    builder.join(read).then_some(all)
}

/// Whole rows, each piece with the line in which it begins.
fn pieces(mut text: &str, mut line: usize) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    while !text.is_empty() {
        let bytes = text.as_bytes();
        let end = bytes.iter().skip(PIECE).position(|byte| *byte == b'\n');
        let (piece, rest) = text.split_at(end.map_or(text.len(), |end| PIECE + end + 1));
        found.push(piece);
        text = rest;
    }
    let lines = in_turn(&found, |piece| lines(piece));
    let begins = lines.into_iter().map(|lines| {
        let begins = line;
        line += lines;
        begins
    });
    begins.zip(found).collect()
}

/// How many lines end in a text; a carriage return before a line feed ends none by itself.
fn lines(text: &str) -> usize {
    let count = |wanted: u8| text.bytes().filter(|byte| *byte == wanted).count();
    let both = match text.contains('\r') {
        true => count(b'\r') - text.matches("\r\n").count(),
        false => 0,
    };
    count(b'\n') + both
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::platform::tables::{
        read, read_joined, read_text,
        tests::{cells, said},
    };
    use domain::tables::{Grid, GridProblem, Head, Row, Told};

    const FIRST: Head = Head::FirstRow;

    #[test]
    fn a_text_is_read_in_the_encodings_that_offices_use() {
        let text = "卷号,成绩\r\n\r\nA-0417, 81.5\r\n";
        let utf_16: Vec<u8> = std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), None),
            (format!("\u{feff}{text}").into_bytes(), None),
            (
                encoding_rs::GBK.encode(text).0.into_owned(),
                Some("GB 18030"),
            ),
            (
                encoding_rs::GB18030
                    .encode(&text.replace('A', "𠮷"))
                    .0
                    .into_owned(),
                Some("GB 18030"),
            ),
            (utf_16, Some("UTF-16LE")),
        ] {
            let grid = read(&bytes, FIRST);
            assert_eq!(grid.titles[1].text, "成绩");
            assert_eq!(
                (grid.rows[0].number, grid.rows[0].cells[1].text().as_ref()),
                (3, "81.5")
            );
            let told = grid.told.iter().find_map(|told| match told {
                Told::Encoding(name) => Some(name.as_str()),
                _ => None,
            });
            assert_eq!(told, encoding);
        }
    }

    #[test]
    fn what_stands_between_the_cells_is_found_and_told() {
        for (text, delimiter) in [
            ("a,b;c\n1,2", ','),
            ("a;b\n1;2,5", ';'),
            ("a\tb,c,d\n1\t2", '\t'),
            ("a|b\n1|2", '|'),
            ("a，b\n1，2", '，'),
            ("\"a,x,y\";b\n1;2", ';'),
            ("sep=;\na;b,c,d\n1;2", ';'),
        ] {
            let grid = read_text(text, FIRST);
            assert_eq!(grid.told, [Told::Delimiter(delimiter)], "{text}");
            assert_eq!((grid.titles.len(), grid.problems.len()), (2, 0), "{text}");
        }
        assert_eq!(read_text("sep=;\na;b\n1;2", FIRST).rows[0].number, 3);
    }

    #[test]
    fn a_decimal_comma_tears_a_row_apart_and_is_told() {
        let grid = read_text("密号,成绩\nA-0001,81,5\nA-0002,80\n", FIRST);
        assert_eq!(said(&grid), ["row 2: 3 cells, not 2"]);
    }

    /// A quote makes the same table be read row by row.
    #[test]
    fn a_long_text_is_the_same_table_in_pieces_and_row_by_row() {
        for end in ["\n", "\r\n"] {
            for wrong in ["", "B-1,7,5"] {
                let rows = (0..250_000).map(|at| format!("A-{at},{at}.5{end}"));
                let mut text: String = std::iter::once(format!("number,mark{end}"))
                    .chain(rows)
                    .collect();
                text += &format!("{wrong}{end}C-1,8{end}");
                let quoted = text.replacen("A-1,", "\"A-1\",", 1);
                let (one, other) = (read_text(&text, FIRST), read_text(&quoted, FIRST));
                assert_eq!(one.rows.last().unwrap().number, 250_003);
                assert_eq!(one.problems.len(), usize::from(!wrong.is_empty()));
                assert!(one == other, "{end:?} {wrong}");
                let rows = |head: &Grid, rows: &[Row]| {
                    assert_eq!(head.titles.len(), 2);
                    rows.to_vec()
                };
                let join = |all: &mut Vec<Row>, mut next: Vec<Row>, _| all.append(&mut next);
                let (head, joined, told) =
                    read_joined(text.as_bytes(), FIRST, |head| head, rows, join);
                assert_eq!((head.titles, told.problems), (one.titles, one.problems));
                assert!(joined == one.rows, "{end:?} {wrong}");
            }
        }
    }

    #[test]
    fn a_carriage_return_and_its_line_feed_end_one_line() {
        assert_eq!(lines("a\r\nb\rc\nd\n\r"), 5);
        assert_eq!(lines("a\nb\n"), 2);
    }

    #[test]
    fn quotes_are_quotes() {
        let grid = read_text(
            "a,b\r\n\"青松区, 东\", \"say \"\"hi\"\"\" \r\n\"two\nlines\",5\" wide\rlast,1",
            FIRST,
        );
        let row = |number, a: &str, b: &str| (number, vec![a.to_owned(), b.to_owned()]);
        assert_eq!(
            cells(&grid),
            [
                row(2, "青松区, 东", "say \"hi\""),
                row(3, "two\nlines", "5\" wide"),
                row(5, "last", "1")
            ]
        );
        let grid = read_text("a,b\n\"x\"y,1\nz,2\n\"open,3\nmore,4", FIRST);
        let kinds: Vec<_> = grid
            .problems
            .iter()
            .map(|p| (p.row, p.kind.clone()))
            .collect();
        assert_eq!(
            kinds,
            [(2, GridProblem::QuoteInside), (4, GridProblem::QuoteOpen)]
        );
        assert_eq!(grid.rows.len(), 1);
    }
}
