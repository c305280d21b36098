//! What the path of a door names in its holes, read into its types. A word that cannot be read leads nowhere.

use crate::error::AppError;
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use domain::ids::{ApplicationId, FileId, NoticeId};

/// What one hole of a path can name.
pub trait Named: Sized + Send {
    fn named(word: &str) -> Option<Self>;
}

macro_rules! named {
    ($($own:ty),* $(,)?) => {
        $(impl Named for $own {
            fn named(word: &str) -> Option<Self> {
                word.parse().ok()
            }
        })*
    };
}

named!(String, i32, u32, ApplicationId, FileId, NoticeId);

/// All holes of a path, or what is left of them, in their order.
pub trait Holes: Sized + Send {
    fn read(words: &[&str]) -> Option<Self>;
}

impl Holes for () {
    fn read(words: &[&str]) -> Option<Self> {
        words.is_empty().then_some(())
    }
}

impl<A: Named> Holes for A {
    fn read(words: &[&str]) -> Option<Self> {
        match words {
            [a] => A::named(a),
            _ => None,
        }
    }
}

impl<A: Named, B: Named> Holes for (A, B) {
    fn read(words: &[&str]) -> Option<Self> {
        match words {
            [a, b] => A::named(a).zip(B::named(b)),
            _ => None,
        }
    }
}

/// What a door's path names.
pub struct At<H>(pub H);

impl<S: Send + Sync, H: Holes> FromRequestParts<S> for At<H> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let words = words(parts, state).await?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        H::read(&words).map(At).ok_or(AppError::NotFound)
    }
}

/// The words in the holes of this request's path.
///
/// # Errors
/// `NotFound` for what is no text.
pub async fn words<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<Vec<String>, AppError> {
    let params = RawPathParams::from_request_parts(parts, state).await;
    let params = params.map_err(|_| AppError::NotFound)?;
    let words: Vec<String> = params.iter().map(|(_, word)| word.to_owned()).collect();
    // No database keeps such a sign in a text, and none is asked for it.
    match words.iter().any(|word| word.contains('\0')) {
        true => Err(AppError::NotFound),
        false => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_a_whole_or_not_at_all() {
        assert_eq!(<(String, i32)>::read(&["a", "7"]), Some(("a".into(), 7)));
        assert_eq!(<(String, i32)>::read(&["a", "b"]), None);
        assert_eq!(i32::read(&["1", "2"]), None);
        assert!(ApplicationId::read(&["no-identifier"]).is_none());
    }
}
