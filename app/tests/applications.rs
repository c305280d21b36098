//! Applications: from the first answer to the last decision; each on both databases.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod applicants;

use app::{
    applications::{
        commands::{self, Whole},
        forms::PAPER,
        queries::{self, dossier, queue},
    },
    entity::kinds::{ClaimState, Exception},
    error::{AppError, Refusal},
    platform::{ctx::Ctx, form::Typed, pictures, upload::UploadedFile},
    testing::*,
};
use applicants::*;
use domain::{
    FieldProblem, Instant, Problem,
    access::Role,
    applications::{ReasonCode, Stage},
    photo::PhotoProblem,
    review::{Decision, Verdict},
    rules::{CorrectedWhile, FactDef, FactValue, Facts, Hours, Means, Period, RuleDocument},
    tasks::Task,
    time::Moment,
};

/// The last moment that is in time.
fn just_before(deadline: Instant) -> Instant {
    Instant(deadline.0 - 1)
}

#[test]
fn an_application_goes_from_the_first_answer_to_accepted() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-01").await;
        let opened = case.opened(id).await;
        assert_eq!(
            (opened.stage, opened.number.as_deref()),
            (Stage::Submitted, Some("QS26-00001"))
        );
        commands::decide(
            &case.street,
            &case.campaign().await,
            id,
            opened.revision,
            &pass(),
        )
        .await
        .unwrap();
        let opened = case.opened(id).await;
        assert_eq!(opened.stage, Stage::PassedStreet);
        commands::decide(
            &case.district,
            &case.campaign().await,
            id,
            opened.revision,
            &pass(),
        )
        .await
        .unwrap();
        assert_eq!(case.opened(id).await.stage, Stage::Accepted);
        let events = world.events().await;
        let own: Vec<_> = events
            .iter()
            .skip_while(|name| *name != "application_started")
            .collect();
        assert_eq!(own[0], "application_started");
        assert_eq!(
            own[own.len() - 3..],
            [
                "application_submitted",
                "application_passed_street",
                "application_accepted"
            ]
        );
    });
}

#[test]
fn page_by_page_and_at_once_lead_to_the_same_application() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let one = case.submitted("1999-03-06", "GJZ-01").await;
        let ctx = world.applicant("1999-03-06").await;
        let photo = pictures::read(&portrait(230)).unwrap();
        let (answers, paper) = (answers(), paper());
        let whole = Whole {
            answers: &answers,
            address: ADDRESS,
            photo: &photo,
            paper: &paper,
            post: &"GJZ-01".into(),
        };
        let other = commands::file_whole(&ctx, case.id, &whole, true)
            .await
            .unwrap();
        let (one, other) = (case.opened(one).await, case.opened(other).await);
        assert_eq!(
            (&one.facts, &one.address, &one.post),
            (&other.facts, &other.address, &other.post)
        );
        assert_eq!(
            (one.number.as_deref(), other.number.as_deref()),
            (Some("QS26-00001"), Some("QS26-00002"))
        );
        let purposes = |opened: &queries::Opened| {
            let mut all: Vec<_> = opened
                .files
                .iter()
                .map(|file| file.purpose.clone())
                .collect();
            all.sort();
            all
        };
        assert_eq!(purposes(&one), purposes(&other));
    });
}

#[test]
fn a_second_application_leads_to_the_first() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let (a, b) = tokio::join!(
            commands::start(&ctx, case.id),
            commands::start(&ctx, case.id)
        );
        for again in [a, b] {
            assert_eq!(refusal(again), Refusal::AlreadyApplied { application: id });
        }
        assert!(
            matches!(
                commands::start(&case.street, case.id).await,
                Err(AppError::Forbidden)
            ),
            "staff do not apply"
        );
        assert_eq!(
            world
                .events()
                .await
                .iter()
                .filter(|name| *name == "application_started")
                .count(),
            1
        );
    });
}

