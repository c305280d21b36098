//! The tests by example, linked once: what the rules do with the figures of a notice, written down case by case.
//! Random input stands in `properties`, `hostile` and `fuzz`.

mod compare;
mod eligibility;
mod explain;
mod guide;
mod lint;
mod notices;
mod scenarios;
mod schema;
mod values;
