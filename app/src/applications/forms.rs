//! What a person types on a question page, as answers of the announcement's own form; and the way back.

pub mod deciding;
mod question;

pub use question::{asked, cell, shown_rows};

use crate::platform::{form::Typed, web::spell_date};
use chrono::NaiveDate;
use domain::{
    FieldProblem, Problem,
    rules::{
        AreaKind, ELSEWHERE, FactDef, FactKey, FactKind, FactProblem, FactValue, Facts, FormPage,
        Lang, PostCode, RuleDocument, Topic,
    },
};
use question::{Question, typed_rows};

/// The box that says "none of these".
pub const NONE: &str = "-none";
/// The field name of a page's document.
pub const PAPER: &str = "_paper";
/// The name of the list of declarations as a whole.
pub const DECLARATIONS: &str = "_declarations";

/// What one page says.
#[derive(Debug, Default)]
pub struct Answers {
    pub given: Facts,
    /// What cannot be an answer.
    pub malformed: Vec<FieldProblem>,
    /// What is still open.
    pub missing: Vec<FieldProblem>,
}

/// Reads a page. `stored`: everything that was answered before, for the checks that look at several answers.
pub fn read(
    rules: &RuleDocument,
    page: &FormPage,
    post: Option<&PostCode>,
    stored: &Facts,
    typed: &Typed,
    today: NaiveDate,
) -> Answers {
    let mut answers = Answers::default();
    if is_declarations(page) {
        read_declarations(page, typed, &mut answers);
        return answers;
    }
    for def in &page.questions {
        match Question::of(def).read(typed) {
            Ok(Some(value)) => {
                answers.given.set(def.key.clone(), value);
            }
            Ok(None) => {}
            Err(problem) => answers.malformed.push(problem),
        }
    }
    let mut merged = stored.clone();
    for def in &page.questions {
        merged.0.remove(&def.key);
    }
    merged.0.extend(answers.given.0.clone());
    for problem in merged.check(rules, post, today) {
        let key = problem.fact();
        let is_known = answers
            .malformed
            .iter()
            .any(|known| belongs(&known.field, key));
        if is_known || !page.questions.iter().any(|def| def.key == *key) {
            continue;
        }
        let told = FieldProblem::new(place(rules, &problem, typed), said(rules, &problem));
        match is_missing(&problem) {
            true => answers.missing.push(told),
            false => answers.malformed.push(told),
        }
    }
    answers
}

/// `graduated_on_m` belongs to `graduated_on`, and `service.0.since_m` to `service`.
fn belongs(field: &str, key: &FactKey) -> bool {
    field
        .strip_prefix(key.as_str())
        .is_some_and(|rest| ["", "_m", "_d"].contains(&rest) || rest.starts_with('.'))
}

fn is_missing(problem: &FactProblem) -> bool {
    match problem {
        FactProblem::Missing { .. } => true,
        FactProblem::InRow { problem, .. } => is_missing(problem),
        _ => false,
    }
}

/// The field at which a problem stands: of a row, its cell.
fn place(rules: &RuleDocument, problem: &FactProblem, typed: &Typed) -> String {
    let key = problem.fact();
    let FactProblem::InRow { row, column, .. } = problem else {
        return key.as_str().to_owned();
    };
    let kind = rules.fact(key).map(|def| &def.kind);
    let typed_at = match kind {
        Some(FactKind::Rows(kind)) => typed_rows(key.as_str(), kind, typed),
        _ => Vec::new(),
    };
    let at = typed_at.get(row - 1).copied().unwrap_or(row - 1);
    cell(key.as_str(), at, column.as_str())
}

fn said(rules: &RuleDocument, problem: &FactProblem) -> Problem {
    Problem::Answer {
        zh: problem.say(rules, Lang::Zh),
        en: problem.say(rules, Lang::En),
    }
}

/// Whether the page is the list of declarations, which is answered by ticking what is true, or that nothing is.
pub fn is_declarations(page: &FormPage) -> bool {
    page.questions
        .iter()
        .all(|def| def.topic == Topic::Declaration && def.kind == FactKind::YesNo)
}

fn read_declarations(page: &FormPage, typed: &Typed, answers: &mut Answers) {
    let ticked = |def: &FactDef| typed.has(DECLARATIONS, def.key.as_str());
    let none = typed.has(DECLARATIONS, NONE);
    match (none, page.questions.iter().any(|def| ticked(def))) {
        (true, true) => answers
            .malformed
            .push(FieldProblem::new(DECLARATIONS, Problem::NoneAndSome)),
        (false, false) => answers
            .missing
            .push(FieldProblem::new(DECLARATIONS, Problem::NotChosen)),
        _ => page.questions.iter().for_each(|def| {
            answers
                .given
                .set(def.key.clone(), FactValue::YesNo(ticked(def)));
        }),
    }
}

