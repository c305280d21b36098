//! The list and its checks, over a run of real rules.

use super::*;
use crate::{
    Points,
    publication::{changes, mask_name},
    rules::{Candidate, DayRange, HolidayRule, InterviewSheet, Mark, Stage, Text},
};

fn rules() -> RuleDocument {
    serde_json::from_str(include_str!("../../../tests/notices/O03-demo.json")).unwrap()
}

fn candidate(number: usize, post: &str, written: i64, interview: Option<i64>) -> Candidate {
    let sheet = |mark: i64| InterviewSheet {
        room: "1".into(),
        marks: vec![Mark::Scored(Points::whole(mark)); 7],
        ..Default::default()
    };
    Candidate {
        number: format!("2603280{number:04}"),
        post: post.into(),
        written: [("knowledge".into(), Mark::Scored(Points::whole(written)))]
            .into_iter()
            .collect(),
        interview: interview.map(sheet),
        ..Default::default()
    }
}

/// Twelve go to the interview of GJZ-01 (four places), two more do not.
fn bundle() -> Bundle {
    let people = (0..14).map(|n| candidate(n, "GJZ-01", 90 - n as i64, (n < 12).then_some(80)));
    Bundle::seal(rules(), people.collect(), Stage::Total).unwrap()
}

fn head(version: u32) -> Head {
    Head {
        campaign: "gjz-2026".into(),
        title: "名单".into(),
        organiser: "甘井子区民政局".into(),
        version,
        reason: if version > 1 {
            "补上加分".into()
        } else {
            String::new()
        },
        sealed_at: Instant(0),
    }
}

fn names(bundle: &Bundle) -> HashMap<String, String> {
    bundle
        .candidates
        .iter()
        .map(|c| (c.number.clone(), mask_name("张某某")))
        .collect()
}

fn list() -> ResultList {
    compose(head(1), &bundle(), &names(&bundle()))
}

fn statement(list: &ResultList, sha256: String) -> Statement {
    Statement {
        campaign: list.campaign.clone(),
        version: list.version,
        sha256,
        previous: None,
        sealed_at: list.sealed_at,
    }
}

/// The checks that fail for a list that was sealed as it is.
fn failed(list: &ResultList, bundle: &Bundle) -> Vec<Check> {
    let bytes = list.sealed_bytes().unwrap();
    let digest = sha256(&bytes);
    let results = check_sealed(
        &bytes,
        &digest,
        Some(&statement(list, digest.clone())),
        bundle,
        &rules(),
    );
    assert_eq!(results.len(), 5);
    results
        .into_iter()
        .filter(|r| !r.passed)
        .map(|r| r.check)
        .collect()
}

#[test]
fn a_list_holds_everybody_who_came_as_far_as_the_interview_in_their_order() {
    let list = list();
    assert_eq!((list.posts.len(), list.people()), (1, 12));
    let post = &list.posts[0];
    assert_eq!(
        (post.code.as_str(), post.street.as_str(), post.places),
        ("GJZ-01", "辛寨子街道", 4)
    );
    assert_eq!(
        post.rows.iter().filter_map(|r| r.rank).collect::<Vec<_>>(),
        (1..=12).collect::<Vec<_>>()
    );
    assert_eq!(post.rows[3].placing, Placing::Selected);
    assert_eq!(post.rows[4].placing, Placing::Substitute(1));
    assert_eq!(failed(&list, &bundle()), []);
}

#[test]
fn a_changed_row_no_longer_recomputes_even_under_a_fresh_seal() {
    let mut list = list();
    list.posts[0].rows[5].total = Some(Points::whole(99));
    assert_eq!(failed(&list, &bundle()), [Check::Recomputed { people: 12 }]);
}

