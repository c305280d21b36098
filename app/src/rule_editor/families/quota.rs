//! How many people for so many places: a number, a share, steps by the size of the post, or the smallest or largest of
//! several.

use crate::{
    rule_editor::fields::{Control, rows::Table, series::Series, sheet::Sheet},
    ui::{forms::Field, lang},
};
use domain::{
    Problem,
    rules::{Quota, QuotaRounded, QuotaShare, QuotaStep, Ratio, RoundingMode, quota as say_quota},
};
use serde::{Deserialize, Serialize};

/// What the number of a quota means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum QuotaKind {
    PerPlace,
    PerPlaceRounded,
    Share,
    Exactly,
    Everyone,
    Steps,
    Smallest,
    Largest,
}

impl QuotaKind {
    fn of(quota: &Quota) -> QuotaKind {
        match quota {
            Quota::PerPlace(_) => QuotaKind::PerPlace,
            Quota::PerPlaceRounded(_) => QuotaKind::PerPlaceRounded,
            Quota::Share(_) => QuotaKind::Share,
            Quota::Exactly(_) => QuotaKind::Exactly,
            Quota::Everyone => QuotaKind::Everyone,
            Quota::Steps(_) => QuotaKind::Steps,
            Quota::Smallest(_) => QuotaKind::Smallest,
            Quota::Largest(_) => QuotaKind::Largest,
        }
    }
}

pub(super) fn quota(sheet: &mut Sheet, name: &str, label: String, own: &mut Quota) {
    let mut kind = QuotaKind::of(own);
    let options = vec![
        (QuotaKind::PerPlace, t!("form-per-place")),
        (QuotaKind::PerPlaceRounded, t!("form-per-place-rounded")),
        (QuotaKind::Steps, t!("form-steps")),
        (QuotaKind::Share, t!("form-share")),
        (QuotaKind::Exactly, t!("form-exactly")),
        (QuotaKind::Everyone, t!("form-everyone")),
        (QuotaKind::Smallest, t!("form-smallest")),
        (QuotaKind::Largest, t!("form-largest")),
    ];
    sheet.choose(Field::new(name, label), &mut kind, options, String::new());
    match kind {
        QuotaKind::Smallest | QuotaKind::Largest => several(sheet, name, kind, own),
        _ => single(sheet, name, kind, own),
    }
}

/// One box with its number, and the steps, folded while there are none.
fn single(sheet: &mut Sheet, name: &str, kind: QuotaKind, own: &mut Quota) {
    let (number, mut steps, mut mode) = match &*own {
        Quota::PerPlace(ratio) => (ratio.to_string(), Vec::new(), RoundingMode::default()),
        Quota::PerPlaceRounded(rounded) => (rounded.people.to_string(), Vec::new(), rounded.mode),
        Quota::Share(share) => (share.share.as_percent(), Vec::new(), share.mode),
        Quota::Exactly(people) => (people.to_string(), Vec::new(), RoundingMode::default()),
        Quota::Steps(steps) => (String::new(), steps.clone(), RoundingMode::default()),
        _ => (String::new(), Vec::new(), RoundingMode::default()),
    };
    let field = format!("{name}_number");
    let mut typed = Some(number).filter(|number| !number.is_empty());
    sheet.line(&field, t!("form-quota-number"), &mut typed);
    sheet.show_for(name);
    let typed = typed.unwrap_or_default();
    let says = matches!(kind, QuotaKind::Steps | QuotaKind::PerPlaceRounded)
        || mode != RoundingMode::default();
    sheet.fold(
        &format!("{name}_more"),
        t!("form-steps-fold"),
        says,
        |sheet| {
            sheet.within(&format!("{name}_"), |sheet| {
                sheet.rounding_mode("mode", &mut mode);
                step_rows(sheet, &mut steps);
            });
        },
    );
    let read = match kind {
        QuotaKind::PerPlace => ratio(&typed).map(Quota::PerPlace),
        QuotaKind::PerPlaceRounded => {
            ratio(&typed).map(|people| Quota::PerPlaceRounded(QuotaRounded { people, mode }))
        }
        QuotaKind::Share => ratio(&typed).map(|share| Quota::Share(QuotaShare { share, mode })),
        QuotaKind::Exactly => typed.trim().parse::<u32>().ok().map(Quota::Exactly),
        QuotaKind::Steps => (!steps.is_empty()).then_some(Quota::Steps(steps)),
        QuotaKind::Everyone | QuotaKind::Smallest | QuotaKind::Largest => Some(Quota::Everyone),
    };
    match read {
        Some(read) => *own = read,
        None if kind == QuotaKind::Steps => {
            sheet.wrong(&format!("{name}_steps-0-each"), Problem::Missing)
        }
        None if typed.is_empty() => sheet.wrong(&field, Problem::Missing),
        None => sheet.wrong(&field, Problem::NotANumber),
    }
}

