//! The tests that a form offers, by the kind of a fact.

use super::super::amounts;
use super::name;
use chrono::NaiveDate;
use domain::{
    rules::{
        AreaKind, AreaOf, AreaTest, Condition, DateTest, DayRef, ElapsedTest, FactDef, FactKey,
        FactKind, LevelTest, NumberTest, OneOfTest, RuleDocument, SameAreaTest,
    },
    time::Span,
};

/// What went along with the form; anything but one row is refused.
pub(in super::super) fn carried(json: &str) -> Option<Condition> {
    let test: Condition = serde_json::from_str(json).ok()?;
    (!matches!(
        test,
        Condition::All(_) | Condition::Any(_) | Condition::Not(_)
    ))
    .then_some(test)
}

/// Every row that the questions, posts and areas of these rules allow.
pub(in super::super) fn offered(words: &RuleDocument) -> Vec<(Condition, String)> {
    let mut tests: Vec<Condition> = words
        .facts
        .iter()
        .flat_map(|fact| of_fact(words, fact))
        .collect();
    tests.extend(amounts::blank(words).map(Condition::Amount));
    tests.extend(
        words
            .definitions
            .iter()
            .map(|known| Condition::Defined(known.name.clone())),
    );
    tests.push(Condition::Post(Vec::new()));
    if !words.pools.is_empty() {
        tests.push(Condition::Pool(Vec::new()));
    }
    if !words.areas.is_empty() {
        tests.push(Condition::PostIn(Vec::new()));
    }
    tests.extend(
        words
            .posts
            .first()
            .map(|post| Condition::QualifiesFor(post.code.clone())),
    );
    tests
        .into_iter()
        .map(|test| (test.clone(), name(words, &test)))
        .collect()
}

fn of_fact(words: &RuleDocument, fact: &FactDef) -> Vec<Condition> {
    let key = fact.key.clone();
    let one_of = Condition::OneOf(OneOfTest {
        fact: key.clone(),
        options: Vec::new(),
    });
    match &fact.kind {
        FactKind::YesNo => vec![Condition::Yes(key)],
        FactKind::Number(_) => {
            let (at_least, more_than, at_most, less_than) = (None, None, None, None);
            vec![Condition::Number(NumberTest {
                fact: key,
                at_least,
                more_than,
                at_most,
                less_than,
            })]
        }
        FactKind::Date(_) => of_date(words, key),
        FactKind::Choice(choice) if choice.ordered => {
            let at_least = choice.options.first().map(|option| option.code.clone());
            vec![
                Condition::Level(LevelTest {
                    fact: key,
                    at_least,
                    at_most: None,
                }),
                one_of,
            ]
        }
        FactKind::Choice(_) | FactKind::Choices(_) => vec![one_of],
        FactKind::Area(area) => of_area(area, key),
        FactKind::Text(_) | FactKind::Rows(_) => Vec::new(),
    }
}

fn of_date(words: &RuleDocument, fact: FactKey) -> Vec<Condition> {
    let first = words.days.first();
    let first = first.map(|day| DayRef::Named(day.name.clone()));
    let elapsed = ElapsedTest {
        since: DayRef::Fact(fact.clone()),
        until: first.unwrap_or(DayRef::Day(NaiveDate::default())),
        at_least: Some(Span::years(1)),
        less_than: None,
    };
    let date = DateTest {
        fact,
        from: None,
        until: None,
    };
    vec![Condition::Date(date), Condition::Elapsed(elapsed)]
}

fn of_area(area: &AreaKind, fact: FactKey) -> Vec<Condition> {
    let same = SameAreaTest {
        fact: fact.clone(),
        other: AreaOf::Post,
        level: area.level,
    };
    let areas = Vec::new();
    vec![
        Condition::InArea(AreaTest { fact, areas }),
        Condition::SameArea(same),
    ]
}
