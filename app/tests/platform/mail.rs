//! The outbox: one message is sent once, by one server, later where it could not leave, and never with a stale link.

use app::{
    entity::{
        account,
        kinds::{Channel, OutboxState},
        outbox,
        stored::{Json, Text},
    },
    notifications::outbox::{Message, claim, compose, failed, sent},
    testing::*,
};
use domain::{Instant, Lang, ids::AccountId, notices::Notice};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::collections::BTreeSet;
use uuid::Uuid;

fn after(start: Instant, ms: i64) -> Instant {
    Instant(start.0 + ms)
}

/// Somebody to write to, whose own messages are out of the way.
async fn reader(world: &World) -> AccountId {
    let who = world.applicant("1995-03-06").await;
    outbox::Entity::delete_many()
        .exec(&world.app.db.write)
        .await
        .unwrap();
    who.account().unwrap()
}

async fn waiting(world: &World, to: AccountId, channel: Channel, content: Notice) -> Uuid {
    let id = Uuid::now_v7();
    let row = outbox::ActiveModel {
        id: Set(id),
        account_id: Set(to.0),
        channel: Set(Text(channel)),
        content: Set(Json(content)),
        state: Set(Text(OutboxState::Waiting)),
        attempts: Set(0),
        next_at: Set(world.now.0),
        leased_until: Set(None),
        sent_at: Set(None),
        created_at: Set(world.now.0),
    };
    outbox::Entity::insert(row)
        .exec_without_returning(&world.app.db.write)
        .await
        .unwrap();
    id
}

async fn stored(world: &World, id: Uuid) -> outbox::Model {
    let found = outbox::Entity::find_by_id(id).one(&world.app.db.write);
    found.await.unwrap().unwrap()
}

async fn change(world: &World, id: AccountId, change: impl FnOnce(&mut account::ActiveModel)) {
    let mut row = account::ActiveModel {
        id: Set(id.0),
        ..Default::default()
    };
    change(&mut row);
    let saved = account::Entity::update(row).exec(&world.app.db.write);
    saved.await.unwrap();
}

async fn written(world: &World, id: Uuid) -> Option<Message> {
    let row = stored(world, id).await;
    compose(&world.app, &row).await.unwrap()
}

fn issued() -> Notice {
    Notice::CertificateIssued {
        number: "990000202620000017".into(),
    }
}

fn reset() -> Notice {
    Notice::ResetPassword {
        link: "/reset-password?token=secret".into(),
    }
}

#[test]
fn a_message_is_leased_to_one_server_and_comes_back_when_that_one_dies() {
    on_both(async |world| {
        let to = reader(&world).await;
        let id = waiting(&world, to, Channel::Email, issued()).await;
        let app = &world.app;
        let first = claim(app, world.now).await.unwrap().unwrap();
        assert_eq!((first.id, first.attempts), (id, 1));
        for ms in [0, 1000, 60_000] {
            let other = claim(app, after(world.now, ms)).await.unwrap();
            assert_eq!(other, None, "{ms}");
        }
        let again = claim(app, after(world.now, 60_001)).await.unwrap().unwrap();
        assert_eq!((again.id, again.attempts), (id, 2), "the same message");
    });
}

#[test]
fn servers_that_claim_at_once_never_hold_one_message_together() {
    on_both(async |world| {
        let to = reader(&world).await;
        let mut ids = BTreeSet::new();
        for _ in 0..5 {
            ids.insert(waiting(&world, to, Channel::Email, issued()).await);
        }
        let now = world.now;
        let servers: Vec<_> = (0..4)
            .map(|_| {
                let app = world.app.clone();
                tokio::spawn(async move {
                    let mut own = Vec::new();
                    while let Some(row) = claim(&app, now).await.unwrap() {
                        own.push(row.id);
                    }
                    own
                })
            })
            .collect();
        let mut claimed = Vec::new();
        for server in servers {
            claimed.extend(server.await.unwrap());
        }
        assert!(claimed.len() <= 5, "{claimed:?}");
        // Who lost the race for every row that it saw comes again.
        while let Some(row) = claim(&world.app, now).await.unwrap() {
            claimed.push(row.id);
        }
        assert_eq!(claimed.len(), 5);
        assert_eq!(claimed.into_iter().collect::<BTreeSet<_>>(), ids);
    });
}

#[test]
fn what_was_sent_is_never_sent_again_and_its_link_is_forgotten() {
    on_both(async |world| {
        let to = reader(&world).await;
        let id = waiting(&world, to, Channel::Email, reset()).await;
        let row = claim(&world.app, world.now).await.unwrap().unwrap();
        let message = compose(&world.app, &row).await.unwrap().unwrap();
        assert!(message.body.contains("token=secret"), "{}", message.body);
        let at = after(world.now, 500);
        sent(&world.app, row, at).await.unwrap();
        let row = stored(&world, id).await;
        assert_eq!(row.state.0, OutboxState::Sent);
        assert_eq!((row.sent_at, row.leased_until), (Some(at.0), None));
        let link = String::new();
        assert_eq!(row.content.0, Notice::ResetPassword { link });
        let later = claim(&world.app, world.now.plus_days(2)).await.unwrap();
        assert_eq!(later, None);
    });
}

