//! The steps of a recruitment around the rules: duties, dates, numbers, seats, lots, decisions and notices. Every bound
//! is tried on both of its sides.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use chrono::NaiveDate;
use domain::{
    FieldProblem, Instant, Problem, Refusal,
    access::{Grant, Level, Permission, Role, Scope, Separation, conflict, may_somewhere},
    admission, applications,
    campaigns::{CampaignState, Phase, Progress, Timetable, phase},
    certificates::{CertificateAct, CertificateState},
    identity::{BadIdNumber, IdNumber, Sex, check_character},
    ids::{ApplicationId, CandidateId},
    interviews,
    lots::Lots,
    notices::Notice,
    photo, review,
    tasks::{Group, Task},
    uploads,
};
use std::{collections::BTreeSet, time::Duration};
use uuid::Uuid;

fn at(path: &str) -> Scope {
    Scope(path.into())
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

// Duties

#[test]
fn the_length_of_its_path_says_what_a_place_is() {
    assert_eq!(at("210200").level(), Level::City);
    assert_eq!(at("210200/210211").level(), Level::District);
    assert_eq!(at("210200/210211/003").level(), Level::Street);
}

#[test]
fn each_role_exists_at_its_levels() {
    use Level::*;
    for role in Role::ALL {
        let levels: &[Level] = match role {
            Role::Administrator | Role::CertificateOfficer => &[City],
            Role::StreetReviewer => &[Street, District, City],
            Role::DistrictReviewer | Role::Approver => &[District, City],
            _ => &[City, District],
        };
        assert_eq!(role.levels(), levels, "{role:?}");
    }
}

#[test]
fn a_door_opens_for_whoever_holds_the_permission_anywhere() {
    let grants = [Grant {
        role: Role::Recorder,
        scope: at("210200"),
    }];
    assert!(may_somewhere(&grants, Permission::EnterMarks));
    assert!(!may_somewhere(&grants, Permission::SettleMarks));
    assert!(!may_somewhere(&[], Permission::EnterMarks));
}

#[test]
fn each_separation_of_duties_names_its_rule_whichever_role_comes_first() {
    use Separation::*;
    for (held, wanted, why) in [
        (Role::Organiser, Role::ExamCentre, RulesAndRunning),
        (Role::Organiser, Role::Recorder, RulesAndRunning),
        (Role::Recorder, Role::TallyChecker, EnteringAndSettling),
        (Role::Recorder, Role::StreetReviewer, NamesAndMarks),
        (Role::Recorder, Role::DistrictReviewer, NamesAndMarks),
        (Role::Publisher, Role::TallyChecker, PublishingAndScores),
        (Role::Publisher, Role::Approver, PublishingAndScores),
        (
            Role::Inspector,
            Role::CertificateOfficer,
            InspectingAndDoing,
        ),
        (
            Role::Administrator,
            Role::CertificateOfficer,
            GrantingAndDoing,
        ),
    ] {
        assert_eq!(
            conflict(&[held], wanted),
            Some((held, why)),
            "{held:?} {wanted:?}"
        );
        assert_eq!(
            conflict(&[wanted], held),
            Some((wanted, why)),
            "{wanted:?} {held:?}"
        );
    }
    for (held, wanted) in [
        (Role::StreetReviewer, Role::DistrictReviewer),
        (Role::TallyChecker, Role::Approver),
        (Role::Organiser, Role::CertificateOfficer),
        (Role::Organiser, Role::DistrictReviewer),
        (Role::ExamCentre, Role::DistrictReviewer),
    ] {
        assert_eq!(conflict(&[held], wanted), None, "{held:?} {wanted:?}");
        assert_eq!(conflict(&[wanted], held), None, "{wanted:?} {held:?}");
    }
}

// Dates

#[test]
fn moments_are_moved_by_durations_and_whole_days() {
    let noon = Instant(1_000_000);
    assert_eq!(noon.plus(Duration::from_secs(30)), Instant(1_030_000));
    assert_eq!(noon.minus(Duration::from_secs(30)), Instant(970_000));
    assert_eq!(noon.plus_days(2), Instant(173_800_000));
    assert_eq!(noon.minus_days(2), Instant(-171_800_000));
    assert_eq!(noon.until(Instant(1_000_250)), Duration::from_millis(250));
    assert_eq!(noon.until(noon), Duration::ZERO);
    assert_eq!(
        noon.until(Instant(999_999)),
        Duration::ZERO,
        "what has passed is no longer away"
    );
}

#[test]
fn a_year_is_known_once_one_of_its_holidays_is() {
    let holidays = domain::time::Holidays {
        off: [day(2026, 5, 1), day(2027, 1, 1)].into(),
        worked: [].into(),
    };
    assert!(holidays.knows(2026) && holidays.knows(2027));
    assert!(!holidays.knows(2025) && !holidays.knows(2028));
}

fn timetable() -> Timetable {
    let day = |n: i64| Instant(n * 86_400_000);
    Timetable {
        applications_open: day(10),
        applications_close: day(20),
        corrections_close: day(22),
        tickets_from: day(30),
        written_at: day(34),
        written_results_at: day(44),
        interview_at: day(54),
        results_at: day(60),
    }
}

#[test]
fn applications_open_and_close_on_the_very_moment() {
    let t = timetable();
    let before = |moment: Instant| Instant(moment.0 - 1);
    let after = |moment: Instant| Instant(moment.0 + 1);
    assert_eq!(t.accepts_applications(t.applications_open), Ok(()));
    assert_eq!(
        t.accepts_applications(before(t.applications_open)),
        Err(Refusal::NotOpen {
            from: t.applications_open
        })
    );
    assert_eq!(t.accepts_applications(t.applications_close), Ok(()));
    let deadline = t.applications_close;
    assert_eq!(
        t.accepts_applications(after(deadline)),
        Err(Refusal::Closed { deadline })
    );
    for (now, step) in [
        (before(t.applications_open), Phase::Announcement),
        (t.applications_open, Phase::Applications),
        (t.applications_close, Phase::Applications),
        (after(t.applications_close), Phase::Review),
    ] {
        assert_eq!(phase(&t, Progress::Announced, now), step);
    }
}

#[test]
fn the_public_sees_eight_steps_counted_from_one() {
    assert_eq!(Phase::ALL.map(Phase::number), [1, 2, 3, 4, 5, 6, 7, 8]);
    let now = Instant(0);
    for (progress, step) in [
        (Progress::Seated, Phase::Written),
        (Progress::WrittenFrozen, Phase::WrittenResults),
        (Progress::Shortlisted, Phase::Interview),
        (Progress::InterviewFrozen, Phase::Totals),
        (Progress::Totalled, Phase::Totals),
        (Progress::Published, Phase::Publication),
    ] {
        assert_eq!(phase(&timetable(), progress, now), step);
    }
}

#[test]
fn two_dates_on_the_same_moment_are_out_of_order() {
    let t = timetable();
    let level = Timetable {
        interview_at: t.written_results_at,
        ..t
    };
    assert_eq!(
        level.problems(),
        [FieldProblem::new("interview_at", Problem::OutOfOrder)]
    );
    let names = t.fields().map(|(name, _)| name);
    assert_eq!(names[0], "applications_open");
    assert_eq!(names.into_iter().collect::<BTreeSet<_>>().len(), 8);
}

#[test]
fn a_draft_goes_to_its_check_and_back_or_out() {
    use CampaignState::*;
    assert_eq!(Draft.hand_in(), Ok(InCheck));
    assert_eq!(InCheck.send_back(), Ok(Draft));
    for state in [InCheck, Announced] {
        assert_eq!(state.hand_in(), Err(Refusal::CampaignState { state }));
    }
    for state in [Draft, Announced] {
        assert_eq!(state.send_back(), Err(Refusal::CampaignState { state }));
        assert_eq!(state.announce(false), Err(Refusal::CampaignState { state }));
    }
}

// Applications and their review

#[test]
fn only_a_draft_or_a_returned_application_can_be_changed() {
    use applications::Stage::*;
    for stage in applications::Stage::ALL {
        assert_eq!(
            stage.is_editable(),
            [Draft, Returned].contains(&stage),
            "{stage:?}"
        );
        assert_eq!(
            stage.awaits_review(),
            [Submitted, PassedStreet, Appealed].contains(&stage),
            "{stage:?}"
        );
    }
}

#[test]
fn what_can_be_repaired_is_returned_and_what_says_too_little_needs_words() {
    use applications::ReasonCode::*;
    let incurable = [
        AgeNotMet,
        EducationNotMet,
        ResidenceNotMet,
        Excluded,
        DuplicateApplication,
    ];
    let needs_note = [PostConditionNotMet, EvidenceContradicts, Other];
    for reason in applications::ReasonCode::ALL {
        assert_eq!(
            reason.is_curable(),
            !incurable.contains(&reason),
            "{reason:?}"
        );
        assert_eq!(
            reason.needs_note(),
            needs_note.contains(&reason),
            "{reason:?}"
        );
    }
}

#[test]
fn a_deadline_counts_to_its_last_millisecond() {
    use applications::{Act, Deadlines, Stage, by_applicant};
    let deadlines = Deadlines {
        applications_close: Instant(10),
        answer_by: Some(Instant(20)),
    };
    for (stage, act, deadline, next) in [
        (Stage::Draft, Act::Submit, Instant(10), Stage::Submitted),
        (Stage::Submitted, Act::Withdraw, Instant(10), Stage::Draft),
        (Stage::Returned, Act::Submit, Instant(20), Stage::Submitted),
        (Stage::Rejected, Act::Appeal, Instant(20), Stage::Appealed),
    ] {
        assert_eq!(by_applicant(stage, act, deadlines, deadline), Ok(next));
        let late = Instant(deadline.0 + 1);
        assert_eq!(
            by_applicant(stage, act, deadlines, late),
            Err(Refusal::Closed { deadline })
        );
    }
    let unset = Deadlines {
        answer_by: None,
        ..deadlines
    };
    assert!(by_applicant(Stage::Returned, Act::Submit, unset, Instant(10)).is_ok());
    assert!(by_applicant(Stage::Returned, Act::Submit, unset, Instant(11)).is_err());
}

#[test]
fn a_note_of_five_hundred_characters_is_short_enough() {
    let note = |length: usize| review::Decision {
        verdict: review::Verdict::Pass,
        reasons: vec![],
        note: "字".repeat(length),
        about: None,
    };
    assert_eq!(note(500).problems(), []);
    let problem = Problem::TooLong {
        limit: 500,
        length: 501,
    };
    assert_eq!(note(501).problems(), [FieldProblem::new("note", problem)]);
}

#[test]
fn reasons_are_read_at_their_tasks_and_at_the_one_that_the_reviewer_means() {
    use applications::ReasonCode::*;
    let decision = |reasons: &[applications::ReasonCode], about| review::Decision {
        verdict: review::Verdict::Return,
        reasons: reasons.to_vec(),
        note: "字".into(),
        about,
    };
    let tasks = |decision: review::Decision| decision.tasks().collect::<Vec<_>>();
    assert_eq!(
        tasks(decision(
            &[PhotoUnfit, EvidenceMissing],
            Some(Task::Education)
        )),
        [Task::Photo, Task::Education]
    );
    assert_eq!(tasks(decision(&[Other], None)), []);
    for (reason, task) in [
        (AgeNotMet, Task::Identity),
        (EducationNotMet, Task::Education),
        (ResidenceNotMet, Task::Residence),
        (PostConditionNotMet, Task::Post),
        (Excluded, Task::Declaration),
        (PhotoUnfit, Task::Photo),
    ] {
        assert_eq!(reason.task(), Some(task));
    }
    for reason in [
        DuplicateApplication,
        EvidenceMissing,
        EvidenceIllegible,
        EvidenceContradicts,
        AnswersIncomplete,
    ] {
        assert_eq!(reason.task(), None);
    }
}

#[test]
fn a_district_that_passed_the_street_accepts() {
    use applications::{Act, Stage};
    use review::{Verdict, decide};
    let street = at("990000/990001/001");
    assert_eq!(
        decide(Stage::PassedStreet, Verdict::Pass, &street),
        Ok((Act::Accept, Stage::Accepted))
    );
    for (stage, place) in [
        (Stage::Submitted, &street),
        (Stage::PassedStreet, &street),
        (Stage::Submitted, &at("99")),
    ] {
        assert_eq!(
            decide(stage, Verdict::Return, place),
            Ok((Act::Return, Stage::Returned))
        );
        assert_eq!(
            decide(stage, Verdict::Reject, place),
            Ok((Act::Reject, Stage::Rejected))
        );
    }
}

#[test]
fn tasks_stand_under_four_headings() {
    for task in Task::ALL {
        let group = match task {
            Task::Identity | Task::Contact | Task::Photo => Group::You,
            Task::Post => Group::Post,
            Task::Check => Group::Check,
            _ => Group::Conditions,
        };
        assert_eq!(task.group(), group, "{task:?}");
        if let Some(topic) = task.topic() {
            assert_eq!(Task::of_topic(topic), task);
        }
    }
}

// Files

#[test]
fn the_limits_of_files_are_whole_megabytes() {
    assert_eq!(photo::LIMIT_BYTES, 8_388_608);
    assert_eq!(uploads::DOCUMENT_LIMIT, 5_242_880);
}

#[test]
fn a_photo_at_the_limit_is_taken_and_one_byte_more_is_not() {
    let found = uploads::Found {
        media_type: "image/png",
        ending: "png",
    };
    assert_eq!(
        uploads::portrait("a.png", Some(found), photo::LIMIT_BYTES),
        Ok(uploads::FileKind::Png)
    );
    let size = photo::LIMIT_BYTES + 1;
    let too_large = Problem::FileTooLarge {
        limit: photo::LIMIT_BYTES,
        size,
    };
    assert_eq!(
        uploads::portrait("a.png", Some(found), size),
        Err(too_large)
    );
    assert_eq!(
        uploads::portrait("a.png", None, 1),
        Err(Problem::FileUnreadable)
    );
    assert_eq!(
        uploads::portrait("a.docx", Some(found), 1),
        Err(Problem::FileType {
            found: "PNG".into()
        })
    );
    assert_eq!(
        uploads::portrait("photo", Some(found), 1),
        Ok(uploads::FileKind::Png),
        "no ending claims nothing"
    );
}

#[test]
fn a_picture_is_a_portrait_between_a_square_and_twice_as_high_as_wide() {
    let shape = |width, height| {
        photo::check(photo::PhotoFacts {
            width,
            height,
            lightness: 170,
            background: 240,
        })
    };
    for (width, height) in [(300, 300), (300, 599), (300, 600)] {
        assert_eq!(shape(width, height), []);
    }
    for (width, height) in [(300, 299), (300, 601), (300, 900)] {
        assert_eq!(
            shape(width, height),
            [photo::PhotoProblem::NotPortrait { width, height }]
        );
    }
}

#[test]
fn a_photo_is_too_dark_below_seventy_and_its_background_below_a_hundred_and_fifty() {
    let good = photo::PhotoFacts {
        width: 413,
        height: 579,
        lightness: 70,
        background: 150,
    };
    assert_eq!(photo::check(good), []);
    assert_eq!(
        photo::check(photo::PhotoFacts {
            lightness: 69,
            ..good
        }),
        [photo::PhotoProblem::TooDark]
    );
    assert_eq!(
        photo::check(photo::PhotoFacts {
            background: 149,
            ..good
        }),
        [photo::PhotoProblem::BackgroundNotLight]
    );
}

// Numbers

fn number(digits: &str) -> String {
    format!("{digits}{}", check_character(digits.as_bytes()).unwrap())
}

#[test]
fn somebody_born_today_or_on_the_first_day_of_1900_has_a_number() {
    let today = day(2026, 11, 24);
    for (digits, right) in [
        ("11010520261124001", true),
        ("11010520261125001", false),
        ("11010519000101001", true),
        ("11010518991231001", false),
    ] {
        let read = IdNumber::parse(&number(digits), today);
        assert_eq!(
            read.err(),
            (!right).then_some(BadIdNumber::BirthDate),
            "{digits}"
        );
    }
}

#[test]
fn the_seventeenth_digit_is_odd_for_men() {
    let sex = |digits| {
        IdNumber::parse(&number(digits), day(2026, 11, 24))
            .unwrap()
            .sex()
    };
    for (digits, expected) in [
        ("11010519491231001", Sex::Male),
        ("11010519491231009", Sex::Male),
        ("11010519491231000", Sex::Female),
        ("11010519491231008", Sex::Female),
    ] {
        assert_eq!(sex(digits), expected, "{digits}");
    }
}

#[test]
fn the_check_character_is_the_one_of_the_standard_and_needs_seventeen_digits() {
    assert_eq!(check_character(b"11010519491231002"), Some('X'));
    assert_eq!(check_character(b"44052418800101001"), Some('4'));
    assert_eq!(check_character(b"1101051949123100"), None);
    assert_eq!(check_character(b"1101O519491231002"), None);
}

#[test]
fn every_act_on_a_certificate_leads_where_it_should() {
    use CertificateAct::*;
    use CertificateState::*;
    for (state, act, next) in [
        (Issued, Suspend, Some(Suspended)),
        (Issued, Reinstate, None),
        (Issued, Revoke, Some(Revoked)),
        (Suspended, Suspend, None),
        (Suspended, Reinstate, Some(Issued)),
        (Suspended, Revoke, Some(Revoked)),
        (Expired, Revoke, None),
    ] {
        let refused = Refusal::CertificateState { state };
        assert_eq!(state.after(act), next.ok_or(refused), "{state:?} {act:?}");
    }
    let (last, late) = (Instant(1000), Instant(1001));
    assert_eq!(Issued.at(last, last), Issued);
    assert_eq!(Issued.at(last, late), Expired);
    assert_eq!(Suspended.at(last, late), Suspended);
}

// Seats and lots

#[test]
fn rooms_hold_thirty_and_numbers_go_on_from_room_to_room() {
    let people: Vec<_> = (0..61).map(|n| ApplicationId(Uuid::from_u128(n))).collect();
    let seats = admission::assign(&people, Instant(1_774_660_000_000), 3);
    for (index, ticket, room, seat) in [
        (0, "26032800001", 1, 1),
        (1, "26032800002", 1, 2),
        (29, "26032800030", 1, 30),
        (30, "26032800031", 2, 1),
        (60, "26032800061", 3, 1),
    ] {
        let found = &seats[index];
        assert_eq!(
            (found.ticket.as_str(), found.room, found.seat),
            (ticket, room, seat)
        );
    }
    let scripts: BTreeSet<_> = seats.iter().map(|seat| seat.script.clone()).collect();
    assert_eq!(scripts, (1..=61).map(|n| format!("A-{n:04}")).collect());
}

#[test]
fn scripts_are_bundled_by_letter_after_nine_thousand_nine_hundred_and_ninety_nine() {
    let people: Vec<_> = (0..20_000)
        .map(|n| ApplicationId(Uuid::from_u128(n)))
        .collect();
    let seats = admission::assign(&people, Instant(1_774_660_000_000), 3);
    let scripts: BTreeSet<_> = seats.into_iter().map(|seat| seat.script).collect();
    assert_eq!(scripts.len(), 20_000);
    assert_eq!(
        (
            scripts.first().unwrap().as_str(),
            scripts.last().unwrap().as_str()
        ),
        ("A-0001", "C-0002")
    );
    for (script, given) in [
        ("A-9999", true),
        ("A-0000", false),
        ("B-0001", true),
        ("B-9999", true),
        ("B-0000", false),
    ] {
        assert_eq!(scripts.contains(script), given, "{script}");
    }
}

#[test]
fn a_panel_hears_twenty_six_and_the_next_post_a_room_of_its_own() {
    let mut people = Vec::new();
    for (post, count) in [("A", 13), ("B", 13), ("C", 1), ("D", 26)] {
        for _ in 0..count {
            people.push((
                CandidateId(Uuid::from_u128(people.len() as u128)),
                post.to_owned(),
            ));
        }
    }
    let lots = interviews::draw(&people, 9);
    let rooms: BTreeSet<_> = lots
        .iter()
        .map(|lot| {
            (
                people
                    .iter()
                    .find(|(candidate, _)| *candidate == lot.candidate)
                    .unwrap()
                    .1
                    .as_str(),
                lot.room,
            )
        })
        .collect();
    assert_eq!(
        rooms,
        BTreeSet::from([("A", 1), ("B", 1), ("C", 2), ("D", 3)])
    );
    let numbers: Vec<_> = lots.iter().map(|lot| lot.number.as_str()).collect();
    assert_eq!(
        (numbers[0], numbers[25], numbers[26], numbers[52]),
        ("1-01", "1-26", "2-01", "3-26")
    );
}

#[test]
fn a_draw_can_be_repeated_by_anyone() {
    let mut lots = Lots::seeded(0);
    let reference = [
        0xE220_A839_7B1D_CDAF,
        0x6E78_9E6A_A1B9_65F4,
        0x06C4_5D18_8009_454F,
    ];
    assert_eq!(
        [lots.draw(), lots.draw(), lots.draw()],
        reference,
        "as published with the algorithm"
    );
    assert_eq!(Lots::seeded(0).below(1000), 883, "0.8833 of a thousand");
    assert_eq!(Lots::seeded(0).below(0), 0);
    let mut items = [1, 2, 3];
    Lots::seeded(0).shuffle(&mut items);
    // 0.8833 of three is the third place, which stays; 0.4315 of two is the first, which changes with the second.
    assert_eq!(items, [2, 1, 3]);
}

// Notices

#[test]
fn links_go_by_mail_only_and_are_not_kept() {
    let link = String::from("https://example.cn/1");
    for notice in [
        Notice::ConfirmEmail { link: link.clone() },
        Notice::ResetPassword { link: link.clone() },
        Notice::Invitation { link },
    ] {
        assert!(notice.is_mail_only() && !notice.is_urgent());
        assert!(
            !serde_json::to_string(&notice.redacted())
                .unwrap()
                .contains("example")
        );
    }
    assert!(!Notice::PasswordChanged.is_mail_only());
    let kept = Notice::CertificateIssued { number: "1".into() };
    assert_eq!(kept.clone().redacted(), kept);
}

#[test]
fn what_has_a_deadline_also_goes_by_text_message() {
    let (campaign, application) = (String::from("c"), ApplicationId(Uuid::nil()));
    let interview_at = Instant(0);
    let shortlisted = Notice::Shortlisted {
        campaign: campaign.clone(),
        application,
        interview_at,
    };
    assert!(shortlisted.is_urgent() && !shortlisted.is_mail_only());
    assert!(
        !Notice::NotShortlisted {
            campaign,
            application
        }
        .is_urgent()
    );
}
