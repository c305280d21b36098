//! Workbooks as office programs write them, made here part by part.

use super::read;
use domain::{
    Lang,
    tables::{Cell, Grid, GridProblem, Head, Told},
};
use std::io::{Cursor, Write as _};

const FIRST: Head = Head::FirstRow;

pub(super) fn cells(grid: &Grid) -> Vec<(usize, Vec<String>)> {
    let row = |row: &domain::tables::Row| {
        let cells = row.cells.iter().map(|cell| cell.text().into_owned());
        (row.number, cells.collect())
    };
    grid.rows.iter().map(row).collect()
}

pub(super) fn said(grid: &Grid) -> Vec<String> {
    let problems = grid.problems.iter();
    problems.map(|problem| problem.say(Lang::En)).collect()
}

/// A workbook of two sheets, its parts given as XML.
fn workbook(about: &str, sheets: &[(&str, &str)]) -> Vec<u8> {
    let (mut names, mut relations) = (String::new(), String::new());
    for (id, (attributes, _)) in (1..).zip(sheets) {
        names += &format!(r#"<sheet {attributes} sheetId="{id}" r:id="rId{id}"/>"#);
        relations += &format!(
            r#"<Relationship Id="rId{id}" Type="x/worksheet" Target="worksheets/sheet{id}.xml"/>"#
        );
    }
    relations += r#"<Relationship Id="s" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>"#;
    relations += r#"<Relationship Id="t" Type="x/styles" Target="styles.xml"/>"#;
    let mut parts = vec![
        ("xl/workbook.xml".to_owned(), format!("<workbook>{about}<sheets>{names}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{relations}</Relationships>")),
        (
            "xl\\SharedStrings.xml".into(),
            "<sst uniqueCount=\"9999999999999\"><si><t>number</t></si><si><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></si>\
             <si><t>a&amp;b_x000D_&#x4E00;</t></si></sst>"
                .into(),
        ),
        (
            "xl/styles.xml".into(),
            "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts><cellStyleXfs>\
             <xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/>\
             <xf numFmtId=\"46\"/></cellXfs></styleSheet>"
                .into(),
        ),
    ];
    for (id, (_, xml)) in (1..).zip(sheets) {
        parts.push((
            format!("xl/worksheets/sheet{id}.xml"),
            format!("<worksheet>{xml}</worksheet>"),
        ));
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet: rows of cells as XML, and what stands around them.
fn sheet(before: &str, rows: &str, after: &str) -> Vec<u8> {
    let xml = format!("{before}<sheetData>{rows}</sheetData>{after}");
    workbook("", &[(r#"name="now""#, &xml)])
}

const TITLES: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>left</t></is></c></row>"#;

#[test]
fn what_is_no_table_is_said_to_be_none() {
    let mut broken = "卷号,成绩\n甲,1\n".as_bytes().to_vec();
    broken.extend(b"\xE5\xBC,1\n");
    for (bytes, said) in [
        (&b"\x89PNG\r\n\0"[..], "not a table"),
        (b"PK\x03\x04 but nothing more", "not a table"),
        (b"\xD0\xCF\x11\xE0 but nothing more", "not a table"),
        (b"", "the table is empty"),
        (b"a,b\n\xFF\xFF", "the text cannot be decoded"),
        (&broken, "row 3: the text cannot be decoded"),
    ] {
        let grid = read(bytes, FIRST);
        assert!(
            self::said(&grid)[0].starts_with(said),
            "{:?}",
            self::said(&grid)
        );
        assert!(grid.rows.is_empty());
    }
}

#[test]
fn cells_of_a_workbook_are_what_people_typed() {
    let rows = format!(
        "{}{}",
        TITLES.replace("left", "value"),
        r#"<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>0.30000000000000004</v></c></row>
        <row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="n"><v>59.99996</v></c></row>
        <row r="5"><c r="A5"><v>1</v></c><c r="B5" s="1"><v>44621</v></c></row>
        <row><c><v>2</v></c><c s="2"><v>44621.5</v></c></row>
        <row r="7"><c r="A7"><v>3</v></c><c r="B7" t="b"><v>1</v></c></row>
        <row r="8"><c r="A8"><v>4</v></c><c r="B8" t="d"><v>2022-03-01T00:00:00</v></c></row>
        <row r="9"><c r="A9"><v>5</v></c><c r="B9" s="3"><v>1.5</v></c></row>
        <row r="10"><c r="A10"><v>6</v></c><c r="B10" t="str"><f>""</f><v></v></c></row>
        <row r="11"><c r="A11"><v>7</v></c><c r="B11"><f>1+1</f><v>2</v></c></row>"#
    );
    let grid = read(&sheet("", &rows, ""), FIRST);
    assert_eq!(said(&grid), [""; 0]);
    assert_eq!((grid.sheet.as_deref(), grid.head), (Some("now"), 1));
    let values: Vec<_> = grid
        .rows
        .iter()
        .map(|row| (row.number, row.cells[1].text()))
        .collect();
    let expected = [
        (2, "0.3"),
        (3, "59.99996"),
        (5, "2022-03-01"),
        (6, "2022-03-01 12:00"),
        (7, "TRUE"),
        (8, "2022-03-01"),
        (9, "36:00"),
        (10, ""),
        (11, "2"),
    ];
    assert_eq!(values, expected.map(|(row, text)| (row, text.into())));
    assert_eq!(grid.rows[0].cells[0], Cell::Text("张三".into()));
    assert_eq!(grid.rows[1].cells[0].key(), "a&b 一");
}

#[test]
fn dates_follow_the_date_system_of_the_workbook() {
    let xml = format!(
        r#"<sheetData>{TITLES}<row r="2"><c r="B2" s="1"><v>43159</v></c></row></sheetData>"#
    );
    for (about, day) in [
        ("<workbookPr date1904=\"1\"/>", "2022-03-01"),
        ("<workbookPr/>", "2018-02-28"),
    ] {
        let grid = read(&workbook(about, &[("name=\"now\"", &xml)]), FIRST);
        assert_eq!(grid.rows[0].cells[1].text(), day);
    }
}

#[test]
fn everything_that_cannot_be_read_in_a_sheet_is_told_at_once() {
    let rows = format!(
        "{TITLES}{}",
        r#"<row r="2"><c r="A2"><v>12345678901234567</v></c><c r="B2"><f>IF(1=1,"out","")</f><v></v></c></row>
        <row r="3"><c r="A3"><v>1</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
        <row r="4"><c r="A4"><v>2</v></c><c r="B4" s="1"><v>3000</v></c><c r="D4"><f>A1</f></c></row>
        <row r="5"><c r="A5"><v>3</v></c><c r="B5" s="1"><v>120000</v></c></row>"#
    );
    let grid = read(
        &sheet(
            "",
            &rows,
            r#"<mergeCells><mergeCell ref="B4:B5"/></mergeCells>"#,
        ),
        FIRST,
    );
    let kinds: Vec<_> = grid
        .problems
        .iter()
        .map(|p| (p.row, p.column.as_str(), p.kind.clone()))
        .collect();
    assert_eq!(
        kinds,
        [
            (2, "number", GridProblem::LongNumber),
            (2, "left", GridProblem::NoResult),
            (
                3,
                "left",
                GridProblem::ErrorValue {
                    value: "#DIV/0!".into()
                }
            ),
            (
                4,
                "left",
                GridProblem::Merged {
                    range: "B4:B5".into()
                }
            ),
            (
                5,
                "left",
                GridProblem::DateOutOfBounds {
                    value: "2228-07-18".into()
                }
            ),
        ]
    );
    assert_eq!(grid.told, [Told::Untitled(vec!["D".into()])]);
}

#[test]
fn results_that_the_next_program_should_calculate_are_none() {
    let xml = format!(
        r#"<sheetData>{TITLES}<row r="2"><c r="B2"><f>1+1</f><v>0</v></c></row></sheetData>"#
    );
    let about = "<calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/>";
    let grid = read(&workbook(about, &[("name=\"now\"", &xml)]), FIRST);
    assert_eq!(grid.problems[0].kind, GridProblem::NoResult);
}

#[test]
fn the_visible_sheet_is_read_and_hidden_parts_are_told() {
    let old = format!(r#"<sheetData>{TITLES}<row r="2"><c r="A2"><v>9</v></c></row></sheetData>"#);
    let now = r#"<cols><col min="2" max="3" width="9" hidden="1"/><col min="4" max="4" width="0"/></cols><sheetData>
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="E1"><v>5</v></c></row>
        <row r="2" hidden="1"><c r="A2"><v>101</v></c></row>
        <row r="3"><c r="A3"><v>102</v></c><c r="B3"><v>7</v></c><c r="D3"><v>8</v></c></row>
        <row r="4" ht="0"><c r="A4"><v>103</v></c></row></sheetData>"#;
    let sheets = [
        ("name=\"old\" state=\"veryHidden\"", old.as_str()),
        ("name=\"now\" state=\"visible\"", now),
        ("name=\"more\"", &old),
    ];
    let grid = read(&workbook("", &sheets), FIRST);
    assert_eq!(grid.sheet.as_deref(), Some("now"));
    assert_eq!(cells(&grid), [(3, vec!["102".to_owned(), String::new()])]);
    assert_eq!(
        grid.told,
        [
            Told::HiddenSheets(vec!["old".into()]),
            Told::FurtherSheets(vec!["more".into()]),
            Told::HiddenRows(vec![2, 4]),
            Told::HiddenColumns(vec!["2".into(), "D".into()]),
        ]
    );
    let grid = read(&workbook("", &sheets[..1]), FIRST);
    assert_eq!(grid.problems[0].kind, GridProblem::NoVisibleSheet);
}

#[test]
fn a_small_file_that_unpacks_without_end_is_given_up() {
    let endless = format!("<!--{}-->", " ".repeat(2 << 20));
    let grid = read(&sheet(&endless, TITLES, ""), FIRST);
    assert!(matches!(
        grid.problems[0].kind,
        GridProblem::TooLarge { .. }
    ));
    let row = r#"<row><c t="str"><v>x</v></c></row>"#;
    let wrong = sheet("", &format!("{TITLES}<row r=\"2000000\"/>{row}"), "");
    assert_eq!(read(&wrong, FIRST).problems[0].kind, GridProblem::NotATable);
}

#[test]
fn what_we_write_as_excel_we_read_back() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "准考证号").unwrap();
    sheet.write_string(0, 1, "分数").unwrap();
    sheet.write_string(1, 0, "26032800001").unwrap();
    sheet.write_number(1, 1, 81.5).unwrap();
    let grid = read(&book.save_to_buffer().unwrap(), FIRST);
    assert_eq!(
        cells(&grid),
        [(2, vec!["26032800001".into(), "81.5".into()])]
    );
    assert_eq!((grid.problems, grid.told), (vec![], vec![]));
}
