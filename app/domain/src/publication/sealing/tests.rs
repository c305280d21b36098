//! The list and its checks, over a run of real rules.

mod put_up;

use super::*;
use crate::{
    Points,
    publication::{changes, list_title, mask_name},
    rules::{
        Candidate, FactColumns, Line as PassLine, LineAt, Mark, Paper, People, Score, Scoring,
        Stage, StageRecord, Text, Upto,
    },
};

mod rooms;

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

fn written(rules: &mut RuleDocument) -> &mut Stage {
    &mut rules.stages[0]
}

fn papers(stage: &mut Stage) -> &mut Vec<Paper> {
    match &mut stage.scoring {
        Some(Scoring::Papers(rule)) => &mut rule.papers,
        _ => panic!("no papers"),
    }
}

fn put(person: &mut Candidate, paper: &str, mark: i64) {
    let record = person.stages.entry(&"written".into());
    let mark = Mark::Scored(Points::whole(mark));
    record.papers.insert(paper.into(), mark);
}

#[test]
fn a_line_is_compared_with_its_own_figure_only() {
    // The second paper counts half: 90 of its 100 marks are no line of the whole.
    let mut rules = rules();
    let papers = papers(written(&mut rules));
    papers[0].weight = "1/2".parse().unwrap();
    let second = Paper {
        code: "second".into(),
        ..papers[0].clone()
    };
    papers.push(second);
    let line = PassLine {
        code: "second".into(),
        clause: None,
        on: Score {
            paper: Some("second".into()),
            ..Score::stage("written")
        },
        at: LineAt::Fixed(Points::whole(90)),
        strictly: false,
        only_below: None,
        only_up_to: None,
    };
    written(&mut rules).lines.as_mut().unwrap().push(line);
    let mut people: Vec<Candidate> = (0..3)
        .map(|n| candidate(n, "GJZ-01", 70, Some(80)))
        .collect();
    for (person, mark) in people.iter_mut().zip([90, 95, 89]) {
        put(person, "second", mark);
    }
    let bundle = sealed(rules, people);
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
    put(&mut altered.people.candidates[0], "second", 89);
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
