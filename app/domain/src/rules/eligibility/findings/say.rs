//! Findings as sentences: what is asked, what the person answered, what follows.

use super::{FindingOutcome, conditions};
use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::columns::facts_of_all;
use crate::rules::eligibility::person::Person;
use crate::rules::eligibility::say::condition_in_words;
use crate::rules::eligibility::words;
use crate::rules::eligibility::{
    Condition, Exclusion, FactValue, Facts, Instead, Relaxation, Requirement,
};
use crate::rules::say::{BODY_DECIDES, Said, capital, cited, clauses, listed, phrase, said, say};
use crate::text::Lang;
use crate::time::DateBound;

const MET: Said = said("符合。", "this is met.");
const NOT_MET: Said = said("不符合。", "this is not met.");
const BY_DECLARATION: Said = said("按你的承诺认定符合。", "met on your declaration.");
const LATER: Said = said(
    "这一条在考察时核实。",
    "The background check looks at this.",
);
const STAFF: Said = said("这一条需要工作人员认定。", "Staff must decide this.");
const VERY_DAY: Said = said("正好是界限当天，", "exactly on the bound, ");
const NOT_YOURS: Said = said("你不属于这种情形。", "This is not your case.");
const YOURS: Said = said(
    "属于这种情形，不能报。",
    "this is your case, so you may not apply.",
);
const NOT_YOURS_DECLARED: Said = said(
    "按你的承诺，你不属于这种情形。",
    "By your declaration this is not your case.",
);

pub(super) fn requirement(
    person: &Person,
    requirement: &Requirement,
    used: Option<&Relaxation>,
    outcome: &FindingOutcome,
    lang: Lang,
) -> String {
    let asked = condition_in_words(person.doc, &requirement.condition, lang);
    let title = requirement.title.in_lang(lang);
    let relaxed = used.map(|relaxation| through(person.doc, relaxation, lang));
    let relaxed = relaxed.unwrap_or_default();
    let head = say!(
        lang,
        "{title}：本公告要求{asked}。{relaxed}",
        "{title}: this notice requires {asked}. {relaxed}"
    );
    let read: Vec<&Condition> = std::iter::once(&requirement.condition)
        .chain(used.into_iter().flat_map(conditions))
        .collect();
    let very_day = read
        .iter()
        .any(|condition| on_the_very_day(condition, person.facts));
    let facts = facts_of_all(person.doc, read);
    format!("{head}{}", verdict(person, outcome, &facts, very_day, lang))
}

fn through(doc: &RuleDocument, relaxation: &Relaxation, lang: Lang) -> String {
    let clause = relaxation.clause.in_lang(lang);
    match &relaxation.instead {
        Instead::Condition(instead) => {
            let instead = condition_in_words(doc, instead, lang);
            say!(
                lang,
                "按“{clause}”，放宽为{instead}。",
                "Under “{clause}” this becomes: {instead}. "
            )
        }
        Instead::NoneNeeded => say!(
            lang,
            "按“{clause}”，这一条不作要求。",
            "Under “{clause}” this is not required. "
        ),
        Instead::Body => {
            let by = BODY_DECIDES.in_lang(lang);
            say!(lang, "按“{clause}”，{by}。", "Under “{clause}” {by}. ")
        }
    }
}

fn verdict(
    person: &Person,
    outcome: &FindingOutcome,
    facts: &[FactKey],
    very_day: bool,
    lang: Lang,
) -> String {
    let answers = answers(person.doc, person.facts, facts, lang);
    let settled = |words: Said, met: bool| {
        let day = if very_day && met {
            VERY_DAY.in_lang(lang)
        } else {
            ""
        };
        let words = words.in_lang(lang);
        capital(&one_after_another(
            [answers.clone(), format!("{day}{words}")],
            lang,
        ))
    };
    match outcome {
        FindingOutcome::Met => settled(MET, true),
        FindingOutcome::ByDeclaration => settled(BY_DECLARATION, true),
        FindingOutcome::NotMet => settled(NOT_MET, false),
        FindingOutcome::BackgroundOnly => LATER.in_lang(lang).to_owned(),
        FindingOutcome::Unknown { missing } if missing.is_empty() => STAFF.in_lang(lang).to_owned(),
        FindingOutcome::Unknown { missing } => {
            let name = |key| cited(&words::fact(person.doc, key, lang));
            let names = listed(missing.iter().map(name), lang);
            say!(
                lang,
                "还不知道{names}，填了才能判断。",
                "Not known yet: {names}."
            )
        }
    }
}

pub(super) fn exclusion(
    person: &Person,
    exclusion: &Exclusion,
    outcome: &FindingOutcome,
    lang: Lang,
) -> String {
    let facts = facts_of_all(person.doc, [&exclusion.when]);
    let said = match outcome {
        FindingOutcome::Met => NOT_YOURS.in_lang(lang).to_owned(),
        FindingOutcome::ByDeclaration => NOT_YOURS_DECLARED.in_lang(lang).to_owned(),
        FindingOutcome::NotMet => {
            let answers = answers(person.doc, person.facts, &facts, lang);
            capital(&one_after_another(
                [answers, YOURS.in_lang(lang).to_owned()],
                lang,
            ))
        }
        _ => verdict(person, outcome, &facts, false, lang),
    };
    let clause = exclusion.clause.in_lang(lang);
    say!(
        lang,
        "不得报考：{clause}。{said}",
        "Barred: {clause}. {said}"
    )
}

/// What the person answered to the facts that a condition asks for.
pub(crate) fn answers(doc: &RuleDocument, facts: &Facts, keys: &[FactKey], lang: Lang) -> String {
    let said = keys.iter().filter_map(|key| {
        let kind = doc.fact(key).map(|def| &def.kind);
        let value = words::value(doc, kind, facts.get(key)?, lang);
        let name = words::fact(doc, key, lang);
        Some(match words::is_birth_date(doc, key) {
            true => say!(lang, "你{value}出生", "you were born on {value}"),
            false => say!(lang, "你的“{name}”：{value}", "your {name}: {value}"),
        })
    });
    one_after_another(said, lang)
}

/// What a person answered is said in one breath; in English it holds commas.
fn one_after_another(parts: impl IntoIterator<Item = String>, lang: Lang) -> String {
    match lang {
        Lang::Zh => phrase(parts, lang),
        Lang::En => clauses(parts, lang),
    }
}

/// Whether a date of the person stands exactly on a bound of the condition: worth saying, because that is where people
/// doubt.
fn on_the_very_day(condition: &Condition, facts: &Facts) -> bool {
    if let Condition::Date(test) = condition
        && let Some(FactValue::Date(day)) = facts.get(&test.fact)
    {
        let first = test.from.map(DateBound::first_allowed);
        let last = test.until.map(DateBound::last_allowed);
        return first == Some(*day) || last == Some(*day);
    }
    let mut branches = condition.branches().iter();
    branches.any(|branch| on_the_very_day(branch, facts))
}
