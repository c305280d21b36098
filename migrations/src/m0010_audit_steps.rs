//! The steps of a campaign are read on every result page, and a campaign has thousands of other entries.

use crate::schema::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        index(manager, "audit_entries", &["campaign_id", "event", "seq"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let name = "audit_entries_campaign_id_event_seq";
        manager
            .drop_index(
                Index::drop()
                    .name(name)
                    .table(Alias::new("audit_entries"))
                    .to_owned(),
            )
            .await
    }
}