#[test]
fn from_the_closing_moment_on_nothing_is_taken_any_more() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let close = case.campaign().await.timetable.closes().unwrap();
        let late = at(&ctx, close);
        let closed = Refusal::Closed { deadline: close };
        let before = case.opened(id).await.revision;
        assert_eq!(
            refusal(commands::submit(&late, id, None, true).await),
            closed
        );
        assert_eq!(
            refusal(commands::save_contact(&late, id, "云海市青松区别处", None).await),
            closed
        );
        assert_eq!(
            refusal(commands::attach_photo(&late, id, &photo_file(230)).await),
            closed
        );
        let newcomer = at(&world.applicant("1999-03-06").await, close);
        assert_eq!(refusal(commands::start(&newcomer, case.id).await), closed);
        assert_eq!(case.opened(id).await.revision, before, "nothing changed");
        commands::submit(&at(&ctx, just_before(close)), id, None, true)
            .await
            .unwrap();
    });
}

#[test]
fn between_two_windows_the_form_waits_for_the_next_and_hours_of_the_counter_do_not_bind_it() {
    on_both(async |world| {
        let case = Case::with(&world, |rules| {
            let windows = &mut applying(rules).windows;
            let mut second = windows[0].clone();
            second.opens.date = second.opens.date + chrono::Days::new(10);
            second.closes.date = second.closes.date + chrono::Days::new(10);
            second.hours = vec![Hours {
                from: "08:30".parse().unwrap(),
                to: "08:31".parse().unwrap(),
            }];
            windows.push(second);
        })
        .await;
        let ctx = world.applicant("1999-03-06").await;
        let between = at(&ctx, world.now.plus_days(8));
        let from = world.now.plus_days(10);
        let waits = Refusal::NotOpen { from };
        assert_eq!(refusal(commands::start(&between, case.id).await), waits);
        let id = commands::start(&at(&ctx, from), case.id).await.unwrap();
        let deadline = world.now.plus_days(16);
        let closed = commands::save_contact(&at(&ctx, deadline), id, ADDRESS, None).await;
        assert_eq!(refusal(closed), Refusal::Closed { deadline });
    });
}

#[test]
fn a_form_sent_twice_is_taken_once() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let shown = case.opened(id).await.revision;
        let (a, b) = tokio::join!(
            commands::submit(&ctx, id, Some(shown), true),
            commands::submit(&ctx, id, Some(shown), true)
        );
        let refused: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert_eq!(refused.len(), 1);
        assert!(matches!(
            refused[0],
            AppError::Refused(Refusal::ApplicationStage {
                stage: Stage::Submitted
            })
        ));
        assert_eq!(
            world
                .events()
                .await
                .iter()
                .filter(|name| *name == "application_submitted")
                .count(),
            1
        );
    });
}

#[test]
fn an_older_page_does_not_overwrite_a_newer_one_and_the_same_page_twice_is_no_fault() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let typed = |education: &str| Typed::from([("education", education), ("_seen", "")]);
        let save = async |ctx: &Ctx, typed: &Typed| {
            commands::save_page(ctx, id, Task::Education, &"education".into(), typed, false).await
        };
        save(&ctx, &typed("bachelor")).await.unwrap();
        let ctx = at(&ctx, world.now.plus(std::time::Duration::from_secs(5)));
        assert_eq!(refusal(save(&ctx, &typed("master")).await), Refusal::Stale);
        save(&ctx, &typed("bachelor")).await.unwrap();
        let education = case
            .opened(id)
            .await
            .facts
            .get(&"education".into())
            .cloned();
        assert_eq!(education, Some(FactValue::Choice("bachelor".into())));
        let (task, page) = (Task::Education, "education".into());
        let stamp = case
            .opened(id)
            .await
            .stamp(&format!("{}:{page}", task.key()));
        let newer = Typed::from([("education", "master"), ("_seen", stamp.as_str())]);
        commands::save_page(&ctx, id, task, &page, &newer, false)
            .await
            .unwrap();
    });
}

