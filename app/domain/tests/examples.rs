//! The tests by example, linked once: what the rules do with the figures of a notice, written down case by case.
//! Random input stands in `properties`, `hostile` and `fuzz`.

mod answers;
mod compare;
mod eligibility;
mod explain;
mod explained;
mod guide;
mod in_words;
mod lint;
mod lint_bounds;
mod marks_on_paper;
mod notices;
mod parts;
mod public_lists;
mod recruitment;
mod scenarios;
mod schema;
mod small_values;
mod table_cells;
mod trials;
mod v2;
mod values;
