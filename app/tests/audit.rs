//! The audit trail: what an entry holds, that the chain shows every change inside it, and who reads it.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[allow(dead_code, reason = "other tests need more of it")]
mod looks;

use app::{
    accounts::staff,
    audit::queries::{Entry, PAGE_SIZE, first_break, history, steps, trail},
    entity::{account, audit_entry, notice, outbox},
    error::AppError,
    platform::{ctx::Ctx, form::Typed, tx::Tx},
    testing::*,
};
use axum::http::StatusCode;
use domain::{
    access::{Jurisdiction, Role},
    events::Event,
    ids::{AccountId, ApplicationId, CampaignId, CertificateId, NoticeId},
};
use looks::Look;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder,
    prelude::Uuid,
};

async fn entries(world: &World) -> Vec<audit_entry::Model> {
    let rows = audit_entry::Entity::find().order_by_asc(audit_entry::Column::Seq);
    rows.all(&world.app.db.write).await.unwrap()
}

async fn happens(ctx: &Ctx, events: Vec<Event>) -> Result<(), AppError> {
    Tx::begin(ctx).await?.commit_all(events).await
}

fn imported(areas: u32) -> Event {
    Event::AreasImported { areas }
}

/// So many entries of nobody's.
async fn with_entries(world: &World, n: u32) {
    happens(&world.nobody(), (1..=n).map(imported).collect())
        .await
        .unwrap();
}

/// Somebody writes to the database itself.
async fn altered(world: &World, seq: i64, alter: impl FnOnce(&mut audit_entry::ActiveModel)) {
    let row = audit_entry::Entity::find_by_id(seq).one(&world.app.db.write);
    let mut row = row.await.unwrap().unwrap().into_active_model();
    alter(&mut row);
    row.update(&world.app.db.write).await.unwrap();
}

async fn broken(world: &World) -> Option<i64> {
    first_break(&world.app.db.write).await.unwrap()
}

#[test]
fn an_entry_says_who_when_and_what() {
    on_both(async |mut world| {
        world.now = world.now.plus_days(3);
        let who = world.staff(Role::Administrator, CITY).await;
        let invited = Typed::from([
            ("name", "李某"),
            ("email", "li@example.cn"),
            ("role", "organiser"),
            ("area", DISTRICT),
        ]);
        staff::invite(&who, &invited).await.unwrap();
        let rows = entries(&world).await;
        assert_eq!(rows.len(), 2);
        let [created, invited] = &rows[..] else {
            panic!("{rows:?}")
        };
        assert_eq!(created.actor_id, None, "the platform itself");
        assert_eq!(invited.actor_id, who.account().ok().map(|id| id.0));
        for row in &rows {
            assert_eq!(row.at, world.now.0);
            assert_eq!(row.event, "staff_invited");
            let event: Event = serde_json::from_str(&row.detail).unwrap();
            assert_eq!(event.name(), row.event);
            let Event::StaffInvited { account, .. } = event else {
                panic!("{event:?}")
            };
            assert_eq!(row.subject_id, Some(account.0), "found by its account");
            assert_eq!(row.campaign_id, None);
        }
    });
}

#[test]
fn each_entry_carries_the_digest_of_the_one_before_it() {
    on_both(async |world| {
        with_entries(&world, 3).await;
        with_entries(&world, 2).await;
        let rows = entries(&world).await;
        let numbers: Vec<i64> = rows.iter().map(|row| row.seq).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        assert_eq!(rows[0].previous, "");
        for pair in rows.windows(2) {
            assert_eq!(pair[1].previous, pair[0].digest);
        }
        assert!(rows.iter().all(|row| row.digest.len() == 64));
        assert_eq!(broken(&world).await, None);
    });
}

#[test]
fn an_act_on_several_is_several_entries_of_one_moment() {
    on_both(async |mut world| {
        with_entries(&world, 1).await;
        world.now = world.now.plus_days(1);
        let events = vec![imported(7), imported(8), imported(9)];
        happens(&world.nobody(), events.clone()).await.unwrap();
        let rows = entries(&world).await;
        let told: Vec<Event> = rows[1..]
            .iter()
            .map(|row| serde_json::from_str(&row.detail).unwrap())
            .collect();
        assert_eq!(told, events, "in their order");
        assert!(rows[1..].iter().all(|row| row.at == world.now.0));
    });
}

#[test]
fn more_entries_at_once_than_one_statement_holds_make_one_chain() {
    on_both(async |world| {
        with_entries(&world, 1_203).await;
        assert_eq!(entries(&world).await.len(), 1_203);
        assert_eq!(broken(&world).await, None);
        altered(&world, 1_100, |row| row.at = Set(1)).await;
        assert_eq!(broken(&world).await, Some(1_100), "beyond the first page");
    });
}

