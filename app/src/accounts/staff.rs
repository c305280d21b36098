//! Staff accounts: made by invitation, with a role in a place, never with two duties that must stay apart.

use super::{
    commands::{new_link, read_email, read_name, redeem},
    passwords,
    queries::Area,
};
use crate::{
    addresses,
    entity::{
        account, area, grant,
        kinds::{AccountKind, TokenPurpose},
        stored::Text,
    },
    error::AppError,
    platform::{ctx::Ctx, form::Typed, sessions, tx::Tx},
};
use domain::{
    Lang, Problem,
    access::{Jurisdiction, Permission, Role, conflict},
    events::Event,
    ids::AccountId,
    notices::Notice,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

/// Invites somebody to a role, or gives a further role to a member of staff.
///
/// # Errors
/// Unknown role or place, a role that does not exist at that level, two duties that one person may not hold, an address
/// that belongs to an applicant.
pub async fn invite(ctx: &Ctx, typed: &Typed) -> Result<(), AppError> {
    let scope = Jurisdiction(typed.trimmed("area").to_owned());
    let actor = ctx.must(Permission::InviteStaff, &scope)?.account;
    let role: Role = serde_json::from_value(typed.trimmed("role").into())
        .map_err(|_| AppError::invalid("role", Problem::NotChosen))?;
    let name = read_name(typed.get("name")).map_err(|p| AppError::invalid("name", p))?;
    let email = read_email(typed.get("email")).map_err(|p| AppError::invalid("email", p))?;
    let mut tx = Tx::begin(ctx).await?;
    // Of two who invite the same person to the same place, the second sees what the first has given.
    let known = area::Entity::find()
        .filter(area::Column::Path.eq(&scope.0))
        .lock_exclusive()
        .one(tx.db())
        .await?;
    if known.is_none() {
        return Err(AppError::invalid("area", Problem::NotChosen));
    }
    if !role.levels().contains(&scope.level()) {
        return Err(AppError::invalid("area", Problem::WrongLevel));
    }
    let id = match account::Entity::find()
        .filter(account::Column::Email.eq(&email))
        .one(tx.db())
        .await?
    {
        Some(found) if found.kind.0 == AccountKind::Applicant => {
            return Err(AppError::invalid("email", Problem::Taken));
        }
        // Two duties that must stay apart are not given to one person from two places at once.
        Some(found) => AccountId(tx.lock::<account::Entity>(found.id).await?.id),
        None => new_staff(&tx, name, email, ctx.display.lang).await?,
    };
    let held: Vec<Role> = sessions::grants(tx.db(), id)
        .await?
        .into_iter()
        .map(|g| g.role)
        .collect();
    if let Some((with, why)) = conflict(&held, role) {
        return Err(AppError::invalid("role", Problem::Separated { with, why }));
    }
    add_grant(&tx, id, role, &scope, Some(actor)).await?;
    let link = new_link(
        &tx,
        id,
        TokenPurpose::Invitation,
        addresses::accounts::INVITATION,
    )
    .await?;
    tx.enclose(id, Notice::Invitation { link });
    tx.commit(Event::StaffInvited {
        account: id,
        role,
        scope,
    })
    .await
}

async fn new_staff(
    tx: &Tx,
    name: String,
    email: String,
    language: Lang,
) -> Result<AccountId, AppError> {
    let id = AccountId(Uuid::now_v7());
    let row = account::ActiveModel {
        id: Set(id.0),
        kind: Set(Text(AccountKind::Staff)),
        name: Set(name),
        id_cipher: Set(None),
        id_index: Set(None),
        phone_cipher: Set(None),
        phone_index: Set(None),
        email: Set(email),
        email_confirmed_at: Set(None),
        password_hash: Set(None),
        language: Set(Text(language)),
        created_at: Set(tx.now.0),
        disabled_at: Set(None),
    };
    let inserted = tx.insert(row).await;
    inserted.map_err(|error| error.when_taken("accounts_email", "email"))?;
    Ok(id)
}

async fn add_grant(
    tx: &Tx,
    id: AccountId,
    role: Role,
    scope: &Jurisdiction,
    by: Option<AccountId>,
) -> Result<(), AppError> {
    let row = grant::ActiveModel {
        id: Set(Uuid::now_v7()),
        account_id: Set(id.0),
        role: Set(Text(role)),
        area: Set(scope.0.clone()),
        granted_by: Set(by.map(|by| by.0)),
        granted_at: Set(tx.now.0),
        revoked_at: Set(None),
    };
    let taken = AppError::invalid(
        "role",
        Problem::Duplicate {
            value: scope.0.clone(),
        },
    );
    match tx.insert(row).await {
        Err(AppError::Unique(_)) => Err(taken),
        other => other,
    }
}

/// The invited person chooses a password, and is signed out wherever an older one was used.
///
/// # Errors
/// A weak password; `LinkExpired`.
pub async fn accept_invitation(ctx: &Ctx, token: &str, password: &str) -> Result<(), AppError> {
    passwords::check(password, &[]).map_err(|problem| AppError::invalid("password", problem))?;
    let hash = passwords::hash(password.to_owned()).await?;
    let tx = Tx::begin(ctx).await?;
    let found = redeem(&tx, token, TokenPurpose::Invitation).await?;
    let account = AccountId(found.id);
    let confirmed = Some(ctx.now.0);
    let row = account::ActiveModel {
        password_hash: Set(Some(hash)),
        email_confirmed_at: Set(confirmed),
        ..found.into()
    };
    tx.save(row).await?;
    sessions::close_all(tx.db(), account).await?;
    tx.commit(Event::InvitationAccepted { account }).await
}

/// Takes over the tree of government; places that exist keep their id and get the new name.
///
/// # Errors
/// A place whose parent is missing.
pub async fn import_areas(ctx: &Ctx, areas: &[Area]) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    for (line, place) in (1..).zip(areas) {
        let path = &place.scope.0;
        let parent = path.rsplit_once('/').map(|(parent, _)| parent.to_owned());
        if let Some(parent) = parent
            && area::Entity::find()
                .filter(area::Column::Path.eq(parent))
                .one(tx.db())
                .await?
                .is_none()
        {
            return Err(AppError::invalid(
                "area",
                Problem::Unreadable {
                    line,
                    detail: path.clone(),
                },
            ));
        }
        let row = area::ActiveModel {
            id: Set(Uuid::now_v7()),
            path: Set(path.clone()),
            name: Set(place.name.clone()),
            name_en: Set(place.name_en.clone()),
        };
        area::Entity::insert(row)
            .on_conflict(
                OnConflict::column(area::Column::Path)
                    .update_columns([area::Column::Name, area::Column::NameEn])
                    .to_owned(),
            )
            .exec_without_returning(tx.db())
            .await?;
    }
    tx.commit(Event::AreasImported {
        areas: u32::try_from(areas.len()).unwrap_or(u32::MAX),
    })
    .await
}

/// A member of staff without an invitation: the first administrator from the command line, and the demonstration's.
///
/// # Errors
/// A weak password, a malformed or taken address.
pub async fn create(
    ctx: &Ctx,
    name: &str,
    email: &str,
    password: &str,
    role: Role,
    scope: Jurisdiction,
) -> Result<AccountId, AppError> {
    passwords::check(password, &[]).map_err(|problem| AppError::invalid("password", problem))?;
    let email = read_email(email).map_err(|problem| AppError::invalid("email", problem))?;
    let hash = passwords::hash(password.to_owned()).await?;
    let tx = Tx::begin(ctx).await?;
    let id = new_staff(&tx, name.to_owned(), email, ctx.display.lang).await?;
    let found = tx.find::<account::Entity>(id.0).await?;
    let row = account::ActiveModel {
        password_hash: Set(Some(hash)),
        email_confirmed_at: Set(Some(ctx.now.0)),
        ..found.into()
    };
    tx.save(row).await?;
    add_grant(&tx, id, role, &scope, None).await?;
    tx.commit(Event::StaffInvited {
        account: id,
        role,
        scope,
    })
    .await?;
    Ok(id)
}
