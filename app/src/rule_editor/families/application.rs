//! Dates, documents, fees and tickets of the application as a form.

use crate::{
    rule_editor::fields::{rows::Table, sheet::Sheet},
    ui::forms::Field,
};
use domain::{
    Points,
    rules::{ApplicationMode, ApplicationRule, Fee, RuleDocument, Text, TicketRule},
};

pub(super) fn application(sheet: &mut Sheet, doc: &mut RuleDocument) {
    sheet.group(t!("form-common"));
    sheet.section(
        t!("form-stated"),
        &mut doc.application,
        Default::default,
        |sheet, rule: &mut ApplicationRule| {
            let modes = vec![
                (None, t!("form-unstated")),
                (Some(ApplicationMode::Online), t!("form-mode-online")),
                (Some(ApplicationMode::OnSite), t!("form-mode-on-site")),
                (Some(ApplicationMode::Both), t!("form-mode-both")),
            ];
            sheet.choose(
                Field::new("mode", t!("form-mode")),
                &mut rule.mode,
                modes,
                String::new(),
            );
            yes_or_no(
                sheet,
                "one_post",
                t!("form-one-post"),
                &mut rule.one_post_per_person,
            );
            sheet.moment("opens", t!("form-opens"), &mut rule.opens);
            sheet.moment("closes", t!("form-closes"), &mut rule.closes);
            sheet.moment(
                "review_until",
                t!("form-review-until"),
                &mut rule.review_until,
            );
            sheet.moment(
                "correction_until",
                t!("form-correction-until"),
                &mut rule.correction_until,
            );
            sheet.moment("appeal_from", t!("form-appeal-from"), &mut rule.appeal_from);
            sheet.moment(
                "appeal_until",
                t!("form-appeal-until"),
                &mut rule.appeal_until,
            );
            sheet.maybe_text("photo", t!("form-photo"), &mut rule.photo);
            texts(
                sheet,
                "documents",
                t!("form-documents"),
                &mut rule.documents,
            );
            fees(sheet, &mut rule.fees);
            texts(
                sheet,
                "waivers",
                t!("form-fee-waivers"),
                &mut rule.fee_waivers,
            );
            sheet.group(t!("form-ticket"));
            sheet.within("ticket_", |sheet| ticket(sheet, &mut rule.ticket));
        },
    );
}

pub(super) fn yes_or_no(sheet: &mut Sheet, name: &str, label: String, own: &mut Option<bool>) {
    let options = vec![
        (None, t!("form-unstated")),
        (Some(true), t!("form-yes")),
        (Some(false), t!("form-no")),
    ];
    sheet.choose(Field::new(name, label), own, options, String::new());
}

fn ticket(sheet: &mut Sheet, own: &mut Option<TicketRule>) {
    let default = || TicketRule {
        from: None,
        until: None,
        in_person: None,
        missing_it_is_absence: None,
    };
    sheet.section(t!("form-has-ticket"), own, default, |sheet, ticket| {
        sheet.moment("from", t!("form-ticket-from"), &mut ticket.from);
        sheet.moment("until", t!("form-ticket-until"), &mut ticket.until);
        yes_or_no(
            sheet,
            "in_person",
            t!("form-ticket-in-person"),
            &mut ticket.in_person,
        );
        yes_or_no(
            sheet,
            "absence",
            t!("form-ticket-absence"),
            &mut ticket.missing_it_is_absence,
        );
    });
}

fn fees(sheet: &mut Sheet, own: &mut Vec<Fee>) {
    let table = Table {
        name: "fees",
        legend: t!("form-fees"),
        note: t!("form-row-note"),
        head: vec![t!("form-fee-what"), t!("form-name-en"), t!("form-yuan")],
        key: "what",
        spare: 2,
    };
    let blank = || Fee {
        what: Text::default(),
        yuan: Points::whole(1),
    };
    sheet.list(table, own, blank, |sheet, prefix, fee| {
        sheet.words(
            &format!("{prefix}what"),
            t!("form-fee-what"),
            t!("form-name-en"),
            &mut fee.what,
        );
        sheet.points(&format!("{prefix}yuan"), t!("form-yuan"), &mut fee.yuan);
    });
}

/// Sentences, one a row.
pub(super) fn texts(sheet: &mut Sheet, name: &'static str, legend: String, own: &mut Vec<Text>) {
    let table = Table {
        name,
        legend,
        note: t!("form-row-note"),
        head: vec![t!("form-in-chinese"), t!("form-name-en")],
        key: "text",
        spare: 2,
    };
    sheet.list(table, own, Text::default, |sheet, prefix, text| {
        sheet.words(
            &format!("{prefix}text"),
            t!("form-in-chinese"),
            t!("form-name-en"),
            text,
        );
    });
}