#[test]
fn a_page_is_finished_only_with_its_answers_and_its_paper() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let save = async |typed: &Typed, whole: bool| {
            commands::save_page(&ctx, id, Task::Residence, &"residence".into(), typed, whole).await
        };
        let fields = async |typed: &Typed, whole| -> Vec<String> {
            problems(save(typed, whole).await)
                .into_iter()
                .map(|p| p.field)
                .collect()
        };
        assert_eq!(
            fields(&Typed::default(), true).await,
            ["residence", "urban_register"]
        );
        let answered = Typed::from([("residence", "210211"), ("urban_register", "yes")]);
        assert_eq!(fields(&answered, true).await, [PAPER]);
        save(&answered, false).await.unwrap();
        commands::attach_document(&ctx, id, &"residence".into(), &paper())
            .await
            .unwrap();
        let stamp = case.opened(id).await.stamp("residence:residence");
        let mut again = answered.clone();
        again.set("_seen", stamp);
        save(&again, true).await.unwrap();
        let wrong = Typed::from([("residence", "no-such-area"), ("urban_register", "yes")]);
        assert_eq!(fields(&wrong, false).await, ["residence"]);
    });
}

#[test]
fn a_wrong_file_is_refused_with_what_it_is_and_nothing_changes() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let attach = async |name: &str, bytes: &[u8]| {
            let file = UploadedFile::new(name, bytes.to_vec());
            problems(commands::attach_document(&ctx, id, &"education".into(), &file).await)
        };
        let pdf = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
        let told = attach("毕业证书.jpg", pdf).await;
        assert_eq!(
            told,
            [FieldProblem::new(
                PAPER,
                Problem::FileType {
                    found: "PDF".into()
                }
            )]
        );
        let zip = attach("毕业证书.pdf", b"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaa").await;
        assert_eq!(
            zip,
            [FieldProblem::new(
                PAPER,
                Problem::FileType {
                    found: "ZIP".into()
                }
            )]
        );
        let large = vec![0xFF; 5 * 1024 * 1024 + 1];
        assert!(matches!(
            attach("a.jpg", &large).await[0].problem,
            Problem::FileTooLarge { .. }
        ));
        let photo = UploadedFile::new("photo.jpg", pdf.to_vec());
        let told = problems(commands::attach_photo(&ctx, id, &photo).await.map(drop));
        assert_eq!(
            told,
            [FieldProblem::new(
                "photo",
                Problem::NotAPicture {
                    found: "PDF".into()
                }
            )]
        );
        assert_eq!(case.opened(id).await.files.len(), 0);
        assert_eq!(case.opened(id).await.revision.0, 0);
    });
}

#[test]
fn the_same_document_twice_is_one_and_one_taken_back_is_gone() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        for _ in 0..2 {
            commands::attach_document(&ctx, id, &"education".into(), &paper())
                .await
                .unwrap();
        }
        let files = case.opened(id).await.files;
        assert_eq!(files.len(), 1);
        queries::readable(&ctx, files[0].id).await.unwrap();
        commands::remove_document(&ctx, id, files[0].id)
            .await
            .unwrap();
        assert_eq!(case.opened(id).await.files.len(), 0);
        assert!(matches!(
            queries::readable(&ctx, files[0].id).await,
            Err(AppError::NotFound)
        ));
        let events = world.events().await;
        assert_eq!(
            events[events.len() - 2..],
            ["file_uploaded", "file_removed"]
        );
    });
}

#[test]
fn a_photo_too_dark_waits_until_its_owner_asks_a_human() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let good = case.opened(id).await.photo().unwrap().id;
        let found = commands::attach_photo(&ctx, id, &photo_file(20))
            .await
            .unwrap();
        assert_eq!(
            found,
            [PhotoProblem::TooDark, PhotoProblem::BackgroundNotLight]
        );
        assert_eq!(
            case.opened(id).await.photo().unwrap().id,
            good,
            "the good one still stands"
        );
        commands::keep_photo(&ctx, id).await.unwrap();
        let opened = case.opened(id).await;
        assert_eq!(opened.photo().unwrap().problems, found);
        assert_eq!(
            refusal(commands::keep_photo(&ctx, id).await),
            Refusal::Stale
        );
        commands::submit(&ctx, id, None, true).await.unwrap();
        let dossier = dossier::dossier(&case.street, &case.campaign().await, id)
            .await
            .unwrap();
        assert_eq!(
            dossier.checks.exceptions,
            [Exception::Photo { problems: found }]
        );
    });
}

