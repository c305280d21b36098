//! Each column and each cell of an office's table, and what is said about those that cannot be read.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{
    Lang, Points,
    numbers::BadPoints,
    rules::{
        Candidate, Claim, Decided, Entry, FactColumns, FactValue, Facts, Leave, Left, LeftAt, Mark,
        Outcome, People, RuleDocument, StageDetails, StageRecord, Upto, Verdict, run,
        table::{
            PeopleProblem, PeopleProblemKind, PeopleTable, read,
            results::{self, ResultCell, Results},
            template,
        },
    },
    tables::{Builder, Cell, Grid, GridProblem, Head, Width},
};
use serde_json::{Value as Json, json};

fn document() -> RuleDocument {
    let option =
        |code: &str, label: &str| json!({"code": code, "label": {"zh": label, "en": code}});
    let options = json!({"ordered": true, "options": [option("a", "甲"), option("b", "乙")]});
    let fact = |key: &str, kind: Json| json!({"key": key, "label": {"zh": format!("题{key}"), "en": key}, "kind": kind, "topic": "status", "proof": "checked"});
    let papers = |code: &str| {
        json!({"papers": {"full": "100", "papers": [
        {"code": code, "name": {"zh": format!("卷{code}"), "en": code}, "full": "100", "weight": "1",
            "questions": [{"code": "essay", "name": {"zh": "作文", "en": "Essay"}, "full": "100"}]}]}})
    };
    let written = |code: &str| json!({"code": "written", "name": {"zh": "笔试", "en": "Written test"}, "scoring": papers(code)});
    let item = |code: &str| json!({"code": code, "name": {"zh": format!("项{code}"), "en": code}, "when": {"yes": "yes"}, "points": {"fixed": "1"}});
    let bonus = |items: &[&str]| json!({"raises": ["written"], "items": items.iter().map(|code| item(code)).collect::<Vec<_>>()});
    let name = |zh: &str, en: &str| json!({"zh": zh, "en": en});
    let json = json!({"schema_version": 2, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 1}],
        "facts": [fact("yes", json!("yes_no")), fact("number", json!({"number": {}})), fact("date", json!({"date": {}})),
            fact("one", json!({ "choice": options })), fact("many", json!({ "choices": options })),
            fact("area", json!({"area": {"level": "street"}})), fact("text", json!({"text": {}})),
            fact("rows", json!({"rows": {"columns": [{"key": "year", "label": "y", "kind": {"number": {}}}]}}))],
        "areas": [{"code": "df", "path": "990000/01", "name": name("东风街道", "Dongfeng"), "level": "street"},
            {"code": "hx", "name": "红星街道", "level": "street"}],
        "extra_tests": [{"code": "skill", "name": name("技能", "skill test"), "full": "100"}],
        "bonus": bonus(&["m"]),
        "stages": [written("w"),
            {"code": "fitness", "name": name("体能", "Fitness"), "scoring": {"points": {"full": "100",
                "events": [{"code": "run", "name": name("长跑", "Long run"), "tries": 2}]}}},
            {"code": "service", "name": name("工龄分", "Service"), "scoring": {"points": {"full": "20"}}},
            {"code": "interview", "name": name("面试", "Interview"), "check": {}, "scoring": {"panel": {"full": "100",
                "elements": [{"code": "logic", "name": name("逻辑", "Logic"), "full": "60"}, {"code": "manner", "name": name("仪表", "Manner"), "full": "40"}]}}}],
        "total": {"full": "100", "formula": {"parts": [{"of": {"of": "interview"}, "weight": "1"}]}},
        "after": [{"code": "physical", "name": name("体检", "Physical examination")}],
        "variants": [{"name": "v", "scope": {"posts": ["P"]}, "stage": [written("x")], "bonus": bonus(&["n"])}]});
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// One row `1,P` with these further columns and cells.
fn read_one(cells: &[(&str, &str)]) -> Result<PeopleTable, Vec<PeopleProblem>> {
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
    let read = read_one(&[(head, cell)]).unwrap_or_else(|told| panic!("{head} {cell}: {told:?}"));
    assert_eq!(read.warnings, [], "{head}");
    read.people.candidates.into_iter().next().unwrap()
}

