//! What a test looks at after an act: whether anything was written, what the audit trail holds, what people were told,
//! and the page as it is read.

use app::{
    entity::{
        appeal, application, audit_entry, bonus_claim, campaign, campaign_draft, campaign_version,
        candidate, file, freeze, kinds::Channel, lot, mark_entry, notice, outbox, post, review,
        script_key, script_seal, settlement, standing,
    },
    error::{AppError, Refusal},
    platform::{ctx::Ctx, sessions},
    routes,
    testing::*,
};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header::LOCATION},
    response::Response,
};
use domain::{FieldProblem, events::Event, ids::AccountId, notices::Notice};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tower::ServiceExt;

macro_rules! rows_of {
    ($db:expr, $($table:ident)*) => {
        vec![$((stringify!($table), format!("{:?}", $table::Entity::find().all($db).await.unwrap()))),*]
    };
}

/// Every row that a command of these capabilities could write, with what it says.
pub async fn all_rows(world: &World) -> Vec<(&'static str, String)> {
    let db = &world.app.db.write;
    rows_of!(db, appeal application audit_entry bonus_claim campaign campaign_draft campaign_version candidate file
        freeze lot mark_entry notice outbox post review script_key script_seal settlement standing)
}

/// The error of an act that must write nothing: no row, no entry in the audit trail, no notice.
pub async fn nothing_written<T: std::fmt::Debug>(
    world: &World,
    act: impl Future<Output = Result<T, AppError>>,
) -> AppError {
    let before = all_rows(world).await;
    let error = act.await.unwrap_err();
    for (was, is) in before.into_iter().zip(all_rows(world).await) {
        assert!(was == is, "{error:?} wrote {}", is.0);
    }
    error
}

/// The refusal of an act that wrote nothing.
pub async fn refused<T: std::fmt::Debug>(
    world: &World,
    act: impl Future<Output = Result<T, AppError>>,
) -> Refusal {
    match nothing_written(world, act).await {
        AppError::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

/// What must be corrected before an act that wrote nothing.
pub async fn invalid<T: std::fmt::Debug>(
    world: &World,
    act: impl Future<Output = Result<T, AppError>>,
) -> Vec<FieldProblem> {
    match nothing_written(world, act).await {
        AppError::Invalid(problems) => problems,
        other => panic!("{other:?}"),
    }
}

/// An act of somebody who does not hold the duty, which wrote nothing.
pub async fn forbidden<T: std::fmt::Debug>(
    world: &World,
    act: impl Future<Output = Result<T, AppError>>,
) {
    let error = nothing_written(world, act).await;
    assert!(matches!(error, AppError::Forbidden), "{error:?}");
}

/// An act on what is not there for this person, which wrote nothing.
pub async fn not_found<T: std::fmt::Debug>(
    world: &World,
    act: impl Future<Output = Result<T, AppError>>,
) {
    let error = nothing_written(world, act).await;
    assert!(matches!(error, AppError::NotFound), "{error:?}");
}

/// An act of nobody, which wrote nothing.
pub async fn sign_in_required<T: std::fmt::Debug>(
    world: &World,
    act: impl Future<Output = Result<T, AppError>>,
) {
    let error = nothing_written(world, act).await;
    assert!(matches!(error, AppError::SignInRequired), "{error:?}");
}

/// Who did what, oldest first; and the chain must hold.
pub async fn trail(world: &World) -> Vec<(Option<AccountId>, Event)> {
    world.events().await;
    let rows = audit_entry::Entity::find()
        .order_by_asc(audit_entry::Column::Seq)
        .all(&world.app.db.write)
        .await
        .unwrap();
    let read = |row: audit_entry::Model| {
        (
            row.actor_id.map(AccountId),
            serde_json::from_str(&row.detail).unwrap(),
        )
    };
    rows.into_iter().map(read).collect()
}

/// The newest entry: who, and what.
pub async fn last_entry(world: &World) -> (Option<AccountId>, Event) {
    trail(world).await.pop().unwrap()
}

/// The entries since so many were there.
pub async fn since(world: &World, before: usize) -> Vec<Event> {
    let entries = trail(world).await.into_iter().skip(before);
    entries.map(|(_, event)| event).collect()
}

/// What stands in somebody's inbox, oldest first.
pub async fn inbox(world: &World, who: AccountId) -> Vec<Notice> {
    let rows = notice::Entity::find()
        .filter(notice::Column::AccountId.eq(who.0))
        .order_by_asc(notice::Column::Id)
        .all(&world.app.db.write)
        .await
        .unwrap();
    rows.into_iter().map(|row| row.content.0).collect()
}

/// By which channels somebody is sent this, e-mail first.
pub async fn sent(world: &World, who: AccountId, what: &Notice) -> Vec<Channel> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::AccountId.eq(who.0))
        .order_by_asc(outbox::Column::Id)
        .all(&world.app.db.write)
        .await
        .unwrap();
    let same = rows.into_iter().filter(|row| row.content.0 == *what);
    same.map(|row| row.channel.0).collect()
}

