//! Two at once, and what an old link, an old session or an unknown name still open.

use super::{looks::refusal, mailed_token, stored, typed, written};
use app::{
    accounts::{commands, staff},
    error::{AppError, Refusal},
    platform::{form::Typed, sessions},
    testing::*,
};
use domain::access::Role;

const ANOTHER: &str = "another-long-one-42";

/// How many of them went through; the others must have been told that the link is used up.
async fn went_through<F>(all: Vec<F>) -> usize
where
    F: Future<Output = Result<(), AppError>> + Send + 'static,
{
    let all: Vec<_> = all.into_iter().map(tokio::spawn).collect();
    let mut done = 0;
    for one in all {
        match one.await.unwrap() {
            Ok(()) => done += 1,
            refused => assert_eq!(refusal(refused), Refusal::LinkExpired),
        }
    }
    done
}

#[test]
fn a_link_that_is_clicked_twice_at_once_confirms_once() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let link = mailed_token(&world).await;
        let clicks = (0..4).map(|_| {
            let (ctx, link) = (world.nobody(), link.clone());
            async move { commands::confirm_email(&ctx, &link).await }
        });
        assert_eq!(went_through(clicks.collect()).await, 1);
        assert_eq!(
            world.events().await,
            ["account_registered", "email_confirmed"]
        );
    });
}

#[test]
fn a_link_for_a_new_password_sets_one_of_two_that_come_at_once() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        mailed_token(&world).await;
        commands::ask_reset(&world.nobody(), "zhang@example.cn")
            .await
            .unwrap();
        let link = mailed_token(&world).await;
        let clicks = (0..4).map(|n| {
            let (ctx, link) = (world.nobody(), link.clone());
            let password = format!("{ANOTHER}-{n}");
            async move { commands::reset_password(&ctx, &link, &password).await }
        });
        assert_eq!(went_through(clicks.collect()).await, 1);
        assert_eq!(written(&world).await.inbox, 1, "told once");
    });
}

#[test]
fn a_known_person_never_gets_two_duties_that_stay_apart_at_once() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let known = world.staff(Role::CertificateOfficer, CITY).await;
        let known = known.account().unwrap();
        let email = stored(&world, known).await.email;
        let inviting = ["organiser", "exam_centre"].map(|role| {
            let ctx = admin.clone();
            let typed = Typed::from([
                ("name", "李某"),
                ("email", email.as_str()),
                ("role", role),
                ("area", DISTRICT),
            ]);
            tokio::spawn(async move { staff::invite(&ctx, &typed).await })
        });
        let mut given = 0;
        for one in inviting {
            given += usize::from(one.await.unwrap().is_ok());
        }
        let held = sessions::grants(&world.app.db.write, known).await.unwrap();
        assert_eq!((given, held.len()), (1, 2), "{held:?}");
    });
}

#[test]
fn a_new_password_by_an_invitation_ends_the_sessions() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let known = world.staff(Role::StreetReviewer, STREET).await;
        let known = known.account().unwrap();
        let email = stored(&world, known).await.email;
        let cookie = sessions::open(&world.app, known, world.now).await.unwrap();
        let typed = Typed::from([
            ("name", "李某"),
            ("email", email.as_str()),
            ("role", "approver"),
            ("area", DISTRICT),
        ]);
        staff::invite(&admin, &typed).await.unwrap();
        let link = mailed_token(&world).await;
        staff::accept_invitation(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
        let who = sessions::actor(&world.app, &cookie, world.now)
            .await
            .unwrap();
        assert!(who.is_none(), "sessions end at a new password");
    });
}

#[test]
fn an_older_link_is_no_good_after_a_new_password() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        mailed_token(&world).await;
        let mut links = Vec::new();
        for _ in 0..2 {
            commands::ask_reset(&world.nobody(), "zhang@example.cn")
                .await
                .unwrap();
            links.push(mailed_token(&world).await);
        }
        commands::reset_password(&world.nobody(), &links[1], ANOTHER)
            .await
            .unwrap();
        let older = commands::reset_password(&world.nobody(), &links[0], PASSWORD).await;
        assert_eq!(refusal(older), Refusal::LinkExpired);
    });
}
#[test]
fn asking_for_a_new_password_does_not_tell_who_has_an_account() {
    on_both(async |world| {
        let typed = Typed::from([
            ("name", "张某某"),
            ("id_number", &id_number("1990-03-06", 77)),
            ("mobile", "13800007777"),
            ("email", "zhang@example.cn"),
            ("password", PASSWORD),
            ("consent", "yes"),
        ]);
        commands::register(&world.nobody(), &typed).await.unwrap();
        let mut answers = Vec::new();
        for (one, other) in [
            ("13800007777", "138 0000 7777"),
            ("13911112222", "139 1111 2222"),
        ] {
            for _ in 0..5 {
                commands::ask_reset(&world.nobody(), one).await.unwrap();
            }
            answers.push(commands::ask_reset(&world.nobody(), other).await.is_ok());
        }
        assert_eq!(
            answers[0], answers[1],
            "known {}, unknown {}",
            answers[0], answers[1]
        );
    });
}
