//! Ages in words: the birth dates that they mean, and the day to which they refer.

use super::Ground;
use crate::rule_editor::fields::pick::both;
use chrono::{Days, Months, NaiveDate};
use domain::{
    rules::{BIRTH_DATE, Condition, FactDef, FactKey, StatedAge},
    time::DateBound,
};
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

/// The day to which an age refers, where its birth dates leave no doubt.
pub(super) fn day(ground: &mut Ground) -> Option<String> {
    let age = stated(ground)?;
    let condition = ground.at(&condition_at(ground)?)?.clone();
    let condition: Condition = serde_json::from_value(condition).ok()?;
    let (from, until) = window(&condition, &birth_date(ground)?)?;
    let after = |day: NaiveDate, years: u8| {
        let months = Months::new(u32::from(years) * 12);
        day.checked_add_months(months)
    };
    // Who is youngest turns that age on the day; who is oldest keeps it until then, or has just reached it.
    let youngest = until
        .zip(age.youngest)
        .and_then(|(day, years)| after(day, years));
    let oldest: Vec<NaiveDate> = match from.zip(age.oldest) {
        Some((day, years)) => [years.checked_add(1)?, years]
            .into_iter()
            .filter_map(|years| after(day, years)?.pred_opt())
            .chain(after(day, years))
            .collect(),
        None => Vec::new(),
    };
    let on = youngest.filter(|day| oldest.is_empty() || oldest.contains(day))?;
    let path = format!("{}/stated_age", ground.path);
    ground.at_mut(&path)?["on"] = json!(on);
    Some(t!("mend-age-on", day = on.to_string()))
}

/// The first and last birthday of the one test of birth dates.
fn window(
    condition: &Condition,
    birth: &FactKey,
) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    match condition {
        Condition::Date(test) if test.fact == *birth => Some((
            test.from.map(DateBound::first_allowed),
            test.until.map(DateBound::last_allowed),
        )),
        Condition::All(rows) => {
            let mut found = rows.iter().filter_map(|row| window(row, birth));
            found.next().filter(|_| found.next().is_none())
        }
        _ => None,
    }
}
