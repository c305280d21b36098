//! When a stage is held: sittings with their hours of attendance, and recounts.

use crate::{
    rule_editor::fields::{
        rows::Table,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::forms::Field,
};
use domain::{
    rules::{Arrival, Late, RecountRule, RuleDocument, Scope, Sitting, StageTimes},
    time::Moment,
};

/// Without a sitting or recount there is nothing to state.
pub(super) fn times(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<StageTimes>) {
    let is_stated = own.is_some();
    sheet.fold("times", t!("form-times"), is_stated, |sheet| {
        sheet.within("times-", |sheet| {
            let mut times = own.take().unwrap_or_default();
            sittings(sheet, words, &mut times.sittings);
            sheet.later("StageTimes", "recount");
            sheet.within("recount-", |sheet| {
                let tick = t!("form-has-recount");
                let recount = &mut times.recount;
                sheet.section(tick, recount, RecountRule::default, |sheet, rule| {
                    sheet.moment("from", t!("form-recount-from"), &mut rule.from);
                    sheet.moment("until", t!("form-recount-until"), &mut rule.until);
                    let days = &mut rule.answered_in;
                    sheet.maybe_count("answered", t!("form-recount-answered"), days);
                });
            });
            *own = (is_stated || times != StageTimes::default()).then_some(times);
        });
    });
}

fn sittings(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<Sitting>) {
    let series = Series {
        name: "sittings",
        legend: t!("form-sittings"),
        note: t!("form-sittings-note"),
        add: t!("add-sitting"),
    };
    let blank = |number: usize, own: &[Sitting]| Sitting {
        code: free("sitting", number, |name| {
            own.iter().any(|one| one.code == *name)
        }),
        scope: Scope::default(),
        at: None,
        arrive_by: Vec::new(),
    };
    sheet.series(series, own, blank, |sheet, sitting| {
        sheet.code("code", t!("form-code"), &mut sitting.code);
        sheet.moment("at", t!("form-sitting-at"), &mut sitting.at);
        let says = !sitting.arrive_by.is_empty();
        sheet.fold("late", t!("form-arrive-by"), says, |sheet| {
            arrivals(sheet, &mut sitting.arrive_by);
        });
        sheet.scope(words, "scope", &mut sitting.scope);
        sitting.code.to_string()
    });
}

fn arrivals(sheet: &mut RuleForm, own: &mut Vec<Arrival>) {
    let table = Table {
        name: "arrivals",
        legend: t!("form-arrive-by"),
        note: t!("form-arrive-by-note"),
        head: vec![t!("form-arrive-at"), t!("form-late")],
        key: "at",
        spare: 2,
    };
    let mut rows: Vec<(Option<Moment>, Late)> = std::mem::take(own)
        .into_iter()
        .map(|arrival| (Some(arrival.at), arrival.late))
        .collect();
    let blank = || (None, Late::Out);
    sheet.list(table, &mut rows, blank, |sheet, prefix, (at, late)| {
        sheet.moment(&format!("{prefix}at"), t!("form-arrive-at"), at);
        let field = Field::new(format!("{prefix}late"), t!("form-late"));
        sheet.fixed(field, late, "late", &[Late::Out, Late::LastLot]);
    });
    let stated = rows
        .into_iter()
        .filter_map(|(at, late)| Some(Arrival { at: at?, late }));
    *own = stated.collect();
}
