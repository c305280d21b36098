//! Script numbers come from a secret key. Beside a script stands a tag that only the key can read, and no longer whose
//! script it is; the key lies encrypted until the second signature under the marks reveals it (D1).

use crate::schema::{Table, drop_all, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let asked = Query::select()
            .column(Alias::new("script"))
            .from(Alias::new("script_keys"))
            .limit(1)
            .to_owned();
        if db.query_one(&asked).await?.is_some() {
            return Err(DbErr::Migration(
                "Seats were assigned by a version whose script numbers can be read from the public seed. Such a campaign \
                 cannot be carried on: begin with an empty database."
                    .to_owned(),
            ));
        }
        drop_all(manager, &["script_keys"]).await?;
        Table::new("script_keys")
            .key_string("tag")
            .uuid("campaign_id")
            .string("script")
            .string("post_code")
            .refers("campaign_id", "campaigns")
            .create(manager)
            .await?;
        unique(manager, "script_keys", &["campaign_id", "script"]).await?;
        Table::new("script_seals")
            .key_uuid("campaign_id")
            .bytes("key_cipher")
            .string_or_null("revealed")
            .refers("campaign_id", "campaigns")
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["script_seals", "script_keys"]).await?;
        Table::new("script_keys")
            .string("script")
            .uuid("campaign_id")
            .key_uuid("candidate_id")
            .refers("campaign_id", "campaigns")
            .refers("candidate_id", "candidates")
            .create(manager)
            .await?;
        unique(manager, "script_keys", &["campaign_id", "script"]).await
    }
}
