//! Outcomes, open decisions and faults speak by the names of the document.

use super::{LANGS, document, whole};
use domain::numbers::Points;
use domain::rules::*;

/// An outcome of which only the steps are read.
fn outcome(steps: &[&str]) -> Outcome {
    Outcome {
        upto: Upto::After,
        rules: String::new(),
        steps: steps.iter().map(|code| StageCode::from(*code)).collect(),
        posts: vec![],
        rooms: vec![],
        everybody: Everybody::default(),
        pending: vec![],
        missing: vec![],
        notices: vec![],
    }
}

#[test]
fn an_outcome_names_the_step_as_the_notice_does() {
    let doc = document(&whole()).unwrap();
    let outcome = outcome(&["written", "interview", "total", "physical"]);
    let names = Names::new(&doc, &outcome);
    let cases = [
        (
            Status::Called(Step(1)),
            "你进入面试",
            "You go on to the interview",
            "进入面试",
        ),
        (
            Status::Called(Step(3)),
            "你进入体检",
            "You go on to the physical examination",
            "进入体检",
        ),
        (
            Status::Out(Step(0), OutBy::BelowLine),
            "笔试没有达到合格线",
            "Below the pass line of the written test",
            "笔试没有达线",
        ),
        (
            Status::Out(Step(2), OutBy::BelowLine),
            "总成绩没有达到合格线",
            "Your total is below the pass line",
            "总成绩没有达线",
        ),
        (
            Status::Substitute(Step(1), 2),
            "没有进入面试，递补排第2，有人退出时可以递补",
            "Not called to the interview; you are substitute 2 and may be called up",
            "面试递补第2",
        ),
        (
            Status::Out(Step(0), OutBy::Absent),
            "你没有参加笔试",
            "You did not come to the written test",
            "笔试缺考",
        ),
        (
            Status::Out(Step(1), OutBy::Absent),
            "你没有参加面试",
            "You did not come to the interview",
            "面试缺席",
        ),
        (Status::Hired, "你被聘用", "You are hired", "聘用"),
    ];
    for (status, zh, en, label) in cases {
        assert_eq!(status.say(names, Lang::Zh), zh);
        assert_eq!(status.say(names, Lang::En), en);
        assert_eq!(status.label(names, Lang::Zh), label);
    }
}

#[test]
fn every_status_is_said_in_its_language() {
    let doc = document(&whole()).unwrap();
    let outcome = outcome(&["written", "total"]);
    let names = Names::new(&doc, &outcome);
    let by = [
        OutBy::Absent,
        OutBy::Violation,
        OutBy::BelowLine,
        OutBy::NotCalled,
        OutBy::Failed,
        OutBy::Left,
    ];
    let steps = [Step(0), Step(1)];
    let mut all = vec![
        Status::NotAdmitted,
        Status::Pending,
        Status::Admitted,
        Status::Cancelled,
        Status::Hired,
        Status::Reserve,
    ];
    for step in steps {
        all.extend([
            Status::Blocked(step),
            Status::Held(step),
            Status::Called(step),
            Status::Substitute(step, 1),
        ]);
        all.extend(by.map(|by| Status::Out(step, by)));
    }
    for status in all {
        for said in [status.say(names, Lang::En), status.label(names, Lang::En)] {
            assert!(said.is_ascii() && !said.is_empty(), "{said}");
        }
        for said in [status.say(names, Lang::Zh), status.label(names, Lang::Zh)] {
            assert!(!said.is_ascii() && !said.contains("written"), "{said}");
        }
    }
}

#[test]
fn what_is_left_to_people_names_them() {
    let doc = document(&whole()).unwrap();
    let outcome = outcome(&["written", "interview"]);
    let known = |number: &str| (number == "101").then(|| "张某".to_owned());
    let names = Names::new(&doc, &outcome).with_people(&known);
    let people = || vec!["101".to_owned(), "102".to_owned()];
    let open = Pending::ExtraTest {
        test: "more".into(),
        step: "interview".into(),
        people: people(),
        places: 1,
    };
    assert_eq!(
        open.say(names, Lang::Zh),
        "面试名单：101 张某、102同分，1个名额，要考加试卷"
    );
    assert_eq!(
        open.say(Names::new(&doc, &outcome), Lang::En),
        "list of the interview: 101, 102 are level for 1 place; the extra test “More” is needed"
    );
    let opening = Pending::Opening {
        post: "P1".into(),
        people: 5,
        needed: 9,
    };
    assert_eq!(
        opening.say(names, Lang::Zh),
        "甲岗（P1）：5人，开考要9人，由领导小组决定"
    );
}

