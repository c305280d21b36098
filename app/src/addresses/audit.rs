//! The audit trail.

pub const TRAIL: &str = "/desk/audit";
