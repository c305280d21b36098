//! Staff: invited with a role in a place, never with two duties that must stay apart; and the tree of government.

use super::{
    disable, fields,
    looks::{problems, refusal},
    mailed_token, stored, typed, written,
};
use app::{
    accounts::{
        commands,
        queries::{self, Area},
        staff,
    },
    entity::{
        account, area, audit_entry, grant,
        kinds::{AccountKind, Channel},
        outbox, token,
    },
    error::{AppError, Refusal},
    platform::{
        ctx::{Ctx, Display},
        form::Typed,
        sessions,
    },
    testing::*,
};
use domain::{
    FieldProblem, Lang, Problem,
    access::{Jurisdiction, Role, conflict},
    events::Event,
    ids::AccountId,
    notices::Notice,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait, QueryOrder, prelude::Uuid,
};
use std::time::Duration;

const LI: &str = "li@example.cn";
const ANOTHER: &str = "another-long-one-42";

fn word(role: Role) -> String {
    let word = serde_json::to_value(role).unwrap();
    word.as_str().unwrap().to_owned()
}

fn to(role: Role, area: &str) -> Typed {
    Typed::from([
        ("name", "李某"),
        ("email", LI),
        ("role", &word(role)),
        ("area", area),
    ])
}

fn with(field: &str, value: &str) -> Typed {
    let mut typed = to(Role::Organiser, DISTRICT);
    typed.set(field, value);
    typed
}

async fn li(world: &World) -> Option<AccountId> {
    let accounts = written(world).await.accounts;
    let found = accounts.into_iter().find(|row| row.email == LI);
    found.map(|row| AccountId(row.id))
}

async fn grants(world: &World) -> Vec<grant::Model> {
    let rows = grant::Entity::find().order_by_asc(grant::Column::GrantedAt);
    let rows = rows
        .order_by_asc(grant::Column::Id)
        .all(&world.app.db.write);
    rows.await.unwrap()
}

/// How many accounts, grants, links and entries there are.
async fn counts(world: &World) -> [u64; 4] {
    let db = &world.app.db.write;
    [
        account::Entity::find().count(db).await.unwrap(),
        grant::Entity::find().count(db).await.unwrap(),
        token::Entity::find().count(db).await.unwrap(),
        audit_entry::Entity::find().count(db).await.unwrap(),
    ]
}

async fn last_event(world: &World) -> (Option<AccountId>, Event) {
    let rows = audit_entry::Entity::find().order_by_desc(audit_entry::Column::Seq);
    let row = rows.one(&world.app.db.write).await.unwrap().unwrap();
    let event = serde_json::from_str(&row.detail).unwrap();
    (row.actor_id.map(AccountId), event)
}

#[test]
fn who_is_invited_has_an_account_without_password_and_a_role_in_a_place() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        staff::invite(&admin, &to(Role::Organiser, DISTRICT))
            .await
            .unwrap();
        let id = li(&world).await.unwrap();
        let row = stored(&world, id).await;
        assert_eq!(row.kind.0, AccountKind::Staff);
        assert_eq!(row.email, LI);
        assert_eq!((row.password_hash, row.email_confirmed_at), (None, None));
        let own = grants(&world).await;
        let own = own.iter().find(|grant| grant.account_id == id.0).unwrap();
        assert_eq!((own.role.0, own.area.as_str()), (Role::Organiser, DISTRICT));
        assert_eq!(own.granted_by, admin.account().ok().map(|id| id.0));
        assert_eq!(own.granted_at, world.now.0);
        let event = Event::StaffInvited {
            account: id,
            role: Role::Organiser,
            scope: Jurisdiction(DISTRICT.into()),
        };
        assert_eq!(last_event(&world).await, (admin.account().ok(), event));
    });
}

#[test]
fn an_invitation_goes_by_mail_alone_in_the_language_of_the_desk() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let english = Ctx {
            display: Display {
                lang: Lang::En,
                ..Display::default()
            },
            ..admin
        };
        staff::invite(&english, &to(Role::Organiser, DISTRICT))
            .await
            .unwrap();
        assert_eq!(written(&world).await.inbox, 0);
        let mails = outbox::Entity::find().all(&world.app.db.write).await;
        let mails = mails.unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].channel.0, Channel::Email);
        let Notice::Invitation { link } = &mails[0].content.0 else {
            panic!("{mails:?}");
        };
        assert!(link.starts_with("/invitation?token="), "{link}");
        let letter = app::notifications::outbox::compose(&world.app, &mails[0]).await;
        let letter = letter.unwrap().unwrap();
        assert_eq!((letter.to.as_str(), letter.language), (LI, "en"));
    });
}