/// The quotas among which the smallest or largest counts; a single one so far is the first of them. None of them count
/// before they were seen.
fn several(sheet: &mut Sheet, name: &str, kind: QuotaKind, own: &mut Quota) {
    sheet.show_for(name);
    let mut of = match &*own {
        Quota::Smallest(of) | Quota::Largest(of) => of.clone(),
        single => vec![single.clone()],
    };
    let is_read = sheet.answer(name).is_some();
    let unseen = sheet.within(&format!("{name}-"), |sheet| {
        let unseen = is_read && !sheet.was_sent("of");
        let series = Series {
            name: "of",
            legend: String::new(),
            note: t!("form-several-note"),
            add: t!("add-quota"),
        };
        let blank = |_| Quota::PerPlace(Ratio::ONE);
        sheet.series(series, &mut of, blank, |sheet, own| {
            quota(sheet, "quota", t!("form-one-of-several"), own);
            say_quota(own, lang::current())
        });
        unseen
    });
    if unseen || of.is_empty() {
        sheet.wrong(name, Problem::Missing);
    } else {
        *own = if kind == QuotaKind::Smallest {
            Quota::Smallest(of)
        } else {
            Quota::Largest(of)
        };
    }
}

/// 1:3 is how notices print it.
fn ratio(typed: &str) -> Option<Ratio> {
    let typed: String = typed.chars().map(domain::characters::half_width).collect();
    let plain = ["1:", "1∶"]
        .iter()
        .find_map(|one| typed.strip_prefix(one))
        .unwrap_or(&typed);
    plain.trim().parse().ok()
}

fn step_rows(sheet: &mut Sheet, own: &mut Vec<QuotaStep>) {
    let table = Table {
        name: "steps",
        legend: t!("form-steps"),
        note: t!("form-steps-note"),
        head: vec![
            t!("form-step-up-to"),
            t!("form-step-people"),
            t!("form-step-each"),
            t!("form-step-beyond"),
        ],
        key: "each",
        spare: 3,
    };
    let blank = || QuotaStep {
        up_to: None,
        people: 0,
        per_place: Ratio::ONE,
        beyond: 0,
    };
    sheet.list(table, own, blank, |sheet, prefix, step| {
        sheet.maybe_count(
            &format!("{prefix}up_to"),
            t!("form-step-up-to"),
            &mut step.up_to,
        );
        count_from_zero(
            sheet,
            &format!("{prefix}people"),
            t!("form-step-people"),
            &mut step.people,
        );
        let each = format!("{prefix}each");
        let field = Field::new(each.as_str(), t!("form-step-each")).width("input--6");
        sheet.put(field, Control::Input, &step.per_place.to_string());
        if let Some(typed) = sheet.answer(&each).map(str::to_owned) {
            match ratio(&typed) {
                Some(ratio) => step.per_place = ratio,
                None => sheet.wrong(&each, Problem::NotANumber),
            }
        }
        count_from_zero(
            sheet,
            &format!("{prefix}beyond"),
            t!("form-step-beyond"),
            &mut step.beyond,
        );
    });
}

/// Blank is none.
fn count_from_zero(sheet: &mut Sheet, name: &str, label: String, own: &mut u32) {
    let mut count = Some(*own).filter(|count| *count > 0);
    sheet.maybe_count(name, label, &mut count);
    *own = count.unwrap_or(0);
}

/// A quota that may be left out.
pub(super) fn maybe_quota(
    sheet: &mut Sheet,
    name: &str,
    tick: String,
    label: String,
    own: &mut Option<Quota>,
) {
    let mut stated = own.is_some();
    sheet.tick(&format!("{name}_stated"), tick, &mut stated);
    let mut value = own.take().unwrap_or(Quota::PerPlace(Ratio::ONE));
    let before = sheet.problems.len();
    quota(sheet, name, label, &mut value);
    if !stated {
        sheet.problems.truncate(before);
    }
    *own = stated.then_some(value);
}
