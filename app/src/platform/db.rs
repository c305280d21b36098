//! The two databases behind one door: SQLite on one machine, PostgreSQL where several servers share the work.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr};
use std::time::Duration;

/// SQLite has one writer and many readers; on PostgreSQL both names are the same pool.
#[derive(Clone, Debug)]
pub struct Db {
    pub read: DatabaseConnection,
    pub write: DatabaseConnection,
}

impl Db {
    /// Connects; creates the SQLite file where there is none.
    ///
    /// # Errors
    /// The database's own.
    pub async fn connect(url: &str, readers: u32) -> Result<Self, DbErr> {
        if !url.starts_with("sqlite:") {
            let pool = Database::connect(options(url, readers)).await?;
            return Ok(Db {
                read: pool.clone(),
                write: pool,
            });
        }
        let created = if url.contains('?') {
            url.to_owned()
        } else {
            format!("{url}?mode=rwc")
        };
        let write = sqlite(&created, 1).await?;
        Ok(Db {
            read: sqlite(&created, readers).await?,
            write,
        })
    }

    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// Brings the schema up to date; several servers may call it at once.
    ///
    /// # Errors
    /// The database's own.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        if self.backend() != DbBackend::Postgres {
            return Migrator::up(&self.write, None).await;
        }
        // An advisory lock belongs to its connection: a transaction keeps both together.
        use sea_orm::TransactionTrait;
        let guard = self.write.begin().await?;
        guard
            .execute_unprepared("SELECT pg_advisory_xact_lock(7260001)")
            .await?;
        Migrator::up(&self.write, None).await?;
        guard.commit().await
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.ping().await
    }
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .test_before_acquire(false)
        // Whatever the server's own setting is: what is acknowledged has been written.
        .map_sqlx_postgres_opts(|postgres| postgres.options([("synchronous_commit", "on")]));
    options
}

async fn sqlite(url: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = options(url, connections);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            // A transaction is acknowledged once it would outlive a power cut.
            .pragma("synchronous", "FULL")
            .pragma("cache_size", "-64000")
            .busy_timeout(Duration::from_secs(10))
    });
    Database::connect(options).await
}
