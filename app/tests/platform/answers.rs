//! What every answer says to a browser, who is let in from where, and pages that lie ready.

use app::{
    platform::{
        app::{App, SharedApp, Site},
        ctx::{Ctx, Theme},
        files::Files,
        proxies::Proxies,
        secrets::Secrets,
        sessions,
        spreadsheet::Table,
        web::display,
    },
    routes,
    testing::*,
};
use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, HeaderValue, Request, Response, StatusCode},
};
use domain::{
    Lang,
    access::{Jurisdiction, Role},
    certificates::CertificateNumber,
};
use std::{net::SocketAddr, sync::atomic::AtomicU32, sync::atomic::Ordering};
use tower::ServiceExt;

async fn ask(app: &SharedApp, request: Request<Body>) -> Response<Body> {
    let router = routes::router(app.clone());
    router.oneshot(request).await.unwrap()
}

fn get(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().uri(path).header("host", "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

async fn text(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.map_or("", |value| value.to_str().unwrap())
}

/// The same platform under other circumstances.
fn under(world: &World, change: impl FnOnce(&mut Site)) -> SharedApp {
    let mut site = world.app.site.clone();
    change(&mut site);
    App::new(
        world.app.db.clone(),
        Secrets::derive(&[7; 32]),
        Files::in_memory(),
        site,
        Default::default(),
    )
}

const KINDS_OF_ANSWERS: [(&str, StatusCode); 5] = [
    ("/", StatusCode::OK),
    ("/sign-in", StatusCode::OK),
    ("/desk", StatusCode::SEE_OTHER),
    ("/campaigns/none", StatusCode::NOT_FOUND),
    ("/no/such/page", StatusCode::NOT_FOUND),
];

#[tokio::test]
async fn every_answer_tells_the_browser_what_it_must_not_do() {
    let world = World::sqlite().await;
    let over_tls = under(&world, |site| site.secure_cookies = true);
    for (path, status) in KINDS_OF_ANSWERS {
        for (app, hsts) in [(&world.app, ""), (&over_tls, "max-age=31536000")] {
            let answer = ask(app, get(path, &[])).await;
            assert_eq!(answer.status(), status, "{path}");
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-opener-policy", "same-origin"),
                ("strict-transport-security", hsts),
            ] {
                assert_eq!(header(&answer, name), value, "{path} {name}");
            }
            let policy = header(&answer, "content-security-policy");
            for part in ["default-src 'none'", "frame-ancestors 'none'"] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
            let kept = header(&answer, "cache-control");
            assert!(["no-store", "no-cache"].contains(&kept), "{path}: {kept}");
        }
    }
}

#[tokio::test]
async fn a_script_runs_by_a_word_that_is_new_on_every_page() {
    let world = World::sqlite().await;
    let who = world.staff(Role::Organiser, DISTRICT).await;
    let token = sessions::open(&world.app, who.account().unwrap(), world.app.clock.now());
    let cookie = format!("session={}", token.await.unwrap());
    let mut words = Vec::new();
    for _ in 0..2 {
        let answer = ask(&world.app, get("/desk", &[("cookie", &cookie)])).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let policy = header(&answer, "content-security-policy").to_owned();
        let word = policy.split("'nonce-").nth(1).unwrap();
        let word = word.split('\'').next().unwrap().to_owned();
        let page = text(answer).await;
        for tag in page.split("<script").skip(1) {
            let tag = tag.split('>').next().unwrap();
            assert!(tag.contains(&format!("nonce=\"{word}\"")), "{tag}");
        }
        words.push(word);
    }
    assert_ne!(words[0], words[1]);
}

#[tokio::test]
async fn a_form_from_elsewhere_reaches_no_command_and_is_answered_with_a_page() {
    let world = World::sqlite().await;
    let who = world.staff(Role::Organiser, DISTRICT).await;
    let token = sessions::open(&world.app, who.account().unwrap(), world.app.clock.now());
    let cookie = format!("session={}", token.await.unwrap());
    let from = |headers: &[(&str, &str)]| {
        let mut request = Request::builder()
            .method("POST")
            .uri("/sign-out")
            .header("host", "localhost")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", &cookie);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    };
    for headers in [
        &[][..],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "null")],
        &[("origin", "http://localhost.evil.example")],
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://localhost"),
        ],
    ] {
        let answer = ask(&world.app, from(headers)).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{headers:?}");
        assert!(text(answer).await.contains("<main"), "{headers:?}");
    }
    let answer = ask(&world.app, get("/desk", &[("cookie", &cookie)])).await;
    assert_eq!(answer.status(), StatusCode::OK, "still signed in");
    let own = ask(&world.app, from(&[("origin", "http://localhost")])).await;
    assert_eq!(own.status(), StatusCode::SEE_OTHER);
    let answer = ask(&world.app, get("/desk", &[("cookie", &cookie)])).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(header(&answer, "location").starts_with("/sign-in"));
}

