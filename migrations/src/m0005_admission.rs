//! Candidates, their seats, and the sealed table of script numbers.

use crate::schema::{Table, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("candidates")
            .key_uuid("id")
            .uuid("campaign_id")
            .uuid("application_id")
            .string("post_code")
            .string("ticket")
            .int("room")
            .int("seat")
            .big("created_at")
            .refers("campaign_id", "campaigns")
            .refers("application_id", "applications")
            .create(manager)
            .await?;
        unique(manager, "candidates", &["application_id"]).await?;
        unique(manager, "candidates", &["campaign_id", "ticket"]).await?;
        Table::new("script_keys")
            .string("script")
            .uuid("campaign_id")
            .key_uuid("candidate_id")
            .refers("campaign_id", "campaigns")
            .refers("candidate_id", "candidates")
            .create(manager)
            .await?;
        unique(manager, "script_keys", &["campaign_id", "script"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(manager, &["script_keys", "candidates"]).await
    }
}
