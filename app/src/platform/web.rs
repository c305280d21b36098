//! The outermost layers: who asks and how they read, foreign forms, security headers, error pages; and reading forms.

use super::{
    app::SharedApp,
    ctx::{Ctx, Display, Theme},
    doors::SessionCookie,
    form::Typed,
    proxies,
    sessions::cookie_name,
};
use crate::error::{AppError, Refusal};
use axum::{
    extract::{ConnectInfo, FromRequest, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use domain::{Instant, Lang, Problem, characters::in_half_width, time::is_plausible};
use std::net::SocketAddr;

/// Makes the page of an error for a reader.
pub type ErrorPage = fn(&Ctx, &AppError) -> Response;

/// Builds the context of a request, and makes the page of an error in the reader's language.
pub async fn context(
    State((app, error_page)): State<(SharedApp, ErrorPage)>,
    mut request: Request,
    next: Next,
) -> Response {
    let nonce = super::secrets::random_token();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let client = peer.map(|peer| app.site.proxies.client(peer.0.ip(), request.headers()));
    let client = client.map_or_else(String::new, proxies::place);
    let ctx = Ctx {
        now: app.clock.now(),
        actor: None,
        display: display(request.headers()),
        nonce: nonce.clone(),
        path: own_address(request.uri()),
        client,
        app: app.clone(),
    };
    if let Some(token) =
        cookie(request.headers(), cookie_name(app.site.secure_cookies)).map(str::to_owned)
    {
        request.extensions_mut().insert(SessionCookie(token));
    }
    request.extensions_mut().insert(ctx.clone());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    // No database keeps such a sign in a text: what is asked for by it is nowhere.
    let is_nowhere = request.uri().query().is_some_and(|own| own.contains("%00"));
    let mut response = if is_foreign(&request) {
        AppError::Refused(Refusal::ForeignForm).into_response()
    } else if is_nowhere {
        AppError::NotFound.into_response()
    } else {
        next.run(request).await
    };
    let error = response.extensions_mut().remove::<AppError>();
    // The framework itself refuses a number that is none, in words of its own: there is no such page.
    let unreadable = reads && response.status() == StatusCode::BAD_REQUEST;
    if let Some(error) = error.or(unreadable.then_some(AppError::NotFound)) {
        response = error_page(&ctx, &error);
    }
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    );
    if let Ok(policy) = HeaderValue::try_from(policy) {
        response
            .headers_mut()
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert(policy);
    }
    secure(response.headers_mut(), app.site.secure_cookies);
    response
}

/// Path and query, by which a page is known.
pub fn own_address(uri: &Uri) -> String {
    uri.path_and_query()
        .map_or("/", |address| address.as_str())
        .to_owned()
}

/// The value of a cookie. None of ours needs decoding.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let sent = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = sent
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
}

/// A form must come from a page of this site, and say so. Browsers send `Sec-Fetch-Site` or, older ones, `Origin`; a
/// request that carries neither is no form of ours.
fn is_foreign(request: &Request) -> bool {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return false;
    }
    let header = |name| {
        request
            .headers()
            .get(name)
            .and_then(|v: &HeaderValue| v.to_str().ok())
    };
    if let Some(site) = header("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    let host = header("host").or_else(|| request.uri().authority().map(|a| a.as_str()));
    let origin = header("origin")
        .and_then(|origin| origin.split_once("://"))
        .map(|(_, host)| host);
    origin.is_none() || origin != host
}

/// What every answer says to the browser.
pub fn secure(headers: &mut HeaderMap, over_tls: bool) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        (
            "permissions-policy",
            "camera=(self), geolocation=(), microphone=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if over_tls {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

/// In which language and how a reader wants pages: chosen in the header of a page, or as the browser asks.
pub fn display(headers: &HeaderMap) -> Display {
    let lang = match cookie(headers, "lang") {
        Some("en") => Lang::En,
        Some(_) => Lang::Zh,
        None => preferred(
            headers
                .get(header::ACCEPT_LANGUAGE)
                .and_then(|v| v.to_str().ok()),
        ),
    };
    let theme = match cookie(headers, "theme") {
        Some("dark") => Theme::Dark,
        Some("light") => Theme::Light,
        _ => Theme::System,
    };
    Display {
        lang,
        theme,
        elder: cookie(headers, "view") == Some("elder"),
    }
}

/// The first of our two languages that the browser asks for; Chinese where it asks for neither.
fn preferred(accepted: Option<&str>) -> Lang {
    let tags = accepted
        .unwrap_or_default()
        .split(',')
        .map(|part| part.trim().to_ascii_lowercase());
    tags.into_iter()
        .find_map(|tag| match tag.get(..2) {
            Some("en") => Some(Lang::En),
            Some("zh") => Some(Lang::Zh),
            _ => None,
        })
        .unwrap_or(Lang::Zh)
}

/// A submitted form, as typed.
#[derive(Clone, Debug)]
pub struct Typing(pub Typed);

impl<S: Send + Sync> FromRequest<S> for Typing {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        let parsed =
            axum_extra::extract::Form::<Vec<(String, String)>>::from_request(request, state).await;
        parsed
            .map(|form| Typing(Typed::new(form.0)))
            .map_err(|_| AppError::invalid("form", Problem::UnknownChoice))
    }
}