fn bad(head: &str, cell: &str) -> PeopleProblemKind {
    let mut problems = read_one(&[(head, cell)]).unwrap_err();
    assert_eq!(
        (problems.len(), problems[0].row, problems[0].column.as_str()),
        (1, 2, head)
    );
    problems.remove(0).kind
}

fn bad_value(value: &str, nearest: Option<&str>) -> PeopleProblemKind {
    PeopleProblemKind::BadValue {
        value: value.into(),
        nearest: nearest.map(str::to_owned),
    }
}

fn scored(points: i64) -> Mark {
    Mark::Scored(Points::whole(points))
}

/// Somebody of whom one stage recorded this.
fn recorded(stage: &str, record: StageRecord) -> Candidate {
    Candidate {
        number: "1".into(),
        post: "P".into(),
        stages: [(stage.into(), record)].into(),
        ..Candidate::default()
    }
}

#[test]
fn each_column_has_its_names_in_both_languages() {
    let room = StageRecord {
        room: Some("4".into()),
        ..StageRecord::default()
    };
    for head in [
        "面试:考场",
        "interview:room",
        "interview:ROOM",
        " interview : room ",
        "Interview：考场",
    ] {
        assert_eq!(
            one(head, "4"),
            recorded("interview", room.clone()),
            "{head}"
        );
    }
    let sitting = StageRecord::from(StageDetails {
        sitting: Some("上午".into()),
        ..StageDetails::default()
    });
    for head in ["面试:场次", "interview:sitting"] {
        assert_eq!(one(head, "上午"), recorded("interview", sitting.clone()));
    }
    for (head, cell, entry) in [
        ("审查", "已报名", Entry::Applied),
        ("entry", "Applied", Entry::Applied),
        ("entry", "通过", Entry::Accepted),
        ("审查", "accepted", Entry::Accepted),
        ("审查", "不通过", Entry::Refused),
    ] {
        assert_eq!(one(head, cell).entry, Some(entry));
    }
}

#[test]
fn columns_of_leaving_and_of_checks_have_their_names_and_other_columns_are_left_alone() {
    let expected = |change: fn(&mut Candidate)| {
        let mut candidate = Candidate {
            number: "1".into(),
            post: "P".into(),
            ..Candidate::default()
        };
        change(&mut candidate);
        candidate
    };
    let step = |code: &str| LeftAt::Step(code.into());
    for (cell, at) in [
        ("取消资格", LeftAt::Disqualified),
        ("disqualified", LeftAt::Disqualified),
        ("面试", step("interview")),
        ("interview", step("interview")),
        ("体检", step("physical")),
        ("Physical examination", step("physical")),
    ] {
        let left = Left {
            at,
            on: None,
            how: None,
        };
        assert_eq!(one("退出", cell).left, Some(left.clone()));
        assert_eq!(one("left", cell).left, Some(left));
    }
    for (word, verdict) in [("合格", Verdict::Passed), ("failed", Verdict::Failed)] {
        let check = StageRecord {
            check: Some(verdict),
            ..StageRecord::default()
        };
        assert_eq!(one("体检:结论", word), recorded("physical", check));
    }
    let nothing = expected(|_| ());
    for head in ["姓名", "name", "备注", "note", "remark"] {
        assert_eq!(one(head, "whatever"), nothing, "{head}");
    }
    for head in ["岗位", "岗位代码", "post", "\u{feff}post"] {
        let rows = Grid::of_lines(Head::FirstRow, &[vec!["准考证号", head], vec!["1", "P"]]);
        assert_eq!(
            read(&document(), &rows).unwrap().people.candidates,
            std::slice::from_ref(&nothing)
        );
    }
}

