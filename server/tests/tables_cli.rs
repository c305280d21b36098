//! Tables as offices send them, from the file to what is printed: each kind of trouble as it was once reported.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

struct Done {
    code: i32,
    out: String,
    err: String,
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/files")
        .join(name)
}

/// A file of its own with these contents.
fn written(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("xuanxian-table-{}-{name}", std::process::id()));
    fs::write(&path, text).unwrap();
    path
}

fn done(command: &mut Command) -> Done {
    let output = command.output().unwrap();
    Done {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(table: &Path, upto: &str) -> Done {
    run_by(&file("rules.json"), table, upto)
}

fn run_by(rules: &Path, table: &Path, upto: &str) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xuanxian"));
    command.args(["rules", "run", "--lang", "en", "--upto", upto]);
    done(command.arg(rules).arg(table))
}

/// The same rules; of people who are level, those come first who had joined before 2021.
fn rules_with_a_date(name: &str) -> PathBuf {
    let text = fs::read(file("rules.json")).unwrap();
    let mut rules: serde_json::Value = serde_json::from_slice(&text).unwrap();
    rules["facts"] = json!([{"key": "joined", "label": {"zh": "参加社区工作日期", "en": "Joined"}, "kind": {"date": {}},
        "topic": "experience", "proof": "checked"}]);
    let until = json!({"on": "2020-12-31", "inclusive": true});
    rules["ties"]["keys"] = json!([{"status": {"name": "2020年底以前已在社区工作",
        "when": {"date": {"fact": "joined", "until": until}}}}]);
    written(name, &rules.to_string())
}

/// The cell of each person under this title, as printed.
fn column(done: &Done, title: &str) -> Vec<(String, String)> {
    let mut rows = done.out.lines().map(|row| row.split(','));
    let at = rows
        .next()
        .and_then(|mut titles| titles.position(|own| own == title));
    let cells = |row: std::str::Split<'_, char>| {
        let cells: Vec<&str> = row.collect();
        (cells[0].to_owned(), cells[at.unwrap()].to_owned())
    };
    rows.map(cells).collect()
}

fn cell(person: &str, text: &str) -> (String, String) {
    (person.to_owned(), text.to_owned())
}

#[test]
fn dates_are_those_of_the_workbook_whatever_day_it_counts_from() {
    for name in ["dates-1900.xlsx", "dates-1904.xlsx"] {
        let rules = rules_with_a_date(&format!("{name}.json"));
        let done = run_by(&rules, &file(name), "total");
        assert_eq!(
            column(&done, "rank"),
            [cell("101", "2"), cell("102", "1")],
            "{name}: {}",
            done.err
        );
    }
}

#[test]
fn a_year_of_two_digits_is_refused_with_row_and_column() {
    let table = "number,post,written:general,interview:room,interview:examiner1,fact:joined\n101,A01,80,1,80,98-3-6\n";
    let rules = rules_with_a_date("years.json");
    let done = run_by(&rules, &written("years.csv", table), "total");
    assert_eq!(done.code, 2);
    assert_eq!(
        done.err,
        "row 2, \"fact:joined\": write the year of \"98-3-6\" with four digits\n"
    );
}

#[test]
fn a_fifth_decimal_is_refused_in_excel_as_in_csv() {
    let csv = written(
        "decimals.csv",
        "number,post,written:general\n101,A01,59.99996\n102,A01,59.9999\n",
    );
    let place = "row 2, \"written:general\": at most four decimals";
    for (table, sheet) in [
        (csv, ""),
        (file("fifth-decimal.xlsx"), "sheet \"Sheet1\", "),
    ] {
        let done = run(&table, "written");
        assert_eq!(done.code, 2);
        assert!(
            done.err.starts_with(&format!("{sheet}{place}")),
            "{}",
            done.err
        );
        assert_eq!(done.err.lines().count(), 1);
    }
}

#[test]
fn a_formula_without_its_result_is_no_empty_cell_in_any_column() {
    let done = run(&file("formula.xlsx"), "written");
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    let begins = "sheet \"Sheet1\", row 2, \"left\": a formula without a stored result";
    assert!(done.err.starts_with(begins), "{}", done.err);
}

#[test]
fn the_visible_sheet_is_read_and_the_hidden_one_is_told() {
    let done = run(&file("hidden-sheet.xlsx"), "written");
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.err, "hidden sheets were not read: old\n");
    assert_eq!(
        column(&done, "written"),
        [cell("101", "70.00"), cell("102", "90.00")]
    );
}

#[test]
fn numbers_that_look_alike_are_one_number() {
    for twin in ["１０１", "101\u{200B}"] {
        let table = format!("number,post,written:general\n101,A01,90\n{twin},A01,80\n");
        let done = run(&written("twins.csv", &table), "written");
        assert_eq!(done.code, 2);
        assert_eq!(
            done.err,
            "row 3, \"number\": this number stands in row 2, too\n"
        );
    }
}

#[test]
fn what_stands_between_the_cells_is_told_where_it_is_no_comma() {
    let done = run(
        &written(
            "semicolons.csv",
            "number;post;written:general\n101;A01;90\n",
        ),
        "written",
    );
    assert_eq!(
        (done.code, done.err.as_str()),
        (0, "the cells are separated by semicolons\n")
    );
    let done = run(
        &written("torn.csv", "number,post,written:general\n101,A01,81,5\n"),
        "written",
    );
    assert_eq!(
        (done.code, done.err.as_str()),
        (2, "row 2: 4 cells, not 3\n")
    );
}

#[test]
fn no_cell_that_is_printed_is_run_by_a_spreadsheet() {
    let table = "number,post,written:general\n\"＝1+1\",A01,90\n\"=1+1\",A01,80\n＠SUM(1),A01,85\n＋1,A01,70\n－1+1,A01,75\n";
    let done = run(&written("formulas.csv", table), "written");
    assert_eq!(done.code, 0, "{}", done.err);
    for cell in ["'＝1+1", "'=1+1", "'＠SUM(1)", "'＋1", "'－1+1"] {
        assert!(done.out.contains(&format!("\n{cell},A01")), "{}", done.out);
    }
}

#[test]
fn places_are_taken_over_from_any_table() {
    let folder = std::env::temp_dir().join(format!("xuanxian-areas-{}", std::process::id()));
    let import = |table: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xuanxian"));
        command
            .env("XUANXIAN_DATA", &folder)
            .env("RUST_LOG", "off")
            .env_remove("DATABASE_URL");
        done(
            command
                .arg("import-areas")
                .arg(table)
                .args(["--lang", "en"]),
        )
    };
    let utf_8 = import(&file("areas.csv"));
    assert_eq!(
        (utf_8.code, utf_8.err.as_str()),
        (0, "2 places taken over.\n")
    );
    let gbk = import(&file("areas-gbk.csv"));
    assert_eq!(
        gbk.err,
        "the text was read as GB 18030\n2 places taken over.\n"
    );
    let torn = import(&written(
        "areas.csv",
        "990000,云海市,Yunhai\n990000/1,青松区, 东,Qingsong\n990000/,,x\n",
    ));
    assert_ne!(torn.code, 0);
    for said in [
        "row 2: 4 cells, not 3",
        "row 3, \"name\": the name is missing",
        "row 3, \"path\"",
    ] {
        assert!(torn.err.contains(said), "{}", torn.err);
    }
    fs::remove_dir_all(folder).unwrap();
}
