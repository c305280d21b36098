//! Signing in: who gets a session, who is refused, and what a refusal gives away.

use super::{disable, fields, looks::refusal, stored, typed, written};
use app::{
    accounts::{commands, staff},
    entity::throttle as counted,
    error::Refusal,
    platform::{
        ctx::Ctx,
        form::Typed,
        sessions::{self, actor},
        throttle,
    },
    testing::*,
};
use domain::{access::Role, ids::AccountId};
use sea_orm::EntityTrait;

const ZHANG: &str = "zhang@example.cn";

async fn registered(world: &World) -> AccountId {
    commands::register(&world.nobody(), &typed(&[]))
        .await
        .unwrap()
}

/// From an address, as a browser asks.
fn from(world: &World, client: &str) -> Ctx {
    Ctx {
        client: client.to_owned(),
        ..world.nobody()
    }
}

#[test]
fn a_sign_in_opens_one_session_of_that_person_and_is_no_event() {
    on_both(async |world| {
        let account = registered(&world).await;
        let before = written(&world).await;
        let (cookie, is_staff) = commands::sign_in(&world.nobody(), ZHANG, PASSWORD)
            .await
            .unwrap();
        assert!(!is_staff);
        let who = actor(&world.app, &cookie, world.now).await.unwrap();
        assert_eq!(who.unwrap().account, account);
        let after = written(&world).await;
        assert_eq!(after.sessions, before.sessions + 1);
        assert_eq!(after.events, before.events);
    });
}

#[test]
fn a_second_sign_in_leaves_the_first_open() {
    on_both(async |world| {
        registered(&world).await;
        let (first, _) = commands::sign_in(&world.nobody(), ZHANG, PASSWORD)
            .await
            .unwrap();
        let (second, _) = commands::sign_in(&world.nobody(), ZHANG, PASSWORD)
            .await
            .unwrap();
        assert_ne!(first, second);
        for cookie in [first, second] {
            let who = actor(&world.app, &cookie, world.now).await.unwrap();
            assert!(who.is_some());
        }
    });
}