#[test]
fn an_entry_is_found_by_the_campaign_of_its_application() {
    on_both(async |world| {
        let campaign = announced_campaign(&world).await;
        let application = accepted_applications(&world, campaign, 1).await[0];
        let before = entries(&world).await.len();
        let events = vec![
            Event::ApplicationPassedStreet { application },
            Event::FreezeSigned {
                campaign,
                kind: domain::marking::MarkKind::Written,
            },
            Event::CertificateReinstated {
                certificate: CertificateId(Uuid::nil()),
                reason: String::new(),
            },
        ];
        let told = happens(&world.nobody(), events.clone()).await;
        assert!(matches!(told, Err(AppError::NotFound)), "no such holder");
        assert_eq!(entries(&world).await.len(), before, "all or nothing");
        happens(&world.nobody(), events[..2].to_vec())
            .await
            .unwrap();
        let rows = entries(&world).await;
        let [passed, signed] = &rows[before..] else {
            panic!("{rows:?}")
        };
        assert_eq!(passed.campaign_id, Some(campaign.0));
        assert_eq!(passed.subject_id, Some(application.0));
        assert_eq!(signed.campaign_id, Some(campaign.0));
        assert_eq!(signed.subject_id, None);
    });
}

#[test]
fn what_fails_leaves_neither_row_nor_entry_nor_letter() {
    on_both(async |world| {
        let tx = Tx::begin(&world.nobody()).await.unwrap();
        let area = app::entity::area::ActiveModel {
            id: Set(Uuid::now_v7()),
            path: Set("990000/990002".into()),
            name: Set("白沙区".into()),
            name_en: Set(String::new()),
        };
        tx.insert(area).await.unwrap();
        let nobody = ApplicationId(Uuid::nil());
        let events = vec![
            imported(1),
            Event::ApplicationSubmitted {
                application: nobody,
            },
        ];
        tx.commit_all(events).await.unwrap_err();
        let db = &world.app.db.write;
        let areas = app::entity::area::Entity::find().count(db).await;
        assert_eq!(areas.unwrap(), 4, "the places of the invented city");
        assert!(entries(&world).await.is_empty());
        assert_eq!(notice::Entity::find().count(db).await.unwrap(), 0);
        assert_eq!(outbox::Entity::find().count(db).await.unwrap(), 0);
    });
}

#[test]
fn a_change_that_is_not_committed_has_no_entry() {
    on_both(async |world| {
        drop(Tx::begin(&world.nobody()).await.unwrap());
        assert!(entries(&world).await.is_empty());
        with_entries(&world, 1).await;
        assert_eq!(entries(&world).await.len(), 1);
    });
}

#[test]
fn many_at_once_make_one_chain() {
    on_both(async |world| {
        let acting = (0..24).map(|n| {
            let ctx = world.nobody();
            tokio::spawn(async move { happens(&ctx, vec![imported(n), imported(n)]).await })
        });
        let acting: Vec<_> = acting.collect();
        for one in acting {
            one.await.unwrap().unwrap();
        }
        let rows = entries(&world).await;
        assert!(rows.iter().map(|row| row.seq).eq(1..=48));
        assert_eq!(broken(&world).await, None);
        for pair in rows.chunks(2) {
            assert_eq!(
                pair[0].detail, pair[1].detail,
                "what is one act stands together"
            );
        }
    });
}

