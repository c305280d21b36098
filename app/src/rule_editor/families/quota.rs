//! How many people for so many places: a number for each place, steps by the size of the post, a share, or a number.

use crate::{
    rule_editor::fields::{Control, kinds::kinds, rows::Table, sheet::RuleForm},
    ui::forms::Field,
};
use domain::{
    Problem,
    numbers::{Ratio, RoundingMode},
    rules::{Counted, Quota, QuotaShare, QuotaStep},
};

/// Each kind with what it begins with.
fn all() -> [(Quota, String); 4] {
    let share = QuotaShare {
        share: Ratio::percent(50),
        of: Counted::Passed,
        mode: None,
    };
    [
        (Quota::PerPlace(Ratio::ONE), t!("form-per-place")),
        (Quota::Steps(Vec::new()), t!("form-steps")),
        (Quota::Share(share), t!("form-share")),
        (Quota::Exactly(1), t!("form-exactly")),
    ]
}

pub(super) fn quota(sheet: &mut RuleForm, name: &str, label: String, own: &mut Quota) {
    let all = all().into_iter().collect();
    kinds(sheet, Field::new(name, label), own, all);
    details(sheet, name, own);
}

/// A quota that may be left out; `none` is what it then means.
pub(super) fn maybe_quota(
    sheet: &mut RuleForm,
    name: &str,
    label: String,
    none: String,
    own: &mut Option<Quota>,
) {
    let stated = all().into_iter().map(|(quota, label)| (Some(quota), label));
    let all = std::iter::once((None, none)).chain(stated).collect();
    kinds(sheet, Field::new(name, label), own, all);
    if let Some(own) = own {
        return details(sheet, name, own);
    }
    // The boxes stand there all the same: a choice counts with what is typed beside it.
    let before = sheet.problems.len();
    details(sheet, name, &mut Quota::Steps(Vec::new()));
    sheet.problems.truncate(before);
}

/// One box with the number, and what few need, folded: of whom a share is taken, and the steps.
fn details(sheet: &mut RuleForm, name: &str, own: &mut Quota) {
    let number = match &*own {
        Quota::PerPlace(ratio) => ratio.to_string(),
        Quota::Share(share) => share.share.as_percent(),
        Quota::Exactly(people) => people.to_string(),
        Quota::Steps(_) => String::new(),
    };
    let (mut of, mut mode) = match &*own {
        Quota::Share(share) => (share.of, share.mode),
        _ => (Counted::Passed, None),
    };
    let mut steps = match &*own {
        Quota::Steps(steps) => steps.clone(),
        _ => Vec::new(),
    };
    let field = format!("{name}_number");
    let mut typed = Some(number).filter(|number| !number.is_empty());
    sheet.line(&field, t!("form-quota-number"), &mut typed);
    let says = !steps.is_empty() || matches!(own, Quota::Share(_));
    let more = format!("{name}_more");
    sheet.fold(&more, t!("form-quota-more"), says, |sheet| {
        sheet.within(&format!("{name}_"), |sheet| {
            counted(sheet, &mut of, &mut mode);
            step_rows(sheet, &mut steps);
        });
    });
    let typed = typed.unwrap_or_default();
    let read = match &*own {
        Quota::PerPlace(_) => ratio(&typed).map(Quota::PerPlace),
        Quota::Share(_) => ratio(&typed).map(|share| Quota::Share(QuotaShare { share, of, mode })),
        Quota::Exactly(_) => typed.trim().parse::<u32>().ok().map(Quota::Exactly),
        Quota::Steps(_) => (!steps.is_empty()).then_some(Quota::Steps(steps)),
    };
    let by_steps = matches!(own, Quota::Steps(_));
    match read {
        Some(read) => *own = read,
        None if by_steps => sheet.wrong(&format!("{name}_steps-0-each"), Problem::Missing),
        None if typed.is_empty() => sheet.wrong(&field, Problem::Missing),
        None => {
            let problem = sheet.no_number(&field);
            sheet.wrong(&field, problem);
        }
    }
}

/// Of whom a share is taken, and what a broken number means.
fn counted(sheet: &mut RuleForm, of: &mut Counted, mode: &mut Option<RoundingMode>) {
    sheet.fixed(
        Field::new("of", t!("form-share-counted")),
        of,
        "of",
        &[Counted::Registered, Counted::Came, Counted::Passed],
    );
    sheet.maybe_rounding_mode("mode", t!("form-share-mode"), mode);
}

/// 1:3 is how notices print it.
fn ratio(typed: &str) -> Option<Ratio> {
    let typed = domain::characters::in_half_width(typed);
    let plain = ["1:", "1∶"]
        .iter()
        .find_map(|one| typed.strip_prefix(one))
        .unwrap_or(&typed);
    plain.trim().parse().ok()
}

fn step_rows(sheet: &mut RuleForm, own: &mut Vec<QuotaStep>) {
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
                None => {
                    let problem = sheet.no_number(&each);
                    sheet.wrong(&each, problem);
                }
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
fn count_from_zero(sheet: &mut RuleForm, name: &str, label: String, own: &mut u32) {
    let mut count = Some(*own).filter(|count| *count > 0);
    sheet.maybe_count(name, label, &mut count);
    *own = count.unwrap_or(0);
}
