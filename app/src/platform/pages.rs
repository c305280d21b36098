//! Pages that are the same for everybody are rendered at most once a second for each language and view, and then served
//! as ready bytes with ready headers. One second is short enough that two servers never tell visibly different stories.

use super::{
    app::SharedApp,
    ctx::{Ctx, Display},
    web,
};
use crate::error::AppError;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use bytes::Bytes;
use moka::future::Cache;
use std::{io::Write, sync::Arc, time::Duration};

/// These pages carry no script, so none may run in them.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

/// One form of a page, with nothing left to do for the next reader.
#[derive(Clone, Debug)]
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Clone, Debug)]
struct Ready {
    plain: Answer,
    /// `None` where packing failed.
    brotli: Option<Answer>,
    etag: HeaderValue,
}

#[derive(Clone, Debug)]
pub struct PageCache(Cache<(String, Display), Arc<Ready>>);

impl Default for PageCache {
    fn default() -> Self {
        PageCache(
            Cache::builder()
                .max_capacity(2_000)
                .time_to_live(Duration::from_secs(1))
                .build(),
        )
    }
}

impl PageCache {
    /// The page under this path, rendered by `render` unless it was rendered within the last second.
    ///
    /// # Errors
    /// Whatever `render` says; errors are not kept.
    pub async fn serve<F>(
        &self,
        ctx: &Ctx,
        headers: &HeaderMap,
        render: F,
    ) -> Result<Response, AppError>
    where
        F: Future<Output = Result<String, AppError>>,
    {
        let key = (ctx.path.clone(), ctx.display);
        let over_tls = ctx.app.site.secure_cookies;
        let ready = self
            .0
            .try_get_with(key, async {
                Ok(Arc::new(Ready::new(render.await?, over_tls)))
            })
            .await
            .map_err(|why: Arc<AppError>| AppError::clone(&why))?;
        Ok(ready.answer(headers))
    }
}

/// The outermost layer: who asks for a page that lies ready has it before anything else is asked.
pub async fn first(State(app): State<SharedApp>, request: Request, next: Next) -> Response {
    if request.method() == Method::GET {
        let key = (
            web::own_address(request.uri()),
            web::display(request.headers()),
        );
        if let Some(ready) = app.pages.0.get(&key).await {
            return ready.answer(request.headers());
        }
    }
    next.run(request).await
}

impl Ready {
    fn new(html: String, over_tls: bool) -> Self {
        let etag = format!("\"{}\"", &domain::digest::sha256(html.as_bytes())[..16]);
        let etag = HeaderValue::try_from(etag).expect("hexadecimal digits are a valid header");
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept-encoding, accept-language, cookie"),
        );
        headers.insert(header::ETAG, etag.clone());
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        );
        web::secure(&mut headers, over_tls);
        let mut packer = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 20);
        let packed = packer
            .write_all(html.as_bytes())
            .map(|()| packer.into_inner());
        let brotli = packed.ok().map(|body| {
            let mut headers = headers.clone();
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            Answer {
                headers,
                body: body.into(),
            }
        });
        Ready {
            plain: Answer {
                headers,
                body: html.into(),
            },
            brotli,
            etag,
        }
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        let packs = asked
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok());
        let packs = packs.is_some_and(|names| names.split(',').any(|name| name.trim() == "br"));
        let Answer { headers, body } = self
            .brotli
            .as_ref()
            .filter(|_| packs)
            .unwrap_or(&self.plain);
        let mut response = if asked.get(header::IF_NONE_MATCH) == Some(&self.etag) {
            let mut response = Response::default();
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            Response::new(Body::from(body.clone()))
        };
        *response.headers_mut() = headers.clone();
        response
    }
}
