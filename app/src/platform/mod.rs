//! What every capability stands on: database, transaction, request context, secrets, files, doors. No rule lives here.

pub mod app;
pub mod assets;
pub mod clock;
pub mod ctx;
pub mod db;
pub mod doors;
pub mod files;
pub mod form;
pub mod pages;
pub mod paths;
pub mod pictures;
pub mod proxies;
pub mod secrets;
pub mod sessions;
pub mod signing;
pub mod spreadsheet;
pub mod tables;
pub mod throttle;
pub mod tx;
pub mod upload;
pub mod web;
