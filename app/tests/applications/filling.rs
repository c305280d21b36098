//! Starting and filling in: one application for each person, page by page or at once.

use super::*;

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

fn field(name: &str, problem: Problem) -> FieldProblem {
    FieldProblem::new(name, problem)
}

#[test]
fn an_application_begins_as_a_draft_with_what_the_identity_number_says() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let row = row(&world, id).await;
        assert_eq!(
            (
                row.stage.0,
                row.number,
                row.serial,
                row.post_code,
                row.revision
            ),
            (Stage::Draft, None, None, None, 0)
        );
        assert_eq!(
            (row.answer_by, row.submitted_at, row.decided_at),
            (None, None, None)
        );
        let born = FactValue::Date("1999-03-06".parse().unwrap());
        assert_eq!(row.facts.0, Facts::new().with("birth_date", born));
        let started = Event::ApplicationStarted {
            campaign: case.id,
            application: id,
        };
        assert_eq!(last_entry(&world).await, (ctx.account().ok(), started));
        assert_eq!(inbox(&world, ctx.account().unwrap()).await, []);
    });
}

#[test]
fn nobody_starts_before_the_form_opens_or_where_nothing_is_announced() {
    on_both(async |mut world| {
        let campaign = announced_campaign(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let from = timetable().applications_open;
        for now in [world.now, just_before(from)] {
            let early = at(&ctx, now);
            let early = commands::start(&early, campaign);
            assert_eq!(refused(&world, early).await, Refusal::NotOpen { from });
        }
        let unknown = domain::ids::CampaignId(uuid::Uuid::now_v7());
        not_found(&world, commands::start(&at(&ctx, from), unknown)).await;
        let row = campaign::ActiveModel {
            id: Set(campaign.0),
            state: Set(Text(domain::campaigns::CampaignState::InCheck)),
            ..Default::default()
        };
        let saved = campaign::Entity::update(row).exec(&world.app.db.write);
        saved.await.unwrap();
        world.now = from;
        not_found(&world, commands::start(&at(&ctx, from), campaign)).await;
        sign_in_required(&world, commands::start(&world.nobody(), campaign)).await;
        for role in [Role::Organiser, Role::Recorder, Role::Inspector] {
            let staff = world.staff(role, DISTRICT).await;
            forbidden(&world, commands::start(&staff, campaign)).await;
        }
    });
}

#[test]
fn a_page_is_saved_as_one_entry_of_its_task() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let typed = Typed::from([("education", "bachelor"), ("_seen", "")]);
        let page = "education".into();
        commands::save_page(&ctx, id, Task::Education, &page, &typed, false)
            .await
            .unwrap();
        let saved = Event::AnswersSaved {
            application: id,
            task: "education".into(),
        };
        assert_eq!(last_entry(&world).await, (ctx.account().ok(), saved));
        let row = row(&world, id).await;
        assert_eq!(row.revision, 1);
        let stamps: Vec<_> = row.tasks.0.keys().map(String::as_str).collect();
        assert_eq!(stamps, ["education", "education:education"]);
    });
}

#[test]
fn a_page_that_is_not_asked_is_saved_for_nobody() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let typed = Typed::from([("education", "bachelor"), ("_seen", "")]);
        let save = async |ctx: &Ctx, task, page: &str| {
            commands::save_page(ctx, id, task, &page.into(), &typed, false).await
        };
        for task in [Task::Photo, Task::Contact, Task::Post, Task::Check] {
            not_found(&world, save(&ctx, task, "education")).await;
        }
        // A page that another tab's answers have closed.
        for page in ["veteran", "nonsense"] {
            let gone = refused(&world, save(&ctx, Task::Education, page)).await;
            assert_eq!(gone, Refusal::Stale, "{page}");
        }
        let stranger = world.applicant("1999-03-06").await;
        not_found(&world, save(&stranger, Task::Education, "education")).await;
        not_found(&world, save(&case.street, Task::Education, "education")).await;
        sign_in_required(&world, save(&world.nobody(), Task::Education, "education")).await;
    });
}

