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
