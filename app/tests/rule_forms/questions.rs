//! Questions that say what they mean, answers without codes, rows without end, and codes that are never given twice.

use super::{buttons, demonstration, filled, names, notices, open, press, read, set, wrong};
use domain::rules::{DocumentLint, FactKind, LintCode, Part, RuleDocument, lint};
use serde_json::json;

/// Codes that stand twice.
fn twice(doc: &RuleDocument) -> usize {
    let is_twice =
        |code: &LintCode| matches!(code, LintCode::Document(DocumentLint::DuplicateCode { .. }));
    lint(doc).iter().filter(|one| is_twice(&one.code)).count()
}

#[test]
fn a_question_says_what_it_means_and_needs_no_code() {
    let (doc, part) = (RuleDocument::default(), Part::Facts);
    let laid = open(&doc, part);
    let boxes = [
        ("press facts:add", ""),
        ("facts-0-means", "\"birth_date\""),
        ("press facts:add", ""),
        ("facts-1-means", "\"sex\""),
        ("press facts:add", ""),
        ("facts-2-means", "{\"household\":\"county\"}"),
    ];
    let after = read(&doc, part, &filled(&doc, part, laid, &boxes));
    let [birth, sex, household] = &after.facts[..] else {
        panic!("{:?}", after.facts);
    };
    assert!(birth.is_birth_date() && matches!(birth.kind, FactKind::Date(_)));
    assert_eq!(birth.label.zh, "出生日期");
    assert!(sex.is_sex());
    let codes = sex.kind.options().iter().map(|own| own.code.as_str());
    assert_eq!(codes.collect::<Vec<_>>(), ["male", "female"]);
    let household = serde_json::to_value(household).unwrap();
    assert_eq!(household["kind"], json!({"area": {"level": "county"}}));
    assert_eq!(household["topic"], "residence");
    let laid = open(&after, part);
    assert_eq!(read(&after, part, &laid), after, "and comes back");
}

#[test]
fn what_was_typed_for_a_question_stays_when_it_says_what_it_means() {
    let (doc, part) = (RuleDocument::default(), Part::Facts);
    let boxes = [
        ("press facts:add", ""),
        ("facts-0-label", "您的生日"),
        ("facts-0-means", "\"birth_date\""),
        ("press facts-0:show", ""),
    ];
    let laid = filled(&doc, part, open(&doc, part), &boxes);
    let after = read(&doc, part, &laid);
    assert_eq!(after.facts[0].label.zh, "您的生日");
    assert!(names(&laid).contains(&"facts-0-future".to_owned()));
}

/// The demonstration with one question more, whose answers are typed like this.
fn with_answers(typed: &str) -> RuleDocument {
    let (doc, part) = (demonstration(), Part::Facts);
    let number = doc.facts.len();
    let field = |name: &str| format!("facts-{number}-{name}");
    let boxes = [
        ("press facts:add".to_owned(), ""),
        (field("label"), "最高职称"),
        (field("shape"), "\"choice\""),
        (format!("press facts-{number}:show"), ""),
        (field("options"), typed),
    ];
    let laid = filled(&doc, part, open(&doc, part), &boxes);
    read(&doc, part, &laid)
}

#[test]
fn an_answer_without_a_code_gets_one_of_its_own() {
    let after = with_answers("没有\noption-1 | 初级\n高级");
    let options = after.facts[after.facts.len() - 1].kind.options().iter();
    let codes: Vec<_> = options.map(|option| option.code.as_str()).collect();
    assert_eq!(codes, ["option-2", "option-1", "option-3"]);
}

#[test]
fn two_answers_with_one_code_are_read_so_that_the_check_can_say_it() {
    assert_eq!(twice(&with_answers("none | 没有\nnone | 高级")), 1);
}

#[test]
fn no_button_makes_a_code_that_something_has() {
    // Forms have the same buttons for every notice; a few say all that there is to say.
    for (name, doc) in notices().into_iter().step_by(7) {
        for part in Part::all().filter(|part| *part != Part::All) {
            let mut laid = open(&doc, part);
            let before = twice(&doc);
            let adds = buttons(&laid).into_iter();
            for button in adds.filter(|button| button.ends_with(":add")) {
                // Twice, so that what was only just added counts as well.
                for _ in 0..2 {
                    let (after, shown) = press(&doc, part, &laid, &button);
                    assert_eq!(twice(&after), before, "{name} {part:?} {button}");
                    laid = shown;
                }
            }
        }
    }
}

#[test]
fn a_code_that_was_typed_a_moment_ago_is_not_given_again() {
    let (doc, part) = (RuleDocument::default(), Part::Pools);
    let boxes = [
        ("press pools:add", ""),
        ("pools-0-name", "甲"),
        ("pools-0-code", "pool-2"),
        ("press pools:add", ""),
        ("pools-1-name", "乙"),
    ];
    let after = read(&doc, part, &filled(&doc, part, open(&doc, part), &boxes));
    let codes = after.pools.iter().map(|pool| pool.code.as_str());
    assert_eq!(codes.collect::<Vec<_>>(), ["pool-2", "pool-3"]);
}

#[test]
fn rows_are_added_without_end_and_keep_what_was_typed() {
    let doc = demonstration();
    let part = Part::Areas;
    let known = doc.areas.len();
    let mut laid = open(&doc, part);
    let name = |row: usize, field: &str| format!("areas-{row}-{field}");
    let mut next = known;
    for _ in 0..3 {
        while names(&laid).contains(&name(next, "code")) {
            set(&mut laid, &name(next, "code"), &format!("9902{next}"));
            set(&mut laid, &name(next, "name"), &format!("第{next}街道"));
            next += 1;
        }
        (_, laid) = press(&doc, part, &laid, "areas-rows:more");
    }
    assert!(next > known + 8, "{next}");
    let after = read(&doc, part, &laid);
    assert_eq!(after.areas.len(), next);
    assert_eq!(after.areas[next - 1].name.zh, format!("第{}街道", next - 1));
}

#[test]
fn a_place_that_is_left_open_is_chosen_by_its_name() {
    let (doc, part) = (demonstration(), Part::Decisions);
    let laid = open(&doc, part);
    let (_, mut laid) = press(&doc, part, &laid, "unsettled:add");
    let quota = super::choice(&laid, "unsettled-0-of", "考试环节 › 笔试 › 入围 › 人数");
    assert_eq!(quota, "/stages/0/cut/quota");
    set(&mut laid, "unsettled-0-of", "/nowhere");
    assert!(wrong(&doc, part, &laid).contains(&"unsettled-0-of".to_owned()));
}
