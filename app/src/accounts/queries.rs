//! Who is registered: a person's own data, and the list of staff.

use crate::{
    entity::{account, area, grant, kinds::AccountKind, stored::Text},
    error::AppError,
    platform::app::App,
};
use chrono::NaiveDate;
use domain::{
    Lang,
    access::{Jurisdiction, Role},
    identity::IdNumber,
    ids::AccountId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// A person's own data, decrypted for their own pages and for the rules.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: AccountId,
    pub name: String,
    pub id_number: Option<IdNumber>,
    pub mobile: String,
    pub email: String,
    pub email_confirmed: bool,
}

impl Person {
    /// 100****0012
    pub fn masked_mobile(&self) -> String {
        match (self.mobile.get(..3), self.mobile.get(7..)) {
            (Some(head), Some(tail)) => format!("{head}****{tail}"),
            _ => String::new(),
        }
    }
}

/// The names of these accounts.
///
/// # Errors
/// The database's own, as a fault.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, AppError> {
    let ids: BTreeSet<Uuid> = ids.into_iter().collect();
    let rows: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// # Errors
/// `NotFound`; a number that this installation cannot decrypt is a fault.
pub async fn person(
    app: &App,
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Person, AppError> {
    let row = account::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .ok_or(AppError::NotFound)?;
    let opened = |cipher: Option<Vec<u8>>| -> Result<String, AppError> {
        match cipher {
            None => Ok(String::new()),
            Some(cipher) => app
                .secrets
                .decrypt(&cipher)
                .ok_or_else(|| AppError::fault("a column of another secret")),
        }
    };
    let number = opened(row.id_cipher)?;
    Ok(Person {
        account: id,
        name: row.name,
        // Checked when it was stored, against the day on which it was stored.
        id_number: IdNumber::parse(&number, NaiveDate::MAX).ok(),
        mobile: opened(row.phone_cipher)?,
        email: row.email,
        email_confirmed: row.email_confirmed_at.is_some(),
    })
}

#[derive(Clone, Debug)]
pub struct StaffRow {
    pub name: String,
    pub email: String,
    pub roles: Vec<(Role, Jurisdiction)>,
    pub has_signed_up: bool,
    pub is_disabled: bool,
}

/// # Errors
/// The database's own, as a fault.
pub async fn staff(db: &impl ConnectionTrait) -> Result<Vec<StaffRow>, AppError> {
    let people = account::Entity::find()
        .filter(account::Column::Kind.eq(Text(AccountKind::Staff)))
        .order_by_asc(account::Column::CreatedAt)
        .all(db)
        .await?;
    let grants = grant::Entity::find()
        .filter(grant::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    let rows = people.into_iter().map(|person| StaffRow {
        roles: grants
            .iter()
            .filter(|g| g.account_id == person.id)
            .map(|g| (g.role.0, Jurisdiction(g.area.clone())))
            .collect(),
        name: person.name,
        email: person.email,
        has_signed_up: person.password_hash.is_some(),
        is_disabled: person.disabled_at.is_some(),
    });
    Ok(rows.collect())
}

#[derive(Clone, Debug)]
pub struct Area {
    pub scope: Jurisdiction,
    pub name: String,
    pub name_en: String,
}

impl Area {
    /// In this language, where it has a name in it.
    pub fn named(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.name_en.is_empty() => &self.name_en,
            _ => &self.name,
        }
    }
}

/// The tree of government, each place after the one it lies in.
///
/// # Errors
/// The database's own, as a fault.
pub async fn areas(db: &impl ConnectionTrait) -> Result<Vec<Area>, AppError> {
    let rows = area::Entity::find()
        .order_by_asc(area::Column::Path)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|a| Area {
            scope: Jurisdiction(a.path),
            name: a.name,
            name_en: a.name_en,
        })
        .collect())
}