#[test]
fn over_age_is_refused_with_the_sentence_of_the_announcement() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1996-11-01").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let told = problems(commands::choose_post(&ctx, id, &"GJZ-01".into(), None).await);
        assert_eq!(told[0].field, "post");
        let Problem::NotEligible { zh, en } = &told[0].problem else {
            panic!("{told:?}")
        };
        assert!(
            zh.starts_with("年龄：") && zh.contains("1996年11月1日") && zh.ends_with("不符合。"),
            "{zh}"
        );
        assert!(en.contains("1 November 1996"), "{en}");
        assert_eq!(case.opened(id).await.post, None);
    });
}

#[test]
fn nothing_unfinished_is_submitted_and_the_refusal_names_what_is_open() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        assert_eq!(
            problems(commands::submit(&ctx, id, None, false).await)[0].field,
            "declared"
        );
        let education = Facts::new().with("education", FactValue::Choice("master".into()));
        let shown = case.opened(id).await.revision;
        commands::save_answers(&ctx, id, Task::Education, &education)
            .await
            .unwrap();
        assert_eq!(
            refusal(commands::submit(&ctx, id, Some(shown), true).await),
            Refusal::Stale
        );
        let paper = case
            .opened(id)
            .await
            .files
            .iter()
            .find(|f| f.purpose == "document:education")
            .unwrap()
            .id;
        commands::remove_document(&ctx, id, paper).await.unwrap();
        let missing = Refusal::Incomplete {
            missing: vec!["education".into()],
        };
        assert_eq!(
            refusal(commands::submit(&ctx, id, None, true).await),
            missing
        );
        let college = Facts::new().with("education", FactValue::Choice("college".into()));
        commands::save_answers(&ctx, id, Task::Education, &college)
            .await
            .unwrap();
        assert!(matches!(
            problems(commands::submit(&ctx, id, None, true).await)[0].problem,
            Problem::NotEligible { .. }
        ));
        assert_eq!(case.opened(id).await.stage, Stage::Draft);
    });
}

#[test]
fn a_returned_application_is_corrected_and_handed_in_again_under_its_number() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let decision = Decision {
            verdict: Verdict::Return,
            reasons: vec![ReasonCode::EvidenceIllegible],
            note: "毕业证书反光".into(),
            about: Some(Task::Education),
        };
        let revision = case.opened(id).await.revision;
        let reviewer = at(&case.street, world.now.plus_days(1));
        commands::decide(&reviewer, &case.campaign().await, id, revision, &decision)
            .await
            .unwrap();
        let returned = case.opened(id).await;
        let deadline = case.campaign().await.timetable.corrections_close;
        assert!(deadline.is_some());
        assert_eq!(
            (returned.stage, returned.answer_by),
            (Stage::Returned, deadline)
        );
        assert_eq!(returned.held(START).missing(), [Task::Education]);
        let ctx = at(&ctx, world.now.plus_days(7));
        let missing = Refusal::Incomplete {
            missing: vec!["education".into()],
        };
        assert_eq!(
            refusal(commands::submit(&ctx, id, None, true).await),
            missing
        );
        let clearer = UploadedFile::new("毕业证书2.png", portrait(200));
        commands::attach_document(&ctx, id, &"education".into(), &clearer)
            .await
            .unwrap();
        commands::submit(&ctx, id, None, true).await.unwrap();
        let again = case.opened(id).await;
        assert_eq!(
            (again.stage, again.number),
            (Stage::Submitted, returned.number)
        );
        let ask = queue::Ask {
            view: queue::View::Resubmitted,
            ..Default::default()
        };
        let queue = queue::queue(&case.street, &case.campaign().await, &ask)
            .await
            .unwrap();
        assert_eq!(queue.rows.len(), 1);
        assert!(queue.rows[0].was_returned);
    });
}