#[test]
fn nobody_but_an_administrator_invites() {
    on_both(async |world| {
        let applicant = world.applicant("1990-03-06").await;
        let mut others = vec![world.nobody(), applicant];
        for role in Role::ALL {
            if role != Role::Administrator {
                others.push(world.staff(role, CITY).await);
            }
        }
        let before = written(&world).await;
        for (n, ctx) in others.iter().enumerate() {
            let refused = staff::invite(ctx, &to(Role::Organiser, DISTRICT)).await;
            let expected = if n == 0 {
                AppError::SignInRequired
            } else {
                AppError::Forbidden
            };
            let told = refused.unwrap_err();
            assert_eq!(format!("{told:?}"), format!("{expected:?}"), "{n}");
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn an_administrator_invites_in_their_own_city_only() {
    on_both(async |world| {
        let elsewhere = world.staff(Role::Administrator, "991000").await;
        let district = world.staff(Role::Administrator, DISTRICT).await;
        let before = written(&world).await;
        for (ctx, place) in [
            (&elsewhere, DISTRICT),
            (&elsewhere, CITY),
            (&elsewhere, ""),
            (&district, CITY),
            (&district, "990000/990002"),
        ] {
            let refused = staff::invite(ctx, &to(Role::Organiser, place)).await;
            assert_eq!(refusal(refused), Refusal::OutsideScope, "{place}");
        }
        assert_eq!(written(&world).await, before);
        staff::invite(&district, &to(Role::Organiser, DISTRICT))
            .await
            .unwrap();
    });
}

#[test]
fn what_is_wrong_with_an_invitation_is_told_at_its_field_and_nothing_is_written() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let applicant = world.applicant("1990-03-06").await;
        let applicant = stored(&world, applicant.account().unwrap()).await.email;
        let one = Problem::TooShort {
            least: 2,
            length: 1,
        };
        let wrong = [
            ("role", "", Problem::NotChosen),
            ("role", "mayor", Problem::NotChosen),
            ("role", "Organiser", Problem::NotChosen),
            ("name", "", Problem::Missing),
            ("name", "李", one),
            ("email", "", Problem::Missing),
            ("email", "li", Problem::Email),
            ("email", applicant.as_str(), Problem::Taken),
            ("area", "990000/990009", Problem::NotChosen),
            ("area", "990000/990001/009", Problem::NotChosen),
            ("area", STREET, Problem::WrongLevel),
        ];
        let before = written(&world).await;
        for (field, value, problem) in wrong {
            let refused = staff::invite(&admin, &with(field, value)).await;
            let expected = [FieldProblem::new(field, problem)];
            assert_eq!(problems(refused), expected, "{field} {value}");
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn each_role_is_given_at_its_own_levels_of_government_only() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        for (n, role) in Role::ALL.into_iter().enumerate() {
            for (m, place) in [CITY, DISTRICT, STREET].into_iter().enumerate() {
                let mut invited = to(role, place);
                invited.set("email", format!("li{n}-{m}@example.cn"));
                let exists = role.levels().contains(&Jurisdiction(place.into()).level());
                let [accounts, grants, links, entries] = counts(&world).await;
                let answer = staff::invite(&admin, &invited).await;
                if exists {
                    answer.unwrap();
                    let after = [accounts + 1, grants + 1, links + 1, entries + 1];
                    assert_eq!(counts(&world).await, after);
                } else {
                    let expected = [FieldProblem::new("area", Problem::WrongLevel)];
                    assert_eq!(problems(answer), expected, "{role:?} {place}");
                    assert_eq!(counts(&world).await, [accounts, grants, links, entries]);
                }
            }
        }
    });
}

#[test]
fn a_second_role_is_given_exactly_where_no_separation_forbids_it() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        for (n, held) in Role::ALL.into_iter().enumerate() {
            for (m, wanted) in Role::ALL.into_iter().enumerate() {
                if held == wanted {
                    continue;
                }
                let email = format!("li{n}-{m}@example.cn");
                let mut first = to(held, CITY);
                first.set("email", email.clone());
                let mut second = to(wanted, CITY);
                second.set("email", email);
                staff::invite(&admin, &first).await.unwrap();
                let [accounts, grants, links, entries] = counts(&world).await;
                let answer = staff::invite(&admin, &second).await;
                match conflict(&[held], wanted) {
                    None => {
                        answer.unwrap();
                        let after = [accounts, grants + 1, links + 1, entries + 1];
                        assert_eq!(counts(&world).await, after, "the same person");
                    }
                    Some((with, why)) => {
                        let problem = Problem::Separated { with, why };
                        let expected = [FieldProblem::new("role", problem)];
                        assert_eq!(problems(answer), expected, "{held:?} {wanted:?}");
                        assert_eq!(counts(&world).await, [accounts, grants, links, entries]);
                    }
                }
            }
        }
    });
}