/// A page filled with what was answered before.
pub fn fill(page: &FormPage, facts: &Facts, typed: &mut Typed) {
    let declarations = is_declarations(page);
    let mut all_no = declarations;
    for def in &page.questions {
        let key = def.key.as_str();
        match facts.get(&def.key) {
            Some(FactValue::YesNo(true)) if declarations => {
                typed.add(DECLARATIONS, key);
                all_no = false;
            }
            Some(FactValue::YesNo(false)) if declarations => {}
            None => all_no = false,
            Some(value) => fill_one(key, value, typed),
        }
    }
    if all_no {
        typed.add(DECLARATIONS, NONE);
    }
}

fn fill_one(key: &str, value: &FactValue, typed: &mut Typed) {
    match value {
        FactValue::YesNo(yes) => typed.set(key, if *yes { "yes" } else { "no" }),
        FactValue::Number(number) => typed.set(key, number.plain()),
        FactValue::Date(day) => spell_date(typed, key, *day),
        FactValue::Choice(code) => typed.set(key, code.as_str()),
        FactValue::Choices(codes) if codes.is_empty() => typed.set(key, NONE),
        FactValue::Choices(codes) => codes.iter().for_each(|code| typed.add(key, code.as_str())),
        FactValue::Area(code) => typed.set(key, code.as_str()),
        FactValue::Text(text) => typed.set(key, text.clone()),
        FactValue::Rows(rows) if rows.is_empty() => typed.set(key, NONE),
        FactValue::Rows(rows) => {
            for (at, cells) in rows.iter().enumerate() {
                for (column, value) in cells {
                    fill_one(&cell(key, at, column.as_str()), value, typed);
                }
            }
        }
        FactValue::DoesNotApply => {}
    }
}

/// The areas that a question offers, by code and name.
pub fn areas(rules: &RuleDocument, kind: &AreaKind, lang: Lang) -> Vec<(String, String)> {
    rules
        .areas_offered(kind)
        .map(|area| {
            (
                area.code.as_str().to_owned(),
                area.name.in_lang(lang).to_owned(),
            )
        })
        .collect()
}

