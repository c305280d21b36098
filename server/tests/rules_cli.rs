//! `xuanxian rules` as an office uses it: what it prints, what it writes, how it ends.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use serde_json::{Value as Json, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A folder of its own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("xuanxian-rules-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Rules, from the first document of the guide; one examiner instead of five.
    fn rules(&self, change: impl FnOnce(&mut Json)) -> PathBuf {
        let guide = include_str!("../../docs/rules/guide.en.md");
        let block = guide
            .split("```json\n")
            .nth(1)
            .unwrap()
            .split("\n```")
            .next()
            .unwrap();
        let mut rules: Json = serde_json::from_str(block).unwrap();
        rules["stages"][1]["scoring"]["panel"] = panel(1);
        change(&mut rules);
        self.file("rules.json", rules.to_string())
    }

    fn plain_rules(&self) -> PathBuf {
        self.rules(|_| {})
    }
}

/// So many examiners, none of whose marks is dropped.
fn panel(examiners: u8) -> Json {
    json!({"full": "100", "examiners": examiners, "trim": {"highest": 0, "lowest": 0}, "mean": {"decimals": 2}})
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Done {
    code: i32,
    out: String,
    err: String,
}

fn rules(arguments: &[&str]) -> Done {
    let output = Command::new(env!("CARGO_BIN_EXE_xuanxian"))
        .arg("rules")
        .args(arguments)
        .output()
        .unwrap();
    Done {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(rules_file: &Path, table: &Path, more: &[&str]) -> Done {
    let mut arguments = vec!["run", rules_file.to_str().unwrap(), table.to_str().unwrap()];
    arguments.extend(more);
    rules(&arguments)
}

const TITLES: &str = "准考证号,岗位,笔试:综合知识,面试:考场,面试:考官1\n";
const ROWS: &str = "101,A01,82.5,1,80\n102,A01,78,1,88\n103,A01,75,1,81\n";
const HEAD: &str = "\u{feff}number,post,bonus,written,interview,total,rank,outcome,because\n";
const RESULT: &str = "\u{feff}number,post,bonus,written,interview,total,rank,outcome,because\n\
    101,A01,,82.50,80.00,81.25,2,substitute:physical:1,体检递补第1\n\
    102,A01,,78.00,88.00,83.00,1,called:physical,进入体检\n\
    103,A01,,75.00,81.00,78.00,3,substitute:physical:2,体检递补第2\n";

/// The people of the examples, before one examiner.
fn table() -> String {
    format!("{TITLES}{ROWS}")
}

#[test]
fn the_schema_is_printed_as_it_stands_in_the_repository() {
    let done = rules(&["schema"]);
    assert_eq!(done.code, 0);
    assert_eq!(
        done.out,
        include_str!("../../app/domain/schema/rules.schema.json")
    );
}

#[test]
fn lint_ends_with_0_without_findings_with_1_with_findings_and_with_2_for_a_file_that_it_cannot_read()
 {
    let folder = Folder::new("lint");
    let fine = rules(&["lint", folder.plain_rules().to_str().unwrap()]);
    assert_eq!(
        (fine.code, fine.out.as_str(), fine.err.as_str()),
        (0, "", "")
    );

    let file = folder.rules(|rules| rules["stated_places"] = 3.into());
    let found = rules(&["lint", file.to_str().unwrap()]);
    assert_eq!(found.code, 1);
    assert_eq!(
        found.out,
        "必须解决\tplaces_sum\t/stated_places\t公告写招3人，岗位表加起来是1人。\n"
    );
    let found = rules(&["--lang", "en", "lint", file.to_str().unwrap()]);
    assert!(
        found
            .out
            .starts_with("must be settled\tplaces_sum\t/stated_places\tThe notice says 3 places"),
        "{}",
        found.out
    );

    let file = folder.rules(|rules| rules["publication"][0]["days"] = 3.into());
    let warned = rules(&["lint", file.to_str().unwrap()]);
    assert_eq!(warned.code, 1);
    assert!(
        warned.out.starts_with("请确认\tshort_publication\t"),
        "{}",
        warned.out
    );

    let file = folder.rules(|rules| rules["stages"][0]["cut"]["qouta"] = json!({"exactly": 3}));
    let misspelt = rules(&["lint", file.to_str().unwrap()]);
    assert_eq!((misspelt.code, misspelt.out.as_str()), (2, ""));
    assert!(
        misspelt.err.contains("第1行第") && misspelt.err.contains("qouta"),
        "{}",
        misspelt.err
    );
    let absent = rules(&["lint", folder.0.join("nothing.json").to_str().unwrap()]);
    assert_eq!(absent.code, 2);
    assert!(absent.err.contains("nothing.json"), "{}", absent.err);
}

#[test]
fn a_table_is_read_as_utf_8_with_and_without_its_mark_as_gbk_and_as_excel() {
    let folder = Folder::new("encodings");
    let (file, table) = (folder.plain_rules(), table());
    let (gbk, _, lossy) = encoding_rs::GBK.encode(&table);
    assert!(!lossy);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(table.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    for (name, bytes) in [
        ("plain.csv", table.as_bytes().to_vec()),
        ("mark.csv", [b"\xEF\xBB\xBF", table.as_bytes()].concat()),
        ("windows.csv", table.replace('\n', "\r\n").into_bytes()),
        ("gbk.csv", gbk.to_vec()),
        ("table.xlsx", book.save_to_buffer().unwrap()),
    ] {
        let done = run(&file, &folder.file(name, bytes), &[]);
        assert_eq!(done.code, 0, "{name}: {}", done.err);
        assert_eq!(done.out, RESULT, "{name}");
        let told = match name {
            "gbk.csv" => "文字按 GB 18030 读\n",
            _ => "",
        };
        assert_eq!(done.err, told, "{name}");
    }
}

#[test]
fn results_go_to_a_folder_as_csv_or_as_one_bundle() {
    let folder = Folder::new("out");
    let (file, table) = (folder.plain_rules(), folder.file("table.csv", table()));
    let out = folder.0.join("a/b");
    let done = run(
        &file,
        &table,
        &["--out", out.to_str().unwrap(), "--format", "csv"],
    );
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    assert_eq!(
        fs::read_to_string(out.join("candidates.csv")).unwrap(),
        RESULT
    );
    let posts = fs::read_to_string(out.join("posts.csv")).unwrap();
    assert!(posts.starts_with("\u{feff}post,places,applied,"), "{posts}");
    assert!(
        posts.ends_with("\nA01,1,3,3,3,3,3,75.00,3,3,3,,1,3,0\n"),
        "{posts}"
    );
    assert!(
        fs::read_to_string(out.join("rooms.csv"))
            .unwrap()
            .starts_with("\u{feff}stage,room,")
    );

    let done = run(
        &file,
        &table,
        &["--format", "json", "--out", out.to_str().unwrap()],
    );
    assert_eq!(done.code, 0);
    let bundle = fs::read(out.join("bundle.json")).unwrap();
    let printed = run(&file, &table, &["--format", "json"]);
    assert_eq!(
        printed.out.as_bytes(),
        bundle,
        "the same run gives the same bytes"
    );
    let bundle: Json = serde_json::from_slice(&bundle).unwrap();
    assert_eq!(bundle["outcome"]["candidates"][1]["rank"], 1);

    let blocked = run(&file, &table, &["--out", table.to_str().unwrap()]);
    assert_eq!(blocked.code, 2, "a file stands where the folder should be");
}

#[test]
fn english_is_spoken_on_request() {
    let folder = Folder::new("english");
    let titles = "number,post,written:General knowledge,Interview:room,interview:examiner1\n";
    let done = run(
        &folder.plain_rules(),
        &folder.file("table.csv", format!("{titles}{ROWS}")),
        &["--lang", "en"],
    );
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.starts_with(HEAD), "{}", done.out);
    let first = "102,A01,,78.00,88.00,83.00,1,called:physical,called to the physical examination\n";
    assert!(done.out.contains(first), "{}", done.out);
}

#[test]
fn the_language_may_be_named_anywhere_on_the_line() {
    let folder = Folder::new("anywhere");
    let file = folder.rules(|rules| rules["stated_places"] = 3.into());
    let file = file.to_str().unwrap();
    for line in [
        ["--lang", "en", "rules", "lint", file],
        ["rules", "--lang", "en", "lint", file],
        ["rules", "lint", "--lang", "en", file],
        ["rules", "lint", file, "--lang", "en"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_xuanxian"))
            .args(line)
            .output()
            .unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(out.starts_with("must be settled\t"), "{line:?}: {out}");
    }
}

#[test]
fn an_unknown_column_is_pointed_out_and_the_run_goes_on() {
    let folder = Folder::new("unknown");
    let rows: String = ROWS.lines().map(|row| format!("{row},180\n")).collect();
    let table = format!("{},身高\n{rows}", TITLES.trim_end());
    let done = run(&folder.plain_rules(), &folder.file("table.csv", table), &[]);
    assert_eq!(done.code, 1);
    assert_eq!(done.out, RESULT);
    assert_eq!(done.err, "第1行“身高”：不认识这一列，没有读\n");
}

#[test]
fn what_keeps_a_table_from_use_is_told_at_once_with_row_and_column_and_nothing_is_computed() {
    let folder = Folder::new("refused");
    let file = folder.plain_rules();
    let table = "准考证号,岗位,笔试:综合知识\n101,A01,82.5\n102,A01,\"8,5\"\n101,A01,70\n103,B07,七十\n,A01,60\n104,A01\n";
    let table = folder.file("table.csv", table);
    let done = run(&file, &table, &[]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    let said: Vec<&str> = done.err.lines().collect();
    assert_eq!(
        said,
        [
            "第3行“笔试:综合知识”：小数点请写“.”",
            "第4行“准考证号”：第2行已有这个号",
            "第5行“岗位”：岗位表里没有这个岗位",
            "第5行“笔试:综合知识”：看不懂",
            "第6行“准考证号”：没有准考证号",
            "第7行：有2格，应为3格",
        ]
    );
    let done = run(&file, &table, &["--lang", "en"]);
    assert!(
        done.err
            .contains("row 4, \"准考证号\": this number stands in row 2, too"),
        "{}",
        done.err
    );
}

#[test]
fn a_title_that_means_nothing_here_any_more_is_refused_with_the_one_that_does() {
    let folder = Folder::new("titles");
    let table = "准考证号,岗位,笔试:综合知识,考场,考官1\n101,A01,82.5,1,80\n";
    let done = run(&folder.plain_rules(), &folder.file("table.csv", table), &[]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    for now in ["STAGE:room", "STAGE:examiner1"] {
        assert!(done.err.contains(now), "{}", done.err);
    }
}

#[test]
fn a_mark_above_the_full_mark_and_a_panel_of_the_wrong_size_are_told_with_their_row() {
    let folder = Folder::new("range");
    let file = folder.rules(|rules| rules["stages"][1]["scoring"]["panel"] = panel(3));
    let table = "准考证号,岗位,笔试:综合知识,面试:考场,面试:考官1,面试:考官2,面试:考官3\n\n101,A01,820,1,80,80,80\n102,A01,78,1,88,80,\n";
    let done = run(&file, &folder.file("table.csv", table), &[]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert_eq!(
        done.err,
        "第3行：101：820不在0到满分100之间\n第4行：102：有2个考官的分数，应为3个\n"
    );
}

#[test]
fn a_missing_mark_is_told_with_its_row_and_blocks_the_ranking_that_it_enters() {
    let folder = Folder::new("missing");
    let rows = "101,A01,82.5,1,80\n102,A01,78,1,88\n103,A01,75,,\n";
    let table = folder.file("table.csv", format!("{TITLES}{rows}"));
    let done = run(&folder.plain_rules(), &table, &[]);
    assert_eq!(done.code, 1);
    assert_eq!(done.err, "第4行：103：缺面试的分数\n");
    for row in [
        "101,A01,,82.50,80.00,81.25,,blocked:total,",
        "103,A01,,75.00,,,,blocked:interview,",
    ] {
        assert!(done.out.contains(row), "{}", done.out);
    }
}

#[test]
fn absences_and_violations_stand_in_the_results_and_are_no_finding() {
    let folder = Folder::new("absent");
    let rows = "101,A01,82.5,1,80\n102,A01,缺考,,\n103,A01,违纪,,\n104,A01,80,1,absent\n";
    let table = folder.file("table.csv", format!("{TITLES}{rows}"));
    let done = run(&folder.plain_rules(), &table, &[]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    for row in [
        "102,A01,,,,,,out:written:absent,笔试缺考\n",
        "103,A01,,,,,,out:written:violation,笔试违纪\n",
        "104,A01,,80.00,,,,out:interview:absent,面试缺席\n",
    ] {
        assert!(done.out.contains(row), "{}", done.out);
    }
}

#[test]
fn what_people_must_decide_is_a_finding() {
    let folder = Folder::new("pending");
    let file = folder.rules(|rules| rules["ties"]["then"] = "body".into());
    let rows = "101,A01,80,1,80\n102,A01,80,1,80\n";
    let done = run(
        &file,
        &folder.file("table.csv", format!("{TITLES}{rows}")),
        &[],
    );
    assert_eq!(done.code, 1);
    assert!(done.err.contains("101、102"), "{}", done.err);
    let held = "101,A01,,80.00,80.00,80.00,1,held:physical,体检名单待定\n";
    assert!(done.out.contains(held), "{}", done.out);
}

#[test]
fn rules_that_could_not_be_published_are_a_finding_of_a_run() {
    let folder = Folder::new("blocked");
    let file = folder.rules(|rules| rules["stated_places"] = 3.into());
    let done = run(&file, &folder.file("table.csv", table()), &[]);
    assert_eq!(done.code, 1);
    assert_eq!(
        done.err,
        "/stated_places: 公告写招3人，岗位表加起来是1人。\n"
    );
    assert_eq!(done.out, RESULT);
}

#[test]
fn a_run_stops_where_it_is_told() {
    let folder = Folder::new("upto");
    let file = folder.plain_rules();
    let table = "准考证号,岗位,笔试:综合知识\n101,A01,82.5\n102,A01,59\n";
    let table = folder.file("table.csv", table);
    let done = run(&file, &table, &["--upto", "written"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.contains(
            "101,A01,,82.50,,,called:interview,进入面试\n102,A01,,59.00,,,out:written:below_line,笔试没有达线\n"
        ),
        "{}",
        done.out
    );
    let opening = run(&file, &table, &["--upto", "opening"]);
    assert!(
        opening.out.contains("101,A01,,,,called:written,"),
        "{}",
        opening.out
    );
    let unknown = run(&file, &table, &["--upto", "writen"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("writen"), "{}", unknown.err);
}

#[test]
fn what_is_no_table_is_refused_in_words() {
    let folder = Folder::new("no-table");
    let file = folder.plain_rules();
    for (name, bytes) in [
        ("picture.csv", b"\x89PNG\r\n\x1a\n\xff\xfe\0\0".to_vec()),
        ("zip.xlsx", b"PK\x03\x04no".to_vec()),
    ] {
        let done = run(&file, &folder.file(name, bytes), &[]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{name}");
        assert!(done.err.contains("不是表格"), "{}", done.err);
    }
    let empty = run(&file, &folder.file("empty.csv", "准考证号,岗位\n"), &[]);
    assert_eq!(empty.code, 2);
    assert!(empty.err.contains("表里没有内容"), "{}", empty.err);
    assert_eq!(run(&file, &folder.0.join("nowhere.csv"), &[]).code, 2);
}

#[test]
fn one_persons_calculation_is_explained_in_both_languages() {
    let folder = Folder::new("explain");
    let (file, table) = (folder.plain_rules(), folder.file("table.csv", table()));
    let arguments = [
        "explain",
        file.to_str().unwrap(),
        table.to_str().unwrap(),
        "--candidate",
        "102",
    ];
    let zh = rules(&arguments);
    assert_eq!((zh.code, zh.err.as_str()), (0, ""));
    assert!(
        zh.out.starts_with("你进入体检\n\n1 笔试\n")
            && zh.out.contains("笔试成绩78.00 × 50%  39.00"),
        "{}",
        zh.out
    );
    let en = rules(&[&arguments[..], &["--lang", "en"]].concat());
    assert!(
        en.out
            .starts_with("You go on to the physical examination\n"),
        "{}",
        en.out
    );
    let nobody = rules(&["explain", arguments[1], arguments[2], "--candidate", "999"]);
    assert_eq!((nobody.code, nobody.out.as_str()), (2, ""));
    assert!(nobody.err.contains("表里没有准考证号999"), "{}", nobody.err);
}

#[test]
fn a_command_line_that_makes_no_sense_is_bad_input() {
    assert_eq!(rules(&["run"]).code, 2);
    assert_eq!(rules(&["sort", "a.json"]).code, 2);
}

/// The plain rules, with an age limit and a bonus for veterans.
fn rules_with_facts(rules: &mut Json) {
    let fact = |key: &str, kind: Json| json!({"key": key, "label": key, "kind": kind, "topic": "status", "proof": "checked"});
    rules["facts"] = json!([
        fact("birth", json!({"date": {}})),
        fact("veteran", json!("yes_no"))
    ]);
    rules["eligibility"] = json!([{"id": "age", "title": {"zh": "年龄", "en": "Age"}, "clause": {"zh": "1990年1月1日以后出生", "en": "born from 1990"},
        "condition": {"date": {"fact": "birth", "from": {"on": "1990-01-01", "inclusive": true}}}}]);
    rules["bonus"] = json!({"raises": ["written"], "stack": "highest", "may_exceed_full": true, "items": [
        {"code": "v", "name": {"zh": "退役军人", "en": "Veteran"}, "when": {"yes": "veteran"}, "points": {"fixed": "5"}}]});
}

const TITLES_WITH_FACTS: &str =
    "准考证号,岗位,笔试:综合知识,面试:考场,面试:考官1,事实:birth,事实:veteran,加分:v\n";
const ROWS_WITH_FACTS: &str = "101,A01,90,1,90,1950-01-02,否,\n102,A01,78,1,88,1995-01-02,否,是\n103,A01,75,1,81,1995-01-02,是,是\n";

#[test]
fn a_person_barred_by_their_own_facts_does_not_compete_and_a_bonus_against_them_does_not_count() {
    let folder = Folder::new("facts");
    let file = folder.rules(rules_with_facts);
    let table = folder.file("table.csv", format!("{TITLES_WITH_FACTS}{ROWS_WITH_FACTS}"));
    let done = run(&file, &table, &[]);
    assert_eq!(
        done.out,
        format!(
            "{HEAD}101,A01,,,,,,not_admitted,没有通过审查\n\
             102,A01,0.00,78.00,88.00,83.00,1,called:physical,进入体检\n\
             103,A01,5.00,80.00,81.00,80.50,2,substitute:physical:1,体检递补第1\n"
        ),
        "{}",
        done.err
    );
    for said in [
        "第2行：101 年龄：不符合（birth：1950年1月2日）。 1990年1月1日以后出生\n",
        "第3行：102：报了退役军人，按填报的情况不符合，没有加\n",
    ] {
        assert!(done.err.contains(said), "{}", done.err);
    }
    assert_eq!(done.code, 1, "somebody should look at the claim");
}

#[test]
fn every_demand_and_item_is_judged_for_every_person() {
    let folder = Folder::new("check");
    let file = folder.rules(rules_with_facts);
    let table = folder.file("table.csv", format!("{TITLES_WITH_FACTS}{ROWS_WITH_FACTS}"));
    let check = |more: &[&str]| {
        let given = ["check", file.to_str().unwrap(), table.to_str().unwrap()];
        rules(&[&given[..], more].concat())
    };
    let zh = check(&[]);
    assert_eq!(zh.code, 1);
    assert!(
        zh.out.starts_with(
            "\u{feff}number,post,kind,id,result,because,clause\n101,A01,requirement,age,fails,"
        ),
        "{}",
        zh.out
    );
    assert_eq!(zh.out.lines().count(), 1 + 3 * 2, "{}", zh.out);
    assert!(zh.out.contains("103,A01,bonus,v,holds,"), "{}", zh.out);
    let en = check(&["--lang", "en"]);
    assert!(en.out.contains(",born from 1990\n"), "{}", en.out);
}

#[test]
fn a_fact_without_a_column_is_told_once_and_is_an_error_where_all_facts_are_wanted() {
    let folder = Folder::new("all-facts");
    let file = folder.rules(rules_with_facts);
    let titles = "准考证号,岗位,笔试:综合知识,事实:veteran\n";
    let table = folder.file(
        "table.csv",
        format!("{titles}101,A01,90,是\n102,A01,80,否\n"),
    );
    let upto = ["--upto", "written", "--lang", "en"];
    let given = run(&file, &table, &upto);
    let told = given.err.lines().filter(|line| line.contains("birth"));
    assert_eq!((given.code, told.count()), (1, 1), "{}", given.err);
    assert!(given.out.contains("101,A01,,90.00,"), "{}", given.out);
    let all = run(&file, &table, &[&upto[..], &["--facts", "all"]].concat());
    assert_eq!((all.code, all.out.as_str()), (2, ""));
    assert_eq!(all.err, "Not judged: no column “birth” (fact:birth).\n");
    let plain = folder.file("plain.csv", "准考证号,岗位,笔试:综合知识\n101,A01,90\n");
    assert_eq!(
        run(&file, &plain, &upto).code,
        0,
        "people accepted elsewhere"
    );
    let all = run(&file, &plain, &[&upto[..], &["--facts", "all"]].concat());
    assert_eq!((all.code, all.err.lines().count()), (2, 2), "{}", all.err);
}
