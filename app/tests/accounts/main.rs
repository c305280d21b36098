//! Accounts: registration, sign-in, links, roles; each on both databases. And their pages in both languages.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod at_once;
mod links;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../looks/mod.rs"]
mod looks;
mod pages;
mod registering;
mod signing_in;
mod staff_accounts;

use app::{
    accounts::{commands, queries, staff},
    entity::{account, grant, notice, outbox as messages, session, token},
    error::{AppError, Refusal},
    notifications::outbox,
    platform::{files::Files, form::Typed, throttle},
    testing::*,
};
use domain::{FieldProblem, Problem, access::Role, identity::BadIdNumber, ids::AccountId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait,
    Statement,
};
use std::time::Duration;

fn typed(changes: &[(&str, &str)]) -> Typed {
    let id = id_number("1990-03-06", 77);
    let mut typed = Typed::from([
        ("name", "张某某"),
        ("id_number", id.as_str()),
        ("mobile", "138 0000 7777"),
        ("email", "Zhang@Example.cn"),
        ("password", PASSWORD),
        ("consent", "yes"),
    ]);
    for (name, value) in changes {
        typed.set(name, *value);
    }
    typed
}

/// What commands of this capability write, row by row: a refused one leaves all of it as it was.
#[derive(Debug, PartialEq)]
struct Written {
    accounts: Vec<account::Model>,
    grants: u64,
    tokens: Vec<token::Model>,
    sessions: u64,
    inbox: u64,
    messages: u64,
    events: usize,
}

async fn written(world: &World) -> Written {
    let db = &world.app.db.write;
    let mut accounts = account::Entity::find().all(db).await.unwrap();
    accounts.sort_by_key(|row| row.id);
    let mut tokens = token::Entity::find().all(db).await.unwrap();
    tokens.sort_by(|a, b| a.hash.cmp(&b.hash));
    Written {
        accounts,
        tokens,
        grants: grant::Entity::find().count(db).await.unwrap(),
        sessions: session::Entity::find().count(db).await.unwrap(),
        inbox: notice::Entity::find().count(db).await.unwrap(),
        messages: messages::Entity::find().count(db).await.unwrap(),
        events: world.events().await.len(),
    }
}

async fn stored(world: &World, id: AccountId) -> account::Model {
    let found = account::Entity::find_by_id(id.0).one(&world.app.db.write);
    found.await.unwrap().unwrap()
}

/// Somebody closed the account.
async fn disable(world: &World, id: AccountId) {
    let row = account::ActiveModel {
        id: Set(id.0),
        disabled_at: Set(Some(world.now.0)),
        ..Default::default()
    };
    row.update(&world.app.db.write).await.unwrap();
}

fn fields(error: AppError) -> Vec<FieldProblem> {
    match error {
        AppError::Invalid(problems) => problems,
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_mistakes_of_a_registration_are_told_at_once_and_nothing_is_stored() {
    on_both(async |world| {
        let wrong = typed(&[
            ("id_number", "110105194912310021"),
            ("mobile", "1380000"),
            ("email", "zhang"),
            ("consent", ""),
        ]);
        let problems = fields(
            commands::register(&world.nobody(), &wrong)
                .await
                .unwrap_err(),
        );
        assert_eq!(
            problems,
            [
                FieldProblem::new("id_number", Problem::IdNumber(BadIdNumber::CheckDigit)),
                FieldProblem::new("mobile", Problem::Mobile { digits: 7 }),
                FieldProblem::new("email", Problem::Email),
                FieldProblem::new("consent", Problem::NotChosen),
            ]
        );
        assert_eq!(world.events().await, Vec::<String>::new());
    });
}

#[test]
fn one_identity_number_one_account() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let again = typed(&[("mobile", "13800008888"), ("email", "other@example.cn")]);
        let problems = fields(
            commands::register(&world.nobody(), &again)
                .await
                .unwrap_err(),
        );
        assert_eq!(problems, [FieldProblem::new("id_number", Problem::Taken)]);
        let same_mail = typed(&[
            ("id_number", &id_number("1991-03-06", 1)),
            ("mobile", "13800008888"),
        ]);
        let problems = fields(
            commands::register(&world.nobody(), &same_mail)
                .await
                .unwrap_err(),
        );
        assert_eq!(problems, [FieldProblem::new("email", Problem::Taken)]);
        assert_eq!(world.events().await, ["account_registered"]);
    });
}

#[test]
fn a_stored_identity_number_is_read_back_with_its_date_of_birth() {
    on_both(async |world| {
        let ctx = world.applicant("1990-03-06").await;
        let person = queries::person(&world.app, &world.app.db.write, ctx.account().unwrap())
            .await
            .unwrap();
        assert_eq!(
            person
                .id_number
                .map(|number| number.birth_date().to_string())
                .as_deref(),
            Some("1990-03-06")
        );
    });
}

