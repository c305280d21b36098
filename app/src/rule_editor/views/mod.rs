//! What a draft's rules look like to those who write them, and to the second official who checks them.

pub mod cards;
pub mod check;
pub mod findings;
pub mod rule_form;
pub mod rule_list;
pub mod rule_part;
pub mod templates;
pub mod versions;
