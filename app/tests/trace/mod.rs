//! What an act left behind: rows, entries of the audit trail, notices; and pages as they are read and kept.

use app::{
    entity::{
        audit_entry, campaign, campaign_draft, certificate, extra_test, kinds::Channel, notice,
        outbox, publication, run, standing,
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, sessions},
    routes,
    testing::*,
};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, request::Builder},
};
use domain::{events::Event, ids::AccountId, notices::Notice};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tower::ServiceExt;

macro_rules! written_in {
    ($db:expr, $($table:ident)*) => {
        vec![$((stringify!($table), format!("{:?}", $table::Entity::find().all($db).await.unwrap()))),*]
    };
}

/// Every row that a command of these capabilities could write, with what it says.
pub async fn rows(world: &World) -> Vec<(&'static str, String)> {
    let db = &world.app.db.write;
    written_in!(db, audit_entry campaign campaign_draft certificate extra_test notice outbox publication run standing)
}

/// The error of an act that must leave no trace.
pub async fn traceless<T: std::fmt::Debug>(
    world: &World,
    act: impl Future<Output = Result<T, AppError>>,
) -> AppError {
    let before = rows(world).await;
    let error = act.await.unwrap_err();
    for ((table, was), (_, is)) in before.into_iter().zip(rows(world).await) {
        assert!(was == is, "{error:?} left something in {table}");
    }
    error
}

/// The refusal of an act that left no trace.
pub async fn refused<T: std::fmt::Debug>(
    world: &World,
    act: impl Future<Output = Result<T, AppError>>,
) -> Refusal {
    match traceless(world, act).await {
        AppError::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Who must not, each for their own reason, and leaves no trace: nobody, an applicant, staff with another duty, staff of
/// another place with the same one.
pub async fn only_for_its_own<T: std::fmt::Debug>(
    world: &World,
    others: &[Ctx],
    elsewhere: &Ctx,
    act: impl AsyncFn(&Ctx) -> Result<T, AppError>,
) {
    let nobody = world.nobody();
    let stranger = traceless(world, act(&nobody)).await;
    assert!(matches!(stranger, AppError::SignInRequired), "{stranger:?}");
    for other in others {
        let other = world.later(other);
        let told = traceless(world, act(&other)).await;
        assert!(matches!(told, AppError::Forbidden), "{told:?}");
    }
    let elsewhere = world.later(elsewhere);
    let told = refused(world, act(&elsewhere)).await;
    assert_eq!(told, Refusal::OutsideScope);
}

/// Who did what, oldest first; and the chain must hold.
pub async fn trail(world: &World) -> Vec<(Option<AccountId>, Event)> {
    world.events().await;
    let entries = audit_entry::Entity::find().order_by_asc(audit_entry::Column::Seq);
    let entries = entries.all(&world.app.db.write).await.unwrap();
    let read = |row: audit_entry::Model| {
        let event = serde_json::from_str(&row.detail).unwrap();
        (row.actor_id.map(AccountId), event)
    };
    entries.into_iter().map(read).collect()
}

/// The newest entry: who, and what.
pub async fn last(world: &World) -> (Option<AccountId>, Event) {
    trail(world).await.pop().unwrap()
}

/// What somebody's inbox holds, oldest first.
pub async fn inbox(world: &World, who: AccountId) -> Vec<Notice> {
    let own = notice::Entity::find()
        .filter(notice::Column::AccountId.eq(who.0))
        .order_by_asc(notice::Column::Id);
    let own = own.all(&world.app.db.write).await.unwrap();
    own.into_iter().map(|row| row.content.0).collect()
}

/// How many notices lie in all inboxes together.
pub async fn inbox_count(world: &World) -> usize {
    let all = notice::Entity::find().all(&world.app.db.write).await;
    all.unwrap().len()
}

/// By which channels this goes to somebody.
pub async fn sent(world: &World, who: AccountId, what: &Notice) -> Vec<Channel> {
    let own = outbox::Entity::find()
        .filter(outbox::Column::AccountId.eq(who.0))
        .order_by_asc(outbox::Column::Id);
    let own = own.all(&world.app.db.write).await.unwrap().into_iter();
    let same = own.filter(|row| row.content.0 == *what);
    same.map(|row| row.channel.0).collect()
}

/// An answer with its body.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// What stands between header and footer.
    pub fn main(&self) -> String {
        let (_, rest) = self.text().split_once("<main").unwrap();
        format!("<main{}</main>", rest.split_once("</main>").unwrap().0)
    }
}

/// Somebody before a browser; nobody in particular where `who` is empty.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub world: &'a World,
    pub who: Option<&'a Ctx>,
}

