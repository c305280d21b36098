//! Attempts are counted before the work that they ask for.

use super::refusal;
use app::{
    entity::throttle as rows,
    error::Refusal,
    platform::throttle::{Limit, PER_ACCOUNT, forget, slowed, take},
    testing::*,
};
use domain::Instant;
use sea_orm::EntityTrait;
use std::time::Duration;

const LIMIT: Limit = Limit {
    attempts: 3,
    window: Duration::from_secs(60),
};

fn after(start: Instant, ms: i64) -> Instant {
    Instant(start.0 + ms)
}

async fn counted(world: &World, key: &str) -> Option<i32> {
    let found = rows::Entity::find_by_id(key.to_owned());
    let found = found.one(&world.app.db.read).await.unwrap();
    found.map(|row| row.attempts)
}

#[test]
fn as_many_attempts_as_allowed_pass_and_the_next_is_told_when_to_come_back() {
    on_both(async |world| {
        let db = &world.app.db;
        for second in 0..3 {
            let now = after(world.now, second * 1000);
            take(db, "a", LIMIT, now).await.unwrap();
        }
        let late = after(world.now, 30_000);
        let until = after(world.now, 60_000);
        for _ in 0..2 {
            let refused = refusal(take(db, "a", LIMIT, late).await);
            assert_eq!(refused, Refusal::TooManyAttempts { until });
        }
    });
}

#[test]
fn the_window_begins_anew_at_its_end_and_not_a_moment_before() {
    on_both(async |world| {
        let db = &world.app.db;
        for _ in 0..4 {
            take(db, "a", LIMIT, world.now).await.ok();
        }
        let last = after(world.now, 59_999);
        assert!(take(db, "a", LIMIT, last).await.is_err());
        let end = after(world.now, 60_000);
        take(db, "a", LIMIT, end).await.unwrap();
        assert_eq!(counted(&world, "a").await, Some(1));
        for _ in 0..2 {
            take(db, "a", LIMIT, end).await.unwrap();
        }
        let refused = refusal(take(db, "a", LIMIT, end).await);
        let until = after(end, 60_000);
        assert_eq!(refused, Refusal::TooManyAttempts { until });
    });
}

#[test]
fn trying_on_while_refused_does_not_move_the_end() {
    on_both(async |world| {
        let db = &world.app.db;
        for second in 0..60 {
            let now = after(world.now, second * 1000);
            take(db, "a", LIMIT, now).await.ok();
        }
        take(db, "a", LIMIT, after(world.now, 60_000))
            .await
            .unwrap();
    });
}

#[test]
fn each_key_is_counted_by_itself() {
    on_both(async |world| {
        let db = &world.app.db;
        for _ in 0..4 {
            take(db, "account:1", LIMIT, world.now).await.ok();
        }
        take(db, "account:2", LIMIT, world.now).await.unwrap();
        assert!(take(db, "account:1", LIMIT, world.now).await.is_err());
    });
}

#[test]
fn a_success_forgets_the_failures_of_its_own_key() {
    on_both(async |world| {
        let db = &world.app.db;
        for key in ["a", "b"] {
            for _ in 0..3 {
                take(db, key, LIMIT, world.now).await.unwrap();
            }
        }
        forget(db, "a").await.unwrap();
        assert_eq!(counted(&world, "a").await, None);
        take(db, "a", LIMIT, world.now).await.unwrap();
        assert!(take(db, "b", LIMIT, world.now).await.is_err());
        forget(db, "nobody").await.unwrap();
    });
}

#[test]
fn many_attempts_at_once_are_no_way_round() {
    on_both(async |world| {
        let now = world.now;
        let tries: Vec<_> = (0..24)
            .map(|_| {
                let app = world.app.clone();
                tokio::spawn(async move { take(&app.db, "a", PER_ACCOUNT, now).await.is_ok() })
            })
            .collect();
        let mut passed = 0;
        for attempt in tries {
            passed += i32::from(attempt.await.unwrap());
        }
        assert_eq!(passed, PER_ACCOUNT.attempts);
        assert_eq!(counted(&world, "a").await, Some(24));
    });
}

#[test]
fn an_address_beyond_its_limit_waits_a_little_longer_each_time_and_is_never_shut_out() {
    on_both(async |world| {
        let db = &world.app.db;
        let mut waits = Vec::new();
        for _ in 0..70 {
            let wait = slowed(db, "address", LIMIT, world.now).await.unwrap();
            waits.push(wait.as_millis());
        }
        assert_eq!(waits[..3], [0, 0, 0]);
        assert_eq!(waits[3..6], [50, 100, 150]);
        assert_eq!(waits[62..], [3000; 8], "no more than three seconds");
        let fresh = after(world.now, 60_000);
        let wait = slowed(db, "address", LIMIT, fresh).await.unwrap();
        assert_eq!(wait, Duration::ZERO);
    });
}
