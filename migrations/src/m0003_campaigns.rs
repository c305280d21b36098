//! Recruitments: drafts, frozen versions, posts.

use crate::schema::{Table, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("campaigns")
            .key_uuid("id")
            .string("code")
            .string("area")
            .string("state")
            .string("progress")
            .text("draft")
            .text("note")
            .int("revision")
            .int("version")
            .uuid("drafted_by")
            .uuid_or_null("checked_by")
            .big_or_null("announced_at")
            .big_or_null("closes_at")
            .big("created_at")
            .big("updated_at")
            .refers("drafted_by", "accounts")
            .create(manager)
            .await?;
        unique(manager, "campaigns", &["code"]).await?;
        Table::new("campaign_versions")
            .key_uuid("id")
            .uuid("campaign_id")
            .int("version")
            .text("content")
            .string("rules_digest")
            .string("digest")
            .big("announced_at")
            .refers("campaign_id", "campaigns")
            .create(manager)
            .await?;
        unique(manager, "campaign_versions", &["campaign_id", "version"]).await?;
        Table::new("campaign_drafts")
            .key_uuid("id")
            .uuid("campaign_id")
            .int("revision")
            .string("part")
            .text("content")
            .uuid("saved_by")
            .big("saved_at")
            .refers("campaign_id", "campaigns")
            .create(manager)
            .await?;
        unique(manager, "campaign_drafts", &["campaign_id", "revision"]).await?;
        Table::new("posts")
            .key_uuid("id")
            .uuid("campaign_id")
            .string("code")
            .int("position")
            .string("name")
            .string("area")
            .string("street")
            .string("audience")
            .int("places")
            .refers("campaign_id", "campaigns")
            .create(manager)
            .await?;
        unique(manager, "posts", &["campaign_id", "code"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(
            manager,
            &["posts", "campaign_drafts", "campaign_versions", "campaigns"],
        )
        .await
    }
}
