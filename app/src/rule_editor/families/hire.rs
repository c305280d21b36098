//! Reserve and hire, and what a body decided, as forms.

use super::{application::texts, quota::quota};
use crate::{
    rule_editor::fields::{series::Series, sheet::Sheet},
    ui::{forms::Field, lang},
};
use chrono::NaiveDate;
use domain::{
    Points, Problem,
    rules::{
        Allocation, Decision, DecisionMatter, HireRule, LineDecision, PlacesDecision, PostCode,
        Quota, ReserveRule, RuleDocument, Scope, Text,
    },
};
use serde::{Deserialize, Serialize};

pub(super) fn hire(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    sheet.group(t!("form-reserve"));
    let reserve = || ReserveRule {
        clause: None,
        quota: Quota::Everyone,
        valid_months: None,
        scope: Scope::default(),
    };
    sheet.within("reserve_", |sheet| {
        sheet.section(
            t!("form-has-reserve"),
            &mut doc.reserve,
            reserve,
            |sheet, rule| {
                sheet.clause("clause", &mut rule.clause);
                quota(sheet, "quota", t!("form-reserve-quota"), &mut rule.quota);
                sheet.maybe_count("months", t!("form-valid-months"), &mut rule.valid_months);
                sheet.scope(&words, "scope", &mut rule.scope);
            },
        );
    });
    sheet.group(t!("form-hire"));
    sheet.within("hire_", |sheet| {
        sheet.section(
            t!("form-stated"),
            &mut doc.hire,
            HireRule::default,
            |sheet, rule| {
                sheet.maybe_count(
                    "probation",
                    t!("form-probation"),
                    &mut rule.probation_months,
                );
                sheet.maybe_count("term", t!("form-term"), &mut rule.term_months);
                sheet.maybe_count(
                    "commitment",
                    t!("form-commitment"),
                    &mut rule.commitment_months,
                );
                let ways = vec![
                    (None, t!("form-unstated")),
                    (Some(Allocation::ChoiceByRank), t!("form-choice-by-rank")),
                    (Some(Allocation::Assigned), t!("form-assigned")),
                ];
                sheet.choose(
                    Field::new("allocation", t!("form-allocation")),
                    &mut rule.allocation,
                    ways,
                    String::new(),
                );
                texts(sheet, "notes", t!("part-notes"), &mut rule.notes);
            },
        );
    });
}

/// What is settled, without its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Matter {
    Written,
    Interview,
    Total,
    Places,
    Substitutes,
    Order,
}

pub(super) fn decisions(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "decisions",
        legend: t!("part-decisions"),
        note: t!("form-decisions-note"),
        add: t!("add-decision"),
    };
    let blank = |_| Decision {
        body: Text::default(),
        on: NaiveDate::default(),
        reason: Text::default(),
        settles: DecisionMatter::WrittenPassLine(LineDecision {
            scope: Scope::default(),
            points: Points::whole(60),
        }),
    };
    sheet.series(series, &mut doc.decisions, blank, |sheet, decision| {
        sheet.words(
            "body",
            t!("form-body-name"),
            t!("form-name-en"),
            &mut decision.body,
        );
        let mut on = Some(decision.on).filter(|on| *on != NaiveDate::default());
        sheet.day("on", t!("form-decided-on"), &mut on);
        match on {
            Some(on) => decision.on = on,
            None if !sheet.is_wrong("on") => sheet.wrong("on", Problem::Missing),
            None => {}
        }
        sheet.text("reason", t!("form-reason"), &mut decision.reason);
        settles(sheet, &words, &mut decision.settles);
        let body = decision.body.in_lang(lang::current());
        if body.is_empty() {
            t!("form-unnamed")
        } else {
            body.to_owned()
        }
    });
}

fn settles(sheet: &mut Sheet, words: &RuleDocument, own: &mut DecisionMatter) {
    let mut matter = match own {
        DecisionMatter::WrittenPassLine(_) => Matter::Written,
        DecisionMatter::InterviewPassLine(_) => Matter::Interview,
        DecisionMatter::TotalPassLine(_) => Matter::Total,
        DecisionMatter::Places(_) => Matter::Places,
        DecisionMatter::Substitutes(_) => Matter::Substitutes,
        DecisionMatter::Order(_) => Matter::Order,
    };
    let matters = vec![
        (Matter::Written, t!("form-settles-written")),
        (Matter::Interview, t!("form-settles-interview")),
        (Matter::Total, t!("form-settles-total")),
        (Matter::Places, t!("form-settles-places")),
        (Matter::Substitutes, t!("form-settles-substitutes")),
        (Matter::Order, t!("form-settles-order")),
    ];
    sheet.choose(
        Field::new("settles", t!("form-settles")),
        &mut matter,
        matters,
        String::new(),
    );
    let (mut line, mut places, mut order) = match own {
        DecisionMatter::WrittenPassLine(line)
        | DecisionMatter::InterviewPassLine(line)
        | DecisionMatter::TotalPassLine(line) => (Some(line.clone()), None, Vec::new()),
        DecisionMatter::Places(places) | DecisionMatter::Substitutes(places) => {
            (None, Some(places.clone()), Vec::new())
        }
        DecisionMatter::Order(order) => (None, None, order.clone()),
    };
    let mut figure = line.as_ref().map(|line| line.points);
    let mut number = places.as_ref().map(|places| places.number);
    let about_line = matches!(matter, Matter::Written | Matter::Interview | Matter::Total);
    let about_places = matches!(matter, Matter::Places | Matter::Substitutes);
    let before = sheet.problems.len();
    sheet.maybe_points("points", t!("form-settles-points"), &mut figure);
    let mut posts: Vec<PostCode> = places.iter().map(|places| places.post.clone()).collect();
    sheet.posts(words, "post", t!("form-settles-post"), &mut posts);
    sheet.maybe_count("number", t!("form-settles-number"), &mut number);
    let mut listed = Some(order.join(", ")).filter(|listed| !listed.is_empty());
    sheet.line("order", t!("form-settles-candidates"), &mut listed);
    let mut scope = line.take().map(|line| line.scope).unwrap_or_default();
    sheet.scope(words, "scope", &mut scope);
    if sheet.problems.len() > before {
        return;
    }
    let codes = listed.unwrap_or_default();
    order = codes
        .split([',', '，', '、'])
        .map(|code| code.trim().to_owned())
        .filter(|code| !code.is_empty())
        .collect();
    places = posts
        .pop()
        .zip(number)
        .map(|(post, number)| PlacesDecision { post, number });
    let line = figure.map(|points| LineDecision { scope, points });
    let read = match matter {
        Matter::Written => line.map(DecisionMatter::WrittenPassLine),
        Matter::Interview => line.map(DecisionMatter::InterviewPassLine),
        Matter::Total => line.map(DecisionMatter::TotalPassLine),
        Matter::Places => places.map(DecisionMatter::Places),
        Matter::Substitutes => places.map(DecisionMatter::Substitutes),
        Matter::Order => Some(DecisionMatter::Order(order)).filter(|_| !codes.is_empty()),
    };
    match read {
        Some(read) => *own = read,
        None if about_line => sheet.wrong("points", Problem::Missing),
        None if about_places => sheet.wrong(
            if number.is_none() { "number" } else { "post" },
            Problem::Missing,
        ),
        None => sheet.wrong("order", Problem::Missing),
    }
}
