//! Signing in, confirming an address, a new password, and the links that are mailed for it.

mod registration;

use super::passwords;
use crate::{
    addresses,
    entity::{
        account,
        kinds::{AccountKind, TokenPurpose},
        stored::Text,
        token,
    },
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        secrets::{random_token, token_hash},
        sessions, throttle,
        tx::Tx,
    },
};
use domain::{events::Event, identity::IdNumber, ids::AccountId, notices::Notice};
pub(super) use registration::{read_email, read_mobile, read_name};
pub use registration::{register, register_many};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use std::time::Duration;

/// A single-use link; only its hash is kept.
pub(super) async fn new_link(
    tx: &Tx,
    account: AccountId,
    purpose: TokenPurpose,
    path: &str,
) -> Result<String, AppError> {
    let valid = match purpose {
        TokenPurpose::ResetPassword => Duration::from_secs(3600),
        TokenPurpose::ConfirmEmail | TokenPurpose::Invitation => Duration::from_secs(7 * 86_400),
    };
    let token = random_token();
    tx.insert(token::ActiveModel {
        hash: Set(token_hash(&token)),
        account_id: Set(account.0),
        purpose: Set(Text(purpose)),
        expires_at: Set(tx.now.plus(valid).0),
        used_at: Set(None),
    })
    .await?;
    Ok(format!("{path}?token={token}"))
}

/// Uses a link up and says whose it was. Older links to the same end are used up with it: a password that was set by the
/// newest is not set again by one that lies in the mailbox.
pub(super) async fn redeem(
    tx: &Tx,
    token: &str,
    purpose: TokenPurpose,
) -> Result<account::Model, AppError> {
    let found = token::Entity::find_by_id(token_hash(token));
    let found = found.one(tx.db()).await?.ok_or(Refusal::LinkExpired)?;
    // Whoever comes at the same time waits here, and finds it used.
    let account = tx.lock::<account::Entity>(found.account_id).await?;
    let found = tx.find::<token::Entity>(found.hash).await?;
    if found.purpose.0 != purpose || found.used_at.is_some() || tx.now.0 > found.expires_at {
        return Err(Refusal::LinkExpired.into());
    }
    let ends: &[TokenPurpose] = match purpose {
        TokenPurpose::ConfirmEmail => &[TokenPurpose::ConfirmEmail],
        TokenPurpose::ResetPassword | TokenPurpose::Invitation => {
            &[TokenPurpose::ResetPassword, TokenPurpose::Invitation]
        }
    };
    token::Entity::update_many()
        .set(token::ActiveModel {
            used_at: Set(Some(tx.now.0)),
            ..Default::default()
        })
        .filter(token::Column::AccountId.eq(account.id))
        .filter(token::Column::UsedAt.is_null())
        .filter(token::Column::Purpose.is_in(ends.iter().copied().map(Text)))
        .exec(tx.db())
        .await?;
    Ok(account)
}

/// # Errors
/// `LinkExpired`.
pub async fn confirm_email(ctx: &Ctx, token: &str) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let found = redeem(&tx, token, TokenPurpose::ConfirmEmail).await?;
    let account = AccountId(found.id);
    tx.save(account::ActiveModel {
        email_confirmed_at: Set(Some(ctx.now.0)),
        ..found.into()
    })
    .await?;
    tx.commit(Event::EmailConfirmed { account }).await
}

/// Opens a session for whoever knows the password; gives the cookie's value.
///
/// # Errors
/// `WrongCredentials`, `TooManyAttempts`, `AccountDisabled`.
pub async fn sign_in(ctx: &Ctx, login: &str, password: &str) -> Result<(String, bool), AppError> {
    let db = &ctx.app.db;
    let found = find_by_login(ctx, login).await?;
    let account_key = attempts_key(ctx, "account", found.as_ref(), login);
    let address = ctx.app.secrets.blind_index("address", &ctx.client);
    let address_key = format!("address:{address}");
    // Both count before the password is tried: many attempts at once are no way round.
    let wait = throttle::slowed(db, &address_key, throttle::PER_ADDRESS, ctx.now).await?;
    throttle::take(db, &account_key, throttle::PER_ACCOUNT, ctx.now).await?;
    tokio::time::sleep(wait).await;
    let hash = found.as_ref().and_then(|a| a.password_hash.clone());
    if !passwords::verify(password.to_owned(), hash).await? {
        return Err(Refusal::WrongCredentials.into());
    }
    let account = found.ok_or(Refusal::WrongCredentials)?;
    if account.disabled_at.is_some() {
        return Err(Refusal::AccountDisabled.into());
    }
    throttle::forget(db, &account_key).await?;
    let token = sessions::open(&ctx.app, AccountId(account.id), ctx.now).await?;
    Ok((token, account.kind.0 == AccountKind::Staff))
}