#[tokio::test]
async fn over_tls_only_a_cookie_that_came_over_tls_is_read() {
    let world = World::sqlite().await;
    let app = under(&world, |site| site.secure_cookies = true);
    let who = world.staff(Role::Organiser, DISTRICT).await;
    let token = sessions::open(&app, who.account().unwrap(), app.clock.now());
    let token = token.await.unwrap();
    for (name, status) in [
        ("session", StatusCode::SEE_OTHER),
        ("__Host-session", StatusCode::OK),
    ] {
        let cookie = format!("a=b; {name}={token}; c=d");
        let answer = ask(&app, get("/desk", &[("cookie", &cookie)])).await;
        assert_eq!(answer.status(), status, "{name}");
    }
}

#[test]
fn what_a_reader_chose_in_the_header_of_a_page_stands_over_what_the_browser_asks() {
    let shown = |cookie: &'static str, accepted: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::from_static(cookie));
        headers.insert("accept-language", HeaderValue::from_static(accepted));
        display(&headers)
    };
    let chosen = shown("lang=en; theme=dark; view=elder", "zh-CN");
    assert_eq!((chosen.lang, chosen.theme), (Lang::En, Theme::Dark));
    assert!(chosen.elder);
    let chosen = shown("lang=zh-CN; theme=light", "en");
    assert_eq!((chosen.lang, chosen.theme), (Lang::Zh, Theme::Light));
    let unread = shown("theme=\"dark\"; view=large; xlang=en", "fr, de");
    assert_eq!((unread.lang, unread.theme), (Lang::Zh, Theme::System));
    assert!(!unread.elder);
    assert_eq!(shown("a=b", "en-GB, zh").lang, Lang::En);
}

#[tokio::test]
async fn a_page_that_lies_ready_is_sent_packed_or_not_at_all_where_the_reader_has_it() {
    let world = World::sqlite().await;
    let plain = ask(&world.app, get("/certificates", &[])).await;
    let etag = header(&plain, "etag").to_owned();
    assert_eq!(header(&plain, "content-encoding"), "");
    for part in ["accept-encoding", "accept-language", "cookie"] {
        assert!(header(&plain, "vary").contains(part), "{part}");
    }
    let policy = header(&plain, "content-security-policy");
    assert!(!policy.contains("script-src"), "{policy}");
    let page = text(plain).await;
    assert!(!page.contains("<script"), "no script may run here");
    let packed = ask(
        &world.app,
        get("/certificates", &[("accept-encoding", "gzip, br")]),
    )
    .await;
    assert_eq!(header(&packed, "content-encoding"), "br");
    assert_eq!(header(&packed, "etag"), etag);
    let bytes = to_bytes(packed.into_body(), usize::MAX).await.unwrap();
    let mut unpacked = Vec::new();
    std::io::copy(
        &mut brotli::Decompressor::new(&bytes[..], 4096),
        &mut unpacked,
    )
    .unwrap();
    assert_eq!(unpacked, page.as_bytes());
    let has = [("if-none-match", etag.as_str())];
    let known = ask(&world.app, get("/certificates", &has)).await;
    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
    assert!(text(known).await.is_empty());
    let older = [("if-none-match", "\"0123456789abcdef\"")];
    let changed = ask(&world.app, get("/certificates", &older)).await;
    assert_eq!(changed.status(), StatusCode::OK);
}