fn every_pending() -> Vec<Pending> {
    [pending_at_a_list(), pending_elsewhere()].concat()
}

fn pending_at_a_list() -> Vec<Pending> {
    let people = || vec!["101".to_owned()];
    vec![
        Pending::ExtraTest {
            test: "more".into(),
            step: "interview".into(),
            people: people(),
            places: 2,
        },
        Pending::ExtraTestApproval {
            test: "more".into(),
            step: "interview".into(),
            people: people(),
            places: 2,
        },
        Pending::Order {
            step: "interview".into(),
            people: people(),
            places: 2,
        },
        Pending::Substitution {
            step: "interview".into(),
            post: "P1".into(),
            vacancies: 2,
        },
        Pending::Consent {
            step: "interview".into(),
            people: people(),
            places: 2,
        },
    ]
}

fn pending_elsewhere() -> Vec<Pending> {
    vec![
        Pending::Line {
            line: "later".into(),
            posts: vec!["P1".into()],
        },
        Pending::Opening {
            post: "P1".into(),
            people: 1,
            needed: 3,
        },
        Pending::RemovedPlaces {
            post: "P1".into(),
            places: 1,
        },
        Pending::Places { post: "P1".into() },
        Pending::DirectHires {
            post: "P1".into(),
            people: vec!["101".to_owned()],
            places: 0,
        },
        Pending::BonusPoints {
            item: "fit".into(),
            candidate: "101".into(),
        },
        Pending::Unsettled {
            code: "u1".into(),
            posts: vec!["P1".into()],
        },
        Pending::Room {
            stage: "interview".into(),
            room: "1".into(),
            sitting: Some("am".into()),
        },
        Pending::Entry {
            candidate: "101".into(),
        },
    ]
}

fn every_notice() -> Vec<Notice> {
    let candidate = || "101".to_owned();
    let item = || BonusCode::from("veteran");
    let (eligible, holds, called) = (true, true, true);
    vec![
        Notice::EntryDiffers {
            candidate: candidate(),
            eligible,
        },
        Notice::EntryDiffers {
            candidate: candidate(),
            eligible: false,
        },
        Notice::BonusDiffers {
            candidate: candidate(),
            item: item(),
            holds,
        },
        Notice::BonusDiffers {
            candidate: candidate(),
            item: item(),
            holds: false,
        },
        Notice::CalledDiffers {
            candidate: candidate(),
            step: "interview".into(),
            called,
        },
        Notice::CalledDiffers {
            candidate: candidate(),
            step: "interview".into(),
            called: false,
        },
        Notice::ClaimFails {
            candidate: candidate(),
            item: item(),
        },
        Notice::EvidenceLate {
            candidate: candidate(),
            item: item(),
        },
        Notice::NotJudged {
            fact: "party".into(),
        },
        Notice::MomentsMissing { rows: 3 },
        Notice::LeftUncalled {
            candidate: candidate(),
            step: "interview".into(),
        },
    ]
}

fn every_missing() -> Vec<Missing> {
    let parts = [
        MissingPart::Paper("written".into(), "essay".into()),
        MissingPart::Stage("interview".into()),
        MissingPart::Event("fitness".into(), "run".into()),
        MissingPart::ExtraTest("more".into()),
        MissingPart::Fact("party".into()),
    ];
    let one = |what| Missing {
        candidate: "101".to_owned(),
        what,
    };
    parts.map(one).into()
}