#[test]
fn an_answer_that_is_none_is_told_at_its_field() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let save = async |task, facts: Facts| commands::save_answers(&ctx, id, task, &facts).await;
        let veteran = Facts::new().with("veteran", FactValue::YesNo(true));
        let told = invalid(&world, save(Task::Education, veteran)).await;
        assert_eq!(
            told,
            [field("veteran", Problem::UnknownChoice)],
            "of another task"
        );
        // What the identity number says is asked of nobody, and typed by nobody.
        let born = Facts::new().with("birth_date", FactValue::Date("2005-01-01".parse().unwrap()));
        let told = invalid(&world, save(Task::Identity, born)).await;
        assert_eq!(told, [field("birth_date", Problem::UnknownChoice)]);
        for wrong in [
            FactValue::YesNo(true),
            FactValue::Choice("kindergarten".into()),
        ] {
            let facts = Facts::new().with("education", wrong);
            let told = invalid(&world, save(Task::Education, facts)).await;
            assert_eq!(told[0].field, "education");
            assert!(
                matches!(told[0].problem, Problem::Answer { .. }),
                "{told:?}"
            );
        }
        not_found(&world, save(Task::Photo, Facts::new())).await;
    });
}

#[test]
fn one_wrong_answer_keeps_the_right_ones_beside_it_out() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let half = Facts::new()
            .with("urban_register", FactValue::YesNo(true))
            .with("residence", FactValue::Area("nowhere".into()));
        let told = invalid(
            &world,
            commands::save_answers(&ctx, id, Task::Residence, &half),
        )
        .await;
        let fields: Vec<_> = told.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["residence"]);
    });
}

#[test]
fn an_address_has_five_to_two_hundred_characters_and_single_spaces() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let save = async |address: &str| commands::save_contact(&ctx, id, address, None).await;
        let long = "路".repeat(201);
        for (address, problem) in [
            (" \n ", Problem::Missing),
            (
                "杏花里1",
                Problem::TooShort {
                    least: 5,
                    length: 4,
                },
            ),
            (
                &long,
                Problem::TooLong {
                    limit: 200,
                    length: 201,
                },
            ),
        ] {
            let told = invalid(&world, save(address)).await;
            assert_eq!(told, [field("address", problem)]);
        }
        save(long.strip_suffix('路').unwrap()).await.unwrap();
        save("  杏花里   社区\n12号 ").await.unwrap();
        assert_eq!(case.opened(id).await.address, "杏花里 社区 12号");
        let saved = Event::AnswersSaved {
            application: id,
            task: "contact".into(),
        };
        assert_eq!(last_entry(&world).await, (ctx.account().ok(), saved));
        // Neither the table nor the audit trail says where somebody lives.
        let clear = format!("{:?}", all_rows(&world).await);
        assert!(!clear.contains("杏花里"));
    });
}

#[test]
fn an_older_page_overwrites_neither_address_nor_post() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        commands::save_contact(&ctx, id, ADDRESS, Some(""))
            .await
            .unwrap();
        commands::choose_post(&ctx, id, &"GJZ-01".into(), Some(""))
            .await
            .unwrap();
        let older = commands::save_contact(&ctx, id, "云海市青松区另一处", Some(""));
        assert_eq!(refused(&world, older).await, Refusal::Stale);
        let post = "GJZ-02".into();
        let older = commands::choose_post(&ctx, id, &post, Some(""));
        assert_eq!(refused(&world, older).await, Refusal::Stale);
        // The same form sent twice says what is stored anyway.
        commands::save_contact(&ctx, id, ADDRESS, Some(""))
            .await
            .unwrap();
        commands::choose_post(&ctx, id, &"GJZ-01".into(), Some(""))
            .await
            .unwrap();
        let stamp = case.opened(id).await.stamp("post");
        commands::choose_post(&ctx, id, &post, Some(&stamp))
            .await
            .unwrap();
        assert_eq!(case.opened(id).await.post, Some(post));
    });
}