#[tokio::test]
async fn pages_that_lie_ready_are_kept_apart_by_language_theme_and_address() {
    let world = World::sqlite().await;
    let rendered = AtomicU32::new(0);
    let shown = async |path: &str, headers: &[(&'static str, &'static str)]| {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_static(value));
        }
        let ctx = Ctx {
            path: path.to_owned(),
            display: display(&map),
            ..world.nobody()
        };
        let page = async {
            let n = rendered.fetch_add(1, Ordering::Relaxed);
            Ok(format!("<p>{path} {n}</p>"))
        };
        let answer = world.app.pages.serve(&ctx, &map, page).await.unwrap();
        text(answer).await
    };
    let en = [("accept-language", "en")];
    assert_eq!(shown("/a", &[]).await, "<p>/a 0</p>");
    assert_eq!(shown("/a", &[]).await, "<p>/a 0</p>", "lies ready");
    assert_eq!(shown("/a", &en).await, "<p>/a 1</p>");
    assert_eq!(
        shown("/a", &[("cookie", "theme=dark")]).await,
        "<p>/a 2</p>"
    );
    assert_eq!(shown("/a?b", &[]).await, "<p>/a?b 3</p>");
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    assert_eq!(shown("/a", &[]).await, "<p>/a 4</p>", "a second later");
}

#[tokio::test]
async fn a_page_that_could_not_be_made_is_tried_again_by_the_next_reader() {
    let world = World::sqlite().await;
    let ctx = Ctx {
        path: "/x".into(),
        ..world.nobody()
    };
    let headers = HeaderMap::new();
    let none = async { Err(app::error::AppError::NotFound) };
    assert!(world.app.pages.serve(&ctx, &headers, none).await.is_err());
    let page = async { Ok("<p>now</p>".to_owned()) };
    let answer = world.app.pages.serve(&ctx, &headers, page).await.unwrap();
    assert_eq!(text(answer).await, "<p>now</p>");
}

/// Looks a certificate up from an address, as a proxy passed it on or not.
async fn looked_up(app: &SharedApp, peer: &str, passed_on: Option<&str>) -> StatusCode {
    let number = CertificateNumber::compose("990000", 2026, 2, 7).unwrap();
    let path = format!("/certificates/{}", number.as_str());
    let forwarded: Vec<_> = passed_on
        .map(|of| ("x-forwarded-for", of))
        .into_iter()
        .collect();
    let mut request = get(&path, &forwarded);
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    ask(app, request).await.status()
}