#[test]
fn of_two_reviewers_at_once_the_second_is_told() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-01").await;
        let (campaign, revision) = (case.campaign().await, case.opened(id).await.revision);
        let other = world.staff(Role::StreetReviewer, STREET).await;
        let (pass, reject) = (pass(), reject());
        let (a, b) = tokio::join!(
            commands::decide(&case.street, &campaign, id, revision, &pass),
            commands::decide(&other, &campaign, id, revision, &reject)
        );
        let refused: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert_eq!(refused.len(), 1);
        assert!(matches!(refused[0], AppError::Refused(Refusal::Stale)));
        let decided = ["application_passed_street", "application_rejected"];
        assert_eq!(
            world
                .events()
                .await
                .iter()
                .filter(|name| decided.contains(&name.as_str()))
                .count(),
            1
        );
    });
}

#[test]
fn a_decision_about_several_names_those_that_changed_meanwhile() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (one, two) = (
            case.submitted("1999-03-06", "GJZ-01").await,
            case.submitted("1998-03-06", "GJZ-01").await,
        );
        let campaign = case.campaign().await;
        let mut picks = Vec::new();
        for id in [one, two] {
            picks.push((id, case.opened(id).await.revision));
        }
        commands::decide(&case.street, &campaign, two, picks[1].1, &pass())
            .await
            .unwrap();
        let outcome = commands::decide_many(&case.street, &campaign, &picks, &pass())
            .await
            .unwrap();
        assert_eq!(
            (outcome.done, outcome.unchanged),
            (vec!["QS26-00001".into()], vec!["QS26-00002".to_owned()])
        );
        let nothing = commands::decide_many(&case.street, &campaign, &picks, &pass()).await;
        assert_eq!(refusal(nothing), Refusal::Stale);
        let incomplete = Decision {
            verdict: Verdict::Return,
            ..pass()
        };
        let told = problems(
            commands::decide_many(&case.street, &campaign, &picks, &incomplete)
                .await
                .map(drop),
        );
        assert_eq!(told[0].field, "reasons");
    });
}

#[test]
fn a_reviewer_outside_the_street_sees_and_decides_nothing() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-01").await;
        let campaign = case.campaign().await;
        let elsewhere = world.staff(Role::StreetReviewer, OTHER_STREET).await;
        let revision = case.opened(id).await.revision;
        let decided = commands::decide(&elsewhere, &campaign, id, revision, &pass()).await;
        assert_eq!(refusal(decided), Refusal::OutsideScope);
        assert_eq!(
            refusal(dossier::dossier(&elsewhere, &campaign, id).await.map(drop)),
            Refusal::OutsideScope
        );
        let queue = queue::queue(&elsewhere, &campaign, &queue::Ask::default())
            .await
            .unwrap();
        assert_eq!((queue.rows.len(), queue.counts[4].1), (0, 0));
        // The district waits until the street has looked.
        let early = commands::decide(&case.district, &campaign, id, revision, &pass()).await;
        assert_eq!(refusal(early), Refusal::OutsideScope);
        assert_eq!(case.opened(id).await.stage, Stage::Submitted);
    });
}

#[test]
fn where_a_post_lies_in_no_street_the_district_decides_alone() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let id = case.submitted("1999-03-06", "GJZ-05").await;
        let revision = case.opened(id).await.revision;
        commands::decide(
            &case.district,
            &case.campaign().await,
            id,
            revision,
            &pass(),
        )
        .await
        .unwrap();
        assert_eq!(case.opened(id).await.stage, Stage::Accepted);
    });
}