#[test]
fn whatever_of_an_entry_is_altered_is_seen_at_that_entry() {
    on_both(async |world| {
        with_entries(&world, 5).await;
        let third = entries(&world).await.remove(2);
        type Alter = fn(&mut audit_entry::ActiveModel);
        let alterations: [(&str, Alter); 5] = [
            ("detail", |row| {
                row.detail = Set(r#"{"areas":9,"event":"areas_imported"}"#.into());
            }),
            ("at", |row| row.at = Set(row.at.as_ref() + 1)),
            ("actor", |row| row.actor_id = Set(Some(Uuid::nil()))),
            ("previous", |row| row.previous = Set("0".repeat(64))),
            ("digest", |row| row.digest = Set("0".repeat(64))),
        ];
        for (part, alter) in alterations {
            altered(&world, 3, alter).await;
            assert_eq!(broken(&world).await, Some(3), "{part}");
            altered(&world, 3, |row| {
                *row = third.clone().into_active_model().reset_all();
            })
            .await;
            assert_eq!(broken(&world).await, None, "{part} as it was");
        }
    });
}

#[test]
fn an_entry_with_a_digest_of_its_own_breaks_the_next_one() {
    on_both(async |world| {
        with_entries(&world, 4).await;
        let other = World::sqlite().await;
        let rows = entries(&world).await;
        with_entries(&other, 1).await;
        let tx = Tx::begin(&other.nobody()).await.unwrap();
        tx.commit(imported(77)).await.unwrap();
        let forged = entries(&other).await.remove(1);
        assert_eq!(
            forged.previous, rows[0].digest,
            "it fits what stands before"
        );
        let row = forged.into_active_model().reset_all();
        row.update(&world.app.db.write).await.unwrap();
        assert_eq!(broken(&world).await, Some(3));
    });
}

#[test]
fn a_missing_entry_is_seen_at_the_next() {
    on_both(async |world| {
        with_entries(&world, 5).await;
        for (gone, seen) in [(3_i64, 4_i64), (1, 2)] {
            let row = entries(&world)
                .await
                .into_iter()
                .find(|row| row.seq == gone);
            let row = row.unwrap();
            let db = &world.app.db.write;
            audit_entry::Entity::delete_by_id(gone)
                .exec(db)
                .await
                .unwrap();
            assert_eq!(broken(&world).await, Some(seen));
            let back = row.into_active_model().reset_all();
            audit_entry::Entity::insert(back)
                .exec_without_returning(db)
                .await
                .unwrap();
            assert_eq!(broken(&world).await, None);
        }
    });
}

#[test]
fn two_entries_that_changed_places_are_seen_at_the_first() {
    on_both(async |world| {
        with_entries(&world, 4).await;
        let rows = entries(&world).await;
        let (second, third) = (rows[1].detail.clone(), rows[2].detail.clone());
        altered(&world, 2, |row| row.detail = Set(third)).await;
        altered(&world, 3, |row| row.detail = Set(second)).await;
        assert_eq!(broken(&world).await, Some(2));
    });
}

#[test]
fn an_empty_trail_is_unbroken() {
    on_both(async |world| {
        assert_eq!(broken(&world).await, None);
        let none = trail(&world.app.db.read, None, 0).await.unwrap();
        assert_eq!((none.entries.len(), none.total), (0, 0));
        assert_eq!(none.broken_at, None);
    });
}

fn numbers(entries: &[Entry]) -> Vec<i64> {
    entries.iter().map(|entry| entry.seq).collect()
}

#[test]
fn the_trail_shows_the_newest_first_page_by_page() {
    on_both(async |world| {
        with_entries(&world, 120).await;
        let db = &world.app.db.read;
        let mut seen = Vec::new();
        for (page, length) in [(0, PAGE_SIZE), (1, PAGE_SIZE), (2, 20)] {
            let own = trail(db, None, page).await.unwrap();
            assert_eq!((own.total, own.page), (120, page));
            assert_eq!(own.entries.len() as u64, length);
            seen.extend(numbers(&own.entries));
        }
        assert!(seen.into_iter().eq((1..=120).rev()));
    });
}

#[test]
fn a_page_says_which_of_its_own_entries_was_altered() {
    on_both(async |world| {
        with_entries(&world, 60).await;
        altered(&world, 5, |row| row.at = Set(1)).await;
        let db = &world.app.db.read;
        assert_eq!(trail(db, None, 0).await.unwrap().broken_at, None);
        assert_eq!(trail(db, None, 1).await.unwrap().broken_at, Some(5));
    });
}

#[test]
fn the_trail_of_a_campaign_holds_nothing_of_another() {
    on_both(async |world| {
        let first = announced_campaign(&world).await;
        let second = announced_campaign(&world).await;
        let db = &world.app.db.read;
        let own = trail(db, Some(first), 0).await.unwrap();
        let names: Vec<String> = own.entries.iter().map(|entry| entry.event.name()).collect();
        let expected = [
            "campaign_announced",
            "campaign_handed_in",
            "campaign_drafted",
        ];
        assert_eq!(names, expected);
        assert_eq!(own.total, 3);
        let other = trail(db, Some(second), 0).await.unwrap();
        let (own, other) = (numbers(&own.entries), numbers(&other.entries));
        assert!(own.iter().all(|seq| !other.contains(seq)));
        let nowhere = CampaignId(Uuid::nil());
        assert_eq!(trail(db, Some(nowhere), 0).await.unwrap().total, 0);
    });
}

#[test]
fn what_happened_to_one_record_is_told_oldest_first_with_names() {
    on_both(async |mut world| {
        let who = world.applicant("1990-03-06").await;
        world.applicant("1991-03-06").await;
        let account = who.account().unwrap();
        world.now = world.now.plus_days(1);
        let later = world.later(&who);
        happens(&later, vec![Event::EmailConfirmed { account }])
            .await
            .unwrap();
        let db = &world.app.db.read;
        let own = history(db, account.0).await.unwrap();
        let told: Vec<(String, &str)> = own
            .iter()
            .map(|entry| (entry.event.name(), entry.actor.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("account_registered".to_owned(), ""),
                ("email_confirmed".to_owned(), "张某某"),
            ]
        );
        assert_eq!(own[1].at, world.now);
        assert!(history(db, Uuid::nil()).await.unwrap().is_empty());
    });
}

#[test]
fn the_steps_of_a_campaign_are_those_that_are_asked_for() {
    on_both(async |world| {
        let campaign = announced_campaign(&world).await;
        announced_campaign(&world).await;
        let db = &world.app.db.read;
        let wanted = ["campaign_announced", "campaign_drafted", "seats_assigned"];
        let own = steps(db, campaign, &wanted).await.unwrap();
        let names: Vec<String> = own.iter().map(|entry| entry.event.name()).collect();
        assert_eq!(names, ["campaign_drafted", "campaign_announced"]);
        assert_ne!(own[0].actor, own[1].actor, "two officials");
        assert!(steps(db, campaign, &[]).await.unwrap().is_empty());
    });
}

#[test]
fn somebody_who_is_not_there_any_more_leaves_their_entries_readable() {
    on_both(async |world| {
        let ctx = Ctx {
            actor: Some(app::platform::ctx::Actor {
                account: AccountId(Uuid::nil()),
                name: String::new(),
                is_staff: true,
                grants: Vec::new(),
            }),
            ..world.nobody()
        };
        happens(&ctx, vec![imported(1)]).await.unwrap();
        let shown = trail(&world.app.db.read, None, 0).await.unwrap();
        assert_eq!(shown.entries[0].actor, "");
        assert_eq!(shown.entries[0].event, imported(1));
        assert_eq!(broken(&world).await, None);
    });
}

#[test]
fn the_trail_of_a_whole_recruitment_names_no_applicant() {
    on_both(async |world| {
        let campaign = announced_campaign(&world).await;
        let who = world.applicant("1990-03-06").await;
        accepted_applications(&world, campaign, 2).await;
        let seen = world.now.plus_days(21);
        let exam = world.staff(Role::ExamCentre, DISTRICT).await;
        let exam = Ctx { now: seen, ..exam };
        app::admission::commands::assign_seats(&exam, campaign)
            .await
            .unwrap();
        let details: String = entries(&world)
            .await
            .into_iter()
            .map(|row| row.detail)
            .collect();
        let accounts = account::Entity::find().all(&world.app.db.write).await;
        for row in accounts.unwrap() {
            assert!(!details.contains(&row.email), "{}", row.email);
            assert!(!details.contains(&row.name), "{}", row.name);
        }
        assert!(!details.contains("1380000"), "{details}");
        assert!(!details.contains("990001199"), "an identity number");
        assert!(details.contains(&who.account().unwrap().to_string()));
    });
}

#[tokio::test]
async fn only_inspectors_read_the_trail() {
    let world = World::sqlite().await;
    for role in Role::ALL {
        let who = world.staff(role, CITY).await;
        let page = Look::of(&world, &who).get("/desk/audit").await;
        let expected = if role == Role::Inspector {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        assert_eq!(page.status, expected, "{role:?}");
        assert_eq!(page.body.contains("auditlog"), role == Role::Inspector);
    }
    let applicant = world.applicant("1990-03-06").await;
    let page = Look::of(&world, &applicant).get("/desk/audit").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn reading_the_trail_leaves_no_entry() {
    let world = World::sqlite().await;
    let inspector = world.staff(Role::Inspector, CITY).await;
    let before = entries(&world).await;
    let look = Look::of(&world, &inspector);
    look.get("/desk/audit").await;
    look.get("/desk/audit?page=1").await;
    assert_eq!(entries(&world).await, before);
}

#[tokio::test]
async fn what_an_inspector_reads() {
    let world = World::sqlite().await;
    let inspector = world.staff(Role::Inspector, CITY).await;
    let campaign = announced_campaign(&world).await;
    let events = vec![
        Event::CampaignSentBack {
            campaign,
            note: "第3条的日期与规则不一致，请改为以规则为准，并把面试时间写进公告正文和岗位表，再交回来核对一遍；附件也一并更新，谢谢配合".into(),
        },
        Event::StaffInvited {
            account: inspector.account().unwrap(),
            role: Role::Inspector,
            scope: Jurisdiction(CITY.into()),
        },
        Event::NoticeRead {
            notice: NoticeId(Uuid::nil()),
        },
    ];
    let who = world.staff(Role::Organiser, DISTRICT).await;
    happens(&who, events).await.unwrap();
    let look = Look::of(&world, &inspector);
    look.keeps("audit", "/desk/audit").await;
    altered(&world, 3, |row| row.at = Set(row.at.as_ref() + 60_000)).await;
    let answer = look.get("/desk/audit").await;
    assert!(
        answer.main().contains("role=\"alert\""),
        "{}",
        answer.main()
    );
    assert!(answer.main().contains("从第3条起对不上"));
    look.keeps("audit-broken", "/desk/audit").await;
}

#[tokio::test]
async fn the_pages_of_the_trail_lead_to_each_other() {
    let world = World::sqlite().await;
    let inspector = world.staff(Role::Inspector, CITY).await;
    with_entries(&world, 120).await;
    let look = Look::of(&world, &inspector);
    let link = |page: u64| format!("href=\"/desk/audit?page={page}\"");
    for (page, newer, older) in [
        (0, None, Some(1)),
        (1, Some(0), Some(2)),
        (2, Some(1), None),
    ] {
        let answer = look.get(&format!("/desk/audit?page={page}")).await;
        let pager = answer.main().split("class=\"pager\"").nth(1).unwrap();
        let wanted: Vec<String> = [newer, older].into_iter().flatten().map(link).collect();
        assert_eq!(pager.matches("href=").count(), wanted.len(), "{page}");
        assert!(wanted.iter().all(|link| pager.contains(link)), "{pager}");
    }
    for nonsense in ["-1", "x", "1.5", "99999999999999999999"] {
        let answer = look.get(&format!("/desk/audit?page={nonsense}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nonsense}");
    }
}

#[tokio::test]
async fn every_page_tells_of_a_break_wherever_it_lies() {
    let world = World::sqlite().await;
    let inspector = world.staff(Role::Inspector, CITY).await;
    with_entries(&world, 60).await;
    altered(&world, 4, |row| row.detail = Set("{}".into())).await;
    let look = Look::of(&world, &inspector);
    for page in [0, 1] {
        let answer = look.get(&format!("/desk/audit?page={page}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.main().contains("从第4条起对不上"), "{page}");
    }
}

#[tokio::test]
async fn behind_the_last_page_is_the_last_page() {
    let world = World::sqlite().await;
    let inspector = world.staff(Role::Inspector, CITY).await;
    let look = Look::of(&world, &inspector);
    for page in [1_000_u64, 400_000_000_000_000_000, u64::MAX] {
        let answer = look.get(&format!("/desk/audit?page={page}")).await;
        assert!(
            answer.status.is_success() || answer.status == StatusCode::NOT_FOUND,
            "{page} {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn a_digest_that_was_cut_short_is_shown_and_told() {
    let world = World::sqlite().await;
    let inspector = world.staff(Role::Inspector, CITY).await;
    altered(&world, 1, |row| row.digest = Set("0".into())).await;
    let look = Look::of(&world, &inspector);
    let answer = look.get("/desk/audit").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[test]
fn an_entry_taken_from_its_campaign_breaks_the_chain() {
    on_both(async |world| {
        let first = announced_campaign(&world).await;
        let db = &world.app.db.write;
        let seq = trail(db, Some(first), 0).await.unwrap().entries[0].seq;
        altered(&world, seq, |row| row.campaign_id = Set(None)).await;
        assert_eq!(broken(&world).await, Some(seq), "hidden from its campaign");
    });
}

#[test]
fn an_entry_under_another_name_breaks_the_chain() {
    on_both(async |world| {
        with_entries(&world, 3).await;
        altered(&world, 2, |row| row.event = Set("notice_read".into())).await;
        assert_eq!(broken(&world).await, Some(2), "another name");
    });
}

#[tokio::test]
async fn a_note_of_twelve_characters_is_shown_whole() {
    let world = World::sqlite().await;
    let inspector = world.staff(Role::Inspector, CITY).await;
    let note = "户口所在地与公告条件不符";
    assert_eq!(note.chars().count(), 12);
    let campaign = CampaignId(Uuid::nil());
    let event = Event::CampaignSentBack {
        campaign,
        note: note.into(),
    };
    Tx::begin(&world.nobody())
        .await
        .unwrap()
        .commit(event)
        .await
        .unwrap();
    let page = Look::of(&world, &inspector).get("/desk/audit").await;
    assert!(page.main().contains(note), "{}", page.main());
}