#[test]
fn duties_are_kept_apart_wherever_they_lie() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        staff::invite(&admin, &to(Role::Recorder, DISTRICT))
            .await
            .unwrap();
        let before = written(&world).await;
        for (role, place) in [
            (Role::StreetReviewer, STREET),
            (Role::TallyChecker, CITY),
            (Role::ExamCentre, CITY),
        ] {
            let refused = staff::invite(&admin, &to(role, place)).await;
            assert!(matches!(
                problems(refused)[0].problem,
                Problem::Separated {
                    with: Role::Recorder,
                    ..
                }
            ));
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn the_same_role_in_the_same_place_is_given_once() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        staff::invite(&admin, &to(Role::StreetReviewer, STREET))
            .await
            .unwrap();
        let before = written(&world).await;
        let again = staff::invite(&admin, &to(Role::StreetReviewer, STREET)).await;
        let problem = Problem::Duplicate {
            value: STREET.into(),
        };
        assert_eq!(problems(again), [FieldProblem::new("role", problem)]);
        assert_eq!(written(&world).await, before);
        staff::invite(&admin, &to(Role::StreetReviewer, OTHER_STREET))
            .await
            .unwrap();
        let after = written(&world).await;
        assert_eq!(after.accounts, before.accounts);
        assert_eq!(after.grants, before.grants + 1);
    });
}

#[test]
fn a_role_given_to_somebody_known_leaves_their_name_as_it_is() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let known = world.staff(Role::StreetReviewer, STREET).await;
        let known = known.account().unwrap();
        let row = stored(&world, known).await;
        let mut invited = to(Role::Approver, DISTRICT);
        invited.set("email", row.email.to_uppercase());
        staff::invite(&admin, &invited).await.unwrap();
        assert_eq!(stored(&world, known).await, row);
        let roles: Vec<Role> = sessions::grants(&world.app.db.write, known)
            .await
            .unwrap()
            .into_iter()
            .map(|grant| grant.role)
            .collect();
        assert_eq!(roles.len(), 2);
        assert!(roles.contains(&Role::Approver) && roles.contains(&Role::StreetReviewer));
    });
}

#[test]
fn an_invitation_is_accepted_with_a_password_of_ones_own() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        staff::invite(&admin, &to(Role::Organiser, DISTRICT))
            .await
            .unwrap();
        let link = mailed_token(&world).await;
        staff::accept_invitation(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
        let id = li(&world).await.unwrap();
        let row = stored(&world, id).await;
        assert_eq!(row.email_confirmed_at, Some(world.now.0));
        assert_eq!(
            last_event(&world).await,
            (None, Event::InvitationAccepted { account: id })
        );
        assert_eq!(written(&world).await.inbox, 0, "nobody is told");
        let (cookie, is_staff) = commands::sign_in(&world.nobody(), LI, ANOTHER)
            .await
            .unwrap();
        assert!(is_staff);
        let who = sessions::actor(&world.app, &cookie, world.now).await;
        let who = who.unwrap().unwrap();
        assert_eq!(who.grants.len(), 1);
        assert_eq!(who.grants[0].role, Role::Organiser);
    });
}

