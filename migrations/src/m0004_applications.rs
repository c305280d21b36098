//! Applications, what was uploaded with them, and what was decided about them.

use crate::schema::{Table, index, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("applications")
            .key_uuid("id")
            .uuid("campaign_id")
            .uuid("account_id")
            .string_or_null("number")
            .int_or_null("serial")
            .string("stage")
            .string_or_null("post_code")
            .text("facts")
            .bytes_or_null("contact_cipher")
            .text("tasks")
            .text("findings")
            .int("questions")
            .big_or_null("answer_by")
            .big_or_null("returned_at")
            .int("revision")
            .big_or_null("submitted_at")
            .big_or_null("decided_at")
            .big("created_at")
            .big("updated_at")
            .refers("campaign_id", "campaigns")
            .refers("account_id", "accounts")
            .create(manager)
            .await?;
        unique(manager, "applications", &["campaign_id", "account_id"]).await?;
        unique(manager, "applications", &["campaign_id", "number"]).await?;
        unique(manager, "applications", &["campaign_id", "serial"]).await?;
        index(manager, "applications", &["account_id"]).await?;
        index(
            manager,
            "applications",
            &["campaign_id", "stage", "submitted_at"],
        )
        .await?;
        index(
            manager,
            "applications",
            &["campaign_id", "post_code", "stage"],
        )
        .await?;
        Table::new("files")
            .key_uuid("id")
            .uuid("application_id")
            .string("purpose")
            .string("name")
            .string("media_type")
            .big("size")
            .string("sha256")
            .text("problems")
            .big("created_at")
            .big_or_null("removed_at")
            .refers("application_id", "applications")
            .create(manager)
            .await?;
        index(manager, "files", &["application_id", "purpose"]).await?;
        Table::new("reviews")
            .key_uuid("id")
            .uuid("application_id")
            .uuid("reviewer_id")
            .string("act")
            .text("reasons")
            .text("note")
            .string_or_null("about")
            .big("at")
            .refers("application_id", "applications")
            .refers("reviewer_id", "accounts")
            .create(manager)
            .await?;
        index(manager, "reviews", &["application_id", "at"]).await?;
        Table::new("appeals")
            .key_uuid("id")
            .uuid("application_id")
            .text("text")
            .big("at")
            .refers("application_id", "applications")
            .create(manager)
            .await?;
        unique(manager, "appeals", &["application_id"]).await?;
        Table::new("bonus_claims")
            .key_uuid("id")
            .uuid("application_id")
            .string("item")
            .string("state")
            .text("note")
            .uuid_or_null("decided_by")
            .big_or_null("decided_at")
            .refers("application_id", "applications")
            .create(manager)
            .await?;
        unique(manager, "bonus_claims", &["application_id", "item"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(
            manager,
            &[
                "bonus_claims",
                "appeals",
                "reviews",
                "files",
                "applications",
            ],
        )
        .await
    }
}