#[test]
fn an_appeal_is_decided_by_somebody_else() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-05").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let (campaign, other) = (
            case.campaign().await,
            world.staff(Role::DistrictReviewer, DISTRICT).await,
        );
        let revision = case.opened(id).await.revision;
        commands::decide(&case.district, &campaign, id, revision, &reject())
            .await
            .unwrap();
        let words = "我的户籍上个月已经迁到甘井子区，户口簿第三页可以看到。";
        assert_eq!(
            problems(commands::appeal(&ctx, id, "不服").await)[0].field,
            "text"
        );
        let deadline = case.opened(id).await.answer_by.unwrap();
        let late = at(&ctx, deadline);
        assert_eq!(
            refusal(commands::appeal(&late, id, words).await),
            Refusal::Closed { deadline }
        );
        commands::appeal(&ctx, id, words).await.unwrap();
        assert!(matches!(
            refusal(commands::appeal(&ctx, id, words).await),
            Refusal::ApplicationStage {
                stage: Stage::Appealed
            }
        ));
        let revision = case.opened(id).await.revision;
        let own =
            commands::decide_appeal(&case.district, &campaign, id, revision, true, "户口簿属实")
                .await;
        assert_eq!(refusal(own), Refusal::SamePerson);
        let silent = commands::decide_appeal(&other, &campaign, id, revision, true, " ").await;
        assert_eq!(problems(silent)[0].field, "note");
        commands::decide_appeal(&other, &campaign, id, revision, true, "户口簿属实")
            .await
            .unwrap();
        assert_eq!(case.opened(id).await.stage, Stage::Accepted);
        let events = world.events().await;
        assert_eq!(
            events[events.len() - 2..],
            ["application_appealed", "appeal_decided"]
        );
    });
}

#[test]
fn the_machines_findings_are_counted_and_exceptions_speak() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let member = Facts::new()
            .with("political", FactValue::Choice("member".into()))
            .with("veteran", FactValue::YesNo(false));
        commands::save_answers(&ctx, id, Task::Status, &member)
            .await
            .unwrap();
        commands::attach_document(&ctx, id, &"political".into(), &paper())
            .await
            .unwrap();
        commands::submit(&ctx, id, None, true).await.unwrap();
        let dossier = dossier::dossier(&case.street, &case.campaign().await, id)
            .await
            .unwrap();
        assert_eq!((dossier.checks.met, dossier.checks.bonus), (9, 1));
        assert_eq!(dossier.checks.exceptions, []);
        assert_eq!(dossier.claims[0].finding.item.as_str(), "party");
        let queue = queue::queue(&case.street, &case.campaign().await, &queue::Ask::default())
            .await
            .unwrap();
        assert_eq!(
            (queue.rows[0].name.as_str(), queue.rows[0].post.as_str()),
            ("张某某", "GJZ-01")
        );
    });
}

#[test]
fn a_bonus_is_verified_apart_and_a_refusal_says_why() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let veteran = Facts::new().with("veteran", FactValue::YesNo(true));
        commands::save_answers(&ctx, id, Task::Status, &veteran)
            .await
            .unwrap();
        commands::attach_document(&ctx, id, &"veteran".into(), &paper())
            .await
            .unwrap();
        commands::submit(&ctx, id, None, true).await.unwrap();
        let campaign = case.campaign().await;
        let decide = async |ctx: &Ctx, shown, granted, note: &str| {
            commands::decide_bonus(ctx, &campaign, id, "veteran", shown, granted, note).await
        };
        assert!(matches!(
            decide(&case.street, ClaimState::Claimed, true, "").await,
            Err(AppError::Forbidden)
        ));
        let silent = decide(&case.district, ClaimState::Claimed, false, "").await;
        assert_eq!(problems(silent)[0].field, "note-veteran");
        decide(&case.district, ClaimState::Claimed, true, "")
            .await
            .unwrap();
        let again = decide(&case.district, ClaimState::Claimed, false, "退役证是别人的").await;
        assert_eq!(refusal(again), Refusal::Stale);
        decide(&case.district, ClaimState::Granted, false, "退役证是别人的")
            .await
            .unwrap();
        let dossier = dossier::dossier(&case.district, &campaign, id)
            .await
            .unwrap();
        assert_eq!(dossier.claims[0].state, ClaimState::Refused);
        let events = world.events().await;
        assert_eq!(
            events[events.len() - 2..],
            ["bonus_decided", "bonus_decided"]
        );
    });
}

