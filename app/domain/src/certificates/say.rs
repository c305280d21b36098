//! The words on a certificate.

/// The city's certificate, as it is printed: its name is Chinese in every language.
pub const QUALIFICATION: &str = "社区工作者任职资格证书";
