//! Version 2 of the rules by example: the forty notices, documents of what only the platform acts on, and scenarios.

mod amounts;
mod answers;
mod codes;
mod derive;
mod documents;
mod eligibility;
mod findings;
mod form;
mod guide;
mod independence;
mod scenario_files;
mod scenarios;
mod schema;
mod words;