#[test]
fn a_stranger_sees_neither_application_nor_files() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let photo = case.opened(id).await.photo().unwrap().id;
        let stranger = world.applicant("1999-03-06").await;
        assert!(matches!(
            queries::of_applicant(&stranger, id).await,
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            queries::readable(&stranger, photo).await,
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            commands::save_contact(&stranger, id, ADDRESS, None).await,
            Err(AppError::NotFound)
        ));
        assert!(
            matches!(
                queries::readable(&case.street, photo).await,
                Err(AppError::NotFound)
            ),
            "still a draft"
        );
        commands::submit(&ctx, id, None, true).await.unwrap();
        queries::readable(&case.street, photo).await.unwrap();
        let elsewhere = world.staff(Role::StreetReviewer, OTHER_STREET).await;
        assert!(matches!(
            queries::readable(&elsewhere, photo).await,
            Err(AppError::NotFound)
        ));
        let publisher = world.staff(Role::Publisher, DISTRICT).await;
        assert!(matches!(
            queries::readable(&publisher, photo).await,
            Err(AppError::NotFound)
        ));
    });
}

#[test]
fn a_withdrawn_application_can_be_changed_and_submitted_again_before_the_close() {
    on_both(async |world| {
        let case = Case::with(&world, |rules| applying(rules).correction = None).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let shown = case.opened(id).await.revision;
        commands::withdraw(&ctx, id).await.unwrap();
        let decided =
            commands::decide(&case.street, &case.campaign().await, id, shown, &pass()).await;
        assert_eq!(refusal(decided), Refusal::Stale);
        commands::submit(&ctx, id, None, true).await.unwrap();
        let close = case.campaign().await.timetable.closes().unwrap();
        let late = commands::withdraw(&at(&ctx, close), id).await;
        assert_eq!(refusal(late), Refusal::Closed { deadline: close });
        assert_eq!(case.opened(id).await.stage, Stage::Submitted);
    });
}

#[test]
fn until_it_is_accepted_it_is_corrected_as_long_as_the_document_says() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let campaign = case.campaign().await;
        let revision = case.opened(id).await.revision;
        commands::decide(&case.street, &campaign, id, revision, &pass())
            .await
            .unwrap();
        // The form is closed by then, and corrections are not.
        let until = campaign.timetable.corrections_close.unwrap();
        assert!(campaign.timetable.closes().unwrap() < until);
        let last = at(&ctx, just_before(until));
        commands::withdraw(&last, id).await.unwrap();
        commands::save_contact(&last, id, ADDRESS, None)
            .await
            .unwrap();
        commands::submit(&last, id, None, true).await.unwrap();
        let late = commands::withdraw(&at(&ctx, until), id).await;
        assert_eq!(refusal(late), Refusal::Closed { deadline: until });
    });
}

#[test]
fn where_only_returned_applications_are_corrected_a_submitted_one_stays() {
    on_both(async |world| {
        let returned = |rules: &mut RuleDocument| {
            let rule = applying(rules).correction.as_mut().unwrap();
            rule.state = CorrectedWhile::Returned;
        };
        let case = Case::with(&world, returned).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let stage = Stage::Submitted;
        assert_eq!(
            refusal(commands::withdraw(&ctx, id).await),
            Refusal::ApplicationStage { stage }
        );
    });
}

