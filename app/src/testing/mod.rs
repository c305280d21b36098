//! Tests of commands: a real database each, SQLite and PostgreSQL from the same body, and people to act.
#![allow(clippy::unwrap_used, reason = "only tests compile this")]

mod campaigns;

pub use campaigns::{
    accepted_applications, accepted_for, announced_campaign, campaign_with, timetable,
};

mod totalled;

pub use totalled::{POSTS, Person, Totalled, totalled_campaign};

use crate::{
    accounts,
    entity::{area, candidate, script_key, script_seal},
    platform::{
        app::{App, SharedApp, Site},
        ctx::{Actor, Ctx, Display},
        db::Db,
        files::Files,
        secrets::Secrets,
        sessions,
    },
};
use domain::{
    Instant, Lang,
    access::{Jurisdiction, Role},
    admission::ScriptKey,
    identity::check_character,
    ids::{AccountId, ApplicationId, CampaignId},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, Database, EntityTrait};
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use uuid::Uuid;

/// A platform of its own for one test. The folder goes with it.
pub struct World {
    pub app: SharedApp,
    /// Tests set it forward; nothing reads the real clock.
    pub now: Instant,
    /// Where the database is, for a second connection.
    pub url: String,
    folder: PathBuf,
    people: AtomicU32,
}

/// The places of the invented city.
pub const CITY: &str = "990000";
pub const DISTRICT: &str = "990000/990001";
pub const STREET: &str = "990000/990001/001";
pub const OTHER_STREET: &str = "990000/990001/002";

/// 1 March 2026, 09:00.
pub const START: Instant = Instant(1_772_326_800_000);

/// The password of everybody in tests.
pub const PASSWORD: &str = "teapot-viaduct-7-otter";

/// Runs one body on both databases. PostgreSQL is given by `TEST_POSTGRES_URL`, which `make test` sets; a run without it
/// says so and fails when `REQUIRE_POSTGRES` is set.
pub fn on_both<F, Fut>(body: F)
where
    F: Fn(World) -> Fut,
    Fut: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        body(World::sqlite().await).await;
        match std::env::var("TEST_POSTGRES_URL") {
            Ok(url) => {
                let name = format!("test_{}", Uuid::now_v7().simple());
                on_server(&url, &format!("CREATE DATABASE {name}")).await;
                body(World::postgres(&url, &name).await).await;
                // A failed test leaves its database to be looked at; a thousand that passed would fill the disk.
                on_server(&url, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            }
            Err(_) => assert!(
                std::env::var("REQUIRE_POSTGRES").is_err(),
                "TEST_POSTGRES_URL is not set"
            ),
        }
    });
}

async fn on_server(url: &str, statement: &str) {
    let server = Database::connect(url).await.unwrap();
    server.execute_unprepared(statement).await.unwrap();
}

fn site() -> Site {
    let text = str::to_owned;
    Site {
        name_zh: text("云海市社区工作者招聘与认证平台"),
        name_en: text("Yunhai Community Worker Recruitment and Certification"),
        organiser_zh: text("云海市民政局"),
        organiser_en: text("Yunhai Civil Affairs Bureau"),
        area_code: text(CITY),
        phone: text("0000-1234567"),
        base_url: text("http://127.0.0.1:8080"),
        demonstration: true,
        secure_cookies: false,
        proxies: Default::default(),
    }
}

/// The script of each candidate, as the sealer's labels tell it before the marks are frozen.
pub async fn scripts_of(world: &World, campaign: CampaignId) -> HashMap<Uuid, String> {
    let db = &world.app.db.read;
    let seal = script_seal::Entity::find_by_id(campaign.0);
    let seal = seal.one(db).await.unwrap().unwrap();
    let key = world.app.secrets.decrypt(&seal.key_cipher).unwrap();
    let key = ScriptKey::from_hex(&key).unwrap();
    let scripts = script_key::Entity::find().all(db).await.unwrap();
    let scripts: HashMap<String, String> = scripts
        .into_iter()
        .map(|row| (row.tag, row.script))
        .collect();
    let people = candidate::Entity::find().all(db).await.unwrap();
    let own = people
        .into_iter()
        .filter(|row| row.campaign_id == campaign.0);
    own.map(|row| {
        (
            row.id,
            scripts[&key.tag(ApplicationId(row.application_id))].clone(),
        )
    })
    .collect()
}