const FORM: &str = "application/x-www-form-urlencoded";

impl<'a> Look<'a> {
    pub fn anybody(world: &'a World) -> Self {
        Look { world, who: None }
    }

    pub fn of(world: &'a World, who: &'a Ctx) -> Self {
        let who = Some(who);
        Look { world, who }
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::builder().uri(path);
        self.ask("zh-CN", request, Body::empty()).await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::builder().method("POST").uri(path);
        let request = request.header("content-type", FORM);
        self.ask("zh-CN", request, Body::from(form.to_owned()))
            .await
    }

    pub async fn ask(&self, language: &str, request: Builder, body: Body) -> Answer {
        let app = &self.world.app;
        let now = self.who.map_or(self.world.now, |who| who.now);
        app.clock.set(now);
        let mut request = request
            .header("host", "localhost")
            .header("sec-fetch-site", "same-origin")
            .header("accept-language", language);
        if let Some(who) = self.who {
            let session = sessions::open(app, who.account().unwrap(), now).await;
            request = request.header("cookie", format!("session={}", session.unwrap()));
        }
        let router = routes::router(app.clone());
        let response = router.oneshot(request.body(body).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer {
            status,
            headers,
            bytes: bytes.to_vec(),
        }
    }

    /// One snapshot of a page for each language.
    pub async fn keeps(&self, name: &str, path: &str) {
        self.keeps_answer(name, StatusCode::OK, async || {
            (Request::builder().uri(path), Body::empty())
        })
        .await;
    }

    /// One snapshot of the answer to a form for each language.
    pub async fn keeps_form(&self, name: &str, path: &str, form: &str, expected: StatusCode) {
        self.keeps_answer(name, expected, async || {
            let request = Request::builder().method("POST").uri(path);
            let request = request.header("content-type", FORM);
            (request, Body::from(form.to_owned()))
        })
        .await;
    }

    pub async fn keeps_answer(
        &self,
        name: &str,
        expected: StatusCode,
        asked: impl AsyncFn() -> (Builder, Body),
    ) {
        for (language, suffix) in [("zh-CN", "zh"), ("en", "en")] {
            let (request, body) = asked().await;
            let answer = self.ask(language, request, body).await;
            assert_eq!(answer.status, expected, "{name}: {}", answer.text());
            keep(&format!("{name}.{suffix}"), &answer.main());
        }
    }
}

/// A line for every element, and names instead of what differs from run to run.
pub fn keep(name: &str, html: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (pattern, instead) in [
        ("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "[id]"),
        ("[0-9a-f]{64}", "[digest]"),
        ("[0-9a-f]{4}( [0-9a-f]{4}){15}", "[digest in groups]"),
        ("/static/[0-9a-f]+/", "/static/[digest]/"),
        // Seats are drawn: who has which ticket differs.
        ("考生[0-9]+", "[name]"),
        // A whole document as JSON is read elsewhere.
        (
            "(?s)<pre tabindex=\"0\">.*?</pre>",
            "<pre tabindex=\"0\">[document]</pre>",
        ),
    ] {
        settings.add_filter(pattern, instead);
    }
    let lines = html.replace('<', "\n<");
    settings.bind(|| insta::assert_snapshot!(name, lines.trim()));
}
