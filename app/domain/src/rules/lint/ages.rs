//! Birth windows: the words beside them, gaps and overlaps between posts, relaxations that do not relax.
//!
//! Of 50 printed birth windows, 36 let the oldest applicant be N and 14 less than N (domain.md 3.1). So an age in words
//! is never computed with; it is held against the window, and the reader is told which of the two readings the window
//! follows.

use super::super::document::Lang::Zh;
use super::super::document::{
    BIRTH_DATE, Condition, Post, Requirement, RuleDocument, StatedAge, whole_years,
};
use super::super::eligibility::truth::requirements_of;
use super::super::words;
use super::conditions::requirements;
use super::{LintCode, Report};
use chrono::{Datelike, Days, NaiveDate};

/// The first and the last birthday that a condition allows; `None` on a side: open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    for (place, requirement) in requirements(doc) {
        let window = window_of(&requirement.condition);
        if let Some(stated) = &requirement.stated_age {
            stated_age(&place, stated, window, report);
        }
        relaxations(&place, requirement, window, report);
    }
    bands(doc, report);
    never_met(doc, report);
}

/// The birth window of a condition made of date tests joined by "all".
fn window_of(condition: &Condition) -> Option<Window> {
    match condition {
        Condition::Date(test) if test.fact.as_str() == BIRTH_DATE => Some(Window {
            first: test
                .from
                .map(super::super::document::DateBound::first_allowed),
            last: test
                .until
                .map(super::super::document::DateBound::last_allowed),
        }),
        Condition::All(branches) => branches.iter().filter_map(window_of).reduce(Window::and),
        _ => None,
    }
}

impl Window {
    fn and(self, other: Window) -> Window {
        Window {
            first: self.first.max(other.first),
            last: match (self.last, other.last) {
                (Some(one), Some(two)) => Some(one.min(two)),
                (one, two) => one.or(two),
            },
        }
    }

    fn is_empty(self) -> bool {
        matches!((self.first, self.last), (Some(first), Some(last)) if first > last)
    }

    fn starts(self) -> NaiveDate {
        self.first.unwrap_or(NaiveDate::MIN)
    }

    fn ends(self) -> NaiveDate {
        self.last.unwrap_or(NaiveDate::MAX)
    }
}

fn stated_age(place: &str, stated: &StatedAge, window: Option<Window>, report: &mut Report) {
    let Some(window) = window else {
        let zh = "写了年龄，却没有写出生日期的起止；请按公告写明日期。";
        let en = "An age is stated, but no birth dates; write the dates.";
        return report.blocks(LintCode::StatedAgeWithoutWindow, place, zh, en);
    };
    let Some(on) = stated.on else {
        let zh = "写了年龄，没有写按哪一天计算；以出生日期为准。";
        let en = "An age is stated without the day it refers to; the birth dates count.";
        return report.warns(LintCode::StatedAgeAmbiguous, place, zh, en);
    };
    if let (Some(oldest), Some(first)) = (stated.oldest, window.first) {
        oldest_age(place, oldest, first, on, report);
    }
    if let (Some(youngest), Some(last)) = (stated.youngest, window.last) {
        youngest_age(place, youngest, last, on, report);
    }
}

fn youngest_age(place: &str, youngest: u8, last: NaiveDate, on: NaiveDate, report: &mut Report) {
    let limit = i32::from(youngest);
    let age = |days: u64| whole_years(last + Days::new(days), on);
    if age(0) == limit && age(1) < limit {
        return;
    }
    let day = words::date(last, Zh);
    // O09: "27 to 30" ends one day before those who turn 27 on the very day.
    if age(1) == limit && age(2) < limit {
        let zh = format!(
            "“{youngest}周岁以上”在这里不包括{on}当天满{youngest}周岁的人（{day}以前出生），以日期为准。"
        );
        let en = format!(
            "By the printed dates people who turn {youngest} on the very day are left out."
        );
        return report.warns(LintCode::StatedAgeAmbiguous, place, zh, en);
    }
    let zh = format!(
        "写的是{youngest}周岁以上，但最晚{day}出生的人在{on}是{}周岁。",
        age(0)
    );
    let en = format!(
        "{youngest} or older is stated, but the youngest allowed are {} on {on}.",
        age(0)
    );
    report.blocks(LintCode::StatedAgeContradicts, place, zh, en);
}

