//! Interview lots, extra tests, and runs of the rules with their inputs.

use crate::schema::{Table, index, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("lots")
            .key_uuid("candidate_id")
            .uuid("campaign_id")
            .int("room")
            .string("number")
            .refers("candidate_id", "candidates")
            .refers("campaign_id", "campaigns")
            .create(manager)
            .await?;
        unique(manager, "lots", &["campaign_id", "number"]).await?;
        Table::new("extra_tests")
            .key_uuid("id")
            .uuid("campaign_id")
            .uuid("candidate_id")
            .string("test")
            .string("status")
            .big_or_null("points")
            .uuid("recorded_by")
            .big("recorded_at")
            .refers("candidate_id", "candidates")
            .refers("campaign_id", "campaigns")
            .refers("recorded_by", "accounts")
            .create(manager)
            .await?;
        unique(manager, "extra_tests", &["candidate_id", "test"]).await?;
        index(manager, "extra_tests", &["campaign_id"]).await?;
        Table::new("runs")
            .key_uuid("id")
            .uuid("campaign_id")
            .string("stage")
            .text("bundle")
            .string("rules_digest")
            .string("digest")
            .uuid("run_by")
            .big("run_at")
            .refers("campaign_id", "campaigns")
            .refers("run_by", "accounts")
            .create(manager)
            .await?;
        index(manager, "runs", &["campaign_id", "stage", "run_at"]).await?;
        Table::new("standings")
            .key_uuid("candidate_id")
            .uuid("campaign_id")
            .string("post_code")
            .big_or_null("written")
            .big("bonus")
            .big_or_null("interview")
            .big_or_null("total")
            .int_or_null("rank")
            .text("placing")
            .boolean("shortlisted")
            .boolean("tied")
            .refers("candidate_id", "candidates")
            .refers("campaign_id", "campaigns")
            .create(manager)
            .await?;
        index(manager, "standings", &["campaign_id", "post_code", "rank"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(manager, &["standings", "runs", "extra_tests", "lots"]).await
    }
}
