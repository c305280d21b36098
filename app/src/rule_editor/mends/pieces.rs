//! Pieces that do nothing, and moments that are written in two ways.

use super::{Ground, said};
use crate::ui::lang;
use chrono::Days;
use domain::{rules::place_in_words, time::Moment};
use serde_json::Value as Json;

/// What the button takes away, in the names that people know.
fn named(ground: &Ground, path: &str) -> String {
    let own = ground.at(path);
    let name = own.and_then(|own| {
        let mut names = ["name", "title", "label"].iter();
        names.find_map(|field| said(own.get(*field)?))
    });
    name.unwrap_or_else(|| place_in_words(path, lang::current()))
}

fn removed(ground: &mut Ground, path: &str) -> Option<String> {
    let what = named(ground, path);
    ground.take(path)?;
    Some(t!("mend-remove", what = what))
}

/// The piece at the place itself.
pub(super) fn remove(ground: &mut Ground) -> Option<String> {
    let path = ground.path.clone();
    removed(ground, &path)
}

/// The piece whose field is at the place.
pub(super) fn remove_owner(ground: &mut Ground) -> Option<String> {
    let path = ground.path.clone();
    removed(ground, path.rsplit_once('/')?.0)
}

pub(super) fn remove_field(ground: &mut Ground, field: &str) -> Option<String> {
    let path = format!("{}/{field}", ground.path);
    removed(ground, &path)
}

/// A row of a condition that says nothing, where others stand beside it.
pub(super) fn empty_row(ground: &mut Ground) -> Option<String> {
    let path = ground.path.clone();
    let (list, step) = path.rsplit_once('/')?;
    step.parse::<usize>().ok()?;
    let others = ground.at(list)?.as_array()?.len() > 1;
    let of_condition = list.ends_with("/all") || list.ends_with("/any");
    let all = others && of_condition;
    all.then(|| ground.take(&path))??;
    Some(t!(
        "mend-empty-row",
        place = place_in_words(&path, lang::current())
    ))
}

/// The end of a day as the beginning of the next: the same moment.
pub(super) fn next_day(ground: &mut Ground) -> Option<String> {
    let path = ground.path.clone();
    let own = ground.at_mut(&path)?;
    let at: Moment = own.as_str()?.parse().ok()?;
    let date = at.date.checked_add_days(Days::new(1))?;
    let next = Moment { date, minute: 0 };
    *own = Json::from(next.to_string());
    Some(t!("mend-moment", at = next.to_string().replace('T', " ")))
}