/// The code of "none of the listed areas".
pub const OTHER_AREA: &str = ELSEWHERE;

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Points, rules::pages};

    fn rules() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../domain/tests/notices/O32-demo.json")).unwrap()
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()
    }

    fn read_page(topic: Topic, n: usize, typed: &Typed) -> Answers {
        let rules = rules();
        let page = &pages(&rules, None, &Facts::new(), topic)[n];
        read(&rules, page, None, &Facts::new(), typed, today())
    }

    #[test]
    fn a_box_of_a_date_that_was_left_out_is_named_at_that_box() {
        let typed = Typed::from([
            ("education", "bachelor"),
            ("graduated_on_y", "2022"),
            ("graduated_on_d", "30"),
        ]);
        let answers = read_page(Topic::Education, 0, &typed);
        assert_eq!(answers.malformed.len(), 1);
        assert_eq!(answers.malformed[0].field, "graduated_on_m");
        let Problem::Answer { zh, .. } = &answers.malformed[0].problem else {
            panic!()
        };
        assert_eq!(zh, "请填毕业证书日期的月份");
        assert_eq!(answers.missing, []);
    }

    #[test]
    fn what_is_open_is_missing_and_not_malformed() {
        let answers = read_page(Topic::Education, 0, &Typed::default());
        let fields: Vec<_> = answers.missing.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(
            (fields, answers.malformed.len()),
            (vec!["education", "graduated_on"], 0)
        );
        let answers = read_page(
            Topic::Education,
            0,
            &Typed::from([("education", "no-such-option")]),
        );
        assert_eq!(answers.malformed[0].field, "education");
    }

    #[test]
    fn declarations_are_answered_at_once_and_never_by_silence() {
        let declared = |values: &[&str]| {
            let mut typed = Typed::default();
            values
                .iter()
                .for_each(|value| typed.add(DECLARATIONS, *value));
            read_page(Topic::Declaration, 1, &typed)
        };
        assert_eq!(
            declared(&[]).missing,
            [FieldProblem::new(DECLARATIONS, Problem::NotChosen)]
        );
        let both = declared(&[NONE, "student"]).malformed;
        assert_eq!(
            both,
            [FieldProblem::new(DECLARATIONS, Problem::NoneAndSome)]
        );
        let none = declared(&[NONE]).given;
        assert_eq!(none.get(&"student".into()), Some(&FactValue::YesNo(false)));
        let one = declared(&["student"]).given;
        assert_eq!(one.get(&"student".into()), Some(&FactValue::YesNo(true)));
        assert_eq!(one.get(&"criminal".into()), Some(&FactValue::YesNo(false)));
    }

    #[test]
    fn what_was_answered_fills_the_page_and_reads_back() {
        let rules = rules();
        let facts = Facts::new()
            .with("education", FactValue::Choice("bachelor".into()))
            .with(
                "graduated_on",
                FactValue::Date(NaiveDate::from_ymd_opt(2022, 6, 30).unwrap()),
            );
        let page = &pages(&rules, None, &facts, Topic::Education)[0];
        let mut typed = Typed::default();
        fill(page, &facts, &mut typed);
        assert_eq!(
            read(&rules, page, None, &facts, &typed, today()).given,
            facts
        );
    }

    fn with_service() -> RuleDocument {
        let mut rules = rules();
        let service = serde_json::json!({
            "key": "service",
            "label": { "zh": "工作经历", "en": "Service" },
            "kind": { "rows": { "most": 4, "columns": [
                { "key": "since", "label": { "zh": "从", "en": "From" }, "kind": { "date": {} } },
                { "key": "where", "label": { "zh": "单位", "en": "Where" }, "kind": { "text": {} } },
                { "key": "months", "label": { "zh": "月数", "en": "Months" }, "kind": { "number": { "least": "1" } },
                  "optional": true },
            ] } },
            "topic": "experience",
            "proof": "declared",
        });
        rules.facts = vec![serde_json::from_value(service).unwrap()];
        rules
    }

    fn read_service(typed: &Typed) -> Answers {
        let rules = with_service();
        let page = &pages(&rules, None, &Facts::new(), Topic::Experience)[0];
        read(&rules, page, None, &Facts::new(), typed, today())
    }

    #[test]
    fn rows_are_read_where_something_stands_in_them_and_fill_the_page_again() {
        let typed = Typed::from([
            ("service.0.since_y", "2015"),
            ("service.0.since_m", "3"),
            ("service.0.since_d", "1"),
            ("service.0.where", "柳荫社区"),
            ("service.2.since_y", "2019"),
            ("service.2.since_m", "9"),
            ("service.2.since_d", "1"),
            ("service.2.where", "松涛社区"),
            ("service.2.months", "14"),
        ]);
        let answers = read_service(&typed);
        assert_eq!((answers.malformed.len(), answers.missing.len()), (0, 0));
        let Some(FactValue::Rows(rows)) = answers.given.get(&"service".into()) else {
            panic!()
        };
        assert_eq!(rows.len(), 2);
        let months = rows[1].get(&"months".into());
        assert_eq!(months, Some(&FactValue::Number(Points::whole(14))));
        let rules = with_service();
        let page = &pages(&rules, None, &answers.given, Topic::Experience)[0];
        let mut again = Typed::default();
        fill(page, &answers.given, &mut again);
        assert_eq!(read_service(&again).given, answers.given);
    }

    #[test]
    fn a_cell_that_is_open_or_wrong_is_told_at_its_own_place() {
        let typed = Typed::from([
            ("service.1.since_y", "2015"),
            ("service.1.since_m", "3"),
            ("service.1.since_d", "1"),
        ]);
        let answers = read_service(&typed);
        let fields: Vec<_> = answers.missing.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(
            (fields, answers.malformed.len()),
            (vec!["service.1.where"], 0)
        );
        let typed = Typed::from([
            ("service.1.where", "柳荫社区"),
            ("service.1.since_y", "2015"),
        ]);
        let answers = read_service(&typed);
        assert_eq!(answers.malformed[0].field, "service.1.since_m");
    }

    #[test]
    fn who_has_no_rows_says_so() {
        let none = read_service(&Typed::from([("service", NONE)]));
        let given = none.given.get(&"service".into());
        assert_eq!(given, Some(&FactValue::Rows(vec![])));
        let silent = read_service(&Typed::default());
        assert_eq!(silent.missing[0].field, "service");
        let both = Typed::from([("service", NONE), ("service.0.where", "柳荫社区")]);
        let both = read_service(&both).malformed;
        assert_eq!(both[0], FieldProblem::new("service", Problem::NoneAndSome));
        let rules = with_service();
        let FactKind::Rows(kind) = &rules.facts[0].kind else {
            panic!()
        };
        assert_eq!(shown_rows("service", kind, &Typed::default()), 3);
        let third = Typed::from([("service.2.where", "柳荫社区")]);
        assert_eq!(shown_rows("service", kind, &third), 4);
    }

    #[test]
    fn an_optional_question_left_blank_does_not_apply() {
        let answers = read_page(Topic::Declaration, 0, &Typed::default());
        assert_eq!(
            answers.given.get(&"leader_parent_area".into()),
            Some(&FactValue::DoesNotApply)
        );
    }
}
