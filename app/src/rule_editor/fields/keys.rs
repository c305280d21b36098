//! How people who are level are ordered: comparisons of figures and answers, those whom a status puts first, and what
//! counts after the last comparison.

use super::{kinds::fixed_words, parts::scores, series::Series, sheet::RuleForm};
use crate::ui::{forms::Field, lang};
use domain::rules::{
    Bilingual, Condition, FactKind, RuleDocument, Score, ScoreOf, StatusKey, StillLevel, TieKey,
    Ties, tie_key,
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

/// The clause, the comparisons in their order, and what counts after the last of them.
pub fn ties(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Ties) {
    sheet.clause("clause", &mut own.clause);
    let tests = words.extra_tests.iter().map(|test| {
        let name = test.name.in_lang(lang::current());
        let then = StillLevel::ExtraTest(test.code.clone());
        (then, t!("form-extra-test", test = name))
    });
    let still = fixed_words("then", &[StillLevel::Share, StillLevel::Body]);
    let other = match &own.then {
        StillLevel::ExtraTest(test) => t!("form-extra-test", test = test.as_str()),
        StillLevel::Share | StillLevel::Body => String::new(),
    };
    let field = Field::new("then", t!("form-still-tied"));
    let offered = still.into_iter().chain(tests).collect();
    sheet.choose(field, &mut own.then, offered, other);
    keys(sheet, words, &mut own.keys);
}

fn keys(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<TieKey>) {
    let offered = offered(words);
    let series = Series {
        name: "keys",
        legend: t!("form-keys"),
        note: t!("form-keys-note"),
        add: t!("add-key"),
    };
    let first = offered.first().map(|(first, _)| first.clone());
    let first = first.unwrap_or(Compared::By(TieKey::Higher(Score::of(ScoreOf::Total))));
    sheet.series(
        series,
        own,
        |_, _| first.clone().empty(),
        |sheet, key| {
            one(sheet, words, &offered, key);
            tie_key(words, key, lang::current())
        },
    );
}

fn one(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    offered: &[(Compared, String)],
    own: &mut TieKey,
) {
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
                |_, _| nobody(),
                |sheet, status| {
                    who(sheet, words, status);
                    status.name.in_lang(lang::current()).to_owned()
                },
            );
        }
        TieKey::Higher(_) | TieKey::HigherLevel(_) | TieKey::Later(_) => {}
    }
}

fn nobody() -> StatusKey {
    StatusKey {
        name: Bilingual::default(),
        when: Condition::All(Vec::new()),
    }
}

fn who(sheet: &mut RuleForm, words: &RuleDocument, status: &mut StatusKey) {
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
    let scores = scores(doc).into_iter().map(|(of, _)| TieKey::Higher(of));
    let facts = doc.facts.iter().filter_map(|fact| match &fact.kind {
        FactKind::Date(_) => Some(TieKey::Later(fact.key.clone())),
        FactKind::Choice(choice) if choice.ordered => Some(TieKey::HigherLevel(fact.key.clone())),
        _ => None,
    });
    let said = |key: TieKey| {
        let words = tie_key(doc, &key, lang::current());
        (Compared::By(key), words)
    };
    let by_status = [
        (Compared::Status, t!("form-key-status")),
        (Compared::Preference, t!("form-key-preference")),
    ];
    scores.chain(facts).map(said).chain(by_status).collect()
}
