//! The result page of the design (06-my-result): 79.45, line by line, in both languages.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::rules::*;
use serde_json::{Value as Json, json};

fn document() -> RuleDocument {
    let json = json!({
        "schema_version": 1, "id": "QS", "title": "公告", "posts": [{"code": "QS-007", "name": "社区工作者", "places": 3}],
        "rules": {
            "written": {"papers": [{"code": "w", "name": "笔试", "full_mark": "100", "weight": "1"}], "full_mark": "100", "pass_lines": [{"at": {"points": "60"}}]},
            "bonus": {"added_to": "written", "stack": "highest", "clause": "公告第7条", "items": [
                {"code": "m", "name": {"zh": "社会工作师（中级）", "en": "social worker (intermediate)"}, "when": {"all": []}, "points": {"fixed": "3"}},
                {"code": "v", "name": {"zh": "退役军人", "en": "veteran"}, "when": {"all": []}, "points": {"fixed": "2"}}]},
            "interview": {"full_mark": "100", "panel": 7, "trim": {"highest": 1, "lowest": 1}, "mean": {"decimals": 2},
                "normalisation": {"method": "multiply", "overall": "of_people", "mean": {"decimals": 2}, "coefficient": {"decimals": 4},
                    "final": {"decimals": 2}, "cap_at_full_mark": false}},
            "total": {"parts": [{"of": "written", "weight": "50%"}, {"of": "interview", "weight": "50%"}], "full_mark": "100", "rounding": {"decimals": 2}},
            "ties": {"keys": [{"higher": "written"}], "still_tied": "share_rank"}
        }
    });
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap()
}

fn candidate(number: &str, written: &str, room: &str, marks: Json, bonus: Json) -> Candidate {
    let json = json!({"number": number, "post": "QS-007", "written": {"w": written}, "bonus": bonus,
        "interview": {"room": room, "marks": marks}});
    serde_json::from_value(json).unwrap()
}

fn explained(lang: Lang) -> Explanation {
    let same = |mark: &str| json!(vec![mark; 7]);
    let panel = json!([
        "82.00", "84.50", "85.00", "83.00", "86.50", "84.00", "81.50"
    ]);
    let people = [
        candidate(
            "26032800412",
            "71.50",
            "4",
            panel,
            json!([{"item": "m"}, {"item": "v"}]),
        ),
        candidate("26032800413", "60.00", "4", same("79.58"), json!([])),
        candidate("26032800414", "78.00", "5", same("82.98"), json!([])),
        candidate("26032800415", "61.00", "5", same("82.98"), json!([])),
    ];
    let document = document();
    let outcome = run(&document, &people, Stage::Total).unwrap();
    let derivation = outcome.derivation(&document, &people, 0).unwrap();
    assert!(derivation.adds_up());
    explain(&derivation, lang)
}

const ZH: &str = "\
你进入体检

1 笔试
  卷面成绩  71.50
  加分：社会工作师（中级）、退役军人  +3.00
    社会工作师（中级）3.00分、退役军人2.00分；有几项的取最高一项，不累加
  笔试成绩  74.50
  笔试合格线（不含加分）  60.00
    71.50，达到

2 面试
  7位考官打分  
    82.00  84.50  85.00  83.00  [86.50 最高]  84.00  [81.50 最低]
  去掉一个最高、一个最低，其余5个平均  83.70
  考场修正系数  × 1.0082
    全部考场平均82.31 ÷ 第4考场平均81.64
  面试成绩  84.39
    84.38634，四舍五入到两位小数

3 合成总成绩
  笔试74.50 × 50%  37.25
  面试84.39 × 50%  +42.195
  总成绩  79.45
    79.445，四舍五入到两位小数

4 名次和结果
  按总成绩的名次  第2名
    共4人。名次按总成绩；相同的，依次比较笔试成绩；仍相同的名次并列。
  你进入体检  
    本岗位招3人
";

const EN: &str = "\
You go on to the physical examination

1 Written test
  Score on paper  71.50
  Bonus: social worker (intermediate), veteran  +3.00
    social worker (intermediate) 3.00, veteran 2.00; only the highest counts
  Written score  74.50
  Written pass line, without bonus  60.00
    71.50, reached

2 Interview
  Marks of 7 examiners  
    82.00  84.50  85.00  83.00  [86.50 highest]  84.00  [81.50 lowest]
  Mean of 5 marks without one highest and one lowest  83.70
  Room coefficient  × 1.0082
    mean of all rooms 82.31 ÷ mean of room 4 81.64
  Interview score  84.39
    84.38634, rounded half up to 2 decimals

3 Total
  Written 74.50 × 50%  37.25
  Interview 84.39 × 50%  +42.195
  Total  79.45
    79.445, rounded half up to 2 decimals

