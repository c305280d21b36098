//! The inbox: whose it is, what is read, and its pages.

use super::{account, happens, looks::Look};
use app::{
    entity::{audit_entry, notice, stored::Json},
    error::AppError,
    notifications::{
        commands::read,
        queries::{inbox, one, unread},
    },
    platform::{ctx::Ctx, tx::Tx},
    testing::*,
};
use axum::http::StatusCode;
use domain::{
    Instant,
    access::Role,
    applications::ReasonCode,
    events::Event,
    ids::{AccountId, ApplicationId, NoticeId},
    notices::Notice,
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, prelude::Uuid};

/// Told at that moment.
async fn tell(world: &World, to: AccountId, content: Notice, at: Instant) -> NoticeId {
    let id = Uuid::now_v7();
    let row = notice::ActiveModel {
        id: Set(id),
        account_id: Set(to.0),
        content: Set(Json(content)),
        created_at: Set(at.0),
        read_at: Set(None),
    };
    notice::Entity::insert(row)
        .exec_without_returning(&world.app.db.write)
        .await
        .unwrap();
    NoticeId(id)
}

fn certificate(number: &str) -> Notice {
    Notice::CertificateIssued {
        number: number.into(),
    }
}

async fn row(world: &World, id: NoticeId) -> notice::Model {
    let found = notice::Entity::find_by_id(id.0).one(&world.app.db.write);
    found.await.unwrap().unwrap()
}

/// Somebody with one unread notice.
async fn told(world: &World) -> (Ctx, NoticeId) {
    let who = world.applicant("1990-03-06").await;
    let id = tell(world, who.account().unwrap(), certificate("1"), world.now).await;
    (who, id)
}

#[test]
fn a_notice_is_read_once_with_its_hour_and_is_one_event() {
    on_both(async |mut world| {
        let (who, id) = told(&world).await;
        let account = who.account().unwrap();
        let db = &world.app.db.write;
        assert_eq!(unread(db, account).await.unwrap(), 1);
        assert!(!one(db, account, id).await.unwrap().is_read);
        let first = world.now;
        read(&who, id).await.unwrap();
        assert_eq!(world.events().await, ["account_registered", "notice_read"]);
        let entries = audit_entry::Entity::find().order_by_desc(audit_entry::Column::Seq);
        let entry = entries.one(db).await.unwrap().unwrap();
        assert_eq!(entry.actor_id, Some(account.0));
        let event: Event = serde_json::from_str(&entry.detail).unwrap();
        assert_eq!(event, Event::NoticeRead { notice: id });
        world.now = first.plus_days(1);
        read(&world.later(&who), id).await.unwrap();
        assert_eq!(world.events().await.len(), 2, "twice is once");
        let db = &world.app.db.write;
        assert_eq!(row(&world, id).await.read_at, Some(first.0));
        assert_eq!(unread(db, account).await.unwrap(), 0);
        assert!(one(db, account, id).await.unwrap().is_read);
    });
}

#[test]
fn nobody_reads_what_somebody_else_was_told() {
    on_both(async |world| {
        let (_, id) = told(&world).await;
        let other = world.applicant("1991-03-06").await;
        let inspector = world.staff(Role::Inspector, CITY).await;
        let before = (row(&world, id).await, world.events().await);
        for ctx in [&other, &inspector] {
            let refused = read(ctx, id).await;
            assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
            let db = &world.app.db.read;
            let shown = one(db, ctx.account().unwrap(), id).await;
            assert!(matches!(shown, Err(AppError::NotFound)));
            let own = inbox(db, ctx.account().unwrap()).await.unwrap();
            assert!(own.is_empty());
            assert_eq!(unread(db, ctx.account().unwrap()).await.unwrap(), 0);
        }
        let stranger = read(&world.nobody(), id).await;
        assert!(matches!(stranger, Err(AppError::SignInRequired)));
        assert_eq!((row(&world, id).await, world.events().await), before);
    });
}

