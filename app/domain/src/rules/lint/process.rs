//! Deadlines, windows and publication.

use super::super::document::Lang::{En, Zh};
use super::super::document::{
    ApplicationRule, DayKind, HolidayRule, Moment, PublicationPeriodRule, RuleDocument,
};
use super::super::words;
use super::{LintCode, Report};
use crate::time::{Holidays, is_legal_holiday};
use chrono::{Datelike, NaiveDate, Weekday};

/// The national rule for public institutions asks for 7 to 15 days; community notices often go below it, so this only
/// warns (domain.md 3.9).
const USUAL_DAYS: u16 = 7;

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    for (place, moment) in moments(doc) {
        if moment.minute == 1440 {
            let zh = format!(
                "“{} 24:00”容易看错一天，请写23:59或第二天0:00。",
                words::date(moment.date, Zh)
            );
            let en = format!(
                "24:00 on {} is easily misread by a day; write 23:59.",
                words::date(moment.date, En)
            );
            report.warns(LintCode::MidnightDeadline, &place, zh, en);
        }
    }
    if let Some(application) = &doc.application {
        windows(application, report);
        evidence(doc, application, report);
    }
    publication(doc, report);
    if let Some(rule) = &doc.holidays {
        holidays(rule, report);
    }
}

fn moments(doc: &RuleDocument) -> Vec<(String, Moment)> {
    let mut found = Vec::new();
    let mut add = |place: &str, moment: Option<Moment>| {
        found.extend(moment.map(|moment| (place.to_owned(), moment)));
    };
    if let Some(rule) = &doc.application {
        add("/application/opens", rule.opens);
        add("/application/closes", rule.closes);
        add("/application/review_until", rule.review_until);
        add("/application/correction_until", rule.correction_until);
        add("/application/appeal_from", rule.appeal_from);
        add("/application/appeal_until", rule.appeal_until);
        if let Some(ticket) = &rule.ticket {
            add("/application/ticket/from", ticket.from);
            add("/application/ticket/until", ticket.until);
        }
    }
    for (place, rules) in super::sections(doc) {
        if let Some(rule) = &rules.bonus {
            add(&format!("{place}/bonus/evidence_by"), rule.evidence_by);
            for (index, item) in rule.items.iter().enumerate() {
                add(
                    &format!("{place}/bonus/items/{index}/evidence_by"),
                    item.evidence_by,
                );
            }
        }
        if let Some(rule) = &rules.opening_ratio {
            add(
                &format!("{place}/opening_ratio/post_change_until"),
                rule.post_change_until,
            );
        }
        let substitution = rules
            .shortlist
            .as_ref()
            .and_then(|rule| rule.substitution.as_ref());
        add(
            &format!("{place}/shortlist/substitution/until"),
            substitution.and_then(|rule| rule.until),
        );
    }
    found
}

fn windows(rule: &ApplicationRule, report: &mut Report) {
    let ticket = rule.ticket.as_ref();
    let pairs = [
        ("/application", rule.opens, rule.closes),
        (
            "/application/appeal_from",
            rule.appeal_from,
            rule.appeal_until,
        ),
        ("/application/review_until", rule.opens, rule.review_until),
        (
            "/application/ticket",
            ticket.and_then(|t| t.from),
            ticket.and_then(|t| t.until),
        ),
    ];
    for (place, from, until) in pairs {
        if let (Some(from), Some(until)) = (from, until)
            && from >= until
        {
            let zh = format!(
                "截止时间（{}）不晚于开始时间（{}）。",
                words::moment(until, Zh),
                words::moment(from, Zh)
            );
            let en = format!(
                "It ends ({}) before it begins ({}).",
                words::moment(until, En),
                words::moment(from, En)
            );
            report.blocks(LintCode::ClosesBeforeItOpens, place, zh, en);
        }
    }
}

