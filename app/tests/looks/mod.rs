//! Pages as somebody opens them, and kept as snapshots in both languages.

use app::{
    error::{AppError, Refusal},
    platform::{ctx::Ctx, sessions},
    routes,
    testing::*,
};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use domain::FieldProblem;
use tower::ServiceExt;

/// How a snapshot's name ends, and what the browser asks for.
pub const LANGUAGES: [(&str, &str); 2] = [("zh", "zh-CN"), ("en", "en")];

/// Somebody before a browser; nobody in particular where `who` is empty.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub world: &'a World,
    pub who: Option<&'a Ctx>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// What stands between header and footer.
    pub fn main(&self) -> &str {
        let (_, rest) = self.body.split_once("<main").unwrap();
        rest.split_once("</main>").unwrap().0
    }
}

impl<'a> Look<'a> {
    pub fn stranger(world: &'a World) -> Self {
        Look { world, who: None }
    }

    pub fn of(world: &'a World, who: &'a Ctx) -> Self {
        Look {
            world,
            who: Some(who),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(path, None, &[("accept-language", "zh-CN")]).await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let chinese = [("accept-language", "zh-CN")];
        self.ask(path, Some(form), &chinese).await
    }

    pub async fn ask(&self, path: &str, form: Option<&str>, headers: &[(&str, &str)]) -> Answer {
        let app = &self.world.app;
        app.clock.set(self.world.now);
        let mut request = Request::builder().uri(path).header("host", "localhost");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(who) = self.who {
            let session = sessions::open(app, who.account().unwrap(), self.world.now);
            let session = session.await.unwrap();
            request = request.header("cookie", format!("session={session}"));
        }
        if form.is_some() {
            request = request
                .method("POST")
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded");
        }
        let body = form.map_or_else(Body::empty, |form| Body::from(form.to_owned()));
        let response = routes::router(app.clone())
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Answer {
            status,
            headers,
            body,
        }
    }

    /// One snapshot of the page for each language.
    pub async fn keeps(&self, name: &str, path: &str) {
        self.keeps_answer(name, path, None, StatusCode::OK).await;
    }

    pub async fn keeps_answer(
        &self,
        name: &str,
        path: &str,
        form: Option<&str>,
        expected: StatusCode,
    ) {
        for (suffix, language) in LANGUAGES {
            let asked = [("accept-language", language)];
            let answer = self.ask(path, form, &asked).await;
            assert_eq!(answer.status, expected, "{path}");
            let main = format!("<main{}</main>", answer.main());
            keep(&format!("{name}.{suffix}"), &main.replace('<', "\n<"));
        }
    }
}

/// Names instead of what differs from run to run.
pub fn keep(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.add_filter("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "[id]");
    settings.add_filter(r"=[0-9a-f]{8}(?<end>\s)", "=[id]$end");
    settings.add_filter("[0-9a-f]{60,64}", "[digest]");
    settings.add_filter("<code>[0-9a-f]{8}\n", "<code>[digest]\n");
    settings.bind(|| insta::assert_snapshot!(name, text.trim()));
}

pub fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

pub fn problems<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<FieldProblem> {
    match result {
        Err(AppError::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}