#[test]
fn a_post_is_one_of_the_table_and_open_to_the_answers() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let id = commands::start(&ctx, case.id).await.unwrap();
        let choose = async |code: &str| commands::choose_post(&ctx, id, &code.into(), None).await;
        let told = invalid(&world, choose("")).await;
        assert_eq!(told, [field("post", Problem::NotChosen)]);
        for unknown in ["GJZ-99", "gjz-01"] {
            let told = invalid(&world, choose(unknown)).await;
            assert_eq!(told, [field("post", Problem::UnknownChoice)]);
        }
        let college = Facts::new().with("education", FactValue::Choice("college".into()));
        commands::save_answers(&ctx, id, Task::Education, &college)
            .await
            .unwrap();
        let told = invalid(&world, choose("GJZ-01")).await;
        assert!(
            matches!(&told[0].problem, Problem::NotEligible { zh, .. } if zh.starts_with("学历"))
        );
        let stranger = world.applicant("1999-03-06").await;
        let post = "GJZ-01".into();
        not_found(&world, commands::choose_post(&stranger, id, &post, None)).await;
        sign_in_required(
            &world,
            commands::choose_post(&world.nobody(), id, &post, None),
        )
        .await;
    });
}

#[test]
fn what_was_handed_in_is_changed_by_nobody_at_any_later_stage() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        for stage in Stage::ALL.into_iter().filter(|stage| !stage.is_editable()) {
            let (ctx, id) = at_stage(&case, stage).await;
            let before = all_rows(&world).await;
            for (n, tried) in every_change(&ctx, id).await.into_iter().enumerate() {
                let refusal = refusal(tried);
                assert_eq!(refusal, Refusal::ApplicationStage { stage }, "{n}");
            }
            assert!(before == all_rows(&world).await, "{stage:?}");
        }
    });
}

#[test]
fn after_the_close_a_draft_is_changed_by_nobody() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = case.complete("1999-03-06", "GJZ-01").await;
        let paper = case.opened(id).await.files[1].id;
        let deadline = case.campaign().await.timetable.closes().unwrap();
        let late = at(&ctx, deadline);
        let before = all_rows(&world).await;
        let mut tried = every_change(&late, id).await;
        tried.push(commands::remove_document(&late, id, paper).await);
        for (n, tried) in tried.into_iter().enumerate() {
            assert_eq!(refusal(tried), Refusal::Closed { deadline }, "{n}");
        }
        assert!(before == all_rows(&world).await);
    });
}

#[test]
fn a_returned_draft_is_changed_until_its_own_deadline() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let (ctx, id) = at_stage(&case, Stage::Returned).await;
        let deadline = case.opened(id).await.answer_by.unwrap();
        let late = at(&ctx, deadline);
        for tried in every_change(&late, id).await {
            assert_eq!(refusal(tried), Refusal::Closed { deadline });
        }
        let last = at(&ctx, just_before(deadline));
        commands::save_contact(&last, id, "云海市青松区另一处", None)
            .await
            .unwrap();
    });
}

fn whole<'a>(
    answers: &'a Facts,
    photo: &'a pictures::Photo,
    paper: &'a UploadedFile,
    post: &'a domain::rules::PostCode,
) -> Whole<'a> {
    Whole {
        answers,
        address: ADDRESS,
        photo,
        paper,
        post,
    }
}

#[test]
fn filed_at_once_it_leaves_the_same_entries_as_page_by_page() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let (answers, photo, paper) = (answers(), pictures::read(&portrait(230)).unwrap(), paper());
        let post = "GJZ-01".into();
        let before = trail(&world).await.len();
        let filed = whole(&answers, &photo, &paper, &post);
        let id = commands::file_whole(&ctx, case.id, &filed, true)
            .await
            .unwrap();
        let names: Vec<_> = since(&world, before)
            .await
            .iter()
            .map(Event::name)
            .collect();
        assert_eq!(
            names,
            [
                "application_started",
                "file_uploaded",
                "file_uploaded",
                "file_uploaded",
                "application_submitted"
            ]
        );
        let own = inbox(&world, ctx.account().unwrap()).await;
        let number = "QS26-00001".to_owned();
        let told = Notice::Submitted {
            campaign: TITLE.into(),
            application: id,
            number,
        };
        assert_eq!(own, [told]);
        let again = refused(&world, commands::file_whole(&ctx, case.id, &filed, true)).await;
        assert_eq!(again, Refusal::AlreadyApplied { application: id });
    });
}

