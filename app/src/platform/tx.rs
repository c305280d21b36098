//! One command, one transaction, and its rows. `Tx::commit`, which stands above audit and
//! notifications, takes the event that the command caused.

use super::ctx::Ctx;
use crate::error::AppError;
use domain::{Instant, ids::AccountId, notices::Notice};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    ModelTrait, PrimaryKeyTrait, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

pub struct Tx {
    inner: DatabaseTransaction,
    pub now: Instant,
    pub actor: Option<AccountId>,
    enclosed: Vec<(AccountId, Notice)>,
}

impl Tx {
    /// SQLite takes the write lock at once, so that a command that reads and then writes never meets a stale lock.
    ///
    /// # Errors
    /// The database's own, as a fault.
    pub async fn begin(ctx: &Ctx) -> Result<Self, AppError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let inner = ctx.app.db.write.begin_with_options(options).await?;
        Ok(Tx {
            inner,
            now: ctx.now,
            actor: ctx.actor.as_ref().map(|a| a.account),
            enclosed: vec![],
        })
    }

    pub fn db(&self) -> &DatabaseTransaction {
        &self.inner
    }

    /// The row, or `NotFound`.
    ///
    /// # Errors
    /// `NotFound`; the database's own as a fault.
    pub async fn find<E>(
        &self,
        id: impl Into<<E::PrimaryKey as PrimaryKeyTrait>::ValueType>,
    ) -> Result<E::Model, AppError>
    where
        E: EntityTrait,
    {
        E::find_by_id(id.into())
            .one(&self.inner)
            .await?
            .ok_or(AppError::NotFound)
    }

    /// The row, locked until the end of the transaction where the database locks rows.
    ///
    /// # Errors
    /// As [`Tx::find`].
    pub async fn lock<E>(
        &self,
        id: impl Into<<E::PrimaryKey as PrimaryKeyTrait>::ValueType>,
    ) -> Result<E::Model, AppError>
    where
        E: EntityTrait,
    {
        use sea_orm::QuerySelect;
        let found = E::find_by_id(id.into())
            .lock_exclusive()
            .one(&self.inner)
            .await?;
        found.ok_or(AppError::NotFound)
    }

    /// Inserts a row.
    ///
    /// # Errors
    /// A violated constraint or the database's own.
    pub async fn insert<A>(&self, row: A) -> Result<(), AppError>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        A::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Inserts many rows, as many at a time as both databases take.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub async fn insert_all<A>(&self, rows: Vec<A>) -> Result<(), AppError>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let chunk: Vec<A> = rows.by_ref().take(500).collect();
            A::Entity::insert_many(chunk)
                .exec_without_returning(&self.inner)
                .await?;
        }
        Ok(())
    }

    /// Saves the changed columns of a row.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub async fn save<A>(&self, row: A) -> Result<(), AppError>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: ModelTrait + IntoActiveModel<A>,
    {
        row.update(&self.inner).await?;
        Ok(())
    }

    /// A secret link that goes to its person with the event, and never into the audit trail.
    pub fn enclose(&mut self, account: AccountId, link: Notice) {
        self.enclosed.push((account, link));
    }

    /// The secret links, each with its person.
    pub fn enclosed(&self) -> &[(AccountId, Notice)] {
        &self.enclosed
    }

    /// Commits the rows alone: for `Tx::commit`, which has told of them.
    ///
    /// # Errors
    /// The database's own, as a fault.
    pub async fn commit_rows(self) -> Result<(), AppError> {
        Ok(self.inner.commit().await?)
    }
}
