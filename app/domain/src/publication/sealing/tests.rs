//! The list and its checks, over a run of real rules.

mod lines;
mod put_up;
mod rooms;

use super::checks::nobody_below_a_line;
use super::*;
use crate::{
    Points,
    digest::sha256,
    publication::{Check, changes, list_title, mask_name},
    ranking::Placing,
    rules::{
        Bilingual, Candidate, FactColumns, Line as PassLine, LineAt, Mark, People, Score, Scoring,
        StageRecord, Upto,
    },
};
use lines::put;

fn rules() -> RuleDocument {
    serde_json::from_str(include_str!("../../../tests/notices/O03-demo.json")).unwrap()
}

fn candidate(number: usize, post: &str, written: i64, interview: Option<i64>) -> Candidate {
    let papers = StageRecord {
        papers: [("knowledge".into(), Mark::Scored(Points::whole(written)))].into(),
        ..Default::default()
    };
    let sheet = interview.map(|mark| StageRecord {
        room: Some("1".into()),
        examiners: [Mark::Scored(Points::whole(mark)); 7].into_iter().collect(),
        ..Default::default()
    });
    let sheet = sheet.map(|sheet| ("interview".into(), sheet));
    let papers = ("written".into(), papers);
    Candidate {
        number: format!("2603280{number:04}").into(),
        post: post.into(),
        stages: std::iter::once(papers).chain(sheet).collect(),
        ..Default::default()
    }
}

fn sealed(rules: RuleDocument, candidates: Vec<Candidate>) -> Bundle {
    let people = People {
        facts: FactColumns::None,
        candidates,
    };
    Bundle::seal(rules, people, &Upto::After).unwrap()
}

/// Twelve go to the interview of GJZ-01 (four places), two more do not.
fn bundle() -> Bundle {
    let people = (0..14).map(|n| candidate(n, "GJZ-01", 90 - n as i64, (n < 12).then_some(80)));
    sealed(rules(), people.collect())
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
    let people = bundle.people.candidates.iter();
    people
        .map(|c| (c.number.to_string(), mask_name("张某某")))
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
        let mut people = bundle().people.candidates;
        put(&mut people[row], "knowledge", to);
        let corrected = sealed(rules(), people);
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