#[test]
fn filed_at_once_without_submitting_it_stays_a_draft() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let (answers, photo, paper) = (answers(), pictures::read(&portrait(230)).unwrap(), paper());
        let post = "GJZ-02".into();
        let filed = whole(&answers, &photo, &paper, &post);
        let id = commands::file_whole(&ctx, case.id, &filed, false)
            .await
            .unwrap();
        let opened = case.opened(id).await;
        assert_eq!(
            (opened.stage, opened.number.clone(), opened.post.clone()),
            (Stage::Draft, None, Some(post))
        );
        assert_eq!(
            opened.held(world.now).missing(),
            [],
            "it lacks the last step only"
        );
        assert_eq!(inbox(&world, ctx.account().unwrap()).await, []);
        commands::submit(&ctx, id, None, true).await.unwrap();
    });
}

#[test]
fn what_is_filed_at_once_is_taken_whole_or_not_at_all() {
    on_both(async |world| {
        let case = Case::open(&world).await;
        let ctx = world.applicant("1999-03-06").await;
        let (good, photo, paper) = (answers(), pictures::read(&portrait(230)).unwrap(), paper());
        let dark = pictures::read(&portrait(20)).unwrap();
        let (post, none) = ("GJZ-01".into(), "GJZ-99".into());
        let file = async |ctx: &Ctx, filed: &Whole<'_>| {
            commands::file_whole(ctx, case.id, filed, true).await
        };
        let college = good
            .clone()
            .with("education", FactValue::Choice("college".into()));
        let told = invalid(&world, file(&ctx, &whole(&college, &photo, &paper, &post))).await;
        assert!(matches!(told[0].problem, Problem::NotEligible { .. }));
        let foreign = good.clone().with("nonsense", FactValue::YesNo(true));
        let told = invalid(&world, file(&ctx, &whole(&foreign, &photo, &paper, &post))).await;
        assert_eq!(told, [field("nonsense", Problem::UnknownChoice)]);
        let mut open = good.clone();
        open.0.remove(&"criminal".into());
        let missing = refused(&world, file(&ctx, &whole(&open, &photo, &paper, &post))).await;
        assert_eq!(
            missing,
            Refusal::Incomplete {
                missing: vec!["declaration".into()]
            }
        );
        let missing = refused(&world, file(&ctx, &whole(&good, &dark, &paper, &post))).await;
        assert_eq!(
            missing,
            Refusal::Incomplete {
                missing: vec!["photo".into()]
            }
        );
        let silent = Whole {
            address: "",
            ..whole(&good, &photo, &paper, &post)
        };
        let told = invalid(&world, file(&ctx, &silent)).await;
        assert_eq!(told, [field("address", Problem::Missing)]);
        let zip = UploadedFile::new("证书.pdf", b"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaa".to_vec());
        let told = invalid(&world, file(&ctx, &whole(&good, &photo, &zip, &post))).await;
        assert_eq!(told[0].field, "paper");
        let unknown =
            nothing_written(&world, file(&ctx, &whole(&good, &photo, &paper, &none))).await;
        assert!(!matches!(unknown, AppError::Fault(_)), "{unknown:?}");
        let deadline = case.campaign().await.timetable.closes().unwrap();
        let late = at(&ctx, deadline);
        let closed = refused(&world, file(&late, &whole(&good, &photo, &paper, &post))).await;
        assert_eq!(closed, Refusal::Closed { deadline });
        sign_in_required(
            &world,
            file(&world.nobody(), &whole(&good, &photo, &paper, &post)),
        )
        .await;
    });
}
