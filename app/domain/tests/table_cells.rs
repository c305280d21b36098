//! Each column and each cell of an office's table, and what is said about those that cannot be read.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{
    Points,
    candidate_table::*,
    numbers::BadPoints,
    rules::*,
    tables::{Builder, Cell, Grid, GridProblem, Head, Width},
};
use serde_json::{Value as Json, json};

fn document() -> RuleDocument {
    let option =
        |code: &str, label: &str| json!({"code": code, "label": {"zh": label, "en": code}});
    let options = json!({"ordered": true, "options": [option("a", "甲"), option("b", "乙")]});
    let fact = |key: &str, kind: Json| json!({"key": key, "label": {"zh": format!("题{key}"), "en": key}, "kind": kind, "topic": "status", "proof": "checked"});
    let paper = |code: &str| json!({"code": code, "name": {"zh": format!("卷{code}"), "en": code}, "full_mark": "100", "weight": "1"});
    let item = |code: &str| json!({"code": code, "name": {"zh": format!("项{code}"), "en": code}, "when": {"yes": "yes"}, "points": {"fixed": "1"}});
    let levels = json!({"code": "l", "name": "l", "when": {"all": []},
        "points": {"by_level": {"fact": "one", "levels": [{"option": "a", "points": "1"}, {"option": "b", "points": "2"}]}}});
    let json = json!({"schema_version": 1, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 1}],
        "facts": [fact("yes", json!("yes_no")), fact("number", json!({"number": {}})), fact("date", json!({"date": {}})),
            fact("one", json!({ "choice": options })), fact("many", json!({ "choices": options })),
            fact("area", json!({"area": {"level": "city"}})), fact("text", json!({"text": {}}))],
        "areas": [{"code": "df", "name": {"zh": "东风街道", "en": "Dongfeng"}, "level": "street"},
            {"code": "hx", "name": "红星街道", "level": "street"}],
        "tests": [{"code": "skill", "name": {"zh": "技能", "en": "skill"}, "full_mark": "100"}],
        "rules": {"written": {"papers": [paper("w")], "full_mark": "100"}, "bonus": {"added_to": "written", "items": [item("m")]}},
        "variants": [{"name": "v", "scope": {"posts": ["P"]}, "rules": {"written": {"papers": [paper("x")], "full_mark": "100"},
            "bonus": {"added_to": "written", "items": [item("n"), json!({"code": "service", "name": "工龄", "when": {"yes": "yes"},
                "points": {"per_unit": {"fact": "number", "unit": "1", "points": "1"}}}), levels]}}}]});
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// One row `1,P` with these further columns and cells.
fn read_one(cells: &[(&str, &str)]) -> Result<TableRead, Vec<TableProblem>> {
    let head = ["number", "post"]
        .into_iter()
        .chain(cells.iter().map(|(head, _)| *head))
        .collect();
    let row = ["1", "P"]
        .into_iter()
        .chain(cells.iter().map(|(_, cell)| *cell))
        .collect();
    read(&document(), &Grid::of_lines(Head::FirstRow, &[head, row]))
}

fn one(head: &str, cell: &str) -> Candidate {
    read_one(&[(head, cell)]).unwrap().candidates.remove(0)
}

fn bad(head: &str, cell: &str) -> TableProblemKind {
    let mut problems = read_one(&[(head, cell)]).unwrap_err();
    assert_eq!(
        (problems.len(), problems[0].row, problems[0].column.as_str()),
        (1, 2, head)
    );
    problems.remove(0).kind
}

