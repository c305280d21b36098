//! The stylesheet and the islands bundle, inside the binary. Their addresses carry their digest, so browsers keep them
//! for ever and never show an old one.

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{Embed, EmbeddedFile};
use std::borrow::Cow;

/// Written by the build script of the front end; each file lies beside its brotli form.
#[derive(Embed)]
#[folder = "static/"]
struct Static;

/// `/static/1a2b3c4d/main.css`
pub fn address(file: &str) -> String {
    format!("/{}/{file}", folder(file))
}

/// The folder part, which the loader of the islands wants apart from the file.
pub fn folder(file: &str) -> String {
    match Static::get(file) {
        Some(found) => format!("static/{}", hex::encode(&found.metadata.sha256_hash()[..4])),
        None => "static/none".to_owned(),
    }
}

/// GET /static/{digest}/{file}
pub async fn serve(Path((_, file)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let packed = accepts
        .contains("br")
        .then(|| Static::get(&format!("{file}.br")))
        .flatten();
    let encoded = packed.is_some();
    let Some(EmbeddedFile { data, .. }) = packed.or_else(|| Static::get(&file)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = match data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = Response::new(body);
    let out = response.headers_mut();
    out.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media_type(&file)),
    );
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if encoded {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
