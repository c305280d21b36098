//! Mailed links: confirming an address, asking for a new password, setting it.

use super::{disable, fields, looks::refusal, mailed_token, stored, typed, written};
use app::{
    accounts::commands,
    entity::{audit_entry, kinds::Channel, notice, outbox},
    error::Refusal,
    platform::{sessions, throttle},
    testing::*,
};
use domain::{Problem, access::Role, ids::AccountId, notices::Notice};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;

const ZHANG: &str = "zhang@example.cn";
const ANOTHER: &str = "another-long-one-42";
const HOUR: Duration = Duration::from_secs(3600);
const WEEK: Duration = Duration::from_secs(7 * 86_400);

async fn registered(world: &World) -> (AccountId, String) {
    let account = commands::register(&world.nobody(), &typed(&[]))
        .await
        .unwrap();
    (account, mailed_token(world).await)
}

/// A registered person with a link for a new password.
async fn asked(world: &World) -> (AccountId, String) {
    let (account, _) = registered(world).await;
    commands::ask_reset(&world.nobody(), ZHANG).await.unwrap();
    (account, mailed_token(world).await)
}

#[test]
fn a_confirmed_address_is_kept_with_its_hour_and_is_one_event() {
    on_both(async |world| {
        let (account, link) = registered(&world).await;
        commands::confirm_email(&world.nobody(), &link)
            .await
            .unwrap();
        let row = stored(&world, account).await;
        assert_eq!(row.email_confirmed_at, Some(world.now.0));
        assert_eq!(
            world.events().await,
            ["account_registered", "email_confirmed"]
        );
        let after = written(&world).await;
        assert_eq!((after.inbox, after.messages), (0, 1), "nobody is told");
        assert_eq!(after.tokens[0].used_at, Some(world.now.0));
    });
}

#[test]
fn a_link_that_was_never_sent_is_used_up_or_is_for_something_else_confirms_nothing() {
    on_both(async |world| {
        let (_, used) = registered(&world).await;
        commands::confirm_email(&world.nobody(), &used)
            .await
            .unwrap();
        commands::ask_reset(&world.nobody(), ZHANG).await.unwrap();
        let reset = mailed_token(&world).await;
        let before = written(&world).await;
        for link in ["", "x", used.as_str(), reset.as_str()] {
            let refused = commands::confirm_email(&world.nobody(), link).await;
            assert_eq!(refusal(refused), Refusal::LinkExpired, "{link}");
        }
        assert_eq!(written(&world).await, before);
        commands::reset_password(&world.nobody(), &reset, ANOTHER)
            .await
            .unwrap();
    });
}

#[test]
fn a_link_that_confirms_is_good_for_seven_days_to_the_second() {
    on_both(async |mut world| {
        let (account, link) = registered(&world).await;
        let start = world.now;
        world.now = start.plus(WEEK).plus(Duration::from_millis(1));
        let before = written(&world).await;
        let late = commands::confirm_email(&world.nobody(), &link).await;
        assert_eq!(refusal(late), Refusal::LinkExpired);
        assert_eq!(written(&world).await, before);
        world.now = start.plus(WEEK);
        commands::confirm_email(&world.nobody(), &link)
            .await
            .unwrap();
        let confirmed = stored(&world, account).await.email_confirmed_at;
        assert_eq!(confirmed, Some(world.now.0));
    });
}

#[test]
fn whoever_asks_for_a_new_password_gets_it_by_mail_alone() {
    on_both(async |world| {
        let (account, _) = registered(&world).await;
        commands::ask_reset(&world.nobody(), "138 0000 7777")
            .await
            .unwrap();
        assert_eq!(
            world.events().await,
            ["account_registered", "password_reset_asked"]
        );
        let mails = outbox::Entity::find()
            .filter(outbox::Column::SentAt.is_null())
            .all(&world.app.db.write);
        let mail = mails.await.unwrap().remove(0);
        assert_eq!(AccountId(mail.account_id), account);
        assert_eq!(mail.channel.0, Channel::Email);
        assert!(matches!(mail.content.0, Notice::ResetPassword { .. }));
        assert_eq!(written(&world).await.inbox, 0);
        let token = mailed_token(&world).await;
        let trail = audit_entry::Entity::find().all(&world.app.db.write).await;
        assert!(!format!("{trail:?}").contains(&token), "a link is a secret");
    });
}

#[test]
fn asking_says_nothing_about_who_has_an_account() {
    on_both(async |world| {
        registered(&world).await;
        let before = written(&world).await;
        for login in ["nobody@example.cn", "13911112222", "", "zhang"] {
            commands::ask_reset(&world.nobody(), login).await.unwrap();
        }
        assert_eq!(written(&world).await, before, "and nothing is sent");
    });
}

#[test]
fn asking_too_often_sends_no_further_mail_whoever_is_asked_for() {
    on_both(async |mut world| {
        registered(&world).await;
        let start = world.now;
        let until = start.plus(throttle::PER_ACCOUNT.window);
        for login in [ZHANG, "nobody@example.cn"] {
            for _ in 0..throttle::PER_ACCOUNT.attempts {
                commands::ask_reset(&world.nobody(), login).await.unwrap();
            }
            let before = written(&world).await;
            let refused = commands::ask_reset(&world.nobody(), login).await;
            assert_eq!(refusal(refused), Refusal::TooManyAttempts { until });
            assert_eq!(written(&world).await, before, "{login}");
        }
        let refused = commands::ask_reset(&world.nobody(), "13800007777").await;
        assert_eq!(
            refusal(refused),
            Refusal::TooManyAttempts { until },
            "one account has one counter"
        );
        commands::sign_in(&world.nobody(), ZHANG, PASSWORD)
            .await
            .unwrap();
        world.now = until;
        commands::ask_reset(&world.nobody(), ZHANG).await.unwrap();
    });
}