#[test]
fn each_column_has_its_names_in_both_languages() {
    let expected = |change: fn(&mut Candidate)| {
        let mut candidate = Candidate {
            number: "1".into(),
            post: "P".into(),
            ..Candidate::default()
        };
        change(&mut candidate);
        candidate
    };
    let room = expected(|who| {
        who.interview = Some(InterviewSheet {
            room: "4".into(),
            ..InterviewSheet::default()
        })
    });
    for head in ["考场", "面试考场", "room", "ROOM", " room "] {
        assert_eq!(one(head, "4"), room, "{head}");
    }
    let sitting = expected(|who| {
        who.interview = Some(InterviewSheet {
            sitting: Some("上午".into()),
            ..InterviewSheet::default()
        });
    });
    for head in ["场次", "sitting"] {
        assert_eq!(one(head, "上午"), sitting);
    }
    for head in ["通道", "track"] {
        assert_eq!(one(head, "t"), expected(|who| who.track = Some("t".into())));
    }
    for (head, cell, entry) in [
        ("审查", "已报名", Entry::Applied),
        ("entry", "Applied", Entry::Applied),
        ("entry", "通过", Entry::Accepted),
        ("审查", "accepted", Entry::Accepted),
    ] {
        assert_eq!(one(head, cell).entry, entry);
    }
    for (cell, leaving) in [
        ("取消资格", Leaving::Disqualified),
        ("disqualified", Leaving::Disqualified),
        ("复审", Leaving::Recheck),
        ("recheck", Leaving::Recheck),
        ("放弃面试", Leaving::Interview),
        ("interview", Leaving::Interview),
        ("体检", Leaving::Physical),
        ("physical", Leaving::Physical),
        ("考察", Leaving::Background),
        ("Background", Leaving::Background),
    ] {
        assert_eq!(one("退出", cell).left, Some(leaving));
        assert_eq!(one("left", cell).left, Some(leaving));
    }
    let nothing = expected(|_| ());
    for head in ["姓名", "name", "备注", "note", "remark"] {
        assert_eq!(one(head, "whatever"), nothing, "{head}");
    }
    for head in ["岗位", "岗位代码", "post", "\u{feff}post"] {
        let rows = Grid::of_lines(Head::FirstRow, &[vec!["准考证号", head], vec!["1", "P"]]);
        assert_eq!(
            read(&document(), &rows).unwrap().candidates,
            std::slice::from_ref(&nothing)
        );
    }
}

#[test]
fn papers_tests_items_and_facts_go_by_code_or_name_also_those_of_variants() {
    let paper = |code: &str| (code.into(), Mark::Scored(Points::whole(71)));
    for (head, code) in [
        ("笔试:w", "w"),
        ("written:w", "w"),
        ("笔试：卷w", "w"),
        ("written: x", "x"),
        ("笔试:卷x", "x"),
    ] {
        assert_eq!(one(head, "71").written, [paper(code)].into(), "{head}");
    }
    for head in ["测试:skill", "加试:技能", "test:skill"] {
        assert_eq!(
            one(head, "71").tests,
            [("skill".into(), Mark::Scored(Points::whole(71)))].into(),
            "{head}"
        );
    }
    for (head, item) in [
        ("加分:m", "m"),
        ("bonus:m", "m"),
        ("加分:项n", "n"),
        ("bonus:n", "n"),
    ] {
        assert_eq!(one(head, "是").bonus, [BonusClaim::of(item)], "{head}");
    }
    for head in ["事实:yes", "fact:yes", "事实:题yes"] {
        assert_eq!(
            one(head, "是").facts,
            Facts::new().with("yes", FactValue::YesNo(true)),
            "{head}"
        );
    }
    for head in [
        "笔试:z",
        "测试:z",
        "加分:z",
        "事实:z",
        "other:w",
        "考官0",
        "考官100",
        "考官x",
        "身高",
    ] {
        let read = read_one(&[(head, "71")]).unwrap();
        assert_eq!(
            read.notes
                .iter()
                .map(|note| note.kind.clone())
                .collect::<Vec<_>>(),
            [TableProblemKind::UnknownColumn],
            "{head}"
        );
    }
}

#[test]
fn examiners_are_counted_from_one_to_ninety_nine() {
    let heads: Vec<String> = (1..=99)
        .map(|n| {
            if n % 2 == 0 {
                format!("考官{n}")
            } else {
                format!("Examiner {n}")
            }
        })
        .collect();
    let cells: Vec<(&str, &str)> = heads.iter().map(|head| (head.as_str(), "80")).collect();
    let read = read_one(&cells).unwrap();
    assert_eq!(
        read.candidates[0].interview.as_ref().unwrap().marks.len(),
        99
    );
    assert_eq!(read.notes, []);
    assert_eq!(
        bad("考官2", "80"),
        TableProblemKind::ExaminerMissing { missing: 1 }
    );
}

