//! What all pages share: the shell, forms, words, small parts. Everything is a plain function of data that returns markup.

#[macro_use]
pub mod lang;
pub mod article;
pub mod calculation;
pub mod error_page;
pub mod forms;
pub mod fragment;
pub mod manual;
pub mod parts;
pub mod reader;
mod say;
pub mod shell;
pub mod timeline;
pub mod words;