fn evidence(doc: &RuleDocument, application: &ApplicationRule, report: &mut Report) {
    for (place, rules) in super::sections(doc) {
        let by = rules.bonus.as_ref().and_then(|rule| rule.evidence_by);
        if let (Some(by), Some(opens)) = (by, application.opens)
            && by < opens
        {
            let zh = "加分证明材料的截止时间在报名开始之前。";
            let place = format!("{place}/bonus/evidence_by");
            report.blocks(
                LintCode::EvidenceBeforeApplications,
                &place,
                zh,
                "Evidence is due before applications open.",
            );
        }
    }
}

fn publication(doc: &RuleDocument, report: &mut Report) {
    if doc.publication.is_empty() {
        let zh = "没有写公示几天。";
        report.warns(
            LintCode::NoPublication,
            "/publication",
            zh,
            "No publication period is stated.",
        );
    }
    let holidays = doc
        .holidays
        .as_ref()
        .map(HolidayRule::days)
        .unwrap_or_default();
    for (index, rule) in doc.publication.iter().enumerate() {
        let place = format!("/publication/{index}");
        count(&place, rule, &holidays, report);
        if rule.days < USUAL_DAYS {
            let zh = format!("公示{}天，少于通常的{USUAL_DAYS}天。", rule.days);
            let en = format!("{} days of publication; {USUAL_DAYS} are usual.", rule.days);
            report.warns(LintCode::ShortPublication, &place, zh, en);
        }
        if rule.kind.is_none() {
            let zh = "没有写公示是几个工作日还是几个自然日；按默认规则，算工作日。";
            let en = "It is not said whether working days or calendar days are meant; by default working days.";
            report.warns(LintCode::DayKindNotStated, &place, zh, en);
        }
    }
}

/// A period with printed days: its end as counted, and the holidays on its way.
fn count(place: &str, rule: &PublicationPeriodRule, holidays: &Holidays, report: &mut Report) {
    let Some((from, until)) = rule.printed_period(holidays) else {
        return;
    };
    if let Some(stated) = rule.stated_until.filter(|stated| *stated != until) {
        let (said, counted) = (words::date(stated, Zh), words::date(until, Zh));
        let zh = format!("公告写公示到{said}，按天数算是到{counted}。");
        let (said, counted) = (words::date(stated, En), words::date(until, En));
        let en = format!("The notice says until {said}; by the count of days it is {counted}.");
        report.blocks(LintCode::PublicationEndDisagrees, place, zh, en);
    }
    let unsaid = |day: &NaiveDate| {
        is_legal_holiday(*day) && !holidays.off.contains(day) && !holidays.worked.contains(day)
    };
    let days = from.iter_days().take_while(|day| *day <= until);
    if rule.kind != Some(DayKind::Calendar)
        && let Some(day) = days.into_iter().find(unsaid)
    {
        let zh = format!(
            "公示期里有法定节假日（{}），没有写哪几天放假、哪个周末上班，工作日算不准：请在节假日里列出。",
            words::date(day, Zh)
        );
        let en = format!(
            "A legal holiday ({}) falls into the period, and it is not said which days are off and which weekends are worked: list them.",
            words::date(day, En)
        );
        report.warns(LintCode::HolidayNotStated, place, zh, en);
    }
}

/// Days off and days worked that cannot both be meant.
fn holidays(rule: &HolidayRule, report: &mut Report) {
    for (index, range) in rule.off.iter().enumerate() {
        if !range.is_sound() {
            let zh = "放假的截止日早于开始日，或者超过一个月。";
            let en = "These days off end before they begin, or last longer than a month.";
            report.blocks(
                LintCode::EmptyWindow,
                &format!("/holidays/off/{index}"),
                zh,
                en,
            );
        }
    }
    let off = rule.days().off;
    for (index, day) in rule.worked.iter().enumerate() {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if off.contains(day) || !weekend {
            let zh = format!(
                "{}不是调休上班的周末：它本来就是工作日，或者同时列为放假。",
                words::date(*day, Zh)
            );
            let en = format!(
                "{} is no exchanged weekend: it is a weekday, or listed as off, too.",
                words::date(*day, En)
            );
            report.blocks(
                LintCode::HolidayContradicts,
                &format!("/holidays/worked/{index}"),
                zh,
                en,
            );
        }
    }
}