#[test]
fn a_changed_byte_no_longer_matches_the_seal() {
    let list = list();
    let bytes = list.sealed_bytes().unwrap();
    let digest = sha256(&bytes);
    let altered = String::from_utf8(bytes.clone())
        .unwrap()
        .replace("85.00", "86.00")
        .into_bytes();
    for (sealed, printed, signed) in [
        (&altered, &digest, &digest),
        // Whoever also rewrites the digest still lacks the signature.
        (&altered, &sha256(&altered), &digest),
        (&b"not a list".to_vec(), &digest, &digest),
    ] {
        let results = check_sealed(
            sealed,
            printed,
            Some(&statement(&list, signed.clone())),
            &bundle(),
            &rules(),
        );
        assert!(!results[0].passed, "{printed}");
    }
    assert!(
        !check_sealed(&bytes, &digest, None, &bundle(), &rules())[0].passed,
        "no signature, no seal"
    );
}

#[test]
fn nobody_below_an_announced_line_is_selected_and_the_rules_are_the_announced_ones() {
    let mut list = list();
    list.posts[0].rows[0].interview = Some(Points::whole(59));
    assert!(failed(&list, &bundle()).contains(&Check::FollowsRules { selected: 4 }));
    let bytes = self::list().sealed_bytes().unwrap();
    let mut announced = rules();
    announced.posts[0].places = Some(5);
    let signed = statement(&list, sha256(&bytes));
    let results = check_sealed(
        &bytes,
        &sha256(&bytes),
        Some(&signed),
        &bundle(),
        &announced,
    );
    assert!(results.contains(&CheckResult {
        check: Check::FollowsRules { selected: 4 },
        passed: false
    }));
}

#[test]
fn a_line_is_compared_with_its_own_figure_only() {
    // The second paper counts half: 90 of its 100 marks are no line of the whole.
    let mut rules = rules();
    let mut second = rules.rules.written.as_ref().unwrap().papers[0].clone();
    second.code = "second".into();
    let written = rules.rules.written.as_mut().unwrap();
    written.papers[0].weight = "1/2".parse().unwrap();
    second.weight = "1/2".parse().unwrap();
    second.pass_line = serde_json::from_value(serde_json::json!({"at": {"points": "90"}})).unwrap();
    written.papers.push(second);
    let mut people: Vec<Candidate> = (0..3)
        .map(|n| candidate(n, "GJZ-01", 70, Some(80)))
        .collect();
    for (person, mark) in people.iter_mut().zip([90, 95, 89]) {
        person
            .written
            .insert("second".into(), Mark::Scored(Points::whole(mark)));
    }
    let bundle = Bundle::seal(rules, people, Stage::Total).unwrap();
    let list = compose(head(1), &bundle, &names(&bundle));
    let selected = list.posts[0]
        .rows
        .iter()
        .filter(|row| row.placing == Placing::Selected);
    assert_eq!(
        selected.count(),
        2,
        "89 does not reach the line of the paper"
    );
    assert!(nobody_below_a_line(&list, &bundle));
    let mut altered = bundle.clone();
    altered.candidates[0]
        .written
        .insert("second".into(), Mark::Scored(Points::whole(89)));
    assert!(!nobody_below_a_line(&list, &altered));
}

#[test]
fn a_reason_reveals_no_number() {
    let list = ResultList {
        reason: "13800138000来电更正".into(),
        version: 2,
        ..list()
    };
    assert_eq!(failed(&list, &bundle()), [Check::Masked { rows: 12 }]);
}

#[test]
fn the_sentence_is_copied_in_either_language_and_nothing_else_will_do() {
    for typed in [
        "公布第2版258人",
        " 公布第 2 版 258 人 ",
        "公布第２版２５８人",
        "publish version 2 with 258 people",
    ] {
        assert!(is_copied(typed, 2, 258), "{typed}");
    }
    for typed in ["", "公布第1版258人", "公布第2版258", "公布"] {
        assert!(!is_copied(typed, 2, 258), "{typed}");
    }
}

