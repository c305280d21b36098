//! What a recruitment looks like: to everybody, and to those who draft it.

pub mod announcement;
pub mod desk;
pub mod editor;
pub mod home;
pub mod tables;
