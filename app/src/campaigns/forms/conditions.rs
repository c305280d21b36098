//! The bounds of what everybody needs: dates, levels, numbers, lengths of time. Anything wider is said in words and edited
//! as JSON.

use super::sheet::{Control, Sheet};
use crate::ui::{
    forms::Field,
    lang::{self},
};
use domain::{
    Problem,
    rules::{
        Condition, DateBound, DateTest, ElapsedTest, FactKey, LevelTest, NumberTest, OneOfTest, PartialDate,
        RuleDocument, Span, StatedAge, condition_in_words,
    },
};

pub(super) fn eligibility(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    let lang = lang::current();
    for (index, requirement) in doc.eligibility.iter_mut().enumerate() {
        let clause = requirement.clause.as_ref().map(|text| text.in_lang(lang).to_owned()).unwrap_or_default();
        let legend = t!("form-requirement", n = index + 1, title = requirement.title.in_lang(lang));
        let prefix = format!("r{index}");
        sheet.group_with(legend, clause);
        sheet.words(&format!("{prefix}_title"), t!("form-name"), t!("form-name-en"), &mut requirement.title);
        sheet.clause(&format!("{prefix}_clause"), &mut requirement.clause);
        condition(sheet, &words, &prefix, &mut requirement.condition);
        stated_age(sheet, &prefix, &mut requirement.stated_age);
        for (n, relaxation) in requirement.relaxations.iter_mut().enumerate() {
            let who = condition_in_words(&words, &relaxation.who, lang);
            let legend = t!("form-relaxation", who = who, title = requirement.title.in_lang(lang));
            let prefix = format!("{prefix}_{n}");
            sheet.group_with(legend, relaxation.clause.in_lang(lang).to_owned());
            match &mut relaxation.instead {
                Some(instead) => condition(sheet, &words, &prefix, instead),
                None => sheet.group_with(String::new(), t!("form-waived")),
            }
            stated_age(sheet, &prefix, &mut relaxation.stated_age);
        }
    }
}

fn condition(sheet: &mut Sheet, words: &RuleDocument, prefix: &str, own: &mut Condition) {
    let said = condition_in_words(words, own, lang::current());
    match own {
        Condition::Date(test) => date(sheet, words, prefix, test),
        Condition::Level(test) => level(sheet, words, prefix, test),
        Condition::Number(test) => number(sheet, words, prefix, test),
        Condition::Elapsed(test) => elapsed(sheet, prefix, &said, test),
        Condition::OneOf(test) => one_of(sheet, words, prefix, test),
        _ => sheet.group_with(String::new(), t!("form-as-json", what = said)),
    }
}

fn label(words: &RuleDocument, fact: &FactKey) -> String {
    let lang = lang::current();
    words.fact(fact).map_or_else(|| fact.to_string(), |def| def.label.in_lang(lang).to_owned())
}

fn date(sheet: &mut Sheet, words: &RuleDocument, prefix: &str, test: &mut DateTest) {
    let fact = label(words, &test.fact);
    bound(sheet, &format!("{prefix}_from"), t!("form-from", fact = fact.as_str()), &mut test.from);
    bound(sheet, &format!("{prefix}_until"), t!("form-to", fact = fact.as_str()), &mut test.until);
}

/// A day, month or year, and whether it belongs to the window itself.
fn bound(sheet: &mut Sheet, name: &str, label: String, own: &mut Option<DateBound>) {
    let value = own.map(|bound| bound.on.to_string()).unwrap_or_default();
    let included = t!("form-inclusive", bound = label.as_str());
    let field = Field::new(name, label).hint(t!("form-bound-hint")).width("input--11");
    sheet.put(field, Control::Input, &value);
    let mut inclusive = own.is_none_or(|bound| bound.inclusive);
    sheet.tick(&format!("{name}_inclusive"), included, &mut inclusive);
    match sheet.answer(name) {
        None => {}
        Some("") => *own = None,
        Some(text) => match text.parse::<PartialDate>() {
            Ok(on) => *own = Some(DateBound { on, inclusive }),
            Err(_) => sheet.wrong(name, Problem::NotADate),
        },
    }
}

