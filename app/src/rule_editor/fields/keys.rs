//! How people who are level are ordered: comparisons of figures and answers, and those whom a status puts first.

use super::{parts::sources, series::Series, sheet::Sheet};
use crate::ui::{forms::Field, lang};
use domain::rules::{
    Condition, FactKind, RuleDocument, ScoreSource, StatusKey, Text, TieKey, tie_key,
};
use serde::{Deserialize, Serialize};

/// What a row compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Compared {
    By(TieKey),
    Status,
    Preference,
}

impl Compared {
    fn of(key: &TieKey) -> Compared {
        match key {
            TieKey::Status(_) => Compared::Status,
            TieKey::Preference(_) => Compared::Preference,
            key => Compared::By(key.clone()),
        }
    }

    fn empty(self) -> TieKey {
        match self {
            Compared::By(key) => key,
            Compared::Status => TieKey::Status(nobody()),
            Compared::Preference => TieKey::Preference(Vec::new()),
        }
    }
}

pub fn tie_keys(sheet: &mut Sheet, words: &RuleDocument, own: &mut Vec<TieKey>) {
    let offered = offered(words);
    let series = Series {
        name: "keys",
        legend: t!("form-keys"),
        note: t!("form-keys-note"),
        add: t!("add-key"),
    };
    let blank = |_| TieKey::Higher(ScoreSource::Written);
    sheet.series(series, own, blank, |sheet, key| {
        one(sheet, words, &offered, key);
        tie_key(words, key, lang::current())
    });
}

fn one(sheet: &mut Sheet, words: &RuleDocument, offered: &[(Compared, String)], own: &mut TieKey) {
    let other = tie_key(words, own, lang::current());
    let field = Field::new("key", t!("form-key"));
    sheet.kind(
        field,
        own,
        offered.to_vec(),
        other,
        Compared::of,
        Compared::empty,
    );
    match own {
        TieKey::Status(status) => sheet.within("status-", |sheet| who(sheet, words, status)),
        TieKey::Preference(list) => {
            let series = Series {
                name: "preferred",
                legend: String::new(),
                note: t!("form-preferred-note"),
                add: t!("add-preferred"),
            };
            sheet.series(
                series,
                list,
                |_| nobody(),
                |sheet, status| {
                    who(sheet, words, status);
                    status.name.in_lang(lang::current()).to_owned()
                },
            );
        }
        _ => {}
    }
}

fn nobody() -> StatusKey {
    StatusKey {
        name: Text::default(),
        when: Condition::All(Vec::new()),
    }
}

fn who(sheet: &mut Sheet, words: &RuleDocument, status: &mut StatusKey) {
    sheet.words(
        "name",
        t!("form-name"),
        t!("form-name-en"),
        &mut status.name,
    );
    sheet.condition(words, "when", t!("form-who-first"), &mut status.when);
}

/// Every comparison that scores and answers allow.
fn offered(doc: &RuleDocument) -> Vec<(Compared, String)> {
    let scores = sources(doc, false).into_iter().map(|(of, _)| of);
    let scores = scores
        .filter(|of| *of != ScoreSource::InterviewBeforeCorrection)
        .map(TieKey::Higher);
    let facts = doc.facts.iter().flat_map(|fact| match &fact.kind {
        FactKind::Number(_) => vec![TieKey::HigherNumber(fact.key.clone())],
        FactKind::Date(_) => vec![
            TieKey::Later(fact.key.clone()),
            TieKey::Earlier(fact.key.clone()),
        ],
        FactKind::Choice(choice) if choice.ordered => vec![TieKey::HigherLevel(fact.key.clone())],
        _ => Vec::new(),
    });
    let said = |key: TieKey| {
        (
            Compared::By(key.clone()),
            tie_key(doc, &key, lang::current()),
        )
    };
    let by_status = [
        (Compared::Status, t!("form-key-status")),
        (Compared::Preference, t!("form-key-preference")),
    ];
    scores.chain(facts).map(said).chain(by_status).collect()
}
