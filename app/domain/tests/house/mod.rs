//! How the sources of the rules stand to each other: what may use what, read from the sources themselves.

mod course;
mod file;
mod independence;
mod order;
mod sources;
mod tokens;