#[test]
fn a_list_is_named_after_its_announcement() {
    for (announcement, title) in [
        (
            "甘井子区公开招聘社区工作者公告（50人）",
            "甘井子区公开招聘社区工作者总成绩和进入体检人员名单",
        ),
        (
            "2026年青松区公开招聘社区工作者简章",
            "2026年青松区公开招聘社区工作者总成绩和进入体检人员名单",
        ),
        ("社区工作者招聘", "社区工作者招聘总成绩和进入体检人员名单"),
    ] {
        assert_eq!(list_title(announcement), title);
    }
}

#[test]
fn the_longest_named_period_counts_and_a_silent_notice_gives_seven_working_days() {
    assert_eq!(period(&rules()), (7, time::DayKind::Working));
    let named = |days, kind| PublicationPeriodRule {
        what: Text::zh("名单"),
        days,
        kind,
        ..PublicationPeriodRule::default()
    };
    let three = vec![
        named(3, None),
        named(5, Some(DayKind::Calendar)),
        named(5, Some(DayKind::Working)),
    ];
    assert_eq!(
        period(&RuleDocument {
            publication: three,
            ..rules()
        }),
        (5, time::DayKind::Working)
    );
    assert_eq!(
        period(&RuleDocument {
            publication: vec![],
            ..rules()
        }),
        DEFAULT_PERIOD
    );
}

#[test]
fn holidays_that_the_notice_lists_count_over_those_of_the_year() {
    let now = Instant::from_shanghai("2026-09-28T10:00:00".parse().unwrap());
    let ends = |rules: &RuleDocument| period_ends(rules, now, &Holidays::default()).rfc3339();
    let five = PublicationPeriodRule {
        days: 5,
        ..PublicationPeriodRule::default()
    };
    let mut rules = RuleDocument {
        publication: vec![five],
        ..rules()
    };
    assert_eq!(ends(&rules), "2026-10-05T17:00:00+08:00");
    let week = DayRange {
        from: "2026-10-01".parse().unwrap(),
        until: "2026-10-07".parse().ok(),
    };
    let worked = vec!["2026-10-10".parse().unwrap()];
    rules.holidays = Some(HolidayRule {
        off: vec![week],
        worked,
        ..HolidayRule::default()
    });
    assert_eq!(ends(&rules), "2026-10-10T17:00:00+08:00");
    rules.publication[0].first_day_counts = true;
    assert_eq!(ends(&rules), "2026-10-09T17:00:00+08:00");
}

#[test]
fn nothing_of_a_total_is_disclosed_before_publication() {
    use Progress::*;
    for progress in [
        Announced,
        Seated,
        WrittenFrozen,
        Shortlisted,
        InterviewFrozen,
        Totalled,
        Published,
    ] {
        let everything = Disclosure::at(progress) == Disclosure::Everything;
        assert_eq!(everything, progress == Published, "{progress:?}");
    }
}

proptest::proptest! {
    /// One corrected mark: every row that differs is named, and no other.
    #[test]
    fn a_correction_names_exactly_the_rows_that_differ(row in 0usize..12, to in 60i64..100) {
        let before = list();
        let mut people = bundle().candidates;
        people[row].written = [("knowledge".into(), Mark::Scored(Points::whole(to)))].into_iter().collect();
        let corrected = Bundle::seal(rules(), people, Stage::Total).unwrap();
        let after = compose(head(2), &corrected, &names(&corrected));
        let named: Vec<_> = changes(&before, &after).iter().filter_map(|c| c.after.or(c.before)).map(|r| r.ticket.clone()).collect();
        let rows = |list: &ResultList| -> HashMap<String, Row> {
            list.posts.iter().flat_map(|p| p.rows.iter().map(|r| (r.ticket.clone(), r.clone()))).collect()
        };
        let (old, new) = (rows(&before), rows(&after));
        for ticket in old.keys().chain(new.keys()) {
            proptest::prop_assert_eq!(named.contains(ticket), old.get(ticket) != new.get(ticket));
        }
    }
}