#[test]
fn review_and_appeals_begin_and_end_when_the_document_says() {
    on_both(async |world| {
        let day = |n: i64| world.now.plus_days(n);
        let period = |from, until| {
            Some(Period {
                from: Some(Moment::of(from)),
                until: Some(Moment::of(until)),
            })
        };
        let case = Case::with(&world, |rules| {
            applying(rules).review = period(day(2), day(4));
            applying(rules).appeal = period(day(5), day(14));
        })
        .await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-05").await;
        commands::submit(&ctx, id, None, true).await.unwrap();
        let campaign = case.campaign().await;
        let revision = case.opened(id).await.revision;
        let early = commands::decide(&case.district, &campaign, id, revision, &reject()).await;
        assert_eq!(refusal(early), Refusal::NotOpen { from: day(2) });
        // Who is reviewed late must not lose by it.
        let reviewer = at(&case.district, day(4));
        commands::decide(&reviewer, &campaign, id, revision, &reject())
            .await
            .unwrap();
        assert_eq!(case.opened(id).await.answer_by, Some(day(14)));
        let words = "我的户籍上个月已经迁到甘井子区，户口簿第三页可以看到。";
        let early = commands::appeal(&at(&ctx, just_before(day(5))), id, words).await;
        assert_eq!(refusal(early), Refusal::NotOpen { from: day(5) });
        let late = commands::appeal(&at(&ctx, day(14)), id, words).await;
        assert_eq!(refusal(late), Refusal::Closed { deadline: day(14) });
        commands::appeal(&at(&ctx, day(5)), id, words)
            .await
            .unwrap();
    });
}

#[test]
fn evidence_that_came_after_its_own_deadline_is_not_claimed() {
    on_both(async |world| {
        let day = |n: i64| world.now.plus_days(n);
        let case = Case::with(&world, |rules| {
            for item in &mut rules.bonus.as_mut().unwrap().items {
                item.evidence_by = Some(Moment::of(match item.code.as_str() {
                    "veteran" => day(1),
                    _ => day(3),
                }));
            }
        })
        .await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let both = Facts::new()
            .with("political", FactValue::Choice("member".into()))
            .with("veteran", FactValue::YesNo(true));
        commands::save_answers(&ctx, id, Task::Status, &both)
            .await
            .unwrap();
        let late = at(&ctx, day(2));
        for document in ["political", "veteran"] {
            commands::attach_document(&late, id, &document.into(), &paper())
                .await
                .unwrap();
        }
        commands::submit(&late, id, None, true).await.unwrap();
        let opened = case.opened(id).await;
        let mut late: Vec<_> = opened.bonus();
        late.retain(|line| line.is_late);
        assert_eq!(late.len(), 1);
        assert_eq!(late[0].finding.item.as_str(), "veteran");
        let dossier = dossier::dossier(&case.street, &case.campaign().await, id)
            .await
            .unwrap();
        assert_eq!((dossier.checks.bonus, dossier.claims.len()), (1, 1));
        assert_eq!(dossier.claims[0].finding.item.as_str(), "party");
    });
}

#[test]
fn what_the_identity_number_says_is_taken_whatever_the_document_calls_it() {
    on_both(async |world| {
        let case = Case::with(&world, |rules| {
            let born = rules.facts.iter().find(|def| def.is_birth_date()).unwrap();
            let other = FactDef {
                key: "born_on".into(),
                means: Some(Means::BirthDate),
                ..born.clone()
            };
            rules.facts.push(other);
        })
        .await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let facts = case.opened(id).await.facts;
        let born = facts.get(&"born_on".into());
        assert!(matches!(born, Some(FactValue::Date(_))));
        assert_eq!(born, facts.get(&"birth_date".into()));
    });
}

#[test]
fn two_people_who_submit_at_once_get_two_numbers() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (one, first) = case.complete("1999-03-06", "GJZ-01").await;
        let (two, second) = case.complete("1998-03-06", "GJZ-02").await;
        let (a, b) = tokio::join!(
            commands::submit(&one, first, None, true),
            commands::submit(&two, second, None, true)
        );
        a.unwrap();
        b.unwrap();
        let mut numbers = [
            case.opened(first).await.number,
            case.opened(second).await.number,
        ];
        numbers.sort();
        assert_eq!(
            numbers,
            [Some("QS26-00001".into()), Some("QS26-00002".into())]
        );
    });
}
