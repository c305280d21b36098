//! The forty notices as rule documents, and the demonstration forms of three of them: each reads, is canonical, and the
//! lint says of it what it should.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::rules::*;
use std::{fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/notices")
}

fn load(name: &str) -> RuleDocument {
    let bytes = fs::read(folder().join(format!("{name}.json"))).unwrap();
    RuleDocument::from_json(&bytes).unwrap_or_else(|why| panic!("{name}: {why:?}"))
}

fn all() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            entry
                .unwrap()
                .file_name()
                .into_string()
                .unwrap()
                .strip_suffix(".json")
                .map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

/// Run with `BLESS=1` to write the canonical form of every file.
#[test]
fn every_notice_reads_and_stands_in_its_canonical_form() {
    for name in all() {
        let document = load(&name);
        let path = folder().join(format!("{name}.json"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, document.to_json()).unwrap();
        }
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            document.to_json(),
            "{name}"
        );
        assert_eq!(
            RuleDocument::from_json(document.to_json().as_bytes()).unwrap(),
            document,
            "{name}"
        );
    }
}

#[test]
fn the_demonstration_rules_have_nothing_that_blocks() {
    for name in ["O01-demo", "O03-demo", "O32-demo"] {
        let blocking: Vec<_> = lint(&load(name))
            .into_iter()
            .filter(|finding| finding.severity == Severity::Blocks)
            .map(|finding| format!("{} {}", finding.place, finding.say(Lang::Zh)))
            .collect();
        assert_eq!(blocking, Vec::<String>::new(), "{name}");
    }
}

