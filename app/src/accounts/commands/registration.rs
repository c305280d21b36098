//! Commands of registering: what is typed is read, one person is enrolled.

use super::super::passwords;
use super::new_link;
use crate::{
    addresses,
    entity::{
        account,
        kinds::{AccountKind, TokenPurpose},
        stored::Text,
    },
    error::AppError,
    platform::{ctx::Ctx, form::Typed, tx::Tx},
};
use domain::{
    FieldProblem, Instant, Problem, characters::in_half_width, events::Event, identity::IdNumber,
    ids::AccountId, notices::Notice,
};
use sea_orm::ActiveValue::Set;
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
pub(in super::super) fn read_name(typed: &str) -> Result<String, Problem> {
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
pub(in super::super) fn read_mobile(typed: &str) -> Result<String, Problem> {
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

pub(in super::super) fn read_email(typed: &str) -> Result<String, Problem> {
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