#[test]
fn an_invitation_is_accepted_once_with_a_strong_password_within_a_week() {
    on_both(async |mut world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        staff::invite(&admin, &to(Role::Organiser, DISTRICT))
            .await
            .unwrap();
        let link = mailed_token(&world).await;
        let start = world.now;
        let before = written(&world).await;
        let weak = staff::accept_invitation(&world.nobody(), &link, "1234567890").await;
        let expected = [FieldProblem::new("password", Problem::WeakPassword)];
        assert_eq!(problems(weak), expected);
        world.now = start.plus_days(7).plus(Duration::from_millis(1));
        let late = staff::accept_invitation(&world.nobody(), &link, ANOTHER).await;
        assert_eq!(refusal(late), Refusal::LinkExpired);
        assert_eq!(written(&world).await, before);
        world.now = start.plus_days(7);
        staff::accept_invitation(&world.nobody(), &link, ANOTHER)
            .await
            .unwrap();
        let before = written(&world).await;
        let again = staff::accept_invitation(&world.nobody(), &link, PASSWORD).await;
        assert_eq!(refusal(again), Refusal::LinkExpired);
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn no_other_link_accepts_an_invitation() {
    on_both(async |world| {
        commands::register(&world.nobody(), &typed(&[]))
            .await
            .unwrap();
        let confirm = mailed_token(&world).await;
        commands::ask_reset(&world.nobody(), "zhang@example.cn")
            .await
            .unwrap();
        let reset = mailed_token(&world).await;
        let before = written(&world).await;
        for link in [confirm.as_str(), &reset, "", "x"] {
            let refused = staff::accept_invitation(&world.nobody(), link, ANOTHER).await;
            assert_eq!(refusal(refused), Refusal::LinkExpired);
        }
        assert_eq!(written(&world).await, before);
    });
}

fn place(path: &str, name: &str) -> Area {
    Area {
        scope: Jurisdiction(path.into()),
        name: name.into(),
        name_en: format!("{name} in English"),
    }
}

async fn areas(world: &World) -> Vec<area::Model> {
    let rows = area::Entity::find().order_by_asc(area::Column::Path);
    rows.all(&world.app.db.write).await.unwrap()
}

#[test]
fn places_that_exist_keep_their_id_and_get_the_new_name() {
    on_both(async |world| {
        let before = areas(&world).await;
        let table = [
            place("990000/990002", "白沙区"),
            place("990000/990002/001", "望海街道"),
            place(DISTRICT, "青松新区"),
        ];
        staff::import_areas(&world.nobody(), &table).await.unwrap();
        let after = areas(&world).await;
        assert_eq!(after.len(), before.len() + 2);
        let find = |rows: &[area::Model], path: &str| {
            rows.iter().find(|row| row.path == path).cloned().unwrap()
        };
        let renamed = find(&after, DISTRICT);
        assert_eq!(renamed.id, find(&before, DISTRICT).id);
        assert_eq!(renamed.name, "青松新区");
        assert_eq!(renamed.name_en, "青松新区 in English");
        assert_eq!(find(&after, CITY), find(&before, CITY));
        assert_eq!(
            last_event(&world).await.1,
            Event::AreasImported { areas: 3 }
        );
        staff::import_areas(&world.nobody(), &table).await.unwrap();
        assert_eq!(areas(&world).await, after, "twice is once");
    });
}

#[test]
fn a_place_in_no_place_is_refused_with_the_whole_table() {
    on_both(async |world| {
        let before = areas(&world).await;
        for orphan in [
            "990000/990009/001",
            "991000/991001",
            "990000/990001/001/1/2",
        ] {
            let table = [
                place("990000/990002", "白沙区"),
                place(DISTRICT, "青松新区"),
                place(orphan, "望海街道"),
            ];
            let refused = staff::import_areas(&world.nobody(), &table).await;
            let told = problems(refused);
            assert_eq!(told.len(), 1);
            assert_eq!(told[0].field, "area");
            assert!(
                matches!(&told[0].problem, Problem::Unreadable { detail, .. } if detail == orphan),
                "{told:?}"
            );
            assert_eq!(areas(&world).await, before);
            assert_eq!(world.events().await, Vec::<String>::new());
        }
        let child_first = [
            place("990000/990003/001", "山前街道"),
            place("990000/990003", "石桥区"),
        ];
        let refused = staff::import_areas(&world.nobody(), &child_first).await;
        assert_eq!(problems(refused).len(), 1, "each after the one it lies in");
        assert_eq!(areas(&world).await, before);
    });
}

#[test]
fn the_first_of_the_staff_needs_no_invitation() {
    on_both(async |world| {
        let nobody = world.nobody();
        let id = staff::create(
            &nobody,
            "李某",
            " LI@example.cn ",
            PASSWORD,
            Role::Administrator,
            Jurisdiction(CITY.into()),
        );
        let id = id.await.unwrap();
        let row = stored(&world, id).await;
        assert_eq!(row.email, LI);
        assert_eq!(row.kind.0, AccountKind::Staff);
        assert_eq!(row.email_confirmed_at, Some(world.now.0));
        let own = grants(&world).await.remove(0);
        assert_eq!((own.granted_by, own.role.0), (None, Role::Administrator));
        let event = Event::StaffInvited {
            account: id,
            role: Role::Administrator,
            scope: Jurisdiction(CITY.into()),
        };
        assert_eq!(last_event(&world).await, (None, event));
        let after = written(&world).await;
        assert_eq!((after.inbox, after.messages, after.tokens.len()), (0, 0, 0));
        commands::sign_in(&world.nobody(), LI, PASSWORD)
            .await
            .unwrap();
    });
}

#[test]
fn the_first_of_the_staff_needs_a_strong_password_and_an_address_of_their_own() {
    on_both(async |world| {
        world.applicant("1990-03-06").await;
        world.staff(Role::Inspector, CITY).await;
        let before = written(&world).await;
        for (email, password, field, problem) in [
            (LI, "1234567890", "password", Problem::WeakPassword),
            ("li", PASSWORD, "email", Problem::Email),
            ("", PASSWORD, "email", Problem::Missing),
            ("applicant0@example.cn", PASSWORD, "email", Problem::Taken),
            ("Staff1@example.cn", PASSWORD, "email", Problem::Taken),
        ] {
            let nobody = world.nobody();
            let refused = staff::create(
                &nobody,
                "李某",
                email,
                password,
                Role::Administrator,
                Jurisdiction(CITY.into()),
            );
            let expected = [FieldProblem::new(field, problem)];
            assert_eq!(problems(refused.await), expected, "{email}");
        }
        assert_eq!(written(&world).await, before);
    });
}

#[test]
fn the_list_of_staff_names_everybody_with_the_roles_they_hold_now() {
    on_both(async |world| {
        world.applicant("1990-03-06").await;
        let admin = world.staff(Role::Administrator, CITY).await;
        let gone = world.staff(Role::Publisher, DISTRICT).await;
        let closed = world.staff(Role::Approver, "990000/990009").await;
        disable(&world, closed.account().unwrap()).await;
        staff::invite(&admin, &to(Role::StreetReviewer, STREET))
            .await
            .unwrap();
        let revoked = grants(&world).await;
        let revoked = revoked
            .into_iter()
            .find(|grant| Some(AccountId(grant.account_id)) == gone.account().ok())
            .unwrap();
        let row = grant::ActiveModel {
            revoked_at: Set(Some(world.now.0)),
            ..revoked.into()
        };
        row.update(&world.app.db.write).await.unwrap();
        let rows = queries::staff(&world.app.db.read).await.unwrap();
        let mut told: Vec<_> = rows
            .into_iter()
            .map(|row| (row.email, row.roles, row.has_signed_up, row.is_disabled))
            .collect();
        told.sort_by(|a, b| a.0.cmp(&b.0));
        let text = str::to_owned;
        let street = vec![(Role::StreetReviewer, Jurisdiction(STREET.into()))];
        let approver = vec![(Role::Approver, Jurisdiction("990000/990009".into()))];
        let city = vec![(Role::Administrator, Jurisdiction(CITY.into()))];
        assert_eq!(
            told,
            [
                (text(LI), street, false, false),
                (text("staff1@example.cn"), city, true, false),
                (text("staff2@example.cn"), vec![], true, false),
                (text("staff3@example.cn"), approver, true, true),
            ]
        );
    });
}

#[test]
fn a_person_that_does_not_exist_is_not_found() {
    on_both(async |world| {
        let nobody = AccountId(Uuid::nil());
        let found = queries::person(&world.app, &world.app.db.write, nobody).await;
        assert!(matches!(found, Err(AppError::NotFound)));
        let names = queries::names(&world.app.db.write, [nobody.0]).await;
        assert!(names.unwrap().is_empty());
        let staff = world.staff(Role::Inspector, CITY).await;
        let person = queries::person(&world.app, &world.app.db.write, staff.account().unwrap());
        let person = person.await.unwrap();
        assert!(person.id_number.is_none());
        assert_eq!(person.masked_mobile(), "", "staff have none");
    });
}

#[test]
fn of_two_roles_that_must_stay_apart_given_at_once_one_is_given() {
    on_both(async |world| {
        let admin = world.staff(Role::Administrator, CITY).await;
        let inviting = [Role::Organiser, Role::ExamCentre].map(|role| {
            let ctx = admin.clone();
            tokio::spawn(async move { staff::invite(&ctx, &to(role, DISTRICT)).await })
        });
        let mut given = 0;
        for one in inviting {
            match one.await.unwrap() {
                Ok(()) => given += 1,
                Err(error) => assert!(matches!(
                    fields(error)[0].problem,
                    Problem::Separated { .. }
                )),
            }
        }
        assert_eq!(given, 1);
        let own = li(&world).await.unwrap();
        let held = sessions::grants(&world.app.db.write, own).await.unwrap();
        assert_eq!(held.len(), 1);
    });
}