fn blocking(name: &str) -> Vec<LintCode> {
    let mut codes: Vec<LintCode> = lint(&load(name))
        .into_iter()
        .filter(|finding| finding.severity == Severity::Blocks)
        .map(|finding| finding.code)
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// What must be decided before a notice can be published, and nothing else. The list is the guide's table "expressed
/// fully / what was unknown".
#[test]
fn the_lint_says_of_each_notice_what_is_still_open() {
    use LintCode::*;
    let open: &[(&str, &[LintCode])] = &[
        ("O01-SN-2014-2016", &[PlacesNotStated]),
        ("O02-LN-DL-ZHONGSHAN-2017", &[PassLineSetLater]),
        ("O03-LN-DL-GANJINGZI", &[PointsNotStated, StackingNotStated]),
        ("O06-ZJ-NB-YINZHOU-2023", &[PlacesNotStated]),
        ("O07-ZJ-HZ-XIHU-2020", &[PointsNotStated]),
        ("O08-ZJ-HZ-YUHANG-2019", &[PlacesNotStated]),
        ("O09-ZJ-QZ-LONGYOU-2022", &[PlacesNotStated]),
        ("O10-ZJ-JX-NANHU-2012", &[PlacesNotStated]),
        ("O15-SD-BZ-YANGXIN-2021", &[PlacesNotStated]),
        ("O16-SD-WF-FANGZI-2022", &[PlacesNotStated]),
        ("O17-SD-WF-LINQU-2017", &[PassLineSetLater]),
        ("O19-FJ-XM-TONGAN-2016", &[PassLineSetLater]),
        ("O21-FJ-FZ-JINAN-2023", &[PlacesNotStated]),
        (
            "O22-JX-JJ-XUNYANG-2015",
            &[PlacesNotStated, OutliersUndefined, CapNotStated],
        ),
        ("O23-AH-XC-HOSPITAL-2024", &[PlacesNotStated, CapNotStated]),
        ("O24-SX-TY-YANGQU-2022", &[StatedAgeWithoutWindow]),
        ("O26-NM-BT-JIUYUAN-2022", &[PlacesNotStated]),
        ("O27-LN-FX-2022", &[PlacesNotStated]),
        ("O28-JS-ZJ-DANTU-2020", &[PlacesNotStated]),
        ("O29-JS-NJ-QINHUAI-2023", &[PlacesNotStated]),
        (
            "O31-GD-GZ-HUADU-2025",
            &[PlacesNotStated, StatedAgeWithoutWindow],
        ),
        ("O33-BJ-CHAOYANG-2022", &[UnorderedPreference]),
    ];
    let names: Vec<String> = all()
        .into_iter()
        .filter(|name| !name.ends_with("-demo"))
        .collect();
    assert_eq!(names.len(), 40);
    for name in names {
        let expected = open
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(&[][..], |(_, codes)| codes);
        assert_eq!(blocking(&name), expected, "{name}");
    }
}

#[test]
fn the_post_tables_add_up_to_the_places_of_the_title() {
    for (name, places) in [
        ("O04-LN-SY-YUHONG-2022", 245),
        ("O05-ZJ-NB-FENGHUA-2024", 24),
        ("O07-ZJ-HZ-XIHU-2020", 216),
        ("O11-HEB-BD-WANGDU-2025", 54),
        ("O13-AH-HF-BAOHE-2014", 15),
        ("O20-FJ-FZ-CANGSHAN-2015", 84),
        ("O24-SX-TY-YANGQU-2022", 21),
        ("O30-JS-LYG-HAIZHOU-2024", 37),
        ("O32-TJ-2021", 1437),
        ("O33-BJ-CHAOYANG-2022", 1500),
    ] {
        let document = load(name);
        let own = document
            .posts
            .iter()
            .filter(|post| post.inside.is_none())
            .map(|post| post.places.unwrap());
        assert_eq!(own.sum::<u32>(), places, "{name}");
        assert_eq!(document.stated_places, Some(places), "{name}");
    }
    let tianjin = load("O32-TJ-2021");
    assert_eq!(tianjin.posts.len(), 32);
    for (district, places) in [
        ("120116", 160),
        ("120103", 80),
        ("120113", 173),
        ("120115", 9),
    ] {
        let here = tianjin
            .posts
            .iter()
            .filter(|post| post.area == Some(district.into()));
        assert_eq!(
            here.map(|post| post.places.unwrap()).sum::<u32>(),
            places,
            "{district}"
        );
    }
}

/// One requirement before one person, who differs from an eligible one only by what the row says.
fn outcome(
    name: &str,
    post: &str,
    requirement: &str,
    facts: &[(&str, FactValue)],
) -> FindingOutcome {
    let document = load(name);
    let mut known = Facts::new();
    for (key, value) in facts {
        known.set(*key, value.clone());
    }
    let found = evaluate(&document, &post.into(), &known);
    let finding = found
        .findings
        .into_iter()
        .find(|finding| finding.id.as_str() == requirement);
    finding
        .unwrap_or_else(|| panic!("{name}: no {requirement}"))
        .outcome
}

fn date(text: &str) -> FactValue {
    FactValue::Date(text.parse().unwrap())
}

fn choice(code: &str) -> FactValue {
    FactValue::Choice(code.into())
}

/// The printed dates win over the words: each window at its very days.
#[test]
#[allow(clippy::too_many_lines, reason = "one row per printed window")]
fn a_birth_window_opens_and_closes_on_the_printed_days() {
    let none: &[(&str, FactValue)] = &[];
    let male = &[("sex", choice("male"))][..];
    let female = &[("sex", choice("female"))][..];
    let intermediate = &[("certificate", choice("intermediate"))][..];
    type Row<'r> = (
        &'r str,
        &'r str,
        &'r str,
        &'r [(&'r str, FactValue)],
        &'r [&'r str],
        &'r [&'r str],
    );
    let rows: &[Row] = &[
        (
            "O04-LN-SY-YUHONG-2022",
            "open",
            "age",
            none,
            &["1982-04-30", "2004-04-30"],
            &["1982-04-29", "2004-05-01"],
        ),
        (
            "O05-ZJ-NB-FENGHUA-2024",
            "1",
            "age",
            none,
            &["1983-09-24"],
            &["1983-09-23"],
        ),
        (
            "O06-ZJ-NB-YINZHOU-2023",
            "open",
            "age",
            male,
            &["1978-04-09"],
            &["1978-04-08"],
        ),
        (
            "O06-ZJ-NB-YINZHOU-2023",
            "open",
            "age",
            female,
            &["1980-04-09"],
            &["1980-04-08", "1978-04-09"],
        ),
        (
            "O06-ZJ-NB-YINZHOU-2023",
            "party",
            "party-age",
            none,
            &["1993-04-09"],
            &[],
        ),
        (
            "O08-ZJ-HZ-YUHANG-2019",
            "linping",
            "age",
            none,
            &["1984-03-14", "2001-03-13"],
            &[],
        ),
        (
            "O08-ZJ-HZ-YUHANG-2019",
            "linping",
            "age",
            intermediate,
            &["1979-03-14"],
            &["1979-03-13", "2001-03-14"],
        ),
        (
            "O09-ZJ-QZ-LONGYOU-2022",
            "岗位1",
            "age-1",
            none,
            &["1995-06-24"],
            &["1995-06-23"],
        ),
        (
            "O09-ZJ-QZ-LONGYOU-2022",
            "岗位2",
            "age-2",
            none,
            &["1991-06-24", "1995-06-23"],
            &["1991-06-23", "1995-06-24"],
        ),
        (
            "O09-ZJ-QZ-LONGYOU-2022",
            "岗位4",
            "age-4",
            none,
            &["1981-06-24", "1986-06-23"],
            &["1981-06-23", "1986-06-24"],
        ),
        (
            "O11-HEB-BD-WANGDU-2025",
            "003",
            "age",
            none,
            &["1989-08-12", "2007-08-12"],
            &["1989-08-11", "2007-08-13"],
        ),
        (
            "O12-HEB-CD-KUANCHENG-2025",
            "all",
            "age",
            none,
            &["1989-01-18", "2007-01-18"],
            &["1989-01-17", "2007-01-19"],
        ),
        (
            "O13-AH-HF-BAOHE-2014",
            "C",
            "age",
            none,
            &["1979-01-02"],
            &["1979-01-01"],
        ),
        (
            "O24-SX-TY-YANGQU-2022",
            "open",
            "age",
            none,
            &["1987-08-02"],
            &[],
        ),
        (
            "O32-TJ-2021",
            "TJ01-1",
            "age",
            none,
            &["1990-03-01"],
            &["1990-02-28"],
        ),
        (
            "O33-BJ-CHAOYANG-2022",
            "open",
            "age",
            none,
            &["1981-06-06"],
            &["1981-06-05"],
        ),
        (
            "O34-NX-YC-XIXIA-2025",
            "open",
            "age",
            none,
            &["1984-05-30", "2007-05-30"],
            &["1984-05-29", "2007-05-31"],
        ),
        (
            "O35-SC-YB-XUZHOU-2024",
            "all",
            "age",
            none,
            &["1999-06-03", "1984-06-04"],
            &["1999-06-04", "1984-06-03"],
        ),
        (
            "O36-GZ-ZY-HUICHUAN-2023",
            "all",
            "age",
            none,
            &["1982-07-05", "2005-07-04"],
            &[],
        ),
        (
            "O38-SH-YANGPU-2021",
            "all",
            "age",
            male,
            &["1966-09-01", "2003-09-30"],
            &["1966-08-31", "2003-10-01"],
        ),
        (
            "O38-SH-YANGPU-2021",
            "all",
            "age",
            female,
            &["1976-09-01"],
            &["1976-08-31", "1966-09-01"],
        ),
        (
            "O39-LN-SY-TIEXI-2022",
            "all",
            "age",
            none,
            &["1982-04-01"],
            &["1982-03-31"],
        ),
        ("O40-HB-WC-2025", "all", "age", none, &["1984-01-01"], &[]),
    ];
    for (name, post, requirement, facts, inside, outside) in rows {
        for (days, expected) in [
            (inside, FindingOutcome::Met),
            (outside, FindingOutcome::NotMet),
        ] {
            for day in *days {
                let mut facts = facts.to_vec();
                facts.push(("birth_date", date(day)));
                assert_eq!(
                    outcome(name, post, requirement, &facts),
                    expected,
                    "{name} {post} {day}"
                );
            }
        }
    }
}

