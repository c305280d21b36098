//! How people apply: windows, review, corrections, appeals, papers, tickets, and changes after that.

use super::{
    fees::fees,
    texts::{texts, yes_or_no},
};
use crate::{
    rule_editor::fields::{later::not_yet, series::Series, sheet::RuleForm},
    ui::forms::Field,
};
use chrono::NaiveDate;
use domain::{
    Problem,
    rules::{
        AdjustmentRule, Applying, ApplyingWindow, CorrectedWhile, CorrectionRule, Duplicates,
        Hours, Period, PostChangeBy, PostChangeRule, RuleDocument, TicketRule,
    },
    time::{Clock, Moment},
};

/// A moment that nobody has written yet.
fn unwritten() -> Moment {
    Moment {
        date: NaiveDate::default(),
        minute: 0,
    }
}

pub(super) fn applying(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    sheet.group(t!("form-common"));
    sheet.section(
        t!("form-stated"),
        &mut doc.applying,
        Applying::default,
        |sheet, rule: &mut Applying| {
            sheet.clause("clause", &mut rule.clause);
            windows(sheet, &mut rule.windows);
            sheet.group(t!("form-deadlines"));
            period(sheet, "review", review_labels(), &mut rule.review);
            correction(sheet, &mut rule.correction);
            period(sheet, "appeal", appeal_labels(), &mut rule.appeal);
            duplicates(sheet, &mut rule.duplicates);
            sheet.maybe_text("photo", t!("form-photo"), &mut rule.photo);
            let legend = t!("form-documents");
            texts(sheet, "documents", legend, &mut rule.documents);
            ticket(sheet, &mut rule.ticket);
            fees(sheet, &words, &mut rule.fees);
            afterwards(sheet, rule);
        },
    );
}

fn windows(sheet: &mut RuleForm, own: &mut Vec<ApplyingWindow>) {
    let series = Series {
        name: "windows",
        legend: t!("form-windows"),
        note: t!("form-windows-note"),
        add: t!("add-window"),
    };
    let blank = |_, _: &[_]| ApplyingWindow {
        opens: unwritten(),
        closes: unwritten(),
        online: true,
        counter: None,
        hours: Vec::new(),
    };
    sheet.series(series, own, blank, |sheet, window| {
        sheet.needed_moment("opens", t!("form-opens"), &mut window.opens);
        sheet.needed_moment("closes", t!("form-closes"), &mut window.closes);
        sheet.tick("online", t!("form-online"), &mut window.online);
        let says = window.counter.is_some() || !window.hours.is_empty();
        sheet.fold("at_counter", t!("form-counter-fold"), says, |sheet| {
            sheet.later("ApplyingWindow", "counter");
            hours(sheet, &mut window.hours);
            sheet.maybe_text("counter", t!("form-counter"), &mut window.counter);
        });
        if window.opens == unwritten() {
            t!("form-unnamed")
        } else {
            window.opens.to_string().replace('T', " ")
        }
    });
}

/// The hours of a day in one line: `08:30-11:30, 13:00-16:30`.
fn hours(sheet: &mut RuleForm, own: &mut Vec<Hours>) {
    let line = |hours: &Hours| format!("{}-{}", hours.from, hours.to);
    let before: Vec<String> = own.iter().map(line).collect();
    let mut typed = Some(before.join(", "));
    sheet.line("hours", t!("form-hours"), &mut typed);
    let detail = typed.unwrap_or_default();
    match read_hours(&detail) {
        Some(hours) => *own = hours,
        None => sheet.wrong("hours", Problem::Unreadable { line: 1, detail }),
    }
}

fn read_hours(typed: &str) -> Option<Vec<Hours>> {
    let plain = domain::characters::in_half_width(typed);
    let clock = |text: &str| -> Option<Clock> {
        let text = text.trim();
        let padded = match text.find(':') {
            Some(1) => format!("0{text}"),
            _ => text.to_owned(),
        };
        padded.parse().ok()
    };
    let spans = plain
        .split([',', '、', ';'])
        .filter(|span| !span.trim().is_empty());
    let read = spans.map(|span| {
        let (from, to) = span.split_once(['-', '–', '—', '~'])?;
        Some(Hours {
            from: clock(from)?,
            to: clock(to)?,
        })
    });
    read.collect()
}

fn review_labels() -> [String; 2] {
    [t!("form-review-from"), t!("form-review-until")]
}

fn appeal_labels() -> [String; 2] {
    [t!("form-appeal-from"), t!("form-appeal-until")]
}