#[test]
fn people_sign_in_by_identity_number_mobile_or_mail() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        for login in [
            id_number("1990-03-06", 77).as_str(),
            "+86 138-0000-7777",
            " ZHANG@example.cn ",
        ] {
            let (_, is_staff) = commands::sign_in(&world.nobody(), login, PASSWORD)
                .await
                .unwrap();
            assert!(!is_staff, "{login}");
        }
        let wrong = commands::sign_in(&world.nobody(), "zhang@example.cn", "wrong password").await;
        assert!(matches!(
            wrong,
            Err(AppError::Refused(Refusal::WrongCredentials))
        ));
        let nobody = commands::sign_in(&world.nobody(), "nobody@example.cn", PASSWORD).await;
        assert!(
            matches!(nobody, Err(AppError::Refused(Refusal::WrongCredentials))),
            "the same answer"
        );
    });
}

#[test]
fn after_five_wrong_passwords_the_right_one_must_wait_too() {
    on_both(async |mut world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        for _ in 0..throttle::PER_ACCOUNT.attempts {
            commands::sign_in(&world.nobody(), "zhang@example.cn", "wrong password")
                .await
                .unwrap_err();
        }
        let locked = commands::sign_in(&world.nobody(), "zhang@example.cn", PASSWORD).await;
        assert!(matches!(
            locked,
            Err(AppError::Refused(Refusal::TooManyAttempts { .. }))
        ));
        world.now = world.now.plus(throttle::PER_ACCOUNT.window);
        commands::sign_in(&world.nobody(), "zhang@example.cn", PASSWORD)
            .await
            .unwrap();
    });
}

#[test]
fn one_account_has_one_counter_however_it_is_called() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let spelled = [
            "zhang@example.cn",
            " ZHANG@example.cn ",
            "13800007777",
            "138 0000 7777",
            "+86-138-0000-7777",
        ];
        for login in spelled {
            let wrong = commands::sign_in(&world.nobody(), login, "wrong password").await;
            assert!(
                matches!(wrong, Err(AppError::Refused(Refusal::WrongCredentials))),
                "{login}"
            );
        }
        for login in spelled.into_iter().chain(["a13800007777"]) {
            commands::sign_in(&world.nobody(), login, PASSWORD)
                .await
                .unwrap_err();
        }
    });
}

#[test]
fn many_wrong_passwords_at_once_are_no_more_than_one_after_another() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let at_once = (0..12).map(|_| {
            let ctx = world.nobody();
            tokio::spawn(async move {
                commands::sign_in(&ctx, "zhang@example.cn", "wrong password").await
            })
        });
        let at_once: Vec<_> = at_once.collect();
        let mut tried = 0;
        for attempt in at_once {
            let answer = attempt.await.unwrap();
            let was_tried = matches!(answer, Err(AppError::Refused(Refusal::WrongCredentials)));
            tried += i32::from(was_tried);
        }
        assert_eq!(tried, throttle::PER_ACCOUNT.attempts);
    });
}

#[test]
fn an_address_from_which_much_fails_is_slowed_down_and_never_shut_out() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let (db, now) = (&world.app.db, world.now);
        let slowed = || throttle::slowed(db, "address:office", throttle::PER_ADDRESS, now);
        for _ in 0..throttle::PER_ADDRESS.attempts {
            assert_eq!(slowed().await.unwrap(), Duration::ZERO);
        }
        for _ in 0..70 {
            assert!(slowed().await.unwrap() > Duration::ZERO);
        }
        assert_eq!(slowed().await.unwrap(), Duration::from_secs(3));
        let later = now.plus(throttle::PER_ADDRESS.window);
        let again = throttle::slowed(db, "address:office", throttle::PER_ADDRESS, later).await;
        assert_eq!(again.unwrap(), Duration::ZERO);
    });
}

/// What a power cut may not take: every commit and every file is on the disk before it is acknowledged.
#[test]
fn what_is_acknowledged_has_been_written_to_the_disk() {
    on_both(async |world| {
        let (ask, full) = match world.app.db.backend() {
            DbBackend::Sqlite => ("PRAGMA synchronous", "2"),
            _ => ("SHOW synchronous_commit", "on"),
        };
        let asked = Statement::from_string(world.app.db.backend(), ask);
        let row = world
            .app
            .db
            .write
            .query_one_raw(asked)
            .await
            .unwrap()
            .unwrap();
        let set = match world.app.db.backend() {
            DbBackend::Sqlite => row.try_get_by_index::<i32>(0).unwrap().to_string(),
            _ => row.try_get_by_index::<String>(0).unwrap(),
        };
        assert_eq!(set, full);
    });
    let folder = std::env::temp_dir().join(format!("xuanxian-files-{}", std::process::id()));
    let files = format!("{:?}", Files::in_folder(&folder).unwrap());
    std::fs::remove_dir_all(folder).unwrap();
    assert!(files.contains("fsync: true"), "{files}");
}