#[test]
fn relaxations_reach_back_to_their_own_days() {
    let yes = FactValue::YesNo(true);
    let no = FactValue::YesNo(false);
    let bachelor = choice("bachelor");
    let since = |day: &str| {
        vec![
            ("in_community", FactValue::YesNo(true)),
            ("community_since", date(day)),
        ]
    };
    let jixi = "O14-AH-XC-JIXI-2025";
    for (name, requirement, facts, day, expected) in [
        (
            jixi,
            "age",
            since("2022-09-01"),
            "1979-09-01",
            FindingOutcome::Met,
        ),
        (
            jixi,
            "age",
            since("2022-09-02"),
            "1979-09-01",
            FindingOutcome::NotMet,
        ),
        (
            jixi,
            "age",
            since("2022-09-01"),
            "1979-08-31",
            FindingOutcome::NotMet,
        ),
        (
            "O40-HB-WC-2025",
            "age",
            vec![("certificate", choice("assistant"))],
            "1979-01-01",
            FindingOutcome::Met,
        ),
        (
            "O40-HB-WC-2025",
            "age",
            vec![
                ("certificate", choice("none")),
                ("veteran", yes.clone()),
                ("veteran_clean", no.clone()),
            ],
            "1979-01-01",
            FindingOutcome::NotMet,
        ),
        (
            "O36-GZ-ZY-HUICHUAN-2023",
            "age",
            vec![("education", bachelor.clone()), ("full_time", yes.clone())],
            "1977-07-05",
            FindingOutcome::Met,
        ),
        (
            "O36-GZ-ZY-HUICHUAN-2023",
            "age",
            vec![
                ("education", choice("college")),
                ("veteran", no.clone()),
                ("grassroots", no.clone()),
                ("community_work", no.clone()),
            ],
            "1982-07-04",
            FindingOutcome::NotMet,
        ),
    ] {
        let mut facts = facts.clone();
        facts.push(("birth_date", date(day)));
        assert_eq!(
            outcome(name, "all", requirement, &facts),
            expected,
            "{name} {day} {facts:?}"
        );
    }
}