#[test]
fn who_left_says_where_and_perhaps_when_and_how() {
    let left = |cells: &[(&str, &str)]| {
        read_one(cells).map(|read| read.people.candidates[0].left.clone().unwrap())
    };
    let whole = left(&[
        ("退出", "体检"),
        ("退出时间", "2026-05-01 9:30"),
        ("退出原因", "放弃"),
    ])
    .unwrap();
    assert_eq!(
        (whole.on, whole.how),
        (
            Some("2026-05-01T09:30".parse().unwrap()),
            Some(Leave::Waived)
        )
    );
    let nowhere = left(&[("left", ""), ("left_as", "absent")]).unwrap_err();
    assert_eq!(nowhere[0].kind, PeopleProblemKind::LeftNowhere);
    assert!(matches!(
        bad("left", "面食"),
        PeopleProblemKind::UnknownCode { nearest: Some(near), .. } if near == "面试"
    ));
    let moment = PeopleProblemKind::BadMoment {
        value: "昨天".into(),
    };
    let told = left(&[("left", "体检"), ("left_at", "昨天")]).unwrap_err();
    assert_eq!(told[0].kind, moment);
}

#[test]
fn a_workbook_says_by_itself_at_what_moment_somebody_left() {
    let moment = |cell: Cell| {
        let mut builder = Builder::new(None, Head::FirstRow, Width::Ragged);
        let head = ["number", "post", "left", "left_at"];
        let head = head.map(|cell| Ok(Cell::of_text(cell)));
        builder.row(1, (0..).zip(head).collect());
        let row = [
            Cell::of_text("1"),
            Cell::of_text("P"),
            Cell::of_text("体检"),
            cell,
        ];
        builder.row(2, (0..).zip(row.map(Ok)).collect());
        let read = read(&document(), &builder.finish()).unwrap();
        let left = read.people.candidates[0].left.clone().unwrap();
        left.on.unwrap().to_string()
    };
    let day = chrono::NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
    let at = Cell::DateTime(day.and_hms_opt(9, 30, 59).unwrap());
    assert_eq!(moment(at), "2026-05-01T09:30");
    assert_eq!(moment(Cell::Date(day)), "2026-05-01T00:00");
}

#[test]
fn papers_tests_items_and_facts_go_by_code_or_name_also_those_of_variants() {
    let paper = |code: &str| {
        recorded(
            "written",
            StageRecord {
                papers: [(code.into(), scored(71))].into(),
                ..StageRecord::default()
            },
        )
    };
    for (head, code) in [
        ("笔试:w", "w"),
        ("written:w", "w"),
        ("笔试：卷w", "w"),
        ("Written test: x", "x"),
        ("笔试:卷x", "x"),
    ] {
        assert_eq!(one(head, "71"), paper(code), "{head}");
    }
    let essay = StageRecord::from(StageDetails {
        questions: [("w".into(), [("essay".into(), Points::whole(71))].into())].into(),
        ..StageDetails::default()
    });
    for head in ["written:w:essay", "笔试:卷w:作文"] {
        assert_eq!(
            one(head, "71"),
            recorded("written", essay.clone()),
            "{head}"
        );
    }
    for head in ["extra:skill", "加试:技能", "加试:skill"] {
        assert_eq!(
            one(head, "71").extra,
            [("skill".into(), scored(71))].into(),
            "{head}"
        );
    }
    let claimed = Claim {
        claimed: true,
        ..Claim::default()
    };
    for (head, item) in [
        ("加分:m", "m"),
        ("bonus:m", "m"),
        ("加分:项n", "n"),
        ("bonus:n", "n"),
    ] {
        let claims = [(item.into(), claimed)].into();
        assert_eq!(one(head, "是").bonus, claims, "{head}");
    }
    for head in ["事实:yes", "fact:yes", "事实:题yes"] {
        assert_eq!(
            one(head, "是").facts,
            Facts::new().with("yes", FactValue::YesNo(true)),
            "{head}"
        );
    }
}

