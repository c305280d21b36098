//! The tests by example, linked once: what the rules do with the figures of a notice, written down case by case.
//! Random input stands in `properties`, `hostile`, `fuzz` and `course`.

mod amounts;
mod answers;
mod codes;
mod derive;
mod documents;
mod eligibility;
mod findings;
mod form;
mod guide;
mod house;
mod marks_on_paper;
mod public_lists;
mod scenario_files;
mod scenarios;
mod schema;
mod small_values;
mod table_cells;
mod trials;
mod words;