/// How many notices the platform holds for anybody.
pub async fn told(world: &World) -> usize {
    let rows = notice::Entity::find().all(&world.app.db.write).await;
    rows.unwrap().len()
}

const FORM: &str = "application/x-www-form-urlencoded";

/// A file in a form: its field, its name, its bytes.
pub type Upload<'a> = (&'a str, &'a str, &'a [u8]);

pub async fn body_of(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Where an answer leads; it must lead somewhere.
pub fn target(response: &Response) -> &str {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()[LOCATION].to_str().unwrap()
}

/// A page that somebody opens, or gets as the answer to a form.
pub struct Look<'a> {
    pub world: &'a World,
    pub who: Option<&'a Ctx>,
    /// Further patterns of what differs from run to run, with what is written in their place.
    pub differs: &'a [(&'a str, &'a str)],
}

impl<'a> Look<'a> {
    pub fn by(world: &'a World, who: &'a Ctx) -> Self {
        Look {
            world,
            who: Some(who),
            differs: &[],
        }
    }

    pub fn by_anybody(world: &'a World) -> Self {
        Look {
            world,
            who: None,
            differs: &[],
        }
    }

    /// One snapshot of the page for each language.
    pub async fn page(&self, name: &str, path: &str) {
        self.answer(name, path, None, StatusCode::OK).await;
    }

    /// One snapshot of the answer to a form for each language.
    pub async fn answer(&self, name: &str, path: &str, form: Option<&str>, expected: StatusCode) {
        for (language, suffix) in [("zh-CN", "zh"), ("en", "en")] {
            let html = self.text(path, form, language, expected).await;
            let main = html
                .split_once("<main")
                .and_then(|(_, rest)| rest.split_once("</main>"))
                .unwrap()
                .0;
            self.keep(&format!("{name}.{suffix}"), &format!("<main{main}</main>"));
        }
    }

    /// One section of a long page, by the id of its heading, for each language.
    pub async fn section(
        &self,
        name: &str,
        path: &str,
        form: Option<&str>,
        expected: StatusCode,
        id: &str,
    ) {
        let begins = format!("<section aria-labelledby=\"{id}\"");
        let part = (begins.as_str(), "</section>");
        self.part(name, path, form, expected, part).await;
    }

    /// What stands from here to there on a long page, for each language.
    pub async fn part(
        &self,
        name: &str,
        path: &str,
        form: Option<&str>,
        expected: StatusCode,
        (from, to): (&str, &str),
    ) {
        for (language, suffix) in [("zh-CN", "zh"), ("en", "en")] {
            let html = self.text(path, form, language, expected).await;
            let (_, rest) = html.split_once(from).unwrap();
            let part = rest.split_once(to).unwrap().0;
            self.keep(&format!("{name}.{suffix}"), &format!("{from}{part}"));
        }
    }

    /// A whole file that is no page.
    pub async fn file(&self, name: &str, path: &str) {
        for (language, suffix) in [("zh-CN", "zh"), ("en", "en")] {
            let text = self.text(path, None, language, StatusCode::OK).await;
            self.keep(&format!("{name}.{suffix}"), &text);
        }
    }