#[test]
fn what_is_missing_is_called_as_the_notice_calls_it() {
    let doc = document(&whole()).unwrap();
    let outcome = outcome(&["written", "interview"]);
    let names = Names::new(&doc, &outcome);
    let said: Vec<String> = every_missing()
        .iter()
        .map(|missing| missing.say(names, Lang::Zh))
        .collect();
    assert_eq!(
        said,
        [
            "101：缺申论的分数",
            "101：缺面试的分数",
            "101：缺跑步的数",
            "101：缺加试“加试卷”的分数",
            "101：没有填“党员”"
        ]
    );
}

#[test]
fn everything_open_or_odd_is_said_in_its_language_with_different_words() {
    let doc = document(&whole()).unwrap();
    let outcome = outcome(&["written", "interview"]);
    let names = Names::new(&doc, &outcome);
    for lang in LANGS {
        let mut said: Vec<String> = every_pending()
            .iter()
            .map(|open| open.say(names, lang))
            .collect();
        said.extend(every_notice().iter().map(|notice| notice.say(names, lang)));
        said.extend(
            every_missing()
                .iter()
                .map(|missing| missing.say(names, lang)),
        );
        for one in &said {
            let han = one.chars().any(|c| c > '\u{2e7f}');
            assert_eq!(han, lang == Lang::Zh, "{one}");
        }
        let all = said.len();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), all);
    }
}

#[test]
fn faults_name_the_nearest_that_exists() {
    let doc = document(&whole()).unwrap();
    let names = Names::of_rules(&doc);
    let fault = RuleFault::Unknown {
        kind: CodeKind::Post,
        code: "P9".into(),
        nearest: Some("P1".into()),
    };
    assert_eq!(
        fault.say(names, Lang::Zh),
        "规则不能运行：没有岗位“P9”，是不是“P1”"
    );
    let problem = CandidateProblem {
        row: 4,
        number: String::new(),
        kind: CandidateProblemKind::EmptyNumber,
    };
    assert_eq!(problem.say(names, Lang::Zh), "第5人：没有准考证号");
    let (mark, full_mark) = (Points::whole(120), Points::whole(100));
    let kind = CandidateProblemKind::MarkOutOfRange { mark, full_mark };
    let problem = CandidateProblem {
        row: 0,
        number: "101".into(),
        kind,
    };
    assert_eq!(
        problem.say(names, Lang::En),
        "101: 120 is not between 0 and the full mark 100"
    );
}

#[test]
fn what_comes_to_nothing_is_called_by_its_name() {
    let doc = document(&whole()).unwrap();
    let names = Names::of_rules(&doc);
    let stage = || StageCode::from("interview");
    for (fault, why) in [
        (
            RuleFault::NoParts { step: stage() },
            "面试的计算没有组成部分",
        ),
        (
            RuleFault::TrimsEverything { stage: stage() },
            "面试去掉最高、最低分以后没有分数了",
        ),
        (
            RuleFault::EmptyStage { stage: stage() },
            "面试既不计分也不核对",
        ),
    ] {
        let said = fault.say(names, Lang::Zh);
        assert_eq!(said, format!("规则不能运行：{why}"));
    }
}

#[test]
fn examiners_are_counted_from_one() {
    let doc = document(&whole()).unwrap();
    let names = Names::of_rules(&doc);
    let (sum, mark) = (Points::whole(80), Points::whole(81));
    let kind = CandidateProblemKind::ElementSum {
        examiner: 1,
        sum,
        mark,
    };
    let problem = CandidateProblem {
        row: 0,
        number: "101".into(),
        kind,
    };
    assert_eq!(
        problem.say(names, Lang::Zh),
        "101：考官2各要素加起来是80，评分写的是81"
    );
    assert_eq!(
        problem.say(names, Lang::En),
        "101: the elements of examiner 2 add up to 80, the mark says 81"
    );
}

#[test]
fn an_event_that_the_stage_does_not_have_is_told() {
    let doc = document(&whole()).unwrap();
    let kind = CandidateProblemKind::UnknownEvent {
        stage: "fitness".into(),
        event: "swim".into(),
    };
    let problem = CandidateProblem {
        row: 0,
        number: "101".into(),
        kind,
    };
    let names = Names::of_rules(&doc);
    assert_eq!(problem.say(names, Lang::Zh), "101：体能测评没有swim这一项");
}
