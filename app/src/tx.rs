//! The one way to commit: with the event that the command caused, so that no change is without its audit entry and its
//! notices. It stands above both.

use crate::{audit, error::AppError, notifications, platform::tx::Tx};
use domain::events::Event;
use sea_orm::{ConnectionTrait, DbBackend};

impl Tx {
    /// Commits with the one event that this command caused.
    ///
    /// # Errors
    /// The database's own, as a fault: nothing has happened then.
    pub async fn commit(self, event: Event) -> Result<(), AppError> {
        self.commit_all(vec![event]).await
    }

    /// Commits an act on several at once: one event for each.
    ///
    /// # Errors
    /// As [`Tx::commit`].
    pub async fn commit_all(self, events: Vec<Event>) -> Result<(), AppError> {
        if self.db().get_database_backend() == DbBackend::Postgres {
            // The chain of the audit trail is written by one transaction at a time.
            self.db()
                .execute_unprepared("SELECT pg_advisory_xact_lock(7260002)")
                .await?;
        }
        audit::append(&self, &events).await?;
        for event in &events {
            notifications::announce(&self, event).await?;
        }
        for (account, link) in self.enclosed() {
            notifications::commands::tell(&self, *account, link.clone()).await?;
        }
        self.commit_rows().await
    }
}
