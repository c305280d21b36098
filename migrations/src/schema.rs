//! A table in few words, with constraints that carry names: a violated name becomes a refusal in `app`.

use sea_orm_migration::prelude::*;

pub struct Table {
    name: &'static str,
    statement: TableCreateStatement,
}

macro_rules! columns {
    ($($plain:ident, $nullable:ident, $key:ident: $kind:ident;)*) => {
        #[allow(dead_code, reason = "a table need not use every kind of column in every form")]
        impl Table {
            $(
                pub fn $plain(mut self, column: &'static str) -> Self {
                    self.statement.col(ColumnDef::new(Alias::new(column)).$kind().not_null());
                    self
                }
                pub fn $nullable(mut self, column: &'static str) -> Self {
                    self.statement.col(ColumnDef::new(Alias::new(column)).$kind());
                    self
                }
                pub fn $key(mut self, column: &'static str) -> Self {
                    self.statement.col(ColumnDef::new(Alias::new(column)).$kind().not_null().primary_key());
                    self
                }
            )*
        }
    };
}

columns! {
    uuid, uuid_or_null, key_uuid: uuid;
    string, string_or_null, key_string: string;
    text, text_or_null, key_text: text;
    big, big_or_null, key_big: big_integer;
    int, int_or_null, key_int: integer;
    bytes, bytes_or_null, key_bytes: blob;
    boolean, boolean_or_null, key_boolean: boolean;
}

impl Table {
    pub fn new(name: &'static str) -> Self {
        let mut statement = sea_query::Table::create();
        statement.table(Alias::new(name));
        Table { name, statement }
    }

    /// A foreign key to the `id` of another table.
    pub fn refers(mut self, column: &'static str, table: &'static str) -> Self {
        self.statement.foreign_key(
            ForeignKey::create()
                .name(format!("{}_{column}_fk", self.name))
                .from(Alias::new(self.name), Alias::new(column))
                .to(Alias::new(table), Alias::new("id")),
        );
        self
    }

    pub async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.statement).await
    }
}

/// Named `table_column_column`, which is also what SQLite's own message spells: see `app::error`.
pub async fn unique(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    add_index(manager, Index::create().unique().to_owned(), table, columns).await
}

pub async fn index(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    add_index(manager, Index::create(), table, columns).await
}

async fn add_index(
    manager: &SchemaManager<'_>,
    mut index: IndexCreateStatement,
    table: &str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    index
        .name(format!("{table}_{}", columns.join("_")))
        .table(Alias::new(table));
    for &column in columns {
        index.col(Alias::new(column));
    }
    manager.create_index(index).await
}

pub async fn drop_all(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for &table in tables {
        manager
            .drop_table(sea_query::Table::drop().table(Alias::new(table)).to_owned())
            .await?;
    }
    Ok(())
}