impl World {
    pub async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!("xuanxian-test-{}", Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite://{}", folder.join("test.db").display());
        World::on(&url, folder).await
    }

    /// The fresh database of that name on the server of `url`.
    async fn postgres(url: &str, name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("xuanxian-test-{}", Uuid::now_v7()));
        let (base, _) = url.rsplit_once('/').unwrap();
        World::on(&format!("{base}/{name}"), folder).await
    }

    async fn on(url: &str, folder: PathBuf) -> Self {
        let db = Db::connect(url, 4).await.unwrap();
        db.migrate().await.unwrap();
        let app = App::new(
            db,
            Secrets::derive(&[7; 32]),
            Files::in_memory(),
            site(),
            Default::default(),
        );
        let world = World {
            app,
            now: START,
            url: url.to_owned(),
            folder,
            people: AtomicU32::new(0),
        };
        for (path, name, name_en) in [
            (CITY, "云海市", "Yunhai"),
            (DISTRICT, "青松区", "Qingsong"),
            (STREET, "柳荫街道", "Liuyin"),
            (OTHER_STREET, "松涛街道", "Songtao"),
        ] {
            let row = area::ActiveModel {
                id: Set(Uuid::now_v7()),
                path: Set(path.to_owned()),
                name: Set(name.to_owned()),
                name_en: Set(name_en.to_owned()),
            };
            area::Entity::insert(row)
                .exec_without_returning(&world.app.db.write)
                .await
                .unwrap();
        }
        world
    }

    /// Nobody in particular, at the world's time.
    pub fn nobody(&self) -> Ctx {
        Ctx::system(
            self.app.clone(),
            self.now,
            Display {
                lang: Lang::Zh,
                ..Display::default()
            },
        )
    }

    /// A member of staff with one role in one place.
    pub async fn staff(&self, role: Role, place: &str) -> Ctx {
        let n = self.people.fetch_add(1, Ordering::Relaxed);
        let scope = Jurisdiction(place.to_owned());
        let email = format!("staff{n}@example.cn");
        let account = accounts::staff::create(
            &self.nobody(),
            &format!("职员{n}"),
            &email,
            PASSWORD,
            role,
            scope,
        )
        .await
        .unwrap();
        self.acting(account).await
    }

    /// Somebody who applies, born on that day.
    pub async fn applicant(&self, born: &str) -> Ctx {
        let n = self.people.fetch_add(1, Ordering::Relaxed);
        let typed = crate::platform::form::Typed::from([
            ("name", "张某某"),
            ("id_number", &id_number(born, n)),
            ("mobile", &format!("1380000{n:04}")),
            ("email", &format!("applicant{n}@example.cn")),
            ("password", PASSWORD),
            ("consent", "yes"),
        ]);
        let account = accounts::commands::register(&self.nobody(), &typed)
            .await
            .unwrap();
        self.acting(account).await
    }

    /// The context of an account at the world's present time.
    pub async fn acting(&self, account: AccountId) -> Ctx {
        let person = accounts::queries::person(&self.app, &self.app.db.write, account)
            .await
            .unwrap();
        let grants = sessions::grants(&self.app.db.write, account).await.unwrap();
        let actor = Actor {
            account,
            name: person.name,
            is_staff: !grants.is_empty(),
            grants,
        };
        Ctx {
            actor: Some(actor),
            ..self.nobody()
        }
    }

    /// The same person, later.
    pub fn later(&self, ctx: &Ctx) -> Ctx {
        Ctx {
            now: self.now,
            ..ctx.clone()
        }
    }

    /// The names of all events so far, oldest first; and the chain must hold.
    pub async fn events(&self) -> Vec<String> {
        use crate::entity::audit_entry;
        use sea_orm::QueryOrder;
        assert_eq!(
            crate::audit::queries::first_break(&self.app.db.write)
                .await
                .unwrap(),
            None
        );
        let rows = audit_entry::Entity::find()
            .order_by_asc(audit_entry::Column::Seq)
            .all(&self.app.db.write)
            .await;
        rows.unwrap().into_iter().map(|row| row.event).collect()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

/// A well-formed identity number of an invented person: area 990001 exists nowhere.
pub fn id_number(born: &str, serial: u32) -> String {
    let digits = format!("990001{}{:03}", born.replace('-', ""), serial % 1000);
    format!("{digits}{}", check_character(digits.as_bytes()).unwrap())
}
