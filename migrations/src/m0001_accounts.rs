//! People, what they may do, and how they prove who they are.

use crate::schema::{Table, index, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("areas")
            .key_uuid("id")
            .string("path")
            .string("name")
            .string("name_en")
            .create(manager)
            .await?;
        unique(manager, "areas", &["path"]).await?;
        Table::new("accounts")
            .key_uuid("id")
            .string("kind")
            .string("name")
            .bytes_or_null("id_cipher")
            .string_or_null("id_index")
            .bytes_or_null("phone_cipher")
            .string_or_null("phone_index")
            .string("email")
            .big_or_null("email_confirmed_at")
            .string_or_null("password_hash")
            .string("language")
            .big("created_at")
            .big_or_null("disabled_at")
            .create(manager)
            .await?;
        unique(manager, "accounts", &["id_index"]).await?;
        unique(manager, "accounts", &["phone_index"]).await?;
        unique(manager, "accounts", &["email"]).await?;
        Table::new("grants")
            .key_uuid("id")
            .uuid("account_id")
            .string("role")
            .string("area")
            .uuid_or_null("granted_by")
            .big("granted_at")
            .big_or_null("revoked_at")
            .refers("account_id", "accounts")
            .create(manager)
            .await?;
        unique(manager, "grants", &["account_id", "role", "area"]).await?;
        Table::new("tokens")
            .key_string("hash")
            .uuid("account_id")
            .string("purpose")
            .big("expires_at")
            .big_or_null("used_at")
            .refers("account_id", "accounts")
            .create(manager)
            .await?;
        Table::new("sessions")
            .key_string("hash")
            .uuid("account_id")
            .big("created_at")
            .big("seen_at")
            .big("expires_at")
            .refers("account_id", "accounts")
            .create(manager)
            .await?;
        index(manager, "sessions", &["account_id"]).await?;
        Table::new("throttles")
            .key_string("key")
            .big("window_start")
            .int("attempts")
            .create(manager)
            .await?;
        Table::new("settings")
            .key_string("key")
            .string("value")
            .create(manager)
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(
            manager,
            &[
                "settings",
                "throttles",
                "sessions",
                "tokens",
                "grants",
                "accounts",
                "areas",
            ],
        )
        .await
    }
}