/// Only paths of this site: "//elsewhere" and "/\\elsewhere" are other sites to a browser.
pub fn own_path(wanted: Option<&str>) -> String {
    let safe = |path: &&str| {
        path.starts_with('/')
            && !path[1..].starts_with(['/', '\\'])
            && !path.chars().any(char::is_control)
    };
    wanted.filter(safe).unwrap_or("/").to_owned()
}

/// A date from the three boxes of `ui::forms::date`.
///
/// # Errors
/// `NotADate`.
pub fn read_date(typed: &Typed, name: &str) -> Result<NaiveDate, Problem> {
    let number = |part: &str| -> Option<u32> {
        let digits = typed.trimmed(&format!("{name}_{part}"));
        in_half_width(digits).parse().ok()
    };
    let (year, month, day) = (number("y"), number("m"), number("d"));
    let date = year
        .zip(month)
        .zip(day)
        .and_then(|((y, m), d)| NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, m, d));
    date.filter(|date| is_plausible(*date))
        .ok_or(Problem::NotADate)
}

/// A date and an hour (`17:00`, also with the full-width colon).
///
/// # Errors
/// `NotADate`.
pub fn read_moment(typed: &Typed, name: &str) -> Result<Instant, Problem> {
    let date = read_date(typed, name)?;
    let text = typed.trimmed(&format!("{name}_t"));
    let text = in_half_width(text);
    let time = NaiveTime::parse_from_str(&text, "%H:%M").map_err(|_| Problem::NotADate)?;
    Ok(Instant::from_shanghai(date.and_time(time)))
}

/// The boxes of a moment, filled.
pub fn spell_moment(typed: &mut Typed, name: &str, at: Instant) {
    let wall = at.shanghai();
    spell_date(typed, name, wall.date());
    typed.set(
        &format!("{name}_t"),
        format!("{:02}:{:02}", wall.hour(), wall.minute()),
    );
}

pub fn spell_date(typed: &mut Typed, name: &str, day: NaiveDate) {
    typed.set(&format!("{name}_y"), day.year().to_string());
    typed.set(&format!("{name}_m"), day.month().to_string());
    typed.set(&format!("{name}_d"), day.day().to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_known_language_wins() {
        assert_eq!(preferred(Some("fr-FR,en;q=0.8,zh;q=0.6")), Lang::En);
        assert_eq!(preferred(Some("zh-CN,zh;q=0.9,en;q=0.8")), Lang::Zh);
        assert_eq!(preferred(None), Lang::Zh);
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        let typed = Typed::from([("b_y", "2025"), ("b_m", "4"), ("b_d", "31")]);
        assert_eq!(read_date(&typed, "b"), Err(Problem::NotADate));
        let typed = Typed::from([
            ("b_y", "１９９０"),
            ("b_m", "3"),
            ("b_d", "6"),
            ("b_t", "17：00"),
        ]);
        assert_eq!(
            read_moment(&typed, "b").unwrap().rfc3339(),
            "1990-03-06T17:00:00+08:00"
        );
    }

    #[test]
    fn a_form_without_any_sign_of_its_origin_is_foreign() {
        let request = |headers: &[(&str, &str)]| {
            let mut builder = Request::builder().method("POST").uri("/x");
            for (name, value) in headers {
                builder = builder.header(*name, *value);
            }
            builder.body(axum::body::Body::empty()).unwrap()
        };
        assert!(is_foreign(&request(&[("host", "a.cn")])));
        assert!(is_foreign(&request(&[
            ("host", "a.cn"),
            ("origin", "https://evil.cn")
        ])));
        assert!(is_foreign(&request(&[
            ("host", "a.cn"),
            ("sec-fetch-site", "cross-site")
        ])));
        assert!(!is_foreign(&request(&[
            ("host", "a.cn"),
            ("origin", "https://a.cn")
        ])));
        assert!(!is_foreign(&request(&[
            ("host", "a.cn"),
            ("sec-fetch-site", "same-origin")
        ])));
    }

    #[test]
    fn the_way_back_never_leaves_the_site() {
        assert_eq!(own_path(Some("/campaigns/a?b=c")), "/campaigns/a?b=c");
        for elsewhere in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "/a\r\nSet-Cookie: x=y",
        ] {
            assert_eq!(own_path(Some(elsewhere)), "/", "{elsewhere:?}");
        }
    }
}
