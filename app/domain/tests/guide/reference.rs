//! The reference in both languages: which page holds what, and the same findings in both.

use super::LANGS;
use super::page::Guide;
use domain::Lang;
use domain::rules::Part;

fn table_of_parts(lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => "| 页 | 文件里的段 |",
        Lang::En => "| Page | Sections of the file |",
    };
    let rows = Part::all().filter(|part| *part != Part::All).map(|part| {
        let fields: Vec<String> = part
            .fields()
            .iter()
            .map(|own| format!("`{}`", &own[1..]))
            .collect();
        format!("| {} | {} |", part.name(lang), fields.join(" "))
    });
    let lines = [head.to_owned(), "|---|---|".to_owned()];
    lines.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_reference_says_which_page_holds_which_section() {
    for lang in LANGS {
        Guide::page("README", lang).expect_between("parts", &table_of_parts(lang));
    }
}

/// What the families of findings are called.
const FAMILIES: [(&str, &str); 12] = [
    ("Part", "部分"),
    ("the document", "整份规则"),
    ("who may apply, posts", "谁能报、岗位"),
    ("applying", "报名"),
    ("opening", "开考比例"),
    ("bonus", "加分"),
    ("stages", "考试环节"),
    ("lists", "名单"),
    ("total", "总成绩"),
    ("after the exam", "考试以后"),
    ("publication", "公示"),
    ("worked examples", "算例"),
];

/// The English table is held against the program by the tests of the lint; the Chinese one is made from it.
#[test]
fn both_references_name_the_same_findings() {
    let english = Guide::page("README", Lang::En);
    let section = english
        .prose()
        .map(|(_, line)| line)
        .skip_while(|line| *line != "## What the lint finds");
    let rows = section.skip(1).take_while(|line| !line.starts_with("## "));
    let rows = rows.filter(|line| line.starts_with('|')).map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells[1].starts_with("---") {
            return line.to_owned();
        }
        let family = FAMILIES.iter().find(|(en, _)| *en == cells[1]);
        let (_, family) = family.unwrap_or_else(|| panic!("{} has no Chinese name", cells[1]));
        let codes = if cells[2] == "Findings" {
            "代码"
        } else {
            cells[2]
        };
        format!("| {family} | {codes} |")
    });
    let table = rows.collect::<Vec<_>>().join("\n");
    Guide::page("README", Lang::Zh).expect_between("findings", &table);
}

#[test]
fn both_references_have_the_same_parts_and_notices() {
    let [zh, en] = LANGS.map(|lang| Guide::page("README", lang));
    assert_eq!(zh.headings(), en.headings());
    let notices = |page: &Guide| -> Vec<String> {
        let cells = page.prose().filter_map(|(_, line)| line.split('|').nth(1));
        let numbered = |cell: &&str| {
            cell.starts_with('O') && cell[1..].starts_with(|own: char| own.is_ascii_digit())
        };
        let names = cells.map(str::trim).filter(numbered);
        names.map(str::to_owned).collect()
    };
    assert_eq!(notices(&zh), notices(&en));
    assert_eq!(notices(&zh).len(), 40);
}