4 Place and outcome
  Place by total  no. 2
    of 4 people. Ordered by total; equal totals by written score; then the place is shared.
  You go on to the physical examination  
    3 places on this post
";

#[test]
fn the_citizen_follows_the_calculation_line_by_line() {
    assert_eq!(explained(Lang::Zh).to_text(), ZH);
    assert_eq!(explained(Lang::En).to_text(), EN);
}

#[test]
fn the_page_knows_results_the_last_line_and_the_clause() {
    let explanation = explained(Lang::Zh);
    let total = explanation
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Total)
        .unwrap();
    let flags: Vec<_> = total
        .rows
        .iter()
        .map(|row| (row.result, row.last))
        .collect();
    assert_eq!(flags, [(false, false), (false, false), (true, true)]);
    let written = &explanation.blocks[0];
    assert_eq!(written.rows[1].clause.as_deref(), Some("公告第7条"));
    assert_eq!(written.rows.iter().filter(|row| row.last).count(), 0);
}

#[test]
fn a_bill_that_was_changed_does_not_add_up() {
    let document = document();
    let people = [candidate(
        "1",
        "71.50",
        "4",
        json!(["80", "81", "82", "83", "84", "85", "86"]),
        json!([{"item": "m"}]),
    )];
    let outcome = run(&document, &people, Stage::Total).unwrap();
    let honest = outcome.derivation(&document, &people, 0).unwrap();
    assert!(honest.adds_up());
    for (block, rows) in honest
        .blocks
        .iter()
        .map(|block| block.rows.len())
        .enumerate()
    {
        for row in 0..rows {
            let mut changed = honest.clone();
            let altered = &mut changed.blocks[block].rows[row];
            if let Some(Value::Points(points)) = altered.value
                && altered.operation != Operation::Compare
            {
                let more = domain::numbers::Points::from_raw(points.raw() + 100);
                altered.value = Some(Value::Points(more));
                assert!(!changed.adds_up(), "{:?}", honest.blocks[block].rows[row]);
            }
        }
    }
}

#[test]
fn a_mean_that_shows_another_figure_before_its_rounding_does_not_add_up() {
    let document = document();
    let people = [candidate(
        "1",
        "71.50",
        "4",
        json!(["80", "81", "82", "83", "84", "85", "86"]),
        json!([]),
    )];
    let outcome = run(&document, &people, Stage::Total).unwrap();
    let mut bill = outcome.derivation(&document, &people, 0).unwrap();
    let rows = bill.blocks.iter_mut().flat_map(|block| &mut block.rows);
    let mean = rows
        .into_iter()
        .find(|row| row.operation == Operation::Mean)
        .unwrap();
    mean.exact = Some(Fraction {
        numerator: 83_004,
        denominator: 1_000,
    });
    assert!(!bill.adds_up(), "83.00 is the mean, 83.004 is not");
}

/// Two papers with a line each, a line at the mean, one above the mean of the room, one on the total.
fn with_lines() -> (RuleDocument, Vec<Candidate>) {
    let json = json!({
        "schema_version": 1, "id": "QS", "title": "公告", "posts": [{"code": "QS-007", "name": "社区工作者", "places": 3}],
        "rules": {
            "written": {"full_mark": "100", "rounding": {"decimals": 2}, "pass_lines": [{"at": {"share_of_mean": {"share": "80%", "across": "post"}}}],
                "papers": [
                    {"code": "a", "name": {"zh": "行测", "en": "Aptitude"}, "full_mark": "150", "weight": "1/3"},
                    {"code": "w", "name": {"zh": "申论", "en": "Essay"}, "full_mark": "150", "weight": "1/3", "pass_line": {"at": {"share_of_full_mark": "40%"}, "strictly": true}}]},
            "shortlist": {"quota": {"per_place": "3"}, "tie_at_cut": "admit_all", "shortfall": "actual_number"},
            "interview": {"full_mark": "100", "pass_lines": [{"at": "room_mean"}]},
            "total": {"parts": [{"of": "written", "weight": "50%"}, {"of": "interview", "weight": "50%"}], "full_mark": "100", "rounding": {"decimals": 2},
                "pass_lines": [{"at": {"points": "75"}}]},
            "ties": {"keys": [], "still_tied": "share_rank"}
        }
    });
    let person = |number: &str, aptitude: &str, essay: &str, room: &str, mark: &str| {
        let json = json!({"number": number, "post": "QS-007", "written": {"a": aptitude, "w": essay}, "interview": {"room": room, "marks": [mark]}});
        serde_json::from_value(json).unwrap()
    };
    let people = vec![
        person("1", "130", "60", "1", "80"),
        person("2", "100", "110", "1", "70"),
        person("3", "110", "112", "1", "83"),
        person("4", "100", "102", "2", "80"),
    ];
    (
        RuleDocument::from_json(json.to_string().as_bytes()).unwrap(),
        people,
    )
}