fn yes() -> FactValue {
    FactValue::YesNo(true)
}

fn no() -> FactValue {
    FactValue::YesNo(false)
}

fn area(code: &str) -> FactValue {
    FactValue::Area(code.into())
}

#[test]
fn o07_gives_five_points_for_a_household_in_the_very_street_but_not_for_a_collective_one() {
    let bonus = |post: &str, collective: FactValue| {
        let facts = Facts::new()
            .with("residence", area("xh-01"))
            .with("collective", collective);
        bonus_for(&load("O07-ZJ-HZ-XIHU-2020"), Some(&post.into()), &facts).len()
    };
    assert_eq!(
        (bonus("01", no()), bonus("02", no()), bonus("01", yes())),
        (1, 0, 0)
    );
}

#[test]
fn o03_takes_five_districts_of_one_city_one_of_them_without_a_standard_code() {
    for (home, expected) in [
        ("dl-gaoxin", FindingOutcome::Met),
        ("210211", FindingOutcome::Met),
        ("elsewhere", FindingOutcome::NotMet),
        ("210200", FindingOutcome::NotMet),
    ] {
        let facts = [("urban_register", yes()), ("residence", area(home))];
        assert_eq!(
            outcome("O03-LN-DL-GANJINGZI", "all", "residence", &facts),
            expected,
            "{home}"
        );
    }
}

#[test]
fn o32_bars_the_child_of_a_districts_leader_there_and_nowhere_else() {
    let leader = [("leader_parent_area", area("120116"))];
    assert_eq!(
        outcome("O32-TJ-2021", "TJ01-1", "recusal", &leader),
        FindingOutcome::NotMet
    );
    assert_eq!(
        outcome("O32-TJ-2021", "TJ02-1", "recusal", &leader),
        FindingOutcome::ByDeclaration
    );
    assert_eq!(
        outcome("O32-TJ-2021", "TJ01-1", "recusal", &[]),
        FindingOutcome::Met
    );
}

#[test]
fn o30_post_e_takes_those_who_qualify_for_a_or_b() {
    let name = "O30-JS-LYG-HAIZHOU-2024";
    let settled = |day| {
        [
            ("residence", area("320700")),
            ("residence_since", date(day)),
            ("graduate_2024", yes()),
        ]
    };
    assert_eq!(
        outcome(name, "E", "qualifies-E", &settled("2024-07-01")),
        FindingOutcome::Met
    );
    assert_eq!(
        outcome(name, "E", "qualifies-E", &settled("2024-07-02")),
        FindingOutcome::NotMet
    );
}

