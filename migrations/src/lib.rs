//! The schema, one file per capability in the order of a recruitment.

#![allow(clippy::too_many_lines, reason = "a schema is a list of columns")]

mod m0001_accounts;
mod m0002_audit;
mod m0003_campaigns;
mod m0004_applications;
mod m0005_admission;
mod m0006_marking;
mod m0007_ranking;
mod m0008_publication;
mod m0009_certificates;
mod m0010_audit_steps;
mod m0011_sealed_scripts;
mod schema;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_audit::Migration),
            Box::new(m0003_campaigns::Migration),
            Box::new(m0004_applications::Migration),
            Box::new(m0005_admission::Migration),
            Box::new(m0006_marking::Migration),
            Box::new(m0007_ranking::Migration),
            Box::new(m0008_publication::Migration),
            Box::new(m0009_certificates::Migration),
            Box::new(m0010_audit_steps::Migration),
            Box::new(m0011_sealed_scripts::Migration),
        ]
    }
}