#[test]
fn a_title_that_names_what_the_rules_do_not_have_is_refused_and_one_that_names_nothing_is_not_read()
{
    for head in [
        "written:z",
        "extra:z",
        "加分:z",
        "事实:z",
        "other:w",
        "order:z",
    ] {
        let problems = read_one(&[(head, "71")]).unwrap_err();
        assert!(
            matches!(problems[0].kind, PeopleProblemKind::UnknownCode { .. }),
            "{head}: {problems:?}"
        );
    }
    let near = read_one(&[("writen:w", "71")]).unwrap_err();
    let nearest = PeopleProblemKind::UnknownCode {
        code: "writen".into(),
        nearest: Some("written".into()),
    };
    assert_eq!(near[0].kind, nearest);
    for head in ["身高", "考官x", "height"] {
        let read = read_one(&[(head, "71")]).unwrap();
        let kinds: Vec<_> = read.warnings.iter().map(|told| &told.kind).collect();
        let unread = PeopleProblemKind::UnknownColumn { nearest: None };
        assert_eq!(kinds, [&unread], "{head}");
    }
    for (head, near) in [
        ("emtry", "entry"),
        ("写作文:x", ""),
        ("岗为", "岗位"),
        ("inteview", "interview"),
    ] {
        let read = read_one(&[(head, "71")]);
        let told = read.map_or_else(|problems| problems, |table| table.warnings);
        let said = told[0].say(Lang::En);
        assert!(
            near.is_empty() || said.contains(&format!("did you mean “{near}”?")),
            "{said}"
        );
    }
}

#[test]
fn examiners_are_counted_from_one_to_ninety_nine() {
    let heads: Vec<String> = (1..=99)
        .map(|n| {
            if n % 2 == 0 {
                format!("面试:考官{n}")
            } else {
                format!("interview:Examiner {n}")
            }
        })
        .collect();
    let cells: Vec<(&str, &str)> = heads.iter().map(|head| (head.as_str(), "80")).collect();
    let read = read_one(&cells).unwrap();
    let sheet = read.people.candidates[0].stages.get(&"interview".into());
    let marks: Vec<Mark> = sheet.unwrap().examiners.iter().collect();
    assert_eq!(marks, [scored(80); 99]);
    assert_eq!(read.warnings, []);
    for head in ["interview:examiner0", "interview:examiner100"] {
        assert!(read_one(&[(head, "80")]).is_err(), "{head}");
    }
    assert_eq!(
        bad("面试:考官2", "80"),
        PeopleProblemKind::ExaminerMissing { missing: 1 }
    );
}

#[test]
fn an_examiners_elements_stand_together_or_not_at_all() {
    let sheet = |cells: &[(&str, &str)]| {
        let read = read_one(cells)?;
        let sheet = read.people.candidates[0].stages.get(&"interview".into());
        Ok::<_, Vec<PeopleProblem>>(sheet.map_or(Vec::new(), |sheet| sheet.elements.clone()))
    };
    let both = sheet(&[
        ("面试:考官1:逻辑", "50"),
        ("interview:examiner1:manner", "31.5"),
    ]);
    assert_eq!(
        both.unwrap(),
        [[Points::whole(50), Points::from_raw(315_000)]]
    );
    let one = sheet(&[
        ("interview:examiner1:logic", "50"),
        ("interview:examiner1:manner", ""),
    ]);
    assert_eq!(one.unwrap_err()[0].kind, PeopleProblemKind::ElementMissing);
    let none = sheet(&[
        ("interview:examiner1:logic", ""),
        ("interview:examiner1:manner", ""),
    ]);
    assert!(none.unwrap().is_empty());
}

#[test]
fn a_mark_is_a_figure_an_absence_or_a_violation_in_both_languages() {
    let marks = |cell: &str| -> Vec<Mark> {
        let candidate = one("笔试:w", cell);
        let record = candidate.stages.get(&"written".into());
        record.map_or(Vec::new(), |record| {
            record.papers.iter().map(|(_, mark)| *mark).collect()
        })
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
        PeopleProblemKind::BadMark {
            why: BadPoints::Comma
        }
    );
}

#[test]
fn measured_figures_stand_in_tries_and_a_time_in_minutes_and_seconds() {
    let tries = |cell: &str| {
        let candidate = one("体能:长跑", cell);
        let record = candidate.stages.get(&"fitness".into()).cloned().unwrap();
        record.events.get(&"run".into()).cloned().unwrap()
    };
    assert_eq!(tries("232"), [scored(232)]);
    assert_eq!(tries("3:52"), [scored(232)]);
    assert_eq!(
        tries("3:52.5 / 缺考"),
        [Mark::Scored(Points::from_raw(2_325_000)), Mark::Absent]
    );
    for cell in ["3:60", "快", "-1:10"] {
        let value = cell.into();
        assert_eq!(
            bad("fitness:run", cell),
            PeopleProblemKind::BadFigure { value }
        );
    }
    let given = StageRecord::from(StageDetails {
        points: Some(scored(12)),
        ..StageDetails::default()
    });
    for head in ["工龄分", "service"] {
        assert_eq!(one(head, "12"), recorded("service", given.clone()));
    }
}