#[test]
fn a_wrong_password_opens_nothing() {
    on_both(async |world| {
        registered(&world).await;
        let before = written(&world).await;
        for password in ["", " ", "Teapot-viaduct-7-otter", "teapot-viaduct-7-otter "] {
            let refused = commands::sign_in(&world.nobody(), ZHANG, password).await;
            assert_eq!(refusal(refused), Refusal::WrongCredentials, "{password:?}");
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn that_an_account_is_closed_is_told_to_whoever_knows_its_password() {
    on_both(async |world| {
        let account = registered(&world).await;
        let (cookie, _) = commands::sign_in(&world.nobody(), ZHANG, PASSWORD)
            .await
            .unwrap();
        disable(&world, account).await;
        let before = written(&world).await;
        let refused = commands::sign_in(&world.nobody(), ZHANG, PASSWORD).await;
        assert_eq!(refusal(refused), Refusal::AccountDisabled);
        let refused = commands::sign_in(&world.nobody(), ZHANG, "wrong password").await;
        assert_eq!(refusal(refused), Refusal::WrongCredentials);
        assert_eq!(written(&world).await, before);
        let who = actor(&world.app, &cookie, world.now).await.unwrap();
        assert!(who.is_none(), "the open session is no good any more");
    });
}

#[test]
fn who_was_invited_and_chose_no_password_yet_signs_in_with_none() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let invited = Typed::from([
            ("name", "李某"),
            ("email", "li@example.cn"),
            ("role", "organiser"),
            ("area", DISTRICT),
        ]);
        staff::invite(&admin, &invited).await.unwrap();
        let before = written(&world).await;
        for password in ["", "nobody has this password"] {
            let refused = commands::sign_in(&world.nobody(), "li@example.cn", password).await;
            assert_eq!(refusal(refused), Refusal::WrongCredentials);
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn who_waits_is_told_until_when_and_others_are_not_held_up() {
    on_both(async |mut world| {
        registered(&world).await;
        let other = world.staff(Role::Organiser, DISTRICT).await;
        let other = stored(&world, other.account().unwrap()).await.email;
        let start = world.now;
        for _ in 0..throttle::PER_ACCOUNT.attempts {
            let refused = commands::sign_in(&world.nobody(), ZHANG, "wrong password").await;
            assert_eq!(refusal(refused), Refusal::WrongCredentials);
        }
        world.now = start.plus(throttle::PER_ACCOUNT.window / 2);
        let until = start.plus(throttle::PER_ACCOUNT.window);
        for password in [PASSWORD, "wrong password"] {
            let refused = commands::sign_in(&world.nobody(), ZHANG, password).await;
            assert_eq!(refusal(refused), Refusal::TooManyAttempts { until });
        }
        commands::sign_in(&world.nobody(), &other, PASSWORD)
            .await
            .unwrap();
        world.now = until;
        commands::sign_in(&world.nobody(), ZHANG, PASSWORD)
            .await
            .unwrap();
    });
}

#[test]
fn a_right_password_forgets_the_wrong_ones_before_it() {
    on_both(async |world| {
        registered(&world).await;
        for _ in 0..3 {
            for _ in 1..throttle::PER_ACCOUNT.attempts {
                commands::sign_in(&world.nobody(), ZHANG, "wrong password")
                    .await
                    .unwrap_err();
            }
            commands::sign_in(&world.nobody(), ZHANG, PASSWORD)
                .await
                .unwrap();
        }
    });
}

#[test]
fn a_name_that_nobody_has_is_counted_like_one_that_somebody_has() {
    on_both(async |world| {
        registered(&world).await;
        let mut answers = Vec::new();
        for login in [ZHANG, "nobody@example.cn", "13911112222"] {
            let mut of_login = Vec::new();
            for _ in 0..=throttle::PER_ACCOUNT.attempts {
                let refused = commands::sign_in(&world.nobody(), login, "wrong password").await;
                of_login.push(refusal(refused));
            }
            answers.push(of_login);
        }
        assert_eq!(answers[0], answers[1], "nothing says who has an account");
        assert_eq!(answers[0], answers[2]);
        let until = world.now.plus(throttle::PER_ACCOUNT.window);
        assert_eq!(answers[0].last(), Some(&Refusal::TooManyAttempts { until }));
    });
}

#[test]
fn what_is_counted_names_no_address_and_no_login() {
    on_both(async |world| {
        registered(&world).await;
        let office = from(&world, "203.0.113.7");
        for login in [ZHANG, "nobody@example.cn"] {
            commands::sign_in(&office, login, "wrong password")
                .await
                .unwrap_err();
        }
        let rows = counted::Entity::find().all(&world.app.db.write).await;
        let rows = rows.unwrap();
        assert_eq!(rows.len(), 3, "two logins, one address");
        let keys = format!("{rows:?}");
        for own in ["203.0.113.7", "zhang", "nobody@"] {
            assert!(!keys.contains(own), "{keys}");
        }
    });
}

#[test]
fn a_login_of_two_people_is_read_as_the_one_who_has_it() {
    on_both(async |world| {
        let zhang = registered(&world).await;
        let staff = world.staff(Role::Organiser, DISTRICT).await;
        for (login, whose) in [
            (ZHANG, zhang),
            ("staff0@example.cn", staff.account().unwrap()),
        ] {
            let (cookie, _) = commands::sign_in(&world.nobody(), login, PASSWORD)
                .await
                .unwrap();
            let who = actor(&world.app, &cookie, world.now).await.unwrap();
            assert_eq!(who.unwrap().account, whose, "{login}");
        }
        for login in ["", " ", "%", "zhang", "zhang@example.cn' or '1'='1"] {
            let refused = commands::sign_in(&world.nobody(), login, PASSWORD).await;
            assert_eq!(refusal(refused), Refusal::WrongCredentials, "{login:?}");
        }
    });
}

#[test]
fn a_session_belongs_to_the_account_and_not_to_the_login() {
    on_both(async |world| {
        let account = registered(&world).await;
        let (cookie, _) = commands::sign_in(&world.nobody(), "13800007777", PASSWORD)
            .await
            .unwrap();
        sessions::close(&world.app, &cookie).await.unwrap();
        let who = actor(&world.app, &cookie, world.now).await.unwrap();
        assert!(who.is_none());
        assert!(stored(&world, account).await.disabled_at.is_none());
        let again = commands::register(&world.nobody(), &typed(&[])).await;
        assert_eq!(fields(again.unwrap_err()).len(), 1);
    });
}