fn oldest_age(place: &str, oldest: u8, first: NaiveDate, on: NaiveDate, report: &mut Report) {
    let age = whole_years(first, on);
    let limit = i32::from(oldest);
    let day = words::date(first, Zh);
    // The window may reach back to people who are N that day (whole year of N), end on the day itself, or stop before N.
    let (zh, en) = if age == limit && whole_years(first - Days::new(1), on) == limit + 1 {
        (
            format!("“{oldest}周岁以下”在这里包括{oldest}周岁的人（{day}以后出生）。"),
            "people of that age are let in",
        )
    } else if age == limit && whole_years(first + Days::new(1), on) < limit {
        (
            format!("“{oldest}周岁以下”在这里只到{on}满{oldest}周岁的当天（{day}出生）。"),
            "the birthday itself is the last day let in",
        )
    } else if age < limit && whole_years(first - Days::new(1), on) >= limit {
        (
            format!("“{oldest}周岁以下”在这里不包括已满{oldest}周岁的人（{day}以后出生）。"),
            "people of that age are left out",
        )
    } else if age == limit + 1 && (first.month(), first.day()) == (on.month(), on.day()) {
        (
            format!(
                "“{oldest}周岁以下”在这里包括{on}正好满{}周岁的人（{day}出生）。",
                oldest + 1
            ),
            "even the next birthday, on the very day, is let in",
        )
    } else {
        let zh = format!(
            "写的是{oldest}周岁以下，但最早{day}出生的人在{on}已{age}周岁，两种读法都对不上。"
        );
        let en = format!(
            "{oldest} or younger is stated, but the oldest allowed are {age} on {on}: no reading fits."
        );
        return report.blocks(LintCode::StatedAgeContradicts, place, zh, en);
    };
    let en = format!("\"{oldest} or younger\" can be read in two ways; by the printed dates {en}.");
    report.warns(
        LintCode::StatedAgeAmbiguous,
        place,
        format!("{zh}“以下”有两种读法，以日期为准。"),
        en,
    );
}

fn relaxations(
    place: &str,
    requirement: &Requirement,
    window: Option<Window>,
    report: &mut Report,
) {
    for (index, relaxation) in requirement.relaxations.iter().enumerate() {
        let place = format!("{place}/relaxations/{index}");
        let relaxed = relaxation.instead.as_ref().and_then(window_of);
        if let Some(stated) = &relaxation.stated_age {
            stated_age(&place, stated, relaxed, report);
        }
        if let (Some(own), Some(relaxed)) = (window, relaxed)
            && relaxed.starts() >= own.starts()
            && relaxed.ends() <= own.ends()
        {
            let zh = "放宽以后的出生日期范围并不比原来宽。";
            report.warns(
                LintCode::RelaxationNarrower,
                &place,
                zh,
                "The relaxed birth dates are no wider.",
            );
        }
    }
}

/// Posts that differ by age band (O09) should leave no day out and count no day twice.
fn bands(doc: &RuleDocument, report: &mut Report) {
    let mut banded: Vec<(usize, Window)> = Vec::new();
    for (index, post) in doc.posts.iter().enumerate() {
        let own = post
            .eligibility
            .iter()
            .filter_map(|requirement| window_of(&requirement.condition));
        banded.extend(own.reduce(Window::and).map(|window| (index, window)));
    }
    let distinct = banded.windows(2).any(|pair| pair[0].1 != pair[1].1);
    if banded.len() < 2 || !distinct {
        return;
    }
    banded.sort_by_key(|(index, window)| (window.starts(), window.ends(), *index));
    for pair in banded.windows(2) {
        let ((one, before), (two, after)) = (pair[0], pair[1]);
        let codes = (&doc.posts[one].code, &doc.posts[two].code);
        let place = format!("/posts/{two}");
        if before.ends() >= after.starts() {
            let zh = format!("岗位{}和{}的出生日期范围有重叠。", codes.0, codes.1);
            report.warns(
                LintCode::AgeOverlap,
                &place,
                zh,
                format!("Posts {} and {} overlap in birth dates.", codes.0, codes.1),
            );
        } else if before
            .ends()
            .succ_opt()
            .is_some_and(|next| next < after.starts())
        {
            let zh = format!(
                "岗位{}和{}之间有一段出生日期哪个岗位都不能报。",
                codes.0, codes.1
            );
            let en = format!(
                "Between posts {} and {} some birth dates fit neither.",
                codes.0, codes.1
            );
            report.warns(LintCode::AgeGap, &place, zh, en);
        }
    }
}

/// A post whose requirements leave no birthday at all.
fn never_met(doc: &RuleDocument, report: &mut Report) {
    for (index, post) in doc.posts.iter().enumerate() {
        if window_of_post(doc, post).is_some_and(Window::is_empty) {
            let zh = format!("没有人能报岗位{}：几条年龄要求互相矛盾。", post.code);
            let en = format!(
                "Nobody can apply for post {}: its age requirements contradict each other.",
                post.code
            );
            report.blocks(
                LintCode::NeverMet,
                &format!("/posts/{index}/eligibility"),
                zh,
                en,
            );
        }
    }
}

fn window_of_post(doc: &RuleDocument, post: &Post) -> Option<Window> {
    let strict =
        requirements_of(doc, post).filter(|requirement| requirement.relaxations.is_empty());
    strict
        .filter_map(|requirement| window_of(&requirement.condition))
        .reduce(Window::and)
}