/// From and until; without either the notice does not say.
fn period(sheet: &mut RuleForm, name: &str, labels: [String; 2], own: &mut Option<Period>) {
    let mut period = own.unwrap_or_default();
    let [from, until] = labels;
    sheet.moment(&format!("{name}_from"), from, &mut period.from);
    sheet.moment(&format!("{name}_until"), until, &mut period.until);
    *own = Some(period).filter(|period| *period != Period::default());
}

fn correction(sheet: &mut RuleForm, own: &mut Option<CorrectionRule>) {
    let mut state = own.map(|rule| rule.state);
    let mut until = own.and_then(|rule| rule.until);
    let field = Field::new("correction_while", t!("form-correction-while"));
    sheet.maybe_fixed(
        field,
        &mut state,
        "while",
        t!("form-unstated"),
        &[CorrectedWhile::NotAccepted, CorrectedWhile::Returned],
    );
    sheet.moment("correction_until", t!("form-correction-until"), &mut until);
    if state.is_none() && until.is_some() {
        sheet.wrong("correction_while", Problem::NotChosen);
    }
    *own = state.map(|state| CorrectionRule { until, state });
}

fn duplicates(sheet: &mut RuleForm, own: &mut Option<Duplicates>) {
    let field = Field::new("duplicates", t!("form-duplicates"));
    sheet.maybe_fixed(
        field,
        own,
        "duplicates",
        t!("form-unstated"),
        &[
            Duplicates::Refuse,
            Duplicates::CancelAll,
            Duplicates::KeepFirst,
            Duplicates::KeepLast,
        ],
    );
}

fn ticket(sheet: &mut RuleForm, own: &mut Option<TicketRule>) {
    let says = own.is_some();
    sheet.fold("ticket", t!("form-ticket"), says, |sheet| {
        sheet.within("ticket_", |sheet| {
            let tick = t!("form-has-ticket");
            sheet.section(tick, own, TicketRule::default, |sheet, ticket| {
                sheet.moment("from", t!("form-ticket-from"), &mut ticket.from);
                sheet.moment("until", t!("form-ticket-until"), &mut ticket.until);
                let label = t!("form-ticket-in-person");
                yes_or_no(sheet, "in_person", label, &mut ticket.in_person);
                let label = t!("form-ticket-absence");
                yes_or_no(sheet, "absence", label, &mut ticket.missing_it_is_absence);
            });
        });
    });
}

/// What may be changed or asked for after applying.
fn afterwards(sheet: &mut RuleForm, rule: &mut Applying) {
    let says = rule.post_change.is_some() || rule.adjustments.is_some();
    sheet.fold("afterwards", t!("form-afterwards"), says, |sheet| {
        sheet.group_with(t!("form-post-change"), not_yet("Applying", "post_change"));
        post_change(sheet, &mut rule.post_change);
        sheet.group_with(t!("form-adjustments"), not_yet("Applying", "adjustments"));
        let mut deadline = rule.adjustments.map(|rule| rule.deadline);
        let label = t!("form-adjustments-until");
        sheet.moment("adjustments_until", label, &mut deadline);
        rule.adjustments = deadline.map(|deadline| AdjustmentRule { deadline });
    });
}

fn post_change(sheet: &mut RuleForm, own: &mut Option<PostChangeRule>) {
    let mut by = own.map(|rule| rule.by);
    let mut until = own.and_then(|rule| rule.until);
    let mut times = own.and_then(|rule| rule.times);
    let field = Field::new("change_by", t!("form-change-by"));
    sheet.maybe_fixed(
        field,
        &mut by,
        "by",
        t!("form-unstated"),
        &[PostChangeBy::Applicant, PostChangeBy::Organiser],
    );
    sheet.moment("change_until", t!("form-change-until"), &mut until);
    sheet.maybe_count("change_times", t!("form-change-times"), &mut times);
    if by.is_none() && (until.is_some() || times.is_some()) {
        sheet.wrong("change_by", Problem::NotChosen);
    }
    *own = by.map(|by| PostChangeRule { by, until, times });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_offices_print_them() {
        let read = read_hours("8:30–11:30，13：00－16：30").unwrap();
        let shown: Vec<_> = read
            .iter()
            .map(|hours| format!("{}-{}", hours.from, hours.to))
            .collect();
        assert_eq!(shown, ["08:30-11:30", "13:00-16:30"]);
        assert_eq!(read_hours(""), Some(Vec::new()));
        for wrong in ["8:30", "8:30-25:00", "morning"] {
            assert_eq!(read_hours(wrong), None, "{wrong}");
        }
    }
}