#[test]
fn a_notice_that_does_not_exist_is_not_found() {
    on_both(async |world| {
        let (who, _) = told(&world).await;
        let before = world.events().await;
        let nowhere = NoticeId(Uuid::nil());
        let refused = read(&who, nowhere).await;
        assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        let shown = one(&world.app.db.read, who.account().unwrap(), nowhere).await;
        assert!(matches!(shown, Err(AppError::NotFound)));
        assert_eq!(world.events().await, before);
    });
}

#[test]
fn reading_one_leaves_the_others_unread() {
    on_both(async |world| {
        let (who, first) = told(&world).await;
        let account = who.account().unwrap();
        for n in 2..5 {
            tell(&world, account, certificate(&n.to_string()), world.now).await;
        }
        read(&who, first).await.unwrap();
        let db = &world.app.db.read;
        assert_eq!(unread(db, account).await.unwrap(), 3);
        let letters = inbox(db, account).await.unwrap();
        let read: Vec<NoticeId> = letters
            .iter()
            .filter(|letter| letter.is_read)
            .map(|letter| letter.id)
            .collect();
        assert_eq!(read, [first]);
    });
}

#[test]
fn the_newest_hundred_stand_first_and_all_unread_are_counted() {
    on_both(async |world| {
        let who = world.applicant("1990-03-06").await;
        let account = who.account().unwrap();
        for n in 0..103_i64 {
            let at = Instant(world.now.0 + (n * 7) % 103);
            tell(&world, account, certificate(&n.to_string()), at).await;
        }
        let db = &world.app.db.read;
        let letters = inbox(db, account).await.unwrap();
        assert_eq!(letters.len(), 100);
        assert!(letters.is_sorted_by(|a, b| a.at >= b.at));
        assert_eq!(letters[0].at, Instant(world.now.0 + 102));
        assert_eq!(letters[99].at, Instant(world.now.0 + 3));
        assert_eq!(unread(db, account).await.unwrap(), 103);
    });
}

#[test]
fn of_notices_of_one_moment_the_last_stands_first() {
    on_both(async |world| {
        let who = world.applicant("1990-03-06").await;
        let account = who.account().unwrap();
        let mut told = Vec::new();
        for n in 0..3 {
            told.push(tell(&world, account, certificate(&n.to_string()), world.now).await);
        }
        told.reverse();
        let letters = inbox(&world.app.db.read, account).await.unwrap();
        let ids: Vec<NoticeId> = letters.into_iter().map(|letter| letter.id).collect();
        assert_eq!(ids, told);
    });
}

#[test]
fn what_is_told_is_dated_with_the_event() {
    on_both(async |mut world| {
        let who = world.applicant("1990-03-06").await;
        let account_id = who.account().unwrap();
        world.now = world.now.plus_days(2);
        let event = Event::PasswordReset {
            account: account_id,
        };
        happens(&world.later(&who), event).await.unwrap();
        let letters = inbox(&world.app.db.read, account_id).await.unwrap();
        assert_eq!(letters[0].at, world.now);
        assert!(!letters[0].is_read);
        assert!(account(&world, account_id).await.created_at < world.now.0);
    });
}

const TITLE: &str = "2026年青松区公开招聘社区工作者公告（17人）";

#[tokio::test]
async fn what_somebody_reads_in_their_inbox() {
    let world = World::sqlite().await;
    let who = world.applicant("1990-03-06").await;
    let account = who.account().unwrap();
    let look = Look::of(&world, &who);
    look.keeps("inbox-empty", "/inbox").await;
    let application = ApplicationId(Uuid::nil());
    let campaign = || TITLE.to_owned();
    let day = |n: i64| world.now.plus_days(n);
    let submitted = Notice::Submitted {
        campaign: campaign(),
        application,
        number: "GJZ26-00001".into(),
    };
    let first = tell(&world, account, submitted, day(-9)).await;
    read(&who, first).await.unwrap();
    let returned = Notice::Returned {
        campaign: campaign(),
        application,
        reasons: vec![ReasonCode::ResidenceNotMet, ReasonCode::Other],
        note: "  户口页不清楚 <b>  ".into(),
        answer_by: day(-3),
    };
    let returned = tell(&world, account, returned, day(-6)).await;
    let accepted = Notice::Accepted {
        campaign: campaign(),
        application,
        tickets_from: None,
    };
    tell(&world, account, accepted, day(-1)).await;
    look.keeps("inbox", "/inbox").await;
    look.keeps("inbox-letter", &format!("/inbox/{returned}"))
        .await;
}

