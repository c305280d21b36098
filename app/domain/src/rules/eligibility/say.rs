//! Conditions in words. A requirement is said with its dates and bounds, never with an age.

use super::condition::{
    AreaOf, AreaTest, Condition, DateTest, LevelTest, NumberTest, OneOfTest, SameAreaTest,
};
use super::facts::FactKind;
use super::times::{amount, elapsed};
use super::words;
use crate::numbers::Points;
use crate::rules::codes::{AreaCode, FactKey, OptionCode, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::say::{Said, said};
use crate::text::Lang;

/// A definition may lead to a definition; words stop where no reader would follow any more.
const MAX_NESTING: u32 = 12;

const AND: Said = said("，并且", ", and ");
const OR: Said = said("，或者", ", or ");
const BOTH: Said = said("且", " and ");
const THE_POST: Said = said("报考岗位", "the post");

/// What the condition asks for, as a phrase.
pub fn condition_in_words(doc: &RuleDocument, condition: &Condition, lang: Lang) -> String {
    phrase(doc, condition, lang, 0)
}

fn phrase(doc: &RuleDocument, condition: &Condition, lang: Lang, nesting: u32) -> String {
    if nesting > MAX_NESTING {
        return "…".to_owned();
    }
    let joined = |branches: &[Condition], word: Said| {
        let said = branches.iter();
        let said = said.map(|branch| bracketed(doc, branch, lang, nesting + 1));
        said.collect::<Vec<_>>().join(word.in_lang(lang))
    };
    match condition {
        Condition::All(branches) => joined(branches, AND),
        Condition::Any(branches) => joined(branches, OR),
        Condition::Not(branch) => {
            let inner = phrase(doc, branch, lang, nesting + 1);
            match lang {
                Lang::Zh => format!("不是“{inner}”"),
                Lang::En => format!("not: {inner}"),
            }
        }
        Condition::Yes(fact) => words::fact(doc, fact, lang),
        Condition::Date(test) => date_test(doc, test, lang),
        Condition::Number(test) => number_test(doc, test, lang),
        Condition::Level(test) => level_test(doc, test, lang),
        Condition::OneOf(test) => one_of(doc, test, lang),
        Condition::Elapsed(test) => elapsed(doc, test, lang),
        Condition::Amount(test) => amount(doc, test, lang),
        Condition::InArea(test) => in_area(doc, test, lang),
        Condition::SameArea(test) => same_area(doc, test, lang),
        Condition::Post(_)
        | Condition::Pool(_)
        | Condition::PostIn(_)
        | Condition::QualifiesFor(_) => of_post(doc, condition, lang),
        Condition::Defined(name) => {
            let mut definitions = doc.definitions.iter();
            let found = definitions.find(|definition| definition.name == *name);
            let label = found.map(|definition| definition.label.in_lang(lang));
            label.unwrap_or(name.as_str()).to_owned()
        }
    }
}

fn bracketed(doc: &RuleDocument, condition: &Condition, lang: Lang, nesting: u32) -> String {
    let said = phrase(doc, condition, lang, nesting);
    match condition {
        Condition::All(branches) | Condition::Any(branches) if branches.len() > 1 => match lang {
            Lang::Zh => format!("（{said}）"),
            Lang::En => format!("({said})"),
        },
        _ => said,
    }
}

/// Conditions about the post applied for.
fn of_post(doc: &RuleDocument, condition: &Condition, lang: Lang) -> String {
    let post = |code: &PostCode| words::post(doc, code, lang);
    match condition {
        Condition::Post(codes) => {
            let posts = words::either(codes.iter().map(post), lang);
            match lang {
                Lang::Zh => format!("报考{posts}"),
                Lang::En => format!("applying for {posts}"),
            }
        }
        Condition::Pool(codes) => {
            let name = |code| {
                let name = doc.pool(code).map(|pool| pool.name.in_lang(lang));
                name.map_or_else(|| code.to_string(), str::to_owned)
            };
            let pools = words::either(codes.iter().map(name), lang);
            match lang {
                Lang::Zh if pools.ends_with('类') => format!("报考{pools}岗位"),
                Lang::Zh => format!("报考{pools}类岗位"),
                Lang::En => format!("applying for a post of {pools}"),
            }
        }
        Condition::PostIn(codes) => match (areas(doc, codes, lang), lang) {
            (areas, Lang::Zh) => format!("报考{areas}的岗位"),
            (areas, Lang::En) => format!("applying for a post in {areas}"),
        },
        Condition::QualifiesFor(code) => match lang {
            Lang::Zh => format!("符合{}的条件", post(code)),
            Lang::En => format!("qualified for {}", post(code)),
        },
        _ => String::new(),
    }
}

fn areas(doc: &RuleDocument, codes: &[AreaCode], lang: Lang) -> String {
    let areas = codes.iter().map(|code| words::area(doc, code, lang));
    words::either(areas, lang)
}

fn in_area(doc: &RuleDocument, test: &AreaTest, lang: Lang) -> String {
    let fact = words::fact(doc, &test.fact, lang);
    let areas = areas(doc, &test.areas, lang);
    match lang {
        Lang::Zh => format!("{fact}在{areas}"),
        Lang::En => format!("{fact} in {areas}"),
    }
}

fn same_area(doc: &RuleDocument, test: &SameAreaTest, lang: Lang) -> String {
    let other = match &test.other {
        AreaOf::Post => THE_POST.in_lang(lang).to_owned(),
        AreaOf::Fact(fact) => words::fact(doc, fact, lang),
    };
    let fact = words::fact(doc, &test.fact, lang);
    let level = words::level(test.level, lang);
    match lang {
        Lang::Zh => format!("{fact}与{other}同在一个{level}"),
        Lang::En => format!("{fact} in the same {level} as {other}"),
    }
}

fn date_test(doc: &RuleDocument, test: &DateTest, lang: Lang) -> String {
    let window = words::window(test.from, test.until, lang);
    let fact = words::fact(doc, &test.fact, lang);
    match (words::is_birth_date(doc, &test.fact), lang) {
        (true, Lang::Zh) => format!("{window}出生"),
        (true, Lang::En) => format!("born {window}"),
        (false, Lang::Zh) => format!("{fact}在{window}"),
        (false, Lang::En) => format!("{fact} {window}"),
    }
}

fn number_test(doc: &RuleDocument, test: &NumberTest, lang: Lang) -> String {
    let unit = match doc.fact(&test.fact).map(|def| &def.kind) {
        Some(FactKind::Number(kind)) => kind.unit.as_ref().map_or("", |unit| unit.in_lang(lang)),
        _ => "",
    };
    let bounds = [
        (test.at_least, AT_LEAST),
        (test.more_than, said("多于", "more than")),
        (test.at_most, said("不超过", "at most")),
        (test.less_than, LESS_THAN),
    ];
    let said = in_range(&bounds, unit, lang);
    let fact = words::fact(doc, &test.fact, lang);
    match lang {
        Lang::Zh => format!("{fact}{said}"),
        Lang::En => format!("{fact} {said}"),
    }
}

const AT_LEAST: Said = said("不少于", "at least");
const LESS_THAN: Said = said("少于", "less than");

fn in_range(bounds: &[(Option<Points>, Said)], unit: &str, lang: Lang) -> String {
    let said = bounds.iter().filter_map(|(bound, word)| {
        let (number, word) = ((*bound)?.plain(), word.in_lang(lang));
        Some(match (lang, unit) {
            (Lang::Zh, unit) => format!("{word}{number}{unit}"),
            (Lang::En, "") => format!("{word} {number}"),
            (Lang::En, unit) => format!("{word} {number} {unit}"),
        })
    });
    said.collect::<Vec<_>>().join(BOTH.in_lang(lang))
}

fn level_test(doc: &RuleDocument, test: &LevelTest, lang: Lang) -> String {
    let label = |code| options(doc, &test.fact, std::slice::from_ref(code), lang);
    let fact = words::fact(doc, &test.fact, lang);
    let least = test.at_least.as_ref().map(|code| match lang {
        Lang::Zh => format!("{}及以上", label(code)),
        Lang::En => format!("{} or above", label(code)),
    });
    let most = test.at_most.as_ref().map(|code| match lang {
        Lang::Zh => format!("{}及以下", label(code)),
        Lang::En => format!("{} or below", label(code)),
    });
    let said: Vec<_> = least.into_iter().chain(most).collect();
    match (words::listed(&said, lang), lang) {
        (said, Lang::Zh) => format!("{fact}{said}"),
        (said, Lang::En) => format!("{fact}: {said}"),
    }
}

fn one_of(doc: &RuleDocument, test: &OneOfTest, lang: Lang) -> String {
    let fact = words::fact(doc, &test.fact, lang);
    let options = options(doc, &test.fact, &test.options, lang);
    match lang {
        Lang::Zh => format!("{fact}为{options}"),
        Lang::En => format!("{fact}: {options}"),
    }
}

fn options(doc: &RuleDocument, fact: &FactKey, codes: &[OptionCode], lang: Lang) -> String {
    let kind = doc.fact(fact).map(|def| &def.kind);
    let labels = codes.iter().map(|code| words::option(kind, code, lang));
    words::either(labels, lang)
}