#[test]
fn what_did_not_leave_waits_twice_as_long_each_time_and_dies_at_the_twelfth_attempt() {
    on_both(async |world| {
        let to = reader(&world).await;
        let id = waiting(&world, to, Channel::Email, reset()).await;
        let mut now = world.now;
        let mut waits = Vec::new();
        for attempt in 1..=12 {
            let row = claim(&world.app, now).await.unwrap();
            let row = row.unwrap_or_else(|| panic!("attempt {attempt}"));
            assert_eq!(row.attempts, attempt);
            failed(&world.app, row, now).await.unwrap();
            let row = stored(&world, id).await;
            assert_eq!(row.leased_until, None);
            let wait = row.next_at - now.0;
            waits.push(wait / 1000);
            let early = claim(&world.app, after(now, wait - 1)).await.unwrap();
            assert_eq!(early, None, "attempt {attempt}");
            now = after(now, wait);
        }
        assert_eq!(
            waits[..11],
            [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 15360]
        );
        let row = stored(&world, id).await;
        assert_eq!(row.state.0, OutboxState::Dead);
        assert_eq!(row.content.0, reset(), "somebody must look");
        let never = claim(&world.app, now.plus_days(30)).await.unwrap();
        assert_eq!(never, None);
    });
}

#[test]
fn the_oldest_due_message_leaves_first_and_none_before_its_time() {
    on_both(async |world| {
        let to = reader(&world).await;
        let late = waiting(&world, to, Channel::Email, issued()).await;
        let early = waiting(&world, to, Channel::Email, issued()).await;
        for (id, ms) in [(late, 2000), (early, 1000)] {
            let row = outbox::ActiveModel {
                id: Set(id),
                next_at: Set(world.now.0 + ms),
                ..Default::default()
            };
            let saved = outbox::Entity::update(row).exec(&world.app.db.write);
            saved.await.unwrap();
        }
        let none = claim(&world.app, after(world.now, 999)).await.unwrap();
        assert_eq!(none, None);
        let mut order = Vec::new();
        while let Some(row) = claim(&world.app, after(world.now, 2000)).await.unwrap() {
            order.push(row.id);
        }
        assert_eq!(order, [early, late]);
    });
}

#[test]
fn an_address_that_nobody_confirmed_gets_the_links_that_confirm_it_and_nothing_else() {
    on_both(async |world| {
        let to = reader(&world).await;
        let news = waiting(&world, to, Channel::Email, issued()).await;
        let link = waiting(&world, to, Channel::Email, reset()).await;
        assert_eq!(written(&world, news).await, None);
        let message = written(&world, link).await.unwrap();
        assert!(message.to.ends_with("@example.cn"));
        change(&world, to, |row| {
            row.email_confirmed_at = Set(Some(world.now.0));
        })
        .await;
        let message = written(&world, news).await.unwrap();
        assert_eq!((message.id, message.channel), (news, Channel::Email));
        let certificate = "http://127.0.0.1:8080/certificates/990000202620000017";
        assert!(message.body.contains(certificate), "{}", message.body);
    });
}

#[test]
fn a_text_message_goes_to_the_number_that_only_the_platform_can_read() {
    on_both(async |world| {
        let to = reader(&world).await;
        let id = waiting(&world, to, Channel::Sms, issued()).await;
        let message = written(&world, id).await.unwrap();
        assert!(message.to.starts_with("1380000") && message.to.len() == 11);
        let row = account::Entity::find_by_id(to.0);
        let row = row.one(&world.app.db.read).await.unwrap().unwrap();
        let cipher = row.phone_cipher.unwrap();
        let in_the_open = cipher.windows(11).any(|part| part == message.to.as_bytes());
        assert!(!in_the_open);
        change(&world, to, |row| row.phone_cipher = Set(Some(vec![1; 40]))).await;
        assert_eq!(written(&world, id).await, None, "under another secret");
        change(&world, to, |row| row.phone_cipher = Set(None)).await;
        assert_eq!(written(&world, id).await, None);
    });
}

#[test]
fn a_letter_is_written_in_the_language_of_its_reader() {
    on_both(async |world| {
        let to = reader(&world).await;
        let id = waiting(&world, to, Channel::Sms, issued()).await;
        let zh = written(&world, id).await.unwrap();
        assert_eq!(zh.language, "zh-CN");
        assert!(zh.body.contains("云海市社区工作者招聘与认证平台"));
        change(&world, to, |row| row.language = Set(Text(Lang::En))).await;
        let en = written(&world, id).await.unwrap();
        assert_eq!((en.language, en.id), ("en", zh.id));
        assert_ne!(en.subject, zh.subject);
        let site = "Yunhai Community Worker Recruitment and Certification";
        assert!(en.body.contains(site), "{}", en.body);
        assert!(en.body.contains(&en.name));
    });
}
