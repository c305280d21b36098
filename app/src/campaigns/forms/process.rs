//! Post table, dates of application and publication as forms.

use super::sheet::{Control, Sheet, Table};
use crate::{
    campaigns::post_lines::{posts_text, read_posts},
    error::AppError,
    ui::forms::Field,
};
use domain::rules::{ApplicationRule, DayKind, PublicationPeriodRule, RuleDocument};

pub(super) fn posts(sheet: &mut Sheet, doc: &mut RuleDocument) {
    sheet.group(t!("post-table"));
    let field = Field::new("posts", t!("post-table")).hint(t!("posts-hint"));
    sheet.put(field, Control::Area(14), &posts_text(doc));
    if let Some(typed) = sheet.answer("posts") {
        match read_posts(doc, typed) {
            Ok(posts) => doc.posts = posts,
            Err(AppError::Invalid(problems)) => sheet.problems.extend(problems),
            Err(_) => sheet.wrong("posts", domain::Problem::NotATable),
        }
    }
    sheet.maybe_count("stated_places", t!("form-stated-places"), &mut doc.stated_places);
}

pub(super) fn application(sheet: &mut Sheet, doc: &mut RuleDocument) {
    sheet.group_with(t!("form-common"), t!("form-application-note"));
    sheet.section(t!("form-stated"), &mut doc.application, Default::default, |sheet, rule: &mut ApplicationRule| {
        sheet.moment("opens", t!("form-opens"), &mut rule.opens);
        sheet.moment("closes", t!("form-closes"), &mut rule.closes);
        sheet.moment("review_until", t!("form-review-until"), &mut rule.review_until);
        sheet.moment("correction_until", t!("form-correction-until"), &mut rule.correction_until);
        let one = vec![(None, t!("form-unstated")), (Some(true), t!("form-yes")), (Some(false), t!("form-no"))];
        let field = Field::new("one_post", t!("form-one-post"));
        sheet.choose(field, &mut rule.one_post_per_person, one, String::new());
    });
}

pub(super) fn publication(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let table = Table {
        name: "periods",
        legend: t!("part-publication"),
        note: t!("form-row-note"),
        head: vec![t!("form-published-what"), t!("form-name-en"), t!("form-days"), t!("form-day-kind")],
        key: "what",
        spare: 2,
    };
    let blank = || PublicationPeriodRule { days: 7, ..PublicationPeriodRule::default() };
    sheet.list(table, &mut doc.publication, blank, |sheet, prefix, period| {
        sheet.words(&format!("{prefix}what"), t!("form-published-what"), t!("form-name-en"), &mut period.what);
        sheet.count(&format!("{prefix}days"), t!("form-days"), &mut period.days);
        let kinds = vec![
            (None, t!("form-unstated")),
            (Some(DayKind::Working), t!("form-working-days")),
            (Some(DayKind::Calendar), t!("form-calendar-days")),
        ];
        let field = Field::new(format!("{prefix}kind"), t!("form-day-kind"));
        sheet.choose(field, &mut period.kind, kinds, String::new());
    });
}