#[test]
fn a_mark_is_a_figure_an_absence_or_a_violation_in_both_languages() {
    let marks = |cell: &str| {
        one("笔试:w", cell)
            .written
            .iter()
            .map(|(_, mark)| *mark)
            .collect::<Vec<_>>()
    };
    for (cell, mark) in [
        ("81.5", Mark::Scored(Points::from_raw(815_000))),
        ("缺考", Mark::Absent),
        ("缺", Mark::Absent),
        ("ABSENT", Mark::Absent),
        ("违纪", Mark::Violation),
        ("violation", Mark::Violation),
    ] {
        assert_eq!(marks(cell), [mark], "{cell}");
    }
    assert_eq!(marks(""), []);
    assert_eq!(
        bad("笔试:w", "8,1"),
        TableProblemKind::BadMark {
            why: BadPoints::Comma
        }
    );
    let noted = |cell: &str| {
        read_one(&[("笔试:w", cell)])
            .unwrap()
            .notes
            .into_iter()
            .map(|note| note.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(noted("缺考"), [TableProblemKind::Absent]);
    assert_eq!(noted("违纪"), [TableProblemKind::Violation]);
    assert_eq!(noted("81"), []);
}

#[test]
fn a_bonus_is_claimed_by_a_word_a_quantity_or_a_level() {
    let claims = |cell: &str| one("加分:m", cell).bonus;
    for cell in ["是", "有", "yes", "YES", "1"] {
        assert_eq!(claims(cell), [BonusClaim::of("m")], "{cell}");
    }
    for cell in ["否", "无", "no", "0", ""] {
        assert_eq!(claims(cell), [], "{cell}");
    }
    let quantity = BonusClaim {
        quantity: Some(Points::whole(30)),
        ..BonusClaim::of("m")
    };
    assert_eq!(claims("30"), [quantity]);
    let level = BonusClaim {
        level: Some("国家级".into()),
        ..BonusClaim::of("m")
    };
    assert_eq!(claims("国家级"), [level]);
}

#[test]
fn where_points_go_by_unit_one_and_nothing_are_quantities() {
    let claims = |cell: &str| one("加分:service", cell).bonus;
    for (cell, quantity) in [("2", 2), ("1", 1), ("０", 0)] {
        let claim = BonusClaim {
            quantity: Some(Points::whole(quantity)),
            ..BonusClaim::of("service")
        };
        assert_eq!(claims(cell), [claim], "{cell}");
    }
    assert_eq!(claims("否"), []);
    assert_eq!(claims("是"), [BonusClaim::of("service")]);
}

#[test]
fn an_unknown_area_is_refused_with_the_nearest() {
    for (cell, nearest) in [
        ("东风街", Some("东风街道")),
        ("红星街", Some("红星街道")),
        ("月亮湾", None),
    ] {
        assert_eq!(
            bad("事实:area", cell),
            TableProblemKind::UnknownArea {
                value: cell.into(),
                nearest: nearest.map(str::to_owned)
            }
        );
    }
}

#[test]
fn a_year_of_two_digits_is_no_year() {
    for cell in ["98-3-6", "0098-03-06"] {
        assert!(matches!(
            bad("事实:date", cell),
            TableProblemKind::Grid(
                GridProblem::ShortYear { .. } | GridProblem::DateOutOfBounds { .. }
            )
        ));
    }
}

#[test]
fn what_looks_alike_is_the_same_number_and_the_same_post() {
    for twin in ["１０１", "101\u{200B}", "'101", "\u{3000}101"] {
        let rows = [vec!["number", "post"], vec!["101", "P"], vec![twin, "Ｐ"]];
        let problems = read(&document(), &Grid::of_lines(Head::FirstRow, &rows)).unwrap_err();
        assert_eq!(
            problems
                .iter()
                .map(|problem| &problem.kind)
                .collect::<Vec<_>>(),
            [&TableProblemKind::NumberTwice { first_row: 2 }],
            "{twin:?}"
        );
    }
}

#[test]
fn what_the_file_hides_or_lacks_is_told_with_what_is_wrong_in_it() {
    let mut builder = Builder::new(Some("甲".into()), Head::FirstRow, Width::Ragged);
    let texts = |cells: &[&str]| {
        (0..)
            .zip(cells.iter().map(|cell| Ok(Cell::of_text(cell))))
            .collect::<Vec<_>>()
    };
    builder.row(1, texts(&["number", "post", "written:w", "退出"]));
    let mut row = texts(&["1", "P", "x"]);
    row.push((3, Err(GridProblem::NoResult)));
    builder.row(2, row);
    let said: Vec<_> = read(&document(), &builder.finish())
        .unwrap_err()
        .iter()
        .map(|problem| problem.say(Lang::En))
        .collect();
    assert_eq!(said.len(), 2);
    assert!(
        said[0].starts_with("sheet \"甲\", row 2, \"退出\": a formula"),
        "{said:?}"
    );
    assert!(
        said[1].starts_with("sheet \"甲\", row 2, \"written:w\": not a figure"),
        "{said:?}"
    );
}

#[test]
fn a_level_goes_by_code_or_by_its_printed_name_and_an_unknown_one_is_told_with_the_nearest() {
    let level = |cell| one("bonus:l", cell).bonus.remove(0).level.unwrap();
    assert_eq!(level("b").as_str(), "b");
    assert_eq!(level("乙").as_str(), "b");
    let run_with = |cell| run(&document(), &[one("bonus:l", cell)], Stage::Written);
    let RunFault::Candidates(problems) = run_with("bb").unwrap_err() else {
        panic!("rules are fine");
    };
    assert_eq!(
        problems[0].say(Lang::Zh),
        "1：加分项l没有“bb”这个等级，是不是“b”"
    );
    assert_eq!(
        problems[0].say(Lang::En),
        "1: bonus l has no level \"bb\"; did you mean \"b\"?"
    );
    assert_eq!(
        run_with("乙").unwrap().candidates[0].bonus,
        Some(Points::whole(2))
    );
}

#[test]
fn facts_are_read_as_their_questions_want_them() {
    let fact = |key: &str, cell: &str| {
        one(&format!("事实:{key}"), cell)
            .facts
            .get(&key.into())
            .cloned()
            .unwrap()
    };
    let many = FactValue::Choices(vec!["a".into(), "b".into()]);
    let day = || FactValue::Date(chrono::NaiveDate::from_ymd_opt(1998, 3, 6).unwrap());
    for (key, cell, value) in [
        ("yes", "是", FactValue::YesNo(true)),
        ("yes", "Yes", FactValue::YesNo(true)),
        ("yes", "否", FactValue::YesNo(false)),
        ("yes", "no", FactValue::YesNo(false)),
        ("number", "3.5", FactValue::Number(Points::from_raw(35_000))),
        ("date", "1998-03-06", day()),
        ("date", "1998年3月6日", day()),
        ("date", "1998/3/6", day()),
        ("date", "1998.03.06", day()),
        ("one", "a", FactValue::Choice("a".into())),
        ("one", "乙", FactValue::Choice("b".into())),
        ("many", "a、乙", many.clone()),
        ("many", "甲; b", many.clone()),
        ("many", "甲；乙", many),
        ("area", "df", FactValue::Area("df".into())),
        ("area", " 东风街道\u{200B}", FactValue::Area("df".into())),
        ("area", "Dongfeng", FactValue::Area("df".into())),
        (
            "area",
            "ｅｌｓｅｗｈｅｒｅ",
            FactValue::Area("elsewhere".into()),
        ),
        ("text", "随便", FactValue::Text("随便".into())),
    ] {
        assert_eq!(fact(key, cell), value, "{key} {cell}");
    }
    for (key, cell) in [("yes", "也许"), ("one", "丙"), ("many", "甲、丙")] {
        assert_eq!(
            bad(&format!("事实:{key}"), cell),
            TableProblemKind::BadValue { value: cell.into() },
            "{key}"
        );
    }
    assert_eq!(
        bad("事实:number", "三"),
        TableProblemKind::BadMark {
            why: BadPoints::NotANumber
        }
    );
    let long = "长".repeat(41);
    assert_eq!(
        bad("退出", &long),
        TableProblemKind::BadValue {
            value: "长".repeat(40)
        },
        "only its beginning is shown"
    );
    assert_eq!(
        bad("审查", "?"),
        TableProblemKind::BadValue { value: "?".into() }
    );
}

#[test]
fn a_head_needs_number_and_post_and_each_column_once() {
    let told = |head: &[&str], row: &[&str]| -> Vec<(usize, String, TableProblemKind)> {
        let grid = Grid::of_lines(Head::FirstRow, &[head.to_vec(), row.to_vec()]);
        let problems = read(&document(), &grid).unwrap_err();
        problems
            .into_iter()
            .map(|problem| (problem.row, problem.column, problem.kind))
            .collect()
    };
    assert_eq!(
        told(&["name"], &["x"]),
        [
            (
                1,
                "准考证号 / number".to_owned(),
                TableProblemKind::ColumnMissing
            ),
            (1, "岗位 / post".to_owned(), TableProblemKind::ColumnMissing)
        ]
    );
    let twice = (1, "笔试:卷w".to_owned(), TableProblemKind::ColumnTwice);
    assert_eq!(
        told(
            &["number", "post", "written:w", "笔试:卷w"],
            &["1", "P", "", ""]
        ),
        [twice]
    );
    assert_eq!(
        told(&["number", "post"], &["", "P"]),
        [(2, "number".to_owned(), TableProblemKind::NumberMissing)]
    );
    assert_eq!(
        told(&["number", "post"], &["1", ""]),
        [(2, "post".to_owned(), TableProblemKind::UnknownPost)]
    );
    let cells = |found| TableProblemKind::Grid(GridProblem::Width { found, expected: 2 });
    assert_eq!(
        told(&["number", "post"], &["1"]),
        [(2, String::new(), cells(1))]
    );
    assert_eq!(
        told(&["number", "post"], &["1", "P", "x"]),
        [(2, String::new(), cells(3))]
    );
    assert!(
        read_one(&[("name", "x"), ("备注", "y")]).is_ok(),
        "remarks may stand twice"
    );
}

#[test]
fn two_rows_without_a_number_are_not_the_same_person() {
    let rows = [
        vec!["number", "post"],
        vec!["", "P"],
        vec![],
        vec![""],
        vec!["", "P"],
        vec!["7", "P"],
    ];
    let problems = read(&document(), &Grid::of_lines(Head::FirstRow, &rows)).unwrap_err();
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (problem.row, &problem.kind))
        .collect();
    assert_eq!(
        told,
        [
            (2, &TableProblemKind::NumberMissing),
            (5, &TableProblemKind::NumberMissing)
        ]
    );
    let good = [&rows[..1], &rows[2..4], &rows[5..]].concat();
    let good = Grid::of_lines(Head::FirstRow, &good);
    assert_eq!(read(&document(), &good).unwrap().row_of("7"), Some(4));
}

#[test]
fn what_is_missing_is_said_where_it_would_stand() {
    let read = read_one(&[("笔试:卷w", ""), ("测试:技能", ""), ("事实:题yes", "")]).unwrap();
    let place = |what: MissingPart| {
        let said = read.say_missing(
            &MissingScore {
                candidate: "1".into(),
                what,
            },
            Lang::Zh,
        );
        said.split_once('：')
            .map(|_| said.split('”').next().unwrap().to_owned())
            .unwrap()
    };
    assert_eq!(place(MissingPart::Paper("w".into())), "第2行“笔试:卷w");
    assert_eq!(place(MissingPart::Paper("x".into())), "第2行“笔试:x");
    assert_eq!(place(MissingPart::Interview), "第2行“考官1");
    assert_eq!(place(MissingPart::Test("skill".into())), "第2行“测试:技能");
    assert_eq!(place(MissingPart::Fact("yes".into())), "第2行“事实:题yes");
    assert_eq!(place(MissingPart::Fact("one".into())), "第2行“事实:one");
}

#[test]
fn every_problem_says_what_it_is_in_both_languages() {
    use TableProblemKind::*;
    for (kind, zh, en, keeps) in [
        (
            Grid(GridProblem::Empty),
            "表里没有内容",
            "the table is empty",
            true,
        ),
        (
            UnknownArea {
                value: "x".into(),
                nearest: None,
            },
            "地区表里没有“x”",
            "no such area: \"x\"",
            true,
        ),
        (
            UnknownArea {
                value: "x".into(),
                nearest: Some("甲".into()),
            },
            "地区表里没有“x”；是不是“甲”？",
            "no such area: \"x\"; did you mean \"甲\"?",
            true,
        ),
        (ColumnMissing, "缺少这一列", "this column is missing", true),
        (
            ColumnTwice,
            "这一列出现了两次",
            "this column stands twice",
            true,
        ),
        (
            UnknownColumn,
            "不认识这一列，没有读",
            "unknown column, not read",
            false,
        ),
        (Absent, "缺考", "absent", false),
        (
            Violation,
            "违纪，成绩无效",
            "violation, the mark is void",
            false,
        ),
        (
            NumberMissing,
            "没有准考证号",
            "the ticket number is missing",
            true,
        ),
        (
            NumberTwice { first_row: 2 },
            "准考证号和第2行重复",
            "the number stands in row 2, too",
            true,
        ),
        (UnknownPost, "岗位表里没有这个岗位", "no such post", true),
        (
            BadValue { value: "x".into() },
            "看不懂“x”",
            "\"x\" cannot be read",
            true,
        ),
        (
            ExaminerMissing { missing: 2 },
            "前面缺考官2的分数",
            "the mark of examiner 2 is missing before it",
            true,
        ),
        (
            Grid(GridProblem::Width {
                found: 3,
                expected: 4,
            }),
            "有3格，应为4格",
            "3 cells, not 4",
            true,
        ),
    ] {
        assert_eq!(
            (kind.keeps_from_use(), kind.is_warning()),
            (keeps, kind == UnknownColumn),
            "{kind:?}"
        );
        let problem = TableProblem {
            sheet: None,
            row: 7,
            column: "c".into(),
            kind,
        };
        assert_eq!(problem.say(Lang::Zh), format!("第7行“c”：{zh}"));
        assert_eq!(problem.say(Lang::En), format!("row 7, \"c\": {en}"));
        let whole = TableProblem {
            column: String::new(),
            ..problem
        };
        assert_eq!(
            (whole.say(Lang::Zh), whole.say(Lang::En)),
            (format!("第7行：{zh}"), format!("row 7: {en}"))
        );
    }
}

#[test]
fn results_come_back_as_tables_with_the_rank_of_the_last_stage() {
    let rows = |table: results::Table| {
        table
            .into_iter()
            .map(|row| row.join(","))
            .collect::<Vec<_>>()
    };
    let json = json!({"schema_version": 1, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 1}]});
    let doc = RuleDocument::from_json(json.to_string().as_bytes()).unwrap();
    let person = |number: &str, written: i64, mark: i64, room: &str| Candidate {
        number: number.into(),
        post: "P".into(),
        written: [("written".into(), Mark::Scored(Points::whole(written)))].into(),
        interview: Some(InterviewSheet {
            room: room.into(),
            marks: vec![Mark::Scored(Points::whole(mark)); 7],
            ..InterviewSheet::default()
        }),
        ..Candidate::default()
    };
    let people = [person("1", 70, 90, "1"), person("2", 80, 60, "2")];
    let written = run(&doc, &people, Stage::Written).unwrap();
    let total = run(&doc, &people, Stage::Total).unwrap();
    let ranks = |outcome: &Outcome| -> Vec<String> {
        results::candidates(&people, outcome, Lang::Zh)
            .into_iter()
            .skip(1)
            .map(|row| row[6].clone())
            .collect()
    };
    assert_eq!(ranks(&total), ["1", "2"]);
    assert_eq!(ranks(&written).len(), 2);
    assert_ne!(
        ranks(&written),
        ranks(&total),
        "the written test ranks the other way round, or not at all"
    );
    assert_eq!(
        rows(results::candidates(&people, &total, Lang::En))[0],
        "number,post,bonus,written,interview,total,rank,outcome"
    );
    assert_eq!(
        rows(results::candidates(&people, &total, Lang::Zh))[0],
        "准考证号,岗位,加分,笔试,面试,总成绩,名次,结果"
    );
    assert_eq!(
        rows(results::posts(&total, Lang::En))[1].split(',').next(),
        Some("P")
    );
    assert!(rows(results::rooms(&total, Lang::Zh))[0].starts_with("面试考场,场次"));
}