#[tokio::test]
async fn looking_at_a_letter_reads_nothing_and_opening_it_does() {
    let world = World::sqlite().await;
    let (who, id) = told(&world).await;
    let look = Look::of(&world, &who);
    let path = format!("/inbox/{id}");
    assert_eq!(look.get(&path).await.status, StatusCode::OK);
    assert_eq!(look.get("/inbox").await.status, StatusCode::OK);
    assert_eq!(row(&world, id).await.read_at, None);
    for _ in 0..2 {
        let opened = look.post(&path, "").await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER);
        assert_eq!(opened.location(), path);
    }
    assert!(row(&world, id).await.read_at.is_some());
    assert_eq!(world.events().await, ["account_registered", "notice_read"]);
}

#[tokio::test]
async fn a_letter_of_somebody_else_is_no_page() {
    let world = World::sqlite().await;
    let (_, id) = told(&world).await;
    let other = world.applicant("1991-03-06").await;
    let look = Look::of(&world, &other);
    let path = format!("/inbox/{id}");
    assert_eq!(look.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(look.post(&path, "").await.status, StatusCode::NOT_FOUND);
    let nonsense = look.get("/inbox/nonsense").await;
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
    let stranger = Look::stranger(&world).get(&path).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    let to = stranger.location();
    assert!(to.starts_with("/sign-in") && to.contains("/inbox/"), "{to}");
    assert_eq!(row(&world, id).await.read_at, None);
}

#[tokio::test]
async fn what_is_unread_is_counted_on_ones_own_page() {
    let world = World::sqlite().await;
    let (who, id) = told(&world).await;
    let other = world.applicant("1991-03-06").await;
    tell(
        &world,
        other.account().unwrap(),
        certificate("2"),
        world.now,
    )
    .await;
    let look = Look::of(&world, &who);
    assert!(look.get("/my").await.main().contains("1封未读"));
    read(&who, id).await.unwrap();
    assert!(!look.get("/my").await.main().contains("封未读"));
}

#[tokio::test]
async fn a_letter_is_shown_in_the_language_in_which_somebody_reads_now() {
    let world = World::sqlite().await;
    let (who, id) = told(&world).await;
    let path = format!("/inbox/{id}");
    let look = Look::of(&world, &who);
    let chinese = look.get(&path).await;
    let english = look.ask(&path, None, &[("accept-language", "en")]).await;
    assert!(chinese.main().contains("证书已签发"), "registered so");
    assert!(english.main().contains("Your certificate was issued"));
}

#[test]
fn a_notice_that_is_opened_twice_at_once_is_read_once() {
    on_both(async |world| {
        let who = world.applicant("1990-03-06").await;
        let account = who.account().unwrap();
        Tx::begin(&world.nobody())
            .await
            .unwrap()
            .commit(Event::PasswordReset { account })
            .await
            .unwrap();
        let row = notice::Entity::find()
            .one(&world.app.db.write)
            .await
            .unwrap()
            .unwrap();
        let opening: Vec<_> = (0..4)
            .map(|_| {
                let who = who.clone();
                let id = NoticeId(row.id);
                tokio::spawn(async move { read(&who, id).await })
            })
            .collect();
        for one in opening {
            one.await.unwrap().unwrap();
        }
        let read = world
            .events()
            .await
            .into_iter()
            .filter(|name| name == "notice_read")
            .count();
        assert_eq!(read, 1);
    });
}