/// An account is one, however its owner is called; so is what nobody is called, however it is written: the answer tells
/// nobody which of them exists.
fn attempts_key(ctx: &Ctx, of: &str, found: Option<&account::Model>, login: &str) -> String {
    match found {
        Some(account) => format!("{of}:{}", account.id),
        None => {
            let id = IdNumber::parse(login, ctx.now.date());
            let login = match (read_mobile(login), id) {
                (Ok(mobile), _) => mobile,
                (_, Ok(id)) => id.as_str().to_owned(),
                _ => login.trim().to_lowercase(),
            };
            format!("{of}:{}", ctx.app.secrets.blind_index("login", &login))
        }
    }
}

/// By identity number, mobile number or e-mail address.
async fn find_by_login(ctx: &Ctx, login: &str) -> Result<Option<account::Model>, AppError> {
    let secrets = &ctx.app.secrets;
    let mut any = Condition::any().add(account::Column::Email.eq(login.trim().to_lowercase()));
    if let Ok(mobile) = read_mobile(login) {
        any = any.add(account::Column::PhoneIndex.eq(secrets.blind_index("phone", &mobile)));
    }
    if let Ok(id) = IdNumber::parse(login, ctx.now.date()) {
        any = any.add(account::Column::IdIndex.eq(secrets.blind_index("id", id.as_str())));
    }
    Ok(account::Entity::find()
        .filter(any)
        .one(&ctx.app.db.read)
        .await?)
}

/// Mails a link for a new password. Says nothing about whether the account exists.
///
/// # Errors
/// `TooManyAttempts`; the database's own, as a fault.
pub async fn ask_reset(ctx: &Ctx, login: &str) -> Result<(), AppError> {
    let found = find_by_login(ctx, login).await?;
    let key = attempts_key(ctx, "reset", found.as_ref(), login);
    throttle::take(&ctx.app.db, &key, throttle::PER_ACCOUNT, ctx.now).await?;
    let Some(found) = found else {
        return Ok(());
    };
    let account = AccountId(found.id);
    let mut tx = Tx::begin(ctx).await?;
    let link = new_link(
        &tx,
        account,
        TokenPurpose::ResetPassword,
        addresses::accounts::RESET_PASSWORD,
    )
    .await?;
    tx.enclose(account, Notice::ResetPassword { link });
    tx.commit(Event::PasswordResetAsked { account }).await
}

/// Sets a new password by a mailed link, and signs the person out everywhere.
///
/// # Errors
/// A weak password; `LinkExpired`.
pub async fn reset_password(ctx: &Ctx, token: &str, password: &str) -> Result<(), AppError> {
    passwords::check(password, &[]).map_err(|problem| AppError::invalid("password", problem))?;
    let hash = passwords::hash(password.to_owned()).await?;
    let tx = Tx::begin(ctx).await?;
    let found = redeem(&tx, token, TokenPurpose::ResetPassword).await?;
    let account = AccountId(found.id);
    // Whoever got the mail reads the mailbox.
    let confirmed = found.email_confirmed_at.or(Some(ctx.now.0));
    let row = account::ActiveModel {
        password_hash: Set(Some(hash)),
        email_confirmed_at: Set(confirmed),
        ..found.into()
    };
    tx.save(row).await?;
    sessions::close_all(tx.db(), account).await?;
    tx.commit(Event::PasswordReset { account }).await
}
