//! Marks as typed, twice; differences settled; frozen sets.

use crate::schema::{Table, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("mark_entries")
            .key_uuid("id")
            .uuid("campaign_id")
            .string("kind")
            .string("sheet")
            .string("item")
            .string("pass")
            .string("status")
            .big_or_null("points")
            .uuid("entered_by")
            .big("entered_at")
            .refers("campaign_id", "campaigns")
            .refers("entered_by", "accounts")
            .create(manager)
            .await?;
        unique(
            manager,
            "mark_entries",
            &["campaign_id", "kind", "sheet", "item", "pass"],
        )
        .await?;
        Table::new("settlements")
            .key_uuid("id")
            .uuid("campaign_id")
            .string("kind")
            .string("sheet")
            .string("item")
            .string("status")
            .big_or_null("points")
            .text("reason")
            .uuid("settled_by")
            .big("settled_at")
            .refers("campaign_id", "campaigns")
            .refers("settled_by", "accounts")
            .create(manager)
            .await?;
        unique(
            manager,
            "settlements",
            &["campaign_id", "kind", "sheet", "item"],
        )
        .await?;
        Table::new("freezes")
            .key_uuid("id")
            .uuid("campaign_id")
            .string("kind")
            .uuid("signed_by")
            .big("signed_at")
            .uuid_or_null("frozen_by")
            .big_or_null("frozen_at")
            .string_or_null("digest")
            .refers("campaign_id", "campaigns")
            .refers("signed_by", "accounts")
            .create(manager)
            .await?;
        unique(manager, "freezes", &["campaign_id", "kind"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(manager, &["freezes", "settlements", "mark_entries"]).await
    }
}
