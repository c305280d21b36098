//! A draft's rules on their way to an announcement: written part by part in forms, or as JSON, with what the check finds
//! in them while they are typed; kept and compared state by state; handed in; and read by the second official, who
//! announces or sends back. For both officials; the rules themselves and all findings are `domain::rules`.

#[cfg(feature = "ssr")]
pub mod families;
#[cfg(feature = "ssr")]
pub mod fields;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod mends;
#[cfg(feature = "ssr")]
mod queries;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod templates;
#[cfg(feature = "ssr")]
pub mod views;

#[cfg(feature = "ssr")]
pub use routes::doors;
