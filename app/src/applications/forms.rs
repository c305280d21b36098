//! What a person types on a question page, as answers of the announcement's own form; and the way back.

use crate::platform::{form::Typed, web::spell_date};
use chrono::NaiveDate;
use domain::{
    FieldProblem, Points, Problem,
    characters::half_width,
    numbers::BadPoints,
    rules::{
        AreaKind, ELSEWHERE, FactDef, FactKey, FactKind, FactProblem, FactValue, Facts, FormPage,
        Lang, PostCode, RuleDocument, Topic,
    },
};

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
        match read_one(def, typed) {
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
        let told = FieldProblem::new(key.as_str(), said(rules, &problem));
        match problem {
            FactProblem::Missing { .. } => answers.missing.push(told),
            _ => answers.malformed.push(told),
        }
    }
    answers
}

/// `graduated_on_m` belongs to `graduated_on`.
fn belongs(field: &str, key: &FactKey) -> bool {
    field
        .strip_prefix(key.as_str())
        .is_some_and(|rest| ["", "_m", "_d"].contains(&rest))
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

fn read_one(def: &FactDef, typed: &Typed) -> Result<Option<FactValue>, FieldProblem> {
    let key = def.key.as_str();
    let text = typed.trimmed(key);
    let blank = def.optional.then_some(FactValue::DoesNotApply);
    let value = match &def.kind {
        FactKind::Date(_) => return Ok(read_date(def, typed)?.map(FactValue::Date).or(blank)),
        FactKind::Choices(_) => return read_choices(key, typed).map(|codes| codes.or(blank)),
        _ if text.is_empty() => return Ok(blank),
        FactKind::YesNo if text == "yes" || text == "no" => FactValue::YesNo(text == "yes"),
        FactKind::YesNo => return Err(FieldProblem::new(key, Problem::UnknownChoice)),
        FactKind::Number(_) => FactValue::Number(
            text.parse::<Points>()
                .map_err(|bad| FieldProblem::new(key, number_problem(def, bad)))?,
        ),
        FactKind::Choice(_) => FactValue::Choice(text.into()),
        FactKind::Area(_) => FactValue::Area(text.into()),
        FactKind::Text(_) => FactValue::Text(text.replace("\r\n", "\n")),
    };
    Ok(Some(value))
}

fn read_choices(key: &str, typed: &Typed) -> Result<Option<FactValue>, FieldProblem> {
    let codes: Vec<&str> = typed.all(key).filter(|code| *code != NONE).collect();
    match (typed.has(key, NONE), codes.is_empty()) {
        (true, false) => Err(FieldProblem::new(key, Problem::NoneAndSome)),
        (false, true) => Ok(None),
        _ => Ok(Some(FactValue::Choices(
            codes.into_iter().map(Into::into).collect(),
        ))),
    }
}

fn number_problem(def: &FactDef, bad: BadPoints) -> Problem {
    let label = |lang| def.label.in_lang(lang);
    match bad {
        BadPoints::Comma => Problem::Answer {
            zh: format!(
                "“{}”里有逗号，分不清是小数点还是千位。请去掉逗号",
                label(Lang::Zh)
            ),
            en: format!(
                "There is a comma in \"{}\": write the number without it",
                label(Lang::En)
            ),
        },
        _ => Problem::NotANumber,
    }
}

/// A date from its three boxes; a box that was left out is named.
fn read_date(def: &FactDef, typed: &Typed) -> Result<Option<NaiveDate>, FieldProblem> {
    let key = def.key.as_str();
    let part = |name: &str| {
        typed
            .trimmed(&format!("{key}_{name}"))
            .chars()
            .map(half_width)
            .collect::<String>()
    };
    let (year, month, day) = (part("y"), part("m"), part("d"));
    if year.is_empty() && month.is_empty() && day.is_empty() {
        return Ok(None);
    }
    let left_out = [
        (&year, "", "年份", "year"),
        (&month, "_m", "月份", "month"),
        (&day, "_d", "日", "day"),
    ];
    if let Some((_, suffix, zh, en)) = left_out.into_iter().find(|(text, ..)| text.is_empty()) {
        let problem = Problem::Answer {
            zh: format!("请填{}的{zh}", def.label.in_lang(Lang::Zh)),
            en: format!("Enter the {en}: {}", def.label.in_lang(Lang::En)),
        };
        return Err(FieldProblem::new(format!("{key}{suffix}"), problem));
    }
    let date =
        (|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))();
    date.map(Some)
        .ok_or_else(|| FieldProblem::new(key, Problem::NotADate))
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
        FactValue::DoesNotApply => {}
    }
}

/// The areas that a question offers, by code and name.
pub fn areas(rules: &RuleDocument, kind: &AreaKind, lang: Lang) -> Vec<(String, String)> {
    let listed = rules.areas.iter().filter(|area| area.level == kind.level);
    let listed = listed.filter(|area| kind.inside.is_none() || area.inside == kind.inside);
    listed
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
    use domain::rules::pages;

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

    #[test]
    fn an_optional_question_left_blank_does_not_apply() {
        let answers = read_page(Topic::Declaration, 0, &Typed::default());
        assert_eq!(
            answers.given.get(&"leader_parent_area".into()),
            Some(&FactValue::DoesNotApply)
        );
    }
}