#[tokio::test]
async fn each_address_is_counted_by_itself_and_a_stranger_cannot_borrow_another() {
    let world = World::sqlite().await;
    let proxies = Proxies::parse(&["10.0.0.0/8".to_owned()]).unwrap();
    let app = under(&world, |site| site.proxies = proxies);
    for _ in 0..120 {
        let status = looked_up(&app, "203.0.113.9:1000", None).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    let used_up = looked_up(&app, "203.0.113.9:2000", None).await;
    assert_eq!(used_up, StatusCode::TOO_MANY_REQUESTS, "another port");
    let borrowed = looked_up(&app, "203.0.113.9:1000", Some("198.51.100.1")).await;
    assert_eq!(borrowed, StatusCode::TOO_MANY_REQUESTS);
    let other = looked_up(&app, "198.51.100.1:1000", None).await;
    assert_eq!(other, StatusCode::NOT_FOUND);
    let through = looked_up(&app, "10.1.2.3:1000", Some("203.0.113.9")).await;
    assert_eq!(through, StatusCode::TOO_MANY_REQUESTS, "the same person");
    let through = looked_up(&app, "10.1.2.3:1000", Some("203.0.113.10")).await;
    assert_eq!(through, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_table_leaves_as_an_attachment_of_its_kind_and_runs_no_formula() {
    let table = Table {
        name: "qs-2026-totals".into(),
        head: vec!["准考证号".into(), "姓名".into()],
        rows: vec![vec!["26032800001".into(), "=cmd|' /C calc'!A0".into()]],
    };
    let csv = table.csv().unwrap();
    assert_eq!(header(&csv, "content-type"), "text/csv; charset=utf-8");
    let name = "attachment; filename=\"qs-2026-totals.csv\"";
    assert_eq!(header(&csv, "content-disposition"), name);
    let body = text(csv).await;
    assert_eq!(
        body,
        "\u{feff}准考证号,姓名\n26032800001,'=cmd|' /C calc'!A0\n"
    );
    let xlsx = table.xlsx().unwrap();
    let name = "attachment; filename=\"qs-2026-totals.xlsx\"";
    assert_eq!(header(&xlsx, "content-disposition"), name);
    let bytes = to_bytes(xlsx.into_body(), usize::MAX).await.unwrap();
    assert!(bytes.starts_with(b"PK\x03\x04"));
}

#[tokio::test]
async fn the_published_key_is_the_one_that_signs() {
    let world = World::sqlite().await;
    let answer = ask(&world.app, get("/keys.json", &[])).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let keys: serde_json::Value = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!(keys, world.app.signer.key_set());
}

#[tokio::test]
async fn a_place_that_a_duty_does_not_reach_is_refused_on_a_page_in_the_readers_language() {
    let world = World::sqlite().await;
    let id = world.announced_campaign().await;
    let code = app::campaigns::queries::by_id(&world.app.db.read, id).await;
    let code = code.unwrap().code;
    let elsewhere = world.staff(Role::ExamCentre, "990000/990002").await;
    let scope = &elsewhere.actor().unwrap().grants[0].scope;
    assert_eq!(*scope, Jurisdiction("990000/990002".into()));
    let token = sessions::open(
        &world.app,
        elsewhere.account().unwrap(),
        world.app.clock.now(),
    );
    let cookie = format!("session={}", token.await.unwrap());
    let mut pages = Vec::new();
    for language in ["zh-CN", "en"] {
        let headers = [("cookie", cookie.as_str()), ("accept-language", language)];
        let path = format!("/desk/{code}/ranking");
        let answer = ask(&world.app, get(&path, &headers)).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        let page = text(answer).await;
        let lang = format!("<html lang=\"{language}\"");
        assert!(page.contains(&lang) && page.contains("<main"), "{page}");
        pages.push(page);
    }
    assert_ne!(pages[0], pages[1]);
}

#[tokio::test]
async fn what_is_only_asked_about_is_answered_without_its_body() {
    let world = World::sqlite().await;
    for (path, status) in KINDS_OF_ANSWERS {
        let request = Request::builder().method("HEAD").uri(path);
        let request = request.header("host", "localhost").body(Body::empty());
        let answer = ask(&world.app, request.unwrap()).await;
        assert_eq!(answer.status(), status, "{path}");
    }
}

#[tokio::test]
async fn a_form_that_is_far_too_large_is_refused_and_the_server_goes_on() {
    let world = World::sqlite().await;
    let form = format!("login=a&password={}", "x".repeat(13 * 1024 * 1024));
    let request = Request::builder()
        .method("POST")
        .uri("/sign-in")
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    let answer = ask(&world.app, request).await;
    assert!(answer.status().is_client_error(), "{}", answer.status());
    let after = ask(&world.app, get("/sign-in", &[])).await;
    assert_eq!(after.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_file_of_the_front_end_that_does_not_exist_is_not_found() {
    let world = World::sqlite().await;
    for path in [
        "/static/none/nothing.css",
        "/static/none/..%2F..%2FCargo.toml",
    ] {
        let answer = ask(&world.app, get(path, &[])).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert!(app::platform::assets::address("nothing.css").ends_with("/nothing.css"));
}

#[tokio::test]
async fn who_must_sign_in_first_comes_back_to_the_page_that_was_asked_for() {
    let world = World::sqlite().await;
    for path in [
        "/desk",
        "/desk/qs-2026/results?post=1&page=2",
        "/my/certificates",
    ] {
        let answer = ask(&world.app, get(path, &[("cookie", "session=nobodys")])).await;
        if answer.status() == StatusCode::NOT_FOUND {
            continue;
        }
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        let to = header(&answer, "location");
        assert!(to.starts_with("/sign-in?"), "{to}");
        let way = path.split(['/', '?']).nth(1).unwrap();
        assert!(to.contains(way), "{to}");
    }
}

#[tokio::test]
async fn a_query_that_is_no_text_leads_to_a_page_and_never_to_a_fault() {
    let world = World::sqlite().await;
    for path in [
        "/certificates/check?number=%FF%FE",
        "/results?page=%00",
        "/?%ZZ=1",
        "/certificates/%E4%BD%A0%E5%A5%BD",
        "/certificates/check?number=%E4%B8%80%E4%BA%8C%E4%B8%89%E5%9B%9B%E4%BA%94%E5%85%AD%E4%B8%83%E5%85%AB%E4%B9%9D%E5%8D%81%E4%B8%80%E4%BA%8C%E4%B8%89%E5%9B%9B%E4%BA%94%E5%85%AD%E4%B8%83%E5%85%AB",
    ] {
        let answer = ask(&world.app, get(path, &[])).await;
        assert!(
            !answer.status().is_server_error(),
            "{path}: {}",
            answer.status()
        );
        assert!(text(answer).await.contains("<main"), "{path}");
    }
}
