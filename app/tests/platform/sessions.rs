//! Who holds a cookie, how long, and what is kept of it; and who may do what where.

use super::refusal;
use app::{
    entity::{account, grant, session},
    error::{AppError, Refusal},
    platform::{ctx::Actor, secrets::token_hash, sessions},
    testing::*,
};
use domain::{
    Instant,
    access::{Jurisdiction, Permission, Role},
    ids::AccountId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr,
};

const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;

fn after(start: Instant, ms: i64) -> Instant {
    Instant(start.0 + ms)
}

async fn actor(world: &World, token: &str, now: Instant) -> Option<Actor> {
    sessions::actor(&world.app, token, now).await.unwrap()
}

async fn row(world: &World, token: &str) -> Option<session::Model> {
    session::Entity::find_by_id(token_hash(token))
        .one(&world.app.db.write)
        .await
        .unwrap()
}

/// A member of staff and a cookie of theirs.
async fn signed_in(world: &World) -> (AccountId, String) {
    let account = world.staff(Role::Organiser, DISTRICT).await;
    let account = account.account().unwrap();
    let token = sessions::open(&world.app, account, world.now)
        .await
        .unwrap();
    (account, token)
}

#[test]
fn a_cookie_opens_its_own_account_and_only_its_hash_is_kept() {
    on_both(async |world| {
        let (account, token) = signed_in(&world).await;
        let (other, second) = signed_in(&world).await;
        let who = actor(&world, &token, world.now).await.unwrap();
        assert_eq!((who.account, who.is_staff), (account, true));
        assert_eq!(who.grants.len(), 1);
        assert_eq!(who.grants[0].role, Role::Organiser);
        assert_eq!(who.grants[0].scope, Jurisdiction(DISTRICT.into()));
        let who = actor(&world, &second, world.now).await.unwrap();
        assert_eq!(who.account, other);
        let rows = session::Entity::find().all(&world.app.db.read).await;
        for row in rows.unwrap() {
            assert!(row.hash != token && row.hash != second, "a stolen table");
        }
        for nobodys in ["", "nothing", &token_hash(&token)] {
            assert!(actor(&world, nobodys, world.now).await.is_none());
        }
    });
}

#[test]
fn an_applicant_is_no_member_of_staff_and_holds_no_duty() {
    on_both(async |world| {
        let applicant = world.applicant("1995-03-06").await;
        let account = applicant.account().unwrap();
        let token = sessions::open(&world.app, account, world.now)
            .await
            .unwrap();
        let who = actor(&world, &token, world.now).await.unwrap();
        assert!(!who.is_staff && who.grants.is_empty());
    });
}

#[test]
fn a_session_ends_after_eight_idle_hours() {
    on_both(async |world| {
        let (_, token) = signed_in(&world).await;
        let late = after(world.now, 8 * HOUR + 1);
        assert!(actor(&world, &token, late).await.is_none());
        let just = after(world.now, 8 * HOUR);
        assert!(actor(&world, &token, just).await.is_some());
        // That look was a use: another eight hours from there.
        assert!(actor(&world, &token, late).await.is_some());
        let idle = after(just, 8 * HOUR + 1);
        assert!(actor(&world, &token, idle).await.is_none());
    });
}

#[test]
fn a_session_ends_after_seven_days_however_often_it_is_used() {
    on_both(async |world| {
        let (_, token) = signed_in(&world).await;
        let end = 7 * 24 * HOUR;
        for hours in (0..7 * 24).step_by(7) {
            let now = after(world.now, hours * HOUR);
            assert!(actor(&world, &token, now).await.is_some(), "{hours}");
        }
        let last = after(world.now, end);
        assert!(actor(&world, &token, last).await.is_some());
        let beyond = after(world.now, end + 1);
        assert!(actor(&world, &token, beyond).await.is_none());
        assert_eq!(
            row(&world, &token).await.unwrap().expires_at,
            last.0,
            "use does not move the end"
        );
    });
}

#[test]
fn looking_at_pages_seldom_writes() {
    on_both(async |world| {
        let (_, token) = signed_in(&world).await;
        actor(&world, &token, after(world.now, 5 * MINUTE)).await;
        let seen = row(&world, &token).await.unwrap().seen_at;
        assert_eq!(seen, world.now.0, "within five minutes nothing is written");
        let later = after(world.now, 5 * MINUTE + 1);
        actor(&world, &token, later).await;
        assert_eq!(row(&world, &token).await.unwrap().seen_at, later.0);
    });
}

