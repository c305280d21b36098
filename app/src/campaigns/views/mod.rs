//! What a recruitment looks like: to everybody, and to those who draft it.

pub mod announcement;
pub mod desk;
pub mod editor;
pub mod home;
pub mod rule_form;
pub mod rule_list;
pub mod rule_part;
pub mod versions;
