//! Conditions and answers as words. A requirement is said with its dates and bounds, never with an age.

use super::super::document::{
    AreaOf, BIRTH_DATE, Condition, DateTest, DayRef, ElapsedTest, FactKey, Facts, Lang, LevelTest,
    NumberTest, OneOfTest, RuleDocument,
};
use super::super::words;
use super::truth::named_day;

/// A definition may lead to a definition; words stop where no reader would follow any more.
const MAX_NESTING: u32 = 12;

/// What the condition asks for, as a phrase.
pub(crate) fn condition(doc: &RuleDocument, condition: &Condition, lang: Lang) -> String {
    phrase(doc, condition, lang, 0)
}

fn phrase(doc: &RuleDocument, condition: &Condition, lang: Lang, nesting: u32) -> String {
    if nesting > MAX_NESTING {
        return "…".to_owned();
    }
    let zh = lang == Lang::Zh;
    let joined = |branches: &[Condition], word: &str| {
        let said: Vec<_> = branches
            .iter()
            .map(|branch| bracketed(doc, branch, lang, nesting + 1))
            .collect();
        said.join(word)
    };
    let posts = |codes: &[super::super::document::PostCode]| {
        words::either(
            &codes
                .iter()
                .map(|code| words::post(doc, code, lang))
                .collect::<Vec<_>>(),
            lang,
        )
    };
    match condition {
        Condition::All(branches) => joined(branches, if zh { "，并且" } else { ", and " }),
        Condition::Any(branches) => joined(branches, if zh { "，或者" } else { ", or " }),
        Condition::Not(branch) if zh => format!("不是“{}”", phrase(doc, branch, lang, nesting + 1)),
        Condition::Not(branch) => format!("not: {}", phrase(doc, branch, lang, nesting + 1)),
        Condition::Yes(fact) => words::fact(doc, fact, lang),
        Condition::Date(test) => date_test(doc, test, lang),
        Condition::Number(test) => number_test(doc, test, lang),
        Condition::Level(test) => level_test(doc, test, lang),
        Condition::OneOf(test) => one_of(doc, test, lang),
        Condition::Elapsed(test) => elapsed(doc, test, lang),
        Condition::InArea(test) => {
            let areas: Vec<_> = test
                .areas
                .iter()
                .map(|area| words::area(doc, area, lang))
                .collect();
            let (fact, areas) = (
                words::fact(doc, &test.fact, lang),
                words::either(&areas, lang),
            );
            if zh {
                format!("{fact}在{areas}")
            } else {
                format!("{fact} in {areas}")
            }
        }
        Condition::SameArea(test) => {
            let other = match (&test.other, zh) {
                (AreaOf::Post, true) => "报考岗位".to_owned(),
                (AreaOf::Post, false) => "the post".to_owned(),
                (AreaOf::Fact(fact), _) => words::fact(doc, fact, lang),
            };
            let (fact, level) = (
                words::fact(doc, &test.fact, lang),
                words::level(test.level, lang),
            );
            if zh {
                format!("{fact}与{other}同在一个{level}")
            } else {
                format!("{fact} in the same {level} as {other}")
            }
        }
        Condition::Post(codes) if zh => format!("报考{}", posts(codes)),
        Condition::Post(codes) => format!("applying for {}", posts(codes)),
        Condition::Pool(codes) => {
            let name = |code| {
                doc.pool(code)
                    .map_or_else(|| code.to_string(), |p| p.name.in_lang(lang).to_owned())
            };
            let pools = words::either(&codes.iter().map(name).collect::<Vec<_>>(), lang);
            if zh {
                format!("报考{pools}类岗位")
            } else {
                format!("applying for a post of {pools}")
            }
        }
        Condition::PostIn(areas) => {
            let areas = words::either(
                &areas
                    .iter()
                    .map(|a| words::area(doc, a, lang))
                    .collect::<Vec<_>>(),
                lang,
            );
            if zh {
                format!("报考{areas}的岗位")
            } else {
                format!("applying for a post in {areas}")
            }
        }
        Condition::QualifiesFor(code) if zh => {
            format!("符合{}的条件", words::post(doc, code, lang))
        }
        Condition::QualifiesFor(code) => format!("qualified for {}", words::post(doc, code, lang)),
        Condition::Defined(name) => match doc.definitions.iter().find(|def| def.name == *name) {
            Some(definition) => definition.label.in_lang(lang).to_owned(),
            None => name.to_string(),
        },
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

fn date_test(doc: &RuleDocument, test: &DateTest, lang: Lang) -> String {
    let window = words::window(test.from, test.until, lang);
    match (test.fact.as_str() == BIRTH_DATE, lang) {
        (true, Lang::Zh) => format!("{window}出生"),
        (true, Lang::En) => format!("born {window}"),
        (false, Lang::Zh) => format!("{}在{window}", words::fact(doc, &test.fact, lang)),
        (false, Lang::En) => format!("{} {window}", words::fact(doc, &test.fact, lang)),
    }
}

fn number_test(doc: &RuleDocument, test: &NumberTest, lang: Lang) -> String {
    let unit = match doc.fact(&test.fact).map(|def| &def.kind) {
        Some(super::super::document::FactKind::Number(kind)) => {
            kind.unit.as_ref().map_or("", |unit| unit.in_lang(lang))
        }
        _ => "",
    };
    let bounds = [
        (test.at_least, "不少于", "at least"),
        (test.more_than, "多于", "more than"),
        (test.at_most, "不超过", "at most"),
        (test.less_than, "少于", "less than"),
    ];
    let said = bounds.iter().filter_map(|(bound, zh, en)| {
        let number = (*bound)?.plain();
        Some(if lang == Lang::Zh {
            format!("{zh}{number}{unit}")
        } else {
            format!("{en} {number} {unit}")
        })
    });
    let said: Vec<_> = said.map(|s| s.trim_end().to_owned()).collect();
    let fact = words::fact(doc, &test.fact, lang);
    if lang == Lang::Zh {
        format!("{fact}{}", said.join("且"))
    } else {
        format!("{fact} {}", said.join(" and "))
    }
}

fn level_test(doc: &RuleDocument, test: &LevelTest, lang: Lang) -> String {
    let label = |code| {
        doc.fact(&test.fact)
            .map_or_else(String::new, |def| def.option_label(code, lang).to_owned())
    };
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
    if lang == Lang::Zh {
        format!("{fact}{}", said.join("、"))
    } else {
        format!("{fact}: {}", said.join(", "))
    }
}

fn one_of(doc: &RuleDocument, test: &OneOfTest, lang: Lang) -> String {
    let def = doc.fact(&test.fact);
    let label = |code| def.map_or_else(String::new, |def| def.option_label(code, lang).to_owned());
    let options = words::either(&test.options.iter().map(label).collect::<Vec<_>>(), lang);
    let fact = words::fact(doc, &test.fact, lang);
    if lang == Lang::Zh {
        format!("{fact}为{options}")
    } else {
        format!("{fact}: {options}")
    }
}

fn day(doc: &RuleDocument, day: &DayRef, lang: Lang) -> String {
    match day {
        DayRef::Fact(fact) => words::fact(doc, fact, lang),
        DayRef::Day(day) => words::date(*day, lang),
        DayRef::Named(name) => {
            let label = doc
                .days
                .iter()
                .find(|day| day.name == *name)
                .map(|day| day.label.in_lang(lang));
            match (label, named_day(doc, name), lang) {
                (Some(label), Some(on), Lang::Zh) => {
                    format!("{label}（{}）", words::date(on, lang))
                }
                (Some(label), Some(on), Lang::En) => format!("{label} ({})", words::date(on, lang)),
                _ => name.to_string(),
            }
        }
    }
}

fn elapsed(doc: &RuleDocument, test: &ElapsedTest, lang: Lang) -> String {
    let (since, until) = (day(doc, &test.since, lang), day(doc, &test.until, lang));
    let born = matches!(&test.since, DayRef::Fact(fact) if fact.as_str() == BIRTH_DATE);
    let mut said = Vec::new();
    for (span, least) in [(test.at_least, true), (test.less_than, false)] {
        let Some(span) = span else { continue };
        let length = words::span(span, lang);
        said.push(match (lang, born, least) {
            (Lang::Zh, true, true) => format!("满{length}（周岁）"),
            (Lang::Zh, true, false) => format!("未满{length}（周岁）"),
            (Lang::Zh, false, true) => format!("满{length}"),
            (Lang::Zh, false, false) => format!("不满{length}"),
            (Lang::En, _, true) => format!("at least {length}"),
            (Lang::En, _, false) => format!("less than {length}"),
        });
    }
    match lang {
        Lang::Zh => format!("从{since}到{until}{}", said.join("且")),
        Lang::En => format!("{} from {since} to {until}", said.join(" and ")),
    }
}

/// What the person answered to the facts that the condition asks for: `你的学历：大专`.
pub(crate) fn answers(doc: &RuleDocument, facts: &Facts, keys: &[FactKey], lang: Lang) -> String {
    let said = keys.iter().filter_map(|key| {
        let value = words::value(doc, doc.fact(key), facts.get(key)?, lang);
        Some(match (key.as_str() == BIRTH_DATE, lang) {
            (true, Lang::Zh) => format!("你{value}出生"),
            (true, Lang::En) => format!("you were born on {value}"),
            (false, Lang::Zh) => format!("你的“{}”：{value}", words::fact(doc, key, lang)),
            (false, Lang::En) => format!("your {}: {value}", words::fact(doc, key, lang)),
        })
    });
    said.collect::<Vec<_>>()
        .join(if lang == Lang::Zh { "，" } else { "; " })
}

/// Whether a date of the person stands exactly on a bound of the condition: worth saying, because that is where people
/// doubt.
pub(crate) fn on_the_very_day(condition: &Condition, facts: &Facts) -> bool {
    if let Condition::Date(test) = condition
        && let Some(super::super::document::FactValue::Date(day)) = facts.get(&test.fact)
    {
        let first = test
            .from
            .map(super::super::document::DateBound::first_allowed);
        let last = test
            .until
            .map(super::super::document::DateBound::last_allowed);
        return first == Some(*day) || last == Some(*day);
    }
    condition
        .branches()
        .iter()
        .any(|branch| on_the_very_day(branch, facts))
}
