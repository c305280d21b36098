//! Registering, signing in, confirming an address, a new password.

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
        form::Typed,
        secrets::{random_token, token_hash},
        sessions, throttle,
        tx::Tx,
    },
};
use domain::{
    FieldProblem, Instant, Problem, characters::in_half_width, events::Event, identity::IdNumber,
    ids::AccountId, notices::Notice,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use std::time::Duration;
use uuid::Uuid;

/// A registration that has been read and found in order.
struct Registration {
    id_number: IdNumber,
    name: String,
    mobile: String,
    email: String,
    password: String,
}

fn read_registration(typed: &Typed, now: Instant) -> Result<Registration, AppError> {
    let mut problems = Vec::new();
    let id_number = IdNumber::parse(typed.get("id_number"), now.date())
        .map_err(|bad| problems.push(FieldProblem::new("id_number", Problem::IdNumber(bad))))
        .ok();
    let name = checked(&mut problems, "name", read_name(typed.get("name")));
    let mobile = checked(&mut problems, "mobile", read_mobile(typed.get("mobile")));
    let email = checked(&mut problems, "email", read_email(typed.get("email")));
    let password = typed.get("password").to_owned();
    let own = [
        typed.trimmed("name"),
        typed.trimmed("mobile"),
        typed.trimmed("email"),
        typed.trimmed("id_number"),
    ];
    if let Err(problem) = passwords::check(&password, &own) {
        problems.push(FieldProblem::new("password", problem));
    }
    if !typed.is_checked("consent") {
        problems.push(FieldProblem::new("consent", Problem::NotChosen));
    }
    match (id_number, name, mobile, email) {
        (Some(id_number), Some(name), Some(mobile), Some(email)) if problems.is_empty() => {
            Ok(Registration {
                id_number,
                name,
                mobile,
                email,
                password,
            })
        }
        _ => Err(AppError::Invalid(problems)),
    }
}

fn checked<T>(
    problems: &mut Vec<FieldProblem>,
    field: &str,
    read: Result<T, Problem>,
) -> Option<T> {
    read.map_err(|problem| problems.push(FieldProblem::new(field, problem)))
        .ok()
}

/// Names may hold rare characters and `·`; only their length is judged.
pub(super) fn read_name(typed: &str) -> Result<String, Problem> {
    let name = typed.trim();
    match name.chars().count() {
        0 => Err(Problem::Missing),
        1 => Err(Problem::TooShort {
            least: 2,
            length: 1,
        }),
        2..=40 => Ok(name.to_owned()),
        length => Err(Problem::TooLong { limit: 40, length }),
    }
}

/// Eleven digits; spaces, hyphens, full-width digits and +86 are cleaned silently.
pub(super) fn read_mobile(typed: &str) -> Result<String, Problem> {
    let typed = in_half_width(typed);
    let is_cleaned = |c: char| c.is_whitespace() || "-+".contains(c);
    if typed.chars().any(|c| !c.is_ascii_digit() && !is_cleaned(c)) {
        return Err(Problem::NotANumber);
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let number = digits
        .strip_prefix("86")
        .filter(|rest| rest.len() == 11)
        .unwrap_or(&digits)
        .to_owned();
    match number.len() {
        0 => Err(Problem::Missing),
        11 if number.starts_with('1') => Ok(number),
        digits => Err(Problem::Mobile { digits }),
    }
}

pub(super) fn read_email(typed: &str) -> Result<String, Problem> {
    let email = typed.trim().to_lowercase();
    let well_formed = email.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
    });
    match email.chars().count() {
        0 => Err(Problem::Missing),
        length if length > 200 => Err(Problem::TooLong { limit: 200, length }),
        _ if well_formed && !email.chars().any(|c| c.is_whitespace() || c.is_control()) => {
            Ok(email)
        }
        _ => Err(Problem::Email),
    }
}

/// Makes an applicant's account and mails the link that confirms the address.
///
/// # Errors
/// The fields that must be corrected; a number or address that another account has.
pub async fn register(ctx: &Ctx, typed: &Typed) -> Result<AccountId, AppError> {
    let new = read_registration(typed, ctx.now)?;
    let password_hash = passwords::hash(new.password.clone()).await?;
    enrol(ctx, new, password_hash).await
}

/// Many people with one password, whose hash is computed once: the demonstration.
///
/// # Errors
/// As [`register`]; `NotFound` on a real installation.
pub async fn register_many(ctx: &Ctx, people: &[Typed]) -> Result<Vec<AccountId>, AppError> {
    if !ctx.app.site.demonstration {
        return Err(AppError::NotFound);
    }
    let mut hash = None;
    let mut made = Vec::with_capacity(people.len());
    for typed in people {
        let new = read_registration(typed, ctx.now)?;
        let shared = match &hash {
            Some(hash) => String::clone(hash),
            None => hash
                .insert(passwords::hash(new.password.clone()).await?)
                .clone(),
        };
        made.push(enrol(ctx, new, shared).await?);
    }
    Ok(made)
}

async fn enrol(ctx: &Ctx, new: Registration, password_hash: String) -> Result<AccountId, AppError> {
    let secrets = &ctx.app.secrets;
    let id = AccountId(Uuid::now_v7());
    let mut tx = Tx::begin(ctx).await?;
    let row = account::ActiveModel {
        id: Set(id.0),
        kind: Set(Text(AccountKind::Applicant)),
        name: Set(new.name),
        id_cipher: Set(Some(secrets.encrypt(new.id_number.as_str()))),
        id_index: Set(Some(secrets.blind_index("id", new.id_number.as_str()))),
        phone_cipher: Set(Some(secrets.encrypt(&new.mobile))),
        phone_index: Set(Some(secrets.blind_index("phone", &new.mobile))),
        email: Set(new.email),
        email_confirmed_at: Set(None),
        password_hash: Set(Some(password_hash)),
        language: Set(Text(ctx.display.lang)),
        created_at: Set(ctx.now.0),
        disabled_at: Set(None),
    };
    tx.insert(row).await.map_err(|error| {
        error
            .when_taken("accounts_id_index", "id_number")
            .when_taken("accounts_phone_index", "mobile")
            .when_taken("accounts_email", "email")
    })?;
    let link = new_link(
        &tx,
        id,
        TokenPurpose::ConfirmEmail,
        addresses::accounts::CONFIRM_EMAIL,
    )
    .await?;
    tx.enclose(id, Notice::ConfirmEmail { link });
    tx.commit(Event::AccountRegistered { account: id }).await?;
    Ok(id)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_cleaned_before_they_are_judged() {
        assert_eq!(read_mobile(" +86 138-0000-0000 "), Ok("13800000000".into()));
        assert_eq!(
            read_mobile("１３８００００００００"),
            Ok("13800000000".into())
        );
        assert_eq!(read_mobile("1380000"), Err(Problem::Mobile { digits: 7 }));
        assert_eq!(
            read_email(" Zhang@Example.CN "),
            Ok("zhang@example.cn".into())
        );
        for bad in [
            "zhang",
            "zhang@",
            "@example.cn",
            "a@b",
            "a b@example.cn",
            "a@b@c.cn",
        ] {
            assert_eq!(read_email(bad), Err(Problem::Email), "{bad}");
        }
        assert_eq!(read_name(" 阿凡·买提 "), Ok("阿凡·买提".into()));
        assert_eq!(
            read_name("王"),
            Err(Problem::TooShort {
                least: 2,
                length: 1
            })
        );
    }
}