#[test]
fn a_new_password_replaces_the_old_and_its_owner_is_told() {
    on_both(async |world| {
        let (account, link) = asked(&world).await;
        commands::reset_password(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
        let expected = [
            "account_registered",
            "password_reset_asked",
            "password_reset",
        ];
        assert_eq!(world.events().await, expected);
        let row = stored(&world, account).await;
        assert_eq!(
            row.email_confirmed_at,
            Some(world.now.0),
            "who got the mail reads the mailbox"
        );
        let letters = notice::Entity::find().all(&world.app.db.write).await;
        let letters = letters.unwrap();
        assert_eq!(letters.len(), 1);
        assert_eq!(AccountId(letters[0].account_id), account);
        assert_eq!(letters[0].content.0, Notice::PasswordChanged);
        let mail = app::notifications::outbox::claim(&world.app, world.now).await;
        assert_eq!(mail.unwrap().unwrap().content.0, Notice::PasswordChanged);
        let old = commands::sign_in(&world.nobody(), ZHANG, PASSWORD).await;
        assert_eq!(refusal(old), Refusal::WrongCredentials);
        commands::sign_in(&world.nobody(), ZHANG, ANOTHER)
            .await
            .unwrap();
    });
}

#[test]
fn a_new_password_keeps_the_hour_at_which_the_address_was_confirmed() {
    on_both(async |mut world| {
        let (account, confirm) = registered(&world).await;
        commands::confirm_email(&world.nobody(), &confirm)
            .await
            .unwrap();
        let confirmed = world.now;
        world.now = confirmed.plus_days(3);
        commands::ask_reset(&world.nobody(), ZHANG).await.unwrap();
        let link = mailed_token(&world).await;
        commands::reset_password(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
        let row = stored(&world, account).await;
        assert_eq!(row.email_confirmed_at, Some(confirmed.0));
    });
}

#[test]
fn a_weak_password_is_refused_and_the_link_stays_good() {
    on_both(async |world| {
        let (_, link) = asked(&world).await;
        let before = written(&world).await;
        let short = Problem::TooShort {
            least: 10,
            length: 5,
        };
        for (password, problem) in [("otter", short), ("1234567890", Problem::WeakPassword)] {
            let refused = commands::reset_password(&world.nobody(), &link, password).await;
            let told = fields(refused.unwrap_err());
            assert_eq!(told.len(), 1);
            assert_eq!(told[0].field, "password");
            assert_eq!(told[0].problem, problem);
        }
        assert_eq!(written(&world).await, before);
        commands::reset_password(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
    });
}

#[test]
fn a_link_that_is_used_up_or_unknown_sets_no_password() {
    on_both(async |world| {
        let (_, link) = asked(&world).await;
        commands::reset_password(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
        let before = written(&world).await;
        for link in [link.as_str(), "", "x"] {
            let refused = commands::reset_password(&world.nobody(), link, PASSWORD).await;
            assert_eq!(refusal(refused), Refusal::LinkExpired);
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn a_link_for_a_new_password_is_good_for_an_hour_to_the_second() {
    on_both(async |mut world| {
        let (_, link) = asked(&world).await;
        let start = world.now;
        world.now = start.plus(HOUR).plus(Duration::from_millis(1));
        let before = written(&world).await;
        let late = commands::reset_password(&world.nobody(), &link, ANOTHER).await;
        assert_eq!(refusal(late), Refusal::LinkExpired);
        assert_eq!(written(&world).await, before);
        world.now = start.plus(HOUR);
        commands::reset_password(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
    });
}

#[test]
fn a_new_password_signs_its_owner_out_and_nobody_else() {
    on_both(async |world| {
        let (account, link) = asked(&world).await;
        let other = world.staff(Role::Organiser, DISTRICT).await;
        let other = other.account().unwrap();
        let own = [
            sessions::open(&world.app, account, world.now)
                .await
                .unwrap(),
            sessions::open(&world.app, account, world.now)
                .await
                .unwrap(),
        ];
        let others = sessions::open(&world.app, other, world.now).await.unwrap();
        commands::reset_password(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
        for cookie in own {
            let who = sessions::actor(&world.app, &cookie, world.now).await;
            assert!(who.unwrap().is_none());
        }
        let who = sessions::actor(&world.app, &others, world.now).await;
        assert_eq!(who.unwrap().unwrap().account, other);
    });
}

#[test]
fn a_new_password_opens_no_closed_account() {
    on_both(async |world| {
        let (account, link) = asked(&world).await;
        disable(&world, account).await;
        commands::reset_password(&world.nobody(), &link, ANOTHER)
            .await
            .ok();
        assert!(stored(&world, account).await.disabled_at.is_some());
        let refused = commands::sign_in(&world.nobody(), ZHANG, ANOTHER).await;
        assert_eq!(refusal(refused), Refusal::AccountDisabled);
    });
}
