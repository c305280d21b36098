//! argon2id, on threads of its own, no more at once than there are cores.

use crate::error::AppError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::Problem;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

static TURNS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)));

/// Verified against when there is no such account, so that the answer takes as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_now("nobody has this password").unwrap_or_default());

const LEAST: usize = 10;
/// What people here type when a form wants a long password.
const COMMON: [&str; 8] = [
    "woaini", "1314", "5201314", "qwerty", "password", "mima", "123456", "xuanxian",
];

/// # Errors
/// Too short, or easy to guess; `own` are words about the person.
pub fn check(password: &str, own: &[&str]) -> Result<(), Problem> {
    let length = password.chars().count();
    if length < LEAST {
        return Err(Problem::TooShort {
            least: LEAST,
            length,
        });
    }
    let inputs: Vec<&str> = own
        .iter()
        .copied()
        .chain(COMMON)
        .filter(|word| !word.is_empty())
        .collect();
    let score = zxcvbn::zxcvbn(password, &inputs).score();
    if score < zxcvbn::Score::Two {
        Err(Problem::WeakPassword)
    } else {
        Ok(())
    }
}

/// # Errors
/// A fault of the hashing itself.
pub async fn hash(password: String) -> Result<String, AppError> {
    off_thread(move || hash_now(&password)).await?
}

/// Whether the password is the one that was hashed; takes the same time when there is no hash.
///
/// # Errors
/// A fault of the hashing itself.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, AppError> {
    off_thread(move || {
        let stored = hash.as_deref().unwrap_or(&NOBODY);
        let matches = PasswordHash::new(stored).is_ok_and(|parsed| {
            Argon2::default()
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
        });
        matches && hash.is_some()
    })
    .await
}

fn hash_now(password: &str) -> Result<String, AppError> {
    Ok(Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(AppError::fault)?
        .to_string())
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let _turn = TURNS.acquire().await.map_err(AppError::fault)?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_recognised_and_no_other() {
        let stored = hash("correct horse battery".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(
            verify("correct horse battery".into(), Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(!verify("correct horse".into(), Some(stored)).await.unwrap());
        assert!(
            !verify("nobody has this password".into(), None)
                .await
                .unwrap()
        );
    }

    #[test]
    fn passwords_that_everybody_uses_are_refused() {
        assert_eq!(
            check("12345678", &[]),
            Err(Problem::TooShort {
                least: 10,
                length: 8
            })
        );
        for weak in [
            "1234567890",
            "woaini5201314",
            "aaaaaaaaaaaa",
            "13800000000a",
        ] {
            assert_eq!(
                check(weak, &["13800000000"]),
                Err(Problem::WeakPassword),
                "{weak}"
            );
        }
        assert_eq!(check("四张桌子和一盏旧灯下", &[]), Ok(()));
        assert_eq!(check("teapot-viaduct-7-otter", &[]), Ok(()));
    }
}
