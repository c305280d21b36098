//! A form with files. Files are kept up to a limit and only counted beyond it, so that a file that is too large gets a
//! sentence beside its field and not a broken connection.

use super::{form::Typed, web::Typing};
use crate::error::AppError;
use axum::{
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{StatusCode, header},
};
use bytes::{Bytes, BytesMut};
use domain::{Problem, photo, uploads::Found};

/// The largest request with files; the rest of the site takes less.
pub const REQUEST_LIMIT: usize = 40 * 1024 * 1024;
/// What is kept of one file: nothing that we take is larger.
const KEPT: usize = photo::LIMIT_BYTES as usize;
/// So many files in one request.
const MOST_FILES: usize = 8;

/// A file as it arrived.
#[derive(Clone, Debug)]
pub struct UploadedFile {
    pub field: String,
    /// As the person's device calls it, without a path.
    pub name: String,
    pub size: u64,
    /// Cut at the limit; `size` tells.
    pub bytes: Bytes,
}

impl UploadedFile {
    pub fn new(name: &str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        UploadedFile {
            field: String::new(),
            name: plain_name(name),
            size: bytes.len() as u64,
            bytes,
        }
    }

    /// What the first bytes say.
    pub fn found(&self) -> Option<Found<'static>> {
        infer::get(&self.bytes).map(|kind| Found {
            media_type: kind.mime_type(),
            ending: kind.extension(),
        })
    }
}

/// Fields as typed, and files.
#[derive(Clone, Debug, Default)]
pub struct Uploading {
    pub typed: Typed,
    pub files: Vec<UploadedFile>,
}

impl Uploading {
    /// The files of one field.
    pub fn of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a UploadedFile> {
        self.files.iter().filter(move |file| file.field == field)
    }
}

impl<S: Send + Sync> FromRequest<S> for Uploading {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let Typing(typed) = Typing::from_request(request, state).await?;
            return Ok(Uploading {
                typed,
                files: vec![],
            });
        }
        let unreadable = || AppError::invalid("form", Problem::UnknownChoice);
        let mut form = Multipart::from_request(request, state)
            .await
            .map_err(|_| unreadable())?;
        let mut read = Uploading::default();
        while let Some(mut field) = form.next_field().await.map_err(|_| unreadable())? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(plain_name) {
                None => read
                    .typed
                    .add(&name, field.text().await.map_err(|_| unreadable())?),
                Some(file_name) => {
                    let (bytes, size, ended) =
                        read_file(&mut field).await.ok_or_else(unreadable)?;
                    let chosen = !file_name.is_empty() || size > 0;
                    if chosen && read.files.len() < MOST_FILES {
                        read.files.push(UploadedFile {
                            field: name,
                            name: file_name,
                            size,
                            bytes,
                        });
                    }
                    if !ended {
                        break;
                    }
                }
            }
        }
        Ok(read)
    }
}

/// The file's bytes up to the limit, its size, and whether the request went on; `None` when it broke off.
async fn read_file(field: &mut Field<'_>) -> Option<(Bytes, u64, bool)> {
    let (mut kept, mut size) = (BytesMut::new(), 0_u64);
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => {
                size += chunk.len() as u64;
                let room = KEPT.saturating_sub(kept.len()).min(chunk.len());
                kept.extend_from_slice(&chunk[..room]);
            }
            Ok(None) => return Some((kept.freeze(), size, true)),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return Some((kept.freeze(), size.max(REQUEST_LIMIT as u64), false));
            }
            Err(_) => return None,
        }
    }
}

/// Old browsers send a whole path. Names stay short and on one line.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(boundary: &str, body: Vec<u8>) -> Request {
        let kind = format!("multipart/form-data; boundary={boundary}");
        Request::builder()
            .method("POST")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap()
    }

    fn part(name: &str, file: Option<&str>, bytes: &[u8]) -> Vec<u8> {
        let file = file
            .map(|file| format!("; filename=\"{file}\""))
            .unwrap_or_default();
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n"].concat()
    }

    #[tokio::test]
    async fn fields_and_files_are_read_and_an_empty_file_field_is_none() {
        let body = [
            part("a", None, "甲".as_bytes()),
            part(
                "f",
                Some("C:\\Users\\x\\证书.jpg"),
                &[0xFF, 0xD8, 0xFF, 0xE0],
            ),
            part("g", Some(""), b""),
            b"--x--\r\n".to_vec(),
        ];
        let read = Uploading::from_request(request("x", body.concat()), &())
            .await
            .unwrap();
        assert_eq!(read.typed.get("a"), "甲");
        assert_eq!(read.files.len(), 1);
        assert_eq!(
            (read.files[0].name.as_str(), read.files[0].size),
            ("证书.jpg", 4)
        );
        assert_eq!(
            read.files[0].found().map(|found| found.media_type),
            Some("image/jpeg")
        );
    }

    #[tokio::test]
    async fn of_a_file_that_is_too_large_only_the_size_is_known() {
        let large = vec![1; KEPT + 5];
        let body = [part("f", Some("a.jpg"), &large), b"--x--\r\n".to_vec()].concat();
        let mut request = request("x", body);
        axum::extract::DefaultBodyLimit::max(REQUEST_LIMIT).apply(&mut request);
        let read = Uploading::from_request(request, &()).await.unwrap();
        assert_eq!(
            (read.files[0].size, read.files[0].bytes.len()),
            (KEPT as u64 + 5, KEPT)
        );
    }
}