fn level(sheet: &mut Sheet, words: &RuleDocument, prefix: &str, test: &mut LevelTest) {
    let lang = lang::current();
    let options = words.fact(&test.fact).map(|def| def.kind.options()).unwrap_or_default();
    let fact = label(words, &test.fact);
    let none = std::iter::once((None, t!("form-no-bound")));
    let levels = options.iter().map(|option| (Some(option.code.clone()), option.label.in_lang(lang).to_owned()));
    let options: Vec<_> = none.chain(levels).collect();
    let least = Field::new(format!("{prefix}_least"), t!("form-at-least", fact = fact.as_str()));
    sheet.choose(least, &mut test.at_least, options.clone(), t!("form-unknown-option"));
    let most = Field::new(format!("{prefix}_most"), t!("form-at-most", fact = fact.as_str()));
    sheet.choose(most, &mut test.at_most, options, t!("form-unknown-option"));
}

fn number(sheet: &mut Sheet, words: &RuleDocument, prefix: &str, test: &mut NumberTest) {
    let fact = label(words, &test.fact);
    let bounds = [
        ("least", t!("form-at-least", fact = fact.as_str()), &mut test.at_least),
        ("more", t!("form-more-than", fact = fact.as_str()), &mut test.more_than),
        ("most", t!("form-at-most", fact = fact.as_str()), &mut test.at_most),
        ("less", t!("form-less-than", fact = fact.as_str()), &mut test.less_than),
    ];
    for (name, label, own) in bounds {
        sheet.maybe_points(&format!("{prefix}_{name}"), label, own);
    }
}

fn elapsed(sheet: &mut Sheet, prefix: &str, said: &str, test: &mut ElapsedTest) {
    for (name, least, own) in [("least", true, &mut test.at_least), ("less", false, &mut test.less_than)] {
        let label = if least { t!("form-span-least", what = said) } else { t!("form-span-less", what = said) };
        // A length in months or days has no box: it stays as it is.
        if own.is_some_and(|span| span.months > 0 || span.days > 0) {
            continue;
        }
        let mut years = own.map(|span| span.years);
        sheet.maybe_count(&format!("{prefix}_{name}"), label, &mut years);
        *own = years.map(Span::years);
    }
}

fn one_of(sheet: &mut Sheet, words: &RuleDocument, prefix: &str, test: &mut OneOfTest) {
    let lang = lang::current();
    let name = format!("{prefix}_options");
    let def = words.fact(&test.fact);
    let known = def.map(|def| def.kind.options()).unwrap_or_default();
    let offered = known.iter().map(|option| (option.code.to_string(), option.label.in_lang(lang).to_owned()));
    let offered: Vec<_> = offered.collect();
    let chosen: Vec<String> = test.options.iter().map(ToString::to_string).collect();
    sheet.several(Field::new(&name, label(words, &test.fact)), offered, &chosen);
    if let Some(answers) = sheet.answers(&name) {
        let unknown = test.options.iter().filter(|code| !known.iter().any(|option| option.code == **code)).cloned();
        let kept: Vec<_> = answers.into_iter().map(Into::into).chain(unknown).collect();
        test.options = kept;
        if test.options.is_empty() {
            sheet.wrong(&name, Problem::NotChosen);
        }
    }
}

/// The age as it is printed: never computed with, only compared by the check.
fn stated_age(sheet: &mut Sheet, prefix: &str, own: &mut Option<StatedAge>) {
    let Some(age) = own else { return };
    sheet.maybe_count(&format!("{prefix}_youngest"), t!("form-youngest"), &mut age.youngest);
    sheet.maybe_count(&format!("{prefix}_oldest"), t!("form-oldest"), &mut age.oldest);
    sheet.day(&format!("{prefix}_age_on"), t!("form-age-on"), &mut age.on);
}