    pub async fn text(
        &self,
        path: &str,
        form: Option<&str>,
        language: &str,
        expected: StatusCode,
    ) -> String {
        let response = self.response(path, form, language).await;
        assert_eq!(response.status(), expected, "{path}");
        body_of(response).await
    }

    /// Where a form leads when it is taken.
    pub async fn leads_to(&self, path: &str, form: &str) -> String {
        let response = self.response(path, Some(form), "zh-CN").await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{path}");
        response.headers()[LOCATION].to_str().unwrap().to_owned()
    }

    pub async fn response(&self, path: &str, form: Option<&str>, language: &str) -> Response {
        let form = form.map(|form| (FORM.to_owned(), form.as_bytes().to_vec()));
        self.send(path, form, language).await
    }

    /// The answer to a form with fields and files.
    pub async fn sends_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[Upload<'_>],
        language: &str,
    ) -> Response {
        let mut body = Vec::new();
        let mut part = |named: String, bytes: &[u8]| {
            let head = format!("--x\r\nContent-Disposition: form-data; name={named}\r\n\r\n");
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        };
        for (name, value) in fields {
            part(format!("\"{name}\""), value.as_bytes());
        }
        for (field, name, bytes) in files {
            part(format!("\"{field}\"; filename=\"{name}\""), bytes);
        }
        body.extend(b"--x--\r\n");
        let kind = "multipart/form-data; boundary=x".to_owned();
        self.send(path, Some((kind, body)), language).await
    }

    async fn send(&self, path: &str, form: Option<(String, Vec<u8>)>, language: &str) -> Response {
        let app = &self.world.app;
        let now = self.who.map_or(self.world.now, |who| who.now);
        app.clock.set(now);
        let mut request = Request::builder()
            .uri(path)
            .header("host", "localhost")
            .header("accept-language", language);
        if let Some(who) = self.who {
            let session = sessions::open(app, who.account().unwrap(), now)
                .await
                .unwrap();
            request = request.header("cookie", format!("session={session}"));
        }
        let body = match form {
            None => Body::empty(),
            Some((kind, bytes)) => {
                request = request
                    .method("POST")
                    .header("sec-fetch-site", "same-origin")
                    .header("content-type", kind);
                Body::from(bytes)
            }
        };
        routes::router(app.clone())
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap()
    }

    /// One snapshot for each language of a part of the page that answers a form with files.
    pub async fn files_part(
        &self,
        name: &str,
        path: &str,
        (fields, files): (&[(&str, &str)], &[Upload<'_>]),
        expected: StatusCode,
        (from, to): (&str, &str),
    ) {
        for (language, suffix) in [("zh-CN", "zh"), ("en", "en")] {
            let response = self.sends_files(path, fields, files, language).await;
            assert_eq!(response.status(), expected, "{path}");
            let html = body_of(response).await;
            let (_, rest) = html.split_once(from).unwrap();
            let part = rest.split_once(to).unwrap().0;
            self.keep(&format!("{name}.{suffix}"), &format!("{from}{part}"));
        }
    }

    /// A line for every element, and names instead of what differs from run to run.
    fn keep(&self, name: &str, text: &str) {
        let lines = text.replace('<', "\n<");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        for (pattern, instead) in [
            ("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "[id]"),
            ("[0-9a-f]{64}", "[digest]"),
            ("[0-9a-f]{4}( [0-9a-f]{4}){15}", "[digest in groups]"),
            ("/static/[0-9a-f]+/", "/static/[digest]/"),
            (
                r#"name="_seen" value="[^"]*""#,
                r#"name="_seen" value="[seen]""#,
            ),
        ] {
            settings.add_filter(pattern, instead);
        }
        for (pattern, instead) in self.differs {
            settings.add_filter(pattern, *instead);
        }
        settings.bind(|| insta::assert_snapshot!(name, lines.trim()));
    }
}
