//! The audit trail, and the notices that follow from it.

use crate::schema::{Table, index};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("audit_entries")
            .key_big("seq")
            .big("at")
            .uuid_or_null("actor_id")
            .string("event")
            .uuid_or_null("campaign_id")
            .uuid_or_null("subject_id")
            .text("detail")
            .string("previous")
            .string("digest")
            .create(manager)
            .await?;
        index(manager, "audit_entries", &["campaign_id", "seq"]).await?;
        index(manager, "audit_entries", &["subject_id", "seq"]).await?;
        Table::new("notices")
            .key_uuid("id")
            .uuid("account_id")
            .text("content")
            .big("created_at")
            .big_or_null("read_at")
            .refers("account_id", "accounts")
            .create(manager)
            .await?;
        index(manager, "notices", &["account_id", "created_at"]).await?;
        Table::new("outbox")
            .key_uuid("id")
            .uuid("account_id")
            .string("channel")
            .text("content")
            .string("state")
            .int("attempts")
            .big("next_at")
            .big_or_null("leased_until")
            .big_or_null("sent_at")
            .big("created_at")
            .refers("account_id", "accounts")
            .create(manager)
            .await?;
        index(manager, "outbox", &["state", "next_at"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(manager, &["outbox", "notices", "audit_entries"]).await
    }
}