#[test]
fn a_dead_session_is_not_revived_by_being_shown_again() {
    on_both(async |world| {
        let (_, token) = signed_in(&world).await;
        let late = after(world.now, 9 * HOUR);
        assert!(actor(&world, &token, late).await.is_none());
        assert_eq!(row(&world, &token).await.unwrap().seen_at, world.now.0);
        assert!(actor(&world, &token, late).await.is_none());
    });
}

#[test]
fn signing_out_ends_one_session_and_a_second_click_is_no_error() {
    on_both(async |world| {
        let (account, token) = signed_in(&world).await;
        let other = sessions::open(&world.app, account, world.now)
            .await
            .unwrap();
        sessions::close(&world.app, &token).await.unwrap();
        assert!(actor(&world, &token, world.now).await.is_none());
        assert!(actor(&world, &other, world.now).await.is_some());
        sessions::close(&world.app, &token).await.unwrap();
    });
}

#[test]
fn signing_out_everywhere_touches_nobody_else() {
    on_both(async |world| {
        let (account, first) = signed_in(&world).await;
        let second = sessions::open(&world.app, account, world.now)
            .await
            .unwrap();
        let (_, others) = signed_in(&world).await;
        sessions::close_all(&world.app.db.write, account)
            .await
            .unwrap();
        for ended in [first, second] {
            assert!(actor(&world, &ended, world.now).await.is_none());
        }
        assert!(actor(&world, &others, world.now).await.is_some());
        let left = session::Entity::find().count(&world.app.db.read).await;
        assert_eq!(left.unwrap(), 1);
    });
}

#[test]
fn a_disabled_account_is_out_at_once() {
    on_both(async |world| {
        let (account, token) = signed_in(&world).await;
        let row = account::ActiveModel {
            id: Set(account.0),
            disabled_at: Set(Some(world.now.0)),
            ..Default::default()
        };
        let saved = account::Entity::update(row).exec(&world.app.db.write);
        saved.await.unwrap();
        assert!(actor(&world, &token, world.now).await.is_none());
    });
}

#[test]
fn a_duty_that_was_taken_away_is_gone_from_the_next_request() {
    on_both(async |world| {
        let (account, token) = signed_in(&world).await;
        grant::Entity::update_many()
            .col_expr(grant::Column::RevokedAt, Expr::value(world.now.0))
            .filter(grant::Column::AccountId.eq(account.0))
            .exec(&world.app.db.write)
            .await
            .unwrap();
        let who = actor(&world, &token, world.now).await.unwrap();
        assert!(who.grants.is_empty());
    });
}

#[test]
fn a_duty_holds_at_its_place_and_below_and_each_no_has_its_own_reason() {
    on_both(async |world| {
        let place = |path: &str| Jurisdiction(path.into());
        let seal = Permission::RunRanking;
        let city = world.staff(Role::ExamCentre, CITY).await;
        let district = world.staff(Role::ExamCentre, DISTRICT).await;
        for below in [CITY, DISTRICT, STREET] {
            assert!(city.must(seal, &place(below)).is_ok(), "{below}");
        }
        assert!(district.must(seal, &place(STREET)).is_ok());
        assert!(district.may(seal, &place(OTHER_STREET)));
        for elsewhere in [CITY, "990000/990002", "990000/9900010", ""] {
            let refused = district.must(seal, &place(elsewhere)).map(drop);
            assert_eq!(refusal(refused), Refusal::OutsideScope, "{elsewhere}");
            assert!(!district.may(seal, &place(elsewhere)));
        }
        let approver = world.staff(Role::Approver, DISTRICT).await;
        assert!(matches!(
            approver.must(seal, &place(DISTRICT)),
            Err(AppError::Forbidden)
        ));
        let applicant = world.applicant("1995-03-06").await;
        assert!(matches!(
            applicant.must(seal, &place(DISTRICT)),
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            world.nobody().must(seal, &place(DISTRICT)),
            Err(AppError::SignInRequired)
        ));
        assert!(matches!(
            world.nobody().account(),
            Err(AppError::SignInRequired)
        ));
    });
}