/// The lines that candidate `index` reads: label, line, and whether the own figure reached it.
fn lines_of(index: usize) -> Vec<[String; 3]> {
    let (document, people) = with_lines();
    lines_in(Lang::Zh, &document, &people, index)
}

fn lines_in(
    lang: Lang,
    document: &RuleDocument,
    people: &[Candidate],
    index: usize,
) -> Vec<[String; 3]> {
    let outcome = run(document, people, Stage::Total).unwrap();
    let derivation = outcome.derivation(document, people, index).unwrap();
    assert!(derivation.adds_up());
    let rows = explain(&derivation, lang)
        .blocks
        .into_iter()
        .flat_map(|block| block.rows);
    let lines = rows.filter(|row| {
        row.figure.is_some() && (row.label.contains("合格线") || row.label.contains("Pass line"))
    });
    lines
        .map(|row| [row.label, row.figure.unwrap(), row.note.unwrap()])
        .collect()
}

#[test]
fn each_pass_line_stands_beside_the_figure_that_had_to_reach_it() {
    let mean = ["笔试合格线".to_owned(), "54.932".to_owned(), String::new()];
    let essay = |note: &str| ["申论合格线".to_owned(), "60.00".to_owned(), note.to_owned()];
    let written = |score: &str| [mean[0].clone(), mean[1].clone(), format!("{score}，达到")];
    assert_eq!(
        lines_of(0),
        [written("63.33"), essay("60.00，没有高于合格线")],
        "the whole is reached, one paper is not"
    );
    let room = |at: &str, note: &str| {
        [
            "面试合格线（本考场平均分）".to_owned(),
            at.to_owned(),
            note.to_owned(),
        ]
    };
    assert_eq!(
        lines_of(1),
        [
            written("70.00"),
            essay("110.00，高于合格线"),
            room("76.50", "70.00，没有达到")
        ]
    );
    let total = |note: &str| {
        [
            "总成绩合格线".to_owned(),
            "75.00".to_owned(),
            note.to_owned(),
        ]
    };
    assert_eq!(
        lines_of(2)[2..],
        [room("76.50", "83.00，达到"), total("78.50，达到")]
    );
    assert_eq!(
        lines_of(3)[2..],
        [room("80.00", "80.00，达到"), total("73.67，没有达到")]
    );
}

#[test]
fn a_line_on_several_papers_together_names_them_and_adds_their_marks() {
    let (mut document, people) = with_lines();
    let written = document.rules.written.as_mut().unwrap();
    written.papers[1].pass_line = None;
    written.pass_lines =
        serde_json::from_value(json!([{"papers": ["a", "w"], "at": {"points": "210"}}])).unwrap();
    let together = |index| lines_in(Lang::Zh, &document, &people, index).remove(0);
    assert_eq!(
        together(0),
        ["行测、申论合计合格线", "210.00", "190.00，没有达到"]
    );
    assert_eq!(
        together(1),
        ["行测、申论合计合格线", "210.00", "210.00，达到"]
    );
    let english = lines_in(Lang::En, &document, &people, 2).remove(0);
    assert_eq!(
        english,
        [
            "Pass line: Aptitude and Essay together",
            "210.00",
            "222.00, reached"
        ]
    );
}

#[test]
fn a_missed_paper_that_counts_as_nothing_is_said_to() {
    let (mut document, mut people) = with_lines();
    let written = document.rules.written.as_mut().unwrap();
    written.papers[1] = Paper {
        pass_line: None,
        missed_is_nothing: true,
        ..written.papers[1].clone()
    };
    written.pass_lines =
        serde_json::from_value(json!([{"papers": ["a", "w"], "at": {"points": "100"}}])).unwrap();
    people[0].written.insert("w".into(), Mark::Absent);
    let outcome = run(&document, &people, Stage::Total).unwrap();
    let derivation = outcome.derivation(&document, &people, 0).unwrap();
    assert!(derivation.adds_up());
    let rows = explain(&derivation, Lang::Zh).blocks.remove(0).rows;
    let essay = rows
        .iter()
        .find(|row| row.label.starts_with("申论"))
        .unwrap();
    assert_eq!(
        (essay.figure.as_deref(), essay.note.as_deref()),
        (Some("+0.00"), Some("缺考，按零分计"))
    );
    assert_eq!(
        rows.last().unwrap().note.as_deref(),
        Some("130.00，达到"),
        "the line adds nothing for it"
    );
    // Who missed every paper is absent all the same.
    people[0].written.insert("a".into(), Mark::Absent);
    let outcome = run(&document, &people, Stage::Total).unwrap();
    assert_eq!(outcome.candidates[0].status, Status::WrittenAbsent);
}
