//! Ages in words: the birth dates that they mean, and the day to which they refer.

use super::Ground;
use crate::rule_editor::fields::pick::both;
use chrono::{Days, Months, NaiveDate};
use domain::rules::{BIRTH_DATE, FactDef, FactKey, StatedAge};
use serde_json::{Value as Json, json};

/// Where the condition of a requirement, or what counts instead of it, stands.
fn condition_at(ground: &Ground) -> Option<String> {
    let own = ["condition", "instead/condition"].into_iter();
    let mut own = own.map(|field| format!("{}/{field}", ground.path));
    own.find(|path| ground.at(path).is_some())
}

fn stated(ground: &Ground) -> Option<StatedAge> {
    let own = ground.at(&format!("{}/stated_age", ground.path))?;
    serde_json::from_value(own.clone()).ok()
}

/// The question that asks for the date of birth.
fn birth_date(ground: &Ground) -> Option<FactKey> {
    let facts: Vec<FactDef> = serde_json::from_value(ground.at("/facts")?.clone()).ok()?;
    let own = facts.into_iter().find(FactDef::is_birth_date)?;
    Some(own.key)
}

fn years_before(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(years * 12))
}

/// "18 to 35 on 1 November" is written as dates: the ages themselves are included, as the words for them say.
pub(super) fn dates(ground: &mut Ground) -> Option<String> {
    let age = stated(ground)?;
    let on = age.on?;
    let from = match age.oldest {
        Some(oldest) => {
            Some(years_before(on, u32::from(oldest) + 1)?.checked_add_days(Days::new(1))?)
        }
        None => None,
    };
    let until = match age.youngest {
        Some(youngest) => Some(years_before(on, u32::from(youngest))?),
        None => None,
    };
    let bound = |day: NaiveDate| json!({ "on": day, "inclusive": true });
    let fact = asked(ground)?;
    let mut test = json!({ "fact": fact });
    for (end, day) in [("from", from), ("until", until)] {
        if let Some(day) = day {
            test[end] = bound(day);
        }
    }
    let path = condition_at(ground)?;
    let own = ground.at_mut(&path)?;
    let row = json!({ "date": test });
    match own.get_mut("all").and_then(Json::as_array_mut) {
        Some(rows) => rows.push(row),
        None => *own = json!({ "all": [own.take(), row] }),
    }
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    Some(match (day(from), day(until)) {
        (Some(from), Some(until)) => t!("mend-born", from = from, until = until),
        (Some(from), None) => t!("mend-born-from", from = from),
        (None, Some(until)) => t!("mend-born-until", until = until),
        (None, None) => return None,
    })
}

/// The question for the date of birth, asked from now on where nothing asked for it.
fn asked(ground: &mut Ground) -> Option<FactKey> {
    if let Some(known) = birth_date(ground) {
        return Some(known);
    }
    let label = both(|| t!("means-birth-date"));
    let fact = json!({
        "key": BIRTH_DATE, "label": label, "kind": { "date": {} }, "topic": "identity",
        "proof": "checked", "means": "birth_date",
    });
    match ground.rules.get_mut("facts").and_then(Json::as_array_mut) {
        Some(facts) => facts.push(fact),
        None => ground.rules["facts"] = json!([fact]),
    }
    Some(BIRTH_DATE.into())
}
