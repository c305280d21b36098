//! Who is called up when somebody leaves a list.

use super::quota::maybe_quota;
use crate::{
    rule_editor::fields::{
        parts::{maybe_across, stages},
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use chrono::NaiveDate;
use domain::{
    rules::{Fill, Leave, RuleDocument, StageCode, SubstituteOrder, Substitution, SubstitutionEnd},
    time::Moment,
};

pub(super) fn substitution(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    own: &mut Option<Substitution>,
) {
    let tick = t!("form-has-substitution");
    sheet.section(tick, own, Substitution::default, |sheet, rule| {
        sheet.maybe_count("rounds", t!("form-rounds"), &mut rule.rounds);
        sheet.tick("approval", t!("form-approval"), &mut rule.approval);
        let usual = Substitution {
            rounds: rule.rounds,
            approval: rule.approval,
            ..Substitution::default()
        };
        let says = *rule != usual;
        sheet.fold("more", t!("form-substitution-more"), says, |sheet| {
            rare(sheet, words, rule);
        });
    });
}

fn rare(sheet: &mut RuleForm, words: &RuleDocument, rule: &mut Substitution) {
    until(sheet, words, &mut rule.until);
    replaces(sheet, &mut rule.replaces);
    sheet.start_line();
    let field = Field::new("fill", t!("form-fill")).hint(t!("form-fill-hint"));
    sheet.fixed(field, &mut rule.fill, "fill", &[Fill::Each, Fill::Quota]);
    let field = Field::new("by", t!("form-substitutes-by"));
    sheet.maybe_fixed(
        field,
        &mut rule.by,
        "by",
        t!("form-substitutes-by-list"),
        &[SubstituteOrder::Cut, SubstituteOrder::Total],
    );
    let (label, unstated) = (t!("form-from-whom"), t!("form-from-whom-unstated"));
    maybe_across(sheet, "across", label, unstated, &mut rule.across);
    sheet.tick("consent", t!("form-consent"), &mut rule.consent);
    let (label, none) = (t!("form-in-advance"), t!("form-in-advance-none"));
    maybe_quota(sheet, "in_advance", label, none, &mut rule.in_advance);
    sheet.clause("clause", &mut rule.clause);
}

/// Nothing ticked: whoever leaves is replaced. The order in which they stood stays.
fn replaces(sheet: &mut RuleForm, own: &mut Vec<Leave>) {
    let ways = [
        (Leave::Waived, "waived", t!("form-replaces-waived")),
        (Leave::Failed, "failed", t!("form-replaces-failed")),
        (Leave::Absent, "absent", t!("form-replaces-absent")),
    ];
    for (way, name, label) in ways {
        let mut counts = own.contains(&way);
        sheet.tick(name, label, &mut counts);
        match counts {
            true if !own.contains(&way) => own.push(way),
            true => {}
            false => own.retain(|known| *known != way),
        }
    }
}

fn until(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<SubstitutionEnd>) {
    let mut ends = vec![
        (None, t!("form-until-unstated")),
        (unwritten(), t!("form-until-moment")),
    ];
    ends.extend(steps(words).into_iter().map(|(code, name)| {
        let end = Some(SubstitutionEnd::Step(code));
        (end, t!("form-until-step", step = name))
    }));
    let (field, other) = (
        Field::new("until", t!("form-until")),
        t!("form-unknown-option"),
    );
    sheet.kind(field, own, ends, other, plain, |chosen| chosen);
    if let Some(SubstitutionEnd::At(at)) = own {
        sheet.needed_moment("until_at", t!("form-until-moment"), at);
    }
}

/// A moment that nobody has written yet.
fn unwritten() -> Option<SubstitutionEnd> {
    let date = NaiveDate::default();
    Some(SubstitutionEnd::At(Moment { date, minute: 0 }))
}

/// Without the moment, as a choice shows it.
fn plain(end: &Option<SubstitutionEnd>) -> Option<SubstitutionEnd> {
    match end {
        Some(SubstitutionEnd::At(_)) => unwritten(),
        other => other.clone(),
    }
}

/// Stages and steps after the exam, in their order.
fn steps(words: &RuleDocument) -> Vec<(StageCode, String)> {
    let own = words.variants.iter();
    let own = own.filter_map(|own| own.after.clone()).flatten();
    let after = words.common_rules().after.into_iter().chain(own);
    let after = after.map(|step| (step.code, step.name));
    let stages = stages(words).into_iter();
    let all = stages.map(|stage| (stage.code, stage.name)).chain(after);
    let mut steps: Vec<(StageCode, String)> = Vec::new();
    for (code, name) in all {
        if !steps.iter().any(|(known, _)| *known == code) {
            steps.push((code, name.in_lang(lang::current()).to_owned()));
        }
    }
    steps
}
