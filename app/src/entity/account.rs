//! Owner: accounts. A person who signs in: applicant or staff.

use super::kinds::AccountKind;
use crate::entity::stored::Text;
use domain::Lang;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: Text<AccountKind>,
    pub name: String,
    pub id_cipher: Option<Vec<u8>>,
    pub id_index: Option<String>,
    pub phone_cipher: Option<Vec<u8>>,
    pub phone_index: Option<String>,
    pub email: String,
    pub email_confirmed_at: Option<i64>,
    pub password_hash: Option<String>,
    pub language: Text<Lang>,
    pub created_at: i64,
    pub disabled_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
