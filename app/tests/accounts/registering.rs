//! Registering: what is taken, what is refused, and what is kept of it.

use super::{fields, looks::problems, mailed_token, stored, typed, written};
use app::{
    accounts::commands,
    entity::{
        account, audit_entry,
        kinds::{AccountKind, Channel},
        outbox,
    },
    error::AppError,
    platform::{
        app::{App, Site},
        ctx::{Ctx, Display},
        db::Db,
        files::Files,
        form::Typed,
        secrets::Secrets,
    },
    testing::*,
};
use domain::{
    FieldProblem, Lang, Problem, access::Role, identity::BadIdNumber, ids::AccountId,
    notices::Notice,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use std::collections::BTreeSet;

async fn accounts(world: &World) -> u64 {
    let db = &world.app.db.write;
    account::Entity::find().count(db).await.unwrap()
}

/// Other numbers and another address than those of [`typed`].
fn somebody_else(n: u32) -> Typed {
    typed(&[
        ("id_number", &id_number("1992-03-06", n)),
        ("mobile", &format!("1390000{n:04}")),
        ("email", &format!("else{n}@example.cn")),
    ])
}

#[test]
fn who_registers_is_an_applicant_whose_address_is_not_confirmed_yet() {
    on_both(async |world| {
        let new = commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let row = stored(&world, new).await;
        assert_eq!(row.kind.0, AccountKind::Applicant);
        assert_eq!(row.name, "张某某");
        assert_eq!(row.email, "zhang@example.cn", "in small letters");
        assert_eq!(row.email_confirmed_at, None);
        assert_eq!(row.language.0, Lang::Zh);
        assert_eq!(row.created_at, world.now.0);
        assert_eq!(row.disabled_at, None);
        assert_eq!(world.events().await, ["account_registered"]);
    });
}

#[test]
fn what_registering_tells_is_one_mail_with_a_link_and_nothing_in_the_inbox() {
    on_both(async |world| {
        let new = commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let after = written(&world).await;
        assert_eq!((after.inbox, after.messages), (0, 1));
        assert_eq!(after.tokens.len(), 1);
        let mails = outbox::Entity::find().all(&world.app.db.write).await;
        let mail = mails.unwrap().remove(0);
        assert_eq!(AccountId(mail.account_id), new);
        assert_eq!(mail.channel.0, Channel::Email);
        let Notice::ConfirmEmail { link } = mail.content.0 else {
            panic!("{:?}", mail.content);
        };
        assert!(link.starts_with("/confirm-email?token="), "{link}");
        let token = mailed_token(&world).await;
        assert!(link.ends_with(&token));
        assert_ne!(after.tokens[0].hash, token, "only a hash is kept");
    });
}

#[test]
fn neither_row_nor_trail_shows_a_number_or_a_password() {
    on_both(async |world| {
        let new = commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let row = format!("{:?}", stored(&world, new).await);
        let trail = audit_entry::Entity::find().all(&world.app.db.write).await;
        let trail = format!("{:?}", trail.unwrap());
        let number = id_number("1990-03-06", 77);
        for secret in [number.as_str(), "13800007777", PASSWORD] {
            assert!(!row.contains(secret), "{secret}");
            assert!(!trail.contains(secret), "{secret}");
        }
        for own in ["zhang@example.cn", "张某某"] {
            assert!(!trail.contains(own), "{own}");
        }
        let hash = stored(&world, new).await.password_hash.unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
    });
}

#[test]
fn letters_go_in_the_language_in_which_somebody_registered() {
    on_both(async |world| {
        let english = Ctx {
            display: Display {
                lang: Lang::En,
                ..Display::default()
            },
            ..world.nobody()
        };
        let new = commands::register(&english, &typed(&[])).await.unwrap();
        assert_eq!(stored(&world, new).await.language.0, Lang::En);
        let mail = app::notifications::outbox::claim(&world.app, world.now).await;
        let mail = mail.unwrap().unwrap();
        let letter = app::notifications::outbox::compose(&world.app, &mail).await;
        let letter = letter.unwrap().unwrap();
        assert_eq!(letter.language, "en");
        assert_eq!(letter.to, "zhang@example.cn");
        assert!(letter.subject.is_ascii(), "{}", letter.subject);
    });
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn what_is_wrong_with_one_field_is_told_at_that_field_and_nothing_is_written() {
    on_both(async |world| {
        let long_name = "某".repeat(41);
        let long_email = format!("{}@example.cn", "a".repeat(200));
        let tomorrow = id_number("2026-03-02", 7);
        let too_old = id_number("1899-12-31", 7);
        let no_day = id_number("1990-02-30", 7);
        let short = |length| Problem::TooShort { least: 10, length };
        let of_number = Problem::IdNumber;
        let wrong: [(&str, &str, Problem); 20] = [
            ("name", "  ", Problem::Missing),
            (
                "name",
                "张",
                Problem::TooShort {
                    least: 2,
                    length: 1,
                },
            ),
            (
                "name",
                &long_name,
                Problem::TooLong {
                    limit: 40,
                    length: 41,
                },
            ),
            ("id_number", "", of_number(BadIdNumber::Length(0))),
            (
                "id_number",
                "99000119900306077",
                of_number(BadIdNumber::Length(17)),
            ),
            (
                "id_number",
                "99000119900306077A",
                of_number(BadIdNumber::Characters),
            ),
            ("id_number", &tomorrow, of_number(BadIdNumber::BirthDate)),
            ("id_number", &too_old, of_number(BadIdNumber::BirthDate)),
            ("id_number", &no_day, of_number(BadIdNumber::BirthDate)),
            (
                "id_number",
                "110105194912310021",
                of_number(BadIdNumber::CheckDigit),
            ),
            ("mobile", "", Problem::Missing),
            ("mobile", "138 0000 77a7", Problem::NotANumber),
            ("mobile", "23800007777", Problem::Mobile { digits: 11 }),
            ("email", " ", Problem::Missing),
            ("email", "zhang@example", Problem::Email),
            (
                "email",
                &long_email,
                Problem::TooLong {
                    limit: 200,
                    length: 211,
                },
            ),
            ("password", "otter-7-t", short(9)),
            ("password", "1234567890", Problem::WeakPassword),
            ("password", "Zhang@Example.cn", Problem::WeakPassword),
            ("consent", "", Problem::NotChosen),
        ];
        let before = written(&world).await;
        for (field, value, problem) in wrong {
            let typed = typed(&[(field, value)]);
            let refused = commands::register(&world.nobody(), &typed).await;
            let expected = [FieldProblem::new(field, problem)];
            assert_eq!(problems(refused), expected, "{field} {value}");
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn spaces_wide_digits_and_a_small_x_are_no_mistakes() {
    on_both(async |world| {
        let serial = (1..99).find(|n| id_number("1990-03-06", *n).ends_with('X'));
        let number = id_number("1990-03-06", serial.unwrap());
        let spelled = format!(" {} ", number.to_lowercase());
        let wide: String = "13800007777"
            .chars()
            .map(|digit| char::from_u32(digit as u32 + 0xfee0).unwrap())
            .collect();
        let own = typed(&[
            ("id_number", &spelled),
            ("mobile", &format!("+86 {wide}")),
            ("name", " 阿凡·买提 "),
        ]);
        let new = commands::register(&world.nobody(), &own).await.unwrap();
        let person = app::accounts::queries::person(&world.app, &world.app.db.write, new).await;
        let person = person.unwrap();
        assert_eq!(person.name, "阿凡·买提");
        assert_eq!(person.mobile, "13800007777");
        assert_eq!(person.masked_mobile(), "138****7777");
        assert_eq!(person.id_number.unwrap().as_str(), number);
        assert!(!person.email_confirmed);
        for same in [
            typed(&[("mobile", "13900001111"), ("email", "b@example.cn")]),
            somebody_else(1),
        ] {
            let mut same = same;
            same.set("id_number", number.clone());
            let refused = commands::register(&world.nobody(), &same).await;
            let taken = [FieldProblem::new("id_number", Problem::Taken)];
            assert_eq!(problems(refused), taken);
        }
    });
}

#[test]
fn a_mobile_number_or_an_address_of_somebody_else_is_taken_however_it_is_written() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        world.staff(Role::Organiser, DISTRICT).await;
        let before = written(&world).await;
        for (field, value) in [
            ("mobile", "+86-138-0000-7777"),
            ("email", " ZHANG@EXAMPLE.CN "),
            ("email", "staff0@example.cn"),
        ] {
            let mut again = somebody_else(2);
            again.set(field, value);
            let refused = commands::register(&world.nobody(), &again).await;
            let taken = [FieldProblem::new(field, Problem::Taken)];
            assert_eq!(problems(refused), taken, "{value}");
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn of_two_who_register_one_number_at_once_one_gets_the_account() {
    on_both(async |world| {
        let registering = (0..4).map(|n| {
            let ctx = world.nobody();
            let mut own = somebody_else(n);
            own.set("id_number", id_number("1990-03-06", 77));
            tokio::spawn(async move { commands::register(&ctx, &own).await })
        });
        let registering: Vec<_> = registering.collect();
        let mut made = 0;
        for one in registering {
            match one.await.unwrap() {
                Ok(_) => made += 1,
                Err(error) => {
                    let taken = [FieldProblem::new("id_number", Problem::Taken)];
                    assert_eq!(fields(error), taken);
                }
            }
        }
        assert_eq!((made, accounts(&world).await), (1, 1));
        assert_eq!(world.events().await, ["account_registered"]);
        assert_eq!(written(&world).await.messages, 1);
    });
}

#[test]
fn many_are_registered_with_one_password_each_with_an_entry_of_their_own() {
    on_both(async |world| {
        let people: Vec<Typed> = (0..3).map(somebody_else).collect();
        let made = commands::register_many(&world.nobody(), &people)
            .await
            .unwrap();
        assert_eq!(made.iter().collect::<BTreeSet<_>>().len(), 3);
        assert_eq!(world.events().await, vec!["account_registered"; 3]);
        let mut hashes = BTreeSet::new();
        for id in &made {
            hashes.insert(stored(&world, *id).await.password_hash.unwrap());
        }
        assert_eq!(hashes.len(), 1, "hashed once");
        for n in 0..3 {
            let login = format!("else{n}@example.cn");
            commands::sign_in(&world.nobody(), &login, PASSWORD)
                .await
                .unwrap();
        }
    });
}

#[test]
fn the_one_of_many_who_is_wrong_is_refused_as_if_alone() {
    on_both(async |world| {
        let mut wrong = somebody_else(1);
        wrong.set("consent", "");
        let people = [somebody_else(0), wrong, somebody_else(2)];
        let refused = commands::register_many(&world.nobody(), &people).await;
        let expected = [FieldProblem::new("consent", Problem::NotChosen)];
        assert_eq!(problems(refused), expected);
        assert_eq!(world.events().await, ["account_registered"]);
        assert_eq!(accounts(&world).await, 1);
        let mut again = somebody_else(3);
        again.set("id_number", somebody_else(0).get("id_number"));
        let again = commands::register_many(&world.nobody(), &[again]).await;
        let taken = [FieldProblem::new("id_number", Problem::Taken)];
        assert_eq!(problems(again), taken);
    });
}

#[test]
fn a_real_installation_registers_nobody_in_bulk() {
    on_both(async |world| {
        let site = Site {
            demonstration: false,
            ..world.app.site.clone()
        };
        let real = App::new(
            Db::connect(&world.url, 2).await.unwrap(),
            Secrets::derive(&[7; 32]),
            Files::in_memory(),
            site,
            Default::default(),
        );
        let ctx = Ctx::system(real, world.now, Display::default());
        let refused = commands::register_many(&ctx, &[somebody_else(0)]).await;
        assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        assert_eq!(accounts(&world).await, 0);
        assert_eq!(world.events().await, Vec::<String>::new());
    });
}

#[test]
fn a_number_under_another_secret_is_our_fault_and_is_never_shown_wrongly() {
    on_both(async |world| {
        let new = commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let other = Secrets::derive(&[8; 32]);
        let row = account::ActiveModel {
            id: Set(new.0),
            phone_cipher: Set(Some(other.encrypt("13800007777"))),
            ..Default::default()
        };
        row.update(&world.app.db.write).await.unwrap();
        let person = app::accounts::queries::person(&world.app, &world.app.db.write, new).await;
        assert!(matches!(person, Err(AppError::Fault(_))), "{person:?}");
        let (_, is_staff) = commands::sign_in(&world.nobody(), "13800007777", PASSWORD)
            .await
            .unwrap();
        assert!(!is_staff, "found by its index all the same");
    });
}