#[test]
fn o34_has_six_ways_round_the_residence_rule_one_of_them_a_local_certificate() {
    let facts = [("residence", area("elsewhere")), ("low_bride_price", yes())];
    assert_eq!(
        outcome("O34-NX-YC-XIXIA-2025", "open", "residence", &facts),
        FindingOutcome::Met
    );
    let permit = |day| {
        [
            ("residence", area("elsewhere")),
            ("permit_since", date(day)),
            ("low_bride_price", no()),
        ]
    };
    let missing = outcome(
        "O34-NX-YC-XIXIA-2025",
        "open",
        "residence",
        &permit("2024-12-01"),
    );
    assert!(
        matches!(missing, FindingOutcome::Unknown { .. }),
        "four ways are still unknown"
    );
    assert_eq!(
        outcome(
            "O34-NX-YC-XIXIA-2025",
            "open",
            "residence",
            &permit("2024-11-30")
        ),
        FindingOutcome::Met
    );
}

#[test]
fn o08_ties_the_street_to_household_or_home_unless_there_is_a_certificate() {
    let facts = |home, certificate| {
        [
            ("residence", area("yh-nanyuan")),
            ("home", area(home)),
            ("certificate", choice(certificate)),
        ]
    };
    for (home, certificate, expected) in [
        ("yh-nanyuan", "none", FindingOutcome::NotMet),
        ("yh-linping", "none", FindingOutcome::Met),
        ("yh-nanyuan", "assistant", FindingOutcome::Met),
    ] {
        let found = outcome(
            "O08-ZJ-HZ-YUHANG-2019",
            "linping",
            "street",
            &facts(home, certificate),
        );
        assert_eq!(found, expected, "{home} {certificate}");
    }
}

#[test]
fn o35_bars_a_service_term_until_its_last_day() {
    let facts = |until| {
        [
            ("programme", choice("west")),
            ("programme_until", date(until)),
        ]
    };
    assert_eq!(
        outcome(
            "O35-SC-YB-XUZHOU-2024",
            "all",
            "programme",
            &facts("2024-06-03")
        ),
        FindingOutcome::Met
    );
    assert_eq!(
        outcome(
            "O35-SC-YB-XUZHOU-2024",
            "all",
            "programme",
            &facts("2024-06-04")
        ),
        FindingOutcome::NotMet
    );
}

#[test]
fn o14_leaves_to_the_background_check_what_only_it_can_find() {
    assert_eq!(
        outcome("O14-AH-XC-JIXI-2025", "all", "cult", &[]),
        FindingOutcome::BackgroundOnly
    );
}

/// Six people on each post with the same marks on every paper: whatever the notice leaves open, a run comes to an end
/// and its derivations add up.
#[test]
fn every_notice_runs_with_the_stated_defaults() {
    for name in all() {
        let document = load(&name);
        let candidates: Vec<Candidate> = document
            .posts
            .iter()
            .flat_map(|post| people(&document, post))
            .collect();
        let outcome = run(&document, &candidates, Stage::Total)
            .unwrap_or_else(|why| panic!("{name}: {why:?}"));
        for index in 0..candidates.len() {
            let derivation = outcome.derivation(&document, &candidates, index).unwrap();
            assert!(derivation.adds_up(), "{name} {derivation:#?}");
        }
        let ranked = outcome
            .candidates
            .iter()
            .filter(|candidate| candidate.total.is_some())
            .count();
        assert!(ranked > 0, "{name}");
    }
}

fn people(document: &RuleDocument, post: &Post) -> Vec<Candidate> {
    let rules = document.rules_for(post);
    let papers = rules.written.unwrap_or_else(defaults::written).papers;
    let panel = rules.interview.and_then(|rule| rule.panel).unwrap_or(7);
    let mark = |points: i64| Mark::Scored(domain::numbers::Points::whole(points));
    let share = |full: domain::numbers::Points, percent: i64| {
        Mark::Scored(domain::numbers::Points::from_raw(
            full.raw() / 100 * percent,
        ))
    };
    let person = |index: i64| Candidate {
        number: format!("{}-{index}", post.code),
        post: post.code.clone(),
        written: papers
            .iter()
            .map(|paper| (paper.code.clone(), share(paper.full_mark, 70 + index)))
            .collect(),
        interview: Some(InterviewSheet {
            room: (index % 2).to_string(),
            marks: (0..i64::from(panel))
                .map(|seat| mark(75 + index + seat))
                .collect(),
            ..InterviewSheet::default()
        }),
        tests: document
            .tests
            .iter()
            .map(|test| (test.code.clone(), mark(80 - index)))
            .collect(),
        ..Candidate::default()
    };
    (0..6).map(person).collect()
}