/// The link in the only waiting mail.
async fn mailed_token(world: &World) -> String {
    let row = outbox::claim(&world.app, world.now)
        .await
        .unwrap()
        .expect("a mail waits");
    let message = outbox::compose(&world.app, &row)
        .await
        .unwrap()
        .expect("it can be sent");
    outbox::sent(&world.app, row, world.now).await.unwrap();
    let (_, rest) = message.body.split_once("token=").expect("it holds a link");
    rest.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn a_mailed_link_works_once_and_only_for_its_purpose() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let token = mailed_token(&world).await;
        let wrong_purpose =
            commands::reset_password(&world.nobody(), &token, "another-long-one-42").await;
        assert!(matches!(
            wrong_purpose,
            Err(AppError::Refused(Refusal::LinkExpired))
        ));
        commands::confirm_email(&world.nobody(), &token)
            .await
            .unwrap();
        let again = commands::confirm_email(&world.nobody(), &token).await;
        assert!(matches!(
            again,
            Err(AppError::Refused(Refusal::LinkExpired))
        ));
    });
}

#[test]
fn a_reset_link_expires_after_an_hour_and_signs_out_everywhere() {
    on_both(async |mut world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        mailed_token(&world).await;
        commands::ask_reset(&world.nobody(), "13800007777")
            .await
            .unwrap();
        let token = mailed_token(&world).await;
        let start = world.now;
        world.now = start.plus(Duration::from_secs(3601));
        let late = commands::reset_password(&world.nobody(), &token, "another-long-one-42").await;
        assert!(matches!(late, Err(AppError::Refused(Refusal::LinkExpired))));
        world.now = start;
        let (cookie, _) = commands::sign_in(&world.nobody(), "zhang@example.cn", PASSWORD)
            .await
            .unwrap();
        commands::reset_password(&world.nobody(), &token, "another-long-one-42")
            .await
            .unwrap();
        let actor = app::platform::sessions::actor(&world.app, &cookie, world.now)
            .await
            .unwrap();
        assert!(actor.is_none(), "the old session is closed");
        commands::sign_in(&world.nobody(), "zhang@example.cn", "another-long-one-42")
            .await
            .unwrap();
    });
}

#[test]
fn separated_duties_are_never_given_to_one_person() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let invite = |role: &str, area: &str| {
            Typed::from([
                ("name", "李某"),
                ("email", "li@example.cn"),
                ("role", role),
                ("area", area),
            ])
        };
        staff::invite(&admin, &invite("organiser", DISTRICT))
            .await
            .unwrap();
        let problems = fields(
            staff::invite(&admin, &invite("exam_centre", DISTRICT))
                .await
                .unwrap_err(),
        );
        assert!(matches!(
            problems[0].problem,
            Problem::Separated {
                with: Role::Organiser,
                ..
            }
        ));
        let problems = fields(
            staff::invite(&admin, &invite("certificate_officer", DISTRICT))
                .await
                .unwrap_err(),
        );
        assert_eq!(problems[0].problem, Problem::WrongLevel);
        let token = mailed_token(&world).await;
        staff::accept_invitation(&world.nobody(), &token, PASSWORD)
            .await
            .unwrap();
        let (_, is_staff) = commands::sign_in(&world.nobody(), "li@example.cn", PASSWORD)
            .await
            .unwrap();
        assert!(is_staff);
    });
}

#[test]
fn two_servers_never_send_one_message_twice() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let (a, b) = tokio::join!(
            outbox::claim(&world.app, world.now),
            outbox::claim(&world.app, world.now)
        );
        let claimed: Vec<_> = [a.unwrap(), b.unwrap()].into_iter().flatten().collect();
        assert_eq!(claimed.len(), 1);
        outbox::failed(&world.app, claimed[0].clone(), world.now)
            .await
            .unwrap();
        assert!(
            outbox::claim(&world.app, world.now)
                .await
                .unwrap()
                .is_none(),
            "it backs off"
        );
        let later = world.now.plus(Duration::from_secs(60));
        let row = outbox::claim(&world.app, later)
            .await
            .unwrap()
            .expect("it is tried again");
        outbox::sent(&world.app, row, later).await.unwrap();
        assert!(
            outbox::claim(&world.app, later.plus_days(1))
                .await
                .unwrap()
                .is_none(),
            "sent is sent"
        );
    });
}
