//! The web server: layers around the site, health, and a shutdown that finishes what it began.

use app::platform::{app::SharedApp, pages};
use axum::{
    Router, extract::State, http::StatusCode, middleware::from_fn_with_state, routing::get,
};
use std::{net::SocketAddr, time::Duration};
use tokio_util::sync::CancellationToken;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
    trace::TraceLayer,
};

/// The site with its outer layers. `/livez` stands apart: it measures the bare server.
pub fn router(app: SharedApp) -> Router {
    let site = app::routes::router(app.clone())
        .layer(CompressionLayer::new().br(true).quality(tower_http::CompressionLevel::Precise(4)))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(60)))
        // Paths carry tokens in their query: only the path is logged.
        .layer(TraceLayer::new_for_http().make_span_with(|request: &axum::http::Request<_>| {
            tracing::debug_span!("request", method = %request.method(), path = request.uri().path())
        }))
        .layer(from_fn_with_state(app.clone(), pages::first));
    Router::new()
        .route("/livez", get(async || "ok"))
        .route("/readyz", get(ready).with_state(app))
        .fallback_service(site)
}

/// Ready when the database answers.
async fn ready(State(app): State<SharedApp>) -> StatusCode {
    match app.db.ping().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Serves until the token is cancelled, then lets open requests finish.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn serve(app: SharedApp, listen: &str, stop: CancellationToken) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(async move { stop.cancelled().await })
        .await
}

#[cfg(test)]
mod tests {
    //! Two servers on one database: nothing that matters lives in a process.

    use super::router;
    use app::{
        platform::{
            app::{App, SharedApp},
            db::Db,
            files::Files,
            secrets::Secrets,
        },
        testing::{PASSWORD, World, on_both},
    };
    use axum::{
        body::Body,
        http::{HeaderMap, Request, StatusCode},
        response::Response,
    };
    use domain::access::Role;
    use tower::ServiceExt;

    /// A second process: its own pools and caches, the same database, secret and site.
    async fn second(world: &World) -> SharedApp {
        let db = Db::connect(&world.url, 4).await.unwrap();
        let app = App::new(
            db,
            Secrets::derive(&[7; 32]),
            Files::in_memory(),
            world.app.site.clone(),
            Default::default(),
        );
        app.clock.set(world.now);
        app
    }

    async fn post(app: &SharedApp, path: &str, form: &str, cookie: &str) -> Response {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("host", "localhost")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", cookie)
            .body(Body::from(form.to_owned()))
            .unwrap();
        router(app.clone()).oneshot(request).await.unwrap()
    }

    async fn get(app: &SharedApp, path: &str, cookie: &str) -> StatusCode {
        let request = Request::builder()
            .uri(path)
            .header("cookie", cookie)
            .body(Body::empty())
            .unwrap();
        router(app.clone()).oneshot(request).await.unwrap().status()
    }

    fn cookie_of(response: &Response) -> String {
        let set = response.headers()["set-cookie"].to_str().unwrap();
        set.split(';').next().unwrap().to_owned()
    }

    #[test]
    fn who_signs_in_on_one_server_is_known_on_the_other_and_signed_out_on_both() {
        on_both(async |world| {
            world.app.clock.set(world.now);
            world.staff(Role::Administrator, app::testing::CITY).await;
            let (first, other) = (world.app.clone(), second(&world).await);
            let signed_in = post(
                &first,
                "/sign-in",
                &format!("login=staff0%40example.cn&password={PASSWORD}"),
                "",
            )
            .await;
            assert_eq!(signed_in.status(), StatusCode::SEE_OTHER);
            let cookie = cookie_of(&signed_in);
            assert_eq!(get(&other, "/desk/accounts", &cookie).await, StatusCode::OK);
            post(&other, "/sign-out", "", &cookie).await;
            assert_eq!(
                get(&first, "/desk/accounts", &cookie).await,
                StatusCode::SEE_OTHER
            );
        });
    }

    #[test]
    fn wrong_passwords_are_counted_over_both_servers() {
        on_both(async |world| {
            world.app.clock.set(world.now);
            world.staff(Role::Administrator, app::testing::CITY).await;
            let (first, other) = (world.app.clone(), second(&world).await);
            for n in 0..6 {
                let server = if n % 2 == 0 { &first } else { &other };
                let answer = post(
                    server,
                    "/sign-in",
                    "login=staff0%40example.cn&password=wrong",
                    "",
                )
                .await
                .status();
                let expected = if n < 5 {
                    StatusCode::CONFLICT
                } else {
                    StatusCode::TOO_MANY_REQUESTS
                };
                assert_eq!(answer, expected, "attempt {n}");
            }
        });
    }

    #[test]
    fn the_demonstration_clock_is_one_for_all_servers() {
        on_both(async |world| {
            let (first, other) = (world.app.clone(), second(&world).await);
            let staff = world.staff(Role::ExamCentre, app::testing::DISTRICT).await;
            let to = first.clock.now().plus_days(40);
            app::settings::commands::set_clock(&staff, to)
                .await
                .unwrap();
            app::settings::commands::follow_clock(&other).await.unwrap();
            assert!((other.clock.now().0 - to.0).abs() < 60_000);
        });
    }

    async fn read(
        app: &SharedApp,
        method: &str,
        headers: &[(&str, &str)],
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = Request::builder().method(method).uri("/campaigns");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = router(app.clone())
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        (
            parts.status,
            parts.headers,
            axum::body::to_bytes(body, usize::MAX)
                .await
                .unwrap()
                .to_vec(),
        )
    }

    #[test]
    fn a_page_that_lies_ready_is_the_page_that_was_rendered() {
        on_both(async |world| {
            let app = &world.app;
            let rendered = read(app, "GET", &[]).await;
            assert_eq!(
                read(app, "GET", &[("cookie", "session=somebody")]).await,
                rendered
            );
            let policy = rendered.1["content-security-policy"].to_str().unwrap();
            assert!(
                policy.starts_with("default-src 'none'") && !policy.contains("script-src"),
                "{policy}"
            );
            let etag = rendered.1["etag"].to_str().unwrap();
            let (status, headers, body) = read(app, "GET", &[("if-none-match", etag)]).await;
            assert_eq!(
                (status, &headers["etag"], body.len()),
                (StatusCode::NOT_MODIFIED, &rendered.1["etag"], 0)
            );
            // Another language, another view, packed: never the page of somebody else.
            for other in [
                ("cookie", "lang=en"),
                ("cookie", "theme=dark; view=elder"),
                ("accept-encoding", "gzip, br"),
            ] {
                let (status, _, body) = read(app, "GET", &[other]).await;
                assert_eq!(status, StatusCode::OK);
                assert_ne!(body, rendered.2, "{other:?}");
            }
            assert_eq!(
                read(app, "POST", &[("sec-fetch-site", "same-origin")])
                    .await
                    .0,
                StatusCode::METHOD_NOT_ALLOWED
            );
        });
    }

    #[test]
    fn live_and_ready_are_told_apart() {
        on_both(async |world| {
            assert_eq!(get(&world.app, "/livez", "").await, StatusCode::OK);
            assert_eq!(get(&world.app, "/readyz", "").await, StatusCode::OK);
        });
    }
}