#[test]
fn a_bonus_is_claimed_by_a_word_and_decided_by_a_word_or_by_points() {
    let claims = |cell: &str| {
        let candidate = one("加分:m", cell);
        candidate
            .bonus
            .get(&"m".into())
            .is_some_and(|own| own.claimed)
    };
    for cell in ["是", "有", "yes", "YES", "1"] {
        assert!(claims(cell), "{cell}");
    }
    for cell in ["否", "无", "no", "0", ""] {
        assert!(!claims(cell), "{cell}");
    }
    for cell in ["30", "国家级"] {
        let told = bad("加分:m", cell);
        assert!(
            matches!(&told, PeopleProblemKind::BadValue { value, .. } if value == cell),
            "how much is told by facts: {told:?}"
        );
    }
    for (cell, decided) in [
        ("是", Decided::Yes),
        ("no", Decided::No),
        ("2.5", Decided::Points(Points::from_raw(25_000))),
        ("1", Decided::Points(Points::whole(1))),
    ] {
        let candidate = one("bonus:m:decided", cell);
        assert_eq!(
            candidate.bonus.get(&"m".into()).unwrap().decided,
            Some(decided)
        );
    }
    let late = one("加分:项m:时间", "2026-03-06");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 6);
    assert_eq!(late.bonus.get(&"m".into()).unwrap().at, day);
}

#[test]
fn an_unknown_area_is_refused_with_the_nearest() {
    for (cell, nearest) in [
        ("东风街", Some("东风街道")),
        ("红星街", Some("红星街道")),
        ("月亮湾", None),
    ] {
        assert_eq!(bad("事实:area", cell), bad_value(cell, nearest));
    }
}

