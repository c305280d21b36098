//! Pages that are the same for everybody are rendered at most once a second for each language and view, and then served
//! as ready bytes. One second is short enough that two servers never tell visibly different stories.

use super::ctx::{Ctx, Display};
use crate::error::AppError;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use moka::future::Cache;
use std::{io::Write, sync::Arc, time::Duration};

#[derive(Clone, Debug)]
struct Ready {
    identity: Bytes,
    brotli: Bytes,
    etag: HeaderValue,
}

#[derive(Clone, Debug)]
pub struct PageCache(Cache<(String, Display), Arc<Ready>>);

impl Default for PageCache {
    fn default() -> Self {
        PageCache(Cache::builder().max_capacity(2_000).time_to_live(Duration::from_secs(1)).build())
    }
}

impl PageCache {
    /// The page under this path, rendered by `render` unless it was rendered within the last second.
    ///
    /// # Errors
    /// Whatever `render` says; errors are not kept.
    pub async fn serve<F>(&self, ctx: &Ctx, headers: &HeaderMap, render: F) -> Result<Response, AppError>
    where
        F: Future<Output = Result<String, AppError>>,
    {
        let key = (ctx.path.clone(), ctx.display);
        let ready = self
            .0
            .try_get_with(key, async { Ok(Arc::new(ready(render.await?))) })
            .await
            .map_err(|why: Arc<AppError>| AppError::clone(&why))?;
        Ok(answer(&ready, headers))
    }
}

fn ready(html: String) -> Ready {
    let etag = format!("\"{}\"", &domain::digest::sha256(html.as_bytes())[..16]);
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 20);
    let written = brotli.write_all(html.as_bytes());
    Ready {
        brotli: if written.is_ok() { brotli.into_inner().into() } else { Bytes::new() },
        identity: html.into(),
        etag: HeaderValue::try_from(etag).expect("hexadecimal digits are a valid header"),
    }
}

fn answer(ready: &Ready, headers: &HeaderMap) -> Response {
    let names = |name: header::HeaderName, value: &str| {
        headers.get(&name).and_then(|v| v.to_str().ok()).is_some_and(|v| v.split(',').any(|part| part.trim() == value))
    };
    if headers.get(header::IF_NONE_MATCH) == Some(&ready.etag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, ready.etag.clone())]).into_response();
    }
    let packed = names(header::ACCEPT_ENCODING, "br") && !ready.brotli.is_empty();
    let body = if packed { ready.brotli.clone() } else { ready.identity.clone() };
    let mut response = Response::new(Body::from(body));
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding, accept-language, cookie"));
    out.insert(header::ETAG, ready.etag.clone());
    if packed {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}