#[test]
fn a_year_of_two_digits_is_no_year() {
    for cell in ["98-3-6", "0098-03-06"] {
        assert!(matches!(
            bad("事实:date", cell),
            PeopleProblemKind::Grid(
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
            [&PeopleProblemKind::NumberTwice { first_row: 2 }],
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
        said[1].starts_with("sheet \"甲\", row 2, \"written:w\": "),
        "{said:?}"
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
        ("yes", "不适用", FactValue::DoesNotApply),
        ("number", "1", FactValue::Number(Points::whole(1))),
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
        ("area", "990000/01", FactValue::Area("df".into())),
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
        let told = bad(&format!("事实:{key}"), cell);
        assert!(
            matches!(&told, PeopleProblemKind::BadValue { value, .. } if value == cell),
            "{key}: {told:?}"
        );
    }
    assert_eq!(
        bad("事实:number", "三"),
        PeopleProblemKind::BadMark {
            why: BadPoints::NotANumber
        }
    );
    assert_eq!(bad("事实:rows", "2020"), PeopleProblemKind::RowsInACell);
    let long = "长".repeat(41);
    assert_eq!(
        bad("事实:yes", &long),
        bad_value(&"长".repeat(40), None),
        "only its beginning is shown"
    );
    assert_eq!(bad("审查", "?"), bad_value("?", None));
}

#[test]
fn the_facts_that_have_a_column_are_known_whether_or_not_it_is_filled_in() {
    let columns = |cells: &[(&str, &str)]| read_one(cells).unwrap().people.facts;
    assert_eq!(columns(&[("written:w", "80")]), FactColumns::None);
    let both = ["yes".into(), "one".into()].into();
    assert_eq!(
        columns(&[("事实:yes", ""), ("fact:one", "a")]),
        FactColumns::Some(both)
    );
}

#[test]
fn a_head_needs_number_and_post_and_each_column_once() {
    let told = |head: &[&str], row: &[&str]| -> Vec<(usize, String, PeopleProblemKind)> {
        let grid = Grid::of_lines(Head::FirstRow, &[head.to_vec(), row.to_vec()]);
        let problems = read(&document(), &grid).unwrap_err();
        problems
            .into_iter()
            .map(|problem| (problem.row, problem.column, problem.kind))
            .collect()
    };
    let missing = |name: &str| (1, name.to_owned(), PeopleProblemKind::ColumnMissing);
    let heads: Vec<_> = told(&["name"], &["x"])
        .into_iter()
        .filter(|(row, ..)| *row == 1)
        .collect();
    assert_eq!(
        heads,
        [missing("准考证号 / number"), missing("岗位 / post")]
    );
    let twice = (1, "笔试:卷w".to_owned(), PeopleProblemKind::ColumnTwice);
    assert_eq!(
        told(
            &["number", "post", "written:w", "笔试:卷w"],
            &["1", "P", "", ""]
        ),
        [twice]
    );
    assert_eq!(
        told(&["number", "post"], &["", "P"]),
        [(2, "number".to_owned(), PeopleProblemKind::NumberMissing)]
    );
    let unknown = PeopleProblemKind::UnknownPost { nearest: None };
    assert_eq!(
        told(&["number", "post"], &["1", ""]),
        [(2, "post".to_owned(), unknown)]
    );
    let cells = |found| PeopleProblemKind::Grid(GridProblem::Width { found, expected: 2 });
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
            (2, &PeopleProblemKind::NumberMissing),
            (5, &PeopleProblemKind::NumberMissing)
        ]
    );
    let good = [&rows[..1], &rows[2..4], &rows[5..]].concat();
    let good = read(&document(), &Grid::of_lines(Head::FirstRow, &good)).unwrap();
    let places = good.places.of(&good.people);
    assert_eq!(places.row_of("7"), Some(4));
    assert_eq!(places.say("7", Lang::En), "row 4: ");
    assert_eq!(places.say("8", Lang::En), "", "who stands in no row");
    assert_eq!(good.places.say(0, Lang::En), "row 4: ");
    assert_eq!(good.places.say(1, Lang::En), "", "no such candidate");
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn every_problem_says_what_it_is_in_both_languages() {
    use PeopleProblemKind::*;
    for (kind, zh, en) in [
        (
            Grid(GridProblem::Empty),
            "表里没有内容",
            "the table is empty",
        ),
        (ColumnMissing, "缺少这一列", "this column is missing"),
        (ColumnTwice, "这一列出现了两次", "this column stands twice"),
        (
            UnknownColumn { nearest: None },
            "不认识这一列，没有读",
            "unknown column, not read",
        ),
        (
            UnknownColumn {
                nearest: Some("岗位".into()),
            },
            "不认识这一列，没有读，是不是“岗位”",
            "unknown column, not read; did you mean “岗位”?",
        ),
        (
            NumberMissing,
            "没有准考证号",
            "the ticket number is missing",
        ),
        (
            NumberTwice { first_row: 2 },
            "第2行已有这个号",
            "this number stands in row 2, too",
        ),
        (
            UnknownPost { nearest: None },
            "岗位表里没有这个岗位",
            "no such post",
        ),
        (
            UnknownPost {
                nearest: Some("甲".into()),
            },
            "岗位表里没有这个岗位，是不是“甲”",
            "no such post; did you mean “甲”?",
        ),
        (
            bad_value("x", None),
            "这里不能写“x”",
            "“x” may not stand here",
        ),
        (
            bad_value("x", Some("甲")),
            "这里不能写“x”，是不是“甲”",
            "“x” may not stand here; did you mean “甲”?",
        ),
        (
            ExaminerMissing { missing: 2 },
            "缺考官2的分数",
            "examiner 2 gave no mark",
        ),
        (
            Grid(GridProblem::Width {
                found: 3,
                expected: 4,
            }),
            "有3格，应为4格",
            "3 cells, not 4",
        ),
    ] {
        let unread = matches!(kind, UnknownColumn { .. });
        assert_eq!(kind.is_warning(), unread, "{kind:?}");
        let problem = PeopleProblem {
            sheet: None,
            row: 7,
            column: "c".into(),
            kind,
        };
        assert_eq!(problem.say(Lang::Zh), format!("第7行“c”：{zh}"));
        assert_eq!(problem.say(Lang::En), format!("row 7, \"c\": {en}"));
        let whole = PeopleProblem {
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
fn a_table_for_download_has_the_titles_that_are_read() {
    let doc = document();
    for lang in [Lang::Zh, Lang::En] {
        let titles = template(&doc, lang);
        assert!(titles.len() > 10, "{titles:?}");
        let head: Vec<&str> = titles.iter().map(String::as_str).collect();
        let mut row = vec![""; head.len()];
        row[..2].copy_from_slice(&["1", "P"]);
        let read = read(&doc, &Grid::of_lines(Head::FirstRow, &[head, row])).unwrap();
        assert_eq!(read.warnings, [], "{titles:?}");
    }
}

/// A written test, then an interview before one of two rooms that are made comparable.
fn two_rooms() -> (RuleDocument, People) {
    let json = json!({"schema_version": 2, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 1}], "stages": [
        {"code": "written", "name": "w", "scoring": {"papers": {"full": "100", "papers": [{"code": "w", "name": "w", "full": "100", "weight": "1"}]}},
            "cut": {"quota": {"per_place": "2"}}},
        {"code": "interview", "name": "i", "scoring": {"panel": {"full": "100", "examiners": 1, "trim": {"highest": 0, "lowest": 0},
            "correction": {"method": "multiply", "overall": "of_people", "corrected": {"decimals": 2}, "cap": true}}}}]});
    let doc = RuleDocument::from_json(json.to_string().as_bytes()).unwrap();
    let person = |number: &str, written: i64, mark: i64, room: &str| {
        let papers = StageRecord {
            papers: [("w".into(), scored(written))].into(),
            ..StageRecord::default()
        };
        let sheet = StageRecord {
            room: Some(room.into()),
            examiners: [scored(mark)].into_iter().collect(),
            ..StageRecord::default()
        };
        Candidate {
            number: number.into(),
            post: "P".into(),
            stages: [("written".into(), papers), ("interview".into(), sheet)].into(),
            ..Candidate::default()
        }
    };
    let people = People {
        facts: FactColumns::None,
        candidates: vec![person("1", 70, 90, "1"), person("2", 80, 60, "2")],
    };
    (doc, people)
}

#[test]
fn results_come_back_as_tables_of_people_posts_and_rooms() {
    let (doc, people) = two_rooms();
    let lines = |table: Vec<Vec<String>>| -> Vec<String> {
        table.into_iter().map(|row| row.join(",")).collect()
    };
    let of_people = |outcome: &Outcome| {
        let results = Results::new(&people, outcome, |_| "why".into());
        let texts =
            |row: Vec<ResultCell>| row.iter().map(|cell| cell.as_ref().to_owned()).collect();
        let rows = results.rows(0..people.candidates.len());
        lines(
            std::iter::once(results.titles())
                .chain(rows)
                .map(texts)
                .collect(),
        )
    };
    let cut = run(&doc, &people, &Upto::Stage("written".into())).unwrap();
    assert_eq!(
        of_people(&cut),
        [
            "number,post,bonus,written,total,rank,outcome,because",
            "1,P,,70.00,,,called:interview,why",
            "2,P,,80.00,,,called:interview,why"
        ]
    );
    let total = run(&doc, &people, &Upto::Total).unwrap();
    assert_eq!(
        of_people(&total),
        [
            "number,post,bonus,written,interview,total,rank,outcome,because",
            "1,P,,70.00,75.00,72.50,2,called:total,why",
            "2,P,,80.00,75.00,77.50,1,called:total,why"
        ]
    );
    assert_eq!(
        lines(results::posts(&total)),
        [
            "post,places,applied,accepted,written:called,written:came,written:passed,written:cut_off,\
             interview:called,interview:came,interview:passed,interview:cut_off,physical:called,ranked,hired",
            "P,1,2,2,2,2,2,70.00,2,2,2,,0,2,0"
        ]
    );
    assert_eq!(
        lines(results::rooms(&total)),
        [
            "stage,room,sitting,people,counted,mean,overall,coefficient",
            "interview,1,,1,1,90,75,0.833333…",
            "interview,2,,1,1,60,75,1.25"
        ]
    );
}
